//! When something was, as a person says it: `3am`, `last night 03:10`, `27 nov 2am`.

use std::fmt;
use std::time::Duration;

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::when::{self, Order, When, time_of_day};
use crate::moment::Moment;
use crate::night::{Boundary, Night};

/// So long after its beginning the evening of a night is over.
pub(crate) const HALF_A_DAY: Duration = Duration::from_secs(12 * 60 * 60);

/// When something was, as a person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Moment(Moment),
    On(DateTime),
    /// On the last such day of a year, by month and day.
    Day(i8, i8, Time),
    /// On the last such day of a week.
    Weekday(Weekday, Time),
    /// So many days before today.
    Before(i32, Time),
    /// In the night that is over, or ending.
    LastNight(Time),
    /// On a day that goes without saying.
    Time(Time),
}

/// What is amiss with a text that is not taken for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misread {
    /// It names a day, and no time of it.
    Hour,
    /// It names a day that is in no calendar.
    Day,
    /// It names no time.
    Time,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hour => "which hour? Add a time, such as 3am or 03:10",
            Self::Day => "there is no such day: which one was it?",
            Self::Time => {
                "expected a time such as 03:10, 3am, noon, \"yesterday 3am\", \"last night 03:10\", \
                 \"saturday 3am\" or \"27 nov 03:10\", or 2026-11-22T03:10 with its date"
            }
        })
    }
}

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
const MONTHS: &str =
    "january february march april may june july august september october november december";

impl At {
    pub(crate) fn read(text: &str) -> Result<Self, Misread> {
        // Some keyboards write figures as wide as their letters.
        let narrow = |c: char| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
            _ => c,
        };
        let lower = text.trim().to_lowercase().replace(',', " ");
        let lower: String = lower.chars().map(narrow).collect();
        let words: Vec<&str> = lower
            .split_whitespace()
            .filter(|word| *word != "at")
            .collect();
        let time = |rest: &[&str]| match rest {
            [] => Err(Misread::Hour),
            ["half", "past", hour] => time_of_day(&format!("{hour}:30")).ok_or(Misread::Time),
            rest => time_of_day(&rest.join(" ")).ok_or(Misread::Time),
        };
        match words.as_slice() {
            ["yesterday", rest @ ..] => time(rest).map(|time| Self::Before(1, time)),
            ["day", "before", "yesterday", rest @ ..] => {
                time(rest).map(|time| Self::Before(2, time))
            }
            ["last", "night", rest @ ..] => time(rest).map(Self::LastNight),
            ["tonight" | "today", rest @ ..] | ["this", "morning", rest @ ..] => {
                time(rest).map(Self::Time)
            }
            [day, rest @ ..] if weekday(day).is_some() => {
                let day = weekday(day).ok_or(Misread::Time)?;
                time(rest).map(|time| Self::Weekday(day, time))
            }
            [one, other, rest @ ..] if day_of(one, other).is_some() => {
                let (month, day) = day_of(one, other).ok_or(Misread::Time)?;
                let is_year =
                    |word: &&&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
                match rest
                    .split_first()
                    .filter(|(year, rest)| is_year(year) && !rest.is_empty())
                {
                    Some((year, rest)) => {
                        let date = year
                            .parse()
                            .ok()
                            .and_then(|year| Date::new(year, month, day).ok());
                        let date = date.ok_or(Misread::Time)?;
                        time(rest).map(|time| Self::On(DateTime::from_parts(date, time)))
                    }
                    None => time(rest).map(|time| Self::Day(month, day, time)),
                }
            }
            words => time(words).map(Self::Time).or_else(|_| on_a_day(&lower)),
        }
    }

    /// What the clock on the wall showed, told of that night at that moment: the last such time.
    pub(crate) fn wall(self, night: Night, now: Moment, boundary: Boundary) -> Option<DateTime> {
        let today = now.local().date();
        let within = |night, time| DateTime::from_parts(boundary.day(night, time), time);
        Some(match self {
            Self::Moment(moment) => moment.local(),
            Self::On(wall) => wall,
            Self::Day(month, day, time) => {
                let of = |year| Date::new(year, month, day).ok();
                let all = (0..8).filter_map(|ago| of(today.year() - ago));
                let mut all = all.map(|date| DateTime::from_parts(date, time));
                all.find(|wall| *wall <= now.local())?
            }
            Self::Weekday(day, time) => {
                let mut days = std::iter::successors(Some(today), |date| date.yesterday().ok());
                let is_past = |date: &Date| DateTime::from_parts(*date, time) <= now.local();
                let date = days.find(|date| date.weekday() == day && is_past(date))?;
                DateTime::from_parts(date, time)
            }
            Self::Before(days, time) => {
                let date = (0..days).try_fold(today, |date, _| date.yesterday()).ok()?;
                DateTime::from_parts(date, time)
            }
            Self::LastNight(time) => {
                let ago = |halves| within(boundary.night(now.before(HALF_A_DAY * halves)), time);
                // Shortly after midnight this night has not come to its small hours: it was the one before.
                let ending = Some(ago(1)).filter(|wall| *wall <= now.local());
                ending.unwrap_or_else(|| ago(3))
            }
            Self::Time(time) => within(night, time),
        })
    }
}

