//! What the nights come to: every number with how many it was counted from.

use super::nights;
use crate::diary::choice::{CrampMuscle, CrampSide, Trigger};
use crate::diary::counts::band::{self, Band};
use crate::diary::counts::tally::{Share, Spread, Tally};
use crate::diary::counts::{Counts, ENOUGH_NIGHTS};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;
use crate::ui::card;
use crate::ui::journal::{Journal, dated, named};
use crate::ui::page::{Kind, Page, Paragraph};
use crate::ui::theme::Role;
use crate::ui::words::{cramps, minutes, sentence};

/// What is said under every comparison.
const NOT_PROOF: &str = "Your own notes, not proof: other things change, too.";
/// The parts of a night by the hours in which they begin, the first of the evening first.
const PARTS: [(&str, &[usize]); 5] = [
    (
        "by day, 9 to 20",
        &[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ),
    ("20 to midnight", &[20, 21, 22, 23]),
    ("midnight to 3", &[0, 1, 2]),
    ("3 to 6", &[3, 4, 5]),
    ("6 to 9", &[6, 7, 8]),
];

/// The few lines below the map, the most important first.
pub fn headlines(counts: &Counts<'_>, journal: &Journal) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let due = band::warnings(journal.diary(), journal.tonight());
    if !due.is_empty() {
        lines.push((
            "! Worth an appointment: i says why.".to_owned(),
            Role::Alert,
        ));
    }
    lines.push((recorded(counts), Role::Text));
    if counts.is_early() {
        lines.push((early(counts), Role::Text));
        return lines;
    }
    lines.extend(
        counts
            .lengths()
            .map(|lengths| (length(&lengths), Role::Text)),
    );
    let compared = compared(counts);
    lines.extend(compared.map(|line| (format!("{line} {NOT_PROOF}"), Role::Text)));
    lines.extend(eased(counts, 1).into_iter().map(|line| (line, Role::Text)));
    lines
}

/// All counts.
pub fn page(counts: &Counts<'_>, journal: &Journal, settings: &Settings) -> Page {
    let mut paragraphs = Vec::new();
    let due = band::warnings(journal.diary(), journal.tonight());
    if !due.is_empty() {
        paragraphs.push(Paragraph::new(
            Kind::Heading,
            card::heading(SignLevel::Soon, settings),
        ));
        paragraphs.extend(
            due.iter()
                .filter_map(|id| guidance::sign(id))
                .map(card::item),
        );
    }
    let mut part = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            paragraphs.push(Paragraph::new(Kind::Heading, heading));
            paragraphs.extend(
                lines
                    .into_iter()
                    .map(|line| Paragraph::new(Kind::Item, line)),
            );
        }
    };
    part("How often", often(counts, journal));
    part("How long", counts.lengths().iter().map(length).collect());
    part(
        "How bad at its worst",
        counts.severities().iter().map(score).collect(),
    );
    part("When", hours(counts));
    part("Which leg", tallied(&counts.sides(), CrampSide::words));
    part(
        "Which muscle",
        tallied(&counts.muscles(), CrampMuscle::words),
    );
    part("On the screen when it eased", eased(counts, 5));
    part("Stretching before bed", stretched(counts));
    part("What was there before it", triggers(counts));
    part("Warning signs that were ticked", signs(counts));
    paragraphs.push(Paragraph::new(Kind::Heading, "What this is not"));
    paragraphs.push(Paragraph::new(Kind::Quiet, NOT_PROOF));
    let period = counts.period();
    let title = format!("{} to {}", named(period.first), dated(period.last));
    Page::new(title, paragraphs)
}

fn often(counts: &Counts<'_>, journal: &Journal) -> Vec<String> {
    let mut lines = vec![
        recorded(counts),
        format!(
            "{} recorded nights had a cramp",
            counts.nights_with_cramps()
        ),
        format!("{} nights are recorded", counts.nights_recorded()),
    ];
    if let Some(band) = Band::of(journal.diary(), journal.tonight()) {
        lines.push(format!("Lately {}", band.words()));
    }
    if counts.is_early() {
        lines.push(early(counts));
    }
    lines
}

