//! Why these are thought to be cramps: by the marks that the diary has of them.

use super::Person;
use super::content::is_long;
use super::person::DOUBT;
use super::words::capital;
use crate::diary::choice::{CrampMuscle, Help, Sign};
use crate::diary::counts::Counts;
use crate::diary::counts::tally::Share;
use crate::diary::entry::Cramp;
use crate::diary::word::Word;
use crate::handbook::Fact;

/// A cramp is over by then, in seconds.
pub(super) const LONG: u32 = 10 * 60;

/// Half the cramps at this pain, of 10, or a worse one: less speaks for nothing.
const STRONG: u64 = 7;

/// The marks for it and those against it, each with of how many cramps.
pub(super) fn marks(counts: &Counts<'_>, person: &Person) -> String {
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
    let strong = counts.severities().filter(|pain| pain.median >= STRONG);
    let marks = [
        mark(short, "lasted ten minutes at most"),
        mark(place, "in calf, foot or thigh"),
        mark(moved, "helped by a stretch or standing"),
        mark(Share::new(woke.yes, woke.known), "broke sleep"),
    ];
    let strong = strong.map(|pain| format!("half at pain {} of 10 or more", pain.median));
    let marks: Vec<String> = marks.into_iter().flatten().chain(strong).collect();
    let signs = counts.signs().into_iter();
    let signs = signs.filter(|(sign, _)| *sign != Sign::Twitching);
    let signs = signs.map(|(sign, nights)| match nights.len() {
        1 => format!("{}, 1 night", bare(sign)),
        nights => format!("{}, {nights} nights", bare(sign)),
    });
    let long = share(&|cramp| {
        let is_long = is_long(cramp);
        (is_long || cramp.length().is_some()).then_some(is_long)
    });
    let long = mark(long, "lasted over ten minutes");
    let answered = [
        (Fact::Clot, "a blood clot, past or suspected"),
        (Fact::Circulation, "poor circulation"),
    ];
    let answered = answered
        .into_iter()
        .filter(|(fact, _)| person.facts.contains(fact));
    let answered = answered.map(|(fact, words)| {
        let doubt = if person.unsure.contains(&fact) {
            DOUBT
        } else {
            ""
        };
        format!("{words}{doubt}")
    });
    let against: Vec<String> = signs.chain(long).chain(answered).collect();
    let against = match &against[..] {
        [] => String::new(),
        against => format!(" Against: {}.", against.join("; ")),
    };
    let marks = match &marks[..] {
        [] => "Nothing is recorded yet that tells a cramp from something else".to_owned(),
        marks => capital(&marks.join("; ")),
    };
    format!("{marks}.{against}")
}

/// A sign in the fewest words.
fn bare(sign: Sign) -> &'static str {
    sign.words().trim_start_matches("the ")
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

/// Whether it eases a cramp by the board of marks: walking eases restless legs, and rubbing tells nothing.
fn is_stretch(help: &Word<Help>) -> bool {
    match help {
        Word::Listed(Help::Stretch | Help::Stand) => true,
        Word::Listed(
            Help::Rub | Help::Walk | Help::Warm | Help::Cold | Help::Waited | Help::Other,
        )
        | Word::Own(_) => false,
    }
}
