//! What a question can be answered with.

use std::collections::BTreeSet;
use std::fmt::Debug;

use super::returned::Return;
use crate::diary::choice::{CrampMuscle, CrampSide, Help, Sign, Trigger};
use crate::diary::value::{Response, Score};
use crate::diary::word::{Own, Word};

const WRITE: &str = "own words";
const UNSURE: &str = "don't know";
const NONE: &str = "none";
/// More cramps in a night than that are as many as these.
const MOST_CRAMPS: u8 = 10;

/// An answer that is picked from options, "don't know" the last of them. At first none is picked.
/// Among the options may be words of the person's own.
pub(crate) trait Pick: Debug {
    fn options(&self, own: &[Own]) -> Vec<String>;
    fn is_picked(&self, at: usize, own: &[Own]) -> bool;
    /// Picks an option; one of many that was picked is put back.
    fn pick(&mut self, at: usize, own: &[Own]);
    /// What is picked, in words; `None` if nothing is.
    fn words(&self) -> Option<String>;
    /// How many are picked, and from what.
    fn shape(&self) -> PickKind;
    fn forget(&mut self);
    /// Whether the options are yes, no and "don't know".
    fn is_yes_or_no(&self) -> bool {
        false
    }
    /// Whether own words can be added: then the option before "none" is to write some.
    fn takes_own(&self) -> bool {
        false
    }
    /// Picks a word of the person's own, where one can be added.
    fn add(&mut self, _own: Own) {}
    /// The words of the person's own that are picked.
    fn own(&self) -> Vec<Own> {
        Vec::new()
    }
}

/// How many options are picked, and from what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PickKind {
    /// One of the numbers from 0 on.
    Scale,
    /// One of several.
    One,
    /// Any number of several, or "none" of them, which is the last but one option.
    Many,
}

/// A value that can be picked.
pub(crate) trait Pickable: Clone + Ord + Debug {
    /// Every value, in the order in which they are offered.
    fn all(own: &[Own]) -> Vec<Self>;
    /// The value as said to a user.
    fn words(&self) -> String;
    /// The value that is a word of the person's own, where there can be one.
    fn from_own(_own: Own) -> Option<Self> {
        None
    }
    /// The word of the person's own that the value is.
    fn own(&self) -> Option<&Own> {
        None
    }
    /// Whether a word of the person's own can be added.
    const TAKES_OWN: bool = false;
    /// Whether the values are the numbers from 0 on.
    const IS_SCALE: bool = false;
    /// Whether the values are yes and no.
    const IS_YES_OR_NO: bool = false;
}

impl<T: Pickable> Pick for Option<Response<T>> {
    fn options(&self, own: &[Own]) -> Vec<String> {
        let all = T::all(own);
        let all = all.iter().map(T::words);
        all.chain([UNSURE.to_owned()]).collect()
    }

    fn is_picked(&self, at: usize, own: &[Own]) -> bool {
        *self == Some(told(at, own))
    }

    fn pick(&mut self, at: usize, own: &[Own]) {
        *self = Some(told(at, own));
    }

    fn words(&self) -> Option<String> {
        Some(match self.as_ref()? {
            Response::Known(value) => value.words(),
            Response::Unknown => UNSURE.to_owned(),
        })
    }

