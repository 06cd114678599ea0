//! The screen of a cramp: the first step runs in the first frame, and no key is needed.

mod view;

use std::time::Duration;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::eased::Asked;
use super::keys::{Action, Context, Key};
use super::scene::Scene;
use super::words::{CAUTION_KEYS, SKIPPED, sentence, take_care};
use super::{Effect, Said, Setup, Then, card, details, eased, time};
use crate::diary::choice::CrampMuscle;
use crate::diary::{Answer, Record};
use crate::figure::poses::Poses;
use crate::guidance;
use crate::profile::{Findings, fit};
use crate::routine::library::built_in;
use crate::routine::{Demand, Muscle, Reason, Routine};
use crate::session::plan::PhaseKind;
use crate::session::relief::{Happened, Relief, Spot, Stage, THREE_MINUTES};
use crate::session::{Command, Session};
use crate::settings::Settings;

const TEN_SECONDS: Duration = Duration::from_secs(10);
/// How long the calm line stands.
const CALM_LINE: Duration = Duration::from_secs(45);
/// Rests shorter than this keep the words of the hold: huge letters must not flicker.
const SHORT_REST: Duration = Duration::from_secs(3);

/// A cramp under way, from the first step to what is said at its end.
#[derive(Debug)]
pub struct ReliefScreen {
    relief: Relief,
    /// The muscle that cramps, if the person chose it.
    muscle: Option<CrampMuscle>,
    asked: Option<Asked>,
}

/// What time changed on the screen of relief.
#[derive(Debug, Default)]
pub struct Moved {
    /// The step changed by itself.
    pub step: bool,
    /// The clock passed ten minutes.
    pub ten_minutes: bool,
}

impl ReliefScreen {
    /// Starts the built-in relief for the spot that the person chose.
    pub fn at(spot: Spot, findings: &Findings, effects: &mut Vec<Effect>) -> Self {
        Self::begin(routine_at(spot, findings), Some(spot), effects)
    }

    /// Starts the built-in relief that is usual, or another, and why: nobody has said where this
    /// cramp sits.
    pub fn usual(
        spot: Spot,
        why: Option<Reason>,
        findings: &Findings,
        effects: &mut Vec<Effect>,
    ) -> Self {
        let mut routine = routine_at(spot, findings);
        if let Some(why) = why {
            routine.changed.insert(0, why.text.clone());
            routine.reasons.retain(|reason| *reason != why);
            routine.reasons.insert(0, why);
        }
        Self::record(routine, Some(spot), None, effects)
    }

    /// Starts relief with the routine that the person chose; `spot` is `None` for a user's own.
    pub fn begin(routine: Routine, spot: Option<Spot>, effects: &mut Vec<Effect>) -> Self {
        Self::record(routine, spot, spot.and_then(muscle_at), effects)
    }

    fn record(
        routine: Routine,
        spot: Option<Spot>,
        muscle: Option<CrampMuscle>,
        effects: &mut Vec<Effect>,
    ) -> Self {
        let id = routine.id.clone();
        effects.push(Effect::Record(Record::Began {
            routine: id,
            muscle,
        }));
        Self {
            relief: Relief::begin(routine, spot),
            muscle,
            asked: None,
        }
    }

    /// Lets time pass.
    pub fn advance(&mut self, dt: Duration) -> Moved {
        let step = self.relief.session().phase().step;
        let happened = self.relief.advance(dt);
        Moved {
            step: self.relief.session().phase().step != step,
            ten_minutes: happened.contains(&Happened::TenMinutes),
        }
    }

