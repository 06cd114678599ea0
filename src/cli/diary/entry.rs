//! `diary add`, `edit` and `night`: what a person says of a cramp or a night.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use jiff::SignedDuration;

use super::{OpenDiary, list, now};
use crate::cli::args::diary::{At, CrampSaid, NightSaid};
use crate::cli::run::read_settings;
use crate::diary::at::HALF_A_DAY;
use crate::diary::choice::{LengthSource, Sign};
use crate::diary::counts::Counts;
use crate::diary::doubt::{self, Doubt};
use crate::diary::entry::{Cramp, NightNote};
use crate::diary::episode::{self, EpisodeStart};
use crate::diary::line::Id;
use crate::diary::value::Response;
use crate::diary::{Diary, Entry};
use crate::guidance;
use crate::io::clock;
use crate::io::output::{columns, out};
use crate::io::store;
use crate::moment::Moment;
use crate::night::{Boundary, Night, Period};
use crate::profile::danger::Told;
use crate::ui::card::heading;

pub(super) fn add(book: &OpenDiary, said: CrampSaid) -> Result<()> {
    let now = now();
    let is_said = said.sure || matches!(said.at, Some(At::Moment(_) | At::On(_)));
    if let Some(doubt) = doubt::of_clock(Some(&book.diary), now).filter(|_| !is_said) {
        bail!("is that right: {doubt}? Set it first, or say with `--sure` that it is");
    }
    let id = Id::new(now, store::first_number());
    let mut cramp = Cramp::new(now);
    let signs = said.signs.clone();
    let asks = Confirmations::of(&said, true);
    let is_apart = said.apart == Some(true);
    apply(&mut cramp, said, book.diary.boundary())?;
    let next = is_apart.then(|| parted(&book.diary, &id, &cramp)).flatten();
    let entries: Vec<_> = [(id, Entry::Cramp(cramp))]
        .into_iter()
        .chain(next)
        .collect();
    question(book, &entries, asks)?;
    warn(signs, &write(book, &entries)?)
}

pub(super) fn edit(book: &OpenDiary, which: &str, said: CrampSaid, clear: &[String]) -> Result<()> {
    let (id, entry) = book.find(which)?;
    let mut entry = entry.clone();
    take_back(&mut entry, clear);
    let signs = said.signs.clone();
    let asks = Confirmations::of(&said, false);
    let others = match &mut entry {
        Entry::Cramp(cramp) => {
            let (was, apart) = (cramp.start, said.apart);
            apply(cramp, said, book.diary.boundary())?;
            match apart {
                None => returns(&book.diary, id, was, cramp.start),
                Some(true) => parted(&book.diary, id, cramp).into_iter().collect(),
                Some(false) => Vec::new(),
            }
        }
        Entry::Night(note) => bail!(
            "{id} is the note of a night; `uncramp diary night {}` changes it",
            note.night
        ),
        Entry::Session(_) | Entry::Review(_) | Entry::Foreign(_) => bail!(
            "{id} is a {}, and only what is said of a cramp can be changed here",
            entry.kind()
        ),
    };
    let entries: Vec<_> = [(id.clone(), entry)].into_iter().chain(others).collect();
    question(book, &entries, asks)?;
    warn(signs, &write(book, &entries)?)
}

/// The other starts of a cramp that is said to have begun at another time: it came back at another.
fn returns(diary: &Diary, id: &Id, was: Moment, is: Moment) -> Vec<(Id, Entry)> {
    let episodes = episode::between(diary, was.seconds(), was.seconds());
    let Some(whole) = episodes.iter().find(|whole| whole.id() == id) else {
        return Vec::new();
    };
    let mut said = Cramp::clone(whole);
    said.start = is;
    let mut starts = whole.rewritten(&said);
    starts.retain(|(start, _)| start != id && was != is);
    let starts = starts.into_iter();
    starts
        .map(|(id, cramp)| (id, Entry::Cramp(cramp)))
        .collect()
}

/// The start that follows the first one of a cramp, where that is said to be a cramp of its own: what
/// parts them is a mark of the later one.
fn parted(diary: &Diary, id: &Id, cramp: &Cramp) -> Option<(Id, Entry)> {
    let mut unmarked = cramp.clone();
    // Where another is before it, its own mark parts it from that.
    unmarked.apart = None;
    let mut after = diary.clone();
    if let Some(line) = after.write(id, now(), &Entry::Cramp(unmarked)) {
        after.take(line);
    }
    let begun = cramp.start.seconds();
    let episodes = episode::between(&after, begun, begun);
    let next = episodes.iter().find_map(|episode| match episode.starts() {
        [first, next, ..] if *first.id == *id => Some(next),
        _ => None,
    })?;
    let mut cramp = next.cramp.clone().into_owned();
    cramp.apart = Some(true);
    Some((next.id.clone().into_owned(), Entry::Cramp(cramp)))
}

