//! What holds for any bytes whatever: the targets of the fuzzer, and of the short run among the tests.

use std::time::Duration;

use uncramp::cli::check;
use uncramp::diary::report::{Person, ReportFormat, report, usual_period};
use uncramp::diary::{Diary, export};
use uncramp::figure::poses::Poses;
use uncramp::io::inbox::keyboard::{Keyboard, Typed};
use uncramp::moment::Moment;
use uncramp::profile::{Findings, Profile, Question, Reply, file, fit};
use uncramp::routine::problem::Problem;
use uncramp::routine::{Evidence, Routine, RoutineId, hidden, parse};
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};
use uncramp::{figure, settings};

use crate::pilot::{Pilot, own, setup};

/// Fails if something does not hold for some bytes.
type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("routine", routine),
    ("pose", pose),
    ("settings", settings),
    ("profile", profile),
    ("diary", diary),
    ("keys", keys),
    ("pastes", pastes),
];

/// Windows from the smallest to large ones.
const SIZES: [(u16, u16); 5] = [(80, 24), (20, 3), (40, 60), (120, 40), (3, 1)];
/// Longer ones only take longer.
const MOST_KEYS: usize = 60;
const POSED: &str = "format = 1\ntitle = \"T\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\n\
                     posture = \"standing\"\n[[step]]\ntitle = \"A\"\nsay = \"B.\"\nhold = \"20s\"\n\
                     sides = \"each\"\npose = \"mine\"\n";

/// Fails if anything does not hold for these bytes.
pub fn run(target: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, target) = target.expect("a target of the list");
    target(data);
}

/// A file is read or explained; what is read claims nothing, takes a bearable time, leaves out what
/// may not be for somebody, and runs to its end.
fn routine(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let routine = match parse(id(), text) {
        Ok(routine) => routine,
        Err(problems) => return explained("mine.toml", text, &problems),
    };
    assert!(routine.length() <= Duration::from_secs(3 * 60 * 60));
    assert!(routine.own && routine.evidence == Evidence::Own);
    for question in [Question::Clot, Question::Falls, Question::Joints] {
        let mut profile = Profile::default();
        profile.answer(question, Reply::Yes);
        let fitted = fit(
            routine.clone(),
            &Findings::of(&profile, None),
            &Poses::default(),
        );
        assert!(!fitted.steps.is_empty());
    }
    let first = InitialScreen::Routine(Box::new(routine));
    runs(
        &mut Pilot::with(
            AppConfig {
                plain: true,
                ..setup()
            },
            first,
        ),
        40,
    );
    let files = uncramp::routine::library::Library::new(vec![own("mine.toml", text)]);
    let mut list = Pilot::with(
        AppConfig {
            library: files,
            ..setup()
        },
        InitialScreen::Home,
    );
    list.press("3 end i");
    shows(&mut list);
}

/// A pose is drawn, or explained.
fn pose(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    if let Err(problems) = figure::parse::parse(id(), text) {
        return explained("mine.toml", text, &problems);
    }
    let poses = Poses::new(vec![own("mine.toml", text)]);
    runs(
        &mut Pilot::with(
            AppConfig { poses, ..setup() },
            InitialScreen::Routine(Box::new(posed())),
        ),
        6,
    );
}

/// Settings are gone by, as far as they can be read.
fn settings(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let (settings, problems) = settings::parse(text);
    explained("config.toml", text, &problems);
    for first in [InitialScreen::Home, InitialScreen::Relief(None)] {
        let settings = settings.clone();
        shows(&mut Pilot::with(
            AppConfig {
                settings,
                ..setup()
            },
            first,
        ));
    }
}

/// Answers are read line by line: what cannot be read makes nobody less careful.
fn profile(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let read = file::parse(text);
    explained("profile.jsonl", text, &read.problems);
    let profile = read.profile;
    shows(&mut Pilot::with(
        AppConfig {
            profile: profile.clone(),
            ..setup()
        },
        InitialScreen::Safety,
    ));
    runs(
        &mut Pilot::with(
            AppConfig { profile, ..setup() },
            InitialScreen::Routine(Box::new(posed())),
        ),
        6,
    );
}

/// An export of a diary says the same; nothing in it reaches a page, a table or a screen but as text.
fn diary(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let diary = Diary::from_lines(text.lines());
    for trouble in diary.troubles() {
        readable(&trouble.what);
    }
    let all = |_: &_| true;
    let exported = export::jsonl(&diary, all);
    let again = Diary::from_lines(exported.lines());
    assert_eq!(
        export::jsonl(&again, all),
        exported,
        "an export says the same"
    );
    let import = export::import(&diary, (1..).zip(exported.lines()));
    assert!(
        import.lines.is_empty(),
        "an import of it adds {:?}",
        import.lines
    );
    runs_no_formula(&export::csv(&diary, "0f", all));
    let at = Moment::parse("2026-11-28T09:00:00+01:00").expect("a time");
    let page = report(
        &diary,
        usual_period(&diary, diary.night(at)),
        &Person::default(),
    );
    for form in [
        ReportFormat::Text,
        ReportFormat::Markdown,
        ReportFormat::Html,
    ] {
        readable(&page.written(form));
    }
    let html = page.written(ReportFormat::Html).to_lowercase();
    assert!(!html.contains("<script"), "{html}");
    let mut nights = Pilot::start(InitialScreen::Nights);
    nights.tell(Msg::Diary(Box::new(diary), at));
    shows(&mut nights);
    shows(nights.press("enter i esc e"));
}

