//! What the app learns from other windows.

use super::App;
use crate::profile::danger::Danger;
use crate::profile::{Profile, Reply};
use crate::ui::card;
use crate::ui::screen::Mood;

impl App {
    /// Goes by what another window has changed in the safety answers, and says so.
    pub(super) fn learn(&mut self, profile: Profile, danger: Option<&Danger>) {
        let card = danger.map(|danger| card::danger(danger, &self.setup.settings));
        let was_barred = std::mem::replace(&mut self.barred, card.clone()).is_some();
        let before = std::mem::replace(&mut self.setup.profile, profile);
        self.stack
            .iter_mut()
            .for_each(|screen| screen.learn(&self.setup));
        let profile = &self.setup.profile;
        let changes = profile.changes(&before).map(|question| {
            let reply = profile.reply(question).map_or("not answered", Reply::words);
            format!("{}: {reply}", question.name())
        });
        let changes: Vec<_> = changes.collect();
        if !changes.is_empty() {
            self.say(format!(
                "Answered in another window: {}",
                changes.join(", ")
            ));
        }
        if let Some(card) = card.filter(|_| !was_barred && self.stack.mood() != Mood::Calm) {
            self.stack.iter_mut().for_each(|screen| screen.halt());
            self.show(card, Some(self.now));
        }
    }
}
