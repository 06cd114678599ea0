//! Which medicines studies or lists name together with cramps.
//!
//! A mark says no more than that: not that a medicine causes anything, nor that anybody should stop
//! taking it. Names are those of substances; a name that is not known gets no mark.

/// Endings by which the names of a whole class are told: statins, thiazides, and for blood pressure
/// ACE inhibitors, sartans and the calcium blockers that are named alike.
const ENDINGS: [&str; 5] = ["vastatin", "thiazide", "pril", "sartan", "dipine"];

/// A word that only ends like one.
const APRIL: &str = "april";

/// The one pill that everybody means; in the plural, or for something, it is any.
const PILL: [&str; 2] = ["the", "pill"];
/// What may follow it: since when.
const SINCE: [&str; 3] = ["since", "from", "until"];
/// Words before a name that say it is not taken.
const NOT: [&str; 3] = ["no", "not", "never"];

/// Names of substances, and words for classes; several words stand for themselves in this order.
const NAMES: &[&str] = &[
    // Water tablets.
    "diuretic",
    "water tablet",
    "water pill",
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
    "bendrofluazide",
    "amilofruse",
    "amilozide",
    "acetazolamide",
    // Statins.
    "statin",
    // For blood pressure.
    "blood pressure tablet",
    "blood pressure pill",
    "blood pressure medicine",
    "blood pressure medication",
    "bp tablet",
    "tablets for blood pressure",
    "antihypertensive",
    "calcium channel blocker",
    "ace inhibitor",
    "beta blocker",
    "atenolol",
    "bisoprolol",
    "carvedilol",
    "labetalol",
    "metoprolol",
    "nadolol",
    "nebivolol",
    "propranolol",
    "diltiazem",
    "verapamil",
    "doxazosin",
    "methyldopa",
    "clonidine",
    "moxonidine",
    "hydralazine",
    "terazosin",
    "prazosin",
    "aliskiren",
    "celiprolol",
    "acebutolol",
    // Long-acting inhalers.
    "long acting inhaler",
    "long acting bronchodilator",
    "laba",
    "salmeterol",
    "formoterol",
    "eformoterol",
    "vilanterol",
    "indacaterol",
    "olodaterol",
    "tiotropium",
    "umeclidinium",
    "aclidinium",
    "glycopyrronium",
    // The pill, and hormones after the menopause.
    "contraceptive pill",
    "birth control pill",
    "mini pill",
    "minipill",
    "levonorgestrel",
    "norethisterone",
    "combined pill",
    "oral contraceptive",
    "ethinylestradiol",
    "ethinyloestradiol",
    "desogestrel",
    "drospirenone",
    "hrt",
    "hormone replacement",
    "hormone therapy",
    "oestrogen",
    "estrogen",
    "oestradiol",
    "estradiol",
    "tibolone",
    // Others.
    "raloxifene",
    "naproxen",
    "teriparatide",
    "iron infusion",
    "iron drip",
    "iv iron",
    "intravenous iron",
    "iron intravenously",
    "iron dextran",
    "ferric derisomaltose",
    "iron sucrose",
    "ferric carboxymaltose",
    "quinine",
];

/// Whether a medicine, as somebody wrote it down, is linked with cramps in studies or lists.
pub fn is_linked(written: &str) -> bool {
    written.split([',', ';']).any(is_named)
}

fn is_named(written: &str) -> bool {
    let written = written.to_lowercase();
    let words = written.split(|c: char| !c.is_alphabetic());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.first().is_some_and(|first| NOT.contains(first)) {
        return false;
    }
    let ends = |word: &&str| {
        let word = singular(word);
        word != APRIL && ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    let is_pill = |at: usize| {
        let next = words.get(at + 2);
        words[at..].starts_with(&PILL) && next.is_none_or(|next| SINCE.contains(next))
    };
    words.iter().any(ends)
        || (0..words.len()).any(is_pill)
        || NAMES.iter().any(|name| is_in(name, &words))
}

/// Whether `words` has those of `name` side by side, whatever of them is in the plural.
fn is_in(name: &str, words: &[&str]) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    let is_name = |found: &[&str]| {
        found
            .iter()
            .zip(&name)
            .all(|(word, name)| word == name || singular(word) == *name)
    };
    words.windows(name.len()).any(is_name)
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
            "quinine sulphate",
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
            "not on quinine",
            "contraceptive coil",
            "tablets for cholesterol",
            "iron tablets",
            "hydroxychloroquine",
            "water",
            "metformin",
            "magnesium",
            "\u{1b}[31m",
        ] {
            assert!(!is_linked(written), "{written}");
        }
    }
}
