//! One cramp is one cramp, however often it was started and noted.

use super::super::home::Home;

/// Relief opened four times in half a minute: closed at once, left without an answer, "better", and
/// back again.
const STARTS: [&str; 6] = [
    r#"{"v":1,"id":"20241122T021000Z-00000001","kind":"cramp","at":"2024-11-22T03:10:00+00:00","start":"2024-11-22T03:10:00+00:00","routine":"relief-calf"}"#,
    r#"{"v":1,"id":"20241122T021000Z-00000001","kind":"cramp","at":"2024-11-22T03:10:04+00:00","of":"2024-11-22T03:10:00+00:00","left":4}"#,
    r#"{"v":1,"id":"20241122T021010Z-00000002","kind":"cramp","at":"2024-11-22T03:10:10+00:00","start":"2024-11-22T03:10:10+00:00","routine":"relief-calf"}"#,
    r#"{"v":1,"id":"20241122T021030Z-00000003","kind":"cramp","at":"2024-11-22T03:10:30+00:00","start":"2024-11-22T03:10:30+00:00","routine":"relief-calf","answers":[{"after":40,"answer":"better"}],"seconds":40,"source":"clock"}"#,
    r#"{"v":1,"id":"20241122T021200Z-00000004","kind":"cramp","at":"2024-11-22T03:12:00+00:00","start":"2024-11-22T03:12:00+00:00","routine":"relief-calf","answers":[{"after":30,"answer":"gone"}],"seconds":30,"source":"clock"}"#,
    r#"{"v":1,"id":"20241123T021200Z-00000005","kind":"cramp","at":"2024-11-23T03:12:09+00:00","start":"2024-11-23T03:12:00+00:00","routine":"relief-calf","left":9}"#,
];

fn home() -> Home {
    let home = Home::new();
    home.write_lines(&STARTS);
    home
}

#[test]
fn many_starts_of_one_cramp_are_listed_and_counted_as_one() {
    let home = home();
    let list = home.tell(&["list"]);
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines.len(), STARTS.len() - 1, "{list}");
    assert!(
        lines[0].ends_with("relief for the same cramp, left after 4 seconds"),
        "{list}"
    );
    // From 03:10:10 to 03:11:10, and half a minute from 03:12 on.
    assert!(lines[1].ends_with("cramp, 1:30, in all 3 starts"), "{list}");
    assert!(lines[2].ends_with("the same cramp again, 0:40"), "{list}");
    assert!(lines[3].ends_with("the same cramp again, 0:30"), "{list}");
    let page = home
        .run(&["report", "--from", "2024-11-21", "--to", "2024-11-21"])
        .out;
    assert!(page.contains("1 cramp, on 1 of 1 recorded night"), "{page}");
    assert!(
        page.contains("Usual hours              03:00 to 04:00: 1 of 1"),
        "{page}"
    );
    let show = home.tell(&["show", "20241122T021030Z"]);
    assert!(
        show.contains("one cramp with 20241122T021000Z-00000001"),
        "{show}"
    );
}

#[test]
fn relief_that_was_tried_out_counts_once_somebody_says_that_it_was_a_cramp() {
    let home = home();
    let page = || {
        home.run(&["report", "--from", "2024-11-22", "--to", "2024-11-22"])
            .out
    };
    assert!(page().contains("0 of 1; under 14"), "{}", page());
    home.tell(&["edit", "20241123T021200Z", "--severity", "5"]);
    assert!(page().contains("1 of 1; under 14"), "{}", page());
}

#[test]
fn a_cramp_that_is_on_record_is_not_written_down_again_unless_it_is_meant() {
    let home = home();
    let add = ["add", "--at", "2024-11-22T03:12"];
    let why = home.refuse(&add);
    assert!(
        why.contains("is it the cramp that is on record, night of 2024-11-21, 03:10?"),
        "{why}"
    );
    let count = |home: &Home| {
        let list = home.tell(&["list"]);
        list.lines()
            .filter(|line| line.contains("  cramp, "))
            .count()
    };
    home.tell(&[&add[..], &["--again"]].concat());
    assert_eq!(count(&home), 1);
    home.tell(&[&add[..], &["--apart", "yes"]].concat());
    assert_eq!(count(&home), 2);
    home.tell(&["add", "--at", "2024-11-22T05:00"]);
    assert_eq!(count(&home), 3);
}

