//! The questions of the morning.

mod doubtful;
mod own;
mod signs;
mod times;

use std::collections::BTreeSet;

use uncramp::diary::Diary;
use uncramp::diary::choice::{CrampSide, Help, Sign};
use uncramp::diary::entry::Entry;
use uncramp::diary::line::Id;
use uncramp::diary::value::{Note, Response, Score};
use uncramp::diary::word::Word;
use uncramp::profile::Answer;
use uncramp::ui::Effect;

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, setup};

use uncramp::ui::board::{Choice, Content};
use uncramp::ui::layout::cells::scale_cells;

use super::nights::{OFFER, kept, last_cramp, last_night, opened, written};
use signs::at_signs;

/// The answers that are on the screen.
fn answers(pilot: &Pilot) -> Vec<Choice> {
    let blocks = pilot.app.shown().0.blocks.iter();
    let answers = blocks.filter_map(|block| match &block.content {
        Content::Choices(choices) | Content::Scale(choices) => Some(choices.clone()),
        _ => None,
    });
    answers.flatten().collect()
}

/// The answers that were given to the question on the screen.
fn given(pilot: &Pilot) -> Vec<String> {
    let answers = answers(pilot).into_iter();
    answers
        .filter(|answer| answer.is_chosen)
        .map(|answer| answer.word)
        .collect()
}

/// The answer that the big keys take.
fn marked(pilot: &Pilot) -> Option<String> {
    let mut answers = answers(pilot).into_iter();
    answers
        .find(|answer| answer.is_selected)
        .map(|answer| answer.word)
}

/// Whether something is asked, in full or in huge letters.

#[test]
fn questions_are_offered_in_the_morning_and_relief_is_still_the_biggest_key() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.sees(OFFER);
    pilot.press("enter").sees("Pull your toes up");
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
        .sees("1 of 10")
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
    for _ in 0..10 {
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
    assert_eq!(severity, Some(Response::Known(Score::new(7).unwrap())));
    pilot.press("s 2 s u s s 1");
    let diary = kept(CRAMPS, &pilot);
    let cramp = last_cramp(&diary);
    assert_eq!(cramp.side, Some(Response::Known(CrampSide::Right)));
    assert_eq!(cramp.muscle, Some(Response::Unknown));
    assert_eq!(cramp.woke, None);
    assert_eq!(
        cramp.helped,
        Some(Response::Known(BTreeSet::from([Word::Listed(
            Help::Stretch
        )])))
    );
}

#[test]
fn one_answer_of_several_is_seen_and_then_goes_on_by_itself() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 7").wait(0.4).sees("1 of 10");
    assert_eq!(given(&pilot), ["7"]);
    pilot.wait(0.2).sees("2 of 10");
    pilot.press("enter").sees("2 of 10");
    pilot.press("b").wait(9.0).sees("1 of 10");
    assert_eq!(given(&pilot), ["7"]);
}

#[test]
fn many_answers_of_a_list_wait_for_enter() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 s s s s 1 2").wait(9.0);
    assert_eq!(given(&pilot), ["stretching", "rubbing"]);
    pilot
        .press("2")
        .sees("✓ 1 stretching")
        .misses("✓ 2")
        .sees("5 of 10");
}

#[test]
fn an_answer_given_twice_stays_and_backspace_takes_it_back() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 7")
        .wait(0.3)
        .press("7")
        .wait(0.3)
        .sees("1 of 10");
    assert_eq!(given(&pilot), ["7"]);
    pilot.press("backspace").wait(9.0).sees("1 of 10");
    assert_eq!(given(&pilot), [] as [&str; 0]);
    pilot.press("q");
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).severity, None);
}

#[test]
fn a_key_after_an_answer_belongs_to_the_next_question_or_to_none_however_fast() {
    for gap in [0.1, 0.2, 0.28, 0.35, 0.45, 0.6] {
        let mut pilot = opened(CRAMPS, MORNING);
        pilot.press("6 7").wait(gap).press("2").wait(2.0);
        let cramp = last_cramp(&kept(CRAMPS, &pilot)).clone();
        assert_eq!(
            cramp.severity,
            Some(Response::Known(Score::new(7).unwrap())),
            "{gap}"
        );
        let side = (gap > 0.25).then_some(Response::Known(CrampSide::Right));
        assert_eq!(cramp.side, side, "{gap}");
        // Nor does it where a 1 may become a 10.
        let mut pilot = opened(CRAMPS, MORNING);
        pilot.press("6 1").wait(gap).press("2").wait(2.0);
        let cramp = last_cramp(&kept(CRAMPS, &pilot)).clone();
        assert_eq!(
            cramp.severity,
            Some(Response::Known(Score::new(1).unwrap())),
            "{gap}"
        );
        assert_eq!(cramp.side, side, "{gap}");
    }
}

