//! What keeps on the disk what has to be kept.

use std::path::PathBuf;

use super::diary_writer::DiaryWriter;
use crate::io::files::Places;
use crate::io::profile::Answers;
use crate::io::shelf::Shelf;

/// It outlives the runtime and writes the last of it.
pub struct Keepers {
    pub diary_writer: DiaryWriter,
    pub answers: Answers,
    pub shelf: Shelf,
    pub parting: Vec<String>,
}

impl Keepers {
    pub fn new(
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
