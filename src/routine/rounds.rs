//! Steps that are done in rounds: a group of a file, written out as the steps it stands for.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Routine, Step};

/// Which round of its group a step is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// From 1.
    pub number: u8,
    /// 2 to 50.
    pub of: u8,
    /// Before every round but the first, in place of the get-ready of its first step.
    pub rest: Option<Duration>,
}

impl Step {
    pub fn heading(&self) -> Cow<'_, str> {
        match self.round {
            Some(Round { number, of, .. }) => {
                format!("{}, round {number} of {of}", self.title).into()
            }
            None => self.title.as_str().into(),
        }
    }

    /// Whether it stands in its file only once with the same step of a round before.
    pub fn is_again(&self) -> bool {
        self.round.is_some_and(|round| round.number > 1)
    }
}

impl Routine {
    /// Its steps, parted into those of no group and all rounds of each group.
    pub fn parts(&self) -> impl Iterator<Item = &[Step]> {
        self.steps
            .chunk_by(|one, next| match (one.round, next.round) {
                (Some(one), Some(next)) => one.number <= next.number,
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            })
    }
}

/// Lets every round but the first of a group begin with its rest, whatever step starts it.
pub(crate) fn rest_between<'s>(steps: impl IntoIterator<Item = &'s mut Step>) {
    let mut before = None;
    for step in steps.into_iter().filter(|step| !step.optional) {
        let number = step.round.map(|round| round.number);
        let rest = step.round.and_then(|round| round.rest);
        if let Some(rest) = rest.filter(|_| step.is_again() && number != before) {
            step.ready = rest;
        }
        before = number;
    }
}
