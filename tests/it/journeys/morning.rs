//! The questions of the morning.

use std::collections::BTreeSet;

use uncramp::diary::Diary;
use uncramp::diary::choice::{CrampSide, Help, Sign};
use uncramp::diary::entry::Entry;
use uncramp::diary::line::Id;
use uncramp::diary::value::{Note, Score, Told};
use uncramp::profile::Answer;
use uncramp::ui::Effect;

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, setup};

use super::nights::{OFFER, kept, last_cramp, last_night, opened, written};

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
    pilot
        .press("6")
        .sees("1 of 14")
        .press("q")
        .wait(1.0)
        .press("x");
    pilot.misses(OFFER);
    let diary = kept(CRAMPS, &pilot);
    assert_eq!(written(&pilot).len(), 1);
    assert!(last_cramp(&diary).asked.is_some());
}

#[test]
fn a_skipped_question_has_no_answer() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6");
    for _ in 0..14 {
        pilot.wait(1.0).press("enter");
    }
    pilot.sees("No question was answered");
    let mut asked = last_cramp(&kept(CRAMPS, &pilot)).clone();
    asked.asked = None;
    assert_eq!(&asked, last_cramp(&kept(CRAMPS, &Pilot::home())));
    assert_eq!(written(&pilot).len(), 1, "{:?}", written(&pilot));
}

#[test]
fn answers_are_written_as_they_are_given() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 7");
    let severity = last_cramp(&kept(CRAMPS, &pilot)).severity;
    assert_eq!(severity, Some(Told::Known(Score::new(7).unwrap())));
    pilot.press("down 2 down u down down 1");
    let diary = kept(CRAMPS, &pilot);
    let cramp = last_cramp(&diary);
    assert_eq!(cramp.side, Some(Told::Known(CrampSide::Right)));
    assert_eq!(cramp.muscle, Some(Told::Unknown));
    assert_eq!(cramp.woke, None);
    assert_eq!(
        cramp.helped,
        Some(Told::Known(BTreeSet::from([Help::Stretch])))
    );
}

#[test]
fn one_answer_of_several_is_seen_and_then_goes_on_by_itself() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 7").wait(0.4).sees("[7]").sees("1 of 14");
    pilot.wait(0.2).sees("2 of 14");
    pilot.press("enter").sees("2 of 14");
    pilot.press("up").wait(9.0).sees("[7]").sees("1 of 14");
}

#[test]
fn many_answers_of_a_list_wait_for_enter() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 down down down down 1 2").wait(9.0);
    pilot.sees("[x] 1 stretching").sees("[x] 2 rubbing");
    pilot.press("2").misses("[x] 2").sees("5 of 14");
}

#[test]
fn an_answer_given_twice_stays_and_backspace_takes_it_back() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 7")
        .wait(0.3)
        .press("7")
        .wait(0.3)
        .press("space");
    pilot.sees("[7]").sees("1 of 14");
    pilot.press("backspace").wait(9.0).misses("[7]").press("q");
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).severity, None);
}

#[test]
fn one_and_zero_are_ten() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 1").wait(1.4).press("0").sees("[10]");
    let severity = last_cramp(&kept(CRAMPS, &pilot)).severity;
    assert_eq!(severity, Some(Told::Known(Score::WORST)));
    pilot
        .wait(1.0)
        .press("up")
        .wait(1.0)
        .press("1")
        .wait(2.0)
        .sees("2 of 14");
    pilot.press("up 0").sees("[0]");
}

#[test]
fn the_morning_takes_eighteen_keys_for_one_cramp() {
    let mut pilot = opened(CRAMPS, MORNING);
    let keys = "6 7 1 1 1 1 enter 0 enter 3 4 0 enter 2 2 2 2 enter";
    for key in keys.split(' ') {
        pilot.press(key).wait(1.3);
    }
    pilot.sees("Your 13 answers are kept");
}

#[test]
fn signs_soreness_sleep_and_triggers_are_asked_once_for_many_cramps() {
    let mut lines = CRAMPS.to_vec();
    lines.push(r#"{"v":1,"id":"c","kind":"cramp","at":"2026-11-22T04:47:00+01:00","start":"2026-11-22T04:47:00+01:00"}"#);
    let mut pilot = opened(&lines, MORNING);
    pilot.press("6").sees("1 of 19").sees("The cramp at 02:47");
    pilot
        .press("down down down down down")
        .sees("The cramp at 04:47");
    pilot.press("down down down down down 1");
    let signs = Some(Told::Known(BTreeSet::from([Sign::SwollenOneLeg])));
    let diary = kept(&lines, &pilot);
    let Some(Entry::Cramp(last)) = diary.entry(&Id::parse("c").unwrap()) else {
        panic!("{diary:?}");
    };
    assert_eq!(last.signs, signs);
    assert_eq!(last_cramp(&diary).signs, None);
}

#[test]
fn the_end_of_the_questions_starts_no_relief() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6").wait(1.0);
    for _ in 0..30 {
        pilot.press("enter").wait(0.3);
    }
    pilot.sees("Bedtime stretch");
    pilot
        .wait(1.0)
        .press("enter")
        .sees("Straighten and breathe out");
}

