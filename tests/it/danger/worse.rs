//! A stretch that made it worse: what rests from then on, for how long, and the one key back.

use uncramp::diary::Record;
use uncramp::profile::Answer;
use uncramp::session::relief::Spot;
use uncramp::ui::{Effect, InitialScreen};

use super::{dangers, next, over, recorded};
use crate::pilot::{Pilot, routine};

/// What is shown of every relief that works the leg.
const WORKS: &str = "toes up";

fn worse() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press_slowly("space 4");
    pilot
}

#[test]
fn a_leg_that_got_worse_is_worked_again_only_when_the_person_says_that_it_is_better() {
    for way in ["n 1", "n 5", "n 3", "n t", "n space 2 2 c", "n space 1 2 c"] {
        let mut pilot = worse();
        pilot.press_slowly(way).wait(1.0);
        pilot.sees("A cramp got worse").sees("NOT WORSE");
        for key in ["space", "enter", "3", "5", "n", "s", "x"] {
            pilot.press(key).wait(1.0).sees("NOT WORSE");
        }
        assert_eq!(dangers(&pilot), [&Answer::seen("worse")], "{way}");
        pilot.press("2").wait(1.0).misses("NOT WORSE");
        let said = [&Answer::seen("worse"), &over(&["worse"])];
        assert_eq!(dangers(&pilot), said, "{way}");
    }
}

#[test]
fn so_does_every_later_start() {
    // Nothing is said any more: the program may have been killed.
    let killed = worse();
    assert_eq!(dangers(&killed), [&Answer::seen("worse")]);
    let firsts: [fn() -> InitialScreen; 4] = [
        || InitialScreen::Relief(None),
        || InitialScreen::Relief(Some(Spot::Bed)),
        || InitialScreen::Home,
        || routine("bedtime-stretch"),
    ];
    for first in firsts {
        let mut pilot = Pilot::with(next(&killed), first());
        pilot.sees("Rest the leg").sees("NOT WORSE");
        pilot.resize(40, 15).sees("NOT WORSE").sees("got worse");
    }
    let mut again = Pilot::with(next(&killed), InitialScreen::Relief(None));
    again.wait(1.0).lift().sees("the clock goes on");
}

#[test]
fn a_wrong_worse_is_taken_back_by_the_key_that_its_card_names() {
    let mut pilot = worse();
    pilot.resize(40, 15).sees("2 NOT WORSE, LEGS ALIKE");
    pilot
        .resize(80, 24)
        .sees("2 NOT WORSE, LEGS ALIKE")
        .press("2")
        .sees("Pull your toes");
    assert_eq!(dangers(&pilot), [&Answer::seen("worse"), &over(&["worse"])]);
    assert!(pilot.effects.contains(&Effect::Record(Record::Unsaid)));
    pilot.press("1").sees("Pull your toes");
    // A slip at the look takes no true answer away.
    let mut pilot = worse();
    pilot.press("o").wait(1.0).press("x").wait(1.0);
    pilot
        .press("2")
        .sees("The stretch has stopped")
        .misses(WORKS);
    let said = [
        &Answer::seen("worse"),
        &Answer::seen("RF-U1"),
        &over(&["RF-U1"]),
    ];
    assert_eq!(dangers(&pilot), said);
}

#[test]
fn that_no_leg_is_swollen_does_not_make_it_better() {
    let mut pilot = Pilot::with(recorded(&["worse"]), InitialScreen::Safety);
    pilot.sees("NOT WORSE").press_slowly("q n q");
    assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
}

#[test]
fn at_every_size_a_card_is_lifted_only_once_all_of_it_was_shown() {
    let kinds: [fn() -> Pilot; 3] = [
        || Pilot::with(recorded(&["RF-U2"]), routine("bedtime-stretch")),
        || Pilot::with(recorded(&["worse"]), InitialScreen::Relief(None)),
        || {
            let mut pilot = Pilot::now();
            pilot.press_slowly("space 4");
            pilot
        },
    ];
    for card in kinds {
        for (columns, rows) in [(20, 9), (24, 40), (40, 15), (49, 30), (80, 24), (120, 40)] {
            let mut pilot = card();
            pilot.resize(columns, rows).wait(1.0);
            let mut seen = String::new();
            for _ in 0..20 {
                if dangers(&pilot)
                    .iter()
                    .any(|said| matches!(said, Answer::Over(_)))
                {
                    break;
                }
                seen += &pilot.screen();
                pilot.press("2").wait(1.0);
            }
            for sign in ["breath", "cold", "swollen"] {
                assert!(seen.contains(sign), "{columns}x{rows}: {sign}\n{seen}");
            }
            assert!(
                dangers(&pilot)
                    .iter()
                    .any(|said| matches!(said, Answer::Over(_)))
            );
        }
    }
}

#[test]
fn the_end_of_a_cramp_that_got_worse_says_whom_to_call() {
    let mut pilot = worse();
    pilot.press_slowly("1 space 1 2").sees("IT LET GO");
    pilot.sees("A cramp that got worse is worth a call today: your doctor");
    pilot.misses("tender muscle").misses("WIND DOWN");
}
