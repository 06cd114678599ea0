//! How often cramps come, in four bands, and which visits to a doctor that suggests.

use super::Counts;
use crate::diary::Diary;
use crate::diary::value::Score;
use crate::night::{Night, Period};
use crate::routine::named;

/// Nights over which cramps are counted for a band.
pub(crate) const NIGHTS: u32 = 28;
/// Sleep lost from which on cramps are said to spoil it.
const SPOILT: u8 = 5;

named! {
    /// How often cramps come. There is no official measure: studies took people in from one a week.
    pub(crate) enum Band {
        Rare = "rare", "none in 28 nights";
        Some = "some", "1 to 3 in 28 nights";
        Weekly = "weekly", "weekly or more: 4 or more in 28 nights";
        VeryFrequent = "very-frequent", "12 or more in 28 nights";
    }
}

impl Band {
    /// The band of the 28 nights to `tonight`; to the one before, as long as nobody has said how
    /// tonight was.
    pub(crate) fn of(diary: &Diary, tonight: Night) -> Option<Self> {
        let is_recorded = Counts::of(diary, Period::until(tonight, 1)).cramps().of > 0;
        let last = if is_recorded {
            tonight
        } else {
            tonight.before(1)
        };
        Self::within(&Counts::of(diary, Period::until(last, NIGHTS)))
    }

    /// The band of 28 nights.
    ///
    /// Nights without a record can only hide cramps. So the upper two hold as soon as they are
    /// reached, and the lower two are `None` until every night is recorded.
    pub(crate) fn within(counts: &Counts<'_>) -> Option<Self> {
        let band = match counts.cramps().count {
            0 => Self::Rare,
            1..=3 => Self::Some,
            4..=11 => Self::Weekly,
            12.. => Self::VeryFrequent,
        };
        (band >= Self::Weekly || counts.is_complete()).then_some(band)
    }
}

/// The ids of the warnings that the last 28 nights suggest: RF-V1 when sleep was spoilt in any of
/// them (5 or more lost, or a tired day), whatever the band; RF-V2 from weekly on.
pub(crate) fn warnings(diary: &Diary, tonight: Night) -> Vec<&'static str> {
    let counts = Counts::of(diary, Period::until(tonight, NIGHTS));
    let spoilt = |lost: Option<Score>| lost.is_some_and(|lost| lost.number() >= SPOILT);
    let spoilt =
        counts.tired().yes > 0 || counts.nights().any(|(_, facts)| spoilt(facts.sleep_lost()));
    let often = Band::of(diary, tonight) >= Some(Band::Weekly);
    let warnings = [(spoilt, "RF-V1"), (often, "RF-V2")];
    warnings
        .into_iter()
        .filter_map(|(shown, id)| shown.then_some(id))
        .collect()
}
