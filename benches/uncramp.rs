//! What takes time, measured: `cargo bench` prints the medians.
//!
//! Nothing here passes or fails. The start of the program is measured beside the smallest program
//! on the same libraries that draws as much, turn by turn, so that the ratio holds on a busy
//! machine too.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../tests/it/diaries.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod diaries;
#[path = "../tests/it/pilot.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod pilot;
#[path = "uncramp/start.rs"]
mod start;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use uncramp::diary::Diary;
use uncramp::diary::counts::Counts;
use uncramp::diary::counts::calendar::{WEEKS, weeks};
use uncramp::diary::report::{Person, ReportFormat, report};
use uncramp::figure::poses::built_in;
use uncramp::io::clock::monotonic;
use uncramp::io::files;
use uncramp::io::screen::Canvas;
use uncramp::io::store::Store;
use uncramp::moment::Moment;
use uncramp::night::{Boundary, Period};
use uncramp::routine::library::{Library, built_in_ids};
use uncramp::routine::{PoseId, Routine, RoutineId, parse};
use uncramp::session::plan::{Plan, PlanOptions};
use uncramp::settings::Motion;
use uncramp::ui::figure::{Facing, Picture};
use uncramp::ui::keys::Key;
use uncramp::ui::painter::RenderStyle;
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::{Depth, Theme, ThemeName};
use uncramp::ui::{self, App, AppConfig, InitialScreen, Msg};

use pilot::{Pilot, setup};

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];
const FIGURES: [(u16, u16); 2] = [(46, 18), (100, 44)];
/// What takes less than the clock can tell is run so long at once.
const BATCH: Duration = Duration::from_millis(5);
/// How often each is measured.
const TIMES: usize = 40;
/// Files in the folder of own routines.
const FILES: usize = 500;
/// Nights of a diary that was kept for twenty years.
const NIGHTS: u32 = 7_300;
/// How much of a routine is run.
const BEGINNING: Duration = Duration::from_secs(300);
/// Ends every frame, of both programs.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// Asks this program to become another.
const BECOME: &str = "--become";

const FULL: &str = include_str!("../routines/bedtime-full.toml");
const HOUR: &str = r#"
format = 1
title = "An hour"
purpose = "prevention"
muscles = ["calf"]
posture = "standing"
[[step]]
title = "Hold"
say = "Hold and breathe."
hold = "67s"
reps = 50
rest = "5s"
ready = "5s"
"#;

fn main() {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if let [first, program, arguments @ ..] = &arguments[..]
        && first == BECOME
    {
        start::become_another(program, arguments);
    }
    let own = own_folder();

    println!("\nroutines and sessions");
    let own_full = own_full();
    row("parse a routine", quick(|| example(&own_full)), "");
    let pose = PoseId::new("leg-straight-bed").expect("small letters");
    row("parse a built-in pose", quick(|| built_in(&pose)), "");
    let full = example(&own_full);
    let lay_out = quick(|| Plan::new(full.clone(), PlanOptions::default()));
    row("lay out its plan", lay_out, "");
    let hour = example(HOUR);
    let wakes = hour_of(&hour);
    let an_hour = slow(|| hour_of(&hour));
    row(
        "an hour of a session",
        an_hour,
        &format!("{wakes} wake-ups"),
    );
    let load = slow(|| {
        Library::new(files::folder(own.path()).files)
            .listing()
            .entries
            .len()
    });
    row("load the library", load, &format!("{FILES} own files"));

    println!("\nthe diary");
    keep_a_diary();

    for (columns, rows) in SIZES {
        println!("\none frame at {columns}x{rows}");
        for (name, screen) in screens() {
            frame(name, screen, columns, rows);
        }
    }

    println!("\na figure alone, everything changed");
    for (columns, rows) in FIGURES {
        figure(columns, rows);
    }

    println!("\nfrom a key to the bytes, at 80x24");
    keys();
    counting();
    show_last();

    println!("\nfrom the start to the first frame, at 80x24");
    start::starts();
}

fn row(name: &str, median: Duration, note: &str) {
    let micros = median.as_secs_f64() * 1e6;
    let line = format!("  {name:<34} {micros:>10.1} µs   {note}");
    println!("{}", line.trim_end());
}

fn example(source: &str) -> Routine {
    let id = RoutineId::new("example").expect("small letters");
    parse(id, source).expect("the examples have no problems")
}

/// Runs an hour as the event loop does, and returns how often it woke.
fn hour_of(routine: &Routine) -> usize {
    let mut app = App::new(setup(), InitialScreen::Routine(Box::new(routine.clone())));
    app.update(Msg::Keyless);
    let mut wakes = 0;
    while let Some(wake) = app.next_wake() {
        app.update(Msg::Elapsed(wake));
        wakes += 1;
    }
    wakes
}

