//! Shapes to cells: a grid of sub-pixels, each empty or of one ink, encoded as block characters.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use crate::figure::shape::{Point, Shape};

/// The characters that sub-pixels are written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Quadrant blocks: two by two sub-pixels a cell.
    Quadrant,
    /// Half blocks: one sub-pixel above another.
    Half,
    /// ASCII punctuation that leans the way two by two sub-pixels do.
    Ascii,
}

/// By sub-pixel: 1 is top left, 2 top right, 4 bottom left, 8 bottom right.
const QUADRANTS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];
/// By sub-pixel: 1 is the upper, 2 the lower.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
const ASCII: [char; 16] = [
    ' ', '\'', '\'', '"', '.', '#', '/', '#', '.', '\\', '#', '#', '_', '#', '#', '#',
];

impl Glyphs {
    /// Sub-pixels across and down a cell.
    pub fn per_cell(self) -> (u16, u16) {
        match self {
            Self::Quadrant | Self::Ascii => (2, 2),
            Self::Half => (1, 2),
        }
    }

    fn symbol(self, lit: usize) -> char {
        match self {
            Self::Quadrant => QUADRANTS[lit],
            Self::Half => HALVES[lit],
            Self::Ascii => ASCII[lit],
        }
    }
}

/// Where the grid lies in the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The world at the grid's top left corner.
    pub origin: Point,
    /// World units from one sub-pixel to the next on its right; negative mirrors.
    pub across: f32,
    /// World units from one sub-pixel to the next below; negative when y grows upwards.
    pub down: f32,
}

impl View {
    /// The place in sub-pixels from the top left.
    fn in_grid(self, at: Point) -> Point {
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
    view: View,
    columns: usize,
    rows: usize,
    inks: Vec<u8>,
}

impl Grid {
    /// An empty grid for `size` cells.
    pub fn new(size: Size, glyphs: Glyphs, view: View) -> Self {
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

    /// Gives `ink` to every sub-pixel that `shape` covers by half or more.
    pub fn fill(&mut self, shape: &Shape, ink: u8) {
        let mut outline = shape.outline();
        for corner in &mut outline {
            *corner = self.view.in_grid(*corner);
        }
        let columns = span(outline.iter().map(|corner| corner.x), self.columns);
        let mut covered = vec![0.0; columns.len()];
        let mut crossings = Vec::new();
        for row in span(outline.iter().map(|corner| corner.y), self.rows) {
            covered.fill(0.0);
            for line in LINES {
                cross(&outline, distance(row) + line, &mut crossings);
                for ends in crossings.chunks_exact(2) {
                    let left = distance(columns.start);
                    cover(&mut covered, ends[0] - left, ends[1] - left);
                }
            }
            let start = row * self.columns + columns.start;
            for (sub_pixel, covered) in self.inks[start..].iter_mut().zip(&covered) {
                if *covered >= HALF {
                    *sub_pixel = ink;
                }
            }
        }
    }

    /// Writes the grid with its top left corner at that of `area`, and no cell outside `area` or
    /// the buffer. Cells without ink are left as they are; a cell shows at most two inks.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, style_of: &dyn Fn(u8) -> Style) {
        let (across, down) = self.glyphs.per_cell();
        let (across, down) = (usize::from(across), usize::from(down));
        let visible = area.intersection(buf.area);
        for y in visible.top()..visible.bottom() {
            for x in visible.left()..visible.right() {
                let left = usize::from(x - area.x) * across;
                let top = usize::from(y - area.y) * down;
                if left >= self.columns || top >= self.rows {
                    continue;
                }
                let upper = top * self.columns + left;
                let lower = upper + self.columns;
                let mut inks = [0; 4];
                inks[..across].copy_from_slice(&self.inks[upper..upper + across]);
                inks[across..across * 2].copy_from_slice(&self.inks[lower..lower + across]);
                if inks != [0; 4] {
                    self.encode(&inks[..across * down], &mut buf[(x, y)], style_of);
                }
            }
        }
    }

