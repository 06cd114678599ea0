//! The figure in pixels: who is asked, what is sent, and that no picture is left behind.

use rustix::process::{Pid, Signal, kill_process};

use crate::terminal::quit;
use crate::tty::{Fate, Tty};

const KITTY: Protocol = Protocol {
    answer: "\x1b_Gi=7695971;OK\x1b\\\x1b[?62;4c",
    picture: "\x1b_Ga=T,i=7695971,",
    end: "\x1b\\",
    gone: "\x1b_Ga=d,d=I,i=7695971,q=2\x1b\\",
};
const SIXEL: Protocol = Protocol {
    answer: "\x1b[?62;4;22c",
    picture: "\x1bP0;1q\"1;1;",
    end: "\x1b\\",
    gone: "\x1b[2J",
};
const QUESTION: &str = "\x1b_Gi=7695971,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c";
/// What leaves the screen of the program.
const LEAVE: &str = "\x1b[?1049l";

struct Protocol {
    /// What a terminal answers that knows it.
    answer: &'static str,
    /// How a picture begins.
    picture: &'static str,
    /// How it ends.
    end: &'static str,
    /// What takes it off the screen.
    gone: &'static str,
}

impl Protocol {
    /// Relief on a terminal that knows it, with its first picture.
    fn relief(&self) -> Tty {
        let mut tty = started();
        tty.press(self.answer);
        tty.wait("a picture", |state| state.told(self.picture));
        tty
    }

    /// Fails unless, when the screen was left last, no picture was on it and none was cut.
    fn assert_none_left(&self, tty: &Tty) {
        tty.assert_restored();
        tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            let (drawn, _) = bytes.rsplit_once(LEAVE).unwrap();
            let (_, last) = drawn.rsplit_once(self.picture).unwrap();
            let (_, after) = last.split_once(self.end).expect("the end of the picture");
            assert!(after.contains(self.gone), "{after:?}");
            assert!(!bytes.rsplit_once(LEAVE).unwrap().1.contains(self.picture));
        });
    }
}

fn started() -> Tty {
    let tty = Tty::in_pixels(r#"exec "$0" now"#);
    tty.wait_for_first_frame();
    tty
}

#[test]
fn a_terminal_is_asked_with_the_first_frame_and_may_be_silent() {
    let tty = started();
    tty.wait_for_frames(2);
    tty.look(|state| {
        let bytes = String::from_utf8_lossy(&state.bytes);
        let (before, _) = bytes.split_once("\x1b[?2026h").unwrap();
        assert!(before.ends_with(QUESTION), "{before:?}");
        assert_eq!(bytes.matches("\x1b[c").count(), 1);
        assert!(!state.told(KITTY.picture) && !state.told(SIXEL.picture));
        assert!(state.screen().contents().contains(['█', '▌', '▐', '▄']));
    });
    quit(tty);
}

#[test]
fn a_window_that_gets_its_pixels_later_is_asked_then() {
    let mut tty = Tty::shell(r#"exec "$0" now"#, &[]);
    tty.wait_for_first_frame();
    assert!(!tty.look(|state| state.told("\x1b[c")));
    tty.resize_in_pixels(90, 30);
    tty.wait("the question", |state| state.told(QUESTION));
    tty.press(KITTY.answer);
    tty.wait("a picture", |state| state.told(KITTY.picture));
    quit(tty);
}

#[test]
fn only_who_shows_pictures_and_can_be_asked_gets_them() {
    for script in [
        r#"exec "$0" now --figure cells"#,
        r#"exec "$0" now --glyphs quadrant"#,
        r#"exec env SSH_TTY=/dev/pts/1 "$0" now"#,
        r#"exec env TERM=linux "$0" now"#,
        r#"exec env TERM=screen-256color TMUX=/tmp/t "$0" now"#,
    ] {
        let mut tty = Tty::in_pixels(script);
        tty.wait_for_first_frame();
        tty.press(KITTY.answer);
        tty.wait_for_frames(1);
        let asked = tty.look(|state| state.told("\x1b[c") || state.told("\x1b_G"));
        assert!(!asked, "{script}");
        quit(tty);
    }
    // Without colours, and where nothing but sixels is heard of.
    for (script, answer) in [
        (r#"exec "$0" now --theme mono"#, KITTY.answer),
        (r#"exec "$0" now"#, "\x1b[?62;22;52c"),
        (r#"exec "$0" now"#, "\x1b_Gi=7695971;ENOTSUPPORTED\x1b\\"),
    ] {
        let mut tty = Tty::in_pixels(script);
        tty.wait_for_first_frame();
        tty.press(answer);
        tty.wait_for_frames(2);
        let drawn = tty.look(|state| state.told(KITTY.picture) || state.told(SIXEL.picture));
        assert!(!drawn, "{script} {answer:?}");
        quit(tty);
    }
    let tty = Tty::in_pixels(r#"exec env SSH_TTY=/dev/pts/1 TMUX=/t "$0" now --figure pixels"#);
    tty.wait_for_first_frame();
    assert!(tty.look(|state| state.told("\x1b[c") && !state.told("\x1b_G")));
    quit(tty);
}

#[test]
fn no_way_out_leaves_a_picture() {
    for protocol in [KITTY, SIXEL] {
        let mut tty = protocol.relief();
        tty.press("q");
        assert_eq!(tty.wait_for_end(), Fate::Exited(0));
        protocol.assert_none_left(&tty);
        for signal in [Signal::TERM, Signal::HUP] {
            let tty = protocol.relief();
            tty.signal(signal);
            tty.wait_for_end();
            protocol.assert_none_left(&tty);
        }
        let mut tty = protocol.relief();
        tty.press("\x1a");
        tty.wait("the program to stop", |state| state.fate == Fate::Stopped);
        tty.wait("the main screen", |state| state.told(LEAVE));
        protocol.assert_none_left(&tty);
        let pictures = |text: &str| text.matches(protocol.picture).count();
        let before = tty.look(|state| pictures(&String::from_utf8_lossy(&state.bytes)));
        tty.signal(Signal::CONT);
        tty.wait("the picture again", |state| {
            pictures(&String::from_utf8_lossy(&state.bytes)) > before
        });
        quit(tty);
    }
}

#[test]
fn a_killed_program_leaves_no_picture() {
    for protocol in [KITTY, SIXEL] {
        let script = r#"sh -c 'echo "pid $$."; exec "$0" now' "$0"; read line"#;
        let mut tty = Tty::in_pixels(script);
        tty.wait_for_first_frame();
        tty.press(protocol.answer);
        tty.wait("a picture", |state| state.told(protocol.picture));
        // Its guardian was told of pictures before it was drawn.
        let pid = tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            let (_, after) = bytes.split_once("pid ").unwrap();
            after.split_once('.').unwrap().0.parse().unwrap()
        });
        kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
        tty.wait("the guardian", |state| state.told(LEAVE));
        tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            let (drawn, _) = bytes.split_once(LEAVE).unwrap();
            let (_, last) = drawn.rsplit_once("\x18\x1b\\").unwrap();
            assert!(last.contains(protocol.gone), "{last:?}");
        });
        tty.press("\n");
        tty.wait_for_end();
    }
}

#[test]
fn a_picture_goes_with_its_figure() {
    for protocol in [KITTY, SIXEL] {
        let mut tty = protocol.relief();
        tty.wait("the end of the picture", |state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            bytes
                .rsplit(protocol.picture)
                .next()
                .unwrap()
                .contains("\x1b[?2026l")
        });
        let gone = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes)
                .matches(protocol.gone)
                .count()
        };
        let before = tty.look(|state| gone(&state.bytes));
        tty.press("?");
        tty.wait("its removal", |state| gone(&state.bytes) > before);
        let frames = tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            bytes.matches(protocol.picture).count()
        });
        tty.press("\x1b");
        tty.wait("the picture again", |state| {
            String::from_utf8_lossy(&state.bytes)
                .matches(protocol.picture)
                .count()
                > frames
        });
        quit(tty);
    }
}

