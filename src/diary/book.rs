//! The diary as it stands: what all its lines come to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::entry::{Cramp, Entry, NightNote, Review, Session};
use super::line::{Id, Line, Unread, VERSION};
use super::moment::Moment;
use super::night::Night;
use super::value::Fields;

/// All that was written and not deleted.
///
/// It only reads and proposes lines: whoever keeps the file appends a line, and then tells the
/// diary with [`Diary::take`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diary {
    kept: BTreeMap<Id, Kept>,
    troubles: Vec<Trouble>,
    newer: bool,
    last: Option<Id>,
}

/// Something in the file that cannot be read. It stays there, and changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The number of the line, from 1.
    pub line: usize,
    /// What was found, and what was expected.
    pub what: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    entry: Entry,
    deleted: bool,
    /// When its last line was written.
    changed: Moment,
    /// What it was before that line, and whether it was deleted; `None` if it was not there.
    before: Option<Box<(Entry, bool)>>,
}

impl Diary {
    /// Reads all lines of a file, without their ends. Empty lines are left out; what cannot be read
    /// is among the [troubles](Self::troubles), and everything else is kept.
    pub fn from_lines<'l>(lines: impl IntoIterator<Item = &'l str>) -> Self {
        Self::from_numbered((1..).zip(lines))
    }

    /// As [`from_lines`](Self::from_lines), for some of the lines of a file, by their numbers.
    pub fn from_numbered<'l>(lines: impl IntoIterator<Item = (usize, &'l str)>) -> Self {
        let mut diary = Self::default();
        for (line, text) in lines {
            if text.trim().is_empty() {
                continue;
            }
            let troubles = match Line::parse(text) {
                Ok(line) => diary.take(line),
                Err(Unread::Wrong(what)) => vec![what],
                Err(Unread::Newer(version)) => {
                    diary.newer = true;
                    vec![format!(
                        "version {version} of the format: this program reads version {VERSION}; a later one is needed"
                    )]
                }
            };
            let troubles = troubles.into_iter().map(|what| Trouble { line, what });
            diary.troubles.extend(troubles);
        }
        diary
    }

    /// Takes a line in, and says what in it cannot be read; that changes nothing.
    pub fn take(&mut self, line: Line) -> Vec<String> {
        let id = line.id.clone();
        let taken = match self.kept.get_mut(&id) {
            Some(kept) => kept.change(line),
            None => Kept::begin(line).map(|(kept, troubles)| {
                self.kept.insert(id.clone(), kept);
                troubles
            }),
        };
        match taken {
            Ok(troubles) => {
                self.last = Some(id);
                troubles
            }
            Err(what) => vec![what],
        }
    }

    /// The line that makes an entry what it is to be: its first one, or one with what differs. A
    /// deleted entry comes back. `None` when nothing differs, or when the id belongs to an entry of
    /// another kind.
    pub fn write(&self, id: &Id, at: Moment, entry: &Entry) -> Option<Line> {
        let Some(kept) = self.kept.get(id) else {
            return Some(line(id, at, entry, None, entry.fields()));
        };
        let fields = difference(&kept.entry.fields(), entry.fields());
        let differs = kept.deleted || !fields.is_empty();
        let back = kept.deleted.then_some(false);
        (differs && kept.entry.kind() == entry.kind()).then(|| line(id, at, entry, back, fields))
    }

    /// The line that deletes an entry; `None` if there is none.
    pub fn delete(&self, id: &Id, at: Moment) -> Option<Line> {
        let entry = self.entry(id)?;
        Some(line(id, at, entry, Some(true), Fields::new()))
    }

    /// The line that takes back the last one about an entry, be it its first, a change or a
    /// deletion; taken back again, it is as before. `None` if there is no such entry.
    pub fn undo(&self, id: &Id, at: Moment) -> Option<Line> {
        let kept = self.kept.get(id)?;
        let Some((entry, deleted)) = kept.before.as_deref() else {
            return Some(line(id, at, &kept.entry, Some(true), Fields::new()));
        };
        let fields = difference(&kept.entry.fields(), entry.fields());
        let deleted = (*deleted != kept.deleted).then_some(*deleted);
        Some(line(id, at, entry, deleted, fields))
    }

    /// The entry that the last line was about, deleted or not.
    pub fn last(&self) -> Option<&Id> {
        self.last.as_ref()
    }

    /// An entry, unless it is deleted.
    pub fn entry(&self, id: &Id) -> Option<&Entry> {
        let kept = self.kept.get(id)?;
        (!kept.deleted).then_some(&kept.entry)
    }

    /// Whether there is such an entry, or was one before it was deleted.
    pub fn has(&self, id: &Id) -> bool {
        self.kept.contains_key(id)
    }

    /// All entries in the order of their ids.
    pub fn entries(&self) -> impl Iterator<Item = (&Id, &Entry)> {
        let kept = self.kept.iter().filter(|(_, kept)| !kept.deleted);
        kept.map(|(id, kept)| (id, &kept.entry))
    }

    /// All cramps in the order of their ids.
    pub fn cramps(&self) -> impl Iterator<Item = (&Id, &Cramp)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Cramp(cramp) => Some((id, cramp)),
            Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        })
    }

    /// All sessions in the order of their ids.
    pub fn sessions(&self) -> impl Iterator<Item = (&Id, &Session)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Session(session) => Some((id, session)),
            Entry::Cramp(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        })
    }

    /// All notes of nights in the order of their nights.
    pub fn notes(&self) -> impl Iterator<Item = (&Id, &NightNote)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Night(note) => Some((id, note)),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        })
    }

    /// All reviews in the order of their nights.
    pub fn reviews(&self) -> impl Iterator<Item = (&Id, &Review)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Review(review) => Some((id, review)),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Night(_) | Entry::Foreign(_) => None,
        })
    }

    /// The note of a night, or an empty one.
    pub fn note(&self, night: Night) -> NightNote {
        match self.entry(&Id::of_night(night)) {
            Some(Entry::Night(note)) => note.clone(),
            Some(Entry::Cramp(_) | Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_))
            | None => NightNote::new(night),
        }
    }

    /// The cramps whose questions of the morning were never shown, the latest first.
    pub fn open(&self) -> Vec<(&Id, &Cramp)> {
        let unasked = self.cramps().filter(|(_, cramp)| cramp.asked.is_none());
        let mut open: Vec<_> = unasked.collect();
        open.sort_by_key(|(_, cramp)| std::cmp::Reverse(cramp.start));
        open
    }

    /// What cannot be read, line by line.
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// From now on nothing may be added, as if a later version of the program had written into it.
    pub fn close(&mut self) {
        self.newer = true;
    }

    /// Whether a later version of the program has written into it: then nothing may be added.
    pub fn is_newer(&self) -> bool {
        self.newer
    }

    /// Every entry that is not deleted as one line, in the order of their ids, each with the time
    /// of its last change.
    pub(super) fn whole(&self) -> impl Iterator<Item = Line> {
        let kept = self.kept.iter().filter(|(_, kept)| !kept.deleted);
        kept.map(|(id, kept)| line(id, kept.changed, &kept.entry, None, kept.entry.fields()))
    }

    /// When the last line about an entry was written, deleted or not.
    pub(super) fn changed(&self, id: &Id) -> Option<Moment> {
        self.kept.get(id).map(|kept| kept.changed)
    }

    /// Whether there was such an entry, and it was deleted.
    pub(super) fn is_deleted(&self, id: &Id) -> bool {
        self.kept.get(id).is_some_and(|kept| kept.deleted)
    }
}

