//! One key's value, read as what the format wants.

mod number;

use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::DeValue;

use super::{Table, TableContext, length, nearest};
use crate::routine::problem::{Problem, quoted};
use crate::routine::{Named, RoutineId, hidden};

/// The value of a key, or an entry of it if that is a list.
///
/// Every reading method returns `None` after it has added at least one problem, or when the file
/// is broken at this place, which has been reported.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'t> {
    key: &'static str,
    /// The value is an entry of the key's list.
    is_entry: bool,
    value: &'t Spanned<DeValue<'t>>,
    context: &'t TableContext<'t>,
}

impl<'t> Field<'t> {
    pub(super) fn new(
        key: &'static str,
        value: &'t Spanned<DeValue<'t>>,
        context: &'t TableContext<'t>,
    ) -> Self {
        Self {
            key,
            is_entry: false,
            value,
            context,
        }
    }

    pub(crate) fn span(self) -> Range<usize> {
        self.value.span()
    }

    /// A text of one line with 1 to `most` characters.
    pub(crate) fn text(self, most: usize) -> Option<String> {
        let text = self.string("a text in quotes", "\"...\"")?;
        let length = text.chars().count();
        if length > most {
            let what = format!("has {length} characters, expected at most {most}");
            return self.refuse(&what, "make it shorter");
        }
        Some(text.to_owned())
    }

    pub(crate) fn texts(self, entries: usize, most: usize) -> Option<Vec<String>> {
        self.list(0..=entries, |entry| entry.text(most))
    }

    /// One of all values of a kind.
    pub(crate) fn one_of<T: Named>(self) -> Option<T> {
        self.choice(T::ALL, T::name)
    }

    /// One of `all`, by its `name`.
    pub(crate) fn choice<T: Copy>(self, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        let names: Vec<_> = all.iter().map(|&value| name(value)).collect();
        let example = format!("\"{}\"", names.first().copied().unwrap_or_default());
        let found = self.string(&any_of(&names), &example)?;
        if let Some(at) = names.iter().position(|name| *name == found) {
            return Some(all[at]);
        }
        let help = match nearest(found, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? It may be {}", any_of(&names)),
            None => format!("it may be {}", any_of(&names)),
        };
        self.refuse(&format!("cannot be {}", quoted(found)), &help)
    }

    /// What the text stands for, where there are too many names to tell them all.
    pub(crate) fn known<T>(self, names: &Names, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = self.string(names.expected, names.example)?;
        find(found).or_else(|| {
            let help = match nearest(found, names.all.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => names.help.clone(),
            };
            self.refuse(&format!("cannot be {}", quoted(found)), &help)
        })
    }

