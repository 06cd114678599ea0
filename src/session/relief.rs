//! What only a cramp has: the relief clock, "it eased", the ten-minute limit, pass after pass.

use std::time::Duration;

use super::cue::{Cue, CueKind};
use super::plan::{Plan, PlanOptions};
use super::speech::{Pace, Utterance};
pub use super::spot::Spot;
use super::{Command, Session, Status};
use crate::routine::{Routine, Step, named};

named! {
    /// How a cramp is after a stretch, as the person says.
    pub enum ReliefAnswer {
        Gone = "gone";
        Better = "better";
        Same = "same", "the same";
        /// The stretch made it worse.
        Worse = "worse";
    }
}

/// When the calm line is shown.
pub const THREE_MINUTES: Duration = Duration::from_secs(3 * 60);
/// When the advice card comes by itself, and nothing is stretched, rubbed or stood on any more.
pub const TEN_MINUTES: Duration = Duration::from_secs(10 * 60);
/// A press after this says nothing about how long the cramp lasted: who rests so long has slept.
const LAST_END: Duration = Duration::from_secs(60 * 60);
/// Nor does one after so much sleep of the machine, in which nobody could press.
const LONGEST_SLEEP: Duration = Duration::from_secs(10 * 60);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The steps run, one after another, pass after pass.
    Stretching,
    /// The leg may be hurt: no step runs, until the person says that the cramp is in the other leg, or sits
    /// elsewhere.
    Still,
    /// The person pressed "it eased?"; the step waits.
    Asking {
        /// The end, if the answer says so; `None` if it cannot be known.
        stamp: Option<Duration>,
    },
    /// The stretch made it worse: it has stopped, and nothing goes on by itself.
    Worse,
    /// Ten minutes are over: nothing is stretched, rubbed or stood on any more.
    Resting,
    /// It let go, or is easing.
    Eased {
        answer: ReliefAnswer,
        /// The end; `None` if it cannot be known.
        after: Option<Duration>,
    },
}

/// Something that fell due in relief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReliefEvent {
    /// A cue of the step; never [`CueKind::Finish`].
    Cue(Cue),
    ThreeMinutes,
    TenMinutes,
}

/// One cramp, from the first step until an answer or leaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    session: Session,
    spot: Option<Spot>,
    clock: Duration,
    /// How much of the clock the machine slept.
    slept: Duration,
    stage: Stage,
    passes: usize,
    /// The pass with which the routine under way began.
    first: usize,
    /// All rested when it was asked whether it eased.
    was_resting: bool,
    /// Another window was told that it eased.
    ended_elsewhere: bool,
}

impl Relief {
    /// Starts the clock and the first step of `routine`; `spot` is `None` for a user's own.
    pub fn begin(routine: Routine, spot: Option<Spot>) -> Self {
        let stage = steps(&routine);
        let (session, _) = Session::begin(Plan::new(routine, PlanOptions::default()));
        Self {
            session,
            spot,
            clock: Duration::ZERO,
            slept: Duration::ZERO,
            stage,
            passes: 1,
            first: 1,
            was_resting: false,
            ended_elsewhere: false,
        }
    }

    /// Goes on with the cramp for which relief was begun so long ago: at the first step, or at rest
    /// once its time is up.
    pub fn go_on(routine: Routine, spot: Option<Spot>, since: Duration) -> Self {
        let mut relief = Self::begin(routine, spot);
        relief.tick(since, &mut Vec::new());
        relief
    }

    /// Lets time pass while the machine is awake.
    pub fn advance(&mut self, dt: Duration) -> Vec<ReliefEvent> {
        let mut left = dt;
        let mut happened = Vec::new();
        while self.stage == Stage::Stretching {
            let limit = TEN_MINUTES.saturating_sub(self.clock);
            let change = self.session.next_change();
            let wait = change.map_or(limit, |change| change.min(limit));
            if wait > left {
                break;
            }
            left -= wait;
            self.tick(wait, &mut happened);
            let cues = self.session.advance(wait);
            if self.stage == Stage::Stretching {
                self.tell(cues, &mut happened);
            }
        }
        if self.stage == Stage::Stretching {
            self.session.advance(left);
        }
        self.tick(left, &mut happened);
        happened
    }

    /// Lets time pass while the machine sleeps: the clock turns, the step waits. Whoever wakes past
    /// ten minutes is not told of three.
    pub fn sleep(&mut self, dt: Duration) -> Vec<ReliefEvent> {
        let mut happened = Vec::new();
        if !self.is_over() {
            self.slept = self.slept.saturating_add(dt);
        }
        self.tick(dt, &mut happened);
        happened.pop().into_iter().collect()
    }

