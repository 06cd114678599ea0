//! Where the blocks of a board stand: one solver for every board and every size of window.
//!
//! Blocks are read from top to bottom in the order of their kinds; beside them may stand a figure.
//! Room is given out in the order of importance: first the least that each block takes, then what
//! makes it useful, then whatever is left, a row at a time. Several arrangements are tried, and the
//! one that shows most of what matters wins.

mod arrange;
pub mod cells;
pub(crate) mod grid;
pub mod list;
pub mod measure;
mod memo;
pub(crate) mod notice;
mod solver;
#[cfg(test)]
mod tests;

use ratatui::layout::{Position, Rect};

use super::area::{inset, rows};
use super::board::{Board, Content};
use super::calendar;
use super::keys::Key;
use cells::{choice_cells, hint_cells, named_at, scale_cells};
use list::list_cells;
use measure::Measure;
use solver::Solver;

/// Narrower windows have no margin.
const MARGIN: u16 = 44;

/// Where every block of a board stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Those that have room, from top to bottom.
    pub placed: Vec<Placed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub block: usize,
    pub area: Rect,
}

/// What a click falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// Something that stands for a key.
    Key(Key),
    /// A line of a list or a night of a calendar, from 0.
    Item(usize),
}

impl Layout {
    /// Places a board on a window.
    pub fn of(board: &Board, window: Rect, measure: &Measure) -> Self {
        if window.is_empty() {
            return Self::default();
        }
        let area = inset(window, u16::from(window.width >= MARGIN));
        let solver = Solver::new(board, measure);
        let mut layout = solver.best(area);
        if !layout.lay_notice(board, area) {
            let above = rows(area, 0, area.height - 1);
            layout = solver.best(above);
            layout.put_notice(board, area);
        }
        layout
    }

    /// The area of the first block that `is` one of its kind.
    pub fn area_of(&self, board: &Board, is: impl Fn(&Content) -> bool) -> Option<Rect> {
        let mut placed = self.placed.iter();
        let found = placed.find(|placed| is(&board.blocks[placed.block].content))?;
        Some(found.area)
    }

    pub fn hit(&self, board: &Board, at: Position, measure: &Measure) -> Option<Hit> {
        let placed = self.placed.iter().find(|placed| placed.area.contains(at));
        let found = placed.and_then(
            |Placed { block, area }| match &board.blocks[*block].content {
                Content::Choices(choices) => {
                    let mut cells = choice_cells(choices, *area, measure).into_iter();
                    let index = cells.position(|cell| cell.contains(at))?;
                    Some(Hit::Key(choices[index].key))
                }
                Content::Scale(choices) => {
                    let mut cells = scale_cells(choices, *area, measure).into_iter();
                    Some(Hit::Item(cells.position(|cell| cell.contains(at))?))
                }
                Content::List(items) => {
                    let mut cells = list_cells(items, *area, measure).into_iter();
                    let (index, _) = cells.find(|(_, cell)| cell.contains(at))?;
                    match (&items[index].key, items[index].is_heading) {
                        (Some(key), _) => Some(Hit::Key(*key)),
                        (None, false) => Some(Hit::Item(index)),
                        (None, true) => None,
                    }
                }
                Content::Calendar(calendar) => calendar::hit(calendar, *area, at).map(Hit::Item),
                Content::Text(text) => named_at(board.named, text, *area, at).map(Hit::Key),
                Content::Keys(hints) => {
                    let mut cells = hint_cells(hints, *area).into_iter();
                    let (hint, _) = cells.find(|(_, cell)| cell.contains(at))?;
                    Some(Hit::Key(hint.key))
                }
                _ => None,
            },
        );
        found.or(board.tap.map(Hit::Key))
    }
}
