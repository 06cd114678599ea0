//! Every answer against every routine of the program.

use jiff::civil::date;

use super::super::rules::rules;
use super::super::{Findings, Medicine, Part, Profile, Question, Reply, fit};
use super::{TODAY, every_routine, explains, part, yes};
use crate::routine::Gate;

/// One person for every answer that can be given, by name.
fn everybody() -> Vec<(String, Profile)> {
    let mut all: Vec<(String, Profile)> = Vec::new();
    for &question in Question::ALL {
        for &reply in Reply::ALL {
            let mut profile = Profile::default();
            profile.answer(question, reply);
            all.push((format!("{} {}", question.name(), reply.name()), profile));
        }
    }
    all.extend(Part::ALL.iter().map(|&at| (at.name().to_owned(), part(at))));
    for &medicine in Medicine::ALL {
        let profile = Profile {
            medicines: vec![medicine],
            ..yes(Question::Medicines)
        };
        all.push((medicine.name().to_owned(), profile));
    }
    for from in [date(2026, 1, 1), date(2025, 8, 1), date(2024, 1, 1)] {
        let profile = Profile {
            pregnant_from: Some(from),
            ..yes(Question::Pregnant)
        };
        all.push((format!("pregnant from {from}"), profile));
    }
    all.push(("unreadable".to_owned(), Profile::unreadable()));
    all.push(("unanswered".to_owned(), Profile::default()));
    all
}

/// Words that no step may say while its gate is on, whatever gates it names.
const TELLING: [(Gate, &[&str]); 6] = [
    (
        Gate::Standing,
        &["stand up", "stand on", "walk", "pedal", "shower"],
    ),
    (Gate::Heat, &["warm pack", "wrapped pack"]),
    (Gate::Stroke, &["rub ", "stroke", "squeeze"]),
    (
        Gate::Lean,
        &["tip forward", "fold ", "reach down", "rub the hard part"],
    ),
    (
        Gate::CalfPull,
        &["toes up towards", "toes up.", "draw the toes", "loop "],
    ),
    (Gate::FlatOnBack, &["stay lying", "on your back"]),
];

#[test]
fn whatever_is_answered_no_built_in_step_whose_gate_is_on_starts_or_is_offered() {
    for (who, profile) in everybody() {
        for today in [Some(TODAY), None] {
            let findings = Findings::of(&profile, today);
            for routine in every_routine() {
                let fitted = fit(routine.clone(), &findings);
                let place = format!("{who}: {}", routine.id);
                for step in &fitted.steps {
                    let against = rules().against(&step.gates, &findings);
                    assert_eq!(against, None, "{place}: {}", step.title);
                    let say = step.say.to_lowercase();
                    for (gate, words) in TELLING {
                        let says = words.iter().find(|word| say.contains(**word));
                        let is_on = rules().is_on(gate, &findings);
                        assert!(
                            !is_on || says.is_none(),
                            "{place}: {}: {says:?}",
                            step.title
                        );
                    }
                }
                explains(&routine, &fitted, &place);
            }
        }
    }
}
