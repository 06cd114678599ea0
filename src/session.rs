//! The running of a plan: a state machine that is fed the time that has passed.
//!
//! It reads no clock, draws nothing and plays nothing. [`Session::advance`] takes in time and
//! returns the cues that fell due; [`Session::next_change`] says when there will next be one.
//! The law that holds it together: `advance(a)` then `advance(b)` is `advance(a + b)`.

pub mod cue;
pub mod plan;
pub mod relief;

use std::time::Duration;

use crate::routine::{Gate, Length, Purpose, Routine, Side, Step};
use cue::{Cue, CueKind};
use plan::{Phase, PhaseKind, Plan};

/// The get-ready after a pause in a hold.
const RETURN: Duration = Duration::from_secs(3);
const SECOND: Duration = Duration::from_secs(1);
/// Holds at least this long tell their middle.
const TELLS_HALFWAY: Duration = Duration::from_secs(20);
/// Holds at least this long tell their last five seconds.
const TELLS_LAST_FIVE: Duration = Duration::from_secs(10);
const LAST_FIVE: Duration = Duration::from_secs(5);
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
    /// Stop the clock.
    Pause,
    /// Go on; into a hold through a short get-ready.
    Resume,
    /// Go on without waiting: end the get-ready, the rest, or a step that has no clock.
    ReadyNow,
    /// The next step, through its get-ready; after the last one the session finishes.
    Next,
    /// This step from its beginning.
    Restart,
    /// The step before this one, from its beginning; the first step begins again.
    Previous,
    /// Make the present phase longer, up to a limit.
    Longer(Duration),
    /// Make the present phase shorter, but never under 1 s left.
    Shorter(Duration),
    /// Change left and right in the rest of this step and start the running hold again.
    SwapSides,
    /// Start the step whose caution stands, or the offered optional step after this one.
    Take,
    /// Leave.
    Stop,
}

