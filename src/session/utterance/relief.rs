//! What is said aloud of relief, beside the words of its steps.

use std::time::Duration;

use super::until_due;
use crate::guidance;
use crate::session::cue::Cue;
use crate::session::relief::{Relief, ReliefEvent};
use crate::session::speech::{Tone, Turn, Utterance};
use crate::session::spot::Spot;

impl Relief {
    /// What there is to say of what happened at once; `call` says whom to call.
    pub fn utterances(&self, happened: &[ReliefEvent], call: &str) -> Vec<Utterance> {
        let ten_minutes =
            format!("Ten minutes. Let go, and rest the leg. Get medical help. {call}.");
        if happened.contains(&ReliefEvent::TenMinutes) {
            return vec![Utterance::new(ten_minutes, Tone::Help)];
        }
        let cues: Vec<Cue> = happened
            .iter()
            .filter_map(|happened| match happened {
                ReliefEvent::Cue(cue) => Some(*cue),
                ReliefEvent::ThreeMinutes | ReliefEvent::TenMinutes => None,
            })
            .collect();
        self.with_what_is_beside(self.session().utterances(&cues))
    }

    /// What there is to say of the present phase at its beginning.
    pub fn present(&self) -> Vec<Utterance> {
        self.with_what_is_beside(self.session().present())
    }

    fn with_what_is_beside(&self, mut said: Vec<Utterance>) -> Vec<Utterance> {
        if said.iter().any(|utterance| utterance.turn == Turn::New) {
            said.extend(self.beside().map(Utterance::quiet));
        }
        said
    }

    /// What follows the words of the first step of a pass: where else to turn, and when to get help.
    pub(in crate::session) fn beside(&self) -> impl Iterator<Item = String> + use<> {
        let is_first = self.session().position() == 0;
        let elsewhere = self.elsewhere().map(|words| {
            let words = words.replace("UP", "up");
            if self.session().plan.start().keyboard {
                return words.replace("? ", "? Press ") + ".";
            }
            // Without a keyboard another start leads there.
            let words = words.replace("? 6", "? `uncramp now shin`.");
            let words = words.replace("? 4", "? `uncramp now front thigh`");
            words.replace("? 7", "? `uncramp now inner thigh`.")
        });
        let help = is_first.then(|| guidance::words().relief_line.clone());
        elsewhere.into_iter().chain(help)
    }

    /// Where to turn from the first step when it is for the muscle on the other side: a step that brings
    /// the foot up makes the cramp of the shin worse.
    pub fn elsewhere(&self) -> Option<&'static str> {
        let words = match self.spot()? {
            Spot::Calf | Spot::Foot | Spot::Bed => "Foot pulled UP? 6",
            Spot::Hamstring => "Front of the thigh? 4. Inside? 7",
            Spot::Quadriceps | Spot::Shin | Spot::InnerThigh => return None,
        };
        (self.session().position() == 0).then_some(words)
    }

    /// Time until something is said that cannot wait; `None` where nothing comes by itself.
    pub fn silence(&self) -> Option<Duration> {
        let mut ahead = self.clone();
        until_due(|| {
            let wait = ahead.next_change()?;
            let happened = ahead.advance(wait);
            Some((wait, ahead.utterances(&happened, "")))
        })
    }
}
