//! `diary export` and `diary import`.

use std::fs::File;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::{Book, read};
use crate::cli::args::diary::Format;
use crate::diary::export;
use crate::io::output::{as_it_is, complain, out};
use crate::io::page;
use crate::io::store::{Contents, LARGEST};

/// Writes all entries to a file, or to standard output.
pub fn export(book: &Book, format: Format, to: Option<&Path>, force: bool) -> Result<()> {
    book.note_unread();
    let text = match format {
        Format::Jsonl => export::jsonl(&book.diary),
        Format::Csv => export::csv(&book.diary),
    };
    match to {
        Some(path) => {
            page::write(path, &text, force)
                .map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
            out(&format!(
                "{}: written, for your eyes only\n",
                path.display()
            ))
        }
        None if stdout().is_terminal() => out(&text),
        None => as_it_is(&text),
    }
}

/// Takes in the entries of a file that are not here, or were changed there later.
pub fn import(book: &Book, file: &Path) -> Result<()> {
    let bytes = bytes(file).with_context(|| format!("cannot read {}", file.display()))?;
    let contents = Contents::of(&bytes);
    let theirs = read(&contents);
    let skipped = contents.skipped.iter().map(|line| (line.number, line.why));
    let troubles = theirs.troubles().iter();
    let troubles = troubles.map(|trouble| (trouble.line, trouble.what.as_str()));
    for (line, why) in skipped.chain(troubles) {
        complain(&format!("note: {}:{line}: {why}", file.display()));
    }
    let import = export::import(&book.diary, &theirs);
    let (new, known) = (import.lines.len(), import.known);
    if new + known == 0 && !bytes.trim_ascii().is_empty() {
        bail!("{}: no entry of a diary can be read in it", file.display());
    }
    if new > 0 {
        book.save(&import.lines)?;
    }
    out(&format!(
        "{new} added or brought up to date, {known} known already\n"
    ))
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
    Ok(bytes)
}
