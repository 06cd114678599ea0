//! Time passes: what the app does about it.

use std::time::Duration;

use super::keys::Context;
use super::overlay::Overlay;
use super::screen::Screen;
use super::{App, Effect, card, time};

impl App {
    /// Lets time pass while the machine is awake.
    pub(super) fn advance(&mut self, dt: Duration, effects: &mut Vec<Effect>) {
        self.pass(dt);
        let now = self.now;
        self.toast.take_if(|toast| toast.left(now).is_zero());
        match &mut self.screen {
            Screen::Home(_) | Screen::Routines(_) | Screen::Nights(_) | Screen::Questions(_) => {}
            Screen::Morning(morning) => {
                if let Ok(journal) = &mut self.journal {
                    let then = morning.advance(dt, journal, &self.setup.settings, effects);
                    self.follow(then, effects);
                }
            }
            Screen::Player(player) => {
                if player.advance(dt, effects) {
                    self.hand.step_changed(self.now);
                }
                self.done |= !self.keyboard && player.context() == Context::Done;
            }
            Screen::Relief(relief) => {
                let moved = relief.advance(dt);
                if moved.step {
                    self.hand.step_changed(self.now);
                }
                self.done |= !self.keyboard && relief.context() == Context::Resting;
                self.warn(moved.ten_minutes);
            }
        }
    }

    fn pass(&mut self, dt: Duration) {
        self.now = self.now.saturating_add(dt);
        self.journal.iter_mut().for_each(|journal| journal.pass(dt));
    }

    /// Lets time pass while the machine sleeps.
    pub(super) fn sleep(&mut self, dt: Duration) {
        self.pass(dt);
        match &mut self.screen {
            Screen::Home(_)
            | Screen::Routines(_)
            | Screen::Nights(_)
            | Screen::Morning(_)
            | Screen::Questions(_) => {}
            Screen::Player(player) => {
                if player.sleep(self.keyboard) {
                    let then = if self.keyboard { "Paused" } else { "Going on" };
                    self.say(format!("Away for {}. {then}.", time::roughly(dt)));
                }
            }
            Screen::Relief(relief) => {
                let moved = relief.sleep(dt);
                if relief.next_second().is_some() {
                    self.say(format!(
                        "Away for {}. The clock went on.",
                        time::roughly(dt)
                    ));
                }
                self.warn(moved.ten_minutes);
            }
        }
    }

    /// Lays the advice card over whatever is shown, once it is due.
    fn warn(&mut self, due: bool) {
        let rests = self.screen.context() == Context::Resting;
        let hides = |overlay: &Overlay| match overlay {
            Overlay::Card(..) => true,
            Overlay::Page(_) | Overlay::Leave => due,
            Overlay::Danger(..) => false,
        };
        if rests && self.overlay.as_ref().is_some_and(hides) {
            // The screen of the rest is the card, with keys of its own.
            self.overlay = None;
        }
        if due && !rests {
            self.lay_card(card::ten_minutes(&self.setup.settings));
        }
    }
}
