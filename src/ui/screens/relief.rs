//! The screen of a cramp: the first step runs in the first frame, and no key is needed.

mod aloud;
mod ending;
mod place;
mod question;
mod step;
mod still;

use std::time::Duration;

pub(crate) use self::place::{muscle_at, routine_at};
use crate::diary::choice::CrampMuscle;
use crate::diary::{Record, ReliefAnswer};
use crate::profile::danger::Danger;
use crate::profile::{Finding, Findings};
use crate::routine::{Reason, Rest, Routine};
use crate::session::Command;
use crate::session::plan::PhaseKind;
use crate::session::relief::{Relief, Spot, Stage};
use crate::session::speech::{Pace, Utterance};
use crate::session::under_way::{OpenCramp, SOON, TRIED_OUT, UnderWay};
use crate::ui::board::Board;
use crate::ui::figure_view::FigureSubject;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::{AppConfig, Effect, card, details, time};

const TEN_SECONDS: Duration = Duration::from_secs(10);
/// Whoever answers the look so long after it has passed by itself does not choose a muscle.
const LATE: Duration = Duration::from_secs(8);

/// So long the look at the end stays without a key,
const LOOK: Duration = Duration::from_secs(30);
/// and after ten minutes of cramp, which nothing but rest follows.
const LONG_LOOK: Duration = Duration::from_secs(60 * 60);

/// A cramp under way, from the first step to what is said at its end.
#[derive(Debug)]
pub(crate) struct ReliefScreen {
    relief: Relief,
    /// The muscle that cramps, if the person chose it.
    muscle: Option<CrampMuscle>,
    /// The key that led to what is asked, and when.
    asked: Option<(Key, Duration)>,
    /// Which answer the big keys take.
    selected: usize,
    /// When the advice at ten minutes came, while it covers EASED?.
    advice: Option<Duration>,
    /// Both legs cramp.
    both_legs: bool,
    /// Nobody stands in this relief, which is for another muscle than relief in bed is.
    in_bed: bool,
    /// Why the leg that cramps rested, until the person said that it is not hurt.
    unhurt: Option<Rest>,
    /// What stopped it: signs of danger, here or in another window; without any once another window has
    /// said that they are over.
    danger: Option<Danger>,
    /// For how long it is still asked how both legs look, once it has eased.
    look: Duration,
    /// For how long the look that has passed can still be answered.
    late: Duration,
    /// Time since it eased.
    eased: Duration,
    /// Which page of what to do for a hurt leg is shown.
    page: usize,
    said: Vec<Utterance>,
}

impl ReliefScreen {
    /// Starts the built-in relief for the spot that the person chose, in a cramp that began so long
    /// ago.
    pub(crate) fn at(
        spot: Spot,
        since: Duration,
        findings: &Findings,
        effects: &mut Vec<Effect>,
    ) -> Self {
        Self::begin(routine_at(spot, findings), Some(spot), since, effects)
    }

    /// Goes on with built-in relief that was left without an answer; `None` for a user's own.
    pub(crate) fn again(
        cramp: &OpenCramp,
        findings: &Findings,
        effects: &mut Vec<Effect>,
    ) -> Option<Self> {
        let bed = cramp.in_bed.then_some(Finding::InBed);
        let findings = bed.map_or(*findings, |bed| findings.and(bed));
        let routine = routine_at(cramp.spot?, &findings);
        let again = Self::record(
            routine,
            cramp.spot,
            cramp.muscle,
            cramp.clock,
            false,
            effects,
        );
        Some(Self {
            in_bed: cramp.in_bed,
            ..again
        })
    }

    /// Starts the built-in relief that is usual, or another, and why: nobody has said where this
    /// cramp sits.
    pub(crate) fn usual(
        spot: Spot,
        why: Option<Reason>,
        since: Duration,
        findings: &Findings,
        effects: &mut Vec<Effect>,
    ) -> Self {
        let mut routine = routine_at(spot, findings);
        if let Some(why) = why.filter(|_| routine.rests.is_none()) {
            routine.changed.insert(0, why.text.clone());
            routine.reasons.retain(|reason| *reason != why);
            routine.reasons.insert(0, why);
        }
        Self::record(routine, Some(spot), None, since, false, effects)
    }

