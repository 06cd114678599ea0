//! What happens to the user's terminal.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::process::Command;

use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

use crate::tty::{Fate, HELP, SIZE, State, Tty};

/// The commands that fill the screen.
const WHOLE: [&[&str]; 3] = [&[], &["now"], &["bedtime"]];

/// Relief, with its first frame drawn.
pub fn relief() -> Tty {
    let tty = Tty::uncramp(&["now"]);
    tty.wait_for_first_frame();
    tty.wait_for(HELP);
    tty
}

/// Quits, and fails if that leaves anything behind.
pub fn quit(mut tty: Tty) {
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    tty.assert_restored();
}

#[test]
fn relief_takes_the_terminal_and_gives_it_back() {
    let tty = relief();
    assert!(tty.is_taken());
    tty.look(|state| {
        let screen = state.screen();
        assert!(screen.alternate_screen());
        assert!(screen.hide_cursor());
        assert_eq!(
            screen.mouse_protocol_mode(),
            MouseProtocolMode::PressRelease
        );
        assert_eq!(screen.mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
    });
    quit(tty);
}

#[test]
fn without_colours_relief_sends_greys_and_no_white_page() {
    let bytes = |variables: &[(&str, &OsStr)]| {
        let tty = Tty::shell("exec \"$0\" now", variables);
        tty.wait_for_first_frame();
        tty.wait_for(HELP);
        let sent = tty.look(|state| String::from_utf8_lossy(&state.bytes).into_owned());
        quit(tty);
        sent
    };
    let inks = |sent: &str| {
        let all = sent.split("8;2;").skip(1).map(|rest| {
            let end = rest.find('m').unwrap_or(rest.len());
            let numbers = rest[..end].split(';').take(3);
            numbers.map(str::to_owned).collect::<Vec<_>>()
        });
        all.collect::<Vec<_>>()
    };
    let truecolour = ("COLORTERM", OsStr::new("truecolor"));
    let is_grey = |ink: &Vec<String>| ink.iter().all(|part| *part == ink[0]);
    let without = inks(&bytes(&[truecolour, ("NO_COLOR", OsStr::new("1"))]));
    assert!(
        !without.is_empty() && without.iter().all(is_grey),
        "{without:?}"
    );
    assert!(!inks(&bytes(&[truecolour])).iter().all(is_grey));
}

#[test]
fn a_question_opens_its_card_and_in_lines_it_is_only_told() {
    let tty = Tty::uncramp(&["ask", "magnesium"]);
    tty.wait_for("no better than a dummy");
    assert!(tty.is_taken());
    quit(tty);
    let tty = Tty::uncramp(&["ask", "--plain", "magnesium"]);
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    assert!(tty.look(|state| state.told("Does magnesium help?") && !state.told("\x1b[?1049h")));
}

#[test]
fn a_window_without_pixels_is_asked_nothing_but_how_wide_a_block_is() {
    for args in WHOLE {
        let tty = Tty::uncramp(args);
        tty.wait_for_first_frame();
        for question in ["\x1b[c", "\x1b[>c", "\x1b[?u", "\x1b]11;?", "\x1bP+q"] {
            assert!(
                !tty.look(|state| state.told(question)),
                "{args:?} asks {question:?}"
            );
        }
    }
    for (named, asks) in [
        ("TERM=xterm", true),
        ("TERM=foot", false),
        ("TERM=xterm VTE_VERSION=1", false),
    ] {
        let script = format!(r#"exec env -u TERM_PROGRAM {named} LC_ALL=C.UTF-8 "$0" now"#);
        let tty = Tty::shell(&script, &[]);
        tty.wait_for_first_frame();
        assert_eq!(tty.look(|state| state.told("\x1b[6n")), asks, "{named}");
        quit(tty);
    }
}

#[test]
fn a_terminal_that_draws_blocks_two_columns_wide_gets_letters_that_hold() {
    let has_blocks =
        |tty: &Tty| tty.look(|state| state.screen().contents().contains(['█', '▌', '▀']));
    for (answer, holds) in [("\x1b[1;2R", false), ("\x1b[1;3R", true)] {
        let mut tty = Tty::shell(r#"exec env TERM=xterm LC_ALL=C.UTF-8 "$0" now"#, &[]);
        tty.wait_for_first_frame();
        assert!(has_blocks(&tty));
        tty.press(answer);
        tty.wait_for_frames(2);
        assert_eq!(has_blocks(&tty), !holds, "{answer:?}");
        quit(tty);
    }
}

#[test]
fn the_console_has_the_colours_of_the_night_and_then_its_own_again() {
    let script = r#"exec env TERM=linux "$0" now"#;
    for end in ["q", "\x03", "\x1a"] {
        let mut tty = Tty::shell(script, &[]);
        tty.wait_for_first_frame();
        assert!(tty.look(|state| state.told("\x1b]P0000000") && state.told("\x1b]Pfff8c00")));
        tty.press(end);
        tty.wait("the main screen", |state| state.told("\x1b[?1049l"));
        tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            let (_, last) = bytes.rsplit_once("\x1b]").unwrap();
            assert!(
                last.starts_with('R') && last.contains("\x1b[?1049l"),
                "{last:?}"
            );
        });
    }
    for script in [
        r#"exec "$0" now"#,
        r#"exec env TERM=linux "$0" now --theme mono"#,
    ] {
        let tty = Tty::shell(script, &[]);
        tty.wait_for_first_frame();
        assert!(
            !tty.look(|state| state.told("\x1b]P") || state.told("\x1b]R")),
            "{script}"
        );
        quit(tty);
    }
}

#[test]
fn ctrl_c_leaves_every_screen_at_once() {
    for args in WHOLE {
        let mut tty = Tty::uncramp(args);
        tty.wait_for_first_frame();
        tty.press("\x03");
        assert_eq!(tty.wait_for_end(), Fate::Exited(0), "{args:?}");
        tty.assert_restored();
    }
}

#[test]
fn a_signal_ends_the_program_and_gives_the_terminal_back() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let tty = relief();
        tty.signal(signal);
        assert_eq!(tty.wait_for_end(), Fate::Exited(code));
        tty.assert_restored();
    }
}

