//! The screen of nights.

use uncramp::diary::Diary;
use uncramp::diary::entry::{Cramp, Entry, NightNote};
use uncramp::diary::line::Id;
use uncramp::diary::night::Night;
use uncramp::diary::value::{Note, Told};
use uncramp::ui::Effect;

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::Pilot;

pub const OFFER: &str = "How was Sat 21 Nov?";

pub fn opened(lines: &[impl AsRef<str>], at: &str) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.opens(lines, at);
    pilot
}

pub fn written(pilot: &Pilot) -> Vec<String> {
    let line = |effect: &Effect| match effect {
        Effect::Write(line) => Some(line.to_string()),
        Effect::Record(_) | Effect::Answer(_) | Effect::SaveAgain | Effect::Suspend => None,
    };
    pilot.effects.iter().filter_map(line).collect()
}

/// What the diary comes to with all that was written.
pub fn kept(lines: &[&str], pilot: &Pilot) -> Diary {
    let written = written(pilot);
    Diary::from_lines(
        lines
            .iter()
            .copied()
            .chain(written.iter().map(String::as_str)),
    )
}

pub fn last_cramp(diary: &Diary) -> &Cramp {
    match diary.entry(&Id::parse("b").unwrap()) {
        Some(Entry::Cramp(cramp)) => cramp,
        other => panic!("{other:?}"),
    }
}

pub fn last_night(diary: &Diary) -> NightNote {
    diary.note(Night::parse("2026-11-21").unwrap())
}

#[test]
fn one_key_records_a_night_without_a_cramp_and_takes_it_back() {
    let mut pilot = opened(&CRAMPS[..1], MORNING);
    pilot.press("0").sees("Sat 21 Nov: no cramp");
    assert_eq!(
        last_night(&kept(CRAMPS, &pilot)).cramps,
        Some(Told::Known(0))
    );
    pilot.wait(1.0).press("0").sees("taken back");
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).cramps, None);
    assert_eq!(kept(&[], &pilot).notes().count(), 0);
}

#[test]
fn taking_back_a_night_without_a_cramp_takes_back_nothing_else() {
    let night = r#"{"v":1,"id":"night-2026-11-21","kind":"night","at":"2026-11-22T08:00:00+01:00","night":"2026-11-21","cramps":0,"note":"two beers"}"#;
    let mut pilot = opened(&[night], MORNING);
    pilot.press("0").sees("taken back");
    let note = last_night(&kept(&[night], &pilot));
    assert_eq!(note.cramps, None);
    assert_eq!(note.note.as_ref().map(Note::as_str), Some("two beers"));
    pilot.wait(1.0).press("0").sees("no cramp");
    let note = last_night(&kept(&[night], &pilot));
    assert_eq!(note.cramps, Some(Told::Known(0)));
    assert_eq!(note.note.as_ref().map(Note::as_str), Some("two beers"));
}

#[test]
fn a_night_that_is_not_over_cannot_be_called_calm() {
    let mut pilot = opened(&CRAMPS[..1], "2026-11-22T15:00:00+01:00");
    pilot
        .press("5 down")
        .sees("Sun 22 Nov: not recorded")
        .press("0")
        .sees("Sun 22 Nov is not over yet");
    assert_eq!(written(&pilot), Vec::<String>::new());
}

#[test]
fn a_narrow_window_shows_the_latest_weeks_and_the_chosen_night() {
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(30, 10);
    pilot.press("5").sees("12 weeks to Sat 21 Nov").sees("]");
    pilot.press("pageup").sees("12 weeks to").sees("]");
    pilot.press("end").sees("12 weeks to Sat 21 Nov");
}

#[test]
fn the_cramps_of_two_weeks_do_not_run_together() {
    let cramp = |day: u8, hour: u8, id: &str| {
        format!(
            r#"{{"v":1,"id":"{id}-{day}-{hour}","kind":"cramp","at":"2026-11-{day:02}T08:00:00+01:00","start":"2026-11-{day:02}T{hour:02}:00:00+01:00"}}"#
        )
    };
    let nights = (3..=8).chain(10..=15);
    let lines: Vec<String> = nights
        .flat_map(|day| [cramp(day, 1, "a"), cramp(day, 2, "b")])
        .collect();
    let mut pilot = opened(&lines, MORNING);
    pilot.press("5").sees("12 12");
    pilot.resize(40, 15);
    pilot.sees("9+9+");
}

#[test]
fn a_night_with_a_cramp_is_never_recorded_as_one_without() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("0").sees("has a cramp on record");
    assert!(written(&pilot).is_empty());
}

#[test]
fn a_few_nights_tell_nothing_and_many_are_no_proof() {
    opened(CRAMPS, MORNING)
        .press("5")
        .sees("Too early to tell")
        .misses("without one");
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(80, 40).press("5");
    pilot
        .sees("17 cramps in 50 recorded nights")
        .sees("without one on")
        .sees("not proof");
}

#[test]
fn a_night_is_chosen_shown_and_changed() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left")
        .sees("Sat 14 Nov: 1 cramp, pain 4 of 10");
    pilot.press("enter").sees("A cramp at 03:00").press("x");
    pilot
        .press("e down 9")
        .press("q")
        .sees("Sat 14 Nov: 1 cramp, pain 9 of 10");
    assert!(
        written(&pilot)
            .iter()
            .all(|line| line.contains(r#""id":"a""#))
    );
}

#[test]
fn the_chosen_night_is_on_the_map_however_long_ago_it_was() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5");
    for _ in 0..60 {
        pilot.press("left");
    }
    pilot.sees("[").sees("Sat 27 Sep: not recorded");
}

#[test]
fn the_diary_of_a_later_version_is_only_read() {
    let mut lines = CRAMPS.to_vec();
    lines.push(r#"{"v":2}"#);
    let mut pilot = Pilot::home();
    let diary = Diary::from_lines(lines.iter().copied());
    let at = uncramp::diary::moment::Moment::parse(MORNING).unwrap();
    pilot.tell(uncramp::ui::Msg::Diary(Box::new(diary), at));
    pilot
        .misses(OFFER)
        .press("0")
        .sees("only read")
        .press("5 e 0 q");
    assert!(written(&pilot).is_empty());
}
