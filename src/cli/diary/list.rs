//! `diary list` and `diary show`: entries in words.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, stdout};
use std::time::Duration;

use anyhow::{Result, bail};

use super::{OpenDiary, now};
use crate::cli::args::diary::NightRange;
use crate::diary::choice::{CrampMuscle, CrampSide};
use crate::diary::entry::{Cramp, NightNote, Session};
use crate::diary::episode::{self, Episode, EpisodeStart};
use crate::diary::export::told;
use crate::diary::line::Id;
use crate::diary::value::{Note, Response, Seconds};
use crate::diary::word::Own;
use crate::diary::{Diary, Entry};
use crate::io::output::{columns, out, warn_stderr};
use crate::moment::Moment;
use crate::night::Night;
use crate::ui::time;
use crate::ui::words::cramps as cramps_in_words;

/// Columns for the names of fields.
const NAMES: usize = 15;

/// One line for each entry of those nights, the latest last; or for each deleted one.
pub(super) fn list(book: &OpenDiary, nights: &NightRange, deleted: bool) -> Result<()> {
    book.note_unread();
    let mut entries: Vec<_> = if deleted {
        book.diary.deleted().collect()
    } else {
        book.diary.entries().collect()
    };
    if entries.is_empty() {
        return out(if deleted {
            "Nothing was deleted.\n"
        } else {
            "Nothing is written down yet. Relief and sessions are recorded by themselves.\n"
        });
    }
    entries.retain(|(_, entry)| nights.has(book.diary.night_of(entry)));
    entries.sort_by_key(|(_, entry)| (book.diary.night_of(entry), entry.begun()));
    if !deleted {
        note_future(&entries);
    }
    // What another program reads is not shortened.
    let columns = stdout().is_terminal().then(columns);
    let episodes = if deleted {
        Vec::new()
    } else {
        episode::all(&book.diary)
    };
    let parts = parts(&episodes);
    let lines = entries.into_iter().map(|(id, entry)| {
        let summary = match parts.get(id) {
            Some(EpisodePart::First(episode)) => of_episode(episode),
            Some(EpisodePart::Return(cramp)) => of_return(cramp),
            Some(EpisodePart::Tried(cramp, is_beside)) => of_tried_out(cramp, *is_beside),
            None => summary(entry),
        };
        line(&book.diary, id, entry, &summary)
    });
    let lines = lines.map(|line| match columns {
        Some(columns) => shortened(&line, columns) + "\n",
        None => line + "\n",
    });
    out(&lines.collect::<String>())
}

/// All that is known of one entry, or of every entry of a night.
pub(super) fn show(book: &OpenDiary, which: &str) -> Result<()> {
    book.note_unread();
    let Some(night) = Night::parse(which) else {
        let (id, entry) = book.find(which)?;
        return out(&whole(&book.diary, id, entry));
    };
    let entries = book.diary.entries();
    let mut of_night: Vec<_> = entries
        .filter(|(_, entry)| book.diary.night_of(entry) == Some(night))
        .collect();
    if of_night.is_empty() {
        bail!("nothing is written down of the night that began on {night}");
    }
    of_night.sort_by_key(|(_, entry)| entry.begun());
    let parts: Vec<_> = of_night
        .iter()
        .map(|(id, entry)| whole(&book.diary, id, entry))
        .collect();
    out(&parts.join("\n"))
}

/// What became of an entry that was or was not there: a line for each field that differs.
pub(super) fn changes(diary: &Diary, before: Option<&Entry>, after: &Entry) -> String {
    let before = before.map(|before| rows(diary, before)).unwrap_or_default();
    let after = rows(diary, after);
    let mut text = String::new();
    for (name, value) in &after {
        match before.get(name) {
            Some(old) if old == value => {}
            Some(old) => text += &row(name, &format!("{value}, before: {old}")),
            None => text += &row(name, value),
        }
    }
    for (name, old) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        text += &row(name, &format!("taken back, before: {old}"));
    }
    text
}

