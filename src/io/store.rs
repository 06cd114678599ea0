//! The files of the diary and of the safety answers: lines of JSON, only ever added at the end.
//!
//! What holds at any instant, whoever is killed and whatever fails:
//!
//! * Lines that were acknowledged are in the file, whole, and on the disk.
//! * Nothing that was written is cut, moved or overwritten; only [`Store::wipe`] removes it.
//! * A line that was cut short is the last one, or is followed by a line feed: whoever adds the
//!   next line closes it first. It was never acknowledged, and readers skip it.
//! * The file begins with the header, or with as much of it as got there before anything else.
//! * Writers hold the lock of the file for one addition; readers need none.
//!
//! A line may stand in the file twice: what could not be synced is written again.

mod contents;
mod header;
mod keeper;
mod refused;

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::io::{clock, place};
pub use contents::{Contents, Line, Skipped};
pub use header::Kind;
pub use keeper::{Keeper, Outcome, Unsaved};
pub use refused::Refused;

/// Bytes that a file may have: three hundred years of notes. No more are read, and none are added.
pub const LARGEST: u64 = 64 << 20;

/// The place of such a file; nothing is touched before it is asked for.
#[derive(Debug, Clone)]
pub struct Store {
    kind: Kind,
    path: PathBuf,
    /// What a new file begins with, below its header.
    first: Vec<String>,
}

/// Is called when another program has the lock; an error means not to wait for it.
pub type Waits<'a> = dyn Fn() -> io::Result<()> + 'a;

impl Store {
    /// The diary in the file at `path`.
    pub fn at(path: PathBuf) -> Self {
        let (kind, first) = (Kind::Diary, Vec::new());
        Self { kind, path, first }
    }

    /// The safety answers in the file at `path`; when it is begun, `first` are its first lines.
    pub fn of_answers(path: PathBuf, first: Vec<String>) -> Self {
        let kind = Kind::Answers;
        Self { kind, path, first }
    }

    /// Where the file is, or will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds `lines`, each a JSON object without a line feed; when this returns they are on the
    /// disk. It waits for the disk, but for no other program.
    ///
    /// # Errors
    /// They could not be saved. Some may stand in the file all the same, the last one cut short.
    pub fn append(&self, lines: &[impl AsRef<str>]) -> Result<(), Refused> {
        self.append_if(lines, &|| Err(refused::because(refused::BUSY)))
    }

