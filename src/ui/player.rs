//! The screen of a routine that is not relief: before bed, after a cramp, by day.

mod view;

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::keys::{Action, Context};
use super::scene::Scene;
use super::words::{CAUTION_KEYS, SKIPPED, take_care};
use super::{Effect, Said, Then, details, time};
use crate::diary::Record;
use crate::guidance;
use crate::routine::library::Library;
use crate::routine::{Length, Routine, Side, Sides};
use crate::session::cue::{Cue, CueKind};
use crate::session::plan::{Phase, PhaseKind, Plan, Start};
use crate::session::{Command, Session, Status};

use view::left_in_words;
pub use view::view_leave;

/// Two presses of back within this time mean the step before.
const TWICE: Duration = Duration::from_secs(3);
const TEN_SECONDS: Duration = Duration::from_secs(10);
/// A session this long counts as a stretch before bed.
const MINUTE: Duration = Duration::from_secs(60);
/// How long one reminder stands before the next takes its turn.
const REMINDER: u64 = 5;

/// A routine under way, or done.
#[derive(Debug)]
pub struct Player {
    session: Session,
    /// What was told last.
    cue: Option<Cue>,
    /// When back was last pressed.
    back: Option<Duration>,
    /// Whether a page over the screen stopped the clock.
    interrupted: bool,
    /// The routine offered at the end.
    then: Option<Routine>,
    /// The steps that were done.
    done: BTreeSet<usize>,
    recorded: Recorded,
}

/// How much of the session the diary was told: enough that a dead battery takes little of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Recorded {
    /// That it began.
    Start,
    /// The first step that was done.
    Step,
    /// That a minute has run.
    Minute,
    /// Its end.
    End,
}

impl Player {
    /// Starts a routine.
    pub fn begin(
        routine: Routine,
        keyboard: bool,
        library: &Library,
        effects: &mut Vec<Effect>,
    ) -> Self {
        effects.push(Effect::Record(Record::SessionBegan {
            routine: routine.id.clone(),
        }));
        let then = routine.then.as_ref().and_then(|id| library.routine(id));
        let start = Start {
            keyboard,
            ..Start::default()
        };
        let (session, cues) = Session::begin(Plan::new(routine, start));
        Self {
            session,
            cue: cues.last().copied(),
            back: None,
            interrupted: false,
            then,
            done: BTreeSet::new(),
            recorded: Recorded::Start,
        }
    }

    /// Starts again as a session that waits for no key.
    pub fn go_keyless(&mut self) {
        let start = Start {
            keyboard: false,
            ..Start::default()
        };
        let routine = self.session.routine().clone();
        (self.session, _) = Session::begin(Plan::new(routine, start));
    }

    /// Lets time pass; says whether the step changed by itself.
    pub fn advance(&mut self, dt: Duration, effects: &mut Vec<Effect>) -> bool {
        let (step, was_over) = (self.session.phase().step, self.session.is_over());
        let cues = self.session.advance(dt);
        if self.session.phase().kind == PhaseKind::Hold && self.session.elapsed() >= TEN_SECONDS {
            self.done.insert(self.session.phase().step);
        }
        self.note(&cues, effects);
        self.session.phase().step != step || self.session.is_over() != was_over
    }

    /// Pauses because the machine slept, if there is a key to go on with; says whether it was
    /// running.
    pub fn sleep(&mut self, keyboard: bool) -> bool {
        let ran = self.session.status() == Status::Running;
        if keyboard {
            self.session.command(Command::Pause);
        }
        ran && !self.session.is_over()
    }

    /// Stops the clock for a page that covers the screen.
    pub fn interrupt(&mut self) {
        if self.session.status() == Status::Running {
            self.session.command(Command::Pause);
            self.interrupted = true;
        }
    }

    /// Goes on when the page has gone, if it was the page that stopped the clock.
    pub fn take_up(&mut self) {
        if std::mem::take(&mut self.interrupted) {
            let cues = self.session.command(Command::Resume);
            self.cue = cues.last().copied().or(self.cue);
        }
    }

