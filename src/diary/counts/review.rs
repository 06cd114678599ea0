//! Six weeks of a routine before bed, and the question whether to keep it.

use super::tally::Share;
use super::{Counts, ENOUGH_NIGHTS};
use crate::diary::Diary;
use crate::night::{Night, Period};

/// Nights of which a review tells: six weeks, the length of the one study that found an effect.
pub(crate) const NIGHTS: u32 = 42;
/// So many nights without a stretch, and the next one begins a routine anew.
const BREAK: i64 = 28;
/// Nights that are searched for the first of a routine.
const LONGEST: u32 = 10 * 365;

/// What six weeks come to, as plain counts: what caused what, they do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SixWeeks {
    /// Nights with a stretch before bed, of the last 42.
    pub stretched: Share,
    pub began: Night,
    /// Cramps, of how many recorded nights without a stretch in the six weeks before that,
    pub before: Share,
    /// and of how many recorded nights since.
    pub since: Share,
}

impl SixWeeks {
    /// Whether both sides have the 14 recorded nights below which it is too early to tell.
    pub fn is_comparable(&self) -> bool {
        self.before.of.min(self.since.of) >= ENOUGH_NIGHTS as u64
    }

    /// Whether nights had as many cramps since the routine began as before, or more.
    pub fn is_no_fewer(&self) -> bool {
        let Self { before, since, .. } = self;
        // Shares of different wholes, compared without a division.
        let no_fewer = since.count * before.of >= before.count * since.of;
        self.is_comparable() && since.count > 0 && no_fewer
    }
}

/// Cramps of the first 14 recorded nights of a period, and of the last 14.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    pub first: Share,
    pub last: Share,
}

impl Change {
    /// `None` under 28 recorded nights: the two may share none.
    pub(crate) fn of(counts: &Counts<'_>) -> Option<Self> {
        let nights: Vec<u64> = counts
            .recorded()
            .filter_map(|(_, facts)| facts.cramps())
            .collect();
        if nights.len() < 2 * ENOUGH_NIGHTS {
            return None;
        }
        let cramps = |nights: &[u64]| Share::new(nights.iter().sum(), nights.len() as u64);
        Some(Self {
            first: cramps(&nights[..ENOUGH_NIGHTS]),
            last: cramps(&nights[nights.len() - ENOUGH_NIGHTS..]),
        })
    }
}

/// The six weeks before `tonight`, if it is time to ask about them: a stretch before bed in the
/// first of them and on half of all nights, and no review since.
pub(crate) fn due(diary: &Diary, tonight: Night) -> Option<SixWeeks> {
    let period = Period::until(tonight.before(1), NIGHTS);
    let counts = Counts::of(diary, period);
    let stretched = Share::new(counts.nights_stretched().yes, u64::from(NIGHTS));
    let mut first_week = counts
        .nights()
        .take_while(|(night, _)| *night < period.first.after(7));
    let lasted = first_week.any(|(_, facts)| facts.is_stretched());
    let often = 2 * stretched.count >= stretched.of;
    let reviewed = diary.reviews_since(period.first).next().is_some();
    if !lasted || !often || reviewed {
        return None;
    }
    let began = began(diary, period.last)?;
    let before = Counts::of(diary, Period::until(began.before(1), NIGHTS));
    let last = period.last;
    Some(SixWeeks {
        stretched,
        began,
        before: before.by_stretch().without,
        since: Counts::of(diary, Period { first: began, last }).cramps(),
    })
}

/// The first night of the routine that is kept up until `last`.
fn began(diary: &Diary, last: Night) -> Option<Night> {
    let counts = Counts::of(diary, Period::until(last, LONGEST));
    let stretched = counts
        .nights()
        .rev()
        .filter(|(_, facts)| facts.is_stretched());
    let mut nights = stretched.map(|(night, _)| night);
    let latest = nights.next()?;
    let routine = nights.try_fold(latest, |began, earlier| {
        let is_part = began.since(earlier) <= BREAK;
        if is_part { Ok(earlier) } else { Err(began) }
    });
    Some(routine.unwrap_or_else(|began| began))
}
