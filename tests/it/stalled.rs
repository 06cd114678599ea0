//! A terminal that takes no more output.

use rustix::process::Signal;

use crate::terminal::{quit, relief};
use crate::tty::{Fate, HELP, SIZE, Tty};

/// Lets the program draw until the terminal takes no more.
fn fill(tty: &Tty) {
    tty.hold();
    let (columns, rows) = SIZE;
    while !tty.threads().iter().any(|name| name == "output") {
        tty.resize(columns * 3, rows * 3);
        tty.resize(columns, rows);
    }
}

#[test]
fn a_full_terminal_does_not_hold_up_the_end() {
    for signal in [None, Some(Signal::TERM)] {
        let mut tty = relief();
        fill(&tty);
        let fate = match signal {
            None => {
                tty.press("q");
                Fate::Exited(0)
            }
            Some(signal) => {
                tty.signal(signal);
                Fate::Exited(143)
            }
        };
        tty.wait("the end", |state| state.fate == fate);
        tty.go_on();
        tty.wait_for_end();
        tty.assert_restored();
    }
}

#[test]
fn a_terminal_that_was_full_shows_the_present() {
    let tty = relief();
    fill(&tty);
    tty.stop_for_a_while();
    tty.go_on();
    tty.wait_for("Away for");
    tty.wait_for(HELP);
    quit(tty);
}

#[test]
fn a_terminal_that_goes_while_it_is_full_ends_the_program() {
    let mut tty = relief();
    fill(&tty);
    tty.hang_up();
    assert_eq!(tty.wait_for_end(), Fate::Exited(129));
}
