//! Words and numbers as tall as their area, drawn with strokes.
//!
//! Every size is hinted: the edges of level and upright strokes fall on whole sub-pixels, so small
//! letters are as crisp as a bitmap font and large ones as smooth as the grid allows.

mod alphabet;

use std::f32::consts::FRAC_PI_2;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::raster::{Glyphs, Grid, Point, Shape, View};
use alphabet::{Letter, Node, letter};

/// Where the words stand in an area wider than they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
}

/// One line of large letters: as high as its area, at most as wide.
#[derive(Debug, Clone, Copy)]
pub struct Lettering<'a> {
    /// Lower case is drawn as capitals; a character without a letter leaves a gap.
    pub text: &'a str,
    /// Of the strokes; what is between them is left as it is.
    pub style: Style,
    /// What the strokes are made of.
    pub glyphs: Glyphs,
    /// Where the line stands.
    pub align: Align,
}

impl Widget for Lettering<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let face = Face::fitting(self.text, area.width, area.height, self.glyphs)
            .unwrap_or_else(|| Face::narrowest(area.height, self.glyphs));
        let spare = area.width.saturating_sub(face.cells(self.text));
        let left = match self.align {
            Align::Left => 0,
            Align::Centre => spare / 2,
        };
        let area = Rect {
            x: area.x + left,
            width: area.width - left,
            ..area
        };
        let view = View {
            origin: Point { x: 0.0, y: 0.0 },
            across: 1.0 / face.detail(),
            down: 1.0,
        };
        let mut grid = Grid::new(area.as_size(), self.glyphs, view);
        face.write(self.text, &mut grid);
        grid.draw(buf, area, &|_| self.style);
    }
}

/// Cells across that `text` takes at its natural proportions, `rows` cells high.
pub fn width(text: &str, rows: u16, glyphs: Glyphs) -> u16 {
    Face::natural(rows, glyphs).cells(text)
}

/// Whether `text` can be read in an area of this size, whatever the glyphs.
pub fn fits(text: &str, columns: u16, rows: u16) -> bool {
    let readable = |glyphs| Face::fitting(text, columns, rows, glyphs).is_some();
    text.is_empty() || rows >= 3 && readable(Glyphs::Quadrant) && readable(Glyphs::Half)
}

/// Height of the letters over the thickness of their strokes.
const SLENDER: f32 = 5.5;
/// Natural width of a common letter over its height.
const BROAD: f32 = 0.78;
/// Least width of a common letter over its height.
const NARROW: f32 = 0.3;
/// Round turns reach this far along the strokes, over the height of the letters.
const ROUND: f32 = 0.24;
/// Width of a common letter in the alphabet.
const COMMON: f32 = 8.0;

/// The alphabet at one size. Lengths are in dots: as high as a sub-pixel, and as wide as one too,
/// except that an ASCII dot is as wide as its cell.
#[derive(Debug, Clone, Copy)]
struct Face {
    glyphs: Glyphs,
    height: u16,
    /// Thickness of an upright and of a level stroke.
    pen: (u16, u16),
    gap: u16,
    /// From the middle of a common letter's left stroke to that of its right: even, so that a
    /// stroke fits in the middle.
    reach: u16,
}

impl Face {
    /// Sub-pixels across a dot.
    fn detail(self) -> f32 {
        match self.glyphs {
            Glyphs::Quadrant | Glyphs::Half => 1.0,
            Glyphs::Ascii => 2.0,
        }
    }

    /// Dots across a cell.
    fn per_cell(self) -> u16 {
        match self.glyphs {
            Glyphs::Quadrant => 2,
            Glyphs::Half | Glyphs::Ascii => 1,
        }
    }

    /// As broad and bold as it looks best, `rows` cells high.
    fn natural(rows: u16, glyphs: Glyphs) -> Self {
        // One row of leading.
        let height = (rows * 2).saturating_sub(1);
        let mut face = Self {
            glyphs,
            height,
            pen: (0, 0),
            gap: 0,
            reach: 0,
        };
        let dense = f32::from(face.per_cell());
        let thick = (f32::from(height) / SLENDER).max(1.0);
        face.pen = (whole(thick * dense), whole(thick));
        face.gap = whole(thick * dense * 0.8).max(face.per_cell());
        let reach = f32::from(height) * BROAD * dense - f32::from(face.pen.0);
        face.reach = face.least_reach().max(whole(reach / 2.0) * 2);
        face
    }