#[test]
fn a_second_signal_changes_nothing() {
    let tty = relief();
    tty.signal(Signal::TERM);
    tty.signal(Signal::INT);
    let fate = tty.wait_for_end();
    assert!(matches!(fate, Fate::Exited(143 | 130)), "{fate:?}");
    tty.assert_restored();
}

#[test]
fn harmless_signals_do_no_harm() {
    let tty = relief();
    for _ in 0..200 {
        for signal in [
            Signal::WINCH,
            Signal::CONT,
            Signal::CHILD,
            Signal::PIPE,
            Signal::URG,
        ] {
            tty.signal(signal);
        }
    }
    // The last CONT has been heeded: what is typed before it is not for relief.
    tty.wait_for_frames(2);
    tty.wait_for(HELP);
    assert!(!tty.look(|state| state.shows("Away for")));
    quit(tty);
}

fn stops_and_goes_on(tty: Tty) {
    tty.wait("the program to stop", |state| state.fate == Fate::Stopped);
    tty.wait("the main screen", |state| {
        !state.screen().alternate_screen()
    });
    tty.assert_restored();
    tty.signal(Signal::CONT);
    tty.wait("relief again", |state| {
        state.screen().alternate_screen() && state.shows(HELP)
    });
    assert!(tty.is_taken());
    quit(tty);
}

#[test]
fn ctrl_z_stops_the_program_until_it_is_continued() {
    let mut tty = relief();
    tty.press("\x1a");
    stops_and_goes_on(tty);
}

#[test]
fn sigtstp_stops_the_program_until_it_is_continued() {
    let tty = relief();
    tty.signal(Signal::TSTP);
    stops_and_goes_on(tty);
}

#[test]
fn in_the_background_the_terminal_is_left_to_the_shell() {
    let script = r#"set -m; "$0" now; echo stopped; bg; echo go; read line; fg; echo "code $?""#;
    let mut tty = Tty::shell(script, &[]);
    tty.wait_for_first_frame();
    tty.press("\x1a");
    tty.wait("the shell", |state| state.told("go\r\n"));
    tty.assert_restored();
    tty.press("\r");
    tty.wait("relief again", |state| {
        state.screen().alternate_screen() && state.shows(HELP)
    });
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    tty.assert_restored();
    assert!(tty.look(|state| state.told("code 0")));
}

#[test]
fn time_stopped_is_time_away() {
    let tty = relief();
    tty.stop_for_a_while();
    tty.wait_for("Away for");
    quit(tty);
}

#[test]
fn a_stopped_program_takes_the_terminal_back_from_whoever_had_it() {
    let tty = relief();
    tty.signal(Signal::STOP);
    tty.wait("the program to stop", |state| state.fate == Fate::Stopped);
    let terminal = || {
        File::options()
            .read(true)
            .write(true)
            .open(tty.name())
            .unwrap()
    };
    let script = r"stty sane; printf '\033[?1049l\033[?25h\033[2Jshell'";
    let shell = Command::new("sh")
        .args(["-c", script])
        .stdin(terminal())
        .stdout(terminal())
        .status();
    assert!(shell.unwrap().success());
    tty.wait_for("shell");
    tty.signal(Signal::CONT);
    tty.wait("relief again", |state| {
        state.screen().alternate_screen() && state.shows(HELP)
    });
    assert!(tty.is_taken());
    assert!(tty.look(|state| state.screen().hide_cursor()));
    quit(tty);
}

#[test]
fn a_closed_window_ends_the_program() {
    for script in [
        r#"exec "$0" now"#,
        r#"exec "$0" bedtime"#,
        r#"exec "$0" now --plain"#,
        r#"trap '' HUP; exec "$0" now"#,
    ] {
        let mut tty = Tty::shell(script, &[]);
        tty.wait("output", |state| !state.bytes.is_empty());
        tty.hang_up();
        assert_eq!(tty.wait_for_end(), Fate::Exited(129), "{script}");
    }
}

