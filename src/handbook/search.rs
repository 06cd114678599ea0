//! Finds cards by the words that people use.

use std::sync::OnceLock;

use super::alarm;
use super::medicine;
use super::{Card, card, cards};

/// Words that say nothing of what is looked for, in the singular.
const EMPTY: &str = "a about all am an and any are as at be been being but by can cause could cramp cramping \
                     do doe doing down fast for from get gets getting give go good had has have help how i if in into \
                     is it its keep leg lot me mean my of on or should so stop take taking tell that the them they \
                     thi to up use was what when where which who will with work you your";
/// How much a word of a question, of the further words and of an answer says for a card. One that is
/// only the start of a longer name says little, and a later part of one nothing: a foot ulcer is no answer to
/// a foot, and the replacement of hormones none to that of a knee.
const QUESTION: u32 = 4;
const WORDS: u32 = 5;
const ANSWER: u32 = 2;
const REST: u32 = 1;
/// With fewer cards than so many, when to call the emergency number is offered too.
const FEW: usize = 3;

/// The cards in which the words of `wanted` stand, the best first; every card in the order of the
/// book if nothing is wanted. What sounds urgent comes before all else, then the id of a card and the name of
/// a medicine. A word need only be begun; one alone that is nowhere is taken for another form of one, or for one
/// that is a slip of the finger away, unless it is urgent. Where a word is nowhere all the same, only cards that are
/// about another are found, and not those that name it by the way. Words that few cards have say most.
pub fn search(wanted: &str) -> Vec<&'static Card> {
    if alarm::words(wanted).is_empty() {
        return cards().iter().collect();
    }
    let index = index();
    let heard = heard(wanted);
    let words = looked_for(wanted, heard.is_empty());
    let rare = |word: &String| {
        let has = index.iter().filter(|entry| entry.has(word)).count();
        // Ten times the logarithm to the base of two.
        10 * (1 + index.len() / has.max(1)).ilog2()
    };
    let rare: Vec<u32> = words.iter().map(rare).collect();
    let is_whole = words
        .iter()
        .all(|word| is_empty(word) || is_found(word, &words));
    let least = if is_whole { REST } else { 2 * QUESTION };
    let found = index.iter().filter_map(|entry| {
        let scores: Vec<u32> = words.iter().map(|word| entry.score(word, &words)).collect();
        let sum: u32 = scores
            .iter()
            .zip(&rare)
            .map(|(score, rare)| score * rare)
            .sum();
        let is_about = scores.iter().any(|score| *score >= least);
        is_about.then_some((sum, entry.card))
    });
    let mut found: Vec<(u32, &Card)> = found.collect();
    let best = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    found.retain(|(score, _)| 3 * score >= best);
    // Equal ones stay in the order of the book.
    found.sort_by_key(|(score, _)| u32::MAX - score);
    let mut all: Vec<&Card> = Vec::new();
    for card in heard
        .into_iter()
        .chain(card(wanted.trim()))
        .chain(medicines(wanted))
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

/// The words of `wanted` that no card has; none beside what is urgent and the name of a medicine, which are
/// answered whatever else is written.
pub fn missed(wanted: &str) -> Vec<String> {
    if !heard(wanted).is_empty() || medicines(wanted).next().is_some() {
        return Vec::new();
    }
    let words = looked_for(wanted, true);
    let missed = words
        .iter()
        .filter(|word| !is_empty(word) && !is_found(word, &words));
    missed.cloned().collect()
}

fn heard(wanted: &str) -> Vec<&'static Card> {
    alarm::heard(wanted, is_known)
}

fn medicines(wanted: &str) -> impl Iterator<Item = &'static Card> {
    medicine::named(wanted).filter_map(|class| card(&class.card))
}

/// Whether a word stands on a card, if only as a part of a name.
fn is_known(word: &str) -> bool {
    index().iter().any(|entry| entry.has(word))
}

/// Whether a word is found, with the others that are looked for.
fn is_found(word: &str, wanted: &[String]) -> bool {
    index().iter().any(|entry| entry.score(word, wanted) > 0)
}

/// The words that are looked for: one alone that is on no card is mended, if it may be.
fn looked_for(wanted: &str, may_mend: bool) -> Vec<String> {
    let words = telling(wanted);
    let strange = words.iter().filter(|word| !is_known(word)).count();
    if !may_mend || strange != 1 {
        return words;
    }
    let mend = |word: String| mended(&word, index()).unwrap_or(word);
    words.into_iter().map(mend).collect()
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

fn index() -> &'static [IndexedCard] {
    static INDEX: OnceLock<Vec<IndexedCard>> = OnceLock::new();
    INDEX.get_or_init(|| cards().iter().map(IndexedCard::of).collect())
}

