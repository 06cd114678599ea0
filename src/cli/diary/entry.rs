//! `diary add` and `diary edit`: what a person says of a cramp.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{Book, list, now};
use crate::cli::args::diary::{Clear, Said};
use crate::cli::run::read_settings;
use crate::diary::Entry;
use crate::diary::choice::{Sign, Source};
use crate::diary::entry::Cramp;
use crate::diary::line::Id;
use crate::diary::value::Told;
use crate::guidance;
use crate::io::output::{columns, out};
use crate::io::store;
use crate::ui::card::heading;

/// Writes down a cramp that began that long ago.
pub fn add(book: &Book, ago: Option<Duration>, said: Said) -> Result<()> {
    let at = now();
    let mut cramp = Cramp::new(at.before(ago.unwrap_or_default()));
    // Nobody knows to the second what happened a while ago.
    cramp.about = ago.map(|_| true);
    let signs = said.signs.clone();
    apply(&mut cramp, said);
    write(book, &Id::new(at, store::first_number()), cramp)?;
    warn(signs)
}

/// Changes what is said of a cramp.
pub fn edit(book: &Book, which: &str, said: Said, clear: &[Clear]) -> Result<()> {
    let (id, entry) = book.find(which)?;
    let Entry::Cramp(cramp) = entry else {
        bail!(
            "{id} is a {}, and only what is said of a cramp can be changed here",
            entry.kind()
        );
    };
    let mut cramp = cramp.clone();
    let signs = said.signs.clone();
    for field in clear {
        take_back(&mut cramp, *field);
    }
    apply(&mut cramp, said);
    write(book, id, cramp)?;
    warn(signs)
}

fn write(book: &Book, id: &Id, cramp: Cramp) -> Result<()> {
    let entry = Entry::Cramp(cramp);
    let Some(line) = book.diary.write(id, now(), &entry) else {
        return out(&format!("{id}: nothing to change\n"));
    };
    book.save(&[line])?;
    out(&format!("{id}: saved: {}\n", list::summary(&entry)))
}

fn apply(cramp: &mut Cramp, said: Said) {
    fn set<T>(field: &mut Option<T>, said: Option<T>) {
        if said.is_some() {
            *field = said;
        }
    }
    if said.muscle.is_some() {
        cramp.say_muscle(said.muscle);
    }
    if let Some(length) = said.minutes {
        cramp.seconds = Some(length);
        cramp.source = length.known().map(|_| Source::Said);
    }
    set(&mut cramp.side, said.side);
    set(&mut cramp.severity, said.severity);
    set(&mut cramp.sleep_lost, said.sleep_lost);
    set(&mut cramp.soreness, said.soreness);
    set(&mut cramp.helped, said.helped);
    set(&mut cramp.triggers, said.triggers);
    set(&mut cramp.signs, said.signs);
    set(&mut cramp.medicine, said.medicine);
    set(&mut cramp.note, said.note);
}

fn take_back(cramp: &mut Cramp, field: Clear) {
    match field {
        Clear::Side => cramp.side = None,
        Clear::Muscle => cramp.say_muscle(None),
        Clear::Minutes => (cramp.seconds, cramp.source) = (None, None),
        Clear::Severity => cramp.severity = None,
        Clear::SleepLost => cramp.sleep_lost = None,
        Clear::Soreness => cramp.soreness = None,
        Clear::Helped => cramp.helped = None,
        Clear::Triggers => cramp.triggers = None,
        Clear::Signs => cramp.signs = None,
        Clear::Medicine => cramp.medicine = None,
        Clear::Note => cramp.note = None,
    }
}

/// Says what a warning sign means, as soon as one is named.
fn warn(signs: Option<Told<BTreeSet<Sign>>>) -> Result<()> {
    let signs = signs.and_then(Told::known).unwrap_or_default();
    let warnings: BTreeSet<_> = signs.into_iter().filter_map(Sign::warning).collect();
    let warnings = warnings.into_iter().filter_map(guidance::sign);
    let (_, settings, _) = read_settings();
    for warning in warnings {
        let level = heading(warning.level, &settings);
        out(&format!(
            "\n{level}\n{}\n",
            textwrap::fill(&warning.text, columns())
        ))?;
    }
    Ok(())
}
