//! What starts: relief and routines, fitted to the safety answers, and the questions themselves.

use super::player::Player;
use super::profile::{Questions, same_day};
use super::relief::ReliefScreen;
use super::screen::Screen;
use super::{App, Effect};
use crate::profile::{self, Profile, fit};
use crate::routine::{Purpose, Routine};
use crate::session::relief::Spot;

impl App {
    /// Starts relief: a spot, or what the settings say.
    pub(super) fn relieve(&mut self, spot: Option<Spot>, effects: &mut Vec<Effect>) {
        if let Some(card) = &self.barred {
            return self.lay(card.clone());
        }
        self.leave_screen(effects);
        let findings = self.setup.findings();
        let own = self.setup.own_relief.clone();
        let screen = match (spot, own) {
            (Some(spot), _) => ReliefScreen::at(spot, &findings, effects),
            (None, Some(routine)) => ReliefScreen::begin(fit(routine, &findings), None, effects),
            (None, None) => {
                let usual = self.setup.settings.relief_start;
                let (spot, why) = profile::start(usual, &findings);
                ReliefScreen::usual(spot, why, &findings, effects)
            }
        };
        self.screen = Screen::Relief(Box::new(screen));
    }

    /// Starts a routine: relief has a screen of its own.
    pub(super) fn start(&mut self, routine: Routine, effects: &mut Vec<Effect>) {
        if let Some(card) = &self.barred {
            return self.lay(card.clone());
        }
        self.leave_screen(effects);
        let routine = fit(routine, &self.setup.findings());
        self.screen = if routine.purpose == Purpose::Relief {
            let spot = Spot::ALL
                .iter()
                .copied()
                .find(|spot| spot.routine() == routine.id);
            Screen::Relief(Box::new(ReliefScreen::begin(routine, spot, effects)))
        } else {
            Screen::Player(Box::new(Player::begin(
                routine,
                self.keyboard,
                &self.setup.library,
                effects,
            )))
        };
    }

    /// Asks the safety questions.
    pub(super) fn ask(&mut self) {
        let questions = Questions::new(self.setup.profile.clone(), self.setup.today);
        self.screen = Screen::Questions(Box::new(questions));
    }

    /// Goes by new answers at once, and has them kept.
    pub(super) fn keep(&mut self, profile: Profile, effects: &mut Vec<Effect>) {
        self.setup.profile = profile.clone();
        effects.push(Effect::Keep(Box::new(profile)));
    }

    /// Shows what to do today about a swollen leg; in this run nothing starts any more, until the
    /// question is answered with a no. Where there was no home, it stays below the card.
    pub(super) fn stop_for_today(&mut self, effects: &mut Vec<Effect>) {
        if self.from_home {
            self.close(effects);
        }
        self.bar();
    }

    /// Lays the card of a swollen leg over the screen. It comes again in place of all that would start.
    pub(super) fn bar(&mut self) {
        let card = same_day(&self.setup.settings);
        self.barred = Some(card.clone());
        self.lay(card);
    }
}
