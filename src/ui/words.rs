//! Small things that are said in more than one place.

use crate::routine::Routine;

/// What a caution that stands before its step can be answered with.
pub const CAUTION_KEYS: &str = "→ skip (default) · o my feet feel normal, start";

/// Words with a capital at their beginning.
pub fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
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
