//! Where a private file lies: its folders, and who may look into them.

use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The folder that is the program's own.
const OURS: &str = "uncramp";

/// Makes the folders of the file at `path`, and hides the program's own from others.
pub(crate) fn make(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    let mut private = DirBuilder::new();
    private.recursive(true).mode(0o700).create(folder)?;
    // Any other folder, and one that is linked, may be meant for others.
    let found = fs::symlink_metadata(folder).ok();
    let found = found.filter(|found| found.is_dir() && folder.ends_with(OURS));
    if let Some(private) = found.as_ref().and_then(private_mode) {
        let _ = fs::set_permissions(folder, private);
    }
    Ok(())
}

/// The files beside `path` that are called as it is with `mark` and a number, up to the first that is
/// not there, and the name of that.
pub(crate) fn beside(path: &Path, mark: &str) -> (Vec<PathBuf>, PathBuf) {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut found = Vec::new();
    loop {
        let next = path.with_extension(format!("{mark}-{}.{ending}", found.len() + 1));
        if next.symlink_metadata().is_err() {
            return (found, next);
        }
        found.push(next);
    }
}

/// Takes a file from the eyes of others, however it came to its place.
pub(crate) fn hide(file: &File, found: &Metadata) {
    if let Some(private) = private_mode(found) {
        // Some disks know no modes; a line that is saved matters more.
        let _ = file.set_permissions(private);
    }
}

/// Makes sure that the disk knows the name of the file at `path` and those of its folders.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    let mut folders = path.ancestors().skip(1);
    folders.next().map_or(Ok(()), sync_folder)?;
    // Those further up were most likely there before, perhaps of disks that nobody can sync.
    folders.for_each(|folder| drop(sync_folder(folder)));
    Ok(())
}

/// What its owner may do, and nobody else; `None` if it is so already.
fn private_mode(found: &Metadata) -> Option<Permissions> {
    let mode = found.mode() & 0o777;
    (mode & 0o077 != 0).then(|| Permissions::from_mode(mode & 0o700))
}

/// Syncs a folder, if its disk can do that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    let is_here = folder.as_os_str().is_empty();
    let folder = File::open(if is_here { Path::new(".") } else { folder })?;
    match folder.sync_all() {
        Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_but_the_program_s_own_is_hidden_from_others() {
        let home = tempfile::tempdir().unwrap();
        for (name, hidden) in [("uncramp", 0o700), ("shared", 0o755)] {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
            make(&folder.join("diary.jsonl")).unwrap();
            assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, hidden);
        }
    }

    #[test]
    fn a_folder_is_synced_if_it_can_be() {
        sync_folder(Path::new("")).unwrap();
        #[cfg(target_os = "linux")]
        sync_folder(Path::new("/proc")).unwrap();
        assert!(sync_folder(Path::new("/no such folder")).is_err());
    }
}
