//! The program: arguments in, exit code out.

use std::env;
use std::process::ExitCode;

use uncramp::cli;
use uncramp::io::output::warn_stderr;

fn main() -> ExitCode {
    cli::run(env::args_os()).unwrap_or_else(|error| {
        warn_stderr(&format!("error: {error:#}"));
        ExitCode::FAILURE
    })
}
