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
        .sees("02:47 in the night of Sat 21 Nov");
    pilot
}

#[test]
fn a_time_is_typed_as_people_write_it_and_said_back() {
    for (typed, hour) in [
        ("0 3 1 0", "2026-11-22T03:10"),
        ("3 a m", "2026-11-22T03:00"),
        ("0 3 . 1 0", "2026-11-22T03:10"),
        ("1 1 : 4 0 space p m", "2026-11-21T23:40"),
    ] {
        let mut pilot = at_began();
        pilot.press(typed).wait(1.1);
        assert!(began(&kept(CRAMPS, &pilot)).starts_with(hour), "{typed}");
        pilot.sees(&format!("{} in the night of Sat 21 Nov", &hour[11..]));
    }
}

#[test]
fn what_is_no_time_or_still_to_come_changes_nothing() {
    for (typed, why) in [("9 9", "Not a time yet"), ("1 1 : 5 9", "still to come")] {
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
    pilot
        .press("ctrl-u ?")
        .sees("Not known.")
        .press("backspace");
    pilot.press("6 0 0").sees("Hardly any cramp lasts");
    pilot.press("ctrl-u 6").sees("6 min.").wait(1.1);
    let diary = kept(CRAMPS, &pilot);
    assert!(began(&diary).starts_with("2026-11-22T02:42"));
    let length = last_cramp(&diary).length();
    assert_eq!(length.map(Seconds::number), Some(360));
}

#[test]
fn a_forgotten_cramp_is_added_and_taken_back_by_one_key_each() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5 left").sees("Sat 14 Nov: 1 cramp");
    pilot.press("+").sees("WHEN?").sees("About 03:30");
    pilot
        .press("0 5 3 0")
        .wait(1.1)
        .press("esc")
        .sees("Sat 14 Nov: 2 cramps");
    assert_eq!(kept(CRAMPS, &pilot).cramps().count(), 3);
    pilot.press("u").sees("is as it was before");
    pilot.press("+ esc").sees("Sat 14 Nov: 3 cramps").wait(1.0);
    pilot
        .press("u")
        .sees("is out of the diary")
        .sees("Sat 14 Nov: 2 cramps");
}

#[test]
fn what_was_taken_out_comes_back() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left e n")
        .wait(0.6)
        .press("q")
        .sees("Sat 14 Nov: not recorded");
    pilot
        .press("u")
        .sees("is in the diary again")
        .sees("Sat 14 Nov: 1 cramp");
}