fn on_a_day(lower: &str) -> Result<At, Misread> {
    // Day and month are as in Europe where there are points; between strokes only a day after the twelfth
    // cannot be a month, and else the year comes first.
    let names_a_day = lower.split([' ', 't']).any(when::is_date);
    let misread = if names_a_day {
        Misread::Day
    } else {
        Misread::Time
    };
    let when = When::read(lower, Order::DayFirst).map_err(|_| misread)?;
    let is_clear =
        !lower.contains('/') || when::order_of([lower].into_iter()) == Ok(Order::DayFirst);
    match (when.date_time(), when.offset) {
        _ if when.date.is_none() || !is_clear => Err(Misread::Time),
        (Some(wall), Some(offset)) => Ok(At::Moment(Moment::on(wall, offset))),
        (Some(wall), None) => Ok(At::On(wall)),
        (None, _) => Err(Misread::Hour),
    }
}

/// Which of these names is written out, or by its first three letters or more.
fn named(word: &str, names: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let is_meant = |name: &str| word.len() >= 3 && name.starts_with(word);
    i8::try_from(names.split(' ').position(is_meant)?).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(named(word, WEEKDAYS)?).ok()
}

/// Month and day of `27 nov` or `nov 27`.
fn day_of(one: &str, other: &str) -> Option<(i8, i8)> {
    let month = |word| Some(named(word, MONTHS)? + 1);
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    };
    let of = |name, number| Some((month(name)?, day(number)?));
    of(other, one).or_else(|| of(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let day: DateTime = "2026-11-27T03:10:00".parse().unwrap();
        for text in [
            "2026-11-27T03:10",
            "2026-11-27 03:10",
            "2026-11-27T03:10:00",
            "27.11.2026 03:10",
            "27.11.2026 3am",
            "27/11/2026 03:10",
        ] {
            let hour = if text.ends_with("am") {
                "03:00"
            } else {
                "03:10"
            };
            let wall = DateTime::from_parts(day.date(), hour.parse().unwrap());
            assert_eq!(At::read(text), Ok(At::On(wall)), "{text}");
        }
        let ten_past = day.time();
        let three = jiff::civil::time(3, 0, 0, 0);
        for (text, expected) in [
            ("03:10", At::Time(ten_past)),
            ("3:10", At::Time(ten_past)),
            ("3:10am", At::Time(ten_past)),
            ("3:10 AM", At::Time(ten_past)),
            ("0310", At::Time(ten_past)),
            ("03.10", At::Time(ten_past)),
            ("3h10", At::Time(ten_past)),
            ("3am", At::Time(three)),
            ("this morning 3am", At::Time(three)),
            ("half past 3", At::Time(jiff::civil::time(3, 30, 0, 0))),
            ("3 a.m.", At::Time(three)),
            ("yesterday 3am", At::Before(1, three)),
            ("day before yesterday 3am", At::Before(2, three)),
            ("３：１０", At::Time(ten_past)),
            ("yesterday 03:10", At::Before(1, ten_past)),
            ("last night 0310", At::LastNight(ten_past)),
        ] {
            assert_eq!(At::read(text), Ok(expected), "{text}");
        }
        assert_eq!(At::read("2026-02-30T03:10"), Err(Misread::Day));
        let zoned = Moment::parse("2026-11-27T03:10:00Z").unwrap();
        assert_eq!(At::read("2026-11-27T03:10:00Z"), Ok(At::Moment(zoned)));
        let east = Moment::parse("2026-11-27T03:10:00+01:00").unwrap();
        assert_eq!(At::read("2026-11-27T03:10+01:00"), Ok(At::Moment(east)));
        for text in [
            "",
            "3",
            "24:10",
            "2026-11-27",
            "last night",
            "yesterday",
            "27.11.",
            "11/27/2026 03:10",
            "05/11/2026 03:10",
            "0960",
            "13pm",
            "3:1",
            "next noon",
        ] {
            assert!(At::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_named_is_the_last_one_and_wants_its_hour() {
        let now = Moment::parse("2026-11-29T09:00:00+01:00").unwrap(); // a Sunday
        let night = Boundary::NOON.night(now.before(HALF_A_DAY));
        for (text, wall) in [
            ("saturday 3am", "2026-11-28T03:00:00"),
            ("Sun 3am", "2026-11-29T03:00:00"),
            ("sunday 11pm", "2026-11-22T23:00:00"),
            ("27 nov 03:10", "2026-11-27T03:10:00"),
            ("Nov. 27, at 3.10", "2026-11-27T03:10:00"),
            ("24th december 1am", "2025-12-24T01:00:00"),
            ("3 march 2024 02:00", "2024-03-03T02:00:00"),
            ("tonight 2am", "2026-11-29T02:00:00"),
            ("yesterday noon", "2026-11-28T12:00:00"),
            ("last night midnight", "2026-11-29T00:00:00"),
        ] {
            let at = At::read(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            let found = at.wall(night, now, Boundary::NOON);
            assert_eq!(found, Some(wall.parse().unwrap()), "{text}");
        }
        // Soon after midnight the small hours of this night are still to come.
        let now = Moment::parse("2026-11-29T00:08:00+01:00").unwrap();
        let at = At::read("last night 03:10").unwrap();
        let found = at.wall(night, now, Boundary::NOON);
        assert_eq!(found, Some("2026-11-28T03:10:00".parse().unwrap()));
        for text in [
            "last night",
            "yesterday",
            "saturday",
            "27 nov",
            "2026-11-27",
            "27.11.2026",
        ] {
            assert_eq!(At::read(text), Err(Misread::Hour), "{text}");
        }
    }
}
