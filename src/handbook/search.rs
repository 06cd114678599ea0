//! Finds cards by the words that people use.

use std::sync::OnceLock;

use super::alarm;
use super::medicine;
use super::{Card, card, cards};

/// Words that say nothing of what is looked for, in the singular.
const EMPTY: &str = "a about all am an and any are as at be been being but by can cause could cramp cramping \
                     do doe doing down for from get gets getting give go good had has have help how i if in into \
                     is it its keep leg me mean my of on or should so stop take taking tell that the them they \
                     thi to up use was what when where which who will with work you your";
/// How much a word of a question, of the further words and of an answer says for a card. One that is
/// only part of a longer name says little: a foot ulcer is no answer to a foot.
const QUESTION: u32 = 4;
const WORDS: u32 = 5;
const ANSWER: u32 = 2;
const REST: u32 = 1;
/// With fewer cards than so many, when to call the emergency number is offered too.
const FEW: usize = 3;

/// The cards in which the words of `wanted` stand, the best first; every card in the order of the
/// book if nothing is wanted. What sounds urgent comes before all else, then the id of a card and the name of
/// a medicine. A word need only be begun; one that is nowhere is taken for one that is a slip of the finger away,
/// unless it is urgent. Words that few cards have say most.
pub fn search(wanted: &str) -> Vec<&'static Card> {
    let words = telling(wanted);
    if words.is_empty() {
        return cards().iter().collect();
    }
    let index = index();
    let heard = alarm::heard(wanted, |word| index.iter().any(|entry| entry.has(word)));
    let mend = |word: String| match &heard[..] {
        [] => mended(&word, index).unwrap_or(word),
        [_, ..] => word,
    };
    let words: Vec<String> = words.into_iter().map(mend).collect();
    let rare = |word: &String| {
        let has = index.iter().filter(|entry| entry.has(word)).count();
        // Ten times the logarithm to the base of two.
        10 * (1 + index.len() / has.max(1)).ilog2()
    };
    let words: Vec<(String, u32)> = words
        .iter()
        .map(|word| (word.clone(), rare(word)))
        .collect();
    let scores = index.iter().map(|entry| (entry.score(&words), entry.card));
    let mut found: Vec<(u32, &Card)> = scores.filter(|(score, _)| *score > 0).collect();
    let best = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    found.retain(|(score, _)| 3 * score >= best);
    // Equal ones stay in the order of the book.
    found.sort_by_key(|(score, _)| u32::MAX - score);
    let id = card(wanted.trim()).into_iter();
    let medicines = medicine::named(wanted).filter_map(|class| card(&class.card));
    let mut all: Vec<&Card> = Vec::new();
    for card in heard
        .into_iter()
        .chain(id)
        .chain(medicines)
        .chain(found.into_iter().map(|(_, card)| card))
    {
        if !all.iter().any(|other| other.id == card.id) {
            all.push(card);
        }
    }
    if (1..FEW).contains(&all.len()) {
        let call = card("call-now").filter(|call| all.iter().all(|card| card.id != call.id));
        all.extend(call);
    }
    all
}

/// The cards that are offered where none has the words.
pub fn instead() -> Vec<&'static Card> {
    let ids = ["how-can-i-tell", "other-medicine", "today", "call-now"];
    ids.into_iter().filter_map(card).collect()
}

/// What is known of a remedy that a person names: the first card with a verdict whose question or
/// further words have every word of `text` as it is.
pub fn remedy(text: &str) -> Option<&'static Card> {
    let wanted: Vec<String> = words(text).filter(|word| !is_empty(word)).collect();
    let has = |card: &Card| {
        let known = std::iter::once(&card.question).chain(&card.words);
        let known: Vec<String> = known.flat_map(|text| words(text)).collect();
        wanted.iter().all(|word| known.contains(word))
    };
    let mut of_remedies = cards().iter().filter(|card| card.verdict.is_some());
    of_remedies.find(|card| !wanted.is_empty() && has(card))
}

fn index() -> &'static [Entry] {
    static INDEX: OnceLock<Vec<Entry>> = OnceLock::new();
    INDEX.get_or_init(|| cards().iter().map(Entry::of).collect())
}

/// A card with its terms.
struct Entry {
    card: &'static Card,
    terms: Vec<(Vec<String>, u32)>,
}

