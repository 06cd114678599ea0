//! What other windows say of the night while questions about it are asked.

use std::time::Duration;

use super::question::{Asks, MorningQuestion, OfCramp, Remembered, Subject};
use super::{Kept, Morning};
use crate::diary::Diary;
use crate::diary::counts::Counts;
use crate::diary::entry::{Cramp, Entry};
use crate::diary::episode::{self, Episode};
use crate::diary::line::Id;
use crate::diary::value::Response;
use crate::moment::Moment;
use crate::night::Period;
use crate::ui::keys::Action;
use crate::ui::screen::Context;

/// What is said where they have added or deleted a cramp.
pub(super) const CHANGED: &str = "Another window changed the cramps of this night.";

/// No answer is meant for a question that has come in the place of another this lately.
const UNSEEN: Duration = Duration::from_millis(1500);

impl Morning {
    /// Shows what others have said meanwhile: all that was answered here is in the diary, too. What is
    /// being typed is not taken from under the hand. Returns what is to be told.
    pub(super) fn take_in(&mut self, diary: &Diary) -> Option<&'static str> {
        let is_typed = self.is_time() && !self.draft.text().is_empty();
        self.kept.is_behind = self.adds || self.keeps.is_some() || is_typed;
        if self.kept.is_behind {
            return None;
        }
        let question = self.question();
        let before = self.subject.said(question);
        for one in &mut self.subject.cramps {
            let starts = one.episode.starts().iter().map(|start| {
                let entry = diary.entry(&start.id)?;
                Some((start.id.clone().into_owned(), entry.clone()))
            });
            let Some(starts) = starts.collect::<Option<Vec<_>>>() else {
                continue;
            };
            let cramps = starts.iter().filter_map(|(id, entry)| match entry {
                Entry::Cramp(cramp) => Some((id.clone(), cramp.clone())),
                Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_) => None,
            });
            let mut episodes = episode::of(cramps.collect()).into_iter();
            if let (Some(episode), None) = (episodes.next(), episodes.next()) {
                let asked = one.cramp.asked;
                one.cramp = Cramp::clone(&episode);
                one.cramp.asked = one.cramp.asked.or(asked);
                one.episode = episode;
                self.kept.written.extend(starts);
            }
        }
        let night = self.subject.note.night;
        self.subject.note = diary.note(night);
        let note = Entry::Night(self.subject.note.clone());
        self.kept.written.insert(Id::of_night(night), note);
        let told = self.has_other_cramps(diary).then_some(CHANGED);
        if told.is_some() {
            self.ask_of(diary);
        }
        if self.question() != question || self.subject.said(self.question()) != before {
            let known = std::mem::take(&mut self.known);
            self.turn_to(self.at);
            self.known = known;
        }
        told
    }

    /// The same of what came while something was typed.
    pub(super) fn catch_up(&mut self, context: &mut Context<'_>) {
        let diary = context.diary.ready().ok().filter(|_| self.kept.is_behind);
        let told = diary.and_then(|journal| self.take_in(journal.diary()));
        if let Some(told) = told {
            context.say(told);
        }
    }

    /// Whether a key would answer what nobody can have read yet.
    pub(super) fn is_unseen(&self, action: Action) -> bool {
        let answers = matches!(
            action,
            Action::Number | Action::Unsure | Action::Reply(_) | Action::Open | Action::Next
        );
        answers && self.now < self.unseen
    }

    /// The cramps that the diary has now, of those that are asked about.
    fn cramps_of(&self, diary: &Diary) -> Vec<Episode<'static>> {
        let night = self.subject.note.night;
        let counts = Counts::of(diary, Period::until(night, 1));
        let facts = counts.night(night).cloned().unwrap_or_default();
        let all = facts.tried_out.into_iter().chain(facts.cramps);
        let is_open = |one: &Episode<'_>| one.asked.is_none() || self.is_known(one);
        let asked = all.filter(|one| self.asks != Asks::Morning || is_open(one));
        asked.map(Episode::into_owned).collect()
    }

    fn is_known(&self, episode: &Episode<'_>) -> bool {
        let mut starts = episode.starts().iter();
        starts.any(|start| self.subject.cramps.iter().any(|one| one.has(&start.id)))
    }

    fn has_other_cramps(&self, diary: &Diary) -> bool {
        if self.asks == Asks::Review {
            return false;
        }
        let here = self.subject.cramps.iter();
        let mut here = here.filter(|one| !self.subject.is_own(one));
        let is_gone = here.any(|one| {
            let mut starts = one.episode.starts().iter();
            starts.any(|start| diary.entry(&start.id).is_none())
        });
        is_gone || !self.cramps_of(diary).iter().all(|one| self.is_known(one))
    }

    /// Asks about the cramps that the diary has now, from the question on that is being asked. Where that
    /// is asked no more, what comes in its place has to be seen before it is answered.
    fn ask_of(&mut self, diary: &Diary) {
        let was = self.subject.place(self.question());
        let cramps = self.cramps_of(diary);
        self.kept.written.extend(Kept::entries(&cramps));
        self.subject.renew(cramps, self.asked);
        self.questions = self.asks.questions(&self.subject);
        let mut questions = self.questions.iter();
        let same = questions.position(|other| self.subject.place(*other) == was);
        if same.is_none() {
            self.unseen = self.now + UNSEEN;
        }
        self.at = same.unwrap_or(self.at.min(self.questions.len() - 1));
    }
}

impl Subject {
    /// Whether none is said of a night with a cramp on record.
    pub(super) fn contradicts(&self) -> bool {
        let is_on_record = self
            .cramps
            .iter()
            .any(|one| one.is_cramp() && !self.is_own(one));
        is_on_record && self.note.cramps == Some(Response::Known(0))
    }

    /// Whether a cramp is not in the diary by what was said here: it was none, or is still being added.
    fn is_own(&self, one: &Remembered) -> bool {
        one.is_none() || self.is_added(one) && !self.is_confirmed()
    }

    /// What a question is about, whichever place among the cramps that has.
    fn place(&self, question: MorningQuestion) -> (MorningQuestion, Option<Id>) {
        let (at, question) = match question {
            MorningQuestion::Was(at) => (Some(at), MorningQuestion::Was(0)),
            MorningQuestion::Cramp(at, of) => {
                let is_of_one = !OfCramp::ONCE.contains(&of);
                (is_of_one.then_some(at), MorningQuestion::Cramp(0, of))
            }
            other => (None, other),
        };
        let cramp = at.and_then(|at| self.cramps.get(at));
        (question, cramp.map(|one| one.episode.id().clone()))
    }

    /// Goes by the cramps that the diary has now, and by what was said of them here.
    fn renew(&mut self, episodes: Vec<Episode<'static>>, asked: Moment) {
        let note = self.note.clone();
        let new = Self::new(episodes, asked, note);
        let old = std::mem::take(&mut self.cramps);
        let (own, known): (Vec<_>, Vec<_>) = old.into_iter().partition(|one| self.is_own(one));
        let cramps = new.cramps.into_iter().map(|mut one| {
            let same = known
                .iter()
                .find(|old| old.episode.id() == one.episode.id());
            if let Some(same) = same {
                (one.was, one.may_be_none) = (same.was, same.may_be_none);
            }
            one
        });
        self.cramps = cramps.chain(own).collect();
        self.cramps
            .sort_by_key(|one| (!one.may_be_none, one.episode.start));
        self.returned = new.returned;
    }
}
