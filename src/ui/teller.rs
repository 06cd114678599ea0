//! What is told in lines and heard: the words of the screens in their turn, and what is new on a
//! board once it is quiet.

use std::time::Duration;

use super::announce::Announcement;
use super::app_config::AppConfig;
use super::message::{Effect, Sound};
use crate::session::speech::{Pace, Speech, Tone, Utterance};
use crate::settings::SoundChoice;

/// Says everything once, and nothing before what was said has ended.
#[derive(Debug)]
pub(super) struct Teller {
    speech: Speech,
    /// What stands on the board and was told.
    told: Vec<Announcement>,
    lags: bool,
    /// The page that was told last.
    page: Vec<String>,
    /// What waits until all of it is said, while that is being said.
    held: Option<Vec<Utterance>>,
}

impl Teller {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            speech: Speech::new(pace),
            told: Vec::new(),
            lags: false,
            page: Vec::new(),
            held: None,
        }
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.speech.pass(time);
    }

    /// Time until something that waits may be told.
    pub(super) fn next_change(&self) -> Option<Duration> {
        let waits = self.lags || self.speech.is_waiting() || self.held.is_some();
        self.speech.left().filter(|_| waits)
    }

    pub(super) fn lags(&self) -> bool {
        self.lags
    }

    /// Says what has its turn; `silence` is how long nothing comes by itself, if anything does.
    pub(super) fn say(
        &mut self,
        said: Vec<Utterance>,
        silence: impl Fn() -> Option<Duration>,
        setup: &AppConfig,
        effects: &mut Vec<Effect>,
    ) {
        let speaks = setup.pace().is_some();
        let said = match &mut self.held {
            Some(held) if self.speech.left().is_some() => {
                held.extend(said);
                return;
            }
            held => held.take().into_iter().flatten().chain(said),
        };
        for utterance in said {
            if let Some(now) = self.speech.take(utterance) {
                tell(now.words, now.tone, setup, effects);
            }
        }
        if !speaks {
            self.speech.clear();
        }
        if self.speech.is_waiting()
            && let Some(words) = self.speech.next(silence())
        {
            tell(words, None, setup, effects);
        }
    }

    /// A key was pressed: what comes of it waits for no page. Returns whether it cuts one short.
    pub(super) fn cut_short(&mut self) -> bool {
        let is_cut = self.held.is_some();
        if is_cut {
            self.speech.cut_short();
        }
        is_cut
    }

    /// Whether this page was told last, once.
    pub(super) fn has_told_last(&self, lines: &[String]) -> bool {
        self.page == lines
    }

    /// Tells a page that was asked for at once, and says how long that takes; addresses only when it is
    /// asked for a second time.
    pub(super) fn tell_page(&mut self, lines: Vec<String>, effects: &mut Vec<Effect>) -> Duration {
        let again = self.page == lines;
        for line in &lines {
            let words: Vec<&str> = line
                .split(' ')
                .filter(|word| again || !word.starts_with("https://"))
                .collect();
            effects.push(Effect::Tell(words.join(" ")));
        }
        self.speech.fill(&lines);
        self.page = if again { Vec::new() } else { lines };
        self.held = Some(Vec::new());
        self.speech.left().unwrap_or_default()
    }

    /// Tells what is new on the board, one paragraph after another where something comes by itself.
    pub(super) fn tell_board(
        &mut self,
        now: Vec<Announcement>,
        silence: impl Fn() -> Option<Duration>,
        effects: &mut Vec<Effect>,
    ) {
        self.lags = false;
        self.told.retain(|told| now.contains(told));
        let mut news = now;
        news.retain(|paragraph| !self.told.contains(paragraph));
        if news.is_empty() {
            return;
        }
        let silence = silence();
        for paragraph in news {
            let is_free = silence.is_none() && !self.speech.is_waiting();
            if is_free || self.speech.offer(&paragraph.text, silence) {
                effects.push(Effect::Tell(paragraph.text.clone()));
                self.told.push(paragraph);
            } else {
                self.lags = true;
            }
        }
    }
}

fn tell(words: String, tone: Option<Tone>, setup: &AppConfig, effects: &mut Vec<Effect>) {
    let is_silence = words.is_empty() && tone.is_none();
    let sound = match setup.sound {
        SoundChoice::Off => None,
        SoundChoice::Tones | SoundChoice::Voice if is_silence => Some(Sound::Silence),
        SoundChoice::Voice if !words.is_empty() => Some(Sound::Words(words.clone(), tone)),
        SoundChoice::Tones | SoundChoice::Voice => tone.map(Sound::Tone),
        SoundChoice::Bell => tone.map(|_| Sound::Bell),
    };
    effects.extend(sound.map(Effect::Hear));
    if setup.plain && !words.is_empty() {
        effects.push(Effect::Tell(words));
    }
}