#[test]
fn a_cramp_of_its_own_is_one_whichever_of_two_starts_it_is_said_of() {
    let count = |home: &Home| {
        let list = home.run(&["diary", "list"]).out;
        list.lines()
            .filter(|line| line.contains("  cramp, "))
            .count()
    };
    let add = |home: &Home, at: &str, more: &[&str]| {
        let minutes = ["add", "--minutes", "2", "--at", at];
        home.tell(&[&minutes[..], more].concat())
    };
    let apart = ["--apart", "yes"];
    for (first, second) in [("03:12", "03:05"), ("03:05", "03:12"), ("03:05", "03:05")] {
        let [first, second] = [first, second].map(|at| format!("2024-11-22T{at}"));
        let home = Home::new();
        add(&home, &first, &[]);
        add(&home, &second, &apart);
        assert_eq!(count(&home), 2, "{first} {second}");
    }
    // What came back after the one before it stays a return, of whichever.
    let home = Home::new();
    for (at, more) in [
        ("03:05", &[][..]),
        ("03:12", &["--sure"]),
        ("03:09", &apart),
    ] {
        add(&home, &format!("2024-11-22T{at}"), more);
    }
    assert_eq!(count(&home), 2);
    let home = Home::new();
    let told = add(&home, "2024-11-22T01:00", &[]);
    let id = told.split(':').next().unwrap();
    add(&home, "2024-11-22T01:05", &["--sure"]);
    assert_eq!(count(&home), 1);
    let told = home.tell(&["edit", id, "--apart", "yes"]);
    assert!(told.contains(": parted from it, "), "{told}");
    assert_eq!(count(&home), 2);
}

#[test]
fn ten_hours_and_an_overlap_are_questioned_before_they_count() {
    let home = Home::new();
    let add = ["add", "--at", "2024-11-21T23:00", "--minutes", "600"];
    let why = home.refuse(&add);
    assert!(why.contains("a cramp of 10:00:00?"), "{why}");
    home.tell(&[&add[..], &["--sure"]].concat());
    let inside = ["add", "--at", "2024-11-22T03:00", "--minutes", "6"];
    let why = home.refuse(&inside);
    assert!(
        why.contains("2024-11-21, 23:00, overlaps with it?"),
        "{why}"
    );
    home.tell(&[&inside[..], &["--sure"]].concat());
    let check = home.tell(&["check"]);
    assert!(check.contains("did it last 10:00:00?"), "{check}");
    assert!(check.contains(" had ended; "), "{check}");
    assert!(!check.contains("count as one"), "{check}");
    let page = home.run(&["report", "--from", "2024-11-21", "--to", "2024-11-21"]);
    assert!(page.err.contains("did it last 10:00:00?"), "{}", page.err);
    assert!(
        page.out.contains("longest 600 min, to be checked"),
        "{}",
        page.out
    );
    assert!(
        page.out.contains("2 cramps"),
        "it hides no other: {}",
        page.out
    );
}

#[test]
fn what_an_import_takes_in_is_questioned_too() {
    let line = |id: &str, start: &str, fields: &str| {
        format!(
            "{{\"v\":1,\"id\":\"{id}\",\"kind\":\"cramp\",\"at\":\"2024-11-22T10:00:00Z\",\"start\":\"{start}:00Z\"{fields}}}\n"
        )
    };
    let text = line("a", "2024-11-21T23:00", ",\"seconds\":36000")
        + &line("b", "2024-11-22T03:00", "")
        + &line("c", "2124-11-22T03:00", "");
    let run = Home::new().import(&text);
    for doubt in [
        "did it last 10:00:00?",
        " had ended; ",
        "that is still to come",
    ] {
        assert!(run.err.contains(doubt), "{doubt}: {}", run.err);
    }
}

#[test]
fn a_cramp_that_came_back_moves_as_one() {
    let home = home();
    let first = "20241122T021010Z-00000002";
    let told = home.tell(&["edit", first, "--at", "2024-11-22T05:00"]);
    assert!(
        told.contains("moved with it, night of 2024-11-21, 05:0"),
        "{told}"
    );
    let list = home.tell(&["list"]);
    assert!(list.contains("cramp, 1:30, in all 3 starts"), "{list}");
}

#[test]
fn whoever_sleeps_by_day_has_one_night_of_one_sleep() {
    let home = Home::new();
    for at in ["2024-11-21T11:30", "2024-11-21T12:30"] {
        home.tell(&["add", "--at", at]);
    }
    let nights = |home: &Home| {
        let list = home.tell(&["list"]);
        let nights: Vec<_> = list.lines().map(|line| line[..10].to_owned()).collect();
        nights
    };
    assert_eq!(nights(&home), ["2024-11-20", "2024-11-21"]);
    home.config("night_begins = 21\n");
    assert_eq!(nights(&home), ["2024-11-20", "2024-11-20"]);
}
