//! Words that more than one command needs.

use std::path::Path;

use anyhow::{Error, Result, anyhow, bail};

use crate::io::atomic_file;
use crate::io::clock;
use crate::io::files::Places;
use crate::io::output::{note_stderr, out};
use crate::io::profile;
use crate::profile::Findings;
use crate::routine::RoutineId;
use crate::routine::hidden::shown;
use crate::routine::library::Library;
use crate::routine::table::nearest;

/// Why the library has no routine `wanted` that can be used, and what to do about it.
pub(super) fn absent(library: &Library, wanted: &str) -> Error {
    if let Some(broken) = RoutineId::new(wanted).and_then(|id| library.broken(&id)) {
        return anyhow!("{broken}; `uncramp check` says how to mend it");
    }
    let entries = library.listing().entries.iter();
    let near = nearest(wanted, entries.map(|entry| entry.routine.id.as_str()));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    let wanted: String = wanted.chars().take(60).collect();
    anyhow!(
        "there is no routine `{wanted}`{} See `uncramp list`",
        near.as_deref().unwrap_or(".")
    )
}

/// Says on standard error what the user should know, though the command does its work.
pub(super) fn note(notices: impl IntoIterator<Item = String>) {
    for notice in notices {
        note_stderr(&format!("note: {notice}"));
    }
}

/// Writes `text` to a file that was asked for, and says so.
pub(super) fn write_page(path: &Path, text: impl AsRef<[u8]>, force: bool) -> Result<()> {
    let name = shown(path);
    if Places::find().is_some_and(|places| places.are_at(path)) {
        bail!("{name}: a file that the program keeps for itself; give another name");
    }
    atomic_file::write(path, text, force).map_err(|reason| anyhow!("{name}: {reason}"))?;
    out(&format!("{name}: written, for your eyes only\n"))
}

/// What the safety answers say today; what is wrong with their file goes to standard error.
pub(super) fn findings() -> Findings {
    let (profile, notices) = profile::read(Places::find().as_ref());
    note(notices);
    Findings::of(&profile, Some(clock::wall().date()))
}

pub(super) fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// `text` wrapped to `width`, every line behind `indent`.
pub(super) fn paragraph(text: &str, indent: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent);
    textwrap::fill(text, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_the_path_as_one_word() {
        assert_eq!(quoted("/tmp/a-1.jsonl"), "/tmp/a-1.jsonl");
        assert_eq!(quoted("/my home/it's"), r"'/my home/it'\''s'");
    }
}
