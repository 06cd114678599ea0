//! A process that only waits: when the program is gone and has not given the terminal back, because
//! it was killed or ran out of memory, this does.
//!
//! It is a shell, which is there anyway and takes a few hundred kilobytes of its own.

use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use rustix::event::{Timespec, poll};
use rustix::termios::{InputModes, LocalModes, OutputModes, Termios};

/// A line says that the terminal was given back, and the end of its input that nobody did.
const SCRIPT: &str = r#"trap '' HUP INT QUIT TERM TSTP TTIN TTOU
read -r line && exit
exec </dev/tty >/dev/tty
printf %s "$1"
shift
[ $# -eq 0 ] || exec stty "$@"
"#;

/// It is looked for so often at its end, so far apart.
const MOST_LOOKS: u32 = 40;
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 500_000,
};

/// The process, as long as the terminal is taken.
#[derive(Debug)]
pub(super) struct Guardian(Child);

impl Guardian {
    /// Starts it, to write `restore` and to set the line as it was `before`. `None` where there is no
    /// shell.
    pub(super) fn start(restore: &[u8], before: &Termios) -> Option<Self> {
        let mut shell = waiting_shell(SCRIPT);
        shell.arg(OsStr::from_bytes(restore)).args(settings(before));
        match shell.spawn() {
            Ok(child) => Some(Self(child)),
            Err(why) => {
                log::warn!("nobody guards the terminal: {why}");
                None
            }
        }
    }
}

/// A shell that reads a pipe of ours, in a process group of its own: what is done to the program's is not
/// done to it.
pub(crate) fn waiting_shell(script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", script, "sh"])
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    shell
}

impl Drop for Guardian {
    /// Lets it go: the terminal was given back.
    fn drop(&mut self) {
        if let Some(mut pipe) = self.0.stdin.take() {
            let _ = pipe.write_all(b"\n");
        }
        // It ends within a millisecond; whoever has stopped it does not hold this program up.
        for _ in 0..MOST_LOOKS {
            if !matches!(self.0.try_wait(), Ok(None)) {
                break;
            }
            let _ = poll(&mut [], Some(&LOOK));
        }
    }
}

/// What of the settings of a line is taken away to read keys, as `stty` calls it.
fn settings(before: &Termios) -> impl Iterator<Item = &'static str> {
    let (input, local) = (before.input_modes, before.local_modes);
    [
        (input.contains(InputModes::BRKINT), "brkint"),
        (input.contains(InputModes::ICRNL), "icrnl"),
        (input.contains(InputModes::INLCR), "inlcr"),
        (input.contains(InputModes::IGNCR), "igncr"),
        (input.contains(InputModes::ISTRIP), "istrip"),
        (input.contains(InputModes::IXON), "ixon"),
        (before.output_modes.contains(OutputModes::OPOST), "opost"),
        (local.contains(LocalModes::ECHO), "echo"),
        (local.contains(LocalModes::ICANON), "icanon"),
        (local.contains(LocalModes::ISIG), "isig"),
        (local.contains(LocalModes::IEXTEN), "iexten"),
    ]
    .into_iter()
    .filter_map(|(was_set, name)| was_set.then_some(name))
}
