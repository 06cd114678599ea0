//! `uncramp list`: every routine there is.

use anyhow::Result;
use serde_json::{Value, json};

use super::pose::own_poses;
use super::words::{findings, paragraph};
use crate::figure::poses::Poses;
use crate::io::output::{columns, out};
use crate::profile;
use crate::routine::library::{Broken, Library, LibraryEntry, Listing};
use crate::routine::{Muscle, Routine, RoutineId, Step};
use crate::ui::time::length;
use crate::ui::words::muscles;

/// Writes every routine as it would run, and every broken file, as a table or as JSON.
pub(super) fn list(library: &Library, as_json: bool) -> Result<()> {
    let listing = library.listing();
    let (findings, poses) = (findings(), Poses::new(own_poses()));
    let fit = |entry: &LibraryEntry| profile::fit(entry.routine.clone(), &findings, &poses);
    if as_json {
        out(&format!("{:#}\n", json(listing, fit)))
    } else {
        out(&table(listing, fit, columns()))
    }
}

/// Ids and lengths in columns, what else there is beside them; below 60 columns, under them.
fn table(listing: &Listing, fit: impl Fn(&LibraryEntry) -> Routine, width: usize) -> String {
    let ids = listing
        .entries
        .iter()
        .map(|entry| entry.routine.id.as_str().len());
    let id_width = ids.max().unwrap_or_default();
    let beside = " ".repeat(id_width + 8);
    let is_wide = width >= beside.len() + 36;
    let mut table = String::new();
    for entry in &listing.entries {
        let fitted = fit(entry);
        let head = format!(
            "{:id_width$} {:>5}",
            entry.routine.id.as_str(),
            length(fitted.length())
        );
        let indent = if is_wide { beside.as_str() } else { "  " };
        let [title, kind, evidence] =
            about(entry, &fitted).map(|line| paragraph(&line, indent, width));
        let (space, title) = if is_wide {
            ("  ", title.trim_start())
        } else {
            ("\n", title.as_str())
        };
        table += &[&head, space, title, &kind, &evidence].concat();
    }
    table + &not_used(&listing.broken, width)
}

/// What stands below a list where files cannot be used.
pub(super) fn not_used(broken: &[Broken], width: usize) -> String {
    if broken.is_empty() {
        return String::new();
    }
    let lines = broken
        .iter()
        .map(|broken| paragraph(&broken.to_string(), "  ", width));
    "\nNot used, see `uncramp check`:\n".to_owned() + &lines.collect::<String>()
}

fn about(entry: &LibraryEntry, fitted: &Routine) -> [String; 3] {
    let is_changed = !fitted.changed.is_empty();
    [
        fitted.title.clone(),
        format!(
            "{}; {}; {}{}",
            fitted.purpose.words(),
            muscles(fitted),
            entry.origin.words(),
            if is_changed { "; changed for you" } else { "" }
        ),
        fitted.evidence.words().to_owned(),
    ]
}

fn json(listing: &Listing, fit: impl Fn(&LibraryEntry) -> Routine) -> Value {
    let routines = listing.entries.iter();
    let routines: Vec<_> = routines
        .map(|entry| routine_json(entry, &fit(entry)))
        .collect();
    json!({
        "routines": routines,
        "broken": listing.broken.iter().map(broken_json).collect::<Vec<_>>(),
    })
}

fn routine_json(entry: &LibraryEntry, routine: &Routine) -> Value {
    let muscles = routine.muscles.iter().copied().map(Muscle::name);
    json!({
        "id": entry.routine.id.as_str(),
        "title": routine.title,
        "purpose": routine.purpose.name(),
        "muscles": muscles.collect::<Vec<_>>(),
        "posture": routine.posture.name(),
        "length_seconds": routine.length().as_secs(),
        "summary": routine.summary,
        "evidence": routine.evidence.name(),
        "evidence_words": routine.evidence.words(),
        "evidence_note": routine.evidence_note,
        "needs": routine.needed(),
        "then": routine.then.as_ref().map(RoutineId::as_str),
        "sources": routine.sources,
        "steps": routine.steps.iter().map(step_json).collect::<Vec<_>>(),
        "origin": entry.origin.name(),
        "changed": routine.changed,
    })
}

fn step_json(step: &Step) -> Value {
    json!({
        "title": step.title,
        "round": step.round.map(|round| [round.number, round.of]),
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
            let table = table(library.listing(), |entry| entry.routine.clone(), width);
            for line in table.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
            let words = table.split_whitespace().count();
            assert!(words > 200, "{width}: {words} words");
        }
    }
}
