//! The file of the safety answers: read before the first frame, replaced as a whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::io::files::{self, Places};
use crate::io::output::complain;
use crate::io::page::Draft;
use crate::io::place;
use crate::profile::{Profile, file};
use crate::ui::Msg;

/// Bytes of the file, at most: its answers take a few hundred.
const LARGEST: usize = 16 * 1024;

/// The answers in the user's file, and what is wrong with it. No file is no answer; one that cannot
/// be read puts every gate on.
pub fn read(places: Option<&Places>) -> (Profile, Vec<String>) {
    let Some(path) = places.map(Places::profile) else {
        return (Profile::default(), Vec::new());
    };
    let text = match text(&path) {
        Ok(Some(text)) => text,
        Ok(None) => return (Profile::default(), Vec::new()),
        Err(reason) => {
            let profile = Profile::unreadable();
            let notice = notice(&profile, &reason);
            return (profile, vec![notice]);
        }
    };
    let (profile, problems) = file::parse(&text);
    let notice = match problems.first() {
        Some(problem) => Some(notice(&profile, &problem.what)),
        None if profile.careful => Some(notice(&profile, "not every question was asked anew")),
        None => None,
    };
    (profile, notice.into_iter().collect())
}

fn text(path: &Path) -> Result<Option<String>, String> {
    match files::read_if_there(path)? {
        Some(text) if text.len() > LARGEST => Err(format!("larger than {} KiB", LARGEST / 1024)),
        text => Ok(text),
    }
}

/// What it means comes first: a small screen cuts the rest.
fn notice(profile: &Profile, reason: &str) -> String {
    if profile.careful {
        format!(
            "Careful steps: answers unreadable. `uncramp profile` asks anew. profile.toml: {reason}"
        )
    } else {
        format!("profile.toml: {reason}")
    }
}

/// What a thread is writing: the disk may be slow, and no frame waits for it.
#[derive(Debug, Default)]
pub struct Keeping {
    /// The newest, which waits for those before it.
    under_way: Option<Receiver<Result<(), String>>>,
}

impl Keeping {
    /// Starts to `write`, after what is being written; `tell` hears `done`, or what went wrong.
    pub fn keep(
        &mut self,
        write: impl FnOnce() -> Result<(), String> + Send + 'static,
        done: Option<Msg>,
        tell: impl Fn(Msg) + Send + Clone + 'static,
    ) {
        let (sender, receiver) = mpsc::channel();
        let before = self.under_way.replace(receiver);
        let tell_lack = tell.clone();
        let work = move || {
            // The newer answers must be the ones that stay.
            if let Some(before) = before {
                let _ = before.recv();
            }
            let result = write();
            let msg = match &result {
                Ok(()) => done,
                Err(words) => Some(Msg::Failed(words.clone())),
            };
            msg.into_iter().for_each(tell);
            let _ = sender.send(result);
        };
        if let Err(error) = thread::Builder::new().name("profile".into()).spawn(work) {
            tell_lack(Msg::Failed(format!("Your answers are not kept: {error}")));
        }
    }

    /// Waits for the disk, though no longer than `within`; what could not be kept is said on standard
    /// error.
    pub fn settle(self, within: Duration) {
        if let Some(result) = self.under_way {
            match result.recv_timeout(within) {
                Ok(Ok(())) => {}
                Ok(Err(words)) => complain(&words),
                Err(RecvTimeoutError::Timeout) => {
                    complain("The disk takes too long: your answers may not be kept.");
                }
                Err(RecvTimeoutError::Disconnected) => complain("Your answers are not kept."),
            }
        }
    }
}

/// Replaces the user's file.
///
/// # Errors
/// The answers are not kept; the words are for the user.
pub fn write(profile: &Profile) -> Result<(), String> {
    let path = Places::find().map(|places| places.profile());
    let path = path.ok_or("Your answers cannot be kept: no home folder is known.")?;
    replace(&path, profile)
        .map_err(|error| format!("Your answers are not kept: {}: {error}", path.display()))
}

/// Replaces the file as a whole. An old one that cannot be understood is not lost: it is moved aside.
fn replace(path: &Path, profile: &Profile) -> io::Result<()> {
    place::make(path)?;
    let old = text(path)
        .ok()
        .and_then(|old| file::write(profile, &old.unwrap_or_default()));
    if let Some(new) = old {
        return Draft::new(path, &new)?.publish(path, true);
    }
    let draft = Draft::new(path, &file::write(profile, "").unwrap_or_default())?;
    let aside = aside(path);
    // At no moment there is no file, for that would mean that no question was ever answered; unless
    // the disk has no links.
    fs::hard_link(path, &aside).or_else(|_| fs::rename(path, &aside))?;
    draft.publish(path, true)
}

/// A name beside `path` that is free.
fn aside(path: &Path) -> PathBuf {
    let mut number = 1;
    loop {
        let free = path.with_extension(format!("old-{number}.toml"));
        if free.symlink_metadata().is_err() {
            return free;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::profile::{Question, Reply};

    fn answered(reply: Reply) -> Profile {
        let mut profile = Profile::default();
        profile.answer(Question::Clot, reply);
        profile
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn answers_are_private_and_replace_the_older_ones() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("uncramp/profile.toml");
        for reply in [Reply::Yes, Reply::No] {
            replace(&path, &answered(reply)).unwrap();
            let read = text(&path).unwrap().unwrap();
            assert_eq!(file::parse(&read), (answered(reply), Vec::new()));
        }
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(names(path.parent().unwrap()), ["profile.toml"]);
    }

    #[test]
    fn an_old_file_that_cannot_be_understood_is_moved_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profile.toml");
        for (at, old) in ["format = 2\n", "no toml", "\u{0}"].iter().enumerate() {
            fs::write(&path, old).unwrap();
            replace(&path, &answered(Reply::No)).unwrap();
            let aside = folder.path().join(format!("profile.old-{}.toml", at + 1));
            assert_eq!(fs::read_to_string(aside).unwrap(), **old);
        }
    }

    #[test]
    fn a_folder_in_place_of_the_file_is_refused_when_read() {
        let folder = tempfile::tempdir().unwrap();
        assert!(text(folder.path()).is_err());
        let large = folder.path().join("large");
        fs::write(&large, "#".repeat(LARGEST + 1)).unwrap();
        assert!(text(&large).is_err());
    }
}
