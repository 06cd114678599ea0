//! `diary export` and `diary import`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{OpenDiary, mend, now, numbered, unread};
use crate::cli::args::diary::{ExportArgs, Format, ImportArgs};
use crate::cli::words::write_page;
use crate::diary::Trouble;
use crate::diary::doubt;
use crate::diary::export::{self, Import};
use crate::diary::line::Line;
use crate::diary::{Diary, Entry, sheet};
use crate::io::clock;
use crate::io::output::{out, print_raw, warn_stderr};
use crate::io::store::{self, Contents, LARGEST, Skipped, StoreKind};
use crate::moment::Moment;
use crate::routine::hidden::shown;

/// So many of many are named.
const NAMED: usize = 10;
/// No clock is so wrong that an imported line may have been written later than this from now.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes the entries of these nights to a file, or to standard output.
pub(super) fn export(book: &OpenDiary, args: &ExportArgs) -> Result<()> {
    book.note_unread();
    let diary = export::lacking(&book.diary, &args.without);
    let keeps = |entry: &Entry| args.nights.has(diary.night_of(entry));
    let owner = book.contents.owner.clone();
    let named = owner.filter(|_| book.contents.is_named);
    let owner = named.unwrap_or_else(store::new_id);
    let text = match args.format {
        // With its header a copy of it is a diary.
        Format::Jsonl => StoreKind::Diary.first_line(&owner) + &export::jsonl(&diary, keeps),
        Format::Csv => export::csv(&diary, &owner, keeps),
    };
    match (&args.out, args.format) {
        // By this a spreadsheet knows that letters beyond ASCII are UTF-8; a pipe needs no mark.
        (Some(path), Format::Csv) => write_page(path, format!("\u{feff}{text}"), args.force),
        (Some(path), Format::Jsonl) => write_page(path, &text, args.force),
        (None, _) if stdout().is_terminal() => out(&text),
        (None, _) => print_raw(&text),
    }
}

/// Refuses a file of another diary than this one, or of one that nobody can tell, unless it `shares` an
/// entry with it: then the two have been brought together before.
fn claim(
    book: &OpenDiary,
    file: &Path,
    theirs: Option<&str>,
    is_named: bool,
    shares: impl FnOnce() -> bool,
) -> Result<()> {
    let ours = book.contents.owner.as_deref();
    if theirs.is_none() || ours.is_none() || ours == theirs || shares() {
        return Ok(());
    }
    let whose = if is_named {
        "of another diary, with which"
    } else {
        "the first line, which says of which diary it is, is missing, and"
    };
    bail!(
        "{}: {whose} this one shares no entry; if it is yours all the same, import it with `--as-mine`",
        shown(file)
    )
}

/// Whether it has an entry of this diary that no two diaries have by chance.
fn shares(book: &OpenDiary, theirs: &Contents) -> bool {
    let lines = theirs.lines.iter();
    let mut lines = lines.filter_map(|line| Line::parse(&line.text).ok());
    lines.any(|line| line.is_of_one() && book.diary.has(&line.id))
}

/// Leaves out lines that were written later than any clock may say: nothing that is said from now on
/// could change what they set.
fn leave_out_the_future(contents: &mut Contents, latest: Moment) {
    #[derive(Deserialize)]
    struct LineTime {
        at: String,
    }

    let is_late = |line: &store::RawLine| {
        let line = serde_json::from_str::<LineTime>(&line.text).ok();
        line.and_then(|line| Moment::parse(&line.at))
            .is_some_and(|at| at > latest)
    };
    let why = "`at` is later than tomorrow; mend it, then import again";
    let late = contents.lines.extract_if(.., |line| is_late(line));
    contents.skipped.extend(late.map(|line| Skipped {
        number: line.number,
        why,
    }));
}

/// Leaves out values that cannot be read: they would be a fault of this diary from then on. Of a list some words may
/// be of a later version, and it stays. What cannot be read of the file is returned, that included.
fn leave_out_the_unreadable(contents: &mut Contents) -> Vec<Trouble> {
    let troubles = Diary::from_numbered(numbered(contents)).troubles().to_vec();
    for line in &mut contents.lines {
        let faults = troubles
            .iter()
            .filter(|trouble| trouble.line == line.number);
        let mut faults = faults
            .filter_map(|trouble| mend::field(&trouble.what))
            .peekable();
        if faults.peek().is_none() {
            continue;
        }
        if let Ok(mut fields) = serde_json::from_str::<Map<String, Value>>(&line.text) {
            for field in faults {
                if fields.get(field).is_some_and(|value| !value.is_array()) {
                    fields.remove(field);
                }
            }
            line.text = Value::Object(fields).to_string();
        }
    }
    troubles
}

