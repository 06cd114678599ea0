//! Signs of danger: what is recorded of them, and what every later start does about it.

mod entries;
mod long_cramp;
mod named;
mod worse;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::civil::date;
use uncramp::guidance;
use uncramp::profile::danger::{Danger, Over};
use uncramp::profile::{Answer, Profile, Question};
use uncramp::session::relief::Spot;
use uncramp::ui::board::{Block, Content};
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};

use crate::pilot::{Pilot, routine};
use crate::profile::{kept, uncramp, with, words};

/// What the app asked to record of danger; the same said again counts once.
pub fn dangers(pilot: &Pilot) -> Vec<&Answer> {
    let effects = pilot.effects.iter();
    let said = effects.filter_map(|effect| match effect {
        Effect::Answer(said @ (Answer::Seen { .. } | Answer::Over(_))) => Some(said),
        _ => None,
    });
    let mut said: Vec<_> = said.collect();
    said.dedup();
    said
}

/// That these are over, and nothing else.
fn over(signs: &[&str]) -> Answer {
    Answer::Over(
        signs
            .iter()
            .fold(Danger::default(), |danger, sign| {
                danger.and(Some(*sign), None)
            })
            .over(),
    )
}

/// What a run kept for the next one, as that finds it.
pub fn next(pilot: &Pilot) -> AppConfig {
    let mut danger: Option<Danger> = None;
    for said in dangers(pilot) {
        danger = match said {
            Answer::Seen { sign, .. } => Some(
                danger
                    .unwrap_or_default()
                    .with(sign, date(2026, 3, 1).at(3, 0, 0, 0)),
            ),
            Answer::Over(over) => danger.and_then(|danger| danger.without(over)),
            _ => danger,
        };
    }
    let kept = pilot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(under_way) => Some(under_way.clone()),
        _ => None,
    });
    AppConfig {
        danger,
        under_way: kept.unwrap_or_default(),
        ..with(Profile::default())
    }
}

/// A sign of danger that was recorded in an earlier run.
fn recorded(signs: &[&str]) -> AppConfig {
    let mut danger = Danger::default();
    for sign in signs {
        danger = danger.with(sign, date(2026, 2, 28));
    }
    AppConfig {
        danger: Some(danger),
        ..with(Profile::default())
    }
}

#[test]
fn what_runs_here_goes_no_further_once_another_window_has_seen_a_sign() {
    for mut pilot in [Pilot::now(), Pilot::bedtime()] {
        let danger = Danger::default().with("RF-U1", date(2026, 2, 28));
        pilot.wait(20.0);
        pilot.tell(Msg::Profile(Box::default(), Some(danger)));
        pilot.sees("Do not stretch or rub it").wait(1.0).press("q");
        pilot.wait(1.5).press("space right").wait(1.0);
        pilot.misses("Pull your toes up").misses("SPACE pause");
    }
}

#[test]
fn a_swollen_leg_shows_the_card_starts_nothing_and_is_recorded() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press("p y").sees("Do not stretch or rub it");
    // The question stands beneath, for whoever slipped.
    pilot.wait(1.0).press("x").sees("LEG SWOLLEN?").press("q");
    for start in ["b", "c"] {
        pilot
            .wait(1.0)
            .press("x")
            .wait(1.0)
            .press(start)
            .sees("Do not stretch or rub it");
        pilot.wait(1.0).press("q");
    }
    assert_eq!(dangers(&pilot), [&Answer::seen("RF-U1")]);
    // To be asked again is no answer, nor is to skip it.
    pilot.press_slowly("p q c").sees("Do not stretch or rub it");
    pilot
        .press_slowly("q p s q b")
        .sees("Do not stretch or rub it");
    // Answered anew, everything starts again.
    pilot.press_slowly("q p n q b").sees("Bedtime stretch");
    assert_eq!(
        dangers(&pilot),
        [&Answer::seen("RF-U1"), &Answer::Over(Over::looks_same())]
    );
    assert!(kept(&pilot).is_none_or(|profile| profile.reply(Question::Clot).is_none()));
}

#[test]
fn where_nothing_may_start_home_and_the_list_show_no_stretch_and_say_why() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let mut pilot = Pilot::home();
        pilot.press("p").wait(1.0).press("y").wait(2.0).press("esc");
        pilot.resize(columns, rows);
        for key in ["q", "3"] {
            pilot
                .wait(2.0)
                .press(key)
                .sees("nothing starts until that is over");
            let (board, ..) = pilot.app.shown();
            let is_figure = |block: &Block| matches!(block.content, Content::Figure);
            assert!(!board.blocks.iter().any(is_figure), "{key}");
        }
    }
}

