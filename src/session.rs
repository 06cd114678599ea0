//! The running of a plan: a state machine that is fed the time that has passed.
//!
//! It reads no clock, draws nothing and plays nothing. [`Session::advance`] takes in time and
//! returns the cues that fell due; [`Session::next_change`] says when there will next be one.
//! The law that holds it together: `advance(a)` then `advance(b)` is `advance(a + b)`.

pub mod cue;
mod ends;
mod legs;
pub mod plan;
pub mod relief;
pub mod speech;
pub(crate) mod spot;
pub mod under_way;
mod utterance;

#[cfg(test)]
mod laws;

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use crate::routine::{Demand, Length, Purpose, Routine, Step};
use cue::{Cue, CueKind};
use plan::{Phase, PhaseKind, Plan};

/// The get-ready after a pause in a hold.
const RETURN: Duration = Duration::from_secs(3);
const SECOND: Duration = Duration::from_secs(1);
/// No stretch is made longer than this.
const LONGEST_STRETCH: Duration = Duration::from_secs(60);
/// Nothing else is made longer than this,
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// but warmth and cold have limits of their own.
const LONGEST_HEAT: Duration = Duration::from_secs(15 * 60);
const LONGEST_COLD: Duration = Duration::from_secs(10 * 60);

/// What the user does to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Pause,
    /// Go on; into a hold through a short get-ready.
    Resume,
    /// Go on without waiting: end the pause, the get-ready, the rest, or a step without a clock.
    ReadyNow,
    /// The next step, through its get-ready; after the last one the session finishes.
    Next,
    /// This step from its beginning, as long as planned and on the leg that began it.
    Restart,
    /// The step before this one, from its beginning; the first step begins again.
    Previous,
    /// Make the present phase longer, up to a limit.
    Longer(Duration),
    /// Make the present phase shorter, but never under 1 s left.
    Shorter(Duration),
    /// Change left and right in the rest of this step and start the running hold again. Tells the
    /// phase anew when its leg has changed.
    SwapSides,
    /// Start the step whose caution stands, or the offered optional step after this one.
    Take,
    Stop,
}

/// Whether time moves a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Running,
    /// It does not, until the user goes on.
    Paused,
    /// Every phase is over.
    Finished,
    Stopped,
}

/// One running of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    plan: Plan,
    /// The plan's phases with the user's changes; never empty.
    phases: Vec<Phase>,
    at: usize,
    elapsed: Duration,
    /// Time spent in the steps.
    ran: Duration,
    status: Status,
    /// How long it stands still, as something else is being said.
    still: Duration,
    /// What is left of the get-ready after a pause.
    returning: Option<Duration>,
    /// Steps whose caution was not taken up.
    passed_over: BTreeSet<usize>,
}

impl Session {
    /// Starts a plan at its beginning; the cues are those of its first phase.
    pub fn begin(plan: Plan) -> (Self, Vec<Cue>) {
        Self::begin_at(plan, 0)
    }

    /// Starts a plan at a step or, where it has no such step, at its beginning.
    pub fn begin_at(plan: Plan, step: usize) -> (Self, Vec<Cue>) {
        let phases = plan.phases().to_vec();
        let session = Self {
            at: phases
                .iter()
                .position(|phase| phase.step >= step)
                .unwrap_or(0),
            plan,
            phases,
            elapsed: Duration::ZERO,
            ran: Duration::ZERO,
            status: Status::Running,
            still: Duration::ZERO,
            returning: None,
            passed_over: BTreeSet::new(),
        };
        let cue = session.cue(CueKind::beginning(session.phase().kind));
        (session, vec![cue])
    }

    /// Lets time pass and returns the cues that fell due, in order.
    pub fn advance(&mut self, dt: Duration) -> Vec<Cue> {
        let mut left = dt;
        let mut cues = Vec::new();
        while let Some(wait) = self.next_change() {
            if left < wait {
                break;
            }
            left -= wait;
            self.pass(wait);
            self.change(&mut cues);
        }
        if self.status == Status::Running {
            self.pass(left);
        }
        cues
    }

    /// Does what the user asks; what does not fit the present state is ignored.
    pub fn command(&mut self, command: Command) -> Vec<Cue> {
        let mut cues = Vec::new();
        if self.is_over() {
            return cues;
        }
        match command {
            Command::Pause => self.status = Status::Paused,
            Command::Resume => self.resume(&mut cues),
            Command::ReadyNow => self.ready_now(&mut cues),
            Command::Next => self.next_step(&mut cues),
            Command::Restart => self.begin_step(self.phase().step, &mut cues),
            Command::Previous => self.previous(&mut cues),
            Command::Longer(by) => self.longer(by),
            Command::Shorter(by) => self.shorter(by),
            Command::SwapSides => self.swap_sides(&mut cues),
            Command::Take => self.take(&mut cues),
            Command::Stop => self.status = Status::Stopped,
        }
        cues
    }

