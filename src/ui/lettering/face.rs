//! The alphabet at one size: how thick and how wide, and where the strokes run.

use std::f32::consts::FRAC_PI_2;

use super::alphabet::{Letter, Node};
use super::greatest;
use crate::figure::shape::{Point, Shape};
use crate::ui::raster::{Glyphs, Grid};

/// Rows of cells that letters fill at most.
const TALLEST: u16 = 1000;
/// Height of the letters over the thickness of their strokes.
const SLENDER: f32 = 5.5;
/// Natural width of a common letter over its height.
const BROAD: f32 = 0.78;
/// Least width of a common letter over its height.
const NARROW: f32 = 0.3;
/// Room between letters over the thickness of their upright strokes.
const LOOSE: f32 = 0.9;
/// Round turns reach this far along the strokes, over the height of the letters.
const ROUND: f32 = 0.24;
/// Width of a common letter in the alphabet.
const COMMON: f32 = 8.0;

/// The alphabet at one size. Lengths are in dots: as high as a sub-pixel, and as wide as one too,
/// except that an ASCII dot is as wide as its cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    glyphs: Glyphs,
    height: u16,
    /// Thickness of an upright and of a level stroke.
    pen: (u16, u16),
    /// From the middle of a common letter's left stroke to that of its right.
    reach: u16,
}

impl Face {
    /// Sub-pixels across a dot.
    pub(super) fn detail(self) -> f32 {
        match self.glyphs {
            Glyphs::Ascii => 2.0,
            Glyphs::Full | Glyphs::Half | Glyphs::Quadrant | Glyphs::Sextant | Glyphs::Octant => {
                1.0
            }
        }
    }

    /// Dots across a cell.
    fn per_cell(self) -> u16 {
        match self.glyphs {
            Glyphs::Ascii => 1,
            fine => fine.per_cell().0,
        }
    }

    /// Dots as wide as one is high: a cell is twice as high as wide.
    fn dense(self) -> f32 {
        f32::from(self.per_cell() * 2) / f32::from(self.glyphs.per_cell().1)
    }

    /// By which faces of one height are compared: of two the lesser is the narrower.
    pub(super) fn breadth(self) -> (u16, u16) {
        (self.pen.0, self.reach)
    }

    /// As broad and bold as it looks best, `rows` cells high.
    pub(super) fn natural(rows: u16, glyphs: Glyphs) -> Self {
        let down = glyphs.per_cell().1;
        // Half a cell of leading.
        let leading = (down / 2).max(1);
        let height = rows
            .min(TALLEST)
            .saturating_mul(down)
            .saturating_sub(leading);
        let thick = (f32::from(height) / SLENDER).max(1.0);
        let mut face = Self {
            glyphs,
            height,
            pen: (0, whole(thick)),
            reach: 0,
        };
        let dense = face.dense();
        face.pen.0 = whole(thick * dense);
        let reach = f32::from(height) * BROAD * dense - f32::from(face.pen.0);
        face.reach = face.least_reach().max(whole(reach));
        face
    }

    /// As bold as `pen` dots across, and no broader than can be read.
    fn narrowest(self, pen: u16) -> Self {
        let even = (pen * self.glyphs.per_cell().1).div_ceil(self.per_cell() * 2);
        let mut face = Self {
            pen: (pen, even.min(self.pen.1)),
            ..self
        };
        face.reach = face.least_reach();
        face
    }

    /// The boldest and then broadest that can be read and has room.
    pub(super) fn fitting(
        letters: &[Letter],
        columns: u16,
        rows: u16,
        glyphs: Glyphs,
    ) -> Option<Self> {
        let natural = Self::natural(rows, glyphs);
        let fits = |face: &Self| face.cells(letters) <= columns;
        let mut pens = (natural.thinnest()..=natural.pen.0).rev();
        let narrowest = pens.find_map(|pen| Some(natural.narrowest(pen)).filter(fits))?;
        // The broader, the more room it takes.
        let fits_so = |reach| fits(&Self { reach, ..narrowest });
        let reach = greatest(narrowest.reach, natural.reach, fits_so)?;
        Some(Self { reach, ..narrowest })
    }

    /// The narrowest in which a line can be read; one that is wider will not fit.
    pub(super) fn clipped(rows: u16, glyphs: Glyphs) -> Self {
        let natural = Self::natural(rows, glyphs);
        natural.narrowest(natural.thinnest())
    }

    /// The least thickness of an upright stroke of the natural face: a thinner one is a hair that nobody sees
    /// without glasses, however tall it is.
    fn thinnest(self) -> u16 {
        self.pen.0.div_ceil(2)
    }

    /// Dots from one letter to the next.
    fn gap(self) -> u16 {
        whole(f32::from(self.pen.0) * LOOSE).max(self.per_cell())
    }