#[test]
fn a_stray_key_in_a_cramp_asks_first_and_a_slip_is_taken_back() {
    let mut pilot = Pilot::now();
    pilot.press("o").wait(1.0).sees("Is one swollen");
    assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
    pilot.press("o").sees("Do not stretch or rub it");
    pilot.wait(1.0).press("x").wait(1.0).press("2").wait(1.0);
    pilot.sees("Pull your toes up");
    assert_eq!(dangers(&pilot), [&Answer::seen("RF-U1"), &over(&["RF-U1"])]);
}

#[test]
fn whoever_slipped_at_the_first_question_says_no_and_is_asked_the_next() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press_slowly("p y x n").sees("BLOOD CLOT?");
    pilot.press_slowly("y backspace").sees("BLOOD CLOT?");
    pilot.press_slowly("n").sees("DIABETES?");
}

#[test]
fn whoever_does_not_know_whether_a_leg_is_swollen_is_stopped_as_well() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press("p u").sees("Do not stretch or rub it");
    // That one does look different nobody has said.
    for place in ["LOOK FIRST", "You did not know if one leg is swollen"] {
        pilot.sees(place).misses("looks different");
    }
    pilot.press_slowly("x c").sees("You did not know");
    assert_eq!(dangers(&pilot), [&Answer::seen("unsure")]);
    pilot
        .press_slowly("q")
        .sees("You did not know if one leg is");
    let mut later = Pilot::with(next(&pilot), InitialScreen::Relief(None));
    later.sees("Recorded on Sun 1 Mar: you did not know if one leg is swollen");
    later.misses("looks different").wait(1.0).press("2");
    later.sees("Pull your toes up");
}

#[test]
fn the_first_question_stands_answered_until_it_is_answered_otherwise() {
    let stands = |pilot: &mut Pilot, answer: &str, words: &str| {
        pilot
            .sees(words)
            .sees(&format!("✓ {answer}"))
            .sees("ENTER = NEXT");
    };
    let (yes, unsure) = (
        ("1 yes", "You said yes, and it counts"),
        ("3 don't know", "You did not know"),
    );
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.resize(40, 15);
    pilot.press_slowly("p y x");
    stands(&mut pilot, yes.0, yes.1);
    // In another window as well, and after the questions that follow.
    let mut again = Pilot::with(next(&pilot), InitialScreen::Safety);
    again.resize(40, 15).wait(1.0).press_slowly("q");
    stands(&mut again, yes.0, yes.1);
    pilot
        .press_slowly("enter")
        .sees("BLOOD CLOT?")
        .press_slowly("b");
    stands(&mut pilot, yes.0, yes.1);
    // The last answer counts.
    pilot.press_slowly("u x");
    stands(&mut pilot, unsure.0, unsure.1);
    assert_eq!(
        dangers(&pilot),
        [
            &Answer::seen("RF-U1"),
            &Answer::Over(Over::swollen()),
            &Answer::seen("unsure")
        ]
    );
    pilot
        .press("n")
        .sees("Taken back: relief and stretches start again.");
    pilot
        .press_slowly("b")
        .misses("it counts")
        .misses("You did not know");
    stands(&mut pilot, "2 no", "right now");
    // What else holds is not taken back with it.
    let mut weak = Pilot::with(recorded(&["RF-U1", "RF-U7"]), InitialScreen::Safety);
    weak.wait(1.0).press_slowly("q n").misses("start again");
}

#[test]
fn every_start_after_a_sign_of_danger_opens_on_its_card_and_says_when_it_was_recorded() {
    let firsts: [fn() -> InitialScreen; 8] = [
        || InitialScreen::Home,
        || InitialScreen::Nights,
        || InitialScreen::Safety,
        || InitialScreen::Marks,
        || InitialScreen::Handbook(Vec::new()),
        || InitialScreen::Relief(None),
        || InitialScreen::Relief(Some(Spot::Foot)),
        || routine("bedtime-stretch"),
    ];
    for first in firsts {
        let mut pilot = Pilot::with(recorded(&["RF-U1"]), first());
        pilot.sees("Do not stretch or rub it").sees("2 LEGS ALIKE");
        assert_eq!(pilot.effects, [], "nothing has begun");
        pilot.resize(40, 15).sees("2 LEGS ALIKE");
        // Why it is there stands on the first page of the smallest window.
        pilot.sees("Recorded on Sat 28 Feb");
        // A heading stands above its list, on every page.
        pilot.resize(80, 24).wait(1.0).sees("NOW: call");
        pilot.press("enter enter").sees("Nothing starts until");
        pilot.press("space").misses("q leaves");
    }
}

