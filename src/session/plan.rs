//! A routine laid out flat. All questions of order are settled here.

use std::time::Duration;

use super::speech::Pace;
use super::utterance;
use crate::routine::{Length, Purpose, Routine, Side, Sides, Step};

/// How long the length, the needed things and the stop line stand before the first step.
const INTRO: Duration = Duration::from_secs(15);
/// How long a caution stands in relief before its step is passed over: relief never waits for a key.
const RELIEF_CAUTION: Duration = Duration::from_secs(20);
/// How long a step without a clock is given where nothing waits for a key.
const KEYLESS_STEP: Duration = Duration::from_secs(60);
/// How long a caution stands where there is no keyboard to answer it.
const KEYLESS_CAUTION: Duration = Duration::from_secs(5);

/// One stretch of clock time with one instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    pub kind: PhaseKind,
    /// Index into [`Routine::steps`]; of the intro, the step that comes first.
    pub step: usize,
    /// The leg it is for; `None` where the step has no side or the sore leg is not known.
    pub side: Option<Side>,
    /// The hold it is, or leads to, or follows: 1-based, counted per leg.
    pub rep: u8,
    pub length: Length,
}

impl Phase {
    /// What it adds to the length of a routine: nothing where it has no clock or comes before a
    /// step, as the intro and cautions do.
    pub fn share(&self) -> Duration {
        match (self.kind, self.length) {
            (PhaseKind::Intro | PhaseKind::Caution, _) | (_, Length::UntilDone) => Duration::ZERO,
            (
                PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch,
                Length::Timed(length),
            ) => length,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhaseKind {
    /// Length, needed things and the stop line, before the first step.
    Intro,
    /// The caution of a step with heat or cold, which starts only when it is asked for.
    Caution,
    Ready,
    /// The stretch is kept.
    Hold,
    /// The pause between two holds on the same side.
    Rest,
    /// The pause between two holds that changes the leg.
    Switch,
}

/// What a plan depends on beside its routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanOptions {
    /// The leg that begins where both are done in turn.
    pub first: Side,
    pub sore: Option<Side>,
    /// Whether somebody can press a key; if not, nothing waits for one.
    pub keyboard: bool,
    /// How fast its words are said, where they are: what they belong to lasts as long as they do.
    pub pace: Option<Pace>,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            first: Side::Left,
            sore: None,
            keyboard: true,
            pace: None,
        }
    }
}

/// A routine laid out as the phases of one run, optional steps left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    routine: Routine,
    start: PlanOptions,
    phases: Vec<Phase>,
}

impl Plan {
    /// Lays `routine` out.
    pub fn new(routine: Routine, start: PlanOptions) -> Self {
        let mut plan = Self {
            routine,
            start,
            phases: Vec::new(),
        };
        for index in 0..plan.routine.steps.len() {
            if !plan.routine.steps[index].optional {
                let phases = plan.step(index);
                plan.phases.extend(phases);
            }
        }
        if plan.routine.purpose != Purpose::Relief {
            let first = plan.phases.first().map_or(0, |phase| phase.step);
            plan.phases.insert(0, intro(first));
            utterance::until_said(&mut plan.phases, 0, &plan.routine, start);
        }
        plan
    }

    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// What it depends on beside its routine.
    pub fn start(&self) -> PlanOptions {
        self.start
    }

    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The phases of one step, whether it is optional or not.
    pub fn step(&self, index: usize) -> Vec<Phase> {
        let step = &self.routine.steps[index];
        let sides = self.holds(step);
        let length = match step.length {
            Length::UntilDone if !self.waits_for_keys() => Length::Timed(KEYLESS_STEP),
            length => length,
        };
        let mut phases = Vec::with_capacity(2 * sides.len() + 1);
        let mut push = |kind, side, rep, length| {
            if length != Length::Timed(Duration::ZERO) {
                phases.push(Phase {
                    kind,
                    step: index,
                    side,
                    rep,
                    length,
                });
            }
        };
        let first = sides[0].0;
        if step.waits {
            push(PhaseKind::Caution, first, 1, self.caution());
        }
        push(PhaseKind::Ready, first, 1, Length::Timed(step.ready));
        for (at, &(side, rep)) in sides.iter().enumerate() {
            if at > 0 {
                let kind = between(sides[at - 1].0, side);
                push(kind, side, rep, Length::Timed(step.rest));
            }
            push(PhaseKind::Hold, side, rep, length);
        }
        for at in 0..phases.len() {
            utterance::until_said(&mut phases, at, &self.routine, self.start);
        }
        phases
    }

    /// Whether a step may wait until a key is pressed: in relief none does.
    fn waits_for_keys(&self) -> bool {
        self.start.keyboard && self.routine.purpose != Purpose::Relief
    }

    /// The leg and the number of every hold of a step, in order; never empty.
    fn holds(&self, step: &Step) -> Vec<(Option<Side>, u8)> {
        let reps = 1..=step.reps.get();
        match step.sides {
            Sides::Neither | Sides::Both => reps.map(|rep| (None, rep)).collect(),
            Sides::Sore => reps.map(|rep| (self.start.sore, rep)).collect(),
            Sides::Each => {
                let first = self.start.first;
                reps.flat_map(|rep| [(Some(first), rep), (Some(first.other()), rep)])
                    .collect()
            }
        }
    }

    fn caution(&self) -> Length {
        if !self.start.keyboard {
            Length::Timed(KEYLESS_CAUTION)
        } else if self.routine.purpose == Purpose::Relief {
            Length::Timed(RELIEF_CAUTION)
        } else {
            Length::UntilDone
        }
    }
}

fn intro(step: usize) -> Phase {
    Phase {
        kind: PhaseKind::Intro,
        step,
        side: None,
        rep: 1,
        length: Length::Timed(INTRO),
    }
}

/// Whether the pause between two holds changes the leg.
pub fn between(before: Option<Side>, after: Option<Side>) -> PhaseKind {
    if before == after {
        PhaseKind::Rest
    } else {
        PhaseKind::Switch
    }
}
