//! Small things that are said in more than one place.

use super::board::{Board, Choice};
use super::card;
use super::keys::Key;
use super::theme::Role;
use super::time::counted;
use crate::routine::{Round, Routine, Step};
use crate::sources;

/// What starting a step behind its caution says.
pub(crate) const FEET: &str = "my feet feel normal";

/// What a caution that stands before its step can be answered with.
pub(crate) fn caution_choices() -> Vec<Choice> {
    vec![
        Choice::new(Key::Char('n'), "n", "SKIP").selected(true),
        Choice::new(Key::Char('y'), "y", "FEET FINE"),
    ]
}

/// Whoever reads a letter or two of it takes it for no other answer.
pub(crate) fn one_differs(key: char) -> Choice {
    Choice::new(Key::Char(key), key, "ONE DIFFERS").note("swollen, hot or dark")
}

/// How both legs look: danger is one key, and what takes it back is the same key as on every card of it.
pub(crate) fn looks_of_both_legs() -> Vec<Choice> {
    let same = Choice::new(Key::Char('2'), "2", card::ALIKE);
    vec![one_differs('1'), same]
}

/// What a routine says of itself that is from a file: whoever wrote that may claim anything.
pub(crate) const AUTHOR: &str = "From a file, not from uncramp: what it says is its author's word.";

/// A heading over what a routine says of itself, in the words of the file if it is from one.
pub(crate) fn of_whom(heading: &str, routine: &Routine) -> String {
    let whose = if routine.own {
        ", in the words of the file"
    } else {
        ""
    };
    format!("{heading}{whose}")
}

/// Says on a screen of a routine that it is from a file, if it is.
pub(crate) fn mark(board: Board, routine: &Routine) -> Board {
    if !routine.own {
        return board;
    }
    board
        .text(Role::Accent, "From a file, not from uncramp.")
        .short("Not from uncramp.")
}

/// Whether a step is the program's: it may have put it into a routine from a file. It cites what no file may.
pub(crate) fn is_ours(step: &Step, routine: &Routine) -> bool {
    !routine.own || step.source.iter().any(|id| sources::source(id).is_some())
}

/// Says on the screen of a step whose it is, if its routine is from a file.
pub(crate) fn mark_step(board: Board, step: &Step, routine: &Routine) -> Board {
    if !routine.own || !is_ours(step, routine) {
        return mark(board, routine);
    }
    board
        .text(Role::Accent, "This step is from uncramp.")
        .short("From uncramp.")
}

/// Words with a capital at their beginning.
pub(crate) fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

pub(crate) fn muscles(routine: &Routine) -> String {
    let muscles: Vec<&str> = routine
        .muscles
        .iter()
        .map(|muscle| muscle.words())
        .collect();
    muscles.join(", ")
}

/// A title without what stands in brackets behind it.
pub(crate) fn short_title(title: &str) -> &str {
    title.split(" (").next().unwrap_or(title)
}

/// A length in words, as `1 min 35 s`.
pub(crate) fn minutes(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// How often a group is done, and how long the rest between is.
pub(crate) fn rounds(round: Round) -> String {
    let rest = round.rest.map_or(0, |rest| rest.as_secs());
    match (round.of, rest) {
        (of, 0) => format!("{of} rounds"),
        (of, rest) => format!("{of} rounds, {} between", minutes(rest)),
    }
}

pub(crate) fn cramps(count: u64) -> String {
    match count {
        0 => "no cramp".to_owned(),
        count => counted(count, "cramp"),
    }
}

pub(crate) fn recorded_nights(count: u64) -> String {
    counted(count, "recorded night")
}
