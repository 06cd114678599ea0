//! The user's files: good, broken, odd and too many.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::home::{Home, Run, STRETCH};

fn json(home: &Home) -> Value {
    let run = home.run(&["list", "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn listed<'j>(json: &'j Value, id: &str) -> Option<&'j Value> {
    let routines = json["routines"].as_array().unwrap();
    routines.iter().find(|routine| routine["id"] == id)
}

#[test]
fn an_own_routine_is_listed_shown_checked_and_run() {
    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    let mine = listed(&json(&home), "mine").unwrap().clone();
    assert_eq!(mine["title"], "My own stretch");
    assert_eq!(mine["origin"], "own");
    assert_eq!(mine["length_seconds"], 15);
    assert!(home.run(&["show", "mine"]).out.contains("its author"));
    assert_eq!(home.run(&["check"]).code, 0);
    let run = home.run(&["run", "mine", "--speed", "10000"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Lean in."), "{}", run.out);
}

#[test]
fn a_file_in_the_place_of_a_built_in_routine_is_named_at_every_start() {
    let home = Home::new();
    home.routine("bedtime-stretch.toml", STRETCH);
    for start in [
        &["nights", "--plain"][..],
        &["bedtime", "--speed", "10000"],
        &["now", "--speed", "10000"],
    ] {
        let run = home.run(start);
        let said = "bedtime-stretch: your file stands in place of the built-in routine";
        // Before all that it leads to; but a cramp does not wait.
        let at = run.out.find(said).unwrap_or_else(|| panic!("{run:?}"));
        assert_eq!(at == 0, start[0] != "now", "{run:?}");
    }
    home.routine("bedtime-stretch.toml", "broken");
    let run = home.run(&["nights", "--plain"]);
    assert!(!run.out.contains("in place of"), "{run:?}");
}

#[test]
fn own_poses_are_checked_with_the_routines_that_name_them() {
    let home = Home::new();
    home.routine("mine.toml", format!("{STRETCH}pose = \"my-pose\"\n"));
    let run = home.run(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out.contains("note: there is no pose `my-pose`"),
        "{run:?}"
    );

    let pose = "format = 1\ntitle = \"Stand\"\n[[frame]]\nname = \"hold\"\n";
    home.pose("my-pose.toml", pose);
    let run = home.run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, "2 files, no problems\n"));

    home.pose("my-pose.toml", format!("{pose}trunk = 1e9\n"));
    home.pose("wall-calf.toml", pose);
    let run = home.run(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("my-pose.toml:5:9"), "{run:?}");
    assert!(
        run.out.contains("`wall-calf` is a built-in pose"),
        "{run:?}"
    );
    assert!(
        run.out.ends_with("3 files, 2 problems in 2 of them\n"),
        "{run:?}"
    );
}

#[test]
fn a_file_anywhere_can_be_run() {
    let home = Home::new();
    fs::write(home.path().join("mine.toml"), STRETCH).unwrap();
    for file in [
        "mine.toml",
        "./mine.toml",
        home.path().join("mine.toml").to_str().unwrap(),
    ] {
        let run = home.run(&["run", file, "--speed", "10000"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{file}");
        assert!(run.out.contains("Lean in."), "{file}");
    }
    let run = home.run(&["run", "./nothing.toml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("./nothing.toml: no such file"),
        "{}",
        run.err
    );
}

#[test]
fn a_broken_file_is_reported_and_hides_no_good_one() {
    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    let bad = home.routine("bad.toml", STRETCH.replace("\"10s\"", "\"90\""));
    let list = home.run(&["list"]);
    assert!(list.out.contains("My own stretch"), "{}", list.out);
    assert!(list.out.contains("bad.toml:10:8:"), "{}", list.out);
    let json = json(&home);
    assert_eq!(json["broken"][0]["line"], 10);
    assert_eq!(json["broken"][0]["column"], 8);
    assert_eq!(json["broken"][0]["path"], bad.to_str().unwrap());

    let check = home.run(&["check"]);
    assert_eq!((check.code, check.err.as_str()), (1, ""));
    assert!(check.out.contains("bad.toml:10:8"), "{}", check.out);
    let run = home.run(&["run", "bad"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("bad.toml:10:8:"), "{}", run.err);
    let run = home.run(&["run", bad.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("a length needs a unit"), "{}", run.err);
}

#[test]
fn an_own_routine_replaces_a_built_in_one_but_never_relief() {
    let home = Home::new();
    home.routine("bedtime-stretch.toml", STRETCH);
    home.routine("relief-calf.toml", STRETCH);
    let json = json(&home);
    let replaced = listed(&json, "bedtime-stretch").unwrap();
    assert_eq!(replaced["origin"], "replaces-built-in");
    assert_eq!(listed(&json, "relief-calf").unwrap()["origin"], "built-in");
    let broken = json["broken"][0]["problem"].as_str().unwrap();
    assert!(broken.contains("reserved"), "{broken}");
    let list = home.run(&["list"]).out.replace(char::is_whitespace, "");
    assert!(list.contains("yours,replacesbuilt-in"), "{list}");
}

#[test]
fn settings_with_mistakes_are_said_and_the_program_starts() {
    let home = Home::new();
    home.config("theme = \"pink\"\nbedtime = \"nothing\"\n");
    let run = home.run(&["bedtime", "--speed", "10000"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("config.toml:1:9"), "{}", run.out);
    assert_eq!(home.run(&["check"]).code, 1);
}

#[test]
fn the_settings_choose_the_routines_of_the_night() {
    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    let relief = STRETCH
        .replace("prevention", "relief")
        .replace("Lean in.", "Pull the toes up.")
        .replace("hold =", "shout = [\"TOES UP\"]\nhold =");
    home.routine("my-relief.toml", relief);
    home.config("bedtime = \"mine\"\nrelief = \"my-relief\"\n");
    let bedtime = home.run(&["bedtime", "--speed", "10000"]);
    assert_eq!(bedtime.code, 0, "{bedtime:?}");
    assert!(bedtime.out.contains("Lean in."), "{}", bedtime.out);
    let now = home.run(&["now", "--speed", "10000"]);
    assert_eq!(now.code, 0, "{now:?}");
    assert!(now.out.contains("Pull the toes up."), "{}", now.out);
}

#[test]
fn relief_reads_the_settings_and_the_one_file_they_name() {
    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    home.routine("other.toml", STRETCH);
    home.config("relief = \"mine\"\n");
    home.run(&["now", "--speed", "10000", "--log", "debug"]);
    let log = fs::read_to_string(home.path().join(".local/state/uncramp/uncramp.log")).unwrap();
    let read: Vec<_> = log
        .lines()
        .filter(|line| line.contains("files: reading"))
        .collect();
    assert_eq!(read.len(), 2, "{log}");
    assert!(read[0].ends_with("config.toml"), "{log}");
    assert!(read[1].ends_with("mine.toml"), "{log}");
}

#[test]
fn relief_that_is_named_but_missing_is_said_and_the_built_in_one_runs() {
    let home = Home::new();
    for (settings, notice) in [
        ("relief = \"nothing\"", "there is no routine `nothing`"),
        ("relief = \"bedtime-gentle\"", "its purpose is not relief"),
    ] {
        home.config(settings);
        let now = home.run(&["now", "--speed", "10000"]);
        assert_eq!(now.code, 0, "{now:?}");
        assert!(now.out.contains(notice), "{}", now.out);
        assert!(now.out.contains("Pull your toes up"), "{}", now.out);
    }
}

#[test]
fn only_the_first_500_files_are_read_and_that_is_said() {
    let home = Home::new();
    for number in 0..600 {
        home.routine(&format!("mine-{number:03}.toml"), STRETCH);
    }
    let run = home.run(&["list", "--json"]);
    assert!(
        run.err.contains("600 files; only the first 500"),
        "{}",
        run.err
    );
    let json = json(&home);
    assert!(listed(&json, "mine-499").is_some());
    assert!(listed(&json, "mine-500").is_none());
}

#[test]
fn what_is_no_file_is_skipped_with_a_reason() {
    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    let folder = home.routines();
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket.toml")).unwrap();
    let pipe = Command::new("mkfifo")
        .arg(folder.join("pipe.toml"))
        .status();
    assert!(pipe.unwrap().success());
    fs::create_dir(folder.join("folder.toml")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero.toml")).unwrap();
    std::os::unix::fs::symlink("loop.toml", folder.join("loop.toml")).unwrap();
    fs::write(folder.join("big.toml"), vec![b'#'; 300 * 1024]).unwrap();
    fs::write(folder.join("latin-1.toml"), b"title = \"gr\xf6sser\"").unwrap();
    let json = json(&home);
    assert!(listed(&json, "mine").is_some());
    let broken = json["broken"].as_array().unwrap();
    let reason = |name: &str| {
        let of = |broken: &&Value| broken["path"].as_str().unwrap().ends_with(name);
        let broken = broken
            .iter()
            .find(of)
            .unwrap_or_else(|| panic!("{name}: {json}"));
        broken["problem"].as_str().unwrap().to_owned()
    };
    assert!(reason("pipe.toml").contains("a pipe"));
    assert!(reason("socket.toml").contains("a socket"));
    assert!(reason("zero.toml").contains("a device"));
    assert!(reason("folder.toml").contains("a folder"));
    assert!(reason("big.toml").contains("256 KiB"));
    assert!(reason("latin-1.toml").contains("not UTF-8 at line 1, column 12"));
    assert!(!reason("loop.toml").is_empty());
}

#[test]
fn a_folder_that_anybody_may_change_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    home.routine("mine.toml", STRETCH);
    fs::set_permissions(home.routines(), fs::Permissions::from_mode(0o777)).unwrap();
    let list = home.run(&["list"]);
    assert_eq!(list.code, 0);
    assert!(
        list.err.contains("anybody on this machine can change it"),
        "{}",
        list.err
    );
}

#[test]
fn no_escape_from_a_file_or_its_name_is_printed_raw() {
    let home = Home::new();
    home.routine("a\u{1b}[31m\u{202e}b.toml", STRETCH);
    home.routine(
        "text.toml",
        STRETCH.replace("Lean in.", "\u{1b}]0;evil\u{7}"),
    );
    home.routine("key.toml", format!("\"\\u001b[2J\" = 1\n{STRETCH}"));
    let runs: [Run; 4] = [
        home.run(&["list"]),
        home.run(&["list", "--json"]),
        home.run(&["check"]),
        home.run(&["run", "text"]),
    ];
    for run in &runs[..3] {
        for name in ["<U+001B>[31m", "text.toml", "key.toml"] {
            assert!(run.out.contains(name), "{name}: {run:?}");
        }
    }
    assert_eq!(runs[3].code, 1);
}
