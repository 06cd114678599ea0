//! Every key that is shown does something.

use std::fmt::Write as _;

use ratatui::layout::{Position, Rect};
use uncramp::ui::board::Content;
use uncramp::ui::keys::Key;
use uncramp::ui::keys::layout::{KeyboardLayout, LAYOUTS};
use uncramp::ui::layout::cells::{choice_cells, hint_cells};
use uncramp::ui::layout::{Hit, Placed};
use uncramp::ui::{AppConfig, Msg};

use crate::pilot::{Pilot, still};
use crate::states::{names, reach_with};
use crate::torture::times;

/// All that can be seen to differ.
fn all_of(pilot: &Pilot) -> (String, usize, bool) {
    let (board, ..) = pilot.app.shown();
    (
        format!("{board:?}{}", pilot.screen()),
        pilot.effects.len(),
        pilot.app.is_done(),
    )
}

/// Every key that a state shows, with where.
fn keys(pilot: &Pilot) -> Vec<(Key, Rect)> {
    let (board, layout, measure) = pilot.app.shown();
    let mut keys = Vec::new();
    for Placed { block, area } in &layout.placed {
        match &board.blocks[*block].content {
            Content::Keys(hints) => {
                let cells = hint_cells(hints, *area);
                keys.extend(cells.into_iter().map(|(hint, cell)| (hint.key, cell)));
            }
            Content::Choices(choices) => {
                let cells = choice_cells(choices, *area, &measure);
                keys.extend(choices.iter().map(|choice| choice.key).zip(cells));
            }
            _ => {}
        }
    }
    keys
}

#[test]
fn every_key_that_is_shown_does_something_and_so_does_a_click_on_it() {
    let mut report = String::new();
    let settled = |name| {
        let mut pilot = reach_with(name, 80, 24, still());
        pilot.wait(1.6);
        pilot
    };
    for name in names() {
        let pilot = settled(name);
        let before = all_of(&pilot);
        for (key, cell) in keys(&pilot) {
            let mut pressed = settled(name);
            pressed.tell(Msg::Key(key));
            if all_of(&pressed) == before {
                let _ = writeln!(report, "{name}: {key:?} does nothing");
            }
            let (board, layout, measure) = pilot.app.shown();
            let at = Position::new(cell.x, cell.y);
            if layout.hit(board, at, &measure) != Some(Hit::Key(key)) {
                let _ = writeln!(
                    report,
                    "{name}: a click on {key:?} at {at} is another thing"
                );
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// What the key with this legend makes on a layout, without Shift and under Caps Lock.
fn made(legend: char, layout: &KeyboardLayout) -> Vec<char> {
    let pairs = layout.typed.chars().zip(layout.meant.chars());
    let small = pairs.filter(|(_, meant)| *meant == legend);
    let small: Vec<char> = small.map(|(typed, _)| typed).collect();
    // Two small letters of Greek have the same capital.
    let is_its = |capital: &char, c: char| capital.to_lowercase().eq([c]);
    let capitals = small
        .iter()
        .flat_map(|c| c.to_uppercase().filter(move |capital| is_its(capital, *c)));
    small.iter().copied().chain(capitals).collect()
}

#[test]
fn the_key_that_is_printed_acts_on_whatever_keyboard() {
    let mut report = String::new();
    let mut turn = 0;
    for name in names() {
        let settled = |layout| {
            let mut pilot = reach_with(name, 80, 24, AppConfig { layout, ..still() });
            pilot.wait(1.6);
            pilot
        };
        let shown = keys(&settled(None));
        let legends = shown.iter().filter_map(|(key, _)| match key {
            Key::Char(legend) => Some(*legend),
            _ => None,
        });
        for legend in legends {
            // All keys of all layouts are among the laws of the table; here each screen takes its turn.
            for _ in 0..times(1) {
                turn += 1;
                let layout = &LAYOUTS[turn % LAYOUTS.len()];
                let press = |letter| {
                    let mut pilot = settled(Some(layout));
                    pilot.tell(Msg::Key(Key::Char(letter)));
                    all_of(&pilot)
                };
                // A sign of ASCII may be a key of its own.
                let letters = made(legend, layout).into_iter().filter(|c| !c.is_ascii());
                let letters: Vec<char> = letters.collect();
                if letters.is_empty() {
                    continue;
                }
                let expected = press(legend);
                for letter in letters {
                    if press(letter) != expected {
                        let layout = layout.name;
                        let _ = writeln!(report, "{name}: {letter:?} is no {legend:?} in {layout}");
                    }
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
