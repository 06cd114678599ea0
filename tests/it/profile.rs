//! The safety questions, and what their answers do on the screens and on the command line.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jiff::civil::date;
use uncramp::diary::Record;
use uncramp::profile::{Profile, Question, Reply, file};
use uncramp::session::relief::Spot;
use uncramp::ui::{Effect, First, Setup};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, routine, setup};
use crate::tty::Tty;

fn yes(questions: &[Question]) -> Setup {
    let mut profile = Profile::default();
    for &question in questions {
        profile.answer(question, Reply::Yes);
    }
    with(profile)
}

fn with(profile: Profile) -> Setup {
    Setup {
        profile,
        today: Some(date(2026, 3, 1)),
        ..setup()
    }
}

/// Asked on a day, and everything skipped.
fn asked(day: &str) -> Profile {
    file::parse(&format!("format = 1\nasked = \"{day}\"\n")).0
}

/// The answers that the app asked to keep last.
fn kept(pilot: &Pilot) -> Option<&Profile> {
    pilot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(profile) => Some(&**profile),
        Effect::Record(_) | Effect::Write(_) | Effect::SaveAgain | Effect::Suspend => None,
    })
}

#[test]
fn the_questions_are_offered_at_home_until_they_were_asked_and_after_three_months() {
    let mut first = Pilot::with(with(Profile::default()), First::Home);
    first.sees("p  Safety questions").sees("Tip: ");
    first
        .resize(40, 15)
        .sees("p  Safety questions: steps to fit you");
    first.opens(CRAMPS, MORNING).sees("6  How was");
    first.sees("p  Safety questions: steps to fit you");
    Pilot::with(with(asked("2026-02-01")), First::Home).misses("Safety questions");
    Pilot::with(with(asked("2025-11-01")), First::Home).sees("Safety questions");
}

#[test]
fn relief_never_asks_or_offers_them() {
    let mut now = Pilot::with(with(Profile::default()), First::Relief(None));
    now.sees("Straighten and breathe").misses("afety question");
    now.press("p").misses("afety question");
}

#[test]
fn every_question_can_be_skipped_and_asked_is_kept() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Home);
    pilot.press("p").sees("1 of 10").sees("swollen, hot, red");
    for _ in 0..10 {
        pilot.press("right");
    }
    assert_eq!(kept(&pilot), Some(&asked("2026-03-01")));
    pilot
        .press("x q")
        .sees("2  Bedtime stretch")
        .misses("p  Safety questions");
}

#[test]
fn answers_hold_at_once_and_what_was_answered_is_kept_when_one_leaves() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Home);
    // Not swollen, no clot, no diabetes, not numb, circulation fine, and may fall.
    pilot.press_slowly("p n n n n n y q");
    let profile = kept(&pilot).expect("something was answered");
    assert_eq!(profile.reply(Question::Falls), Some(Reply::Yes));
    assert_eq!(profile.reply(Question::Pregnant), None);
    pilot.sees("2  Gentle bedtime stretch");
}

#[test]
fn a_swollen_leg_shows_the_card_starts_nothing_and_is_not_kept() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Home);
    pilot.press("p y").sees("Do not stretch or rub it");
    pilot
        .wait(1.0)
        .press("x 2")
        .sees("Do not stretch or rub it");
    pilot
        .wait(1.0)
        .press("x c")
        .sees("Do not stretch or rub it");
    assert_eq!(pilot.effects, []);
    // To be asked again is no answer, nor is to skip it.
    pilot
        .press_slowly("x p q c")
        .sees("Do not stretch or rub it");
    pilot
        .press_slowly("x p right q b")
        .sees("Do not stretch or rub it");
    assert_eq!(pilot.effects, []);
    // Answered anew, everything starts again.
    pilot.press_slowly("x p n q b").sees("Bedtime stretch");
    assert!(kept(&pilot).is_none_or(|profile| profile.reply(Question::Clot).is_none()));
}

#[test]
fn a_leg_that_may_be_swollen_counts_as_swollen() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Home);
    pilot.press("p u").sees("Do not stretch or rub it");
    pilot.press("x c").sees("Do not stretch or rub it");
}

#[test]
fn questions_that_came_without_a_home_screen_lead_to_none() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Safety);
    pilot.press("y").sees("Do not stretch or rub it");
    pilot.press("x").sees("swollen, hot, red").press("q");
    assert!(pilot.app.is_done());
}