/// Whether time moves a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Running,
    /// It does not, until the user goes on.
    Paused,
    /// Every phase is over.
    Finished,
    /// The user left.
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
    status: Status,
    /// What is left of the get-ready after a pause.
    returning: Option<Duration>,
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
            status: Status::Running,
            returning: None,
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
            Command::Restart => self.go(self.first_of(self.phase().step), &mut cues),
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
            return Some(within_second(left));
        }
        let Length::Timed(length) = self.phase().length else {
            return None;
        };
        let next = self.marks(length).into_iter().flatten().map(|(at, _)| at);
        next.filter(|&at| at > self.elapsed)
            .chain([length])
            .min()
            .map(|at| at - self.elapsed)
    }

    /// Whether time moves it.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether it is finished or stopped.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Finished | Status::Stopped)
    }

    /// The plan it runs.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The routine it runs.
    pub fn routine(&self) -> &Routine {
        self.plan.routine()
    }

    /// The present phase; after the end, the last one.
    pub fn phase(&self) -> Phase {
        self.phases[self.at]
    }

    /// The present step.
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

    /// The phase that comes next by itself.
    pub fn next_phase(&self) -> Option<Phase> {
        self.phases.get(self.after(self.at)).copied()
    }

    /// Time spent in the present phase.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
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

    /// Time left of the steps; what has no clock and what stands before the first are not counted.
    pub fn total_remaining(&self) -> Duration {
        let later = self.phases[self.at + 1..]
            .iter()
            .map(timed)
            .sum::<Duration>();
        match self.phase().kind {
            PhaseKind::Intro => later,
            PhaseKind::Caution
            | PhaseKind::Ready
            | PhaseKind::Hold
            | PhaseKind::Rest
            | PhaseKind::Switch => later + self.remaining().unwrap_or_default(),
        }
    }

    /// The optional step that [`Command::Take`] would start after this one.
    pub fn offer(&self) -> Option<usize> {
        if matches!(self.phase().kind, PhaseKind::Intro | PhaseKind::Caution) {
            return None;
        }
        let next = self.phase().step + 1;
        let step = self.routine().steps.get(next)?;
        let taken = self.phases.iter().any(|phase| phase.step == next);
        (step.optional && !taken).then_some(next)
    }

    /// The moments inside the present phase that are told, with what they tell.
    fn marks(&self, length: Duration) -> [Option<(Duration, CueKind)>; 3] {
        let before_end = |by: Duration| length.checked_sub(by).filter(|at| !at.is_zero());
        match self.phase().kind {
            PhaseKind::Ready => [3, 2, 1].map(|count| {
                before_end(SECOND * u32::from(count)).map(|at| (at, CueKind::Countdown(count)))
            }),
            PhaseKind::Hold => [
                (length >= TELLS_HALFWAY).then_some((length / 2, CueKind::Halfway)),
                (length >= TELLS_LAST_FIVE).then(|| (length - LAST_FIVE, CueKind::LastFive)),
                None,
            ],
            PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Rest | PhaseKind::Switch => {
                [None; 3]
            }
        }
    }

    /// Spends time that reaches no further than the next change.
    fn pass(&mut self, time: Duration) {
        match &mut self.returning {
            Some(left) => *left -= time,
            None => self.elapsed = self.elapsed.saturating_add(time),
        }
    }

    /// Does what falls due now.
    fn change(&mut self, cues: &mut Vec<Cue>) {
        if let Some(left) = self.returning {
            cues.push(match left.as_secs() {
                0 => {
                    self.returning = None;
                    self.cue(CueKind::Begin)
                }
                // A get-ready of three seconds: the cast cannot cut anything off.
                seconds => self.cue(CueKind::Countdown(u8::try_from(seconds).unwrap_or(u8::MAX))),
            });
            return;
        }
        let Length::Timed(length) = self.phase().length else {
            return;
        };
        if self.elapsed >= length {
            self.end_phase(cues);
        } else {
            let due = self
                .marks(length)
                .into_iter()
                .flatten()
                .filter(|(at, _)| *at == self.elapsed);
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
        match phase.kind {
            PhaseKind::Caution => self.end_of(at),
            PhaseKind::Intro
            | PhaseKind::Ready
            | PhaseKind::Hold
            | PhaseKind::Rest
            | PhaseKind::Switch => at + 1,
        }
    }

    /// Moves to a phase; beyond the last one the session finishes.
    fn go(&mut self, to: usize, cues: &mut Vec<Cue>) {
        self.returning = None;
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
        if counts && self.routine().purpose != Purpose::Relief {
            self.returning = Some(RETURN);
            cues.push(self.cue(CueKind::Ready));
        }
    }

    fn ready_now(&mut self, cues: &mut Vec<Cue>) {
        self.status = Status::Running;
        let phase = self.phase();
        if self.returning.take().is_some() {
            cues.push(self.cue(CueKind::Begin));
            return;
        }
        match (phase.kind, phase.length) {
            (PhaseKind::Hold, Length::Timed(_)) => {}
            (PhaseKind::Hold, Length::UntilDone)
            | (
                PhaseKind::Intro
                | PhaseKind::Caution
                | PhaseKind::Ready
                | PhaseKind::Rest
                | PhaseKind::Switch,
                _,
            ) => self.end_phase(cues),
        }
    }

    fn next_step(&mut self, cues: &mut Vec<Cue>) {
        let to = match self.phase().kind {
            PhaseKind::Intro => self.at + 1,
            PhaseKind::Caution
            | PhaseKind::Ready
            | PhaseKind::Hold
            | PhaseKind::Rest
            | PhaseKind::Switch => self.end_of(self.at),
        };
        self.go(to, cues);
    }

    fn previous(&mut self, cues: &mut Vec<Cue>) {
        let first = self.first_of(self.phase().step);
        let to = match first.checked_sub(1).map(|before| self.phases[before]) {
            Some(before) if before.kind != PhaseKind::Intro => self.first_of(before.step),
            Some(_) | None => first,
        };
        self.go(to, cues);
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
        } else if step.gates.contains(&Gate::Cold) {
            LONGEST_COLD
        } else if step.gates.contains(&Gate::Heat) {
            LONGEST_HEAT
        } else if step.is_stretch() {
            LONGEST_STRETCH
        } else {
            LONGEST
        }
    }

    fn swap_sides(&mut self, cues: &mut Vec<Cue>) {
        let running = self.phase().kind == PhaseKind::Hold;
        let span = self.at..self.end_of(self.at);
        if swap(&mut self.phases[span]) && running {
            self.go(self.at, cues);
        }
    }

    fn take(&mut self, cues: &mut Vec<Cue>) {
        if self.phase().kind == PhaseKind::Caution {
            self.status = Status::Running;
            self.go(self.at + 1, cues);
        } else if let Some(step) = self.offer() {
            let at = self.end_of(self.at);
            self.phases.splice(at..at, self.plan.step(step));
        }
    }

    /// Index of the first phase of the step of phase `at`; the intro is no step.
    fn first_of(&self, step: usize) -> usize {
        let begins = |phase: &Phase| phase.step == step && phase.kind != PhaseKind::Intro;
        if self.phase().kind == PhaseKind::Intro {
            return self.at;
        }
        self.phases.iter().position(begins).unwrap_or(self.at)
    }

    /// Index of the first phase behind the step that phase `at` belongs to.
    fn end_of(&self, at: usize) -> usize {
        let step = self.phases[at].step;
        let behind = self.phases[at..]
            .iter()
            .position(|phase| phase.step != step);
        behind.map_or(self.phases.len(), |offset| at + offset)
    }

    fn cue(&self, kind: CueKind) -> Cue {
        Cue {
            kind,
            phase: self.phase(),
        }
    }
}

/// Changes the legs of the remaining phases of one step, so that each leg keeps as many holds.
/// Says whether there was a leg to change to.
fn swap(rest: &mut [Phase]) -> bool {
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

fn timed(phase: &Phase) -> Duration {
    match phase.length {
        Length::Timed(length) => length,
        Length::UntilDone => Duration::ZERO,
    }
}

/// How much of `left` lies behind its last whole second: 1 s for a whole number of seconds.
fn within_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => SECOND,
        nanos => Duration::from_nanos(u64::from(nanos)),
    }
}
