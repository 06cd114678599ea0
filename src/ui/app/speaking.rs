//! What the app tells in lines and lets be heard.

use std::time::Duration;

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
        // Whoever leaves wants to hear no more of it.
        let tells = is_plain && !(self.done && self.keyboard);
        if let Some(page) = self.page.take().filter(|_| tells) {
            let time = self.teller.tell_page(page.lines(), effects);
            self.stand_still(time);
        }
        // Worked out only where something waits.
        let silence = || self.stack.iter().filter_map(Screen::silence).min();
        self.teller.say(said, silence, &self.setup, effects);
        if tells {
            let has_keys = self.keyboard && self.stack.uppermost().tells_keys();
            let board = self.window.board().announcements(has_keys);
            self.teller.tell_board(board, silence, effects);
        }
    }

    /// Lets nothing that runs say anything by itself for so long.
    pub(super) fn stand_still(&mut self, time: Duration) {
        for screen in self.stack.iter_mut() {
            screen.stand_still(time);
        }
    }

    /// Takes the next kind of sound for this run, and lets it be heard.
    pub(super) fn next_sound(&mut self, effects: &mut Vec<Effect>) {
        self.setup.sound = self.setup.sound.next();
        let (pace, sound) = (self.setup.pace(), self.setup.sound);
        let speaks = sound == SoundChoice::Voice;
        for screen in self.stack.iter_mut() {
            screen.speak_at(pace);
            if speaks {
                screen.say_anew();
            }
        }
        let words = format!("Sound: {}", sound.words());
        if sound == SoundChoice::Off {
            effects.push(Effect::Hear(Sound::Silence));
        }
        if !self.setup.plain {
            self.say(words.clone());
        }
        if let Some(pace) = pace {
            self.stand_still(pace.span(&words));
        }
        let begin = if speaks {
            Utterance::new
        } else {
            Utterance::now
        };
        self.said.push(begin(words, Some(Tone::Begin)));
    }
}
