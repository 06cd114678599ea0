//! A session in words: what to do now, how long, and what comes next.

use std::time::Duration;

use crate::routine::{Demand, Length, Side, Sides};
use crate::session::cue::{Cue, CueKind, LAST_FIVE};
use crate::session::plan::{Phase, PhaseKind};
use crate::session::{Session, Status};
use crate::ui::board::Segment;
use crate::ui::time;

/// How long what falls due stands.
const STANDS: Duration = Duration::from_secs(2);
/// How long one reminder stands before the next takes its turn.
const REMINDER: u64 = 5;

/// The huge words: what to do now, and with which leg.
pub(super) fn shout(session: &Session) -> Vec<&str> {
    let phase = session.phase();
    let step = session.step();
    let leg = phase.side.map(|side| match side {
        Side::Left => "LEFT LEG",
        Side::Right => "RIGHT LEG",
    });
    let word = match phase.kind {
        _ if session.status() == Status::Paused => return vec!["PAUSED"],
        _ if session.returning().is_some() => "GET READY",
        PhaseKind::Intro | PhaseKind::Caution => return vec!["READ FIRST"],
        PhaseKind::Ready => "GET READY",
        PhaseKind::Hold if !step.shout.is_empty() => {
            let words = step.shout.iter().map(String::as_str);
            return words.chain(leg).collect();
        }
        PhaseKind::Hold if step.sides == Sides::Neither => "YOUR PACE",
        PhaseKind::Hold => "HOLD",
        PhaseKind::Rest => "REST",
        PhaseKind::Switch => "CHANGE LEG",
    };
    [word].into_iter().chain(leg).collect()
}

/// How long every step is, and how much of it is done.
pub(super) fn progress(session: &Session) -> Vec<Segment> {
    let empty = Segment {
        done: Duration::ZERO,
        whole: Duration::ZERO,
    };
    let mut segments = vec![empty; session.routine().steps.len()];
    for (index, phase) in session.phases().iter().enumerate() {
        let Length::Timed(length) = phase.length else {
            continue;
        };
        if phase.kind == PhaseKind::Intro {
            continue;
        }
        let segment = &mut segments[phase.step];
        segment.whole += length;
        if index < session.position() {
            segment.done += length;
        } else if index == session.position() {
            segment.done += session.elapsed();
        }
    }
    segments.retain(|segment| !segment.whole.is_zero());
    segments
}

/// How much is left of what.
pub(super) fn left(session: &Session) -> String {
    match session.remaining() {
        Some(left) => {
            let what = match session.phase().kind {
                PhaseKind::Hold => "of this hold",
                PhaseKind::Intro => "before the start",
                PhaseKind::Caution | PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch => {
                    "before the hold"
                }
            };
            format!("{} left {what}", time::left(left))
        }
        None => "No clock runs here".to_owned(),
    }
}

/// What is said of a pause: what is stretched has not to stay so.
pub(super) fn let_go(session: &Session) -> &'static str {
    let stretches = session.step().mechanics.has(Demand::Pull);
    if session.phase().kind == PhaseKind::Hold && stretches {
        " Let the stretch go. No hurry."
    } else {
        " No hurry."
    }
}

/// What comes next, in words.
pub(super) fn next(session: &Session) -> String {
    let here = session.phase();
    let same = |phase: &Phase| phase.step == here.step && phase.kind == PhaseKind::Hold;
    let later = &session.phases()[session.position() + 1..];
    if here.kind == PhaseKind::Hold
        && let Some(hold) = later.iter().find(|phase| same(phase))
    {
        return match hold.side {
            Some(side) if here.side != hold.side => format!("next: same, {} leg", side.words()),
            Some(_) | None => "next: the same again".to_owned(),
        };
    }
    if let (PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch, Some(next)) =
        (here.kind, session.next_phase())
        && let Length::Timed(length) = next.length
    {
        let length = time::spoken(length);
        return match session.step().shout.first() {
            Some(_) => format!("then do it for {length}"),
            None => format!("then hold {length}"),
        };
    }
    match session.step_after() {
        Some(step) => format!("next: {}", session.routine().steps[step].heading()),
        None => "next: the end".to_owned(),
    }
}

/// What the plain mode tells while the clock stands still; the rest is said as it falls due.
pub(super) fn spoken(session: &Session) -> String {
    match session.status() {
        Status::Paused => {
            let left = left(session);
            format!("Paused, {left}.{} SPACE goes on.", let_go(session))
        }
        Status::Running | Status::Finished | Status::Stopped => String::new(),
    }
}

/// What is worth saying now: that half is over, or the reminder whose turn it is in this hold.
pub(super) fn reminder(session: &Session, cue: Option<Cue>) -> Option<&str> {
    if session.status() == Status::Paused {
        return None;
    }
    let cues = &session.step().cues;
    let phase = session.phase();
    let (Length::Timed(length), PhaseKind::Hold) = (phase.length, phase.kind) else {
        return cues.first().map(String::as_str);
    };
    let left = session.remaining()?;
    // What was true when it was said is not for long.
    let said = match cue.map(|cue| cue.kind) {
        Some(CueKind::Halfway) => Some(length / 2),
        Some(CueKind::LastFive) => Some(LAST_FIVE),
        _ => None,
    };
    if let (Some(cue), Some(said)) = (cue, said)
        && said.saturating_sub(left) < STANDS
    {
        return Some(cue.words());
    }
    // Counted from what is left, so that it turns on the wake of the count.
    let spent = length.saturating_sub(left).as_secs() / REMINDER + u64::from(phase.rep) - 1;
    let turn = usize::try_from(spent)
        .unwrap_or(0)
        .checked_rem(cues.len())?;
    cues.get(turn).map(String::as_str)
}

/// The title of the optional step that could be added after this one.
pub(super) fn offer(session: &Session) -> Option<&str> {
    let step = session.offer()?;
    Some(&session.routine().steps[step].title)
}
