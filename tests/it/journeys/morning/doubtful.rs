//! Whether it was a cramp, and whether it was one or more.

use super::*;
use uncramp::diary::Record;

#[test]
fn relief_that_was_none_is_taken_out_where_nobody_said_anything_at_night() {
    let demo = r#"{"v":1,"id":"b","kind":"cramp","at":"2026-11-21T20:00:00+01:00","start":"2026-11-21T20:00:00+01:00","routine":"relief-calf"}"#;
    let lines = [CRAMPS[0], demo];
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Was it a cramp?")
        .sees("1 of 10")
        .press("2");
    assert!(
        kept(&lines, &pilot)
            .entry(&Id::parse("b").unwrap())
            .is_none()
    );
    pilot
        .sees("1 of 3")
        .wait(1.0)
        .sees("Which of these were there");
    pilot.press("b 1").sees("1 of 10");
    assert!(
        kept(&lines, &pilot)
            .entry(&Id::parse("b").unwrap())
            .is_some()
    );
}

#[test]
fn relief_that_was_left_at_once_is_asked_about_first_and_is_a_cramp_once_that_is_said() {
    let tried = r#"{"v":1,"id":"b","kind":"cramp","at":"2026-11-21T20:00:09+01:00","start":"2026-11-21T20:00:00+01:00","routine":"relief-calf","left":9}"#;
    let cramp = |diary: &Diary| match diary.entry(&Id::parse("b").unwrap()) {
        Some(Entry::Cramp(cramp)) => cramp.clone(),
        other => panic!("{other:?}"),
    };
    let lines = [CRAMPS[0], tried];
    let mut pilot = opened(&lines, MORNING);
    // Nothing else is asked of what may be none.
    pilot.press("6").sees("Was it a cramp?").sees("1 of 3");
    assert!(cramp(&kept(&lines, &pilot)).is_tried_out());
    pilot.press("1").sees("1 of 10");
    assert!(!cramp(&kept(&lines, &pilot)).is_tried_out());
    pilot.wait(1.0).press("b u");
    assert!(cramp(&kept(&lines, &pilot)).is_tried_out(), "don't know");
}

