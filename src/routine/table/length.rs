//! `"1m 30s"` -> a duration, or what is wrong with it.

use std::time::Duration;

/// The units as a file may write them: [`humantime`] knows more, and means a month by `M`.
const UNITS: [&str; 15] = [
    "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr",
    "hrs", "hour", "hours",
];
const EXAMPLES: &str = "write `90s` or `1m 30s`";

/// Why a text is no length, and how to mend it.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) what: &'static str,
    pub(super) help: String,
}

/// Reads `"90s"`, `"1m 30s"`, `"1.5s"`.
pub(super) fn parse(text: &str) -> Result<Duration, Refusal> {
    let refuse = |what, help: &str| {
        let help = help.to_owned();
        Err(Refusal { what, help })
    };
    let unknown = text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty() && !UNITS.contains(word));
    if text.starts_with(['-', '\u{2212}']) {
        refuse("a length cannot be negative", EXAMPLES)
    } else if text.contains(':') {
        refuse(
            "a length has no colon",
            "write minutes and seconds as `1m 30s`",
        )
    } else if !text.contains(char::is_alphabetic) {
        refuse("a length needs a unit", &with_unit(text))
    } else if unknown.is_some_and(|unit| UNITS.contains(&unit.to_lowercase().as_str())) {
        refuse("a unit is written in small letters", EXAMPLES)
    } else if unknown.is_some() {
        refuse("the units are `h`, `m` and `s`", EXAMPLES)
    } else {
        humantime::parse_duration(text).or_else(|_| refuse("this is no length", EXAMPLES))
    }
}

/// How to write `number` as a length.
pub(super) fn with_unit(number: &str) -> String {
    match number.parse::<u16>() {
        Ok(number @ 1..=60) => format!("write `{number}s` for seconds, `{number}m` for minutes"),
        Ok(0 | 61..) | Err(_) => EXAMPLES.to_owned(),
    }
}

/// `length` as a file would write it: `90s`, `60m`.
pub(super) fn written(length: Duration) -> String {
    match length.as_secs() {
        seconds if seconds >= 60 && seconds % 60 == 0 => format!("{}m", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_seconds_minutes_and_hours() {
        for (text, milliseconds) in [
            ("90s", 90_000),
            ("1m 30s", 90_000),
            ("1m30s", 90_000),
            ("1 min 30 sec", 90_000),
            ("2.5s", 2_500),
            ("2 hours", 7_200_000),
            ("0s", 0),
        ] {
            let expected = Duration::from_millis(milliseconds);
            assert_eq!(parse(text).ok(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_could_be_taken_for_another_length_is_refused() {
        for text in [
            "90", "1:30", "1M", "1d", "1w", "1y", "500ms", "-3s", "PT1M", "1m, 30s", "s",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_cure_for_a_missing_unit_is_a_length() {
        assert_eq!(with_unit("5"), "write `5s` for seconds, `5m` for minutes");
        assert_eq!(with_unit("90"), EXAMPLES);
    }
}
