//! What the app tells in lines and lets be heard.

use super::App;
use crate::session::speech::{Tone, Utterance};
use crate::settings::SoundChoice;
use crate::ui::message::{Effect, Sound};
use crate::ui::screen::Screen;

impl App {
    /// Says what has its turn, and tells what is new.
    pub(super) fn speak(&mut self, effects: &mut Vec<Effect>) {
        let mut said = std::mem::take(&mut self.said);
        let screens = self.stack.iter_mut();
        said.extend(screens.flat_map(|screen| screen.said()));
        if !self.setup.is_told() {
            return;
        }
        let is_plain = self.setup.plain;
        // Worked out only where something waits.
        let silence = || self.stack.iter().filter_map(Screen::silence).min();
        self.teller.say(said, silence, &self.setup, effects);
        // Whoever leaves wants to hear no more of it.
        if is_plain && !(self.done && self.keyboard) {
            if let Some(page) = self.page.take() {
                self.teller.tell_page(page.lines(), effects);
            }
            let has_keys = self.keyboard && self.stack.uppermost().tells_keys();
            let board = self.window.board().announcements(has_keys);
            self.teller.tell_board(board, silence, effects);
        }
    }

    /// Takes the next kind of sound for this run, and lets it be heard.
    pub(super) fn next_sound(&mut self, effects: &mut Vec<Effect>) {
        self.setup.sound = self.setup.sound.next();
        let pace = self.setup.pace();
        for screen in self.stack.iter_mut() {
            screen.speak_at(pace);
        }
        let words = format!("Sound: {}", self.setup.sound.words());
        if self.setup.sound == SoundChoice::Off {
            effects.push(Effect::Hear(Sound::Silence));
        }
        self.say_at_once(words, Some(Tone::Begin));
    }

    /// Says something that is no part of what runs: on the screen, or in lines at once, where a notice
    /// might find no room between other words.
    pub(super) fn say_at_once(&mut self, words: String, tone: Option<Tone>) {
        if !self.setup.plain {
            self.say(words.clone());
        }
        self.said.push(Utterance::now(words, tone));
    }
}