#[test]
fn a_cramp_with_many_starts_has_one_set_of_questions_and_is_asked_about_once() {
    let start = |id: &str, at: &str, fields: &str| {
        format!(
            r#"{{"v":1,"id":"{id}","kind":"cramp","at":"2026-11-22T{at}+01:00","start":"2026-11-22T{at}+01:00","routine":"relief-calf"{fields}}}"#
        )
    };
    let gone = r#","answers":[{"answer":"gone","after":60}],"seconds":60,"source":"clock""#;
    let lines = [
        start("b", "03:10:00", r#","left":5"#),
        start("c", "03:10:10", ""),
        start("d", "03:10:40", gone),
        start("e", "03:14:00", gone),
    ];
    let lines: Vec<&str> = [CRAMPS[0]]
        .into_iter()
        .chain(lines.iter().map(String::as_str))
        .collect();
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("1 of 10")
        .sees("Relief at 03:10, then at 03:14")
        .press("1")
        .wait(1.0)
        .sees("The cramp at 03:10")
        .press("7")
        .wait(1.0)
        .press("q");
    let diary = kept(&lines, &pilot);
    let said: Vec<_> = diary
        .cramps()
        .skip(1)
        .map(|(_, cramp)| (cramp.severity.is_some(), cramp.asked.is_some()))
        .collect();
    assert_eq!(
        said,
        [(false, true), (true, true), (false, true), (false, true)]
    );
    pilot.wait(1.0).press("x").misses(OFFER);
}

/// A night of four starts: relief that was tried out, a cramp, its return four minutes after it had
/// let go, and another cramp of which nobody said anything.
fn bad_night() -> Vec<String> {
    let start = |id: &str, at: &str, fields: &str| {
        format!(
            r#"{{"v":1,"id":"{id}","kind":"cramp","at":"2026-11-22T{at}+01:00","start":"2026-11-22T{at}+01:00","routine":"relief-calf"{fields}}}"#
        )
    };
    let gone = r#","answers":[{"answer":"gone","after":60}],"seconds":60,"source":"clock""#;
    vec![
        start("b", "00:10:00", r#","left":5"#),
        start("c", "03:10:00", gone),
        start("d", "03:15:00", gone),
        start("e", "05:00:00", ""),
    ]
}

/// How many questions a morning has, and how many seconds they take whoever answers all of them, at a
/// key a second.
fn sat_through(night: &[String]) -> (usize, f64) {
    let mut pilot = opened(night, MORNING);
    pilot.press("6");
    let (mut asked, mut seconds) = (0, 0.0);
    while !pilot.read().to_lowercase().contains("are kept") {
        let answers = answers(&pilot);
        let has = |word: &str| answers.iter().any(|answer| answer.word == word);
        asked += 1;
        let keys = match (has("none"), has("7")) {
            (true, _) => ["0", "enter"].as_slice(),
            (_, true) => &["7"],
            _ => &["1"],
        };
        for key in keys {
            pilot.press(key).wait(1.0);
            seconds += 1.0;
        }
        assert!(asked < 100, "{}", pilot.screen());
    }
    pilot.wait(1.0).press("x").misses(OFFER);
    (asked, seconds)
}

#[test]
fn a_bad_night_takes_ten_questions_and_less_than_a_minute() {
    let (asked, seconds) = sat_through(&bad_night());
    assert!(asked <= 10 && seconds < 60.0, "{asked} in {seconds} s");
}

#[test]
fn no_night_has_more_than_ten_questions_however_often_relief_was_started() {
    for fields in ["", r#","left":5"#] {
        for count in [1, 2, 7, 11, 40] {
            let starts = (0..count).map(|at| {
                let begun = format!("2026-11-22T0{}:{:02}:00+01:00", at / 5, at % 5 * 12);
                format!(
                    r#"{{"v":1,"id":"s{at}","kind":"cramp","at":"{begun}","start":"{begun}","routine":"relief-calf"{fields}}}"#
                )
            });
            let (asked, _) = sat_through(&starts.collect::<Vec<_>>());
            assert!(asked <= 10, "{asked} questions of {count} starts{fields}");
        }
    }
}

#[test]
fn one_cramp_or_more_is_asked_once_and_makes_one_set_of_questions_or_two() {
    let lines = bad_night();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let cramps = |pilot: &Pilot| {
        let diary = kept(&lines, pilot);
        let all = uncramp::diary::episode::all(&diary);
        all.iter().filter(|episode| !episode.may_be_none()).count()
    };
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Relief at 00:10, left within seconds");
    pilot
        .press("n")
        .wait(0.6)
        .sees("Was that one cramp, or more?");
    assert_eq!(cramps(&pilot), 2);
    pilot.press("2");
    assert_eq!(cramps(&pilot), 3);
    pilot.wait(0.6).press("b").wait(1.0).press("1");
    assert_eq!(cramps(&pilot), 2);
    pilot.wait(0.6).press("q").wait(1.5).press("x");
    pilot.wait(1.0).misses(OFFER);
    // On the screen of nights it can be put right later.
    pilot.press("5 e").sees("Relief at 03:10, then at 03:15");
    assert_eq!(given(&pilot), ["one that came back"]);
}

#[test]
fn whoever_said_at_night_that_it_was_back_is_not_asked_again() {
    let mut pilot = Pilot::now();
    pilot
        .wait(60.0)
        .press("space")
        .wait(1.2)
        .press("1")
        .wait(2.0);
    pilot.press("c").wait(1.0);
    let began = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Record(Record::Began { back, .. }) => Some(*back),
        _ => None,
    });
    assert_eq!(began.collect::<Vec<_>>(), [false, true]);
    let mut lines = bad_night();
    lines[2] = lines[2].replace(r#""seconds":60"#, r#""seconds":60,"apart":false"#);
    let mut pilot = opened(&lines, MORNING);
    pilot.press("6 n").wait(0.6).misses("one cramp, or more");
}

#[test]
fn relief_that_was_tried_out_more_than_once_is_asked_about_at_once() {
    let tried = |id: &str, hour: u8| {
        format!(
            r#"{{"v":1,"id":"{id}","kind":"cramp","at":"2026-11-21T{hour}:00:09+01:00","start":"2026-11-21T{hour}:00:00+01:00","routine":"relief-calf","left":9}}"#
        )
    };
    let lines = [tried("b", 19), tried("c", 20), tried("d", 21)];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Was any of it a cramp?")
        .sees("Relief at 19:00, 20:00, 21:00")
        .press("n");
    assert_eq!(kept(&lines, &pilot).cramps().count(), 0);
    // Who has pressed the wrong key goes back.
    pilot
        .wait(1.0)
        .press("b y")
        .wait(0.6)
        .sees("Was it a cramp?");
    assert_eq!(kept(&lines, &pilot).cramps().count(), 3);
}
