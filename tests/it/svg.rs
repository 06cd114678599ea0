//! A screen as a picture, for the documentation.
//!
//! Blocks and lines are drawn as rectangles and every run of letters is held to its columns, so the
//! picture is the same in any font.

mod glyph;
mod scene;

use std::collections::BTreeMap;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Offset, Position, Rect};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use uncramp::ui::figure::Scene;
use uncramp::ui::theme::xterm;

/// The SVG text that shows `buffer` and over it `scene`; `title` says what is seen to those who cannot see
/// it.
///
/// The same buffer always gives the same text.
pub fn svg(buffer: &Buffer, scene: Option<&(Rect, Scene)>, title: &str) -> String {
    let figure = scene.map(|(cells, scene)| scene::element(scene, in_units(*cells)));
    let picture = Picture::of(buffer);
    let Rect { width, height, .. } = buffer.area;
    let title = escaped(title);
    let columns = u32::from(width);
    let rows = u32::from(height);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {} {}\">\n\
         <title>{title}</title>\n\
         <g shape-rendering=\"crispEdges\">\n{}{}</g>\n{}\
         <g font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" \
         font-size=\"26.6\" xml:space=\"preserve\">\n{}</g>\n\
         </svg>\n",
        columns * 10,
        rows * 20,
        columns * u32::from(CELL.width),
        rows * u32::from(CELL.height),
        paths(picture.grounds),
        paths(picture.shapes),
        figure.unwrap_or_default(),
        picture.runs.iter().map(Run::element).collect::<String>(),
    )
}

/// How bright a screen is, from 0 to 1, row by row: blocks and lines only, in cells of this size in
/// pixels.
pub fn pixels(buffer: &Buffer, cell: (u16, u16)) -> Vec<Vec<f32>> {
    let picture = Picture::of(buffer);
    let Rect { width, height, .. } = buffer.area;
    let mut pixels = vec![vec![0.0; usize::from(width * cell.0)]; usize::from(height * cell.1)];
    let layers = picture.grounds.into_iter().chain(picture.shapes);
    for (colour, rect) in
        layers.flat_map(|(colour, rects)| rects.into_iter().map(move |rect| (colour, rect)))
    {
        let x = |units: u16| usize::from(units) * usize::from(cell.0) / usize::from(CELL.width);
        let y = |units: u16| usize::from(units) * usize::from(cell.1) / usize::from(CELL.height);
        for row in &mut pixels[y(rect.y)..y(rect.bottom())] {
            row[x(rect.x)..x(rect.right())].fill(brightness(colour));
        }
    }
    pixels
}

/// From 0 to 1, as the eye weighs the colours.
fn brightness([red, green, blue]: Rgb) -> f32 {
    (0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)) / 255.0
}

/// A cell in the units of the picture; 16 columns of it are enough for every eighth and line.
pub const CELL: Rect = Rect::new(0, 0, 16, 32);
/// From the top of a cell to the foot of its letters.
const BASELINE: u16 = 24;

const DEFAULT_INK: Rgb = [0xd0; 3];
const DEFAULT_GROUND: Rgb = [0x10; 3];
/// What dim leaves of the ink, in percent.
const DIM: u16 = 60;

/// An area of cells in the units of the picture.
fn in_units(cells: Rect) -> Rect {
    Rect {
        x: cells.x * CELL.width,
        y: cells.y * CELL.height,
        width: cells.width * CELL.width,
        height: cells.height * CELL.height,
    }
}

type Rgb = [u8; 3];
type Layer = BTreeMap<Rgb, Vec<Rect>>;

#[derive(Default)]
struct Picture {
    grounds: Layer,
    shapes: Layer,
    runs: Vec<Run>,
}

impl Picture {
    fn of(buffer: &Buffer) -> Self {
        let mut picture = Self::default();
        for row in buffer.area.rows() {
            let mut column = row.x;
            while column < row.right() {
                let cell = &buffer[Position::new(column, row.y)];
                // The cells behind a wide character are not shown.
                let columns = cell_width(cell).min(row.right() - column);
                let area = Rect {
                    x: (column - row.x) * CELL.width,
                    y: (row.y - buffer.area.y) * CELL.height,
                    width: columns * CELL.width,
                    height: CELL.height,
                };
                picture.add(cell, area);
                column += columns;
            }
        }
        picture
    }

