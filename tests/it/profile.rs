//! The safety questions, and what their answers do on the screens and on the command line.

mod unread;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jiff::civil::date;
use uncramp::diary::Record;
use uncramp::profile::{Medicine, Profile, Question, Reply};
use uncramp::routine::{RoutineId, parse};
use uncramp::session::relief::Spot;
use uncramp::ui::board::Content;
use uncramp::ui::layout::cells::choice_cells;
use uncramp::ui::{AppConfig, Effect, InitialScreen};

use crate::answers;
use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, routine, setup, still};
use crate::tty::Tty;

fn yes(questions: &[Question]) -> AppConfig {
    let mut profile = Profile::default();
    for &question in questions {
        profile.answer(question, Reply::Yes);
    }
    with(profile)
}

pub fn with(profile: Profile) -> AppConfig {
    AppConfig {
        profile,
        today: Some(date(2026, 3, 1)),
        ..still()
    }
}

/// Asked on a day, and everything skipped.
fn asked(day: &str) -> Profile {
    answers::profile(&format!("asked = \"{day}\""))
}

/// What the answers come to that the app asked to keep, if there are any.
pub fn kept(pilot: &Pilot) -> Option<Profile> {
    kept_over(&Profile::default(), pilot)
}

/// The same, where there were answers `before`.
fn kept_over(before: &Profile, pilot: &Pilot) -> Option<Profile> {
    let answers = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Answer(answer) => Some(answer),
        _ => None,
    });
    answers.fold(None, |profile, answer| {
        let mut profile = profile.unwrap_or_else(|| before.clone());
        profile.take(answer);
        Some(profile)
    })
}

#[test]
fn the_questions_are_offered_at_home_until_they_were_asked_and_after_three_months() {
    let mut first = Pilot::with(with(Profile::default()), InitialScreen::Home);
    let offer = "a minute, and the steps fit you";
    first.sees("9  Safety questions").sees(offer).sees("Tip: ");
    first
        .resize(100, 40)
        .opens(CRAMPS, MORNING)
        .sees("How was last night?")
        .sees(offer);
    Pilot::with(with(asked("2026-02-01")), InitialScreen::Home).misses(offer);
    Pilot::with(with(asked("2025-11-01")), InitialScreen::Home).sees(offer);
}

#[test]
fn relief_never_asks_or_offers_them() {
    let mut now = Pilot::with(with(Profile::default()), InitialScreen::Relief(None));
    now.sees("Pull your toes up").misses("afety question");
    now.press("p").misses("afety question");
}

#[test]
fn every_question_can_be_skipped_and_asked_is_kept() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press("p").sees("1 of 12").sees("swollen, hot, red");
    for _ in 0..12 {
        pilot.press("s");
    }
    assert_eq!(kept(&pilot), Some(asked("2026-03-01")));
    pilot
        .sees("Every step stays in.")
        .sees("three months")
        .misses("uncramp");
    pilot
        .press("q")
        .sees("More routines")
        .misses("a minute, and the steps fit you");
}

#[test]
fn answers_hold_at_once_and_what_was_answered_is_kept_when_one_leaves() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    // Not swollen, no clot, no diabetes, not numb, circulation fine, and may fall.
    pilot.press_slowly("p n n n n n y q");
    let profile = kept(&pilot).expect("something was answered");
    assert_eq!(profile.reply(Question::Falls), Some(Reply::Yes));
    assert_eq!(profile.reply(Question::Pregnant), None);
    pilot.press("2").sees("Gentle bedtime stretch");
}

#[test]
fn questions_that_came_without_a_home_screen_lead_to_none() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    pilot.press("y").sees("Do not stretch or rub it");
    pilot.press("x").sees("swollen, hot, red").press("q");
    assert!(pilot.app.is_done());
}

#[test]
fn the_biggest_keys_never_pass_over_a_question() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    for key in ["enter", "space"] {
        pilot.wait(1.0).press(key).sees("1 of 12").sees("s skip");
    }
    // A notice stands for a while in the place of the footer.
    pilot.resize(40, 15).wait(10.0).sees("s skip");
}

