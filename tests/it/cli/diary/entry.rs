//! What is said of a cramp or a night, and when it was.

use super::CRAMP;
use crate::cli::home::{Home, finish};

#[test]
fn the_start_of_a_cramp_is_said_and_corrected_by_the_clock_on_the_wall() {
    let home = Home::new();
    let start = |arguments: &[&str]| {
        home.tell(arguments);
        let show = home.tell(&["show", "last"]);
        let start = show
            .lines()
            .find_map(|line| line.trim().strip_prefix("start"));
        start.unwrap().trim().to_owned()
    };
    let added = start(&["add", "--at", "2024-11-12T03:10"]);
    assert_eq!(added, "2024-11-12T03:10:00+00:00");
    // The hour alone stays in the night of the cramp.
    let evening = start(&["edit", "last", "--at", "23:40"]);
    assert_eq!(evening, "2024-11-11T23:40:00+00:00");
    let morning = start(&["edit", "last", "--at", "4:05"]);
    assert_eq!(morning, "2024-11-12T04:05:00+00:00");
    let guessed = home.tell(&["edit", "last", "--ago", "2d"]);
    assert!(guessed.contains("about "), "{guessed}");
    let refused = home.refuse(&["edit", "last", "--at", "9000-01-01T00:00"]);
    assert!(refused.contains("still to come"), "{refused}");
}

#[test]
fn a_time_when_clocks_went_another_way_is_what_the_wall_showed() {
    let home = Home::new();
    // A zone by its rule, an hour ahead of UTC, two from the last Sunday of March to that of October.
    let run = |at: &str| {
        let mut command = home.command(&["diary", "add", "--at", at]);
        finish(command.env("TZ", "CET-1CEST,M3.5.0,M10.5.0/3"))
    };
    for (at, start) in [
        ("2023-07-01T02:00", "2023-07-01T02:00:00+02:00"),
        ("2023-12-01T02:00", "2023-12-01T02:00:00+01:00"),
        ("2023-03-26T02:30", "2023-03-26T03:30:00+02:00"),
        ("2023-10-29T02:30", "2023-10-29T02:30:00+02:00"),
    ] {
        let added = run(at);
        assert!(
            added.out.contains(start),
            "{at}: {}{}",
            added.out,
            added.err
        );
    }
}

#[test]
fn a_zone_that_cannot_be_read_is_said() {
    let home = Home::new();
    let mut command = home.command(&["diary", "list"]);
    let run = finish(command.env("TZ", "Europe/Pariss"));
    assert!(run.err.contains("`Europe/Pariss`"), "{}", run.err);
    let run = finish(home.command(&["diary", "list"]).env("TZ", ""));
    assert_eq!(run.err, "");
}

#[test]
fn a_night_by_a_clock_that_may_be_wrong_is_refused_unless_it_is_named() {
    let home = Home::new();
    home.write_lines(&[&CRAMP.replace("2024", "2004")]);
    let refused = home.refuse(&["night", "--cramps", "0"]);
    assert!(
        refused.contains("is that right: the clock shows"),
        "{refused}"
    );
    assert!(!home.tell(&["list"]).contains("no cramp"));
    home.tell(&["night", "2024-11-19", "--cramps", "0"]);
}

#[test]
fn the_last_cramp_is_not_looked_for_where_the_clock_is_behind_all() {
    let home = Home::new();
    home.write_lines(&[&CRAMP.replace("2024", "2199")]);
    let refused = home.refuse(&["delete", "last"]);
    assert!(refused.contains("no cramp up to "), "{refused}");
    assert!(refused.contains("entry is of 2199-11-22"), "{refused}");
}

#[test]
fn a_night_is_written_down_with_cramps_or_without() {
    let home = Home::new();
    let said = home.tell(&["night", "2024-11-19", "--cramps", "0", "--alcohol", "yes"]);
    assert!(said.contains("saved, night of 2024-11-19"), "{said}");
    let changed = home.tell(&[
        "night",
        "2024-11-19",
        "--note",
        "calm",
        "--clear",
        "alcohol",
    ]);
    assert!(changed.contains("taken back, before: yes"), "{changed}");
    let list = home.tell(&["list"]);
    assert!(list.contains("night, no cramp, \"calm\""), "{list}");
    let edit = home.refuse(&["edit", "night-2024-11-19", "--severity", "3"]);
    assert!(edit.contains("`uncramp diary night 2024-11-19`"), "{edit}");
    let future = home.refuse(&["night", "9000-01-01", "--cramps", "0"]);
    assert!(future.contains("still to come"), "{future}");
    home.tell(&["add", "--at", "2024-11-13T03:10"]);
    let refused = home.refuse(&["night", "2024-11-12", "--cramps", "0"]);
    assert!(
        refused.contains("uncramp diary show 2024-11-12"),
        "{refused}"
    );
    home.tell(&["night", "2024-11-12", "--cramps", "2"]);
    // Without a date it is the last night.
    assert!(home.tell(&["night", "--tired", "no"]).contains("saved"));
}

#[test]
fn an_entry_in_the_future_is_named_and_not_the_last() {
    let home = Home::new();
    let future = CRAMP
        .replace("2024-11-22T03", "9000-11-22T03")
        .replace("00000007", "00000009");
    home.write_lines(&[CRAMP, &future]);
    assert!(home.tell(&["show", "last"]).contains("00000007"));
    let list = home.run(&["diary", "list"]);
    assert!(
        list.err.contains("-00000009 lies in the future"),
        "{}",
        list.err
    );
    home.tell(&[
        "edit",
        "20241122T021240Z-00000009",
        "--at",
        "2024-11-20T03:00",
    ]);
    assert_eq!(home.run(&["diary", "list"]).err, "");
}