    /// As [`append`](Self::append), but waits for another program if `waits` returns no error.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn append_if(&self, lines: &[impl AsRef<str>], waits: &Waits<'_>) -> Result<(), Refused> {
        log::debug!("adding {} lines to {}", lines.len(), self.path.display());
        self.add(lines, waits).map_err(|error| self.refused(&error))
    }

    /// Reads all of it. A diary that was never begun is empty.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self) -> Result<Contents, Refused> {
        log::debug!("reading {}", self.path.display());
        match self.bytes() {
            Ok(bytes) => {
                let contents = Contents::of(&bytes);
                let newer = contents.newer.then(|| refused::because(refused::NEWER));
                let read_only = self.kind.missing(&bytes).err().or(newer);
                Ok(Contents {
                    read_only: read_only.map(|why| self.refused(&why)),
                    ..contents
                })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Contents::default()),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// Removes the file and all that stands in it. A diary that was never begun is no error.
    ///
    /// # Errors
    /// It may still be there, though perhaps empty.
    pub fn wipe(&self) -> Result<(), Refused> {
        match self.remove() {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.refused(&error)),
            _ => Ok(()),
        }
    }

    fn refused(&self, error: &io::Error) -> Refused {
        Refused::new(&self.path, error)
    }

    fn add(&self, lines: &[impl AsRef<str>], waits: &Waits<'_>) -> io::Result<()> {
        place::make(&self.path)?;
        let mut file = self.lock(OFlags::CREATE | OFlags::APPEND, waits)?;
        let missing = self.kind.missing(&beginning(&file)?)?;
        let mut text = missing.to_owned();
        let mut add = |line: &str| {
            debug_assert!(!line.contains('\n'), "a line has no line feed");
            text.push_str(line);
            text.push('\n');
        };
        if !missing.is_empty() {
            // Before the header: where one is whole, the folders are on the disk.
            place::sync(&self.path)?;
            self.first.iter().for_each(|line| add(line));
        } else if !ends_a_line(&file)? {
            add("");
        }
        for line in lines {
            add(line.as_ref());
        }
        let (old, new) = (file.metadata()?.len(), text.len() as u64);
        if old + new > LARGEST {
            return Err(refused::full(old, new));
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let file = self.open(OFlags::RDONLY)?;
        let mut bytes = Vec::new();
        (&file).take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(refused::too_large(file.metadata()?.len()));
        }
        Ok(bytes)
    }

    fn remove(&self) -> io::Result<()> {
        let file = self.lock(OFlags::empty(), &|| Err(refused::because(refused::BUSY)))?;
        // Others may have the file open, or know it by another name.
        file.set_len(0)?;
        fs::remove_file(&self.path)?;
        place::sync(&self.path)
    }

    /// Opens the file to change it, locked for as long as it is open.
    fn lock(&self, flags: OFlags, waits: &Waits<'_>) -> io::Result<File> {
        loop {
            let file = self.open(OFlags::RDWR | flags)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waits()?;
                    file.lock()?;
                }
                // Such as some of the network: a diary without locks is better than none.
                Err(TryLockError::Error(error)) if refused::has_no_locks(&error) => {
                    log::warn!("{}: its disk has no locks", self.path.display());
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Whoever had the lock may have wiped the diary: then this is not its file any more.
            if self.is_at_its_place(&file)? {
                return Ok(file);
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
        place::hide(&file, &found);
        Ok(file)
    }
}

/// A number for the ids of new entries which two programs that start in the same second hardly
/// share.
pub fn first_number() -> u32 {
    let nanos = clock::now().subsec_nanosecond().unsigned_abs();
    process::id().wrapping_mul(0x9e37_79b9) ^ nanos
}

/// As much as the first line can take.
fn beginning(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = [0; header::LONGEST];
    let count = file.read_at(&mut bytes, 0)?;
    Ok(bytes[..count].to_owned())
}

/// Whether a new line can begin where the file ends.
fn ends_a_line(file: &File) -> io::Result<bool> {
    let Some(at) = file.metadata()?.len().checked_sub(1) else {
        return Ok(true);
    };
    let mut last = [0];
    file.read_exact_at(&mut last, at)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;
    use std::sync::mpsc;
    use std::thread;

    use tempfile::TempDir;

    use super::*;

    const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}\n";

    fn store() -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/uncramp/diary.jsonl");
        (folder, Store::at(path))
    }

    fn holding(bytes: impl AsRef<[u8]>) -> (TempDir, Store) {
        let (folder, store) = store();
        fs::create_dir_all(store.path().parent().unwrap()).unwrap();
        fs::write(store.path(), bytes).unwrap();
        (folder, store)
    }

    fn texts(store: &Store) -> Vec<String> {
        let lines = store.read().unwrap().lines;
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn what_is_added_is_read_with_its_place() {
        let (_folder, store) = store();
        assert!(store.read().unwrap().lines.is_empty());
        store.append(&[r#"{"n":1}"#, r#"{"n":2}"#]).unwrap();
        store.append(&[r#"{"n":3}"#]).unwrap();
        let contents = store.read().unwrap();
        let numbers: Vec<_> = contents.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 4]);
        assert_eq!(texts(&store), [r#"{"n":1}"#, r#"{"n":2}"#, r#"{"n":3}"#]);
        assert_eq!((contents.skipped, contents.read_only), (vec![], None));
    }

    #[test]
    fn nobody_else_may_look_into_it() {
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        let (_folder, store) = store();
        store.append(&["{}"]).unwrap();
        assert_eq!(mode(store.path()), 0o600);
        assert_eq!(mode(store.path().parent().unwrap()), 0o700);
    }

    #[test]
    fn what_others_could_look_into_is_taken_from_their_eyes() {
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        for text in ["", HEADER, &HEADER[..9]] {
            for reads in [false, true] {
                let (_folder, store) = holding(text);
                let folder = store.path().parent().unwrap();
                fs::set_permissions(store.path(), Permissions::from_mode(0o644)).unwrap();
                fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
                if reads {
                    store.read().unwrap();
                } else {
                    store.append(&["{}"]).unwrap();
                    assert_eq!(mode(folder), 0o700);
                }
                assert_eq!(mode(store.path()), 0o600, "{text:?}, read: {reads}");
            }
        }
    }

    #[test]
    fn a_file_cut_anywhere_keeps_its_whole_lines_and_takes_the_next() {
        let lines = [
            r#"{"n":1}"#,
            r#"{"note":"größer {[\\\""}"#,
            r#"{"n":{"m":[3]}}"#,
        ];
        let whole = format!("{HEADER}{}\n", lines.join("\n"));
        let ends: Vec<_> = (0..lines.len())
            .map(|last| HEADER.len() + lines[..=last].join("\n").len())
            .collect();
        for cut in 0..=whole.len() {
            let (_folder, store) = holding(&whole.as_bytes()[..cut]);
            let kept = ends.iter().filter(|&&end| end <= cut).count();
            assert_eq!(texts(&store), lines[..kept], "cut at {cut}");

            store.append(&[r#"{"n":4}"#]).unwrap();
            let bytes = fs::read(store.path()).unwrap();
            assert!(bytes.starts_with(&whole.as_bytes()[..cut]), "cut at {cut}");
            assert!(bytes.starts_with(HEADER.as_bytes()), "cut at {cut}");
            let expected = [&lines[..kept], &[r#"{"n":4}"#]].concat();
            assert_eq!(texts(&store), expected, "cut at {cut}");
            assert!(store.read().unwrap().skipped.len() <= 1, "cut at {cut}");
        }
    }

    #[test]
    fn what_is_newer_or_no_diary_is_read_but_not_added_to() {
        for (text, words, numbers) in [
            (
                "{\"diary\":\"uncramp\",\"format\":2}\n{\"n\":1}\n",
                "format 2; this one knows 1",
                vec![2],
            ),
            ("{\"n\":1}\n{\"n\":2}\n", "not a diary", vec![1, 2]),
        ] {
            let (_folder, store) = holding(text);
            let contents = store.read().unwrap();
            let lines: Vec<_> = contents.lines.iter().map(|line| line.number).collect();
            assert_eq!(lines, numbers);
            let why = contents.read_only.unwrap();
            assert!(why.to_string().contains(words), "{why}");
            assert_eq!(store.append(&["{}"]).unwrap_err(), why);
            assert_eq!(fs::read_to_string(store.path()).unwrap(), text);
        }
    }

    #[test]
    fn no_diary_grows_past_what_can_be_read() {
        let (_folder, store) = holding(HEADER);
        let file = File::options().append(true).open(store.path()).unwrap();
        let note = format!(r#"{{"note":"{:1000}"}}"#, "");
        file.set_len(LARGEST - 1000).unwrap();
        let why = store.append(&[&note]).unwrap_err().to_string();
        for words in [
            store.path().to_str().unwrap(),
            "67107864 bytes",
            "to make room: `uncramp diary export --out FILE`",
        ] {
            assert!(why.to_lowercase().contains(&words.to_lowercase()), "{why}");
        }
        assert_eq!(file.metadata().unwrap().len(), LARGEST - 1000);
        store.append(&[r#"{"n":1}"#]).unwrap();
        assert_eq!(texts(&store), [r#"{"n":1}"#]);

        file.set_len(LARGEST + 1).unwrap();
        let why = store.read().unwrap_err().to_string();
        assert!(why.contains("67108865 bytes"), "{why}");
    }

    #[test]
    fn what_is_no_file_is_refused_and_left_alone() {
        let (folder, _) = store();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("notes"), "mine").unwrap();
        symlink(at("notes"), at("link")).unwrap();
        symlink(at("link to itself"), at("link to itself")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        let _socket = UnixListener::bind(at("socket")).unwrap();
        let made = Command::new("mkfifo").arg(at("pipe")).status().unwrap();
        assert!(made.success());
        let names = || fs::read_dir(folder.path()).unwrap().count();
        let before = names();
        for (name, words) in [
            ("folder", "a folder, where"),
            ("link", "a link, where"),
            ("link to itself", "a link, where"),
            ("zero", "a link, where"),
            ("socket", "a socket or a device, where"),
            ("pipe", "a pipe, a socket"),
            (
                "notes/uncramp/diary.jsonl",
                "a file stands where its folder",
            ),
            ("notes/diary.jsonl", "a file stands where its folder"),
        ] {
            let store = Store::at(at(name));
            let refusals = [
                store.append(&["{}"]).unwrap_err(),
                store.read().unwrap_err(),
                store.wipe().unwrap_err(),
            ];
            for why in refusals.map(|why| why.to_string()) {
                assert!(why.starts_with(at(name).to_str().unwrap()), "{why}");
                assert!(why.contains(words), "{name}: {why}");
            }
        }
        assert_eq!(names(), before);
        assert_eq!(fs::read_to_string(at("notes")).unwrap(), "mine");
    }

    #[test]
    fn a_wiped_diary_is_gone_under_all_its_names() {
        let (folder, store) = store();
        store.append(&["{}"]).unwrap();
        let other = folder.path().join("other name");
        fs::hard_link(store.path(), &other).unwrap();
        store.wipe().unwrap();
        assert!(!store.path().exists());
        assert_eq!(fs::read(other).unwrap(), b"");
        store.wipe().unwrap();
        assert!(store.read().unwrap().lines.is_empty());
    }

    #[test]
    fn a_diary_that_another_program_holds_is_not_waited_for() {
        let (_folder, store) = store();
        store.append(&[r#"{"n":1}"#]).unwrap();
        let held = File::open(store.path()).unwrap();
        held.lock().unwrap();
        for why in [store.append(&["{}"]), store.wipe()] {
            let why = why.unwrap_err().to_string();
            assert!(why.contains("another uncramp"), "{why}");
        }
        assert_eq!(texts(&store), [r#"{"n":1}"#]);
    }

    #[test]
    fn whoever_waits_while_the_diary_is_wiped_writes_into_a_new_one() {
        let (_folder, store) = store();
        store.append(&[r#"{"n":1}"#]).unwrap();
        let held = File::open(store.path()).unwrap();
        held.lock().unwrap();
        let (waits, waiting) = mpsc::channel();
        let late = store.clone();
        let late = thread::spawn(move || {
            late.append_if(&[r#"{"n":2}"#], &|| {
                waits.send(()).map_err(io::Error::other)
            })
        });
        waiting.recv().unwrap();
        fs::remove_file(store.path()).unwrap();
        drop(held);
        late.join().unwrap().unwrap();
        assert_eq!(texts(&store), [r#"{"n":2}"#]);
    }
}