    /// Turns the clock only.
    pub fn sleep(&mut self, dt: Duration) -> Moved {
        let happened = self.relief.sleep(dt);
        Moved {
            step: false,
            ten_minutes: happened.contains(&Happened::TenMinutes),
        }
    }

    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        key: Key,
        now: Duration,
        setup: &Setup,
        effects: &mut Vec<Effect>,
    ) -> Then {
        let command = match action {
            Action::Next => Command::Next,
            Action::Previous => Command::Previous,
            Action::Longer => Command::Longer(TEN_SECONDS),
            Action::Take => Command::Take,
            Action::Eased => {
                self.relief.ask();
                self.asked = Some(Asked { key, at: now });
                return Then::Stay;
            }
            Action::Answer(answer) => {
                self.answer(answer, effects);
                return Then::Stay;
            }
            Action::Spot(spot) => {
                let routine = routine_at(spot, &setup.findings());
                self.relief.switch(routine, Some(spot));
                if let Some(muscle) = muscle_at(spot) {
                    self.muscle = Some(muscle);
                    effects.push(Effect::Record(Record::Chose { muscle }));
                }
                return Then::Stay;
            }
            Action::GoGently => {
                let routine = routine_at(Spot::Bed, &setup.findings());
                self.relief.switch(routine, Some(Spot::Bed));
                return Then::Stay;
            }
            Action::Again if self.relief.is_over() => {
                let routine = self.relief.session().routine().clone();
                *self = Self::record(routine, self.relief.spot(), self.muscle, effects);
                return Then::Stay;
            }
            Action::Again => {
                self.relief.again();
                return Then::Stay;
            }
            Action::Then => return Then::After(self.relief.session().routine().then.clone()),
            Action::Details => {
                let session = self.relief.session();
                return Then::Page(details::step(session.step(), session.routine()));
            }
            Action::SayHowToLeave => return Then::Say("q leaves".to_owned()),
            _ => return Then::Stay,
        };
        let before = self.relief.clone();
        self.relief.command(command);
        if before == self.relief && action == Action::Longer {
            return Then::Say("It cannot be made longer.".to_owned());
        }
        Then::Stay
    }

    /// The session, while its steps are shown.
    pub fn session(&self) -> Option<&Session> {
        match self.relief.stage() {
            Stage::Stretching => Some(self.relief.session()),
            Stage::Asking { .. } | Stage::Worse | Stage::Resting | Stage::Eased { .. } => None,
        }
    }

    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self.relief.stage() {
            Stage::Stretching => Context::Relief,
            Stage::Asking { .. } => Context::Asking,
            Stage::Worse => Context::Worse,
            Stage::Resting => Context::Resting,
            Stage::Eased { .. } => Context::Eased,
        }
    }

    /// How EASED? was opened, while it is asked.
    pub fn asked(&self) -> Option<Asked> {
        self.asked
    }

    /// Time until anything but the count and the clock changes.
    pub fn next_change(&self) -> Option<Duration> {
        self.relief.next_change()
    }

    /// Time until the count changes, or the clock where there is no count.
    pub fn next_second(&self) -> Option<Duration> {
        if !self.relief.is_ticking() {
            return None;
        }
        let count = match self.relief.stage() {
            Stage::Stretching => self.relief.session().remaining(),
            Stage::Asking { .. } | Stage::Worse | Stage::Resting | Stage::Eased { .. } => None,
        };
        Some(match count {
            Some(left) => time::until_next_second(left),
            None => time::until_next_tick(self.relief.clock()),
        })
    }

    /// Draws the screen.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        window: Rect,
        settings: &Settings,
        scene: &Scene,
        words: Option<&str>,
    ) {
        let clock = self.clock();
        match self.relief.stage() {
            Stage::Stretching => view::view(self, canvas, window, scene, words),
            Stage::Asking { stamp } => eased::view_asking(canvas, window, stamp, &clock, words),
            Stage::Worse => eased::view_worse(canvas, window, settings, &clock, words),
            Stage::Resting => {
                card::resting(settings).view(canvas, window, &clock, None);
                view::view_resting(canvas, window, words);
            }
            Stage::Eased { answer, after } => {
                eased::view_end(canvas, window, answer, after, words);
            }
        }
    }

    /// What goes on, in a few words, for a page that covers it.
    pub fn status(&self, width: u16) -> String {
        let clock = self.clock();
        let left = match self.relief.stage() {
            Stage::Stretching => self.relief.session().remaining().map(time::count),
            Stage::Asking { .. } | Stage::Worse | Stage::Resting | Stage::Eased { .. } => None,
        };
        match left {
            Some(left) if width >= 60 => {
                format!("{} {left} · clock {clock}", self.shout().join(" "))
            }
            Some(left) => format!("{left} · {clock}"),
            None => format!("clock {clock}"),
        }
    }

    /// What there is to say.
    pub fn tell(&self, settings: &Settings, keyboard: bool) -> Vec<Said> {
        let lines = match self.relief.stage() {
            Stage::Stretching => return self.tell_step(keyboard),
            Stage::Asking { .. } => {
                vec!["Eased? 1 gone, 2 better, 3 the same, 4 worse.".to_owned()]
            }
            Stage::Worse => {
                let mut lines = vec!["Ease off. Let go. The stretch has stopped.".to_owned()];
                lines.extend(card::worse(settings).into_iter().map(|sign| sign.text));
                lines
            }
            Stage::Resting => {
                let mut lines = card::resting(settings).tell();
                lines.push("That was the last pass. The steps rest.".to_owned());
                lines
            }
            Stage::Eased { answer, after } => vec![
                eased::lasted(after),
                format!("{}. Rest. Slowly lie down.", eased::title(answer)),
                guidance::words().never_only.clone(),
            ],
        };
        Said::all(0, lines)
    }

    fn tell_step(&self, keyboard: bool) -> Vec<Said> {
        let session = self.relief.session();
        let (phase, step) = (session.phase(), session.step());
        let shout = sentence(&self.shout().join(", ").to_lowercase());
        let waits = phase.kind == PhaseKind::Caution;
        // Its caution stands in the place of a step that waits.
        let mut of_step = vec![if waits { &step.title } else { &step.say }.clone()];
        let reasons = session.routine().reasons.iter();
        let reasons: Vec<_> = reasons.map(|reason| reason.text.clone()).collect();
        // With the first step all reasons are told: its own is among them.
        let is_first = phase.step == session.phases()[0].step;
        of_step.extend(take_care(step).filter(|care| !is_first || !reasons.contains(care)));
        let offer = self.offer().filter(|_| keyboard);
        of_step.extend(offer.map(|title| format!("o adds: {title}")));
        of_step.extend(self.standing().filter(|_| keyboard).map(str::to_owned));
        let reps = step.reps.get();
        let rep = if reps > 1 {
            format!(", {} of {reps}", phase.rep)
        } else {
            String::new()
        };
        let length = session.remaining().unwrap_or_default() + session.elapsed();
        let length = time::spoken(length);
        let of_phase = match phase.kind {
            PhaseKind::Caution if keyboard => vec![CAUTION_KEYS.to_owned()],
            PhaseKind::Caution => vec![SKIPPED.to_owned()],
            // Short holds told one by one would only be noise.
            PhaseKind::Hold if reps <= 4 || phase.rep == 1 => {
                vec![format!("{shout}: {length}{rep}.")]
            }
            PhaseKind::Rest if step.rest >= SHORT_REST => vec![format!("{shout}: {length}.")],
            PhaseKind::Intro
            | PhaseKind::Ready
            | PhaseKind::Hold
            | PhaseKind::Rest
            | PhaseKind::Switch => Vec::new(),
        };
        // The same step of the next pass is told again.
        let pass = self.relief.passes() * 1000;
        let of_phase = Said::all(pass + session.position(), of_phase);
        let of_step = Said::all(pass + phase.step, of_step);
        let mut said = if waits {
            [of_step, of_phase].concat()
        } else {
            [of_phase, of_step].concat()
        };
        said.extend(Said::all(0, reasons));
        said.extend(Said::all(0, self.calm_line().map(str::to_owned)));
        said.extend(Said::all(0, [guidance::words().relief_line.clone()]));
        said
    }

    fn answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        let Stage::Asking { stamp } = self.relief.stage() else {
            return;
        };
        let session = self.relief.session();
        // At rest, and after a sleep, what was on the screen is long gone.
        let has_step = stamp.is_some() && !session.is_over();
        effects.push(Effect::Record(Record::Answered {
            answer,
            after: stamp,
            routine: session.routine().id.clone(),
            step: has_step.then(|| session.step().title.clone()),
        }));
        self.relief.answer(answer);
        self.asked = None;
    }

    /// The relief clock; once everything rests, in words that stay true.
    fn clock(&self) -> String {
        let clock = self.relief.clock();
        if self.relief.is_ticking() || self.relief.is_over() {
            time::clock(clock)
        } else {
            format!("over {}", time::roughly(clock))
        }
    }

    /// The huge words of the present moment, one or two lines.
    fn shout(&self) -> Vec<&str> {
        let session = self.relief.session();
        let rests = match session.phase().kind {
            PhaseKind::Rest | PhaseKind::Switch => session.step().rest >= SHORT_REST,
            PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Ready | PhaseKind::Hold => false,
        };
        if rests {
            return vec!["LET GO", "THEN AGAIN"];
        }
        if session.phase().kind == PhaseKind::Caution {
            return vec!["READ FIRST", "OR SKIP"];
        }
        session.step().shout.iter().map(String::as_str).collect()
    }

    /// The first line of the next step's shout.
    fn next_shout(&self) -> &str {
        let session = self.relief.session();
        let steps = &session.routine().steps;
        let here = session.phase().step;
        let later = &session.phases()[session.position()..];
        let next = later
            .iter()
            .map(|phase| phase.step)
            .find(|step| *step != here);
        let again = || {
            session
                .plan()
                .phases()
                .iter()
                .map(|phase| phase.step)
                .find(|step| *step > 0)
        };
        let step = match next {
            Some(step) => Some(step),
            None if self.relief.is_last_pass() => None,
            None => again(),
        };
        step.and_then(|step| steps[step].shout.first())
            .map_or("REST", String::as_str)
    }

    /// The calm line, for a while after three minutes.
    fn calm_line(&self) -> Option<&'static str> {
        let calm = THREE_MINUTES..THREE_MINUTES + CALM_LINE;
        calm.contains(&self.relief.clock())
            .then_some(guidance::words().three_minutes.as_str())
    }

    /// What to do where the step stands and the person cannot.
    fn standing(&self) -> Option<&'static str> {
        let session = self.relief.session();
        let stands = session.step().mechanics.has(Demand::Stand);
        // In bed the knee is straightened: a cramp of the front of the thigh needs it bent.
        let bends = session.routine().muscles.contains(&Muscle::Quadriceps);
        (stands && !bends).then_some("Cannot stand? 5")
    }

    /// Why the steps are not as written, while they run for the first time; what the step itself
    /// says is left away.
    fn reasons(&self) -> Vec<&Reason> {
        let session = self.relief.session();
        let said = session.step().changed.as_deref();
        let reasons = session.routine().reasons.iter();
        reasons
            .filter(|reason| self.relief.is_first_pass() && said != Some(&reason.text))
            .collect()
    }

    fn offer(&self) -> Option<&str> {
        let session = self.relief.session();
        Some(&session.routine().steps[session.offer()?].title)
    }
}

/// The muscle that cramps where the person points; in bed it can be any.
fn muscle_at(spot: Spot) -> Option<CrampMuscle> {
    match spot {
        Spot::Calf => Some(CrampMuscle::Calf),
        Spot::Foot => Some(CrampMuscle::Foot),
        Spot::Hamstring => Some(CrampMuscle::Hamstring),
        Spot::Quadriceps => Some(CrampMuscle::Quadriceps),
        Spot::Bed => None,
    }
}

fn routine_at(spot: Spot, findings: &Findings) -> Routine {
    let routine = built_in(&spot.routine());
    let routine = routine.expect("every spot has a built-in routine, which a test parses");
    fit(routine, findings, &Poses::default())
}
