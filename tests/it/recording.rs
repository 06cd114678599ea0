//! The true binary keeps the diary, whatever ends it and whatever is wrong with the file.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;
use serde_json::Value;

use crate::torture::times;
use crate::tty::{Fate, HELP, Tty};

const SAVED: &str = "Saved in the diary.";
/// The routine before bed, in time that runs faster: its diary has to be named.
const FAST_BEDTIME: &str =
    r#"export XDG_DATA_HOME="$HOME/.local/share"; exec "$0" bedtime --speed 20"#;
/// Deaths right after "saved".
const KILLS: usize = 20;

/// Relief, with its first frame drawn.
fn relief(arguments: &[&str]) -> Tty {
    let tty = Tty::uncramp(arguments);
    tty.wait_for(HELP);
    tty
}

/// Every line of a diary but the header.
fn lines(diary: &str) -> Vec<Value> {
    let lines = diary.lines().skip(1);
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Waits until the diary says something.
fn wait_for_line(tty: &Tty, words: &str) {
    // A frame a second: each is a moment to look.
    while !tty.diary().contains(words) {
        tty.wait_for_frames(1);
    }
}

#[test]
fn whoever_is_killed_after_saved_has_lost_nothing() {
    for _ in 0..times(KILLS) {
        let mut tty = relief(&["now"]);
        tty.press(" 1");
        tty.wait_for(SAVED);
        tty.signal(Signal::KILL);
        assert_eq!(tty.wait_for_end(), Fate::Killed(9));
        let lines = lines(&tty.diary());
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines[0]["routine"], "relief-calf");
        assert_eq!(lines[1]["answers"][0]["answer"], "gone");
        assert_eq!(lines[1]["source"], "clock");
        assert_eq!(lines[0]["id"], lines[1]["id"]);
    }
}

