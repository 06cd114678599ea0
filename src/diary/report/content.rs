//! What the page says.

use super::{Diary, Note, Period, Person, Report, Row, Section};
use crate::diary::choice::{CrampMuscle, CrampSide, Help, Trigger};
use crate::diary::counts::band::{Band, NIGHTS};
use crate::diary::counts::review::Change;
use crate::diary::counts::tally::{Share, Spread, Tally};
use crate::diary::counts::{Counts, ENOUGH_NIGHTS};
use crate::diary::entry::Cramp;
use crate::diary::medicine;
use crate::diary::night::Night;
use crate::routine::RoutineId;

const NOTICE: &str =
    "Self-recorded notes, not a diagnosis. Changes over time do not show what caused them.";
const EARLY: &str = "too early to tell";
const NOTHING: &str = "not recorded";
/// A cramp that lasts longer is a warning sign.
const LONG: u32 = 10 * 60;
/// Choices named in one row, at most.
const NAMED: usize = 4;
/// Nights named in one row, at most.
const DATES: usize = 4;

const QUESTIONS: [&str; 6] = [
    "Could a medicine play a part?",
    "Do I need blood tests?",
    "Is my circulation fine?",
    "Could it be restless legs?",
    "Would physiotherapy help?",
    "Is it safe for me to use heat, magnesium or vitamin K2?",
];

/// The page about a period.
pub fn report(diary: &Diary, period: Period, person: &Person) -> Report {
    let counts = Counts::of(diary, period);
    let sections = [
        signs(&counts),
        who(&counts, person),
        how_often(diary, &counts),
        typical(&counts),
        tried(&counts),
        triggers(&counts),
        health(&counts, person),
        questions(),
    ];
    let sections = sections
        .into_iter()
        .filter(|section| !section.rows.is_empty());
    Report {
        title: "Night leg cramps: self-recorded notes for a doctor".to_owned(),
        notice: NOTICE.to_owned(),
        sections: sections.collect(),
    }
}

fn signs(counts: &Counts<'_>) -> Section {
    let mut rows: Vec<Row> = Vec::new();
    for (sign, nights) in counts.signs() {
        rows.push(row(capital(sign.words()), dates(&nights)));
    }
    let long = |cramp: &&Cramp| cramp.length().is_some_and(|length| length.number() > LONG);
    let mut long: Vec<Night> = counts
        .entries()
        .filter(long)
        .map(|cramp| Night::of(cramp.start))
        .collect();
    long.dedup();
    if !long.is_empty() {
        rows.push(row("Over 10 minutes", dates(&long)));
    }
    section("Warning signs", rows)
}

fn who(counts: &Counts<'_>, person: &Person) -> Section {
    let Period { first, last } = counts.period();
    let said = |note: &Option<Note>| note.as_ref().map_or("________", Note::as_str).to_owned();
    let rows = vec![
        row("Name", said(&person.name)),
        row("Age", said(&person.age)),
        row(
            "Dates",
            format!("{} to {}", day(first, "%-d %b %Y"), day(last, "%-d %b %Y")),
        ),
        row("Nights recorded", counts.nights_recorded().to_string()),
    ];
    section("About", rows)
}

fn how_often(diary: &Diary, counts: &Counts<'_>) -> Section {
    let last = counts.period().last;
    let lately = Counts::of(diary, Period::until(last, NIGHTS));
    let cramps = lately.cramps();
    let of_nights = |share: Share| match share.of {
        0 => NOTHING.to_owned(),
        _ => format!("{share} recorded nights"),
    };
    let number = match cramps.of {
        0 => NOTHING.to_owned(),
        _ => cramps_in_words(cramps.count),
    };
    let week = if lately.is_early() {
        format!("{EARLY}: {} of {NIGHTS} nights recorded", cramps.of)
    } else {
        format!(
            "{} cramps, from {} recorded nights",
            rate(cramps),
            cramps.of
        )
    };
    let change = match Change::of(counts) {
        Some(Change { first, last }) => format!(
            "{} in the first {ENOUGH_NIGHTS} recorded nights, {} in the last {ENOUGH_NIGHTS}; this does not show cause",
            cramps_in_words(first.count),
            last.count
        ),
        None => format!("{EARLY}: it takes {} recorded nights", 2 * ENOUGH_NIGHTS),
    };
    let gap = match counts.cramps().of {
        0 => NOTHING.to_owned(),
        _ => format!("{} recorded nights without one", counts.longest_gap()),
    };
    let rows = vec![
        row("In the last 28 nights", number),
        row(
            "Nights with a cramp",
            of_nights(lately.nights_with_cramps()),
        ),
        row("A week", week),
        row(
            "Frequency",
            Band::of(diary, last).map_or(EARLY, Band::words),
        ),
        row("Longest gap", gap),
        row("Change", change),
    ];
    section("How often", rows)
}