#[test]
fn one_and_zero_are_ten() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 1").wait(1.4).press("0");
    assert_eq!(given(&pilot), ["10"]);
    let severity = last_cramp(&kept(CRAMPS, &pilot)).severity;
    assert_eq!(severity, Some(Response::Known(Score::WORST)));
    pilot
        .wait(1.0)
        .press("b")
        .wait(1.0)
        .press("1")
        .wait(2.0)
        .sees("2 of 10");
    pilot.press("b 0");
    assert_eq!(given(&pilot), ["0"]);
}

#[test]
fn arrows_and_enter_answer_every_kind_of_question() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6");
    assert_eq!(marked(&pilot), None, "none is answered beforehand");
    pilot
        .press("right right right")
        .wait(9.0)
        .sees("ENTER take it");
    assert_eq!(marked(&pilot).as_deref(), Some("2"));
    pilot.press("enter").wait(0.6).sees("2 of 10");
    pilot.press("down down left").wait(1.0);
    assert_eq!(marked(&pilot).as_deref(), Some("left"));
    pilot.press("space").wait(0.6).sees("3 of 10");
    // In a list ENTER takes what is marked and then, where nothing is, goes on.
    pilot
        .wait(1.0)
        .press("s s down enter")
        .wait(1.0)
        .press("down down enter")
        .wait(1.0);
    assert_eq!(given(&pilot), ["stretching", "standing on it"]);
    pilot.sees("5 of 10").press("enter").sees("6 of 10");
    let diary = kept(CRAMPS, &pilot);
    let cramp = last_cramp(&diary);
    assert_eq!(
        cramp.severity,
        Some(Response::Known(Score::new(2).unwrap()))
    );
    assert_eq!(cramp.side, Some(Response::Known(CrampSide::Left)));
    let helped = [Help::Stretch, Help::Stand].map(Word::Listed);
    assert_eq!(cramp.helped, Some(Response::Known(helped.into())));
}

#[test]
fn a_click_answers_what_it_falls_on() {
    let mut pilot = opened(CRAMPS, MORNING);
    for (columns, rows) in [(80, 24), (40, 15), (120, 40)] {
        for option in [0, 7, 10, 11] {
            pilot.press("6").wait(1.0).resize(columns, rows);
            let (board, layout, measure) = pilot.app.shown();
            let is_scale = |content: &Content| matches!(content, Content::Scale(_));
            let area = layout.area_of(board, is_scale).expect("a scale is shown");
            let cell = scale_cells(&answers(&pilot), area, &measure)[option];
            pilot.click(cell.x + 1, cell.y);
            let expected = answers(&pilot)[option].word.clone();
            assert_eq!(given(&pilot), [expected], "{columns}x{rows}");
            pilot.press("backspace q").wait(1.0).press("x").wait(1.0);
            pilot = opened(CRAMPS, MORNING);
        }
    }
}

#[test]
fn y_and_n_answer_where_yes_and_no_are_answers_and_are_named_there_alone() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6")
        .misses("y yes")
        .press("y")
        .wait(1.0)
        .sees("1 of 10");
    pilot
        .press("s s s")
        .sees("y yes  n no")
        .press("n")
        .wait(0.6)
        .sees("5 of 10");
    let woke = last_cramp(&kept(CRAMPS, &pilot)).woke;
    assert_eq!(woke, Some(Response::Known(false)));
}

#[test]
fn what_was_answered_so_far_is_shown_the_latest_first() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 7").wait(1.0).press("1").wait(0.6);
    let screen = pilot.screen();
    let at = |words| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("{words}:\n{screen}"))
    };
    assert!(at("leg: left") < at("pain at its worst: 7"));
}

#[test]
fn the_morning_takes_fifteen_keys_for_one_cramp() {
    let mut pilot = opened(CRAMPS, MORNING);
    let keys = "6 7 1 1 1 1 enter 0 enter 4 0 enter 0 enter enter";
    for key in keys.split(' ') {
        pilot.press(key).wait(1.3);
    }
    pilot.sees("Your 9 answers are kept");
}

#[test]
fn what_helped_signs_sleep_and_the_evening_are_asked_once_for_many_cramps() {
    let mut lines = CRAMPS.to_vec();
    lines.push(r#"{"v":1,"id":"c","kind":"cramp","at":"2026-11-22T04:47:00+01:00","start":"2026-11-22T04:47:00+01:00"}"#);
    let mut pilot = opened(&lines, MORNING);
    pilot.press("6").sees("1 of 10").sees("The cramp at 02:47");
    pilot.press("s s s").sees("The cramp at 04:47");
    pilot.press("s s s s 1");
    let signs = Some(Response::Known(BTreeSet::from([Sign::SwollenOneLeg])));
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
    pilot.sees("More routines");
    pilot.wait(1.0).press("enter").sees("Pull your toes up");
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
        .sees("Sat 14 to Sun 15 Nov: no cramp")
        .sees("Your 2 answers are kept");
}

#[test]
fn now_is_asked_of_the_last_night_only() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left e s tab")
        .wait(1.0)
        .press("tab s s s s s");
    pilot.sees("Did you have any of these in the days after?");
    pilot
        .press("s")
        .sees("How sore was the muscle the day after?");
}

