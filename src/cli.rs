//! The command line: arguments -> one command -> one function.

mod args;
mod list;
mod paths;
mod show;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser};

use crate::io::files::{self, Places};
use crate::io::log;
use crate::io::output::{complain, generated, out};
use args::{Args, Command};

/// Does what the arguments ask for; the first of them is the program's name.
///
/// # Errors
/// It could not be done; the words are for the user.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Result<ExitCode> {
    match Args::try_parse_from(args) {
        Ok(args) => command(args),
        Err(answer) if answer.use_stderr() => {
            complain(&answer.render().to_string());
            Ok(ExitCode::from(2))
        }
        Err(help) => out(&help.render().to_string()).map(|()| ExitCode::SUCCESS),
    }
}
