//! What to ask the doctor: first what this person alone would ask.

use std::collections::BTreeSet;

use super::content::is_long;
use super::words::row;
use super::{Person, Row};
use crate::diary::Diary;
use crate::diary::choice::Trigger;
use crate::diary::counts::{Counts, band};
use crate::diary::word::Word;
use crate::handbook::{Card, Fact, card, cards, medicine};

/// Questions on the page, at most.
const MOST: usize = 8;
/// Cards whose questions anybody may ask.
const FOR_ALL: [&str; 3] = ["new-medicine", "what-causes", "stretching"];
/// Shorter words are too often part of something else.
const TELLING: usize = 5;
/// Sleep lost in a night, of 10, that is worth a question.
const MUCH: u64 = 5;
/// The sign of weeks of stretching that did not help.
const NO_BETTER: &str = "RF-V8";

pub(super) fn questions(diary: &Diary, counts: &Counts<'_>, person: &Person) -> Vec<Row> {
    let ticked = person.cards.iter().filter_map(|id| card(id));
    let mut facts = person.facts.clone();
    facts.extend(person.pregnancy.as_ref().map(|_| Fact::Pregnant));
    facts.extend(noted(diary, counts));
    facts.sort_unstable();
    // What was seen in the nights goes first: it is new.
    let own = warned(counts).into_iter().chain(facts).flat_map(|fact| {
        let cards = cards().iter();
        cards.filter(move |card| card.when.contains(&fact))
    });
    let for_all = FOR_ALL.into_iter().filter_map(card);
    let mut asked: Vec<&str> = Vec::new();
    for card in ticked
        .chain(own)
        .chain(named(counts, person))
        .chain(for_all)
    {
        let ask = card.ask.as_deref().filter(|ask| !asked.contains(ask));
        asked.extend(ask.filter(|_| asked.len() < MOST));
    }
    asked.into_iter().map(|ask| row("", ask)).collect()
}

/// What the warnings of the page say of the person.
fn warned(counts: &Counts<'_>) -> BTreeSet<Fact> {
    let signs = counts.signs().into_iter().map(|(sign, _)| sign.fact());
    let mut cramps = counts.entries();
    let long = cramps.any(is_long).then_some(Fact::OverTenMinutes);
    signs.chain(long).collect()
}

/// What else the diary says of the person.
fn noted(diary: &Diary, counts: &Counts<'_>) -> Vec<Fact> {
    let was_sick = counts.trigger(&Word::Listed(Trigger::VomitingDiarrhoea));
    let lost = counts
        .sleep_lost()
        .is_some_and(|lost| lost.greatest >= MUCH);
    let due = band::warnings(diary, counts.period().last);
    let known = [
        (
            Fact::VomitingDiarrhoea,
            was_sick.iter().any(|answers| answers.yes > 0),
        ),
        (Fact::SleepLost, lost || counts.tired().yes > 0),
        (Fact::NoBetter, due.contains(&NO_BETTER)),
    ];
    let known = known.into_iter().filter(|(_, is_so)| *is_so);
    known.map(|(fact, _)| fact).collect()
}

/// Cards about what the person named in words of their own, with a cramp or for the page.
fn named(counts: &Counts<'_>, person: &Person) -> impl Iterator<Item = &'static Card> {
    let with_cramps = counts.entries().filter_map(|cramp| cramp.medicine.as_ref());
    let medicines = person.medicines.iter().chain(with_cramps);
    let classes = medicines.flat_map(|note| medicine::named(note.as_str()));
    let taken: Vec<&Card> = classes.filter_map(|class| card(&class.card)).collect();
    let notes = person
        .conditions
        .iter()
        .map(|note| note.as_str().to_lowercase());
    let notes: Vec<String> = notes.filter(|note| !medicine::is_denied(note)).collect();
    let is_named = move |word: &str| {
        let is_telling = word.chars().count() >= TELLING;
        is_telling && notes.iter().any(|note| note.contains(word))
    };
    let about = cards().iter().filter(|card| !card.when.is_empty());
    let is_denied = |card: &&Card| {
        let mut facts = card.when.iter();
        !card.when.is_empty() && facts.all(|fact| person.denied.contains(fact))
    };
    let ill = about.filter(move |card| {
        let mut words = card.words.iter().map(String::as_str);
        let mut facts = card.when.iter().map(|fact| fact.words());
        words.any(&is_named) || facts.any(&is_named)
    });
    let named = taken.into_iter().chain(ill);
    named.filter(move |card| !is_denied(card))
}
