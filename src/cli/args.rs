//! The words of the command line.

pub(crate) mod diary;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args as _, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use log::LevelFilter;
use ratatui::layout::Size;

use diary::DiaryCommand;

use crate::diary::report::ReportFormat;
use crate::diary::value::Note;
use crate::night::Night;
use crate::session::speech::Pace;
use crate::settings::{FigureChoice, GlyphChoice, Motion, SoundChoice, ThemeChoice};
use crate::ui::figure::LEAST;

/// The largest picture that is drawn, in cells.
const LARGEST: Size = Size::new(400, 200);

/// The commands that have no screen.
const SCREENLESS: [&str; 10] = [
    "list",
    "show",
    "check",
    "import-routine",
    "diary",
    "report",
    "completions",
    "man",
    "paths",
    "sound",
];

/// A terminal coach for night leg cramps: relief at once, a calm stretch before bed
///
/// Without a command it opens the home screen, where ENTER starts relief.
#[derive(Debug, Parser)]
#[command(name = "uncramp", version)]
pub(super) struct Args {
    /// What to do; the home screen if nothing is said.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// How, for this run.
    #[command(flatten)]
    pub flags: Flags,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum CliCommand {
    /// A cramp, now: the first relief step runs at once
    Now {
        /// Where it cramps, such as `calf`, `foot`, `thigh`, `inner-thigh`, `shin` or `both legs`;
        /// `bed` for relief without standing up. No word keeps relief from starting
        words: Vec<OsString>,
    },
    /// The routine before bed
    Bedtime,
    /// Any routine, by its id or from a file
    Run {
        /// An id from `uncramp list`, a file, with a `/` or `.toml` in it, or `-` for standard input
        #[arg(value_name = "ID|FILE|-")]
        routine: String,
    },
    /// Your nights, and what they come to
    Nights,
    /// What routines there are
    List {
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// One routine: its steps, cautions and sources
    Show {
        /// An id from `uncramp list`
        id: String,
    },
    /// Your question, answered: what cramps are, what helps, what is known of a remedy
    Ask(AskArgs),
    /// The safety questions: what you answer decides which steps you are led to
    Profile,
    /// The figure's poses: what there is, one as a picture, or your own while you write it
    #[command(subcommand)]
    Pose(PoseCommand),
    /// Every problem in files of routines and poses, in the settings and the safety answers
    Check {
        /// Files and folders; all of your own if none is given
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// A routine out of what another interval timer has saved as JSON
    ImportRoutine {
        /// That file, or `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The title of the workout, where the file has several
        #[arg(value_name = "WORKOUT")]
        workout: Option<String>,
    },
    /// The diary: look at it, add to it, change it, take it elsewhere
    #[command(subcommand)]
    Diary(DiaryCommand),
    /// The diary on one page, for a doctor
    Report(Box<ReportArgs>),
    /// A completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual page, for `man -l -`
    Man,
    /// Whether tones and a voice can be heard here, and what to install if not
    Sound,
    /// Where settings, own routines, the diary and the log live
    Paths,
}

/// What is asked.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct AskArgs {
    /// What you want to know, such as `magnesium`; every question there is if nothing is said
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only the questions that fit
    #[arg(long)]
    pub list: bool,
    /// Is it a cramp? Five troubles side by side
    #[arg(long, conflicts_with_all = ["words", "list"])]
    pub board: bool,
    /// As JSON, for other programs
    #[arg(long)]
    pub json: bool,
}

/// Of which nights the page is, in what form, and what it says of the person.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ReportArgs {
    /// The first night; the beginning of the diary, up to 16 weeks back, if nothing is said
    #[arg(long, value_name = "DATE", value_parser = night)]
    pub from: Option<Night>,
    /// The last night; the last one that is over or has an entry, if nothing is said
    #[arg(long, value_name = "DATE", value_parser = night)]
    pub to: Option<Night>,
    /// The form; what the name of the file suggests, or text
    #[arg(long, value_name = "FORM", value_parser = one_of(ReportFormat::ALL, ReportFormat::name))]
    pub format: Option<ReportFormat>,
    /// A file that only you may read, in place of standard output
    #[arg(long, value_name = "FILE", value_parser = file(), group = "file")]
    pub out: Option<PathBuf>,
    /// A PDF that only you may read, printed by the Chromium or Chrome that is installed
    #[arg(long, value_name = "FILE", value_parser = file(), group = "file", conflicts_with = "format")]
    pub pdf: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "file")]
    pub force: bool,
    /// Leave out what you answered to the questions of `uncramp profile`
    #[arg(long)]
    pub without_profile: bool,
    /// Leave out your own words for what helped and what you did of an evening
    #[arg(long)]
    pub without_own_words: bool,
    /// Name or initials; a line to write them on if nothing is said
    #[arg(long, value_name = "TEXT", value_parser = said, allow_hyphen_values = true)]
    pub name: Option<PrivateText>,
    /// Age, such as "60 to 69"
    #[arg(long, value_name = "TEXT", value_parser = said, allow_hyphen_values = true)]
    pub age: Option<PrivateText>,
    /// Pregnant, such as "20 weeks"
    #[arg(long, value_name = "TEXT", value_parser = said, allow_hyphen_values = true)]
    pub pregnancy: Option<PrivateText>,
    /// An illness; may be given more than once
    #[arg(long = "condition", value_name = "TEXT", value_parser = said, allow_hyphen_values = true)]
    pub conditions: Vec<PrivateText>,
    /// A medicine with its dose and since when; may be given more than once
    #[arg(long = "medicine", value_name = "TEXT", value_parser = said, allow_hyphen_values = true)]
    pub medicines: Vec<PrivateText>,
}