#[test]
fn a_note_takes_every_letter_and_is_kept_at_a_pause() {
    let mut pilot = at_signs();
    pilot.press("s s s s");
    pilot
        .press("o f space q 1 1 !")
        .press("left left home right f");
    assert!(written(&pilot).len() == 1);
    pilot.wait(1.0);
    let note = Note::new("off q11!");
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).note, note);
}

#[test]
fn a_note_is_edited_as_in_a_shell() {
    let mut pilot = at_signs();
    pilot.press("s s s s");
    pilot.press("n e w space b e d space o l d ctrl-w ctrl-a ctrl-d t ctrl-e s");
    pilot
        .sees("tew bed s▏")
        .press("ctrl-a right right ctrl-k")
        .sees("te▏");
    pilot
        .press("ctrl-u")
        .misses("te▏")
        .press("o h space h i i backspace");
    pilot
        .press("word-left word-left delete delete delete word-right")
        .sees("hi▏")
        .wait(1.0);
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).note, Note::new("hi"));
}

#[test]
fn the_night_has_fields_of_its_own() {
    let mut pilot = at_signs();
    pilot.press("s s s 2 4").sees("✓ 2 too little to drink");
    let note = last_night(&kept(CRAMPS, &pilot));
    assert_eq!(note.heavy_covers, Some(Response::Known(true)));
    assert_eq!(note.little_drink, Some(Response::Known(true)));
    assert_eq!(note.alcohol, Some(Response::Known(false)));
    pilot.press("backspace");
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).alcohol, None);
}

#[test]
fn spoilt_sleep_shows_its_card_when_the_questions_are_done() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6 s s s s s s 8 q");
    pilot.sees("spoil your sleep").sees("Your answer is kept.");
    pilot.press("x").sees("spoil your sleep");
    pilot.wait(1.0).press("x").sees("More routines");
}

#[test]
fn six_weeks_are_asked_about_until_there_is_an_answer() {
    let lines = fifty_nights();
    let mut pilot = opened(&lines, MORNING);
    pilot
        .press("6")
        .sees("Do you want to keep it up?")
        .sees("Too early to compare");
    pilot
        .press("q")
        .wait(1.0)
        .press("x")
        .sees("Six weeks of stretching");
    pilot.press("6 2").wait(0.6).sees("Your answer is kept");
    pilot.wait(1.0).press("x").misses("Six weeks of stretching");
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
    let mut pilot = Pilot::with(setup, uncramp::ui::InitialScreen::Home);
    pilot.opens(CRAMPS, MORNING).press("6 s right 2");
    let told = pilot.lines.join("\n");
    for words in [
        "Which leg was it?",
        "0 to 10, u don't know.",
        "1 left, 2 right, 3 both, 4 don't know.",
        "1 left, 2 right, 3 both, 4 don't know. ENTER takes: left.",
        "1 left, 2 right (chosen), 3 both, 4 don't know.",
    ] {
        assert!(told.contains(words), "{words:?} was not told:\n{told}");
    }
}

#[test]
fn whoever_stretched_this_morning_is_not_told_of_none() {
    let stretched = r#"{"v":1,"id":"s","kind":"session","at":"2026-11-22T07:04:00+01:00","start":"2026-11-22T07:00:00+01:00","routine":"bedtime-stretch","seconds":215,"finished":true}"#;
    Pilot::home()
        .opens(&[stretched], "2026-11-22T07:10:00+01:00")
        .sees("This morning: stretched at 07:00.")
        .misses("no stretch noted");
}

#[test]
fn whoever_only_looks_at_the_questions_of_a_night_has_answered_and_changed_nothing() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5").wait(1.0).press("e").wait(1.0);
    pilot.press("esc").wait(1.0);
    pilot.sees("No question was answered.");
    assert_eq!(written(&pilot), Vec::<String>::new());
    // Of what was known before nothing counts, and what is new counts alone.
    pilot.press("e").wait(1.0);
    while !pilot.screen().contains("In your own words") {
        pilot.press("enter").wait(1.0);
    }
    pilot.press("a").wait(1.2).press("esc").wait(1.0);
    pilot.sees("Your answer is kept.");
}
