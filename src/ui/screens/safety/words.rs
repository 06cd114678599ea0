//! What the safety questions are about, and what their answers change.

use jiff::civil::Date;

use crate::profile::rules::rules;
use crate::profile::{FindingState, Findings, Profile, Question};
use crate::ui::page::{Page, Paragraph};

/// It fits on one line of 40 columns, with a margin.
const OFFER: &str = "a minute, and the steps fit you";

/// What a question is about, as it is drawn in huge letters.
pub(super) const fn shout(question: Question) -> &'static str {
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

/// What the answers change: one line for each reason, and one for all that is not known.
pub(crate) fn changes(findings: &Findings) -> Page {
    let rules = rules();
    let starts = rules.starts.iter();
    let starts = starts.map(|start| (start.finding, &start.why, &start.short));
    let forbidden = rules.rule.iter();
    let forbidden = forbidden.map(|rule| (rule.finding, &rule.why, &rule.short));
    // What a rule says of a finding, the routine that runs in its place need not say again.
    let is_ruled = |finding| rules.rule.iter().any(|rule| rule.finding == finding);
    let swaps = rules.swaps.iter().filter(|swap| !is_ruled(swap.finding));
    let swaps = swaps.map(|swap| (swap.finding, &swap.why, &swap.short));
    let mut said = Vec::new();
    let mut unsure = Vec::new();
    for (finding, why, short) in starts.chain(forbidden).chain(swaps) {
        match findings.state(finding) {
            FindingState::Unsure => {
                // What is not done says more than what was asked.
                let what = why.split([':', ',']).next().unwrap_or_default();
                let what = match what.strip_prefix("No ") {
                    Some(what) => format!("no {what}"),
                    None => format!("care with {}", finding.words()),
                };
                if !unsure.contains(&what) {
                    unsure.push(what);
                }
            }
            FindingState::Found | FindingState::Unread => {
                let why = findings.reason(finding, why, short).text;
                if !said.contains(&why) {
                    said.push(why);
                }
            }
            FindingState::RuledOut | FindingState::Open => {}
        }
    }
    let unsure = match unsure.as_slice() {
        [] => None,
        unsure => Some(format!(
            "Not known, so as careful as a yes: {}.",
            unsure.join(", ")
        )),
    };
    let told = by_reason(said).into_iter().chain(unsure);
    let mut lines: Vec<_> = told.map(Paragraph::item).collect();
    if lines.is_empty() {
        lines.push(Paragraph::text("Every step stays in."));
    }
    Page::new("What your answers change", lines)
}

/// Lines of which several give one reason ("No rubbing: a clot.", "No warmth: a clot. Ask first."), or several
/// reasons for one thing, in one line each ("No rubbing, no warmth: a clot. Ask first.").
fn by_reason(lines: Vec<String>) -> Vec<String> {
    let mut told: Vec<(String, String)> = Vec::new();
    for line in lines {
        let (what, reason) = line.split_once(": ").unwrap_or((&line, ""));
        let is_same = |(_, other): &&mut (String, String)| {
            !reason.is_empty()
                && !other.is_empty()
                && (other.starts_with(reason) || reason.starts_with(other.as_str()))
        };
        if let Some((known, other)) = told.iter_mut().find(is_same) {
            let (initial, rest) = what.split_at(what.chars().next().map_or(0, char::len_utf8));
            *known = format!("{known}, {}{rest}", initial.to_lowercase());
            if reason.len() > other.len() {
                reason.clone_into(other);
            }
        } else if let Some((_, other)) = told.iter_mut().find(|(known, _)| known == what) {
            // What is advised then is said once, at the end.
            let (first, advice) = other.split_at(other.find('.').unwrap_or(other.len()));
            let new = reason.split('.').next().unwrap_or_default();
            *other = format!("{first}, {new}{advice}");
        } else {
            told.push((what.to_owned(), reason.to_owned()));
        }
    }
    let line = |(what, reason): (String, String)| match reason.as_str() {
        "" => what,
        reason => format!("{what}: {reason}"),
    };
    told.into_iter().map(line).collect()
}

/// Chooses one of a list, or takes the choice back.
pub(super) fn tick<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    if chosen.contains(&value) {
        chosen.retain(|known| *known != value);
    } else {
        chosen.push(value);
    }
}

/// What is said on the home screen while the questions have not been asked for long.
pub(crate) fn offer(profile: &Profile, today: Option<Date>) -> Option<&'static str> {
    today
        .is_some_and(|today| profile.is_due(today))
        .then_some(OFFER)
}
