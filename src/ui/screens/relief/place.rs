//! The relief for a place that cramps, and for the legs that are meant.

use std::time::Duration;

use super::{ReliefScreen, ending, step, still};
use crate::diary::Record;
use crate::diary::choice::{CrampMuscle, CrampSide};
use crate::figure::poses::Poses;
use crate::profile::danger::{Danger, WORSE};
use crate::profile::{Finding, Findings, fit, start};
use crate::routine::library::built_in;
use crate::routine::{Demand, PoseId, Rest, Routine, RoutineId};
use crate::session::Command;
use crate::session::relief::{Spot, Stage};
use crate::ui::board::Board;
use crate::ui::keys::Key;
use crate::ui::screen::{Context, FirstScreen, Nav, View};
use crate::ui::start::AFTER_CRAMP;
use crate::ui::{AppConfig, Effect, card};

/// The muscle that cramps where the person points; in bed it can be any.
pub(crate) fn muscle_at(spot: Spot) -> Option<CrampMuscle> {
    match spot {
        Spot::Calf => Some(CrampMuscle::Calf),
        Spot::Foot => Some(CrampMuscle::Foot),
        Spot::Hamstring => Some(CrampMuscle::Hamstring),
        Spot::Quadriceps => Some(CrampMuscle::Quadriceps),
        Spot::Shin => Some(CrampMuscle::Shin),
        Spot::InnerThigh => Some(CrampMuscle::InnerThigh),
        Spot::Bed => None,
    }
}

/// The built-in relief for a spot, as it suits the person.
pub(crate) fn routine_at(spot: Spot, findings: &Findings) -> Routine {
    let routine = built_in(&spot.routine());
    let routine = routine.expect("every spot has a built-in routine, which a test parses");
    fit(routine, findings, &Poses::default())
}

