//! The doctor's page: what the diary comes to, on one page.

mod content;
mod escape;
mod health;
mod html;
mod layout;
mod marks;
mod person;
pub(crate) mod plot;
mod questions;
mod svg;
#[cfg(test)]
mod tests;
mod words;

use super::Diary;
use super::value::Note;
use crate::night::{Night, Period};
use crate::routine::named;

pub use content::report;
pub use person::Person;

/// Nights on the page at least, if nobody says from when on: as many as a band is counted from.
const SHORTEST: u32 = 28;
/// Nights on the page at most, if nobody says from when on.
const LONGEST: u32 = 7 * 16;

/// The page, before it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub title: String,
    /// Why these are thought to be cramps: the first thing that is said.
    pub marks: String,
    /// Warning signs first, if there are any.
    pub sections: Vec<Section>,
    /// For a form that can show pictures.
    pub plots: Vec<Plot>,
    /// What stands below its heading, so that no sheet can lose it: what these notes are not.
    pub notice: String,
}

named! {
    pub enum ReportFormat {
        /// Plain text of 80 columns.
        Text = "text", "plain text";
        Markdown = "markdown", "Markdown";
        /// One file for a browser, to be printed.
        Html = "html", "HTML";
        Questions = "questions", "the questions";
    }
}

named! {
    pub enum ReportPart {
        /// Warning signs that were ticked, and cramps that lasted long.
        Warnings = "warnings", "Warning signs";
        About = "about", "About";
        Health = "health", "Health and medicines";
        Often = "often", "How often";
        Typical = "typical", "A typical cramp";
        Tried = "tried", "What was tried";
        /// What was noted of nights with a cramp, and of those without.
        Triggers = "triggers", "What was there before it";
        Questions = "questions", "Questions to ask";
    }
}

/// One part of the page; it has a row at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub part: ReportPart,
    pub rows: Vec<ReportRow>,
}

/// What stands before the marks.
const MARKS: &str = "Why I think these are cramps:";

impl Section {
    /// The rows that speak for themselves, and those with a label.
    fn by_label(&self) -> (Vec<&ReportRow>, Vec<&ReportRow>) {
        self.rows.iter().partition(|row| row.label.is_empty())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// What it is about; empty where the value says that itself.
    pub label: String,
    /// The value, in words.
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    pub title: &'static str,
    /// How to read them; empty where the title is enough.
    pub key: &'static str,
    /// The same in words, for those who do not see it.
    pub alternative: String,
    /// From left to right; there is one at least.
    pub bars: Vec<ChartBar>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartBar {
    pub count: u64,
    /// Whether something is missing in the count.
    pub is_partial: bool,
    /// What stands above it.
    pub mark: String,
    /// What stands below it.
    pub label: String,
}

impl Report {
    /// What to ask the doctor, the gravest first.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        let asked = self.sections.iter();
        let asked = asked.filter(|section| section.part == ReportPart::Questions);
        asked.flat_map(|section| section.rows.iter().map(|row| row.value.as_str()))
    }

    pub fn written(&self, form: ReportFormat) -> String {
        match form {
            ReportFormat::Text => self.text(),
            ReportFormat::Markdown => self.markdown(),
            ReportFormat::Html => self.html(),
            ReportFormat::Questions => self.questions().flat_map(|ask| [ask, "\n"]).collect(),
        }
    }
}

/// The nights of the page if nobody says from when on: all that the diary tells of to `last`, but
/// four weeks at least and sixteen at most.
pub fn usual_period(diary: &Diary, last: Night) -> Period {
    let first = beginning(diary).unwrap_or(last);
    let [earliest, latest] = [LONGEST, SHORTEST].map(|nights| Period::until(last, nights).first);
    let first = first.clamp(earliest, latest);
    Period { first, last }
}

/// The first night that the diary tells of.
pub fn beginning(diary: &Diary) -> Option<Night> {
    let nights = diary.entries();
    nights.filter_map(|(_, entry)| diary.night_of(entry)).min()
}