/// The night and the hour of an entry.
pub(super) fn place(diary: &Diary, entry: &Entry) -> String {
    let night = diary
        .night_of(entry)
        .map(|night| format!("night of {night}"));
    let about = match entry {
        Entry::Cramp(cramp) if cramp.about == Some(true) => "about ",
        Entry::Cramp(_)
        | Entry::Session(_)
        | Entry::Night(_)
        | Entry::Review(_)
        | Entry::Foreign(_) => "",
    };
    let hour = entry.begun().map(|begun| format!("{about}{}", hour(begun)));
    joined([night, hour])
}

/// An entry in a few words.
pub(super) fn summary(entry: &Entry) -> String {
    match entry {
        Entry::Cramp(cramp) => of_cramp(cramp),
        Entry::Session(session) => of_session(session),
        Entry::Night(note) => of_night(note),
        Entry::Review(review) => match review.keep {
            Some(Response::Known(true)) => "review: going on".to_owned(),
            Some(Response::Known(false)) => "review: not going on".to_owned(),
            Some(Response::Unknown) | None => "review".to_owned(),
        },
        Entry::Foreign(_) => format!("{}: of a later version", entry.kind()),
    }
}

/// Says on standard error which entries a clock that was ahead has put into the future.
fn note_future(entries: &[(&Id, &Entry)]) {
    let now = now();
    let future = entries
        .iter()
        .filter(|(_, entry)| entry.begun() > Some(now));
    for (id, _) in future {
        warn_stderr(&format!(
            "note: {id} lies in the future; `uncramp diary edit {id} --at` mends a cramp"
        ));
    }
}