/// What is worth a question before it is written down.
#[derive(Clone, Copy)]
struct Confirmations {
    /// Whether it was another cramp than one on record.
    another: bool,
    /// Whether it lasted so long.
    length: bool,
}

impl Confirmations {
    fn of(said: &CrampSaid, is_new: bool) -> Self {
        let begins = is_new || said.at.is_some() || said.ago.is_some();
        Self {
            another: begins && !said.sure && said.apart.is_none(),
            length: said.minutes.is_some() && !said.sure,
        }
    }
}

/// Refuses what is hardly so, unless the person means it.
fn question(book: &OpenDiary, entries: &[(Id, Entry)], asks: Confirmations) -> Result<()> {
    let Some((id, Entry::Cramp(cramp))) = entries.first() else {
        return Ok(());
    };
    let doubt = doubt::of_length(cramp, now()).filter(|_| asks.length);
    if let Some((length, why)) = cramp.length().zip(doubt) {
        let length = list::minutes(length.number());
        bail!(
            "a cramp of {length}? {why}, and `--minutes` takes minutes, or a time such as 6m; `--sure` \
             says that it is meant"
        );
    }
    if !asks.another {
        return Ok(());
    }
    let mut after = book.diary.clone();
    for (id, entry) in entries {
        let line = after.write(id, now(), entry);
        line.map(|line| after.take(line));
    }
    let begun = cramp.start.seconds();
    let episodes = episode::between(&after, begun, begun);
    let others = episodes.iter().flat_map(|episode| {
        let starts = episode.starts();
        let has = starts.iter().any(|start| *start.id == *id);
        let is_given = |start: &EpisodeStart<'_>| entries.iter().any(|(id, _)| *start.id == *id);
        starts.iter().filter(move |start| has && !is_given(start))
    });
    if let Some(other) = others.min_by_key(|start| start.cramp.start) {
        let id = &other.id;
        let [said, known] = [cramp, &*other.cramp]
            .map(|cramp| list::place(&book.diary, &Entry::Cramp(cramp.clone())));
        bail!(
            "{said}: is it the cramp that is on record, {known}? Within ten minutes it counts as the same. \
             `uncramp diary edit {id}` says more of that one; `--sure` writes this down as its return, \
             `--apart yes` as a cramp of its own"
        );
    }
    let doubts = doubt::all(&after, now()).into_iter();
    let overlap = |doubt: &Doubt<'_>| matches!(doubt, Doubt::Overlap { .. }) && doubt.is_about(id);
    let doubts: Vec<_> = doubts.filter(overlap).collect();
    if let Some(Doubt::Overlap {
        id: later, earlier, ..
    }) = doubts.first()
    {
        let other = if *later == id { earlier } else { later };
        let place = after.entry(other).map(|other| list::place(&after, other));
        bail!(
            "is that right: another on record, {}, overlaps with it? `uncramp diary edit {other}` mends \
             that one; `--apart yes` writes this down as a cramp of its own",
            place.unwrap_or_default()
        );
    }
    Ok(())
}

/// Writes down how a night was, or changes that.
pub(super) fn night(
    book: &OpenDiary,
    night: Option<Night>,
    said: NightSaid,
    clear: &[String],
) -> Result<()> {
    let now = now();
    if let Some(doubt) = doubt::of_clock(Some(&book.diary), now).filter(|_| night.is_none()) {
        bail!(
            "is that right: {doubt}? Set it first, or name the night, as in \
             `uncramp diary night 2026-11-21`"
        );
    }
    let night = night.unwrap_or_else(|| book.diary.night(now.before(HALF_A_DAY)));
    if night > book.diary.night(now) {
        bail!("the night of {night} is still to come");
    }
    let counts = Counts::of(&book.diary, Period::until(night, 1));
    let cramps = counts.entries().count();
    let told = said.cramps.and_then(Response::known);
    if told.is_some_and(|told| usize::from(told) < cramps) {
        bail!(
            "the night of {night} has more cramps on record than that, {cramps}; `uncramp diary \
             show {night}` names them"
        );
    }
    let mut entry = Entry::Night(book.diary.note(night));
    take_back(&mut entry, clear);
    if let Entry::Night(note) = &mut entry {
        apply_to_night(note, said);
    }
    write(book, &[(Id::of_night(night), entry)])?;
    Ok(())
}

/// Writes the entries, and says so. Returns what changes of the danger that they tell of.
fn write(book: &OpenDiary, entries: &[(Id, Entry)]) -> Result<Vec<Told>> {
    let lines = entries.iter();
    let lines = lines.filter_map(|(id, entry)| book.diary.write(id, now(), entry));
    let lines: Vec<_> = lines.collect();
    let Some((id, entry)) = entries.first() else {
        return Ok(Vec::new());
    };
    if lines.is_empty() {
        out(&format!("{id}: nothing to change\n"))?;
        return Ok(Vec::new());
    }
    let told = book.save(&lines)?;
    let changes = list::changes(&book.diary, book.diary.entry(id), entry);
    let others = entries[1..].iter().map(|(id, entry)| {
        let place = list::place(&book.diary, entry);
        let start = |entry: &Entry| match entry {
            Entry::Cramp(cramp) => Some(cramp.start),
            Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
        };
        let stays = book.diary.entry(id).map(start) == Some(start(entry));
        let how = if stays {
            "parted from it"
        } else {
            "moved with it"
        };
        format!("{id}: {how}, {place}\n")
    });
    let others: String = others.collect();
    out(&format!(
        "{id}: saved, {}; `uncramp diary undo {id}` takes it back\n{changes}{others}",
        list::place(&book.diary, entry)
    ))
    .with_context(|| format!("{id} is saved all the same"))?;
    Ok(told)
}