#[test]
fn arrows_and_enter_answer_too_and_every_answer_stands_under_its_key_once() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    pilot.sees("↓ mark  s skip").misses("ENTER take it");
    pilot
        .press("down down")
        .sees("ENTER take it")
        .press("enter")
        .sees("2 of 12");
    pilot.press("2").sees("3 of 12");
    pilot.wait(1.0).press("right space").sees("4 of 12");
    let profile = {
        pilot.press("q");
        kept(&pilot).unwrap()
    };
    assert_eq!(profile.reply(Question::Clot), Some(Reply::No));
    assert_eq!(profile.reply(Question::Diabetes), Some(Reply::Yes));
}

#[test]
fn answers_are_clicked_in_every_window() {
    for (columns, rows) in [(80, 24), (40, 15), (120, 40), (45, 60)] {
        for (at, reply) in Reply::ALL.iter().enumerate() {
            let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
            pilot.press("n").wait(1.0).resize(columns, rows);
            let (board, layout, measure) = pilot.app.shown();
            let is_choices = |content: &Content| matches!(content, Content::Choices(_));
            let area = layout
                .area_of(board, is_choices)
                .expect("answers are shown");
            let mut blocks = board.blocks.iter().map(|block| &block.content);
            let Some(Content::Choices(choices)) = blocks.find(|content| is_choices(content)) else {
                panic!("{board:?}");
            };
            let cell = choice_cells(choices, area, &measure)[at];
            pilot.click(cell.x + 1, cell.y).press("q");
            assert_eq!(kept(&pilot).unwrap().reply(Question::Clot), Some(*reply));
        }
    }
}

#[test]
fn questions_that_were_broken_off_are_offered_again_and_go_on_where_they_were() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press("p s n").wait(1.0).press("n q");
    pilot.sees("a minute, and the steps fit you");
    assert_eq!(kept(&pilot).unwrap().asked, None);
    pilot.wait(1.0).press("p s").sees("4 of 12");
}

#[test]
fn after_a_file_that_cannot_be_read_all_stays_careful_until_everything_was_asked() {
    let mut pilot = Pilot::with(with(Profile::unreadable()), InitialScreen::Home);
    pilot.press("p n").wait(1.0).press("n q");
    let profile = kept_over(&Profile::unreadable(), &pilot).unwrap();
    assert!(profile.careful);
    assert_eq!(profile.reply(Question::Falls), None, "nobody has said so");
    pilot.wait(1.0).press("p n");
    for _ in 0..10 {
        pilot.press("s");
    }
    assert!(!kept_over(&Profile::unreadable(), &pilot).unwrap().careful);
}

#[test]
fn weeks_that_are_known_are_shown_and_stay_when_one_leaves() {
    let pregnant = answers::profile("pregnant = \"yes\"\npregnant_from = \"2025-08-01\"");
    let mut pilot = Pilot::with(with(pregnant.clone()), InitialScreen::Safety);
    pilot.press("n");
    for _ in 0..5 {
        pilot.press("s");
    }
    pilot.press("y x");
    assert_eq!(weeks(&pilot).as_deref(), Some("30"));
    pilot.press("q");
    assert_eq!(kept(&pilot).unwrap().pregnant_from, pregnant.pregnant_from);
}

#[test]
fn a_statin_and_quinine_open_their_card_of_the_handbook_once_the_list_is_left() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Home);
    pilot.press_slowly("p n n n n n n n n n y 2");
    pilot.sees("Which do you take?").press_slowly("6 6 enter");
    // What is taken back opens nothing.
    pilot.sees("Could it be my statin?").press_slowly("q");
    pilot.sees("ILLNESS?");
    let taken = kept(&pilot).unwrap().medicines;
    assert_eq!(taken, [Medicine::Statin]);
}

#[test]
fn what_matters_with_an_answer_is_shown_with_it() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    pilot
        .press_slowly("n n n n y")
        .sees("Night pain in the foot");
    // What opens over the weeks would take their first digit.
    pilot.press_slowly("x n y").sees("How many weeks?");
    pilot.press("enter").sees("How many weeks?");
    assert_eq!(weeks(&pilot), None);
    pilot.press("down");
    assert_eq!(weeks(&pilot).as_deref(), Some("20"));
    for _ in 0..8 {
        pilot.press("up");
    }
    pilot
        .wait(1.0)
        .press("enter")
        .sees("Pregnant")
        .press_slowly("x y")
        .sees("hurt: which?")
        .press("1")
        .wait(1.0)
        .press("enter n y")
        .wait(1.0)
        .press("enter s s");
    pilot.sees("Pregnant: no leaning forward");
    let profile = kept(&pilot).unwrap();
    assert_eq!(profile.weeks(date(2026, 3, 1)), Some(28));
}

