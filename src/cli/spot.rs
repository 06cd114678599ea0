//! Where a cramp sits, in whatever words somebody half asleep types after `now`.

use std::collections::BTreeSet;
use std::ffi::OsString;

use crate::session::relief::Spot;
use crate::ui::setup::Legs;

/// What was understood; nothing in it keeps relief from starting.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// Where it sits; `None` is wherever relief usually starts.
    pub(super) spot: Option<Spot>,
    /// Which leg cramps, where that was said.
    pub(super) legs: Legs,
    /// What the first screen says of it.
    pub(super) note: Option<String>,
}

/// What one word says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    At(Spot),
    Thigh,
    Front,
    Back,
    Up,
    Both,
    Other,
    Leg,
}

const WORDS: &[(&str, Word)] = &[
    ("calf", Word::At(Spot::Calf)),
    ("calves", Word::At(Spot::Calf)),
    ("foot", Word::At(Spot::Foot)),
    ("feet", Word::At(Spot::Foot)),
    ("toe", Word::At(Spot::Foot)),
    ("sole", Word::At(Spot::Foot)),
    ("heel", Word::At(Spot::Foot)),
    ("arch", Word::At(Spot::Foot)),
    ("ham", Word::At(Spot::Hamstring)),
    ("hammy", Word::At(Spot::Hamstring)),
    ("hamstring", Word::At(Spot::Hamstring)),
    ("quad", Word::At(Spot::Quadriceps)),
    ("quadriceps", Word::At(Spot::Quadriceps)),
    ("shin", Word::At(Spot::Shin)),
    ("top", Word::At(Spot::Shin)),
    ("inner", Word::At(Spot::InnerThigh)),
    ("inside", Word::At(Spot::InnerThigh)),
    ("groin", Word::At(Spot::InnerThigh)),
    ("adductor", Word::At(Spot::InnerThigh)),
    ("bed", Word::At(Spot::Bed)),
    ("lying", Word::At(Spot::Bed)),
    ("thigh", Word::Thigh),
    ("front", Word::Front),
    ("back", Word::Back),
    ("rear", Word::Back),
    ("achilles", Word::Back),
    ("up", Word::Up),
    ("both", Word::Both),
    ("other", Word::Other),
    ("leg", Word::Leg),
];

/// Takes what was typed after `now`.
pub(super) fn heard(typed: &[OsString]) -> Heard {
    let typed = typed.iter().map(|word| word.to_string_lossy());
    let typed = typed.collect::<Vec<_>>().join(" ").to_lowercase();
    let words = typed.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let known: Vec<Word> = words.iter().filter_map(|word| meant(word)).collect();
    let has = |word| known.contains(&word);
    let mut spots = known.iter().filter_map(|word| match word {
        Word::At(spot) => Some(*spot),
        Word::Thigh
        | Word::Front
        | Word::Back
        | Word::Up
        | Word::Both
        | Word::Other
        | Word::Leg => None,
    });
    // What says more goes first: the top of the foot, the inside of the thigh.
    let named = spots
        .clone()
        .find(|spot| matches!(spot, Spot::Shin | Spot::InnerThigh));
    let spot = named.or_else(|| spots.next());
    let (spot, note) = match spot {
        // What pulls it up sits in the shin.
        Some(Spot::Foot) | None if has(Word::Up) => (Some(Spot::Shin), None),
        Some(spot) => (Some(spot), None),
        None if has(Word::Thigh) && has(Word::Front) => (Some(Spot::Quadriceps), None),
        None if has(Word::Thigh) && has(Word::Back) => (Some(Spot::Hamstring), None),
        // Its first step says which keys are for the front and the inside.
        None if has(Word::Thigh) => (Some(Spot::Hamstring), None),
        None if has(Word::Front) => (Some(Spot::Shin), None),
        None if has(Word::Back) && has(Word::Leg) => (Some(Spot::Calf), None),
        None if has(Word::Back) => (Some(Spot::Calf), Some("Taken for the calf.".to_owned())),
        None if known.is_empty() && !words.is_empty() => {
            let word: String = words[0].chars().take(20).collect();
            let note = format!("\"{word}\" is not known: the usual relief.");
            (None, Some(note))
        }
        None => (None, None),
    };
    Heard {
        spot,
        legs: match (has(Word::Both), has(Word::Other)) {
            (true, _) => Legs::Both,
            (false, true) => Legs::Unhurt,
            (false, false) => Legs::One,
        },
        note,
    }
}

