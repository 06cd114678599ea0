//! What the page says.

use super::words::{
    Rows, capital, cramps_in_words, dates, day, length, more, named, nights_in_words, or_blank,
    ranked, rate, row, share, spread, tallied,
};
use super::{Diary, Note, Part, Period, Person, Report, Row, Section, plot};
use crate::diary::choice::{CrampMuscle, CrampSide, Help, Source, Trigger};
use crate::diary::counts::band::{Band, NIGHTS};
use crate::diary::counts::review::Change;
use crate::diary::counts::tally::Share;
use crate::diary::counts::{Counts, ENOUGH_NIGHTS};
use crate::diary::entry::Cramp;
use crate::diary::medicine;
use crate::diary::night::Night;
use crate::routine::RoutineId;
use crate::routine::library::built_in;

const NOTICE: &str =
    "Self-recorded notes, not a diagnosis. Changes over time do not show what caused them.";
/// A cramp that lasts longer is a warning sign.
const LONG: u32 = 10 * 60;
/// Triggers on the page, at most.
const TRIGGERS: usize = 5;

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
        (Part::Warnings, warnings(&counts)),
        (Part::About, about(&counts, person)),
        (Part::Often, often(diary, &counts)),
        (Part::Typical, typical(&counts)),
        (Part::Tried, tried(&counts)),
        (Part::Triggers, triggers(&counts)),
        (Part::Health, health(&counts, person)),
        (Part::Questions, questions()),
    ];
    let sections = sections
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(part, rows)| Section { part, rows });
    let plots = [
        plot::weeks(&counts),
        plot::hours(&counts),
        plot::pain(&counts),
    ];
    Report {
        title: "Night leg cramps: self-recorded notes for a doctor".to_owned(),
        sections: sections.collect(),
        plots: plots.into_iter().flatten().collect(),
        notice: NOTICE.to_owned(),
    }
}

fn warnings(counts: &Counts<'_>) -> Vec<Row> {
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
    rows
}

fn about(counts: &Counts<'_>, person: &Person) -> Vec<Row> {
    let Period { first, last } = counts.period();
    let said = |note: &Option<Note>| or_blank(note.as_ref().map(Note::as_str));
    let early = if counts.is_early() {
        format!("; under {ENOUGH_NIGHTS} it is too early to tell")
    } else {
        String::new()
    };
    vec![
        row("Name", said(&person.name)),
        row("Age", said(&person.age)),
        row(
            "Dates",
            format!("{} to {}", day(first, "%-d %b %Y"), day(last, "%-d %b %Y")),
        ),
        row(
            "Nights recorded",
            format!("{}{early}", counts.nights_recorded()),
        ),
    ]
}

fn often(diary: &Diary, counts: &Counts<'_>) -> Vec<Row> {
    let last = counts.period().last;
    let lately = Counts::of(diary, Period::until(last, NIGHTS));
    let cramps = lately.cramps();
    let count = match cramps.of {
        0 => "no night recorded".to_owned(),
        _ => cramps_in_words(cramps.count),
    };
    let week = (!lately.is_early()).then(|| {
        let nights = cramps.of;
        format!("{}, from {nights} recorded nights", rate(cramps))
    });
    let band = Band::of(diary, last).map(|band| band.words().to_owned());
    let change = Change::of(counts).map(|Change { first, last }| {
        format!(
            "{} in the first {ENOUGH_NIGHTS} recorded nights, {} in the last {ENOUGH_NIGHTS}; this does not show cause",
            cramps_in_words(first.count),
            last.count
        )
    });
    let gap = (counts.cramps().of > 0)
        .then(|| format!("{} in a row", nights_in_words(counts.longest_gap())));
    let mut rows = Rows::default();
    rows.add("Last 28 nights", Some(count));
    let nights = share(lately.nights_with_cramps(), "recorded nights");
    rows.add("Nights with a cramp", nights);
    rows.add_in_time("Cramps a week", week);
    rows.add_in_time("Frequency", band);
    rows.add("Longest without one", gap);
    rows.add_in_time("Change", change);
    rows.end()
}

fn typical(counts: &Counts<'_>) -> Vec<Row> {
    let score = |score: u64| score.to_string();
    let lengths = spread(counts.lengths(), "longest", length);
    let lengths = lengths.map(|lengths| format!("{lengths}{}", sources(counts)));
    let mut rows = Rows::default();
    rows.add("Muscle", tallied(&counts.muscles(), CrampMuscle::words));
    rows.add("Leg", tallied(&counts.sides(), CrampSide::words));
    rows.add("How long", lengths);
    rows.add(
        "Pain (0 to 10)",
        spread(counts.severities(), "worst", score),
    );
    rows.add("Hour it began", hours(counts));
    rows.add("Woke the person", share(counts.woke(), "cramps"));
    rows.add(
        "Sleep lost (0 to 10)",
        spread(counts.sleep_lost(), "most", score),
    );
    rows.add("Tired days", share(counts.tired(), "days"));
    rows.end()
}

