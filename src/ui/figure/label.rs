//! The names of the worked muscles, where the body never comes.

use ratatui::layout::{Position, Rect, Size};

use crate::ui::canvas::{Canvas, columns_of};
use crate::ui::raster::Grid;
use crate::ui::theme::Role;

use super::ink;

/// Which cells of a picture are taken, and where the muscle is.
pub struct Room {
    size: Size,
    taken: Vec<bool>,
    muscle: Vec<Position>,
}

impl Room {
    /// All the room there is.
    pub fn new(size: Size) -> Self {
        Self {
            size,
            taken: vec![false; usize::from(size.width) * usize::from(size.height)],
            muscle: Vec::new(),
        }
    }

    /// Keeps free what is drawn at one moment, and remembers where the muscle is then.
    pub fn keep_free(&mut self, grid: &Grid) {
        let lit = [ink(Role::Muscle), ink(Role::FarMuscle)];
        self.muscle.clear();
        for at in Rect::from((Position::ORIGIN, self.size)).positions() {
            let inks = grid.cell(at.x, at.y);
            if inks.iter().any(|ink| lit.contains(ink)) {
                self.muscle.push(at);
            }
            if inks != [0; 4] {
                self.take(at);
            }
        }
    }

    /// Keeps one cell free.
    pub fn take(&mut self, at: Position) {
        let index = self.index(at);
        self.taken[index] = true;
    }

    /// Writes a name as near to the muscle as it fits; not at all where it would touch anything.
    pub fn write(&mut self, name: &str, canvas: &mut Canvas<'_>, area: Rect) {
        let width = columns_of(name);
        let middle = self.middle();
        let places = Rect::from((Position::ORIGIN, self.size)).positions();
        let free = places.filter(|at| self.is_free(*at, width));
        let Some(at) = free.min_by_key(|at| distance(*at, width, middle)) else {
            return;
        };
        for column in at.x..at.x + width {
            self.take(Position::new(column, at.y));
        }
        let line = Rect::new(area.x + at.x, area.y + at.y, width, 1);
        canvas.line(line, name, Role::Muscle);
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

    /// The middle of the muscle, or of the picture where none is seen.
    fn middle(&self) -> Position {
        let bounds = |of: fn(&Position) -> u16, whole: u16| {
            let all = self.muscle.iter().map(of);
            let (least, most) = (all.clone().min(), all.max());
            u16::midpoint(least.unwrap_or(0), most.unwrap_or(whole))
        };
        Position::new(
            bounds(|at| at.x, self.size.width),
            bounds(|at| at.y, self.size.height),
        )
    }
}

/// How far a name is from a place, squared, in columns; a row is as far as two.
fn distance(at: Position, width: u16, from: Position) -> u32 {
    let last = at.x + width.saturating_sub(1);
    let across = u32::from(from.x.abs_diff(from.x.clamp(at.x, last)));
    let down = u32::from(from.y.abs_diff(at.y)) * 2;
    across * across + down * down
}
