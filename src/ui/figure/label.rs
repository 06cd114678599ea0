//! The name of the worked muscles, where the body never comes.

use ratatui::layout::{Position, Rect, Size};

use crate::ui::painter::columns_of;
use crate::ui::raster::{EMPTY, Grid};
use crate::ui::theme::Role;

use super::ink;

/// This part of the width a name is from the muscle at most: or it names something else.
const REACH: u16 = 5;

/// Which cells of a picture are taken, and where the muscle is.
pub(super) struct Room {
    size: Size,
    taken: Vec<bool>,
    muscle: Vec<Position>,
}

impl Room {
    /// The room around a muscle that is lit in `grid`.
    pub(super) fn around(grid: &Grid, size: Size) -> Self {
        let lit = [ink(Role::Muscle), ink(Role::FarMuscle)];
        let cells = Rect::from((Position::ORIGIN, size)).positions();
        let is_lit = |at: &Position| grid.cell(at.x, at.y).iter().any(|ink| lit.contains(ink));
        let mut room = Self {
            size,
            taken: vec![false; usize::from(size.width) * usize::from(size.height)],
            muscle: cells.filter(is_lit).collect(),
        };
        room.keep_free(grid);
        room
    }

    pub(super) fn keep_free(&mut self, grid: &Grid) {
        for at in Rect::from((Position::ORIGIN, self.size)).positions() {
            if grid.cell(at.x, at.y) != EMPTY {
                self.take(at);
            }
        }
    }

    /// Keeps one cell free.
    pub(super) fn take(&mut self, at: Position) {
        let index = self.index(at);
        self.taken[index] = true;
    }

    /// The nearest free place for a name; `None` where it would touch anything or be too far off.
    pub(super) fn place(&self, name: &str) -> Option<Position> {
        let width = columns_of(name);
        let middle = middle(&self.muscle)?;
        let reach = u32::from(self.size.width / REACH);
        let is_near = |at: &Position| {
            let mut ways = self.muscle.iter().map(|cell| way(*at, width, *cell));
            ways.any(|way| way <= reach * reach)
        };
        Rect::from((Position::ORIGIN, self.size))
            .positions()
            .filter(|at| self.is_free(*at, width) && is_near(at))
            .min_by_key(|at| way(*at, width, middle))
    }

    /// Whether a name fits here with a blank on either side.
    fn is_free(&self, at: Position, width: u16) -> bool {
        let end = at.x + width;
        let blanks = at.x.saturating_sub(1)..(end + 1).min(self.size.width);
        let mut blanks = blanks.map(|column| self.index(Position::new(column, at.y)));
        end <= self.size.width && blanks.all(|index| !self.taken[index])
    }

    fn index(&self, at: Position) -> usize {
        usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x)
    }
}

/// Between the outermost cells.
fn middle(cells: &[Position]) -> Option<Position> {
    let between = |of: fn(&Position) -> u16| {
        let all = cells.iter().map(of);
        Some(u16::midpoint(all.clone().min()?, all.max()?))
    };
    Some(Position::new(between(|at| at.x)?, between(|at| at.y)?))
}

/// How far a name is from a cell, squared, in columns; a row is as far as two.
fn way(at: Position, width: u16, from: Position) -> u32 {
    let last = at.x + width.saturating_sub(1);
    let across = u32::from(from.x.abs_diff(from.x.clamp(at.x, last)));
    let down = u32::from(from.y.abs_diff(at.y)) * 2;
    across * across + down * down
}
