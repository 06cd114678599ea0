//! Every key that is shown does something.

use std::fmt::Write as _;

use ratatui::layout::{Position, Rect};
use uncramp::ui::Msg;
use uncramp::ui::board::Content;
use uncramp::ui::keys::Key;
use uncramp::ui::layout::cells::{choice_cells, hint_cells};
use uncramp::ui::layout::{Hit, Placed};

use crate::pilot::Pilot;
use crate::states::{names, reach};

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
        let mut pilot = reach(name, 80, 24);
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
