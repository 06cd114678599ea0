//! A cramp that went on for ten minutes: what rests, for how long, and what does not wait.

use uncramp::profile::danger::Danger;
use uncramp::profile::{Answer, Profile};
use uncramp::session::relief::Spot;
use uncramp::ui::{AppConfig, InitialScreen, Msg};

use super::{dangers, next, over, recorded};
use crate::pilot::{Pilot, routine, still};
use crate::profile::with;

/// The run in which a cramp went on for `minutes`, up to an answer or none.
fn long_cramp(minutes: f64, keys: &str) -> Pilot {
    let mut pilot = Pilot::with(still(), InitialScreen::Home);
    pilot.press("c").wait(minutes * 60.0);
    if !keys.is_empty() {
        pilot.press_slowly(keys);
    }
    pilot
}

#[test]
fn after_ten_minutes_of_cramp_every_way_in_opens_on_the_card_and_one_key_goes_on() {
    for (minutes, keys) in [
        (12.0, "space 1 2"),
        (25.0, "space 2 2"),
        (12.0, "space 3"),
        (12.0, ""),
    ] {
        let run = || long_cramp(minutes, keys);
        // Whoever has not said that it eased leaves the program, and not for home.
        let ways = match keys {
            "space 1 2" | "space 2 2" => &["c", "esc c", "esc 2", "esc 3 enter enter"][..],
            _ => &[],
        };
        for way in ways {
            let mut pilot = run();
            pilot.press_slowly(way).resize(100, 50);
            pilot.sees("Rest the leg").sees("LEGS ALIKE");
            pilot.press("space").wait(1.0).sees("LEGS ALIKE");
            pilot.lift().wait(8.0).misses("LEGS ALIKE");
            let said = [&Answer::seen("RF-U2"), &over(&["RF-U2"])];
            assert_eq!(dangers(&pilot), said, "{way}");
        }
        let mut pilot = run();
        pilot.press("q");
        assert_eq!(
            dangers(&pilot),
            [&Answer::seen("RF-U2")],
            "{minutes} {keys}"
        );
        for first in [routine("bedtime-stretch"), routine("after-cramp")] {
            let mut pilot = Pilot::with(next(&pilot), first);
            pilot.sees("Rest the leg").sees("LEGS ALIKE");
        }
        // Within ten minutes it is the same cramp.
        let soon = AppConfig {
            danger: Some(Danger::of("RF-U2", None)),
            ..next(&pilot)
        };
        let relief = || InitialScreen::Relief(Some(Spot::Calf));
        Pilot::with(soon, relief()).misses("toes up");
        let mut later = Pilot::with(next(&pilot), relief());
        if matches!(keys, "" | "space 3") {
            later.sees("GET HELP").misses("toes up");
        } else {
            later.sees("Pull your toes up");
        }
    }
}

#[test]
fn the_cramp_of_another_night_waits_for_no_card() {
    // Ten minutes after a long one that let go it is another, in a window that stayed open, too.
    let mut home = long_cramp(12.0, "space 1 2 esc");
    home.sees("GET HELP").wait(600.0).sees("2 BEDTIME");
    home.press("c").sees("Pull your toes up");
    let mut home = long_cramp(12.0, "space 1 2 esc");
    home.wait(600.0).press("2").sees("LEGS ALIKE");
}

#[test]
fn after_the_long_cramp_of_another_night_relief_is_as_ever() {
    let begin = || {
        let mut pilot = Pilot::with(recorded(&["RF-U2"]), InitialScreen::Relief(None));
        pilot.wait(2.0);
        pilot
    };
    begin().press("6").sees("Let the foot point down");
    begin().press("right").press("q");
    begin()
        .press_slowly("space 1 2 c")
        .sees("Pull your toes up");
    // Another sign that another window records stops it, as ever.
    let mut pilot = begin();
    let swollen = Danger::of("RF-U1", None);
    pilot.tell(Msg::Profile(Box::default(), Some(swollen)));
    pilot.sees("Do not stretch or rub it");
    // A second long one is kept, too.
    let mut pilot = begin();
    pilot
        .wait(720.0)
        .press_slowly("space 1 2 c")
        .sees("Rest the leg");
    assert_eq!(dangers(&pilot), [&Answer::seen("RF-U2")]);
}

