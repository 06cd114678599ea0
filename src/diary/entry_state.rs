//! One entry as the lines about it make it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use super::Applied;
use crate::diary::entry::Entry;
use crate::diary::line::{Id, Line};
use crate::diary::value::Fields;
use crate::moment::Moment;

/// The key under which it is kept since when an entry is deleted, or back.
const DELETED: &str = "deleted";
/// Between two lines about an entry, whatever the clock says.
const STEP: Duration = Duration::from_secs(1);

/// An entry, and what is known of how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntryState {
    pub entry: Entry,
    pub deleted: bool,
    /// The latest time at which a line about it was written.
    changed: Moment,
    /// When each of its fields was last set or cleared; [`DELETED`] is one.
    pub since: BTreeMap<String, Moment>,
    /// What the last line that made a difference replaced; `None` when that was the first.
    before: Option<Before>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Before {
    /// The fields that were set or cleared, as they were; `null` where there was none.
    fields: Fields,
    deleted: bool,
}

impl EntryState {
    /// An entry from the first line about it.
    pub(super) fn begin(line: Line) -> Result<(Self, Applied), String> {
        let mut entry = Entry::begin(&line.kind, &line.fields, line.of.as_ref())?;
        let mut troubles = Vec::new();
        let fields = line.fields.into_iter().map(|(key, value)| {
            if entry.first() != Some(&key) {
                troubles.extend(entry.set(&key, value).err());
            }
            (key, line.at)
        });
        let mut since: BTreeMap<_, _> = fields.collect();
        since.extend(line.deleted.map(|_| (DELETED.to_owned(), line.at)));
        let kept = Self {
            entry,
            deleted: line.deleted.unwrap_or(false),
            changed: line.at,
            since,
            before: None,
        };
        let is_news = true;
        Ok((kept, Applied { is_news, troubles }))
    }

    /// When it began, unless it is deleted or has no beginning.
    pub(super) fn begun(&self) -> Option<Moment> {
        let begun = self.entry.begun();
        begun.filter(|_| !self.deleted)
    }

    pub(super) fn take(&mut self, line: Line) -> Applied {
        let mut taken = Applied::default();
        let mut before = Before {
            fields: Fields::new(),
            deleted: self.deleted,
        };
        self.changed = self.changed.max(line.at);
        let deleted = line
            .deleted
            .map(|deleted| (DELETED.to_owned(), deleted.into()));
        for (key, value) in deleted.into_iter().chain(line.fields) {
            let since = self.since.get(&key).copied();
            if since > Some(line.at) {
                continue;
            }
            let was = self.field(&key);
            // Most fields are said once; what they have become need not be written out for that.
            let is_first = since.is_none() && was.is_null();
            let mut differs = !value.is_null();
            taken.troubles.extend(self.set(&key, value).err());
            if !is_first {
                let is = self.field(&key);
                // Of two that were written at once the same one counts, whichever comes first; what was
                // deleted and said at once is there.
                let order = is.to_string().cmp(&was.to_string());
                let order = if key == DELETED {
                    order.reverse()
                } else {
                    order
                };
                // Where time has come to its end an edit has the time of what it edits: the one below counts.
                if since == Some(line.at) && order.is_le() && !line.at.is_last() {
                    let _ = self.set(&key, was);
                    continue;
                }
                differs = is != was;
            }
            taken.is_news = true;
            if key != DELETED && differs {
                before.fields.insert(key.clone(), was);
            }
            self.since.insert(key, line.at);
        }
        if !before.fields.is_empty() || before.deleted != self.deleted {
            self.before = Some(before);
        }
        taken
    }

    fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
        if key == DELETED {
            self.deleted = value == Value::Bool(true);
            return Ok(());
        }
        self.entry.set(key, value)
    }

    /// A field as it stands, or [`DELETED`]; `null` if there is none.
    pub(super) fn field(&self, key: &str) -> Value {
        if key == DELETED {
            return self.deleted.into();
        }
        self.entry.field(key).unwrap_or_default()
    }

    /// A line about it that is later than all others.
    pub(super) fn line(&self, id: &Id, at: Moment, deleted: Option<bool>, fields: Fields) -> Line {
        let at = at.max(self.changed.after(STEP));
        line(id, at, &self.entry, deleted, fields)
    }

    /// The line that takes back the last one that made a difference.
    pub(super) fn undo(&self, id: &Id, at: Moment) -> Line {
        let (deleted, fields) = match &self.before {
            Some(before) if !(self.deleted && before.deleted) => {
                let deleted = (before.deleted != self.deleted).then_some(before.deleted);
                (deleted, before.fields.clone())
            }
            // It was the first line, or an import has added to what is deleted.
            Some(_) | None => (Some(!self.deleted), Fields::new()),
        };
        self.line(id, at, deleted, fields)
    }

    /// Lines that make it what it is.
    pub(super) fn whole(&self, id: &Id) -> impl Iterator<Item = Line> {
        let mut said: BTreeMap<Moment, (Option<bool>, Fields)> = BTreeMap::new();
        for (key, at) in &self.since {
            let (deleted, fields) = said.entry(*at).or_default();
            if key == DELETED {
                *deleted = Some(self.deleted);
            } else {
                fields.insert(key.clone(), self.field(key));
            }
        }
        if said.is_empty() {
            said.entry(self.changed).or_default();
        }
        let said = said.into_iter();
        said.map(|(at, (deleted, fields))| line(id, at, &self.entry, deleted, fields))
    }
}

/// A line that sets fields, and can be read without any other.
pub(super) fn line(
    id: &Id,
    at: Moment,
    entry: &Entry,
    deleted: Option<bool>,
    fields: Fields,
) -> Line {
    let first = entry.first().filter(|first| !fields.contains_key(*first));
    Line {
        id: id.clone(),
        kind: entry.kind().to_owned(),
        at,
        of: first.and_then(|first| entry.field(first)),
        deleted,
        fields,
    }
}
