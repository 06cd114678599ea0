//! One thing wrong in a file, with its place and its cure.

use std::ops::Range;

use super::hidden;

/// Characters of a found value that a message repeats.
const QUOTED: usize = 40;
const WHAT: usize = 200;
/// Problems of one file that are told; of a file with more, something else is wrong.
const MOST: usize = 100;

/// Whether so many problems were found that the next ones would not be told.
pub(crate) fn are_enough(problems: &[Problem]) -> bool {
    problems.len() > MOST
}

/// The first problems in the order of their places, and a last one that says if there are more.
pub(crate) fn told(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.start);
    if are_enough(&problems) {
        let what = format!("more than {MOST} problems; the rest is not listed");
        let next = Problem::error(problems[MOST].span.clone(), what);
        problems.truncate(MOST);
        problems.push(next);
    }
    problems
}

/// One thing wrong in a TOML file: where, what, and how to mend it. A routine that has one is not
/// used; of the settings, the value is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the source text, from one character to another.
    pub span: Range<usize>,
    /// What was found and what was expected; no control characters, at most 200 characters.
    pub what: String,
    pub help: Option<String>,
}

impl Problem {
    /// An error at `span`; `what` is cleaned and cut to its limits.
    pub fn error(span: Range<usize>, what: impl AsRef<str>) -> Self {
        Self {
            span,
            what: cut(&hidden::named(what.as_ref()), WHAT),
            help: None,
        }
    }

    /// The same with words on how to mend it, cleaned and cut as `what` is.
    #[must_use]
    pub fn mend(self, help: impl AsRef<str>) -> Self {
        Self {
            help: Some(cut(&hidden::named(help.as_ref()), WHAT)),
            ..self
        }
    }

    /// The problem in one line: `path:line:column: what`.
    pub fn brief(&self, path: &str, source: &str) -> String {
        let (line, column) = Lines::of(source).position(source, self.span.start);
        format!("{}:{line}:{column}: {}", hidden::named(path), self.what)
    }
}

/// `text` in backticks, short and with nothing hidden in it.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", cut(&hidden::named(text), QUOTED))
}

/// `text`, or its beginning and an ellipsis: at most `most` characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of `source`, which end with a line feed.
    pub fn of(source: &str) -> Self {
        let after_feeds = source.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after_feeds).collect())
    }

    /// Line and column of a byte of `source`, both from 1, the column in characters; a byte order
    /// mark has no column.
    pub fn position(&self, source: &str, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let before = source.get(self.0[line]..byte).unwrap_or_default();
        let column = before.trim_start_matches('\u{feff}').chars().count();
        (line + 1, column + 1)
    }

    /// The number of the line, from 0, that holds a byte.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte) - 1
    }
}
