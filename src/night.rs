//! Nights: from noon to noon, unless the person's nights begin at another hour; named after the day
//! on which they begin.

use std::fmt;
use std::time::Duration;

use jiff::civil::{Date, Time, Weekday, date};

use crate::moment::Moment;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The hour on the wall at which one night ends and the next begins.
///
/// Whoever sleeps by day is not awake at noon, so the hour is theirs to choose. Everything that goes
/// by the hour of the night counts from it: from the sixth hour on it is evening, from the
/// eighteenth on it is morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Boundary(i8);

impl Boundary {
    /// Noon, for those who sleep at night.
    pub const NOON: Self = Self(12);

    /// A full hour of the wall clock, 0 to 23; `None` otherwise.
    pub fn at(hour: i8) -> Option<Self> {
        (0..24).contains(&hour).then_some(Self(hour))
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> i8 {
        self.0
    }

    /// The night a moment belongs to: what starts before the boundary counts to the day before.
    pub fn night(self, moment: Moment) -> Night {
        let hours = u32::from(self.0.unsigned_abs());
        Night(moment.local().saturating_sub(HOUR * hours).date())
    }

    /// Hours of the wall clock since the night began, 0 to 23.
    pub fn hour_of_night(self, moment: Moment) -> i8 {
        self.hour_since(moment.local().hour())
    }

    /// Hours from the boundary to this hour of the wall clock, 0 to 23.
    pub const fn hour_since(self, hour: i8) -> i8 {
        (hour - self.0).rem_euclid(24)
    }

    /// The day on which a time of the wall clock falls within a night.
    pub fn day(self, night: Night, time: Time) -> Date {
        let next = time.hour() < self.0;
        night.after(u32::from(next)).0
    }
}

impl Default for Boundary {
    fn default() -> Self {
        Self::NOON
    }
}

/// From the boundary on this day, which is noon if nobody says otherwise, to that on the next, by
/// the clock on the wall.
///
/// The wall is that of the moment itself, so a night stays what it was whatever becomes of time
/// zones. When clocks change it lasts 23 or 25 hours; nothing here depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Night(Date);

impl Night {
    /// Reads `2026-11-21`, the day of the evening, in the years 1 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let date: Date = text.parse().ok()?;
        let night = Self(date);
        (night.to_string() == text && date.year() > 0).then_some(night)
    }

    /// The day of its evening.
    pub fn evening(self) -> Date {
        self.0
    }

    /// The day of the week of its evening.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The night that many nights earlier, or the first there is.
    #[must_use]
    pub fn before(self, nights: u32) -> Self {
        Self(self.0.saturating_sub(DAY * nights))
    }

    /// The night that many nights later, or the last there is.
    #[must_use]
    pub fn after(self, nights: u32) -> Self {
        Self(self.0.saturating_add(DAY * nights))
    }

    /// The night of the Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.before(self.weekday().to_monday_zero_offset().unsigned_abs().into())
    }

    /// How many nights it is later than `other`; negative when earlier.
    pub fn since(self, other: Self) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }
}

impl fmt::Display for Night {
    /// As [`Night::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Nights from the first to the last, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first night.
    pub first: Night,
    /// The last night; before the first, the period is empty.
    pub last: Night,
}

impl Period {
    /// The given number of nights, at least one, of which `last` is the last.
    pub fn until(last: Night, nights: u32) -> Self {
        let first = last.before(nights.saturating_sub(1));
        Self { first, last }
    }

    /// Seconds since 1970 between which they are, wherever they were; some of other nights are, too.
    pub(super) fn seconds(self) -> (i64, i64) {
        // A zone may be a whole day from UTC, and a night ends on the day after.
        let [first, last] = [self.first.before(1), self.last.after(3)].map(|night| {
            let day = night.0.duration_since(date(1970, 1, 1));
            day.as_secs()
        });
        (first, last)
    }

    /// Whether the night is among them.
    pub fn contains(self, night: Night) -> bool {
        (self.first..=self.last).contains(&night)
    }

    /// How many nights there are.
    pub fn nights(self) -> usize {
        usize::try_from(self.last.since(self.first) + 1).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn night_of(moment: &str) -> String {
        let moment = Moment::parse(moment).unwrap();
        Boundary::NOON.night(moment).to_string()
    }

    #[test]
    fn a_night_runs_from_noon_to_noon_and_is_named_after_its_evening() {
        assert_eq!(night_of("2026-11-21T12:00:00+01:00"), "2026-11-21");
        assert_eq!(night_of("2026-11-22T03:12:40+01:00"), "2026-11-21");
        assert_eq!(night_of("2026-11-22T11:59:59+01:00"), "2026-11-21");
        assert_eq!(night_of("2026-11-22T12:00:00+01:00"), "2026-11-22");
        assert_eq!(night_of("2027-01-01T00:00:00Z"), "2026-12-31");
    }

    #[test]
    fn a_night_in_another_zone_is_the_night_there() {
        // The same second: past midnight in Auckland, noon of the day before in London.
        assert_eq!(night_of("2026-11-22T01:00:00+13:00"), "2026-11-21");
        assert_eq!(night_of("2026-11-21T12:00:00Z"), "2026-11-21");
        assert_eq!(night_of("2026-11-21T02:00:00-10:00"), "2026-11-20");
    }

    #[test]
    fn whoever_sleeps_by_day_has_one_night_of_what_is_two_to_others() {
        let boundary = Boundary::at(21).unwrap();
        for slept in [
            "2026-11-22T08:00:00Z",
            "2026-11-22T11:30:00Z",
            "2026-11-22T12:30:00Z",
        ] {
            let night = boundary.night(Moment::parse(slept).unwrap());
            assert_eq!(night.to_string(), "2026-11-21", "{slept}");
        }
        assert_eq!(boundary.hour_since(20), 23);
        assert_eq!(boundary.hour_since(21), 0);
        assert_eq!(Boundary::at(24), None);
        assert_eq!(Boundary::at(-1), None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let sunday = Night::parse("2026-11-22").unwrap();
        assert_eq!(sunday.monday().to_string(), "2026-11-16");
        assert_eq!(sunday.monday().monday(), sunday.monday());
        assert_eq!(sunday.since(sunday.monday()), 6);
        assert_eq!(sunday.monday().after(6), sunday);
    }

    #[test]
    fn a_period_counts_both_its_ends() {
        let last = Night::parse("2026-11-22").unwrap();
        let period = Period::until(last, 28);
        assert_eq!(period.nights(), 28);
        assert!(period.contains(last) && period.contains(last.before(27)));
        assert!(!period.contains(last.before(28)) && !period.contains(last.after(1)));
        let empty = Period {
            first: last,
            last: last.before(9),
        };
        assert_eq!(empty.nights(), 0);
    }

    proptest! {
        #[test]
        fn every_moment_has_a_night_that_is_read_as_written(
            seconds in any::<i64>(), offset in any::<i16>(), nights in any::<u32>(), hour in 0..24_i8,
        ) {
            let boundary = Boundary::at(hour).unwrap();
            let moment = Moment::new(seconds, offset);
            let night = boundary.night(moment);
            prop_assert_eq!(boundary.day(night, moment.local().time()), moment.local().date());
            prop_assert_eq!(Night::parse(&night.to_string()), Some(night));
            prop_assert!(night.before(nights) <= night && night <= night.after(nights));
        }
    }
}