    /// The broadest and boldest, up to the natural one, that leaves `text` room and can be read.
    fn fitting(text: &str, columns: u16, rows: u16, glyphs: Glyphs) -> Option<Self> {
        let natural = Self::natural(rows, glyphs);
        let pens = (natural.per_cell()..=natural.pen.0).rev();
        let mut faces = pens.flat_map(|pen| {
            let face = Self {
                pen: (pen, natural.pen.1),
                ..natural
            };
            let reaches = (face.least_reach()..=natural.reach).rev().step_by(2);
            reaches.map(move |reach| Self { reach, ..face })
        });
        faces.find(|face| face.cells(text) <= columns)
    }

    /// The narrowest, for when nothing fits.
    fn narrowest(rows: u16, glyphs: Glyphs) -> Self {
        let mut face = Self::natural(rows, glyphs);
        face.pen.0 = face.per_cell();
        face.gap = face.per_cell();
        face.reach = 2;
        face
    }

    /// The least reach that keeps the inside of a letter open.
    fn least_reach(self) -> u16 {
        let open = self.pen.0 * 2;
        let narrow = f32::from(self.height * self.per_cell()) * NARROW;
        let narrow = whole(narrow).saturating_sub(self.pen.0);
        open.max(narrow).next_multiple_of(2)
    }

    /// Dots across a letter.
    fn across(self, letter: Letter) -> u16 {
        let reach = whole(f32::from(letter.width) * f32::from(self.reach) / COMMON);
        self.pen.0 + reach.max(u16::from(letter.width / 3))
    }

    fn cells(self, text: &str) -> u16 {
        let mut letters = letters(text);
        let first = letters.next().map_or(0, |letter| self.across(letter));
        let dots = letters.fold(first, |sum, letter| {
            sum.saturating_add(self.gap)
                .saturating_add(self.across(letter))
        });
        dots.div_ceil(self.per_cell())
    }

    fn write(self, text: &str, grid: &mut Grid) {
        let mut left = 0.0;
        for letter in letters(text) {
            let right = left + f32::from(self.across(letter));
            for stroke in letter.strokes {
                let nodes = stroke.iter().map(|node| self.place(*node, letter, left));
                self.stroke(&nodes.collect::<Vec<_>>(), (left, right), grid);
            }
            left = right + f32::from(self.gap);
        }
    }

    /// Where a node comes to lie: the edges of a stroke through it are whole.
    fn place(self, node: Node, letter: Letter, left: f32) -> Turn {
        let share = |part: u8, of: u8, room: u16| {
            let exact = f32::from(part) * f32::from(room) / f32::from(of.max(1));
            // The middle of an uneven height rounds upwards: letters stand better so.
            (exact - 0.01).round()
        };
        let at = Point {
            x: left + self.half().0 + share(node.x, letter.width, self.across(letter) - self.pen.0),
            y: self.half().1 + share(node.y, 12, self.height.saturating_sub(self.pen.1)),
        };
        Turn {
            at,
            round: node.round,
        }
    }

    /// Half the thickness of an upright and of a level stroke.
    fn half(self) -> (f32, f32) {
        (f32::from(self.pen.0) / 2.0, f32::from(self.pen.1) / 2.0)
    }

    fn stroke(self, nodes: &[Turn], sides: (f32, f32), grid: &mut Grid) {
        if let [dot] = nodes {
            grid.fill(&self.bar(*dot, *dot), INK);
        }
        for pair in nodes.windows(2) {
            let level_or_upright = pair[0].at.x == pair[1].at.x || pair[0].at.y == pair[1].at.y;
            let shape = if level_or_upright {
                self.bar(pair[0], pair[1])
            } else {
                self.slant(pair[0].at, pair[1].at, sides)
            };
            grid.fill(&shape, INK);
        }
        for bend in nodes.windows(3).filter(|bend| bend[1].round) {
            grid.fill(&self.bend(bend[0], bend[1], bend[2]), INK);
        }
    }

