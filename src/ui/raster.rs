//! Shapes to cells: a grid of sub-pixels, each empty or of one ink, encoded as block characters.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

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

    /// Width over height of a sub-pixel, a cell being twice as tall as wide.
    pub fn aspect(self) -> f32 {
        match self {
            Self::Quadrant | Self::Ascii => 0.5,
            Self::Half => 1.0,
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

/// A place in world units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Across.
    pub x: f32,
    /// Up or down, as the [`View`] has it.
    pub y: f32,
}

/// What can be filled, in world units.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line with round ends, its radius growing evenly from `radii.0` to `radii.1`.
    Capsule {
        /// One end's centre.
        from: Point,
        /// The other end's centre.
        to: Point,
        /// At `from` and at `to`.
        radii: (f32, f32),
    },
    /// An upright ellipse.
    Ellipse {
        /// Its middle.
        centre: Point,
        /// Across and down.
        radii: (f32, f32),
    },
    /// The inside of a closed line, by the even-odd rule.
    Polygon(Vec<Point>),
}

impl Shape {
    /// The least and the greatest corner of the box around the shape.
    fn bounds(&self) -> (Point, Point) {
        let around = |at: &Point, (x, y): (f32, f32)| {
            (
                Point {
                    x: at.x - x,
                    y: at.y - y,
                },
                Point {
                    x: at.x + x,
                    y: at.y + y,
                },
            )
        };
        let join = |a: (Point, Point), b: (Point, Point)| {
            (
                Point {
                    x: a.0.x.min(b.0.x),
                    y: a.0.y.min(b.0.y),
                },
                Point {
                    x: a.1.x.max(b.1.x),
                    y: a.1.y.max(b.1.y),
                },
            )
        };
        match self {
            Self::Capsule { from, to, radii } => join(
                around(from, (radii.0, radii.0)),
                around(to, (radii.1, radii.1)),
            ),
            Self::Ellipse { centre, radii } => around(centre, *radii),
            Self::Polygon(corners) => corners
                .iter()
                .map(|corner| around(corner, (0.0, 0.0)))
                .reduce(join)
                .unwrap_or((Point { x: 0.0, y: 0.0 }, Point { x: 0.0, y: 0.0 })),
        }
    }

    fn contains(&self, at: Point) -> bool {
        match self {
            Self::Capsule { from, to, radii } => {
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                let (x, y) = (at.x - from.x, at.y - from.y);
                let length = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
                let along = ((x * dx + y * dy) / length).clamp(0.0, 1.0);
                let radius = radii.0 + (radii.1 - radii.0) * along;
                (x - dx * along).powi(2) + (y - dy * along).powi(2) <= radius * radius
            }
            Self::Ellipse { centre, radii } => {
                ((at.x - centre.x) / radii.0).powi(2) + ((at.y - centre.y) / radii.1).powi(2) <= 1.0
            }
            Self::Polygon(corners) => {
                let mut inside = false;
                let mut before = corners.last();
                for b in corners {
                    if let Some(a) = before.replace(b)
                        && (a.y > at.y) != (b.y > at.y)
                        && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y)
                    {
                        inside = !inside;
                    }
                }
                inside
            }
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
        let (least, greatest) = shape.bounds();
        let View {
            origin,
            across,
            down,
        } = self.view;
        let columns = span(
            least.x - origin.x,
            greatest.x - origin.x,
            across,
            self.columns,
        );
        let rows = span(least.y - origin.y, greatest.y - origin.y, down, self.rows);
        for row in rows {
            for column in columns.clone() {
                let samples = [(0.25, 0.25), (0.75, 0.75), (0.75, 0.25), (0.25, 0.75)];
                let half_covered = samples
                    .into_iter()
                    .filter(|(x, y)| {
                        shape.contains(Point {
                            x: origin.x + (index(column) + x) * across,
                            y: origin.y + (index(row) + y) * down,
                        })
                    })
                    .nth(1)
                    .is_some();
                if half_covered {
                    self.inks[row * self.columns + column] = ink;
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
        let commonest = |not: u8| {
            let count = |ink: u8| inks.iter().filter(|&&other| other == ink).count();
            let others = inks.iter().copied().filter(|&ink| ink != 0 && ink != not);
            others.max_by_key(|&ink| (count(ink), ink))
        };
        let Some(front) = commonest(0) else { return };
        let mut style = style_of(front);
        let behind = commonest(front).filter(|_| !inks.contains(&0));
        let behind = behind.and_then(|ink| style_of(ink).fg);
        let lit = |on: &dyn Fn(u8) -> bool| {
            let bits = inks.iter().enumerate();
            bits.fold(0, |bits, (at, &ink)| bits | (usize::from(on(ink)) << at))
        };
        let symbol = match (self.glyphs, behind, style.fg) {
            (Glyphs::Ascii, _, _) | (_, _, None) => self.glyphs.symbol(lit(&|ink| ink != 0)),
            (_, Some(behind), _) => {
                style.bg = Some(behind);
                self.glyphs.symbol(lit(&|ink| ink == front))
            }
            (_, None, Some(colour)) => {
                let lit = lit(&|ink| ink != 0);
                if lit + 1 == 1 << inks.len() {
                    // Some terminals leave a hairline between rows of full blocks.
                    style.bg = Some(colour);
                }
                self.glyphs.symbol(lit)
            }
        };
        cell.set_char(symbol).set_style(style);
    }
}

/// The sub-pixels between two world distances from the origin, at most `len` of them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn span(from: f32, to: f32, step: f32, len: usize) -> std::ops::Range<usize> {
    let (a, b) = (from / step, to / step);
    (a.min(b).floor() as usize).min(len)..(a.max(b).ceil() as usize).min(len)
}

#[expect(clippy::cast_precision_loss, reason = "below 2^18")]
fn index(at: usize) -> f32 {
    at as f32
}
