//! The poses on the command line: listed, shown, and watched while they are written.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;
use uncramp::figure::poses::built_in_ids;

use super::home::Home;
use crate::tty::{Fate, SIZE, Tty};

/// A pose without a mistake.
const LEAN: &str = r#"format = 1
title = "Lean as I do"
muscles = ["calf", "far.shin"]
arrow = { at = "pelvis", offset = [-50, 8], dir = "forward", length = 30 }

[[frame]]
name = "start"
pin = { joint = "near.ankle", at = [0, 7] }

[[frame]]
name = "hold"
trunk = 20
"#;

fn own_pose(home: &Home, name: &str, text: &str) {
    let folder = home.path().join(".config/uncramp/poses");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn every_built_in_pose_is_shown_within_its_size() {
    let home = Home::new();
    for id in built_in_ids() {
        for (columns, rows) in [(46, 18), (30, 13), (23, 11)] {
            let size = format!("{columns}x{rows}");
            let run = home.run(&["pose", "show", id.as_str(), "--size", &size]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{id} {size}");
            let lines: Vec<&str> = run.out.lines().collect();
            let (picture, words) = lines.split_at(rows);
            let widest = picture.iter().map(|line| line.chars().count()).max();
            assert!(widest <= Some(columns), "{id} {size}:\n{}", run.out);
            let drawn = picture
                .concat()
                .matches(|c: char| !c.is_whitespace())
                .count();
            assert!(drawn > columns, "{id} {size}:\n{}", run.out);
            assert!(words.concat().contains("frames:"), "{id}:\n{}", run.out);
        }
    }
}

#[test]
fn the_words_say_what_the_picture_shows() {
    let home = Home::new();
    own_pose(&home, "lean.toml", LEAN);
    let run = home.run(&["pose", "show", "lean"]);
    assert_eq!(run.out.lines().count(), 18 + 1, "{}", run.out);
    let words = "Lean as I do; calf, shin of the far leg; move forward; frames: start, hold";
    assert!(run.out.replace('\n', " ").contains(words), "{}", run.out);
}

#[test]
fn a_frame_and_a_side_can_be_chosen() {
    let home = Home::new();
    let shown = |further: &[&str]| {
        home.run(&[&["pose", "show", "wall-calf"], further].concat())
            .out
    };
    let held = shown(&[]);
    assert_eq!(shown(&["--frame", "hold"]), held);
    assert_ne!(shown(&["--frame", "start"]), held);
    assert_ne!(shown(&["--mirror"]), held);
    let ascii = shown(&["--glyphs", "ascii"]);
    assert!(ascii.contains('#') && ascii.is_ascii(), "{ascii}");
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let home = Home::new();
    own_pose(&home, "lean.toml", LEAN);
    own_pose(&home, "bad.toml", &LEAN.replace("calf", "calv"));
    for (arguments, code, words) in [
        (&["show", "wall-clf"][..], 1, "did you mean `wall-calf`?"),
        (&["show", "leen"], 1, "did you mean `lean`?"),
        (&["show", "qqqqqqqqqqqqqq"], 1, "See `uncramp pose list`"),
        (&["show", "./none.toml"], 1, "./none.toml: no such file"),
        (&["show", "."], 1, "there is no pose `.`"),
        (&["show", "./"], 1, "a folder, not a file"),
        (&["show", "bad"], 1, "bad.toml:3:12"),
        (
            &["show", "lean", "--frame", "hodl"],
            1,
            "did you mean `hold`? Its frames are start, hold",
        ),
        (
            &["show", "lean", "--size", "17x9"],
            2,
            "from 18x9 to 400x200",
        ),
        (&["show", "lean", "--size", "big"], 2, "such as 46x18"),
        (
            &["show", "lean", "--size", "99999x9"],
            2,
            "from 18x9 to 400x200",
        ),
        (
            &["watch", "lean.toml"],
            1,
            "`uncramp pose show FILE` prints one picture",
        ),
    ] {
        let run = home.run(&[&["pose"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn own_poses_are_listed_beside_the_built_in_ones() {
    let home = Home::new();
    own_pose(&home, "lean.toml", LEAN);
    own_pose(&home, "bad.toml", "format = 1");
    own_pose(&home, "wall-calf.toml", LEAN);
    let list = home.run(&["pose", "list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    assert!(list.out.lines().all(|line| line.chars().count() <= 80));
    assert!(list.out.contains("Lean as I do; yours"), "{}", list.out);
    assert!(
        list.out.contains("Not used, see `uncramp check`"),
        "{}",
        list.out
    );

    let json = home.run(&["pose", "list", "--json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let poses = json["poses"].as_array().unwrap();
    assert_eq!(poses.len(), built_in_ids().count() + 1);
    let lean = poses.iter().find(|pose| pose["id"] == "lean").unwrap();
    assert_eq!(lean["muscles"], serde_json::json!(["calf", "far.shin"]));
    assert_eq!(
        (&lean["moves"], &lean["origin"]),
        (&serde_json::json!(["forward"]), &"own".into())
    );
    let march = poses.iter().find(|pose| pose["id"] == "march").unwrap();
    assert_eq!(
        (&march["moves"], &march["motion"]),
        (&serde_json::json!(["up", "down"]), &"cycle".into())
    );
    assert_eq!(json["broken"].as_array().unwrap().len(), 2);
}

#[test]
fn a_terminal_gets_the_colours_that_it_and_its_user_want() {
    let colours = |script: &str| {
        let tty = Tty::shell(script, &[]);
        assert_eq!(tty.wait_for_end(), Fate::Exited(0), "{script}");
        tty.assert_restored();
        tty.wait_for("Lean into the wall");
        tty.look(|state| (state.told("\x1b["), state.told("\x1b[38;5;")))
    };
    let show = r#""$0" pose show wall-calf"#;
    assert_eq!(colours(&format!("{show} --theme night")), (true, true));
    assert_eq!(colours(&format!("{show} --theme mono")), (true, false));
    assert_eq!(colours(&format!("NO_COLOR=1 {show}")), (false, false));
    assert_eq!(
        colours(&format!("TERM=dumb {show} --theme day")),
        (false, false)
    );
    assert_eq!(
        colours(&format!("{show} --theme day | cat")),
        (false, false)
    );
}

/// A file in a folder of its own, under the eyes of `uncramp pose watch`.
struct Watched {
    folder: TempDir,
    tty: Tty,
}

impl Watched {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        fs::write(&path, text).unwrap();
        let tty = Tty::uncramp(&["pose", "watch", path.to_str().unwrap()]);
        tty.wait_for_first_frame();
        Self { folder, tty }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("mine.toml")
    }

    /// Leaves, and fails if that leaves anything behind.
    fn quit(mut self) {
        self.tty.press("\x03");
        assert_eq!(self.tty.wait_for_end(), Fate::Exited(0));
        self.tty.assert_restored();
    }
}

fn titled(title: &str) -> String {
    LEAN.replace("Lean as I do", title)
}

fn replace(path: &Path, text: &str) {
    let other = path.with_extension("new");
    fs::write(&other, text).unwrap();
    fs::rename(other, path).unwrap();
}

#[test]
fn a_watched_file_is_drawn_anew_however_it_is_saved() {
    let watched = Watched::new(LEAN);
    let tty = &watched.tty;
    for words in ["Lean as I do", "start", "half-way", "hold"] {
        tty.wait_for(words);
    }
    fs::write(watched.path(), titled("Written over")).unwrap();
    tty.wait_for("Written over");
    replace(&watched.path(), &titled("Put in its place"));
    tty.wait_for("Put in its place");
    fs::remove_file(watched.path()).unwrap();
    tty.wait_for("mine.toml: no such file");
    fs::write(watched.path(), titled("There again")).unwrap();
    tty.wait_for("There again");
    watched.quit();
}

#[test]
fn a_problem_is_shown_with_its_line_while_the_last_good_picture_stays() {
    let watched = Watched::new(LEAN);
    let tty = &watched.tty;
    tty.wait_for("half-way");
    fs::write(
        watched.path(),
        LEAN.replace("trunk = 20", "trunk = \"far\""),
    )
    .unwrap();
    for words in [
        "mine.toml:12:9",
        "trunk = \"far\"",
        "drawn as it was before",
        "half-way",
    ] {
        tty.wait_for(words);
    }
    fs::write(watched.path(), titled("Mended")).unwrap();
    tty.wait_for("Mended");
    tty.wait("no problem", |state| !state.shows("error"));
    watched.quit();
}

#[test]
fn a_hostile_file_steers_nothing() {
    let watched = Watched::new(LEAN);
    let tty = &watched.tty;
    let evil = titled("\u{1b}]0;evil\u{7}\u{9b}2J");
    fs::write(watched.path(), evil).unwrap();
    tty.wait_for("U+001B");
    fs::write(watched.path(), titled(r"\u001b]0;evil\u0007")).unwrap();
    tty.wait_for("control character");
    fs::write(watched.path(), vec![b'#'; 300 << 10]).unwrap();
    tty.wait_for("larger than 256 KiB");
    fs::write(watched.path(), "\u{feff}[[frame]]\n".repeat(3000)).unwrap();
    tty.wait_for("expected at most 32768");
    assert!(!tty.look(|state| state.told("\x1b]0;") || state.told("\u{9b}")));
    watched.quit();
}

#[test]
fn a_watch_follows_the_window_and_the_shell() {
    let watched = Watched::new(LEAN);
    let tty = &watched.tty;
    let (columns, rows) = SIZE;
    for (columns, rows) in [(1, 1), (19, 3), (45, 60), (columns, rows + 8)] {
        tty.resize(columns, rows);
    }
    tty.wait("the keys in the last row", |state| {
        let mut shown = state.screen().rows(0, columns);
        shown
            .nth(usize::from(rows) + 7)
            .is_some_and(|row| row.starts_with("q quit"))
    });
    tty.signal(Signal::TSTP);
    // What it wrote before it stopped may still be on its way.
    tty.wait("the program to stop", |state| {
        state.fate == Fate::Stopped && !state.screen().alternate_screen()
    });
    tty.signal(Signal::CONT);
    tty.wait("the picture again", |state| {
        state.screen().alternate_screen() && state.shows("half-way")
    });
    tty.signal(Signal::TERM);
    assert_eq!(tty.wait_for_end(), Fate::Exited(143));
    tty.assert_restored();
}
