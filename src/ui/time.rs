//! Times in words and figures.

use std::time::Duration;

/// A count of seconds left, rounded up: `7`, and from 100 s on `2:05`.
pub(crate) fn count(left: Duration) -> String {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    if seconds < 100 {
        seconds.to_string()
    } else {
        minutes(seconds)
    }
}

/// The widest that a count of what is left of `length` becomes.
pub(crate) fn widest(length: Duration) -> &'static str {
    match length.as_secs() {
        0..100 => "00",
        100..3600 => "00:00",
        _ => "0:00:00",
    }
}

/// A clock that counts up, rounded down: `0:07`, `12:30`, `1:02:03`.
pub(crate) fn clock(time: Duration) -> String {
    minutes(time.as_secs())
}

/// A length, rounded to the second: `3:35`.
pub(crate) fn length(time: Duration) -> String {
    minutes(time.as_secs() + u64::from(time.subsec_millis() >= 500))
}

/// What is left, with its unit: `18 s`, and from 100 s on `2:05`.
pub(crate) fn left(left: Duration) -> String {
    let count = count(left);
    if count.contains(':') {
        count
    } else {
        format!("{count} s")
    }
}

/// A time in words, to the second: `7 seconds`, `1 minute 30 seconds`.
pub(crate) fn spoken(time: Duration) -> String {
    let parts = [
        (time.as_secs() / 60, "minute"),
        (time.as_secs() % 60, "second"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, unit)| *number > 0 || *unit == "second" && time.as_secs() == 0)
        .map(|(number, unit)| counted(number, unit))
        .collect();
    parts.join(" ")
}

/// A long time in one unit, rounded down: `7 seconds`, `4 minutes`, `2 hours`.
pub(crate) fn roughly(time: Duration) -> String {
    let (number, unit) = match time.as_secs() {
        seconds @ 0..60 => (seconds, "second"),
        seconds @ 60..3600 => (seconds / 60, "minute"),
        seconds => (seconds / 3600, "hour"),
    };
    counted(number, unit)
}

/// So many of something: `1 night`, `2 nights`.
pub(crate) fn counted(number: u64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

/// Time until a count of whole seconds next changes, for what is left.
pub(crate) fn until_next_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => Duration::from_secs(1),
        nanos => Duration::from_nanos(u64::from(nanos)),
    }
}

/// Time until a clock that counts up next changes.
pub(crate) fn until_next_tick(time: Duration) -> Duration {
    Duration::from_nanos(1_000_000_000 - u64::from(time.subsec_nanos()))
}

/// Time until a clock that is told in whole minutes next changes.
pub(crate) fn until_next_minute(time: Duration) -> Duration {
    let minutes = time.as_secs() / 60 + 1;
    Duration::from_secs(minutes * 60).saturating_sub(time)
}

fn minutes(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_ends_on_zero_and_never_shows_a_second_too_few() {
        let shown =
            [0, 1, 999, 1000, 1001, 99_000, 99_001].map(|ms| count(Duration::from_millis(ms)));
        assert_eq!(shown, ["0", "1", "1", "1", "2", "99", "1:40"]);
    }

    #[test]
    fn long_times_are_said_in_one_unit() {
        let said = [1, 59, 60, 150, 3600, 90_000].map(|s| roughly(Duration::from_secs(s)));
        assert_eq!(
            said,
            [
                "1 second",
                "59 seconds",
                "1 minute",
                "2 minutes",
                "1 hour",
                "25 hours"
            ]
        );
    }

    #[test]
    fn the_length_of_a_hold_is_said_to_the_second() {
        let said = [0, 1, 60, 90, 3600].map(|s| spoken(Duration::from_secs(s)));
        assert_eq!(
            said,
            [
                "0 seconds",
                "1 second",
                "1 minute",
                "1 minute 30 seconds",
                "60 minutes"
            ]
        );
    }
}
