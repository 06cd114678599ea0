//! A routine as written -> the routine that is run.

use super::rules::{self, Instead, Rules};
use super::{Finding, Findings};
use crate::routine::library::built_in;
use crate::routine::{Evidence, Gate, Muscle, Posture, Purpose, Routine, RoutineId, Step};

/// The summary of a routine whose steps are not as written.
const CHANGED: &str = "Changed for you, by your answers to the safety questions.";

/// The routine that is run for somebody with `findings`: no step in it has a gate that is on. What
/// nobody has answered leaves a routine as it is written.
pub fn fit(routine: Routine, findings: &Findings) -> Routine {
    if findings.are_open() {
        return routine;
    }
    let rules = rules::rules();
    let fitted = fit_steps(rules, swapped(rules, routine, findings), findings);
    if fitted.steps.iter().any(|step| starts(step, fitted.purpose)) {
        return fitted;
    }
    let gentlest = Routine {
        changed: fitted.changed,
        ..gentlest(fitted.purpose)
    };
    fit_steps(rules, gentlest, findings)
}

/// The routine, or the one that runs in its place. A user's own routine is never swapped.
fn swapped(rules: &Rules, routine: Routine, findings: &Findings) -> Routine {
    let Some(swap) = rules.swap(&routine.id, findings) else {
        return routine;
    };
    if built_in(&routine.id).as_ref() != Some(&routine) {
        return routine;
    }
    let by = built_in(&swap.by).expect("the tests look up what every swap names");
    let said = format!("In place of {}. {}", routine.title, swap.why);
    Routine {
        changed: vec![said],
        ..by
    }
}

fn fit_steps(rules: &Rules, routine: Routine, findings: &Findings) -> Routine {
    let as_written = routine.steps;
    let mut fitted = Routine {
        steps: Vec::new(),
        ..routine
    };
    let mut is_changed = false;
    for step in &as_written {
        let Some(rule) = rules.against(&step.gates, findings) else {
            fitted.steps.push(with_care(rules, step, findings));
            continue;
        };
        is_changed = true;
        let stays = |title: &str| {
            let mut steps = as_written.iter();
            steps.any(|step| step.title == title && rules.against(&step.gates, findings).is_none())
        };
        let mut free = rules.instead.iter().filter(|instead| {
            let title = &instead.step.title;
            !stays(title) && !fitted.steps.iter().any(|step| step.title == *title)
        });
        let instead = free
            .find(|instead| !step.optional && takes_place(rules, instead, step, &fitted, findings));
        let Some(instead) = instead else {
            let said = format!("{} is left out. {}", step.title, rule.why);
            fitted.changed.push(said);
            continue;
        };
        let said = format!("{} takes the place of {}.", instead.step.title, step.title);
        fitted.changed.push(format!("{said} {}", rule.why));
        fitted.steps.push(Step {
            changed: Some(rule.why.clone()),
            ..with_care(rules, &instead.step, findings)
        });
    }
    if is_changed {
        // It tells of steps that may be gone.
        CHANGED.clone_into(&mut fitted.summary);
        if fitted.evidence == Evidence::TestedMixed {
            fitted.evidence_note = format!("As written: {}", fitted.evidence_note);
        }
        if rules.is_on(Gate::Standing, findings) && fitted.posture != Posture::Lying {
            fitted.posture = Posture::Sitting;
        }
    }
    fitted
}

/// The step with the reminders that the findings add, and free to start where heat and cold are.
fn with_care(rules: &Rules, step: &Step, findings: &Findings) -> Step {
    let mut step = step.clone();
    let cares = rules.cares.iter().filter(|care| {
        findings.has(care.finding) && care.gates.iter().any(|gate| step.gates.contains(gate))
    });
    for care in cares {
        if !step.cues.contains(&care.cue) {
            step.cues.push(care.cue.clone());
        }
    }
    step.waits &= ![Gate::Heat, Gate::Cold]
        .into_iter()
        .filter(|gate| step.gates.contains(gate))
        .all(|gate| rules.is_off(gate, findings));
    step
}

/// Whether a step may take the place of another that is not done.
fn takes_place(
    rules: &Rules,
    instead: &Instead,
    step: &Step,
    routine: &Routine,
    findings: &Findings,
) -> bool {
    let mut on = step
        .gates
        .iter()
        .filter(|gate| rules.is_on(**gate, findings));
    let works = |muscle: &Muscle| routine.muscles.contains(muscle);
    on.any(|gate| instead.of.contains(gate))
        && instead.purpose == routine.purpose
        && (instead.muscles.is_empty() || works(&Muscle::Leg) || instead.muscles.iter().any(works))
        && !instead
            .unless
            .is_some_and(|finding: Finding| findings.has(finding))
        && rules.against(&instead.step.gates, findings).is_none()
}

/// Whether a step starts by itself; in relief nothing waits for an answer.
fn starts(step: &Step, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Relief => !step.optional && !step.waits,
        Purpose::Recovery | Purpose::Prevention => !step.optional,
    }
}

/// What is done where nothing of a routine is left. Some of its steps have no gate.
fn gentlest(purpose: Purpose) -> Routine {
    let id = match purpose {
        Purpose::Relief => "relief-in-bed",
        Purpose::Recovery => "after-cramp",
        Purpose::Prevention => "bedtime-gentle",
    };
    RoutineId::new(id)
        .and_then(|id| built_in(&id))
        .expect("the three routines above are built in")
}