#[test]
fn a_pose_that_is_printed_is_in_pixels_and_stays() {
    for (protocol, picture) in [(KITTY, "\x1b_Ga=T,f=24,"), (SIXEL, SIXEL.picture)] {
        let mut tty = Tty::in_pixels(r#"exec "$0" pose show wall-calf --theme night"#);
        tty.wait("the question", |state| state.told("\x1b[c"));
        tty.press(protocol.answer);
        assert_eq!(tty.wait_for_end(), Fate::Exited(0));
        tty.assert_restored();
        tty.wait_for("Lean into the wall");
        tty.look(|state| {
            let bytes = String::from_utf8_lossy(&state.bytes);
            let (before, after) = bytes.split_once(picture).unwrap();
            assert!(before.contains("\x1b7\x1b[") && after.contains("\x1b\\\x1b8"));
            // It lies on blank cells, and is not taken away.
            let (_, over) = before.rsplit_once("\x1b7").unwrap();
            assert!(!over.contains(['█', '▌', '▄']) && !bytes.contains("a=d"));
        });
    }
}

#[test]
fn a_pose_is_printed_in_cells_where_the_terminal_is_silent_or_knows_no_pictures() {
    for answer in ["", "\x1b[?62;22c"] {
        let mut tty = Tty::in_pixels(r#"exec "$0" pose show wall-calf --theme night"#);
        tty.wait("the question", |state| state.told("\x1b[c"));
        tty.press(answer);
        assert_eq!(tty.wait_for_end(), Fate::Exited(0));
        tty.assert_restored();
        let drawn = tty.look(|state| state.screen().contents().contains(['█', '▌', '▄']));
        assert!(drawn && !tty.look(|state| state.told("a=T") || state.told(SIXEL.picture)));
    }
}

#[test]
fn a_pose_that_is_watched_is_in_pixels_frame_by_frame() {
    let root = env!("CARGO_MANIFEST_DIR");
    let script = format!(r#"exec "$0" pose watch '{root}/routines/poses/toe-pull.toml'"#);
    let mut tty = Tty::in_pixels(&script);
    tty.wait_for_first_frame();
    tty.press(KITTY.answer);
    for number in 7_695_971..=7_695_973 {
        let picture = format!("\x1b_Ga=T,i={number},");
        tty.wait("its picture", |state| state.told(&picture));
    }
    // Played it is one picture, and the others go.
    tty.press(" ");
    tty.wait("the others to go", |state| {
        state.told("\x1b_Ga=d,d=I,i=7695973,q=2")
    });
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    KITTY.assert_none_left(&tty);
}
