//! `diary export` and `diary import`.

use std::fs::File;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::{Book, now, numbered, unread};
use crate::cli::args::diary::Format;
use crate::cli::words::write_page;
use crate::diary::export::{self, Import};
use crate::diary::night::Night;
use crate::diary::when::Order;
use crate::diary::{Entry, sheet};
use crate::io::clock;
use crate::io::output::{as_it_is, complain, out};
use crate::io::store::{Contents, LARGEST};

/// So many of many are named.
const NAMED: usize = 10;
/// What some editors put before a text: that it is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The nights that are exported; all, if neither is said.
#[derive(Clone, Copy)]
pub struct Nights {
    /// The first.
    pub from: Option<Night>,
    /// The last.
    pub to: Option<Night>,
}

impl Nights {
    fn has(self, night: Option<Night>) -> bool {
        let is_all = self.from.is_none() && self.to.is_none();
        let within = |night| {
            self.from.is_none_or(|from| from <= night) && self.to.is_none_or(|to| night <= to)
        };
        is_all || night.is_some_and(within)
    }
}

/// Writes the entries of these nights to a file, or to standard output.
pub fn export(
    book: &Book,
    format: Format,
    nights: Nights,
    to: Option<&Path>,
    force: bool,
) -> Result<()> {
    book.note_unread();
    let keeps = |entry: &Entry| nights.has(book.diary.night_of(entry));
    let text = match format {
        Format::Jsonl => export::jsonl(&book.diary, keeps),
        Format::Csv => export::csv(&book.diary, keeps),
    };
    match (to, format) {
        // By this a spreadsheet knows that letters beyond ASCII are UTF-8; a pipe needs no mark.
        (Some(path), Format::Csv) => write_page(path, &format!("\u{feff}{text}"), force),
        (Some(path), Format::Jsonl) => write_page(path, &text, force),
        (None, _) if stdout().is_terminal() => out(&text),
        (None, _) => as_it_is(&text),
    }
}

/// Takes in what a file says that is not known here, or was said there later; 1 if not all of it
/// can be read.
pub fn import(book: &Book, file: &Path, order: Option<Order>, dry_run: bool) -> Result<ExitCode> {
    let bytes = bytes(file).with_context(|| format!("cannot read {}", file.display()))?;
    match str::from_utf8(&bytes) {
        Ok(text) if sheet::is_one(text) => import_table(book, file, text, order, dry_run),
        Ok(_) | Err(_) => import_lines(book, file, &bytes, dry_run),
    }
}

/// What stands before an answer to `--dry-run`.
fn would(dry_run: bool) -> &'static str {
    if dry_run {
        "Nothing is written. An import would come to this: "
    } else {
        ""
    }
}

fn import_table(
    book: &Book,
    file: &Path,
    text: &str,
    order: Option<Order>,
    dry_run: bool,
) -> Result<ExitCode> {
    let name = file.display();
    let import = sheet::import(&book.diary, text, order, now(), clock::moment_on);
    let import = import.map_err(|why| anyhow!("{name}: {why}"))?;
    let unread = &import.troubles;
    for line in some(unread, |(line, why)| format!("note: {name}:{line}: {why}")) {
        complain(&line);
    }
    if import.lines.is_empty() && import.known == 0 && !unread.is_empty() {
        bail!("{name}: no row of it can be read");
    }
    if !import.lines.is_empty() && !dry_run {
        book.save(&import.lines)?;
    }
    let nights = import.nights.map(|(first, last)| {
        if first == last {
            format!(", of the night {first}")
        } else {
            format!(", of the nights from {first} to {last}")
        }
    });
    let sum = format!(
        "{}{} added{}, 0 changed, 0 deleted, {} known already",
        would(dry_run),
        import.lines.len(),
        nights.unwrap_or_default(),
        import.known
    );
    let columns = import.columns.iter();
    let columns = columns.map(|(column, what)| format!("{column}: {what}"));
    let told: Vec<_> = columns.chain([sum]).collect();
    out(&(told.join("\n") + "\n"))?;
    Ok(ExitCode::from(u8::from(!unread.is_empty())))
}

fn import_lines(book: &Book, file: &Path, bytes: &[u8], dry_run: bool) -> Result<ExitCode> {
    let contents = Contents::of(bytes);
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
            "{}: no entry of a diary can be read in it; expected a copy of a diary, what \
             `uncramp diary export` writes, or a table with a column called start, or date and time",
            file.display()
        );
    }
    if !lines.is_empty() && !dry_run {
        book.save(lines)?;
    }
    let sum = format!(
        "{}{added} added, {} changed, {} deleted, {known} known already",
        would(dry_run),
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
