//! Lines instead of a screen.

use std::ffi::OsStr;

use rustix::process::Signal;

use crate::tty::{Fate, State, Tty};

fn is_plain(state: &State) -> bool {
    !state.bytes.contains(&b'\x1b')
}

#[test]
fn without_any_keyboard_lines_run_to_the_end() {
    for script in [
        r#""$0" now --speed 10000 </dev/null; echo "code $?""#,
        r#""$0" bedtime --speed 10000 </dev/null; echo "code $?""#,
    ] {
        let tty = Tty::uncontrolled(script);
        tty.wait_for_end();
        assert!(
            tty.look(|state| state.told("code 0") && is_plain(state)),
            "{script}"
        );
    }
}

#[test]
fn what_is_no_terminal_gets_lines() {
    let tty = Tty::shell(r#""$0" now --speed 10000 </dev/null | cat"#, &[]);
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    assert!(tty.look(|state| state.told("10 minutes") && is_plain(state)));
}

#[test]
fn plain_mode_takes_keys_and_gives_the_terminal_back() {
    let scripts = [
        r#"exec "$0" now"#,
        r#"exec "$0" now --plain"#,
        r#""$0" now | cat"#,
    ];
    for (script, term) in scripts.into_iter().zip(["dumb", "xterm", "xterm"]) {
        let mut tty = Tty::shell(script, &[("TERM", OsStr::new(term))]);
        tty.wait("a line", |state| state.told("\r\n"));
        assert!(tty.is_taken(), "{script}");
        // Whoever types lines ends them; the newline is no key of its own.
        tty.press("q\n");
        assert_eq!(tty.wait_for_end(), Fate::Exited(0), "{script}");
        tty.assert_restored();
        assert!(tty.look(is_plain), "{script}");
    }
}

#[test]
fn plain_mode_obeys_the_keys_that_are_signals() {
    let mut tty = Tty::uncramp(&["now", "--plain"]);
    tty.wait("a line", |state| state.told("\r\n"));
    tty.press("\x1a");
    tty.wait("the program to stop", |state| state.fate == Fate::Stopped);
    tty.assert_restored();
    tty.signal(Signal::CONT);
    tty.wait("the program to go on", |state| state.fate == Fate::Running);
    tty.press("\x03");
    assert_eq!(tty.wait_for_end(), Fate::Exited(130));
    tty.assert_restored();
}

#[test]
#[cfg(target_os = "linux")]
fn whoever_is_told_to_go_on_and_was_not_stopped_was_not_away() {
    let mut tty = Tty::uncramp(&["run", "calf-practice-daytime", "--plain", "--pace", "500"]);
    tty.wait("all that is told at first", |state| {
        state.told("ENTER starts.")
    });
    Tty::let_seconds_pass(5);
    tty.signal(Signal::CONT);
    tty.press("?");
    tty.wait("an answer", |state| state.told("swap left and right"));
    assert!(!tty.look(|state| state.told("Away for")));
    tty.signal(Signal::TERM);
    tty.wait_for_end();
}

#[test]
fn plain_mode_ends_by_a_signal() {
    let tty = Tty::shell(r#"exec "$0" now --plain </dev/null"#, &[]);
    tty.wait("a line", |state| state.told("\r\n"));
    tty.signal(Signal::TERM);
    assert_eq!(tty.wait_for_end(), Fate::Exited(143));
}

#[test]
fn lines_that_nobody_reads_are_a_quiet_end() {
    let script = r#"{ "$0" now --speed 10000 </dev/null; echo "code $?" >&2; } | head -n 1"#;
    let tty = Tty::shell(script, &[]);
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("code 0") && !state.told("error")));
}

#[test]
fn lines_that_cannot_be_written_are_a_failure() {
    let script = r#""$0" now --speed 10000 </dev/null >/dev/full; echo "code $?""#;
    let tty = Tty::shell(script, &[]);
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("code 1") && state.told("error: ")));
}
