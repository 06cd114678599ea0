//! What keeps a diary whole: recovery, mending, copies that are diaries, and files that are ours.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::symlink;
use std::process::Stdio;

use super::home::Home;

const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}\n";

fn cramp(id: &str, fields: &str) -> String {
    format!(
        "{{\"v\":1,\"id\":\"{id}\",\"kind\":\"cramp\",\"at\":\"2024-11-22T03:12:40+01:00\",\
         \"start\":\"2024-11-22T03:12:40+01:00\"{fields}}}\n"
    )
}

fn diary(home: &Home, arguments: &[&str]) -> super::home::Run {
    home.run(&[&["diary"], arguments].concat())
}

#[test]
fn what_could_not_be_saved_is_taken_in_by_the_next_command_and_told_once() {
    let home = Home::new();
    home.write_diary(&(HEADER.to_owned() + &cramp("a", "")));
    let state = home.path().join(".local/state/uncramp");
    fs::create_dir_all(&state).unwrap();
    let aside = state.join("uncramp-unsaved-1.jsonl");
    fs::write(
        &aside,
        cramp("a", "") + &cramp("b", "") + "{\"v\":1,\"id\":\"c",
    )
    .unwrap();
    let list = diary(&home, &["list"]);
    assert_eq!(list.out.lines().count(), 2, "{}", list.out);
    let told = "note: Saved now: 1 line that could not be saved before.";
    assert!(list.err.contains(told), "{}", list.err);
    assert!(!aside.exists());
    assert_eq!(diary(&home, &["list"]).err, "");
}

#[test]
fn half_a_line_is_moved_out_by_the_next_command_and_told_once() {
    let home = Home::new();
    let whole = HEADER.to_owned() + &cramp("a", "");
    for torn in ["{\"v\":1,\"id\":\"b\",\"ki", "{\"v\":1,\"id\0\0\0"] {
        home.write_diary(&(whole.clone() + torn));
        let list = diary(&home, &["list"]);
        assert!(list.err.starts_with("note: Half a line, "), "{}", list.err);
        assert_eq!(diary(&home, &["list"]).err, "");
        assert_eq!(fs::read_to_string(home.diary()).unwrap(), whole);
    }
    let aside = home.diary().with_file_name("diary.unreadable-2.jsonl");
    assert_eq!(fs::read(aside).unwrap().last(), Some(&0));
    // Only the line feed is missing: that is a line, and so is what somebody wrote by hand.
    for end in [cramp("b", "").trim_end(), "milk"] {
        let text = whole.clone() + end;
        home.write_diary(&text);
        diary(&home, &["list"]);
        assert_eq!(fs::read_to_string(home.diary()).unwrap(), text);
    }
}

