//! One night: in a line, and in detail.

use crate::diary::Diary;
use crate::diary::counts::{Counts, Facts};
use crate::diary::entry::{Answered, Session};
use crate::diary::episode::Episode;
use crate::night::{Night, Period};
use crate::ui::live_diary::{LiveDiary, dated, named, wall};
use crate::ui::page::{Kind, Page, Paragraph};
use crate::ui::screens::morning::question::{OfCramp, OfNight};
use crate::ui::words::{cramps, minutes};

/// A night in a line, and in fewer words.
pub fn brief(counts: &Counts<'_>, journal: &LiveDiary, night: Night) -> [String; 2] {
    let facts = counts.night(night);
    let is_this_year = night.evening().year() == journal.tonight().evening().year();
    let name = if is_this_year {
        named(night)
    } else {
        dated(night)
    };
    let cramps = match facts.and_then(Facts::cramps) {
        Some(count) => cramps(count),
        None => "not recorded".to_owned(),
    };
    let short = format!("{name}: {cramps}");
    let worst = facts.and_then(Facts::worst);
    let worst = worst.map(|worst| format!(", pain {} of 10", worst.number()));
    let stretched = facts.is_some_and(Facts::is_stretched);
    let stretched = if stretched { ", stretched" } else { "" };
    [
        format!("{short}{}{stretched}", worst.unwrap_or_default()),
        short,
    ]
}

/// All that is known of a night.
pub fn page(diary: &Diary, night: Night) -> Page {
    let counts = Counts::of(diary, Period::until(night, 1));
    let facts = counts.night(night).cloned().unwrap_or_default();
    let note = diary.note(night);
    let mut paragraphs = Vec::new();
    for cramp in &facts.cramps {
        paragraphs.push(Paragraph::new(Kind::Heading, heading(cramp)));
        paragraphs.extend(
            cramp
                .answers
                .iter()
                .flatten()
                .map(|answered| item(said(answered))),
        );
        // Its times stand in the heading.
        let known = OfCramp::ALL
            .iter()
            .filter(|of| !OfCramp::TIMES.contains(of));
        paragraphs.extend(known.filter_map(|of| Some(answer(of.name(), &of.said(cramp)?))));
    }
    if !facts.tried_out.is_empty() {
        paragraphs.push(Paragraph::new(
            Kind::Heading,
            "Relief, perhaps only tried out",
        ));
        let tried = facts.tried_out.iter();
        paragraphs
            .extend(tried.map(|episode| item(format!("at {}: not counted", wall(episode.start)))));
    }
    let known = OfNight::ALL.iter();
    let of_night: Vec<_> = known
        .filter_map(|of| Some(answer(of.name(), &of.said(&note)?)))
        .collect();
    if !of_night.is_empty() {
        paragraphs.push(Paragraph::new(Kind::Heading, "The night"));
        paragraphs.extend(of_night);
    }
    if !facts.sessions.is_empty() {
        paragraphs.push(Paragraph::new(Kind::Heading, "Routines"));
        paragraphs.extend(facts.sessions.iter().map(|session| item(ran(session))));
    }
    if paragraphs.is_empty() {
        paragraphs.push(Paragraph::new(
            Kind::Text,
            "Nothing is recorded of this night.",
        ));
    }
    paragraphs.push(Paragraph::new(
        Kind::Quiet,
        "e on the screen of nights changes it.",
    ));
    Page::new(format!("The night of {}", dated(night)), paragraphs)
}

/// When a cramp began and how long it lasted, and how often relief was started for it.
fn heading(cramp: &Episode<'_>) -> String {
    let about = if cramp.about == Some(true) {
        "about "
    } else {
        ""
    };
    let lasted = match (cramp.length(), cramp.source) {
        (Some(length), Some(source)) => {
            format!("{}, {}", minutes(length.number().into()), source.words())
        }
        (Some(length), None) => minutes(length.number().into()),
        (None, _) => "how long is not known".to_owned(),
    };
    let starts = match cramp.starts().iter().filter(|start| start.counts()).count() {
        0 | 1 => String::new(),
        starts => format!(", in all {starts} starts"),
    };
    format!("A cramp at {about}{}: {lasted}{starts}", wall(cramp.start))
}

fn said(answered: &Answered) -> String {
    let after = answered
        .after
        .map(|after| format!(" after {}", minutes(after.number().into())));
    let step = answered
        .step
        .as_ref()
        .map(|step| format!(", on the screen: {}", step.as_str()));
    let (after, step) = (after.unwrap_or_default(), step.unwrap_or_default());
    format!("{}{after}{step}", answered.answer.words())
}

fn answer(label: &str, said: &str) -> Paragraph {
    item(format!("{label}: {said}"))
}

fn ran(session: &Session) -> String {
    let routine = session.routine_in_words();
    let routine = routine.as_deref().unwrap_or("a routine");
    let long = session
        .seconds
        .map(|length| format!(", {}", minutes(length.number().into())));
    let end = match session.finished {
        Some(true) => ", to its end",
        Some(false) => ", left early",
        None => "",
    };
    format!(
        "{} {routine}{}{end}",
        wall(session.start),
        long.unwrap_or_default()
    )
}

fn item(text: String) -> Paragraph {
    Paragraph::new(Kind::Item, text)
}
