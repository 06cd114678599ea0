//! From one screen to another.

use std::time::Duration;

use super::App;
use crate::profile::danger::LONG_CRAMP;
use crate::session::under_way::SOON;
use crate::ui::app_config::CrampHint;
use crate::ui::keys::{Action, Key};
use crate::ui::message::Effect;
use crate::ui::page::{DangerScreen, Page, PageScreen};
use crate::ui::screen::{After, Nav, Screen, SignOutcome};
use crate::ui::start::FirstScreen;
use crate::ui::time;

impl App {
    /// Does what a reaction has left to be done.
    pub(super) fn heed(&mut self, after: Vec<After>, effects: &mut Vec<Effect>) {
        for after in after {
            match after {
                After::Say(words) => self.say(words),
                After::Show(page, is_unasked) => {
                    let came = is_unasked.then_some(self.now);
                    self.show(page, came);
                }
                After::Open(screen) => {
                    self.go(self.stack.len() - 1, Nav::Open(screen), effects);
                }
                After::StepChanged => self.hand.step_changed(self.now),
                After::Bar(sign, bar) => self.bar(sign, bar, effects),
                After::Unbar(over) => self.lift(over, effects),
                After::Answered => self.notices.answered(),
            }
        }
    }

    pub(super) fn go(&mut self, from: usize, nav: Nav, effects: &mut Vec<Effect>) {
        match nav {
            Nav::Stay => {}
            Nav::Open(screen) => {
                self.close_down_to(from + 1, effects);
                self.stack.at(from).cover();
                self.stack.push(screen);
            }
            Nav::Back | Nav::BackTo(_) if from == 0 => self.quit(effects),
            Nav::Back => self.go_back(from, effects),
            Nav::BackTo(item) => {
                self.stack.at(from - 1).mark(item);
                self.go_back(from, effects);
            }
            Nav::Uncover => self.close_down_to(from + 1, effects),
            Nav::Home => self.go_home(effects),
            Nav::Start(start) => self.start(start, effects),
        }
    }

    fn go_back(&mut self, from: usize, effects: &mut Vec<Effect>) {
        self.close_down_to(from, effects);
        self.stack.at(from - 1).uncover();
    }

    /// Leaves every screen from `count` on, the uppermost first.
    fn close_down_to(&mut self, count: usize, effects: &mut Vec<Effect>) {
        while self.stack.len() > count {
            let at = self.stack.len() - 1;
            self.on_leaving(at, effects);
            self.said.extend(self.stack.at(at).said());
            self.stack.pop();
        }
    }

    fn on_leaving(&mut self, at: usize, effects: &mut Vec<Effect>) {
        self.on(at, effects, |screen, context| {
            screen.leave(context);
            Nav::Stay
        });
    }

    /// Leaves all but the home screen; where the program began elsewhere, it ends.
    fn go_home(&mut self, effects: &mut Vec<Effect>) {
        if self.stack.has_home() {
            self.close_down_to(1, effects);
            self.stack.at(0).uncover();
        } else {
            self.quit(effects);
        }
    }

    pub(super) fn quit(&mut self, effects: &mut Vec<Effect>) {
        for at in (0..self.stack.len()).rev() {
            self.on_leaving(at, effects);
        }
        self.done = true;
    }

    /// Starts relief or a routine in the place of all but home, unless a sign of danger was seen.
    pub(super) fn start(&mut self, start: FirstScreen, effects: &mut Vec<Effect>) {
        let open = self.setup.under_way.open_cramp();
        let since = open.map(|cramp| cramp.clock);
        let is_long = since.is_some_and(|since| since >= SOON);
        let screen: Option<Box<dyn Screen>> = match self.stands_against(&start) {
            Some(danger) => {
                let card = DangerScreen::new(danger, &self.setup, self.now, Some(start));
                Some(Box::new(card))
            }
            None => start.screen(&self.setup, self.keyboard, effects),
        };
        let Some(mut screen) = screen else {
            return;
        };
        // The words of a first step are worked out only for somebody: they keep the first frame waiting.
        if screen.is_relief() {
            self.setup.said = CrampHint::default();
        }
        if self.setup.is_told() {
            screen.speak_at(self.setup.pace());
        }
        let kept = usize::from(self.stack.has_home());
        self.close_down_to(kept, effects);
        self.hand.step_chosen();
        match since.filter(|_| screen.is_relief()) {
            // The card of ten minutes says it itself, and needs every row.
            Some(_) if is_long => {
                let is_kept = self.setup.danger.as_ref();
                if !is_kept.is_some_and(|danger| danger.has(LONG_CRAMP)) {
                    self.bar(LONG_CRAMP, SignOutcome::Kept, effects);
                }
            }
            Some(since) => {
                let since = time::roughly(since);
                self.say(format!("It began {since} ago: the clock goes on."));
            }
            None => {}
        }
        self.stack.push(screen);
    }

    /// Starts relief, or shows the one under way: only its own keys begin it anew.
    pub(super) fn go_to_relief(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(at) = self.stack.relief() else {
            return self.start(FirstScreen::Relief(None), effects);
        };
        self.close_down_to(at + 1, effects);
        self.stack.at(at).uncover();
        let action = self.stack.at(at).keys().action(key);
        if let Some(action) = action.filter(|action| *action != Action::CrampNow) {
            self.act(action, key, effects);
        }
    }

    /// Lays a page over the screen. In the plain mode it is told, and covers nothing.
    pub(super) fn show(&mut self, page: Page, came: Option<Duration>) {
        if self.setup.plain {
            self.page = Some(page);
        } else {
            let mood = self.stack.uppermost().mood();
            self.stack.uppermost_mut().cover();
            self.stack
                .push(Box::new(PageScreen::new(page, came).over(mood)));
        }
    }
}
