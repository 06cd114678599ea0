//! What people write when it is urgent: the card that says so comes before all others.
//!
//! An alarm of a card is a few words that all stand in what was written, in whatever order:
//!
//! * `cold/icy`: one of them
//! * `breath*`: a word that begins so
//! * `LEG`: any part of a leg; `NOT`: cannot, won't, trouble and the like
//! * `-both`: no alarm where this is written

use super::{Card, card, cards};

const LEG: &str =
    "leg/legs/limb/foot/feet/toe/toes/calf/calves/thigh/thighs/ankle/ankles/shin/shins/knee/knees";
/// What says that something cannot be done, or hardly.
const NOT: &str = "not/no/never/cant/cannot/wont/wouldnt/couldnt/doesnt/didnt/dont/isnt/unable/trouble/hard/\
                   difficult*/struggl*";
/// The cards that say how soon anything needs help; the first of them has the gravest signs.
pub(super) const NOW: &str = "call-now";
pub(super) const TODAY: &str = "today";
/// A slip of the finger is forgiven in words from here on: shorter ones have too many near ones.
const LEAST: usize = 5;

/// The cards of which an alarm is heard in what somebody wrote, and those that say how soon help is
/// needed; none where nothing is. `is_known` says whether a word stands on a card, and is therefore no slip.
pub(super) fn heard(wanted: &str, is_known: impl Fn(&str) -> bool) -> Vec<&'static Card> {
    let words = words(wanted);
    let slips: Vec<bool> = words.iter().map(|word| !is_known(word)).collect();
    let words: Vec<(&str, bool)> = words.iter().map(String::as_str).zip(slips).collect();
    let is_heard = |card: &&Card| card.alarms.iter().any(|alarm| is_in(alarm, &words));
    let mut heard: Vec<&Card> = cards().iter().filter(is_heard).collect();
    if heard.is_empty() {
        return heard;
    }
    heard.sort_by_key(|card| card.id != NOW);
    for level in [TODAY, NOW].into_iter().filter_map(card) {
        if heard.iter().all(|card| card.id != level.id) {
            heard.push(level);
        }
    }
    heard
}

/// Whether every part of an alarm stands among some words, each with whether it is no known word.
fn is_in(alarm: &str, words: &[(&str, bool)]) -> bool {
    alarm.split(' ').all(|part| {
        if let Some(without) = part.strip_prefix('-') {
            return !words.iter().any(|(word, _)| *word == without);
        }
        let either = match part {
            "LEG" => LEG,
            "NOT" => NOT,
            other => other,
        };
        let mut either = either.split('/');
        either.any(|wanted| words.iter().any(|word| is_word(wanted, *word)))
    })
}

fn is_word(wanted: &str, (word, may_be_slip): (&str, bool)) -> bool {
    let (whole, goes_on) = match wanted.strip_suffix('*') {
        Some(start) => (start, true),
        None => (wanted, false),
    };
    whole == word
        || goes_on && word.starts_with(whole)
        || may_be_slip && whole.len() >= LEAST && strsim::damerau_levenshtein(whole, word) <= 1
}

/// The words of a text in small letters, none left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’', '&'], "");
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
