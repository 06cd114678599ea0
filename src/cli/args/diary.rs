//! The words of `uncramp diary`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};

use crate::diary::choice::{CrampMuscle, CrampSide, Help, Sign, Trigger};
use crate::diary::value::{Note, Score, Seconds, Told};

/// The word for an answer that the person does not know.
const UNKNOWN: &str = "unknown";
/// The word for a list without anything in it.
const NONE: &str = "none";

/// What to do with the diary.
#[derive(Debug, Clone, Subcommand)]
pub enum DiaryCommand {
    /// Write down a cramp that the program did not see
    Add {
        /// How long ago it began, such as `40m` or `7h 30m`; just now if nothing is said
        #[arg(long, value_name = "TIME", value_parser = ago)]
        ago: Option<Duration>,
        #[command(flatten)]
        said: Said,
    },
    /// All entries, the latest last
    List,
    /// All that is known of an entry or of a night
    Show {
        /// An id or its beginning, `last` for the latest cramp, or a night such as 2026-11-21
        #[arg(value_name = "ID|last|NIGHT")]
        which: String,
    },
    /// Change what is said of a cramp
    Edit {
        /// An id or its beginning, or `last` for the latest cramp
        #[arg(value_name = "ID|last")]
        which: String,
        #[command(flatten)]
        said: Said,
        /// Take back what was said; may be given more than once
        #[arg(long, value_name = "FIELD")]
        clear: Vec<Clear>,
    },
    /// Delete an entry; `undo` brings it back
    Delete {
        /// An id or its beginning, or `last` for the latest cramp
        #[arg(value_name = "ID|last")]
        which: String,
    },
    /// Take back the last change; again, and it is as before
    Undo {
        /// An id or its beginning: the last change of that entry
        which: Option<String>,
    },
    /// The whole diary, for a copy or for another program
    Export {
        /// In what form
        #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
        format: Format,
        /// A file that only you may read, in place of standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Replace a file that is there
        #[arg(long, requires = "out")]
        force: bool,
    },
    /// Take in an export, or a copy of a diary; a second time adds nothing
    Import {
        /// The file; `-` is standard input
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
    /// Every line that cannot be read, whole or in part
    Check,
    /// Where the diary is
    Path,
    /// Remove the whole diary for ever; it asks first
    Wipe {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What a person says of a cramp.
#[derive(Clone, Default, Args)]
pub struct Said {
    /// Which leg
    #[arg(long, value_name = "SIDE", value_parser = told(CrampSide::ALL, CrampSide::name))]
    pub side: Option<Told<CrampSide>>,
    /// Which muscle
    #[arg(long, value_name = "MUSCLE", value_parser = told(CrampMuscle::ALL, CrampMuscle::name))]
    pub muscle: Option<Told<CrampMuscle>>,
    /// How long it lasted, in minutes, or `unknown`
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    pub minutes: Option<Told<Seconds>>,
    /// How bad it was at its worst, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub severity: Option<Told<Score>>,
    /// How much sleep it cost, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub sleep_lost: Option<Told<Score>>,
    /// How sore the muscle was on the next day, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub soreness: Option<Told<Score>>,
    /// What helped, such as `stretch,rub`, or `none`
    #[arg(long, value_name = "LIST", value_parser = |text: &str| some_of(text, Help::ALL, Help::name))]
    pub helped: Option<Told<BTreeSet<Help>>>,
    /// What may have brought it on, such as `alcohol`, or `none`
    #[arg(long, value_name = "LIST", value_parser = |text: &str| some_of(text, Trigger::ALL, Trigger::name))]
    pub triggers: Option<Told<BTreeSet<Trigger>>>,
    /// Warning signs, such as `swollen-one-leg,hot`, or `none`
    #[arg(long, value_name = "LIST", value_parser = |text: &str| some_of(text, Sign::ALL, Sign::name))]
    pub signs: Option<Told<BTreeSet<Sign>>>,
    /// Medicines
    #[arg(long, value_name = "TEXT", value_parser = note)]
    pub medicine: Option<Note>,
    /// Anything else
    #[arg(long, value_name = "TEXT", value_parser = note)]
    pub note: Option<Note>,
}

/// What a person says of their body is for no log.
impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What of a cramp can be taken back.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Clear {
    /// Which leg
    Side,
    /// Which muscle
    Muscle,
    /// How long it lasted
    Minutes,
    /// How bad it was
    Severity,
    /// How much sleep it cost
    SleepLost,
    /// How sore the muscle was
    Soreness,
    /// What helped
    Helped,
    /// What may have brought it on
    Triggers,
    /// Warning signs
    Signs,
    /// Medicines
    Medicine,
    /// Anything else
    Note,
}

/// In what form the diary is exported.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// One JSON object on a line; it can be imported again
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// One of our own named values, or "I don't know".
fn told<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = Told<T>> {
    let names = all.iter().map(move |value| name(*value)).chain([UNKNOWN]);
    PossibleValuesParser::new(names).map(move |text| {
        let known = all.iter().find(|value| name(**value) == text);
        known.map_or(Told::Unknown, |value| Told::Known(*value))
    })
}

/// Some of our own named values, between commas.
fn some_of<T: Copy + Ord>(
    text: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<Told<BTreeSet<T>>, String> {
    let one = |word: &str| {
        all.iter()
            .copied()
            .find(|value| name(*value) == word.trim())
    };
    let some: Option<BTreeSet<T>> = match text {
        UNKNOWN => return Ok(Told::Unknown),
        NONE => Some(BTreeSet::new()),
        text => text.split(',').map(one).collect(),
    };
    let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
    let expected = || {
        format!(
            "expected some of {}; or {NONE}, or {UNKNOWN}",
            names.join(",")
        )
    };
    some.map(Told::Known).ok_or_else(expected)
}

fn score(text: &str) -> Result<Told<Score>, String> {
    if text == UNKNOWN {
        return Ok(Told::Unknown);
    }
    let score = text.parse().ok().and_then(Score::new);
    score
        .map(Told::Known)
        .ok_or_else(|| format!("expected a whole number from 0 to 10, or {UNKNOWN}"))
}

fn minutes(text: &str) -> Result<Told<Seconds>, String> {
    if text == UNKNOWN {
        return Ok(Told::Unknown);
    }
    let minutes: Option<f64> = text.parse().ok();
    let time = minutes.and_then(|minutes| Duration::try_from_secs_f64(minutes * 60.0).ok());
    time.and_then(Seconds::new)
        .map(Told::Known)
        .ok_or_else(|| format!("expected minutes from 0 to 1440, such as 6 or 1.5, or {UNKNOWN}"))
}

fn ago(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text).map_err(|_| "expected a time such as 40m or 7h 30m".to_owned())
}

fn note(text: &str) -> Result<Note, String> {
    let hint = "expected some words; `edit --clear` takes words back";
    Note::new(text).ok_or_else(|| hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_may_have_a_fraction_and_not_last_for_ever() {
        let seconds = |text| match minutes(text) {
            Ok(Told::Known(seconds)) => Some(seconds.number()),
            Ok(Told::Unknown) | Err(_) => None,
        };
        assert_eq!(seconds("6"), Some(360));
        assert_eq!(seconds("1.5"), Some(90));
        assert_eq!(minutes("unknown"), Ok(Told::Unknown));
        for text in ["", "-1", "1441", "nan", "inf", "1e300", "6m"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_names_its_values_or_none_of_them() {
        let some = |text| some_of(text, Help::ALL, Help::name);
        let both = BTreeSet::from([Help::Stretch, Help::Rub]);
        assert_eq!(some("rub,stretch"), Ok(Told::Known(both)));
        assert_eq!(some("none"), Ok(Told::Known(BTreeSet::new())));
        assert_eq!(some("unknown"), Ok(Told::Unknown));
        for text in ["", "rub,", "rub none", "rub,none", "magic"] {
            assert!(some(text).unwrap_err().contains("stretch,rub"), "{text}");
        }
    }

    #[test]
    fn what_is_said_of_a_cramp_stays_out_of_the_log() {
        let said = Said {
            note: Note::new("both knees"),
            ..Said::default()
        };
        assert!(!format!("{said:?}").contains("knees"));
    }
}