    /// Time until the next cue; `None` when only the user can change anything.
    pub fn next_change(&self) -> Option<Duration> {
        if self.status != Status::Running {
            return None;
        }
        if let Some(left) = self.returning {
            return Some(self.still + within_second(left));
        }
        let Length::Timed(length) = self.phase().length else {
            return None;
        };
        let marks = cue::marks(self.phase().kind, length).into_iter();
        let changes = marks.map(|(at, _)| at).chain([length]);
        let waits = changes.filter_map(|at| at.checked_sub(self.elapsed));
        Some(self.still + waits.filter(|wait| !wait.is_zero()).min()?)
    }

    pub fn status(&self) -> Status {
        self.status
    }

    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Finished | Status::Stopped)
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn routine(&self) -> &Routine {
        self.plan.routine()
    }

    /// The present phase; after the end, the one it ended in.
    pub fn phase(&self) -> Phase {
        self.phases[self.at]
    }

    pub fn step(&self) -> &Step {
        &self.routine().steps[self.phase().step]
    }

    /// Every phase of this run, with the user's changes.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// Index of the present phase in [`Session::phases`].
    pub fn position(&self) -> usize {
        self.at
    }

    /// The phase that comes next by itself; `None` in the last one and after the end.
    pub fn next_phase(&self) -> Option<Phase> {
        let next = self.phases.get(self.after(self.at)).copied();
        next.filter(|_| !self.is_over())
    }

    /// The step that comes after this one by itself; `None` after the last one.
    pub fn step_after(&self) -> Option<usize> {
        let to = self.past_ends(self.span(self.phase().step).end);
        Some(self.phases.get(to)?.step)
    }

    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Time spent in all steps so far: not before the first of them, in a pause, or where a key was
    /// waited for.
    pub fn ran(&self) -> Duration {
        self.ran
    }

    /// Time left in the present phase; `None` where it has no clock.
    pub fn remaining(&self) -> Option<Duration> {
        match self.phase().length {
            Length::Timed(length) => Some(length.saturating_sub(self.elapsed)),
            Length::UntilDone => None,
        }
    }

    /// Time left of the get-ready after a pause, while it runs.
    pub fn returning(&self) -> Option<Duration> {
        self.returning
    }

    /// Time left of the steps, as [`Phase::share`] counts it; nothing after the end.
    pub fn total_remaining(&self) -> Duration {
        if self.is_over() {
            return Duration::ZERO;
        }
        let here = self.phase().share().saturating_sub(self.elapsed);
        let later = self.phases[self.at + 1..].iter().map(Phase::share);
        here + later.sum::<Duration>()
    }

    /// The optional step that [`Command::Take`] would start after this one.
    pub fn offer(&self) -> Option<usize> {
        if self.is_over() || matches!(self.phase().kind, PhaseKind::Intro | PhaseKind::Caution) {
            return None;
        }
        let next = self.phase().step + 1;
        let step = self.routine().steps.get(next)?;
        let taken = self.phases.iter().any(|phase| phase.step == next);
        (step.optional && !taken).then_some(next)
    }

    /// Spends time that reaches no further than the next change.
    fn pass(&mut self, time: Duration) {
        let still = time.min(self.still);
        self.still -= still;
        let time = time.saturating_sub(still);
        let phase = self.phase();
        if phase.kind != PhaseKind::Intro && phase.length != Length::UntilDone {
            self.ran = self.ran.saturating_add(time);
        }
        match &mut self.returning {
            Some(left) => *left -= time,
            None => self.elapsed = self.elapsed.saturating_add(time),
        }
    }

    /// Does what falls due now.
    fn change(&mut self, cues: &mut Vec<Cue>) {
        if let Some(left) = self.returning {
            match u8::try_from(left.as_secs()) {
                Ok(0) => {
                    self.returning = None;
                    self.make_room_to_go_on();
                    cues.push(self.cue(CueKind::Begin));
                }
                Ok(seconds @ 1..=3) => cues.push(self.cue(CueKind::Countdown(seconds))),
                _ => {}
            }
            return;
        }
        let Length::Timed(length) = self.phase().length else {
            return;
        };
        if self.elapsed >= length {
            self.end_phase(cues);
        } else {
            let marks = cue::marks(self.phase().kind, length).into_iter();
            let due = marks.filter(|(at, _)| *at == self.elapsed);
            cues.extend(due.map(|(_, kind)| self.cue(kind)));
        }
    }

    fn end_phase(&mut self, cues: &mut Vec<Cue>) {
        if self.phase().kind == PhaseKind::Hold {
            cues.push(self.cue(CueKind::Release));
        }
        self.go(self.after(self.at), cues);
    }

    /// Index of the phase that follows by itself: a caution that is not taken up skips its step.
    fn after(&self, at: usize) -> usize {
        let phase = self.phases[at];
        self.past_ends(match phase.kind {
            PhaseKind::Caution => self.span(phase.step).end,
            PhaseKind::Intro
            | PhaseKind::Ready
            | PhaseKind::Hold
            | PhaseKind::Rest
            | PhaseKind::Switch => at + 1,
        })
    }

    /// Moves to a phase; beyond the last one the session finishes.
    fn go(&mut self, to: usize, cues: &mut Vec<Cue>) {
        self.returning = None;
        self.note_caution(to);
        if to >= self.phases.len() {
            self.status = Status::Finished;
            self.elapsed = match self.phase().length {
                Length::Timed(length) => length,
                Length::UntilDone => self.elapsed,
            };
            cues.push(self.cue(CueKind::Finish));
        } else {
            self.at = to;
            self.elapsed = Duration::ZERO;
            cues.push(self.cue(CueKind::beginning(self.phase().kind)));
        }
    }

    fn resume(&mut self, cues: &mut Vec<Cue>) {
        if self.status != Status::Paused {
            return;
        }
        self.status = Status::Running;
        let phase = self.phase();
        let counts = phase.kind == PhaseKind::Hold && phase.length != Length::UntilDone;
        self.returning = None;
        let is_cut = self.go_back_to_its_words();
        if is_cut && !counts {
            return self.go(self.at, cues);
        }
        if counts && self.routine().purpose != Purpose::Relief {
            self.returning = Some(RETURN);
            cues.push(self.cue(CueKind::Ready));
        }
    }

    fn ready_now(&mut self, cues: &mut Vec<Cue>) {
        let was_paused = self.status == Status::Paused;
        self.status = Status::Running;
        let phase = self.phase();
        if phase.kind != PhaseKind::Hold || phase.length == Length::UntilDone {
            self.end_phase(cues);
        } else if self.returning.take().is_some() || was_paused {
            cues.push(self.cue(CueKind::Begin));
        }
    }

    fn next_step(&mut self, cues: &mut Vec<Cue>) {
        let phase = self.phase();
        let to = match phase.kind {
            PhaseKind::Intro => self.at + 1,
            _ => self.span(phase.step).end,
        };
        self.go(self.past_ends(to), cues);
    }

    fn previous(&mut self, cues: &mut Vec<Cue>) {
        let step = self.phase().step;
        let before = self.phases[..self.span(step).start].last();
        self.begin_step(before.map_or(step, |phase| phase.step), cues);
    }

    /// Begins a step as it was planned, on the leg that began it before; the intro stays the intro.
    fn begin_step(&mut self, step: usize, cues: &mut Vec<Cue>) {
        if self.phase().kind == PhaseKind::Intro {
            return self.go(self.at, cues);
        }
        let span = self.span(step);
        let start = span.start;
        let mut planned = self.plan.step(step);
        if planned[0].side != self.phases[start].side {
            legs::swap(&mut planned, 0);
        }
        self.phases.splice(span, planned);
        self.go(start, cues);
    }

    fn longer(&mut self, by: Duration) {
        let limit = self.limit();
        if let Length::Timed(length) = &mut self.phases[self.at].length {
            *length = length.saturating_add(by).min(limit.max(*length));
        }
    }

    fn shorter(&mut self, by: Duration) {
        let least = self.elapsed.saturating_add(SECOND);
        if let Length::Timed(length) = &mut self.phases[self.at].length {
            *length = length.saturating_sub(by).max(least.min(*length));
        }
    }

    /// How long the present phase may be made. A stretch is a hold of a minute or less on a leg.
    fn limit(&self) -> Duration {
        let (phase, step) = (self.phase(), self.step());
        if phase.kind != PhaseKind::Hold {
            LONGEST
        } else if step.mechanics.has(Demand::Cold) {
            LONGEST_COLD
        } else if step.mechanics.has(Demand::Heat) {
            LONGEST_HEAT
        } else if step.is_stretch() {
            LONGEST_STRETCH
        } else {
            LONGEST
        }
    }

    fn swap_sides(&mut self, cues: &mut Vec<Cue>) {
        let span = self.span(self.phase().step);
        let from = self.at.saturating_sub(span.start);
        if !legs::swap(&mut self.phases[span], from) {
            return;
        }
        match self.phase().kind {
            PhaseKind::Hold => self.go(self.at, cues),
            PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch => {
                cues.push(self.cue(CueKind::beginning(self.phase().kind)));
            }
            PhaseKind::Intro | PhaseKind::Caution => {}
        }
    }

    fn take(&mut self, cues: &mut Vec<Cue>) {
        if self.phase().kind == PhaseKind::Caution {
            self.status = Status::Running;
            self.go(self.at + 1, cues);
        } else if let Some(step) = self.offer() {
            let at = self.span(self.phase().step).end;
            self.phases.splice(at..at, self.plan.step(step));
        }
    }

    /// Where the phases of a step lie; the intro is not among them.
    fn span(&self, step: usize) -> Range<usize> {
        let is_of_it = |phase: &&Phase| phase.step == step && phase.kind != PhaseKind::Intro;
        let before = self
            .phases
            .iter()
            .take_while(|phase| !is_of_it(phase))
            .count();
        let length = self.phases[before..].iter().take_while(is_of_it).count();
        before..before + length
    }

    fn cue(&self, kind: CueKind) -> Cue {
        Cue {
            kind,
            phase: self.phase(),
        }
    }
}

/// How much of `left` lies behind its last whole second: 1 s for a whole number of seconds.
fn within_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => SECOND,
        nanos => Duration::from_nanos(u64::from(nanos)),
    }
}
