//! Numbers that say what they were counted from.

use std::fmt;

use crate::diary::value::Response;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    pub count: u64,
    pub of: u64,
}

impl Share {
    pub fn new(count: u64, of: u64) -> Self {
        Self { count, of }
    }
}

impl fmt::Display for Share {
    /// `3 of 14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.count, self.of)
    }
}

/// How often the answer was yes, of all that could have been answered: what nobody knows is part
/// of the whole, or a count of ticks would always be all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YesCount {
    pub yes: u64,
    pub known: u64,
    pub of: u64,
}

impl YesCount {
    pub(super) fn of(answers: impl Iterator<Item = Option<bool>>) -> Self {
        let none = Self {
            yes: 0,
            known: 0,
            of: 0,
        };
        answers.fold(none, |sum, answer| Self {
            yes: sum.yes + u64::from(answer == Some(true)),
            known: sum.known + u64::from(answer.is_some()),
            of: sum.of + 1,
        })
    }
}

impl fmt::Display for YesCount {
    /// `3 of 14`, or `3 of 14 (2 unknown)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.yes, self.of)?;
        match self.of - self.known {
            0 => Ok(()),
            unknown => write!(f, " ({unknown} unknown)"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Half of the numbers are not above it, half are not below; between two, the lower.
    pub median: u64,
    pub greatest: u64,
    /// How many are known, of all.
    pub known: Share,
}

impl Spread {
    /// Of those numbers that are known; `None` if none is.
    pub(super) fn of(all: impl Iterator<Item = Option<u64>>) -> Option<Self> {
        let all: Vec<Option<u64>> = all.collect();
        let mut numbers: Vec<u64> = all.iter().copied().flatten().collect();
        numbers.sort_unstable();
        Some(Self {
            median: *numbers.get((numbers.len().max(1) - 1) / 2)?,
            greatest: *numbers.last()?,
            known: Share::new(numbers.len() as u64, all.len() as u64),
        })
    }
}

/// How often each of some choices was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<T: 'static> {
    /// Every choice with its count, in the order of the documentation.
    pub counts: Vec<(T, u64)>,
    /// How often the answer was "I don't know".
    pub unknown: u64,
    pub unsaid: u64,
}

impl<T: Copy + PartialEq> Tally<T> {
    pub(super) fn of(choices: &[T], answers: impl Iterator<Item = Option<Response<T>>>) -> Self {
        let counts = choices.iter().map(|choice| (*choice, 0)).collect();
        let mut tally = Self {
            counts,
            unknown: 0,
            unsaid: 0,
        };
        for answer in answers {
            match answer {
                Some(Response::Known(chosen)) => {
                    let mut counts = tally.counts.iter_mut();
                    if let Some((_, count)) = counts.find(|(choice, _)| *choice == chosen) {
                        *count += 1;
                    }
                }
                Some(Response::Unknown) => tally.unknown += 1,
                None => tally.unsaid += 1,
            }
        }
        tally
    }

    /// The choices that were made, the most frequent first.
    pub fn chosen(&self) -> Vec<(T, u64)> {
        let chosen = self.counts.iter().filter(|(_, count)| *count > 0);
        let mut chosen: Vec<_> = chosen.copied().collect();
        chosen.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        chosen
    }
}