impl Kept {
    /// An entry from its first line, and what in that line cannot be read.
    fn begin(line: Line) -> Result<(Self, Vec<String>), String> {
        let entry = Entry::begin(&line.kind, &line.fields)
            .map_err(|what| format!("the first line of {}: {what}", line.id))?;
        let mut kept = Self {
            entry,
            deleted: false,
            changed: line.at,
            before: None,
        };
        let troubles = kept.set(line);
        Ok((kept, troubles))
    }

    /// Takes in a further line, and says which of its fields cannot be read.
    fn change(&mut self, line: Line) -> Result<Vec<String>, String> {
        if self.entry.kind() != line.kind {
            let is = self.entry.kind();
            return Err(format!("{} is a {is}, not a {}", line.id, line.kind));
        }
        self.before = Some(Box::new((self.entry.clone(), self.deleted)));
        Ok(self.set(line))
    }

    fn set(&mut self, line: Line) -> Vec<String> {
        self.deleted = line.deleted.unwrap_or(self.deleted);
        self.changed = line.at;
        let fields = line.fields.into_iter();
        let set = fields.map(|(key, value)| self.entry.set(&key, value));
        set.filter_map(Result::err).collect()
    }
}

fn line(id: &Id, at: Moment, entry: &Entry, deleted: Option<bool>, fields: Fields) -> Line {
    Line {
        id: id.clone(),
        kind: entry.kind().to_owned(),
        at,
        deleted,
        fields,
    }
}

