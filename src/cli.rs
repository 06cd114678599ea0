//! The command line: arguments -> one command -> one function.

mod args;
mod ask;
pub mod check;
mod completions;
mod diary;
mod environment;
mod list;
mod man;
mod paths;
mod pose;
mod report;
mod run;
mod show;
mod sound;
mod spot;
mod words;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap_complete::Shell;
use log::LevelFilter;

use crate::figure::poses::Poses;
use crate::io::files::{self, Folder, Places};
use crate::io::log as log_file;
use crate::io::output::{out, print_raw, survive_full_files, warn_stderr};
use crate::routine::hidden::shown;
use crate::routine::library::Library;
use crate::timer;
use crate::ui::InitialScreen;
use args::{Args, CliCommand};
use environment::Environment;
use words::note;

/// Does what the arguments ask for; the first of them is the program's name.
///
/// # Errors
/// It could not be done; the words are for the user.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Result<ExitCode> {
    survive_full_files()?;
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(args) = Args::parse_fast_path(&args) {
        return dispatch(args);
    }
    let parse = |args: &[OsString]| {
        let matches = Args::parser().try_get_matches_from(args)?;
        Args::from_arg_matches(&matches)
    };
    let parsed = parse(&args).or_else(|answer| {
        let word = match answer.get(ContextKind::InvalidSubcommand) {
            Some(ContextValue::String(word)) => spot::meant_for_now(&args, word),
            _ if answer.kind() == ErrorKind::UnknownArgument => spot::without_dashes(&args),
            _ => None,
        };
        let again = word.and_then(|args| parse(&args).ok());
        again.ok_or(answer)
    });
    match parsed {
        Ok(args) => dispatch(args),
        Err(answer) if answer.use_stderr() => {
            warn_stderr(&answer.render().to_string());
            Ok(ExitCode::from(2))
        }
        Err(help) => out(&help.render().to_string()).map(|()| ExitCode::SUCCESS),
    }
}

fn dispatch(Args { command, flags }: Args) -> Result<ExitCode> {
    if let Some(Err(why)) = flags.log.map(start_log) {
        // A cramp waits for no log.
        match &command {
            Some(CliCommand::Now { .. }) => warn_stderr(&format!("note: {why:#}")),
            _ => return Err(why),
        }
    }
    log::info!("{command:?} {flags:?}");
    match command {
        None => return run::open(InitialScreen::Home, &flags),
        Some(CliCommand::Now { words }) => return run::now(&words, &flags),
        Some(CliCommand::Bedtime) => return run::bedtime(&flags),
        Some(CliCommand::Nights) => return run::open(InitialScreen::Nights, &flags),
        Some(CliCommand::Run { routine }) => return run::routine(&routine, &flags),
        Some(CliCommand::Ask(args)) => return ask::ask(&args, &flags),
        Some(CliCommand::Profile) => return run::open(InitialScreen::Safety, &flags),
        Some(CliCommand::Check { paths }) => return check(&paths),
        Some(CliCommand::ImportRoutine { file, workout }) => {
            import_routine(&file, workout.as_deref())?;
        }
        Some(CliCommand::Pose(command)) => return pose::pose(command, &flags),
        Some(CliCommand::Diary(command)) => return diary::diary(command),
        Some(CliCommand::List { json }) => list::list(&library(), json)?,
        Some(CliCommand::Show { id }) => show::show(&library(), &id)?,
        Some(CliCommand::Report(args)) => report::command(&args)?,
        Some(CliCommand::Completions { shell }) => completions(shell)?,
        Some(CliCommand::Man) => print_raw(&String::from_utf8(man::page(&Args::parser())?)?)?,
        Some(CliCommand::Sound) => return sound::sound(&flags),
        Some(CliCommand::Paths) => paths::paths()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn start_log(level: LevelFilter) -> Result<()> {
    let places =
        Places::find().context("no home folder is known, so there is no place for a log")?;
    log_file::start(&places.log(), level)
}

/// Every routine there is; what is odd about the user's or their place goes to standard error.
fn library() -> Library {
    let places = Places::find();
    let oddities = files::oddities(places.as_ref());
    let folder = places.map_or_else(Folder::default, |places| files::folder(&places.routines()));
    note(oddities);
    note(folder.oddities);
    Library::new(folder.files)
}

fn check(paths: &[PathBuf]) -> Result<ExitCode> {
    let places = Places::find();
    let own = places.as_ref().map(|places| {
        let own = [
            places.routines(),
            places.poses(),
            places.config(),
            places.profile(),
        ];
        own.into_iter().filter(|path| path.exists()).collect()
    });
    let paths = match paths {
        [] => own.unwrap_or_default(),
        paths => paths.to_vec(),
    };
    let poses = places.map_or_else(Folder::default, |places| files::folder(&places.poses()));
    let colour = std::io::stdout().is_terminal() && Environment::read().has_colours();
    let (report, has_errors) = check::command(&paths, &Poses::new(poses.files), colour);
    print_raw(&report)?;
    Ok(ExitCode::from(u8::from(has_errors)))
}

/// Writes the routine that another timer's file holds; what it could not say goes to standard error.
fn import_routine(file: &Path, workout: Option<&str>) -> Result<()> {
    let text = files::read_named(file);
    let carried = text.and_then(|text| timer::carry_over(&text, workout));
    let carried = carried.map_err(|why| anyhow!("{}: {why}", shown(file)))?;
    note(carried.notes);
    print_raw(&carried.toml)
}

fn completions(shell: Shell) -> Result<()> {
    let places = Places::find();
    let poses = places.map_or_else(Folder::default, |places| files::folder(&places.poses()));
    let (library, poses) = (library(), Poses::new(poses.files));
    let script = completions::script(shell, Args::parser(), &library, &poses);
    print_raw(&String::from_utf8(script)?)
}
