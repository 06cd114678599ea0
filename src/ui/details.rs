//! Details, caution, evidence and sources: of a step, and of a whole routine.

use super::page::{Page, Paragraph, ParagraphKind};
use super::screens::handbook::{cited, listed};
use super::words::{AUTHOR, is_ours, of_whom, rounds, sentence};
use crate::routine::library::Broken;
use crate::routine::{Routine, Step};

const PUT_IN: &str = "This step is from uncramp, which has put it into a routine from a file.";

pub(crate) fn step(step: &Step, routine: &Routine) -> Page {
    let mut paragraphs = vec![Paragraph::text(step.say.clone())];
    paragraphs.extend(step.detail.iter().map(|text| Paragraph::text(text.clone())));
    if let Some(caution) = &step.caution {
        paragraphs.push(Paragraph::new(ParagraphKind::Warning, "Take care"));
        paragraphs.push(Paragraph::text(caution.clone()));
    }
    paragraphs.extend(changed(routine));
    let heading = "Sources of this step";
    if routine.own && is_ours(step, routine) {
        paragraphs.push(Paragraph::text(PUT_IN));
        paragraphs.extend(listed(heading, cited(&step.source)));
    } else {
        paragraphs.extend(evidence(routine));
        paragraphs.extend(listed(&of_whom(heading, routine), cited(&step.source)));
    }
    Page::new(step.heading(), paragraphs).airy()
}

pub(crate) fn routine(routine: &Routine) -> Page {
    let mut paragraphs = vec![Paragraph::text(routine.summary.clone())];
    paragraphs.push(Paragraph::heading("Steps"));
    for steps in routine.parts() {
        let round = steps[0].round;
        let round = round.map(|round| Paragraph::text(format!("{}:", rounds(round))));
        paragraphs.extend(round);
        paragraphs.extend(steps.iter().filter(|step| !step.is_again()).map(|step| {
            let optional = if step.optional {
                " (only if you ask for it)"
            } else {
                ""
            };
            Paragraph::item(format!("{}{optional}: {}", step.title, step.say))
        }));
    }
    paragraphs.extend(changed(routine));
    paragraphs.extend(evidence(routine));
    let sources = cited(&routine.sources);
    paragraphs.extend(listed(&of_whom("Sources", routine), sources));
    Page::new(routine.title.clone(), paragraphs).airy()
}

/// Why a file cannot be used, and how to mend it.
pub(crate) fn broken(broken: &Broken) -> Page {
    let mut paragraphs = vec![Paragraph::new(ParagraphKind::Alert, broken.first_problem())];
    paragraphs.extend(broken.help.iter().map(|help| Paragraph::text(help.clone())));
    paragraphs.push(Paragraph::text(broken.path.to_string_lossy()));
    paragraphs.push(Paragraph::new(
        ParagraphKind::Quiet,
        "`uncramp check` lists every problem.",
    ));
    Page::new("This file cannot be used", paragraphs)
}

fn changed(routine: &Routine) -> impl Iterator<Item = Paragraph> {
    listed("Changed for you", routine.changed.iter().cloned())
}

fn evidence(routine: &Routine) -> Vec<Paragraph> {
    let author = routine
        .own
        .then(|| Paragraph::new(ParagraphKind::Alert, AUTHOR));
    let mut paragraphs: Vec<_> = author.into_iter().collect();
    paragraphs.extend([
        Paragraph::heading("How good is the evidence?"),
        Paragraph::text(format!("{}.", sentence(routine.evidence.words()))),
    ]);
    let note = routine.told_evidence();
    paragraphs.extend(note.map(Paragraph::text));
    paragraphs
}