#[test]
fn what_matters_with_an_answer_is_shown_with_it() {
    let mut pilot = Pilot::with(with(Profile::default()), First::Safety);
    pilot.press_slowly("n n n n y").sees("night foot pain");
    pilot.press_slowly("x n y").sees("Pregnant");
    pilot.press("x").sees("How many weeks?");
    for _ in 0..8 {
        pilot.press("up");
    }
    pilot
        .press("enter y")
        .sees("Which?")
        .press("1")
        .wait(1.0)
        .press("enter n y")
        .wait(1.0)
        .press("enter");
    pilot.sees("No leaning forward late in pregnancy");
    let profile = kept(&pilot).unwrap();
    assert_eq!(profile.weeks(date(2026, 3, 1)), Some(28));
}

#[test]
fn relief_goes_by_the_answers_in_its_first_frame() {
    let falls = yes(&[Question::Falls]);
    let mut bed = Pilot::with(falls, First::Relief(None));
    let began = |pilot: &Pilot| match &pilot.effects[0] {
        Effect::Record(Record::Began { routine, .. }) => routine.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(began(&bed), "relief-in-bed");
    bed.press("1");
    for _ in 0..3 {
        bed.press("right");
    }
    bed.sees("Loop a towel")
        .sees("No standing: you may be unsteady");
    let clot = Pilot::with(yes(&[Question::Clot]), First::Relief(Some(Spot::Calf)));
    assert_eq!(began(&clot), "relief-calf");
}

#[test]
fn a_routine_says_before_its_first_step_what_was_changed() {
    let mut pilot = Pilot::with(yes(&[Question::Numb]), routine("massage-and-warmth"));
    pilot
        .sees("In place of Warmth and massage.")
        .sees("No warmth:");
    pilot.sees("Stop if pain");
    let hip = yes(&[Question::Joints]);
    let mut pilot = Pilot::with(hip, routine("bedtime-stretch"));
    pilot
        .resize(120, 40)
        .sees("In place of Bedtime")
        .sees("more:")
        .sees("Stop if pain");
}

#[test]
fn heat_starts_by_itself_once_the_feet_are_known_to_feel() {
    let no = [Question::Numb, Question::Circulation];
    let mut profile = Profile::default();
    for question in no {
        profile.answer(question, Reply::No);
    }
    let mut pilot = Pilot::with(with(profile), routine("massage-and-warmth"));
    pilot
        .wait(16.0)
        .misses("o my feet feel normal")
        .sees("wrist");
    let mut open = Pilot::with(with(Profile::default()), routine("massage-and-warmth"));
    open.wait(16.0).sees("o my feet feel normal");
}

/// `uncramp` with `args`, its data in `home`; nothing to type on.
fn uncramp(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_uncramp"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn show_says_what_the_answers_change() {
    let home = tempfile::tempdir().unwrap();
    let shown = uncramp(home.path(), &["show", "relief-calf"]);
    assert!(!words(&shown.stdout).contains("Changed by your answers"));
    fs::create_dir(home.path().join("uncramp")).unwrap();
    let path = home.path().join("uncramp/profile.toml");
    fs::write(&path, "format = 1\nclot = \"yes\"\n").unwrap();
    let shown = words(&uncramp(home.path(), &["show", "relief-calf"]).stdout);
    assert!(
        shown.contains("Rub the hard spot is left out. No rubbing"),
        "{shown}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_puts_every_gate_on() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("uncramp")).unwrap();
    let path = home.path().join("uncramp/profile.toml");
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
    unreadable(&|| fs::write(&path, "#".repeat(20_000)).unwrap());
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
    fs::write(folder.join("profile.toml"), "clot = yes, certainly\n").unwrap();
    let script = r#"ulimit -f 0; exec "$0" profile"#;
    let mut tty = Tty::shell(script, &[("XDG_DATA_HOME", data.path().as_os_str())]);
    tty.wait_for("1 of 10");
    // That one leg is not swollen now is not kept.
    tty.press("n2");
    tty.wait_for("3 of 10");
    tty.press("q");
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("Your answers are not kept")));
    // Without a file every gate would be off.
    let old = fs::read_to_string(folder.join("profile.toml")).unwrap();
    assert_eq!(old, "clot = yes, certainly\n");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}
