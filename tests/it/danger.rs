//! Signs of danger: what is recorded of them, and what every later start does about it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::civil::date;
use uncramp::guidance;
use uncramp::profile::danger::Danger;
use uncramp::profile::{Answer, Profile, Question};
use uncramp::session::relief::Spot;
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};

use crate::pilot::{Pilot, routine};
use crate::profile::{kept, uncramp, with, words};

/// What the app asked to record of danger.
fn dangers(pilot: &Pilot) -> Vec<&Answer> {
    let effects = pilot.effects.iter();
    let said = effects.filter_map(|effect| match effect {
        Effect::Answer(said @ (Answer::Seen { .. } | Answer::LooksSame)) => Some(said),
        _ => None,
    });
    said.collect()
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
    for start in ["2", "c"] {
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
        [&Answer::seen("RF-U1"), &Answer::LooksSame]
    );
    assert!(kept(&pilot).is_none_or(|profile| profile.reply(Question::Clot).is_none()));
}

#[test]
fn a_stray_key_in_a_cramp_asks_first_and_a_slip_is_taken_back() {
    let mut pilot = Pilot::now();
    pilot.press("o").wait(1.0).sees("Is one swollen");
    assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
    pilot.press("o").sees("Do not stretch or rub it");
    pilot.wait(1.0).press("x").wait(1.0).press("s").wait(1.0);
    pilot.sees("Pull your toes up");
    assert_eq!(
        dangers(&pilot),
        [&Answer::seen("RF-U1"), &Answer::LooksSame]
    );
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
    pilot
        .wait(1.0)
        .press("x")
        .wait(1.0)
        .press("c")
        .sees("Do not stretch or rub it");
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
        pilot
            .sees("Do not stretch or rub it")
            .sees("s BOTH LEGS ARE THE SAME");
        assert_eq!(pilot.effects, [], "nothing has begun");
        pilot.resize(40, 15).sees("s BOTH LEGS ARE THE SAME");
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
        "space", "enter", "right", "right", "right", "x", "c", "1", "y", "n",
    ] {
        pilot.press(key).wait(1.0).sees("BOTH LEGS ARE THE SAME");
        assert!(!pilot.app.is_done());
    }
    pilot.press("s").sees("Pull your toes up");
    assert_eq!(dangers(&pilot), [&Answer::LooksSame]);
    // A hand that rests on the key when the card comes says nothing.
    let mut early = Pilot::with(recorded(&["RF-U1"]), InitialScreen::Relief(None));
    early
        .press("s")
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
        (&["RF-U1"][..], "BOTH LEGS ARE THE SAME"),
        (&["RF-U2"], "BOTH LEGS ARE THE SAME"),
        (&["RF-U7"], "STRENGTH, FEELING BACK"),
        (&["RF-U10"], "THE FOOT IS WELL AGAIN"),
        (&["RF-U1", "RF-U10"], "ALL OF THIS IS OVER"),
        (&["RF-E4"], "ALL OF THIS IS OVER"),
    ] {
        let mut pilot = Pilot::with(recorded(signs), routine("bedtime-stretch"));
        pilot.sees(&format!("s {key}"));
        pilot.resize(40, 15).sees(&format!("s {key}"));
    }
}

#[test]
fn what_stops_a_stretch_names_the_lungs_beside_a_likely_clot() {
    let mut worse = Pilot::now();
    worse
        .press_slowly("space 4")
        .sees("It got worse")
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
        stopped(Pilot::bedtime(), sign).press("space").sees(words);
        Pilot::with(recorded(&[sign]), InitialScreen::Home)
            .wait(1.0)
            .press("q")
            .sees(words);
    }
}

/// The run in which a cramp went on for `minutes`, up to an answer or none.
fn long_cramp(minutes: f64, keys: &str) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.press("c").wait(minutes * 60.0);
    if !keys.is_empty() {
        pilot.press_slowly(keys);
    }
    pilot
}