#[test]
fn relief_that_was_none_is_taken_out_where_nobody_said_anything_at_night() {
    let demo = r#"{"v":1,"id":"b","kind":"cramp","at":"2026-11-21T20:00:00+01:00","start":"2026-11-21T20:00:00+01:00","routine":"relief-calf"}"#;
    let lines = [CRAMPS[0], demo];
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Was it a cramp?")
        .sees("1 of 15")
        .press("2");
    assert!(
        kept(&lines, &pilot)
            .entry(&Id::parse("b").unwrap())
            .is_none()
    );
    pilot.sees("1 of 6").wait(1.0).sees("Were the covers heavy");
    pilot.press("up 1").sees("1 of 15");
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
    pilot.press("6").sees("Was it a cramp?").sees("1 of 6");
    assert!(cramp(&kept(&lines, &pilot)).is_tried_out());
    pilot.press("1").sees("1 of 15");
    assert!(!cramp(&kept(&lines, &pilot)).is_tried_out());
    pilot.wait(1.0).press("up u");
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
        .sees("1 of 14")
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

#[test]
fn any_cramp_can_be_taken_out_and_then_the_night_says_how_many() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left e")
        .sees("Was it a cramp?")
        .misses("cramps  ");
    pilot
        .press("2")
        .wait(1.0)
        .sees("How many cramps were there?")
        .press("0 q");
    pilot
        .sees("Sat 14 Nov: no cramp")
        .sees("Your 2 answers are kept");
}

#[test]
fn now_is_asked_of_the_last_night_only() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5 left e down down down down down down");
    pilot.sees("Did you have any of these in the days after?");
    pilot
        .press("down")
        .sees("How sore was the muscle the day after?");
}

/// The question about warning signs of last night.
fn at_signs() -> Pilot {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 down down down down down")
        .sees("6 of 14")
        .sees("Do you have any of these now?");
    pilot
}

#[test]
fn a_warning_sign_is_written_and_opens_its_card_at_once() {
    let mut pilot = at_signs();
    pilot.press("1").sees("TODAY").sees("redder or darker");
    let signs = Some(Told::Known(BTreeSet::from([Sign::SwollenOneLeg])));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
    pilot.press("x").sees("6 of 14");
}

#[test]
fn a_leg_that_is_swollen_in_the_morning_starts_nothing() {
    let mut pilot = at_signs();
    pilot.press("1").sees("Do not stretch or rub it");
    pilot.wait(1.0).press("x").wait(1.0).press("q");
    pilot.wait(1.5).press("x").wait(1.5);
    pilot.sees("Nothing starts. p asks about the leg.");
    for start in ["enter", "2"] {
        pilot.press(start).sees("Do not stretch or rub it");
        pilot.wait(1.0).press("q").wait(1.0);
    }
    assert!(
        pilot
            .effects
            .contains(&Effect::Answer(Answer::seen("RF-U1")))
    );
}

#[test]
fn the_card_of_several_signs_opens_once() {
    let mut pilot = at_signs();
    pilot
        .press("1 x 3")
        .sees("[x] 3 the leg hot")
        .misses("TODAY");
    pilot.press("5").sees("newly weak");
}

#[test]
fn an_urge_to_move_opens_a_card_too() {
    at_signs().press("8").sees("restless legs");
}

#[test]
fn none_is_an_answer_and_opens_nothing() {
    let mut pilot = at_signs();
    pilot
        .press("0")
        .sees("[x] 0 none")
        .misses("TODAY")
        .press("q");
    let signs = Some(Told::Known(BTreeSet::new()));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
}

#[test]
fn a_note_takes_every_letter_and_is_kept_at_a_pause() {
    let mut pilot = at_signs();
    pilot.press("down down down down down down down down");
    pilot
        .press("o f space q 1 1 !")
        .press("left left home right f");
    assert!(written(&pilot).len() == 1);
    pilot.wait(1.0);
    let note = Note::new("off q11!");
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).note, note);
}

#[test]
fn the_night_has_fields_of_its_own() {
    let mut pilot = at_signs();
    pilot.press("down down down down 1 down down 2 q");
    let note = last_night(&kept(CRAMPS, &pilot));
    assert_eq!(note.heavy_covers, Some(Told::Known(true)));
    assert_eq!(note.little_drink, None);
    assert_eq!(note.alcohol, Some(Told::Known(false)));
}

#[test]
fn spoilt_sleep_shows_its_card_when_the_questions_are_done() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 down down down down down down down 8 q");
    pilot.sees("spoil your sleep").sees("Your answer is kept.");
    pilot.press("x").sees("spoil your sleep");
    pilot.wait(1.0).press("x").sees("Bedtime stretch");
}

#[test]
fn six_weeks_are_asked_about_until_there_is_an_answer() {
    let lines = fifty_nights();
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Do you want to keep it up?")
        .sees("not proof");
    pilot.press("q").wait(1.0).press("x").sees("Six weeks");
    pilot
        .press("6 2")
        .sees("Six weeks of stretching and habits have not helped");
    pilot.wait(1.0).press("x q").sees("Your answer is kept");
    pilot.wait(1.0).press("x").misses("Six weeks");
    let last = written(&pilot).pop().unwrap();
    assert!(
        last.contains(r#""kind":"review""#) && last.contains(r#""keep":false"#),
        "{last}"
    );
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
        "0 to 10, u don't know.",
        "1 left, 2 right, 3 both, u don't know.",
        "Your answer: right.",
    ] {
        assert!(told.contains(words), "{words:?} was not told:\n{told}");
    }
}
