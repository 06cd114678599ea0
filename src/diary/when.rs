//! Dates and times as people and other programs write them.

use std::time::Duration;

use jiff::civil::{Date, DateTime, Time};

/// In which order day and month stand in dates such as 03/11/26.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// A date, a time, or both, and the distance from UTC in minutes if it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct When {
    pub date: Option<Date>,
    pub time: Option<Time>,
    /// The distance from UTC, in minutes.
    pub offset: Option<i16>,
}

impl When {
    pub(crate) fn read(text: &str, order: Order) -> Result<Self, String> {
        let expected = || {
            format!(
                "`{text}`: expected a date and time such as 2026-11-03 02:10, 3.11.2026 02:10 or 2:10 am"
            )
        };
        let (text, offset) = offset(text.trim());
        let mut when = Self {
            offset,
            ..Self::default()
        };
        let lower = text.to_lowercase().replace(',', " ");
        let lower = lower.trim();
        // A date is first, and what follows it is the time.
        let (first, rest) = match lower.find([' ', 't']) {
            Some(at) if is_date(&lower[..at]) => (&lower[..at], lower[at + 1..].trim()),
            _ if is_date(lower) => (lower, ""),
            _ => ("", lower),
        };
        if !first.is_empty() {
            when.date = Some(date(first, order).ok_or_else(expected)?);
        }
        if !rest.is_empty() {
            when.time = Some(time_of_day(rest).ok_or_else(expected)?);
        }
        Ok(when)
    }

    /// The same, completed by another.
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            date: other.date.or(self.date),
            time: other.time.or(self.time),
            offset: other.offset.or(self.offset),
        }
    }

    pub(crate) fn date_time(self) -> Option<DateTime> {
        Some(DateTime::from_parts(self.date?, self.time?))
    }

    /// How long after `start` it is; without a date, the first time after that.
    pub(crate) fn since(self, start: DateTime) -> Option<Duration> {
        let time = self.time?;
        let end = DateTime::from_parts(self.date.unwrap_or(start.date()), time);
        let day = Duration::from_secs(24 * 60 * 60);
        let end = if self.date.is_none() && end < start {
            end.checked_add(day).ok()?
        } else {
            end
        };
        Duration::try_from(end.duration_since(start)).ok()
    }
}

/// In which order the dates of a table are, as they tell it themselves.
pub(crate) fn order_of<'t>(texts: impl Iterator<Item = &'t str>) -> Result<Order, String> {
    let (mut day_first, mut month_first, mut unclear) = (false, false, None);
    for text in texts {
        let (text, _) = offset(text.trim());
        for part in text.split([' ', 'T', ',']).filter(|part| is_date(part)) {
            match numbers(part)[..] {
                // Who writes points means the day first; a year at the beginning tells it, too.
                [first, second, _] if first < 32 && !part.contains('.') => {
                    day_first |= first > 12;
                    month_first |= second > 12;
                    unclear = unclear.or(Some(part));
                }
                _ => {}
            }
        }
    }
    match (day_first, month_first, unclear) {
        (true, false, _) | (false, false, None) => Ok(Order::DayFirst),
        (false, true, _) => Ok(Order::MonthFirst),
        (true, true, _) => Err(
            "some of its dates have the day first, and others the month: they cannot be told apart"
                .to_owned(),
        ),
        (false, false, Some(date)) => Err(format!(
            "its dates do not tell whether {date} has the day first or the month; say so with `--dates \
             day-first` or `--dates month-first`"
        )),
    }
}

/// How long `6`, `6.5`, `00h 06m`, `6 min` or `0:06:00` is; a number alone is minutes.
pub(crate) fn minutes(text: &str) -> Option<Duration> {
    if let Ok(minutes) = text.replace(',', ".").parse::<f64>() {
        return Duration::try_from_secs_f64(minutes * 60.0).ok();
    }
    let parts: Option<Vec<u64>> = text.split(':').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some([hours, minutes, seconds]) => {
            Some(Duration::from_secs(hours * 3600 + minutes * 60 + seconds))
        }
        Some([hours, minutes]) => Some(Duration::from_secs(hours * 3600 + minutes * 60)),
        _ => humantime::parse_duration(text).ok(),
    }
}

pub(crate) fn is_date(text: &str) -> bool {
    numbers(text).len() == 3
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-./".contains(c))
}

fn numbers(text: &str) -> Vec<u16> {
    let parts = text.trim_end_matches('.').split(['-', '.', '/']);
    let numbers: Option<Vec<u16>> = parts.map(|part| part.parse().ok()).collect();
    numbers.unwrap_or_default()
}

fn date(text: &str, order: Order) -> Option<Date> {
    let [a, b, c] = numbers(text)[..] else {
        return None;
    };
    let (year, month, day) = match order {
        _ if a > 31 => (a, b, c),
        Order::MonthFirst if !text.contains('.') => (c, a, b),
        Order::DayFirst | Order::MonthFirst => (c, b, a),
    };
    let year = if year < 100 { 2000 + year } else { year };
    let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
    Date::new(i16::try_from(year).ok()?, month?, day?).ok()
}