/// What an entry is of its episode.
enum EpisodePart<'e> {
    /// The start under which it is told.
    First(&'e Episode<'e>),
    /// Another start.
    Return(&'e Cramp),
    /// A start that may be none; whether it is beside one that is a cramp.
    Tried(&'e Cramp, bool),
}

/// What each entry is of its episode; a cramp that is one by itself is not among them.
fn parts<'e>(episodes: &'e [Episode<'e>]) -> BTreeMap<&'e Id, EpisodePart<'e>> {
    let mut parts = BTreeMap::new();
    for episode in episodes {
        for start in episode.starts() {
            let part = if !start.counts() {
                EpisodePart::Tried(&start.cramp, !episode.may_be_none())
            } else if episode.starts().len() == 1 {
                continue;
            } else if *start.id == *episode.id() {
                EpisodePart::First(episode)
            } else {
                EpisodePart::Return(&start.cramp)
            };
            parts.insert(&*start.id, part);
        }
    }
    parts
}

fn line(diary: &Diary, id: &Id, entry: &Entry, summary: &str) -> String {
    let night = diary.night_of(entry).map(|night| night.to_string());
    // A night has two days: the hour says which.
    let begun = entry.begun().map(Moment::local);
    let begun = begun.map(|begun| begun.strftime("%a %H:%M").to_string());
    format!(
        "{:<10}  {:<9}  {:<25}  {summary}",
        night.unwrap_or_default(),
        begun.unwrap_or_default(),
        id.as_str(),
    )
}

fn whole(diary: &Diary, id: &Id, entry: &Entry) -> String {
    let rows = rows(diary, entry).into_iter();
    let rows: String = rows.map(|(name, value)| row(&name, &value)).collect();
    let same = same(diary, id, entry).map(|same| row("one cramp with", &same));
    format!(
        "{id}\n{}\n{rows}{}",
        summary(entry),
        same.unwrap_or_default()
    )
}

/// The other entries of the same cramp.
fn same(diary: &Diary, id: &Id, entry: &Entry) -> Option<String> {
    let begun = entry.begun()?.seconds();
    let near = episode::between(diary, begun, begun);
    let is_start = |start: &&EpisodeStart<'_>| *start.id == *id;
    let episode = near
        .iter()
        .find(|episode| episode.starts().iter().any(|start| is_start(&start)))?;
    let others = episode.starts().iter().filter(|start| !is_start(start));
    let others: Vec<_> = others.map(|start| start.id.to_string()).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

/// The fields of an entry and its night, by the words of the command line.
fn rows(diary: &Diary, entry: &Entry) -> BTreeMap<String, String> {
    let night = diary
        .night_of(entry)
        .map(|night| ("night".to_owned(), night.to_string()));
    let fields = told(entry).into_iter().map(|(name, value)| {
        let value = match name.as_str() {
            "medicine" | "note" => format!("\"{value}\""),
            "left" => format!("after {value} seconds"),
            "seconds" => value.parse().map_or(value, minutes),
            _ => value,
        };
        let name = if name == "seconds" {
            "minutes".to_owned()
        } else {
            name.replace('_', "-")
        };
        (name, value)
    });
    fields.chain(night).collect()
}

fn row(name: &str, value: &str) -> String {
    let rest = " ".repeat(NAMES + 2);
    let options = textwrap::Options::new(columns()).subsequent_indent(&rest);
    textwrap::fill(&format!("  {name:<NAMES$}{value}"), options) + "\n"
}

fn hour(start: Moment) -> String {
    start.local().strftime("%H:%M").to_string()
}

/// A cramp with all its starts.
fn of_episode(episode: &Episode<'_>) -> String {
    let starts = episode.starts().iter().filter(|start| start.counts());
    match starts.count() {
        0 | 1 => of_cramp(episode),
        starts => format!("{}, in all {starts} starts", of_cramp(episode)),
    }
}

/// Another start of a cramp that was told before it.
fn of_return(cramp: &Cramp) -> String {
    let lasted = cramp.length().map(length);
    joined([Some("the same cramp again".to_owned()), lasted])
}

fn of_tried_out(cramp: &Cramp, is_beside: bool) -> String {
    let after = cramp.left.map_or(0, Seconds::number);
    let after = time::counted(after.into(), "second");
    if is_beside {
        format!("relief for the same cramp, left after {after}")
    } else {
        format!("relief, left after {after}: not counted until you say that it was a cramp")
    }
}

fn of_cramp(cramp: &Cramp) -> String {
    let side = cramp.side.and_then(Response::known).map(CrampSide::words);
    let muscle = cramp.muscle.and_then(Response::known);
    let place = [side, muscle.map(CrampMuscle::words)];
    let place: Vec<_> = place.into_iter().flatten().collect();
    let severity = cramp.severity.and_then(Response::known);
    let parts = [
        Some("cramp".to_owned()),
        Some(cramp.length().map_or("end unknown".to_owned(), length)),
        severity.map(|severity| format!("{} of 10", severity.number())),
        Some(place.join(" ")).filter(|place| !place.is_empty()),
        cramp.note.as_ref().map(quoted),
    ];
    joined(parts)
}

fn of_session(session: &Session) -> String {
    let steps = session.steps;
    let steps = steps.map(|steps| time::counted(steps.into(), "step"));
    let parts = [
        Some(session.routine_in_words().unwrap_or("session".to_owned())),
        steps,
        session.seconds.map(length),
        session
            .finished
            .filter(|finished| !finished)
            .map(|_| "left early".to_owned()),
    ];
    joined(parts)
}

fn of_night(note: &NightNote) -> String {
    let cramps = note.cramps.and_then(Response::known);
    let cramps = cramps.map(|count| cramps_in_words(count.into()));
    joined([
        Some("night".to_owned()),
        cramps,
        note.with
            .as_ref()
            .and_then(|with| with.as_ref().known())
            .and_then(of_own),
        note.note.as_ref().map(quoted),
    ])
}

/// What was done of an evening in the person's own words, if anything was.
fn of_own(with: &BTreeSet<Own>) -> Option<String> {
    let words: Vec<&str> = with.iter().map(Own::as_str).collect();
    (!words.is_empty()).then(|| format!("with {}", words.join(", ")))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn length(seconds: Seconds) -> String {
    minutes(seconds.number())
}

/// So many seconds, as a clock shows them.
pub(super) fn minutes(seconds: u32) -> String {
    time::clock(Duration::from_secs(seconds.into()))
}

fn quoted(note: &Note) -> String {
    format!("\"{}\"", note.as_str())
}

/// `text` in so many columns, with a sign that it goes on.
fn shortened(text: &str, columns: usize) -> String {
    let wide = unicode_width::UnicodeWidthStr::width(text) > columns;
    let mut width = 0;
    let kept = text.chars().take_while(|c| {
        width += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        width < columns
    });
    if wide {
        kept.collect::<String>() + "…"
    } else {
        text.to_owned()
    }
}
