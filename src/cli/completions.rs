//! `uncramp completions`: a script for a shell.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

use crate::figure::poses::Poses;
use crate::routine::library::Library;
use crate::session::spot::Spot;

/// Offers the spots, routines and poses that there are now, and nothing that the help hides.
pub(super) fn script(shell: Shell, parser: Command, library: &Library, poses: &Poses) -> Vec<u8> {
    let entries = library.listing().entries.iter();
    let routines: Vec<_> = entries
        .map(|entry| entry.routine.id.as_str().to_owned())
        .collect();
    let poses: Vec<_> = poses.ids().map(|id| id.as_str().to_owned()).collect();
    let offer = |name: &'static str, ids: &[String]| {
        let ids = ids.to_owned();
        move |command: Command| {
            command.mut_arg(name, |arg| {
                arg.value_parser(PossibleValuesParser::new(ids.clone()))
            })
        }
    };
    let spots: Vec<_> = Spot::ALL
        .iter()
        .map(|spot| spot.name().to_owned())
        .collect();
    let mut parser = parser
        .mut_subcommand("now", offer("words", &spots))
        .mut_subcommand("run", offer("routine", &routines))
        .mut_subcommand("show", offer("id", &routines))
        .mut_subcommand("pose", |pose| {
            pose.mut_subcommand("show", offer("pose", &poses))
        });
    parser.build();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut shown(&parser), "uncramp", &mut script);
    script
}

/// The command without what is hidden. Generators offer that too.
fn shown(command: &Command) -> Command {
    // The copy makes its own of these.
    let own = |name: &str| matches!(name, "help" | "version");
    let args = command.get_arguments();
    let args = args.filter(|arg| !arg.is_hide_set() && !own(arg.get_id().as_str()));
    let commands = command.get_subcommands();
    let commands = commands.filter(|command| !own(command.get_name()));
    let mut copy = Command::new(command.get_name().to_owned())
        // Every command has its own copy of what is taken everywhere.
        .args(args.map(|arg: &Arg| arg.clone().global(false)))
        .subcommands(commands.map(shown));
    if let Some(version) = command.get_version() {
        copy = copy.version(version.to_owned());
    }
    match command.get_about() {
        Some(about) => copy.about(about.clone()),
        None => copy,
    }
}