impl ReliefScreen {
    /// Says of the cramp that it is in both legs: what serves both at once comes first, and neither is stood on.
    pub(crate) fn in_both_legs(&mut self, setup: &AppConfig, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(Record::Side(CrampSide::Both)));
        if std::mem::replace(&mut self.both_legs, true) {
            return;
        }
        let findings = self.findings(setup);
        let spot = self.relief.spot().map(|spot| start(spot, &findings).0);
        self.begin_at(spot, setup);
    }

    /// Goes on with the relief for the place that was chosen.
    pub(super) fn choose(&mut self, spot: Spot, setup: &AppConfig) {
        match spot {
            Spot::Bed if !step::leads(&self.relief, spot) => {}
            Spot::Bed => self.stay_in_bed(setup),
            Spot::Calf if self.in_bed => self.begin_at(Some(Spot::Bed), setup),
            _ => self.begin_at(Some(spot), setup),
        }
    }

    /// Goes on without getting up, whatever muscle is chosen then: nobody who cannot stand is stood up by a key. In
    /// bed it is the same muscle that cramps: what lengthens the calf there is the wrong way round for the shin, so
    /// only its own relief without standing is for it.
    pub(crate) fn stay_in_bed(&mut self, setup: &AppConfig) {
        self.in_bed = true;
        let is_of_the_calf = step::is_of_the_calf(&self.relief);
        let own = self.relief.spot().filter(|_| !is_of_the_calf);
        self.begin_at(if is_of_the_calf { Some(Spot::Bed) } else { own }, setup);
    }

    /// Goes on with the relief for a spot, or with a user's own, as they are for the legs and the place that were said.
    fn begin_at(&mut self, spot: Option<Spot>, setup: &AppConfig) {
        if let Some(spot) = spot {
            self.turn_to(spot, setup);
        } else {
            self.relief.switch(self.fitted(setup), None);
            self.said = self.present();
        }
    }

    /// Goes on with the relief for `spot`; the clock goes on too.
    fn turn_to(&mut self, spot: Spot, setup: &AppConfig) {
        self.page = 0;
        let routine = routine_at(spot, &self.findings(setup));
        self.relief.switch(routine, Some(spot));
        self.said = self.present();
    }

    /// What may be done of its routine, as the answers are now.
    pub(super) fn fitted(&self, setup: &AppConfig) -> Routine {
        let routine = self.relief.session().routine().clone();
        fit(routine, &self.findings(setup), &setup.poses)
    }

    /// Leaves out at once what answers from another window rule out.
    pub(super) fn refit(&mut self, setup: &AppConfig) {
        let routine = self.fitted(setup);
        if routine.steps != self.relief.session().routine().steps {
            self.page = 0;
            self.relief.refit(routine);
            self.said = self.present();
        }
    }

    /// Goes on after a stretch that made it worse: the leg rests, as after a cramp. A torn muscle or a clot shows
    /// itself so, and a muscle that is held by its own strength is stretched too.
    pub(super) fn go_on_gently(&mut self, setup: &AppConfig) {
        let findings = self.findings(setup);
        let spot = self.relief.spot().unwrap_or(Spot::Bed);
        let mut routine = routine_at(spot, &findings);
        if let Some(rest) = RoutineId::new(AFTER_CRAMP)
            .and_then(|id| built_in(&id))
            .filter(|_| routine.rests.is_none())
        {
            routine.steps = fit(rest, &findings, &Poses::default()).steps;
            routine.steps.retain(step::is_still);
        }
        self.page = 0;
        self.relief.switch(routine, Some(spot));
        self.said = self.present();
    }

    /// The page for a leg that may be hurt, with the keys that lead on.
    pub(super) fn still(&self, view: &View<'_>) -> Board {
        let findings = self.findings(view.setup);
        let leads = |spot: &Spot| routine_at(*spot, &findings).rests.is_none();
        let leads: Vec<Spot> = Spot::ALL.iter().copied().filter(leads).collect();
        still::board(&self.relief, self.page, &leads, self.both_legs, view)
    }

    /// What is known of the leg that cramps.
    pub(super) fn findings(&self, setup: &AppConfig) -> Findings {
        let both = self.both_legs.then_some(Finding::BothLegs);
        let bed = self.in_bed.then_some(Finding::InBed);
        let said = both.into_iter().chain(bed);
        let findings = said.fold(setup.findings(), Findings::and);
        match self.unhurt {
            Some(rested) => findings.of_a_leg_unhurt(rested),
            None => findings,
        }
    }

    /// What is said of every step of the legs that are meant.
    pub(super) fn legs(&self) -> Option<&'static str> {
        match self.unhurt {
            Some(Rest::Hurt) if self.both_legs => Some(step::UNHURT_LEG),
            Some(Rest::Hurt) => Some(step::OTHER_LEG),
            Some(Rest::Unsure) | None => self.both_legs.then_some(step::BOTH_LEGS),
        }
    }

    /// Whether a step runs that is not the look at both legs.
    pub(super) fn is_before_the_look(&self) -> bool {
        let step = self.relief.session().step();
        self.relief.stage() == Stage::Stretching && !step.mechanics.has(Demand::Look)
    }

    /// Whether it is asked how both legs look, between two passes.
    pub(super) fn is_at_the_look(&self) -> bool {
        self.relief.stage() == Stage::Stretching && !self.is_before_the_look()
    }

    /// Whether it has eased, and is asked how both legs look.
    pub(super) fn looks_at_the_end(&self) -> bool {
        let has_eased = matches!(self.relief.stage(), Stage::Eased { .. });
        has_eased && self.danger.is_none() && !self.look.is_zero()
    }

    /// Goes on from the look in the end, which nobody has answered: it is asked before anything else is stretched.
    pub(super) fn pass_the_look(&mut self, context: &mut Context<'_>) {
        self.look = Duration::ZERO;
        if context.keyboard {
            context.owe_a_look();
        }
    }

    /// The picture of looking at both legs, while that is asked in the end.
    pub(super) fn looking(&self) -> Option<&PoseId> {
        if !self.looks_at_the_end() {
            return None;
        }
        let mut steps = self.relief.session().routine().steps.iter();
        let look = steps.find(|step| step.mechanics.has(Demand::Look));
        look.and_then(|step| step.pose.as_ref())
    }

    /// What follows the cramp.
    pub(super) fn wind_down(&self) -> Nav {
        let routine = self.relief.session().routine();
        let (then, muscles) = (routine.then.clone(), routine.muscles.clone());
        Nav::Start(FirstScreen::AfterCramp(then, muscles))
    }

    /// Goes on with the look at both legs.
    pub(super) fn look(&mut self, context: &Context<'_>) {
        let phases = self.relief.session().phases().len();
        for _ in 0..=phases {
            if self.is_before_the_look() {
                let happened = self.relief.command(Command::Next);
                self.said.clear();
                self.say(&happened, context);
            }
        }
    }

    /// Goes on: the leg that cramps is not hurt.
    pub(crate) fn turn_to_the_unhurt_leg(&mut self, setup: &AppConfig) {
        self.unhurt = self.relief.session().routine().rests.or(self.unhurt);
        let usual = setup.settings.relief_start;
        let mut spot = self.relief.spot().unwrap_or(usual);
        if self.muscle.is_none() {
            (spot, _) = start(spot, &self.findings(setup));
        }
        self.turn_to(spot, setup);
    }

    /// Stops everything: a leg is swollen, hot or dark.
    pub(super) fn stop(&mut self, key: Key, context: &mut Context<'_>) {
        self.asked = Some((key, context.now));
        self.relief.halt();
        self.said = vec![ending::stop(&context.setup.settings)];
        let danger = self.danger.take().unwrap_or_default();
        self.danger = Some(danger.and(Some(card::SWOLLEN), None));
        context.bar(card::SWOLLEN);
    }

    /// Names what holds now, where anything has stopped it.
    pub(super) fn go_by(&mut self, danger: Option<Danger>) {
        // Ten minutes stop only what they stopped when they came.
        let is_long = self.danger.as_ref().is_some_and(Danger::is_long_cramp);
        let danger = danger.filter(|danger| is_long || !danger.is_long_cramp());
        let danger = danger.unwrap_or_default();
        let is_worse = self.relief.stage() == Stage::Worse && !danger.has(WORSE);
        if self.danger.is_some() || is_worse {
            self.danger = Some(danger);
        }
    }

    /// Takes back what stopped it, as the screen names it: both legs look the same, or it is not worse. What
    /// else holds is named next.
    pub(super) fn go_on_after_all(&mut self, context: &mut Context<'_>) {
        let stopped = self.danger.take();
        let over = stopped
            .as_ref()
            .map_or_else(|| Danger::of(WORSE, None).over(), Danger::over);
        let left = context.setup.danger.clone();
        let left = left.and_then(|danger| danger.without(&over));
        context.unbar(over);
        context.legs_look_alike();
        (self.page, self.look) = (0, Duration::ZERO);
        if let Some(left) = left.filter(|left| !left.is_long_cramp()) {
            // What was answered here is asked as it was.
            self.danger = Some(left).filter(|left| !left.has(WORSE));
            return;
        }
        if stopped.is_none() {
            context.record(Record::Unsaid);
        }
        self.relief.resume();
        // The look is answered with it.
        if self.is_at_the_look() {
            self.relief.command(Command::Next);
        }
        self.said = self.present();
    }

    /// Back to EASED? from the advice at ten minutes; else home.
    pub(super) fn close(&mut self) -> Nav {
        match self.advice.take() {
            Some(_) => Nav::Stay,
            None => Nav::Home,
        }
    }
}
