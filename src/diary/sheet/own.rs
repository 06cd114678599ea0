//! Our own table, read back: every field is what its cell shows.

use serde_json::Value;

use super::SheetRow;
use crate::diary::entry::Entry;
use crate::diary::export::{OWNER, OWNER_MARK, bare};
use crate::diary::line::Id;
use crate::diary::value::Fields;

/// Columns that say no field: they are for people and for spreadsheets.
const OTHERS: [&str; 7] = ["id", "kind", "date", "time", "minutes", OWNER, ""];

pub(super) fn is_own(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("id") && has("kind") && has("start")
}

/// The id of the diary that it is of; older tables do not tell it.
pub(super) fn owner(names: &[String], rows: &[SheetRow]) -> Option<String> {
    let at = names.iter().position(|name| name == OWNER)?;
    let mut cells = rows.iter().filter_map(|row| row.cells.get(at));
    cells
        .find_map(|cell| cell.strip_prefix(OWNER_MARK))
        .map(str::to_owned)
}

/// The entries of its rows.
pub(super) fn entries(
    names: &[String],
    rows: &[SheetRow],
    troubles: &mut Vec<(u64, String)>,
) -> Vec<(Id, Entry)> {
    let mut entries = Vec::new();
    for row in rows {
        let mut lost = Vec::new();
        match entry(names, row, &mut lost) {
            Ok(entry) => entries.push(entry),
            Err(what) => lost.push(what),
        }
        troubles.extend(lost.into_iter().map(|what| (row.line, what)));
    }
    entries
}

fn entry(names: &[String], row: &SheetRow, lost: &mut Vec<String>) -> Result<(Id, Entry), String> {
    let filled = || {
        names
            .iter()
            .zip(&row.cells)
            .filter(|(_, cell)| !cell.is_empty())
    };
    let cell = |wanted: &str| {
        let found = filled().find(|(name, _)| *name == wanted);
        found.map(|(_, cell)| bare(cell).to_owned())
    };
    let id = cell("id").and_then(|id| Id::parse(&id));
    let id = id.ok_or_else(|| "`id`: expected 1 to 40 letters, digits and hyphens".to_owned())?;
    let kind = cell("kind").unwrap_or_default();
    let key = match kind.as_str() {
        "cramp" | "session" => "start",
        "night" | "review" => "night",
        other => {
            return Err(format!(
                "`kind`: found `{other}`, expected cramp, session, night or review"
            ));
        }
    };
    let first = cell(key).map(Value::from);
    let mut entry = Entry::begin(&kind, &Fields::new(), first.as_ref())?;
    for (name, text) in filled() {
        if OTHERS.contains(&name.as_str()) || name == key || (name == "night" && key == "start") {
            continue;
        }
        set(&mut entry, name, bare(text), lost);
    }
    Ok((id, entry))
}

/// Sets a field to what a cell shows: of all that could have been written so, what the field takes.
fn set(entry: &mut Entry, name: &str, text: &str, lost: &mut Vec<String>) {
    let words: Vec<Value> = match text {
        "none" => Vec::new(),
        text => text.split("; ").map(Value::from).collect(),
    };
    let flag = match text {
        "yes" => Some(Value::Bool(true)),
        "no" => Some(Value::Bool(false)),
        _ => None,
    };
    let number = text.parse::<u64>().ok().map(Value::from);
    let json = serde_json::from_str(text).ok().filter(Value::is_array);
    let all = [flag, number, json, Some(words.into()), Some(text.into())];
    let mut wrong = Ok(());
    for value in all.into_iter().flatten() {
        wrong = entry.set(name, value);
        if wrong.is_ok() {
            return;
        }
        entry.clear(name);
    }
    lost.extend(wrong.err());
}
