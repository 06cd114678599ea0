//! Every screen in every layout, with its colours; and no size at which anything panics.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use uncramp::routine::library::Library;
use uncramp::routine::{Purpose, RoutineId};
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::{Depth, ThemeName};
use uncramp::ui::{First, Msg};

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, own, routine, setup, text};

/// How to get to a state from home.
type State = fn(&mut Pilot);

/// The states that are looked at.
const STATES: &[(&str, State)] = &[
    ("home", |_| {}),
    ("routines", |pilot| {
        pilot.press("3 down");
    }),
    ("offer", |pilot| {
        pilot.opens(CRAMPS, MORNING);
    }),
    ("morning", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6 7");
    }),
    ("morning-triggers", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 8);
        pilot.press("4");
    }),
    ("writing", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 13);
        pilot.press("h u r t s");
    }),
    ("morning-signs", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 5);
    }),
    ("kept", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6 7 q");
    }),
    ("nights", |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 left down");
    }),
    ("nights-early", |pilot| {
        pilot.opens(CRAMPS, MORNING).press("5");
    }),
    ("counts", |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 i");
    }),
    ("night", |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 enter");
    }),
    ("six-weeks", |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("6");
    }),
    ("question", |pilot| {
        pilot.press("p right");
    }),
    ("weeks", |pilot| {
        pilot.press("p");
        skip(pilot, 6);
        pilot.press("y x");
    }),
    ("which", |pilot| {
        pilot.press("p");
        skip(pilot, 7);
        pilot.press("y 1");
    }),
    ("swollen", |pilot| {
        pilot.press("p y");
    }),
    ("changes", |pilot| {
        pilot.press("p right y");
        skip(pilot, 8);
    }),
    ("answered", |pilot| {
        pilot.press("p");
        skip(pilot, 10);
        pilot.press("x");
    }),
    ("unread", |pilot| {
        pilot.press("5").tell(Msg::Unread(UNREAD.to_owned()));
        pilot.wait(6.0);
    }),
    ("unsaved", |pilot| {
        pilot.tell(Msg::Unsaved(UNREAD.to_owned()));
        pilot.press("v");
    }),
    ("signs", |pilot| {
        pilot.press("!");
    }),
    ("help", |pilot| {
        pilot.press("?");
    }),
    ("relief", |pilot| {
        pilot.press("1").wait(10.5);
    }),
    ("relief-standing", |pilot| {
        pilot.press("1 right right right").wait(180.0);
    }),
    ("relief-thigh", |pilot| {
        pilot.press("1 4 right").wait(3.0);
    }),
    ("asking", |pilot| {
        pilot.press("1").wait(12.0).press("space").wait(2.0);
    }),
    ("worse", |pilot| {
        pilot.press("1").wait(12.0).press("space 4");
    }),
    ("gone", |pilot| {
        pilot.press("1").wait(130.0).press("space 1");
    }),
    ("card", |pilot| {
        pilot.press("1").wait(600.0);
    }),
    ("resting", |pilot| {
        pilot.press("1").wait(600.0).press("x").wait(600.0);
    }),
    ("intro", |pilot| {
        pilot.press("2");
    }),
    ("ready", |pilot| {
        pilot.press("2 right right").wait(1.0);
    }),
    ("hold", |pilot| {
        pilot.press("2 right right").wait(7.0);
    }),
    ("switch", |pilot| {
        pilot.press("2 right right").wait(16.0);
    }),
    ("paused", |pilot| {
        pilot.press("2 right right").wait(7.0).press("space");
    }),
    ("details", |pilot| {
        pilot.press("2 right right i");
    }),
    ("leave", |pilot| {
        pilot.press("2 right q");
    }),
    ("done", |pilot| {
        pilot.press("2 right right right right right");
    }),
];

/// Leaves questions unanswered.
fn skip(pilot: &mut Pilot, questions: usize) {
    for _ in 0..questions {
        pilot.press("tab");
    }
}

/// Why a diary can be neither read nor written.
const UNREAD: &str = "no permission to read and write it; `ls -la` in its folder shows who has it \
                      (/home/somebody/.local/share/uncramp/diary.jsonl)";

const SIZES: &[(u16, u16)] = &[(80, 24), (40, 15), (45, 60), (120, 40), (20, 3)];

fn at(state: State, columns: u16, rows: u16) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.resize(columns, rows);
    state(&mut pilot);
    pilot
}

/// The text of a screen, and below it for each cell a letter that stands for its style.
fn styled(buffer: &Buffer) -> String {
    let mut letters = BTreeMap::new();
    let mut legend = String::new();
    let mut map = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        for cell in row {
            let style = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier);
            let next = char::from(b'a' + u8::try_from(letters.len()).unwrap_or(25).min(25));
            let letter = *letters.entry(style.clone()).or_insert_with(|| {
                let _ = writeln!(legend, "{next}: {style}");
                next
            });
            map.push(letter);
        }
        map.push('\n');
    }
    format!("{}\n{map}\n{legend}", text(buffer))
}

/// `text` without blanks, line ends and the blocks of huge letters beside it, so that it reads the
/// same however it is wrapped.
fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).collect()
}

#[test]
fn every_screen_looks_as_it_did() {
    for (name, state) in STATES {
        for &(columns, rows) in SIZES {
            let pilot = at(*state, columns, rows);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), text(&pilot.buffer()));
        }
    }
}

