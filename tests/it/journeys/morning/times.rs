//! Times that are put right on the screen of nights.

use super::*;
use uncramp::diary::value::Seconds;

fn began(diary: &Diary) -> String {
    last_cramp(diary).start.local().to_string()
}

/// At the time of the cramp of the last night.
fn at_began() -> Pilot {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 e s")
        .sees("WHEN?")
        .sees("02:47 in the night of Sat 21 to Sun 22 Nov");
    pilot
}

#[test]
fn a_time_is_typed_as_people_write_it_and_said_back() {
    for (typed, hour) in [
        ("0 3 1 0", "2026-11-22T03:10"),
        ("3 a m", "2026-11-22T03:00"),
        ("0 3 . 1 0", "2026-11-22T03:10"),
        ("1 1 : 4 0 space p m", "2026-11-21T23:40"),
        ("l a s t space n i g h t space 2 a m", "2026-11-22T02:00"),
        (
            "y e s t e r d a y space 1 1 : 4 0 space p m",
            "2026-11-21T23:40",
        ),
        ("s u n d a y space 3 a m", "2026-11-22T03:00"),
    ] {
        let mut pilot = at_began();
        pilot.press(typed).wait(1.1);
        assert!(began(&kept(CRAMPS, &pilot)).starts_with(hour), "{typed}");
        pilot.sees(&format!(
            "{} in the night of Sat 21 to Sun 22 Nov",
            &hour[11..]
        ));
    }
}

#[test]
fn what_is_no_time_or_still_to_come_changes_nothing() {
    for (typed, why) in [
        ("9 9", "Not a time yet"),
        ("1 1 : 5 9", "still to come"),
        ("l a s t space n i g h t", "Which hour?"),
        (
            "f r i d a y space 3 a m",
            "That is in the night of Thu 19 to Fri 20 Nov",
        ),
    ] {
        let mut pilot = at_began();
        pilot.press(typed).sees(why).wait(1.1);
        assert!(began(&kept(CRAMPS, &pilot)).starts_with("2026-11-22T02:47"));
    }
}

#[test]
fn arrows_move_a_time_by_five_minutes_and_a_length_by_one() {
    let mut pilot = at_began();
    pilot
        .press("up")
        .sees("02:52 in")
        .press("down down")
        .wait(1.0);
    pilot.sees("02:42 in").press("enter").sees("HOW LONG?");
    pilot.press("up up").sees("3 min.").sees("longer");
    pilot.press("ctrl-u ?").sees("Not known.");
    pilot
        .press("down")
        .sees("Not known.")
        .press("0 0 backspace");
    pilot.press("ctrl-u 6 0 0").sees("Hardly any cramp lasts");
    pilot.press("ctrl-u 6").sees("6 min.").wait(1.1);
    let diary = kept(CRAMPS, &pilot);
    assert!(began(&diary).starts_with("2026-11-22T02:42"));
    let length = last_cramp(&diary).length();
    assert_eq!(length.map(Seconds::number), Some(360));
}

#[test]
fn a_length_that_is_hardly_so_is_asked_about_and_kept_by_the_second_enter() {
    for (typed, why) in [
        ("6 0 0", "Hardly any cramp"),
        ("5 9", "Its end is still to come"),
    ] {
        let mut pilot = at_began();
        pilot
            .press("0 8 0 0 enter")
            .wait(0.5)
            .press(typed)
            .sees(why)
            .wait(1.1);
        let length = || {
            last_cramp(&kept(CRAMPS, &pilot))
                .length()
                .map(Seconds::number)
        };
        assert_eq!(length(), Some(95), "{typed}");
        pilot
            .press("enter")
            .sees("ENTER again")
            .sees("HOW LONG?")
            .wait(0.5)
            .press("enter");
        let length = last_cramp(&kept(CRAMPS, &pilot)).length();
        assert!(
            length.is_some_and(|length| length.number() >= 59 * 60),
            "{typed}"
        );
    }
}

#[test]
fn a_forgotten_cramp_is_added_and_taken_back_by_one_key_each() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5 left").sees("Sat 14 to Sun 15 Nov: 1 cramp");
    pilot.press("+").sees("WHEN?").sees("About 03:30");
    pilot
        .press("0 5 3 0 enter")
        .sees("HOW LONG?")
        .press("esc")
        .sees("Sat 14 to Sun 15 Nov: 2 cramps");
    assert_eq!(kept(CRAMPS, &pilot).cramps().count(), 3);
    pilot
        .press("u")
        .sees("is out of the diary")
        .sees("Sat 14 to Sun 15 Nov: 1 cramp");
}

