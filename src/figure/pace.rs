//! When a figure moves: what is shown of a pose after some time, and when that next changes.

use std::time::Duration;

use super::breath::Breath;
use super::pose::{Moment, Motion, Pose};
use crate::settings;

/// The time from the first frame of a hold to its last.
pub const MOVE: Duration = Duration::from_secs(3);
/// Stills that stand for a move, a loop or a round in calm motion.
const STILLS: u32 = 4;
/// Between two pictures of a smooth move.
const SMOOTH: Duration = Duration::from_millis(100);
/// Between two pictures of a breath.
const BREATH: Duration = Duration::from_millis(250);
/// Calm motion shows no two stills faster.
const CALMEST: Duration = Duration::from_millis(500);

/// How a pose goes on while it is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It is shown how to get there, and waits.
    Shown,
    /// It is gone into, and held while breathing.
    Entered,
    /// It is held from the start while breathing.
    Held,
    /// It is let go of: the body rests as it was before.
    Left,
}

/// What is shown of a pose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// What to draw.
    pub moment: Moment,
    /// How to breathe, where a pose is held.
    pub breath: Option<Breath>,
    /// The time until it next differs; `None` when it does not.
    pub next: Option<Duration>,
}

impl Shown {
    /// What is shown `elapsed` after the pose came on the screen. Only `full` motion is smooth: ten
    /// pictures a second in a move, five where the whole body goes round, four in a breath.
    pub fn of(pose: &Pose, motion: settings::Motion, course: Course, elapsed: Duration) -> Self {
        let calm = motion == settings::Motion::Calm;
        match pose.motion {
            _ if course == Course::Left => Self::resting(Moment::default()),
            Motion::Hold => hold(pose, motion, course, elapsed),
            Motion::Loop(_) | Motion::Cycle(_) if motion == settings::Motion::Still => {
                Self::resting(pose.held())
            }
            Motion::Loop(period) => {
                let (done, next) = round(period, SMOOTH, calm, elapsed);
                let there = 1.0 - (2.0 * done - 1.0).abs();
                Self::moving(pose.held().frame * there, next)
            }
            Motion::Cycle(period) => {
                let (done, next) = round(period, 2 * SMOOTH, calm, elapsed);
                Self::moving((pose.held().frame + 1.0) * done, next)
            }
        }
    }

    fn resting(moment: Moment) -> Self {
        Self {
            moment,
            breath: None,
            next: None,
        }
    }

    fn moving(frame: f32, next: Duration) -> Self {
        Self {
            moment: Moment { frame, breath: 0.0 },
            breath: None,
            next: Some(next),
        }
    }
}

fn hold(pose: &Pose, motion: settings::Motion, course: Course, elapsed: Duration) -> Shown {
    let is_still = motion == settings::Motion::Still;
    let calm = motion == settings::Motion::Calm;
    let enters = course != Course::Held && pose.frames.len() > 1 && !is_still;
    if enters && elapsed < MOVE {
        // A still a second, so that they change together with the count.
        let rate = if calm { MOVE / (STILLS - 1) } else { SMOOTH };
        let (then, next) = tick(elapsed, rate);
        return Shown::moving(pose.held().frame * then.div_duration_f32(MOVE), next);
    }
    if course == Course::Shown {
        return Shown::resting(pose.held());
    }
    let since = if enters { MOVE } else { Duration::ZERO };
    let held = elapsed.saturating_sub(since);
    if is_still {
        // The words change on the wake of the count.
        return Shown {
            breath: Some(Breath::at(held)),
            ..Shown::resting(pose.held())
        };
    }
    let (then, next) = tick(held, if calm { CALMEST } else { BREATH });
    let breath = Breath::at(then);
    Shown {
        moment: Moment {
            breath: breath.level(),
            ..pose.held()
        },
        breath: Some(breath),
        next: Some(next),
    }
}

/// How much of a round is done, from 0 to 1, and the time until that changes.
fn round(period: Duration, rate: Duration, calm: bool, elapsed: Duration) -> (f32, Duration) {
    let (period, rate) = if calm {
        let rate = (period / STILLS).max(CALMEST);
        (rate * STILLS, rate)
    } else {
        (period, rate)
    };
    let (then, next) = tick(elapsed, rate);
    (then.div_duration_f32(period).fract(), next)
}

/// The last multiple of `rate`, and the time until the next.
fn tick(elapsed: Duration, rate: Duration) -> (Duration, Duration) {
    let since = elapsed.as_nanos() % rate.as_nanos().max(1);
    let since = Duration::from_nanos(u64::try_from(since).unwrap_or(0));
    (elapsed.saturating_sub(since), rate.saturating_sub(since))
}