    fn add(&mut self, cell: &Cell, area: Rect) {
        let look = Look::of(cell);
        self.grounds.entry(look.ground).or_default().push(area);
        if let Some(shape) = glyph::shape(cell.symbol()) {
            let colour = mixed(look.ink, look.ground, shape.cover);
            let origin = Offset::new(i32::from(area.x), i32::from(area.y));
            let rects = shape.rects.into_iter().map(|rect| rect.offset(origin));
            self.shapes.entry(colour).or_default().extend(rects);
        } else if !cell.symbol().trim().is_empty() {
            self.write(cell.symbol(), look, area);
        }
    }

    /// Adds to the last run when at most one blank lies between, so that a line stays one run.
    fn write(&mut self, symbol: &str, look: Look, area: Rect) {
        if let Some(run) = self.runs.last_mut()
            && (run.look, run.area.y) == (look, area.y)
            && area.x - run.area.right() <= CELL.width
        {
            if area.x > run.area.right() {
                run.text.push(' ');
            }
            run.text.push_str(symbol);
            run.area = run.area.union(area);
        } else {
            let text = symbol.to_owned();
            self.runs.push(Run { text, look, area });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    ground: Rgb,
    bold: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let mut ink = xterm::rgb(cell.fg).unwrap_or(DEFAULT_INK);
        let mut ground = xterm::rgb(cell.bg).unwrap_or(DEFAULT_GROUND);
        if cell.modifier.contains(Modifier::REVERSED) {
            (ink, ground) = (ground, ink);
        }
        if cell.modifier.contains(Modifier::DIM) {
            ink = mixed(ink, ground, DIM);
        }
        let bold = cell.modifier.contains(Modifier::BOLD);
        Self { ink, ground, bold }
    }
}

/// Letters of one look, side by side.
struct Run {
    text: String,
    look: Look,
    area: Rect,
}

impl Run {
    fn element(&self) -> String {
        let Rect { x, y, width, .. } = self.area;
        let weight = if self.look.bold {
            " font-weight=\"bold\""
        } else {
            ""
        };
        format!(
            "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" fill=\"{}\"{weight}>{}</text>\n",
            y + BASELINE,
            hex(self.look.ink),
            escaped(&self.text),
        )
    }
}

fn cell_width(cell: &Cell) -> u16 {
    u16::try_from(cell.symbol().width()).map_or(1, |width| width.max(1))
}

/// One path for each colour.
fn paths(layer: Layer) -> String {
    let mut text = String::new();
    for (colour, rects) in layer {
        let outline: String = joined(rects).into_iter().map(outline).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "<path fill=\"{}\" d=\"{outline}\"/>", hex(colour));
    }
    text
}

fn outline(rect: Rect) -> String {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

/// The same area in fewer rectangles: neighbours in a row first, then equal ones in a column.
fn joined(mut rects: Vec<Rect>) -> Vec<Rect> {
    rects.sort_by_key(|rect| (rect.y, rect.height, rect.x));
    rects.dedup_by(|next, rect| {
        let touch = (next.y, next.height, next.x) == (rect.y, rect.height, rect.right());
        if touch {
            rect.width += next.width;
        }
        touch
    });
    rects.sort_by_key(|rect| (rect.x, rect.width, rect.y));
    rects.dedup_by(|next, rect| {
        let touch = (next.x, next.width, next.y) == (rect.x, rect.width, rect.bottom());
        if touch {
            rect.height += next.height;
        }
        touch
    });
    rects
}

/// `percent` of `ink`, the rest of `ground`.
fn mixed(ink: Rgb, ground: Rgb, percent: u16) -> Rgb {
    std::array::from_fn(|channel| {
        let sum = u16::from(ink[channel]) * percent + u16::from(ground[channel]) * (100 - percent);
        u8::try_from(sum / 100).expect("a mean of two bytes is a byte")
    })
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // XML has no way to write most of them.
            control if control.is_control() => safe.push(char::REPLACEMENT_CHARACTER),
            other => safe.push(other),
        }
    }
    safe
}