fn typical(counts: &Counts<'_>) -> Section {
    let hours = counts.hours();
    let hours = hours.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut hours: Vec<(usize, u64)> = hours.map(|(hour, count)| (hour, *count)).collect();
    hours.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let hours = hours
        .iter()
        .map(|(hour, count)| format!("{hour:02}:00 ({count})"));
    let scores = [counts.severities(), counts.sleep_lost()];
    let [pain, sleep] = scores.map(|scores| spread(scores, |score| format!("{score} of 10")));
    let rows = vec![
        row("Muscle", tallied(&counts.muscles(), CrampMuscle::words)),
        row("Leg", tallied(&counts.sides(), CrampSide::words)),
        row("How long", spread(counts.lengths(), length)),
        row("Pain at worst", pain),
        row("When it began", some(hours)),
        row("Woke me", known(counts.woke())),
        row("Sleep lost", sleep),
        row("Tired days", known(counts.tired())),
    ];
    section("A typical cramp", rows)
}

fn tried(counts: &Counts<'_>) -> Section {
    let bedtime = counts
        .nights()
        .flat_map(|(_, facts)| &facts.sessions)
        .filter(|session| session.is_bedtime());
    let routines =
        ranked(bedtime.filter_map(|session| session.routine.as_ref().map(RoutineId::as_str)));
    let (steps, eased) = counts.eased_by();
    let steps = steps
        .iter()
        .map(|(step, count)| format!("{step} ({count} of {eased})"));
    let told = counts
        .entries()
        .filter_map(|cramp| cramp.helped.as_ref()?.as_ref().known());
    let helped = ranked(told.flatten().map(|help| Help::words(*help)));
    let rows = vec![
        row("Nights stretched", counts.nights_stretched().to_string()),
        row("Routine", some(named(&routines))),
        row("On screen as it eased", some(steps)),
        row("Said to have helped", some(named(&helped))),
    ];
    section("What was tried", rows)
}

fn triggers(counts: &Counts<'_>) -> Section {
    let shares = Trigger::ALL
        .iter()
        .map(|trigger| (trigger, counts.trigger(*trigger)));
    let mut seen: Vec<_> = shares.filter(|(_, [with, _])| with.count > 0).collect();
    seen.sort_by_key(|(_, [with, _])| std::cmp::Reverse(with.count));
    let rows = seen
        .into_iter()
        .take(NAMED)
        .map(|(trigger, [with, without])| {
            let without = match without.of {
                0 => "nights without one not recorded".to_owned(),
                _ => format!("{without} nights without one"),
            };
            row(
                capital(trigger.words()),
                format!("{with} nights with a cramp; {without}"),
            )
        });
    section("What may have brought it on", rows.collect())
}

fn health(counts: &Counts<'_>, person: &Person) -> Section {
    let mut rows = Vec::new();
    rows.extend(
        person
            .pregnancy
            .as_ref()
            .map(|note| row("Pregnancy", note.as_str())),
    );
    if !person.conditions.is_empty() {
        let conditions: Vec<&str> = person.conditions.iter().map(Note::as_str).collect();
        rows.push(row("Conditions", conditions.join(", ")));
    }
    rows.extend(
        person
            .medicines
            .iter()
            .map(|note| row("Medicine", marked(note))),
    );
    let mut noted: Vec<&Note> = counts
        .entries()
        .filter_map(|cramp| cramp.medicine.as_ref())
        .collect();
    noted.sort();
    noted.dedup();
    noted.retain(|note| !person.medicines.contains(note));
    rows.extend(
        noted
            .into_iter()
            .map(|note| row("Noted with a cramp", marked(note))),
    );
    section("Health and medicines", rows)
}

