//! One thing wrong in a file, with its place and its cure.

use std::ops::Range;

/// One thing wrong in a TOML file: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the source text.
    pub span: Range<usize>,
    /// What was found and what was expected; no control characters, at most 200 characters.
    pub what: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Whether the file can be used in spite of it.
    pub level: Level,
}

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The file is not used.
    Error,
    /// The file is used.
    Warning,
}
