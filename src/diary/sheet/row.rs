//! One row of a table, as a cramp.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::DateTime;

use super::column::ColumnRole;
use super::{HeaderRow, SheetRow, is_number};
use crate::diary::choice::{CrampMuscle, CrampSide, LengthSource, Trigger};
use crate::diary::entry::Cramp;
use crate::diary::value::{Note, Response, Score, Seconds};
use crate::diary::when::{self, Order, When};
use crate::diary::word::{Own, Word, plain};
use crate::moment::Moment;

struct RowReader<'r> {
    head: &'r HeaderRow,
    row: &'r SheetRow,
    /// What has no field of its own, with the name of its column.
    kept: Vec<String>,
    /// What had no room.
    lost: Vec<String>,
}

/// What a row says of a cramp, and what of it had no room.
///
/// # Errors
/// It does not say when the cramp began.
pub(super) fn cramp(
    head: &HeaderRow,
    row: &SheetRow,
    order: Order,
    on_wall: &impl Fn(DateTime) -> Option<Moment>,
) -> Result<(Cramp, Vec<String>), String> {
    let mut reading = RowReader {
        head,
        row,
        kept: Vec::new(),
        lost: Vec::new(),
    };
    let (wall, offset) = reading.began(order)?;
    let start = match offset {
        Some(offset) => Some(Moment::on(wall, offset)),
        None => on_wall(wall),
    };
    let mut cramp = Cramp::new(start.ok_or_else(|| format!("{wall} is in no calendar"))?);
    if let Some(lasted) = reading.lasted(wall, order) {
        cramp.seconds = Some(Response::Known(lasted));
        cramp.source = Some(LengthSource::Said);
    }
    cramp.severity = reading
        .read(ColumnRole::Severity, score)
        .map(Response::Known);
    cramp.side = reading.read(ColumnRole::Side, side).map(Response::Known);
    cramp.say_muscle(
        reading
            .read(ColumnRole::Muscle, muscle)
            .map(Response::Known),
    );
    cramp.woke = reading
        .read(ColumnRole::Woke, yes_or_no)
        .map(Response::Known);
    cramp.triggers = reading.triggers().map(Response::Known);
    let medicine = reading.cell(ColumnRole::Medicine);
    cramp.medicine = medicine.and_then(|text| reading.fitting(text, "medicine"));
    let note = reading.note();
    cramp.note = reading.fitting(&note, "note");
    Ok((cramp, reading.lost))
}

