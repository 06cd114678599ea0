//! The morning after, and the screen of nights.

use std::collections::BTreeSet;

use uncramp::diary::Diary;
use uncramp::diary::choice::{CrampSide, Sign};
use uncramp::diary::entry::{Cramp, Entry, NightNote};
use uncramp::diary::line::Id;
use uncramp::diary::night::Night;
use uncramp::diary::value::{Note, Score, Told};
use uncramp::ui::{Effect, Msg};

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, setup};

const OFFER: &str = "How was Sat 21 Nov?";

fn opened(lines: &[impl AsRef<str>], at: &str) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.opens(lines, at);
    pilot
}

fn written(pilot: &Pilot) -> Vec<String> {
    let line = |effect: &Effect| match effect {
        Effect::Write(line) => Some(line.to_string()),
        Effect::Record(_) | Effect::Keep(_) | Effect::SaveAgain | Effect::Suspend => None,
    };
    pilot.effects.iter().filter_map(line).collect()
}

/// What the diary comes to with all that was written.
fn kept(lines: &[&str], pilot: &Pilot) -> Diary {
    let written = written(pilot);
    Diary::from_lines(
        lines
            .iter()
            .copied()
            .chain(written.iter().map(String::as_str)),
    )
}

fn last_cramp(diary: &Diary) -> &Cramp {
    match diary.entry(&Id::parse("b").unwrap()) {
        Some(Entry::Cramp(cramp)) => cramp,
        other => panic!("{other:?}"),
    }
}

fn last_night(diary: &Diary) -> NightNote {
    diary.note(Night::parse("2026-11-21").unwrap())
}

#[test]
fn questions_are_offered_in_the_morning_and_relief_is_still_the_biggest_key() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.sees(OFFER);
    pilot.press("enter").sees("Straighten and breathe out");
}

#[test]
fn nobody_is_asked_at_night_or_during_a_cramp() {
    opened(CRAMPS, "2026-11-22T03:30:00+01:00").misses(OFFER);
    let mut pilot = Pilot::now();
    let before = pilot.screen();
    pilot.opens(CRAMPS, MORNING);
    assert_eq!(pilot.screen(), before);
}

#[test]
fn what_is_long_past_is_not_asked_about() {
    opened(CRAMPS, "2026-11-29T11:00:00+01:00").sees("How was");
    opened(CRAMPS, "2026-12-02T11:00:00+01:00").misses("How was");
}

#[test]
fn they_are_asked_once_even_if_none_is_answered() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6").sees("1 of 13").press("q").misses(OFFER);
    let diary = kept(CRAMPS, &pilot);
    assert_eq!(written(&pilot).len(), 1);
    assert!(last_cramp(&diary).asked.is_some());
}

#[test]
fn a_skipped_question_has_no_answer() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6");
    for _ in 0..13 {
        pilot.wait(1.0).press("enter");
    }
    pilot.sees("Bedtime stretch");
    let mut asked = last_cramp(&kept(CRAMPS, &pilot)).clone();
    asked.asked = None;
    assert_eq!(&asked, last_cramp(&kept(CRAMPS, &Pilot::home())));
    assert_eq!(written(&pilot).len(), 1, "{:?}", written(&pilot));
}

#[test]
fn answers_are_kept_as_they_are_given() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 t down 2 down u").press("ctrl-c");
    let diary = kept(CRAMPS, &pilot);
    let cramp = last_cramp(&diary);
    let severity = cramp.severity.and_then(Told::known);
    assert_eq!(severity.map(Score::number), Some(10));
    assert_eq!(cramp.side, Some(Told::Known(CrampSide::Right)));
    assert_eq!(cramp.muscle, Some(Told::Unknown));
    assert_eq!(cramp.sleep_lost, None);
}

#[test]
fn an_answer_is_put_back_with_its_key() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 7")
        .sees("[x] 7")
        .wait(1.0)
        .press("7")
        .misses("[x]");
    pilot.press("q");
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).severity, None);
}

/// The question about warning signs of last night.
fn at_signs() -> Pilot {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 down down down down down down down")
        .sees("8 of 13");
    pilot
}

#[test]
fn a_warning_sign_is_written_and_opens_its_card_at_once() {
    let mut pilot = at_signs();
    pilot.press("1").sees("TODAY").sees("redder or darker");
    let signs = Some(Told::Known(BTreeSet::from([Sign::SwollenOneLeg])));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
    pilot.press("x").sees("8 of 13");
}

#[test]
fn none_of_these_is_an_answer_and_opens_nothing() {
    let mut pilot = at_signs();
    pilot
        .press("9")
        .sees("[x] 9 none of these")
        .misses("TODAY")
        .press("q");
    let signs = Some(Told::Known(BTreeSet::new()));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
}

#[test]
fn a_note_takes_every_letter() {
    let mut pilot = at_signs();
    pilot.press("down o f f space q 1 1 !").press("esc");
    let note = Note::new("off q11!");
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).note, note);
}

#[test]
fn the_night_has_fields_of_its_own() {
    let mut pilot = at_signs();
    pilot.press("down down 1 down down 2 q");
    let note = last_night(&kept(CRAMPS, &pilot));
    assert_eq!(note.heavy_covers, Some(Told::Known(true)));
    assert_eq!(note.little_drink, None);
    assert_eq!(note.alcohol, Some(Told::Known(false)));
}

#[test]
fn spoilt_sleep_shows_its_card_when_the_questions_are_done() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 down down down 8 q").sees("spoil your sleep");
    pilot.press("x").sees("Bedtime stretch");
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
        .misses("without it");
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(80, 40).press("5");
    pilot
        .sees("17 cramps in 50 recorded nights")
        .sees("without it")
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
        .press("e 9")
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
fn six_weeks_are_asked_about_once() {
    let lines = fifty_nights();
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Do you want to keep it up?")
        .sees("not proof");
    pilot
        .press("2")
        .sees("Six weeks of stretching and habits have not helped");
    pilot.press("x").press("q").misses("Six weeks");
    let last = written(&pilot).pop().unwrap();
    assert!(
        last.contains(r#""kind":"review""#) && last.contains(r#""keep":false"#),
        "{last}"
    );
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

#[test]
fn the_plain_mode_tells_question_options_and_answer() {
    let mut setup = setup();
    setup.plain = true;
    let mut pilot = Pilot::with(setup, uncramp::ui::First::Home);
    pilot.opens(CRAMPS, MORNING).press("6 down 2");
    let told = pilot.lines.join("\n");
    for words in [
        "Which leg was it?",
        "1 left, 2 right, 3 both, u don't know.",
        "Your answer: right.",
    ] {
        assert!(told.contains(words), "{words:?} was not told:\n{told}");
    }
}

#[test]
fn a_cramp_can_be_started_from_a_page_and_notices_stand_on_it() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("!")
        .tell(Msg::Failed("Something to know.".to_owned()));
    pilot
        .sees("When to get medical help")
        .sees("Something to know.");
    pilot.press("c").sees("Straighten and breathe out");
    // Relief is not begun anew.
    pilot.press("right ?").wait(1.0).press("c");
    pilot.misses("Straighten and breathe out");
}

#[test]
fn a_page_turns_back_in_a_window_that_has_grown() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.resize(22, 6).press("?");
    for _ in 0..6 {
        pilot.press("right");
    }
    pilot.resize(80, 15).sees("2/2").press("left").sees("1/2");
}
