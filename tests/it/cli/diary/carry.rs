//! Tables in and out, and what editors and syncs leave behind.

use std::fs;
use std::process::Command;

use super::super::home::Home;

const SPREADSHEET: &str = "\u{feff}date;time;leg;minutes;pain;notes\r\n\
    03.11.2024;02:10;left;6;8;stood on the cold floor\r\n\
    09.11.2024;23:55;right;3;5;Fuß\r\n";

fn write(home: &Home, name: &str, text: &str) -> String {
    let path = home.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_spreadsheet_is_tried_first_and_then_taken_in_once() {
    let home = Home::new();
    let file = write(&home, "cramps.csv", SPREADSHEET);
    let tried = home.tell(&["import", "--dry-run", &file]);
    for words in [
        "date: the day it began",
        "leg: the leg",
        "Nothing is written.",
        "2 added, of the nights from 2024-11-02 to 2024-11-09",
    ] {
        assert!(tried.contains(words), "{words}: {tried}");
    }
    assert!(!home.diary().exists());
    home.tell(&["import", &file]);
    let list = home.tell(&["list"]);
    assert!(
        list.contains("cramp, 6:00, 8 of 10, left, \"stood on the cold floor\""),
        "{list}"
    );
    assert!(
        list.contains("cramp, 3:00, 5 of 10, right, \"Fuß\""),
        "{list}"
    );
    let again = home.tell(&["import", &file]);
    assert!(
        again.contains("0 added, 0 changed, 0 deleted, 2 known already"),
        "{again}"
    );
}

#[test]
fn dates_that_do_not_tell_their_order_are_asked_about() {
    let home = Home::new();
    let file = write(&home, "m.csv", "Started,Pain Level\n11/03/24 02:10,8\n");
    let why = home.refuse(&["import", &file]);
    assert!(why.contains("`--dates day-first`"), "{why}");
    let said = home.tell(&["import", "--dates", "month-first", &file]);
    assert!(said.contains("1 added, of the night 2024-11-02"), "{said}");
}

#[test]
fn our_own_table_comes_back_and_opens_in_a_spreadsheet() {
    let (from, to) = (Home::new(), Home::new());
    from.tell(&[
        "add",
        "--at",
        "2024-11-22T03:10",
        "--minutes",
        "6",
        "--note",
        "=Fuß; Kälte",
        "--helped",
        "rub,walk",
    ]);
    from.tell(&["night", "2024-11-19", "--cramps", "0"]);
    let path = from.path().join("d.csv");
    let file = path.to_str().unwrap();
    from.tell(&["export", "--format", "csv", "--out", file]);
    let table = fs::read_to_string(&path).unwrap();
    assert!(
        table.starts_with("\u{feff}id,kind,night,date,time,minutes,start,"),
        "{table}"
    );
    assert!(
        table.contains(",cramp,2024-11-21,2024-11-22,03:10,6.0,2024-11-22T03:10:00+00:00,"),
        "{table}"
    );
    assert!(table.contains("'=Fuß; Kälte"), "{table}");
    let pipe = from.tell(&["export", "--format", "csv"]);
    assert!(pipe.starts_with("id,kind"), "no mark in a pipe");
    let said = to.tell(&["import", file]);
    assert!(said.contains("2 added"), "{said}");
    assert_eq!(to.tell(&["export", "--format", "csv"]), pipe);
    assert!(
        to.tell(&["import", file])
            .contains("0 added, 0 changed, 0 deleted, 2 known")
    );
}

#[test]
fn an_export_may_be_of_some_nights() {
    let home = Home::new();
    for night in ["2024-11-18", "2024-11-19", "2024-11-20"] {
        home.tell(&["night", night, "--cramps", "0"]);
    }
    for format in ["jsonl", "csv"] {
        let text = home.tell(&[
            "export",
            "--format",
            format,
            "--from",
            "2024-11-19",
            "--to",
            "2024-11-19",
        ]);
        assert!(text.contains("night-2024-11-19"), "{text}");
        assert!(
            !text.contains("night-2024-11-18") && !text.contains("night-2024-11-20"),
            "{text}"
        );
    }
}

#[test]
fn a_diary_that_an_editor_saved_with_a_mark_goes_on() {
    let home = Home::new();
    home.write_diary(&format!(
        "\u{feff}{{\"diary\":\"uncramp\",\"format\":1}}\r\n{}\r\n",
        r#"{"v":1,"id":"20241128T010000Z-00000001","kind":"cramp","at":"2024-11-28T08:00:00+00:00","start":"2024-11-28T01:00:00+00:00"}"#
    ));
    assert!(
        home.tell(&["check"])
            .contains("Entries: 1. Every line can be read.")
    );
    home.tell(&["add", "--at", "2024-11-28T04:00"]);
    assert_eq!(home.tell(&["list"]).lines().count(), 2);
}

#[test]
fn copies_that_a_sync_has_left_are_named() {
    let home = Home::new();
    home.tell(&["night", "2024-11-19", "--cramps", "0"]);
    let folder = home.diary().parent().unwrap().to_owned();
    for name in [
        "diary.sync-conflict-20241122-031200-ABCDEF.jsonl",
        "diary (conflicted copy 2024-11-22).jsonl",
        "diary.jsonl~",
        "diarybook.jsonl",
        "notes.txt",
    ] {
        fs::copy(home.diary(), folder.join(name)).unwrap();
    }
    let check = home.tell(&["check"]);
    let copies = check
        .lines()
        .filter(|line| line.contains("looks like a copy"))
        .count();
    assert_eq!(copies, 3, "{check}");
    // What is printed can be pasted, whatever is in the name.
    let line = check.lines().find(|line| line.contains("conflicted"));
    let pasted = line.and_then(|line| line.split('`').nth(1)).unwrap();
    let pasted = pasted.strip_prefix("uncramp").unwrap();
    let script = format!("{}{pasted} --dry-run", env!("CARGO_BIN_EXE_uncramp"));
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &script])
        .env_clear()
        .env("HOME", home.path());
    let run = shell.output().unwrap();
    assert!(run.status.success(), "{script}: {run:?}");
}

