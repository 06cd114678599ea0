//! Why these are thought to be cramps: by the marks that the diary has of them.

use super::Person;
use super::person::DOUBT;
use super::words::capital;
use crate::diary::choice::{CrampMuscle, Help, Sign};
use crate::diary::counts::Counts;
use crate::diary::counts::tally::Share;
use crate::diary::entry::Cramp;
use crate::diary::value::Seconds;
use crate::diary::word::Word;
use crate::handbook::Fact;

/// A cramp is over by then, in seconds.
const LONG: u32 = 10 * 60;

const FIERCE: u8 = 7;

/// What may feel like a cramp, or bring one of its own kind, by the answers.
const ALIKE: [Fact; 7] = [
    Fact::Clot,
    Fact::Circulation,
    Fact::Numb,
    Fact::NarrowSpine,
    Fact::HurtLeg,
    Fact::Back,
    Fact::Statin,
];

/// The marks that tell a cramp from something else, those that do not, and what speaks against it, each
/// with of how many cramps. Warnings have a part of the page of their own.
pub(super) fn marks(counts: &Counts<'_>, person: &Person) -> String {
    let share = |known: &dyn Fn(&Cramp) -> Option<bool>| {
        let known: Vec<bool> = counts.entries().filter_map(known).collect();
        let count = known.iter().filter(|is_so| **is_so).count();
        Share::new(count as u64, known.len() as u64)
    };
    let short = share(&|cramp| Some(cramp.length()?.number() <= LONG));
    let moved = share(&|cramp| {
        let helped = cramp.helped.as_ref()?.as_ref().known()?;
        Some(helped.iter().any(is_stretch))
    });
    let place = share(&|cramp| Some(is_usual(cramp.muscle.as_ref()?.known()?)));
    let fierce = share(&|cramp| Some(cramp.severity?.known()?.number() >= FIERCE));
    let woke = counts.woke();
    let telling = [
        mark(short, "lasted ten minutes at most"),
        mark(moved, "helped by a stretch or standing"),
    ];
    let others = [
        mark(place, "in calf, foot or thigh"),
        mark(Share::new(woke.yes, woke.known), "broke sleep"),
        mark(fierce, "pain 7 of 10 or more"),
    ];
    let signs = counts.signs().into_iter();
    let is_warned = signs
        .map(|(sign, _)| sign)
        .any(|sign| sign != Sign::Twitching);
    let warned = is_warned || counts.entries().any(is_long);
    let warned = warned.then(|| "the warning signs below".to_owned());
    let alike = ALIKE.into_iter().filter(|fact| person.facts.contains(fact));
    let alike = alike.map(|fact| {
        let is_unsure = person.unsure.contains(&fact);
        format!("{}{}", fact.words(), if is_unsure { DOUBT } else { "" })
    });
    let against = warned.into_iter().chain(alike);
    let nothing = "nothing is recorded yet that tells a cramp from something else".to_owned();
    let all = [
        Some(joined(telling.into_iter().flatten()).unwrap_or(nothing)),
        joined(others.into_iter().flatten())
            .map(|others| format!("fits, but fits other troubles too: {others}")),
        Some("not asked: sudden start, hard knot".to_owned()),
        joined(against).map(|against| format!("against: {against}")),
    ];
    let all = all.into_iter().flatten();
    let all: Vec<String> = all.map(|words| format!("{}.", capital(&words))).collect();
    all.join(" ")
}

fn joined(words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// `lasted ten minutes at most (14 of 14)`; nothing where it is true of none.
fn mark(share: Share, words: &str) -> Option<String> {
    (share.count > 0).then(|| format!("{words} ({share})"))
}

fn is_usual(muscle: CrampMuscle) -> bool {
    !matches!(muscle, CrampMuscle::Shin | CrampMuscle::Other)
}

/// Whether it eases a cramp by the board of marks: walking eases restless legs, and rubbing tells nothing.
fn is_stretch(help: &Word<Help>) -> bool {
    matches!(help, Word::Listed(Help::Stretch | Help::Stand))
}

/// Whether it is known to have lasted more than ten minutes: by its length, or since it had not
/// eased by then.
pub(super) fn is_long(cramp: &Cramp) -> bool {
    let is_past = |time: Option<Seconds>| time.is_some_and(|time| time.number() > LONG);
    let mut answers = cramp.answers.iter().flatten();
    is_past(cramp.length()) || answers.any(|said| !said.eased() && is_past(said.after))
}
