//! Signs of danger: what bars the ways, what an entry of the diary tells, and what lifts it.

use std::time::Duration;

use super::{App, Effect};
use crate::profile::Answer;
use crate::profile::danger::{Danger, Over};
use crate::ui::card;
use crate::ui::screen::SignOutcome;
use crate::ui::start::FirstScreen;

impl App {
    /// Goes by a sign from now on.
    pub(super) fn bar(&mut self, sign: &str, bar: SignOutcome, effects: &mut Vec<Effect>) {
        let is_kept = match bar {
            SignOutcome::Card => true,
            // A run that is only shown to somebody leaves no trace of a cramp.
            SignOutcome::Kept => self.setup.keeps_diary,
            SignOutcome::Here => false,
        };
        let known = self.setup.danger.take().unwrap_or_default();
        self.setup.danger = Some(known.and(Some(sign), None));
        self.danger_since = self.now;
        if is_kept {
            effects.push(Effect::Answer(Answer::seen(sign)));
        } else {
            let unkept = self.unkept.take().unwrap_or_default();
            self.unkept = Some(unkept.and(Some(sign), None));
        }
        if let Some(card) = self
            .setup
            .danger_card()
            .filter(|_| bar == SignOutcome::Card)
        {
            self.show(card, None);
        }
    }

    /// Goes by what entries of the diary tell of danger, as they are changed here: what an entry says last
    /// counts, and nothing that it has said before.
    pub(super) fn go_by_entries(&mut self, effects: &[Effect]) {
        for effect in effects {
            let Effect::Answer(Answer::Told { entry, signs }) = effect else {
                continue;
            };
            let known = self.setup.danger.take();
            let is_new = |sign: &String| !known.as_ref().is_some_and(|known| known.has(sign));
            let bars = signs.keys().any(is_new);
            self.setup.danger = Danger::told(known.clone(), entry, signs);
            self.danger_since = self.now;
            if known.is_some() && self.setup.danger.is_none() {
                self.say(card::TAKEN_BACK);
            }
            let danger = self.setup.danger.as_ref();
            let danger = danger.filter(|_| bars || self.owed.is_some());
            self.owed = danger.map(|danger| card::danger(danger, &self.setup.settings));
            self.show_owed(None);
        }
    }

    /// Shows the card of danger that was told of here, once nothing is being typed.
    pub(super) fn show_owed(&mut self, came: Option<Duration>) {
        let types = self.stack.uppermost().keys().takes_text();
        if let Some(card) = self.owed.take_if(|_| !types) {
            self.show(card, came);
        }
    }

    /// The card that is shown in the place of what is to start. Relief of a cramp that rests shows it itself.
    pub(super) fn stands_against(&self, start: &FirstScreen) -> Option<&Danger> {
        let rests = self.setup.under_way.rests();
        self.setup.danger.as_ref().filter(|danger| {
            let is_told = !danger.bars_relief() || danger.is_long_cramp() && rests;
            !(start.is_relief() && is_told)
        })
    }

    /// Only these are over; what they kept from starting may start. A cramp's clock goes on.
    pub(super) fn lift(&mut self, over: Over, effects: &mut Vec<Effect>) {
        let known = self.setup.danger.take();
        self.setup.danger = known.clone().and_then(|danger| danger.without(&over));
        self.unkept = self.unkept.take().and_then(|danger| danger.without(&over));
        if self.setup.danger != known {
            effects.push(Effect::Answer(Answer::Over(over)));
        }
    }
}
