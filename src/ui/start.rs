//! What starts: relief and routines, fitted to the safety answers, and the questions themselves.

use super::overlay::Overlay;
use super::player::Player;
use super::profile::Questions;
use super::relief::ReliefScreen;
use super::routines::Routines;
use super::screen::Screen;
use super::{App, Effect, First, card};
use crate::profile::danger::Danger;
use crate::profile::{self, Answer, Profile, Reply, fit};
use crate::routine::{Purpose, Routine};
use crate::session::relief::Spot;

/// What became of answers to the safety questions.
#[derive(Debug)]
pub(super) enum Answers {
    /// They are on their way.
    Writing,
    /// They are on the disk.
    Kept,
    /// They are only in memory, as these words say.
    NotKept(String),
}

impl App {
    /// Starts relief: a spot, or what the settings say.
    pub(super) fn relieve(&mut self, spot: Option<Spot>, effects: &mut Vec<Effect>) {
        if self.barred.is_some() {
            return self.refuse(First::Relief(spot));
        }
        self.leave_screen(effects);
        let findings = self.setup.findings();
        let own = self.setup.own_relief.clone();
        let screen = match (spot, own) {
            (Some(spot), _) => ReliefScreen::at(spot, &findings, effects),
            (None, Some(routine)) => {
                ReliefScreen::begin(fit(routine, &findings, &self.setup.poses), None, effects)
            }
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
        if self.barred.is_some() {
            return self.refuse(First::Routine(Box::new(routine)));
        }
        self.leave_screen(effects);
        let routine = fit(routine, &self.setup.findings(), &self.setup.poses);
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
    pub(super) fn keep_answers(&mut self, effects: &mut Vec<Effect>) {
        if let Screen::Questions(questions) = &mut self.screen {
            for answer in questions.take() {
                self.setup.profile.take(&answer);
                self.answers = Some(Answers::Writing);
                effects.push(Effect::Answer(answer));
            }
        }
    }

    /// Goes by what another window has changed, and says so.
    pub(super) fn learn(&mut self, profile: Profile, danger: Option<&Danger>) {
        self.barred = danger.map(|danger| card::danger(danger, &self.setup.settings));
        let before = std::mem::replace(&mut self.setup.profile, profile);
        let profile = &self.setup.profile;
        let changes = profile.changes(&before).map(|question| {
            let reply = profile.reply(question).map_or("not answered", Reply::words);
            format!("{}: {reply}", question.name())
        });
        let changes: Vec<_> = changes.collect();
        match &mut self.screen {
            Screen::Questions(questions) => questions.learn(profile),
            Screen::Routines(_) => self.screen = Screen::Routines(Routines::of(&self.setup)),
            Screen::Home(_)
            | Screen::Nights(_)
            | Screen::Morning(_)
            | Screen::Player(_)
            | Screen::Relief(_) => {}
        }
        if !changes.is_empty() {
            self.say(format!(
                "Answered in another window: {}",
                changes.join(", ")
            ));
        }
    }

    /// The answers are on the disk. While questions are asked the line below is for their keys.
    pub(super) fn answers_kept(&mut self) {
        if self.answers.is_none() {
            return;
        }
        self.answers = Some(Answers::Kept);
        if !matches!(self.screen, Screen::Questions(_)) {
            self.say_whether_kept();
        }
    }

    /// Some of the answers are only in memory.
    pub(super) fn answers_not_kept(&mut self, why: &str) {
        let words = format!("Your answers are not kept: {why}");
        self.say(words.clone());
        self.answers = Some(Answers::NotKept(words));
    }

    /// Says what became of the answers, once that is known.
    pub(super) fn say_whether_kept(&mut self) {
        match self.answers.take() {
            None => {}
            Some(Answers::Writing) => self.answers = Some(Answers::Writing),
            Some(Answers::Kept) => self.say("Your answers are kept.".to_owned()),
            Some(Answers::NotKept(words)) => self.say(words),
        }
    }

    /// Shows what to do today about a swollen leg; nothing starts any more, until the question is
    /// answered with a no. Where there was no home, it stays below the card.
    pub(super) fn stop_for_today(&mut self, effects: &mut Vec<Effect>) {
        if self.from_home {
            self.close(effects);
        }
        self.bar(card::SWOLLEN, effects);
    }

    /// Lays the card of a sign of danger over the screen, and has it remembered. It comes again in
    /// place of all that would start.
    pub(super) fn bar(&mut self, sign: &'static str, effects: &mut Vec<Effect>) {
        let danger = Danger {
            seen: None,
            signs: vec![sign.to_owned()],
        };
        let card = card::danger(&danger, &self.setup.settings);
        self.barred = Some(card.clone());
        effects.push(Effect::Answer(Answer::seen(sign)));
        self.lay(card);
    }

    /// Lays that card in place of what would start.
    pub(super) fn refuse(&mut self, wanted: First) {
        if let Some(card) = &self.barred {
            let card = card
                .clone()
                .keyed("s both legs look the same now   q leaves");
            self.overlay = Some(Overlay::Danger(card, self.now, Box::new(wanted)));
        }
    }

    /// Both legs look the same now: what was refused starts.
    pub(super) fn looks_same(&mut self, effects: &mut Vec<Effect>) {
        let overlay = self.overlay.take();
        self.all_clear(effects);
        if let Some(Overlay::Danger(_, _, wanted)) = overlay {
            self.open(*wanted, effects);
        }
    }

    /// No leg is swollen: everything may start.
    pub(super) fn all_clear(&mut self, effects: &mut Vec<Effect>) {
        if self.barred.take().is_some() {
            effects.push(Effect::Answer(Answer::LooksSame));
        }
    }
}
