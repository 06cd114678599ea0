//! `uncramp diary`: what is in it, what is put in and taken out.

mod check;
mod entry;
mod import_export;
mod list;
mod mend;
mod rescue;
mod wipe;

use std::io;
use std::mem::ManuallyDrop;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::args::diary::DiaryCommand;
use super::run::read_settings;
use super::words::note;
use crate::diary::Trouble;
use crate::diary::line::{Id, Line};
use crate::diary::{Diary, Entry, danger};
use crate::io::clock;
use crate::io::files::Places;
use crate::io::output::{out, warn_stderr};
use crate::io::profile::Answers;
use crate::io::recovery;
use crate::io::store::{Contents, Refused, Store};
use crate::moment::Moment;
use crate::night::Night;
use crate::profile::Answer;
use crate::profile::danger::Told;
use crate::routine::hidden::shown;

pub(super) use check::doubts;
pub(super) use rescue::rescue;

/// The word for the latest cramp.
const LAST: &str = "last";

/// As much of an id as tells the day of its entry.
const SHORTEST: usize = 8;

pub(super) fn diary(command: DiaryCommand) -> Result<ExitCode> {
    let places = Places::find().context("no home folder is known, so there is no diary")?;
    let store = Store::at(places.diary());
    note(clock::oddity());
    match command {
        DiaryCommand::Add(said) => change(&store, |book| entry::add(book, said.clone()))?,
        DiaryCommand::Night { night, said, clear } => change(&store, |book| {
            entry::night(book, night, said.clone(), &clear)
        })?,
        DiaryCommand::List { nights, deleted } => {
            list::list(&OpenDiary::open(store)?, &nights, deleted)?;
        }
        DiaryCommand::Show { which } if which == LAST => {
            list::show(&OpenDiary::of_cramps(store)?, &which)?;
        }
        DiaryCommand::Show { which } => list::show(&OpenDiary::open(store)?, &which)?,
        DiaryCommand::Edit { which, said, clear } => {
            change(&store, |book| {
                entry::edit(book, &which, said.clone(), &clear)
            })?;
        }
        DiaryCommand::Delete { which } => change(&store, |book| delete(book, &which))?,
        DiaryCommand::Undo { which } => change(&store, |book| undo(book, which.as_deref()))?,
        DiaryCommand::Export(args) => import_export::export(&OpenDiary::open(store)?, &args)?,
        DiaryCommand::Import(args) => {
            // Before the diary is opened: that takes in what waited, and removes its file.
            let bytes = import_export::read(&args.file)?;
            return change(&store, |book| import_export::import(book, &bytes, &args));
        }
        DiaryCommand::Check => return check::check(&OpenDiary::as_it_is(store)?),
        DiaryCommand::Mend => return mend::mend(&OpenDiary::as_it_is(store)?),
        DiaryCommand::Path => out(&format!("{}\n", shown(store.path())))?,
        DiaryCommand::Wipe { yes } => return wipe::wipe(&store, yes),
    }
    Ok(ExitCode::SUCCESS)
}

/// Does what changes the diary; where another program has written meanwhile, anew: what was asked and
/// found out has to be true of the diary as it is.
fn change<T>(store: &Store, act: impl Fn(&OpenDiary) -> Result<T>) -> Result<T> {
    loop {
        let done = act(&OpenDiary::open(store.clone())?);
        let why = done.as_ref().err().and_then(|why| why.downcast_ref());
        if !why.is_some_and(Refused::is_overtaken) {
            return done;
        }
    }
}

pub(super) struct OpenDiary {
    store: Store,
    contents: Contents,
    /// Of twenty years a tenth of the time would go into giving memory back that the end of the program
    /// gives back at once.
    pub diary: ManuallyDrop<Diary>,
}

impl OpenDiary {
    pub(super) fn open(store: Store) -> Result<Self> {
        Self::of(store, |_| true)?.unless_foreign()
    }

    /// The same, with what is wrong with it.
    fn as_it_is(store: Store) -> Result<Self> {
        Self::of(store, |_| true)
    }

    fn unless_foreign(self) -> Result<Self> {
        match self.contents.read_only.clone() {
            Some(why) if self.contents.is_foreign && self.diary.last().is_none() => Err(why.into()),
            Some(_) | None => Ok(self),
        }
    }

    /// Reads what the diary says of cramps: most of a long one is about other things, and to read all of
    /// it takes most of the time.
    fn of_cramps(store: Store) -> Result<Self> {
        Self::of(store, |line| line.contains("\"cramp\""))?.unless_foreign()
    }

    fn of(store: Store, keeps: impl Fn(&str) -> bool) -> Result<Self> {
        // What an earlier run could not save belongs to it.
        note(Places::find().and_then(|places| recovery::recover(&places).told));
        let mut contents = store.read()?;
        contents.lines.retain(|line| keeps(&line.text));
        let (_, settings, _) = read_settings();
        let diary = Diary::from_numbered(numbered(&contents));
        let diary = diary.with_boundary(settings.night_begins);
        Ok(Self {
            store,
            contents,
            diary: ManuallyDrop::new(diary),
        })
    }

    /// Says on standard error that it is no diary, or that some lines are left out, if that is so.
    pub(super) fn note_unread(&self) {
        if self.contents.is_foreign {
            let why = self.contents.read_only.as_ref();
            return note(why.map(|why| format!("{why}; what can be read of it is told")));
        }
        let unread = self.contents.skipped.len() + self.diary.troubles().len();
        if unread > 0 {
            warn_stderr(&format!(
                "note: {unread} of the diary's lines cannot be read, whole or in part, and what they \
                 say is left out; `uncramp diary check` names them"
            ));
        }
    }

