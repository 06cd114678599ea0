//! Writing a page that somebody asked for: whole or not at all, and over nothing.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process;

/// Writes `text` to a file that only its owner may read; with `over`, in the place of a file that is
/// there. Until all of it is on the disk nothing is at `path` but what was there before.
///
/// # Errors
/// Why it was not written, in words for the user; a file is there already among the reasons.
pub fn write(path: &Path, text: &str, over: bool) -> Result<(), String> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => return Err("a folder; give the name of a file".to_owned()),
        Ok(found) if !found.is_file() => {
            return Err("something other than a file is there; give another name".to_owned());
        }
        Ok(_) if !over => return Err(there_already()),
        Ok(_) | Err(_) => {}
    }
    let draft = Draft::new(path, text).map_err(|error| in_words(&error))?;
    match draft.publish(path, over) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(there_already()),
        result => result.map_err(|error| in_words(&error)),
    }
}

/// The page under another name beside its own; gone when this is dropped.
struct Draft(PathBuf);

impl Draft {
    fn new(path: &Path, text: &str) -> io::Result<Self> {
        let mut name = OsString::from(".uncramp-");
        name.push(process::id().to_string());
        let draft = path.with_file_name(name);
        let mut private = OpenOptions::new();
        let mut file = private
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&draft)?;
        let draft = Self(draft);
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(draft)
    }

    fn publish(&self, path: &Path, over: bool) -> io::Result<()> {
        match fs::hard_link(&self.0, path) {
            Ok(()) => {}
            Err(error) if !over && error.kind() == ErrorKind::AlreadyExists => return Err(error),
            // Over what is there; or on a disk without links, such as many a memory stick, where
            // nothing was there a moment ago.
            Err(_) => fs::rename(&self.0, path)?,
        }
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        // The page is there; that its name survives a power cut is worth no complaint.
        let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
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
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_page_is_whole_private_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        write(&path, "one", false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
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
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn a_file_that_appears_while_the_page_is_made_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        let draft = Draft::new(&path, "one").unwrap();
        fs::write(&path, "mine").unwrap();
        assert!(draft.publish(&path, false).is_err());
        drop(draft);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(names(folder.path()), ["page.html"]);
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