    /// How far from a round turn, on its way to `next`, the stroke is straight again.
    fn rounding(self, turn: Turn, next: Turn) -> (f32, f32) {
        let share = if next.round { 0.5 } else { 1.0 };
        let round = f32::from(self.height) * ROUND;
        let (dx, dy) = (next.at.x - turn.at.x, next.at.y - turn.at.y);
        let most = (round * f32::from(self.per_cell()), round);
        (
            (dx * share).clamp(-most.0, most.0),
            (dy * share).clamp(-most.1, most.1),
        )
    }

    /// A level or upright stroke: square at its ends, but short of round turns.
    fn bar(self, a: Turn, b: Turn) -> Shape {
        let half = self.half();
        let upright = a.at.x == b.at.x && a.at.y != b.at.y;
        let end = |turn: Turn, other: Turn| {
            if turn.round {
                let (dx, dy) = self.rounding(turn, other);
                (
                    Point {
                        x: turn.at.x + dx,
                        y: turn.at.y + dy,
                    },
                    if upright {
                        (half.0, 0.0)
                    } else {
                        (0.0, half.1)
                    },
                )
            } else {
                (turn.at, half)
            }
        };
        let ((a, from), (b, to)) = (end(a, b), end(b, a));
        let left = (a.x - from.0).min(b.x - to.0);
        let right = (a.x + from.0).max(b.x + to.0);
        let top = (a.y - from.1).min(b.y - to.1);
        let bottom = (a.y + from.1).max(b.y + to.1);
        polygon([(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// A slanting stroke, cut level at both ends and kept between the sides of its letter.
    fn slant(self, a: Point, b: Point, sides: (f32, f32)) -> Shape {
        let (upper, lower) = if a.y < b.y { (a, b) } else { (b, a) };
        let (top, bottom) = (upper.y - self.half().1, lower.y + self.half().1);
        let lean = (lower.x - upper.x) / f32::from(self.per_cell()) / (bottom - top);
        let half = self.half().0 * lean.hypot(1.0).min(STEEPEST);
        let keep = |x: f32| x.max(sides.0 + half).min(sides.1 - half);
        let (from, to) = (keep(upper.x), keep(lower.x));
        polygon([
            (from - half, top),
            (from + half, top),
            (to + half, bottom),
            (to - half, bottom),
        ])
    }

    /// A quarter of a ring.
    fn bend(self, before: Turn, turn: Turn, after: Turn) -> Shape {
        let half = self.half();
        let (a, b) = (self.rounding(turn, before), self.rounding(turn, after));
        let (dx, dy) = (a.0 + b.0, a.1 + b.1);
        let centre = Point {
            x: turn.at.x + dx,
            y: turn.at.y + dy,
        };
        let arc = |grow: f32| {
            let radii = (
                (dx.abs() + half.0 * grow).max(0.0),
                (dy.abs() + half.1 * grow).max(0.0),
            );
            (0..=ARC).map(move |step| {
                let (sin, cos) = (f32::from(step) * FRAC_PI_2 / f32::from(ARC)).sin_cos();
                Point {
                    x: centre.x - dx.signum() * radii.0 * cos,
                    y: centre.y - dy.signum() * radii.1 * sin,
                }
            })
        };
        Shape::Polygon(arc(1.0).chain(arc(-1.0).rev()).collect())
    }
}

/// A node in its place.
#[derive(Debug, Clone, Copy)]
struct Turn {
    at: Point,
    round: bool,
}

/// All strokes are of one ink.
const INK: u8 = 1;
/// Straight pieces in a round turn.
const ARC: u8 = 6;
/// A slanting stroke is at most this much wider than an upright one.
const STEEPEST: f32 = 1.4;

fn polygon(corners: [(f32, f32); 4]) -> Shape {
    Shape::Polygon(corners.map(|(x, y)| Point { x, y }).into())
}

fn letters(text: &str) -> impl Iterator<Item = Letter> {
    text.chars().map(letter)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn whole(length: f32) -> u16 {
    length.round() as u16
}
