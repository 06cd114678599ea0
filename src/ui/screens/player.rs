//! The screen of a routine that is not relief: before bed, after a cramp, by day.

mod boards;
mod words;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::diary::Record;
use crate::profile::danger::{Danger, SWOLLEN};
use crate::profile::fit;
use crate::routine::{Demand, Length, Routine, Sides, Step};
use crate::session::cue::{Cue, CueKind};
use crate::session::plan::{PhaseKind, Plan, PlanOptions};
use crate::session::speech::{Pace, Utterance};
use crate::session::under_way::UnderWay;
use crate::session::{Command, Session, Status};
use crate::ui::app_config::AppConfig;
use crate::ui::board::Board;
use crate::ui::figure_view::FigureSubject;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::page::DangerScreen;
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::screens::leave::Leave;
use crate::ui::theme::Role;
use crate::ui::{Effect, details, screen, time};

/// Two presses of back within this time mean the step before.
const TWICE: Duration = Duration::from_secs(3);
const TEN_SECONDS: Duration = Duration::from_secs(10);
/// A session this long counts as a stretch before bed.
const MINUTE: Duration = Duration::from_secs(60);

/// A routine under way, or done.
#[derive(Debug)]
pub(crate) struct Player {
    session: Session,
    /// What was told last.
    cue: Option<Cue>,
    /// When back was last pressed.
    back: Option<Duration>,
    /// Whether a page over the screen stopped the clock.
    interrupted: bool,
    /// The step at which it was left in another window, where it can go on.
    left: Option<usize>,
    /// The routine offered at the end.
    then: Option<Routine>,
    done: BTreeSet<usize>,
    /// How long steps ran before answers from another window changed the routine.
    ran: Duration,
    recorded: Recorded,
    said: Vec<Utterance>,
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
    End,
}

impl Player {
    pub(crate) fn begin(
        routine: Routine,
        keyboard: bool,
        setup: &AppConfig,
        effects: &mut Vec<Effect>,
    ) -> Self {
        effects.push(Effect::Record(Record::SessionBegan {
            routine: routine.id.clone(),
            own: routine.own,
        }));
        let then = routine.then.as_ref();
        let then = then.and_then(|id| setup.library.routine(id));
        let left = setup.under_way.open_step(&routine);
        let start = PlanOptions {
            keyboard,
            ..PlanOptions::default()
        };
        let (session, cues) = Session::begin(Plan::new(routine, start));
        Self {
            session,
            cue: cues.last().copied(),
            back: None,
            interrupted: false,
            left,
            then,
            done: BTreeSet::new(),
            ran: Duration::ZERO,
            recorded: Recorded::Start,
            said: Vec::new(),
        }
    }

    fn back(&mut self, now: Duration) -> Command {
        let twice = self
            .back
            .is_some_and(|last| now.saturating_sub(last) <= TWICE);
        self.back = if twice { None } else { Some(now) };
        let begins = self.step_before() != Some(self.session.phase().step);
        // Where nothing is counted there is nothing to begin anew.
        if twice || begins && self.is_untimed() {
            Command::Previous
        } else {
            Command::Restart
        }
    }

    /// The step of the phase before, if there is one.
    fn step_before(&self) -> Option<usize> {
        let before = self.session.phases()[..self.session.position()].last()?;
        (before.kind != PhaseKind::Intro).then_some(before.step)
    }

