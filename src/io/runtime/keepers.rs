//! What keeps on the disk what has to be kept.

use std::path::PathBuf;

use super::diary_writer::DiaryWriter;
use crate::io::files::Places;
use crate::io::profile::Answers;
use crate::io::shelf::Shelf;
use crate::profile::Answer;
use crate::profile::danger::LONG_CRAMP;

/// It outlives the runtime and writes the last of it.
pub(super) struct Keepers {
    pub diary_writer: DiaryWriter,
    pub answers: Answers,
    pub shelf: Shelf,
    pub parting: Vec<String>,
}

impl Keepers {
    /// An answer as it is kept: that a cramp was long goes with its entry, and is over once that is put right.
    pub(super) fn with_its_entry(&self, answer: Answer) -> Answer {
        match (answer, self.diary_writer.cramp()) {
            (Answer::Seen { sign, seen }, Some(entry)) if sign == LONG_CRAMP => Answer::Told {
                entry: entry.to_string(),
                signs: [(sign, seen)].into(),
            },
            (answer, _) => answer,
        }
    }

    pub(super) fn new(
        diary: Option<PathBuf>,
        answers: Answers,
        shelf: Shelf,
        places: Option<Places>,
    ) -> Self {
        Self {
            shelf,
            diary_writer: DiaryWriter::new(diary, places),
            answers,
            parting: Vec::new(),
        }
    }
}
