//! What is worth keeping of a night, and what it comes to.
//!
//! Pure like everything in this ring: a [`Diary`] is made of lines of text and proposes lines of
//! text; the edge reads and appends them.

pub(crate) mod at;
mod begun;
pub mod choice;
pub mod counts;
pub mod danger;
pub(crate) mod doubt;
pub mod entry;
mod entry_state;
pub mod episode;
pub mod export;
pub mod line;
pub mod recorder;
pub mod report;
pub(crate) mod sheet;
pub mod value;
pub(crate) mod when;
pub mod word;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

pub use entry::Entry;

pub use crate::session::relief::ReliefAnswer;

use crate::moment::Moment;
use crate::night::{Boundary, Night, Period};
use crate::routine::RoutineId;
use begun::Begun;
use choice::{CrampMuscle, CrampSide};
use entry::{Cramp, NightNote, Review, Session};
use entry_state::{EntryState, line};
use line::{Id, Line, Unread, VERSION};
use value::Fields;

/// All that was written and not deleted.
///
/// It only reads and proposes lines: whoever keeps the file appends a line, and then tells the
/// diary with [`Diary::take`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diary {
    kept: BTreeMap<Id, EntryState>,
    begun: Begun,
    /// When a night ends and the next begins.
    boundary: Boundary,
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
pub struct Applied {
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

    /// The same diary of a person whose nights begin then.
    #[must_use]
    pub fn with_boundary(self, boundary: Boundary) -> Self {
        Self { boundary, ..self }
    }

    /// When a night ends and the next begins.
    pub fn boundary(&self) -> Boundary {
        self.boundary
    }

    pub fn night(&self, moment: Moment) -> Night {
        self.boundary.night(moment)
    }

    /// The night that an entry belongs to; `None` if this version cannot tell.
    pub fn night_of(&self, entry: &Entry) -> Option<Night> {
        entry.night(self.boundary)
    }

