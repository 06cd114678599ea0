//! The words of `uncramp diary`.

mod value;

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::{file, night, note};
use crate::diary::choice::{CrampMuscle, CrampSide, Help, Sign, Trigger};
use crate::diary::value::{Note, Response, Score, Seconds};
use crate::diary::when::Order;
use crate::diary::word::{Own, Word};
use crate::night::Night;
pub(crate) use value::At;
use value::{
    ago, at, count, minutes, named, order, own_words, plain_yes_or_no, score, some_listed, some_of,
    words_of, yes_or_no,
};

/// What to do with the diary.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum DiaryCommand {
    /// Write down a cramp that the program did not see
    Add(CrampSaid),
    /// Write down how a night was, with cramps or without
    #[command(override_usage = "uncramp diary night [DATE] <OPTIONS>")]
    Night {
        /// The day of its evening, such as 2026-11-21; last night if nothing is said
        #[arg(value_name = "DATE", value_parser = night)]
        night: Option<Night>,
        #[command(flatten)]
        said: NightSaid,
        /// Take back what was said
        #[arg(long, value_name = "LIST", group = "NightSaid", value_delimiter = ',', value_parser = words_of::<NightSaid>(&[]))]
        clear: Vec<String>,
    },
    /// All entries, the latest last
    List {
        #[command(flatten)]
        nights: NightRange,
        /// What was deleted, in place of what is there
        #[arg(long)]
        deleted: bool,
    },
    /// All that is known of an entry or of a night
    Show {
        /// An id or its beginning, `last` for the cramp that began last, or a night such as
        /// 2026-11-21
        #[arg(value_name = "ID|last|DATE")]
        which: String,
    },
    /// Change what is said of a cramp
    #[command(override_usage = "uncramp diary edit <ID|last> <OPTIONS>")]
    Edit {
        /// An id or its beginning, or `last` for the cramp that began last
        #[arg(value_name = "ID|last", requires = "CrampSaid")]
        which: String,
        #[command(flatten)]
        said: CrampSaid,
        /// Take back what was said
        #[arg(long, value_name = "LIST", group = "CrampSaid", value_delimiter = ',', value_parser = words_of::<CrampSaid>(&["at", "ago", "apart", "sure"]))]
        clear: Vec<String>,
    },
    /// Delete an entry; `undo` brings it back
    #[command(aliases = ["rm", "remove"])]
    Delete {
        /// An id or its beginning, or `last` for the cramp that began last
        #[arg(value_name = "ID|last")]
        which: String,
    },
    /// Take back the last change; again, and it is as before
    Undo {
        /// An id or its beginning, deleted or not: the last change of that entry
        #[arg(value_name = "ID|last")]
        which: Option<String>,
    },
    /// All entries but the deleted, for a copy or for another program
    Export(ExportArgs),
    /// Take in an export, a copy of a diary, or the table of another; a second time adds nothing
    Import(ImportArgs),
    /// Every line that cannot be read, whole or in part
    Check,
    /// Move what cannot be read into a file beside the diary
    Mend,
    /// Where the diary is
    Path,
    /// Remove the whole diary for ever; it asks first
    Wipe {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// Of which nights.
#[derive(Debug, Clone, Args)]
pub(crate) struct NightRange {
    /// The first night, by the day of its evening
    #[arg(long, value_name = "DATE", value_parser = night)]
    from: Option<Night>,
    /// The last night, by the day of its evening
    #[arg(long, value_name = "DATE", value_parser = night)]
    to: Option<Night>,
}

impl NightRange {
    /// Whether a night is one of them, or what is of no night is asked for too: where all is.
    pub(crate) fn has(&self, night: Option<Night>) -> bool {
        let is_from = |from| night.is_some_and(|night| from <= night);
        let is_to = |to| night.is_some_and(|night| night <= to);
        self.from.is_none_or(is_from) && self.to.is_none_or(is_to)
    }
}

/// What is exported, and where to.
#[derive(Debug, Clone, Args)]
pub(crate) struct ExportArgs {
    /// In what form
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: Format,
    /// A file that only you may read, in place of standard output
    #[arg(long, value_name = "FILE", value_parser = file())]
    pub out: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
    #[command(flatten)]
    pub nights: NightRange,
    /// Leave out what you wrote in your own words, or your medicines
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = ["note", "medicine"])]
    pub without: Vec<String>,
}

/// What is imported, and how.
#[derive(Debug, Clone, Args)]
pub(crate) struct ImportArgs {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE|-")]
    pub file: PathBuf,
    /// Say what would be added, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// In a table: what comes first in dates such as 03/11/26, if they do not tell it
    #[arg(long, value_name = "ORDER", value_parser = order())]
    pub dates: Option<Order>,
    /// It is of another diary, and of the same person
    #[arg(long)]
    pub as_mine: bool,
}

