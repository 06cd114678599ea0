//! What the page says.

use std::collections::BTreeSet;

use super::health::health;
use super::marks::{is_long, marks};
use super::questions::questions;
use super::words::{
    BLANK, DAY, Rows, WITH_YEAR, answers, capital, counted, date_format, dates, day, length, more,
    named, ranked, rate, row, shortened, spread, tallied,
};
use super::{Diary, Note, Period, Person, Report, ReportPart, ReportRow, Section, beginning, plot};
use crate::diary::choice::{CrampMuscle, CrampSide, Help, LengthSource, Trigger};
use crate::diary::counts::band::{Band, NIGHTS};
use crate::diary::counts::review::Change;
use crate::diary::counts::tally::{Share, YesCount};
use crate::diary::counts::{Counts, ENOUGH_NIGHTS, Facts};
use crate::diary::entry::LONGEST_USUAL;
use crate::diary::word::Word;
use crate::night::Night;

const NOTICE: &str =
    "My own notes, not a diagnosis. Changes over time do not show what caused them.";
/// Triggers on the page, at most: both that matter, the four of the night, and one more.
const TRIGGERS: usize = 7;
/// Columns of what the person says of themselves, at most.
const WIDEST: usize = 28;

pub fn report(diary: &Diary, period: Period, person: &Person) -> Report {
    let counts = Counts::of(diary, period);
    let earlier = earlier(diary, period);
    let warnings = warnings(&counts, &earlier);
    let about = about(&counts, &earlier, person, !warnings.is_empty());
    let sections = [
        (ReportPart::Warnings, warnings),
        (ReportPart::About, about),
        (ReportPart::Health, health(&counts, person)),
        (ReportPart::Often, often(diary, &counts)),
        (ReportPart::Typical, typical(&counts)),
        (ReportPart::Tried, tried(&counts, person)),
        (ReportPart::Triggers, triggers(&counts, person)),
        (ReportPart::Questions, questions(diary, &counts, person)),
    ];
    let sections = sections
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(part, rows)| Section { part, rows });
    let plots = [
        plot::weeks(&counts).map(plot::thinned),
        plot::hours(&counts).map(plot::thinned),
        plot::pain(&counts),
    ];
    Report {
        title: "Night leg cramps: self-recorded notes for a doctor".to_owned(),
        sections: sections.collect(),
        plots: plots.into_iter().flatten().collect(),
        marks: marks(&counts, person),
        notice: NOTICE.to_owned(),
    }
}

fn earlier(diary: &Diary, period: Period) -> Counts<'_> {
    let last = period.first.before(1);
    let first = beginning(diary).unwrap_or(period.first);
    Counts::of(diary, Period { first, last })
}

fn warnings(counts: &Counts<'_>, earlier: &Counts<'_>) -> Vec<ReportRow> {
    let format = date_format(counts.period());
    let signs = counts.signs();
    let ticked = signs.iter();
    let ticked = ticked.map(|(sign, nights)| row(capital(sign.words()), dates(nights, format)));
    let mut rows: Vec<ReportRow> = ticked.collect();
    let long = nights(counts, |facts| {
        facts.cramps.iter().any(|cramp| is_long(cramp))
    });
    if !long.is_empty() {
        rows.push(row("Over 10 minutes", dates(&long, format)));
    }
    let ticked: BTreeSet<Night> = earlier
        .signs()
        .into_iter()
        .flat_map(|(_, nights)| nights)
        .collect();
    let before = nights(earlier, |facts| {
        facts.cramps.iter().any(|cramp| is_long(cramp))
    });
    let before: BTreeSet<Night> = ticked.into_iter().chain(before).collect();
    if !before.is_empty() {
        let before: Vec<Night> = before.into_iter().collect();
        rows.push(row("Before these dates", dates(&before, WITH_YEAR)));
    }
    if !rows.is_empty() && signs.is_empty() && counts.signs_answered().count > 0 {
        rows.push(row("Other signs", none_ticked(counts)));
    }
    rows
}

