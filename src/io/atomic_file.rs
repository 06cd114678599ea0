//! Writing a file that somebody asked for: whole or not at all, and over nothing.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FlockOperation, Mode, OFlags, flock, linkat, open};
use rustix::process::geteuid;
use tempfile::{Builder, NamedTempFile};

/// How the names of unfinished files begin.
pub(crate) const DRAFT: &str = ".uncramp-";
/// How many letters and digits follow.
const RANDOM: usize = 6;

/// Writes `text` to a file that only its owner may read; with `over`, in the place of a file that is
/// there. Until all of it is on the disk nothing is at `path` but what was there before.
///
/// # Errors
/// Why it was not written, in words for the user; a file is there already among the reasons.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>, over: bool) -> Result<(), String> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => return Err("a folder; give the name of a file".to_owned()),
        Ok(found) if found.is_symlink() => {
            return Err("a link is there; give the name of a file".to_owned());
        }
        Ok(found) if !found.is_file() => {
            return Err("something other than a file is there; give another name".to_owned());
        }
        Ok(_) if !over => return Err(there_already()),
        Ok(_) | Err(_) => {}
    }
    let draft = NewFile::new(path, text).map_err(|error| in_words(&error))?;
    match draft.publish(path, over) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(there_already()),
        result => result.map_err(|error| in_words(&error)),
    }
}

/// The file on the disk, without a name where the disk knows such files: then nothing is left of it,
/// whoever is killed. Else it has another name beside its own, and is gone when this is dropped.
#[derive(Debug)]
pub(crate) enum NewFile {
    /// Nobody finds it.
    Nameless(File),
    /// Under a name that tells what it is.
    Named(NamedTempFile),
}

impl NewFile {
    /// Writes `text` where only its owner may read it, in the folder of `path`.
    pub(crate) fn new(path: &Path, text: impl AsRef<[u8]>) -> io::Result<Self> {
        let draft = if let Ok(file) = nameless(folder(path)) {
            Self::Nameless(file)
        } else {
            // Whoever was killed here left one that no start looks for.
            sweep(folder(path));
            Self::Named(draft().tempfile_in(folder(path))?)
        };
        draft.fill(text.as_ref())?;
        Ok(draft)
    }

    fn fill(&self, text: &[u8]) -> io::Result<()> {
        let mut file = match self {
            Self::Nameless(file) => file,
            Self::Named(file) => file.as_file(),
        };
        // Whoever finds it tells by the lock that it is not abandoned.
        let _ = flock(file, FlockOperation::NonBlockingLockExclusive);
        file.write_all(text)?;
        file.sync_all()
    }