#[test]
fn a_diary_that_was_mended_is_clean_and_what_was_moved_lies_beside_it() {
    let home = Home::new();
    let torn = "{\"v\":1,\"id\":\"b\",\"ki";
    home.write_diary(&format!(
        "{HEADER}{}{torn}\nmilk\n{}",
        cramp("a", ""),
        cramp("c", ",\"severity\":11")
    ));
    assert_eq!(diary(&home, &["check"]).code, 1);
    let mended = diary(&home, &["mend"]);
    assert_eq!(mended.code, 0, "{}", mended.err);
    assert!(
        mended.out.starts_with("3 lines moved to "),
        "{}",
        mended.out
    );
    let check = diary(&home, &["check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("Entries: 2."), "{}", check.out);
    let aside = home.diary().with_file_name("diary.unreadable-1.jsonl");
    let aside = fs::read_to_string(aside).unwrap();
    assert!(aside.starts_with(&format!("{torn}\nmilk\n")), "{aside}");
    assert!(diary(&home, &["mend"]).out.contains("nothing to mend"));
}

#[test]
fn a_copy_of_an_export_is_a_diary_and_its_owner_stays_the_same() {
    let (home, other) = (Home::new(), Home::new());
    diary(&home, &["add", "--muscle", "foot"]);
    let export = diary(&home, &["export"]).out;
    assert!(
        export.starts_with("{\"diary\":\"uncramp\",\"format\":1,\"id\":\""),
        "{export}"
    );
    other.write_diary(&export);
    assert_eq!(diary(&other, &["add", "--again"]).code, 0);
    // Without a first line its id is no entry's.
    other.write_diary(&cramp("a", ""));
    assert!(
        !diary(&other, &["export"])
            .out
            .starts_with("{\"diary\":\"uncramp\",\"format\":1,\"id\":\"a\"")
    );
    other.write_diary(&export);
    let again = diary(&other, &["export"]).out;
    assert_eq!(again.lines().next(), export.lines().next());
}

#[test]
fn the_diary_of_somebody_else_is_refused_until_it_is_said_to_be_mine() {
    let (home, other) = (Home::new(), Home::new());
    for home in [&home, &other] {
        diary(home, &["add"]);
    }
    let export = other.path().join("theirs.jsonl");
    let name = export.to_str().unwrap();
    assert_eq!(diary(&other, &["export", "--out", name]).code, 0);
    let table = other.path().join("theirs.csv");
    let table = table.to_str().unwrap();
    diary(&other, &["export", "--format", "csv", "--out", table]);
    for name in [name, table] {
        let refused = diary(&home, &["import", name]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""));
        assert!(refused.err.contains("--as-mine"), "{}", refused.err);
    }
    // Without its first line nobody can tell whose it is, be it of nights, which all have.
    let lines = home.path().join("lines.jsonl");
    let night = r#"{"v":1,"id":"night-2024-11-21","kind":"night","at":"2024-11-22T08:00:00Z","night":"2024-11-21","cramps":0}"#;
    for text in [cramp("theirs", ""), night.to_owned()] {
        fs::write(&lines, text).unwrap();
        let refused = diary(&home, &["import", lines.to_str().unwrap()]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""));
        assert!(refused.err.contains("is missing"), "{}", refused.err);
    }
    let taken = diary(&home, &["import", name, "--as-mine"]);
    assert!(taken.out.starts_with("1 added"), "{}", taken.out);
    // From now on they have an entry in common.
    assert!(diary(&home, &["import", name]).out.starts_with("0 added"));
    assert!(diary(&home, &["import", table]).out.contains("\n0 added"));
    // Where there is no diary yet it is begun with the table, as the same.
    let fresh = Home::new();
    assert_eq!(diary(&fresh, &["import", table]).code, 0);
    let first = |home: &Home| {
        diary(home, &["export"])
            .out
            .lines()
            .next()
            .map(str::to_owned)
    };
    assert_eq!(first(&fresh), first(&other));
}

#[test]
fn what_is_written_in_own_words_can_be_left_out_of_an_export() {
    let home = Home::new();
    let fields = ",\"note\":\"zzz\",\"medicine\":\"yyy\",\"severity\":7";
    home.write_diary(&(HEADER.to_owned() + &cramp("a", fields)));
    let file = home.path().join("out");
    for format in ["jsonl", "csv"] {
        let export = |without: &str| {
            let name = file.to_str().unwrap();
            let form = ["export", "--format", format, "--out", name, "--force"];
            let run = diary(&home, &[&form[..], &["--without", without]].concat());
            assert_eq!(run.code, 0, "{}", run.err);
            fs::read_to_string(&file).unwrap()
        };
        let lacks = export("note,medicine");
        assert!(!lacks.contains("zzz") && !lacks.contains("yyy"), "{lacks}");
        assert!(lacks.contains('7'), "{lacks}");
        assert!(export("note").contains("yyy"));
    }
    // The lists of a night and of a cramp have own words, too: the program's stay.
    let fields = r#","helped":["stretch","my qqq tablet"],"triggers":["xxx"],"signs":["hot"]"#;
    let none = r#","helped":[],"triggers":"unknown""#;
    let night = r#"{"v":1,"id":"night-2026-11-21","kind":"night","at":"2026-11-22T08:00:00+01:00","night":"2026-11-21","alcohol":false,"with":["qqq"]}"#;
    let entries = [
        cramp("a", fields),
        cramp("b", none),
        night.to_owned() + "\n",
    ]
    .concat();
    home.write_diary(&(HEADER.to_owned() + &entries));
    for (format, kept) in [
        (
            "jsonl",
            [
                r#""helped":["stretch"]"#,
                r#""helped":[]"#,
                r#""triggers":"unknown""#,
            ],
        ),
        ("csv", ["stretch", "none", "unknown"]),
    ] {
        let run = diary(&home, &["export", "--format", format, "--without", "note"]);
        assert!(
            !run.out.contains("qqq") && !run.out.contains("xxx"),
            "{}",
            run.out
        );
        for words in kept {
            assert!(run.out.contains(words), "{words}: {}", run.out);
        }
        assert!(
            diary(&home, &["export", "--format", format])
                .out
                .contains("xxx")
        );
    }
}