fn about(
    counts: &Counts<'_>,
    earlier: &Counts<'_>,
    person: &Person,
    has_warnings: bool,
) -> Vec<ReportRow> {
    let Period { first, last } = counts.period();
    let said = |note: &Option<Note>| {
        let words = note.as_ref().map_or(BLANK, Note::as_str);
        shortened(words, WIDEST)
    };
    let begun = counts.nights().map(|(night, _)| night).next();
    let is_new = earlier.nights().next().is_none();
    let begun = begun.filter(|begun| is_new && *begun > first);
    let begun = begun.map(|begun| format!("first entry {}", day(begun, WITH_YEAR)));
    let early = format!("under {ENOUGH_NIGHTS} it is too early to tell");
    let early = Some(early).filter(|_| counts.is_early());
    let recorded = [Some(counts.nights_recorded().to_string()), begun, early];
    let recorded: Vec<String> = recorded.into_iter().flatten().collect();
    let [from, to] = [first, last].map(|night| day(night, WITH_YEAR));
    let mut rows = vec![
        row(
            "Name and age",
            format!("{}, {}", said(&person.name), said(&person.age)),
        ),
        row("Nights, by their evening", format!("{from} to {to}")),
        row("Nights recorded", recorded.join("; ")),
    ];
    let nights = earlier.recorded().count();
    if nights > 0 {
        let since = day(earlier.period().first, WITH_YEAR);
        rows.push(row(
            "Earlier nights",
            format!("{nights} since {since}, not on this page"),
        ));
    }
    if !has_warnings {
        rows.push(row("Warning signs", none_ticked(counts)));
    }
    rows
}

/// What is said of warning signs where none is ticked.
fn none_ticked(counts: &Counts<'_>) -> String {
    match counts.signs_answered() {
        _ if counts.entries().all(|cramp| cramp.signs.is_none()) => "not asked".to_owned(),
        Share { count: 0, .. } => "not known".to_owned(),
        Share { count, of } => format!(
            "none ticked, answered after {count} of {}",
            counted(of, "cramp")
        ),
    }
}

fn often(diary: &Diary, counts: &Counts<'_>) -> Vec<ReportRow> {
    let last = counts.period().last;
    let lately = Counts::of(diary, Period::until(last, NIGHTS));
    let with = lately.nights_with_cramps();
    let cramps = lately.cramps().count;
    let count = match with.of {
        0 => "no night recorded".to_owned(),
        nights => format!(
            "{}, on {} of {}",
            counted(cramps, "cramp"),
            with.count,
            counted(nights, "recorded night")
        ),
    };
    let Share {
        count: recorded,
        of,
    } = lately.nights_recorded();
    let missing = match of - recorded {
        0 => String::new(),
        missing => format!("{missing} of the {of} nights not recorded"),
    };
    let week = rate(cramps, of);
    let week = match (missing.as_str(), cramps) {
        ("", _) => week,
        (missing, 0) => format!("not known: {missing}"),
        (missing, _) => format!("at least {week}: {missing}"),
    };
    let band = match Band::within(&lately) {
        Some(band) => band.words().to_owned(),
        None => format!("not known: {missing}"),
    };
    let is_early = lately.is_early();
    let change = Change::of(counts).map(|Change { first, last }| {
        format!(
            "{} in the first {ENOUGH_NIGHTS} recorded nights, {} in the last {ENOUGH_NIGHTS}",
            first.count, last.count
        )
    });
    let gap = (counts.cramps().of > 0).then(|| match counts.longest_gap() {
        0 => "none recorded on this page".to_owned(),
        gap => format!("{} in a row on this page", counted(gap, "recorded night")),
    });
    let mut rows = Rows::default();
    rows.add(
        &format!("{NIGHTS} nights to {}", day(last, DAY)),
        Some(count),
    );
    rows.add_in_time("Cramps a week", Some(week).filter(|_| !is_early));
    let is_told = !is_early || Band::within(&lately).is_some();
    rows.add_in_time("Frequency", Some(band).filter(|_| is_told));
    rows.add("Longest without one", gap);
    rows.add_in_time("Change in cramps", change);
    rows.end()
}