/// What a person says of a cramp.
#[derive(Clone, Default, Args)]
pub(crate) struct CrampSaid {
    /// When it began: `03:10`, `3am`, `yesterday 23:40`, or with its date `2026-11-22T03:10`
    #[arg(long, value_name = "TIME", value_parser = at, conflicts_with = "ago")]
    pub at: Option<At>,
    /// About how long ago it began, such as `40`, which is minutes, `1h30` or `2d`
    #[arg(long, value_name = "TIME", value_parser = ago, allow_hyphen_values = true)]
    pub ago: Option<Duration>,
    /// Whether it was a cramp of its own, although it began within ten minutes of another
    #[arg(long, value_name = "ANSWER", value_parser = plain_yes_or_no())]
    pub apart: Option<bool>,
    /// It is meant as it stands, although it is longer than an hour, or began within ten minutes of
    /// another: then it is the same cramp, come back
    #[arg(long, visible_alias = "again")]
    pub sure: bool,
    /// Which leg
    #[arg(long, value_name = "SIDE", value_parser = named(CrampSide::ALL, CrampSide::name, CrampSide::words))]
    pub side: Option<Response<CrampSide>>,
    /// Which muscle
    #[arg(long, value_name = "MUSCLE", value_parser = named(CrampMuscle::ALL, CrampMuscle::name, CrampMuscle::words))]
    pub muscle: Option<Response<CrampMuscle>>,
    /// How long it lasted, in minutes, or `unknown`
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    pub minutes: Option<Response<Seconds>>,
    /// How bad it was at its worst, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub severity: Option<Response<Score>>,
    /// Whether it woke you
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub woke: Option<Response<bool>>,
    /// How much sleep it cost, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub sleep_lost: Option<Response<Score>>,
    /// How sore the muscle was on the next day, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub soreness: Option<Response<Score>>,
    /// What helped: one or more of these, or your own words, with commas between them
    #[arg(long, value_name = "LIST", value_parser = some_of(Help::ALL, Help::name, Help::words))]
    pub helped: Option<Response<BTreeSet<Word<Help>>>>,
    /// What may have brought it on: one or more of these, or your own words, with commas between them
    #[arg(long, value_name = "LIST", value_parser = some_of(Trigger::ALL, Trigger::name, Trigger::words))]
    pub triggers: Option<Response<BTreeSet<Word<Trigger>>>>,
    /// Warning signs: one or more, with commas between them
    #[arg(long, value_name = "LIST", value_parser = some_listed(Sign::ALL, Sign::name, Sign::words))]
    pub signs: Option<Response<BTreeSet<Sign>>>,
    /// Medicines, in 280 characters at most
    #[arg(long, value_name = "TEXT", value_parser = note, allow_hyphen_values = true)]
    pub medicine: Option<Note>,
    /// Anything else, in 280 characters at most
    #[arg(long, value_name = "TEXT", value_parser = note, allow_hyphen_values = true)]
    pub note: Option<Note>,
}

/// What a person says of a night.
#[derive(Clone, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct NightSaid {
    /// How many cramps there were, those with an entry of their own among them; `0` for none
    #[arg(long, value_name = "NUMBER", value_parser = count)]
    pub cramps: Option<Response<u8>>,
    /// How much sleep was lost, 0 to 10, or `unknown`
    #[arg(long, value_name = "0-10", value_parser = score)]
    pub sleep_lost: Option<Response<Score>>,
    /// Whether the next day was a tired one
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub tired: Option<Response<bool>>,
    /// Whether the legs were stretched before bed
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub stretched: Option<Response<bool>>,
    /// Whether the covers were heavy or tight
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub heavy_covers: Option<Response<bool>>,
    /// Whether there was too little to drink
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub little_drink: Option<Response<bool>>,
    /// Whether there was alcohol
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub alcohol: Option<Response<bool>>,
    /// Whether there was hard exercise on the day
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no())]
    pub hard_exercise: Option<Response<bool>>,
    /// What else was done or taken that evening, in your own words, with commas between them; or
    /// `none`
    #[arg(long, value_name = "LIST", value_parser = own_words)]
    pub with: Option<Response<BTreeSet<Own>>>,
    /// Anything else, in 280 characters at most
    #[arg(long, value_name = "TEXT", value_parser = note, allow_hyphen_values = true)]
    pub note: Option<Note>,
}

/// What a person says of their body is for no log.
impl fmt::Debug for CrampSaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl fmt::Debug for NightSaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// In what form the diary is exported.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object on a line; it can be imported again
    Jsonl,
    /// A table for a spreadsheet; it can be imported again, too
    Csv,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_cramp_stays_out_of_the_log() {
        let said = CrampSaid {
            note: Note::new("both knees"),
            ..CrampSaid::default()
        };
        assert!(!format!("{said:?}").contains("knees"));
    }
}
