//! Steps that only end what another step did: where that was passed over, so are they.

use super::Session;
use super::plan::PhaseKind;

impl Session {
    /// The phase to go on to in place of one whose step only ends what was passed over, or never begun.
    pub(super) fn past_ends(&self, to: usize) -> usize {
        let Some(step) = self.phases.get(to).map(|phase| phase.step) else {
            return to;
        };
        let here = self.phase();
        let is_passed = |at: usize| {
            self.passed_over.contains(&at)
                || here.kind == PhaseKind::Caution && here.step == at
                || self.phases.iter().all(|phase| phase.step != at)
        };
        let steps = &self.routine().steps;
        let mut ended = (0..step)
            .filter(|at| steps[step].ends(&steps[*at]))
            .peekable();
        if ended.peek().is_some() && ended.all(is_passed) {
            self.span(step).end
        } else {
            to
        }
    }

    /// Notes whether the caution that is left now for another phase is taken up.
    pub(super) fn note_caution(&mut self, to: usize) {
        let here = self.phase();
        if here.kind != PhaseKind::Caution {
            return;
        }
        let next = self.phases.get(to);
        if next.is_some_and(|phase| phase.step == here.step) {
            self.passed_over.remove(&here.step);
        } else {
            self.passed_over.insert(here.step);
        }
    }
}