fn typical(counts: &Counts<'_>) -> Vec<ReportRow> {
    let score = |score: u64| score.to_string();
    let lengths = spread(counts.lengths(), "longest", "cramp", |seconds| {
        let is_doubtful = seconds > LONGEST_USUAL.number().into();
        length(seconds) + if is_doubtful { ", to be checked" } else { "" }
    });
    let lengths = lengths.map(|lengths| format!("{lengths}{}", sources(counts)));
    let mut rows = Rows::default();
    rows.add("Muscle", tallied(&counts.muscles(), CrampMuscle::words));
    rows.add("Leg", tallied(&counts.sides(), CrampSide::words));
    rows.add("How long", lengths);
    rows.add(
        "Pain (0 to 10)",
        spread(counts.severities(), "worst", "cramp", score),
    );
    rows.add("Usual hours", hours(counts));
    rows.add("Woke the person", answers(counts.woke()));
    rows.add(
        "Sleep lost (0 to 10)",
        spread(counts.sleep_lost(), "most", "night", score),
    );
    rows.add("Tired days", answers(counts.tired()));
    rows.end()
}

/// `; 12 by a clock that starts late`: that of relief begins with the program.
fn sources(counts: &Counts<'_>) -> String {
    let known = counts.entries().filter(|cramp| cramp.length().is_some());
    match known
        .filter(|cramp| cramp.source == Some(LengthSource::Clock))
        .count()
    {
        0 => String::new(),
        clock => format!("; {clock} by a clock that starts late"),
    }
}

/// The shortest span of hours in which three of four cramps began.
fn hours(counts: &Counts<'_>) -> Option<String> {
    let hours = counts.hours();
    let all: u64 = hours.iter().map(|(_, count)| count).sum();
    let most = |length: usize| {
        let spans = hours.windows(length).enumerate();
        let sum = |span: &[(usize, u64)]| span.iter().map(|(_, count)| count).sum::<u64>();
        let counts = spans.map(|(first, span)| (sum(span), first));
        counts
            .max()
            .filter(|(count, _)| *count > 0 && 4 * count >= 3 * all)
    };
    let (length, (count, first)) =
        (1..=hours.len()).find_map(|length| Some((length, most(length)?)))?;
    let [from, to] = [first, first + length].map(|at| hours[at % hours.len()].0);
    Some(format!(
        "{from:02}:00 to {to:02}:00: {}",
        Share::new(count, all)
    ))
}

fn tried(counts: &Counts<'_>, person: &Person) -> Vec<ReportRow> {
    let bedtime = counts.nights().flat_map(|(_, facts)| &facts.bedtime);
    let routines = ranked(bedtime.filter_map(|session| session.routine_in_words()));
    let (steps, eased) = counts.eased_by();
    let steps: Vec<(String, u64)> = steps
        .into_iter()
        .map(|(step, count)| (step.to_owned(), count))
        .collect();
    let steps = named(&steps).map(|steps| format!("{steps} (of {})", counted(eased, "cramp")));
    let mut rows = Rows::default();
    rows.add("Nights stretched", answers(counts.nights_stretched()));
    rows.add("Routine", named(&routines));
    rows.add("On screen as it eased", steps);
    rows.add("Said to have helped", helped(counts, person));
    rows.end()
}