/// The arguments of who meant relief by a word that is no command: `NOW`, `nwo`, `toes`.
pub(super) fn meant_for_now(args: &[OsString], word: &str) -> Option<Vec<OsString>> {
    let at = args.iter().position(|arg| arg == word)?;
    let letters: BTreeSet<char> = word.to_lowercase().chars().collect();
    let is_now = letters == BTreeSet::from(['n', 'o', 'w']);
    (is_now || is_spot(word)).then(|| {
        let mut args = args.to_vec();
        args.splice(at..at + usize::from(is_now), ["now".into()]);
        args
    })
}

/// Whether a word says where a cramp sits.
pub(super) fn is_spot(word: &str) -> bool {
    meant(&word.to_lowercase()).is_some()
}

/// What a word says, with a letter or two of it wrong or missing: the first one too.
fn meant(word: &str) -> Option<Word> {
    let letters = word.chars().count();
    let near = WORDS.iter().filter_map(|(known, means)| {
        let distance = strsim::damerau_levenshtein(word, known);
        let most = match letters {
            0..=2 => 0,
            // Only a letter that is missing: words so short are all alike.
            3 => usize::from(known.len() > 3),
            4..=6 => 1,
            _ => 2,
        };
        (distance <= most).then_some((distance, *means))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, means)| means)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(typed: &str) -> Option<Spot> {
        let typed: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
        heard(&typed).spot
    }

    #[test]
    fn any_case_any_plural_a_usual_word_and_a_typo_are_understood() {
        for (spot, typed) in [
            (Spot::Calf, "calf CALF Calves calfs half cafl"),
            (Spot::Foot, "foot feet toes TOE sole heel arch foto"),
            (
                Spot::Hamstring,
                "hams hamstring hamstrings Hammy thigh thighs tigh",
            ),
            (Spot::Quadriceps, "quad quads quadriceps quadricep"),
            (Spot::Shin, "shin shins chin top shn hin"),
            (Spot::InnerThigh, "inner-thigh inside groin adductors"),
            (Spot::Bed, "bed BED lying"),
        ] {
            for word in typed.split(' ') {
                assert_eq!(at(word), Some(spot), "{word}");
            }
        }
        for (spot, typed) in [
            (Spot::Hamstring, "back of thigh"),
            (Spot::Quadriceps, "front of my thigh"),
            (Spot::InnerThigh, "inner thigh"),
            (Spot::Shin, "top of foot"),
            (Spot::Shin, "foot up"),
            (Spot::Shin, "front of the leg"),
            (Spot::Calf, "back of the leg"),
        ] {
            assert_eq!(at(typed), Some(spot), "{typed}");
        }
    }

    #[test]
    fn every_spot_is_known_by_its_name() {
        for spot in Spot::ALL {
            assert_eq!(at(spot.name()), Some(*spot));
        }
    }

    #[test]
    fn what_is_not_known_is_said_in_a_line_and_the_usual_relief_starts() {
        let of = |typed: &str| heard(&[OsString::from(typed)]);
        assert_eq!(of("leg"), Heard::default());
        assert_eq!(heard(&[]), Heard::default());
        for typed in ["back", "achilles"] {
            assert!(of(typed).note.is_some_and(|note| note.contains("calf")));
        }
        for typed in ["elbow", "\u{1b}[2J", "----", "xyz".repeat(1000).as_str()] {
            let heard = of(typed);
            assert_eq!(heard.spot, None, "{typed}");
            let note = heard.note.unwrap_or_default();
            assert!(
                note.chars().count() <= 72 && !note.contains('\u{1b}'),
                "{note}"
            );
        }
        assert!(
            of("elbow")
                .note
                .is_some_and(|note| note.contains("\"elbow\""))
        );
    }

    #[test]
    fn both_legs_can_be_said() {
        assert_eq!(heard(&["both".into(), "legs".into()]).legs, Legs::Both);
        let calves = heard(&["both calves".into()]);
        assert_eq!((calves.spot, calves.legs), (Some(Spot::Calf), Legs::Both));
        assert_eq!(heard(&["other".into()]).legs, Legs::Unhurt);
        assert_eq!(heard(&["calf".into()]).legs, Legs::One);
    }
}