    /// Takes in what was read of a line of a file, and says whether it is news.
    pub(super) fn read(&mut self, number: usize, line: Result<Line, Unread>) -> bool {
        let taken = match line {
            Ok(line) => self.take(line),
            Err(Unread::Wrong(what)) => what.into(),
            Err(Unread::Newer(version)) => {
                self.newer = true;
                Applied::from(format!(
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
    pub fn take(&mut self, line: Line) -> Applied {
        let id = line.id.clone();
        let (was, is, taken) = match self.kept.get_mut(&id) {
            Some(kept) if kept.entry.kind() != line.kind => {
                let is = kept.entry.kind();
                return format!("{id} is a {is}, not a {}", line.kind).into();
            }
            Some(kept) => {
                let was = kept.begun();
                let taken = kept.take(line);
                (was, kept.begun(), taken)
            }
            None => match EntryState::begin(line) {
                Ok((kept, taken)) => {
                    let is = kept.begun();
                    self.kept.insert(id.clone(), kept);
                    (None, is, taken)
                }
                Err(what) => return format!("the first line of {id}: {what}").into(),
            },
        };
        self.begun.change(&id, was, is);
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

    /// The line that changes of an entry what differs between what was known of it and what it is to
    /// be, and nothing that others have said of it meanwhile. What they have deleted comes back only
    /// where something is said of it.
    pub fn change(&self, id: &Id, at: Moment, known: &Entry, entry: &Entry) -> Option<Line> {
        let Some(kept) = self.kept.get(id) else {
            return self.write(id, at, entry);
        };
        let mut fields = difference(&known.fields(), entry.fields());
        // That it was asked about is no answer.
        if fields.is_empty() || kept.deleted && fields.keys().all(|key| key == "asked") {
            return None;
        }
        let is = kept.entry.fields();
        fields.retain(|key, value| is.get(key).unwrap_or(&Value::Null) != value);
        let back = kept.deleted.then_some(false);
        let differs = kept.deleted || !fields.is_empty();
        (differs && kept.entry.kind() == entry.kind()).then(|| kept.line(id, at, back, fields))
    }

    /// The line that adds to an entry what nobody has said of it yet, and what of it stays otherwise: what was
    /// said or taken back is.
    pub fn fill(&self, id: &Id, at: Moment, entry: &Entry) -> (Option<Line>, Vec<String>) {
        let kept = self.kept.get(id).filter(|kept| !kept.deleted);
        let Some(kept) = kept.filter(|kept| kept.entry.kind() == entry.kind()) else {
            return (None, Vec::new());
        };
        let is_said = |key: &str| kept.since.contains_key(key);
        let (mut new, mut other) = (Fields::new(), Vec::new());
        for (key, value) in entry.fields() {
            // Where something comes from belongs to it.
            let of = match key.as_str() {
                "source" => "seconds",
                "muscle_source" => "muscle",
                key => key,
            };
            if !is_said(of) && !is_said(&key) {
                new.insert(key, value);
            } else if of == key && entry.first() != Some(&key) && kept.field(&key) != value {
                other.push(key);
            }
        }
        let line = (!new.is_empty()).then(|| kept.line(id, at, None, new));
        (line, other)
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

    /// All notes of nights, one for a night, in the order of the nights.
    pub fn notes(&self) -> impl Iterator<Item = (&Id, &NightNote)> {
        self.entries().filter_map(|(id, entry)| match entry {
            Entry::Night(note) => Some((id, note)),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        })
    }

    /// The reviews of that night and later ones, one for a night, in the order of the nights.
    pub fn reviews_since(&self, night: Night) -> impl Iterator<Item = &Review> {
        let since = self.kept.range(Id::of_review(night)..);
        since.filter_map(|(_, kept)| match &kept.entry {
            Entry::Review(review) if !kept.deleted => Some(review),
            Entry::Review(_)
            | Entry::Cramp(_)
            | Entry::Session(_)
            | Entry::Night(_)
            | Entry::Foreign(_) => None,
        })
    }

    /// The note of a night, or an empty one.
    pub fn note(&self, night: Night) -> NightNote {
        self.noted(night)
            .cloned()
            .unwrap_or_else(|| NightNote::new(night))
    }

    /// The note of a night, if there is one.
    pub fn noted(&self, night: Night) -> Option<&NightNote> {
        match self.entry(&Id::of_night(night))? {
            Entry::Night(note) => Some(note),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        }
    }

    /// The notes of nights from the first to the last, both among them, in their order.
    pub fn notes_of(&self, nights: Period) -> impl Iterator<Item = &NightNote> {
        let [first, last] = [nights.first, nights.last].map(Id::of_night);
        let within = (first <= last).then(|| self.kept.range(first..=last));
        let kept = within.into_iter().flatten();
        kept.filter_map(|(_, kept)| match &kept.entry {
            Entry::Night(note) if !kept.deleted => Some(note),
            Entry::Night(_)
            | Entry::Cramp(_)
            | Entry::Session(_)
            | Entry::Review(_)
            | Entry::Foreign(_) => None,
        })
    }

    /// The cramps that began in these seconds since 1970, in the order of time.
    pub(super) fn cramps_begun(
        &self,
        first: i64,
        last: i64,
    ) -> impl Iterator<Item = (&Id, &Cramp)> {
        self.begun_in(first, last)
            .filter_map(|(id, entry)| match entry {
                Entry::Cramp(cramp) => Some((id, cramp)),
                Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
            })
    }

    /// The sessions that began in these seconds since 1970, in the order of time.
    pub(super) fn sessions_begun(
        &self,
        first: i64,
        last: i64,
    ) -> impl Iterator<Item = (&Id, &Session)> {
        self.begun_in(first, last)
            .filter_map(|(id, entry)| match entry {
                Entry::Session(session) => Some((id, session)),
                Entry::Cramp(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
            })
    }

    pub(super) fn begun(&self) -> &Begun {
        &self.begun
    }

    fn begun_in(&self, first: i64, last: i64) -> impl Iterator<Item = (&Id, &Entry)> {
        let ids = self.begun.within(first, last);
        ids.filter_map(|id| Some((id, self.entry(id)?)))
    }

    /// When the latest entry began that is not deleted.
    pub fn latest(&self) -> Option<Moment> {
        self.begun.latest()
    }

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

impl From<String> for Applied {
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

/// What happened that is worth an [`Entry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    Began {
        /// So long ago, in another window; nothing, if it does now.
        ago: Duration,
        routine: RoutineId,
        /// Whether that is from a file, and not the program's.
        own: bool,
        /// The muscle that cramps, if the person chose it; relief has to begin with one.
        muscle: Option<CrampMuscle>,
        /// Whether the person says that it is the cramp of before, come back.
        back: bool,
    },
    /// The person chose where the cramp sits, while relief was under way.
    Chose { muscle: CrampMuscle },
    /// The person said which leg cramps, or that both do, while relief was under way.
    Side(CrampSide),
    Answered {
        answer: ReliefAnswer,
        /// From the start of relief to the press that said so; `None` if that says nothing about
        /// the cramp.
        after: Option<Duration>,
        /// The routine on the screen.
        routine: RoutineId,
        own: bool,
        /// The title of the step on the screen; `None` at rest.
        step: Option<String>,
    },
    /// What the person said last of the cramp was a slip.
    Unsaid,
    /// A routine that is not relief began. It is written down once something of it was done.
    SessionBegan { routine: RoutineId, own: bool },
    /// So much was done of the routine that began last.
    Session {
        /// Steps done: a hold of theirs was kept to its end, or for ten seconds.
        steps: usize,
        finished: bool,
        /// How long its steps ran.
        lasted: Duration,
    },
}
