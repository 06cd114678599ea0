//! How the page says numbers, dates and lists; `None` where there is nothing to say.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::ReportRow;
use crate::diary::counts::tally::{Share, Spread, Tally, YesCount};
use crate::night::{Night, Period};

/// Things named in one row, at most, and the columns of each.
const NAMED: usize = 3;
const WIDEST: usize = 42;
/// A day, and a day with its year, in the letters of `strftime`.
pub(super) const DAY: &str = "%-d %b";
pub(super) const WITH_YEAR: &str = "%-d %b %Y";
/// What the person writes in by hand.
pub(super) const BLANK: &str = "________";

/// The rows of a section. What is not known takes one row for all of it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    said: Vec<ReportRow>,
    missing: Vec<String>,
    early: Vec<String>,
}

impl Rows {
    /// Says `value`, or that it is not recorded.
    pub(super) fn add(&mut self, label: &str, value: Option<String>) {
        match value {
            Some(value) => self.said.push(row(label, value)),
            None => self.missing.push(label.to_owned()),
        }
    }

    /// Says `value`, or that it is too early to tell.
    pub(super) fn add_in_time(&mut self, label: &str, value: Option<String>) {
        match value {
            Some(value) => self.said.push(row(label, value)),
            None => self.early.push(label.to_owned()),
        }
    }

    /// All rows, those about what is missing last.
    pub(super) fn end(mut self) -> Vec<ReportRow> {
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
pub(super) fn row(label: impl Into<String>, value: impl Into<String>) -> ReportRow {
    let (label, value) = (label.into(), value.into());
    ReportRow { label, value }
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

/// `median 4 min, longest 9 min (of 5 cramps, 2 unknown)`.
pub(super) fn spread(
    spread: Option<Spread>,
    greatest: &str,
    what: &str,
    words: impl Fn(u64) -> String,
) -> Option<String> {
    let spread = spread?;
    let (median, most) = (words(spread.median), words(spread.greatest));
    let Share { count, of } = spread.known;
    let unknown = match of.saturating_sub(count) {
        0 => String::new(),
        unknown => format!(", {unknown} unknown"),
    };
    let known = counted(count, what);
    Some(format!(
        "median {median}, {greatest} {most} (of {known}{unknown})"
    ))
}

/// `3 of 14 (2 unknown)`; `None` if nothing is known.
pub(super) fn answers(answers: YesCount) -> Option<String> {
    (answers.known > 0).then(|| answers.to_string())
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
    let words = ranked.iter();
    let words = words.map(|(word, count)| format!("{} {count}", shortened(word, WIDEST)));
    listed(words.collect(), NAMED, ", ")
}

/// The first of them, and how many more there are; `None` of none.
pub(super) fn listed(mut words: Vec<String>, most: usize, between: &str) -> Option<String> {
    let more = more(words.len(), most);
    words.truncate(most);
    words.extend(more);
    (!words.is_empty()).then(|| words.join(between))
}

/// `and 3 others`, of a list cut at `most`.
pub(super) fn more(all: usize, most: usize) -> Option<String> {
    match all.saturating_sub(most) {
        0 => None,
        1 => Some("and 1 other".to_owned()),
        more => Some(format!("and {more} others")),
    }
}

/// Cramps a week, to a tenth.
pub(super) fn rate(cramps: u64, nights: u64) -> String {
    let tenths = (cramps * 70 + nights / 2) / nights.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `1 cramp`, `3 cramps`.
pub(super) fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// `45 s`, `1 min 35 s`, and from two minutes on whole ones: most lengths are no better known.
pub(super) fn length(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, _) => "under 1 min".to_owned(),
        (1, 1..) => format!("1 min {} s", seconds % 60),
        (minutes, _) => format!("{minutes} min"),
    }
}

/// How many nights, and which: the latest of them, if they are many. A year that they share is said
/// once, after the last.
pub(super) fn dates(nights: &[Night], format: &str) -> String {
    let latest = &nights[nights.len().saturating_sub(NAMED)..];
    let last = if latest.len() < nights.len() {
        "last on "
    } else {
        ""
    };
    let year = |night: &Night| night.evening().year();
    let is_of_one_year = latest.first().map(year) == latest.last().map(year);
    let latest = latest.iter().enumerate().map(|(at, night)| {
        let is_last = at + 1 == latest.len();
        let format = if is_of_one_year && !is_last {
            DAY
        } else {
            format
        };
        day(*night, format)
    });
    let latest: Vec<String> = latest.collect();
    let nights = counted(nights.len() as u64, "night");
    format!("{nights}: {last}{}", latest.join(", "))
}

/// How the page writes a day, in the letters of `strftime`: with its year, where there are two.
pub(super) fn date_format(period: Period) -> &'static str {
    if period.first.evening().year() == period.last.evening().year() {
        DAY
    } else {
        WITH_YEAR
    }
}

/// The day of its evening, in the letters of `strftime`.
pub(super) fn day(night: Night, format: &str) -> String {
    night.evening().strftime(format).to_string()
}

/// The words, cut with a sign that they go on where they are wider than so many columns.
pub(super) fn shortened(words: &str, columns: usize) -> String {
    if words.width() <= columns {
        return words.to_owned();
    }
    let mut width = 0;
    let kept = words.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width < columns
    });
    kept.collect::<String>().trim_end().to_owned() + "…"
}

/// With a capital at its beginning.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
