//! What others add to a file while it is open here.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};

use rustix::fs::OFlags;

use super::{Contents, RawLine, Store};

/// Bytes before the place that is reached, by which a file that was changed there is told.
const TAIL: usize = 64;

/// How far a reader has come: what is added later is read alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Follower {
    file: Option<(u64, u64)>,
    /// The end of the last whole line that was read.
    at: u64,
    tail: Vec<u8>,
    /// Size and time of the last look.
    seen: (u64, i64, i64),
}

#[derive(Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing that was not there.
    None,
    /// These lines were added.
    Lines(Vec<RawLine>),
    /// It is another file, or was changed elsewhere than at its end: all of it has to be read.
    All,
}

impl Follower {
    /// Looks at the file. It is not read where nothing was changed, and a half-written line waits.
    ///
    /// # Errors
    /// It cannot be read now; the next look may tell.
    pub fn look(&mut self, store: &Store) -> io::Result<News> {
        let file = match store.open(OFlags::RDONLY) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let was_there = self.file.take().is_some();
                *self = Self::default();
                return Ok(if was_there { News::All } else { News::None });
            }
            Err(error) => return Err(error),
        };
        self.look_at(&file)
    }

    /// Whether all that stands in a file was seen by this reader, but for lines that are among `own`.
    pub(super) fn has_seen(&self, file: &File, own: &HashSet<String>) -> io::Result<bool> {
        let is_own = |line: &RawLine| own.contains(&line.text);
        Ok(match self.clone().look_at(file)? {
            News::None => true,
            News::Lines(lines) => lines.iter().all(is_own),
            // It was begun since.
            News::All if self.file.is_none() => {
                let mut bytes =
                    vec![0; usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX)];
                file.read_exact_at(&mut bytes, 0)?;
                Contents::of(&bytes).lines.iter().all(is_own)
            }
            News::All => false,
        })
    }

    fn look_at(&mut self, file: &File) -> io::Result<News> {
        let found = file.metadata()?;
        let seen = (found.len(), found.mtime(), found.mtime_nsec());
        let is_same = self.file == Some((found.dev(), found.ino()));
        if is_same && self.seen == seen {
            return Ok(News::None);
        }
        self.seen = seen;
        if !is_same || found.len() < self.at || !self.ends_alike(file)? {
            *self = Self {
                file: Some((found.dev(), found.ino())),
                ..self.clone()
            };
            self.skip(file, found.len())?;
            return Ok(News::All);
        }
        let mut added = vec![0; usize::try_from(found.len() - self.at).unwrap_or(usize::MAX)];
        file.read_exact_at(&mut added, self.at)?;
        let whole = added
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        added.truncate(whole);
        self.pass(&added);
        let lines = Contents::of(&added).lines;
        Ok(if lines.is_empty() {
            News::None
        } else {
            News::Lines(lines)
        })
    }

    /// Whether what was read last stands there still.
    fn ends_alike(&self, file: &File) -> io::Result<bool> {
        let mut tail = vec![0; self.tail.len()];
        file.read_exact_at(&mut tail, self.at - self.tail.len() as u64)?;
        Ok(tail == self.tail)
    }

    /// Goes to the end of a file that is about to be read from its beginning.
    fn skip(&mut self, file: &File, len: u64) -> io::Result<()> {
        (self.at, self.tail) = (0, Vec::new());
        let mut bytes = vec![0; usize::try_from(len).unwrap_or(usize::MAX)];
        file.read_exact_at(&mut bytes, 0)?;
        let whole = bytes
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        bytes.truncate(whole);
        self.pass(&bytes);
        Ok(())
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.at += bytes.len() as u64;
        self.tail
            .extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        let old = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..old);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;
    use crate::io::store::busy;

    fn texts(news: News) -> Vec<String> {
        match news {
            News::Lines(lines) => lines.into_iter().map(|line| line.text).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_others_add_is_told_once_and_a_half_written_line_waits() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("diary.jsonl"));
        let mut follower = Follower::default();
        assert_eq!(follower.look(&store).unwrap(), News::None);
        store.append(&["{\"n\":1}"]).unwrap();
        assert_eq!(follower.look(&store).unwrap(), News::All, "it was begun");
        assert_eq!(follower.look(&store).unwrap(), News::None);
        store.append(&["{\"n\":2}", "{\"n\":3}"]).unwrap();
        assert_eq!(
            texts(follower.look(&store).unwrap()),
            ["{\"n\":2}", "{\"n\":3}"]
        );
        let mut file = fs::File::options().append(true).open(store.path()).unwrap();
        file.write_all(b"{\"n\":").unwrap();
        assert_eq!(follower.look(&store).unwrap(), News::None);
        file.write_all(b"4}\n").unwrap();
        assert_eq!(texts(follower.look(&store).unwrap()), ["{\"n\":4}"]);
    }

    #[test]
    fn a_file_that_was_wiped_mended_or_taken_back_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("diary.jsonl"));
        let mut follower = Follower::default();
        store.append(&["{\"n\":1}"]).unwrap();
        follower.look(&store).unwrap();
        let before = fs::read(store.path()).unwrap();
        store.append(&["{\"n\":2}"]).unwrap();
        follower.look(&store).unwrap();
        fs::write(store.path(), &before).unwrap();
        assert_eq!(follower.look(&store).unwrap(), News::All, "taken back");
        store.append(&["{\"n\":7}"]).unwrap();
        assert_eq!(texts(follower.look(&store).unwrap()), ["{\"n\":7}"]);
        store.rewrite(|bytes| Ok(Some(bytes.to_vec()))).unwrap();
        assert_eq!(follower.look(&store).unwrap(), News::All, "mended");
        store.wipe(&busy).unwrap();
        assert_eq!(follower.look(&store).unwrap(), News::All, "wiped");
        assert_eq!(follower.look(&store).unwrap(), News::None);
    }
}
