//! What a question can be answered with.

use std::collections::BTreeSet;
use std::fmt::Debug;

use crate::diary::choice::{CrampMuscle, CrampSide, Help, Sign, Trigger};
use crate::diary::value::{Score, Told};

const UNSURE: &str = "don't know";
const NONE: &str = "none";
/// More cramps in a night than that are as many as these.
const MOST_CRAMPS: u8 = 10;

/// An answer that is picked from options, "don't know" the last of them. At first none is picked.
pub trait Pick: Debug {
    /// The words of every option.
    fn options(&self) -> Vec<String>;
    /// Whether an option is picked.
    fn is_picked(&self, at: usize) -> bool;
    /// Picks an option; one of many that was picked is put back.
    fn pick(&mut self, at: usize);
    /// How many are picked, and from what.
    fn shape(&self) -> Shape;
    /// As if it had never been answered.
    fn forget(&mut self);
    /// Whether the options are yes, no and "don't know".
    fn is_yes_or_no(&self) -> bool {
        false
    }
}

/// How many options are picked, and from what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One of the numbers from 0 on.
    Scale,
    /// One of several.
    One,
    /// Any number of several, or "none" of them, which is the last but one option.
    Many,
}

/// A value that can be picked.
pub trait Choice: Copy + Ord + Debug {
    /// Every value, in the order in which they are offered.
    fn all() -> Vec<Self>;
    /// The value as said to a user.
    fn words(self) -> String;
    /// Whether the values are the numbers from 0 on.
    const IS_SCALE: bool = false;
    /// Whether the values are yes and no.
    const IS_YES_OR_NO: bool = false;
}

impl<T: Choice> Pick for Option<Told<T>> {
    fn options(&self) -> Vec<String> {
        let all = T::all().into_iter().map(T::words);
        all.chain([UNSURE.to_owned()]).collect()
    }

    fn is_picked(&self, at: usize) -> bool {
        *self == Some(told(at))
    }

    fn pick(&mut self, at: usize) {
        *self = Some(told(at));
    }

    fn shape(&self) -> Shape {
        if T::IS_SCALE {
            Shape::Scale
        } else {
            Shape::One
        }
    }

    fn forget(&mut self) {
        *self = None;
    }

    fn is_yes_or_no(&self) -> bool {
        T::IS_YES_OR_NO
    }
}

/// The answer that an option stands for.
fn told<T: Choice>(at: usize) -> Told<T> {
    T::all()
        .get(at)
        .map_or(Told::Unknown, |value| Told::Known(*value))
}

/// Any number of values: "none" is an answer, and no answer is another.
impl<T: Choice> Pick for Option<Told<BTreeSet<T>>> {
    fn options(&self) -> Vec<String> {
        let all = T::all().into_iter().map(T::words);
        all.chain([NONE, UNSURE].map(str::to_owned)).collect()
    }

    fn is_picked(&self, at: usize) -> bool {
        let all = T::all();
        match self {
            Some(Told::Known(set)) => match all.get(at) {
                Some(value) => set.contains(value),
                None => set.is_empty() && at == all.len(),
            },
            Some(Told::Unknown) => at > all.len(),
            None => false,
        }
    }

    fn pick(&mut self, at: usize) {
        let all = T::all();
        let was = self.is_picked(at);
        let Some(value) = all.get(at) else {
            let told = if at == all.len() {
                Told::Known(BTreeSet::new())
            } else {
                Told::Unknown
            };
            *self = (!was).then_some(told);
            return;
        };
        let mut set = self.take().and_then(Told::known).unwrap_or_default();
        if was {
            set.remove(value);
        } else {
            set.insert(*value);
        }
        // Nothing is left of what was ticked: that is no answer, not the answer "none".
        *self = (!set.is_empty()).then_some(Told::Known(set));
    }

    fn shape(&self) -> Shape {
        Shape::Many
    }

    fn forget(&mut self) {
        *self = None;
    }
}

impl Choice for Score {
    const IS_SCALE: bool = true;

    fn all() -> Vec<Self> {
        (0..=Self::WORST.number()).filter_map(Self::new).collect()
    }

    fn words(self) -> String {
        self.number().to_string()
    }
}

impl Choice for u8 {
    const IS_SCALE: bool = true;

    fn all() -> Vec<Self> {
        (0..=MOST_CRAMPS).collect()
    }

    fn words(self) -> String {
        self.to_string()
    }
}

impl Choice for bool {
    const IS_YES_OR_NO: bool = true;

    fn all() -> Vec<Self> {
        vec![true, false]
    }

    fn words(self) -> String {
        if self { "yes" } else { "no" }.to_owned()
    }
}

/// What is asked of every night is not asked once more of a cramp.
impl Choice for Trigger {
    fn all() -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|trigger| !trigger.is_of_the_night()).collect()
    }

    fn words(self) -> String {
        self.words().to_owned()
    }
}

macro_rules! choices {
    ($($name:ty),+) => {$(
        impl Choice for $name {
            fn all() -> Vec<Self> {
                Self::ALL.to_vec()
            }

            fn words(self) -> String {
                self.words().to_owned()
            }
        }
    )+};
}
choices!(CrampSide, CrampMuscle, Help, Sign);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_first_nothing_is_picked() {
        let score: Option<Told<Score>> = None;
        let signs: Option<Told<BTreeSet<Sign>>> = None;
        for pick in [&score as &dyn Pick, &signs] {
            let all = pick.options().len();
            assert!(!(0..all).any(|at| pick.is_picked(at)));
        }
    }

    #[test]
    fn one_answer_takes_the_place_of_another_and_stays_when_given_again() {
        let mut score: Option<Told<Score>> = None;
        score.pick(7);
        score.pick(10);
        assert_eq!(score, Some(Told::Known(Score::WORST)));
        score.pick(11);
        score.pick(11);
        assert_eq!(score, Some(Told::Unknown));
    }

    #[test]
    fn none_is_an_answer_and_nothing_ticked_is_not() {
        let mut signs: Option<Told<BTreeSet<Sign>>> = None;
        signs.pick(2);
        signs.pick(4);
        assert!(signs.is_picked(2) && signs.is_picked(4) && !signs.is_picked(Sign::ALL.len()));
        signs.pick(2);
        signs.pick(4);
        assert_eq!(signs, None);
        signs.pick(4);
        signs.pick(Sign::ALL.len());
        assert_eq!(signs, Some(Told::Known(BTreeSet::new())));
        signs.pick(Sign::ALL.len() + 1);
        assert_eq!(signs, Some(Told::Unknown));
        signs.pick(0);
        assert_eq!(
            signs,
            Some(Told::Known(BTreeSet::from([Sign::SwollenOneLeg])))
        );
    }
}
