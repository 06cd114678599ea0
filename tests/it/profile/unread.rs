//! Answers that cannot be read.

use super::*;

#[test]
fn a_file_that_cannot_be_read_is_said_and_puts_every_gate_on() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("uncramp")).unwrap();
    let path = home.path().join("uncramp/profile.jsonl");
    let unreadable = |make: &dyn Fn()| {
        make();
        let shown = uncramp(home.path(), &["show", "massage-and-warmth"]);
        assert!(shown.status.success());
        assert!(
            words(&shown.stderr).contains("uncramp profile"),
            "{shown:?}"
        );
        assert!(words(&shown.stdout).contains("In place of Warmth and massage"));
    };
    unreadable(&|| fs::write(&path, "clot = ").unwrap());
    unreadable(&|| fs::write(&path, [0xff, 0xfe]).unwrap());
    unreadable(&|| fs::write(&path, "x".repeat(20_000)).unwrap());
    unreadable(&|| {
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
    });
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_file_that_cannot_be_read_stays_where_new_answers_find_no_room() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("uncramp");
    fs::create_dir(&folder).unwrap();
    let old = answers::file("") + "{\"question\":\"clot\",certainly}\n";
    let path = folder.join("profile.jsonl");
    fs::write(&path, &old).unwrap();
    let script = r#"ulimit -f 0; exec "$0" profile"#;
    let mut tty = Tty::shell(script, &[("XDG_DATA_HOME", data.path().as_os_str())]);
    tty.wait_for("1 of 12");
    // That one leg is not swollen now is not kept.
    tty.press("n2");
    tty.wait_for("3 of 12");
    tty.press("q");
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("Your answers are not kept")));
    // Without a file every gate would be off.
    assert_eq!(fs::read_to_string(path).unwrap(), old);
}
