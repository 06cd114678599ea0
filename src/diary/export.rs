//! The diary as a file to take elsewhere, and back in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::choice::{Help, Trigger};
use super::entry::{Cramp, Entry, NightNote, Review, Session};
use super::line::{Id, Line};
use super::value::{FieldValue, UNKNOWN};
use super::{Diary, Trouble};

/// The field of what the person wrote.
const NOTE: &str = "note";

/// The columns of [`csv`] that every kind of entry has. Day, time of day and minutes are for people
/// and spreadsheets; the exact ones stand beside them.
const OF_ALL: [&str; 6] = ["id", "kind", "night", "date", "time", "minutes"];

/// The last column: which diary it is of. A mark keeps spreadsheets from reading a number there.
pub(super) const OWNER: &str = "diary";
pub(super) const OWNER_MARK: &str = "uncramp-";

/// Signs by which a spreadsheet knows a formula. Some read the wide forms, too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The entries that are to be kept, as lines of the diary's own format, in the order of their ids.
///
/// Each has a line for every time at which something was said that still counts, so that an import
/// can tell what was said last. What is deleted is not in it, nor what cannot be read.
pub fn jsonl(diary: &Diary, keeps: impl Fn(&Entry) -> bool) -> String {
    let lines = diary.whole();
    let kept = lines.filter(|line| diary.entry(&line.id).is_some_and(&keeps));
    kept.fold(String::new(), |mut text, line| {
        text += &line.to_string();
        text.push('\n');
        text
    })
}

/// The diary without some fields of its entries. Without notes there are no own words in its lists either: what
/// helped, or was taken, may be a medicine or name a person.
pub fn lacking(diary: &Diary, fields: &[String]) -> Diary {
    if fields.is_empty() {
        return diary.clone();
    }
    let has_no_words = fields.iter().any(|field| field == NOTE);
    let lines = diary.whole().map(|mut line| {
        line.fields.retain(|key, _| !fields.contains(key));
        if has_no_words {
            let fields = std::mem::take(&mut line.fields).into_iter();
            let listed =
                fields.filter_map(|(key, value)| Some((key.clone(), listed(&key, value)?)));
            line.fields = listed.collect();
        }
        line
    });
    let mut lacking = Diary::default().with_boundary(diary.boundary());
    for line in lines {
        lacking.take(line);
    }
    lacking
}

/// What of a field is no word of the person's own; `None` where nothing is left of what was said.
fn listed(key: &str, value: Value) -> Option<Value> {
    let is_listed: fn(&Value) -> bool = match key {
        "helped" => |word| Help::read(word).is_some(),
        "triggers" => |word| Trigger::read(word).is_some(),
        "with" => |_| false,
        _ => return Some(value),
    };
    match value {
        // None of it is an answer.
        Value::Array(words) if words.is_empty() => Some(Value::Array(words)),
        Value::Array(words) => {
            let words: Vec<_> = words.into_iter().filter(is_listed).collect();
            (!words.is_empty()).then_some(Value::Array(words))
        }
        Value::String(word) if word == UNKNOWN => Some(Value::String(word)),
        _ => None,
    }
}

/// What an import comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// What has to be appended.
    pub lines: Vec<Line>,
    pub troubles: Vec<Trouble>,
    pub added: usize,
    /// The entries that were there and get another value in some field, or come back.
    pub changed: Vec<Id>,
    /// The entries that were there and were deleted in the other diary.
    pub deleted: Vec<Id>,
    pub known: usize,
}

/// Takes the lines of another diary in, by their numbers, be they what [`jsonl`] wrote, a copy of
/// its file, or any part of one.
///
/// Of every field the value that was written last counts, here or there; where one diary says
/// nothing, the other is right. So a second import of the same lines adds nothing, and two diaries
/// that take each other in become the same.
pub fn import<'l>(ours: &Diary, lines: impl IntoIterator<Item = (usize, &'l str)>) -> Import {
    let mut import = Import::default();
    let mut both = ours.without_troubles();
    let mut ids = BTreeSet::new();
    for (number, text) in lines {
        let line = Line::parse(text);
        let is_news = both.read(number, line.clone());
        if let Ok(line) = line {
            ids.insert(line.id.clone());
            import.lines.extend(is_news.then_some(line));
        }
    }
    // What was written and deleted elsewhere is nobody's business here.
    let is_of_use = |id: &Id| ours.has(id) || both.entry(id).is_some();
    import.lines.retain(|line| is_of_use(&line.id));
    for id in ids.into_iter().filter(|id| both.has(id)) {
        match (ours.entry(&id), both.entry(&id)) {
            (None, Some(_)) if !ours.has(&id) => import.added += 1,
            (Some(_), None) => import.deleted.push(id),
            (before, after) if before != after => import.changed.push(id),
            _ => import.known += 1,
        }
    }
    import.troubles = both.troubles().to_vec();
    import
}