impl Entry {
    fn of(card: &'static Card) -> Self {
        let rest = [&card.known, &card.not_for, &card.ask];
        let rest = rest.into_iter().flatten().map(|text| (text, REST));
        let answer = card.answer.iter().map(|text| (text, ANSWER));
        let lines = std::iter::once((&card.question, QUESTION))
            .chain(answer)
            .chain(rest);
        let single = lines.flat_map(|(text, weight)| {
            let words = telling(text).into_iter();
            words.map(move |word| (vec![word], weight))
        });
        let whole = std::iter::once((&card.question, QUESTION + 2));
        let medicines = medicine::classes()
            .iter()
            .filter(|class| class.card == card.id);
        let further = medicines.flat_map(|class| &class.names).chain(&card.words);
        let whole = whole.chain(further.map(|text| (text, WORDS)));
        let whole = whole.map(|(text, weight)| (telling(text), weight));
        Self {
            card,
            terms: single.chain(whole).collect(),
        }
    }

    fn has(&self, wanted: &str) -> bool {
        let mut words = self.terms.iter().flat_map(|(term, _)| term);
        words.any(|word| begins(word, wanted))
    }

    /// How much some words, each with how rare it is, say for the card: a whole word twice as much as
    /// the beginning of one.
    fn score(&self, wanted: &[(String, u32)]) -> u32 {
        let is_wanted = |word: &String| wanted.iter().any(|(wanted, _)| wanted == word);
        let score = |word: &str| {
            let weights = self.terms.iter().filter_map(|(term, weight)| {
                if term.iter().any(|known| known == word) {
                    Some(
                        2 * if term.iter().all(is_wanted) {
                            *weight
                        } else {
                            REST
                        },
                    )
                } else if term.iter().any(|known| begins(known, word)) {
                    // What is only begun is looked for in the questions first.
                    Some(match *weight {
                        _ if term.len() > 1 => REST,
                        WORDS => QUESTION - 1,
                        weight => weight,
                    })
                } else {
                    None
                }
            });
            weights.max().unwrap_or(0)
        };
        wanted.iter().map(|(word, rare)| score(word) * rare).sum()
    }
}

/// Whether a word is `wanted`, or begins so.
fn begins(word: &str, wanted: &str) -> bool {
    word == wanted || wanted.len() > 1 && word.starts_with(wanted)
}

/// A word by which cards are looked for, and for which `wanted` is a slip of the finger; none if that is a
/// word itself. Short words have too many near ones.
fn mended(wanted: &str, index: &[Entry]) -> Option<String> {
    const LEAST: usize = 5;
    if wanted.len() < LEAST || index.iter().any(|entry| entry.has(wanted)) {
        return None;
    }
    let terms = index.iter().flat_map(|entry| &entry.terms);
    let mut known = terms
        .filter(|(_, weight)| *weight >= QUESTION)
        .flat_map(|(term, _)| term);
    let near = known.find(|known| strsim::damerau_levenshtein(known, wanted) <= 1);
    near.cloned()
}

/// The words of a text that say what is looked for, or all if none does.
fn telling(text: &str) -> Vec<String> {
    let telling: Vec<String> = words(text).filter(|word| !is_empty(word)).collect();
    if telling.is_empty() {
        return words(text).collect();
    }
    telling
}

fn is_empty(word: &str) -> bool {
    EMPTY.split_whitespace().any(|empty| empty == word)
}

/// The words of a text: small letters, without the mark of the plural. A number of years is an age.
fn words(text: &str) -> impl Iterator<Item = String> {
    alarm::words(text)
        .into_iter()
        .map(|word| match word.parse() {
            Ok(40..=110) => "old".to_owned(),
            Ok(0_u16..) | Err(_) => singular(&word).to_owned(),
        })
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with(['s', 'u', 'i']) => one,
        Some(_) | None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remedy_that_is_named_has_its_card_and_other_words_have_none() {
        for text in [
            "magnesium",
            "Pickle juice",
            "quinine",
            "mustard",
            "vitamin K2",
        ] {
            assert!(remedy(text).is_some(), "{text}");
        }
        for text in ["cold feet", "leg", "quinn", "my aunt's tea"] {
            assert_eq!(remedy(text), None, "{text}");
        }
    }

    fn first(wanted: &str) -> &'static str {
        search(wanted).first().map_or("nothing", |card| &card.id)
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        assert_eq!(first("magnesum"), "magnesium");
        assert_eq!(first("qinine"), "quinine");
        assert_eq!(first("restles legs"), "restless-legs");
    }

    #[test]
    fn it_narrows_as_one_types() {
        let typed = "compression";
        let counts: Vec<usize> = (1..=typed.len())
            .map(|end| search(&typed[..end]).len())
            .collect();
        assert!(counts.windows(2).all(|pair| pair[1] <= pair[0]) || counts[0] < counts[1]);
        assert_eq!(search(typed)[0].id, "compression");
    }

    #[test]
    fn nothing_wanted_is_everything_and_nonsense_is_nothing() {
        assert_eq!(search("  ").len(), cards().len());
        assert_eq!(search("?").len(), cards().len());
        assert!(search("xyzzyqwv").is_empty());
    }
}
