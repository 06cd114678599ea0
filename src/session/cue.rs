//! What falls due in a session and is worth telling, and its words.

use std::time::Duration;

use super::plan::{Phase, PhaseKind};
use crate::routine::Side;

/// Holds at least this long tell their middle.
pub(super) const TELLS_HALFWAY: Duration = Duration::from_secs(20);
/// Holds at least this long tell their last five seconds.
const TELLS_LAST_FIVE: Duration = Duration::from_secs(10);
/// When the last seconds of a hold are told.
pub const LAST_FIVE: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    pub kind: CueKind,
    /// The phase it fell due in; for [`CueKind::Release`] the hold that ended.
    pub phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueKind {
    Intro,
    /// A caution stands before its step.
    Caution,
    Ready,
    /// This many seconds until the hold begins: 3, 2, 1.
    Countdown(u8),
    Begin,
    /// Half of a hold of 20 s or more is over.
    Halfway,
    /// Five seconds of a hold of 10 s or more are left.
    LastFive,
    Release,
    /// Rest, then the same side again.
    Rest,
    Switch,
    Finish,
}

impl CueKind {
    /// What is told when a phase of this kind begins.
    pub const fn beginning(kind: PhaseKind) -> Self {
        match kind {
            PhaseKind::Intro => Self::Intro,
            PhaseKind::Caution => Self::Caution,
            PhaseKind::Ready => Self::Ready,
            PhaseKind::Hold => Self::Begin,
            PhaseKind::Rest => Self::Rest,
            PhaseKind::Switch => Self::Switch,
        }
    }
}

impl Cue {
    /// At most six words, in the present tense.
    pub const fn words(&self) -> &'static str {
        match self.kind {
            CueKind::Intro => "Before you start",
            CueKind::Caution => "Read this first",
            CueKind::Ready => "Get ready",
            CueKind::Countdown(3) => "Three",
            CueKind::Countdown(2) => "Two",
            CueKind::Countdown(_) => "One",
            CueKind::Begin => "Hold and breathe",
            CueKind::Halfway => "Halfway, stay easy",
            CueKind::LastFive => "Five seconds more",
            CueKind::Release => "Ease off",
            CueKind::Rest => "Rest",
            CueKind::Switch => match self.phase.side {
                Some(Side::Left) => "Change to the left leg",
                Some(Side::Right) => "Change to the right leg",
                None => "Change legs",
            },
            CueKind::Finish => "All done",
        }
    }
}

/// The moments inside a phase of this kind and length that are told, with what they tell.
pub(super) fn marks(kind: PhaseKind, length: Duration) -> Vec<(Duration, CueKind)> {
    let before_end = |by, kind| length.checked_sub(by).map(|at| (at, kind));
    let marks = match kind {
        PhaseKind::Ready => [3, 2, 1]
            .map(|count| before_end(Duration::from_secs(count.into()), CueKind::Countdown(count)))
            .to_vec(),
        PhaseKind::Hold => vec![
            (length >= TELLS_HALFWAY).then_some((length / 2, CueKind::Halfway)),
            before_end(LAST_FIVE, CueKind::LastFive).filter(|_| length >= TELLS_LAST_FIVE),
        ],
        PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Rest | PhaseKind::Switch => Vec::new(),
    };
    marks.into_iter().flatten().collect()
}