/// Every field of an entry with its value in words, as a person reads it.
pub fn told(entry: &Entry) -> Vec<(String, String)> {
    let fields = entry.fields().into_iter();
    fields.map(|(key, value)| (key, words(&value))).collect()
}

/// The entries that are to be kept, of the diary whose id is `owner`, as a table with a fixed head:
/// RFC 4180, lines ended by CR LF.
///
/// An empty cell means that nothing was said, `unknown` that the person does not know, and `none`
/// that nothing of a list applied. A cell that a spreadsheet could take for a formula begins with an
/// apostrophe. Fields of a later version are left out: the columns stay what they are.
pub fn csv(diary: &Diary, owner: &str, keeps: impl Fn(&Entry) -> bool) -> String {
    let columns = columns();
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut rows = vec![columns.iter().map(|column| (*column).to_owned()).collect()];
    for (id, entry) in diary.entries().filter(|(_, entry)| keeps(entry)) {
        let mut cells: BTreeMap<_, _> = entry
            .fields()
            .into_iter()
            .map(|(key, value)| (key, cell(&value)))
            .collect();
        cells.insert("id".to_owned(), id.to_string());
        cells.insert("kind".to_owned(), entry.kind().to_owned());
        cells.insert(OWNER.to_owned(), format!("{OWNER_MARK}{owner}"));
        let night = diary.night_of(entry).map(|night| night.to_string());
        cells.extend(night.map(|night| ("night".to_owned(), night)));
        if let Some(begun) = entry.begun() {
            let wall = begun.local();
            cells.insert("date".to_owned(), wall.date().to_string());
            cells.insert("time".to_owned(), wall.strftime("%H:%M").to_string());
        }
        let seconds = cells
            .get("seconds")
            .and_then(|seconds| seconds.parse::<f64>().ok());
        cells.extend(
            seconds.map(|seconds| ("minutes".to_owned(), format!("{:.1}", seconds / 60.0))),
        );
        let cells = columns
            .iter()
            .map(|column| cells.remove(*column).unwrap_or_default());
        rows.push(cells.map(harmless).collect::<Vec<_>>());
    }
    for row in rows {
        table.write_record(row).expect("every row has every column");
    }
    let bytes = table.into_inner().expect("there is room in memory");
    String::from_utf8(bytes).expect("cells are text")
}

/// The head of the table: what all have, then every field of every kind, once.
fn columns() -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    let kinds = [Cramp::KEYS, Session::KEYS, NightNote::KEYS, Review::KEYS];
    let all = OF_ALL.into_iter().chain(kinds.concat()).chain([OWNER]);
    all.filter(|column| seen.insert(*column)).collect()
}

/// A value as a cell of the table has it: what can be read again.
fn cell(value: &Value) -> String {
    match value {
        Value::Array(parts) if parts.iter().any(Value::is_object) => value.to_string(),
        value => words(value),
    }
}

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

/// Text that no spreadsheet takes for a formula.
fn harmless(text: String) -> String {
    if is_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// The text of a cell without what made it harmless.
pub(super) fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| is_formula(rest))
        .unwrap_or(cell)
}