#[test]
fn a_terminal_that_goes_without_a_signal_ends_the_program() {
    for script in [r#"exec "$0" now"#, r#"exec "$0""#] {
        let mut tty = Tty::uncontrolled(script);
        tty.wait_for_first_frame();
        tty.hang_up();
        assert_eq!(tty.wait_for_end(), Fate::Exited(129), "{script}");
    }
}

#[test]
fn half_a_sequence_stops_neither_frames_nor_keys() {
    let halves: [&[u8]; 6] = [
        b"\x1b[",
        b"\x1bO",
        b"\x1b[<0;1",
        b"\x1b]11;rgb:00",
        b"\x1b[200~qqq",
        b"\xe2\x82",
    ];
    let ttys = halves.map(|half| {
        let mut tty = relief();
        tty.press(half);
        tty
    });
    for tty in ttys {
        tty.wait("three seconds' frames", |state| state.frames() > 3);
        quit(tty);
    }
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let mut tty = relief();
    for answer in [
        "\x1b]11;rgb:1e1e/1e1e/qqqq\x1b\\",
        "\x1b]10;q\x07",
        "\x1bP>|q(390)\x1b\\",
        "\x1b[?64;1;2c",
        "\x1b[12;40R",
        "\x1b[0R",
        "\x1b[<0;0;0m",
        "\x1b[?2026;2$y",
        "\x1b[113;1:3u",
    ] {
        tty.press(answer);
    }
    tty.wait_for_frames(2);
    quit(tty);
}

#[test]
fn the_keypad_answers_whatever_mode_it_was_left_in() {
    for (enter, one) in [("\x1bOM", "\x1bOq"), ("\x1b[27;2;32~", "\x1b[27;2;49~")] {
        let mut tty = relief();
        tty.wait_for("next idea");
        tty.wait_for_frames(2);
        tty.press(enter);
        tty.wait_for("You pressed");
        tty.wait_for_frames(2);
        tty.press(one);
        tty.wait_for("It let go");
        quit(tty);
    }
}

#[test]
fn a_paste_is_no_key() {
    let mut tty = relief();
    let paste = "q\x03\r2".repeat(50_000);
    tty.press(format!("\x1b[200~{paste}\x1b[201~"));
    tty.wait_for_frames(2);
    // Not every terminal marks it.
    tty.press("woke me\rcalled 2 at 4\rquinine?");
    tty.wait_for_frames(2);
    assert!(
        tty.look(|state| state.told("\x1b[?2004h")),
        "it is asked for"
    );
    quit(tty);
}

#[test]
fn after_a_storm_of_sizes_the_picture_is_right() {
    let place = |state: &State| {
        let mut rows = state.screen().rows(0, SIZE.0);
        rows.position(|row| row.contains(HELP))
    };
    let tty = relief();
    let before = tty.look(place);
    let (columns, rows) = SIZE;
    for _ in 0..20 {
        for (columns, rows) in [
            (0, 0),
            (1, 1),
            (u16::MAX, u16::MAX),
            (1, 200),
            (400, 1),
            (0, 24),
            (45, 60),
            (19, 3),
        ] {
            tty.resize(columns, rows);
        }
    }
    tty.resize(columns, rows);
    tty.wait("the picture of before", |state| place(state) == before);
    quit(tty);
}

#[test]
fn keys_come_from_the_terminal_though_stdin_does_not() {
    let mut tty = Tty::shell(r#"exec "$0" now </dev/null"#, &[]);
    tty.wait_for(HELP);
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    tty.assert_restored();
}

#[cfg(target_os = "linux")]
#[test]
fn who_is_killed_gives_the_terminal_back_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    // The shell that controls the terminal lives on, as that of a person does.
    let script = r#"sh -c 'echo $$ >"$PID"; exec "$0" now $HOW' "$0"; read line"#;
    for how in ["", "--plain"] {
        let file = home.path().join(format!("pid{how}"));
        let mut tty = Tty::shell(script, &[("PID", file.as_os_str()), ("HOW", how.as_ref())]);
        let killed = until(|| fs::read_to_string(&file).ok()?.trim().parse().ok());
        until(|| {
            let children = fs::read_to_string(format!("/proc/{killed}/task/{killed}/children"));
            children.ok().filter(|children| !children.is_empty())
        });
        assert!(tty.is_taken(), "it is guarded after the first frame");
        kill_process(Pid::from_raw(killed).unwrap(), Signal::KILL).unwrap();
        until(|| (!tty.is_taken()).then_some(()));
        tty.wait("the screen of before", |state| {
            !state.screen().alternate_screen()
        });
        tty.assert_restored();
        tty.press("\n");
        tty.wait_for_end();
    }
}

/// Looks until something is there.
#[cfg(target_os = "linux")]
fn until<T>(mut found: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(found) = found() {
            return found;
        }
        std::thread::yield_now();
    }
}
