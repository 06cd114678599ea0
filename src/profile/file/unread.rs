//! A line that cannot be read, and what can stand in its place.

use jiff::civil::DateTime;

use super::line;
use crate::moment::Moment;
use crate::profile::Answer;

/// A line of which nothing can be read.
#[derive(Debug, PartialEq, Eq)]
pub struct UnreadLine {
    /// Which of the file, from 0.
    pub line: usize,
    /// The answers that say as much as it can have said; `None` if that cannot be known.
    pub(super) half: Option<Vec<Answer>>,
    /// When that was said which was said last above it.
    pub(super) at: Moment,
}

impl UnreadLine {
    /// The lines that can stand in its place; `None` if it has to stay. A sign whose time is not known
    /// is one of `now`.
    pub fn instead(&self, now: DateTime) -> Option<Vec<String>> {
        let line_of = |answer: &Answer| {
            let mut answer = answer.clone();
            if let Answer::Seen { seen, .. } = &mut answer {
                seen.get_or_insert(now);
            }
            line(&answer, self.at)
        };
        let half = self.half.as_ref()?.iter();
        Some(half.map(line_of).collect())
    }
}
