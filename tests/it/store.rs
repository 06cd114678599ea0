//! The diary's file under programs that are killed or write at once, and on disks that refuse.
//!
//! A test that needs another process starts itself again: there it finds a diary in its
//! environment, and plays the other part.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use uncramp::io::output::survive_full_files;
use uncramp::io::store::{Outcome, Store, WriterThread};

/// Nothing takes so long but a test that has failed.
const LONG: Duration = Duration::from_secs(60);
/// Tells the other process where the diary is.
const DIARY: &str = "TEST_DIARY";
/// Tells the other process who it is.
const WRITER: &str = "TEST_WRITER";
/// How those begin whose lines are so long that a kill may well cut one.
const LONG_LINES: &str = "long";
const LONG_NOTE: usize = 64 * 1024;
/// What notes are made of.
const NOTE: &str = "z";
const KILLS: usize = 1000;
/// Kills before another diary is begun, so that its beginning is often interrupted.
const KILLS_OF_ONE_DIARY: usize = 20;

/// The diary for the other process; `None` in the test itself.
fn given() -> Option<Store> {
    env::var_os(DIARY).map(|path| Store::at(path.into()))
}

/// The other process of `test`, about to be started.
fn other(program: &Path, test: &str, store: &Store) -> Command {
    let mut command = Command::new(program);
    command
        .args([&format!("store::{test}"), "--exact", "--nocapture"])
        .env(DIARY, store.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

/// Starts the other process of `test` as `writer`. It writes when its standard input ends, and
/// acknowledges by standard error.
fn writer(test: &str, store: &Store, writer: &str) -> Child {
    other(&env::current_exe().unwrap(), test, store)
        .env(WRITER, writer)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Lets the other process of `test` run to its end, in which it must not fail.
fn run(command: &mut Command) {
    let output = command.stdout(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{error}");
    assert!(said.contains("1 passed"), "{said}{error}");
}

fn keeper(store: &Store) -> (WriterThread, Receiver<Outcome>) {
    let (tell, told) = mpsc::channel();
    let keeper = WriterThread::start(store.clone(), move |outcome| {
        // Whoever is content listens no more.
        let _ = tell.send(outcome);
    });
    (keeper, told)
}

/// Saves as many lines as told, and acknowledges each as the screen would.
fn write(store: &Store, lines: usize) {
    let writer = env::var(WRITER).unwrap();
    let note = if writer.starts_with(LONG_LINES) {
        LONG_NOTE
    } else {
        0
    };
    let note = NOTE.repeat(note);
    io::stdin().read_to_end(&mut Vec::new()).unwrap();
    let (keeper, told) = keeper(store);
    for number in 0..lines {
        let line = format!("{{\"writer\":\"{writer}\",\"note\":\"{note}\",\"number\":{number}}}");
        keeper.save(line.clone());
        while told.recv().unwrap() != Outcome::Saved {}
        // One write, and a short one, so that a kill does not cut it.
        let acknowledged = short(&line) + "\n";
        io::stderr().write_all(acknowledged.as_bytes()).unwrap();
    }
}

/// A line without its note.
fn short(line: &str) -> String {
    line.replace(NOTE, "")
}

fn texts(store: &Store) -> Vec<String> {
    let lines = store.read().unwrap().lines;
    lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn a_thousand_kills_lose_nothing_that_was_acknowledged() {
    const TEST: &str = "a_thousand_kills_lose_nothing_that_was_acknowledged";
    if let Some(store) = given() {
        return write(&store, usize::MAX);
    }
    for diary in 0..KILLS / KILLS_OF_ONE_DIARY {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
        let mut acknowledged = Vec::new();
        for pair in 0..KILLS_OF_ONE_DIARY / 2 {
            let kind = if diary % 3 == 2 { LONG_LINES } else { "brief" };
            let mut writers =
                [0, 1].map(|which| writer(TEST, &store, &format!("{kind}-{pair}-{which}")));
            for writer in &mut writers {
                drop(writer.stdin.take());
            }
            for (which, mut writer) in writers.into_iter().enumerate() {
                let mut lines = BufReader::new(writer.stderr.take().unwrap()).lines();
                let before = lines.by_ref().take((diary + pair + which) % 5);
                acknowledged.extend(before.map(Result::unwrap));
                writer.kill().unwrap();
                writer.wait().unwrap();
                acknowledged.extend(lines.map(Result::unwrap));
            }
        }
        let contents = store.read().unwrap();
        for line in contents.skipped {
            assert_eq!(line.why, "cut short while it was written");
        }
        let bytes = fs::read(store.path()).unwrap();
        let headers = bytes.split(|&byte| byte == b'\n');
        let headers = headers.filter(|line| line.starts_with(b"{\"diary\""));
        assert_eq!(headers.count(), 1);
        let found = contents.lines.iter().map(|line| short(&line.text));
        let found: Vec<_> = found.collect();
        let once: HashSet<_> = found.iter().collect();
        assert_eq!(found.len(), once.len(), "a line stands there twice");
        for line in &acknowledged {
            assert!(once.contains(line), "{line} is lost");
        }
        assert!(acknowledged.len() >= KILLS_OF_ONE_DIARY, "{acknowledged:?}");
    }
}

#[test]
fn eight_writers_at_once_lose_nothing_and_all_come_to_their_end() {
    const TEST: &str = "eight_writers_at_once_lose_nothing_and_all_come_to_their_end";
    const LINES: usize = 100;
    if let Some(store) = given() {
        return write(&store, LINES);
    }
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
    let mut writers =
        [0, 1, 2, 3, 4, 5, 6, 7].map(|which| writer(TEST, &store, &which.to_string()));
    for writer in &mut writers {
        drop(writer.stdin.take());
    }
    let mut said = writers.map(|writer| writer.wait_with_output().unwrap());
    let found = texts(&store);
    assert_eq!(found.len(), said.len() * LINES);
    for (which, output) in said.iter_mut().enumerate() {
        let said = String::from_utf8(std::mem::take(&mut output.stderr)).unwrap();
        assert!(output.status.success(), "{said}");
        let by = format!("\"writer\":\"{which}\"");
        let of: Vec<_> = found.iter().filter(|line| line.contains(&by)).collect();
        assert_eq!(of, said.lines().collect::<Vec<_>>());
    }
    let whole = fs::read_to_string(store.path()).unwrap();
    let header = whole.lines().next();
    let headers = whole.lines().filter(|&line| Some(line) == header);
    assert_eq!(headers.count(), 1);
    assert_eq!(whole.lines().count(), found.len() + 1);
}

#[test]
fn a_line_is_on_the_disk_before_it_is_acknowledged() {
    const TEST: &str = "a_line_is_on_the_disk_before_it_is_acknowledged";
    const LINES: usize = 3;
    if let Some(store) = given() {
        return write(&store, LINES);
    }
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let strace = || {
        let mut command = Command::new("strace");
        command.args(["-f", "-s", "200", "-e", "trace=write,fsync", "-o"]);
        command.arg(&trace);
        command
    };
    let tried = strace().arg("true").output();
    if !tried.is_ok_and(|tried| tried.status.success()) {
        let _ = writeln!(io::stderr(), "skipped: no strace for {TEST}");
        return;
    }
    let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
    let other = other(&env::current_exe().unwrap(), TEST, &store);
    let mut command = strace();
    command.arg(other.get_program()).args(other.get_args());
    command.env(DIARY, store.path()).env(WRITER, "traced");
    run(command.stdin(Stdio::null()));

    let trace = fs::read_to_string(&trace).unwrap();
    let synced = |text: &str| text.contains("fsync") && text.contains("= 0");
    let (folders, mut rest) = trace.split_once("\\\"format\\\"").unwrap();
    assert!(
        synced(folders),
        "the header came before the folder: {trace}"
    );
    for number in 0..LINES {
        let line = format!("\\\"number\\\":{number}}}");
        let (_, written) = rest.split_once(&line).unwrap();
        let (between, acknowledged) = written.split_once(&line).unwrap();
        assert!(synced(between), "{line} was not synced: {trace}");
        rest = acknowledged;
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_has_no_thread_to_give_all_lines_are_kept() {
    const TEST: &str = "where_the_system_has_no_thread_to_give_all_lines_are_kept";
    let Some(store) = given() else {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
        return run(&mut other(&env::current_exe().unwrap(), TEST, &store));
    };
    let before = getrlimit(Resource::As);
    let none = Rlimit {
        current: Some(1),
        ..before
    };
    setrlimit(Resource::As, none).unwrap();
    let (keeper, told) = keeper(&store);
    setrlimit(Resource::As, before).unwrap();
    let Ok(Outcome::Unsaved(why)) = told.try_recv() else {
        panic!("there was a thread");
    };
    assert!(why.to_string().contains("no thread"), "{why}");
    keeper.save("{}".to_owned());
    assert_eq!(keeper.stuck(), Some(why.clone()));
    let unsaved = keeper.finish(LONG).unwrap();
    assert_eq!((unsaved.lines, unsaved.why), (vec!["{}".to_owned()], why));
}

/// Saves lines until the disk refuses with `words`, mends that, and finds all of them saved.
fn refuse_and_mend(store: &Store, words: &str, mend: impl FnOnce()) {
    let (keeper, told) = keeper(store);
    let mut lines = Vec::new();
    let why = loop {
        let line = format!("{{\"number\":{},\"note\":\"{:300}\"}}", lines.len(), "");
        lines.push(line.clone());
        keeper.save(line);
        match told.recv_timeout(LONG).unwrap() {
            Outcome::Saved => assert_eq!(keeper.unsaved(), None),
            Outcome::Unsaved(why) => break why.to_string(),
            Outcome::Mended(_) | Outcome::Overtaken => panic!("nothing else happens"),
        }
    };
    assert!(why.contains(words), "{why}");
    assert_eq!(keeper.unsaved().unwrap().lines, lines[lines.len() - 1..]);

    let elsewhere = tempfile::tempdir().unwrap();
    let copy = Store::at(elsewhere.path().join("copy.jsonl"));
    copy.append(&keeper.unsaved().unwrap().lines).unwrap();
    assert_eq!(texts(&copy), lines[lines.len() - 1..]);

    mend();
    keeper.try_again();
    while keeper.unsaved().is_some() {
        told.recv_timeout(LONG).unwrap();
    }
    assert_eq!(texts(store), lines);
}

#[test]
fn a_file_that_may_not_grow_is_said_and_all_is_saved_when_it_may_again() {
    const TEST: &str = "a_file_that_may_not_grow_is_said_and_all_is_saved_when_it_may_again";
    let Some(store) = given() else {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
        return run(&mut other(&env::current_exe().unwrap(), TEST, &store));
    };
    survive_full_files().unwrap();
    let before = getrlimit(Resource::Fsize);
    let limit = |current| {
        let limit = Rlimit { current, ..before };
        setrlimit(Resource::Fsize, limit).unwrap();
    };
    limit(Some(1100));
    refuse_and_mend(&store, "the file may not grow", || limit(before.current));
    assert_eq!(store.read().unwrap().skipped, [], "it was taken back");
}

/// Runs the other process of `test` with a diary on a small disk of its own, mounted with
/// `options`; only Linux lets everybody have one, and not everywhere.
fn run_on_a_disk(test: &str, options: &str) {
    let mount = "mount -t tmpfs -o \"$0\" none \"$1\" && shift && exec \"$@\"";
    let unshare = |folder: &Path| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", mount, options]);
        command.arg(folder);
        command
    };
    let folder = tempfile::tempdir().unwrap();
    let tried = unshare(folder.path()).arg("true").output();
    if !tried.is_ok_and(|tried| tried.status.success()) {
        let _ = writeln!(
            io::stderr(),
            "skipped: this machine mounts no disk for {test}"
        );
        return;
    }
    let store = Store::at(folder.path().join("diary.jsonl"));
    let other = other(&env::current_exe().unwrap(), test, &store);
    let mut command = unshare(folder.path());
    command.arg(other.get_program()).args(other.get_args());
    run(command.env(DIARY, store.path()).stdin(Stdio::null()));
}

#[test]
fn a_full_disk_is_said_and_all_is_saved_when_there_is_room() {
    const TEST: &str = "a_full_disk_is_said_and_all_is_saved_when_there_is_room";
    let Some(store) = given() else {
        return run_on_a_disk(TEST, "size=64k");
    };
    let ballast = store.path().with_file_name("ballast");
    fs::write(&ballast, [0; 16 * 1024]).unwrap();
    refuse_and_mend(&store, "the disk is full", || {
        fs::remove_file(ballast).unwrap();
    });
}

#[test]
fn a_disk_that_is_only_read_is_said_and_all_is_saved_when_it_is_written() {
    const TEST: &str = "a_disk_that_is_only_read_is_said_and_all_is_saved_when_it_is_written";
    let Some(store) = given() else {
        return run_on_a_disk(TEST, "ro");
    };
    refuse_and_mend(&store, "the disk can only be read", || {
        let folder = store.path().parent().unwrap();
        let mut remount = Command::new("mount");
        remount.args(["-o", "remount,rw"]).arg(folder);
        assert!(remount.status().unwrap().success());
    });
}

#[test]
fn a_folder_without_permission_is_said_and_all_is_saved_when_it_is_given() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    const TEST: &str = "a_folder_without_permission_is_said_and_all_is_saved_when_it_is_given";
    const NOBODY: u32 = 65534;
    let allow = |folder: &Path, mode| {
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    if let Some(store) = given() {
        let folder = store.path().parent().unwrap();
        allow(folder, 0o500);
        refuse_and_mend(&store, "no permission", || allow(folder, 0o700));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("program");
    fs::copy(env::current_exe().unwrap(), &program).unwrap();
    let store = Store::at(folder.path().join("diary.jsonl"));
    let mut other = other(&program, TEST, &store);
    other.current_dir(folder.path());
    // Nothing is forbidden to root.
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        other.uid(NOBODY).gid(NOBODY);
    }
    run(&mut other);
}
