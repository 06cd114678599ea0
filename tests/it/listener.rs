//! Somebody who listens to a run, in virtual time.

use std::time::Duration;

use uncramp::routine::{Routine, Step};
use uncramp::session::speech::Pace;
use uncramp::settings::{Settings, SoundChoice};
use uncramp::ui::board::Content;
use uncramp::ui::keys::Key;
use uncramp::ui::{App, AppConfig, Effect, InitialScreen, Msg, Sound};

use crate::pilot::setup;

/// A run that is listened to: what happened, and when.
pub struct Listener {
    pub app: App,
    pub time: Duration,
    pub heard: Vec<(Duration, Effect)>,
}

impl Listener {
    pub fn new(first: InitialScreen, pace: Pace, plain: bool, sound: SoundChoice) -> Self {
        let settings = Settings {
            pace,
            ..Settings::default()
        };
        let setup = AppConfig {
            settings,
            plain,
            sound,
            ..setup()
        };
        let mut listener = Self {
            app: App::new(setup, first),
            time: Duration::ZERO,
            heard: Vec::new(),
        };
        listener.tell(Msg::Resized((80, 24).into(), None));
        listener
    }

    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg).into_iter();
        let time = self.time;
        self.heard.extend(effects.map(|effect| (time, effect)));
    }

    /// Lets time pass as the plain mode does: from one change to the next.
    pub fn wait(&mut self, seconds: u64) {
        let end = self.time + Duration::from_secs(seconds);
        while let Some(wake) = self
            .app
            .next_change()
            .filter(|wake| self.time + *wake <= end)
        {
            self.time += wake;
            self.tell(Msg::Elapsed(wake));
            if self.app.is_done() {
                return;
            }
        }
        self.tell(Msg::Elapsed(end.saturating_sub(self.time)));
        self.time = end;
    }

    /// Hears only what comes from now on.
    pub fn press(&mut self, keys: &str) {
        self.heard.clear();
        for key in keys.chars() {
            self.tell(Msg::Key(Key::Char(key)));
        }
    }

    /// The step under way, by what it says to do.
    pub fn step<'r>(&self, routine: &'r Routine) -> Option<&'r Step> {
        let (board, ..) = self.app.shown();
        let shows = |step: &&Step| {
            let mut blocks = board.blocks.iter();
            blocks.any(
                |block| matches!(&block.content, Content::Text(text) if text.words == step.say),
            )
        };
        routine.steps.iter().find(shows)
    }

    /// What is heard until the step changes.
    pub fn until_next_step(&mut self, routine: &Routine) -> String {
        let title = |listener: &Self| listener.step(routine).map(|step| step.title.clone());
        let (here, end) = (title(self), self.time + Duration::from_secs(90));
        while title(self) == here && self.time < end {
            self.wait(1);
        }
        let words: Vec<_> = self.bursts().into_iter().map(|(_, words)| words).collect();
        words.join(" ").replace('\n', " ")
    }

    /// Every burst that begins while the one before is still being spoken.
    pub fn overlaps(&self, pace: Pace) -> Vec<String> {
        let bursts = self.bursts();
        let pairs = bursts.windows(2).filter_map(|pair| {
            let [(begun, said), (next, words)] = pair else {
                return None;
            };
            let late = (*begun + length(pace, said)).checked_sub(*next)?;
            (!late.is_zero()).then(|| format!("{said:?} lasts {late:?} into {words:?}\n"))
        });
        pairs.collect()
    }

    /// Every burst of words: when it began, and all of it.
    pub fn bursts(&self) -> Vec<(Duration, String)> {
        let mut bursts: Vec<(Duration, String)> = Vec::new();
        for (time, effect) in &self.heard {
            let (Effect::Tell(words) | Effect::Hear(Sound::Words(words, _))) = effect else {
                continue;
            };
            match bursts.last_mut().filter(|(last, _)| last == time) {
                // A line that is heard as well.
                Some((_, all)) if all.ends_with(words) => {}
                Some((_, all)) => all.extend(["\n", words]),
                None => bursts.push((*time, words.clone())),
            }
        }
        bursts
    }
}

fn length(pace: Pace, burst: &str) -> Duration {
    burst.lines().map(|line| pace.length(line)).sum()
}
