//! Every screen in every layout, with its colours; and no size at which anything panics.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use uncramp::routine::library::Library;
use uncramp::routine::{Purpose, RoutineId};
use uncramp::ui::InitialScreen;
use uncramp::ui::board::Content;
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::{Depth, ThemeName};

use crate::pilot::{Pilot, is_whole, own, routine, setup, text};
use crate::states::{names, reach};

const SIZES: &[(u16, u16)] = &[(80, 24), (40, 15), (45, 60), (120, 40), (20, 3)];

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

/// Asserts that a state looks as it did: at 80x24, and at each further size at which it has other
/// words.
pub fn assert_looks(name: &str) {
    let mut seen = Vec::new();
    let mut looks = String::new();
    for &(columns, rows) in SIZES {
        let pilot = reach(name, columns, rows);
        let words = words(&pilot);
        if !seen.contains(&words) {
            seen.push(words);
            let _ = write!(looks, "{columns}x{rows}\n{}\n", pilot.screen());
        }
    }
    insta::assert_snapshot!(name, looks);
}

/// Which blocks are seen, and of each text whether it is whole.
fn words(pilot: &Pilot) -> Vec<(usize, bool)> {
    let (board, layout, _) = pilot.app.shown();
    let placed = layout.placed.iter();
    let mut words: Vec<_> = placed
        .map(|placed| match &board.blocks[placed.block].content {
            Content::Text(text) => (placed.block, is_whole(text, placed.area)),
            _ => (placed.block, true),
        })
        .collect();
    words.sort_unstable();
    words
}

#[test]
fn every_theme_colours_as_it_did() {
    for &theme in ThemeName::ALL {
        let mut setup = setup();
        (setup.theme, setup.relief_theme) = (theme, theme);
        let mut pilot = Pilot::with(setup, InitialScreen::Home);
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
    for name in names() {
        let mut pilot = reach(name, 80, 24);
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
    for spot in 1..=7 {
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
        let mut pilot = Pilot::start(InitialScreen::Routine(Box::new(routine.clone())));
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
    let mut pilot = Pilot::with(setup, InitialScreen::Routine(Box::new(own)));
    for &(columns, rows) in SIZES {
        pilot.resize(columns, rows).buffer();
    }
    let screen = pilot.resize(80, 24).press("right").screen();
    assert!(
        screen.replace(' ', "").contains("壁に手をついて"),
        "{screen}"
    );
}

#[test]
fn colours_are_there_only_where_they_are_wanted() {
    let mut setup = setup();
    setup.theme = ThemeName::Mono;
    setup.depth = Depth::Sixteen;
    let pilot = Pilot::with(setup, InitialScreen::Home);
    let buffer = pilot.buffer();
    let plain = |cell: &ratatui::buffer::Cell| {
        (cell.fg, cell.bg) == (ratatui::style::Color::Reset, ratatui::style::Color::Reset)
    };
    assert!(buffer.content.iter().all(plain));
}