#[test]
fn nothing_of_ours_is_overwritten_by_a_page() {
    let home = Home::new();
    diary(&home, &["add"]);
    let before = fs::read(home.diary()).unwrap();
    let linked = home.path().join("linked");
    symlink(home.diary().parent().unwrap(), &linked).unwrap();
    let hard = home.path().join("hard.txt");
    fs::hard_link(home.diary(), &hard).unwrap();
    let aside = |name| {
        let path = home.diary().with_file_name(name);
        fs::write(&path, "kept").unwrap();
        path
    };
    for path in [
        home.diary(),
        linked.join("diary.jsonl"),
        hard,
        home.diary().with_file_name("profile.jsonl"),
        aside("diary.unreadable-1.jsonl"),
        aside("profile.unreadable-1.jsonl"),
    ] {
        let name = path.to_str().unwrap();
        for command in [
            &["diary", "export", "--out", name, "--force"][..],
            &["report", "--format", "text", "--out", name, "--force"],
        ] {
            let run = home.run(command);
            assert_eq!(run.code, 1, "{name}: {}", run.out);
            assert!(run.err.contains("keeps for itself"), "{}", run.err);
        }
    }
    assert_eq!(fs::read(home.diary()).unwrap(), before);
}

#[test]
fn a_mark_of_an_editor_is_no_harm_and_a_foreign_file_is_called_that_and_not_wiped() {
    let home = Home::new();
    home.write_diary(&format!("\u{feff}{HEADER}{}", cramp("a", "")));
    assert_eq!(diary(&home, &["add"]).code, 0);
    assert_eq!(diary(&home, &["check"]).code, 0);
    let below = HEADER.to_owned() + &cramp("a", "");
    for above in ["# my diary\n", "\n// mine\n", "My diary\n"] {
        home.write_diary(&(above.to_owned() + &below));
        assert_eq!(diary(&home, &["add"]).code, 0);
        assert_eq!(diary(&home, &["mend"]).code, 0);
        let check = diary(&home, &["check"]);
        assert!(
            check.out.contains("Entries: 2. Every line"),
            "{}",
            check.out
        );
    }
    home.write_diary("milk, eggs\n");
    let made = home.path().join("made");
    for command in [
        "diary add",
        "diary night --tired no",
        "diary edit last --note x",
        "diary delete last",
        "diary undo",
        "diary list",
        "diary list --deleted",
        "diary show last",
        "diary show 2026-11-21",
        "diary mend",
        "diary wipe --yes",
        "diary import FILE",
        "diary export --out FILE",
        "diary export --format csv --out FILE",
        "report --out FILE --format html",
        "nights",
    ] {
        let path = made.to_str().unwrap();
        let words = command
            .split(' ')
            .map(|word| if word == "FILE" { path } else { word });
        if command.contains("import") {
            fs::write(&made, &below).unwrap();
        }
        let run = home.run(&words.collect::<Vec<_>>());
        assert_eq!(run.code, 1, "{command}: {}", run.out);
        assert!(run.err.contains("not a diary"), "{command}: {}", run.err);
        assert!(
            command == "nights" || run.out.is_empty(),
            "{command}: {}",
            run.out
        );
        assert!(command.contains("import") || !made.exists(), "{command}");
        let _ = fs::remove_file(&made);
    }
    assert!(diary(&home, &["check"]).out.contains("not a diary"));
    // What waits beside it is a person's too, and is named.
    let waits = home.diary().with_file_name("diary.unreadable-1.jsonl");
    fs::write(&waits, "kept").unwrap();
    let wiped = diary(&home, &["wipe", "--yes"]);
    assert!(
        wiped
            .err
            .contains("diary.unreadable-1.jsonl is of this program"),
        "{}",
        wiped.err
    );
    assert!(waits.exists());
    assert_eq!(fs::read_to_string(home.diary()).unwrap(), "milk, eggs\n");
}