    /// Gives it its name; with `over`, also if another file has that.
    ///
    /// # Errors
    /// What is at `path` is as it was.
    pub(crate) fn publish(self, path: &Path, over: bool) -> io::Result<()> {
        let file = match self {
            // Only by renaming does a name pass from one file to another.
            Self::Nameless(file) if over => {
                let named = |name: &Path| link(&file, name);
                draft().make_in(folder(path), named)?.persist(path)?;
                file
            }
            Self::Nameless(file) => {
                link(&file, path)?;
                file
            }
            Self::Named(file) if over => file.persist(path)?,
            Self::Named(file) => match file.persist_noclobber(path) {
                // On a disk that cannot refuse, such as many a memory stick, nothing was there a
                // moment ago.
                Err(failed) if failed.error.kind() != ErrorKind::AlreadyExists => {
                    failed.file.persist(path)?
                }
                result => result?,
            },
        };
        // To close the file is not enough where a process that was just begun has it open too: whoever writes
        // to it next would find it taken.
        let _ = flock(&file, FlockOperation::Unlock);
        // The file is there; that its name survives a power cut is worth no complaint.
        let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// A file without a name that can be given one.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> io::Result<File> {
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let file = File::from(open(folder, flags, Mode::RUSR | Mode::WUSR)?);
    fs::metadata(by_number(&file))?;
    Ok(file)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_folder: &Path) -> io::Result<File> {
    Err(ErrorKind::Unsupported.into())
}

/// Gives a file that has no name that one, if nothing has it.
fn link(file: &File, name: &Path) -> io::Result<()> {
    Ok(linkat(
        CWD,
        by_number(file),
        CWD,
        name,
        AtFlags::SYMLINK_FOLLOW,
    )?)
}

/// The path by which this program finds a file that it has open.
fn by_number(file: &File) -> String {
    format!("/proc/self/fd/{}", file.as_raw_fd())
}

fn draft() -> Builder<'static, 'static> {
    let mut draft = Builder::new();
    draft.prefix(DRAFT).rand_bytes(RANDOM);
    draft
}

/// Removes what this user never finished in a folder, which is anybody's: what is named otherwise stays.
fn sweep(folder: &Path) {
    let is_ours = |path: &&PathBuf| {
        let name = path.file_name().and_then(OsStr::to_str);
        let end = name.and_then(|name| name.strip_prefix(DRAFT));
        end.is_some_and(|end| end.len() == RANDOM && end.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    let drafts = drafts(folder);
    for path in drafts
        .iter()
        .filter(is_ours)
        .filter(|path| is_abandoned(path))
    {
        let _ = fs::remove_file(path);
    }
}

pub(crate) fn drafts(folder: &Path) -> Vec<PathBuf> {
    files(folder, DRAFT)
}

/// The files of this user in a folder whose names begin so.
pub(crate) fn files(folder: &Path, name: &str) -> Vec<PathBuf> {
    let me = geteuid().as_raw();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mine = entries.filter(|entry| {
        let is_meant = entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(name.as_bytes());
        is_meant
            && entry
                .metadata()
                .is_ok_and(|found| found.is_file() && found.uid() == me)
    });
    mine.map(|entry| entry.path()).collect()
}

/// Whether nobody writes a draft any more: whoever does holds its lock.
pub(crate) fn is_abandoned(path: &Path) -> bool {
    let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = open(path, flags, Mode::empty());
    file.is_ok_and(|file| flock(file, FlockOperation::NonBlockingLockExclusive).is_ok())
}

fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

fn there_already() -> String {
    "there is such a file already; give another name, or `--force` to replace it".to_owned()
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder; make it, or name another".to_owned(),
        ErrorKind::NotADirectory => "a file stands where its folder should be".to_owned(),
        ErrorKind::PermissionDenied => {
            "no permission to write there; name another folder".to_owned()
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, then try again".to_owned()
        }
        ErrorKind::ReadOnlyFilesystem => {
            "the disk can only be read; name another folder".to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_published_is_not_locked_by_a_process_that_was_just_begun() {
        let folder = tempfile::tempdir().unwrap();
        for over in [true, false] {
            let path = folder.path().join(format!("page-{over}"));
            let draft = NewFile::new(&path, "text").unwrap();
            let file = match &draft {
                NewFile::Nameless(file) => file,
                NewFile::Named(file) => file.as_file(),
            };
            // As between a fork and what is executed then.
            let _inherited = file.try_clone().unwrap();
            draft.publish(&path, over).unwrap();
            let file = File::open(&path).unwrap();
            flock(&file, FlockOperation::NonBlockingLockExclusive).unwrap();
        }
    }

    #[test]
    fn a_file_is_whole_private_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        write(&path, "one", false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn what_is_there_is_replaced_only_when_that_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        fs::write(&path, "mine").unwrap();
        let why = write(&path, "one", false).unwrap_err();
        assert!(why.contains("--force"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        write(&path, "one", true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn a_file_that_appears_while_the_other_is_made_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        let draft = NewFile::new(&path, "one").unwrap();
        // Whoever is killed now leaves nothing there.
        #[cfg(target_os = "linux")]
        assert_eq!(names(folder.path()), [""; 0]);
        fs::write(&path, "mine").unwrap();
        assert!(draft.publish(&path, false).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn where_a_draft_has_a_name_the_next_one_removes_what_nobody_writes_any_more() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("page.html");
        let named = || draft().tempfile_in(home.path());
        let (left, written) = (named().unwrap(), NewFile::Named(named().unwrap()));
        written.fill(b"half").unwrap();
        let (_, left) = left.keep().unwrap();
        fs::write(home.path().join(".uncramp-mine"), "").unwrap();
        sweep(home.path());
        assert!(!left.exists());
        // Another window writes that one.
        assert_eq!(drafts(home.path()).len(), 2);
        written.publish(&path, false).unwrap();
        let mut there = names(home.path());
        there.sort();
        assert_eq!(there, [".uncramp-mine", "page.html"]);
    }

    #[test]
    fn what_is_no_file_is_left_alone_even_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink("/dev/null", &link).unwrap();
        for path in [Path::new("/dev/null"), folder.path(), &link] {
            write(path, "one", true).unwrap_err();
        }
        assert_eq!(names(folder.path()), ["link"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_as_the_trouble() {
        let folder = tempfile::tempdir().unwrap();
        let why = write(&folder.path().join("no/page.html"), "one", false).unwrap_err();
        assert!(why.contains("no such folder"), "{why}");
        fs::write(folder.path().join("file"), "").unwrap();
        let why = write(&folder.path().join("file/page.html"), "one", false).unwrap_err();
        assert!(why.contains("where its folder should be"), "{why}");
    }
}
