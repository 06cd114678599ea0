//! The questions of the morning on the real program.

use std::fs;

use crate::tty::{Fate, Tty};

#[test]
fn an_answer_is_on_the_disk_when_the_program_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut tty = Tty::shell(
        r#""$0" diary add --ago 36h >/dev/null && exec "$0""#,
        &[("XDG_DATA_HOME", folder.path().as_os_str())],
    );
    tty.wait_for("How was");
    tty.press("6");
    tty.wait_for("1 of 10");
    tty.press("7");
    tty.wait_for("2 of 10");
    tty.press("q");
    tty.wait_for("then e asks again");
    tty.press("\u{3}");
    assert_eq!(tty.wait_for_end(), Fate::Exited(0));
    tty.assert_restored();
    let diary = fs::read_to_string(folder.path().join("uncramp/diary.jsonl")).unwrap();
    assert!(diary.contains(r#""severity":7"#), "{diary}");
}