struct IndexedCard {
    card: &'static Card,
    terms: Vec<(Vec<String>, u32)>,
}

impl IndexedCard {
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

    /// How much a word, one of those that are `wanted`, says for the card: a whole word twice as much as the
    /// beginning of one.
    fn score(&self, word: &str, wanted: &[String]) -> u32 {
        let weights = self.terms.iter().filter_map(|(term, weight)| {
            let (first, others) = term.split_first()?;
            let is_whole = term.iter().all(|known| wanted.contains(known));
            if first == word || is_whole && others.iter().any(|known| known == word) {
                Some(2 * if is_whole { *weight } else { REST })
            } else if begins(first, word) {
                // What is only begun is looked for in the questions first.
                Some(match *weight {
                    _ if !others.is_empty() => REST,
                    WORDS => QUESTION - 1,
                    weight => weight,
                })
            } else {
                None
            }
        });
        weights.max().unwrap_or(0)
    }
}

/// Whether a word is `wanted`, or begins so.
fn begins(word: &str, wanted: &str) -> bool {
    word == wanted || wanted.len() > 1 && word.starts_with(wanted)
}

/// A word by which cards are looked for, and of which `wanted` is another form, or a slip of the finger; none if
/// that is a word itself. Short words have too many near ones, and nobody slips in the first letter.
fn mended(wanted: &str, index: &[IndexedCard]) -> Option<String> {
    const LEAST: usize = 5;
    if wanted.len() < LEAST || index.iter().any(|entry| entry.has(wanted)) {
        return None;
    }
    let terms = index.iter().flat_map(|entry| &entry.terms);
    let known = terms
        .filter(|(_, weight)| *weight >= QUESTION)
        .filter_map(|(term, _)| term.first());
    let stem = ["ing", "ed"]
        .iter()
        .find_map(|end| wanted.strip_suffix(end));
    let stem = stem.filter(|stem| stem.len() + 1 >= LEAST);
    let is_form = |known: &&String| stem.is_some_and(|stem| known.starts_with(stem));
    let is_slip = |known: &&String| {
        known.get(..1) == wanted.get(..1) && strsim::damerau_levenshtein(known, wanted) <= 1
    };
    let form = known.clone().find(is_form);
    form.or_else(|| known.clone().find(is_slip)).cloned()
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

/// The words of a text: small letters, without the mark of the plural. A number of years is an age, and a smaller
/// number says nothing.
fn words(text: &str) -> impl Iterator<Item = String> {
    alarm::words(text)
        .into_iter()
        .filter_map(|word| match word.parse() {
            Ok(0..=39) => None,
            Ok(40..=110) => Some("old".to_owned()),
            Ok(111_u16..) | Err(_) => Some(singular(&word).to_owned()),
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
    fn another_form_of_a_word_is_that_word_and_a_word_like_it_is_not() {
        assert_eq!(first("smoking"), "artery");
        assert_eq!(first("swelled"), "clot");
        for other in ["vegan", "fasting", "snake bite"] {
            assert_eq!(first(other), "nothing", "{other}");
        }
    }

    #[test]
    fn the_word_that_no_card_has_is_told_unless_the_rest_is_urgent_or_a_medicine() {
        assert_eq!(missed("sleep apnoea"), ["apnoea"]);
        for whole in [
            "sleep",
            "magnesum",
            "swollen leg xyzzyqwv",
            "simvastatin 40mg",
        ] {
            assert_eq!(missed(whole), [""; 0], "{whole}");
        }
    }

    #[test]
    fn a_later_part_of_a_name_finds_nothing() {
        let mut names = 0;
        let terms = index().iter().flat_map(|entry| &entry.terms);
        for (term, _) in terms.filter(|(term, _)| term.len() > 1) {
            let Some(last) = term.last() else { continue };
            let terms = index().iter().flat_map(|entry| &entry.terms);
            let mut firsts = terms.filter_map(|(term, _)| term.first());
            let wanted = format!("xyzzyqwv {last}");
            let is_other = alarm::heard(&wanted, |_| true).is_empty()
                && medicine::named(&wanted).next().is_none();
            if is_other && !firsts.any(|first| begins(first, last)) {
                names += 1;
                assert!(search(&wanted).is_empty(), "{last}");
            }
        }
        assert!(names > 20, "{names}");
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
        assert!(search("xyzzyqwv").is_empty() && search("12").is_empty());
    }
}