fn recorded(counts: &Counts<'_>) -> String {
    let Share { count, of } = counts.cramps();
    sentence(&format!("{} in {}", cramps(count), nights(of)))
}

fn early(counts: &Counts<'_>) -> String {
    format!(
        "Too early to tell more: {} of {ENOUGH_NIGHTS} recorded nights",
        counts.recorded().count()
    )
}

fn length(lengths: &Spread) -> String {
    let Spread {
        median,
        greatest,
        known,
    } = *lengths;
    format!(
        "Half lasted up to {}, the longest {} ({known} known)",
        minutes(median),
        minutes(greatest)
    )
}

fn score(scores: &Spread) -> String {
    let Spread {
        median,
        greatest,
        known,
    } = *scores;
    format!("Half up to {median} of 10, the worst {greatest} ({known} known)")
}

fn hours(counts: &Counts<'_>) -> Vec<String> {
    let hours = counts.hours();
    let all: u64 = hours.iter().sum();
    let parts = PARTS.map(|(words, of)| {
        let count = of.iter().filter_map(|hour| hours.get(*hour)).sum();
        (words, count)
    });
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    parts
        .map(|(words, count)| format!("{words}: {}", Share::new(count, all)))
        .collect()
}

fn tallied<T: Copy + PartialEq>(tally: &Tally<T>, words: fn(T) -> &'static str) -> Vec<String> {
    let chosen = tally.chosen();
    if chosen.is_empty() {
        return Vec::new();
    }
    let all = chosen.iter().map(|(_, count)| count).sum::<u64>() + tally.unknown + tally.unsaid;
    let chosen = chosen
        .into_iter()
        .map(|(choice, count)| (words(choice), count));
    let rest = [("not known", tally.unknown), ("not said", tally.unsaid)];
    let lines = chosen.chain(rest).filter(|(_, count)| *count > 0);
    lines
        .map(|(words, count)| format!("{words}: {}", Share::new(count, all)))
        .collect()
}

fn eased(counts: &Counts<'_>, most: usize) -> Vec<String> {
    let (steps, eased) = counts.eased_by();
    let steps = steps.into_iter().take(most);
    steps
        .map(|(step, count)| {
            format!(
                "On the screen when it eased: {step} ({})",
                Share::new(count, eased)
            )
        })
        .collect()
}

fn stretched(counts: &Counts<'_>) -> Vec<String> {
    let stretched = counts.nights_stretched();
    let known = (stretched.known > 0).then(|| format!("Nights with a stretch: {stretched}"));
    known.into_iter().chain(compared(counts)).collect()
}

/// Cramps with a stretch before bed beside those without, as soon as there is something to compare.
fn compared(counts: &Counts<'_>) -> Option<String> {
    let by = counts.by_stretch();
    let enough = !counts.is_early() && by.with.of > 0 && by.without.of > 0;
    enough.then(|| {
        format!(
            "With a stretch before bed {} in {}, without one on record {} in {}.",
            cramps(by.with.count),
            nights(by.with.of),
            by.without.count,
            by.without.of
        )
    })
}

fn triggers(counts: &Counts<'_>) -> Vec<String> {
    if counts.is_early() {
        return Vec::new();
    }
    let all = Trigger::ALL.iter();
    let known = all.map(|trigger| (trigger, counts.trigger(*trigger)));
    let seen = known.filter(|(_, [with, without])| with.yes + without.yes > 0);
    seen.map(|(trigger, [with, without])| {
        let words = trigger.words();
        format!("{words}: of nights with a cramp {with}, of those without {without}")
    })
    .collect()
}

fn signs(counts: &Counts<'_>) -> Vec<String> {
    let signs = counts.signs().into_iter();
    signs
        .map(|(sign, nights)| {
            let nights: Vec<String> = nights.into_iter().map(named).collect();
            format!("{}: {}", sign.words(), nights.join(", "))
        })
        .collect()
}