    /// Starts relief with the routine that the person chose; `spot` is `None` for a user's own.
    pub(crate) fn begin(
        routine: Routine,
        spot: Option<Spot>,
        since: Duration,
        effects: &mut Vec<Effect>,
    ) -> Self {
        Self::record(
            routine,
            spot,
            spot.and_then(muscle_at),
            since,
            false,
            effects,
        )
    }

    /// It is back: starts again.
    fn begin_again(&mut self, context: &mut Context<'_>) {
        let routine = self.fitted(context.setup);
        let (both_legs, in_bed, unhurt) = (self.both_legs, self.in_bed, self.unhurt);
        // Back so soon it is the same cramp: its clock goes on.
        let is_same = self.eased <= SOON;
        let since = if is_same {
            self.relief.clock()
        } else {
            Duration::ZERO
        };
        let spot = self.relief.spot();
        *self = Self::record(routine, spot, self.muscle, since, true, context.effects);
        (self.in_bed, self.unhurt) = (in_bed, unhurt);
        if both_legs {
            self.in_both_legs(context.setup, context.effects);
        }
        self.speak_at(context.setup.pace());
    }

    fn command(&mut self, command: Command, context: &mut Context<'_>) {
        let before = self.relief.clone();
        let happened = self.relief.command(command);
        self.say(&happened, context);
        if before == self.relief && matches!(command, Command::Longer(_)) {
            context.say("It cannot be made longer.");
        }
    }

    fn record(
        routine: Routine,
        spot: Option<Spot>,
        muscle: Option<CrampMuscle>,
        since: Duration,
        back: bool,
        effects: &mut Vec<Effect>,
    ) -> Self {
        effects.push(Effect::Record(Record::Began {
            ago: since,
            routine: routine.id.clone(),
            own: routine.own,
            muscle,
            back,
        }));
        Self {
            relief: Relief::go_on(routine, spot, since),
            muscle,
            asked: None,
            selected: 0,
            advice: None,
            both_legs: false,
            in_bed: false,
            unhurt: None,
            danger: None,
            look: Duration::ZERO,
            late: Duration::ZERO,
            eased: Duration::ZERO,
            page: 0,
            said: Vec::new(),
        }
    }
}