/// `stretching 2, nothing helped 18 (of 20 cramps)`: what helped says little without how often nothing did.
fn helped(counts: &Counts<'_>, person: &Person) -> Option<String> {
    let told = counts
        .entries()
        .filter_map(|cramp| cramp.helped.as_ref()?.as_ref().known());
    let told: Vec<&BTreeSet<Word<Help>>> = told.collect();
    let nothing = told.iter().filter(|helped| helped.is_empty()).count();
    let nothing = (nothing > 0).then(|| format!("nothing helped {nothing}"));
    // However a person has written it, it is the same.
    let spelt: BTreeSet<&Word<Help>> = told.iter().copied().flatten().collect();
    let helped = told.iter().copied().flatten();
    let helped = helped.filter_map(|help| spelt.get(help).copied());
    let helped = named(&ranked(helped.map(|help| match help {
        Word::Own(_) if person.without_own_words => Help::Other.words().to_owned(),
        help => help.said(Help::words).to_owned(),
    })));
    let all: Vec<String> = helped.into_iter().chain(nothing).collect();
    let of = counted(told.len() as u64, "cramp");
    (!all.is_empty()).then(|| format!("{} (of {of})", all.join(", ")))
}

/// Nights with a trigger among those with a cramp, beside those without one: the first alone would
/// mislead. Those that are asked of every night are told even if they never were there. What the
/// person found worth own words goes before what was only ticked.
fn triggers(counts: &Counts<'_>, person: &Person) -> Vec<ReportRow> {
    let rank = |trigger: &Word<Trigger>| match trigger {
        Word::Listed(listed) if matters(*listed) => 0,
        Word::Listed(listed) if listed.is_of_the_night() => 1,
        Word::Own(_) => 2,
        Word::Listed(_) => 3,
    };
    let is_told = |trigger: &Word<Trigger>, [with, without]: [YesCount; 2]| {
        let is_known = with.known + without.known > 0;
        with.yes + without.yes > 0 || rank(trigger) == 1 && is_known
    };
    let mut told: Vec<(Word<Trigger>, [YesCount; 2])> = counts
        .triggers()
        .into_iter()
        .filter(|trigger| trigger.own().is_none() || !person.without_own_words)
        .map(|trigger| {
            let answers = counts.trigger(&trigger);
            (trigger, answers)
        })
        .filter(|(trigger, answers)| is_told(trigger, *answers))
        .collect();
    told.sort_by_key(|(trigger, [with, _])| match rank(trigger) {
        rank @ (0 | 1) => (rank, 0),
        rank => (rank, u64::MAX - with.yes),
    });
    let rows = told
        .iter()
        .take(TRIGGERS)
        .map(|(trigger, [with, without])| {
            let side = |answers: &YesCount, nights: &str, what: &str| match *answers {
                YesCount { of: 0, .. } => format!("{nights} not noted"),
                YesCount { known: 0, .. } => format!("{nights} not asked"),
                YesCount { yes, known, of } => {
                    let unsaid = match of - known {
                        0 => String::new(),
                        unsaid => format!(" ({unsaid} not said)"),
                    };
                    format!("{yes} of {} {what}{unsaid}", counted(of, "night"))
                }
            };
            let with = side(with, "nights with a cramp", "with a cramp");
            let without = side(without, "other nights", "without");
            row(
                capital(trigger.said(Trigger::words)),
                format!("{with}, {without}"),
            )
        });
    let more = more(told.len(), TRIGGERS).map(|more| row("", format!("{} noted", capital(&more))));
    let none = told.is_empty().then(|| row("", "Not recorded"));
    rows.chain(more).chain(none).collect()
}

/// Whether a trigger is a reason to see a doctor, however rare: it must not be cut off.
fn matters(trigger: Trigger) -> bool {
    matches!(trigger, Trigger::NewMedicine | Trigger::VomitingDiarrhoea)
}

/// The nights that are so, the first first.
fn nights(counts: &Counts<'_>, is: impl Fn(&Facts<'_>) -> bool) -> Vec<Night> {
    let nights = counts.nights().filter(|(_, facts)| is(facts));
    nights.map(|(night, _)| night).collect()
}
