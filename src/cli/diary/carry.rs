//! `diary export` and `diary import`.

use std::fs::File;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::{Book, numbered, unread};
use crate::cli::args::diary::Format;
use crate::cli::words::write_page;
use crate::diary::export::{self, Import};
use crate::io::output::{as_it_is, complain, out};
use crate::io::store::{Contents, LARGEST};

/// So many of many are named.
const NAMED: usize = 10;
/// What some editors put before a text: that it is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes all entries to a file, or to standard output.
pub fn export(book: &Book, format: Format, to: Option<&Path>, force: bool) -> Result<()> {
    book.note_unread();
    let text = match format {
        Format::Jsonl => export::jsonl(&book.diary),
        Format::Csv => export::csv(&book.diary),
    };
    match to {
        Some(path) => write_page(path, &text, force),
        None if stdout().is_terminal() => out(&text),
        None => as_it_is(&text),
    }
}

/// Takes in what a file says that is not known here, or was said there later; 1 if not all of it
/// can be read.
pub fn import(book: &Book, file: &Path) -> Result<ExitCode> {
    let bytes = bytes(file).with_context(|| format!("cannot read {}", file.display()))?;
    let contents = Contents::of(&bytes);
    let import = export::import(&book.diary, numbered(&contents));
    let unread = unread(&contents, &import.troubles);
    for line in some(&unread, |(line, why)| {
        format!("note: {}:{line}: {why}", file.display())
    }) {
        complain(&line);
    }
    let Import {
        lines,
        added,
        changed,
        deleted,
        known,
        ..
    } = &import;
    if added + changed.len() + deleted.len() + known == 0 && !bytes.trim_ascii().is_empty() {
        bail!(
            "{}: no entry of a diary can be read in it; expected a copy of a diary, or what \
             `uncramp diary export --format jsonl` writes",
            file.display()
        );
    }
    if !lines.is_empty() {
        book.save(lines)?;
    }
    let sum = format!(
        "{added} added, {} changed, {} deleted, {known} known already",
        changed.len(),
        deleted.len()
    );
    let changed = some(changed, |id| format!("{id}: changed"));
    let deleted = some(deleted, |id| {
        format!("{id}: deleted; `uncramp diary undo {id}` brings it back")
    });
    let told: Vec<_> = [sum].into_iter().chain(changed).chain(deleted).collect();
    out(&(told.join("\n") + "\n"))?;
    Ok(ExitCode::from(u8::from(!unread.is_empty())))
}

/// The first of many in words, and how many more there are.
fn some<T>(all: &[T], words: impl Fn(&T) -> String) -> impl Iterator<Item = String> {
    let more = all.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    all.iter().take(NAMED).map(words).chain(more)
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        stdin().take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LARGEST {
        bail!("it is larger than {} MiB", LARGEST >> 20);
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    Ok(bytes)
}
