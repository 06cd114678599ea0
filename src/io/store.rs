//! The files of the diary and of the safety answers: lines of JSON, only ever added at the end.
//!
//! What holds at any instant, whoever is killed and whatever fails:
//!
//! * Lines that were acknowledged are in the file, whole, and on the disk.
//! * Nothing that was acknowledged is cut, moved or overwritten; only [`Store::wipe`] removes it.
//! * A writer that fails takes back what it has added, as long as it holds the lock.
//! * A line that was cut short all the same, as by a power cut, is the last one, or is followed by a
//!   line feed: whoever adds the next line closes it first. It was never acknowledged, and readers
//!   skip it.
//! * The file begins with the header, or with as much of it as got there before anything else.
//! * Writers hold the lock of the file for one addition; readers need none.
//!
//! On a disk without locks a line may stand in the file twice: what could not be synced is written
//! again.

mod aside;
mod contents;
mod disk;
mod follow;
mod header;
mod lock;
mod refused;
#[cfg(test)]
mod tests;
mod writer_thread;

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::io::atomic_file::NewFile;
use crate::io::{clock, private_dir};
use crate::routine::hidden::shown;
pub use aside::{MARK as ASIDE, set_aside};
pub use contents::{Contents, RawLine, Skipped};
use disk::{Call, due};
pub use follow::{Follower, News};
pub use header::StoreKind;
use lock::Locked;
pub use refused::Refused;
pub use writer_thread::{Alone, Outcome, Unsaved, WriterThread};

/// Bytes that a file may have: three hundred years of notes. No more are read, and none are added.
pub const LARGEST: u64 = 64 << 20;

/// Bytes in which the last lines of a file stand.
const END: u64 = 64 << 10;

/// The place of such a file; nothing is touched before it is asked for.
#[derive(Debug, Clone)]
pub struct Store {
    kind: StoreKind,
    path: PathBuf,
    id: Option<String>,
}

/// Is called when another program has the lock; an error means not to wait for it.
pub type Waits<'a> = dyn Fn() -> io::Result<()> + 'a;

impl Store {
    /// The diary in the file at `path`.
    pub fn at(path: PathBuf) -> Self {
        Self {
            kind: StoreKind::Diary,
            path,
            id: None,
        }
    }

    /// The same; when it is begun, it is the diary `id`, come from elsewhere.
    #[must_use]
    pub fn begun_as(mut self, id: Option<String>) -> Self {
        self.id = id;
        self
    }