    fn shape(&self) -> PickKind {
        if T::IS_SCALE {
            PickKind::Scale
        } else {
            PickKind::One
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
fn told<T: Pickable>(at: usize, own: &[Own]) -> Response<T> {
    let value = T::all(own).into_iter().nth(at);
    value.map_or(Response::Unknown, Response::Known)
}

/// Any number of values: "none" is an answer, and no answer is another.
impl<T: Pickable> Pick for Option<Response<BTreeSet<T>>> {
    fn options(&self, own: &[Own]) -> Vec<String> {
        let all = T::all(own);
        let all = all.iter().map(T::words);
        let write = T::TAKES_OWN.then(|| WRITE.to_owned());
        all.chain(write)
            .chain([NONE, UNSURE].map(str::to_owned))
            .collect()
    }

    fn is_picked(&self, at: usize, own: &[Own]) -> bool {
        let all = T::all(own);
        let none = all.len() + usize::from(T::TAKES_OWN);
        match self {
            Some(Response::Known(set)) => match all.get(at) {
                Some(value) => set.contains(value),
                None => set.is_empty() && at == none,
            },
            Some(Response::Unknown) => at > none,
            None => false,
        }
    }

    fn pick(&mut self, at: usize, own: &[Own]) {
        let all = T::all(own);
        let none = all.len() + usize::from(T::TAKES_OWN);
        let was = self.is_picked(at, own);
        let Some(value) = all.into_iter().nth(at) else {
            let told = match at {
                at if at < none => return,
                at if at == none => Response::Known(BTreeSet::new()),
                _ => Response::Unknown,
            };
            *self = (!was).then_some(told);
            return;
        };
        let mut set = self.take().and_then(Response::known).unwrap_or_default();
        if was {
            set.remove(&value);
        } else {
            set.insert(value);
        }
        // Nothing is left of what was ticked: that is no answer, not the answer "none".
        *self = (!set.is_empty()).then_some(Response::Known(set));
    }

    fn words(&self) -> Option<String> {
        Some(match self.as_ref()? {
            Response::Known(set) if set.is_empty() => NONE.to_owned(),
            Response::Known(set) => set.iter().map(T::words).collect::<Vec<_>>().join(", "),
            Response::Unknown => UNSURE.to_owned(),
        })
    }

    fn takes_own(&self) -> bool {
        T::TAKES_OWN
    }

    fn add(&mut self, own: Own) {
        if let Some(value) = T::from_own(own) {
            let mut set = self.take().and_then(Response::known).unwrap_or_default();
            set.insert(value);
            *self = Some(Response::Known(set));
        }
    }

    fn own(&self) -> Vec<Own> {
        let set = self.iter().filter_map(|told| told.as_ref().known());
        set.flatten().filter_map(T::own).cloned().collect()
    }

    fn shape(&self) -> PickKind {
        PickKind::Many
    }

    fn forget(&mut self) {
        *self = None;
    }
}

impl Pickable for Score {
    const IS_SCALE: bool = true;

    fn all(_own: &[Own]) -> Vec<Self> {
        (0..=Self::WORST.number()).filter_map(Self::new).collect()
    }

    fn words(&self) -> String {
        self.number().to_string()
    }
}

impl Pickable for u8 {
    const IS_SCALE: bool = true;

    fn all(_own: &[Own]) -> Vec<Self> {
        (0..=MOST_CRAMPS).collect()
    }

    fn words(&self) -> String {
        self.to_string()
    }
}

impl Pickable for bool {
    const IS_YES_OR_NO: bool = true;

    fn all(_own: &[Own]) -> Vec<Self> {
        vec![true, false]
    }

    fn words(&self) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }
}

/// A word of the program beside which there are own ones.
pub(crate) trait Listed: Copy + Ord + Debug {
    /// Whether an own word can be added beside it.
    const TAKES_OWN: bool;
    /// Every word, in the order in which they are offered.
    fn listed() -> Vec<Self>;
    fn words(self) -> &'static str;
}

impl<T: Listed> Pickable for Word<T> {
    const TAKES_OWN: bool = T::TAKES_OWN;

    fn all(own: &[Own]) -> Vec<Self> {
        let listed = T::listed().into_iter().map(Self::Listed);
        listed.chain(own.iter().cloned().map(Self::Own)).collect()
    }

    fn words(&self) -> String {
        self.said(T::words).to_owned()
    }

    fn from_own(own: Own) -> Option<Self> {
        Some(Self::Own(own))
    }

    fn own(&self) -> Option<&Own> {
        self.own()
    }
}

/// Own words take the place of "something else".
impl Listed for Help {
    const TAKES_OWN: bool = true;

    fn listed() -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|help| *help != Self::Other).collect()
    }

    fn words(self) -> &'static str {
        Self::words(self)
    }
}

/// What is asked of every night is not asked once more of a cramp.
impl Listed for Trigger {
    const TAKES_OWN: bool = false;

    fn listed() -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|trigger| !trigger.is_of_the_night()).collect()
    }

    fn words(self) -> &'static str {
        Self::words(self)
    }
}

macro_rules! choices {
    ($($name:ty),+) => {$(
        impl Pickable for $name {
            fn all(_own: &[Own]) -> Vec<Self> {
                Self::ALL.to_vec()
            }

            fn words(&self) -> String {
                Self::words(*self).to_owned()
            }
        }
    )+};
}
choices!(CrampSide, CrampMuscle, Return);

impl Pickable for Sign {
    fn all(_own: &[Own]) -> Vec<Self> {
        Self::ALL.to_vec()
    }

    fn words(&self) -> String {
        match self {
            // In bed every foot is at rest: what tells it from a cramp is what eases it.
            Self::RestPain => "foot pain, less with leg hung down".to_owned(),
            sign => Self::words(*sign).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_first_nothing_is_picked() {
        let score: Option<Response<Score>> = None;
        let signs: Option<Response<BTreeSet<Sign>>> = None;
        for pick in [&score as &dyn Pick, &signs] {
            let all = pick.options(&[]).len();
            assert!(!(0..all).any(|at| pick.is_picked(at, &[])));
        }
    }

    #[test]
    fn one_answer_takes_the_place_of_another_and_stays_when_given_again() {
        let mut score: Option<Response<Score>> = None;
        score.pick(7, &[]);
        score.pick(10, &[]);
        assert_eq!(score, Some(Response::Known(Score::WORST)));
        score.pick(11, &[]);
        score.pick(11, &[]);
        assert_eq!(score, Some(Response::Unknown));
    }

    #[test]
    fn none_is_an_answer_and_nothing_ticked_is_not() {
        let mut signs: Option<Response<BTreeSet<Sign>>> = None;
        signs.pick(2, &[]);
        signs.pick(4, &[]);
        assert!(
            signs.is_picked(2, &[])
                && signs.is_picked(4, &[])
                && !signs.is_picked(Sign::ALL.len(), &[])
        );
        signs.pick(2, &[]);
        signs.pick(4, &[]);
        assert_eq!(signs, None);
        signs.pick(4, &[]);
        signs.pick(Sign::ALL.len(), &[]);
        assert_eq!(signs, Some(Response::Known(BTreeSet::new())));
        signs.pick(Sign::ALL.len() + 1, &[]);
        assert_eq!(signs, Some(Response::Unknown));
        signs.pick(0, &[]);
        assert_eq!(
            signs,
            Some(Response::Known(BTreeSet::from([Sign::SwollenOneLeg])))
        );
    }
}
