//! What is worth keeping of a night, and what it comes to.
//!
//! Pure like everything in this ring: a [`Diary`] is made of lines of text and proposes lines of
//! text; the edge reads and appends them.

pub(crate) mod at;
pub(crate) mod book;
pub mod choice;
pub mod counts;
pub mod danger;
pub(crate) mod doubt;
pub mod entry;
pub mod episode;
pub mod export;
pub mod line;
pub mod recorder;
pub mod report;
pub(crate) mod sheet;
pub mod value;
pub(crate) mod when;
pub mod word;

#[cfg(test)]
mod laws;

use std::time::Duration;

pub use book::Diary;
pub use entry::Entry;

pub use crate::session::relief::Answer;

use crate::routine::RoutineId;
use choice::{CrampMuscle, CrampSide};

/// What happened that is worth an [`Entry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    Began {
        /// So long ago, in another window; nothing, if it does now.
        ago: Duration,
        routine: RoutineId,
        /// Whether that is from a file, and not the program's.
        own: bool,
        /// The muscle that cramps, if the person chose it; relief has to begin with one.
        muscle: Option<CrampMuscle>,
        /// Whether the person says that it is the cramp of before, come back.
        back: bool,
    },
    /// The person chose where the cramp sits, while relief was under way.
    Chose { muscle: CrampMuscle },
    /// The person said which leg cramps, or that both do, while relief was under way.
    Side(CrampSide),
    Answered {
        answer: Answer,
        /// From the start of relief to the press that said so; `None` if that says nothing about
        /// the cramp.
        after: Option<Duration>,
        /// The routine on the screen.
        routine: RoutineId,
        own: bool,
        /// The title of the step on the screen; `None` at rest.
        step: Option<String>,
    },
    /// What the person said last of the cramp was a slip.
    Unsaid,
    /// A routine that is not relief began. It is written down once something of it was done.
    SessionBegan { routine: RoutineId, own: bool },
    /// So much was done of the routine that began last.
    Session {
        /// Steps done: a hold of theirs was kept to its end, or for ten seconds.
        steps: usize,
        finished: bool,
        /// How long its steps ran.
        lasted: Duration,
    },
}