    /// Appends lines that were said just now, and goes by what they change of the danger that their entries
    /// tell of: that is returned.
    fn save(&self, lines: &[Line]) -> Result<Vec<Told>> {
        self.save_as(None, lines)?;
        let mut after = Diary::clone(&self.diary);
        for line in lines {
            after.take(line.clone());
        }
        let answers = Answers::read(Places::find().as_ref());
        let mut changes = Vec::new();
        for Line { id, .. } in lines {
            let entries = [&self.diary, &after].map(|diary| diary.entry(id));
            if let Some(told) = danger::told_anew(entries, self.diary.boundary(), now()) {
                answers.save(
                    &Answer::Told {
                        entry: id.to_string(),
                        signs: told.clone(),
                    },
                    now(),
                )?;
                changes.push(told);
            }
        }
        Ok(changes)
    }

    /// Appends lines to the diary as it was read; when this returns they are on the disk. A diary that is
    /// begun with them is the diary `id`, come from elsewhere.
    fn save_as(&self, id: Option<String>, lines: &[Line]) -> Result<()> {
        if let Some(why) = &self.contents.read_only {
            return Err(why.clone().into());
        }
        let lines: Vec<_> = lines.iter().map(Line::to_string).collect();
        let store = self.store.clone().begun_as(id);
        Ok(store.append_to(&self.contents, &lines, &wait)?)
    }

    /// The entry that is asked for by its id, the beginning of it, or `last`.
    fn find(&self, which: &str) -> Result<(&Id, &Entry)> {
        let id = self.id(which)?;
        let entry = self.diary.entry(id);
        let entry = entry.with_context(|| {
            format!("{id} is deleted; `uncramp diary undo {id}` brings it back")
        })?;
        Ok((id, entry))
    }

    /// The id of the entry that is asked for, be it deleted.
    fn id(&self, which: &str) -> Result<&Id> {
        if which == LAST {
            let now = now();
            let begun = self.diary.cramps().filter(|(_, cramp)| cramp.start <= now);
            let last = begun.max_by_key(|(_, cramp)| cramp.start);
            let latest = self.diary.latest().filter(|latest| *latest > now);
            let ahead = latest.map_or(String::new(), |latest| {
                let day = |moment: Moment| moment.local().date();
                let (shown, latest) = (day(now), day(latest));
                format!(" up to {shown}, which the clock shows; its latest entry is of {latest}")
            });
            return last
                .map(|(id, _)| id)
                .with_context(|| format!("the diary has no cramp{ahead}"));
        }
        let all = || {
            self.diary
                .entries()
                .chain(self.diary.deleted())
                .map(|(id, _)| id)
        };
        if let Some(id) = all().find(|id| id.as_str() == which) {
            return Ok(id);
        }
        let mut found =
            all().filter(|id| which.len() >= SHORTEST && id.as_str().starts_with(which));
        match (found.next(), found.next()) {
            (Some(id), None) => Ok(id),
            (Some(_), Some(_)) => bail!(
                "more than one id begins with `{which}`; give more of it, see `uncramp diary list` \
                 and `uncramp diary list --deleted`"
            ),
            (None, _) => Err(absent(which)),
        }
    }
}

/// Says that another program is waited for.
#[expect(clippy::unnecessary_wraps, reason = "others do not wait")]
fn wait() -> io::Result<()> {
    warn_stderr("note: another uncramp is using the diary; waiting for it");
    Ok(())
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

pub(super) fn now() -> Moment {
    clock::moment(clock::now())
}

fn absent(which: &str) -> anyhow::Error {
    if let Some(night) = Night::parse(which) {
        return anyhow!(
            "{night} is a night; `uncramp diary show {night}` names its entries, one of which is \
             meant here"
        );
    }
    let which: String = which.chars().take(60).collect();
    anyhow!(
        "the diary has no entry `{which}`; expected an id of `uncramp diary list`, at least \
         {SHORTEST} characters of its beginning, `{LAST}`, or to show it a night such as 2026-11-21"
    )
}

fn delete(book: &OpenDiary, which: &str) -> Result<()> {
    let (id, entry) = book.find(which)?;
    let line = book.diary.delete(id, now()).ok_or_else(|| absent(which))?;
    let told = book.save(&[line])?;
    out(&format!(
        "{id}: deleted, {}: {}; `uncramp diary undo {id}` brings it back\n",
        list::place(&book.diary, entry),
        list::summary(entry)
    ))
    .with_context(|| format!("{id} is deleted all the same"))?;
    entry::warn(None, &told)
}

/// Takes back the last change of an entry, be it deleted; of the one that was changed last, if
/// none is named.
fn undo(book: &OpenDiary, which: Option<&str>) -> Result<()> {
    let id = match which {
        None => book.diary.last().context("the diary is empty")?,
        Some(which) => book.id(which)?,
    };
    let line = book.diary.undo(id, now()).context("the diary is empty")?;
    let mut after = book.diary.clone();
    after.take(line.clone());
    let told = book.save(&[line])?;
    let (before, after) = (book.diary.entry(id), after.entry(id));
    let what = match (before, after) {
        (_, None) => "not there any more",
        (None, Some(_)) => "back again",
        (Some(_), Some(_)) => "as before",
    };
    let diary = &book.diary;
    let place = after.or(before).map(|entry| list::place(diary, entry));
    let place = place.unwrap_or_default();
    let changes = after.map(|after| list::changes(diary, before, after));
    let changes = changes.unwrap_or_default();
    out(&format!(
        "{id}: {what}, {place}; `uncramp diary undo {id}` takes that back\n{changes}"
    ))
    .with_context(|| format!("{id} is {what} all the same"))?;
    entry::warn(None, &told)
}
