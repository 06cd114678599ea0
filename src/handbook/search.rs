//! Finds cards by the words that people use.

use super::{Card, cards};
use crate::routine::table::nearest;

/// Words that say nothing of what is looked for.
const EMPTY: [&str; 36] = [
    "a", "about", "am", "an", "and", "are", "at", "be", "can", "cramp", "cramps", "do", "does",
    "for", "from", "get", "good", "have", "help", "helps", "how", "i", "in", "is", "it", "leg",
    "legs", "me", "my", "of", "should", "take", "the", "to", "what", "with",
];
/// Weights of the places where a word stands.
const QUESTION: u32 = 6;
const WORDS: u32 = 5;
const ANSWER: u32 = 2;
const REST: u32 = 1;

/// The cards in which the words of `wanted` stand, the best first; every card in the order of the
/// book if nothing is wanted. A word need only be begun; one that is nowhere is taken for the nearest
/// that is somewhere.
pub fn search(wanted: &str) -> Vec<&'static Card> {
    let all = words(wanted);
    let telling = all.iter().filter(|word| !EMPTY.contains(&word.as_str()));
    let telling: Vec<&String> = telling.collect();
    let wanted: Vec<&String> = if telling.is_empty() {
        all.iter().collect()
    } else {
        telling
    };
    if wanted.is_empty() {
        return cards().iter().collect();
    }
    let index: Vec<Entry> = cards().iter().map(Entry::of).collect();
    let wanted = wanted.into_iter().map(|word| mended(word, &index));
    let wanted: Vec<String> = wanted.collect();
    let mut found: Vec<_> = index
        .iter()
        .map(|entry| {
            let weights: Vec<u32> = wanted.iter().map(|word| entry.weight(word)).collect();
            let met = weights.iter().filter(|weight| **weight > 0).count();
            (met, weights.iter().sum::<u32>(), entry.card)
        })
        .collect();
    let most = found.iter().map(|(met, ..)| *met).max().unwrap_or(0);
    found.retain(|(met, ..)| *met == most && most > 0);
    // Equal ones stay in the order of the book.
    found.sort_by_key(|(_, weight, _)| u32::MAX - weight);
    found.into_iter().map(|(.., card)| card).collect()
}

/// What is known of a remedy that a person names: the first card with a verdict whose question or
/// further words have every word of `text` as it is.
pub fn remedy(text: &str) -> Option<&'static Card> {
    let wanted = words(text);
    let telling: Vec<&String> = wanted
        .iter()
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .collect();
    let has = |card: &Card| {
        let known = std::iter::once(&card.question).chain(&card.words);
        let known: Vec<String> = known.flat_map(|text| words(text)).collect();
        telling.iter().all(|word| known.contains(word))
    };
    let mut of_remedies = cards().iter().filter(|card| card.verdict.is_some());
    of_remedies.find(|card| !telling.is_empty() && has(card))
}

/// A card with its words.
struct Entry {
    card: &'static Card,
    words: Vec<(String, u32)>,
}

impl Entry {
    fn of(card: &'static Card) -> Self {
        let rest = [&card.known, &card.not_for, &card.ask];
        let rest = rest.into_iter().flatten();
        let places = std::iter::once((&card.question, QUESTION))
            .chain(card.words.iter().map(|text| (text, WORDS)))
            .chain(card.answer.iter().map(|text| (text, ANSWER)))
            .chain(rest.map(|text| (text, REST)));
        let words = places.flat_map(|(text, weight)| {
            let words = words(text).into_iter();
            words.map(move |word| (word, weight))
        });
        Self {
            card,
            words: words.collect(),
        }
    }

    /// How much a word says for the card: a whole word twice as much as the beginning of one.
    fn weight(&self, wanted: &str) -> u32 {
        let weights = self.words.iter().filter_map(|(word, weight)| {
            let is_whole = word == wanted;
            let begins = wanted.len() > 1 && word.starts_with(wanted);
            (is_whole || begins).then(|| weight * (1 + u32::from(is_whole)))
        });
        weights.max().unwrap_or(0)
    }
}

/// The word itself if it stands on a card or begins a word there, else the nearest that does.
fn mended(wanted: &str, index: &[Entry]) -> String {
    const LEAST: usize = 4;
    let known = || index.iter().flat_map(|entry| &entry.words);
    if wanted.len() < LEAST || known().any(|(word, _)| word.starts_with(wanted)) {
        return wanted.to_owned();
    }
    let near = nearest(wanted, known().map(|(word, _)| word.as_str()));
    near.unwrap_or(wanted).to_owned()
}

/// The words of a text: small letters, without the mark of the plural.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('\'', "");
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| singular(word).to_owned()).collect()
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
    fn what_people_type_finds_what_they_mean() {
        for (wanted, card) in [
            ("charley horse", "what-is-a-cramp"),
            ("potassium", "food"),
            ("bananas", "food"),
            ("statins", "statins"),
            ("atorvastatin", "statins"),
            ("pregnant", "pregnancy"),
            ("magnesium", "magnesium"),
            ("magnesium pregnant", "magnesium-in-pregnancy"),
            ("does magnesium help with leg cramps?", "magnesium"),
            ("quinine", "quinine"),
            ("tonic water", "tonic-water"),
            ("pickle juice", "pickle-juice"),
            ("vitamin k2", "vitamin-k2"),
            ("K2", "vitamin-k2"),
            ("soap", "soap"),
            ("dvt", "clot"),
            ("blood clot", "clot"),
            ("sciatica", "nerve"),
            ("rls", "restless-legs"),
            ("heating pad", "warm-or-cold"),
            ("compression stockings", "compression"),
            ("TENS", "tens"),
            ("dialysis", "dialysis"),
            ("diabetes", "diabetes"),
            ("Parkinson's", "other-illness"),
            ("achilles", "tear"),
            ("old age", "why-age"),
            ("wine", "alcohol"),
            ("coffee", "caffeine"),
            ("when should I see a doctor", "book-a-visit"),
            ("harmless", "is-it-harmless"),
            ("water pills", "water-tablets"),
            ("diuretic", "water-tablets"),
        ] {
            assert_eq!(first(wanted), card, "{wanted}");
        }
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
