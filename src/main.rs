//! The program: arguments in, exit code out.

use std::env;
use std::process::ExitCode;

use uncramp::cli;
use uncramp::io::output::complain;

fn main() -> ExitCode {
    cli::run(env::args_os()).unwrap_or_else(|error| {
        complain(&format!("error: {error:#}"));
        ExitCode::FAILURE
    })
}