    /// Reacts to an action.
    pub fn act(&mut self, action: Action, now: Duration, effects: &mut Vec<Effect>) -> Then {
        let paused = self.session.status() == Status::Paused;
        let command = match action {
            Action::Pause if paused => Command::Resume,
            Action::Pause => Command::Pause,
            Action::Ready => Command::ReadyNow,
            Action::Next => Command::Next,
            Action::Restart => Command::Restart,
            Action::Back => self.back(now),
            Action::Longer => Command::Longer(TEN_SECONDS),
            Action::Shorter => Command::Shorter(TEN_SECONDS),
            Action::Swap => Command::SwapSides,
            Action::Take => Command::Take,
            Action::Leave => return Then::AskToLeave,
            Action::Details => {
                return Then::Page(details::step(self.session.step(), self.session.routine()));
            }
            Action::Then => {
                return match &self.then {
                    Some(routine) => Then::Routine(Box::new(routine.clone())),
                    None => Then::Stay,
                };
            }
            _ => return Then::Stay,
        };
        let before = self.session.clone();
        let cues = self.session.command(command);
        self.note(&cues, effects);
        match command {
            _ if before != self.session => Then::Stay,
            Command::SwapSides => {
                let each = self.session.step().sides == Sides::Each;
                let words = if each {
                    "No other leg is left in this step."
                } else {
                    "This step has no left and right."
                };
                Then::Say(words.to_owned())
            }
            Command::Longer(_) => Then::Say("It cannot be made longer.".to_owned()),
            Command::Shorter(_) => Then::Say("It cannot be made shorter.".to_owned()),
            Command::Pause
            | Command::Resume
            | Command::ReadyNow
            | Command::Next
            | Command::Restart
            | Command::Previous
            | Command::Take
            | Command::Stop => Then::Stay,
        }
    }

