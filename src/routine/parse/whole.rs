//! What only all steps together show.

use std::time::Duration;

use super::group::PlacedStep;
use crate::routine::problem::Problem;
use crate::routine::{Muscle, Purpose, Step};

const LONGEST: Duration = Duration::from_secs(3 * 60 * 60);

/// What is wrong with the steps of a routine, each with the place of its header; a step that has a
/// problem of its own is `None`.
pub(super) fn check(
    steps: &[PlacedStep],
    purpose: Option<Purpose>,
    muscles: &[Muscle],
) -> impl Iterator<Item = Problem> {
    let is_relief = purpose == Some(Purpose::Relief);
    let tightens = move |step: &&PlacedStep| {
        let (_, step) = step;
        step.as_ref()
            .is_some_and(|step| is_relief && !step.is_again() && step.mechanics.tightens(muscles))
    };
    let tightens = steps.iter().filter(tightens).map(|(header, _)| {
        let what = "`works` a muscle that this relief is for: to tighten it makes a cramp worse";
        let help = "take the step out, or do it so that another muscle works";
        Problem::error(header.clone(), what).mend(help)
    });
    too_long(steps)
        .into_iter()
        .chain(never_starts(steps, purpose))
        .chain(tightens)
}

/// A problem at the first step where none starts by itself.
fn never_starts(steps: &[PlacedStep], purpose: Option<Purpose>) -> Option<Problem> {
    let (first, _) = steps.first()?;
    let is_relief = purpose == Some(Purpose::Relief);
    let starts = |step: &Step| !(step.optional || is_relief && step.waits);
    let may_start = |step: &Option<Step>| step.as_ref().is_none_or(starts);
    if steps.iter().any(|(_, step)| may_start(step)) {
        return None;
    }
    let (what, help) = if is_relief {
        (
            "no step of this relief starts by itself: each is optional or does `heat` or `cold`",
            "add a step that is not optional and needs no warmth or cold",
        )
    } else {
        (
            "every step is optional, so none starts by itself",
            "take `optional = true` out of one of them",
        )
    };
    Some(Problem::error(first.clone(), what).mend(help))
}

/// A problem at the step with which the routine passes its longest length.
fn too_long(steps: &[PlacedStep]) -> Option<Problem> {
    let mut length = Duration::ZERO;
    for (header, step) in steps {
        let Some(step) = step.as_ref().filter(|step| !step.optional) else {
            continue;
        };
        length = length.saturating_add(step.length());
        if length > LONGEST {
            let what = "with this step the routine takes longer than 3 hours";
            let help = "hold it shorter, rest less, or make two routines of it";
            return Some(Problem::error(header.clone(), what).mend(help));
        }
    }
    None
}
