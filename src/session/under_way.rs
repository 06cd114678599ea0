//! What was under way and came to no end: enough to go on with it in another window.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::spot::{CrampMuscle, Spot};
use super::{Session, Status};
use crate::routine::{Routine, RoutineId};

/// A cramp that comes back so soon is the same one.
pub const SOON: Duration = Duration::from_secs(10 * 60);
/// Relief that is left so soon, without an answer, may only have been tried out.
pub const TRIED_OUT: Duration = Duration::from_secs(15);
/// So soon relief that was only tried out is opened again by whoever closed its window by mistake.
const AT_ONCE: Duration = Duration::from_secs(60);
/// So long a routine that was left is offered to go on with.
const OFFERED: Duration = Duration::from_secs(4 * 60 * 60);

/// What was under way and came to no end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnderWay {
    /// The latest cramp, as long as nobody has said that it eased.
    pub cramp: Option<OpenCramp>,
    /// The latest routine that was not done to its end.
    pub routine: Option<OpenRoutine>,
}

/// Relief that was left without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCramp {
    /// Which relief it was; `None` for a user's own.
    pub spot: Option<Spot>,
    /// The muscle that cramps, if the person chose it.
    pub muscle: Option<CrampMuscle>,
    #[serde(default)]
    pub both_legs: bool,
    /// Whether nobody stands in it: relief in bed for a muscle that has no relief of its own there.
    #[serde(default)]
    pub in_bed: bool,
    /// Passes and phases so far.
    pub place: (usize, usize),
    /// Time since relief began.
    pub clock: Duration,
    /// Time since it was last seen to go on.
    pub ago: Duration,
}

/// A routine that was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRoutine {
    routine: RoutineId,
    /// The step under way, from 0, and its title: answers and files may have changed since.
    step: usize,
    title: String,
    ago: Duration,
}

impl UnderWay {
    pub fn pass(&mut self, time: Duration) {
        if let Some(cramp) = &mut self.cramp {
            cramp.clock = cramp.clock.saturating_add(time);
            cramp.ago = cramp.ago.saturating_add(time);
        }
        if let Some(routine) = &mut self.routine {
            routine.ago = routine.ago.saturating_add(time);
        }
    }

    /// The relief to go on with: what is started so soon afterwards is for the same cramp. Who has
    /// rested or slept over it meanwhile has another, and who has only tried it out may have none: only
    /// what is opened again at once goes on then.
    pub fn open_cramp(&self) -> Option<&OpenCramp> {
        let cramp = self.cramp.as_ref();
        cramp.filter(|cramp| {
            let is_tried_out = cramp.clock.saturating_sub(cramp.ago) < TRIED_OUT;
            let within = if is_tried_out { AT_ONCE } else { SOON };
            cramp.ago <= within && cramp.clock <= 2 * SOON
        })
    }

    /// Whether that one had gone on for ten minutes when it was last seen: nothing else starts meanwhile.
    pub fn rests(&self) -> bool {
        let open = self.open_cramp();
        open.is_some_and(|cramp| cramp.clock.saturating_sub(cramp.ago) >= SOON)
    }

    /// The step at which `routine` could go on.
    pub fn open_step(&self, routine: &Routine) -> Option<usize> {
        let open = self.routine.as_ref()?;
        let is_it = open.routine == routine.id && open.ago <= OFFERED;
        let titles = routine.steps.iter().map(|step| &step.title).enumerate();
        let same = titles.filter(|(_, title)| is_it && **title == open.title);
        // Answers since may have put it elsewhere.
        let step = same
            .map(|(at, _)| at)
            .min_by_key(|at| at.abs_diff(open.step));
        step.filter(|at| *at > 0)
    }

    /// What is to be kept of this window's, which was `before` when it was last kept, where `found` is
    /// kept now: what others have under way stays.
    #[must_use]
    pub fn over(self, before: &Self, found: Self) -> Self {
        fn one<T: PartialEq>(
            mine: Option<T>,
            is_on: bool,
            kept: [&Option<T>; 2],
            found: Option<T>,
        ) -> Option<T> {
            let [before, known] = kept;
            match mine {
                Some(_) if is_on => mine,
                None if before.is_some() && before == known => None,
                Some(_) | None => found,
            }
        }
        // What goes on here was seen this moment.
        let on = (
            self.cramp.as_ref().is_some_and(|cramp| cramp.ago.is_zero()),
            self.routine
                .as_ref()
                .is_some_and(|routine| routine.ago.is_zero()),
        );
        let known = found.timeless();
        Self {
            cramp: one(self.cramp, on.0, [&before.cramp, &known.cramp], found.cramp),
            routine: one(
                self.routine,
                on.1,
                [&before.routine, &known.routine],
                found.routine,
            ),
        }
    }

    /// Notes how far a routine has come. Before its second step, and after its end, there is nothing
    /// to go on with.
    pub fn note(&mut self, session: &Session) {
        let step = session.phase().step;
        let is_open = step > 0 && session.status() != Status::Finished;
        self.routine = is_open.then(|| OpenRoutine {
            routine: session.routine().id.clone(),
            step,
            title: session.step().title.clone(),
            ago: Duration::ZERO,
        });
    }

    /// The same, whatever the time of a cramp between what may have been tried out, and ten minutes.
    #[must_use]
    pub fn timeless(&self) -> Self {
        let mut same = self.clone();
        if let Some(cramp) = &mut same.cramp {
            // Killed at any moment, it is known not to have been tried out only, and whether it rests.
            let seen = cramp.clock.saturating_sub(cramp.ago);
            let reached = [SOON, TRIED_OUT].into_iter().find(|time| seen >= *time);
            (cramp.clock, cramp.ago) = (reached.unwrap_or_default(), Duration::ZERO);
        }
        if let Some(routine) = &mut same.routine {
            routine.ago = Duration::ZERO;
        }
        same
    }
}
