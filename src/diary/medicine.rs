//! Which medicines studies or lists name together with cramps.
//!
//! A mark says no more than that: not that a medicine causes anything, nor that anybody should stop
//! taking it.

/// Endings by which the names of a whole class are told: statins, diuretics, medicines for blood
/// pressure.
const ENDINGS: [&str; 5] = ["statin", "thiazide", "pril", "sartan", "dipine"];

/// Names that only end like one.
const NOT_MEANT: [&str; 5] = [
    "nystatin",
    "april",
    "somatostatin",
    "cilastatin",
    "pentostatin",
];

/// Names of medicines, and words for their classes, in full.
const NAMES: [&str; 42] = [
    // Water tablets.
    "diuretic",
    "diuretics",
    "furosemide",
    "frusemide",
    "bumetanide",
    "torasemide",
    "torsemide",
    "spironolactone",
    "eplerenone",
    "amiloride",
    "triamterene",
    "indapamide",
    "chlortalidone",
    "chlorthalidone",
    "metolazone",
    "bendroflumethiazide",
    // For blood pressure.
    "atenolol",
    "bisoprolol",
    "metoprolol",
    "nebivolol",
    "propranolol",
    "doxazosin",
    "statins",
    // Long-acting inhalers.
    "salmeterol",
    "formoterol",
    "vilanterol",
    "indacaterol",
    "olodaterol",
    "tiotropium",
    "umeclidinium",
    // The pill, and hormones after the menopause.
    "contraceptive",
    "ethinylestradiol",
    "levonorgestrel",
    "desogestrel",
    "hrt",
    "oestrogen",
    "estrogen",
    "estradiol",
    // Others.
    "raloxifene",
    "naproxen",
    "teriparatide",
    "quinine",
];

/// Words of more than one part.
const PHRASES: [&str; 9] = [
    "water tablet",
    "water pill",
    "blood pressure tablet",
    "long-acting inhaler",
    "the pill",
    "hormone replacement",
    "iron infusion",
    "iron sucrose",
    "iv iron",
];

/// Whether a medicine, as somebody wrote it down, is linked with cramps in studies or lists.
pub fn is_linked(written: &str) -> bool {
    let written = written.to_lowercase();
    let mut words = written.split(|c: char| !c.is_alphabetic());
    let named = |word: &str| {
        let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
        NAMES.contains(&word) || ends && !NOT_MEANT.contains(&word)
    };
    words.any(named) || PHRASES.iter().any(|phrase| written.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_of_the_sources_are_marked() {
        for written in [
            "Atorvastatin 20 mg, since May",
            "statin",
            "a statin",
            "Bendroflumethiazide 2.5mg",
            "furosemide",
            "my water tablet",
            "RAMIPRIL",
            "losartan/hydrochlorothiazide",
            "amlodipine",
            "salmeterol inhaler",
            "the pill",
            "HRT patches",
            "raloxifene",
            "naproxen 500",
            "teriparatide",
            "IV iron in March",
            "quinine sulphate",
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
            "tablets for cholesterol",
            "iron tablets",
            "metformin",
            "magnesium",
            "\u{1b}[31m",
        ] {
            assert!(!is_linked(written), "{written}");
        }
    }
}
