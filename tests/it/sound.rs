//! Sound of the true binary, with a voice that speaks into a pipe.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::tty::{Fate, Tty};

/// Says what it was given and never ends, nor does what it has started; both keep the pipe open.
const HANGS: &str =
    r#"exec 3>"$PIPE"; trap "" TERM HUP; sleep 1000 & read -r words; echo "$words" >&3; wait"#;

/// A voice that is being listened to.
struct Voice {
    folder: TempDir,
    pipe: BufReader<File>,
    /// Keeps the pipe open between one voice and the next.
    open: File,
}

impl Voice {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let pipe = folder.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
        let open = File::options().read(true).write(true).open(&pipe).unwrap();
        let pipe = BufReader::new(File::open(&pipe).unwrap());
        Self { folder, pipe, open }
    }

    /// Waits for its next words.
    fn heard(&mut self) -> String {
        let mut line = String::new();
        self.pipe.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// Waits until nobody speaks any more, and returns what was still begun.
    fn ends(self) -> String {
        let Self { mut pipe, open, .. } = self;
        drop(open);
        let mut rest = String::new();
        pipe.read_to_string(&mut rest).unwrap();
        rest
    }
}

/// Runs `uncramp` with that voice.
fn uncramp(voice: &Voice, script: &str, args: &str) -> Tty {
    let settings = format!("voice = ['sh', '-c', '{script}']");
    let script = format!(
        r#"mkdir -p .config/uncramp; echo "$SETTINGS" >.config/uncramp/config.toml; exec "$0" {args}"#
    );
    let pipe = voice.folder.path().join("pipe");
    Tty::shell(
        &script,
        &[
            ("SETTINGS", OsStr::new(&settings)),
            ("PIPE", pipe.as_os_str()),
        ],
    )
}

#[test]
fn a_voice_that_hangs_holds_nothing_up_and_ends_with_the_program() {
    let mut voice = Voice::new();
    let mut tty = uncramp(&voice, HANGS, "now --voice");
    assert_eq!(voice.heard(), "Toes up to shin.");
    // The step after it replaces what hangs, and says its own words.
    tty.press("\x1b[C");
    assert_eq!(voice.heard(), "Stand up, hold chair.");
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    assert_eq!(voice.ends(), "");
    tty.assert_restored();
}

#[test]
fn no_voice_outlives_a_signal_or_a_terminal_that_has_gone() {
    for signal in [
        Some(Signal::TERM),
        Some(Signal::HUP),
        Some(Signal::KILL),
        None,
    ] {
        let mut voice = Voice::new();
        let mut tty = uncramp(&voice, HANGS, "now --voice");
        voice.heard();
        match signal {
            Some(signal) => tty.signal(signal),
            None => tty.hang_up(),
        }
        let rest = voice.ends();
        // portable-pty presses ENTER before it hangs up, and that asks whether it eased.
        let asks = signal.is_none() && rest.starts_with("Better?") && rest.lines().count() == 1;
        assert!(rest.is_empty() || asks, "{rest}");
    }
}

#[test]
fn where_no_voice_speaks_one_line_says_so_and_the_session_goes_on() {
    // Nothing else is found: no program has this path.
    let script = r#"mkdir -p .config/uncramp; echo "voice = ['nobody']" >.config/uncramp/config.toml
        PATH=/nowhere exec "$0" now --voice"#;
    let mut tty = Tty::shell(script, &[]);
    tty.wait_for("No sound here");
    tty.wait_for_frames(2);
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
}

#[test]
fn plain_lines_and_the_voice_say_the_same() {
    let mut voice = Voice::new();
    let mut tty = uncramp(&voice, HANGS, "now --plain --voice");
    let words = voice.heard();
    tty.wait("the words", |state| state.told(&words));
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
}

#[test]
fn silence_takes_no_thread() {
    let mut tty = Tty::uncramp(&["now"]);
    tty.wait_for_first_frame();
    tty.wait_for_frames(2);
    assert!(!tty.threads().contains(&"sound".to_owned()));
    tty.press("m");
    tty.wait_for("Sound: tones");
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
}

#[test]
fn the_bell_rings_where_a_tone_would_and_only_where_it_is_asked_for() {
    for (settings, rings) in [("night_sound = 'bell'", true), ("", false)] {
        let script = r#"mkdir -p .config/uncramp; echo "$SETTINGS" >.config/uncramp/config.toml; exec "$0" now"#;
        let mut tty = Tty::shell(script, &[("SETTINGS", OsStr::new(settings))]);
        tty.wait_for("Pull your toes up");
        tty.press("q");
        assert_eq!(tty.wait_for_end(), Fate::Exited(0));
        assert_eq!(
            tty.look(|state| state.bytes.contains(&7)),
            rings,
            "{settings}"
        );
    }
}
