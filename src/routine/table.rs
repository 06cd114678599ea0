//! Walks a TOML table: every key is asked for by name, and what nobody asked for is unknown.

mod explain;
pub(crate) mod field;
mod length;
mod syntax;

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

use super::problem::{Lines, Problem, are_enough, quoted};

pub(crate) use field::{Field, Names};
pub(crate) use syntax::{read, read_whole};

/// What a table and its fields know of their file.
#[derive(Debug)]
struct TableContext<'t> {
    source: &'t str,
    lines: &'t Lines,
    /// Numbers of the lines with an error of syntax, in order: what stands in them may be the
    /// parser's guess, and a complaint about it would mislead.
    broken: &'t [usize],
    /// Some keys could not be read, so one may be absent without being missing.
    torn: bool,
    /// What is wrong with it so far: every reader of a part adds to the same list.
    problems: RefCell<Vec<Problem>>,
}

impl TableContext<'_> {
    /// Whether what stands at `span` may be a guess of the parser, which has been reported.
    fn is_broken(&self, span: &Range<usize>) -> bool {
        if span.end == 0 {
            return true; // the parser made the value up
        }
        let first = self.lines.line(span.start);
        let last = self.lines.line(span.end);
        let next = self.broken.partition_point(|&line| line < first);
        self.broken.get(next).is_some_and(|&line| line <= last)
    }

    /// Whether the next problem would not be told.
    fn has_enough(&self) -> bool {
        are_enough(&self.problems.borrow())
    }

    fn report(&self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.borrow_mut().extend(problems);
    }
}

/// A table of the file whose keys are being read.
#[derive(Debug)]
pub(crate) struct Table<'t> {
    /// What it is, to a user: "a step".
    name: &'static str,
    entries: &'t DeTable<'t>,
    /// Where a missing key is reported.
    header: Range<usize>,
    context: &'t TableContext<'t>,
    asked: Vec<&'static str>,
    /// Required keys that are not there, each with an example of its line.
    missing: Vec<(&'static str, &'static str)>,
}

impl<'t> Table<'t> {
    fn new(
        name: &'static str,
        entries: &'t DeTable<'t>,
        header: Range<usize>,
        context: &'t TableContext<'t>,
    ) -> Self {
        Self {
            name,
            entries,
            header,
            context,
            asked: Vec::new(),
            missing: Vec::new(),
        }
    }

    pub(crate) fn header(&self) -> Range<usize> {
        self.header.clone()
    }

    /// The same table under a name that says more.
    pub(crate) fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Reads `format`. Whether the file is of a format to come, of which nothing else can be said.
    pub(crate) fn is_of_a_newer_format(&mut self) -> bool {
        let number = |field: Field<'t>| Some((field.number()?, field));
        let Some((number, field)) = self.required("format", "format = 1", number) else {
            return false;
        };
        if number != 1 {
            let what = format!("is {number}, but this uncramp reads format 1");
            let help = "write `format = 1`, or get the uncramp that the file was written for";
            field.refuse::<()>(&what, help);
        }
        number > 1
    }

    /// Adds problems that no single value has.
    pub(crate) fn report(&self, problems: impl IntoIterator<Item = Problem>) {
        self.context.report(problems);
    }

    /// Whether nothing was found wrong with the file so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.context.problems.borrow().is_empty()
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Field<'t>> {
        self.asked.push(key);
        let value = self.entries.get(key)?;
        Some(Field::new(key, value, self.context))
    }

    /// What `read` makes of `key`, or the default where the file has none.
    pub(crate) fn or<T>(
        &mut self,
        key: &'static str,
        default: T,
        read: impl FnOnce(Field<'t>) -> Option<T>,
    ) -> Option<T> {
        self.optional(key).map_or(Some(default), read)
    }

    pub(crate) fn given<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Field<'t>) -> Option<T>,
    ) -> Option<T> {
        self.optional(key).and_then(read)
    }

    /// What `read` makes of `key`; its absence is a problem, mended by a line like `example`.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        example: &'static str,
        read: impl FnOnce(Field<'t>) -> Option<T>,
    ) -> Option<T> {
        let field = self.optional(key);
        if field.is_none() {
            self.lacks(key, example);
        }
        field.and_then(read)
    }

    /// Notes that `key` is missing, which a line like `example` mends.
    pub(crate) fn lacks(&mut self, key: &'static str, example: &'static str) {
        self.missing.push((key, example));
    }

    /// Reports the keys that nobody asked for and those that are missing.
    pub(crate) fn finish(&mut self) {
        for (key, value) in self.entries {
            if self.context.has_enough() {
                return;
            }
            let name: &str = key.get_ref();
            let spans = [key.span(), value.span()];
            let is_guess = spans.iter().any(|span| self.context.is_broken(span));
            if self.asked.contains(&name) || is_guess {
                continue;
            }
            let is_absent = |key: &&str| !self.entries.contains_key(*key);
            let help = match nearest(name, self.asked.iter().copied().filter(is_absent)) {
                Some(near) => {
                    // One mistake, one problem.
                    self.missing.retain(|(key, _)| *key != near);
                    format!("did you mean `{near}`?")
                }
                None => format!("its keys are {}", self.asked.join(", ")),
            };
            let what = format!("{} is no key of {}", quoted(name), self.name);
            self.report([Problem::error(key.span(), what).mend(help)]);
        }
        if !self.context.torn {
            let written = self.context.source.get(self.header.clone());
            let add = if written.is_some_and(|written| written.starts_with('{')) {
                "add" // braces hold no lines
            } else {
                "add a line like"
            };
            for (key, example) in &self.missing {
                let what = format!("{} has no `{key}`", self.name);
                let help = format!("{add} `{example}`");
                self.report([Problem::error(self.header.clone(), what).mend(help)]);
            }
        }
    }
}

/// The one of `known` that somebody who wrote `found` most likely meant.
pub(crate) fn nearest<'k>(found: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// Beyond this no known word is near, and comparing gets slow.
    const LONGEST: usize = 40;
    if found.len() > LONGEST {
        return None;
    }
    let found = found.to_lowercase();
    known
        .map(|word| (strsim::damerau_levenshtein(&found, word), word))
        .filter(|(distance, word)| *distance <= (word.len() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
