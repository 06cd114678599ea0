//! The doctor's page: what the diary comes to, on one page.

mod content;
mod layout;
#[cfg(test)]
mod tests;

use super::book::Diary;
use super::night::Period;
use super::value::Note;

pub use content::report;

/// What the page says of the person, in the person's own words; all of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// A name or initials.
    pub name: Option<Note>,
    /// An age, or a range of ages.
    pub age: Option<Note>,
    /// Whether pregnant, and how far.
    pub pregnancy: Option<Note>,
    /// Illnesses.
    pub conditions: Vec<Note>,
    /// Medicines: name, dose, since when.
    pub medicines: Vec<Note>,
}

/// The page, before it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its heading.
    pub title: String,
    /// Warning signs first, if there are any.
    pub sections: Vec<Section>,
    /// What stands at its foot: what these notes are not.
    pub notice: String,
}

/// One part of the page; it has a row at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it says.
    pub rows: Vec<Row>,
}

/// One line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about; empty where the value says that itself.
    pub label: String,
    /// The value, in words.
    pub value: String,
}