#[test]
fn exactly_one_key_goes_on_and_what_was_wanted_starts() {
    let mut pilot = Pilot::with(
        recorded(&["RF-U1"]),
        InitialScreen::Relief(Some(Spot::Calf)),
    );
    pilot.wait(1.0);
    for key in [
        "space", "enter", "right", "right", "right", "x", "c", "3", "y", "n",
    ] {
        pilot.press(key).wait(1.0).sees("LEGS ALIKE");
        assert!(!pilot.app.is_done());
    }
    pilot.press("2").sees("Pull your toes up");
    assert_eq!(dangers(&pilot), [&over(&["RF-U1"])]);
    // A hand that rests on the key when the card comes says nothing.
    let mut early = Pilot::with(recorded(&["RF-U1"]), InitialScreen::Relief(None));
    early
        .press("2")
        .sees("look at both legs first")
        .sees("Do not stretch or rub it");
    let mut left = Pilot::with(recorded(&["RF-U1"]), InitialScreen::Relief(None));
    left.wait(1.0).press("q");
    assert!(left.app.is_done());
    assert_eq!(dangers(&left), [] as [&Answer; 0]);
}

#[test]
fn the_key_that_goes_on_names_what_was_recorded() {
    for (signs, key) in [
        (&["RF-U1"][..], "LEGS ALIKE"),
        (&["RF-U2"], "RESTED, LEGS ALIKE"),
        (&["worse"], "NOT WORSE, LEGS ALIKE"),
        (&["RF-U7"], "LEG WELL, LEGS ALIKE"),
        (&["RF-U10"], "FOOT WELL, LEGS ALIKE"),
        (&["RF-U1", "RF-U10"], "ALL WELL, LEGS ALIKE"),
        (&["RF-E4"], "ALL WELL, LEGS ALIKE"),
    ] {
        let mut pilot = Pilot::with(recorded(signs), routine("bedtime-stretch"));
        pilot.sees(&format!("2 {key}"));
        pilot.resize(40, 15).sees(&format!("2 {key}"));
    }
}

#[test]
fn what_stops_a_stretch_names_the_lungs_beside_a_likely_clot() {
    let mut worse = Pilot::now();
    worse
        .press_slowly("space 4")
        .sees("The stretch has stopped")
        .sees("breathless");
    worse.resize(40, 15).sees("breathless");
    let mut pilot = Pilot::now();
    pilot
        .resize(80, 24)
        .press_slowly("o o")
        .wait(1.0)
        .press_slowly("x");
    pilot.sees("One leg looks different").sees("breathless");
    pilot.resize(40, 15).sees("breathless");
}

#[test]
fn what_stops_relief_or_a_routine_says_what_was_recorded() {
    let stopped = |mut pilot: Pilot, sign: &str| {
        let danger = Danger::default().with(sign, date(2026, 2, 28));
        pilot.wait(20.0);
        pilot.tell(Msg::Profile(Box::default(), Some(danger)));
        pilot.wait(1.5).press("x").wait(1.5);
        pilot
    };
    for (sign, words) in [
        ("RF-U1", "One leg looks different"),
        ("RF-U7", "A leg is weak or numb"),
        ("RF-U10", "The foot is not well"),
        ("RF-E2", "A sign of danger"),
    ] {
        let mut relief = stopped(Pilot::now(), sign);
        let id = guidance::sign(sign).unwrap();
        relief.resize(100, 50).sees(words).sees(&id.text[..40]);
        // Whichever key would go on says why none does, and the next one lets it.
        for key in ["space", "right", "enter", "r"] {
            let mut routine = stopped(Pilot::bedtime(), sign);
            routine.press(key).sees(words).sees("2 ").wait(1.5);
            routine.lift().wait(1.5).press("space").wait(1.0);
            routine.sees("To the wall").misses("PAUSED");
        }
        Pilot::with(recorded(&[sign]), InitialScreen::Home)
            .wait(1.0)
            .press("q")
            .sees(words);
    }
}