    /// An upright stroke and the least gap beside it.
    fn open(self) -> u16 {
        self.pen.0 + self.pen.0.max(self.per_cell())
    }

    /// The least reach that keeps the inside of a letter open.
    fn least_reach(self) -> u16 {
        let narrow = f32::from(self.height) * self.dense() * NARROW;
        let narrow = whole(narrow).saturating_sub(self.pen.0);
        self.open().max(narrow)
    }

    fn across(self, letter: Letter) -> u16 {
        let reach = f32::from(letter.width) * f32::from(self.reach) / COMMON;
        let reach = whole(reach - 0.01);
        let reach = reach.max((u16::from(letter.least) * self.open()).div_ceil(2));
        // A stroke in the middle leaves as much on its left as on its right.
        let uneven = reach % 2 == 1 && letter.is_centred();
        self.pen.0 + reach + u16::from(uneven)
    }

    /// Cells across a line, the last perhaps in part.
    pub(super) fn cells(self, letters: &[Letter]) -> u16 {
        let dots = letters.iter().fold(0, |sum: u16, letter| {
            sum.saturating_add(self.across(*letter) + self.gap())
        });
        dots.saturating_sub(self.gap()).div_ceil(self.per_cell())
    }

    /// Fills the strokes of a line, from the grid's left edge on.
    pub(super) fn write(self, letters: &[Letter], grid: &mut Grid) {
        let mut left = 0.0;
        for letter in letters {
            let across = self.across(*letter);
            let right = left + f32::from(across);
            let inside = across - self.pen.0;
            let filled = 2 * self.pen.0 + self.pen.0.max(2 * self.per_cell());
            let is_open = !letter.is_filled() || inside >= filled;
            for stroke in letter.lines(self.height >= MARKED && is_open) {
                let place = |node: &Node| self.place(*node, letter.width, inside, left);
                let turns = stroke.iter().map(place);
                let mut turns: Vec<_> = turns.collect();
                self.round(&mut turns);
                self.stroke(&turns, (left, right), grid);
            }
            left = right + f32::from(self.gap());
        }
    }

    /// Where a node of a letter so wide in the alphabet comes to lie, with so much `inside` between the
    /// middles of its outermost strokes: the edges of a stroke through it are whole.
    fn place(self, node: Node, width: u8, inside: u16, left: f32) -> Corner {
        let share = |part: u8, of: u8, room: u16| {
            let exact = f32::from(part) * f32::from(room) / f32::from(of.max(1));
            // The middle of an uneven height rounds upwards: letters stand better so.
            (exact - 0.01).round()
        };
        let level = self.level(node);
        let half = (f32::from(self.pen.0) / 2.0, f32::from(level) / 2.0);
        let at = Point {
            x: left + half.0 + share(node.x, width, inside),
            y: half.1 + share(node.y, 12, self.height.saturating_sub(level)),
        };
        Corner {
            node,
            at,
            half,
            radius: 0.0,
        }
    }

    /// Thickness of a level stroke at the height of a node: those in the middle give way where
    /// they would close the gaps above and below.
    fn level(self, node: Node) -> u16 {
        let gaps = self.height.saturating_sub(self.pen.1 * 3);
        let tight = matches!(node.y, 6..=8) && gaps < self.pen.1 * 2;
        (self.pen.1 - u16::from(tight)).max(1)
    }