    /// Goes on with what may still be done: this step, or the next that is left.
    fn refit(&mut self, setup: &AppConfig) {
        let old = self.session.routine().clone();
        let routine = fit(old.clone(), &setup.findings(), &setup.poses);
        if self.session.is_over() || routine.steps == old.steps {
            return;
        }
        let place = |at: usize| {
            let old = &old.steps[at];
            let is_it = |step: &Step| (&step.title, step.round) == (&old.title, old.round);
            routine.steps.iter().position(is_it)
        };
        let here = self.session.phase().step;
        let next = (here..old.steps.len()).find_map(place);
        // What was done stays done, whether or not it is still among them.
        let done = self
            .done
            .iter()
            .map(|at| place(*at).unwrap_or(usize::MAX - at));
        self.done = done.collect();
        self.ran += self.session.ran();
        let was_paused = self.session.status() == Status::Paused;
        let plan = Plan::new(routine.clone(), self.session.plan().start());
        let (session, cues) = match (next, self.session.phase().kind) {
            (_, PhaseKind::Intro) => Session::begin(plan),
            (Some(next), _) => Session::begin_at(plan, next),
            (None, _) => Session::begin_at(plan, routine.steps.len() - 1),
        };
        self.session = session;
        self.said = self.session.utterances(&cues);
        self.cue = cues.last().copied();
        self.left = setup.under_way.open_step(&routine);
        if was_paused {
            self.session.command(Command::Pause);
            self.said = Vec::new();
        }
    }

    /// Whether it is asked how both legs look.
    fn is_at_the_look(&self) -> bool {
        let is_begun = self.session.phase().kind != PhaseKind::Intro;
        is_begun && !self.session.is_over() && self.session.step().mechanics.has(Demand::Look)
    }

    /// Whether nothing is counted now.
    fn is_untimed(&self) -> bool {
        let phase = self.session.phase();
        phase.kind == PhaseKind::Caution || phase.length == Length::UntilDone
    }

    fn note_cues(&mut self, cues: &[Cue], effects: &mut Vec<Effect>) {
        self.cue = cues.last().copied().or(self.cue);
        self.said.extend(self.session.utterances(cues));
        let held = cues.iter().filter(|cue| cue.kind == CueKind::Release);
        self.done.extend(held.map(|cue| cue.phase.step));
        self.record(effects);
    }

    /// How long its steps have run.
    fn ran(&self) -> Duration {
        self.ran + self.session.ran()
    }

    /// Tells the diary what was done, if anything was and there is news.
    fn record(&mut self, effects: &mut Vec<Effect>) {
        let reached = if self.done.is_empty() {
            Recorded::Start
        } else if self.session.is_over() {
            Recorded::End
        } else if self.ran() >= MINUTE {
            Recorded::Minute
        } else {
            Recorded::Step
        };
        if reached > self.recorded {
            self.recorded = reached;
            effects.push(Effect::Record(Record::Session {
                steps: self.done.len(),
                finished: self.session.status() == Status::Finished,
                lasted: self.ran(),
            }));
        }
    }
}