/// Whether it begins as a formula does, be it after what makes it none.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;

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

    fn import_of(ours: &[&str], theirs: &[&str]) -> Import {
        import(&diary(ours), (1..).zip(theirs.iter().copied()))
    }

    fn texts(import: &Import) -> Vec<String> {
        import.lines.iter().map(Line::to_string).collect()
    }

    #[test]
    fn an_export_has_what_counts_and_since_when() {
        let out = jsonl(&diary(&[CRAMP, LATER]), |_| true);
        assert_eq!(
            out,
            concat!(
                r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T03:12:40+01:00","later":{"x":1.5},"#,
                r#""start":"2026-11-22T03:12:40+01:00"}"#,
                "\n",
                r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T09:00:00+01:00","#,
                r#""of":"2026-11-22T03:12:40+01:00","severity":"unknown"}"#,
                "\n"
            )
        );
        assert_eq!(jsonl(&diary(&[CRAMP, GONE]), |_| true), "");
    }

    #[test]
    fn what_was_said_last_counts() {
        let newer = import_of(&[CRAMP], &[CRAMP, LATER]);
        assert_eq!(texts(&newer), [LATER]);
        assert_eq!((newer.changed.len(), newer.added, newer.known), (1, 0, 0));
        let older = import_of(&[CRAMP, LATER], &[CRAMP]);
        assert_eq!((texts(&older).len(), older.known), (0, 1));
    }

    #[test]
    fn what_was_said_here_and_there_of_one_cramp_is_kept() {
        let at = |hour, fields| {
            format!(
                r#"{{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T{hour}:00:00+00:00","of":"2026-11-22T03:12:40+01:00",{fields}}}"#
            )
        };
        // The start is set right here; there, nothing is known of that.
        let here = at("08", r#""start":"2026-11-22T02:00:00Z","signs":["hot"]"#);
        let there = at("09", r#""side":"left""#);
        let import = import_of(&[CRAMP, &here], &[CRAMP, &there]);
        assert_eq!(texts(&import), [there.as_str()]);
        let Some(Entry::Cramp(cramp)) = diary(&[CRAMP, &here, &there])
            .entry(&import.changed[0])
            .cloned()
        else {
            panic!("{import:?}");
        };
        assert_eq!(cramp.start.to_string(), "2026-11-22T02:00:00+00:00");
        assert!(cramp.side.is_some() && cramp.signs.is_some());
    }

    #[test]
    fn what_was_deleted_does_not_come_back_by_import_and_is_deleted_there() {
        let ours = import_of(&[CRAMP, GONE], &[CRAMP, LATER]);
        assert_eq!((ours.changed.len(), ours.known), (0, 1));
        let theirs = import_of(&[CRAMP, LATER], &[CRAMP, GONE]);
        assert_eq!(
            (texts(&theirs), theirs.deleted.len()),
            (vec![GONE.to_owned()], 1)
        );
        let nobody = import_of(&[], &[CRAMP, GONE]);
        assert_eq!((texts(&nobody).len(), nobody.known), (0, 1));
    }

    #[test]
    fn what_was_deleted_and_then_added_to_by_an_import_comes_back_by_undo() {
        let later = LATER.replace("T09", "T11");
        let mut diary = diary(&[CRAMP, GONE, &later]);
        let id = diary.last().unwrap().clone();
        diary.take(diary.undo(&id, Moment::new(0, 0)).unwrap());
        assert!(diary.entry(&id).is_some());
    }

    #[test]
    fn an_entry_of_another_kind_is_not_taken_in_but_named() {
        let session = CRAMP.replace("\"cramp\"", "\"session\"");
        let import = import_of(&[CRAMP], &[&session]);
        assert_eq!(import.troubles[0].what, "a is a cramp, not a session");
        assert_eq!(texts(&import).len(), 0);
    }

    #[test]
    fn the_columns_are_fixed() {
        let table = csv(&Diary::default(), "0f", |_| true);
        assert_eq!(
            table,
            "id,kind,night,date,time,minutes,start,about,seconds,source,routine,own,left,apart,answers,severity,side,muscle,muscle_source,state,woke,\
             sleep_lost,soreness,helped,triggers,signs,medicine,note,asked,steps,finished,cramps,tired,\
             stretched,heavy_covers,little_drink,alcohol,hard_exercise,with,keep,diary\r\n"
        );
    }

    #[test]
    fn cells_are_quoted_and_no_formula_runs() {
        let noted = r#"{"v":1,"id":"-b","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z","note":"=cmd(\"x\", 1)","signs":[],"triggers":["alcohol","other"],"answers":[{"answer":"gone","after":95}]}"#;
        let table = csv(&diary(&[noted]), "0f", |_| true);
        let line = table.lines().nth(1).unwrap();
        assert_eq!(
            line,
            "'-b,cramp,2026-11-21,2026-11-22,03:12,,2026-11-22T03:12:40+00:00,,,,,,,,\"[{\"\"after\"\":95,\"\"answer\"\":\"\"gone\"\"}]\",,,,,,,,,,\
             alcohol; other,none,,\"'=cmd(\"\"x\"\", 1)\",,,,,,,,,,,,,uncramp-0f"
        );
        assert!(table.ends_with("\r\n"));
    }
}