/// The number of weeks that is shown huge.
fn weeks(pilot: &Pilot) -> Option<String> {
    let mut blocks = pilot.app.shown().0.blocks.iter();
    blocks.find_map(|block| match &block.content {
        Content::Count(count) => Some(count.text.clone()),
        _ => None,
    })
}

#[test]
fn weeks_are_typed_and_what_would_be_too_many_begins_anew() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    pilot.press_slowly("n s s s s s y x");
    for (key, expected) in [
        ("2", "2"),
        ("2", "22"),
        ("4", "4"),
        ("5", "5"),
        ("3", "3"),
        ("1", "31"),
    ] {
        pilot.press(key);
        assert_eq!(weeks(&pilot).as_deref(), Some(expected));
    }
    pilot.press("up 7");
    assert_eq!(
        weeks(&pilot).as_deref(),
        Some("7"),
        "an arrow ends the typing"
    );
    pilot.press("2 0 enter q");
    assert_eq!(kept(&pilot).unwrap().weeks(date(2026, 3, 1)), Some(20));
}

#[test]
fn relief_goes_by_the_answers_in_its_first_frame() {
    let falls = yes(&[Question::Falls]);
    let mut bed = Pilot::with(falls, InitialScreen::Relief(None));
    let began = |pilot: &Pilot| match &pilot.effects[0] {
        Effect::Record(Record::Began { routine, .. }) => routine.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(began(&bed), "relief-in-bed");
    bed.press("1")
        .press("right")
        .sees("Loop a towel")
        .sees("No standing: you may be unsteady");
    let clot = Pilot::with(
        yes(&[Question::Clot]),
        InitialScreen::Relief(Some(Spot::Calf)),
    );
    assert_eq!(began(&clot), "relief-calf");
}

#[test]
fn relief_says_in_one_line_why_it_is_not_as_written() {
    let falls = || yes(&[Question::Falls]);
    let full = "In bed: you may be unsteady at night.";
    for (columns, rows) in [(80, 24), (120, 40), (45, 60), (40, 15)] {
        let mut now = Pilot::with(falls(), InitialScreen::Relief(None));
        now.resize(columns, rows).sees("get help");
        // When to get help goes before it.
        if rows > 15 {
            now.sees(full);
        }
        let screen = now
            .screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let is_told = ["10 min, or swollen", "10 minutes, or leg swollen"]
            .map(|words| screen.contains(words));
        assert!(is_told.contains(&true), "{screen}");
    }
    let mut pilot = Pilot::lines(falls(), InitialScreen::Relief(None));
    let lines = &pilot.wait(44.0).lines;
    assert!(lines[0].starts_with("Toes up"), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| *line == full).count(), 1);
    let unread = with(Profile::unreadable());
    let mut pilot = Pilot::lines(unread, InitialScreen::Relief(None));
    let lines = &pilot.wait(20.0).lines;
    let why = |line: &&String| line.starts_with("Your safety answers cannot be read");
    assert_eq!(lines.iter().filter(why).count(), 1, "{lines:#?}");
}

#[test]
fn a_hurt_calf_hears_of_the_clinician_from_the_first_step() {
    let hurt = "joints = \"yes\"\nparts = [\"calf-or-achilles\"]\n";
    for spot in [None, Some(Spot::Calf), Some(Spot::Foot)] {
        let mut now = Pilot::with(with(answers::profile(hurt)), InitialScreen::Relief(spot));
        let words = now.screen().replace('\n', "");
        let words = words.split_whitespace().collect::<Vec<_>>();
        assert!(
            words.contains(&"clinician") && words.contains(&"first."),
            "{words:?}"
        );
        now.wait(120.0).misses("Walk slowly").misses("STAND UP");
    }
}

#[test]
fn numb_feet_are_reminded_in_every_window() {
    for (columns, rows) in [(80, 24), (120, 40), (45, 60), (40, 15), (30, 10)] {
        let mut now = Pilot::with(
            yes(&[Question::Numb]),
            InitialScreen::Relief(Some(Spot::Calf)),
        );
        now.resize(columns, rows).press("right").sees("Go lightly");
    }
    let mut lines = Pilot::lines(
        yes(&[Question::Numb]),
        InitialScreen::Relief(Some(Spot::Calf)),
    );
    lines.press("right").wait(29.0);
    let said = "Take care. Go lightly; look at the skin after.";
    assert!(lines.lines.iter().any(|line| line.starts_with(said)));
}

