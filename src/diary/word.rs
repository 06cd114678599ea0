//! A person's own words beside those of the program: what helped, what was done of an evening.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value;

use super::value::{FieldValue, plain_field, shown};

/// So many words are offered again: more have no keys, and no room on a small window.
const OFFERED: usize = 6;

pub const EXPECTED: &str = "own words of 1 to 40 characters, without a comma or semicolon";
/// Answers of their own, in files and on the command line.
const ANSWERS: [&str; 2] = ["none", "unknown"];

/// A thing in the person's own words: 1 to 40 characters in one line, none of them hidden, and no
/// comma or semicolon, which divide several. Two that differ in capitals or hyphens are the same.
#[derive(Debug, Clone)]
pub struct Own(String);

impl Own {
    /// Characters, at most.
    pub const LONGEST: usize = 40;

    /// `None` if nothing would be left, if it is too long or more than one, or if it is "none" or
    /// "unknown", which are answers.
    pub fn new(text: &str) -> Option<Self> {
        let shown = shown(text);
        let words: Vec<&str> = shown.split_whitespace().collect();
        let text = words.join(" ");
        let fits = !text.is_empty() && text.chars().count() <= Self::LONGEST;
        let is_one = !text.contains([',', ';']) && !ANSWERS.contains(&text.as_str());
        (fits && is_one).then_some(Self(text))
    }

    /// As it was written first.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What makes two of them the same.
    fn plain(&self) -> String {
        plain(&self.0)
    }
}

/// A text as it is compared: people write the same thing with a capital or with a hyphen.
pub fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['-', '_'], " ")
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Own {}

impl PartialOrd for Own {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Own {
    fn cmp(&self, other: &Self) -> Ordering {
        self.plain().cmp(&other.plain())
    }
}

plain_field!(Own, EXPECTED, |value| Self::new(value.as_str()?), |own| own
    .as_str()
    .into());

/// One of the words of the program, or the person's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word<T> {
    /// One that the program has.
    Listed(T),
    Own(Own),
}

impl<T> Word<T> {
    pub fn own(&self) -> Option<&Own> {
        match self {
            Self::Listed(_) => None,
            Self::Own(own) => Some(own),
        }
    }

    /// As said to a user, by the words of those that the program has.
    pub fn said(&self, words: fn(T) -> &'static str) -> &str
    where
        T: Copy,
    {
        match self {
            Self::Listed(listed) => words(*listed),
            Self::Own(own) => own.as_str(),
        }
    }
}

impl<T: FieldValue> FieldValue for Word<T> {
    fn expected() -> String {
        format!("{}, or {}", T::expected(), Own::expected())
    }

    fn read(value: &Value) -> Option<Self> {
        let listed = T::read(value).map(Self::Listed);
        listed.or_else(|| Own::read(value).map(Self::Own))
    }

    fn write(&self) -> Value {
        match self {
            Self::Listed(listed) => listed.write(),
            Self::Own(own) => own.write(),
        }
    }
}

/// Of the words that were used, the first first, those that were used last, in the order in which
/// they came up: so each keeps its key as long as it is in use.
pub fn offered<'o>(used: impl Iterator<Item = &'o Own>) -> Vec<Own> {
    let mut times: BTreeMap<&Own, (usize, usize)> = BTreeMap::new();
    for (at, own) in used.enumerate() {
        times.entry(own).or_insert((at, at)).1 = at;
    }
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_by_key(|(_, (_, last))| usize::MAX - last);
    times.truncate(OFFERED);
    times.sort_by_key(|(_, (first, _))| *first);
    times.into_iter().map(|(own, _)| own.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::choice::Help;

    #[test]
    fn what_differs_in_capitals_and_hyphens_alone_is_the_same() {
        let own = |text| Own::new(text).unwrap();
        assert_eq!(own("Pickle-juice"), own("  pickle \t juice "));
        assert_ne!(own("pickle juice"), own("picklejuice"));
        assert_eq!(own(" Pickle  juice").as_str(), "Pickle juice");
        for text in ["", "none", " \u{7}", "salt, water", "a;b", &"x".repeat(41)] {
            assert_eq!(Own::new(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_of_the_program_is_never_read_as_an_own_one() {
        let read = |text: &str| Word::<Help>::read(&text.into());
        assert_eq!(read("rub"), Some(Word::Listed(Help::Rub)));
        let mustard = Own::new("mustard").map(Word::Own);
        assert_eq!(read("mustard"), mustard);
    }

    #[test]
    fn the_words_in_use_are_offered_and_each_keeps_its_place() {
        let used = ["a", "b", "c", "d", "e", "f", "g", "b", "a"];
        let used: Vec<Own> = used.into_iter().filter_map(Own::new).collect();
        let offered = offered(used.iter());
        let words: Vec<&str> = offered.iter().map(Own::as_str).collect();
        assert_eq!(words, ["a", "b", "d", "e", "f", "g"]);
    }
}
