//! Shapes to cells: a grid of sub-pixels, each empty or of one ink, encoded as block characters.

mod contour;
mod encode;
mod glyphs;

use ratatui::layout::Size;

use crate::figure::shape::{Point, Shape};
use contour::{Contour, cover, distance, span};
use glyphs::MOST;

pub use encode::{LINE, Paint};
pub use glyphs::{EMPTY, Glyphs};

/// Where the grid lies in the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridView {
    /// The world at the grid's top left corner.
    pub origin: Point,
    /// World units from one sub-pixel to the next on its right.
    pub across: f32,
    /// World units from one sub-pixel to the next below; negative when y grows upwards.
    pub down: f32,
}

impl GridView {
    /// The width of a square as large as a sub-pixel, in world units.
    pub fn pixel(self) -> f32 {
        (self.across * self.down.abs()).sqrt()
    }

    /// The place in sub-pixels from the top left.
    pub fn in_grid(self, at: Point) -> Point {
        Point {
            x: (at.x - self.origin.x) / self.across,
            y: (at.y - self.origin.y) / self.down,
        }
    }
}

/// Sub-pixels of an area, each empty (0) or of an ink (1 to 255).
#[derive(Debug, Clone)]
pub struct Grid {
    glyphs: Glyphs,
    view: GridView,
    columns: usize,
    rows: usize,
    inks: Vec<u8>,
}

impl Grid {
    /// An empty grid for `size` cells.
    pub fn new(size: Size, glyphs: Glyphs, view: GridView) -> Self {
        let (across, down) = glyphs.per_cell();
        let columns = usize::from(size.width) * usize::from(across);
        let rows = usize::from(size.height) * usize::from(down);
        Self {
            glyphs,
            view,
            columns,
            rows,
            inks: vec![0; columns * rows],
        }
    }

    /// Gives `ink` to every sub-pixel that `shape` covers by half or more; 0 empties it.
    pub fn fill(&mut self, shape: &Shape, ink: u8) {
        let contour = Contour::new(shape, self.view);
        let lines = self.glyphs.lines();
        // Half of what the lines can cover, with room for a rounding error either way.
        let half = distance(lines.len()) / 2.0 - 0.001;
        let (least, most) = contour.bounds();
        let columns = span(least.x, most.x, self.columns);
        let mut covered = vec![0.0; columns.len()];
        let mut crossings = Vec::new();
        for row in span(least.y, most.y, self.rows) {
            covered.fill(0.0);
            for line in lines {
                contour.cross(distance(row) + line, &mut crossings);
                for ends in crossings.chunks_exact(2) {
                    let left = distance(columns.start);
                    cover(&mut covered, ends[0] - left, ends[1] - left);
                }
            }
            let start = row * self.columns + columns.start;
            for (sub_pixel, covered) in self.inks[start..].iter_mut().zip(&covered) {
                if *covered >= half {
                    *sub_pixel = ink;
                }
            }
        }
    }

    /// Fills shapes with inks and cuts the gaps around them first. A gap cuts no ink up to `kept`,
    /// and where it is no more than a speck it is closed; what is left beside it of what it cut, and is
    /// no more than a crumb, goes too.
    pub fn lay<'a>(
        &mut self,
        gaps: impl Iterator<Item = Shape>,
        kept: u8,
        shapes: impl Iterator<Item = (&'a Shape, u8)>,
    ) {
        let mut gaps = gaps.peekable();
        let before = gaps.peek().map(|_| self.inks.clone()).unwrap_or_default();
        gaps.for_each(|gap| self.fill(&gap, 0));
        shapes.for_each(|(shape, ink)| self.fill(shape, ink));
        let pairs = before.iter().zip(&self.inks).enumerate();
        let cut = pairs.filter(|(_, (before, now))| **before != 0 && **now == 0);
        let cut = cut.map(|(at, (before, _))| (at, *before));
        let is_closed = |(at, before): &(usize, u8)| *before <= kept || self.empty_around(*at) < 2;
        let (closed, open): (Vec<_>, Vec<_>) = cut.partition(is_closed);
        for (at, before) in closed {
            self.inks[at] = before;
        }
        let beside = open.iter().flat_map(|(at, _)| self.around(*at));
        let crumbs = beside.filter(|at| self.inks[*at] > kept && self.inks[*at] == before[*at]);
        let crumbs: Vec<usize> = crumbs.filter(|at| self.empty_around(*at) > 6).collect();
        for at in crumbs {
            self.inks[at] = 0;
        }
    }

