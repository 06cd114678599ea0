//! The arrows that show which way to move.

use ratatui::layout::{Position, Size};

use crate::figure::pose::{Direction, Pose};
use crate::figure::shape::{Point, Shape};
use crate::ui::raster::{Glyphs, Grid, GridView};
use crate::ui::theme::Role;

use super::ink;

/// Half the width of the head, in cm.
const HEAD: f32 = 6.5;

/// In areas of fewer columns a block of quadrants, which are twice as high as wide, looks like a tree or an
/// aeroplane. Windows that show so wide a figure show no narrow one, so that the arrows of a session look alike.
const ROOMY: u16 = 60;

/// An arrow in whole sub-pixels, so that its edges are crisp at every size.
pub(super) struct ArrowShape {
    direction: Direction,
    glyphs: Glyphs,
    /// Counted from the top left.
    tip: (i32, i32),
    /// From tip to tail.
    length: i32,
    /// How the head is drawn; `None` where the grid is too coarse.
    head: Option<ArrowHead>,
}

/// The arrows of a pose as shapes, for pixels.
pub(super) fn shapes(pose: &Pose) -> impl Iterator<Item = Shape> {
    pose.arrow_ends().map(shape)
}

fn shape((direction, tail, tip): (Direction, Point, Point)) -> Shape {
    let back = direction.step() * -1.0;
    let (head, shaft) = (HEAD * 1.2, HEAD / 3.0);
    let length = (tip - tail).length().max(head * 2.0);
    let at = |far: f32, side: f32| tip + back * far + back.turned_right() * side;
    Shape::Polygon(vec![
        tip,
        at(head, HEAD),
        at(head, shaft),
        at(length, shaft),
        at(length, -shaft),
        at(head, -shaft),
        at(head, -HEAD),
    ])
}

#[derive(Clone, Copy)]
struct ArrowHead {
    /// From its middle line to its edge.
    half: i32,
    /// From its tip to the shaft.
    length: i32,
}

impl ArrowHead {
    /// As long as half of it is wide, whatever the form of a sub-pixel.
    fn new(along: f32, across: f32) -> Self {
        let half = across.round().max(2.0);
        let length = ((half + 0.5) * 1.1 * along / across).round();
        Self {
            half: whole(half),
            length: whole(length.max((half + 1.0).min(4.0))),
        }
    }
}

impl ArrowShape {
    /// The arrows of a pose in an area of `size`.
    pub(super) fn all(pose: &Pose, view: GridView, size: Size, glyphs: Glyphs) -> Vec<Self> {
        let arrows = pose.arrow_ends();
        arrows
            .map(|arrow| Self::of(arrow, view, size, glyphs))
            .collect()
    }

    fn of(
        (direction, tail, tip): (Direction, Point, Point),
        view: GridView,
        size: Size,
        glyphs: Glyphs,
    ) -> Self {
        let step = direction.step() * HEAD;
        let reach = |to: Point| (view.in_grid(tip + to) - view.in_grid(tip)).length();
        let head = ArrowHead::new(reach(step), reach(step.turned_right()));
        let is_fine = match glyphs {
            Glyphs::Ascii | Glyphs::Full | Glyphs::Half => false,
            Glyphs::Quadrant => size.width >= ROOMY,
            Glyphs::Sextant | Glyphs::Octant => true,
        };
        let (tail, tip) = (view.in_grid(tail), view.in_grid(tip));
        Self {
            direction,
            glyphs,
            tip: (whole(tip.x.floor()), whole(tip.y.floor())),
            length: whole((tip - tail).length().round()),
            head: is_fine.then_some(head),
        }
    }

    /// Fills it as a block where the grid is fine enough.
    pub(super) fn fill(&self, grid: &mut Grid) {
        let Some(ArrowHead { half, length }) = self.head else {
            return;
        };
        let (x, y) = self.way();
        let shaft = half / 3;
        // A seam first: without colours it would run together with a limb beside it.
        for (seam, ink) in [(1, 0), (0, ink(Role::Arrow))] {
            for back in -seam..self.length.max(length * 2) + seam {
                let beside = if back < length {
                    (back + 1) * (half * 2 + 1) / (length * 2)
                } else {
                    shaft
                };
                for side in -beside - seam..=beside + seam {
                    let column = self.tip.0 - back * x + side * y;
                    let row = self.tip.1 - back * y + side * x;
                    if let (Ok(column), Ok(row)) = (usize::try_from(column), usize::try_from(row)) {
                        grid.put(column, row, ink);
                    }
                }
            }
        }
    }

    /// The characters that it is written with in an area, head first; none where it is a block.
    pub(super) fn written(&self, area: Size, mirrored: bool) -> Vec<(Position, &'static str)> {
        if self.head.is_some() {
            return Vec::new();
        }
        let (across, down) = self.glyphs.per_cell();
        let (x, y) = self.way();
        let per_cell = i32::from(if y == 0 { across } else { down });
        let tip = (
            self.tip.0.div_euclid(i32::from(across)),
            self.tip.1.div_euclid(i32::from(down)),
        );
        let (head, shaft) = self.symbols(mirrored);
        let cells = (0..(self.length / per_cell).clamp(2, 6)).filter_map(|back| {
            let column = u16::try_from(tip.0 - back * x).ok()?;
            let row = u16::try_from(tip.1 - back * y).ok()?;
            let at = Position {
                x: if mirrored {
                    area.width.checked_sub(1 + column)?
                } else {
                    column
                },
                y: row,
            };
            let is_inside = at.x < area.width && at.y < area.height;
            is_inside.then_some((at, if back == 0 { head } else { shaft }))
        });
        cells.collect()
    }

    /// One sub-pixel the way it points.
    const fn way(&self) -> (i32, i32) {
        match self.direction {
            Direction::Up => (0, -1),
            Direction::Down => (0, 1),
            Direction::Back => (-1, 0),
            Direction::Forward => (1, 0),
        }
    }

    /// Head and shaft.
    fn symbols(&self, mirrored: bool) -> (&'static str, &'static str) {
        let ascii = self.glyphs == Glyphs::Ascii;
        let one_of = |block, plain| if ascii { plain } else { block };
        match (self.direction, mirrored) {
            (Direction::Up, _) => one_of(("▲", "┃"), ("^", "|")),
            (Direction::Down, _) => one_of(("▼", "┃"), ("v", "|")),
            (Direction::Back, false) | (Direction::Forward, true) => one_of(("◀", "━"), ("<", "-")),
            (Direction::Forward, false) | (Direction::Back, true) => one_of(("▶", "━"), (">", "-")),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a grid is at most 131070 sub-pixels wide, and beyond the cast saturates"
)]
fn whole(sub_pixels: f32) -> i32 {
    sub_pixels as i32
}
