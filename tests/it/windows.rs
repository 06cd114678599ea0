//! Several windows at once: what one has recorded, all go by, and none takes it away.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use rustix::process::Signal;
use uncramp::profile::danger::Danger;
use uncramp::profile::{Answer, Profile, Question, Reply, file};
use uncramp::ui::{First, Msg, Setup};

use crate::pilot::{Pilot, setup};
use crate::tty::{Fate, Tty};

/// Deaths in the middle of the questions.
const KILLS: usize = 20;

/// Looks at a file until something stands in it that is written in milliseconds.
const MOST_LOOKS: usize = 1_000_000;

fn with(profile: Profile) -> Setup {
    Setup {
        profile,
        today: Some(date(2026, 3, 1)),
        ..setup()
    }
}

fn answered(question: Question, reply: Reply) -> Profile {
    let mut profile = Profile::default();
    profile.answer(question, reply);
    profile
}

/// A window whose data lie in `data`.
fn window(data: &Path, script: &str) -> Tty {
    Tty::shell(script, &[("XDG_DATA_HOME", data.as_os_str())])
}

fn answers(data: &Path) -> String {
    fs::read_to_string(data.join("uncramp/profile.jsonl")).unwrap_or_default()
}

/// Waits until the file of answers has so many lines; no frame tells.
fn wait_for_lines(data: &Path, lines: usize) {
    let looks = std::iter::repeat_with(|| answers(data).lines().count());
    let mut looks = looks.take(MOST_LOOKS).inspect(|_| std::thread::yield_now());
    assert!(looks.any(|found| found == lines), "{}", answers(data));
}

#[test]
fn what_another_window_answered_is_said_and_holds_from_the_next_start() {
    let clot = answered(Question::Clot, Reply::Yes);
    let rubs = |pilot: &mut Pilot| {
        pilot.press("c");
        let shown: Vec<_> = (0..8)
            .map(|_| {
                pilot.press("right").wait(0.5);
                pilot.screen()
            })
            .collect();
        shown
            .iter()
            .any(|screen| screen.contains("Rub the hard spot"))
    };
    assert!(rubs(&mut Pilot::with(
        with(Profile::default()),
        First::Home
    )));
    let mut home = Pilot::with(with(Profile::default()), First::Home);
    home.tell(Msg::Profile(Box::new(clot.clone()), None));
    home.sees("Answered in another window: clot: yes");
    assert!(!rubs(&mut home));
    // What is known already is no news.
    let mut home = Pilot::with(with(clot.clone()), First::Home);
    home.tell(Msg::Profile(Box::new(clot), None));
    home.misses("another window");
}

#[test]
fn a_sign_of_danger_of_another_window_stops_this_one_and_so_does_its_end() {
    let mut home = Pilot::with(with(Profile::default()), First::Home);
    let none = || Box::new(Profile::default());
    let danger = Danger::default().with("RF-U1", date(2026, 3, 1));
    home.tell(Msg::Profile(none(), Some(danger)));
    home.press("c").sees("Do not stretch or rub it");
    home.wait(1.0).press("q");
    home.tell(Msg::Profile(none(), None));
    home.wait(1.0).press("c").misses("Do not stretch or rub it");
}

#[test]
fn questions_under_way_go_by_what_another_window_answered() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Safety);
    pilot.press("n");
    pilot.tell(Msg::Profile(
        Box::new(answered(Question::Clot, Reply::Yes)),
        None,
    ));
    pilot.sees("▶ 1  Yes");
    pilot.press("right").wait(1.0).press("n");
    let said = pilot.effects.iter().filter_map(|effect| match effect {
        uncramp::ui::Effect::Answer(Answer::Given { question, .. }) => Some(*question),
        _ => None,
    });
    let said: Vec<_> = said.collect();
    assert_eq!(
        said,
        [Question::Diabetes],
        "what was skipped is left to the other"
    );
}

#[test]
fn an_open_window_goes_by_a_clot_that_another_has_recorded_and_erases_nothing() {
    let data = tempfile::tempdir().unwrap();
    let mut home = window(data.path(), r#"exec "$0""#);
    home.wait_for("Bedtime stretch");
    let mut questions = window(data.path(), r#"exec "$0" profile"#);
    questions.wait_for("1 of 10");
    questions.press("2");
    questions.wait_for("2 of 10");
    questions.press("1");
    questions.wait_for("3 of 10");
    questions.press("q");
    assert_eq!(questions.wait_for_end(), Fate::Exited(0));

    home.press("p");
    home.wait_for("1 of 10");
    home.press("2");
    home.wait_for("3 of 10");
    home.press("3");
    home.wait_for("4 of 10");
    home.press("q");
    home.wait_for("Bedtime stretch");
    home.press("3");
    home.wait_for("changed for you");
    home.press("\x03");
    assert_eq!(home.wait_for_end(), Fate::Exited(0));
    let text = answers(data.path());
    for line in [
        r#"{"question":"clot","reply":"yes","#,
        r#"{"question":"diabetes","reply":"unsure","#,
    ] {
        assert_eq!(text.matches(line).count(), 1, "{text}");
    }
}

#[test]
fn whoever_is_killed_in_the_questions_has_lost_no_answer() {
    for kill in 0..KILLS {
        let data = tempfile::tempdir().unwrap();
        let mut tty = window(data.path(), r#"exec "$0" profile"#);
        tty.wait_for("1 of 10");
        tty.press("n");
        tty.wait_for("2 of 10");
        let before = kill % 3 + 1;
        for answer in 0..before {
            // The same key at once again is a trembling hand's.
            tty.press(["2", "3", "u"][answer]);
            tty.wait_for(&format!("{} of 10", answer + 3));
            wait_for_lines(data.path(), answer + 2);
        }
        tty.press("1");
        tty.signal(Signal::KILL);
        assert_eq!(tty.wait_for_end(), Fate::Killed(9));
        let read = file::parse(&answers(data.path()));
        assert_eq!(read.problems, []);
        for (at, &question) in Question::ALL.iter().take(before).enumerate() {
            let said = [Reply::No, Reply::Unsure, Reply::Unsure][at];
            assert_eq!(read.profile.reply(question), Some(said));
        }
    }
}

#[test]
fn a_locked_file_of_answers_delays_nothing_and_is_said() {
    let data = tempfile::tempdir().unwrap();
    fs::create_dir(data.path().join("uncramp")).unwrap();
    let pipe = data.path().join("uncramp/profile.jsonl");
    fs::create_dir(&pipe).unwrap();
    let mut tty = Tty::shell(
        r#"exec "$0" profile"#,
        &[("XDG_DATA_HOME", OsStr::new(data.path()))],
    );
    tty.wait_for("1 of 10");
    tty.press("2");
    tty.wait_for("2 of 10");
    tty.press("n");
    tty.wait_for("Your answers are not kept");
    tty.press("q");
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("Your answers are not kept")));
}
