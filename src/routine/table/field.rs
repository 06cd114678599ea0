//! One key's value, read as what the format wants.

use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::DeValue;

use super::length;
use super::{Table, nearest};
use crate::routine::RoutineId;
use crate::routine::hidden;
use crate::routine::problem::{Problem, quoted};

/// The value of a key that the table has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'t> {
    key: &'static str,
    value: &'t Spanned<DeValue<'t>>,
    torn: bool,
}

impl<'t> Field<'t> {
    pub(super) fn new(key: &'static str, value: &'t Spanned<DeValue<'t>>, torn: bool) -> Self {
        Self { key, value, torn }
    }

    /// Where the value stands.
    pub(crate) fn span(&self) -> Range<usize> {
        self.value.span()
    }

    /// A text of one line with 1 to `most` characters.
    pub(crate) fn text(&self, most: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let text = self.string("a text in quotes", problems)?;
        let length = text.chars().count();
        if text.is_empty() {
            let empty = self.wrong("is empty");
            problems.push(empty.mend("write something, or leave the key out if it is not needed"));
        } else if length > most {
            let long = self.wrong(format!("has {length} characters, at most {most} fit"));
            problems.push(long.mend("make it shorter"));
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// A list of at most `items` texts of at most `most` characters.
    pub(crate) fn texts(
        &self,
        items: usize,
        most: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<Vec<String>> {
        let list = self.list(items, problems)?;
        let texts: Vec<_> = list.iter().map(|item| item.text(most, problems)).collect();
        texts.into_iter().collect()
    }

    /// One of `all`, by its `name`.
    pub(crate) fn choice<T: Copy>(
        &self,
        all: &[T],
        name: fn(T) -> &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let names: Vec<_> = all.iter().map(|&value| name(value)).collect();
        let found = self.string(&format!("one of {}", any_of(&names)), problems)?;
        let choice = names.iter().position(|name| *name == found);
        if choice.is_none() {
            let near = nearest(found, names.iter().copied());
            let mut help = format!("it may be {}", any_of(&names));
            if let Some(near) = near {
                help = format!("did you mean `{near}`? {help}");
            }
            problems.push(
                self.wrong(format!("cannot be {}", quoted(found)))
                    .mend(help),
            );
        }
        choice.map(|at| all[at])
    }

    /// A list of some of `all`.
    pub(crate) fn choices<T: Copy>(
        &self,
        all: &[T],
        name: fn(T) -> &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<Vec<T>> {
        let list = self.list(all.len(), problems)?;
        let choices: Vec<_> = list
            .iter()
            .map(|item| item.choice(all, name, problems))
            .collect();
        choices.into_iter().collect()
    }

    /// A length within `bounds`.
    pub(crate) fn length(
        &self,
        bounds: RangeInclusive<Duration>,
        problems: &mut Vec<Problem>,
    ) -> Option<Duration> {
        let text = self.string("a length in quotes, such as \"90s\"", problems)?;
        match length::parse(text) {
            Ok(length) if bounds.contains(&length) => Some(length),
            Ok(_) => {
                let what = format!("{} is out of bounds", quoted(text));
                problems.push(self.wrong(what).mend(format!(
                    "it may be {} to {}",
                    length::written(*bounds.start()),
                    length::written(*bounds.end())
                )));
                None
            }
            Err(refusal) => {
                let what = format!("{} {}", quoted(text), refusal.what);
                problems.push(self.wrong(what).mend(refusal.help));
                None
            }
        }
    }

    /// A whole number within `bounds`.
    pub(crate) fn whole(
        &self,
        bounds: RangeInclusive<u8>,
        problems: &mut Vec<Problem>,
    ) -> Option<u8> {
        let range = format!("a whole number from {} to {}", bounds.start(), bounds.end());
        let DeValue::Integer(integer) = self.value.get_ref() else {
            self.mismatch(&range, problems);
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number
            .and_then(|n| u8::try_from(n).ok())
            .filter(|n| bounds.contains(n));
        if number.is_none() {
            problems.push(self.wrong(format!("is {integer}, expected {range}")));
        }
        number
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, problems: &mut Vec<Problem>) -> Option<bool> {
        let flag = self.value.get_ref().as_bool();
        if flag.is_none() {
            self.mismatch("true or false", problems);
        }
        flag
    }

    /// The id of a routine or a pose.
    pub(crate) fn id(&self, problems: &mut Vec<Problem>) -> Option<RoutineId> {
        let text = self.string("an id in quotes", problems)?;
        let id = RoutineId::new(text);
        if id.is_none() {
            problems.push(
                self.wrong(format!("is {}, which is no id", quoted(text)))
                    .mend("an id is 1 to 40 of a-z, 0-9 and -, as in `bedtime-stretch`"),
            );
        }
        id
    }

    /// The tables of a list written `[[key]]`.
    pub(crate) fn tables(&self, problems: &mut Vec<Problem>) -> Option<Vec<Table<'t>>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            self.mismatch(&format!("a table written [[{}]]", self.key), problems);
            return None;
        };
        let mut tables = Vec::new();
        for value in items {
            match value.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Table::new(entries, value.span(), self.torn));
                }
                _ => Self { value, ..*self }.mismatch("a table", problems),
            }
        }
        Some(tables)
    }

    /// The items of a list of at most `most`.
    fn list(&self, most: usize, problems: &mut Vec<Problem>) -> Option<Vec<Self>> {
        let Some(items) = self.value.get_ref().as_array() else {
            self.mismatch("a list in brackets", problems);
            return None;
        };
        if items.len() > most {
            let many = format!("has {} entries, at most {most} fit", items.len());
            problems.push(self.wrong(many).mend("leave some out"));
            return None;
        }
        Some(items.iter().map(|value| Self { value, ..*self }).collect())
    }

    /// The text itself, trimmed and with nothing hidden in it.
    fn string(&self, expected: &str, problems: &mut Vec<Problem>) -> Option<&'t str> {
        let DeValue::String(text) = self.value.get_ref() else {
            self.mismatch(expected, problems);
            return None;
        };
        let hidden = text.chars().find(|&c| hidden::is_hidden(c));
        if let Some(c) = hidden {
            problems.push(self.wrong(format!("holds the hidden character {}", hidden::name(c))));
            return None;
        }
        Some(text.trim())
    }

    fn mismatch(&self, expected: &str, problems: &mut Vec<Problem>) {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        problems.push(self.wrong(format!("is {found}, expected {expected}")));
    }

    /// A problem at the value, which says `complaint` of the key.
    pub(crate) fn wrong(&self, complaint: impl AsRef<str>) -> Problem {
        Problem::error(
            self.span(),
            format!("`{}` {}", self.key, complaint.as_ref()),
        )
    }
}

/// "`a`, `b` or `c`".
fn any_of(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
