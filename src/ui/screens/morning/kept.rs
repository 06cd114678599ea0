//! What becomes of the answers: they are written down, and may show a card.

use std::collections::{BTreeMap, BTreeSet};

use super::Morning;
use super::question::{Asks, MorningQuestion, OfCramp, Remembered, Subject};
use crate::diary::choice::Sign;
use crate::diary::counts::band;
use crate::diary::entry::{Cramp, Entry};
use crate::diary::episode::Episode;
use crate::diary::line::Id;
use crate::ui::card;
use crate::ui::page::{Page, Paragraph};
use crate::ui::screen::{Context, Nav};
use crate::ui::screens::handbook::MarksScreen;
use crate::ui::screens::nights::six_weeks;

/// What the questions have written.
#[derive(Debug)]
pub(super) struct Kept {
    /// Each entry as it was when they began, or as they have written it.
    pub(super) written: BTreeMap<Id, Entry>,
    /// Cramps that were taken out here, and may come back here.
    pub(super) taken_out: BTreeSet<Id>,
    /// Whether others have written while something was typed.
    pub(super) is_behind: bool,
    /// What was known of each question when they began.
    said: Vec<(MorningQuestion, String)>,
}

impl Kept {
    /// Nothing yet.
    pub(super) fn of(subject: &Subject, questions: &[MorningQuestion]) -> Self {
        let said = questions.iter();
        let said = said.filter_map(|question| Some((*question, subject.said(*question)?)));
        let note = &subject.note;
        let note = (Id::of_night(note.night), Entry::Night(note.clone()));
        let cramps = subject.cramps.iter().map(|one| &one.episode);
        Self {
            written: Self::entries(cramps).chain([note]).collect(),
            taken_out: BTreeSet::new(),
            is_behind: false,
            said: said.collect(),
        }
    }

    pub(super) fn entries<'e>(
        cramps: impl IntoIterator<Item = &'e Episode<'static>>,
    ) -> impl Iterator<Item = (Id, Entry)> {
        let starts = cramps.into_iter().flat_map(Episode::starts);
        starts.map(|start| {
            let cramp = start.cramp.clone().into_owned();
            (start.id.clone().into_owned(), Entry::Cramp(cramp))
        })
    }

    /// Whether of this cramp nothing is new but that it was asked about.
    fn is_only_asked(&self, id: &Id, cramp: &Cramp) -> bool {
        let Some(Entry::Cramp(known)) = self.written.get(id) else {
            return false;
        };
        let mut cramp = cramp.clone();
        cramp.asked = known.asked;
        cramp == *known
    }

    /// Whether a question has another answer than when they began.
    fn is_new(&self, question: MorningQuestion, said: Option<&String>) -> bool {
        let known = self.said.iter().find(|(known, _)| *known == question);
        known.map(|(_, known)| known) != said
    }
}

impl Morning {
    /// Writes down what was answered, and that it was asked.
    pub(super) fn keep(&mut self, context: &mut Context<'_>) {
        self.keeps = None;
        let Ok(journal) = context.diary.ready_mut() else {
            return;
        };
        let confirmed =
            |one: &&Remembered| self.subject.is_confirmed() || !self.subject.is_added(one);
        let cramps = self.subject.cramps.iter().filter(confirmed);
        let cramps = cramps.flat_map(|remembered| {
            let starts = remembered.episode.rewritten(&remembered.cramp);
            starts
                .into_iter()
                .map(|start| (start, remembered.is_none()))
        });
        for ((id, cramp), is_none) in cramps {
            if is_none {
                if self.kept.taken_out.insert(id.clone()) {
                    journal.delete(&id, context.effects);
                }
                continue;
            }
            // Who only looked at a night that was chosen has changed nothing.
            if matches!(self.asks, Asks::Night | Asks::More) && self.kept.is_only_asked(&id, &cramp)
            {
                continue;
            }
            let entry = Entry::Cramp(cramp);
            if self.kept.taken_out.remove(&id) {
                journal.write(&id, &entry, context.effects);
            }
            // What another window has written of it meanwhile is not this one's to change.
            match self.kept.written.insert(id.clone(), entry.clone()) {
                Some(known) => journal.change(&id, &known, &entry, context.effects),
                // It is the one that is added.
                None => journal.write(&id, &entry, context.effects),
            }
        }
        let note = &self.subject.note;
        let (id, entry) = (Id::of_night(note.night), Entry::Night(note.clone()));
        if let Some(known) = self.kept.written.insert(id.clone(), entry.clone())
            && known != entry
        {
            journal.change(&id, &known, &entry, context.effects);
        }
        let review = &self.subject.review;
        let id = Id::of_review(review.night);
        if review.keep.is_some() || (self.asks == Asks::Review && journal.diary().has(&id)) {
            journal.write(&id, &Entry::Review(review.clone()), context.effects);
        }
    }

