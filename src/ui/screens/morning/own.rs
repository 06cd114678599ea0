//! Words of the person's own: written once, offered again under a key of their own.

use super::Morning;
use super::options::Pick;
use super::question::{MorningQuestion, OfCramp, OfNight};
use crate::diary::Diary;
use crate::diary::word::{Own, Word, offered};
use crate::handbook;
use crate::ui::screen::Context;

/// What is asked for while some are written.
pub(super) const WORDS: &str =
    "What was it, in a word or two? A comma divides several. ENTER puts it on the list.";

/// Letters of all that is written at once, at most.
pub(super) const SEVERAL: usize = 4 * Own::LONGEST;

/// The words that are offered again.
#[derive(Debug)]
pub(super) struct Offered {
    helped: Vec<Own>,
    evening: Vec<Own>,
}

impl Offered {
    pub(super) fn of(diary: &Diary) -> Self {
        let cramps = diary
            .cramps()
            .filter_map(|(_, cramp)| cramp.helped.as_ref());
        let helped = cramps.filter_map(|told| told.as_ref().known()).flatten();
        let notes = diary.notes().filter_map(|(_, note)| note.with.as_ref());
        let evening = notes.filter_map(|told| told.as_ref().known()).flatten();
        Self {
            helped: offered(helped.filter_map(Word::own)),
            evening: offered(evening),
        }
    }

    /// Those for a question, and whatever else is picked there.
    pub(super) fn of_question(
        &self,
        question: MorningQuestion,
        picked: Option<&dyn Pick>,
    ) -> Vec<Own> {
        let mut all = match question {
            MorningQuestion::Cramp(_, OfCramp::Helped) => self.helped.clone(),
            MorningQuestion::Night(OfNight::Evening) => self.evening.clone(),
            _ => Vec::new(),
        };
        let picked = picked.map(Pick::own).unwrap_or_default();
        for own in picked {
            if !all.contains(&own) {
                all.push(own);
            }
        }
        all
    }

    fn add(&mut self, question: MorningQuestion, own: &Own) {
        let all = match question {
            MorningQuestion::Cramp(_, OfCramp::Helped) => &mut self.helped,
            _ => &mut self.evening,
        };
        if !all.contains(own) {
            all.push(own.clone());
        }
    }
}

impl Morning {
    /// Puts what was written on the list, and picks it.
    pub(super) fn add_own(&mut self, context: &mut Context<'_>) {
        self.adds = false;
        let question = self.question();
        let text = self.draft.text().to_owned();
        let words = text
            .split([',', ';'])
            .filter(|word| !word.trim().is_empty());
        let (all, too_long): (Vec<_>, Vec<_>) = words
            .map(|word| Own::new(word).ok_or(word))
            .partition(Result::is_ok);
        let all: Vec<_> = all.into_iter().flatten().collect();
        self.tell_what_is_known(&all, context);
        for own in all {
            self.offered.add(question, &own);
            self.subject.change(question, |pick| pick.add(own));
        }
        if let Some(Err(words)) = too_long.first() {
            context.say(format!(
                "Left out: `{}`. Each takes {} letters at most.",
                words.trim(),
                Own::LONGEST
            ));
        }
        self.own = self.offered.of_question(question, self.picked());
        self.keep(context);
    }

    /// Of a remedy that is picked: what is known of it.
    pub(super) fn tell_of_picked(&mut self, option: usize, context: &mut Context<'_>) {
        let words = self.options().into_iter().nth(option);
        let own = words.and_then(|words| Own::new(&words));
        if let Some(own) = own.filter(|own| self.own.contains(own) && self.is_picked(option)) {
            self.tell_what_is_known(&[own], context);
        }
    }

    fn tell_what_is_known(&mut self, all: &[Own], context: &mut Context<'_>) {
        let known = all.iter().filter_map(|own| {
            let card = handbook::remedy(own.as_str())?;
            Some((own.as_str(), card, card.verdict?))
        });
        let (cards, told): (Vec<_>, Vec<_>) = known
            .map(|(own, card, verdict)| (card, format!("{own}: {}", verdict.words())))
            .unzip();
        if !cards.is_empty() {
            self.known = cards;
            context.say(format!("{}. i says more.", told.join("; ")));
        }
    }
}