#[test]
fn the_card_names_the_signs_that_were_recorded_whatever_they_are() {
    let mut pilot = Pilot::with(recorded(&["RF-U7", "RF-E2"]), InitialScreen::Home);
    pilot
        .resize(100, 40)
        .sees("newly weak")
        .sees("suddenly cold");
    let unread = AppConfig {
        danger: Some(Danger::default().and(None, None)),
        ..with(Profile::default())
    };
    Pilot::with(unread, InitialScreen::Relief(None))
        .resize(100, 40)
        .sees("swollen, warm")
        .misses("Recorded on");
}

#[test]
fn where_nobody_can_say_that_both_legs_look_the_same_nothing_starts() {
    let plain = AppConfig {
        plain: true,
        ..recorded(&["RF-U1"])
    };
    let mut pilot = Pilot::with(plain, InitialScreen::Relief(None));
    pilot.keyless();
    assert!(pilot.app.is_done());
    assert_eq!(pilot.lines[0], "GET ADVICE");
    assert!(!pilot.lines.iter().any(|line| line.contains("Toes up")));
}

#[test]
fn the_stop_is_lifted_by_a_no_and_by_nothing_else() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press("p y x");
    pilot.press_slowly("p q c").sees("Do not stretch or rub it");
    pilot
        .press_slowly("q p s q c")
        .sees("Do not stretch or rub it");
    pilot
        .press_slowly("q p s n q c")
        .sees("Do not stretch or rub it");
    pilot.press_slowly("q p n c");
    pilot.sees("Pull your toes up");
}

#[test]
fn in_lines_the_stop_is_told_first_and_again_whenever_something_is_refused() {
    let plain = AppConfig {
        plain: true,
        ..with(Profile::default())
    };
    let mut pilot = Pilot::with(plain, InitialScreen::Home);
    pilot.press("p").lines.clear();
    pilot.press("y");
    assert_eq!(pilot.lines[0], "GET ADVICE");
    for _ in 0..2 {
        pilot.lines.clear();
        pilot.wait(1.0).press("c");
        let refused = "Do not stretch or rub it.".to_owned();
        assert!(pilot.lines.contains(&refused), "{:?}", pilot.lines);
        pilot.wait(1.0).press("q");
    }
}

/// How the binary begins relief with its data in `home`.
fn relief(home: &Path) -> String {
    words(&uncramp(home, &["now", "--plain", "--speed", "1000"]).stdout)
}

#[test]
fn signs_added_to_the_diary_stop_the_next_run_and_outlast_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let add = |signs: &str, ago: &str| {
        let added = uncramp(home, &["diary", "add", "--ago", ago, "--signs", signs]);
        assert!(added.status.success(), "{added:?}");
    };
    add("twitching", "1h");
    add("hot", "20d");
    let starts = |said: &str| said.starts_with("Toes up");
    assert!(starts(&relief(home)), "neither is of today");
    add("swollen-one-leg,hot", "20h");
    let said = relief(home);
    assert!(
        said.starts_with("GET ADVICE Do not stretch or rub it.") && said.contains("Recorded on"),
        "{said}"
    );
    assert!(!said.contains("Toes up"), "{said}");
    let path = home.join("uncramp/profile.jsonl");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("\n{\"signs\":{\"RF-U1\":\""), "{text}");
    assert!(uncramp(home, &["diary", "wipe", "--yes"]).status.success());
    assert!(
        relief(home).starts_with("GET ADVICE"),
        "no leg looks better"
    );
}

#[test]
fn what_was_recorded_a_week_ago_stops_nothing_and_a_sign_that_cannot_be_read_does() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::create_dir(home.join("uncramp")).unwrap();
    let path = home.join("uncramp/profile.jsonl");
    let header = "{\"profile\":\"uncramp\",\"format\":1}\n";
    let old = "{\"sign\":\"RF-U1\",\"seen\":\"2020-01-01\",\"at\":\"2020-01-01T08:00:00Z\"}\n";
    fs::write(&path, header.to_owned() + old).unwrap();
    assert!(relief(home).starts_with("Toes up"));
    for unread in ["{\"sign\":\"RF", "{\"sign\":\"RF-U1\",\"at\":\"soon\"}"] {
        fs::write(&path, header.to_owned() + old + unread).unwrap();
        assert!(relief(home).starts_with("GET ADVICE"), "{unread}");
    }
}
