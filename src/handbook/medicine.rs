//! Medicines by the names that people write down: which card is about them, and whether studies or lists
//! name them together with cramps. A name that is not known says nothing.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content;

/// A word that only ends like a medicine.
const APRIL: &str = "april";
/// The one pill that everybody means; in the plural, or for something, it is any.
const PILL: &str = "the pill";
/// What may follow it: since when.
const SINCE: [&str; 3] = ["since", "from", "until"];
/// Words before a name that say it is not taken.
const NOT: [&str; 3] = ["no", "not", "never"];

/// The name of the file of medicines, without `.toml`.
pub(crate) const FILE: &str = "routines/medicines";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Medicines {
    class: Vec<Class>,
}

/// Medicines that one card is about.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    pub(crate) card: String,
    /// Whether studies or lists name them together with cramps.
    pub(crate) linked: bool,
    /// Ends of the names of a whole class.
    #[serde(default)]
    endings: Vec<String>,
    /// Names of substances and common brands, and words for the class.
    pub(crate) names: Vec<String>,
}

pub(crate) fn classes() -> &'static [Class] {
    static MEDICINES: OnceLock<Medicines> = OnceLock::new();
    &MEDICINES.get_or_init(|| content::built_in(FILE)).class
}

/// The classes of the medicines that somebody wrote down.
pub(crate) fn named(written: &str) -> impl Iterator<Item = &'static Class> {
    let written = written.to_lowercase();
    let pieces = written.split([',', ';']).filter(|piece| !is_denied(piece));
    let pieces: Vec<Vec<String>> = pieces.map(words_of).collect();
    classes()
        .iter()
        .filter(move |class| pieces.iter().any(|words| class.is_named(words)))
}

/// Whether a medicine, as somebody wrote it down, is linked with cramps in studies or lists.
pub(crate) fn is_linked(written: &str) -> bool {
    named(written).any(|class| class.linked)
}

/// Whether medicines that a card is about are linked with cramps in studies or lists.
pub(crate) fn is_linked_card(id: &str) -> bool {
    classes()
        .iter()
        .any(|class| class.linked && class.card == id)
}

fn words_of(piece: &str) -> Vec<String> {
    let words = piece.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether what is written, in small letters, says that something is not so.
pub(crate) fn is_denied(written: &str) -> bool {
    let first = written
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty());
    first.is_some_and(|first| NOT.contains(&first))
}

impl Class {
    fn is_named(&self, words: &[String]) -> bool {
        let ends = |word: &String| {
            let word = singular(word);
            word != APRIL && self.endings.iter().any(|ending| word.ends_with(ending))
        };
        words.iter().any(ends) || self.names.iter().any(|name| is_in(name, words))
    }
}

/// Whether `words` has those of `name` side by side, whatever of them is in the plural.
fn is_in(name: &str, words: &[String]) -> bool {
    let wanted: Vec<&str> = name.split(' ').collect();
    (0..words.len()).any(|at| {
        let is_name = words[at..].len() >= wanted.len()
            && words[at..]
                .iter()
                .zip(&wanted)
                .all(|(word, wanted)| word == wanted || name != PILL && singular(word) == *wanted);
        let next = words.get(at + wanted.len());
        is_name && (name != PILL || next.is_none_or(|next| SINCE.contains(&next.as_str())))
    })
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_of_the_sources_are_marked() {
        for written in [
            "Atorvastatin 20 mg, since May",
            "statin",
            "statins",
            "Bendroflumethiazide 2.5mg",
            "furosemide",
            "my water tablets",
            "RAMIPRIL",
            "losartan/hydrochlorothiazide",
            "amlodipine",
            "blood-pressure tablets",
            "salmeterol inhaler",
            "long-acting inhaler",
            "the pill",
            "The contraceptive pill",
            "HRT patches",
            "conjugated oestrogens",
            "raloxifene",
            "naproxen 500",
            "teriparatide",
            "IV iron in March",
            "the pill since 2019",
            "no statin, ramipril",
            "birth control pills",
            "mini-pill",
            "norethisterone",
            "co-amilofruse",
            "bendrofluazide",
            "acetazolamide",
            "moxonidine",
            "tablets for blood pressure",
            "BP tablets",
            "calcium channel blocker",
            "LABA inhaler",
            "hormone therapy",
            "intravenous iron",
            "ferric derisomaltose",
            "blue inhaler, salbutamol",
            "levothyroxine 50 micrograms",
            "lansoprazole",
            "donepezil",
            "Lipitor",
            "Crestor 10 mg",
            "Seretide",
            "Fostair",
            "Microgynon",
        ] {
            assert!(is_linked(written), "{written}");
        }
    }

    #[test]
    fn nothing_else_is_marked() {
        for written in [
            "",
            "nystatin lozenges",
            "paracetamol, since April",
            "the pills for my thyroid",
            "the pill for my gout",
            "the pill my GP gave me for sleep",
            "no statin, stopped 2020",
            "quinine sulphate",
            "not on quinine",
            "contraceptive coil",
            "tablets for cholesterol",
            "iron tablets",
            "hydroxychloroquine",
            "water",
            "metformin",
            "magnesium",
            "apixaban 5 mg",
            "Xarelto",
            "clopidogrel",
            "pregabalin",
            "aripiprazole",
            "beclometasone inhaler",
            "\u{1b}[31m",
        ] {
            assert!(!is_linked(written), "{written}");
        }
    }

    #[test]
    fn every_class_has_its_card() {
        for class in classes() {
            assert!(super::super::card(&class.card).is_some(), "{}", class.card);
        }
    }
}
