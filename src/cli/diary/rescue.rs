//! What to do with lines that could not be saved when the program ends.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::io::files::Places;
use crate::io::output::complain;
use crate::io::store::{Kind, Unsaved, first_number};
use crate::io::{page, place};

/// How the names of such files begin.
const NAME: &str = "uncramp-unsaved-";

/// Puts the lines into a file of their own, or on standard error where no file can be written, and
/// says so there.
pub fn rescue(unsaved: &Unsaved) {
    let text = unsaved.lines.join("\n") + "\n";
    match unsaved.kind {
        Kind::Diary => complain(&format!("The diary is not saved: {}", unsaved.why)),
        Kind::Answers => {
            return complain(&format!("Your answers are not kept: {}", unsaved.why));
        }
    }
    let kept = folders().find_map(|folder| {
        let path = folder.join(format!("{NAME}{:08x}.jsonl", first_number()));
        place::make(&path).ok()?;
        page::write(&path, &text, false).ok().map(|()| path)
    });
    match kept {
        Some(path) => complain(&format!(
            "What is missing is in {}\nOnce the cause is mended: uncramp diary import {}",
            path.display(),
            quoted(&path)
        )),
        None => complain(&format!(
            "What is missing stands here. Put it into a file; once the cause is mended: \
             uncramp diary import FILE\n{text}"
        )),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// The files of earlier runs that lie where they stay.
pub fn left() -> Vec<PathBuf> {
    let files = state().and_then(|folder| fs::read_dir(folder).ok());
    let files = files.into_iter().flatten().flatten();
    let ours = files.filter(|file| file.file_name().to_string_lossy().starts_with(NAME));
    ours.map(|file| file.path()).collect()
}

/// Where such a file may go: beside the log, which stays, else where things do not stay for long.
fn folders() -> impl Iterator<Item = PathBuf> {
    state().into_iter().chain([env::temp_dir()])
}

fn state() -> Option<PathBuf> {
    Places::find().map(|places| places.state().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_the_path_as_one_word() {
        assert_eq!(quoted(Path::new("/tmp/a-1.jsonl")), "/tmp/a-1.jsonl");
        assert_eq!(quoted(Path::new("/my home/it's")), r"'/my home/it'\''s'");
    }
}
