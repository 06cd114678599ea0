//! Lines that say nothing, moved out of a diary into a file beside it.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::refused::{BUSY, because};
use super::{ANY_ID, Call, Contents, Refused, Store, StoreKind, cut, due, sync};
use crate::io::{atomic_file, private_dir};

/// Bytes at the end of a file in which its last line begins, if it is one of ours.
const LONGEST_LINE: u64 = 64 * 1024;

/// What the names of such files have, before a number.
pub const MARK: &str = "unreadable";

/// Puts lines of the file at `path` into the next such file.
pub fn set_aside(path: &Path, lines: &[u8]) -> io::Result<PathBuf> {
    let (_, aside) = private_dir::beside(path, MARK);
    atomic_file::write(&aside, lines, false).map_err(io::Error::other)?;
    Ok(aside)
}

impl Store {
    /// Moves a last line of the diary that was cut short while it was written into a file beside this
    /// one, and says which; nobody was told that it is there. Else nothing is done, nor is the file read.
    ///
    /// # Errors
    /// It stays where it is, and the next writer closes it.
    pub fn mend_end(&self) -> Result<Option<PathBuf>, Refused> {
        self.cut_torn().map_err(|error| self.refused(&error))
    }

    fn cut_torn(&self) -> io::Result<Option<PathBuf>> {
        match self.kind {
            StoreKind::Diary => {}
            // Half an answer makes nobody less careful, for as long as it stands there.
            StoreKind::Answers => return Ok(None),
        }
        match self.open(OFlags::RDONLY) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => {
                if torn(&file?)?.is_none() {
                    return Ok(None);
                }
            }
        }
        // Somebody may be writing it, who holds the lock.
        let locked = self.lock(OFlags::empty(), &|| Err(because(BUSY)))?;
        self.kind.missing(&self.beginning(&locked.file)?, ANY_ID)?;
        let Some((at, line)) = torn(&locked.file)? else {
            return Ok(None);
        };
        let path = set_aside(&self.path, &line)?;
        cut(&locked.file, at)?;
        sync(&locked.file)?;
        Ok(Some(path))
    }
}

/// What stands after the last line feed and was cut short, and where it begins. The header is no line:
/// whoever writes next completes it.
fn torn(file: &File) -> io::Result<Option<(u64, Vec<u8>)>> {
    due(Call::Other)?;
    let len = file.metadata()?.len();
    let from = len.saturating_sub(LONGEST_LINE);
    let mut end = vec![0; usize::try_from(len - from).unwrap_or_default()];
    file.read_exact_at(&mut end, from)?;
    let Some(feed) = end.iter().rposition(|&byte| byte == b'\n') else {
        return Ok(None);
    };
    let line = end.split_off(feed + 1);
    // Whatever else stands there, somebody has written it by hand.
    let is_ours = line.starts_with(b"{") || line.contains(&0);
    let is_torn = is_ours && !Contents::of(&line).skipped.is_empty();
    Ok(is_torn.then(|| (from + feed as u64 + 1, line)))
}
