//! Why the diary cannot be read or written, and what helps.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::LARGEST;
use crate::routine::hidden::shown;

pub(super) const BUSY: &str = "another uncramp is using it; try again";
pub(super) const OVERTAKEN: &str = "another uncramp has written into it; try again";
pub(super) const NO_FILE: &str =
    "a pipe, a socket or a device, where a file should be; move it away";
pub(super) const NEWER: &str = "a newer uncramp has written into it, so it can be read but not \
     added to; use the newer uncramp";

/// Why something was not done, in one sentence for the user: where, what was found, what helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    path: PathBuf,
    why: String,
}

impl Refused {
    pub(super) fn new(path: &Path, error: &io::Error) -> Self {
        Self {
            path: path.to_owned(),
            why: in_words(error),
        }
    }

    /// Whether others have written into a file that was to be as it had been read.
    pub fn is_overtaken(&self) -> bool {
        self.why == OVERTAKEN
    }

    /// The same with the place at its end: where there is little room, that is what is cut off.
    pub fn short(&self) -> String {
        format!("{} ({})", self.why, shown(&self.path))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.path), self.why)
    }
}

impl Error for Refused {}

/// A reason that only this program knows.
pub(super) fn because(what: impl Into<String>) -> io::Error {
    io::Error::other(what.into())
}

/// What is said of a file that is too large to be read.
pub(super) fn too_large(size: u64) -> io::Error {
    because(format!(
        "{size} bytes, of which no more than {LARGEST} can be read; take its longest lines out \
         with an editor, or put an older copy in its place"
    ))
}

/// What is said of a file that could not be read any more with so many bytes added.
pub(super) fn full(size: u64, more: u64) -> io::Error {
    because(format!(
        "{size} bytes; with {more} more it could not be read, for that ends at {LARGEST}. To make \
         room: `uncramp diary export --out FILE`, move the diary away, `uncramp diary import FILE`"
    ))
}

/// Whether it was asked for a lock where there are none.
pub(super) fn has_no_locks(error: Errno) -> bool {
    matches!(error, Errno::NOLCK | Errno::NOSYS | Errno::OPNOTSUPP)
}

fn in_words(error: &io::Error) -> String {
    let words = match Errno::from_io_error(error) {
        Some(Errno::NOSPC | Errno::DQUOT) => "the disk is full; make room, then try again",
        Some(Errno::FBIG) => "the file may not grow; `ulimit -f` shows the limit",
        Some(Errno::ROFS) => "the disk can only be read; mount it for writing, then try again",
        Some(Errno::IO) => "the disk reports an error; save a copy on another disk",
        Some(Errno::ACCESS | Errno::PERM) => {
            "no permission to read and write it; `ls -la` in its folder shows who has it"
        }
        Some(Errno::LOOP) => {
            "a link, where a file should be; put the file itself there, or link its folder"
        }
        Some(Errno::ISDIR) => "a folder, where a file should be; move it away",
        Some(Errno::NOTDIR | Errno::EXIST) => {
            "a file stands where its folder should be; move that file away"
        }
        Some(Errno::NXIO) => NO_FILE,
        Some(_) | None => return error.to_string(),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_likely_fault_has_a_cure() {
        for (errno, words) in [
            (Errno::NOSPC, "make room"),
            (Errno::DQUOT, "make room"),
            (Errno::FBIG, "ulimit -f"),
            (Errno::ROFS, "mount it"),
            (Errno::IO, "another disk"),
            (Errno::ACCESS, "ls -la"),
            (Errno::LOOP, "put the file itself there"),
            (Errno::ISDIR, "move it away"),
            (Errno::NOTDIR, "move that file away"),
            (Errno::NXIO, "move it away"),
        ] {
            assert!(!has_no_locks(errno), "{errno:?}");
            let said = Refused::new(Path::new("/d/diary.jsonl"), &errno.into()).to_string();
            assert!(said.starts_with("/d/diary.jsonl: "), "{said}");
            assert!(said.contains(words), "{errno:?}: {said}");
        }
    }

    #[test]
    fn a_disk_without_locks_is_no_fault() {
        for errno in [Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP] {
            assert!(has_no_locks(errno), "{errno:?}");
        }
    }
}