/// What a run kept for the next one, as that finds it.
fn next(pilot: &Pilot) -> AppConfig {
    let mut danger: Option<Danger> = None;
    for said in dangers(pilot) {
        danger = match said {
            Answer::Seen { sign, .. } => Some(
                danger
                    .unwrap_or_default()
                    .with(sign, date(2026, 3, 1).at(3, 0, 0, 0)),
            ),
            _ => None,
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

#[test]
fn after_ten_minutes_of_cramp_every_way_in_opens_on_the_card_and_one_key_goes_on() {
    for (minutes, keys) in [
        (12.0, "space 1"),
        (25.0, "space 2 s"),
        (12.0, "space 3"),
        (12.0, "space 4"),
        (12.0, ""),
    ] {
        let run = || long_cramp(minutes, keys);
        // Whoever has not said that it eased leaves the program, and not for home.
        let ways = match keys {
            "space 1" | "space 2 s" => &["c", "esc c", "esc 2", "esc 3 enter enter"][..],
            _ => &[],
        };
        for way in ways {
            let mut pilot = run();
            pilot.press_slowly(way).resize(100, 50);
            pilot.sees("Rest the leg").sees("s BOTH LEGS ARE THE SAME");
            pilot
                .press("space")
                .wait(1.0)
                .sees("s BOTH LEGS ARE THE SAME");
            pilot.press("s").wait(8.0).misses("BOTH LEGS ARE THE SAME");
            let said = [&Answer::seen("RF-U2"), &Answer::LooksSame];
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
            pilot.sees("Rest the leg").sees("s BOTH LEGS ARE THE SAME");
        }
        // Within ten minutes it is the same cramp.
        let soon = AppConfig {
            danger: Some(Danger::of("RF-U2")),
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
    let mut home = long_cramp(12.0, "space 1 s esc");
    home.sees("GET HELP").wait(600.0).sees("2 BEDTIME");
    home.press("c").sees("Pull your toes up");
    let mut home = long_cramp(12.0, "space 1 s esc");
    home.wait(600.0).press("2").sees("s BOTH LEGS ARE THE SAME");
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
        .press_slowly("space 1 s c")
        .sees("Pull your toes up");
    // Another sign that another window records stops it, as ever.
    let mut pilot = begin();
    let swollen = Danger::of("RF-U1");
    pilot.tell(Msg::Profile(Box::default(), Some(swollen)));
    pilot.sees("Do not stretch or rub it");
    // A second long one is kept, too.
    let mut pilot = begin();
    pilot
        .wait(720.0)
        .press_slowly("space 1 c")
        .sees("Rest the leg");
    assert_eq!(dangers(&pilot), [&Answer::seen("RF-U2")]);
}

#[test]
fn a_cramp_that_rests_in_another_window_keeps_a_routine_from_starting() {
    let first = long_cramp(12.0, "");
    let mut pilot = Pilot::with(next(&first), routine("bedtime-stretch"));
    pilot.sees("Rest the leg").wait(1.0).press("s").wait(8.0);
    pilot.sees("To the wall").misses("BOTH LEGS ARE THE SAME");
}

#[test]
fn who_let_go_sooner_or_may_have_slept_over_it_is_kept_from_nothing_later() {
    for (minutes, keys) in [(9.1, "space 1 s"), (9.1, "space 4"), (9.1, "")] {
        let mut pilot = long_cramp(minutes, keys);
        pilot.press("q");
        assert_eq!(dangers(&pilot), [] as [&Answer; 0], "{minutes} {keys}");
    }
    // Nobody knows how long it was: here it is the same, but no later run says so.
    let mut slept = long_cramp(200.0, "space 1 c");
    slept.sees("Rest the leg").sees("s BOTH LEGS ARE THE SAME");
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
fn the_card_names_the_signs_that_were_recorded_whatever_they_are() {
    let mut pilot = Pilot::with(recorded(&["RF-U7", "RF-E2"]), InitialScreen::Home);
    pilot
        .resize(100, 40)
        .sees("newly weak")
        .sees("suddenly cold");
    let unread = AppConfig {
        danger: Some(Danger::default()),
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
    assert!(text.contains("\n{\"sign\":\"RF-U1\",\"seen\":\""), "{text}");
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