/// The longest built-in routine as a file of somebody's own: it claims nothing that is the program's.
fn own_full() -> String {
    let is_claim = |line: &&str| {
        ["evidence =", "sources =", "source ="]
            .iter()
            .any(|claim| line.starts_with(claim))
    };
    let lines = FULL.lines().filter(|line| !is_claim(line));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    text.replacen("title = \"", "title = \"My ", 1)
}

fn own_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let full = own_full();
    for number in 0..FILES {
        let path = folder.path().join(format!("routine-{number}.toml"));
        fs::write(path, &full).expect("room for the files");
    }
    folder
}

/// Measures what is done with a diary that was kept for twenty years.
fn keep_a_diary() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let store = Store::at(folder.path().join("diary.jsonl"));
    let lines = diaries::nights(NIGHTS);
    store.append(&lines).expect("room for the diary");
    let read = slow(|| store.read().expect("a diary"));
    row("read it", read, &format!("{} lines", lines.len()));
    let understand = || Diary::from_lines(lines.iter().map(String::as_str));
    row("understand it", slow(understand), "");

    let diary = understand();
    let last = Boundary::NOON.night(Moment::parse(diaries::MORNING).expect("a time"));
    for nights in [28, NIGHTS] {
        let count = quick(|| Counts::of(&diary, Period::until(last, nights)));
        row("count", count, &format!("{nights} nights"));
    }
    let counts = Counts::of(&diary, Period::until(last, 7 * WEEKS));
    row("lay out its weeks", quick(|| weeks(&counts)), "");
    let page = slow(|| {
        let period = Period::until(last, NIGHTS);
        report(&diary, period, &Person::default()).written(ReportFormat::Html)
    });
    row("write the doctor's page", page, &format!("{NIGHTS} nights"));
    let add = slow(|| store.append(&lines[..1]).expect("room for a line"));
    row("add a line", add, "on the disk");
}

fn screens() -> Vec<(&'static str, Pilot)> {
    let after = |mut pilot: Pilot, seconds, keys| {
        pilot.wait(seconds).press(keys);
        pilot
    };
    // From calm to still; the notice of it goes away.
    let mut still = after(Pilot::now(), 1.0, "a");
    still.wait(6.0);
    let mut nights = Pilot::home();
    nights
        .opens(&diaries::nights(NIGHTS), diaries::MORNING)
        .press("5");
    vec![
        ("home", Pilot::home()),
        ("relief", Pilot::now()),
        ("relief, its figure still", still),
        ("EASED?", after(Pilot::now(), 30.0, "space")),
        ("bedtime", after(Pilot::bedtime(), 1.0, "enter")),
        ("routines", after(Pilot::home(), 1.0, "3")),
        ("nights, twenty years of them", nights),
        ("warning signs", after(Pilot::home(), 1.0, "4")),
    ]
}

/// Draws on a terminal of that size, and returns how many bytes it was sent.
fn canvas(columns: u16, rows: u16) -> impl FnMut(&dyn Fn(&mut Buffer)) -> usize {
    let mut canvas = Canvas::default();
    canvas.clear(Size::new(columns, rows));
    move |view| {
        canvas.bytes.clear();
        canvas.draw(view);
        canvas.bytes.len()
    }
}

/// Measures keys, each beside what it may take: half where the screen stays as it is but for a few lines.
fn keys() {
    let years = || {
        let mut pilot = Pilot::home();
        pilot.opens(&diaries::nights(NIGHTS), diaries::MORNING);
        pilot
    };
    let mut nights = years();
    nights.press("5");
    let (signs, help) = (Key::Char('!'), Key::Char('?'));
    let up_down = [Key::Up, Key::Down];
    press("relief", Pilot::now(), [Key::Right, Key::Left], "1200");
    press("home, a review due, twenty years", years(), up_down, "600");
    press("nights, twenty years of them", nights, up_down, "600");
    press("warning signs", Pilot::home(), [signs, Key::Esc], "1200");
    press("the keys", Pilot::home(), [help, Key::Esc], "1200");
}

/// Measures two keys in turn, from the message to the bytes.
fn press(name: &str, screen: Pilot, keys: [Key; 2], budget: &str) {
    let mut app = screen.app;
    let mut draw = canvas(80, 24);
    let mut sent = Vec::new();
    let keys = keys.into_iter().cycle().take(2 * TIMES);
    let time = median(keys.map(|key| {
        // Nobody presses the next one at once.
        app.update(Msg::Elapsed(Duration::from_secs(1)));
        draw(&|buffer| app.view(buffer));
        timed(|| {
            app.update(Msg::Key(key));
            sent.push(draw(&|buffer| app.view(buffer)));
        })
    }));
    let bytes = median(sent.into_iter());
    row(name, time, &format!("of {budget}; {bytes} bytes"));
}

