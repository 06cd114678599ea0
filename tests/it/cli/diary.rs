//! The commands of the diary.

mod carry;
mod entry;
mod episode;
mod own;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::thread;

use super::home::{Home, Run, finish};
use crate::docs::project;

/// A cramp of the night that began on 2024-11-21.
const CRAMP: &str = r#"{"v":1,"id":"20241122T021240Z-00000007","kind":"cramp","at":"2024-11-22T03:12:40+01:00","start":"2024-11-22T03:12:40+01:00","severity":7,"note":"=1+1","later":{"x":1.50}}"#;

impl Home {
    /// Writes a diary of these lines, in which no line is ended after the last.
    fn write_lines(&self, lines: &[&str]) {
        let header = r#"{"diary":"uncramp","format":1}"#;
        self.write_diary(&[&[header], lines].concat().join("\n"));
    }

    /// Runs a command of the diary that succeeds, and returns what it says.
    #[track_caller]
    fn tell(&self, arguments: &[&str]) -> String {
        let run = self.run(&[&["diary"], arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        run.out
    }

    /// Runs a command of the diary that fails, and returns what it complains about.
    #[track_caller]
    fn refuse(&self, arguments: &[&str]) -> String {
        let run = self.run(&[&["diary"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        run.err
    }

    fn import(&self, text: &str) -> Run {
        let mut command = self.command(&["diary", "import", "-"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn a_cramp_can_be_added_changed_and_taken_back() {
    let home = Home::new();
    let empty = home.tell(&["list"]);
    assert!(empty.contains("Nothing is written down yet"), "{empty}");
    assert!(!home.diary().exists());
    let added = home.tell(&[
        "add",
        "--ago",
        "40m",
        "--side",
        "left",
        "--muscle",
        "calf",
        "--minutes",
        "6",
        "--severity",
        "7",
        "--note",
        "größer",
    ]);
    for words in [
        "saved, night of ",
        ", about ",
        "severity       7",
        "side           left",
    ] {
        assert!(added.contains(words), "{words}:\n{added}");
    }
    let show = home.tell(&["show", "last"]);
    for words in [
        "cramp, 6:00, 7 of 10, left calf",
        "minutes        6:00",
        "source         said",
        "about          yes",
        "\"größer\"",
    ] {
        assert!(show.contains(words), "{words}:\n{show}");
    }
    let answer = home.tell(&[
        "edit",
        "last",
        "--severity",
        "unknown",
        "--clear",
        "note,side",
    ]);
    assert!(
        answer.contains("severity       unknown, before: 7"),
        "{answer}"
    );
    assert!(
        answer.contains("side           taken back, before: left"),
        "{answer}"
    );
    let edited = home.tell(&["show", "last"]);
    assert!(edited.contains("severity       unknown"), "{edited}");
    assert!(!edited.contains("größer"), "{edited}");
    let undone = home.tell(&["undo"]);
    assert!(
        undone.contains("severity       7, before: unknown"),
        "{undone}"
    );
    assert_eq!(home.tell(&["show", "last"]), show);
    home.tell(&["undo"]);
    assert_eq!(home.tell(&["show", "last"]), edited);
    assert!(home.tell(&["check"]).contains("Entries: 1."));
}

#[test]
fn what_is_deleted_comes_back_by_undo_and_stays_in_the_file() {
    let home = Home::new();
    home.write_lines(&[CRAMP]);
    let before = fs::read(home.diary()).unwrap();
    home.tell(&["delete", "last"]);
    assert!(home.tell(&["list"]).contains("Nothing"));
    assert!(home.refuse(&["show", "last"]).contains("has no cramp"));
    assert!(fs::read(home.diary()).unwrap().starts_with(&before));
    let deleted = home.tell(&["list", "--deleted"]);
    assert!(deleted.contains("20241122T021240Z-00000007"), "{deleted}");
    for command in ["show", "delete"] {
        let refused = home.refuse(&[command, "20241122"]);
        assert!(
            refused.contains("is deleted; `uncramp diary undo"),
            "{refused}"
        );
    }
    let back = home.tell(&["undo", "20241122"]);
    assert!(back.contains("night of 2024-11-21, 03:12"), "{back}");
    assert!(
        home.tell(&["list", "--deleted"])
            .contains("Nothing was deleted")
    );
    assert!(home.tell(&["list"]).contains("2024-11-21  Fri 03:12"));
}

#[test]
fn an_entry_is_found_by_the_beginning_of_its_id_and_by_its_night() {
    let home = Home::new();
    let other = CRAMP.replace("00000007", "00000008");
    home.write_lines(&[CRAMP, &other]);
    let found = home.tell(&["show", "2024-11-21"]);
    assert!(
        found.contains("00000007") && found.contains("00000008"),
        "{found}"
    );
    assert!(
        home.tell(&["show", "20241122T021240Z-00000008"])
            .contains("later          x 1.5")
    );
    assert!(
        home.refuse(&["show", "20241122"])
            .contains("more than one id begins")
    );
    assert!(
        home.refuse(&["show", "2024-11-22"])
            .contains("nothing is written down")
    );
    let edited = home.refuse(&["edit", "2024-11-21", "--severity", "3"]);
    assert!(edited.contains("is a night"), "{edited}");
    for too_short in ["", "2", "2024112"] {
        let refused = home.refuse(&["delete", too_short]);
        assert!(refused.contains("8 characters"), "{refused}");
    }
}

#[test]
fn a_list_is_of_the_nights_that_are_asked_for_and_whole_in_a_pipe() {
    let home = Home::new();
    let long = "x".repeat(200);
    for (at, note) in [("2024-11-12T03:10", "first"), ("2024-11-13T03:10", &long)] {
        home.tell(&["add", "--at", at, "--note", note]);
    }
    let all = home.tell(&["list"]);
    assert!(all.contains("first") && all.contains(&long), "{all}");
    let second = home.tell(&["list", "--from", "2024-11-12"]);
    assert!(
        !second.contains("first") && second.contains(&long),
        "{second}"
    );
    let first = home.tell(&["list", "--to", "2024-11-11"]);
    assert!(first.contains("first") && !first.contains(&long), "{first}");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_says_what_is_saved() {
    let home = Home::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = home.command(&["diary", "add"]);
    let output = command.stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("is saved all the same"), "{said}");
    assert_eq!(home.tell(&["list"]).lines().count(), 1);
}

#[test]
fn a_sign_that_needs_help_shows_its_card() {
    let home = Home::new();
    let added = home.tell(&["add", "--signs", "swollen-one-leg,hot"]);
    assert!(added.contains("TODAY: "), "{added}");
    assert_eq!(added.matches("swollen, warm").count(), 1, "{added}");
    assert!(
        !home
            .tell(&["add", "--sure", "--signs", "none"])
            .contains("TODAY")
    );
}

#[test]
fn an_export_comes_back_whole_and_a_second_time_adds_nothing() {
    let (from, to) = (Home::new(), Home::new());
    from.write_lines(&[CRAMP]);
    from.tell(&["add", "--muscle", "foot"]);
    let export = from.tell(&["export"]);
    assert_eq!(export.lines().count(), 3, "{export}");
    let first = to.import(&export);
    assert_eq!(
        (first.code, first.out.as_str()),
        (0, "2 added, 0 changed, 0 deleted, 0 known already\n")
    );
    assert_eq!(to.tell(&["export"]), export);
    let size = fs::metadata(to.diary()).unwrap().len();
    let second = to.import(&export);
    assert_eq!(
        (second.code, second.out.as_str()),
        (0, "0 added, 0 changed, 0 deleted, 2 known already\n")
    );
    assert_eq!(fs::metadata(to.diary()).unwrap().len(), size);

    // A copy of the file itself will do, header and all.
    let copy = from.diary().to_str().unwrap().to_owned();
    assert!(to.tell(&["import", &copy]).starts_with("0 added"));
    let foreign = to.import("milk, eggs\n");
    assert_eq!(foreign.code, 1);
    assert!(foreign.err.contains("-:1: not an entry"), "{}", foreign.err);
}

#[test]
fn an_import_says_what_it_changes_and_what_it_cannot_read() {
    let home = Home::new();
    home.write_lines(&[CRAMP]);
    let id = "20241122T021240Z-00000007";
    home.tell(&["edit", id, "--signs", "hot"]);
    let there = format!(
        r#"{{"v":1,"id":"{id}","kind":"cramp","at":"2024-11-22T03:12:40+01:00","note":"there","signs":null}}"#
    );
    let wrong = "[1, 2]\n".repeat(12);
    // Some editors begin a file with a mark.
    let import = home.import(&format!("\u{feff}{CRAMP}\n{there}\n{wrong}"));
    assert_eq!(
        (import.code, import.out.as_str()),
        (
            1,
            format!("0 added, 1 changed, 0 deleted, 0 known already\n{id}: changed\n").as_str()
        )
    );
    let notes: Vec<_> = import.err.lines().collect();
    assert_eq!(notes.len(), 11, "{notes:?}");
    assert_eq!(notes[0], "note: -:3: not an entry of a diary");
    assert_eq!(notes[10], "and 2 more");
    let whole = home.tell(&["show", id]);
    assert!(whole.contains("there") && whole.contains("hot"), "{whole}");

    let refused = home.import("name,address\nDoe,1 Main Street\n");
    assert!(
        refused.err.contains("uncramp diary export"),
        "{}",
        refused.err
    );
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
}

#[test]
fn a_diary_of_deleted_entries_is_one_and_deletes_them_here() {
    let (from, to) = (Home::new(), Home::new());
    from.write_lines(&[CRAMP]);
    to.write_lines(&[CRAMP]);
    from.tell(&["delete", "last"]);
    let copy = from.diary().to_str().unwrap().to_owned();
    let told = to.tell(&["import", &copy]);
    assert!(told.starts_with("0 added, 0 changed, 1 deleted"), "{told}");
    let told = to.tell(&["import", &copy]);
    assert!(told.ends_with("0 deleted, 1 known already\n"), "{told}");
    to.tell(&["undo", "20241122T021240Z-00000007"]);
    assert!(to.tell(&["list"]).contains("7 of 10"));
}

#[test]
fn a_file_of_an_export_is_private_and_replaces_nothing_unasked() {
    let home = Home::new();
    home.write_lines(&[CRAMP]);
    let path = home.path().join("out.csv");
    let name = path.to_str().unwrap();
    home.tell(&["export", "--format", "csv", "--out", name]);
    let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let table = fs::read_to_string(&path).unwrap();
    assert!(table.contains("'=1+1") && table.contains("\r\n"), "{table}");
    assert!(home.refuse(&["export", "--out", name]).contains("already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), table);
    home.tell(&["export", "--out", name, "--force"]);
    assert_ne!(fs::read_to_string(&path).unwrap(), table);
}

#[test]
fn check_names_torn_and_foreign_lines_by_their_numbers() {
    let home = Home::new();
    let foreign = r#"{"v":1,"id":"d","kind":"dream","at":"2024-11-22T09:00:00Z"}"#;
    let wrong = r#"{"v":1,"id":"20241122T021240Z-00000007","kind":"cramp","at":"2024-11-22T09:00:00Z","severity":11}"#;
    home.write_lines(&[CRAMP, "not mine", foreign, &CRAMP[..40], wrong]);
    let check = home.run(&["diary", "check"]);
    assert_eq!((check.code, check.err.as_str()), (1, ""));
    for words in [
        "diary.jsonl:3: not an entry of a diary",
        "diary.jsonl:4: note: `dream`",
        "diary.jsonl:5: cut short",
        "diary.jsonl:6: `severity`: found 11",
        "Entries: 2.",
    ] {
        assert!(check.out.contains(words), "{words}:\n{}", check.out);
    }
    let list = home.run(&["diary", "list"]);
    assert!(list.err.contains("3 of the diary's lines"), "{}", list.err);

    let add = home.run(&["diary", "add"]);
    assert_eq!(add.code, 0, "{}", add.err);
    assert!(home.run(&["diary", "check"]).out.contains("Entries: 3."));
}

#[test]
fn a_diary_of_a_newer_version_is_read_and_left_as_it_is() {
    let newer = r#"{"v":2,"id":"z","kind":"cramp","at":"2024-11-22T09:00:00Z"}"#;
    let home = Home::new();
    home.write_lines(&[CRAMP, newer]);
    let before = fs::read(home.diary()).unwrap();
    for command in [
        &["add"][..],
        &["delete", "last"],
        &["edit", "last", "--severity", "1"],
        &["undo"],
    ] {
        let refused = home.refuse(command);
        assert!(refused.contains("newer uncramp"), "{refused}");
    }
    assert!(home.run(&["diary", "list"]).out.contains("7 of 10"));
    assert_eq!(fs::read(home.diary()).unwrap(), before);
}

#[test]
fn wiping_needs_a_word_or_a_flag_and_leaves_nothing() {
    let home = Home::new();
    home.write_lines(&[CRAMP]);
    assert!(home.refuse(&["wipe"]).contains("--yes"));
    assert!(home.diary().exists());
    let unsaved = home
        .path()
        .join(".local/state/uncramp/uncramp-unsaved-1.jsonl");
    fs::create_dir_all(unsaved.parent().unwrap()).unwrap();
    fs::write(&unsaved, CRAMP).unwrap();
    let unfinished = home.diary().with_file_name(".uncramp-AbCdEf");
    fs::write(&unfinished, CRAMP).unwrap();
    assert!(home.tell(&["wipe", "--yes"]).contains(": removed"));
    assert!(!home.diary().exists() && !unsaved.exists() && !unfinished.exists());
    assert!(home.tell(&["wipe", "--yes"]).contains("there is none"));
}

#[test]
fn safety_answers_that_wait_are_counted_by_every_command_and_outlive_the_diary() {
    let home = Home::new();
    home.write_lines(&[CRAMP]);
    let profile = home.diary().with_file_name("profile.jsonl");
    let header = r#"{"profile":"uncramp","format":1,"id":"0f0f0f0f0f0f0f0f"}"#;
    let no = r#"{"question":"clot","reply":"no","at":"2026-11-22T03:12:30Z"}"#;
    fs::write(&profile, format!("{header}\n{no}\n")).unwrap();
    // Another program has it, so they go on waiting.
    let held = fs::File::open(&profile).unwrap();
    held.lock().unwrap();
    let waits = home
        .path()
        .join(".local/state/uncramp/uncramp-unsaved-1.jsonl");
    fs::create_dir_all(waits.parent().unwrap()).unwrap();
    let answer = r#"{"question":"clot","reply":"yes","at":"2026-11-22T03:12:40Z"}"#;
    fs::write(&waits, format!("{header}\n{answer}\n")).unwrap();
    let counts = |command: &[&str]| {
        let run = home.run(command);
        let words = ["blood clot", "changed for you", "for a clot: Yes"];
        run.code == 0 && words.iter().any(|words| run.out.contains(words))
    };
    for command in [
        &["list"][..],
        &["show", "relief-calf"],
        &["report"],
        &["profile"],
        &["now", "--plain", "--speed", "9999"],
    ] {
        assert!(counts(command), "{command:?}: {}", home.run(command).out);
    }
    let wiped = home.run(&["diary", "wipe", "--yes"]);
    assert!(wiped.out.contains(": removed"), "{}", wiped.err);
    assert!(waits.exists());
    drop(held);
    assert!(counts(&["list"]));
    assert!(!waits.exists() && fs::read_to_string(&profile).unwrap().contains(answer));
}

#[test]
fn eight_who_add_at_once_lose_nothing() {
    let home = Home::new();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let run = finish(&mut home.command(&["diary", "add", "--again"]));
                assert_eq!(run.code, 0, "{}", run.err);
            });
        }
    });
    assert_eq!(home.tell(&["export"]).lines().count(), 9);
}

#[test]
fn the_document_names_every_command_there_is() {
    let home = Home::new();
    let document = fs::read_to_string(project("docs/diary.md")).unwrap();
    let help = home.tell(&["--help"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    for command in commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
    {
        let row = format!("| `uncramp diary {command}");
        assert!(command == "help" || document.contains(&row), "{row}");
    }
}

#[test]
fn the_path_is_told_and_the_log_says_nothing_of_the_body() {
    let home = Home::new();
    assert_eq!(
        home.tell(&["path"]),
        format!("{}\n", home.diary().display())
    );
    home.tell(&["add", "--note", "secret knee", "--log", "trace"]);
    let log = fs::read_to_string(home.path().join(".local/state/uncramp/uncramp.log")).unwrap();
    assert!(log.contains("Add") && !log.contains("secret"), "{log}");
}

#[test]
fn what_makes_no_sense_is_refused_with_what_would() {
    let long = "x".repeat(281);
    for (arguments, words) in [
        (&["add", "--severity", "11"][..], "from 0 to 10"),
        (&["add", "--ago", "40x"], "such as 40"),
        (&["add", "--ago", "40M"], "28d at most"),
        (&["add", "--at", "2024-11-22"], "which hour?"),
        (
            &["add", "--at", "03:10", "--ago", "1h"],
            "cannot be used with",
        ),
        (&["add", "--note", &long], "found 281 characters"),
        (&["edit", "last"], "--severity"),
        (&["night"], "--cramps"),
        (&["night", "--cramps", "100"], "from 0 to 99"),
        (&["export", "--out", "-"], "without `--out`"),
        (&["add", "--minutes", "1441"], "minutes from 0 to 1440"),
        (&["add", "--signs", "tired"], "swollen-one-leg"),
        (&["add", "--note", " "], "some words"),
        (&["export", "--format", "xml"], "jsonl"),
        (&["export", "--force"], "--out"),
    ] {
        let run = Home::new().run(&[&["diary"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}