/// What a person says of themselves; no log shows it.
#[derive(Clone)]
pub(super) struct PrivateText(pub Note);

impl fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

fn said(text: &str) -> Result<PrivateText, String> {
    note(text).map(PrivateText)
}

/// Some words of a person, none of them cut off.
fn note(text: &str) -> Result<Note, String> {
    match text.trim().chars().count() {
        // Words may begin with a dash; with two of them they are the next option.
        _ if text.starts_with("--") => Err("expected some words before the next option".to_owned()),
        found if found > Note::LONGEST => Err(format!(
            "found {found} characters, expected at most {}",
            Note::LONGEST
        )),
        _ => Note::new(text).ok_or_else(|| "expected some words".to_owned()),
    }
}

/// A file to be written, which standard output is not.
fn file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        if path == Path::new("-") || path == Path::new("/dev/stdout") {
            Err("expected the name of a file; without `--out` it goes to standard output")
        } else {
            Ok(path)
        }
    })
}

/// The night whose evening is on that day.
fn night(text: &str) -> Result<Night, String> {
    Night::parse(text).ok_or_else(|| "expected the day of an evening such as 2026-11-21".to_owned())
}

/// What to do with poses.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum PoseCommand {
    /// What poses there are
    List {
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// One pose as a picture, of ordinary text in a pipe
    Show(PoseShow),
    /// Your own pose while you write it: drawn anew whenever the file is saved
    Watch {
        /// The file; it may not be there yet
        file: PathBuf,
    },
}

/// One pose as a picture.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct PoseShow {
    /// An id from `uncramp pose list`, or a file: with a `/` or `.toml` in it
    #[arg(value_name = "ID|FILE")]
    pub pose: String,
    /// A key frame by its name; the last if none is given
    #[arg(long, value_name = "NAME")]
    pub frame: Option<String>,
    /// Columns and rows; as wide as the terminal, up to 60, if nothing is said
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<Size>,
    /// Facing left, for the left leg
    #[arg(long)]
    pub mirror: bool,
}

/// The size of a picture that is written as `46x18`.
fn size(text: &str) -> Result<Size, String> {
    let read = |part: &str| part.parse::<u16>().ok();
    text.split_once('x')
        .and_then(|(width, height)| Some(Size::new(read(width)?, read(height)?)))
        .filter(|size| (LEAST.width..=LARGEST.width).contains(&size.width))
        .filter(|size| (LEAST.height..=LARGEST.height).contains(&size.height))
        .ok_or_else(|| format!("expected columns x rows from {LEAST} to {LARGEST}, such as 46x18"))
}

impl Args {
    /// The whole command line. The flags for screens are taken everywhere, and shown where there is
    /// a screen.
    pub(super) fn parser() -> clap::Command {
        let flags = Flags::augment_args(clap::Command::default());
        let flags = flags.get_arguments().filter(|flag| flag.get_id() != "log");
        let hidden: Vec<Arg> = flags.map(|flag| flag.clone().hide(true)).collect();
        let all = <Self as CommandFactory>::command();
        SCREENLESS.iter().fold(all, |all, name| {
            all.mut_subcommand(name, |command| command.args(&hidden))
        })
    }

