//! Arguments and streams that no program should stumble over.

use std::fs::{self, File};
use std::io::{Read, pipe};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::home::Home;

/// Arguments that print, one for each way of printing.
const PRINTING: [&[&str]; 9] = [
    &["list"],
    &["list", "--json"],
    &["show", "relief-calf"],
    &["pose", "list"],
    &["pose", "show", "wall-calf"],
    &["check", "."],
    &["man"],
    &["paths"],
    &["--help"],
];

#[test]
fn a_closed_pipe_ends_quietly() {
    let lines: &[&str] = &["bedtime", "--speed", "10000"];
    for arguments in PRINTING.into_iter().chain([lines]) {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let home = Home::new();
        let output = home
            .command(arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), &*said),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_in_one_sentence() {
    let lines: &[&str] = &["bedtime", "--speed", "10000"];
    for arguments in PRINTING.into_iter().chain([lines]) {
        let home = Home::new();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = home
            .command(arguments)
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn();
        let output = output
            .and_then(std::process::Child::wait_with_output)
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(
            said.starts_with("error: ") && said.lines().count() == 1,
            "{said}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_standard_error_that_takes_nothing_changes_nothing() {
    for (arguments, code) in [(&["show", "nothing"][..], 1), (&["--nope"], 2)] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let status = Home::new()
            .command(arguments)
            .stderr(full)
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn an_argument_that_is_no_text_is_wrong_usage() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let evil = OsStr::from_bytes(b"\xff\x1b[31m");
    for command in ["run", "show", "--theme"] {
        let home = Home::new();
        let run = super::finish(home.command(&[command]).arg(evil));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
    // In a cramp no word is wrong.
    let home = Home::new();
    let run = super::finish(
        home.command(&["now", "--plain", "--speed", "1000"])
            .arg(evil),
    );
    assert!(
        run.code == 0 && run.out.starts_with("Toes up"),
        "{}",
        run.out
    );
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn no_escape_from_arguments_or_environment_is_printed_raw() {
    let evil = "\u{1b}]0;evil\u{7}\u{9b}31m\u{202e}";
    let home = Home::new();
    for arguments in [
        &["run", evil][..],
        &["show", evil],
        &[evil],
        &["--theme", evil],
        &["check", evil],
        &["pose", "show", evil],
        &["pose", "show", "wall-calf", "--frame", evil],
        &["run", "/\u{1b}[2J/x.toml"],
    ] {
        let run = home.run(arguments);
        assert_ne!(run.code, 0, "{arguments:?}");
        assert!(
            !run.err.is_empty() || arguments[0] == "check",
            "{arguments:?}"
        );
    }
    let command = |name: &str| {
        let mut command = home.command(&["paths"]);
        super::finish(command.env(name, format!("/{evil}")))
    };
    for name in ["HOME", "XDG_CONFIG_HOME", "TERM", "LANG", "TZ", "COLORTERM"] {
        assert_eq!(command(name).code, 0, "{name}");
    }
}

#[test]
fn the_log_is_written_only_when_asked_for_and_only_for_its_owner() {
    let home = Home::new();
    let log = home.path().join(".local/state/uncramp/uncramp.log");
    home.run(&["list"]);
    assert!(!log.exists());
    home.run(&["--log", "info", "show", "x\u{1b}[31m"]);
    let mut text = String::new();
    File::open(&log).unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("INFO"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&log), 0o600);
    assert_eq!(mode(log.parent().unwrap()), 0o700);
}

#[test]
fn a_log_that_is_no_file_is_refused_at_once() {
    let home = Home::new();
    let folder = home.path().join(".local/state/uncramp");
    fs::create_dir_all(&folder).unwrap();
    let status = Command::new("mkfifo")
        .arg(folder.join("uncramp.log"))
        .status()
        .unwrap();
    assert!(status.success());
    let run = home.run(&["--log", "info", "list"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("cannot write the log"), "{}", run.err);
    // A cramp does not wait for it.
    let run = home.run(&["--log", "info", "--speed", "9999", "now"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("cannot write the log"), "{}", run.err);
    assert!(run.out.starts_with("Toes up"), "{}", run.out);
}

const ROUTINE: &str = r#"format = 1
title = "T"
purpose = "prevention"
muscles = ["calf"]
posture = "sitting"
[[step]]
title = "Wall"
say = "Lean in."
hold = "3s"
"#;

#[test]
fn a_pipe_without_a_routine_is_said_to_be_empty() {
    let mut command = Command::new("bash");
    command.args([
        "-c",
        "\"$0\" run - </dev/null",
        env!("CARGO_BIN_EXE_uncramp"),
    ]);
    let run = super::home::finish(command.env("HOME", Home::new().path()));
    assert_eq!(
        (run.code, run.err.as_str()),
        (1, "error: -: there is nothing in it\n")
    );
}

#[test]
fn a_routine_may_come_from_a_pipe_that_is_named() {
    let home = Home::new();
    let file = home.path().join("pipe.txt");
    fs::write(&file, ROUTINE).unwrap();
    let file = file.to_str().unwrap();
    for script in [
        format!("cat '{file}' | \"$0\" check -"),
        format!("\"$0\" check <(cat '{file}')"),
    ] {
        let mut command = Command::new("bash");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_uncramp")]);
        let run = super::home::finish(command.env("HOME", home.path()));
        assert_eq!(
            (run.code, run.out.as_str()),
            (0, "1 file, no problems\n"),
            "{script}: {}",
            run.err
        );
    }
    let script = format!("cat '{file}' | \"$0\" run - --plain --speed 10000");
    let mut command = Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_uncramp")]);
    let run = super::home::finish(command.env("HOME", home.path()));
    assert!(
        run.code == 0 && run.out.contains("Wall"),
        "{}{}",
        run.out,
        run.err
    );
}
