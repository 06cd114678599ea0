//! An entry of `[[step]]`: one step, or a group of steps that is done in rounds.

use std::ops::Range;

use super::STEPS;
use super::step::PAUSE;
use crate::routine::Step;
use crate::routine::problem::Problem;
use crate::routine::rounds::{Round, rest_between};
use crate::routine::table::Table;

/// A step and the place of its header; one that has a problem is `None`.
pub(super) type PlacedStep = (Range<usize>, Option<Step>);

/// The steps of all entries, groups written out: never more than a routine may have, whatever a file asks
/// for. A step, called `name`, is what `read` makes of it.
pub(super) fn steps<'t>(
    entries: Vec<Table<'t>>,
    name: &'static str,
    read: impl Fn(Table<'t>) -> Option<Step>,
) -> (Vec<PlacedStep>, Option<Problem>) {
    let (mut all, mut count, mut problem) = (Vec::new(), 0, None);
    for entry in entries {
        let header = entry.header();
        let Some((round, steps)) = group(entry, name, &read) else {
            all.push((header, None));
            continue;
        };
        let of = round.map_or(1, |round| round.of);
        count += usize::from(of) * steps.len();
        if count > STEPS {
            let what = format!("with this there are {count} steps, expected at most {STEPS}");
            let help = "write fewer rounds, or make two routines of it";
            problem = problem.or(Some(Problem::error(header.clone(), what).mend(help)));
            all.push((header, None));
            continue;
        }
        for number in 1..=of {
            let round = round.map(|round| Round { number, ..round });
            let steps = steps.iter().cloned();
            all.extend(
                steps.map(|(header, step)| (header, step.map(|step| Step { round, ..step }))),
            );
        }
    }
    rest_between(all.iter_mut().filter_map(|(_, step)| step.as_mut()));
    (all, problem)
}

/// The steps of a group, or the one step that an entry is.
pub(super) fn written(mut entry: Table<'_>) -> Vec<Table<'_>> {
    match entry.optional("step") {
        Some(steps) => steps.tables("a step", STEPS).unwrap_or_default(),
        None => vec![entry],
    }
}

fn is_group(entry: &Table<'_>) -> bool {
    entry.has("step") || entry.has("rounds") && !entry.has("title")
}

/// The first round of an entry and its steps; `None` as round of one step alone.
fn group<'t>(
    entry: Table<'t>,
    name: &'static str,
    read: impl Fn(Table<'t>) -> Option<Step>,
) -> Option<(Option<Round>, Vec<PlacedStep>)> {
    let placed = |mut step: Table<'t>| {
        let header = step.header();
        if is_group(&step) {
            let what = "a group stands within a group, expected a step";
            let help = "write its steps out, or make it an entry of its own under `[[step]]`";
            step.report([Problem::error(header.clone(), what).mend(help)]);
            return (header, None);
        }
        if step.has("rounds") {
            let what = "is of a group, and this is one step";
            let help = "write `reps` for its holds, or put it into a group, as `[[step.step]]`";
            let rounds = step.optional("rounds");
            rounds.and_then(|rounds| rounds.refuse::<()>(what, help));
        }
        (header, read(step))
    };
    if !is_group(&entry) {
        return Some((None, vec![placed(entry)]));
    }
    let mut group = entry.called("a group");
    let of = group.required("rounds", "rounds = 2", |field| field.whole(2..=50));
    let rest = group.or("rest", None, |field| field.length(PAUSE).map(Some));
    let steps = group.required("step", "[[step.step]]", |field| field.tables(name, STEPS));
    group.finish();
    let steps = steps.map(|steps| steps.into_iter().map(placed).collect());
    let (number, of, rest) = (1, of?, rest?);
    Some((Some(Round { number, of, rest }), steps?))
}