#[test]
fn every_theme_colours_as_it_did() {
    for &theme in ThemeName::ALL {
        let mut setup = setup();
        (setup.theme, setup.relief_theme) = (theme, theme);
        let mut pilot = Pilot::with(setup, First::Home);
        pilot.press("1").wait(10.5);
        insta::assert_snapshot!(format!("colours-{}", theme.name()), styled(&pilot.buffer()));
    }
}

#[test]
fn half_blocks_and_ascii_look_as_they_did_and_ascii_is_all_ascii() {
    for (name, glyphs) in [("half", Glyphs::Half), ("ascii", Glyphs::Ascii)] {
        let mut setup = setup();
        setup.glyphs = glyphs;
        let mut pilot = Pilot::with(setup, routine("bedtime-stretch"));
        pilot.press("right right").wait(7.0);
        let screen = pilot.screen();
        assert!(glyphs != Glyphs::Ascii || screen.is_ascii(), "{screen}");
        insta::assert_snapshot!(format!("hold-{name}"), screen);
    }
}

#[test]
fn nothing_panics_at_any_size() {
    for (_, state) in STATES {
        let mut pilot = at(*state, 80, 24);
        for columns in [0, 1, 2, 7, 20, 29, 30, 45, 59, 60, 80, 121] {
            for rows in [0, 1, 2, 3, 5, 9, 10, 15, 19, 20, 28, 41] {
                pilot.resize(columns, rows).buffer();
            }
        }
        pilot.resize(0, 0).press("right left down up space ! x");
    }
    for at_the_edge in [(1000, 500), (1000, 1), (1, 500)] {
        Pilot::now().resize(at_the_edge.0, at_the_edge.1).buffer();
        Pilot::bedtime()
            .resize(at_the_edge.0, at_the_edge.1)
            .buffer();
    }
}

#[test]
fn every_caution_of_relief_is_whole_on_every_screen_of_a_usual_size() {
    for spot in 1..=5 {
        for &(columns, rows) in &[(80, 24), (40, 15), (45, 60), (120, 40)] {
            let mut pilot = Pilot::home();
            pilot
                .resize(columns, rows)
                .press("1")
                .press(&spot.to_string());
            for _ in 0..8 {
                let screen = pilot.screen();
                assert!(!screen.contains('…'), "{columns}x{rows}:\n{screen}");
                pilot.press("right");
            }
        }
    }
}

#[test]
fn every_text_of_the_built_in_routines_is_whole_at_80x24() {
    for id in [
        "bedtime-stretch",
        "bedtime-gentle",
        "bedtime-full",
        "toe-and-foot",
        "massage-and-warmth",
        "evening-pedal",
        "after-cramp",
        "daytime-desk-break",
        "calf-practice-daytime",
    ] {
        let mut pilot = Pilot::start(routine(id));
        for _ in 0..12 {
            let screen = pilot.screen();
            assert!(!screen.contains('…'), "{id}:\n{screen}");
            pilot.press("right");
        }
    }
}

#[test]
fn the_stop_line_stands_before_every_routine_in_every_layout() {
    // The smallest window has no room for all of it.
    const BEGINNING: &str = "Stop if pain turns sharp";
    let stop = squeezed(&uncramp::guidance::words().stop_line);
    let library = Library::default();
    let routines = library.listing().entries.iter().map(|entry| &entry.routine);
    for routine in routines.filter(|routine| routine.purpose != Purpose::Relief) {
        let mut pilot = Pilot::start(First::Routine(Box::new(routine.clone())));
        pilot.resize(30, 10).sees(BEGINNING);
        for &(columns, rows) in &[(80, 24), (40, 15), (45, 60), (120, 40)] {
            let screen = pilot.resize(columns, rows).screen();
            assert!(
                squeezed(&screen).contains(&stop),
                "{}:\n{screen}",
                routine.id
            );
        }
    }
}

#[test]
fn wide_and_strange_characters_of_a_file_stay_in_their_place() {
    let mut setup = setup();
    let file = "format = 1\ntitle = \"足つり 👩 e\u{301}\u{301}\"\npurpose = \"prevention\"\n\
                muscles = [\"calf\"]\nposture = \"standing\"\n[[step]]\ntitle = \"伸ばす\"\n\
                say = \"壁に手をついて、かかとを床につけたまま、ふくらはぎを伸ばします。\"\nhold = \"10s\"\n";
    setup.library = Library::new(vec![own("own.toml", file)]);
    let id = RoutineId::new("own").expect("a valid id");
    let own = setup.library.routine(&id).expect("the file is in order");
    let mut pilot = Pilot::with(setup, First::Routine(Box::new(own)));
    for &(columns, rows) in SIZES {
        pilot.resize(columns, rows).buffer();
    }
    let screen = pilot.resize(80, 24).press("right").screen();
    assert!(screen.replace(' ', "").contains("ふくらはぎ"), "{screen}");
}

#[test]
fn colours_are_there_only_where_they_are_wanted() {
    let mut setup = setup();
    setup.theme = ThemeName::Mono;
    setup.depth = Depth::Sixteen;
    let pilot = Pilot::with(setup, First::Home);
    let buffer = pilot.buffer();
    let plain = |cell: &ratatui::buffer::Cell| {
        (cell.fg, cell.bg) == (ratatui::style::Color::Reset, ratatui::style::Color::Reset)
    };
    assert!(buffer.content.iter().all(plain));
}
