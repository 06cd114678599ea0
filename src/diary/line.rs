//! One line of the diary: the fields it sets in one entry.
//!
//! The file is only ever appended to. Every line with an id sets fields of that entry, or clears
//! them with `null`; what was said last counts, field by field. So a correction, a deletion and
//! taking either back are lines like any other, and nothing that was written is ever lost. Every
//! line can be read by itself, wherever it is found.

use std::fmt;

use serde_json::Value;

use super::value::{FieldValue, Fields};
use super::{Diary, Entry, ReliefAnswer};
use crate::moment::Moment;
use crate::night::Night;

/// The version of the format that this program writes and reads.
pub const VERSION: u64 = 1;

/// The kinds of which there is one for a night at most.
pub(super) const NIGHT: &str = "night";
pub(super) const REVIEW: &str = "review";

/// The name of an entry: 1 to 40 letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id of an entry made at a moment. `nth` tells apart those of the same second.
    pub fn new(made: Moment, nth: u32) -> Self {
        let utc = made.utc();
        let (date, time) = (utc.date(), utc.time());
        let [year, month, day] = [date.year(), date.month().into(), date.day().into()];
        let [hour, minute, second] = [time.hour(), time.minute(), time.second()];
        Self(format!(
            "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z-{nth:08x}"
        ))
    }

    /// The id of the one note that a night can have.
    pub fn of_night(night: Night) -> Self {
        Self(format!("{NIGHT}-{night}"))
    }

    /// The id of the one review that can be asked in a night.
    pub fn of_review(night: Night) -> Self {
        Self(format!("{REVIEW}-{night}"))
    }

    /// `None` when `text` is not 1 to 40 ASCII letters, digits and hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it may name an entry of this kind and night; what is wrong, otherwise. Of a night
    /// there is one note and one review at most, so their ids are made of it.
    fn fits(&self, kind: &str, night: Option<&Value>) -> Result<(), String> {
        let named = [NIGHT, REVIEW].into_iter().find_map(|kind| {
            let night = self.0.strip_prefix(kind)?.strip_prefix('-')?;
            Night::parse(night).map(|_| (kind, night))
        });
        match named {
            Some((named, _)) if named != kind => {
                Err(format!("`{self}` is the id of a {named}, not of a {kind}"))
            }
            Some((_, named)) if night.is_some_and(|night| night != named) => {
                Err(format!("`{self}` is the id of another night"))
            }
            None if [NIGHT, REVIEW].contains(&kind) => Err(format!(
                "`id`: found `{self}`, expected `{kind}-` and the day of its evening"
            )),
            Some(_) | None => Ok(()),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: Id,
    pub(super) kind: String,
    pub(super) at: Moment,
    /// The first field of the entry, where the line does not set it.
    pub(super) of: Option<Value>,
    /// Whether it deletes the entry, or brings it back.
    pub(super) deleted: Option<bool>,
    /// What it sets; `null` clears.
    pub(super) fields: Fields,
}

impl Line {
    pub fn is_of_a_cramp(&self) -> bool {
        self.kind == "cramp"
    }

    /// When a cramp eased, if that is what this line says last of it, and the answer.
    pub fn eased(&self) -> Option<(ReliefAnswer, Moment)> {
        let mut diary = Diary::default();
        diary.take(self.clone());
        let Some(Entry::Cramp(cramp)) = diary.entry(&self.id) else {
            return None;
        };
        let said = cramp.answers.as_ref()?.last()?;
        let after = said.after.filter(|_| said.eased())?;
        Some((said.answer, cramp.start.after(after.time())))
    }
}

/// Why a line is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// A later version of the program wrote it, in this version of the format.
    Newer(u64),
    /// It is no line of a diary, for the reason given.
    Wrong(String),
}

impl Line {
    /// Whether no two diaries have such an entry by chance: its id is not made of a night.
    pub fn is_of_one(&self) -> bool {
        self.kind != NIGHT && self.kind != REVIEW
    }

    /// Reads a line, without its end.
    pub fn parse(text: &str) -> Result<Self, Unread> {
        let mut fields: Fields = serde_json::from_str(text)
            .map_err(|error| Unread::Wrong(format!("no JSON object: {error}")))?;
        match fields.remove("v").as_ref().and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(Unread::Newer(newer)),
            _ => return Err(Unread::Wrong("`v`: expected the version 1".to_owned())),
        }
        let mut text_of = |key: &str| match fields.remove(key) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        };
        let wrong =
            |key: &str, expected: &str| Unread::Wrong(format!("`{key}`: expected {expected}"));
        let id = Id::parse(&text_of("id"))
            .ok_or_else(|| wrong("id", "1 to 40 letters, digits and hyphens"))?;
        let kind = text_of("kind");
        if Id::parse(&kind).is_none() {
            return Err(wrong("kind", "1 to 40 letters, digits and hyphens"));
        }
        let at = Moment::parse(&text_of("at")).ok_or_else(|| wrong("at", &Moment::expected()))?;
        let deleted = match fields.remove("deleted") {
            None => None,
            Some(Value::Bool(deleted)) => Some(deleted),
            Some(_) => return Err(wrong("deleted", &bool::expected())),
        };
        let of = fields.remove("of");
        let night = fields.get("night").or(of.as_ref());
        id.fits(&kind, night).map_err(Unread::Wrong)?;
        Ok(Self {
            id,
            kind,
            at,
            of,
            deleted,
            fields,
        })
    }
}

impl fmt::Display for Line {
    /// As [`Line::parse`] reads it: no line end, no blanks between the parts, the fields in the
    /// order of the alphabet.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, kind, at, .. } = self;
        write!(
            f,
            r#"{{"v":{VERSION},"id":"{id}","kind":"{kind}","at":"{at}""#
        )?;
        if let Some(deleted) = self.deleted {
            write!(f, r#","deleted":{deleted}"#)?;
        }
        if let Some(of) = &self.of {
            write!(f, r#","of":{of}"#)?;
        }
        for (key, value) in &self.fields {
            write!(f, ",{}:{value}", Value::from(key.as_str()))?;
        }
        f.write_str("}")
    }
}