    /// Moves within the steps; nothing happens while they do not run. Pausing and stopping are
    /// ignored: relief goes on by itself until it is asked whether it eased.
    pub fn command(&mut self, command: Command) -> Vec<ReliefEvent> {
        let mut happened = Vec::new();
        let stops = matches!(command, Command::Pause | Command::Stop);
        if self.stage == Stage::Stretching && !stops {
            let cues = self.session.command(command);
            self.tell(cues, &mut happened);
        }
        happened
    }

    /// Starts another routine at its first step; the clock goes on. Not after an end; after ten
    /// minutes it rests all the same.
    pub fn switch(&mut self, routine: Routine, spot: Option<Spot>) {
        if self.is_late() && !self.is_over() {
            self.stage = Stage::Resting;
        } else if !self.is_over() {
            self.stage = steps(&routine);
            (self.session, _) = Session::begin(Plan::new(routine, self.session.plan().start()));
            self.spot = spot;
            self.passes += 1;
            self.first = self.passes;
        }
    }

    /// Goes on with as much of the routine as may still be done, at the step under way if that may be, or
    /// else at the first after it that may; what was asked stays asked. Where nothing runs there is nothing to go on with.
    pub fn refit(&mut self, routine: Routine) {
        let asked = matches!(self.stage, Stage::Asking { .. }).then_some(self.stage);
        if asked.is_some() || matches!(self.stage, Stage::Stretching | Stage::Still) {
            let at = self.session.phase().step;
            let old = self.session.routine().steps[at..].iter();
            let place = |old: &Step| {
                let is_it = |step: &Step| (&step.title, step.round) == (&old.title, old.round);
                routine.steps.iter().position(is_it)
            };
            let next = old.clone().find_map(place);
            self.switch(routine, self.spot);
            if let Some(next) = next.filter(|_| self.stage == Stage::Stretching) {
                (self.session, _) = Session::begin_at(self.session.plan().clone(), next);
            }
            self.stage = asked.unwrap_or(self.stage);
        }
    }

    /// Lets what is still to come last until its words are said at this pace, if there is one.
    pub fn speak_at(&mut self, pace: Option<Pace>) {
        self.session.speak_at(pace);
    }

    /// The steps stand still for so long; the clock goes on.
    pub fn stand_still(&mut self, time: Duration) {
        self.session.stand_still(time);
    }

    /// The words of the step under way once more, for whoever has just begun to listen.
    pub fn present_anew(&mut self) -> Vec<Utterance> {
        let beside = self.beside();
        self.session.present_anew(beside)
    }

    /// Begins the steps anew: there is no keyboard, so nothing may wait for a key.
    pub fn go_keyless(&mut self) {
        let plan = self.session.plan();
        let start = PlanOptions {
            keyboard: false,
            ..plan.start()
        };
        (self.session, _) = Session::begin(Plan::new(plan.routine().clone(), start));
    }

    /// Asks whether it eased, and remembers this moment as the end it may have been, unless the
    /// clock says nothing about the cramp.
    pub fn ask(&mut self) {
        if matches!(
            self.stage,
            Stage::Stretching | Stage::Still | Stage::Resting
        ) {
            let stamp = self.says_how_long().then_some(self.clock);
            self.was_resting = self.stage != Stage::Stretching;
            self.stage = Stage::Asking { stamp };
        }
    }

    /// Takes the answer to [`Relief::ask`]; ignored while nothing was asked.
    pub fn answer(&mut self, answer: ReliefAnswer) {
        let Stage::Asking { stamp } = self.stage else {
            return;
        };
        self.stage = match answer {
            ReliefAnswer::Gone | ReliefAnswer::Better => Stage::Eased {
                answer,
                after: stamp,
            },
            ReliefAnswer::Same | ReliefAnswer::Worse => Stage::Worse,
        };
        if answer == ReliefAnswer::Same {
            self.resume();
        }
    }

    /// Ends, as it was said so long ago elsewhere that it eased; whether that was since it began.
    pub fn ease(&mut self, answer: ReliefAnswer, ago: Duration) -> bool {
        let since = self.clock.checked_sub(ago);
        let Some(since) = since.filter(|_| !self.is_over() && self.stage != Stage::Worse) else {
            return false;
        };
        self.stage = Stage::Eased {
            answer,
            after: self.says_how_long().then_some(since),
        };
        self.ended_elsewhere = true;
        true
    }