impl<'r> RowReader<'r> {
    fn cell(&self, role: ColumnRole) -> Option<&'r str> {
        self.head.cell(self.row, role)
    }

    fn keep(&mut self, role: ColumnRole, text: &str) {
        self.kept.push(format!("{}: {text}", self.head.name(role)));
    }

    /// What a cell says; what it says otherwise is kept.
    fn read<T>(&mut self, role: ColumnRole, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.cell(role)?;
        let found = read(text);
        if found.is_none() {
            self.keep(role, text);
        }
        found
    }

    /// When it began by the clock on the wall, and how far that was from UTC, if that is said.
    fn began(&self, order: Order) -> Result<(DateTime, Option<i16>), String> {
        let when = |text: Option<&str>| match text {
            Some(text) => When::read(text, order),
            None => Ok(When::default()),
        };
        let date = when(self.cell(ColumnRole::Date))?;
        let start = when(
            self.cell(ColumnRole::Start)
                .or_else(|| self.cell(ColumnRole::Time)),
        )?;
        let wall = date.with(start).date_time().ok_or_else(|| {
            "no date, or no time of day: expected both, such as 2026-11-03 02:10".to_owned()
        })?;
        let offset = self
            .cell(ColumnRole::Offset)
            .and_then(|text| text.parse().ok());
        Ok((wall, start.offset.or(offset)))
    }

    fn lasted(&mut self, wall: DateTime, order: Order) -> Option<Seconds> {
        let offset = |role| self.cell(role).and_then(|text| text.parse::<i16>().ok());
        // Where the clock was put on or back in between, its hand tells no length.
        let put = offset(ColumnRole::EndOffset).zip(offset(ColumnRole::Offset));
        let put = put.map_or(0, |(end, start)| i64::from(end) - i64::from(start));
        let by = Duration::from_secs(60 * put.unsigned_abs());
        let moved = if put < 0 {
            wall.checked_sub(by)
        } else {
            wall.checked_add(by)
        };
        let wall = moved.unwrap_or(wall);
        let end = |text: &str| When::read(text, order).ok()?.since(wall);
        let seconds = |text: &str| text.parse().ok().map(Duration::from_secs);
        let ended = self.read(ColumnRole::End, |text| end(text).and_then(Seconds::new));
        let minutes = self.read(ColumnRole::Minutes, |text| {
            when::minutes(text).and_then(Seconds::new)
        });
        let seconds = self.read(ColumnRole::Seconds, |text| {
            seconds(text).and_then(Seconds::new)
        });
        ended.or(minutes).or(seconds)
    }

    /// The triggers, in the program's words or the person's; what is neither is kept.
    fn triggers(&mut self) -> Option<BTreeSet<Word<Trigger>>> {
        let text = self.cell(ColumnRole::Triggers)?;
        let words = text
            .split([',', ';'])
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let (known, others): (Vec<_>, Vec<_>) = words
            .map(|word| (word, trigger(word)))
            .partition(|(_, trigger)| trigger.is_some());
        let others: Vec<&str> = others.into_iter().map(|(word, _)| word).collect();
        if !others.is_empty() {
            self.keep(ColumnRole::Triggers, &others.join(", "));
        }
        let known: BTreeSet<_> = known
            .into_iter()
            .filter_map(|(_, trigger)| trigger)
            .collect();
        (!known.is_empty()).then_some(known)
    }

    /// The note, and after it whatever has no other field.
    fn note(&self) -> String {
        let columns = self
            .head
            .names
            .iter()
            .zip(&self.head.roles)
            .zip(&self.row.cells);
        let others = columns.filter_map(|((name, role), cell)| {
            let has_no_field = role.is_none() && !is_number(name) && !cell.trim().is_empty();
            has_no_field.then(|| format!("{}: {}", name.trim(), cell.trim()))
        });
        let note = self.cell(ColumnRole::Note).map(str::to_owned);
        let all = note
            .into_iter()
            .chain(self.kept.iter().cloned())
            .chain(others);
        all.collect::<Vec<_>>().join("; ")
    }

    /// As much of a text as a note holds; what had no room is said.
    fn fitting(&mut self, text: &str, what: &str) -> Option<Note> {
        let count = text.chars().count();
        if count > Note::LONGEST {
            let over = count - Note::LONGEST;
            self.lost.push(format!(
                "the {what} is longer than {} characters: the last {over} are left out",
                Note::LONGEST
            ));
        }
        Note::new(text)
    }
}

/// `7`, `7.0` or `7/10`.
fn score(text: &str) -> Option<Score> {
    let whole = text.strip_suffix("/10").or(text.strip_suffix(".0"));
    whole
        .unwrap_or(text)
        .trim()
        .parse()
        .ok()
        .and_then(Score::new)
}

fn side(text: &str) -> Option<CrampSide> {
    Some(match text.to_lowercase().as_str() {
        "left" | "l" | "links" | "gauche" | "izquierda" => CrampSide::Left,
        "right" | "r" | "rechts" | "droite" | "derecha" => CrampSide::Right,
        "both" | "b" | "l+r" | "l/r" | "beide" | "both legs" => CrampSide::Both,
        _ => return None,
    })
}

fn muscle(text: &str) -> Option<CrampMuscle> {
    let mut all = CrampMuscle::ALL.iter().copied();
    all.find(|muscle| is_word(text, muscle.name(), muscle.words()))
}

fn trigger(text: &str) -> Option<Word<Trigger>> {
    let mut all = Trigger::ALL.iter().copied();
    let listed = all.find(|trigger| is_word(text, trigger.name(), trigger.words()));
    listed
        .map(Word::Listed)
        .or_else(|| Own::new(text).map(Word::Own))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "ja" | "oui" => Some(true),
        "no" | "n" | "false" | "0" | "nein" | "non" => Some(false),
        _ => None,
    }
}

/// Whether a person who writes this means one of our words.
fn is_word(text: &str, name: &str, words: &str) -> bool {
    let text = plain(text);
    text == plain(name) || text == plain(words)
}