#[test]
fn in_lines_a_step_of_relief_that_waits_tells_its_caution_and_not_what_to_do() {
    let text = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
                posture = \"sitting\"\n[[step]]\ntitle = \"Heat\"\nsay = \"Put heat on it.\"\n\
                shout = [\"HEAT\"]\nhold = \"10s\"\ncaution = \"Not on numb skin.\"\n\
                does = [\"heat\"]\n[[step]]\ntitle = \"B\"\nsay = \"Breathe.\"\nshout = [\"B\"]\n\
                hold = \"10s\"\n";
    let own = parse(RoutineId::new("mine").unwrap(), text).unwrap();
    let mut pilot = Pilot::lines(setup(), InitialScreen::Routine(Box::new(own)));
    let told = |pilot: &Pilot, words: &str| pilot.lines.iter().any(|line| line == words);
    pilot.wait(10.0);
    assert!(told(&pilot, "Take care. Not on numb skin."));
    assert!(!told(&pilot, "Put heat on it."));
    pilot.keyless().wait(7.0);
    assert!(told(&pilot, "Skipped: not known whether it suits you."));
    pilot.press("y").wait(7.0);
    assert!(told(&pilot, "Put heat on it."));
}

#[test]
fn in_lines_every_change_is_told_before_the_first_step() {
    let mut pilot = Pilot::lines(yes(&[Question::Falls]), routine("daytime-desk-break"));
    pilot.wait(60.0);
    let left = |line: &&String| line.contains("is left out") || line.contains("takes the place");
    assert!(
        pilot.lines.iter().filter(left).count() > 1,
        "{:#?}",
        pilot.lines
    );
}

#[test]
fn the_list_of_routines_shows_what_would_run() {
    let mut pilot = Pilot::with(yes(&[Question::Numb]), InitialScreen::Home);
    pilot.press("3").sees("changed for you");
    for _ in 0..14 {
        pilot.press("down");
        if pilot.screen().contains("▶ Warmth and massage") {
            break;
        }
    }
    pilot.sees("In place of Warmth and massage.");
    pilot.press("i").misses("Test the warmth");
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
        .misses("is left out")
        .sees("Stop if pain");
}

#[test]
fn heat_starts_by_itself_once_the_feet_are_known_to_feel() {
    let no = [
        Question::Numb,
        Question::Circulation,
        Question::Joints,
        Question::Clot,
    ];
    let mut profile = Profile::default();
    for question in no {
        profile.answer(question, Reply::No);
    }
    let mut pilot = Pilot::with(with(profile), routine("massage-and-warmth"));
    pilot.wait(16.0).misses("my feet feel normal").sees("wrist");
    let mut open = Pilot::with(with(Profile::default()), routine("massage-and-warmth"));
    open.wait(16.0).sees("my feet feel normal");
}

/// `uncramp` with `args`, its data in `home`; nothing to type on.
pub fn uncramp(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_uncramp"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

pub fn words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn show_says_what_the_answers_change() {
    let home = tempfile::tempdir().unwrap();
    let shown = uncramp(home.path(), &["show", "relief-calf"]);
    assert!(!words(&shown.stdout).contains("Changed for you"));
    fs::create_dir(home.path().join("uncramp")).unwrap();
    let path = home.path().join("uncramp/profile.jsonl");
    fs::write(&path, answers::file("clot = \"yes\"")).unwrap();
    let shown = words(&uncramp(home.path(), &["show", "relief-calf"]).stdout);
    assert!(
        shown.contains("Rub the hard spot is left out. No rubbing"),
        "{shown}"
    );
}

#[test]
fn list_says_what_the_answers_change() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("uncramp")).unwrap();
    let path = home.path().join("uncramp/profile.jsonl");
    fs::write(&path, answers::file("falls = \"yes\"\nmine = \"yes\"")).unwrap();
    let list = uncramp(home.path(), &["list"]);
    assert!(
        words(&list.stdout).contains("bedtime-stretch 4:47"),
        "{list:?}"
    );
    assert!(words(&list.stdout).contains("changed for you"));
    assert!(words(&list.stderr).ends_with("`mine` is no question of this version"));
    let json = uncramp(home.path(), &["list", "--json"]);
    assert!(words(&json.stdout).contains("\"In place of Bedtime stretch"));
}
