//! How the page says numbers, dates and lists; `None` where there is nothing to say.

use super::Row;
use crate::diary::counts::tally::{Share, Spread, Tally};
use crate::diary::night::Night;

/// Things named in one row, at most.
const NAMED: usize = 4;
/// What the person writes in by hand.
const BLANK: &str = "________";

/// The rows of a section. What is not known takes one row for all of it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    said: Vec<Row>,
    missing: Vec<&'static str>,
    early: Vec<&'static str>,
}

impl Rows {
    /// Says `value`, or that it is not recorded.
    pub(super) fn add(&mut self, label: &'static str, value: Option<String>) {
        match value {
            Some(value) => self.said.push(row(label, value)),
            None => self.missing.push(label),
        }
    }

    /// Says `value`, or that it is too early to tell.
    pub(super) fn add_in_time(&mut self, label: &'static str, value: Option<String>) {
        match value {
            Some(value) => self.said.push(row(label, value)),
            None => self.early.push(label),
        }
    }

    /// All rows, those about what is missing last.
    pub(super) fn end(mut self) -> Vec<Row> {
        let missing = [
            ("Too early to tell", self.early),
            ("Not recorded", self.missing),
        ];
        for (label, labels) in missing {
            if !labels.is_empty() {
                let labels = labels.join(", ").to_lowercase();
                self.said.push(row(label, labels));
            }
        }
        self.said
    }
}

/// One row; without a label if that is empty.
pub(super) fn row(label: impl Into<String>, value: impl Into<String>) -> Row {
    let (label, value) = (label.into(), value.into());
    Row { label, value }
}

/// What was said, or a line to write it on.
pub(super) fn or_blank(said: Option<&str>) -> String {
    said.unwrap_or(BLANK).to_owned()
}

/// `calf 5, foot 1, unknown 2, not said 1`.
pub(super) fn tallied<T: Copy + PartialEq>(
    tally: &Tally<T>,
    words: fn(T) -> &'static str,
) -> Option<String> {
    let chosen = tally.chosen();
    let chosen = chosen
        .into_iter()
        .map(|(choice, count)| (words(choice), count));
    let counts = chosen.chain([("unknown", tally.unknown)]);
    let said: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let unsaid = (tally.unsaid > 0).then_some(("not said", tally.unsaid));
    let all = said.iter().copied().chain(unsaid);
    let all: Vec<String> = all.map(|(word, count)| format!("{word} {count}")).collect();
    (!said.is_empty()).then(|| all.join(", "))
}

/// `median 4 min, longest 9 min (of 5, 2 unknown)`.
pub(super) fn spread(
    spread: Option<Spread>,
    greatest: &str,
    words: impl Fn(u64) -> String,
) -> Option<String> {
    let spread = spread?;
    let (median, most) = (words(spread.median), words(spread.greatest));
    let Share { count, of } = spread.known;
    let unknown = match of.saturating_sub(count) {
        0 => String::new(),
        unknown => format!(", {unknown} unknown"),
    };
    Some(format!(
        "median {median}, {greatest} {most} (of {count}{unknown})"
    ))
}

/// `3 of 14 nights`; `None` of none.
pub(super) fn share(share: Share, what: &str) -> Option<String> {
    (share.of > 0).then(|| format!("{share} {what}"))
}

/// How often each word comes, the most frequent first.
pub(super) fn ranked(words: impl Iterator<Item = String>) -> Vec<(String, u64)> {
    let mut ranked: Vec<(String, u64)> = Vec::new();
    for word in words {
        match ranked.iter_mut().find(|(seen, _)| *seen == word) {
            Some((_, count)) => *count += 1,
            None => ranked.push((word, 1)),
        }
    }
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked
}

/// `bedtime stretch 5, evening pedal 1`: the most frequent, and how many more there are.
pub(super) fn named(ranked: &[(String, u64)]) -> Option<String> {
    let named = ranked.iter().take(NAMED);
    let mut named: Vec<String> = named
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    named.extend(more(ranked.len(), NAMED));
    (!named.is_empty()).then(|| named.join(", "))
}

/// `and 3 others`, of a list cut at `most`.
pub(super) fn more(all: usize, most: usize) -> Option<String> {
    match all.saturating_sub(most) {
        0 => None,
        1 => Some("and 1 other".to_owned()),
        more => Some(format!("and {more} others")),
    }
}

/// Cramps a week of recorded nights, to a tenth.
pub(super) fn rate(cramps: Share) -> String {
    let tenths = (cramps.count * 70 + cramps.of / 2) / cramps.of.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `1 cramp`, `3 cramps`.
pub(super) fn cramps_in_words(count: u64) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} cramp{plural}")
}

/// `1 recorded night`, `3 recorded nights`.
pub(super) fn nights_in_words(count: u64) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} recorded night{plural}")
}

/// `45 s`, `4 min`, `1 min 35 s`.
pub(super) fn length(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// How many nights, and which: the latest of them, if they are many.
pub(super) fn dates(nights: &[Night]) -> String {
    let latest = &nights[nights.len().saturating_sub(NAMED)..];
    let last = if latest.len() < nights.len() {
        "last on "
    } else {
        ""
    };
    // Without its year a date is the same every year.
    let years = |night: &&Night| night.evening().year();
    let format = if latest.first().as_ref().map(years) == latest.last().as_ref().map(years) {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    let latest: Vec<String> = latest.iter().map(|night| day(*night, format)).collect();
    let plural = if nights.len() == 1 { "" } else { "s" };
    format!(
        "{} night{plural}: {last}{}",
        nights.len(),
        latest.join(", ")
    )
}

/// The day of its evening, in the letters of `strftime`.
pub(super) fn day(night: Night, format: &str) -> String {
    night.evening().strftime(format).to_string()
}

/// With a capital at its beginning.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
