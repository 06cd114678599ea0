//! When a figure moves: what is shown of a pose after some time, and when that next changes.

use std::time::Duration;

use super::breath::Breath;
use super::pose::{Movement, Pose, PoseMoment};
use crate::routine::FirstBreath;
use crate::settings;

/// The time from the first frame of a hold to its last.
pub(crate) const MOVE: Duration = Duration::from_secs(3);
/// The time from the last frame of a hold back to its first.
const BACK: Duration = Duration::from_millis(1500);
/// What slows down does so for this long.
const SLOWING: Duration = Duration::from_secs(30);
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
pub(crate) enum Playback {
    /// It is shown how to get there, until the hold begins after this time.
    Shown(Duration),
    /// It is gone into and held while breathing, as long as this.
    Entered(Duration),
    Held,
    Left(Duration),
}

/// What is shown of a pose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FigureFrame {
    pub moment: PoseMoment,
    /// How to breathe, where a pose is held.
    pub breath: Option<Breath>,
    /// The time until it next differs; `None` when it does not.
    pub next: Option<Duration>,
}

impl FigureFrame {
    /// What is shown of a pose `elapsed` into its course, or, where the pose moves to and fro, into
    /// all the holds and rests of its step. Only `full` motion is smooth: ten pictures a second in
    /// a move, five where the whole body goes round, four in a breath.
    pub(crate) fn of(
        pose: &Pose,
        motion: settings::Motion,
        course: Playback,
        first: FirstBreath,
        elapsed: Duration,
    ) -> Self {
        let (smooth, period) = match pose.motion {
            Movement::Hold => return hold(pose, motion, course, first, elapsed),
            Movement::Loop(period) => (SMOOTH, period),
            Movement::Cycle(period) => (2 * SMOOTH, period),
        };
        let slower = pose.slower.unwrap_or(period);
        let (period, slower, rate) = match motion {
            settings::Motion::Still => return Self::resting(pose.held()),
            // Of stills that come at uneven times nobody sees that it slows: it is slow from the first.
            settings::Motion::Calm => {
                let rate = (slower / STILLS).max(CALMEST);
                (rate * STILLS, rate * STILLS, rate)
            }
            settings::Motion::Full => (period, slower, smooth),
        };
        // Before the hold it moves so that the hold begins with the first frame.
        let elapsed = match course {
            Playback::Shown(left) => period.saturating_sub(modulo(left, period)),
            Playback::Entered(_) | Playback::Held | Playback::Left(_) => elapsed,
        };
        let (then, next) = tick(elapsed, rate);
        let done = rounds(then, period, slower).fract();
        let frame = match pose.motion {
            Movement::Cycle(_) => (pose.held().frame + 1.0) * done,
            Movement::Hold | Movement::Loop(_) => {
                pose.held().frame * (1.0 - (2.0 * done - 1.0).abs())
            }
        };
        Self {
            next: Some(next),
            ..Self::resting(PoseMoment { frame, breath: 0.0 })
        }
    }

    /// A moment that stays.
    pub(crate) fn resting(moment: PoseMoment) -> Self {
        Self {
            moment,
            breath: None,
            next: None,
        }
    }
}

fn hold(
    pose: &Pose,
    motion: settings::Motion,
    course: Playback,
    first: FirstBreath,
    elapsed: Duration,
) -> FigureFrame {
    let move_time = match course {
        _ if motion == settings::Motion::Still || pose.frames.len() == 1 => Duration::ZERO,
        Playback::Shown(left) => MOVE.min(elapsed.saturating_add(left)),
        Playback::Entered(length) => MOVE.min(length / 3),
        Playback::Held => Duration::ZERO,
        Playback::Left(length) => BACK.min(length),
    };
    let calm = motion == settings::Motion::Calm;
    if elapsed < move_time {
        // A still a second, where there is time, so that they change together with the count.
        let rate = if calm {
            (move_time / (STILLS - 1)).max(CALMEST)
        } else {
            SMOOTH
        };
        let (then, next) = tick(elapsed, rate);
        let done = then.div_duration_f32(move_time);
        let done = match course {
            Playback::Left(_) => 1.0 - done,
            Playback::Shown(_) | Playback::Entered(_) | Playback::Held => done,
        };
        let frame = pose.held().frame * done;
        return FigureFrame {
            next: Some(next.min(move_time.saturating_sub(elapsed))),
            ..FigureFrame::resting(PoseMoment { frame, breath: 0.0 })
        };
    }
    match course {
        Playback::Left(_) => FigureFrame::resting(PoseMoment::default()),
        Playback::Shown(_) => FigureFrame::resting(pose.held()),
        Playback::Entered(_) | Playback::Held => {
            breathing(pose, motion, first, elapsed.saturating_sub(move_time))
        }
    }
}

/// The held pose after some time of breathing.
fn breathing(
    pose: &Pose,
    motion: settings::Motion,
    first: FirstBreath,
    held: Duration,
) -> FigureFrame {
    let rate = match motion {
        settings::Motion::Full => BREATH,
        settings::Motion::Calm => CALMEST,
        settings::Motion::Still => {
            // The words change on the wake of the count.
            return FigureFrame {
                breath: Some(Breath::at(held, first)),
                ..FigureFrame::resting(pose.held())
            };
        }
    };
    let (then, next) = tick(held, rate);
    let breath = Breath::at(then, first);
    FigureFrame {
        moment: PoseMoment {
            breath: breath.level(),
            ..pose.held()
        },
        breath: Some(breath),
        next: Some(next),
    }
}

/// How many rounds are done after a time, where one takes `first` and evenly slows to `last`.
fn rounds(time: Duration, first: Duration, last: Duration) -> f32 {
    let slowing = time.min(SLOWING);
    let quickly = slowing.mul_f32(1.0 - slowing.div_duration_f32(SLOWING) / 2.0);
    quickly.div_duration_f32(first) + time.saturating_sub(quickly).div_duration_f32(last)
}

/// The last multiple of `rate`, and the time until the next.
fn tick(elapsed: Duration, rate: Duration) -> (Duration, Duration) {
    let since = modulo(elapsed, rate);
    (elapsed.saturating_sub(since), rate.saturating_sub(since))
}

/// What is left of a time after as many whole periods as fit.
fn modulo(time: Duration, period: Duration) -> Duration {
    let rest = time.as_nanos() % period.as_nanos().max(1);
    Duration::from_nanos(u64::try_from(rest).unwrap_or(0))
}
