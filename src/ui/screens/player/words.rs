//! A session in words: what to do now, how long, and what comes next.

use std::time::Duration;

use crate::routine::{Length, Side, Sides};
use crate::session::cue::{Cue, CueKind};
use crate::session::plan::{Phase, PhaseKind};
use crate::session::{Session, Status};
use crate::ui::board::Segment;
use crate::ui::time;
use crate::ui::words::SKIPPED;

/// How long one reminder stands before the next takes its turn.
const REMINDER: u64 = 5;

/// The huge words: what to do now, and with which leg.
pub fn shout(session: &Session) -> Vec<&'static str> {
    let phase = session.phase();
    let word = match phase.kind {
        _ if session.status() == Status::Paused => return vec!["PAUSED"],
        _ if session.returning().is_some() => "GET READY",
        PhaseKind::Intro | PhaseKind::Caution => return vec!["READ FIRST"],
        PhaseKind::Ready => "GET READY",
        PhaseKind::Hold if session.step().sides == Sides::Neither => "YOUR PACE",
        PhaseKind::Hold => "HOLD",
        PhaseKind::Rest => "REST",
        PhaseKind::Switch => "CHANGE LEG",
    };
    let leg = phase.side.map(|side| match side {
        Side::Left => "LEFT LEG",
        Side::Right => "RIGHT LEG",
    });
    [word].into_iter().chain(leg).collect()
}

/// How long every step is, and how much of it is done.
pub fn progress(session: &Session) -> Vec<Segment> {
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
pub fn left(session: &Session) -> String {
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

/// What comes next, in words.
pub fn next(session: &Session) -> String {
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
        return format!("then hold {}", time::spoken(length));
    }
    match later.iter().find(|phase| phase.step != here.step) {
        Some(phase) => format!("next: {}", session.routine().steps[phase.step].title),
        None => "next: the end".to_owned(),
    }
}

/// What there is to say of the phase: how long, or why it waits.
pub fn spoken(session: &Session, cue: Option<Cue>, keyboard: bool) -> String {
    let phase = session.phase();
    if session.status() == Status::Paused {
        return format!("Paused, {}. Let the stretch go. No hurry.", left(session));
    }
    if session.returning().is_some() {
        return "Get ready to go on.".to_owned();
    }
    if phase.kind == PhaseKind::Caution {
        return if keyboard {
            "→ skip (default) · o my feet feel normal, start"
        } else {
            SKIPPED
        }
        .to_owned();
    }
    match cue {
        Some(cue) if matches!(cue.kind, CueKind::Halfway | CueKind::LastFive) => {
            format!("{}.", cue.words())
        }
        Some(_) | None => timing(session),
    }
}

/// The phase in one sentence: `Left leg, 1 of 3: hold 10 seconds.`
fn timing(session: &Session) -> String {
    let phase = session.phase();
    let length = match phase.length {
        Length::Timed(length) => time::spoken(length),
        Length::UntilDone => "as long as you like, ENTER when done".to_owned(),
    };
    let leg = phase
        .side
        .map(|side| format!("{}, ", leg(side)))
        .unwrap_or_default();
    let reps = session.step().reps.get();
    let rep = if reps > 1 {
        format!("{} of {reps}, ", phase.rep)
    } else {
        String::new()
    };
    match phase.kind {
        PhaseKind::Intro | PhaseKind::Caution => String::new(),
        PhaseKind::Ready => format!("Get ready: {leg}{length}."),
        PhaseKind::Hold if session.step().sides == Sides::Neither => {
            format!("In your own time: {rep}{length}.")
        }
        PhaseKind::Hold => format!("Hold: {leg}{rep}{length}."),
        PhaseKind::Rest => format!("Ease off. Rest, {length}. Then {} of {reps}.", phase.rep),
        PhaseKind::Switch => match phase.side {
            Some(side) => format!("Ease off. Change to the {} leg, {length}.", side.words()),
            None => format!("Ease off. Change legs, {length}."),
        },
    }
}

/// What is worth saying now: that half is over, or the reminder whose turn it is in this hold.
pub fn reminder(session: &Session, cue: Option<Cue>) -> Option<&str> {
    if let Some(cue) = &cue
        && matches!(cue.kind, CueKind::Halfway | CueKind::LastFive)
    {
        return Some(cue.words());
    }
    let cues = &session.step().cues;
    let phase = session.phase();
    let (Length::Timed(length), PhaseKind::Hold) = (phase.length, phase.kind) else {
        return cues.first().map(String::as_str);
    };
    let left = session.remaining()?;
    // Counted from what is left, so that it turns on the wake of the count.
    let spent = length.saturating_sub(left).as_secs() / REMINDER + u64::from(phase.rep) - 1;
    let turn = usize::try_from(spent)
        .unwrap_or(0)
        .checked_rem(cues.len())?;
    cues.get(turn).map(String::as_str)
}

/// The title of the optional step that could be added after this one.
pub fn offer(session: &Session) -> Option<&str> {
    let step = session.offer()?;
    Some(&session.routine().steps[step].title)
}

fn leg(side: Side) -> &'static str {
    match side {
        Side::Left => "left leg",
        Side::Right => "right leg",
    }
}
