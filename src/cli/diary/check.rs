//! `diary check`: every line that cannot be read, by its number.

use std::process::ExitCode;

use anyhow::Result;

use super::Book;
use crate::diary::Entry;
use crate::diary::line::Line;
use crate::io::output::out;

/// Names the lines that say nothing, or not all of what stands in them; 1 if there are any.
pub fn check(book: &Book) -> Result<ExitCode> {
    let Book {
        store,
        contents,
        diary,
    } = book;
    let skipped = contents.skipped.iter();
    let skipped = skipped.map(|line| (line.number, line.why.to_owned()));
    let troubles = diary.troubles().iter();
    let troubles = troubles.map(|trouble| (trouble.line, trouble.what.clone()));
    let mut found: Vec<_> = skipped.chain(troubles).collect();
    found.sort();
    let path = store.path().display();
    let mut report = String::new();
    for (line, what) in &found {
        report += &format!("{path}:{line}: {what}\n");
    }
    for (line, kind) in foreign(book) {
        report +=
            &format!("{path}:{line}: note: `{kind}` is a kind of a later version; it is kept\n");
    }
    if let Some(why) = &contents.read_only {
        report += &format!("{why}\n");
    }
    let entries = diary.entries().count();
    report += &if found.is_empty() {
        format!("Entries: {entries}. Every line can be read.\n")
    } else {
        format!("Entries: {entries}. What cannot be read changes nothing and stays where it is.\n")
    };
    out(&report)?;
    let is_fine = found.is_empty() && contents.read_only.is_none();
    Ok(ExitCode::from(u8::from(!is_fine)))
}

/// The lines about entries that this version does not know, and their kinds.
fn foreign(book: &Book) -> Vec<(usize, &str)> {
    let lines = book.contents.lines.iter();
    let found = lines.filter_map(|line| {
        let id = Line::parse(&line.text).ok()?.id;
        match book.diary.entry(&id)? {
            entry @ Entry::Foreign(_) => Some((line.number, entry.kind())),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Night(_) | Entry::Review(_) => None,
        }
    });
    found.collect()
}
