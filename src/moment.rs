//! When something happened, and what the clock on the wall showed then.

use std::fmt;
use std::time::Duration;

use jiff::civil::{DateTime, date};

/// Before this year nobody can have used the program: a clock that shows one is wrong, such as that of
/// a machine without a battery, which wakes up in 1970.
pub const FIRST_YEAR: i16 = 2020;

/// The first second of the year 2 and the last of the year 9998: within, every clock on any
/// wall shows a year of four digits.
const FIRST: i64 = -62_104_060_800;
const LAST: i64 = 253_370_764_799;
/// No zone is a whole day from UTC.
const WIDEST: i16 = 24 * 60 - 1;
/// As long as `2026-11-22T03:12:40`.
const LOCAL: usize = 19;

/// A second in time, with the distance of the local clock from UTC.
///
/// The two together give the local time back for ever: they need no time zone and no table of
/// daylight saving, and they do not change when the rules of a zone do. They are ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    seconds: i64,
    offset: i16,
}

impl Moment {
    /// `seconds` since 1970 in UTC, where local clocks are `offset` minutes ahead of UTC.
    ///
    /// A clock may be set to anything, so nothing is refused: what lies outside the years 2 to 9998
    /// or a day from UTC becomes the nearest that does not.
    pub fn new(seconds: i64, offset: i16) -> Self {
        Self {
            seconds: seconds.clamp(FIRST, LAST),
            offset: offset.clamp(-WIDEST, WIDEST),
        }
    }

    /// The moment at which a wall whose clocks are `offset` minutes ahead of UTC shows `wall`.
    pub fn on(wall: DateTime, offset: i16) -> Self {
        let seconds = wall.duration_since(epoch()).as_secs() - i64::from(offset) * 60;
        Self::new(seconds, offset)
    }

    /// Reads `2026-11-22T03:12:40+01:00`; `Z` is `+00:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let local = text.get(..LOCAL).filter(|local| local.contains('T'))?;
        let local: DateTime = local.parse().ok()?;
        let offset = offset(text.get(LOCAL..)?)?;
        let seconds = local.duration_since(epoch()).as_secs() - i64::from(offset) * 60;
        (FIRST..=LAST)
            .contains(&seconds)
            .then(|| Self::new(seconds, offset))
    }

    /// Whether none is later, so that what follows it can only have the same time.
    pub(super) fn is_last(self) -> bool {
        self.seconds == LAST
    }

    /// Before all others in that second, wherever they were.
    pub(super) fn earliest_at(seconds: i64) -> Self {
        Self::new(seconds, -WIDEST)
    }

    /// After all others in that second, wherever they were.
    pub(super) fn latest_at(seconds: i64) -> Self {
        Self::new(seconds, WIDEST)
    }

    /// Seconds since 1970 in UTC.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Date and time on the wall.
    pub fn local(self) -> DateTime {
        at(self.seconds + i64::from(self.offset) * 60)
    }

    /// Date and time in UTC.
    pub fn utc(self) -> DateTime {
        at(self.seconds)
    }

    /// The moment that much later, by the same wall.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        let time = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Self::new(self.seconds.saturating_add(time), self.offset)
    }

    /// The moment that much earlier, by the same wall.
    #[must_use]
    pub fn before(self, time: Duration) -> Self {
        let time = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Self::new(self.seconds.saturating_sub(time), self.offset)
    }
}

impl fmt::Display for Moment {
    /// As [`Moment::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.offset.abs() / 60, self.offset.abs() % 60);
        write!(f, "{}{sign}{hours:02}:{minutes:02}", self.local())
    }
}

fn epoch() -> DateTime {
    date(1970, 1, 1).at(0, 0, 0, 0)
}

fn at(seconds: i64) -> DateTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        epoch().saturating_sub(distance)
    } else {
        epoch().saturating_add(distance)
    }
}

/// Minutes of `+01:00`, `-09:30` or `Z`.
fn offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let number = |at: usize| -> Option<i16> {
        let digits = text.get(at..at + 2)?;
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(1)?, number(4)?);
    let fits = text.len() == 6 && text.get(3..4) == Some(":") && hours < 24 && minutes < 60;
    fits.then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_is_written_as_the_wall_showed_it() {
        let moment = Moment::new(1_795_313_560, 60);
        assert_eq!(moment.to_string(), "2026-11-22T03:12:40+01:00");
        assert_eq!(moment.utc().to_string(), "2026-11-22T02:12:40");
        let west = Moment::new(0, -9 * 60 - 30);
        assert_eq!(west.to_string(), "1969-12-31T14:30:00-09:30");
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T03:12:40",
            "2026-11-22 03:12:40+01:00",
            "2026-02-30T03:12:40+01:00",
            "2026-11-22T03:12:40+24:00",
            "2026-11-22T03:12:40+0100",
            "2026-11-22T03:12:40++1:00",
            "2026-11-22T03:12:40+01:00 ",
            "2026-11-22T03:12:4é+01:00",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_order_is_that_of_time_not_of_the_wall() {
        let paris = Moment::parse("2026-11-22T03:00:00+01:00").unwrap();
        let london = Moment::parse("2026-11-22T02:30:00Z").unwrap();
        assert!(paris < london);
    }

    proptest! {
        #[test]
        fn every_moment_is_read_as_it_was_written(seconds in any::<i64>(), offset in any::<i16>()) {
            let moment = Moment::new(seconds, offset);
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,30}|[0-9T:Z+-]{0,30}") {
            if let Some(moment) = Moment::parse(&text) {
                prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
            }
        }
    }
}