/// Takes in what a file says that is new or later; 1 if not all of it can be read.
pub(super) fn import(book: &OpenDiary, bytes: &[u8], args: &ImportArgs) -> Result<ExitCode> {
    let bytes = in_utf8(bytes);
    let text = str::from_utf8(&bytes).map(|text| text.trim_start_matches('\u{feff}'));
    match text {
        Ok(text) if sheet::is_one(text) => import_table(book, text, args),
        Ok(text) => match lines_of_a_list(text) {
            Some(lines) => import_lines(book, lines.as_bytes(), args),
            None => import_lines(book, &bytes, args),
        },
        Err(_) if !bytes.contains(&b'{') => bail!(
            "{}: its letters are not UTF-8; a spreadsheet saves them so as `CSV UTF-8`, or where it \
             asks for the character set",
            shown(&args.file)
        ),
        Err(_) => import_lines(book, &bytes, args),
    }
}

/// The same text in UTF-8, where it says that it is in UTF-16, as a spreadsheet may save it.
fn in_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes),
    };
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|unit| read([unit[0], unit[1]]))
        .collect();
    Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
}

/// The lines of a diary that another program has made one JSON list of.
fn lines_of_a_list(text: &str) -> Option<String> {
    let list = text.trim_start().starts_with('[').then_some(text)?;
    let list: Vec<Value> = serde_json::from_str(list).ok()?;
    let lines: Vec<_> = list.iter().map(Value::to_string).collect();
    Some(lines.join("\n"))
}

/// What stands before an answer to `--dry-run`.
fn would(dry_run: bool) -> &'static str {
    if dry_run {
        "Nothing is written. An import would come to this: "
    } else {
        ""
    }
}

fn import_table(book: &OpenDiary, text: &str, args: &ImportArgs) -> Result<ExitCode> {
    let name = shown(&args.file);
    let import = sheet::import(&book.diary, text, args.dates, now(), clock::moment_on);
    let import = import.map_err(|why| anyhow!("{name}: {why}"))?;
    if !args.as_mine {
        let owner = import.owner.as_deref();
        claim(book, &args.file, owner, true, || import.shares)?;
    }
    if !import.lines.is_empty() && !args.dry_run {
        book.save_as(import.owner, &import.lines)?;
    }
    let unread = &import.troubles;
    for line in some(unread, |(line, why)| format!("note: {name}:{line}: {why}")) {
        warn_stderr(&line);
    }
    for line in some(&import.left_out, |(id, fields)| {
        format!(
            "note: {id} stays as it is on record; what {name} says otherwise is left out: {fields}"
        )
    }) {
        warn_stderr(&line);
    }
    if import.lines.is_empty() && import.known == 0 && !unread.is_empty() {
        bail!("{name}: no row of it can be read");
    }
    note_doubts(book, &import.lines);
    let nights = import.nights.map(|(first, last)| {
        if first == last {
            format!(", of the night {first}")
        } else {
            format!(", of the nights from {first} to {last}")
        }
    });
    let sum = format!(
        "{}{} added{}, {} changed, 0 deleted, {} known already",
        would(args.dry_run),
        import.added,
        nights.unwrap_or_default(),
        import.lines.len() - import.added,
        import.known
    );
    let columns = import.columns.iter();
    let columns = columns.map(|(column, what)| format!("{column}: {what}"));
    let told: Vec<_> = columns.chain([sum]).collect();
    out(&(told.join("\n") + "\n"))?;
    Ok(ExitCode::from(u8::from(!unread.is_empty())))
}

fn import_lines(book: &OpenDiary, bytes: &[u8], args: &ImportArgs) -> Result<ExitCode> {
    let mut contents = Contents::of(bytes);
    if !args.as_mine {
        let owner = contents.owner.as_deref();
        let shares = || shares(book, &contents);
        claim(book, &args.file, owner, contents.is_named, shares)?;
    }
    leave_out_the_future(&mut contents, now().after(DAY));
    let troubles = leave_out_the_unreadable(&mut contents);
    let import = export::import(&book.diary, numbered(&contents));
    if !import.lines.is_empty() && !args.dry_run {
        let id = contents.owner.clone().filter(|_| contents.is_named);
        book.save_as(id, &import.lines)?;
    }
    let unread = unread(&contents, &troubles);
    for line in some(&unread, |(line, why)| {
        format!("note: {}:{line}: {why}", shown(&args.file))
    }) {
        warn_stderr(&line);
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
            shown(&args.file)
        );
    }
    note_doubts(book, lines);
    let sum = format!(
        "{}{added} added, {} changed, {} deleted, {known} known already",
        would(args.dry_run),
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

/// Says what is hardly so of what is taken in; it is on record all the same.
fn note_doubts(book: &OpenDiary, lines: &[Line]) {
    let mut after = book.diary.clone();
    for line in lines {
        after.take(line.clone());
    }
    let mut doubts = doubt::all(&after, now());
    doubts.retain(|doubt| lines.iter().any(|line| doubt.is_about(&line.id)));
    let doubts = super::doubts(&after, &doubts);
    for line in some(&doubts, |doubt| format!("note: {doubt}")) {
        warn_stderr(&line);
    }
}

/// The first of many in words, and how many more there are.
fn some<T>(all: &[T], words: impl Fn(&T) -> String) -> impl Iterator<Item = String> {
    let more = all.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    all.iter().take(NAMED).map(words).chain(more)
}

/// What stands in the file that is to be taken in.
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    bytes(file).with_context(|| format!("cannot read {}", shown(file)))
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
