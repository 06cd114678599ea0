//! A cramp more of a night: it is on record once its time is confirmed.

use super::Morning;
use super::question::{Added, Asks, MorningQuestion, OfCramp, Remembered, Subject};
use crate::diary::entry::Cramp;
use crate::diary::episode;
use crate::diary::line::Id;
use crate::night::Night;
use crate::ui::live_diary::LiveDiary;

impl Morning {
    /// Asks about a cramp more of a night, its time first. It is written down once that is confirmed.
    pub(crate) fn of_one_more(journal: &LiveDiary, night: Night, cramp: Cramp) -> Self {
        let mut ids = (0..).map(|nth| Id::new(journal.now(), nth));
        let id = ids.find(|id| !journal.diary().has(id));
        let id = id.expect("no diary has so many of a second");
        let night = Self::of_night(journal, night);
        let subject = night.subject.adding(id, cramp);
        let mut morning = Self {
            asks: Asks::More,
            questions: Asks::More.questions(&subject),
            subject,
            ..night
        };
        morning.turn_to(0);
        morning
    }
}

impl Subject {
    /// The same with a cramp more, and asked about that one alone.
    #[must_use]
    pub(crate) fn adding(mut self, id: Id, cramp: Cramp) -> Self {
        for Remembered { cramp, episode, .. } in &mut self.cramps {
            cramp.asked = episode.asked;
        }
        let more = episode::of(vec![(id.clone(), cramp)]);
        self.cramps.extend(more.into_iter().map(Remembered::of));
        self.added = Some(Added {
            id,
            is_confirmed: false,
        });
        self
    }

    /// Whether nothing is being added of which the time was not confirmed yet.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.added.as_ref().is_none_or(|added| added.is_confirmed)
    }

    /// Whether a cramp is the one that is being added.
    pub(crate) fn is_added(&self, one: &Remembered) -> bool {
        self.added.as_ref().is_some_and(|added| one.has(&added.id))
    }

    /// What is asked of the cramp that is being added: all that is asked of one, and the signs.
    pub(crate) fn of_added(&self) -> Vec<MorningQuestion> {
        let at = self.cramps.iter().position(|one| self.is_added(one));
        let mut all = self.of_night();
        all.retain(|question| match question {
            MorningQuestion::Was(_) => false,
            MorningQuestion::Joined(_) | MorningQuestion::Cramp(_, OfCramp::Signs) => true,
            question => question.cramp().is_some() && question.cramp() == at,
        });
        all
    }
}
