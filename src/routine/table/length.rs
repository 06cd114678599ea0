//! `"1m 30s"` -> a duration, or what is wrong with it.

use std::time::Duration;

/// Words for the units, as a file may write them.
const UNITS: [&str; 15] = [
    "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr",
    "hrs", "hour", "hours",
];

/// Why a text is no length, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) what: String,
    pub(super) help: String,
}

/// Reads `"90s"`, `"1m 30s"`, `"1.5s"`.
pub(super) fn parse(text: &str) -> Result<Duration, Refusal> {
    let text = text.trim();
    let refuse = |what: &str, help: &str| {
        Err(Refusal {
            what: what.to_owned(),
            help: help.to_owned(),
        })
    };
    if text.is_empty() {
        return refuse("is empty", "write a length such as `90s` or `1m 30s`");
    }
    if text.starts_with(['-', '−']) {
        return refuse("is negative", "write a length such as `90s` or `1m 30s`");
    }
    if text.contains(':') {
        return refuse("has a colon", "write minutes and seconds as `1m 30s`");
    }
    if !text.contains(char::is_alphabetic) {
        return refuse("has no unit", &unit_help(text));
    }
    let unit = text
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty() && !UNITS.contains(word));
    match unit {
        Some("M" | "Min" | "Mins" | "MIN") => refuse(
            "has no unit that is known",
            "write `m` for minutes, in small letters",
        ),
        Some(_) => refuse(
            "has no unit that is known",
            "the units are `s`, `m` and `h`, as in `90s` or `1m 30s`",
        ),
        None => humantime::parse_duration(text)
            .or_else(|_| refuse("is no length", "write a length such as `90s` or `1m 30s`")),
    }
}

/// What to write instead of a number without a unit.
pub(super) fn unit_help(number: &str) -> String {
    let _ = number;
    "a length needs a unit; write `90s` or `1m 30s`".to_owned()
}

/// `length` as a file would write it: `1h 30m`, `90s`.
pub(super) fn written(length: Duration) -> String {
    let seconds = length.as_secs();
    if length.subsec_nanos() == 0 && seconds >= 60 && seconds % 60 == 0 {
        format!("{}m", seconds / 60)
    } else {
        format!("{}s", length.as_secs_f64())
    }
}
