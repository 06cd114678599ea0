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
