//! Why these are thought to be cramps: by the marks that the diary has of them.

use super::words::capital;
use crate::diary::choice::{CrampMuscle, Help, Sign};
use crate::diary::counts::Counts;
use crate::diary::counts::tally::Share;
use crate::diary::entry::Cramp;
use crate::diary::word::Word;

/// A cramp is over by then, in seconds.
pub(super) const LONG: u32 = 10 * 60;

/// The marks for it and those against it, each with of how many cramps.
pub(super) fn marks(counts: &Counts<'_>) -> String {
    let share = |known: &dyn Fn(&Cramp) -> Option<bool>| {
        let known: Vec<bool> = counts.entries().filter_map(known).collect();
        let count = known.iter().filter(|is_so| **is_so).count();
        Share::new(count as u64, known.len() as u64)
    };
    let short = share(&|cramp| Some(cramp.length()?.number() <= LONG));
    let place = share(&|cramp| Some(is_usual(cramp.muscle.as_ref()?.known()?)));
    let moved = share(&|cramp| {
        let helped = cramp.helped.as_ref()?.as_ref().known()?;
        Some(helped.iter().any(is_stretch))
    });
    let woke = counts.woke();
    let strong = counts.severities();
    let marks = [
        mark(short, "lasted ten minutes at most"),
        mark(place, "in calf, foot or thigh"),
        mark(moved, "helped by a stretch, standing or rubbing"),
        mark(Share::new(woke.yes, woke.known), "broke sleep"),
    ];
    let strong = strong.map(|pain| format!("half at pain {} of 10 or more", pain.median));
    let marks: Vec<String> = marks.into_iter().flatten().chain(strong).collect();
    if marks.is_empty() {
        return "Nothing is recorded yet that tells a cramp from something else.".to_owned();
    }
    let against = counts.signs().into_iter();
    let against = against.filter(|(sign, _)| matches!(sign, Sign::UrgeToMove | Sign::RestPain));
    let against = against.map(|(sign, nights)| match nights.len() {
        1 => format!(" Against it: {} (1 night).", sign.words()),
        nights => format!(" Against it: {} ({nights} nights).", sign.words()),
    });
    format!(
        "{}.{}",
        capital(&marks.join("; ")),
        against.collect::<String>()
    )
}

/// `lasted ten minutes at most (14 of 14)`; nothing where it is true of none.
fn mark(share: Share, words: &str) -> Option<String> {
    (share.count > 0).then(|| format!("{words} ({share})"))
}

fn is_usual(muscle: CrampMuscle) -> bool {
    match muscle {
        CrampMuscle::Calf
        | CrampMuscle::Foot
        | CrampMuscle::Toes
        | CrampMuscle::Hamstring
        | CrampMuscle::Quadriceps
        | CrampMuscle::InnerThigh => true,
        CrampMuscle::Shin | CrampMuscle::Other => false,
    }
}

fn is_stretch(help: &Word<Help>) -> bool {
    match help {
        Word::Listed(Help::Stretch | Help::Rub | Help::Stand | Help::Walk) => true,
        Word::Listed(Help::Warm | Help::Cold | Help::Waited | Help::Other) | Word::Own(_) => false,
    }
}
