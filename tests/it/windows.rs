//! Several windows at once: what one has recorded, all go by, and none takes it away.

mod questions;
mod relief;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use proptest::prelude::*;
use rustix::process::Signal;
use uncramp::diary::Diary;
use uncramp::diary::line::Line;
use uncramp::moment::Moment;
use uncramp::profile::danger::Danger;
use uncramp::profile::{Answer, Profile, Question, Reply, file};
use uncramp::session::relief::Spot;
use uncramp::ui::board::Content;
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};

use crate::diaries::MORNING;
use crate::pilot::{Pilot, routine, setup};
use crate::torture::times;
use crate::tty::{Fate, Tty};

/// Deaths in the middle of the questions.
const KILLS: usize = 20;

fn with(profile: Profile) -> AppConfig {
    AppConfig {
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

/// Windows with one diary, in virtual time: each sees what was written before every key, as the loop
/// has it.
struct Windows {
    pilots: Vec<Pilot>,
    /// How many effects and lines each has been through.
    through: Vec<(usize, usize)>,
    diary: Vec<String>,
}

impl Windows {
    fn open(count: usize) -> Self {
        let open = |_| {
            let mut pilot = Pilot::home();
            pilot.opens(&[] as &[&str], MORNING);
            pilot
        };
        Self {
            pilots: (0..count).map(open).collect(),
            through: vec![(0, 0); count],
            diary: Vec::new(),
        }
    }

    fn look(&mut self, at: usize) {
        for line in &self.diary[self.through[at].1..] {
            self.pilots[at].tell(Msg::Written(Line::parse(line).unwrap()));
        }
        self.through[at].1 = self.diary.len();
    }

    fn press(&mut self, at: usize, key: &str) {
        self.look(at);
        self.press_blindly(at, key);
    }

    /// What others have written since the last look is seen when it is too late: the lock is held.
    fn press_blindly(&mut self, at: usize, key: &str) {
        self.pilots[at].wait(1.0);
        let shown = (key == "0").then(|| self.pilots[at].read());
        self.pilots[at].press(key);
        let before = self.diary.len();
        let effects = self.pilots[at].effects[self.through[at].0..].to_vec();
        let is_alone = self.through[at].1 == self.diary.len();
        for effect in effects {
            match effect {
                Effect::Write(line) => self.diary.push(line.to_string()),
                Effect::WriteAlone(line) if is_alone => self.diary.push(line.to_string()),
                Effect::WriteAlone(_) => {
                    let diary = Diary::from_lines(self.diary.iter().map(String::as_str));
                    let now = Moment::parse(MORNING).unwrap();
                    self.pilots[at].tell(Msg::Diary(Box::new(diary), now));
                    self.pilots[at].tell(Msg::Overtaken);
                }
                _ => {}
            }
        }
        self.through[at].0 = self.pilots[at].effects.len();
        let is_taken_back =
            |line: &String| line.contains(r#""deleted":true"#) || line.contains(r#""cramps":null"#);
        if let Some(shown) = shown.filter(|_| self.diary[before..].iter().any(is_taken_back)) {
            // Its own line has said that this key would do so.
            assert!(shown.contains("0 again takes it back"), "{shown}");
        }
    }

    fn screens(&mut self) -> Vec<String> {
        let all = 0..self.pilots.len();
        all.map(|at| {
            self.look(at);
            // A notice goes away by itself.
            self.pilots[at].wait(60.0).screen()
        })
        .collect()
    }
}

/// A cramp of the night before [`MORNING`], as another window writes it down.
fn cramp(number: usize) -> String {
    format!(
        r#"{{"v":1,"id":"c{number}","kind":"cramp","at":"2026-11-22T03:{number:02}:00+01:00","start":"2026-11-22T03:{number:02}:00+01:00","seconds":60,"severity":8}}"#
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_windows_contradicts_or_loses_what_was_written(
        steps in prop::collection::vec((0..3_usize, prop::sample::select(vec!["0", "0 at once", "5", "q", "cramp"])), 1..20),
    ) {
        let mut windows = Windows::open(3);
        for (number, (at, step)) in steps.into_iter().enumerate() {
            let is_cramp = step == "cramp";
            let known = windows.diary.iter().any(|line| line.contains(r#""kind":"cramp""#));
            let before = windows.diary.len();
            if is_cramp {
                windows.diary.push(cramp(number));
            } else if step == "0 at once" {
                windows.press_blindly(at, "0");
            } else if step == "q" {
                // Home is where it leads to; there it would end the window.
                windows.press(at, "5");
                windows.press(at, "q");
            } else {
                windows.press(at, step);
            }
            let denied = windows.diary[before..].iter().any(|line| line.contains(r#""cramps":0"#));
            prop_assert!(!(known && denied), "{:#?}", windows.diary);
        }
        // Each shows what a window does that is opened now.
        for at in 0..3 {
            windows.press(at, "5");
        }
        let mut fresh = Pilot::home();
        fresh.opens(&windows.diary, MORNING).press("5").wait(60.0);
        let nights = |screen: &str| {
            let lines = screen.lines().filter(|line| line.contains("Nov"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        for screen in windows.screens() {
            prop_assert_eq!(nights(&screen), nights(&fresh.screen()));
        }
    }
}

#[test]
fn whoever_was_overtaken_says_so_and_shows_what_was_written() {
    let mut windows = Windows::open(1);
    windows.diary.push(cramp(1));
    windows.press_blindly(0, "0");
    assert_eq!(windows.diary.len(), 1, "{:#?}", windows.diary);
    windows.pilots[0].sees("Another window wrote first");
    windows.press(0, "0");
    windows.pilots[0].sees("has a cramp on record");
}

/// Something that another window says of the cramp or of its night.
fn said(number: usize, of: &str, fields: &str) -> String {
    let at = format!("2026-11-22T08:{number:02}:00+01:00");
    format!(
        r#"{{"v":1,"id":"{of}","kind":"{kind}","at":"{at}",{first},{fields}}}"#,
        kind = if of == "c0" { "cramp" } else { "night" },
        first = if of == "c0" {
            r#""of":"2026-11-22T03:00:00+01:00""#
        } else {
            r#""night":"2026-11-21""#
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn questions_change_nothing_but_what_is_answered_in_them(
        keys in prop::collection::vec(prop::sample::select(vec!["4", "y", "right", "left", "b"]), 0..8),
        when in 0..8_usize,
    ) {
        let mut windows = Windows::open(1);
        windows.diary.push(cramp(0));
        windows.press(0, "6");
        for (number, key) in keys.iter().enumerate() {
            if number == when {
                let count = windows.diary.len();
                windows.diary.extend([
                    said(1, "c0", r#""seconds":333,"note":"of the other window""#),
                    said(1, "night-2026-11-21", r#""note":"theirs too""#),
                ]);
                prop_assert_eq!(windows.diary.len(), count + 2);
            }
            windows.press(0, key);
        }
        let is_said = keys.len() > when;
        windows.press(0, "q");
        let diary = Diary::from_lines(windows.diary.iter().map(String::as_str));
        let all = format!("{:?}", diary.entries().collect::<Vec<_>>());
        for theirs in ["333", "of the other window", "theirs too"] {
            prop_assert_eq!(all.contains(theirs), is_said, "{}: {:#?}", theirs, windows.diary);
        }
    }
}

#[test]
fn an_open_screen_shows_what_another_program_writes_without_a_key() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("not/there/yet");
    let add = || {
        let added = Command::new(env!("CARGO_BIN_EXE_uncramp"))
            .args(["diary", "add", "--ago", "30m", "--severity", "8", "--sure"])
            .env("XDG_DATA_HOME", &data)
            .output()
            .unwrap();
        assert!(added.status.success(), "{added:?}");
    };
    let mut nights = window(&data, r#"exec "$0" nights"#);
    nights.wait_for("written down");
    add();
    if cfg!(target_os = "linux") {
        nights.wait_for("1 cramp");
        let night = fs::read_to_string(data.join("uncramp/diary.jsonl")).unwrap();
        let line = night.lines().last().unwrap();
        // The same again two hours earlier: another cramp.
        let earlier = line
            .replace("\"id\":\"2", "\"id\":\"3")
            .replace("\"severity\":8", "\"severity\":3,\"apart\":true");
        let both = format!("{night}{earlier}\n");
        fs::write(data.join("uncramp/diary.jsonl"), both).unwrap();
        nights.wait_for("2 cramps");
    }
    nights.press("q");
    assert_eq!(nights.wait_for_end(), Fate::Exited(0));
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
        shown.iter().any(|screen| screen.contains("Rub"))
    };
    assert!(rubs(&mut Pilot::with(
        with(Profile::default()),
        InitialScreen::Home
    )));
    let mut home = Pilot::with(with(Profile::default()), InitialScreen::Home);
    home.tell(Msg::Profile(Box::new(clot.clone()), None));
    home.sees("Answered in another window: clot: yes");
    // Whoever answers there looks at this one later.
    let mut two = clot.clone();
    two.answer(Question::Numb, Reply::No);
    home.wait(60.0).tell(Msg::Profile(Box::new(two), None));
    home.sees("Answered in another window: clot: yes, numb: no");
    assert!(!rubs(&mut home));
    // What is known already is no news.
    let mut home = Pilot::with(with(clot.clone()), InitialScreen::Home);
    home.tell(Msg::Profile(Box::new(clot), None));
    home.misses("another window");
}

#[test]
fn what_another_window_answered_is_left_out_of_what_runs() {
    let ruled_out = ["Rub", "Warm", "Long strokes", "Squeeze and let go"];
    let asked = [Question::Clot, Question::Diabetes, Question::Numb];
    let careful = asked
        .into_iter()
        .fold(Profile::default(), |mut careful, question| {
            careful.answer(question, Reply::Yes);
            careful
        });
    for first in [
        || InitialScreen::Relief(Some(Spot::Calf)),
        || routine("massage-and-warmth"),
    ] {
        let shown = |learns: bool| {
            let mut pilot = Pilot::with(with(Profile::default()), first());
            pilot.wait(1.0).press("right").wait(2.0);
            if learns {
                pilot.tell(Msg::Profile(Box::new(careful.clone()), None));
                pilot.sees("Answered in another window");
            }
            let shown: Vec<_> = (0..10)
                .map(|_| pilot.wait(1.0).press("right").wait(0.5).screen())
                .collect();
            let is_there = |words: &&str| shown.iter().any(|screen| screen.contains(words));
            ruled_out.iter().filter(|words| is_there(words)).count()
        };
        assert!(shown(false) > 0);
        assert_eq!(shown(true), 0);
    }
    // What was asked stays asked, and the clock goes on.
    let mut relief = Pilot::with(
        with(Profile::default()),
        InitialScreen::Relief(Some(Spot::Calf)),
    );
    relief.wait(60.0).press("space").sees("EASED?");
    relief.tell(Msg::Profile(Box::new(careful), None));
    relief.sees("EASED?").wait(2.0).press("3").sees("1:0");
}

#[test]
fn a_sign_of_danger_of_another_window_stops_this_one_and_so_does_its_end() {
    let mut home = Pilot::with(with(Profile::default()), InitialScreen::Home);
    let none = || Box::new(Profile::default());
    let danger = Danger::default().with("RF-U1", date(2026, 3, 1));
    home.tell(Msg::Profile(none(), Some(danger)));
    home.press("c").sees("Do not stretch or rub it");
    home.wait(1.0).press("q");
    home.tell(Msg::Profile(none(), None));
    home.wait(1.0).press("c").misses("Do not stretch or rub it");
}

#[test]
fn a_long_cramp_that_another_window_tells_late_stops_a_routine_and_no_relief() {
    let tells = || {
        let danger = Danger::default().with("RF-U2", date(2026, 3, 1));
        Msg::Profile(Box::default(), Some(danger))
    };
    let mut routine = Pilot::start(routine("bedtime-stretch"));
    routine.press("enter").wait(21.0).sees("HOLD").tell(tells());
    routine.sees("ten minutes").misses("HOLD");
    let mut relief = Pilot::now();
    relief.wait(21.0).tell(tells());
    relief.sees("SPACE = EASED").misses("ten minutes of cramp");
}

#[test]
fn an_open_window_goes_by_a_clot_that_another_has_recorded_and_erases_nothing() {
    let data = tempfile::tempdir().unwrap();
    let mut home = window(data.path(), r#"exec "$0""#);
    home.wait_for("More routines");
    let mut questions = window(data.path(), r#"exec "$0" profile"#);
    questions.wait_for("1 of 12");
    questions.press("2");
    questions.wait_for("2 of 12");
    questions.press("1");
    questions.wait_for("3 of 12");
    questions.press("q");
    assert_eq!(questions.wait_for_end(), Fate::Exited(0));

    home.press("p");
    home.wait_for("1 of 12");
    home.press("2");
    home.wait_for("3 of 12");
    home.press("3");
    home.wait_for("4 of 12");
    home.press("q");
    home.wait_for("More routines");
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
    for kill in 0..times(KILLS) {
        let data = tempfile::tempdir().unwrap();
        let mut tty = window(data.path(), r#"exec "$0" profile"#);
        tty.wait_for("1 of 12");
        tty.press("n");
        tty.wait_for("2 of 12");
        let before = kill % 3 + 1;
        for answer in 0..before {
            // The same key at once again is a trembling hand's.
            tty.press(["2", "3", "u"][answer]);
            // Whoever sees the next question has answered this one, and knows nothing of a file.
            tty.wait_for(&format!("{} of 12", answer + 3));
        }
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
    tty.wait_for("1 of 12");
    tty.press("2");
    tty.wait_for("2 of 12");
    tty.press("n");
    tty.wait_for("Your answers are not kept");
    tty.press("q");
    tty.wait_for_end();
    assert!(tty.look(|state| state.told("Your answers are not kept")));
}

#[test]
fn two_windows_that_say_the_same_of_a_night_leave_it_on_record() {
    let mut windows = Windows::open(2);
    windows.press(0, "0");
    let said = windows.diary.clone();
    windows.look(1);
    windows.pilots[1].wait(60.0).sees("No cramp last night.");
    windows.press(1, "0");
    windows.pilots[1].sees("no cramp is on record. 0 again takes it back.");
    // The line has gone by itself.
    windows.pilots[1].wait(60.0);
    windows.press(1, "0");
    assert_eq!(windows.diary, said);
    windows.press(1, "0");
    windows.pilots[1].sees("taken back");
    windows.look(0);
    windows.pilots[0].wait(60.0).misses("No cramp last night.");
}