/// Runs every routine with a still figure, and tells of the one that sends most.
fn counting() {
    let still = || AppConfig {
        motion: Motion::Still,
        relief_motion: Motion::Still,
        ..setup()
    };
    let rates = built_in_ids().map(|id| {
        let mut app = Pilot::with(still(), pilot::routine(id.as_str())).app;
        let mut draw = canvas(80, 24);
        draw(&|buffer| app.view(buffer));
        let (mut bytes, mut wakes, mut time) = (0, 0_u32, Duration::ZERO);
        while let Some(wake) = app.next_wake().filter(|_| time < BEGINNING) {
            app.update(Msg::Elapsed(wake));
            bytes += draw(&|buffer| app.view(buffer));
            wakes += 1;
            time += wake;
        }
        let seconds = time.as_secs_f64().max(1.0);
        (
            f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / seconds,
            f64::from(wakes) / seconds,
            id,
        )
    });
    let most = rates.max_by(|one, other| one.0.total_cmp(&other.0));
    let (bytes, wakes, id) = most.expect("there are routines");
    println!(
        "  {id}, its figure still: {bytes:.0} bytes a second of 500, {wakes:.2} wake-ups of 1.00"
    );
}

/// Measures the command that tells the last entry, with three lines for each cramp of twenty years.
fn show_last() {
    let home = tempfile::tempdir().expect("a place for temporary files");
    let lines = diaries::nights(NIGHTS);
    let cramps = lines
        .iter()
        .filter_map(|line| line.split_once(r#","start""#));
    let heads = cramps.filter(|(head, _)| head.contains(r#""kind":"cramp""#));
    let changes = heads.flat_map(|(head, _)| {
        [r#""sleep_lost":3"#, r#""woke":true"#].map(|field| format!("{head},{field}}}"))
    });
    let lines: Vec<String> = lines.iter().cloned().chain(changes).collect();
    let store = Store::at(home.path().join("uncramp/diary.jsonl"));
    store.append(&lines).expect("room for the diary");
    let show = slow(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uncramp"));
        command
            .args(["diary", "show", "last"])
            .stdout(Stdio::null());
        command.env_clear().env("HOME", home.path());
        command.env("XDG_DATA_HOME", home.path());
        let ended = command.status();
        assert!(ended.is_ok_and(|status| status.success()), "no entry");
    });
    let note = format!("of 60000; {} lines", lines.len());
    row("diary show last", show, &note);
}

/// Measures a frame in which everything is new, and one after the next wait.
fn frame(name: &str, mut screen: Pilot, columns: u16, rows: u16) {
    screen.resize(columns, rows);
    let mut app = screen.app;
    let mut draw = canvas(columns, rows);

    let mut bytes = 0;
    let whole = median((0..TIMES).map(|_| {
        draw(&|_| {});
        timed(|| bytes = draw(&|buffer| app.view(buffer)))
    }));
    row(name, whole, &format!("{bytes} bytes, all changed"));
    if app.next_wake().is_none() {
        return;
    }
    let mut sent = Vec::new();
    let tick = median((0..TIMES).map(|_| {
        let wake = app.next_wake().unwrap_or_default();
        timed(|| {
            app.update(Msg::Elapsed(wake));
            sent.push(draw(&|buffer| app.view(buffer)));
        })
    }));
    let bytes = median(sent.into_iter());
    row("", tick, &format!("{bytes} bytes, one second later"));
}

fn figure(columns: u16, rows: u16) {
    let id = PoseId::new("towel").expect("small letters");
    let pose = built_in(&id).expect("it is built in");
    let area = Rect::new(0, 0, columns, rows);
    for theme in [ThemeName::Night, ThemeName::Mono] {
        let look = RenderStyle {
            theme: Theme::new(theme, Depth::True),
            glyphs: Glyphs::Quadrant,
        };
        let mut buffer = Buffer::empty(area);
        let picture = Picture {
            pose: &pose,
            moment: pose.held(),
            seen: Facing::default(),
        };
        let time = quick(|| picture.draw(&mut ui::painter::Painter::new(&mut buffer, &look), area));
        row(&format!("{columns}x{rows}, {}", theme.name()), time, "");
    }
}

fn quick<T>(mut run: impl FnMut() -> T) -> Duration {
    let runs = BATCH.as_nanos() / timed(&mut run).as_nanos().max(1) + 1;
    let runs = u32::try_from(runs).unwrap_or(u32::MAX);
    slow(|| (0..runs).for_each(|_| drop(black_box(run())))) / runs
}

fn slow<T>(mut run: impl FnMut() -> T) -> Duration {
    median((0..TIMES).map(|_| timed(&mut run)))
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let begin = monotonic();
    black_box(run());
    since(begin)
}

fn since(begin: Duration) -> Duration {
    monotonic().saturating_sub(begin)
}

fn median<T: Ord + Copy>(figures: impl Iterator<Item = T>) -> T {
    let mut figures: Vec<T> = figures.collect();
    figures.sort_unstable();
    figures[figures.len() / 2]
}
