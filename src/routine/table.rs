//! Walks a TOML table: every key is asked for by name, and what nobody asked for is unknown.

mod field;
mod length;
mod syntax;

use std::ops::Range;

use toml::de::DeTable;

use super::problem::{Problem, quoted};

pub(crate) use field::Field;
pub(crate) use syntax::read;

/// A table of the file whose keys are being read.
#[derive(Debug)]
pub(crate) struct Table<'t> {
    entries: &'t DeTable<'t>,
    /// Where a missing key is reported.
    header: Range<usize>,
    /// Parts of the file could not be read, so a key may be absent without being missing.
    torn: bool,
    asked: Vec<&'static str>,
    /// Required keys that are not there, each with an example of its line.
    missing: Vec<(&'static str, &'static str)>,
}

impl<'t> Table<'t> {
    fn new(entries: &'t DeTable<'t>, header: Range<usize>, torn: bool) -> Self {
        Self {
            entries,
            header,
            torn,
            asked: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Where the table begins.
    pub(crate) fn header(&self) -> Range<usize> {
        self.header.clone()
    }

    /// Whether parts of the file could not be read.
    pub(crate) fn is_torn(&self) -> bool {
        self.torn
    }

    /// The value of `key`, if the file has one.
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Field<'t>> {
        self.asked.push(key);
        let value = self.entries.get(key)?;
        Some(Field::new(key, value, self.torn))
    }

    /// The value of `key`; its absence is a problem, mended by a line like `example`.
    pub(crate) fn required(
        &mut self,
        key: &'static str,
        example: &'static str,
    ) -> Option<Field<'t>> {
        let field = self.optional(key);
        if field.is_none() {
            self.missing.push((key, example));
        }
        field
    }

    /// Reports the keys that nobody asked for and those that are missing.
    pub(crate) fn finish(mut self, problems: &mut Vec<Problem>) {
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let unknown = Problem::error(key.span(), format!("{} is no known key", quoted(name)));
            let absent = self
                .asked
                .iter()
                .filter(|known| !self.entries.contains_key(**known));
            problems.push(match nearest(name, absent.copied()) {
                Some(near) => {
                    self.missing.retain(|(key, _)| *key != near);
                    unknown.mend(format!("did you mean `{near}`?"))
                }
                None => unknown.mend(format!("the keys here are {}", self.asked.join(", "))),
            });
        }
        if self.torn {
            return;
        }
        for (key, example) in self.missing {
            problems.push(
                Problem::error(self.header.clone(), format!("`{key}` is missing"))
                    .mend(format!("add a line like `{example}`")),
            );
        }
    }
}

/// The one of `known` that somebody who wrote `found` most likely meant.
fn nearest<'k>(found: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// Beyond this no known word is near, and comparing gets slow.
    const LONGEST: usize = 40;
    if found.len() > LONGEST {
        return None;
    }
    let found = found.to_lowercase();
    known
        .map(|word| (strsim::damerau_levenshtein(&found, word), word))
        .filter(|(distance, word)| *distance <= word.len() / 3 + 1 && *distance < word.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