#[test]
fn a_value_that_cannot_be_read_is_not_taken_in_and_the_rest_of_its_line_is() {
    let home = Home::new();
    let file = home.path().join("bad.jsonl");
    fs::write(&file, cramp("a", ",\"severity\":99,\"side\":\"left\"")).unwrap();
    for added in ["1 added", "0 added"] {
        let import = diary(&home, &["import", file.to_str().unwrap()]);
        assert_eq!(import.code, 1);
        assert!(import.err.contains("`severity`"), "{}", import.err);
        assert!(import.out.contains(added), "{}", import.out);
    }
    let check = diary(&home, &["check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    let kept = fs::read_to_string(home.diary()).unwrap();
    assert!(
        kept.contains("\"side\":\"left\"") && !kept.contains("severity"),
        "{kept}"
    );
}

#[test]
fn a_line_of_the_far_future_is_not_taken_in_so_that_an_edit_always_counts() {
    let home = Home::new();
    let late = cramp("a", ",\"severity\":7").replace("\"at\":\"2024", "\"at\":\"9998");
    let file = home.path().join("late.jsonl");
    fs::write(&file, cramp("a", "") + &late).unwrap();
    let import = diary(&home, &["import", file.to_str().unwrap()]);
    assert_eq!(import.code, 1);
    assert!(import.err.contains("later than tomorrow"), "{}", import.err);
    assert_eq!(diary(&home, &["edit", "a", "--severity", "3"]).code, 0);
    assert!(diary(&home, &["show", "a"]).out.contains('3'));
}

#[test]
fn what_another_program_writes_before_the_lines_are_added_is_asked_about_as_what_was_there() {
    let recent = "{\"v\":1,\"id\":\"b\",\"kind\":\"cramp\",\"at\":\"2024-11-21T03:12:50Z\",\
                  \"start\":\"2024-11-21T03:13:00Z\"}\n";
    for (arguments, asked) in [
        (
            &["night", "2024-11-20", "--cramps", "0"][..],
            "more cramps on record than that, 1",
        ),
        (
            &["add", "--at", "2024-11-21T03:12"],
            "is it the cramp that is on record",
        ),
        (&["delete", "a"], "a is deleted"),
    ] {
        let home = Home::new();
        home.write_diary(&(HEADER.to_owned() + &cramp("a", "")));
        let other = File::options().append(true).open(home.diary()).unwrap();
        other.lock().unwrap();
        let mut command = home.command(&[&["diary"], arguments].concat());
        let mut run = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut err = BufReader::new(run.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("waiting for it") {
            assert_ne!(err.read_line(&mut said).unwrap(), 0, "{said}");
        }
        let gone = cramp("a", ",\"deleted\":true").replace(":40+01:00\",\"st", ":41+01:00\",\"st");
        write!(&other, "{recent}{gone}").unwrap();
        drop(other);
        err.read_to_string(&mut said).unwrap();
        assert_eq!(run.wait().unwrap().code(), Some(1), "{said}");
        assert!(said.contains(asked), "{arguments:?}: {said}");
        let kept = fs::read_to_string(home.diary()).unwrap();
        assert!(kept.ends_with(&gone), "{kept}");
    }
}