    fn empty_around(&self, at: usize) -> usize {
        let is_empty = |other: &usize| self.inks[*other] == 0;
        self.around(at).filter(is_empty).count()
    }

    /// The eight sub-pixels around one, fewer at an edge.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        let (column, row) = (at % self.columns, at / self.columns);
        let (across, down) = (self.columns, self.rows);
        let rows = row.saturating_sub(1)..(row + 2).min(down);
        let all = rows.flat_map(move |row| {
            let columns = column.saturating_sub(1)..(column + 2).min(across);
            columns.map(move |column| row * across + column)
        });
        all.filter(move |other| *other != at)
    }

    /// Gives `ink` to one sub-pixel, counted from the top left; none beyond the grid.
    pub fn put(&mut self, column: usize, row: usize, ink: u8) {
        if column < self.columns && row < self.rows {
            self.inks[row * self.columns + column] = ink;
        }
    }

    /// Exchanges left and right of what is filled.
    pub fn mirror(&mut self) {
        for row in self.inks.chunks_mut(self.columns.max(1)) {
            row.reverse();
        }
    }

    /// The inks of a cell, row by row, then zeroes; of no ink beyond the grid.
    pub fn cell(&self, column: u16, row: u16) -> [u8; MOST] {
        let (across, down) = self.glyphs.per_cell();
        let (across, down) = (usize::from(across), usize::from(down));
        let (left, top) = (usize::from(column) * across, usize::from(row) * down);
        let mut inks = EMPTY;
        if left < self.columns && top < self.rows {
            for (line, inks) in inks.chunks_mut(across).take(down).enumerate() {
                let start = (top + line) * self.columns + left;
                inks.copy_from_slice(&self.inks[start..start + across]);
            }
        }
        inks
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const NEAR: u8 = 1;
    const FAR: u8 = 2;

    fn coloured(ink: u8) -> Paint {
        Style::new().fg(Color::Indexed(ink)).into()
    }

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    /// A unit is a sub-pixel, from the top left.
    fn grid(width: u16, height: u16, glyphs: Glyphs) -> Grid {
        let view = GridView {
            origin: at(0.0, 0.0),
            across: 1.0,
            down: 1.0,
        };
        Grid::new(Size { width, height }, glyphs, view)
    }

    fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> Shape {
        Shape::Polygon(vec![
            at(left, top),
            at(right, top),
            at(right, bottom),
            at(left, bottom),
        ])
    }

    fn drawn(grid: &Grid, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        grid.draw(&mut buf, area, &coloured);
        buf
    }

    fn lines(buf: &Buffer) -> String {
        let rows = buf.content().chunks(usize::from(buf.area.width));
        let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
        rows.map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn every_shape_covers_what_it_should() {
        let mut grid = grid(16, 4, Glyphs::Quadrant);
        grid.fill(
            &Shape::Ellipse {
                centre: at(4.0, 4.0),
                radii: (4.0, 4.0),
            },
            NEAR,
        );
        grid.fill(
            &Shape::Capsule {
                from: at(12.0, 2.0),
                to: at(20.0, 5.0),
                radii: (1.0, 3.0),
            },
            NEAR,
        );
        grid.fill(
            &Shape::Polygon(vec![at(24.0, 8.0), at(28.0, 0.0), at(32.0, 8.0)]),
            NEAR,
        );
        insta::assert_snapshot!(lines(&drawn(&grid, 16, 4)), @r"
        ▗██▖ ▗▄▄     ▗▖
        ████ ▝█████▖ ▟▙
        ████   ▜███▌▗██▖
        ▝██▘    ▝██▘▟██▙
        ");
    }

    #[test]
    fn a_capsule_without_length_is_a_circle() {
        let centre = at(4.0, 4.0);
        let filled = |shape| {
            let mut grid = grid(4, 4, Glyphs::Quadrant);
            grid.fill(&shape, NEAR);
            grid.inks
        };
        let circle = filled(Shape::Ellipse {
            centre,
            radii: (3.0, 3.0),
        });
        let capsule = filled(Shape::Capsule {
            from: centre,
            to: centre,
            radii: (3.0, 1.0),
        });
        assert!(circle.contains(&NEAR));
        assert_eq!(capsule, circle);
    }

    #[test]
    fn a_sub_pixel_is_on_when_half_of_it_is_covered() {
        for (edge, symbol) in [(0.4, "▌"), (0.6, "█")] {
            let mut grid = grid(1, 1, Glyphs::Quadrant);
            grid.fill(&rectangle(0.0, 0.0, 1.0 + edge, 2.0), NEAR);
            assert_eq!(drawn(&grid, 1, 1)[(0, 0)].symbol(), symbol, "{edge}");
        }
    }

    #[test]
    fn a_mirrored_grid_has_its_right_on_the_left() {
        let mut grid = grid(2, 1, Glyphs::Quadrant);
        grid.put(0, 0, NEAR);
        grid.put(2, 1, FAR);
        grid.mirror();
        assert_eq!(grid.inks, [0, 0, 0, NEAR, 0, FAR, 0, 0]);
    }

    #[test]
    fn two_inks_share_a_full_cell_as_foreground_and_background() {
        for (glyphs, symbol) in [
            (Glyphs::Quadrant, "▀"),
            (Glyphs::Half, "▀"),
            (Glyphs::Ascii, "#"),
        ] {
            let mut grid = grid(1, 1, glyphs);
            grid.fill(&rectangle(0.0, 0.0, 2.0, 1.0), FAR);
            grid.fill(&rectangle(0.0, 1.0, 2.0, 2.0), NEAR);
            let cell = &drawn(&grid, 1, 1)[(0, 0)];
            let background = if glyphs == Glyphs::Ascii {
                Color::Reset
            } else {
                Color::Indexed(NEAR)
            };
            assert_eq!(
                (cell.symbol(), cell.fg, cell.bg),
                (symbol, Color::Indexed(FAR), background)
            );
        }
    }

    #[test]
    fn a_full_cell_is_its_own_background_only_where_there_are_colours() {
        let mut grid = grid(1, 1, Glyphs::Quadrant);
        grid.fill(&rectangle(0.0, 0.0, 2.0, 2.0), NEAR);
        assert_eq!(drawn(&grid, 1, 1)[(0, 0)].bg, Color::Indexed(NEAR));

        let area = Rect::new(0, 0, 1, 1);
        let mut plain = Buffer::empty(area);
        grid.draw(&mut plain, area, &|_| {
            Style::new().add_modifier(Modifier::BOLD).into()
        });
        let cell = &plain[(0, 0)];
        assert_eq!(
            (cell.symbol(), cell.bg, cell.modifier),
            ("█", Color::Reset, Modifier::BOLD)
        );
    }

    #[test]
    fn cells_without_ink_and_beyond_the_buffer_are_left_alone() {
        let mut grid = grid(4, 1, Glyphs::Quadrant);
        grid.fill(&rectangle(-3.0, -3.0, 2.0, 9.0), NEAR);
        let mut buf = Buffer::with_lines(["......"]);
        grid.draw(&mut buf, Rect::new(4, 0, 9, 9), &coloured);
        assert_eq!(lines(&buf), "....█.\n");
    }

    #[test]
    fn a_gap_parts_shapes_but_not_from_what_is_kept() {
        const GROUND: u8 = 1;
        let mut grid = grid(4, 3, Glyphs::Quadrant);
        grid.fill(&rectangle(0.0, 1.0, 8.0, 5.0), 2);
        grid.fill(&rectangle(0.0, 5.0, 8.0, 6.0), GROUND);
        let limb = rectangle(3.0, 0.0, 5.0, 5.0);
        let gap = rectangle(2.0, 0.0, 6.0, 6.0);
        grid.lay([gap].into_iter(), GROUND, [(&limb, 3)].into_iter());
        let rows: Vec<&[u8]> = grid.inks.chunks(8).collect();
        assert_eq!(rows[1], [2, 2, 0, 3, 3, 0, 2, 2]);
        assert_eq!(rows[4], rows[1]);
        assert_eq!(rows[5], [GROUND; 8]);
    }

    #[test]
    fn a_gap_of_a_sub_pixel_or_two_is_closed() {
        let mut grid = grid(3, 2, Glyphs::Quadrant);
        grid.fill(&rectangle(0.0, 0.0, 6.0, 4.0), FAR);
        let speck = rectangle(2.0, 1.0, 3.0, 2.0);
        let slit = rectangle(4.0, 0.0, 5.0, 4.0);
        grid.lay([speck].into_iter(), 0, [].into_iter());
        assert_eq!(grid.inks, [FAR; 24]);
        grid.lay([slit].into_iter(), 0, [].into_iter());
        let empty = (0..24).filter(|at| grid.inks[*at] == 0);
        assert_eq!(empty.collect::<Vec<_>>(), [10, 16], "its ends go");
    }

    #[test]
    fn a_texture_stands_for_cells_that_are_half_its_ink() {
        let mut grid = grid(2, 1, Glyphs::Quadrant);
        for (column, row, ink) in [(0, 0, NEAR), (0, 1, FAR), (1, 1, FAR), (2, 0, NEAR)] {
            grid.put(column, row, ink);
        }
        let area = Rect::new(0, 0, 2, 1);
        let mut buf = Buffer::empty(area);
        let shaded = |ink| Paint {
            texture: (ink == FAR).then_some('▒'),
            ..Style::new().into()
        };
        grid.draw(&mut buf, area, &shaded);
        assert_eq!(lines(&buf), "▒▘\n");
    }

    #[test]
    fn no_block_stands_out_from_a_faint_texture() {
        const FAINT: u8 = 1;
        let faint = |ink| Paint {
            texture: (ink == FAINT).then_some('░'),
            ..Style::new().into()
        };
        for (inks, symbol) in [
            ([FAINT, 0, 0, 0, 0, 0, 0, 0], " "),
            ([FAINT, FAINT, 0, 0, 0, 0, 0, 0], "░"),
            ([FAINT, FAINT, FAINT, FAINT, FAR, FAR, FAR, 0], "░"),
            ([FAINT, FAINT, FAINT, 0, 0, 0, FAR, FAR], "▂"),
            ([FAINT, FAINT, FAINT, FAINT, FAR, FAR, FAR, FAR], "▄"),
        ] {
            let mut grid = grid(1, 1, Glyphs::Octant);
            let places = inks.into_iter().enumerate();
            places.for_each(|(at, ink)| grid.put(at % 2, at / 2, ink));
            let area = Rect::new(0, 0, 1, 1);
            let mut buf = Buffer::empty(area);
            grid.draw(&mut buf, area, &faint);
            assert_eq!(buf[(0, 0)].symbol(), symbol, "{inks:?}");
        }
    }

    #[test]
    fn the_greater_ink_wins_where_both_are_as_common() {
        let mut grid = grid(1, 1, Glyphs::Quadrant);
        grid.put(0, 0, NEAR);
        grid.put(1, 1, FAR);
        let cell = &drawn(&grid, 1, 1)[(0, 0)];
        assert_eq!((cell.symbol(), cell.fg), ("▚", Color::Indexed(FAR)));
    }

    #[test]
    fn every_set_of_sub_pixels_has_a_character_of_its_own() {
        for glyphs in Glyphs::ALL.into_iter().skip(1) {
            let (across, down) = glyphs.per_cell();
            let (across, count) = (usize::from(across), usize::from(across * down));
            let shown = |lit: usize| {
                let mut grid = grid(1, 1, glyphs);
                let places = (0..count).filter(|place| lit >> place & 1 == 1);
                places.for_each(|place| grid.put(place % across, place / across, NEAR));
                drawn(&grid, 1, 1)[(0, 0)].symbol().to_owned()
            };
            let mut all: Vec<_> = (0..1 << count).map(shown).collect();
            let ends = (all.first().cloned(), all.last().cloned());
            assert_eq!(ends, (Some(" ".to_owned()), Some("█".to_owned())));
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 1 << count, "{glyphs:?}");
        }
    }

    #[test]
    fn where_three_inks_meet_what_stands_out_is_kept() {
        let toned = |ink| Paint {
            tone: [0, 2, 8, 14][usize::from(ink)],
            ..coloured(ink)
        };
        // Furniture, a limb and its muscle; a limb, its muscle and a gap.
        for (inks, front, behind) in [
            ([1, 1, 1, 1, 2, 2, 3, 3], 3, Color::Indexed(1)),
            ([2, 2, 0, 0, 3, 3, 3, 3], 3, Color::Reset),
        ] {
            let mut grid = grid(1, 1, Glyphs::Octant);
            let places = inks.into_iter().enumerate();
            places.for_each(|(at, ink)| grid.put(at % 2, at / 2, ink));
            let area = Rect::new(0, 0, 1, 1);
            let mut buf = Buffer::empty(area);
            grid.draw(&mut buf, area, &toned);
            let cell = &buf[(0, 0)];
            assert_eq!((cell.fg, cell.bg), (Color::Indexed(front), behind));
        }
    }

    #[test]
    fn a_sub_pixel_beyond_the_grid_is_not_put_anywhere() {
        let mut grid = grid(2, 1, Glyphs::Quadrant);
        grid.put(4, 0, NEAR);
        grid.put(0, 2, NEAR);
        assert_eq!(grid.inks, [0; 8]);
        assert_eq!((grid.cell(2, 0), grid.cell(0, 1)), (EMPTY, EMPTY));
    }
}