    /// A list of some of `all`, each once.
    pub(crate) fn choices<T: Copy + PartialEq>(
        self,
        least: usize,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<Vec<T>> {
        let mut seen = Vec::new();
        self.list(least..=all.len(), |entry| {
            let choice = entry.choice(all, name)?;
            if seen.contains(&choice) {
                let what = format!("says `{}` a second time", name(choice));
                return entry.refuse(&what, "delete it");
            }
            seen.push(choice);
            Some(choice)
        })
    }

    pub(crate) fn length(self, bounds: RangeInclusive<Duration>) -> Option<Duration> {
        if let DeValue::Integer(number) = self.value.get_ref() {
            let what = format!("is {}: a length needs a unit", quoted(&number.to_string()));
            return self.refuse(&what, &length::with_unit(number.as_str()));
        }
        let text = self.string("a length in quotes", "\"30s\"")?;
        let length = match length::parse(text) {
            Ok(length) => length,
            Err(refusal) => {
                let what = format!("is {}: {}", quoted(text), refusal.what);
                return self.refuse(&what, &refusal.help);
            }
        };
        if bounds.contains(&length) {
            return Some(length);
        }
        let least = length::written(*bounds.start());
        let most = length::written(*bounds.end());
        let what = format!("is {}, expected {least} to {most}", quoted(text));
        let change = if length < *bounds.start() {
            "longer"
        } else {
            "shorter"
        };
        let fitting = Duration::from_secs(30).clamp(*bounds.start(), *bounds.end());
        let fitting = length::written(fitting);
        let help = format!("write a {change} length, such as `{fitting}`");
        self.refuse(&what, &help)
    }

    pub(crate) fn flag(self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) if !self.is_broken() => Some(*flag),
            _ => self.mismatch("`true` or `false` without quotes", "true"),
        }
    }

    pub(crate) fn hour(self) -> Option<i8> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            return self.mismatch("an hour from 0 to 23 without quotes", "12");
        };
        let hour = i8::from_str_radix(number.as_str(), number.radix()).ok();
        let hour = hour.filter(|hour| (0..24).contains(hour) && !self.is_broken());
        hour.or_else(|| {
            let what = format!("is {}, expected an hour from 0 to 23", number.as_str());
            self.refuse(&what, &self.written_as("12"))
        })
    }

    pub(crate) fn id(self) -> Option<RoutineId> {
        let text = self.string("an id in quotes", "\"bedtime-stretch\"")?;
        RoutineId::new(text).or_else(|| {
            let what = format!("is {}, which is no id", quoted(text));
            let help = "an id has 1 to 40 of a-z, 0-9 and `-`, as in `wall-calf`";
            self.refuse(&what, help)
        })
    }

    /// The tables of a list written `[[key]]`, each called `name`.
    pub(crate) fn tables(self, name: &'static str, most: usize) -> Option<Vec<Table<'t>>> {
        let key = self.key;
        let written = self.context.source.get(self.span()).unwrap_or_default();
        if let Some(table) = self.as_table(name).filter(|_| written.starts_with('[')) {
            let help = format!("write `[{written}]`, with two brackets");
            self.refuse::<()>(&format!("is written {}", quoted(written)), &help);
            return Some(vec![table]);
        }
        let help = format!("begin each {key} with a line `[[{key}]]`");
        let what = format!("is {}, expected tables", self.kind());
        let DeValue::Array(_) = self.value.get_ref() else {
            return self.refuse(&what, &help);
        };
        self.list(1..=most, |entry| {
            let what = format!("is {}, expected a table", entry.kind());
            let table = entry.as_table(name);
            table.or_else(|| entry.refuse(&what, &help))
        })
    }

    /// A table, called `name`, written like `example`.
    pub(crate) fn table(self, name: &'static str, example: &str) -> Option<Table<'t>> {
        self.as_table(name)
            .or_else(|| self.mismatch("a table in braces", example))
    }

    pub(crate) fn is_list(self) -> bool {
        self.value.get_ref().is_array()
    }

    /// What follows `prefix`, if it is a text that begins so.
    pub(crate) fn after(self, prefix: &str) -> Option<&'t str> {
        let text = self.value.get_ref().as_str()?;
        text.strip_prefix(prefix).filter(|_| !self.is_broken())
    }

    fn as_table(self, name: &'static str) -> Option<Table<'t>> {
        let entries = self.value.get_ref().as_table()?;
        Some(Table::new(name, entries, self.span(), self.context))
    }

    /// What `read` makes of the entries of a list that has `bounds` of them.
    pub(crate) fn list<T>(
        self,
        bounds: RangeInclusive<usize>,
        mut read: impl FnMut(Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let DeValue::Array(values) = self.value.get_ref() else {
            return self.mismatch("a list in brackets", "[\"...\"]");
        };
        let entry = |value| Self {
            value,
            is_entry: true,
            ..self
        };
        if values.len() < *bounds.start() {
            return self.refuse("is empty", "write at least one entry");
        }
        let read: Vec<_> = values
            .iter()
            .take(*bounds.end())
            .map(|value| read(entry(value)))
            .collect();
        if let Some(value) = values.get(*bounds.end()) {
            let (found, most) = (values.len(), bounds.end());
            let what = format!("has {found} entries, expected at most {most}");
            return self.refuse_at(value.span(), &what, "take some out");
        }
        read.into_iter().collect()
    }

    /// The text itself, trimmed, not empty and with nothing hidden in it.
    fn string(self, expected: &str, example: &str) -> Option<&'t str> {
        let DeValue::String(text) = self.value.get_ref() else {
            return self.mismatch(expected, example);
        };
        if self.is_broken() {
            return None;
        }
        let raw = self.context.source.get(self.span()).unwrap_or_default();
        if let Some(hidden) = hidden::find(text, raw) {
            let start = self.span().start;
            let span = start + hidden.at.start..start + hidden.at.end;
            return self.refuse_at(span, &hidden.what, hidden.help);
        }
        if text.trim().is_empty() {
            let what = format!("is empty, expected {expected}");
            return self.refuse(&what, &self.written_as(example));
        }
        Some(text.trim())
    }

    fn mismatch<T>(self, expected: &str, example: &str) -> Option<T> {
        let what = format!("is {}, expected {expected}", self.kind());
        self.refuse(&what, &self.written_as(example))
    }

    fn written_as(self, example: &str) -> String {
        if self.is_entry {
            format!("write it as `{example}`")
        } else {
            format!("write it as `{} = {example}`", self.key)
        }
    }

    fn kind(self) -> &'static str {
        match self.value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date or a time of day",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// Adds a problem at the value, which says `complaint` of the key.
    pub(crate) fn refuse<T>(self, complaint: &str, help: &str) -> Option<T> {
        self.refuse_at(self.span(), complaint, help)
    }

    fn refuse_at<T>(self, span: Range<usize>, complaint: &str, help: &str) -> Option<T> {
        if !self.context.has_enough() && !self.is_broken() {
            let what = format!("{} {complaint}", self.subject());
            self.context.report([Problem::error(span, what).mend(help)]);
        }
        None
    }

    /// Whether the value may be a guess of the parser, which has been reported.
    fn is_broken(self) -> bool {
        self.context.is_broken(&self.span())
    }

    fn subject(self) -> String {
        if self.is_entry {
            format!("an entry of `{}`", self.key)
        } else {
            format!("`{}`", self.key)
        }
    }
}

/// What a text may be, if there are many such names.
#[derive(Debug)]
pub(crate) struct Names {
    /// "a joint in quotes".
    pub(crate) expected: &'static str,
    /// One of the names, in quotes.
    pub(crate) example: &'static str,
    /// The names in few words.
    pub(crate) help: String,
    pub(crate) all: Vec<String>,
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