/// A time of day: `02:10`, `2:10:05`, `2.10`, `2h10`, `0210`, `2am`, `2:10 pm`, `noon` or `midnight`.
pub(crate) fn time_of_day(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let hour = |hour| Time::new(hour, 0, 0, 0).ok();
    match text.as_str() {
        "noon" | "midday" => return hour(12),
        "midnight" => return hour(0),
        _ => {}
    }
    let half = |sign| text.strip_suffix(sign).map(str::trim_end);
    match (half("am").or(half("a.m.")), half("pm").or(half("p.m."))) {
        (Some(text), _) => time(text, Some('a')),
        (None, Some(text)) => time(text, Some('p')),
        (None, None) if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) => {
            time(&format!("{}:{}", &text[..2], &text[2..]), None)
        }
        (None, None) => time(&text, None).filter(|_| text.contains([':', '.', 'h'])),
    }
}

fn time(text: &str, half: Option<char>) -> Option<Time> {
    let parts = text.split([':', '.', 'h']).enumerate().map(|(at, part)| {
        let fits = if at == 0 {
            part.len() <= 2
        } else {
            part.len() == 2
        };
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        (fits && digits).then(|| part.parse().ok()).flatten()
    });
    let parts: Vec<i8> = parts.collect::<Option<_>>()?;
    let [hour, minute, second] = [0, 1, 2].map(|at| parts.get(at).copied().unwrap_or(0));
    let hour = match half {
        _ if parts.len() > 3 => return None,
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some('p') => hour % 12 + 12,
        Some(_) => hour % 12,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// A text without the zone at its end, and that zone in minutes: `Z`, `+01:00`.
fn offset(text: &str) -> (&str, Option<i16>) {
    if let Some(rest) = text.strip_suffix(['Z', 'z']) {
        return (rest, Some(0));
    }
    let zone = text
        .len()
        .checked_sub(6)
        .and_then(|at| text.split_at_checked(at));
    match zone {
        Some((rest, zone)) if rest.contains(':') => {
            let number = |at: usize| zone.get(at..at + 2)?.parse::<i16>().ok();
            let sign = match zone.as_bytes()[0] {
                b'+' => 1,
                b'-' => -1,
                _ => return (text, None),
            };
            match (number(1), number(4)) {
                (Some(hours), Some(minutes)) if &zone[3..4] == ":" => {
                    (rest, Some(sign * (hours * 60 + minutes)))
                }
                _ => (text, None),
            }
        }
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Order) -> String {
        let when = When::read(text, order).unwrap_or_else(|why| panic!("{why}"));
        let part = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {}",
            part(when.date.map(|date| date.to_string())),
            part(when.time.map(|time| time.to_string())),
            part(when.offset.map(|offset| offset.to_string()))
        )
    }

    #[test]
    fn dates_and_times_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2026-11-03 02:10:00", "2026-11-03 02:10:00 -"),
            ("2026-11-03T02:10+01:00", "2026-11-03 02:10:00 60"),
            ("2026-11-03T02:10:00Z", "2026-11-03 02:10:00 0"),
            ("03.11.2026", "2026-11-03 - -"),
            ("3.11.26 2:10", "2026-11-03 02:10:00 -"),
            ("2026/11/03", "2026-11-03 - -"),
            ("02:10", "- 02:10:00 -"),
            ("2:10 PM", "- 14:10:00 -"),
            ("12am", "- 00:00:00 -"),
        ] {
            assert_eq!(read(text, Order::MonthFirst), expected, "{text}");
        }
        assert_eq!(
            read("11/03/26 02:10", Order::MonthFirst),
            "2026-11-03 02:10:00 -"
        );
        assert_eq!(
            read("11/03/26 02:10", Order::DayFirst),
            "2026-03-11 02:10:00 -"
        );
        for text in [
            "soon",
            "2026-13-01",
            "25:00",
            "13pm",
            "2",
            "3.11.2026 4",
            "20é:10",
        ] {
            assert!(When::read(text, Order::DayFirst).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_tell_their_order_or_it_has_to_be_said() {
        let of = |texts: &[&str]| order_of(texts.iter().copied());
        assert_eq!(
            of(&["11/03/26 02:10", "11/23/26 02:10"]),
            Ok(Order::MonthFirst)
        );
        assert_eq!(of(&["11/03/26", "23/11/26"]), Ok(Order::DayFirst));
        assert_eq!(of(&["03.11.2026", "2026-11-03"]), Ok(Order::DayFirst));
        let why = of(&["11/03/26 02:10"]).unwrap_err();
        assert!(why.contains("11/03/26") && why.contains("--dates"), "{why}");
        assert!(of(&["13/11/26", "11/13/26"]).is_err());
    }

    #[test]
    fn lengths_are_minutes_unless_they_say_otherwise() {
        let of = |text| minutes(text).map(|time| time.as_secs());
        for (text, seconds) in [
            ("6", 360),
            ("1,5", 90),
            ("00h 06m", 360),
            ("0:06:30", 390),
            ("45s", 45),
        ] {
            assert_eq!(of(text), Some(seconds), "{text}");
        }
        assert_eq!(of("long"), None);
        assert_eq!(of("-1"), None);
    }
}