#[test]
fn the_start_is_written_while_relief_runs_and_no_end_is_made_up() {
    let mut tty = relief(&["now", "foot"]);
    wait_for_line(&tty, r#""muscle":"foot""#);
    tty.press("3");
    wait_for_line(&tty, r#""muscle":"hamstring""#);
    tty.signal(Signal::KILL);
    tty.wait_for_end();
    let diary = tty.diary();
    assert!(diary.contains(r#""muscle_source":"relief""#), "{diary}");
    assert!(!diary.contains("seconds"), "{diary}");
}

#[test]
fn a_session_is_kept_by_whatever_way_it_ends() {
    let ends: [fn(&mut Tty); 4] = [
        |tty| {
            // Nobody has a chance to save anything then.
            wait_for_line(tty, r#""steps":1"#);
            tty.signal(Signal::KILL);
        },
        |tty| tty.press("\x03"),
        |tty| tty.signal(Signal::TERM),
        Tty::hang_up,
    ];
    for end in ends {
        let mut tty = Tty::shell(FAST_BEDTIME, &[]);
        tty.wait_for("2 of");
        end(&mut tty);
        tty.wait("the end", |state| {
            matches!(state.fate, Fate::Exited(_) | Fate::Killed(_))
        });
        let lines = lines(&tty.diary());
        assert_eq!(lines[0]["routine"], "bedtime-stretch");
        assert_eq!(lines[0]["finished"], false);
        assert_eq!(lines[0]["steps"], 1);
        assert!(lines.iter().all(|line| line["id"] == lines[0]["id"]));
    }
}

#[test]
fn time_that_runs_faster_is_in_no_diary_that_was_not_named() {
    // What is no absolute path names no place.
    for script in [
        r#"exec "$0" now --speed 20"#,
        r#"XDG_DATA_HOME= exec "$0" now --speed 20"#,
        r#"XDG_DATA_HOME=here exec "$0" now --speed 20"#,
    ] {
        let mut tty = Tty::shell(script, &[]);
        tty.wait_for(HELP);
        tty.press(" 1");
        tty.wait_for("No diary is kept");
        tty.press("q");
        assert_eq!(tty.wait_for_end(), Fate::Exited(0));
        assert_eq!(tty.diary(), "", "{script}");
    }
}

#[test]
fn saved_says_that_the_clock_may_be_wrong_by_what_the_diary_has() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("uncramp/diary.jsonl");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let line = r#"{"v":1,"id":"a","kind":"cramp","at":"2199-11-22T03:12:40Z","start":"2199-11-22T03:12:40Z"}"#;
    // However long it is, the end of it tells.
    let old = line.replace("2199", "2198").replace("\"a\"", "\"b\"") + "\n";
    fs::write(&path, old.repeat(1000) + line + "\n").unwrap();
    let mut tty = Tty::shell(
        r#"exec "$0" now"#,
        &[("XDG_DATA_HOME", data.path().as_os_str())],
    );
    tty.wait_for(HELP);
    tty.press(" 1");
    tty.wait_for("Saved. Is it right? The clock shows");
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
}

#[test]
fn plain_mode_keeps_the_diary_too() {
    let mut tty = Tty::uncramp(&["now", "--plain"]);
    tty.wait_for("get help");
    tty.press(" ");
    tty.wait_for("Eased?");
    tty.press("2");
    tty.wait_for(SAVED);
    tty.signal(Signal::KILL);
    tty.wait_for_end();
    assert_eq!(lines(&tty.diary())[1]["answers"][0]["answer"], "better");
}

#[test]
fn a_diary_that_cannot_be_kept_delays_nothing_and_is_put_elsewhere_at_the_end() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("uncramp");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("diary.jsonl");
    let pipe = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(pipe.success());
    let state = tempfile::tempdir().unwrap();
    let variables = [
        ("XDG_DATA_HOME", data.path().as_os_str()),
        ("XDG_STATE_HOME", state.path().as_os_str()),
        ("TZ", OsStr::new("UTC")),
    ];
    let mut tty = Tty::shell(r#"exec "$0" now"#, &variables);
    answer_unsaved(&mut tty);
    tty.wait_for("What you said is kept in memory");
    tty.press("\rq");
    let file = rescued(&tty, state.path());
    fs::remove_file(&path).unwrap();
    import(data.path(), &file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(r#""answer":"gone""#), "{text}");
}

/// Says that it eased, and asks why that is not saved.
fn answer_unsaved(tty: &mut Tty) {
    tty.wait_for(HELP);
    tty.press(" 1");
    tty.wait_for("The diary is not saved yet");
    tty.press("v");
}

/// The file that was written instead of the diary when the program ended, and told.
fn rescued(tty: &Tty, state: &Path) -> PathBuf {
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    tty.assert_restored();
    assert!(tty.look(|state| state.told("The diary is not saved")));
    let mut files = fs::read_dir(state.join("uncramp")).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(tty.look(|state| state.told(file.file_name().unwrap().to_str().unwrap())));
    file
}

/// Does what the program advised.
fn import(data: &Path, file: &Path) {
    let variables = [
        ("XDG_DATA_HOME", data.as_os_str()),
        ("FILE", file.as_os_str()),
    ];
    let import = Tty::shell(r#"exec "$0" diary import --as-mine "$FILE""#, &variables);
    assert_eq!(import.wait_for_end(), Fate::Exited(0));
}

#[test]
fn what_a_file_that_may_not_grow_kept_out_comes_back_by_import() {
    let [data, state] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let path = data.path().join("uncramp/diary.jsonl");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let header = "{\"diary\":\"uncramp\",\"format\":1}\n";
    // By the blocks of any shell, the limit is 4 or 8 KiB: there is room for the rescue.
    fs::write(&path, header.to_owned() + &"\n".repeat(8150)).unwrap();
    let variables = [
        ("XDG_DATA_HOME", data.path().as_os_str()),
        ("XDG_STATE_HOME", state.path().as_os_str()),
    ];
    let mut tty = Tty::shell(r#"ulimit -f 8; exec "$0" now"#, &variables);
    answer_unsaved(&mut tty);
    tty.wait_for("may not grow");
    tty.press("\rq");
    let file = rescued(&tty, state.path());
    let before = fs::read(&path).unwrap();
    import(data.path(), &file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.as_bytes().starts_with(&before), "{text}");
    assert!(text.contains(r#""answer":"gone""#), "{text}");
    let list = shown(data.path(), "list");
    assert!(list.contains("cramp, 0:"), "{list}");
}

/// What a command of the diary says.
fn shown(data: &Path, command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_uncramp"))
        .args(["diary", command])
        .env("XDG_DATA_HOME", data)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_a_full_disk_kept_out_comes_back_by_itself() {
    // The diary is on a disk of its own, which nobody else sees.
    let unshare = "unshare --map-root-user --mount sh -c";
    let mount = r#"mount -t tmpfs -o size=32k none "$XDG_DATA_HOME""#;
    let [data, state] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let tried = Command::new("sh")
        .args(["-c", &format!("{unshare} '{mount}'")])
        .env("XDG_DATA_HOME", data.path())
        .status();
    if !tried.is_ok_and(|tried| tried.success()) {
        eprintln!("skipped: this machine mounts no disk");
        return;
    }
    let variables = [
        ("XDG_DATA_HOME", data.path().as_os_str()),
        ("XDG_STATE_HOME", state.path().as_os_str()),
    ];
    let inside = format!(
        r#"{mount}
        cat /dev/zero >"$XDG_DATA_HOME/ballast" 2>/dev/null
        "$0" now
        rm "$XDG_DATA_HOME/ballast"
        "$0" diary list"#
    );
    let mut tty = Tty::shell(&format!(r#"exec {unshare} '{inside}' "$0""#), &variables);
    answer_unsaved(&mut tty);
    tty.wait_for("The disk is full");
    tty.press("\rq");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    for words in ["The diary is not saved", "Saved now: ", "cramp, 0:"] {
        assert!(tty.look(|state| state.told(words)), "{words}");
    }
}

#[test]
fn what_a_disk_with_errors_kept_out_comes_back_by_import() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not installed");
        return;
    }
    let [data, state] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let path = data.path().join("uncramp/diary.jsonl");
    fs::create_dir(path.parent().unwrap()).unwrap();
    for call in ["write", "fsync"] {
        let _ = fs::remove_file(&path);
        let variables = [
            ("XDG_DATA_HOME", data.path().as_os_str()),
            ("XDG_STATE_HOME", state.path().as_os_str()),
            ("DIARY", path.as_os_str()),
            ("CALL", OsStr::new(call)),
        ];
        let script = r#"exec strace -f -o /dev/null -P "$DIARY" -e trace="$CALL" \
            -e inject="$CALL":error=EIO "$0" now"#;
        let mut tty = Tty::shell(script, &variables);
        tty.wait_for(HELP);
        answer_unsaved(&mut tty);
        tty.wait_for("The disk reports an error");
        tty.press("\rq");
        let file = rescued(&tty, state.path());
        import(data.path(), &file);
        let list = shown(data.path(), "list");
        assert!(list.contains("cramp, 0:"), "{call}: {list}");
        assert_eq!(list.lines().count(), 1, "{call}: {list}");
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn what_could_not_be_saved_from_the_middle_of_a_cramp_on_comes_back_by_import() {
    let [data, state] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let variables = [
        ("XDG_DATA_HOME", data.path().as_os_str()),
        ("XDG_STATE_HOME", state.path().as_os_str()),
    ];
    let path = data.path().join("uncramp/diary.jsonl");
    let aside = data.path().join("aside.jsonl");
    let mut tty = Tty::shell(r#"exec "$0" now"#, &variables);
    while !fs::read_to_string(&path).is_ok_and(|text| text.contains("relief-calf")) {
        tty.wait_for_frames(1);
    }
    fs::rename(&path, &aside).unwrap();
    fs::create_dir(&path).unwrap();
    tty.press(" 1");
    tty.wait_for("Not saved");
    tty.press("\rq");
    let file = rescued(&tty, state.path());
    fs::remove_dir(&path).unwrap();
    fs::rename(&aside, &path).unwrap();
    import(data.path(), &file);
    let lines = lines(&fs::read_to_string(&path).unwrap());
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0]["id"], lines[1]["id"]);
    assert_eq!(lines[1]["answers"][0]["answer"], "gone");
    assert_eq!(lines[1]["of"], lines[0]["start"]);
}

#[test]
fn nothing_of_the_diary_is_touched_before_the_first_frame() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not installed");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let trace = home.path().join("trace");
    let variables = [
        ("XDG_DATA_HOME", home.path().as_os_str()),
        ("TRACE", trace.as_os_str()),
    ];
    // Frames are written by another name than the calls about files, which all take a path.
    let script = r#"exec strace -f -s 100000 -e trace=%file,write,writev -o "$TRACE" "$0" now"#;
    let mut tty = Tty::shell(script, &variables);
    tty.wait_for(HELP);
    tty.press(" 1");
    tty.wait_for(SAVED);
    tty.press("q");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));

    let trace = String::from_utf8_lossy(&fs::read(trace).unwrap()).into_owned();
    let first = |words: &str| trace.lines().position(|line| line.contains(words));
    let diary = first(home.path().join("uncramp/diary").to_str().unwrap());
    let frame = first("[?2026l");
    assert!(frame.is_some() && diary.is_some(), "{trace}");
    assert!(
        frame < diary,
        "the diary in line {diary:?}, the frame in {frame:?}"
    );
}
