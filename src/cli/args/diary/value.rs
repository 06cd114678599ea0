//! How the values of `uncramp diary` are read.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command, Error};

pub(crate) use crate::diary::at::At;
use crate::diary::value::{Response, Score, Seconds};
use crate::diary::when::Order;
use crate::diary::word::{EXPECTED, Own, Word, plain};
use crate::routine::table::nearest;

/// The word for an answer that the person does not know.
const UNKNOWN: &str = "unknown";
/// The word for a list without anything in it.
const NONE: &str = "none";
/// Below any month, so that `40M` is none.
const LONGEST_AGO: Duration = Duration::from_secs(28 * 24 * 60 * 60);

/// A time as people write it.
pub(super) fn at(text: &str) -> Result<At, String> {
    At::read(text).map_err(|why| why.to_string())
}

/// How long ago; a number alone is minutes.
pub(super) fn ago(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let hours = text.strip_suffix('h').map(|hours| hours.replace(',', "."));
    let hours = hours
        .and_then(|hours| hours.parse::<f32>().ok())
        .filter(|hours| *hours < 48.0);
    if let Some(Ok(ago)) = hours.map(|hours| Duration::try_from_secs_f32(hours * 3600.0)) {
        return Ok(ago);
    }
    // `40` and `1h30` are short for `40m` and `1h30m`.
    let is_short = text.ends_with(|c: char| c.is_ascii_digit()) && !text.contains(['d', 'm', 's']);
    let unit = if is_short { "m" } else { "" };
    let ago = humantime::parse_duration(&format!("{text}{unit}")).ok();
    ago.filter(|ago| *ago <= LONGEST_AGO).ok_or_else(|| {
        "expected minutes, hours or days such as 40, 1h30, \"7h 30m\" or 2d, 28d at most; for longer \
         ago, `--at` takes a date"
            .to_owned()
    })
}

pub(super) fn score(text: &str) -> Result<Response<Score>, String> {
    or_unknown(text, "a whole number from 0 to 10", |text| {
        text.parse().ok().and_then(Score::new)
    })
}

pub(super) fn count(text: &str) -> Result<Response<u8>, String> {
    or_unknown(text, "a whole number from 0 to 99", |text| {
        text.parse().ok().filter(|count| *count < 100)
    })
}

pub(super) fn minutes(text: &str) -> Result<Response<Seconds>, String> {
    or_unknown(text, "minutes from 0 to 1440, such as 6 or 1.5", |text| {
        let minutes: Option<f64> = text.parse().ok();
        let time = match minutes {
            Some(minutes) => Duration::try_from_secs_f64(minutes * 60.0).ok(),
            None => humantime::parse_duration(text).ok(),
        };
        time.and_then(Seconds::new)
    })
}

fn or_unknown<T>(
    text: &str,
    expected: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Response<T>, String> {
    if text == UNKNOWN {
        return Ok(Response::Unknown);
    }
    let known = read(text).map(Response::Known);
    known.ok_or_else(|| format!("expected {expected}, or {UNKNOWN}"))
}

/// One of our own named values, or "I don't know".
pub(super) fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = Response<T>> {
    let values = all.iter().map(|value| (name(*value), words(*value)));
    let values = values.chain([(UNKNOWN, "you do not know")]);
    let values: Vec<_> = values.map(described).collect();
    PossibleValuesParser::new(values).map(move |text| {
        let known = all.iter().find(|value| name(**value) == text);
        known.map_or(Response::Unknown, |value| Response::Known(*value))
    })
}

pub(super) fn yes_or_no() -> impl TypedValueParser<Value = Response<bool>> {
    PossibleValuesParser::new(["yes", "no", UNKNOWN]).map(|text| match text.as_str() {
        "yes" => Response::Known(true),
        "no" => Response::Known(false),
        _ => Response::Unknown,
    })
}

pub(super) fn plain_yes_or_no() -> impl TypedValueParser<Value = bool> {
    PossibleValuesParser::new(["yes", "no"]).map(|text| text == "yes")
}

/// Some of our own named values or of the person's own words, between commas.
pub(super) fn some_of<T: Copy + Ord + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = Response<BTreeSet<Word<T>>>> {
    let values = all.iter().map(|value| (name(*value), words(*value)));
    Several {
        parser: StringValueParser::new().try_map(move |text| {
            several(&text, |word| match listed(word, all, name, words)? {
                Some(listed) => Ok(Word::Listed(listed)),
                None => own(word).map(Word::Own),
            })
        }),
        values: described_with_none(values),
    }
}

/// Some of our own named values, between commas, and nothing else.
pub(super) fn some_listed<T: Copy + Ord + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = Response<BTreeSet<T>>> {
    let values = all.iter().map(|value| (name(*value), words(*value)));
    Several {
        parser: StringValueParser::new().try_map(move |text| {
            several(&text, |word| {
                let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
                let expected = || format!("expected some of {}; or {NONE}", names.join(","));
                listed(word, all, name, words)?.ok_or_else(expected)
            })
        }),
        values: described_with_none(values),
    }
}

/// The person's own words, between commas.
pub(super) fn own_words(text: &str) -> Result<Response<BTreeSet<Own>>, String> {
    several(text, own)
}

fn own(word: &str) -> Result<Own, String> {
    Own::new(word).ok_or_else(|| format!("`{word}`: expected {EXPECTED}"))
}

/// The one of our values that a word means; an error, if it is so near to one that it may be a slip.
fn listed<T: Copy>(
    word: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> Result<Option<T>, String> {
    let said = plain(word);
    let means = |value: &&T| said == plain(name(**value)) || said == words(**value);
    if let Some(found) = all.iter().find(means) {
        return Ok(Some(*found));
    }
    match nearest(word.trim(), all.iter().map(|value| name(*value))) {
        Some(near) => Err(format!("`{word}`: did you mean `{near}`?")),
        None => Ok(None),
    }
}

fn several<T: Ord>(
    text: &str,
    one: impl Fn(&str) -> Result<T, String>,
) -> Result<Response<BTreeSet<T>>, String> {
    match text {
        UNKNOWN => Ok(Response::Unknown),
        NONE => Ok(Response::Known(BTreeSet::new())),
        text => text
            .split(',')
            .map(one)
            .collect::<Result<_, _>>()
            .map(Response::Known),
    }
}

/// A parser whose words help and completions name, although it takes more than one of them.
#[derive(Clone)]
struct Several<P> {
    parser: P,
    values: Vec<PossibleValue>,
}

impl<P: TypedValueParser> TypedValueParser for Several<P> {
    type Value = P::Value;

    fn parse_ref(&self, cmd: &Command, arg: Option<&Arg>, text: &OsStr) -> Result<P::Value, Error> {
        self.parser.parse_ref(cmd, arg, text)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values.iter().cloned()))
    }
}