impl Screen for ReliefScreen {
    fn keys(&self) -> &'static KeyMap {
        match self.relief.stage() {
            _ if self.danger.is_some() => &table::STOPPED,
            Stage::Asking { .. } if self.advice.is_some() => &table::ADVICE,
            Stage::Stretching if self.is_at_the_look() => &table::LOOKING,
            Stage::Stretching => &table::RELIEF,
            Stage::Still => &table::STILL,
            Stage::Asking { .. } => &table::ASKING,
            Stage::Worse if ending::is_led(&self.relief) => &table::WORSE,
            Stage::Worse => &table::STOPPED,
            Stage::Resting => &table::RESTING,
            Stage::Eased { .. } if self.looks_at_the_end() => &table::LOOK,
            Stage::Eased { .. } => &table::EASED,
        }
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        let is_idle = match row.action {
            Action::Spot(spot) => !step::leads(&self.relief, spot),
            // Where there is room for a choice of its own that says it, or it is known.
            Action::Swollen => match self.relief.stage() {
                Stage::Resting => false,
                Stage::Worse => self.danger.iter().any(|danger| danger.has(card::SWOLLEN)),
                _ => self.advice.is_none(),
            },
            _ => false,
        };
        if is_idle { "" } else { row.short }
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::LooksSame if self.looks_at_the_end() => {
                self.look = Duration::ZERO;
                context.legs_look_alike();
            }
            Action::Next if self.looks_at_the_end() => self.pass_the_look(context),
            Action::Next => self.command(Command::Next, context),
            Action::Previous => self.command(Command::Previous, context),
            Action::Longer => self.command(Command::Longer(TEN_SECONDS), context),
            Action::Take => self.command(Command::Take, context),
            Action::Eased => self.ask(key, context.now),
            Action::Up | Action::Left => self.selected = self.selected.saturating_sub(1),
            Action::Down | Action::Right => {
                self.selected = (self.selected + 1).min(ReliefAnswer::ALL.len() - 1);
            }
            Action::Answer(answer) => self.answer(answer, key, context),
            Action::Open => self.answer(ReliefAnswer::ALL[self.selected], key, context),
            Action::Spot(Spot::Foot) if !self.late.is_zero() => {}
            // Its key said that one leg differs.
            Action::Spot(Spot::Calf) if !self.late.is_zero() => self.stop(key, context),
            Action::Spot(spot) => {
                self.choose(spot, context.setup);
                if let Some(muscle) = muscle_at(spot) {
                    self.muscle = Some(muscle);
                    context.record(Record::Chose { muscle });
                }
            }
            Action::GoGently => self.go_on_gently(context.setup),
            Action::BothLegs => self.in_both_legs(context.setup, context.effects),
            Action::Unhurt => self.turn_to_the_unhurt_leg(context.setup),
            Action::NextPage => self.page = (self.page + 1) % context.pages.max(1),
            Action::Again => self.begin_again(context),
            // Asks first: a stray key is no sign of danger.
            Action::Swollen if self.is_before_the_look() => self.look(context),
            Action::Swollen => self.stop(key, context),
            Action::LooksSame if self.is_at_the_look() => {
                context.legs_look_alike();
                self.command(Command::Next, context);
            }
            Action::LooksSame if context.is_unread(Duration::ZERO) => {}
            // Nobody says that it is over who has not seen all of it.
            Action::LooksSame if self.page + 1 < context.pages => {
                self.page += 1;
                self.asked = Some((key, context.now));
            }
            Action::LooksSame => {
                self.asked = Some((key, context.now));
                self.go_on_after_all(context);
            }
            Action::Then => return self.wind_down(),
            Action::Details => {
                let session = self.relief.session();
                context.show(details::step(session.step(), session.routine()));
            }
            Action::Close => return self.close(),
            _ => {}
        }
        Nav::Stay
    }

    fn learn(&mut self, setup: &AppConfig) {
        self.refit(setup);
        self.go_by(setup.danger.clone());
    }

    fn ease(&mut self, answer: ReliefAnswer, ago: Duration) {
        self.end_elsewhere(answer, ago);
    }

    fn halt(&mut self, danger: &Danger) {
        self.relief.halt();
        (self.danger, self.page) = (Some(danger.clone()), 0);
        self.said = vec![Utterance::silence()];
    }

    fn advance(&mut self, time: Duration, context: &mut Context<'_>) -> Nav {
        let step = self.relief.session().phase().step;
        let looked = self.is_at_the_look();
        let happened = self.relief.advance(time);
        if self.looks_at_the_end() && self.look <= time {
            self.pass_the_look(context);
        }
        self.look = self.look.saturating_sub(time);
        self.late = if looked && self.is_before_the_look() {
            LATE
        } else {
            self.late.saturating_sub(time)
        };
        self.pass_end(time);
        if self.relief.session().phase().step != step {
            context.step_changed();
        }
        self.say(&happened, context);
        self.heed(&happened, context)
    }

    fn sleep(&mut self, time: Duration, context: &mut Context<'_>) -> Nav {
        let happened = self.relief.sleep(time);
        self.pass_end(time);
        self.say(&happened, context);
        if self.relief.stage() == Stage::Stretching {
            // What was being said is lost, and who comes back may have missed more.
            self.said.push(Utterance::silence());
            self.said.extend(self.relief.present_anew());
        }
        if self.relief.is_ticking() {
            context.say(format!(
                "Away for {}. The clock went on.",
                time::roughly(time)
            ));
        }
        self.heed(&happened, context)
    }

    fn next_change(&self) -> Option<Duration> {
        let look = Some(self.look).filter(|_| self.looks_at_the_end());
        look.or_else(|| self.relief.next_change())
    }

    fn next_second(&self) -> Option<Duration> {
        match self.relief.stage() {
            Stage::Eased { .. } => None,
            _ if !self.relief.is_ticking() => Some(time::until_next_minute(self.relief.clock())),
            Stage::Stretching
            | Stage::Asking { .. }
            | Stage::Still
            | Stage::Worse
            | Stage::Resting => Some(time::until_next_tick(self.relief.clock())),
        }
    }

    fn is_counting(&self) -> bool {
        self.relief.is_ticking()
    }

    fn board(&self, view: &View<'_>) -> Board {
        let settings = &view.setup.settings;
        match self.relief.stage() {
            _ if self.danger.is_some() => {
                ending::worse(&self.relief, self.page, self.danger.as_ref(), view)
            }
            Stage::Asking { .. } if self.advice.is_some() => {
                ending::advice(&self.relief, self.page, settings)
            }
            Stage::Stretching => step::board(&self.relief, self.legs(), view),
            Stage::Still => self.still(view),
            Stage::Asking { stamp } => ending::asking(self.selected, stamp, &self.relief),
            Stage::Worse => ending::worse(&self.relief, self.page, None, view),
            Stage::Resting => ending::advice(&self.relief, self.page, settings),
            Stage::Eased { answer, .. } if self.looks_at_the_end() => ending::look(answer),
            Stage::Eased { answer, after } => ending::eased(&self.relief, answer, after, view),
        }
    }

    fn said(&mut self) -> Vec<Utterance> {
        std::mem::take(&mut self.said)
    }

    fn silence(&self) -> Option<Duration> {
        self.relief.silence()
    }

    fn speak_at(&mut self, pace: Option<Pace>) {
        self.relief.speak_at(pace);
        if self.relief.session().elapsed().is_zero() {
            self.said = self.present();
        }
    }

    fn say_anew(&mut self) {
        self.said = match self.relief.stage() {
            Stage::Stretching => self.relief.present_anew(),
            _ => self.present(),
        };
    }

    fn stand_still(&mut self, time: Duration) {
        self.relief.stand_still(time);
    }

    fn go_keyless(&mut self) {
        self.relief.go_keyless();
        self.said = self.present();
    }

    fn tells_keys(&self) -> bool {
        let session = self.relief.session();
        let first = session.phases().first().map(|phase| phase.step);
        self.relief.stage() != Stage::Stretching
            || self.relief.passes() > 1
            || first != Some(session.phase().step)
            || session.remaining().is_none()
            || session.phase().kind == PhaseKind::Caution
    }

    fn leave(&mut self, context: &mut Context<'_>) {
        if self.looks_at_the_end() {
            self.pass_the_look(context);
        }
        let is_open = !self.relief.is_over() && context.keyboard;
        if is_open && self.relief.was_long() == Some(true) {
            context.long_cramp(true);
        }
        self.said = vec![Utterance::silence()];
    }

    fn figure(&self) -> Option<FigureSubject<'_>> {
        match self.relief.stage() {
            Stage::Stretching => Some(FigureSubject::Session(self.relief.session())),
            Stage::Eased { .. } => self.looking().map(|pose| FigureSubject::Still(pose, None)),
            Stage::Asking { .. } | Stage::Still | Stage::Worse | Stage::Resting => None,
        }
    }

    fn mood(&self) -> Mood {
        match self.relief.stage() {
            Stage::Eased { .. } => Mood::End,
            Stage::Stretching
            | Stage::Still
            | Stage::Asking { .. }
            | Stage::Worse
            | Stage::Resting => Mood::Cramp,
        }
    }

    fn note(&self, under_way: &mut UnderWay) {
        let relief = &self.relief;
        under_way.cramp = (!relief.is_over()).then(|| OpenCramp {
            spot: relief.spot(),
            muscle: self.muscle,
            both_legs: self.both_legs,
            in_bed: self.in_bed,
            place: (relief.passes(), relief.session().position()),
            clock: relief.clock(),
            ago: Duration::ZERO,
        });
    }

    fn parting(&self, is_kept: bool) -> Option<&'static str> {
        let mut under_way = UnderWay::default();
        self.note(&mut under_way);
        let cramp = under_way.cramp.filter(|cramp| cramp.clock >= TRIED_OUT);
        ending::parting(&self.relief, is_kept && cramp.is_some())
    }

    fn is_relief(&self) -> bool {
        true
    }

    fn is_over(&self) -> bool {
        self.relief.stage() == Stage::Resting
    }

    fn ignores(&self, key: Key, gap: Option<Duration>, now: Duration) -> bool {
        self.is_stray(key, gap, now)
    }
}
