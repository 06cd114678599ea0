//! What was there and what was done of an evening: asked as one list, kept in a field each.

use std::collections::BTreeSet;

use super::options::{Listed, Pick, PickKind};
use crate::diary::choice::Trigger;
use crate::diary::entry::NightNote;
use crate::diary::value::Response;
use crate::diary::word::{Own, Word};

/// What is asked of every night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct OfEvening(Trigger);

impl Listed for OfEvening {
    const TAKES_OWN: bool = true;

    fn listed() -> Vec<Self> {
        let all = Trigger::ALL.iter().copied();
        let of_night = all.filter(|trigger| trigger.is_of_the_night());
        of_night.map(Self).collect()
    }

    fn words(self) -> &'static str {
        self.0.words()
    }
}

type Evening = Option<Response<BTreeSet<Word<OfEvening>>>>;

fn evening(note: &NightNote) -> Evening {
    let own = note.with.as_ref();
    let own_words = own
        .and_then(|with| with.as_ref().known())
        .into_iter()
        .flatten();
    let all = OfEvening::listed();
    let told = || all.iter().map(|of| note.evening(of.0));
    let yes = all.iter().zip(told());
    let yes = yes.filter(|(_, told)| *told == Some(Response::Known(true)));
    let set: BTreeSet<_> = yes
        .map(|(of, _)| Word::Listed(*of))
        .chain(own_words.cloned().map(Word::Own))
        .collect();
    let is_none = told().all(|told| told == Some(Response::Known(false)));
    let is_unknown = told().all(|told| told == Some(Response::Unknown));
    match set {
        set if !set.is_empty() || is_none => Some(Response::Known(set)),
        _ => is_unknown.then_some(Response::Unknown),
    }
}

fn set_evening(note: &mut NightNote, told: Evening) {
    let of = |trigger| {
        let told = told.as_ref()?.as_ref();
        Some(match told {
            Response::Known(set) => {
                Response::Known(set.contains(&Word::Listed(OfEvening(trigger))))
            }
            Response::Unknown => Response::Unknown,
        })
    };
    note.hard_exercise = of(Trigger::HardExercise);
    note.little_drink = of(Trigger::LittleDrink);
    note.alcohol = of(Trigger::Alcohol);
    note.heavy_covers = of(Trigger::HeavyCovers);
    note.with = told.map(|told| match told {
        Response::Known(set) => {
            Response::Known(set.iter().filter_map(Word::own).cloned().collect())
        }
        Response::Unknown => Response::Unknown,
    });
}

impl Pick for NightNote {
    fn options(&self, own: &[Own]) -> Vec<String> {
        evening(self).options(own)
    }

    fn is_picked(&self, at: usize, own: &[Own]) -> bool {
        evening(self).is_picked(at, own)
    }

    fn pick(&mut self, at: usize, own: &[Own]) {
        let mut told = evening(self);
        told.pick(at, own);
        set_evening(self, told);
    }

    fn words(&self) -> Option<String> {
        evening(self).words()
    }

    fn shape(&self) -> PickKind {
        PickKind::Many
    }

    fn forget(&mut self) {
        set_evening(self, None);
    }

    fn takes_own(&self) -> bool {
        true
    }

    fn add(&mut self, own: Own) {
        let mut told = evening(self);
        told.add(own);
        set_evening(self, told);
    }

    fn own(&self) -> Vec<Own> {
        evening(self).own()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::night::Night;

    #[test]
    fn one_that_is_ticked_says_no_of_the_others_and_nothing_says_nothing() {
        let night = Night::parse("2026-11-21").unwrap();
        let mut note = NightNote::new(night);
        let own = [Own::new("magnesium").unwrap()];
        let at = |words: &str| {
            let options = NightNote::new(night).options(&own);
            options.iter().position(|option| option == words).unwrap()
        };
        assert_eq!(note.words(), None);
        note.pick(at("alcohol"), &own);
        note.pick(at("magnesium"), &own);
        assert_eq!(note.alcohol, Some(Response::Known(true)));
        assert_eq!(note.heavy_covers, Some(Response::Known(false)));
        assert_eq!(note.words().as_deref(), Some("alcohol, magnesium"));
        note.pick(at("alcohol"), &own);
        assert_eq!(note.alcohol, Some(Response::Known(false)));
        note.pick(at("magnesium"), &own);
        assert_eq!(note, NightNote::new(night));
        note.pick(at("none"), &own);
        assert_eq!(note.words().as_deref(), Some("none"));
        assert_eq!(note.with, Some(Response::Known(BTreeSet::new())));
        note.pick(at("don't know"), &own);
        assert_eq!(note.hard_exercise, Some(Response::Unknown));
    }
}