    fn stroke(self, turns: &[Corner], sides: (f32, f32), grid: &mut Grid) {
        if let [dot] = turns {
            grid.fill(&self.bar(*dot, *dot), INK);
        }
        for (at, pair) in turns.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            let slanting = a.node.x != b.node.x && a.node.y != b.node.y;
            let shape = if slanting {
                let before = at.checked_sub(1).map(|before| turns[before]);
                let after = turns.get(at + 2).copied();
                self.slant(a.hung(b, before), b.hung(a, after), sides)
            } else {
                self.bar(a, b)
            };
            grid.fill(&shape, INK);
        }
        for corner in turns.windows(3).filter(|corner| corner[1].node.round) {
            grid.fill(&self.bend(corner[0], corner[1], corner[2]), INK);
        }
    }

    /// Gives round turns the radius that the ways to both neighbours and the letter's inside allow.
    fn round(self, turns: &mut [Corner]) {
        let inside = f32::from(self.reach - self.pen.0) / self.dense();
        let most = (inside / 2.0).max(1.0).min(f32::from(self.height) * ROUND);
        for at in 1..turns.len().saturating_sub(1) {
            let turn = turns[at];
            let room = |next: usize| {
                // The ends of a stroke do not turn.
                let turns_too = (1..turns.len() - 1).contains(&next);
                let next = turns[next];
                let share = if turns_too && next.node.round {
                    0.5
                } else {
                    1.0
                };
                let across = (next.at.x - turn.at.x).abs() / self.dense();
                across.max((next.at.y - turn.at.y).abs()) * share
            };
            turns[at].radius = most.min(room(at - 1)).min(room(at + 1));
        }
    }

    /// How far from a round turn, on its way to `next`, the stroke is straight again.
    fn rounding(self, turn: Corner, next: Corner) -> (f32, f32) {
        let (dx, dy) = (next.at.x - turn.at.x, next.at.y - turn.at.y);
        let most = (turn.radius * self.dense(), turn.radius);
        (dx.clamp(-most.0, most.0), dy.clamp(-most.1, most.1))
    }

    /// A level or upright stroke: square at its ends, but short of round turns.
    fn bar(self, a: Corner, b: Corner) -> Shape {
        let end = |turn: Corner, other: Corner| {
            if !turn.node.round {
                return (turn.at, turn.half);
            }
            let (dx, dy) = self.rounding(turn, other);
            let (x, y) = (turn.at.x + dx, turn.at.y + dy);
            let flush = if a.node.x == b.node.x {
                (turn.half.0, 0.0)
            } else {
                (0.0, turn.half.1)
            };
            (Point { x, y }, flush)
        };
        let ((a, from), (b, to)) = (end(a, b), end(b, a));
        // Two round turns that meet cover half a dot each: the bar must cover it whole.
        let least = |low: f32, high: f32| {
            let short = (1.0 - (high - low)).max(0.0) / 2.0;
            (low - short, high + short)
        };
        let (left, right) = least(
            (a.x - from.0).min(b.x - to.0),
            (a.x + from.0).max(b.x + to.0),
        );
        let (top, bottom) = least(
            (a.y - from.1).min(b.y - to.1),
            (a.y + from.1).max(b.y + to.1),
        );
        polygon([(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// A slanting stroke, cut level at both ends and kept between the sides of its letter.
    fn slant(self, a: Corner, b: Corner, sides: (f32, f32)) -> Shape {
        let (upper, lower) = if a.at.y < b.at.y { (a, b) } else { (b, a) };
        let (top, bottom) = (upper.at.y - upper.half.1, lower.at.y + lower.half.1);
        let lean = (lower.at.x - upper.at.x) / self.dense() / (bottom - top);
        let half = upper.half.0 * lean.hypot(1.0).min(STEEPEST);
        let keep = |x: f32| x.max(sides.0 + half).min(sides.1 - half);
        let (from, to) = (keep(upper.at.x), keep(lower.at.x));
        polygon([
            (from - half, top),
            (from + half, top),
            (to + half, bottom),
            (to - half, bottom),
        ])
    }

    /// A quarter of a ring.
    fn bend(self, before: Corner, turn: Corner, after: Corner) -> Shape {
        let half = turn.half;
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
                let flat = 1.0 - FLAT * 2.0 * sin * cos;
                let (sin, cos) = (sin * flat, cos * flat);
                Point {
                    x: centre.x - dx.signum() * radii.0 * cos,
                    y: centre.y - dy.signum() * radii.1 * sin,
                }
            })
        };
        Shape::Polygon(arc(1.0).chain(arc(-1.0).rev()).collect())
    }
}

/// A node and where it comes to lie.
#[derive(Debug, Clone, Copy)]
struct Corner {
    node: Node,
    at: Point,
    /// Half the thickness of an upright and of a level stroke here.
    half: (f32, f32),
    /// Of a round turn.
    radius: f32,
}

impl Corner {
    /// Where a slanting stroke to `other` starts: beside the upright that it hangs on, if any, so
    /// that the corner between them stays open.
    fn hung(self, other: Self, beyond: Option<Self>) -> Self {
        let mut hung = self;
        if beyond.is_some_and(|beyond| beyond.node.x == self.node.x) {
            hung.at.x += (other.at.x - self.at.x).signum() * self.half.0 * BESIDE;
            hung.at.y += (other.at.y - self.at.y).signum() * self.half.1 * 2.0;
        }
        hung
    }
}

/// Letters of fewer dots have no room for a mark: they stand without it.
const MARKED: u16 = 8;
/// All strokes are of one ink.
const INK: u8 = 1;
/// How far beside an upright a slanting stroke that hangs on it starts, in half pens.
const BESIDE: f32 = 0.6;
/// How much flatter than a circle a round turn is half way: else a thin one would be a corner.
const FLAT: f32 = 0.06;
/// Straight pieces in a round turn.
const ARC: u8 = 6;
/// A slanting stroke is at most this much wider than an upright one.
const STEEPEST: f32 = 1.4;

fn polygon(corners: [(f32, f32); 4]) -> Shape {
    Shape::Polygon(corners.map(|(x, y)| Point { x, y }).into())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn whole(length: f32) -> u16 {
    // To round is a call of the C library, of which a layout would make thousands; less than nothing is nothing.
    (length + 0.5) as u16
}
