//! The diary as it stands: what all its lines come to.

mod kept;

use std::collections::BTreeMap;

use serde_json::Value;

use super::entry::{Cramp, Entry, NightNote, Review, Session};
use super::line::{Id, Line, Unread, VERSION};
use super::moment::Moment;
use super::night::Night;
use super::value::Fields;
use kept::{Kept, line};

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

/// What came of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Whether it said anything that was not known, or was known to be older.
    pub is_news: bool,
    /// What in it cannot be read.
    pub troubles: Vec<String>,
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
        for (number, text) in lines {
            if !text.trim().is_empty() {
                diary.read(number, Line::parse(text));
            }
        }
        diary
    }

    /// Takes in what was read of a line of a file, and says whether it is news.
    pub(super) fn read(&mut self, number: usize, line: Result<Line, Unread>) -> bool {
        let taken = match line {
            Ok(line) => self.take(line),
            Err(Unread::Wrong(what)) => what.into(),
            Err(Unread::Newer(version)) => {
                self.newer = true;
                Taken::from(format!(
                    "version {version} of the format: this program reads version {VERSION}; a later one is needed"
                ))
            }
        };
        let troubles = taken.troubles.into_iter();
        self.troubles
            .extend(troubles.map(|what| Trouble { line: number, what }));
        taken.is_news
    }

    /// Takes a line in. In whatever order lines come, and however often, the diary becomes the
    /// same: what was written last counts, field by field.
    pub fn take(&mut self, line: Line) -> Taken {
        let id = line.id.clone();
        let taken = match self.kept.get_mut(&id) {
            Some(kept) if kept.entry.kind() != line.kind => {
                let is = kept.entry.kind();
                return format!("{id} is a {is}, not a {}", line.kind).into();
            }
            Some(kept) => kept.take(line),
            None => match Kept::begin(line) {
                Ok((kept, taken)) => {
                    self.kept.insert(id.clone(), kept);
                    taken
                }
                Err(what) => return format!("the first line of {id}: {what}").into(),
            },
        };
        if taken.is_news {
            self.last = Some(id);
        }
        taken
    }

    /// The line that makes an entry what it is to be: its first one, or one with what differs. A
    /// deleted entry comes back. `None` when nothing differs, or when the id belongs to an entry of
    /// another kind.
    ///
    /// It is later than all that is known of the entry, even if the clock was set back.
    pub fn write(&self, id: &Id, at: Moment, entry: &Entry) -> Option<Line> {
        let Some(kept) = self.kept.get(id) else {
            return Some(line(id, at, entry, None, entry.fields()));
        };
        let fields = difference(&kept.entry.fields(), entry.fields());
        let differs = kept.deleted || !fields.is_empty();
        let back = kept.deleted.then_some(false);
        (differs && kept.entry.kind() == entry.kind()).then(|| kept.line(id, at, back, fields))
    }

    /// The line that deletes an entry; `None` if there is none.
    pub fn delete(&self, id: &Id, at: Moment) -> Option<Line> {
        let kept = self.kept.get(id).filter(|kept| !kept.deleted)?;
        Some(kept.line(id, at, Some(true), Fields::new()))
    }

    /// The line that takes back the last one that made a difference to an entry, be it its first, a
    /// change or a deletion; taken back again, it is as before. `None` if there is no such entry.
    pub fn undo(&self, id: &Id, at: Moment) -> Option<Line> {
        self.kept.get(id).map(|kept| kept.undo(id, at))
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

    /// All deleted entries in the order of their ids.
    pub fn deleted(&self) -> impl Iterator<Item = (&Id, &Entry)> {
        let kept = self.kept.iter().filter(|(_, kept)| kept.deleted);
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

    /// All notes of nights, one for a night, in the order of the nights.
    pub fn notes(&self) -> impl Iterator<Item = (&Id, &NightNote)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Night(note) => Some((id, note)),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        })
    }

    /// All reviews, one for a night, in the order of the nights.
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

    /// The same diary, of which no line could not be read.
    pub(super) fn without_troubles(&self) -> Self {
        Self {
            troubles: Vec::new(),
            ..self.clone()
        }
    }

    /// Lines that make every entry that is not deleted what it is, in the order of their ids: for
    /// each entry one for every time at which something was written that still counts.
    pub(super) fn whole(&self) -> impl Iterator<Item = Line> {
        let kept = self.kept.iter().filter(|(_, kept)| !kept.deleted);
        kept.flat_map(|(id, kept)| kept.whole(id))
    }
}

impl From<String> for Taken {
    /// Of a line that cannot be read.
    fn from(what: String) -> Self {
        Self {
            is_news: false,
            troubles: vec![what],
        }
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
    use crate::diary::choice::Sign;
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
            of(r#""id":"night-2026-11-21","kind":"night","night":"2026-11-21","cramps":100"#),
            "`cramps`: found 100, expected a whole number from 0 to 99 or `unknown`"
        );
        assert_eq!(
            of(r#""id":"night-2026-11-21","kind":"cramp","start":"2026-11-22T03:12:40Z""#),
            "`night-2026-11-21` is the id of a night, not of a cramp"
        );
        assert_eq!(
            of(r#""id":"review-2026-11-21","kind":"review","night":"2026-11-10""#),
            "`review-2026-11-21` is the id of another night"
        );
        assert_eq!(
            of(r#""id":"n","kind":"night","night":"2026-11-10""#),
            "`id`: found `n`, expected `night-` and the day of its evening"
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
        let clear = line(r#""id":"a","kind":"cramp","severity":"unknown","side":null"#)
            .replace("T09", "T10");
        let diary = diary(&[CRAMP, &set, &clear]);
        let Some(Entry::Cramp(cramp)) = diary.entry(&id("a")) else {
            panic!("{diary:?}");
        };
        assert_eq!(cramp.severity, Some(Told::Unknown));
        assert_eq!(cramp.side, None);
        assert_eq!(cramp.note.as_ref().map(Note::as_str), Some("hm"));
    }

    #[test]
    fn what_a_later_version_says_in_a_field_is_known_in_part_and_kept_whole() {
        let said = [
            r#""note":"{}""#.replace("{}", &"x".repeat(281)),
            r#""severity":"11 of 10""#.to_owned(),
            r#""signs":["hot","blistered"]"#.to_owned(),
            r#""triggers":["moonlight"]"#.to_owned(),
        ];
        let later = line(&format!(r#""id":"a","kind":"cramp",{}"#, said.join(",")));
        let mut diary = diary(&[CRAMP, &later]);
        assert_eq!(diary.troubles().len(), said.len());
        let Some(Entry::Cramp(cramp)) = diary.entry(&id("a")).cloned() else {
            panic!("{diary:?}");
        };
        assert_eq!((&cramp.note, cramp.severity), (&None, None));
        assert_eq!(cramp.signs, Some(Told::Known([Sign::Hot].into())));
        assert_eq!(cramp.triggers, None);
        let export = crate::diary::export::jsonl(&diary);
        for said in &said {
            assert!(export.contains(said), "{said} in {export}");
        }

        // Another answer takes its place.
        let signs = Some(Told::Known([Sign::Numb].into()));
        let entry = Entry::Cramp(Cramp { signs, ..cramp });
        let line = diary.write(&id("a"), at("2026-11-23T09:00:00Z"), &entry);
        diary.take(line.unwrap());
        let export = crate::diary::export::jsonl(&diary);
        assert!(export.contains(r#""signs":["numb"]"#), "{export}");
        assert!(!export.contains("blistered") && export.contains("moonlight"));
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
