//! EASED?: the key that asks it, the presses that are none, what its answers lead to, and the advice over it.

use std::time::Duration;

use super::{LONG_LOOK, LOOK, ReliefScreen, ending};
use crate::diary::{Record, ReliefAnswer};
use crate::session::relief::{ReliefEvent, Stage};
use crate::session::speech::Utterance;
use crate::ui::keys::Key;
use crate::ui::screen::{Context, Nav};

/// EASED? takes no SPACE, ENTER or click this soon after it was asked,
const FIRST: Duration = Duration::from_secs(1);
/// nor it and the look the key that asked while that keeps arriving within this time: a hand rests on it.
const REPEATING: Duration = Duration::from_millis(700);
/// So long the advice at ten minutes takes no key: that was meant for EASED? beneath.
const UNSEEN: Duration = Duration::from_secs(1);

impl ReliefScreen {
    /// Asks whether it eased, by this key.
    pub(super) fn ask(&mut self, key: Key, now: Duration) {
        self.relief.ask();
        self.asked = Some((key, now));
        (self.selected, self.advice) = (0, None);
        self.said = vec![Utterance::new("Better? One gone, four worse.", None)];
    }

    /// Goes by an answer, and lets nothing but rest follow a cramp of ten minutes.
    pub(super) fn answer(&mut self, answer: ReliefAnswer, key: Key, context: &mut Context<'_>) {
        let Stage::Asking { stamp } = self.relief.stage() else {
            return;
        };
        let session = self.relief.session();
        // At rest, and after a sleep, what was on the screen is long gone.
        let has_step = stamp.is_some() && !self.relief.was_resting();
        context.record(Record::Answered {
            answer,
            after: stamp,
            routine: session.routine().id.clone(),
            own: session.routine().own,
            step: has_step.then(|| session.step().title.clone()),
        });
        self.relief.answer(answer);
        if answer == ReliefAnswer::Worse {
            context.worse();
        }
        if self.relief.was_long() != Some(false) {
            // Whoever slept over it is not told of it tomorrow.
            let is_known = self.relief.was_long().is_some() || answer == ReliefAnswer::Same;
            context.long_cramp(is_known);
        }
        (self.asked, self.page) = (Some((key, context.now)), 0);
        // Nothing is held while one looks.
        if self.relief.stage() == Stage::Stretching && !self.is_at_the_look() {
            context.say("Go on: hold it · more comes by itself");
        }
        if matches!(self.relief.stage(), Stage::Eased { .. }) {
            let is_long = self.relief.was_long() != Some(false);
            self.look = if is_long { LONG_LOOK } else { LOOK };
        }
        self.said = match self.relief.stage() {
            Stage::Stretching | Stage::Still => self.present(),
            stage => vec![ending::said(stage, &context.setup.settings)],
        };
    }

    /// Ends, as another window was told so long ago; both legs were looked at there.
    pub(super) fn end_elsewhere(&mut self, answer: ReliefAnswer, ago: Duration) {
        if self.danger.is_none() && self.relief.ease(answer, ago) {
            (self.asked, self.advice, self.page) = (None, None, 0);
            (self.look, self.eased) = (Duration::ZERO, ago);
            self.said = vec![Utterance::silence()];
        }
    }

    /// Lets time pass since it eased.
    pub(super) fn pass_end(&mut self, time: Duration) {
        if self.relief.is_over() {
            self.eased = self.eased.saturating_add(time);
        }
    }

    /// Whether a press was meant for what stood there before.
    pub(super) fn is_stray(&self, key: Key, gap: Option<Duration>, now: Duration) -> bool {
        if self
            .advice
            .is_some_and(|came| now.saturating_sub(came) < UNSEEN)
        {
            return true;
        }
        let asking = matches!(self.relief.stage(), Stage::Asking { .. });
        let asks = asking
            || self.looks_at_the_end()
            || self.danger.is_some()
            || self.relief.stage() == Stage::Worse;
        let Some((asked, at)) = self.asked else {
            return false;
        };
        let is_early = now.saturating_sub(at) < FIRST;
        let repeats = gap.is_some_and(|gap| gap < REPEATING);
        // An answer may be the key of an answer to what it leads to, or of another muscle.
        asking && key.is_big() && is_early || asked.is_same(key) && (is_early || asks && repeats)
    }

    /// Shows the advice, whatever covers it, once ten minutes are over, and has that kept.
    pub(super) fn heed(&mut self, happened: &[ReliefEvent], context: &mut Context<'_>) -> Nav {
        if !happened.contains(&ReliefEvent::TenMinutes) {
            return Nav::Stay;
        }
        if self.relief.was_long() == Some(true) && context.keyboard {
            context.long_cramp(true);
        }
        match self.relief.stage() {
            Stage::Asking { .. } => {
                self.advice = Some(context.now);
                self.page = 0;
            }
            Stage::Resting => {}
            Stage::Stretching | Stage::Still | Stage::Worse | Stage::Eased { .. } => {
                return Nav::Stay;
            }
        }
        Nav::Uncover
    }
}
