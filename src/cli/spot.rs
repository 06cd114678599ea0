//! Where a cramp sits, in whatever words somebody half asleep types after `now`.

use std::collections::BTreeSet;
use std::ffi::OsString;

use crate::diary::choice::CrampSide;
use crate::session::relief::Spot;
use crate::ui::app_config::CrampHint;

/// What was understood; nothing in it keeps relief from starting.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Understood {
    /// Where it sits; `None` is wherever relief usually starts.
    pub(super) spot: Option<Spot>,
    /// Which leg cramps, and where the person is, where that was said.
    pub(super) said: CrampHint,
    /// What the first screen says of it.
    pub(super) note: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SpotWord {
    At(LegPart),
    On(BodySide),
    Bed,
    Side(CrampSide),
    Other,
}

/// A part of the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LegPart {
    Known(Spot),
    Thigh,
    Leg,
}

/// Which side of a part of the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BodySide {
    Front,
    Back,
    Inside,
    Top,
    /// The part is pulled up.
    Up,
}

const WORDS: &[(&str, SpotWord)] = &[
    ("calf", SpotWord::At(LegPart::Known(Spot::Calf))),
    ("calves", SpotWord::At(LegPart::Known(Spot::Calf))),
    ("foot", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("feet", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("toe", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("sole", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("heel", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("arch", SpotWord::At(LegPart::Known(Spot::Foot))),
    ("soleus", SpotWord::At(LegPart::Known(Spot::Calf))),
    ("gastrocnemius", SpotWord::At(LegPart::Known(Spot::Calf))),
    ("tibialis", SpotWord::At(LegPart::Known(Spot::Shin))),
    ("ham", SpotWord::At(LegPart::Known(Spot::Hamstring))),
    ("hammy", SpotWord::At(LegPart::Known(Spot::Hamstring))),
    ("hamstring", SpotWord::At(LegPart::Known(Spot::Hamstring))),
    ("quad", SpotWord::At(LegPart::Known(Spot::Quadriceps))),
    ("quadriceps", SpotWord::At(LegPart::Known(Spot::Quadriceps))),
    ("shin", SpotWord::At(LegPart::Known(Spot::Shin))),
    ("groin", SpotWord::At(LegPart::Known(Spot::InnerThigh))),
    ("adductor", SpotWord::At(LegPart::Known(Spot::InnerThigh))),
    ("thigh", SpotWord::At(LegPart::Thigh)),
    ("leg", SpotWord::At(LegPart::Leg)),
    ("front", SpotWord::On(BodySide::Front)),
    ("back", SpotWord::On(BodySide::Back)),
    ("rear", SpotWord::On(BodySide::Back)),
    ("achilles", SpotWord::On(BodySide::Back)),
    ("inner", SpotWord::On(BodySide::Inside)),
    ("inside", SpotWord::On(BodySide::Inside)),
    ("top", SpotWord::On(BodySide::Top)),
    ("upper", SpotWord::On(BodySide::Top)),
    ("up", SpotWord::On(BodySide::Up)),
    ("bed", SpotWord::Bed),
    ("lying", SpotWord::Bed),
    ("both", SpotWord::Side(CrampSide::Both)),
    ("left", SpotWord::Side(CrampSide::Left)),
    ("right", SpotWord::Side(CrampSide::Right)),
    ("other", SpotWord::Other),
];

/// Takes what was typed after `now`: every word of it counts.
pub(super) fn heard(typed: &[OsString]) -> Understood {
    let typed = typed.iter().map(|word| word.to_string_lossy());
    let typed = typed.collect::<Vec<_>>().join(" ").to_lowercase();
    let words = typed.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let known: Vec<SpotWord> = words.iter().filter_map(|word| meant(word)).collect();
    let said = CrampHint {
        side: side(&known),
        unhurt: known.contains(&SpotWord::Other),
        in_bed: known.contains(&SpotWord::Bed),
    };
    let (spot, note) = match (spots(&known).as_slice(), words.as_slice()) {
        ([], [word, ..]) if known.is_empty() => {
            let word: String = word.chars().take(20).collect();
            let note = format!("\"{word}\" is not known: the usual relief.");
            (None, Some(note))
        }
        ([], _) => (said.in_bed.then_some(Spot::Bed), None),
        ([(spot, is_plain)], _) => {
            let note = (!is_plain).then(|| format!("Taken for the {}.", spot.words()));
            (Some(*spot), note)
        }
        ([(spot, _), (other, _), ..], _) => {
            let note = format!("The {} first, not the {}.", spot.words(), other.words());
            (Some(*spot), Some(note))
        }
    };
    Understood { spot, said, note }
}

/// The leg that was said, or both.
fn side(known: &[SpotWord]) -> Option<CrampSide> {
    let sides = known.iter().filter_map(|word| match word {
        SpotWord::Side(side) => Some(*side),
        SpotWord::At(_) | SpotWord::On(_) | SpotWord::Bed | SpotWord::Other => None,
    });
    sides.reduce(|one, other| if one == other { one } else { CrampSide::Both })
}

/// Where it sits, in the order in which that was said, and whether there is no doubt. A face is that of the place
/// behind it, or before it where none follows: "back of the thigh", "foot up".
fn spots(known: &[SpotWord]) -> Vec<(Spot, bool)> {
    let mut places: Vec<(Option<LegPart>, Option<BodySide>)> = Vec::new();
    let (mut face, mut is_plain) = (None, true);
    for word in known {
        match word {
            SpotWord::At(place) => places.push((Some(*place), face.take())),
            SpotWord::On(said) => {
                is_plain &= face.is_none_or(|face| face == *said);
                face = face.or(Some(*said));
            }
            SpotWord::Bed | SpotWord::Side(_) | SpotWord::Other => {}
        }
    }
    match places.last_mut() {
        Some((_, of)) if of.is_none() => *of = face,
        Some(_) => is_plain &= face.is_none(),
        None => places.extend(face.map(|face| (None, Some(face)))),
    }
    let is = |place| places.contains(&(Some(LegPart::Known(place)), None));
    let is_of_thigh = [Spot::Hamstring, Spot::Quadriceps, Spot::InnerThigh].map(is);
    let only = places.len() == 1;
    let says_more = |(place, face): &&(Option<LegPart>, Option<BodySide>)| match (place, face) {
        // Another word says which part of it.
        (Some(LegPart::Leg), None) => only,
        (Some(LegPart::Thigh), None) => is_of_thigh == [false; 3],
        // The shin, and the top of the foot.
        (Some(LegPart::Known(Spot::Foot)), None) => !is(Spot::Shin),
        _ => true,
    };
    let mut spots: Vec<(Spot, bool)> = Vec::new();
    for (place, face) in places.iter().filter(says_more) {
        let spot =
            spot(*place, *face).filter(|(spot, _)| spots.iter().all(|known| known.0 != *spot));
        spots.extend(spot.map(|(spot, is_sure)| (spot, is_sure && is_plain)));
    }
    spots
}

/// Where the face of a place is, and whether there is no doubt.
fn spot(place: Option<LegPart>, face: Option<BodySide>) -> Option<(Spot, bool)> {
    use BodySide::{Back, Front, Inside, Top, Up};
    use LegPart::{Known, Leg, Thigh};
    let spot = match (place, face) {
        (None | Some(Leg), None) => return None,
        (None | Some(Known(Spot::Shin)), Some(Back)) => return Some((Spot::Calf, false)),
        (Some(Leg), Some(Back)) => Spot::Calf,
        // What pulls the foot up sits in the shin.
        (None | Some(Leg), Some(Front | Up))
        | (None | Some(Known(Spot::Foot)), Some(Top))
        | (Some(Known(Spot::Foot)), Some(Up)) => Spot::Shin,
        (None | Some(Leg | Thigh), Some(Inside)) => Spot::InnerThigh,
        (Some(Thigh), Some(Front)) => Spot::Quadriceps,
        // The first step of the back says which keys are for the front and the inside.
        (Some(Thigh), None | Some(Back | Top | Up)) | (Some(Leg), Some(Top)) => Spot::Hamstring,
        (Some(Known(Spot::Calf)), Some(Front)) => return Some((Spot::Shin, false)),
        (Some(Known(spot)), _) => spot,
    };
    Some((spot, true))
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

/// The arguments of who wrote a word after `now` as if it were an option: `now --bed`.
pub(super) fn without_dashes(args: &[OsString]) -> Option<Vec<OsString>> {
    let at = args.iter().position(|arg| arg == "now")?;
    let bare = |arg: &OsString| {
        let word = arg.to_str()?.strip_prefix('-')?.trim_start_matches('-');
        meant(&word.to_lowercase()).map(|_| word.into())
    };
    let (before, after) = args.split_at(at);
    let after = after.iter().map(|arg| bare(arg).unwrap_or(arg.clone()));
    Some(before.iter().cloned().chain(after).collect())
}

/// Whether a word says where a cramp sits.
pub(super) fn is_spot(word: &str) -> bool {
    meant(&word.to_lowercase()).is_some()
}

/// What a word says, with a letter or two of it wrong or missing: the first one too.
fn meant(word: &str) -> Option<SpotWord> {
    let letters = word.chars().count();
    let near = WORDS.iter().filter_map(|(known, means)| {
        let distance = strsim::damerau_levenshtein(word, known);
        let most = match letters {
            // A night is not right.
            _ if matches!(means, SpotWord::Side(CrampSide::Left | CrampSide::Right)) => 0,
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
        assert_eq!(of("leg"), Understood::default());
        assert_eq!(heard(&[]), Understood::default());
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
    fn both_legs_one_of_them_and_the_other_one_can_be_said() {
        let of = |typed: &str| heard(&[OsString::from(typed)]);
        assert_eq!(of("both legs").said.side, Some(CrampSide::Both));
        assert_eq!(of("left and right").said.side, Some(CrampSide::Both));
        let calves = of("both calves");
        assert_eq!(
            (calves.spot, calves.said.side),
            (Some(Spot::Calf), Some(CrampSide::Both))
        );
        assert!(of("other").said.unhurt);
        assert_eq!(of("calf").said, CrampHint::default());
        // Words that are only like it.
        assert_eq!(of("tight calf in the night").said, CrampHint::default());
    }

    #[test]
    fn of_two_words_none_is_lost() {
        let of = |typed: &str| heard(&[OsString::from(typed)]);
        for (first, one) in WORDS {
            for (second, other) in WORDS {
                let (both, place) = (format!("{first} {second}"), of(first).spot);
                let heard = of(&both);
                let is = |word| *one == word || *other == word;
                assert_eq!(heard.said.in_bed, is(SpotWord::Bed), "{both}");
                assert_eq!(heard.said.unhurt, is(SpotWord::Other), "{both}");
                let sides = side(&[*one]).into_iter().chain(side(&[*other]));
                assert!(
                    sides
                        .clone()
                        .all(|side| [Some(side), Some(CrampSide::Both)].contains(&heard.said.side)),
                    "{both}"
                );
                assert_eq!(heard.said.side.is_some(), sides.count() > 0, "{both}");
                match (one, other) {
                    // What says nothing of the place changes nothing of it; in bed it is the muscle that was named.
                    (
                        SpotWord::At(_) | SpotWord::On(_),
                        SpotWord::Bed | SpotWord::Side(_) | SpotWord::Other,
                    ) => {
                        let bed = (*other == SpotWord::Bed).then_some(Spot::Bed);
                        assert_eq!(heard.spot, place.or(bed), "{both}");
                        assert_eq!(of(&format!("{second} {first}")).spot, heard.spot, "{both}");
                    }
                    (SpotWord::At(_), SpotWord::On(_)) => {
                        assert_eq!(of(&format!("{second} {first}")), heard, "{both}");
                    }
                    // Of two places both are told, or they are one.
                    (SpotWord::At(_), SpotWord::At(_)) => {
                        let note = heard.note.clone().unwrap_or_default();
                        for (word, place) in [(first, place), (second, of(second).spot)] {
                            let Some(place) = place else { continue };
                            let is_part = match heard.spot {
                                Some(Spot::Shin) => place == Spot::Foot,
                                Some(Spot::Quadriceps | Spot::InnerThigh) => *word == "thigh",
                                _ => false,
                            };
                            let is_told = Some(place) == heard.spot || note.contains(place.words());
                            assert!(is_told || is_part, "{both}: {word}, {note}");
                        }
                    }
                    (SpotWord::On(_), SpotWord::On(_)) => {
                        assert!(
                            first == second || one == other || heard.note.is_some(),
                            "{both}"
                        );
                    }
                    _ => {}
                }
                assert!(heard.note.is_none_or(|note| note.len() <= 72), "{both}");
            }
        }
    }

    #[test]
    fn the_face_of_a_place_is_never_taken_for_the_muscle_on_the_other_side() {
        for (spot, typed) in [
            (Spot::Calf, "top of the calf"),
            (Spot::Calf, "inside of the calf"),
            (Spot::Calf, "back of the shin"),
            (Spot::Shin, "front of the calf"),
            (Spot::Shin, "toes up in bed"),
            (Spot::Shin, "upper foot"),
            (Spot::Foot, "inside of the foot"),
            (Spot::Foot, "heel back"),
            (Spot::Hamstring, "upper leg"),
            (Spot::InnerThigh, "inside of the leg"),
            (Spot::Shin, "foot and shin"),
        ] {
            assert_eq!(at(typed), Some(spot), "{typed}");
        }
        let both = heard(&["foot".into(), "calf".into()]);
        assert_eq!(both.spot, Some(Spot::Foot));
        assert_eq!(both.note.as_deref(), Some("The foot first, not the calf."));
    }
}