/// `; 12 by the clock, which starts late`: the relief clock begins with the program.
fn sources(counts: &Counts<'_>) -> String {
    let known = counts.entries().filter(|cramp| cramp.length().is_some());
    match known
        .filter(|cramp| cramp.source == Some(Source::Clock))
        .count()
    {
        0 => String::new(),
        clock => format!("; {clock} by a clock that starts late"),
    }
}

/// The hours in which most cramps began.
fn hours(counts: &Counts<'_>) -> Option<String> {
    let hours = (0..).zip(counts.hours());
    let mut hours: Vec<(String, u64)> = hours
        .filter(|(_, count)| *count > 0)
        .map(|(hour, count): (u64, u64)| (format!("{hour:02}:00"), count))
        .collect();
    hours.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    named(&hours)
}

fn tried(counts: &Counts<'_>) -> Vec<Row> {
    let bedtime = counts
        .nights()
        .flat_map(|(_, facts)| &facts.sessions)
        .filter(|session| session.is_bedtime());
    let routines = ranked(bedtime.filter_map(|session| session.routine.as_ref().map(title)));
    let (steps, eased) = counts.eased_by();
    let steps: Vec<(String, u64)> = steps
        .into_iter()
        .map(|(step, count)| (step.to_owned(), count))
        .collect();
    let steps = named(&steps).map(|steps| format!("{steps} (of {eased})"));
    let told = counts
        .entries()
        .filter_map(|cramp| cramp.helped.as_ref()?.as_ref().known());
    let helped = ranked(told.flatten().map(|help| Help::words(*help).to_owned()));
    let mut rows = Rows::default();
    let stretched = Some(counts.nights_stretched());
    let stretched = stretched.filter(|share| share.count > 0 || counts.nights_recorded().count > 0);
    rows.add(
        "Nights stretched",
        stretched.map(|nights| format!("{nights} nights")),
    );
    rows.add("Routine", named(&routines));
    rows.add("On screen as it eased", steps);
    rows.add("Said to have helped", named(&helped));
    rows.end()
}

/// What a routine is called; of one that is not built in only the id is known.
fn title(id: &RoutineId) -> String {
    built_in(id).map_or_else(|| id.to_string(), |routine| routine.title)
}

/// Nights with a trigger among those with a cramp, beside those without one: the first alone would
/// mislead.
fn triggers(counts: &Counts<'_>) -> Vec<Row> {
    let mut seen: Vec<(Trigger, [Share; 2])> = Trigger::ALL
        .iter()
        .map(|trigger| (*trigger, counts.trigger(*trigger)))
        .filter(|(_, [with, _])| with.count > 0)
        .collect();
    seen.sort_by_key(|(trigger, [with, _])| (!matters(*trigger), std::cmp::Reverse(with.count)));
    let rows = seen
        .iter()
        .take(TRIGGERS)
        .map(|(trigger, [with, without])| {
            let without = match without.of {
                0 => "without unknown".to_owned(),
                _ => format!("{without} without"),
            };
            row(capital(trigger.words()), format!("{with} with, {without}"))
        });
    let more = more(seen.len(), TRIGGERS).map(|more| row("", format!("{} noted", capital(&more))));
    rows.chain(more).collect()
}

/// Whether a trigger is a reason to see a doctor, however rare: it must not be cut off.
fn matters(trigger: Trigger) -> bool {
    match trigger {
        Trigger::NewMedicine | Trigger::VomitingDiarrhoea => true,
        Trigger::HardExercise
        | Trigger::LongStanding
        | Trigger::LongSitting
        | Trigger::LittleDrink
        | Trigger::HeatOrSweat
        | Trigger::Alcohol
        | Trigger::CaffeineLate
        | Trigger::NewShoes
        | Trigger::HeavyCovers
        | Trigger::ToesPointed
        | Trigger::Other => false,
    }
}

fn health(counts: &Counts<'_>, person: &Person) -> Vec<Row> {
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
    let mut noted: Vec<&Note> = counts
        .entries()
        .filter_map(|cramp| cramp.medicine.as_ref())
        .collect();
    noted.sort();
    noted.dedup();
    noted.retain(|note| !person.medicines.contains(note));
    let known = person.medicines.iter().map(|note| ("Medicine", note));
    let noted = noted.into_iter().map(|note| ("Noted with a cramp", note));
    let mut has_mark = false;
    for (label, note) in known.chain(noted) {
        let is_linked = medicine::is_linked(note.as_str());
        has_mark |= is_linked;
        let mark = if is_linked { " *" } else { "" };
        rows.push(row(label, format!("{}{mark}", note.as_str())));
    }
    if has_mark {
        rows.push(row("*", "linked with cramps in studies or lists"));
    }
    rows
}

fn questions() -> Vec<Row> {
    QUESTIONS.map(|question| row("", question)).to_vec()
}
