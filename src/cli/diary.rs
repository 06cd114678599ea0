//! `uncramp diary`: what is in it, what is put in and taken out.

mod carry;
mod check;
mod entry;
mod list;
mod rescue;
mod wipe;

use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::args::diary::DiaryCommand;
use crate::diary::book::Trouble;
use crate::diary::line::{Id, Line};
use crate::diary::moment::Moment;
use crate::diary::{Diary, Entry};
use crate::io::clock;
use crate::io::files::Places;
use crate::io::output::{complain, out};
use crate::io::store::{Contents, Store};

pub(super) use rescue::rescue;

/// The word for the latest cramp.
const LAST: &str = "last";

/// Does what a command of the diary asks for.
///
/// # Errors
/// It could not be done; the words are for the user.
pub(super) fn diary(command: DiaryCommand) -> Result<ExitCode> {
    let places = Places::find().context("no home folder is known, so there is no diary")?;
    let store = Store::at(places.diary());
    match command {
        DiaryCommand::Add { ago, said } => entry::add(&Book::open(store)?, ago, said)?,
        DiaryCommand::List => list::list(&Book::open(store)?)?,
        DiaryCommand::Show { which } => list::show(&Book::open(store)?, &which)?,
        DiaryCommand::Edit { which, said, clear } => {
            entry::edit(&Book::open(store)?, &which, said, &clear)?;
        }
        DiaryCommand::Delete { which } => delete(&Book::open(store)?, &which)?,
        DiaryCommand::Undo { which } => undo(&Book::open(store)?, which.as_deref())?,
        DiaryCommand::Export { format, out, force } => {
            carry::export(&Book::open(store)?, format, out.as_deref(), force)?;
        }
        DiaryCommand::Import { file } => return carry::import(&Book::open(store)?, &file),
        DiaryCommand::Check => return check::check(&Book::open(store)?),
        DiaryCommand::Path => out(&format!("{}\n", store.path().display()))?,
        DiaryCommand::Wipe { yes } => return wipe::wipe(&store, yes),
    }
    Ok(ExitCode::SUCCESS)
}

/// The diary and its file.
struct Book {
    store: Store,
    contents: Contents,
    diary: Diary,
}

impl Book {
    fn open(store: Store) -> Result<Self> {
        let contents = store.read()?;
        let diary = Diary::from_numbered(numbered(&contents));
        Ok(Self {
            store,
            contents,
            diary,
        })
    }

    /// Says on standard error that some lines are left out, if any are.
    fn note_unread(&self) {
        let unread = self.contents.skipped.len() + self.diary.troubles().len();
        if unread > 0 {
            complain(&format!(
                "note: {unread} of the lines cannot be read, whole or in part; \
                 `uncramp diary check` names them"
            ));
        }
    }

    /// Appends lines; when this returns they are on the disk.
    fn save(&self, lines: &[Line]) -> Result<()> {
        if self.diary.is_newer() {
            bail!(
                "{}: a newer uncramp has written into it, so it can be read but not added to; use \
                 the newer uncramp",
                self.store.path().display()
            );
        }
        let lines: Vec<_> = lines.iter().map(Line::to_string).collect();
        let waits = || {
            complain("note: another uncramp is using the diary; waiting for it");
            Ok(())
        };
        Ok(self.store.append_if(&lines, &waits)?)
    }

    /// The entry that is asked for by its id, the beginning of it, or `last`.
    fn find(&self, which: &str) -> Result<(&Id, &Entry)> {
        if which == LAST {
            let cramp = self.diary.cramps().max_by_key(|(_, cramp)| cramp.start);
            let (id, _) = cramp.context("the diary has no cramp")?;
            return self.found(id);
        }
        if let Some((id, entry)) = self.diary.entries().find(|(id, _)| id.as_str() == which) {
            return Ok((id, entry));
        }
        let entries = self.diary.entries();
        let mut entries = entries.filter(|(id, _)| id.as_str().starts_with(which));
        let found = entries.next().ok_or_else(|| absent(which))?;
        if entries.next().is_some() {
            bail!(
                "more than one id begins with `{which}`; give more of it, see `uncramp diary list`"
            );
        }
        Ok(found)
    }

    fn found<'b>(&'b self, id: &'b Id) -> Result<(&'b Id, &'b Entry)> {
        let entry = self.diary.entry(id);
        entry
            .map(|entry| (id, entry))
            .ok_or_else(|| absent(id.as_str()))
    }
}

/// The lines of a file by their numbers.
fn numbered(contents: &Contents) -> impl Iterator<Item = (usize, &str)> {
    let lines = contents.lines.iter();
    lines.map(|line| (line.number, line.text.as_str()))
}

/// What cannot be read of a file, in the order of its lines.
fn unread<'a>(contents: &'a Contents, troubles: &'a [Trouble]) -> Vec<(usize, &'a str)> {
    let skipped = contents.skipped.iter().map(|line| (line.number, line.why));
    let troubles = troubles.iter();
    let troubles = troubles.map(|trouble| (trouble.line, trouble.what.as_str()));
    let mut unread: Vec<_> = skipped.chain(troubles).collect();
    unread.sort_by_key(|(line, _)| *line);
    unread
}

/// Now, as the diary keeps it.
fn now() -> Moment {
    clock::moment(clock::now())
}

fn absent(which: &str) -> anyhow::Error {
    let which: String = which.chars().take(60).collect();
    anyhow!("the diary has no entry `{which}`; see `uncramp diary list`")
}

fn delete(book: &Book, which: &str) -> Result<()> {
    let (id, _) = book.find(which)?;
    let line = book.diary.delete(id, now()).ok_or_else(|| absent(which))?;
    book.save(&[line])?;
    out(&format!(
        "{id}: deleted; `uncramp diary undo {id}` brings it back\n"
    ))
}

/// Takes back the last change of an entry, be it deleted; of the one that was changed last, if
/// none is named.
fn undo(book: &Book, which: Option<&str>) -> Result<()> {
    let id = match which {
        None => book.diary.last().context("the diary is empty")?.clone(),
        // A deleted entry is found by its whole id only.
        Some(which) => match Id::parse(which).filter(|id| book.diary.has(id)) {
            Some(id) => id,
            None => book.find(which)?.0.clone(),
        },
    };
    let line = book
        .diary
        .undo(&id, now())
        .ok_or_else(|| absent(id.as_str()))?;
    let mut after = book.diary.clone();
    after.take(line.clone());
    book.save(&[line])?;
    match after.entry(&id) {
        Some(entry) => out(&format!("{id}: {}\n", list::summary(entry))),
        None => out(&format!(
            "{id}: not there any more; `uncramp diary undo {id}` brings it back\n"
        )),
    }
}