/// What of all that can be said can be taken back: every option but some.
pub(super) fn words_of<T: Args>(but: &[&str]) -> PossibleValuesParser {
    let said = T::augment_args(Command::default());
    let names = said.get_arguments().filter_map(Arg::get_long);
    let names = names.filter(|name| !but.contains(name)).map(str::to_owned);
    PossibleValuesParser::new(names.collect::<Vec<_>>())
}

/// In which order day and month stand in the dates of a table.
pub(super) fn order() -> impl TypedValueParser<Value = Order> {
    let day_first = ("day-first", "The day before the month, as in 31/12/26");
    let month_first = ("month-first", "The month before the day, as in 12/31/26");
    let values = [day_first, month_first].map(described);
    PossibleValuesParser::new(values).map(move |text| {
        if text == day_first.0 {
            Order::DayFirst
        } else {
            Order::MonthFirst
        }
    })
}

fn described_with_none(
    values: impl Iterator<Item = (&'static str, &'static str)>,
) -> Vec<PossibleValue> {
    let more = [(NONE, "none of them"), (UNKNOWN, "you do not know")];
    values.chain(more).map(described).collect()
}

fn described((name, words): (&'static str, &'static str)) -> PossibleValue {
    PossibleValue::new(name).help(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::choice::Help;

    #[test]
    fn minutes_may_have_a_fraction_or_a_unit_and_not_last_for_ever() {
        let seconds = |text| match minutes(text) {
            Ok(Response::Known(seconds)) => Some(seconds.number()),
            Ok(Response::Unknown) | Err(_) => None,
        };
        assert_eq!(seconds("6"), Some(360));
        assert_eq!(seconds("1.5"), Some(90));
        assert_eq!(seconds("1m 35s"), Some(95));
        assert_eq!(minutes("unknown"), Ok(Response::Unknown));
        for text in ["", "-1", "1441", "nan", "inf", "1e300", "2d"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_has_our_values_or_own_words_or_none_of_them() {
        let one = |word: &str| match listed(word, Help::ALL, Help::name, Help::words)? {
            Some(listed) => Ok(Word::Listed(listed)),
            None => own(word).map(Word::Own),
        };
        let some = |text| several(text, one);
        let known = |words| Ok(Response::Known(BTreeSet::from(words)));
        let [rub, stretch] = [Help::Rub, Help::Stretch].map(Word::Listed);
        let juice = Word::Own(Own::new("pickle juice").unwrap());
        assert_eq!(some("rub,stretch"), known([rub, stretch.clone()]));
        assert_eq!(some("Pickle-juice, stretching"), known([juice, stretch]));
        assert_eq!(some("none"), Ok(Response::Known(BTreeSet::new())));
        assert_eq!(some("unknown"), Ok(Response::Unknown));
        for (text, why) in [
            ("", "own words"),
            ("rub,", "own words"),
            ("rub,none", "own words"),
            ("strech", "did you mean `stretch`?"),
            ("a very long story that belongs into a note", "40"),
        ] {
            assert!(some(text).unwrap_err().contains(why), "{text}");
        }
    }

    #[test]
    fn ago_is_never_months() {
        assert_eq!(ago("40m"), Ok(Duration::from_secs(40 * 60)));
        assert_eq!(ago("7h 30m"), Ok(Duration::from_secs(450 * 60)));
        assert_eq!(ago("1,5h"), Ok(Duration::from_secs(90 * 60)));
        assert_eq!(ago("40"), Ok(Duration::from_secs(40 * 60)));
        assert_eq!(ago("1h30"), Ok(Duration::from_secs(90 * 60)));
        assert!(ago("28d").is_ok());
        for text in ["", "-5m", "1M", "40M", "1month", "1y", "29d", "300years"] {
            assert!(ago(text).unwrap_err().contains("28d at most"), "{text}");
        }
    }
}