#[test]
fn a_cramp_that_rests_in_another_window_keeps_a_routine_from_starting() {
    let first = long_cramp(12.0, "");
    let mut pilot = Pilot::with(next(&first), routine("bedtime-stretch"));
    pilot.sees("Rest the leg").wait(1.0).lift().wait(8.0);
    pilot.sees("To the wall").misses("LEGS ALIKE");
}

#[test]
fn who_let_go_sooner_or_may_have_slept_over_it_is_kept_from_nothing_later() {
    for (minutes, keys) in [(9.1, "space 1 2"), (9.1, "")] {
        let mut pilot = long_cramp(minutes, keys);
        pilot.press("q");
        assert_eq!(dangers(&pilot), [] as [&Answer; 0], "{minutes} {keys}");
    }
    // Nobody knows how long it was where the lid was shut: here it is the same, but no later run says so.
    let mut slept = long_cramp(5.0, "");
    slept.sleep(3 * 60 * 60).press_slowly("space 1 2 c");
    slept.sees("Rest the leg").sees("LEGS ALIKE");
    assert_eq!(dangers(&slept), [] as [&Answer; 0]);
    // Nor does a run that keeps nothing, or one that nobody sees.
    let shown = AppConfig {
        keeps_diary: false,
        ..with(Profile::default())
    };
    let mut shown = Pilot::with(shown, InitialScreen::Relief(None));
    shown
        .wait(720.0)
        .press_slowly("space 1 c")
        .sees("Rest the leg");
    assert_eq!(dangers(&shown), [] as [&Answer; 0]);
    let mut script = Pilot::lines(with(Profile::default()), InitialScreen::Relief(None));
    script.keyless().wait(720.0);
    script.tell(Msg::Ended);
    assert_eq!(dangers(&script), [] as [&Answer; 0]);
}

#[test]
fn ten_minutes_are_kept_when_their_card_comes_and_whatever_is_taken_back_then() {
    let mut pilot = long_cramp(9.9, "");
    assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
    pilot.wait(10.0).sees("GET HELP");
    let (long, swollen) = (Answer::seen("RF-U2"), Answer::seen("RF-U1"));
    assert_eq!(dangers(&pilot), [&long]);
    // A slip at the look is taken back, and the cramp was long all the same.
    pilot.press("o").wait(2.0).press("x").wait(1.0);
    pilot
        .sees("One leg looks different")
        .misses("sign of danger");
    pilot.press("2").sees("get medical advice now");
    let said = [&long, &swollen, &over(&["RF-U1"])];
    assert_eq!(dangers(&pilot), said);
}

#[test]
fn that_both_legs_look_the_same_does_not_end_the_cramp() {
    for (minutes, words) in [(5.0, "clock goes on"), (12.0, "GET HELP")] {
        let mut pilot = long_cramp(minutes, "o o");
        pilot.wait(1.0).press_slowly("x q");
        let mut again = Pilot::with(next(&pilot), InitialScreen::Relief(None));
        again.sees("one leg looks different").wait(2.0).lift();
        again.sees(words);
        if minutes > 10.0 {
            again.sees("get medical advice").misses("toes up");
            assert_eq!(dangers(&again), [&over(&["RF-U1"])]);
        }
    }
}

#[test]
fn whoever_slipped_at_the_look_at_the_end_goes_back_by_a_key() {
    let mut pilot = Pilot::now();
    pilot.wait(60.0).press_slowly("space 1 o");
    pilot.wait(1.0).press("x").wait(1.0);
    pilot.sees("One leg looks different").misses("TO BED");
    pilot.press("2").sees("TO BED");
    let said = [&Answer::seen("RF-U1"), &over(&["RF-U1"])];
    assert_eq!(dangers(&pilot), said);
}