fn set<T>(field: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *field = said;
    }
}

fn apply(cramp: &mut Cramp, said: CrampSaid, boundary: Boundary) -> Result<()> {
    // Whoever says anything of it has not only tried relief out.
    cramp.left = None;
    if let Some(ago) = said.ago {
        let ago = SignedDuration::try_from(ago)?;
        cramp.start = clock::moment(clock::now().checked_sub(ago)?);
        // Nobody knows to the second what happened a while ago.
        cramp.about = Some(true);
    }
    if let Some(at) = said.at {
        cramp.start = began(at, boundary.night(cramp.start), boundary)?;
        cramp.about = None;
    }
    if let Some(apart) = said.apart {
        cramp.apart = apart.then_some(true);
    }
    if said.muscle.is_some() {
        cramp.say_muscle(said.muscle);
    }
    if let Some(length) = said.minutes {
        cramp.seconds = Some(length);
        cramp.source = length.known().map(|_| LengthSource::Said);
    }
    set(&mut cramp.side, said.side);
    set(&mut cramp.severity, said.severity);
    set(&mut cramp.woke, said.woke);
    set(&mut cramp.sleep_lost, said.sleep_lost);
    set(&mut cramp.soreness, said.soreness);
    set(&mut cramp.helped, said.helped);
    set(&mut cramp.triggers, said.triggers);
    set(&mut cramp.signs, said.signs);
    set(&mut cramp.medicine, said.medicine);
    set(&mut cramp.note, said.note);
    Ok(())
}

fn apply_to_night(note: &mut NightNote, said: NightSaid) {
    set(&mut note.cramps, said.cramps);
    set(&mut note.sleep_lost, said.sleep_lost);
    set(&mut note.tired, said.tired);
    set(&mut note.stretched, said.stretched);
    set(&mut note.heavy_covers, said.heavy_covers);
    set(&mut note.little_drink, said.little_drink);
    set(&mut note.alcohol, said.alcohol);
    set(&mut note.hard_exercise, said.hard_exercise);
    set(&mut note.with, said.with);
    set(&mut note.note, said.note);
}

/// When a cramp of that night began; a time alone that is still to come is that of the night before.
fn began(at: At, night: Night, boundary: Boundary) -> Result<Moment> {
    let now = now();
    if let At::Moment(began) = at {
        return past(began, now);
    }
    let wall = |night| {
        at.wall(night, now, boundary)
            .context("there was no such day")
    };
    let mut began = wall(night)?;
    if matches!(at, At::Time(_)) && began > now.local() {
        began = wall(night.before(1))?;
    }
    let began = clock::moment_on(began).with_context(|| format!("{began} is in no calendar"))?;
    past(began, now)
}

fn past(began: Moment, now: Moment) -> Result<Moment> {
    if began > now {
        bail!(
            "{} is still to come; the clock shows {}",
            began.local(),
            now.local()
        );
    }
    Ok(began)
}

/// Takes back what is said by the options of these names.
fn take_back(entry: &mut Entry, words: &[String]) {
    for word in words {
        match word.as_str() {
            "minutes" => {
                entry.clear("seconds");
                entry.clear("source");
            }
            "muscle" => {
                entry.clear("muscle");
                entry.clear("muscle_source");
            }
            word => entry.clear(&word.replace('-', "_")),
        }
    }
}

/// Says what a warning sign means, or a cramp of ten minutes, as soon as one is named; and that nothing
/// holds any more that an entry has told of before.
pub(super) fn warn(signs: Option<Response<BTreeSet<Sign>>>, told: &[Told]) -> Result<()> {
    let signs = signs.and_then(Response::known).unwrap_or_default();
    let signs = signs.into_iter().filter_map(Sign::warning);
    let told_of = told.iter().flat_map(Told::keys).cloned();
    let warnings: BTreeSet<_> = signs.map(str::to_owned).chain(told_of).collect();
    if warnings.is_empty() && !told.is_empty() {
        return out("What it told of danger is taken back: nothing waits for it any more.\n");
    }
    let (_, settings, _) = read_settings();
    for warning in warnings.iter().filter_map(|sign| guidance::sign(sign)) {
        let level = heading(warning.level, &settings);
        out(&format!(
            "\n{level}\n{}\n",
            textwrap::fill(&warning.text, columns())
        ))?;
    }
    Ok(())
}
