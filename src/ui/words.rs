//! Small things that are said in more than one place.

use crate::routine::{Routine, Step};

/// What a caution that stands before its step can be answered with.
pub const CAUTION_KEYS: &str = "→ skip (default) · o my feet feel normal, start";

/// What is said of a step whose caution nobody can answer.
pub const SKIPPED: &str = "Skipped: not known whether it suits you.";

/// Words with a capital at their beginning.
pub fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// What to take care of in a step, and why it was changed.
pub fn take_care(step: &Step) -> impl Iterator<Item = String> {
    let caution = step.caution.iter();
    let caution = caution.map(|caution| format!("Take care: {caution}"));
    caution.chain(step.changed.clone())
}

/// The muscles of a routine, as said to a user.
pub fn muscles(routine: &Routine) -> String {
    let muscles: Vec<&str> = routine
        .muscles
        .iter()
        .map(|muscle| muscle.words())
        .collect();
    muscles.join(", ")
}

/// A length in words, as `1 min 35 s`.
pub fn minutes(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// So many cramps.
pub fn cramps(count: u64) -> String {
    match count {
        0 => "no cramp".to_owned(),
        1 => "1 cramp".to_owned(),
        count => format!("{count} cramps"),
    }
}