fn questions() -> Section {
    section(
        "Questions to ask",
        QUESTIONS.map(|question| row("", question)).to_vec(),
    )
}

fn section(title: &str, rows: Vec<Row>) -> Section {
    let title = title.to_owned();
    Section { title, rows }
}

fn row(label: impl Into<String>, value: impl Into<String>) -> Row {
    let (label, value) = (label.into(), value.into());
    Row { label, value }
}

fn marked(medicine: &Note) -> String {
    let text = medicine.as_str();
    if medicine::is_linked(text) {
        format!("{text} (linked with cramps in studies or lists)")
    } else {
        text.to_owned()
    }
}

/// `calf 5, foot 1, unknown 2, not said 1`.
fn tallied<T: Copy + PartialEq>(tally: &Tally<T>, words: fn(T) -> &'static str) -> String {
    let chosen = tally
        .chosen()
        .into_iter()
        .map(|(choice, count)| format!("{} {count}", words(choice)));
    let open = [("unknown", tally.unknown), ("not said", tally.unsaid)];
    let open = open
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{word} {count}"));
    let all: Vec<String> = chosen.chain(open).collect();
    if all.is_empty() {
        NOTHING.to_owned()
    } else {
        all.join(", ")
    }
}

/// `median 4 min, most 9 min (5 of 7 known)`.
fn spread(spread: Option<Spread>, words: impl Fn(u64) -> String) -> String {
    let said = |spread: Spread| {
        let (median, greatest) = (words(spread.median), words(spread.greatest));
        format!("median {median}, most {greatest} ({} known)", spread.known)
    };
    spread.map_or_else(|| NOTHING.to_owned(), said)
}

fn known(share: Share) -> String {
    match share.of {
        0 => NOTHING.to_owned(),
        _ => share.to_string(),
    }
}

/// How often each word comes, the most frequent first.
fn ranked<'w>(words: impl Iterator<Item = &'w str>) -> Vec<(&'w str, u64)> {
    let mut ranked: Vec<(&str, u64)> = Vec::new();
    for word in words {
        match ranked.iter_mut().find(|(seen, _)| *seen == word) {
            Some((_, count)) => *count += 1,
            None => ranked.push((word, 1)),
        }
    }
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked
}

fn named<'r>(ranked: &'r [(&str, u64)]) -> impl Iterator<Item = String> + 'r {
    ranked
        .iter()
        .map(|(word, count)| format!("{word} ({count})"))
}

/// The first few of what there is.
fn some(things: impl Iterator<Item = String>) -> String {
    let things: Vec<String> = things.take(NAMED).collect();
    if things.is_empty() {
        NOTHING.to_owned()
    } else {
        things.join(", ")
    }
}

/// Cramps a week of recorded nights, to a tenth.
fn rate(cramps: Share) -> String {
    let tenths = (cramps.count * 70 + cramps.of / 2) / cramps.of.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn cramps_in_words(count: u64) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} cramp{plural}")
}

/// `45 s`, `4 min`, `1 min 35 s`.
fn length(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// How many nights, and which: the latest of them, if they are many.
fn dates(nights: &[Night]) -> String {
    let latest = &nights[nights.len().saturating_sub(DATES)..];
    let last = if latest.len() < nights.len() {
        "last on "
    } else {
        ""
    };
    let latest: Vec<String> = latest.iter().map(|night| day(*night, "%-d %b")).collect();
    let plural = if nights.len() == 1 { "" } else { "s" };
    format!(
        "{} night{plural}: {last}{}",
        nights.len(),
        latest.join(", ")
    )
}

/// The day of its evening, in the letters of `strftime`.
fn day(night: Night, format: &str) -> String {
    night.evening().strftime(format).to_string()
}

/// With a capital at its beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
