//! What the app learns from other windows, and what it keeps for the next one.

use std::time::Duration;

use super::{App, Dated, Effect};
use crate::diary::doubt;
use crate::profile::danger::Danger;
use crate::profile::{Profile, Reply};
use crate::session::relief::ReliefAnswer;
use crate::session::under_way::UnderWay;
use crate::ui::card;
use crate::ui::screen::Mood;

pub(super) const OVERTAKEN: &str = "Another window wrote first: look, then say it again.";

const ELSEWHERE: &str = "Answered in another window: ";

impl App {
    /// Asks once whether the clock is right, before anything is written by it; not during relief.
    pub(super) fn doubt_clock(&mut self) {
        let doubt = match self.diary.ready() {
            Ok(journal) => doubt::of_clock(Some(journal.diary()), journal.now()),
            Err(_) => self.setup.clock.clone(),
        };
        let is_calm = self.stack.mood() == Mood::Calm || self.stack.uppermost().asks_safety();
        let is_free = is_calm && self.setup.barring().is_none();
        if let Some(doubt) = doubt.filter(|_| is_free && self.dated != Dated::Asked) {
            self.dated = Dated::Asked;
            self.show(card::clock(&doubt), Some(self.now));
        }
    }

    /// Shows what others have written into the diary.
    pub(super) fn see(&mut self) {
        if let Ok(journal) = self.diary.ready() {
            let diary = journal.diary();
            let told = self.stack.iter_mut().filter_map(|screen| screen.see(diary));
            if let Some(told) = told.last() {
                self.say(told);
            }
        }
    }

    /// Goes by what another window has changed in the safety answers, and says so.
    pub(super) fn learn(&mut self, profile: Profile, danger: Option<Danger>) {
        let unkept = self.unkept.iter().flat_map(Danger::signs);
        let danger = unkept.fold(danger, |danger, sign| {
            Some(danger.unwrap_or_default().and(Some(sign), None))
        });
        let known = std::mem::replace(&mut self.setup.danger, danger);
        let danger = self.setup.danger.as_ref();
        let is_new = danger.is_some_and(|danger| danger.is_more_than(known.as_ref()));
        if is_new {
            self.danger_since = self.now;
        }
        // A routine under way stops for what only keeps routines from starting, too.
        let bars = match self.stack.mood() {
            Mood::Busy => self.setup.danger.as_ref(),
            Mood::Calm | Mood::Cramp | Mood::End => self.setup.barring(),
        };
        let card = bars.filter(|_| is_new);
        let card = card.map(|danger| card::danger(danger, &self.setup.settings));
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
            // What stands there still was not read yet.
            let told = self
                .notices
                .said()
                .filter(|told| told.starts_with(ELSEWHERE));
            let told = told.map_or(ELSEWHERE.to_owned(), |told| format!("{told}, "));
            let words = told + &changes.join(", ");
            self.notices.tell_news(words, self.stack.mood(), self.now);
        }
        if let Some(card) = card.filter(|_| self.stack.mood() != Mood::Calm) {
            if let Some(danger) = &self.setup.danger {
                self.stack.iter_mut().for_each(|screen| screen.halt(danger));
            }
            self.show(card, Some(self.now));
        }
    }

    /// Ends relief that is under way here too: another window was told so long ago that it eased.
    pub(super) fn ease(&mut self, answer: ReliefAnswer, ago: Duration) {
        let screens = self.stack.iter_mut();
        screens.for_each(|screen| screen.ease(answer, ago));
    }

    /// Goes by what others have under way, beside what is this window's own.
    pub(super) fn take_up(&mut self, found: UnderWay) {
        let mut now = self.setup.under_way.clone().over(&self.kept, found);
        self.stack.iter().for_each(|screen| screen.note(&mut now));
        self.kept = now.timeless();
        self.setup.under_way = now;
    }

    /// What is kept of what is under way here, and what is known of others.
    pub fn under_way(&self) -> &UnderWay {
        &self.kept
    }

    /// Says how to go on with what is left before its end, and by which clock it was written down where
    /// nobody was asked about that.
    pub(super) fn part(&self, effects: &mut Vec<Effect>) {
        let is_kept = self.setup.keeps_diary;
        let mut left = self
            .stack
            .iter()
            .filter_map(|screen| screen.parting(is_kept));
        let words = left.next().filter(|_| self.done && self.keyboard);
        effects.extend(words.map(|words| Effect::Part(words.to_owned())));
        let clock = self.setup.clock.as_ref();
        let is_unasked = is_kept && self.dated == Dated::Unasked;
        let clock = clock.filter(|_| is_unasked && self.done && self.keyboard);
        let words =
            clock.map(|clock| format!("Written down by a clock that may be wrong: {clock}."));
        effects.extend(words.map(Effect::Part));
    }

    /// Has what is under way kept, at every step and at the end, but not before the first frame. Where
    /// there is no keyboard nobody may be there who could go on.
    pub(super) fn keep_under_way(&mut self, effects: &mut Vec<Effect>) {
        let under_way = &mut self.setup.under_way;
        if !self.keyboard || self.now.is_zero() {
            return;
        }
        self.stack.iter().for_each(|screen| screen.note(under_way));
        let now = under_way.timeless();
        if now != self.kept || self.done && now != UnderWay::default() {
            effects.push(Effect::Keep(under_way.clone()));
            self.kept = now;
        }
    }
}
