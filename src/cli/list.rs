//! `uncramp list`: every routine there is.

use anyhow::Result;
use serde_json::{Value, json};

use super::words::{muscles, paragraph};
use crate::io::output::{columns, out};
use crate::routine::library::{Broken, Entry, Library, Listing};
use crate::routine::{Muscle, RoutineId, Step};
use crate::ui::time::length;

/// Writes every routine and every broken file, as a table or as JSON.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn list(library: &Library, as_json: bool) -> Result<()> {
    let listing = library.listing();
    if as_json {
        out(&format!("{:#}\n", json(listing)))
    } else {
        out(&table(listing, columns()))
    }
}

/// Ids and lengths in columns, what else there is beside them; below 60 columns, under them.
fn table(listing: &Listing, width: usize) -> String {
    let ids = listing
        .entries
        .iter()
        .map(|entry| entry.routine.id.as_str().len());
    let id_width = ids.max().unwrap_or_default();
    let beside = " ".repeat(id_width + 8);
    let is_wide = width >= beside.len() + 36;
    let mut table = String::new();
    for entry in &listing.entries {
        let head = format!(
            "{:id_width$} {:>5}",
            entry.routine.id.as_str(),
            length(entry.routine.length())
        );
        let indent = if is_wide { beside.as_str() } else { "  " };
        let [title, kind, evidence] = about(entry).map(|line| paragraph(&line, indent, width));
        let (space, title) = if is_wide {
            ("  ", title.trim_start())
        } else {
            ("\n", title.as_str())
        };
        table += &[&head, space, title, &kind, &evidence].concat();
    }
    if !listing.broken.is_empty() {
        table += "\nNot used, see `uncramp check`:\n";
    }
    for broken in &listing.broken {
        table += &paragraph(&broken.to_string(), "  ", width);
    }
    table
}

fn about(entry: &Entry) -> [String; 3] {
    let routine = &entry.routine;
    [
        routine.title.clone(),
        format!(
            "{}; {}; {}",
            routine.purpose.words(),
            muscles(routine),
            entry.origin.words()
        ),
        routine.evidence.words().to_owned(),
    ]
}

fn json(listing: &Listing) -> Value {
    json!({
        "routines": listing.entries.iter().map(routine_json).collect::<Vec<_>>(),
        "broken": listing.broken.iter().map(broken_json).collect::<Vec<_>>(),
    })
}

fn routine_json(entry: &Entry) -> Value {
    let routine = &entry.routine;
    let muscles = routine.muscles.iter().copied().map(Muscle::name);
    json!({
        "id": routine.id.as_str(),
        "title": routine.title,
        "purpose": routine.purpose.name(),
        "muscles": muscles.collect::<Vec<_>>(),
        "posture": routine.posture.name(),
        "length_seconds": routine.length().as_secs(),
        "summary": routine.summary,
        "evidence": routine.evidence.name(),
        "evidence_words": routine.evidence.words(),
        "evidence_note": routine.evidence_note,
        "needs": routine.needs,
        "then": routine.then.as_ref().map(RoutineId::as_str),
        "sources": routine.sources,
        "steps": routine.steps.iter().map(step_json).collect::<Vec<_>>(),
        "origin": entry.origin.name(),
    })
}

fn step_json(step: &Step) -> Value {
    json!({
        "title": step.title,
        "say": step.say,
        "sides": step.sides.name(),
        "optional": step.optional,
    })
}

pub(super) fn broken_json(broken: &Broken) -> Value {
    json!({
        "path": broken.path.to_string_lossy(),
        "line": broken.place.map(|(line, _)| line),
        "column": broken.place.map(|(_, column)| column),
        "problem": broken.what,
        "help": broken.help,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_any_width_from_40_columns_up() {
        let library = Library::default();
        for width in 40..=100 {
            let table = table(library.listing(), width);
            for line in table.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
            let words = table.split_whitespace().count();
            assert!(words > 200, "{width}: {words} words");
        }
    }
}
