//! What only all steps together show.

use std::ops::Range;
use std::time::Duration;

use crate::routine::problem::Problem;
use crate::routine::{Purpose, Step};

/// Length of a routine, at most.
const LONGEST: Duration = Duration::from_secs(3 * 60 * 60);

/// Checks the steps of a routine, each with the place of its header; a step that has a problem of
/// its own is `None`.
pub(super) fn check(
    steps: &[(Range<usize>, Option<Step>)],
    purpose: Option<Purpose>,
    problems: &mut Vec<Problem>,
) {
    problems.extend(too_long(steps));
    let Some((first, _)) = steps.first() else {
        return;
    };
    let starts = |step: &Step| match purpose {
        Some(Purpose::Relief) => !step.optional && !step.waits,
        Some(Purpose::Recovery | Purpose::Prevention) | None => !step.optional,
    };
    if steps
        .iter()
        .all(|(_, step)| step.as_ref().is_some_and(|step| !starts(step)))
    {
        let problem = match purpose {
            Some(Purpose::Relief) => {
                let what = "no step of this relief starts by itself: each is optional or does \
                            `heat` or `cold`";
                Problem::error(first.clone(), what)
                    .mend("add a step that is not optional and needs no warmth or cold")
            }
            Some(Purpose::Recovery | Purpose::Prevention) | None => Problem::error(
                first.clone(),
                "every step is optional, so none starts by itself",
            )
            .mend("take `optional = true` out of one of them"),
        };
        problems.push(problem);
    }
}

/// A problem at the step with which the routine passes its longest length.
fn too_long(steps: &[(Range<usize>, Option<Step>)]) -> Option<Problem> {
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