impl Screen for Player {
    fn keys(&self) -> &'static KeyMap {
        if self.session.is_over() {
            &table::DONE
        } else if self.is_at_the_look() && self.session.status() == Status::Running {
            &table::CHECK
        } else {
            &table::PLAYER
        }
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        let is_paused = self.session.status() == Status::Paused;
        let phase = self.session.phase().kind;
        let is_intro = phase == PhaseKind::Intro;
        match row.action {
            Action::Pause if is_paused => "go on",
            Action::Ready if is_paused || phase == PhaseKind::Hold => "",
            // That takes no longer than one needs.
            Action::Longer if phase == PhaseKind::Ready => "",
            // What ENTER takes is marked.
            Action::Ready | Action::Pause | Action::Longer if phase == PhaseKind::Caution => "",
            // At the very beginning there is nothing to go back to.
            Action::Back if self.step_before().is_none() && (self.is_untimed() || is_intro) => "",
            _ => row.short,
        }
    }

    fn learn(&mut self, setup: &AppConfig) {
        self.refit(setup);
    }

    fn halt(&mut self, _: &Danger) {
        self.session.command(Command::Pause);
        self.said = vec![Utterance::silence()];
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        let paused = self.session.status() == Status::Paused;
        let is_intro = self.session.phase().kind == PhaseKind::Intro;
        let moves = !matches!(action, Action::Leave | Action::Close | Action::Details);
        if let Some(danger) = context.setup.danger.as_ref().filter(|_| paused && moves) {
            // It says why nothing goes on, and which key lets it.
            let card = DangerScreen::new(danger, context.setup, context.now, None);
            return Nav::Open(Box::new(card));
        }
        let command = match action {
            Action::LooksSame => {
                context.legs_look_alike();
                self.done.insert(self.session.phase().step);
                Command::Next
            }
            Action::Swollen => {
                context.bar(SWOLLEN);
                Command::Pause
            }
            Action::Pause if paused => Command::Resume,
            Action::Pause => Command::Pause,
            Action::Ready => Command::ReadyNow,
            Action::Next => Command::Next,
            Action::Restart => Command::Restart,
            Action::Back => self.back(context.now),
            Action::Longer => Command::Longer(TEN_SECONDS),
            Action::Shorter => Command::Shorter(TEN_SECONDS),
            Action::Swap => Command::SwapSides,
            Action::Take if is_intro => {
                if let Some(step) = self.left {
                    let (session, cues) = Session::begin_at(self.session.plan().clone(), step);
                    self.session = session;
                    self.note_cues(&cues, context.effects);
                }
                return Nav::Stay;
            }
            Action::Take => Command::Take,
            Action::Leave => return Nav::Open(Box::new(Leave)),
            Action::Close => return Nav::Home,
            Action::Details => {
                context.show(details::step(self.session.step(), self.session.routine()));
                return Nav::Stay;
            }
            Action::Then => {
                return match &self.then {
                    Some(routine) => {
                        Nav::Start(screen::FirstScreen::Routine(Box::new(routine.clone())))
                    }
                    None => Nav::Stay,
                };
            }
            _ => return Nav::Stay,
        };
        let before = self.session.clone();
        let cues = self.session.command(command);
        if command == Command::Pause {
            self.said = vec![Utterance::silence()];
        }
        self.note_cues(&cues, context.effects);
        if before != self.session {
            return Nav::Stay;
        }
        match command {
            Command::SwapSides if self.session.step().sides == Sides::Each => {
                context.say("No other leg is left in this step.");
            }
            Command::SwapSides => context.say("This step has no left and right."),
            Command::Longer(_) => context.say("It cannot be made longer."),
            Command::Shorter(_) => context.say("It cannot be made shorter."),
            Command::Pause
            | Command::Resume
            | Command::ReadyNow
            | Command::Next
            | Command::Restart
            | Command::Previous
            | Command::Take
            | Command::Stop => {}
        }
        Nav::Stay
    }

    fn advance(&mut self, time: Duration, context: &mut Context<'_>) -> Nav {
        let (step, was_over) = (self.session.phase().step, self.session.is_over());
        let cues = self.session.advance(time);
        if self.session.phase().kind == PhaseKind::Hold && self.session.elapsed() >= TEN_SECONDS {
            self.done.insert(self.session.phase().step);
        }
        self.note_cues(&cues, context.effects);
        if self.session.phase().step != step || self.session.is_over() != was_over {
            context.step_changed();
        }
        Nav::Stay
    }

    fn sleep(&mut self, time: Duration, context: &mut Context<'_>) -> Nav {
        if self.session.status() != Status::Running {
            return Nav::Stay;
        }
        let then = if context.keyboard {
            self.session.command(Command::Pause);
            self.said = vec![Utterance::silence()];
            "Paused"
        } else {
            "Going on"
        };
        context.say(format!("Away for {}. {then}.", time::roughly(time)));
        Nav::Stay
    }

    fn next_change(&self) -> Option<Duration> {
        self.session.next_change()
    }

    fn next_second(&self) -> Option<Duration> {
        if self.session.status() != Status::Running {
            return None;
        }
        let left = self.session.returning().or(self.session.remaining())?;
        Some(time::until_next_second(left))
    }

    fn is_counting(&self) -> bool {
        self.session.status() == Status::Running
    }

    fn board(&self, view: &View<'_>) -> Board {
        match self.session.status() {
            Status::Stopped => Board::default().text(Role::Text, "Left."),
            Status::Finished => boards::done(&self.session, &self.done, self.then.as_ref()),
            Status::Running | Status::Paused if self.session.phase().kind == PhaseKind::Intro => {
                boards::intro(&self.session, self.left)
            }
            Status::Running | Status::Paused => boards::step(&self.session, self.cue, view),
        }
    }

    fn said(&mut self) -> Vec<Utterance> {
        std::mem::take(&mut self.said)
    }

    fn silence(&self) -> Option<Duration> {
        self.session.silence()
    }

    fn speak_at(&mut self, pace: Option<Pace>) {
        self.session.speak_at(pace);
        if self.session.position() == 0 && self.session.elapsed().is_zero() {
            self.said = self.session.present();
            if let (Some(step), Some(pace)) = (self.left, pace) {
                let open = boards::open(step);
                self.session.command(Command::Longer(pace.span(&open)));
                self.said.insert(1, Utterance::quiet(open));
            }
        }
    }

    fn say_anew(&mut self) {
        self.said = self.session.present_anew(std::iter::empty());
    }

    fn stand_still(&mut self, time: Duration) {
        self.session.stand_still(time);
    }

    fn tells_keys(&self) -> bool {
        let first = self.session.phases().first().map(|phase| phase.step);
        self.session.status() != Status::Running
            || first != Some(self.session.phase().step)
            || self.session.next_change().is_none()
    }

    fn figure(&self) -> Option<FigureSubject<'_>> {
        if self.session.is_over() {
            return None;
        }
        match self.session.phase().kind {
            PhaseKind::Intro | PhaseKind::Caution => {
                let here = &self.session.routine().steps[self.session.phase().step..];
                here.iter()
                    .find_map(|step| step.pose.as_ref())
                    .map(|pose| FigureSubject::Still(pose, None))
            }
            PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch => {
                Some(FigureSubject::Session(&self.session))
            }
        }
    }

    fn mood(&self) -> Mood {
        if self.session.is_over() {
            Mood::End
        } else {
            Mood::Busy
        }
    }

    /// Its title changes nothing: what was left can still be gone on with.
    fn note(&self, under_way: &mut UnderWay) {
        if self.session.phase().kind != PhaseKind::Intro {
            under_way.note(&self.session);
        }
    }

    fn parting(&self, is_kept: bool) -> Option<&'static str> {
        let mut under_way = UnderWay::default();
        self.note(&mut under_way);
        under_way.routine.filter(|_| is_kept).map(
            |_| "Left before its end. Started again within four hours, it can go on at this step.",
        )
    }

    fn is_over(&self) -> bool {
        self.session.is_over()
    }

    /// A page over the screen stops the clock,
    fn cover(&mut self) {
        if self.session.status() == Status::Running {
            self.session.command(Command::Pause);
            self.said = vec![Utterance::silence()];
            self.interrupted = true;
        }
    }

    /// which goes on when the page has gone, if it was the page that stopped it.
    fn uncover(&mut self) {
        if std::mem::take(&mut self.interrupted) {
            let cues = self.session.command(Command::Resume);
            self.cue = cues.last().copied().or(self.cue);
            self.said.extend(self.session.utterances(&cues));
        }
    }

    fn go_keyless(&mut self) {
        let start = PlanOptions {
            keyboard: false,
            ..self.session.plan().start()
        };
        let routine = self.session.routine().clone();
        (self.session, _) = Session::begin(Plan::new(routine, start));
        self.said = self.session.present();
    }

    fn leave(&mut self, context: &mut Context<'_>) {
        if self.is_at_the_look() && context.keyboard {
            context.owe_a_look();
        }
        self.session.command(Command::Stop);
        self.said = vec![Utterance::silence()];
        self.record(context.effects);
    }
}
