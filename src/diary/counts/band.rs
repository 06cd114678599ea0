//! How often cramps come, in four bands, and which visits to a doctor that suggests.

use super::Counts;
use crate::diary::book::Diary;
use crate::diary::night::{Night, Period};
use crate::diary::value::Score;
use crate::routine::named;

/// Nights over which cramps are counted for a band.
pub const NIGHTS: u32 = 28;
/// Sleep lost from which on cramps are said to spoil it.
const SPOILT: u8 = 5;

named! {
    /// How often cramps come. There is no official measure: studies took people in from one a week.
    Band {
        /// None in 28 days.
        Rare = "rare", "less than once a month";
        /// 1 to 3 in 28 days.
        Some = "some", "1 to 3 in 28 days";
        /// 4 to 11 in 28 days.
        Weekly = "weekly", "about weekly: 4 to 11 in 28 days";
        /// 12 or more in 28 days.
        VeryFrequent = "very-frequent", "12 or more in 28 days";
    }
}

impl Band {
    /// The band of the 28 nights to `tonight`.
    ///
    /// Nights without a record can only hide cramps. So the upper two hold as soon as they are
    /// reached, and the lower two are `None`, too early to tell, under 14 recorded nights.
    pub fn of(diary: &Diary, tonight: Night) -> Option<Self> {
        let counts = Counts::of(diary, Period::until(tonight, NIGHTS));
        let band = match counts.cramps().count {
            0 => Self::Rare,
            1..=3 => Self::Some,
            4..=11 => Self::Weekly,
            12.. => Self::VeryFrequent,
        };
        (band >= Self::Weekly || !counts.is_early()).then_some(band)
    }
}

/// The ids of the warnings that the last 28 nights suggest: RF-V1 when sleep was spoilt in any of
/// them (5 or more lost, or a tired day), whatever the band; RF-V2 from weekly on.
pub fn warnings(diary: &Diary, tonight: Night) -> Vec<&'static str> {
    let counts = Counts::of(diary, Period::until(tonight, NIGHTS));
    let spoilt = |lost: Option<Score>| lost.is_some_and(|lost| lost.number() >= SPOILT);
    let spoilt =
        counts.tired().count > 0 || counts.nights().any(|(_, facts)| spoilt(facts.sleep_lost()));
    let often = Band::of(diary, tonight) >= Some(Band::Weekly);
    let warnings = [(spoilt, "RF-V1"), (often, "RF-V2")];
    warnings
        .into_iter()
        .filter_map(|(shown, id)| shown.then_some(id))
        .collect()
}
