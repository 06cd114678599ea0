//! Six weeks of a routine before bed, and the question whether to keep it.

use super::tally::Share;
use super::{Counts, ENOUGH_NIGHTS};
use crate::diary::book::Diary;
use crate::diary::night::{Night, Period};

/// Nights of which a review tells: six weeks, the length of the one study that found an effect.
pub const NIGHTS: u32 = 42;

/// What six weeks come to, as plain counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SixWeeks {
    /// The 42 nights.
    pub period: Period,
    /// Nights with a stretch before bed, of 42.
    pub stretched: Share,
    /// Recorded nights, of 42.
    pub recorded: Share,
    /// The first and the last recorded nights side by side; `None` when it is too early to tell.
    pub change: Option<Change>,
}

/// Cramps of the first 14 recorded nights of a period, and of the last 14.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Of the first 14 recorded nights.
    pub first: Share,
    /// Of the last 14 recorded nights.
    pub last: Share,
}

impl Change {
    /// `None` under 28 recorded nights: the two may share none.
    pub fn of(counts: &Counts<'_>) -> Option<Self> {
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
pub fn due(diary: &Diary, tonight: Night) -> Option<SixWeeks> {
    let period = Period::until(tonight.before(1), NIGHTS);
    let counts = Counts::of(diary, period);
    let stretched = Share::new(counts.nights_stretched().yes, u64::from(NIGHTS));
    let mut first_week = counts
        .nights()
        .take_while(|(night, _)| *night < period.first.after(7));
    let lasted = first_week.any(|(_, facts)| facts.is_stretched());
    let often = 2 * stretched.count >= stretched.of;
    let reviewed = diary.reviews_since(period.first).next().is_some();
    (lasted && often && !reviewed).then(|| SixWeeks {
        period,
        stretched,
        recorded: counts.nights_recorded(),
        change: Change::of(&counts),
    })
}