    /// What is typed at night, read without the parser, which takes a tenth of the time to the
    /// first frame; `None` for everything else.
    pub(super) fn parse_fast_path(words: &[OsString]) -> Option<Self> {
        let words: Option<Vec<&str>> = words.iter().skip(1).map(|word| word.to_str()).collect();
        let mut words = words?;
        // A key by the bed may ask for a voice.
        let voice = words.last() == Some(&"--voice");
        words.truncate(words.len() - usize::from(voice));
        let command = match words[..] {
            [] => None,
            [now, ref words @ ..] if now.eq_ignore_ascii_case("now") => {
                if words.iter().any(|word| word.starts_with('-')) {
                    return None;
                }
                let words = words.iter().map(OsString::from).collect();
                Some(CliCommand::Now { words })
            }
            ["bedtime"] => Some(CliCommand::Bedtime),
            _ => return None,
        };
        let flags = Flags {
            heard: SoundArgs {
                voice,
                ..SoundArgs::default()
            },
            ..Flags::default()
        };
        Some(Self { command, flags })
    }
}

/// What a flag says goes before the settings, for one run.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Flags {
    /// Colours
    #[arg(long, global = true, value_name = "THEME", value_parser = one_of(ThemeChoice::ALL, ThemeChoice::name))]
    pub theme: Option<ThemeChoice>,
    /// How much the figure moves
    #[arg(long, global = true, value_name = "MOTION", value_parser = one_of(Motion::ALL, Motion::name))]
    pub motion: Option<Motion>,
    /// What figures and huge letters are made of
    #[arg(long, global = true, value_name = "GLYPHS", value_parser = one_of(GlyphChoice::ALL, GlyphChoice::name))]
    pub glyphs: Option<GlyphChoice>,
    /// What the figure is drawn in
    #[arg(long, global = true, value_name = "FIGURE", value_parser = one_of(FigureChoice::ALL, FigureChoice::name))]
    pub figure: Option<FigureChoice>,
    /// Plain lines instead of a screen, for screen readers and pipes
    #[arg(long, global = true)]
    pub plain: bool,
    /// What is heard
    #[command(flatten)]
    pub heard: SoundArgs,
    /// How fast words are told: slow, normal, fast, or words a minute
    #[arg(long, global = true, value_name = "PACE", value_parser = pace)]
    pub pace: Option<Pace>,
    /// So many seconds pass in one
    #[arg(long, global = true, hide = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub speed: Option<u32>,
    /// Write a log file: error, warn, info, debug or trace
    #[arg(long, global = true, value_name = "LEVEL", ignore_case = true)]
    pub log: Option<LevelFilter>,
}

/// What is heard in this run, at any hour.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[group(multiple = false)]
pub(super) struct SoundArgs {
    /// A voice says what to do
    #[arg(long, global = true)]
    pub voice: bool,
    /// Tones where something begins or ends
    #[arg(long, global = true)]
    pub tones: bool,
    /// No sound
    #[arg(long, global = true)]
    pub quiet: bool,
}

impl SoundArgs {
    /// What was said, if anything.
    pub(super) fn choice(self) -> Option<SoundChoice> {
        match (self.quiet, self.tones, self.voice) {
            (true, ..) => Some(SoundChoice::Off),
            (_, true, _) => Some(SoundChoice::Tones),
            (.., true) => Some(SoundChoice::Voice),
            (false, false, false) => None,
        }
    }
}

/// How fast words are told: by name, or in words a minute.
fn pace(text: &str) -> Result<Pace, String> {
    let pace = match text {
        "slow" => Some(Pace::SLOW),
        "normal" => Some(Pace::NORMAL),
        "fast" => Some(Pace::FAST),
        words => words.parse().ok().and_then(Pace::new),
    };
    pace.ok_or_else(|| {
        let (least, most) = (Pace::LEAST, Pace::MOST);
        format!("expected slow, normal, fast, or {least} to {most} words a minute")
    })
}

/// One of our own named values.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(move |value| name(*value))).map(move |text| {
        let named = all.iter().find(|value| name(**value) == text);
        *named.expect("clap let only these names pass")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_at_night_means_what_the_parser_says() {
        for line in [
            "uncramp",
            "uncramp now",
            "uncramp now foot",
            "uncramp now bed",
            "uncramp now elbow",
            "uncramp now both legs",
            "uncramp bedtime",
            "uncramp now --voice",
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let parsed = Args::try_parse_from(&words).unwrap();
            let short = Args::parse_fast_path(&words).unwrap();
            assert_eq!(format!("{short:?}"), format!("{parsed:?}"));
        }
        for line in ["uncramp now --plain", "uncramp list", "uncramp nwo"] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(Args::parse_fast_path(&words).is_none(), "{line}");
        }
    }
}
