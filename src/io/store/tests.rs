//! What holds for the file whatever happens to it.

pub(crate) mod faults;

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use tempfile::TempDir;

use super::*;

const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}\n";

fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/uncramp/diary.jsonl");
    (folder, Store::at(path))
}

fn holding(bytes: impl AsRef<[u8]>) -> (TempDir, Store) {
    let (folder, store) = store();
    fs::create_dir_all(store.path().parent().unwrap()).unwrap();
    fs::write(store.path(), bytes).unwrap();
    (folder, store)
}

fn texts(store: &Store) -> Vec<String> {
    let lines = store.read().unwrap().lines;
    lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn what_is_added_is_read_with_its_place() {
    let (_folder, store) = store();
    assert!(store.read().unwrap().lines.is_empty());
    store.append(&[r#"{"n":1}"#, r#"{"n":2}"#]).unwrap();
    store.append(&[r#"{"n":3}"#]).unwrap();
    let contents = store.read().unwrap();
    let numbers: Vec<_> = contents.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [2, 3, 4]);
    assert_eq!(texts(&store), [r#"{"n":1}"#, r#"{"n":2}"#, r#"{"n":3}"#]);
    assert_eq!((contents.skipped, contents.read_only), (vec![], None));
}

#[test]
fn nobody_else_may_look_into_it() {
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    let (_folder, store) = store();
    store.append(&["{}"]).unwrap();
    assert_eq!(mode(store.path()), 0o600);
    assert_eq!(mode(store.path().parent().unwrap()), 0o700);
}

#[test]
fn what_others_could_look_into_is_taken_from_their_eyes() {
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    for text in ["", HEADER, &HEADER[..9]] {
        for reads in [false, true] {
            let (_folder, store) = holding(text);
            let folder = store.path().parent().unwrap();
            fs::set_permissions(store.path(), Permissions::from_mode(0o644)).unwrap();
            fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
            if reads {
                store.read().unwrap();
            } else {
                store.append(&["{}"]).unwrap();
                assert_eq!(mode(folder), 0o700);
            }
            assert_eq!(mode(store.path()), 0o600, "{text:?}, read: {reads}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_keeps_its_whole_lines_and_takes_the_next() {
    let lines = [
        r#"{"n":1}"#,
        r#"{"note":"größer {[\\\""}"#,
        r#"{"n":{"m":[3]}}"#,
    ];
    let whole = format!("{HEADER}{}\n", lines.join("\n"));
    let ends: Vec<_> = (0..lines.len())
        .map(|last| HEADER.len() + lines[..=last].join("\n").len())
        .collect();
    for cut in 0..=whole.len() {
        let (_folder, store) = holding(&whole.as_bytes()[..cut]);
        let kept = ends.iter().filter(|&&end| end <= cut).count();
        assert_eq!(texts(&store), lines[..kept], "cut at {cut}");

        store.append(&[r#"{"n":4}"#]).unwrap();
        let bytes = fs::read(store.path()).unwrap();
        assert!(bytes.starts_with(&whole.as_bytes()[..cut]), "cut at {cut}");
        assert!(
            StoreKind::Diary
                .format(bytes.split(|&b| b == b'\n').next().unwrap())
                .is_some()
        );
        let expected = [&lines[..kept], &[r#"{"n":4}"#]].concat();
        assert_eq!(texts(&store), expected, "cut at {cut}");
        assert!(store.read().unwrap().skipped.len() <= 1, "cut at {cut}");
    }
}

#[test]
fn what_is_newer_or_no_diary_is_read_but_not_added_to() {
    for (text, words, numbers) in [
        (
            "{\"diary\":\"uncramp\",\"format\":2}\n{\"n\":1}\n",
            "format 2; this one knows 1",
            vec![2],
        ),
        ("{\"n\":1}\n{\"n\":2}\n", "not a diary", vec![1, 2]),
    ] {
        let (_folder, store) = holding(text);
        let contents = store.read().unwrap();
        let lines: Vec<_> = contents.lines.iter().map(|line| line.number).collect();
        assert_eq!(lines, numbers);
        let why = contents.read_only.unwrap();
        assert!(why.to_string().contains(words), "{why}");
        assert_eq!(store.append(&["{}"]).unwrap_err(), why);
        assert_eq!(fs::read_to_string(store.path()).unwrap(), text);
    }
}

#[test]
fn no_diary_grows_past_what_can_be_read() {
    let (_folder, store) = holding(HEADER);
    let file = File::options().append(true).open(store.path()).unwrap();
    let note = format!(r#"{{"note":"{:1000}"}}"#, "");
    file.set_len(LARGEST - 1000).unwrap();
    let why = store.append(&[&note]).unwrap_err().to_string();
    for words in [
        store.path().to_str().unwrap(),
        "67107864 bytes",
        "to make room: `uncramp diary export --out FILE`",
    ] {
        assert!(why.to_lowercase().contains(&words.to_lowercase()), "{why}");
    }
    assert_eq!(file.metadata().unwrap().len(), LARGEST - 1000);
    store.append(&[r#"{"n":1}"#]).unwrap();
    assert_eq!(texts(&store), [r#"{"n":1}"#]);

    file.set_len(LARGEST + 1).unwrap();
    let why = store.read().unwrap_err().to_string();
    assert!(why.contains("67108865 bytes"), "{why}");
}

#[test]
fn what_is_no_file_is_refused_and_left_alone() {
    let (folder, _) = store();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("notes"), "mine").unwrap();
    symlink(at("notes"), at("link")).unwrap();
    symlink(at("link to itself"), at("link to itself")).unwrap();
    symlink("/dev/zero", at("zero")).unwrap();
    let _socket = UnixListener::bind(at("socket")).unwrap();
    let made = Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    assert!(made.success());
    let names = || fs::read_dir(folder.path()).unwrap().count();
    let before = names();
    for (name, words) in [
        ("folder", "a folder, where"),
        ("link", "a link, where"),
        ("link to itself", "a link, where"),
        ("zero", "a link, where"),
        ("socket", "a socket or a device, where"),
        ("pipe", "a pipe, a socket"),
        (
            "notes/uncramp/diary.jsonl",
            "a file stands where its folder",
        ),
        ("notes/diary.jsonl", "a file stands where its folder"),
    ] {
        let store = Store::at(at(name));
        let refusals = [
            store.append(&["{}"]).unwrap_err(),
            store.read().unwrap_err(),
            store.wipe(&busy).unwrap_err(),
        ];
        for why in refusals.map(|why| why.to_string()) {
            assert!(why.starts_with(at(name).to_str().unwrap()), "{why}");
            assert!(why.contains(words), "{name}: {why}");
        }
    }
    assert_eq!(names(), before);
    assert_eq!(fs::read_to_string(at("notes")).unwrap(), "mine");
}

#[test]
fn a_wiped_diary_is_gone_but_not_a_backup_that_is_a_link_and_not_what_is_no_diary() {
    let (folder, store) = store();
    for is_linked in [false, true] {
        store.append(&["{}"]).unwrap();
        let open = File::open(store.path()).unwrap();
        let other = folder.path().join("other name");
        if is_linked {
            fs::hard_link(store.path(), &other).unwrap();
        }
        store.wipe(&busy).unwrap();
        assert!(!store.path().exists());
        assert_eq!(open.metadata().unwrap().len() > 0, is_linked);
        assert_eq!(other.exists(), is_linked);
        store.wipe(&busy).unwrap();
        assert!(store.read().unwrap().lines.is_empty());
    }
    fs::write(store.path(), "milk, eggs\n").unwrap();
    let why = store.wipe(&busy).unwrap_err().to_string();
    assert!(why.contains("not a diary"), "{why}");
    assert_eq!(fs::read(store.path()).unwrap(), b"milk, eggs\n");
}

#[test]
fn what_cannot_be_added_is_taken_back_unless_others_may_have_written_meanwhile() {
    let (_folder, store) = holding(format!("{HEADER}{{}}\n"));
    let file = File::options()
        .read(true)
        .append(true)
        .open(store.path())
        .unwrap();
    let old = file.metadata().unwrap().len();
    (&file).write_all(b"{\"n\":").unwrap();
    take_back(&file, old, 9);
    assert_eq!(file.metadata().unwrap().len(), old);
    (&file).write_all(b"{\"n\":1}\n{\"n\":2}\n").unwrap();
    take_back(&file, old, 8);
    assert_eq!(texts(&store).len(), 3, "the second is another's");
}

#[test]
fn a_diary_that_another_program_holds_is_not_waited_for() {
    let (_folder, store) = store();
    store.append(&[r#"{"n":1}"#]).unwrap();
    let held = File::open(store.path()).unwrap();
    held.lock().unwrap();
    for why in [store.append(&["{}"]), store.wipe(&busy)] {
        let why = why.unwrap_err().to_string();
        assert!(why.contains("another uncramp"), "{why}");
    }
    assert_eq!(texts(&store), [r#"{"n":1}"#]);
}

#[test]
fn whoever_waits_while_the_diary_is_wiped_writes_into_a_new_one() {
    let (_folder, store) = store();
    store.append(&[r#"{"n":1}"#]).unwrap();
    let held = File::open(store.path()).unwrap();
    held.lock().unwrap();
    let (waits, waiting) = mpsc::channel();
    let late = store.clone();
    let late = thread::spawn(move || {
        late.append_if(&[r#"{"n":2}"#], &|| {
            waits.send(()).map_err(io::Error::other)
        })
    });
    waiting.recv().unwrap();
    fs::remove_file(store.path()).unwrap();
    drop(held);
    late.join().unwrap().unwrap();
    assert_eq!(texts(&store), [r#"{"n":2}"#]);
}