    /// Says what is kept, with the card of what is due since the last answers.
    pub(super) fn finish(&mut self, context: &mut Context<'_>) -> Nav {
        self.look_at_times(context);
        self.keep(context);
        if !self.subject.is_confirmed() {
            context.say("No cramp was added.");
            return Nav::Back;
        }
        let mut due = match context.diary.ready() {
            Ok(journal) => band::warnings(journal.diary(), journal.tonight()),
            Err(_) => Vec::new(),
        };
        due.retain(|id| !self.warned.contains(id));
        let card = (!due.is_empty()).then(|| card::of(&due, &context.setup.settings));
        let questions = self.questions.iter();
        let answers = questions.filter(|question| {
            let said = self.subject.said(**question);
            self.kept.is_new(**question, said.as_ref())
        });
        let [what, is_kept] = match answers.count() {
            0 => ["No question".to_owned(), "was answered".to_owned()],
            1 => ["Your answer".to_owned(), "is kept".to_owned()],
            answers => [format!("Your {answers} answers"), "are kept".to_owned()],
        };
        let huge = [&what, &is_kept].map(|line| line.to_uppercase());
        let mut questions = self.questions.iter();
        let joined = questions.find(|question| self.is_open(**question));
        let joined = joined.and_then(|joined| self.about(*joined));
        let counted = joined.map(|cramps| format!("{cramps} count as one."));
        let kept = [Some(format!("{what} {is_kept}.")), counted.clone()];
        let kept = kept.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let end = |card: Option<Page>| match card {
            Some(card) => card.with(Paragraph::text(&kept)),
            None => Page::new(
                "",
                counted
                    .as_deref()
                    .map(Paragraph::text)
                    .into_iter()
                    .collect(),
            )
            .shout(huge),
        };
        // Who goes on pressing has not seen that there is no further question.
        context.step_changed();
        match self.asks {
            Asks::Night | Asks::More => {
                if let Some(card) = card {
                    context.show(card);
                }
                context.say(kept);
            }
            Asks::Review => context.show_unasked(end(card)),
            Asks::Morning => {
                let again = Paragraph::text("5, then e asks again, whenever you like.");
                context.show_unasked(end(card).with(again));
            }
        }
        Nav::Back
    }

    /// Shows the card that an answer opens, unless it was shown before. A leg that is swollen now is
    /// not to be stretched; where a sign belongs to another trouble, the board asks whether it was a
    /// cramp at all.
    pub(super) fn show_card(&mut self, option: usize, context: &mut Context<'_>) -> bool {
        let picked = self.is_picked(option);
        let settings = &context.setup.settings;
        let mut marks = None;
        let (id, card) = match self.question() {
            MorningQuestion::Cramp(_, OfCramp::Signs) if picked => {
                let Some(sign) = Sign::ALL.get(option) else {
                    return false;
                };
                marks = MarksScreen::of(sign.fact());
                match sign.warning() {
                    Some(id) => (id, Some(card::of(&[id], settings))),
                    None => (sign.name(), None),
                }
            }
            // Whether it helped is for the counts to say, not for the answer.
            MorningQuestion::Keep => match self
                .six_weeks
                .and_then(|weeks| six_weeks::card(&weeks, settings))
            {
                Some((id, card)) => (id, Some(card)),
                None => return false,
            },
            MorningQuestion::Any
            | MorningQuestion::Returned(_)
            | MorningQuestion::Joined(_)
            | MorningQuestion::Was(_)
            | MorningQuestion::Cramp(..)
            | MorningQuestion::Night(_) => return false,
        };
        if self.warned.contains(&id) {
            return false;
        }
        self.warned.push(id);
        // What nothing starts after shows its card by itself.
        if context.tells_danger() {
            return true;
        }
        // What to do stands over it.
        if let Some(marks) = marks {
            context.open(Box::new(marks));
        }
        if let Some(card) = card {
            context.show(card);
        }
        true
    }
}