/// What has to be set, or cleared, to make `after` of `before`.
fn difference(before: &Fields, after: Fields) -> Fields {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let mut fields: Fields = gone.map(|key| (key.clone(), Value::Null)).collect();
    let changed = after
        .into_iter()
        .filter(|(key, value)| before.get(key) != Some(value));
    fields.extend(changed);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::value::{Note, Told};

    const CRAMP: &str = r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z"}"#;

    fn diary(lines: &[&str]) -> Diary {
        Diary::from_lines(lines.iter().copied())
    }

    fn line(fields: &str) -> String {
        format!(r#"{{"v":1,"at":"2026-11-22T09:00:00Z",{fields}}}"#)
    }

    fn trouble(line: &str) -> String {
        let diary = diary(&["", CRAMP, line]);
        assert!(diary.entry(&id("a")).is_some());
        let troubles = diary.troubles();
        assert_eq!((troubles.len(), troubles[0].line), (1, 3), "{line}");
        troubles[0].what.clone()
    }

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_how_to_mend_it() {
        let of = |fields: &str| trouble(&line(fields));
        assert!(trouble("{\"v\":1,").starts_with("no JSON object: EOF"));
        assert!(trouble("\u{1b}[31m").starts_with("no JSON object: expected value"));
        assert_eq!(trouble("{}"), "`v`: expected the version 1");
        assert_eq!(
            of(r#""kind":"cramp""#),
            "`id`: expected 1 to 40 letters, digits and hyphens"
        );
        assert_eq!(
            of(r#""id":"b","kind":"cramp""#),
            "the first line of b: `start` is missing: expected a date and time such as \
             `2026-11-22T03:12:40+01:00`"
        );
        assert_eq!(
            of(r#""id":"a","kind":"session""#),
            "a is a cramp, not a session"
        );
        assert_eq!(
            of(r#""id":"a","kind":"cramp","severity":11"#),
            "`severity`: found 11, expected a whole number from 0 to 10 or `unknown`"
        );
        assert_eq!(
            of(r#""id":"a","kind":"cramp","side":"middle""#),
            "`side`: found \"middle\", expected one of left, right, both or `unknown`"
        );
        assert_eq!(
            of(r#""id":"a","kind":"cramp","start":null"#),
            "`start`: found null, expected a date and time such as `2026-11-22T03:12:40+01:00`"
        );
        assert_eq!(
            of(r#""id":"a","kind":"cramp","deleted":"yes""#),
            "`deleted`: expected `true` or `false`"
        );
    }

    #[test]
    fn a_line_of_a_later_version_makes_the_diary_newer_and_nothing_else() {
        let diary = diary(&[CRAMP, r#"{"v":2,"id":"a","what":[]}"#]);
        assert!(diary.is_newer());
        assert_eq!(diary.entries().count(), 1);
        assert_eq!(diary.troubles()[0].line, 2);
        assert!(!self::diary(&[CRAMP, "{"]).is_newer());
    }

    #[test]
    fn later_lines_set_and_clear_fields() {
        let set = line(r#""id":"a","kind":"cramp","severity":3,"side":"left","note":"hm""#);
        let clear = line(r#""id":"a","kind":"cramp","severity":"unknown","side":null"#);
        let diary = diary(&[CRAMP, &set, &clear]);
        let Some(Entry::Cramp(cramp)) = diary.entry(&id("a")) else {
            panic!("{diary:?}");
        };
        assert_eq!(cramp.severity, Some(Told::Unknown));
        assert_eq!(cramp.side, None);
        assert_eq!(cramp.note.as_ref().map(Note::as_str), Some("hm"));
    }

    #[test]
    fn a_deleted_entry_is_gone_until_it_is_written_again() {
        let mut diary = diary(&[CRAMP]);
        let now = at("2026-11-22T10:00:00Z");
        let entry = diary.entry(&id("a")).unwrap().clone();
        let delete = diary.delete(&id("a"), now).unwrap();
        diary.take(delete);
        assert_eq!(diary.entry(&id("a")), None);
        assert_eq!(diary.delete(&id("a"), now), None);
        assert_eq!(diary.last(), Some(&id("a")));
        let again = diary.write(&id("a"), now, &entry).unwrap();
        diary.take(again);
        assert_eq!(diary.entry(&id("a")), Some(&entry));
    }

    #[test]
    fn cramps_are_open_until_they_were_asked_about_the_latest_first() {
        let cramp = |id: &str, hour: u8, fields: &str| {
            line(&format!(
                r#""id":"{id}","kind":"cramp","start":"2026-11-22T0{hour}:00:00Z"{fields}"#
            ))
        };
        let lines = [
            cramp("a", 2, ""),
            cramp("b", 4, ""),
            cramp("c", 3, ""),
            cramp("d", 5, r#","asked":"2026-11-22T08:00:00Z""#),
        ];
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        let open: Vec<&str> = diary.open().iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(open, ["b", "c", "a"]);
    }

    #[test]
    fn a_night_has_one_note() {
        let night = Night::parse("2026-11-21").unwrap();
        let now = at("2026-11-22T10:00:00Z");
        let mut diary = Diary::default();
        let mut note = diary.note(night);
        note.alcohol = Some(Told::Known(true));
        let line = diary
            .write(&Id::of_night(night), now, &Entry::Night(note))
            .unwrap();
        diary.take(line);
        let mut note = diary.note(night);
        note.cramps = Some(Told::Known(0));
        let line = diary
            .write(&Id::of_night(night), now, &Entry::Night(note))
            .unwrap();
        assert!(line.to_string().ends_with(r#""cramps":0}"#), "{line}");
        diary.take(line);
        assert_eq!(diary.note(night).alcohol, Some(Told::Known(true)));
        assert_eq!(diary.notes().count(), 1);
    }
}
