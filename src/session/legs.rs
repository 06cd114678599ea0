//! Which leg each phase of a step is for, and how left and right are changed.

use super::plan::{self, Phase, PhaseKind};

/// Changes left and right in the phases of one step from index `from` on, so that each leg keeps
/// as many holds. Says whether there was a leg to change to.
pub(super) fn swap(step: &mut [Phase], from: usize) -> bool {
    let is_hold = |phase: &&mut Phase| phase.kind == PhaseKind::Hold;
    let mut holds = step[from..].iter_mut().filter(is_hold).collect::<Vec<_>>();
    let legs = holds.iter().map(|hold| (hold.side, hold.rep));
    let first = holds.first().and_then(|hold| hold.side);
    let (same, other) = legs.partition::<Vec<_>, _>(|&(side, _)| side == first);
    if other.is_empty() {
        return false;
    }
    for (hold, leg) in holds.iter_mut().zip(alternate(&other, &same)) {
        (hold.side, hold.rep) = leg;
    }
    follow_the_holds(step);
    true
}

/// One of `first`, one of `second`, and so on; at the end what one of them has over.
fn alternate<'a, T: Copy>(first: &'a [T], second: &'a [T]) -> impl Iterator<Item = T> + 'a {
    let longest = first.len().max(second.len());
    (0..longest).flat_map(|at| {
        [first.get(at), second.get(at)]
            .into_iter()
            .flatten()
            .copied()
    })
}

/// Gives every phase that is no hold the leg of the hold it leads to.
fn follow_the_holds(step: &mut [Phase]) {
    for at in (1..step.len()).rev() {
        let (side, rep) = (step[at].side, step[at].rep);
        match step[at - 1].kind {
            PhaseKind::Hold => continue,
            PhaseKind::Rest | PhaseKind::Switch => {
                step[at - 1].kind = plan::between(step[at - 2].side, side);
            }
            PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Ready => {}
        }
        (step[at - 1].side, step[at - 1].rep) = (side, rep);
    }
}