    /// One cell: its commonest ink in front, the next behind where no sub-pixel is empty.
    fn encode(&self, inks: &[u8], cell: &mut Cell, style_of: &dyn Fn(u8) -> Style) {
        let commonest_but = |not: u8| {
            let count = |ink: u8| inks.iter().map(|&other| u8::from(other == ink)).sum::<u8>();
            let others = inks.iter().copied().filter(|&ink| ink != 0 && ink != not);
            others.max_by_key(|&ink| (count(ink), ink))
        };
        let Some(front) = commonest_but(0) else {
            return;
        };
        let mut style = style_of(front);
        let solid = self.glyphs != Glyphs::Ascii && style.fg.is_some() && !inks.contains(&0);
        let behind = commonest_but(front).filter(|_| solid);
        let behind = behind.and_then(|ink| style_of(ink).fg);
        if solid {
            // Some terminals leave hairlines between rows, so an ink alone is its own background. But
            // each change of background costs twenty bytes: not where the style names one.
            style.bg = behind.or(style.bg).or(style.fg);
        }
        let shown = |ink: u8| {
            if behind.is_some() {
                ink == front
            } else {
                ink != 0
            }
        };
        let lit = (0..)
            .zip(inks)
            .map(|(at, &ink)| usize::from(shown(ink)) << at);
        cell.set_char(self.glyphs.symbol(lit.sum()))
            .set_style(style);
    }
}

/// Where down a sub-pixel its coverage is measured.
const LINES: [f32; 3] = [1.0 / 6.0, 0.5, 5.0 / 6.0];
/// Half of what the lines can cover, with room for a rounding error either way.
const HALF: f32 = 1.499;

/// Sets `crossings` to where the outline meets the level line at `y`, from left to right.
fn cross(outline: &[Point], y: f32, crossings: &mut Vec<f32>) {
    crossings.clear();
    let mut before = outline.last();
    for b in outline {
        if let Some(a) = before.replace(b)
            && (a.y > y) != (b.y > y)
        {
            crossings.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
    }
    crossings.sort_unstable_by(f32::total_cmp);
}

/// Adds to every sub-pixel how much of it lies from `left` to `right`.
fn cover(covered: &mut [f32], left: f32, right: f32) {
    for column in span([left, right].into_iter(), covered.len()) {
        let start = distance(column);
        covered[column] += right.min(start + 1.0) - left.max(start);
    }
}

/// The first `len` sub-pixels that the places reach into.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn span(places: impl Iterator<Item = f32> + Clone, len: usize) -> Range<usize> {
    let least = places.clone().fold(f32::INFINITY, f32::min);
    let greatest = places.fold(f32::NEG_INFINITY, f32::max);
    (least as usize).min(len)..(greatest.ceil() as usize).min(len)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a grid is at most 131070 sub-pixels wide"
)]
fn distance(sub_pixels: usize) -> f32 {
    sub_pixels as f32
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::*;

    const NEAR: u8 = 1;
    const FAR: u8 = 2;

    fn coloured(ink: u8) -> Style {
        Style::new().fg(Color::Indexed(ink))
    }

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    /// A unit is a sub-pixel, from the top left.
    fn grid(width: u16, height: u16, glyphs: Glyphs) -> Grid {
        let view = View {
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
    fn negative_steps_mirror_the_picture_exactly() {
        let shape = Shape::Capsule {
            from: at(2.0, 1.0),
            to: at(9.0, 6.5),
            radii: (1.0, 1.7),
        };
        let size = Size {
            width: 6,
            height: 4,
        };
        let rows = |across: f32, left: f32| {
            let view = View {
                origin: at(left, 8.0),
                across,
                down: -1.0,
            };
            let mut grid = Grid::new(size, Glyphs::Quadrant, view);
            grid.fill(&shape, NEAR);
            grid.inks.chunks(12).map(<[u8]>::to_vec).collect::<Vec<_>>()
        };
        let mirrored = rows(-1.0, 12.0)
            .into_iter()
            .map(|row| row.into_iter().rev().collect());
        assert!(rows(1.0, 0.0).concat().contains(&NEAR));
        assert_eq!(rows(1.0, 0.0), mirrored.collect::<Vec<Vec<u8>>>());
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
            Style::new().add_modifier(Modifier::BOLD)
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
}