    /// Goes on where it was stopped, which was a slip.
    pub fn resume(&mut self) {
        if self.stage == Stage::Worse {
            self.stage = if self.is_late() {
                Stage::Resting
            } else {
                steps(self.session.routine())
            };
        }
    }

    /// Stops everything: a leg looks dangerous. Not after an end.
    pub fn halt(&mut self) {
        if !self.is_over() {
            self.stage = Stage::Worse;
        }
    }

    /// Time until anything but the clock's seconds changes; `None` when only the user can.
    pub fn next_change(&self) -> Option<Duration> {
        let limits = [THREE_MINUTES, TEN_MINUTES].map(|limit| limit.saturating_sub(self.clock));
        let limit = limits.into_iter().find(|wait| !wait.is_zero());
        let step = match self.stage {
            Stage::Stretching => self.session.next_change(),
            Stage::Asking { .. } | Stage::Still | Stage::Worse => None,
            Stage::Resting | Stage::Eased { .. } => return None,
        };
        step.into_iter().chain(limit).min()
    }

    /// Whether the seconds of the clock are worth showing: not once everything rests.
    pub fn is_ticking(&self) -> bool {
        match self.stage {
            Stage::Stretching | Stage::Still => true,
            Stage::Asking { .. } | Stage::Worse => self.clock < LAST_END,
            Stage::Resting | Stage::Eased { .. } => false,
        }
    }

    /// Time since relief began, sleep and questions included.
    pub fn clock(&self) -> Duration {
        self.clock
    }

    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// What `1` to `5` chose; `None` for a user's own routine.
    pub fn spot(&self) -> Option<Spot> {
        self.spot
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn is_late(&self) -> bool {
        self.clock >= TEN_MINUTES
    }

    /// Whether it has gone on for ten minutes, up to its end if there was one; `None` if nobody can know, who
    /// may have slept.
    pub fn was_long(&self) -> Option<bool> {
        let known = match self.stage {
            Stage::Eased { after, .. } => after,
            Stage::Asking { stamp } => stamp,
            Stage::Stretching | Stage::Still | Stage::Worse | Stage::Resting => {
                self.says_how_long().then_some(self.clock)
            }
        };
        known.map(|known| known >= TEN_MINUTES)
    }

    /// Whether the clock still says how long the cramp lasts.
    fn says_how_long(&self) -> bool {
        self.clock <= LAST_END && self.slept <= LONGEST_SLEEP
    }

    /// Whether no step was under way when it was asked whether it eased.
    pub fn was_resting(&self) -> bool {
        self.was_resting
    }

    /// Whether the steps of this routine run for the first time.
    pub fn is_first_pass(&self) -> bool {
        self.passes == self.first
    }

    /// Whether another window was told that it eased.
    pub fn ended_elsewhere(&self) -> bool {
        self.ended_elsewhere
    }

    /// How many passes have begun, the one under way among them.
    pub fn passes(&self) -> usize {
        self.passes
    }

    /// Whether an answer has ended it.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Eased { .. })
    }

    /// Turns the clock, unless an answer has stopped it.
    fn tick(&mut self, dt: Duration, happened: &mut Vec<ReliefEvent>) {
        if self.is_over() {
            return;
        }
        let before = self.clock;
        self.clock = self.clock.saturating_add(dt);
        for (limit, notice) in [
            (THREE_MINUTES, ReliefEvent::ThreeMinutes),
            (TEN_MINUTES, ReliefEvent::TenMinutes),
        ] {
            if before < limit && limit <= self.clock {
                happened.push(notice);
            }
        }
        if self.is_late() && matches!(self.stage, Stage::Stretching | Stage::Still) {
            self.stage = Stage::Resting;
        }
    }

    /// Tells the cues of the steps. When they end a pass, that is no end of the cramp and is not
    /// told: the next pass begins.
    fn tell(&mut self, cues: Vec<Cue>, happened: &mut Vec<ReliefEvent>) {
        let told = cues.into_iter().filter(|cue| cue.kind != CueKind::Finish);
        happened.extend(told.map(ReliefEvent::Cue));
        if self.session.status() == Status::Finished {
            let (session, cues) = Session::begin(self.session.plan().clone());
            self.session = session;
            self.passes += 1;
            happened.extend(cues.into_iter().map(ReliefEvent::Cue));
        }
    }
}

/// Whether the steps of a routine run.
fn steps(routine: &Routine) -> Stage {
    if routine.rests.is_some() {
        Stage::Still
    } else {
        Stage::Stretching
    }
}
