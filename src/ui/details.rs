//! Details, caution, evidence and sources: of a step, and of a whole routine.

use super::page::{Kind, Page, Paragraph};
use super::words::{AUTHOR, is_ours, of_whom, rounds, sentence};
use crate::routine::library::Broken;
use crate::routine::{Routine, Step};
use crate::sources;

/// What is said of a step of the program in a routine from a file.
const PUT_IN: &str = "This step is from uncramp, which has put it into a routine from a file.";

/// What is known about a step of a routine.
pub fn step(step: &Step, routine: &Routine) -> Page {
    let mut paragraphs = vec![Paragraph::new(Kind::Text, step.say.clone())];
    paragraphs.extend(
        step.detail
            .iter()
            .map(|text| Paragraph::new(Kind::Text, text.clone())),
    );
    if let Some(caution) = &step.caution {
        paragraphs.push(Paragraph::new(Kind::Heading, "Take care"));
        paragraphs.push(Paragraph::new(Kind::Alert, caution.clone()));
    }
    paragraphs.extend(changed(routine));
    let heading = "Sources of this step";
    if routine.own && is_ours(step, routine) {
        paragraphs.push(Paragraph::new(Kind::Text, PUT_IN));
        paragraphs.extend(sources(heading, &step.source));
    } else {
        paragraphs.extend(evidence(routine));
        paragraphs.extend(sources(&of_whom(heading, routine), &step.source));
    }
    Page::new(step.heading(), paragraphs).airy()
}

/// What is known about a routine.
pub fn routine(routine: &Routine) -> Page {
    let mut paragraphs = vec![Paragraph::new(Kind::Text, routine.summary.clone())];
    paragraphs.push(Paragraph::new(Kind::Heading, "Steps"));
    for steps in routine.parts() {
        let round = steps[0].round;
        let round = round.map(|round| Paragraph::new(Kind::Text, format!("{}:", rounds(round))));
        paragraphs.extend(round);
        paragraphs.extend(steps.iter().filter(|step| !step.is_again()).map(|step| {
            let optional = if step.optional {
                " (only if you ask for it)"
            } else {
                ""
            };
            Paragraph::new(
                Kind::Item,
                format!("{}{optional}: {}", step.title, step.say),
            )
        }));
    }
    paragraphs.extend(changed(routine));
    paragraphs.extend(evidence(routine));
    paragraphs.extend(sources(&of_whom("Sources", routine), &routine.sources));
    Page::new(routine.title.clone(), paragraphs).airy()
}

/// Why a file cannot be used, and how to mend it.
pub fn broken(broken: &Broken) -> Page {
    let mut paragraphs = vec![Paragraph::new(
        Kind::Alert,
        super::screens::routines::first_problem(broken),
    )];
    paragraphs.extend(
        broken
            .help
            .iter()
            .map(|help| Paragraph::new(Kind::Text, help.clone())),
    );
    paragraphs.push(Paragraph::new(Kind::Text, broken.path.to_string_lossy()));
    paragraphs.push(Paragraph::new(
        Kind::Quiet,
        "`uncramp check` lists every problem.",
    ));
    Page::new("This file cannot be used", paragraphs)
}

/// What the safety answers changed in a routine.
fn changed(routine: &Routine) -> Vec<Paragraph> {
    if routine.changed.is_empty() {
        return Vec::new();
    }
    let mut paragraphs = vec![Paragraph::new(Kind::Heading, "Changed for you")];
    let changed = routine.changed.iter();
    paragraphs.extend(changed.map(|text| Paragraph::new(Kind::Item, text.clone())));
    paragraphs
}

fn evidence(routine: &Routine) -> Vec<Paragraph> {
    let author = routine.own.then(|| Paragraph::new(Kind::Alert, AUTHOR));
    let mut paragraphs: Vec<_> = author.into_iter().collect();
    paragraphs.extend([
        Paragraph::new(Kind::Heading, "How good is the evidence?"),
        Paragraph::new(
            Kind::Text,
            format!("{}.", sentence(routine.evidence.words())),
        ),
    ]);
    let note = routine.told_evidence();
    paragraphs.extend(note.map(|note| Paragraph::new(Kind::Text, note)));
    paragraphs
}

fn sources(title: &str, ids: &[String]) -> Vec<Paragraph> {
    if ids.is_empty() {
        return Vec::new();
    }
    let mut paragraphs = vec![Paragraph::new(Kind::Heading, title)];
    paragraphs.extend(
        ids.iter()
            .map(|id| Paragraph::new(Kind::Item, sources::cite(id))),
    );
    paragraphs
}
