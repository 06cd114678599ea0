//! The diary as a file to take elsewhere, and back in.

use std::collections::BTreeSet;

use serde_json::Value;

use super::book::Diary;
use super::entry::{Cramp, Entry, NightNote, Review, Session};
use super::line::Line;

/// The columns of [`csv`] that every kind of entry has.
const OF_ALL: [&str; 3] = ["id", "kind", "night"];

/// All entries as lines of the diary's own format, one for each, in the order of their ids.
///
/// What is deleted is not in it, nor what cannot be read.
pub fn jsonl(diary: &Diary) -> String {
    diary.whole().fold(String::new(), |mut text, line| {
        text += &line.to_string();
        text.push('\n');
        text
    })
}

/// What an import comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// What has to be appended.
    pub lines: Vec<Line>,
    /// How many entries need nothing: they are there, were changed here later, or deleted here.
    pub known: usize,
}

/// Takes the entries of another diary in, be it what [`jsonl`] wrote or any copy of one.
///
/// Entries that are not in `ours` are new. Of those that are, the version that was changed last is
/// kept. So a second import of the same diary adds nothing.
pub fn import(ours: &Diary, theirs: &Diary) -> Import {
    let mut import = Import::default();
    for line in theirs.whole() {
        let line = match (ours.changed(&line.id), theirs.entry(&line.id)) {
            (None, _) => Some(line),
            (Some(changed), Some(entry)) if changed < line.at && !ours.is_deleted(&line.id) => {
                ours.write(&line.id, line.at, entry)
            }
            (Some(_), _) => None,
        };
        match line {
            Some(line) => import.lines.push(line),
            None => import.known += 1,
        }
    }
    import
}

/// Every field of an entry with its value in words, as in the cells of [`csv`].
pub fn told(entry: &Entry) -> Vec<(String, String)> {
    let fields = entry.fields().into_iter();
    fields.map(|(key, value)| (key, words(&value))).collect()
}

/// All entries as a table with a fixed head, for a spreadsheet: RFC 4180, lines ended by CR LF.
///
/// An empty cell means that nothing was said, `unknown` that the person does not know, and `none`
/// that nothing of a list applied. A cell that a spreadsheet could take for a formula begins with an
/// apostrophe. Fields of a later version are left out: the columns stay what they are.
pub fn csv(diary: &Diary) -> String {
    let columns = columns();
    let mut table = row(columns.iter().map(|column| (*column).to_owned()));
    for (id, entry) in diary.entries() {
        let mut fields = entry.fields();
        fields.insert("id".to_owned(), id.as_str().into());
        fields.insert("kind".to_owned(), entry.kind().into());
        if let Some(night) = entry.night() {
            fields.insert("night".to_owned(), night.to_string().into());
        }
        table += &row(columns
            .iter()
            .map(|column| fields.get(*column).map(words).unwrap_or_default()));
    }
    table
}

/// The head of the table: what all have, then every field of every kind, once.
fn columns() -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    let kinds = [Cramp::KEYS, Session::KEYS, NightNote::KEYS, Review::KEYS];
    let all = OF_ALL.into_iter().chain(kinds.concat());
    all.filter(|column| seen.insert(*column)).collect()
}

/// A value as a cell shows it.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join("; "),
        Value::Object(parts) => {
            let parts = parts
                .iter()
                .map(|(key, value)| format!("{key} {}", words(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// One line of the table.
fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|text| quoted(&harmless(text))).collect();
    cells.join(",") + "\r\n"
}

/// Text that no spreadsheet takes for a formula. Some read the wide forms of the signs, too.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diary(lines: &[&str]) -> Diary {
        let diary = Diary::from_lines(lines.iter().copied());
        assert_eq!(diary.troubles(), []);
        diary
    }

    const CRAMP: &str = r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T03:12:40+01:00","start":"2026-11-22T03:12:40+01:00","severity":7,"later":{"x":1.5}}"#;
    const LATER: &str =
        r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T09:00:00+01:00","severity":"unknown"}"#;
    const GONE: &str =
        r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T10:00:00+01:00","deleted":true}"#;

    #[test]
    fn an_export_has_the_present_state_and_what_it_does_not_know() {
        let out = jsonl(&diary(&[CRAMP, LATER]));
        assert_eq!(
            out,
            concat!(
                r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T09:00:00+01:00","later":{"x":1.5},"#,
                r#""severity":"unknown","start":"2026-11-22T03:12:40+01:00"}"#,
                "\n"
            )
        );
        assert_eq!(jsonl(&diary(&[CRAMP, GONE])), "");
    }

    #[test]
    fn the_version_changed_last_is_kept() {
        let (old, new) = (diary(&[CRAMP]), diary(&[CRAMP, LATER]));
        let newer = import(&old, &new);
        assert_eq!((newer.lines.len(), newer.known), (1, 0));
        assert_eq!(newer.lines[0].to_string(), LATER);
        let older = import(&new, &old);
        assert_eq!((older.lines.len(), older.known), (0, 1));
    }

    #[test]
    fn what_was_deleted_does_not_come_back_by_import() {
        let import = import(&diary(&[CRAMP, GONE]), &diary(&[CRAMP, LATER]));
        assert_eq!((import.lines.len(), import.known), (0, 1));
    }

    #[test]
    fn the_columns_are_fixed() {
        let table = csv(&Diary::default());
        assert_eq!(
            table,
            "id,kind,night,start,about,seconds,source,routine,answers,severity,side,muscle,muscle_source,state,woke,\
             sleep_lost,soreness,helped,triggers,signs,medicine,note,asked,steps,finished,cramps,tired,\
             stretched,heavy_covers,little_drink,alcohol,hard_exercise,keep\r\n"
        );
    }

    #[test]
    fn cells_are_quoted_and_no_formula_runs() {
        let noted = r#"{"v":1,"id":"-b","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z","note":"=cmd(\"x\", 1)","signs":[],"triggers":["alcohol","other"],"answers":[{"answer":"gone","after":95}]}"#;
        let table = csv(&diary(&[noted]));
        let line = table.lines().nth(1).unwrap();
        assert_eq!(
            line,
            "'-b,cramp,2026-11-21,2026-11-22T03:12:40+00:00,,,,,\"after 95, answer gone\",,,,,,,,,,\
             alcohol; other,none,,\"'=cmd(\"\"x\"\", 1)\",,,,,,,,,,,"
        );
        assert!(table.ends_with("\r\n"));
    }
}