/// No cell of a table begins as a formula does.
fn runs_no_formula(table: &str) {
    let (mut is_quoted, mut begins) = (false, true);
    for c in table.chars() {
        match c {
            '"' => {
                begins &= !is_quoted;
                is_quoted = !is_quoted;
            }
            ',' | '\r' | '\n' if !is_quoted => begins = true,
            c => {
                assert!(!begins || !"=+-@".contains(c), "a formula: {table}");
                begins = false;
            }
        }
    }
}

/// Whatever a terminal sends: it is a key, a paste or nothing, and no key brings the program down.
fn keys(data: &[u8]) {
    let mut pilot = Pilot::home();
    let at = Moment::parse("2026-11-28T09:00:00+01:00").expect("a time");
    pilot.tell(Msg::Diary(Box::default(), at));
    for (number, typed) in typed(data).into_iter().take(MOST_KEYS).enumerate() {
        if pilot.app.is_done() {
            return;
        }
        pilot.wait(0.4);
        match typed {
            Typed::Key(key) => pilot.tell(Msg::Key(key)),
            Typed::Paste(text) => pilot.tell(Msg::Pasted(text)),
        }
        let (columns, rows) = SIZES[number % SIZES.len()];
        readable(&pilot.resize(columns, rows).screen());
    }
}

/// A paste changes nothing anywhere, neither what is kept nor where somebody is; where a note is
/// written it is a part of that note.
fn pastes(data: &[u8]) {
    let marked = [b"\x1b[200~", data, b"\x1b[201~"].concat();
    let ends = data
        .windows(6)
        .filter(|bytes| *bytes == b"\x1b[201~")
        .count();
    let typed = typed(&marked);
    if ends == 0 {
        let is_text = |typed: &Typed| matches!(typed, Typed::Paste(_));
        assert!(typed.iter().all(is_text), "{typed:?}");
    }
    let text = typed.into_iter().find_map(|typed| match typed {
        Typed::Paste(text) => Some(text),
        Typed::Key(_) => None,
    });
    let Some(text) = text else { return };
    for start in [Pilot::home, Pilot::now, Pilot::bedtime] {
        let mut pilot = start();
        pilot.wait(3.0);
        let before = (pilot.effects.len(), pilot.app.shown().0.blocks.len());
        pilot.tell(Msg::Pasted(text.clone()));
        let told: Vec<&Effect> = pilot.effects[before.0..].iter().collect();
        assert!(
            told.iter().all(|told| matches!(told, Effect::Keep(_))),
            "{told:?}"
        );
        readable(&pilot.screen());
    }
}

/// What a keyboard makes of bytes that come in pieces.
fn typed(data: &[u8]) -> Vec<Typed> {
    let mut keyboard = Keyboard::default();
    let mut now = Duration::ZERO;
    let mut typed = Vec::new();
    for piece in data.chunks(usize::from(data.first().copied().unwrap_or(7) % 23) + 1) {
        typed.extend(keyboard.feed(piece, now));
        now += Duration::from_millis(5);
    }
    while let Some(deadline) = keyboard.deadline() {
        typed.extend(keyboard.expire(deadline));
    }
    typed
}

/// Lets it run, from wake to wake, without a keyboard; all that is told and shown is readable.
fn runs(pilot: &mut Pilot, wakes: usize) {
    pilot.keyless();
    for wake in 0..wakes {
        let Some(next) = pilot.app.next_wake() else {
            break;
        };
        pilot.wait(next.as_secs_f64());
        if wake % 16 == 0 {
            shows(pilot);
        }
    }
    pilot.lines.iter().for_each(|line| readable(line));
}

fn shows(pilot: &mut Pilot) {
    for (columns, rows) in SIZES {
        readable(&pilot.resize(columns, rows).screen());
    }
}

/// Every problem is told in words that show.
fn explained(path: &str, text: &str, problems: &[Problem]) {
    let shown = &problems[..problems.len().min(50)];
    readable(&check::report(path, text, shown, false));
}

/// No character of it is hidden, but the ends of its lines.
fn readable(text: &str) {
    let mut lines = text.lines();
    if let Some(line) = lines.find(|line| line.contains(hidden::is_hidden)) {
        panic!("something is hidden in {line:?}");
    }
}

fn posed() -> Routine {
    parse(id(), POSED).expect("a routine without problems")
}

fn id() -> RoutineId {
    RoutineId::new("mine").expect("small letters")
}
