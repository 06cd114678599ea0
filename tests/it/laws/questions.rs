//! What is asked, its answers, and the keys that answer.

use std::fmt::Write as _;

use uncramp::routine::library::built_in_ids;
use uncramp::ui::board::{Board, Choice, Content, Hint};
use uncramp::ui::keys::Key;
use uncramp::ui::layout::Layout;
use uncramp::ui::layout::measure::Measure;

use super::{Case, assert_none, cases};
use crate::pilot::{Pilot, routine, still};

fn choices(board: &Board) -> impl Iterator<Item = &Choice> {
    let all = board
        .blocks
        .iter()
        .filter_map(|block| match &block.content {
            Content::Choices(all) | Content::Scale(all) => Some(all),
            _ => None,
        });
    all.flatten()
}

#[test]
fn no_question_is_larger_than_its_answers() {
    assert_none("answers decide", |case| {
        let tall = |content: &Content| {
            let area = case.area(|placed| placed == content).unwrap_or_default();
            match content {
                Content::Shout(shout) if shout.yields => {
                    Some(case.measure.shout(shout, area.width, area.height).1)
                }
                Content::Choices(all) => Some(case.measure.grid(all, area.width, area.height).tall),
                // Below each number is its mark.
                Content::Scale(all) => {
                    Some(case.measure.scale(all, area.width, area.height).tall - 1)
                }
                _ => None,
            }
        };
        let of = |is: fn(&Content) -> bool| {
            let mut blocks = case.board.blocks.iter();
            let block = blocks.find(|block| is(&block.content))?;
            tall(&block.content)
        };
        let asked = of(|content| matches!(content, Content::Shout(_)))?;
        let answers = of(|content| matches!(content, Content::Choices(_) | Content::Scale(_)))?;
        (asked > answers.max(1)).then(|| format!("{asked} rows over {answers}"))
    });
}

#[test]
fn whatever_is_asked_is_answered_with_digits() {
    assert_none("digits answer", |case| {
        let asks = |content: &Content| match content {
            Content::Text(text) => text.is_bold && text.is_instruction,
            Content::Shout(shout) => shout
                .lines
                .iter()
                .any(|line| line.ends_with('?') || line == "LOOK"),
            _ => false,
        };
        if !case.board.blocks.iter().any(|block| asks(&block.content)) {
            return None;
        }
        // Where digits are what is typed, or are used up, letters do.
        let all: Vec<&Choice> = choices(&case.board).collect();
        let is_other = |choice: &&Choice| {
            choice.label.len() == 1
                && !choice.label.chars().all(|key| key.is_ascii_digit())
                && choice.label != "w"
        };
        let other = all.iter().copied().find(is_other)?;
        let has_digits = all.len() <= 9 && all.len() > 2;
        has_digits.then(|| other.words())
    });
    let usual = cases()
        .iter()
        .filter(|case| case.window.as_size() == (80, 24).into());
    let looked_at: usize = usual.map(|case| choices(&case.board).count()).sum();
    assert!(looked_at > 100, "{looked_at}");
}

/// The hints of the keys that are shown.
fn hints(case: &Case) -> Vec<&Hint> {
    let all = case.placed().filter_map(|(content, _)| match content {
        Content::Keys(hints) => Some(hints),
        _ => None,
    });
    all.flatten().collect()
}

#[test]
fn the_footer_says_no_answer_that_stands_above_it() {
    assert_none("each key once", |case| {
        let hints = hints(case);
        // That letters answer as well is said nowhere else; and a back may be the one of the question before.
        let mut hints = hints
            .iter()
            .filter(|hint| !matches!(hint.label, "y" | "n" | "b"));
        let is_shown = |hint: &&&Hint| {
            choices(&case.board).any(|choice| choice.word.eq_ignore_ascii_case(hint.words))
        };
        hints
            .find(is_shown)
            .map(|hint| format!("{} {}", hint.label, hint.words))
    });
}

#[test]
fn a_cramp_names_its_keys_in_every_window_of_30x8() {
    const CRAMP: &[&str] = &[
        "relief", "asking", "worse", "look", "gone", "card", "resting",
    ];
    assert_none("keys are named", |case| {
        if !CRAMP.iter().any(|state| case.name.starts_with(state)) {
            return None;
        }
        let is_keys = |content: &Content| matches!(content, Content::Keys(_));
        let mut blocks = case.board.blocks.iter();
        let names_any = blocks.any(|block| is_keys(&block.content));
        let is_fault = names_any
            && (case.window.width >= 30 && case.window.height >= 8)
            && case.area(is_keys).is_none();
        is_fault.then(|| "no keys".to_owned())
    });
}

#[test]
fn no_line_that_changes_is_cut() {
    assert_none("lines are whole", |case| {
        if case.window.width < 40 {
            return None;
        }
        let mut placed = case.placed();
        placed.find_map(|(content, area)| match content {
            Content::Text(text) if text.is_line => {
                let short = text.short.iter().map(String::as_str);
                let mut all = std::iter::once(text.words.as_str()).chain(short);
                let is_whole = all.any(|words| words.chars().count() <= usize::from(area.width));
                (!is_whole).then(|| format!("{:?} in {area}", text.words))
            }
            _ => None,
        })
    });
}

#[test]
fn every_step_of_relief_says_in_letters_which_key_ends_it() {
    let mut report = String::new();
    let mut seen = 0;
    let relief = built_in_ids().filter(|id| id.as_str().starts_with("relief"));
    for id in relief {
        let mut pilot = Pilot::with(still(), routine(id.as_str()));
        for _ in 0..60 {
            let (board, _, measure) = pilot.app.shown();
            for (columns, rows) in [(49, 30), (45, 60), (80, 24), (120, 40), (200, 60)] {
                let window = ratatui::layout::Rect::new(0, 0, columns, rows);
                let measure = Measure {
                    window: window.as_size(),
                    ..measure
                };
                let placed = Layout::of(board, window, &measure).placed;
                let tall = placed.iter().find_map(|placed| {
                    let Content::Choices(all) = &board.blocks[placed.block].content else {
                        return None;
                    };
                    let ends = all.iter().any(|choice| choice.key == Key::Char(' '));
                    let area = placed.area;
                    ends.then(|| measure.grid(all, area.width, area.height).tall)
                });
                seen += 1;
                if tall.unwrap_or(0) < 3 {
                    let _ = writeln!(report, "{} at {columns}x{rows}: {tall:?}", id.as_str());
                }
            }
            pilot.wait(10.0);
        }
    }
    assert!(
        report.is_empty() && seen > 500,
        "{seen} looked at\n{report}"
    );
}