    pub fn of_answers(path: PathBuf) -> Self {
        Self {
            kind: StoreKind::Answers,
            path,
            id: None,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds `lines`, each a JSON object without a line feed; when this returns they are on the
    /// disk. It waits for the disk, but for no other program.
    ///
    /// # Errors
    /// They could not be saved. Some may stand in the file all the same, the last one cut short.
    pub fn append(&self, lines: &[impl AsRef<str>]) -> Result<(), Refused> {
        self.append_if(lines, &busy)
    }

    /// As [`append`](Self::append), but waits for another program if `waits` returns no error.
    pub fn append_if(&self, lines: &[impl AsRef<str>], waits: &Waits<'_>) -> Result<(), Refused> {
        self.append_while(lines, waits, &|_| Ok(true))
    }

    /// As [`append_if`](Self::append_if), but only to a file that is as it was `read`: what was found
    /// out from that holds when the lines are added.
    ///
    /// # Errors
    /// As [`append`](Self::append); one that [is overtaken](Refused::is_overtaken) where others have
    /// written meanwhile.
    pub fn append_to(
        &self,
        read: &Contents,
        lines: &[impl AsRef<str>],
        waits: &Waits<'_>,
    ) -> Result<(), Refused> {
        self.append_while(lines, waits, &|file| Ok(file.metadata()?.len() == read.len))
    }

    /// As [`append_if`](Self::append_if), but only to a file to which others have added nothing that
    /// `reader` has not seen, whatever was added of `own`.
    pub fn append_alone(
        &self,
        reader: &Follower,
        own: &HashSet<String>,
        lines: &[impl AsRef<str>],
        waits: &Waits<'_>,
    ) -> Result<(), Refused> {
        self.append_while(lines, waits, &|file| reader.has_seen(file, own))
    }

    /// Adds `lines` if the file, which nobody else writes to meanwhile, is `as_meant`.
    fn append_while(
        &self,
        lines: &[impl AsRef<str>],
        waits: &Waits<'_>,
        as_meant: &dyn Fn(&File) -> io::Result<bool>,
    ) -> Result<(), Refused> {
        log::debug!("adding {} lines to {}", lines.len(), shown(&self.path));
        self.add(lines, waits, as_meant)
            .map_err(|error| self.refused(&error))
    }

    /// Reads all of it. A diary that was never begun is empty.
    pub fn read(&self) -> Result<Contents, Refused> {
        log::debug!("reading {}", shown(&self.path));
        match self.bytes() {
            Ok(bytes) if self.kind.is_void(&bytes) => Ok(Contents {
                len: bytes.len() as u64,
                ..Contents::default()
            }),
            Ok(bytes) => {
                let contents = Contents::of(&bytes);
                let newer = contents.newer.then(|| refused::because(refused::NEWER));
                let begin = &bytes[..bytes.len().min(header::LONGEST)];
                let read_only = self.kind.missing(begin, ANY_ID).err().or(newer);
                Ok(Contents {
                    len: bytes.len() as u64,
                    is_foreign: read_only.as_ref().is_some_and(header::is_foreign),
                    read_only: read_only.map(|why| self.refused(&why)),
                    ..contents
                })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Contents::default()),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// What its last lines say, as many as stand in its last 64 KiB; nothing where it cannot be read.
    pub fn end(&self) -> Contents {
        let read = || {
            let file = self.open(OFlags::RDONLY)?;
            let len = file.metadata()?.len();
            // One byte more tells whether a line begins there.
            let from = len.saturating_sub(END + 1);
            let mut bytes = vec![0; usize::try_from(len - from).unwrap_or_default()];
            file.read_exact_at(&mut bytes, from)?;
            let begin = bytes.iter().position(|&byte| byte == b'\n' && from > 0);
            Ok::<_, io::Error>(Contents::of(&bytes[begin.unwrap_or(0)..]))
        };
        read().unwrap_or_default()
    }

    /// Removes the file and all that stands in it, but no other name of it, such as a backup that
    /// was made as a link; waits for another program if `waits` returns no error. A diary that was never
    /// begun is no error.
    ///
    /// # Errors
    /// It may still be there, though perhaps empty; what is no diary is.
    pub fn wipe(&self, waits: &Waits<'_>) -> Result<(), Refused> {
        match self.remove(waits) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.refused(&error)),
            _ => Ok(()),
        }
    }

    /// Puts what `change` makes of the whole file in its place, unless that is nothing; nobody adds a
    /// line meanwhile, and at any moment there is the one or the other.
    pub fn rewrite(
        &self,
        change: impl FnOnce(&[u8]) -> io::Result<Option<Vec<u8>>>,
    ) -> Result<(), Refused> {
        let replace = || {
            let _locked = self.lock(OFlags::empty(), &busy)?;
            match change(&self.bytes()?)? {
                Some(text) => NewFile::new(&self.path, text)?.publish(&self.path, true),
                None => Ok(()),
            }
        };
        replace().map_err(|error| self.refused(&error))
    }

    fn refused(&self, error: &io::Error) -> Refused {
        Refused::new(&self.path, error)
    }

    fn add(
        &self,
        lines: &[impl AsRef<str>],
        waits: &Waits<'_>,
        as_meant: &dyn Fn(&File) -> io::Result<bool>,
    ) -> io::Result<()> {
        due(Call::Other)?;
        private_dir::make(&self.path)?;
        let locked = self.lock(OFlags::CREATE | OFlags::APPEND, waits)?;
        let file = &locked.file;
        if !as_meant(file)? {
            return Err(refused::because(refused::OVERTAKEN));
        }
        let now = file.metadata()?.len();
        let id = self.id.clone().unwrap_or_else(new_id);
        let begin = self.beginning(file)?;
        if begin.is_empty() && now > 0 {
            cut(file, 0)?;
        }
        let missing = self.kind.missing(&begin, &id)?;
        let mut text = missing.clone();
        let mut add = |line: &str| {
            debug_assert!(!line.contains('\n'), "a line has no line feed");
            text.push_str(line);
            text.push('\n');
        };
        if !missing.is_empty() {
            // Before the header: where one is whole, the folders are on the disk.
            due(Call::Other)?;
            private_dir::sync(&self.path)?;
        } else if !ends_a_line(file)? {
            add("");
        }
        for line in lines {
            add(line.as_ref());
        }
        let (old, new) = (file.metadata()?.len(), text.len() as u64);
        if old + new > LARGEST {
            return Err(refused::full(old, new));
        }
        let added = write(file, text.as_bytes()).and_then(|()| sync(file));
        if added.is_err() && locked.is_held {
            take_back(file, old, new);
        }
        added
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let file = self.open(OFlags::RDONLY)?;
        let mut bytes = Vec::new();
        due(Call::Other)?;
        (&file).take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(refused::too_large(file.metadata()?.len()));
        }
        Ok(bytes)
    }

    fn remove(&self, waits: &Waits<'_>) -> io::Result<()> {
        let locked = self.lock(OFlags::empty(), waits)?;
        let file = &locked.file;
        match self.kind.missing(&self.beginning(file)?, ANY_ID) {
            Err(error) if header::is_foreign(&error) => return Err(error),
            _ => {}
        }
        if file.metadata()?.nlink() == 1 {
            // Others may have the file open.
            cut(file, 0)?;
        }
        due(Call::Other)?;
        fs::remove_file(&self.path)?;
        private_dir::sync(&self.path)
    }

    /// As much as the first line can take; nothing of a file that was never begun.
    fn beginning(&self, file: &File) -> io::Result<Vec<u8>> {
        due(Call::Other)?;
        let mut bytes = [0; header::LONGEST];
        let count = file.read_at(&mut bytes, 0)?;
        let begin = bytes[..count].to_owned();
        let is_void = self.kind.is_void(&begin) && self.kind.is_void(&self.bytes()?);
        Ok(if is_void { Vec::new() } else { begin })
    }

    /// Opens the file to change it, locked for as long as it is open.
    fn lock(&self, flags: OFlags, waits: &Waits<'_>) -> io::Result<Locked> {
        loop {
            let file = self.open(OFlags::RDWR | flags)?;
            let locked = lock::take(file, waits)?;
            if !locked.is_held {
                log::warn!("{}: its disk has no locks", shown(&self.path));
            }
            due(Call::Other)?;
            // Whoever had the lock may have wiped the diary: then this is not its file any more.
            if self.is_at_its_place(&locked.file)? {
                return Ok(locked);
            }
        }
    }

    fn is_at_its_place(&self, file: &File) -> io::Result<bool> {
        let opened = file.metadata()?;
        match fs::symlink_metadata(&self.path) {
            Ok(found) => Ok((found.dev(), found.ino()) == (opened.dev(), opened.ino())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Opens a regular file, or none: what was opened is judged, and opening a pipe or a terminal
    /// neither waits nor takes it over.
    fn open(&self, flags: OFlags) -> io::Result<File> {
        due(Call::Other)?;
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::open(
            &self.path,
            flags,
            Mode::RUSR | Mode::WUSR,
        )?);
        let found = file.metadata()?;
        if found.is_dir() {
            return Err(Errno::ISDIR.into());
        }
        if !found.is_file() {
            return Err(refused::because(refused::NO_FILE));
        }
        private_dir::hide(&file, &found);
        Ok(file)
    }
}

/// Waits for no other program.
pub(crate) fn busy() -> io::Result<()> {
    Err(refused::because(refused::BUSY))
}

/// An id that is not used: nothing is begun with it.
const ANY_ID: &str = "0000000000000000";

/// An id for a new file that no other file in the world has.
pub fn new_id() -> String {
    format!("{:016x}", RandomState::new().hash_one(clock::monotonic()))
}

/// Takes back what was added past `old`, at most `new` bytes: nobody was told that they are there.
/// Were it not done, they would be a line cut short, or one that stands in the file twice.
fn take_back(file: &File, old: u64, new: u64) {
    let is_ours = file
        .metadata()
        .is_ok_and(|found| (old..=old + new).contains(&found.len()));
    if is_ours {
        let _ = cut(file, old).and_then(|()| sync(file));
    }
}

/// A number for the ids of new entries which two programs that start in the same second hardly
/// share.
pub fn first_number() -> u32 {
    let nanos = clock::now().subsec_nanosecond().unsigned_abs();
    process::id().wrapping_mul(0x9e37_79b9) ^ nanos
}

fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    due(Call::Write(file, bytes))?;
    file.write_all(bytes)
}

fn sync(file: &File) -> io::Result<()> {
    due(Call::Sync)?;
    file.sync_all()
}

fn cut(file: &File, len: u64) -> io::Result<()> {
    due(Call::Cut(len))?;
    file.set_len(len)
}

/// Whether a new line can begin where the file ends.
fn ends_a_line(file: &File) -> io::Result<bool> {
    let Some(at) = file.metadata()?.len().checked_sub(1) else {
        return Ok(true);
    };
    due(Call::Other)?;
    let mut last = [0];
    file.read_exact_at(&mut last, at)?;
    Ok(last == *b"\n")
}