    /// Ends the session for good.
    pub fn stop(&mut self, effects: &mut Vec<Effect>) {
        self.session.command(Command::Stop);
        self.record(effects);
    }

    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        if self.session.is_over() {
            Context::Done
        } else {
            Context::Player
        }
    }

    /// Time until anything but the count changes.
    pub fn next_change(&self) -> Option<Duration> {
        self.session.next_change()
    }

    /// Time until the count changes.
    pub fn next_second(&self) -> Option<Duration> {
        if self.session.status() != Status::Running {
            return None;
        }
        let left = self.session.returning().or(self.session.remaining())?;
        Some(time::until_next_second(left))
    }

    /// Draws the screen.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, scene: &Scene, words: Option<&str>) {
        view::view(self, canvas, window, scene, words);
    }

    /// The session, until it is over.
    pub fn session(&self) -> Option<&Session> {
        (!self.session.is_over()).then_some(&self.session)
    }

    /// What there is to say.
    pub fn tell(&self, keyboard: bool) -> Vec<Said> {
        let routine = self.session.routine();
        match self.session.status() {
            Status::Stopped => return Said::all(0, ["Left.".to_owned()]),
            Status::Finished => {
                let then = self.then.iter().filter(|_| keyboard);
                let then = then.map(|then| format!("w starts: {}", then.title));
                let done = ["All done. That is all for now.".to_owned()];
                return Said::all(0, done.into_iter().chain(then));
            }
            Status::Running | Status::Paused => {}
        }
        let (phase, step) = (self.session.phase(), self.session.step());
        if phase.kind == PhaseKind::Intro {
            return Said::all(0, intro(routine, routine.changed.clone()));
        }
        let number = phase.step + 1;
        let mut of_step = vec![format!(
            "Step {number} of {}: {}",
            routine.steps.len(),
            step.title
        )];
        if phase.kind != PhaseKind::Caution {
            of_step.push(step.say.clone());
        }
        of_step.extend(take_care(step));
        let offer = self.offer().filter(|_| keyboard);
        of_step.extend(offer.map(|title| format!("o adds: {title}")));
        let mut said = Said::all(number, of_step);
        said.extend(Said::all(
            self.session.position(),
            self.tell_phase(phase, keyboard),
        ));
        said
    }

    /// What there is to say of the phase: how long, or why it waits.
    fn tell_phase(&self, phase: Phase, keyboard: bool) -> Vec<String> {
        if self.session.status() == Status::Paused {
            let left = left_in_words(self);
            return vec![format!("Paused, {left}. Let the stretch go. No hurry.")];
        }
        if self.session.returning().is_some() {
            return vec!["Get ready to go on.".to_owned()];
        }
        if phase.kind == PhaseKind::Caution {
            return vec![if keyboard { CAUTION_KEYS } else { SKIPPED }.to_owned()];
        }
        let mut lines = vec![self.phase_in_words(phase)];
        if let Some(cue) = self.cue
            && matches!(cue.kind, CueKind::Halfway | CueKind::LastFive)
        {
            lines.push(format!("{}.", cue.words()));
        }
        lines
    }

    fn back(&mut self, now: Duration) -> Command {
        let twice = self
            .back
            .is_some_and(|last| now.saturating_sub(last) <= TWICE);
        self.back = if twice { None } else { Some(now) };
        if twice {
            Command::Previous
        } else {
            Command::Restart
        }
    }

    fn note(&mut self, cues: &[Cue], effects: &mut Vec<Effect>) {
        self.cue = cues.last().copied().or(self.cue);
        let held = cues.iter().filter(|cue| cue.kind == CueKind::Release);
        self.done.extend(held.map(|cue| cue.phase.step));
        self.record(effects);
    }

    /// Tells the diary what was done, if anything was and there is news.
    fn record(&mut self, effects: &mut Vec<Effect>) {
        let reached = if self.done.is_empty() {
            Recorded::Start
        } else if self.session.is_over() {
            Recorded::End
        } else if self.session.ran() >= MINUTE {
            Recorded::Minute
        } else {
            Recorded::Step
        };
        if reached > self.recorded {
            self.recorded = reached;
            effects.push(Effect::Record(Record::Session {
                steps: self.done.len(),
                finished: self.session.status() == Status::Finished,
                lasted: self.session.ran(),
            }));
        }
    }

    /// The title of the optional step that could be added after this one.
    fn offer(&self) -> Option<&str> {
        let step = self.session.offer()?;
        Some(&self.session.routine().steps[step].title)
    }

    /// The phase in one sentence: `Left leg, 1 of 3: hold 10 seconds.`
    fn phase_in_words(&self, phase: Phase) -> String {
        let length = match phase.length {
            Length::Timed(length) => time::spoken(length),
            Length::UntilDone => "as long as you like, ENTER when done".to_owned(),
        };
        let leg = phase
            .side
            .map(|side| format!("{}, ", leg(side)))
            .unwrap_or_default();
        let reps = self.session.step().reps.get();
        let rep = if reps > 1 {
            format!("{} of {reps}, ", phase.rep)
        } else {
            String::new()
        };
        match phase.kind {
            PhaseKind::Intro | PhaseKind::Caution => String::new(),
            PhaseKind::Ready => format!("Get ready: {leg}{length}."),
            PhaseKind::Hold if self.session.step().sides == Sides::Neither => {
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

    /// The reminder whose turn it is in this hold.
    fn reminder(&self) -> Option<&str> {
        let cues = &self.session.step().cues;
        let phase = self.session.phase();
        let (Length::Timed(length), PhaseKind::Hold) = (phase.length, phase.kind) else {
            return cues.first().map(String::as_str);
        };
        let left = self.session.remaining()?;
        // Counted from what is left, so that it turns on the wake of the count.
        let spent = length.saturating_sub(left).as_secs() / REMINDER + u64::from(phase.rep) - 1;
        let turn = usize::try_from(spent)
            .unwrap_or(0)
            .checked_rem(cues.len())?;
        cues.get(turn).map(String::as_str)
    }
}

fn leg(side: Side) -> &'static str {
    match side {
        Side::Left => "left leg",
        Side::Right => "right leg",
    }
}

/// The first of the changes, and how many more there are: all of them would push the stop line off
/// a small screen.
fn brief(changed: &[String]) -> Vec<String> {
    match changed {
        [] => Vec::new(),
        [only] => vec![only.clone()],
        [first, rest @ ..] => vec![format!("{first} And {} more: i.", rest.len())],
    }
}

/// What is said before the first step; `changed` is what is said of the changes.
fn intro(routine: &Routine, changed: Vec<String>) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, {}.",
        routine.title,
        time::length(routine.length())
    )];
    if !routine.summary.is_empty() {
        lines.push(routine.summary.clone());
    }
    let needed = routine.needed();
    if !needed.is_empty() {
        lines.push(format!("You need: {}.", needed.join(", ")));
    }
    lines.extend(changed);
    lines.push(guidance::words().stop_line.clone());
    lines
}
