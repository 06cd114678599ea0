//! What may stand in a field of the diary, and how it is read and written.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::moment::Moment;
use crate::night::Night;
use crate::routine::hidden::seen;
use crate::routine::{Named, RoutineId};

/// The fields of an entry by name.
pub type Fields = BTreeMap<String, Value>;

/// The word for what was asked and not known.
pub(super) const UNKNOWN: &str = "unknown";

pub(super) trait FieldValue: Sized {
    fn expected() -> String;
    /// The value; of a list, what fits of it.
    fn read(value: &Value) -> Option<Self>;
    /// As it is read.
    fn write(&self) -> Value;

    /// Whether nothing is left out of a value that can be read.
    fn is_whole(_: &Value) -> bool {
        true
    }
}

/// A value of one piece as a field: what would have fitted, how it is read, and how it is written.
macro_rules! plain_field {
    ($type:ty, $expected:expr, |$value:ident| $read:expr, |$this:ident| $write:expr) => {
        impl FieldValue for $type {
            fn expected() -> String {
                $expected.into()
            }

            fn read($value: &Value) -> Option<Self> {
                $read
            }

            fn write(&self) -> Value {
                let $this = self;
                $write
            }
        }
    };
}
pub(super) use plain_field;

/// An answer: a value, or "I don't know". Where nothing was asked or said there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response<T> {
    Known(T),
    /// The person said that they do not know.
    Unknown,
}

impl<T> Response<T> {
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    pub fn as_ref(&self) -> Response<&T> {
        match self {
            Self::Known(value) => Response::Known(value),
            Self::Unknown => Response::Unknown,
        }
    }
}

impl<T: FieldValue> FieldValue for Response<T> {
    fn expected() -> String {
        format!("{} or `{UNKNOWN}`", T::expected())
    }

    fn read(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some(UNKNOWN) => Some(Self::Unknown),
            _ => T::read(value).map(Self::Known),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Known(value) => value.write(),
            Self::Unknown => UNKNOWN.into(),
        }
    }

    fn is_whole(value: &Value) -> bool {
        value.as_str() == Some(UNKNOWN) || T::is_whole(value)
    }
}

/// How bad something is, from 0, none, to 10, the worst imaginable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    pub const WORST: Self = Self(10);

    /// `None` above 10.
    pub fn new(score: u8) -> Option<Self> {
        (score <= Self::WORST.0).then_some(Self(score))
    }

    pub const fn number(self) -> u8 {
        self.0
    }
}

plain_field!(
    Score,
    "a whole number from 0 to 10",
    |value| Self::new(u8::try_from(value.as_u64()?).ok()?),
    |score| score.0.into()
);

/// How long something lasted, in whole seconds up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(u32);

impl Seconds {
    pub const LONGEST: Self = Self(24 * 60 * 60);
    pub const HOUR: Self = Self(60 * 60);

    /// Rounded down; `None` past a day.
    pub fn new(time: Duration) -> Option<Self> {
        let seconds = u32::try_from(time.as_secs()).ok()?;
        (seconds <= Self::LONGEST.0).then_some(Self(seconds))
    }

    pub fn number(self) -> u32 {
        self.0
    }

    pub fn time(self) -> Duration {
        Duration::from_secs(self.0.into())
    }
}

plain_field!(
    Seconds,
    format!("a whole number of seconds from 0 to {}", Self::LONGEST.0),
    |value| Self::new(Duration::from_secs(value.as_u64()?)),
    |seconds| seconds.0.into()
);

// How many cramps there were. More than 99 in a night are a mistake.
plain_field!(
    u8,
    "a whole number from 0 to 99",
    |value| Self::try_from(value.as_u64()?)
        .ok()
        .filter(|count| *count <= 99),
    |count| (*count).into()
);

plain_field!(
    u32,
    "a whole number",
    |value| value.as_u64()?.try_into().ok(),
    |number| (*number).into()
);

plain_field!(bool, "`true` or `false`", |value| value.as_bool(), |flag| {
    (*flag).into()
});

/// A line in the person's own words, at most 280 characters, none of them hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(String);

impl Note {
    /// Characters, at most.
    pub const LONGEST: usize = 280;

    /// The first 280 characters of `text`, spaces for those that do not show and none around it;
    /// `None` if nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let shown: String = shown(text).trim().chars().take(Self::LONGEST).collect();
        (!shown.is_empty()).then(|| Self(shown.trim_end().to_owned()))
    }

    /// Several as one, however long that becomes: it is told, not kept. `None` of none.
    pub(super) fn joined(parts: &[&str]) -> Option<Self> {
        (!parts.is_empty()).then(|| Self(parts.join("; ")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

plain_field!(
    Note,
    format!("a text of 1 to {} characters", Self::LONGEST),
    |value| {
        let shown = shown(value.as_str()?);
        let shown = shown.trim();
        let fits = !shown.is_empty() && shown.chars().count() <= Self::LONGEST;
        fits.then(|| Self(shown.to_owned()))
    },
    |note| note.as_str().into()
);

/// `text` with spaces for what does not show.
pub(super) fn shown(text: &str) -> String {
    seen(text)
        .map(|(c, is_hidden)| if is_hidden { ' ' } else { c })
        .collect()
}

plain_field!(
    Moment,
    "a date and time such as `2026-11-22T03:12:40+01:00`",
    |value| Self::parse(value.as_str()?),
    |moment| moment.to_string().into()
);

plain_field!(
    Night,
    "the day of an evening such as `2026-11-21`",
    |value| Self::parse(value.as_str()?),
    |night| night.to_string().into()
);

plain_field!(
    RoutineId,
    "the id of a routine",
    |value| Self::new(value.as_str()?),
    |id| id.as_str().into()
);

/// A list of which every part is read by itself: a later version may know more of them.
macro_rules! list_field {
    ($list:ident, $($bound:ident),+) => {
        impl<T: $($bound +)+> FieldValue for $list<T> {
            fn expected() -> String {
                format!("a list, each of which is {}", T::expected())
            }

            fn read(value: &Value) -> Option<Self> {
                let parts = value.as_array()?;
                let read: Self = parts.iter().filter_map(T::read).collect();
                // An empty list says something of its own.
                (parts.is_empty() || !read.is_empty()).then_some(read)
            }

            fn write(&self) -> Value {
                self.iter().map(T::write).collect()
            }

            fn is_whole(value: &Value) -> bool {
                let fits = |part| T::read(part).is_some() && T::is_whole(part);
                value.as_array().into_iter().flatten().all(fits)
            }
        }
    };
}
list_field!(BTreeSet, FieldValue, Ord);
list_field!(Vec, FieldValue);

impl<T: Named> FieldValue for T {
    fn expected() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|value| value.name()).collect();
        format!("one of {}", names.join(", "))
    }

    fn read(value: &Value) -> Option<Self> {
        Self::of_name(value.as_str()?)
    }

    fn write(&self) -> Value {
        self.name().into()
    }
}
