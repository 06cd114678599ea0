//! What the safety questions are about, and what their answers change.

use jiff::civil::Date;

use crate::profile::rules::rules;
use crate::profile::{Findings, Profile, Question};
use crate::ui::page::{Kind, Page, Paragraph};

/// It fits on one line of 40 columns, with a margin.
const OFFER: &str = "a minute, and the steps fit you";

/// What a question is about, as it is drawn in huge letters.
pub const fn shout(question: Question) -> &'static str {
    match question {
        Question::Clot => "BLOOD CLOT?",
        Question::Diabetes => "DIABETES?",
        Question::Numb => "NUMB FEET?",
        Question::Circulation => "CIRCULATION?",
        Question::Falls => "UNSTEADY?",
        Question::Pregnant => "PREGNANT?",
        Question::Joints => "JOINT, INJURY?",
        Question::Fluids => "FLUID LIMIT?",
        Question::Medicines => "MEDICINES?",
        Question::Illnesses => "ILLNESS?",
        Question::Age => "AGE?",
    }
}

/// What the answers change, a line each.
pub fn changes(findings: &Findings) -> Page {
    let rules = rules();
    let starts = rules.starts.iter();
    let starts = starts.map(|start| (start.finding, &start.why, &start.short));
    let forbidden = rules.rule.iter();
    let forbidden = forbidden.map(|rule| (rule.finding, &rule.why, &rule.short));
    let swaps = rules.swaps.iter();
    let swaps = swaps.map(|swap| (swap.finding, &swap.why, &swap.short));
    let mut said = Vec::new();
    for (finding, why, short) in starts.chain(forbidden).chain(swaps) {
        let why = findings.reason(finding, why, short).text;
        if findings.has(finding) && !said.contains(&why) {
            said.push(why);
        }
    }
    let mut lines: Vec<_> = said
        .into_iter()
        .map(|text| Paragraph::new(Kind::Item, text))
        .collect();
    if lines.is_empty() {
        lines.push(Paragraph::new(Kind::Text, "No step is left out."));
    }
    Page::new("What your answers change", lines)
}

/// Chooses one of a list, or takes the choice back.
pub fn tick<T: Copy + PartialEq>(chosen: &mut Vec<T>, all: &[T], at: usize) {
    let Some(&value) = all.get(at) else {
        return;
    };
    if chosen.contains(&value) {
        chosen.retain(|known| *known != value);
    } else {
        chosen.push(value);
    }
}

/// What is said on the home screen while the questions have not been asked for long.
pub fn offer(profile: &Profile, today: Option<Date>) -> Option<&'static str> {
    today
        .is_some_and(|today| profile.is_due(today))
        .then_some(OFFER)
}
