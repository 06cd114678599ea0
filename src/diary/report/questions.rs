//! What to ask the doctor: first what cannot wait, last what anybody would ask.

use std::collections::BTreeSet;

use super::marks::is_long;
use super::words::row;
use super::{Note, Person, ReportRow};
use crate::diary::Diary;
use crate::diary::choice::Trigger;
use crate::diary::counts::{Counts, band};
use crate::diary::word::Word;
use crate::handbook::{Card, Fact, card, cards, medicine};

/// Cards whose questions anybody may ask.
const FOR_ALL: [&str; 3] = ["new-medicine", "what-causes", "stretching"];
/// Shorter words are too often part of something else,
const TELLING: usize = 5;
/// but not these, where they stand alone.
const SHORT: [&str; 5] = ["pad", "ckd", "dvt", "rls", "clot"];
/// Sleep lost in a night, of 10, that is worth a question.
const MUCH: u64 = 5;
/// The card about any illness.
const ANY: &str = "sign-of-illness";
/// The sign of weeks of stretching that did not help.
const NO_BETTER: &str = "RF-V8";

/// All of them, the gravest first: what was seen and what can do harm, what the person wants to ask,
/// what else is true of them, and what anybody may ask.
pub(super) fn questions(diary: &Diary, counts: &Counts<'_>, person: &Person) -> Vec<ReportRow> {
    let mut facts: BTreeSet<Fact> = warned(counts);
    facts.extend(&person.facts);
    facts.extend(person.pregnancy.as_ref().map(|_| Fact::Pregnant));
    facts.extend(noted(diary, counts));
    let own = facts.into_iter().flat_map(|fact| {
        let cards = cards().iter();
        let cards = cards.filter(move |card| card.when.contains(&fact));
        cards.map(move |card| (rank(fact), card))
    });
    let named = named(counts, person);
    let ticked = person.cards.iter().filter_map(|id| card(id));
    let ticked = ticked.map(|card| (Rank::Wished, card));
    let for_all = FOR_ALL.into_iter().filter_map(card);
    let for_all = for_all.map(|card| (Rank::ForAll, card));
    let mut ranked: Vec<(Rank, &Card)> = own.chain(named).chain(ticked).chain(for_all).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut asked: Vec<&str> = Vec::new();
    for (_, card) in ranked {
        let ask = card.ask.as_deref().filter(|ask| !asked.contains(ask));
        asked.extend(ask);
    }
    asked.into_iter().map(|ask| row("", ask)).collect()
}

/// How much it matters that a question is asked, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is about what may do harm.
    Grave(Fact),
    Wished,
    /// It is about something else that is true of the person, or that they named.
    Own(Option<Fact>),
    /// Anybody may ask it.
    ForAll,
}

fn rank(fact: Fact) -> Rank {
    if fact.is_grave() {
        Rank::Grave(fact)
    } else {
        Rank::Own(Some(fact))
    }
}

fn warned(counts: &Counts<'_>) -> BTreeSet<Fact> {
    let signs = counts.signs().into_iter().map(|(sign, _)| sign.fact());
    let mut cramps = counts.entries();
    let long = cramps.any(is_long).then_some(Fact::OverTenMinutes);
    signs.chain(long).collect()
}

fn noted(diary: &Diary, counts: &Counts<'_>) -> Vec<Fact> {
    let was_there = |trigger| {
        let answers = counts.trigger(&Word::Listed(trigger));
        answers.iter().any(|answers| answers.yes > 0)
    };
    let lost = counts
        .sleep_lost()
        .is_some_and(|lost| lost.greatest >= MUCH);
    let due = band::warnings(diary, counts.period().last);
    let known = [
        (
            Fact::VomitingDiarrhoea,
            was_there(Trigger::VomitingDiarrhoea),
        ),
        (Fact::Alcohol, was_there(Trigger::Alcohol)),
        (Fact::SleepLost, lost || counts.tired().yes > 0),
        (Fact::NoBetter, due.contains(&NO_BETTER)),
    ];
    let known = known.into_iter().filter(|(_, is_so)| *is_so);
    known.map(|(fact, _)| fact).collect()
}

/// Cards about what the person named in words of their own, with a cramp or for the page. An answer of
/// before denies what was noted with a cramp, but not what is named for the page.
fn named(counts: &Counts<'_>, person: &Person) -> impl Iterator<Item = (Rank, &'static Card)> {
    let with_cramps = counts.entries().filter_map(|cramp| cramp.medicine.as_ref());
    let medicines = |note: &Note| {
        let classes = medicine::named(note.as_str());
        let cards = classes.filter_map(|class| Some((class.linked, card(&class.card)?)));
        // Of what nobody links with cramps there is nothing to ask, unless it matters for what is done.
        let cards = cards.filter(|(is_linked, card)| *is_linked || !card.when.is_empty());
        cards.map(|(_, card)| card).collect::<Vec<&Card>>()
    };
    let is_denied = |card: &&Card| {
        let mut facts = card.when.iter();
        !card.when.is_empty() && facts.all(|fact| person.denied.contains(fact))
    };
    let at_night = with_cramps
        .flat_map(medicines)
        .filter(|card| !is_denied(card));
    let taken = person.medicines.iter().flat_map(medicines).chain(at_night);
    let taken = taken.map(|card| (card.when.iter().min(), card));
    let taken: Vec<(Option<&Fact>, &Card)> = taken.collect();
    let notes = person
        .conditions
        .iter()
        .map(|note| note.as_str().to_lowercase());
    let notes: Vec<String> = notes.filter(|note| !medicine::is_denied(note)).collect();
    let ill = notes.iter().flat_map(|note| note.split([',', ';']));
    let ill: Vec<(Option<&Fact>, &Card)> = ill.flat_map(ill_of).collect();
    let named = taken.into_iter().chain(ill);
    named.map(|(fact, card)| (fact.map_or(Rank::Own(None), |fact| rank(*fact)), card))
}

/// Cards about one illness in words of the person's own, in small letters, each with what of the card it is; the
/// one about any illness where no other knows it.
fn ill_of(note: &str) -> Vec<(Option<&'static Fact>, &'static Card)> {
    let is_named = |word: &str| {
        let is_telling = word.chars().count() >= TELLING;
        let is_short = SHORT.contains(&word);
        let mut words = note.split(|c: char| !c.is_alphanumeric());
        is_telling && note.contains(word) || is_short && words.any(|own| own == word)
    };
    let known = cards().iter().filter_map(|card| {
        let mut words = card.words.iter().map(String::as_str);
        let mut facts = card.when.iter();
        // What was named by another word may be the mildest that the card is about.
        let fact = facts
            .find(|fact| is_named(fact.words()))
            .or_else(|| card.when.iter().max().filter(|_| words.any(is_named)))?;
        Some((Some(fact), card))
    });
    let known: Vec<_> = known.collect();
    let is_other = known.is_empty() && note.chars().any(char::is_alphanumeric);
    let other = card(ANY).filter(|_| is_other);
    known
        .into_iter()
        .chain(other.map(|card| (None, card)))
        .collect()
}
