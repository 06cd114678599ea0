//! `diary list` and `diary show`: entries in words.

use std::time::Duration;

use anyhow::{Result, bail};

use super::Book;
use crate::diary::Entry;
use crate::diary::choice::{CrampMuscle, CrampSide};
use crate::diary::entry::{Cramp, NightNote, Session};
use crate::diary::export::told;
use crate::diary::line::Id;
use crate::diary::moment::Moment;
use crate::diary::night::Night;
use crate::diary::value::{Note, Seconds, Told};
use crate::io::output::{columns, out};
use crate::routine::RoutineId;
use crate::ui::time;

/// Columns for the names of fields.
const NAMES: usize = 15;

/// One line for each entry, the latest last.
pub fn list(book: &Book) -> Result<()> {
    book.note_unread();
    let mut entries: Vec<_> = book.diary.entries().collect();
    if entries.is_empty() {
        return out(
            "Nothing is written down yet. Relief and sessions are recorded by themselves.\n",
        );
    }
    entries.sort_by_key(|(_, entry)| (entry.night(), start(entry)));
    let lines = entries.into_iter().map(|(id, entry)| line(id, entry));
    out(&lines.collect::<String>())
}

/// All that is known of one entry, or of every entry of a night.
pub fn show(book: &Book, which: &str) -> Result<()> {
    book.note_unread();
    let Some(night) = Night::parse(which) else {
        let (id, entry) = book.find(which)?;
        return out(&whole(id, entry));
    };
    let entries = book.diary.entries();
    let of_night = entries.filter(|(_, entry)| entry.night() == Some(night));
    let parts: Vec<_> = of_night.map(|(id, entry)| whole(id, entry)).collect();
    if parts.is_empty() {
        bail!("nothing is written down of the night that began on {night}");
    }
    out(&parts.join("\n"))
}

/// An entry in a few words.
pub fn summary(entry: &Entry) -> String {
    match entry {
        Entry::Cramp(cramp) => of_cramp(cramp),
        Entry::Session(session) => of_session(session),
        Entry::Night(note) => of_night(note),
        Entry::Review(review) => match review.keep {
            Some(Told::Known(true)) => "review: going on".to_owned(),
            Some(Told::Known(false)) => "review: not going on".to_owned(),
            Some(Told::Unknown) | None => "review".to_owned(),
        },
        Entry::Foreign(_) => format!("{}: of a later version", entry.kind()),
    }
}

fn line(id: &Id, entry: &Entry) -> String {
    let night = entry.night().map(|night| night.to_string());
    let hour = start(entry).map(|start| start.local().strftime("%H:%M").to_string());
    let line = format!(
        "{:<10}  {:<5}  {:<25}  {}",
        night.unwrap_or_default(),
        hour.unwrap_or_default(),
        id.as_str(),
        summary(entry)
    );
    shortened(&line, columns()) + "\n"
}

fn whole(id: &Id, entry: &Entry) -> String {
    let mut text = format!("{id}\n{}\n", summary(entry));
    let night = entry
        .night()
        .map(|night| ("night".to_owned(), night.to_string()));
    for (name, value) in night.into_iter().chain(told(entry)) {
        let name = name.replace('_', " ");
        let rest = " ".repeat(NAMES + 2);
        let options = textwrap::Options::new(columns()).subsequent_indent(&rest);
        text += &textwrap::fill(&format!("  {name:<NAMES$}{value}"), options);
        text.push('\n');
    }
    text
}

fn start(entry: &Entry) -> Option<Moment> {
    match entry {
        Entry::Cramp(cramp) => Some(cramp.start),
        Entry::Session(session) => Some(session.start),
        Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
    }
}

fn of_cramp(cramp: &Cramp) -> String {
    let side = cramp.side.and_then(Told::known).map(CrampSide::words);
    let muscle = cramp.muscle.and_then(Told::known);
    let place = [side, muscle.map(CrampMuscle::words)];
    let place: Vec<_> = place.into_iter().flatten().collect();
    let severity = cramp.severity.and_then(Told::known);
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
    let routine = session.routine.as_ref().map(RoutineId::as_str);
    let steps = session.steps.map(|steps| match steps {
        1 => "1 step".to_owned(),
        steps => format!("{steps} steps"),
    });
    let parts = [
        Some(routine.unwrap_or("session").to_owned()),
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
    let cramps = note
        .cramps
        .and_then(Told::known)
        .map(|cramps| match cramps {
            0 => "no cramp".to_owned(),
            1 => "1 cramp".to_owned(),
            cramps => format!("{cramps} cramps"),
        });
    joined([
        Some("night".to_owned()),
        cramps,
        note.note.as_ref().map(quoted),
    ])
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn length(seconds: Seconds) -> String {
    time::clock(Duration::from_secs(seconds.number().into()))
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
