//! Which leg the phases of a step are for, and how left and right are changed.

use super::plan::{self, Phase, PhaseKind};
use crate::routine::Side;

/// Changes the legs of the remaining phases of one step, so that each leg keeps as many holds.
/// Says whether there was a leg to change to.
pub(super) fn swap(rest: &mut [Phase]) -> bool {
    let holds = |phase: &&mut Phase| phase.kind == PhaseKind::Hold;
    let mut sides: Vec<(Side, u8)> = Vec::new();
    for phase in rest.iter_mut().filter(holds) {
        sides.extend(phase.side.map(|side| (side, phase.rep)));
    }
    let Some(&(first, _)) = sides.first() else {
        return false;
    };
    let (same, other): (Vec<_>, Vec<_>) =
        sides.iter().copied().partition(|&(side, _)| side == first);
    if other.is_empty() {
        return false;
    }
    let mut queues = [other.into_iter(), same.into_iter()];
    let mut order = Vec::with_capacity(sides.len());
    while order.len() < sides.len() {
        for queue in &mut queues {
            order.extend(queue.next());
        }
    }
    let mut order = order.into_iter().peekable();
    let mut before = None;
    for phase in rest {
        let Some(&(side, rep)) = order.peek() else {
            break;
        };
        (phase.side, phase.rep) = (Some(side), rep);
        match phase.kind {
            PhaseKind::Hold => {
                before = Some(side);
                order.next();
            }
            PhaseKind::Rest | PhaseKind::Switch if before.is_some() => {
                phase.kind = plan::between(before, Some(side));
            }
            PhaseKind::Intro
            | PhaseKind::Caution
            | PhaseKind::Ready
            | PhaseKind::Rest
            | PhaseKind::Switch => {}
        }
    }
    true
}