#[test]
fn a_cramp_is_added_once_its_time_is_confirmed_and_not_before() {
    for keys in ["+", "+ 0 5 3 0", "+ up"] {
        for leave in ["esc", "ctrl-c"] {
            let mut pilot = opened(CRAMPS, MORNING);
            pilot.press("5 left").press(keys).wait(2.0);
            pilot.sees("1 of ").sees("drop it").press(leave);
            assert_eq!(written(&pilot), Vec::<String>::new(), "{keys} {leave}");
            if leave == "esc" {
                pilot
                    .sees("No cramp was added")
                    .sees("Sat 14 to Sun 15 Nov: 1 cramp");
            }
        }
    }
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left + enter esc")
        .sees("Sat 14 to Sun 15 Nov: 2 cramps");
    // Nothing else of the night was asked about.
    assert!(
        written(&pilot)
            .iter()
            .all(|line| !line.contains(r#""id":"a""#))
    );
}

/// Two starts of one cramp, and one an hour later.
const CAME_BACK: [&str; 3] = [
    r#"{"v":1,"id":"p","kind":"cramp","at":"2026-11-22T02:10:00+01:00","start":"2026-11-22T02:10:00+01:00","seconds":60}"#,
    r#"{"v":1,"id":"q","kind":"cramp","at":"2026-11-22T02:15:00+01:00","start":"2026-11-22T02:15:00+01:00","seconds":60}"#,
    r#"{"v":1,"id":"r","kind":"cramp","at":"2026-11-22T05:00:00+01:00","start":"2026-11-22T05:00:00+01:00","seconds":60}"#,
];

fn cramps(pilot: &Pilot, lines: &[&str]) -> Vec<String> {
    let diary = kept(lines, pilot);
    let all = uncramp::diary::episode::all(&diary);
    let begun = all.iter().map(|one| one.start.local().to_string());
    begun.collect()
}

#[test]
fn a_cramp_that_came_back_moves_as_one() {
    let mut pilot = opened(&CAME_BACK, MORNING);
    pilot.press("5 e").sees("ONE OR MORE?").press("enter s");
    pilot.sees("WHEN?").press("0 3 0 0").wait(1.1).press("esc");
    pilot.sees("Sat 21 to Sun 22 Nov: 2 cramps");
    assert_eq!(
        cramps(&pilot, &CAME_BACK),
        ["2026-11-22T03:00:00", "2026-11-22T05:00:00"]
    );
}

#[test]
fn whether_cramps_that_a_time_has_joined_were_one_is_asked_and_never_taken_for_granted() {
    for (answer, count) in [("1", 2), ("2", 3), ("enter", 2)] {
        // By one more at the same minute,
        let mut pilot = opened(&CAME_BACK, MORNING);
        pilot
            .press("5 + 0 5 0 0 enter")
            .sees("HOW LONG?")
            .wait(0.5)
            .press("enter");
        pilot.sees("ONE OR MORE?").sees("Cramps at 05:00 and 05:00");
        pilot.wait(0.5).press(answer).wait(1.0);
        assert_eq!(cramps(&pilot, &CAME_BACK).len(), count, "{answer}");
        pilot.sees("HOW BAD?");
    }
    // by a time that is changed,
    let mut pilot = opened(&CRAMPS_APART, MORNING);
    pilot
        .press("5 e s")
        .sees("WHEN?")
        .press("0 4 5 8 enter")
        .wait(0.5);
    pilot
        .press("enter")
        .sees("ONE OR MORE?")
        .wait(0.5)
        .press("2")
        .wait(1.0);
    assert_eq!(cramps(&pilot, &CRAMPS_APART).len(), 2);
    // or by a length; who leaves is told.
    let mut pilot = opened(&CRAMPS_APART, MORNING);
    pilot
        .press("5 e s enter")
        .sees("HOW LONG?")
        .wait(0.5)
        .press("5 9 enter");
    pilot.sees("Rest the leg").wait(1.5).press("x").wait(1.5);
    pilot.sees("ONE OR MORE?").press("q");
    pilot.sees("Cramps at 04:00 and 05:00 count as one");
    let mut pilot = opened(&CRAMPS_APART, MORNING);
    pilot.press("5 e s").sees("WHEN?").press("0 4 5 8 esc");
    pilot.sees("Cramps at 04:58 and 05:00 count as one");
}

/// Two cramps of one night.
const CRAMPS_APART: [&str; 2] = [
    r#"{"v":1,"id":"p","kind":"cramp","at":"2026-11-22T04:00:00+01:00","start":"2026-11-22T04:00:00+01:00","seconds":60}"#,
    CAME_BACK[2],
];

#[test]
fn every_change_is_taken_back_one_after_the_other_and_it_is_said_which() {
    let mut pilot = at_began();
    pilot
        .press("0 3 1 0 enter")
        .wait(0.5)
        .press("9 enter")
        .wait(0.5);
    pilot.press("q").wait(0.5).press("u");
    pilot.sees("Sat 21 to Sun 22 Nov: the cramp at 03:10 has again lasted: 1 min");
    pilot.wait(0.5).press("u");
    pilot.sees("Sat 21 to Sun 22 Nov: the cramp at 02:47 has again began: 02:47");
    let diary = kept(CRAMPS, &pilot);
    assert!(began(&diary).starts_with("2026-11-22T02:47"));
    assert_eq!(last_cramp(&diary).length().map(Seconds::number), Some(95));
    pilot.press("ctrl-r").sees("has again began: 03:10");
    pilot.press("ctrl-r").sees("has again lasted: 9 min");
    pilot.press("ctrl-r").sees("nothing to take back");
}

#[test]
fn what_was_taken_out_comes_back() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left e n")
        .wait(0.6)
        .press("q")
        .sees("Sat 14 to Sun 15 Nov: not recorded");
    pilot
        .press("u")
        .sees("is in the diary again")
        .sees("Sat 14 to Sun 15 Nov: 1 cramp");
}

#[test]
fn enter_after_an_answer_goes_on_or_says_why_not() {
    for number in ["1", "7"] {
        // A number that is reached by arrows is whole.
        let mut pilot = opened(CRAMPS, MORNING);
        pilot.press("6").sees("HOW BAD?");
        let downs = number.parse::<usize>().unwrap() + 1;
        (0..downs).for_each(|_| _ = pilot.press("down"));
        pilot.wait(0.5).press("enter").wait(0.6).sees("WHICH LEG?");
        // What came with the answer before is not lost in silence, and the next counts.
        let mut pilot = opened(CRAMPS, MORNING);
        pilot
            .press("6 7")
            .wait(0.6)
            .sees("WHICH LEG?")
            .press("enter");
        pilot.sees("press it again").sees("WHICH LEG?").wait(0.4);
        pilot.press("enter").misses("WHICH LEG?");
    }
}