#[test]
fn the_time_of_last_night_and_of_yesterday_is_said_back() {
    let home = Home::new();
    for at in ["last night 03:10", "yesterday 0310"] {
        let said = home.tell(&["add", "--sure", "--at", at]);
        assert!(said.contains("03:10; "), "{said}");
    }
}

#[test]
fn a_list_of_lines_and_what_a_spreadsheet_calls_unicode_text_are_taken_in() {
    let from = Home::new();
    from.tell(&["add", "--sure", "--at", "2024-11-21T03:10"]);
    from.tell(&["add", "--sure", "--at", "2024-11-25T03:10"]);
    let export = from.tell(&["export"]);
    let lines: Vec<_> = export.lines().collect();
    let to = Home::new();
    let list = write(&to, "list.json", &format!("[{}]", lines.join(",\n")));
    assert!(
        to.tell(&["import", "--as-mine", &list])
            .starts_with("2 added")
    );
    let wide = SPREADSHEET.encode_utf16().flat_map(u16::to_le_bytes);
    let path = to.path().join("unicode.csv");
    fs::write(&path, wide.collect::<Vec<_>>()).unwrap();
    let said = to.tell(&["import", path.to_str().unwrap()]);
    assert!(said.contains("2 added"), "{said}");
    let narrow = SPREADSHEET.trim_start_matches('\u{feff}').chars();
    let narrow = narrow.map(|c| u8::try_from(c).unwrap());
    fs::write(&path, narrow.collect::<Vec<_>>()).unwrap();
    let refused = to.refuse(&["import", path.to_str().unwrap()]);
    assert!(refused.contains("UTF-8"), "{refused}");
}

#[test]
fn a_note_may_begin_with_a_dash() {
    let home = Home::new();
    home.tell(&["add", "--sure", "--ago", "30m", "--note", "-5 degrees"]);
    assert!(home.tell(&["export"]).contains("-5 degrees"));
}
