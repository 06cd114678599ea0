//! Sub-pixels to cells: the character and the two inks that show them best.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Glyphs, Grid};

/// By sub-pixel: 1 is top left, 2 top right, 4 bottom left, 8 bottom right.
const QUADRANTS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];
/// By sub-pixel: 1 is the upper, 2 the lower.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// The same where few sub-pixels are lit; an upright line, as a full cell, is a paint's own.
const ASCII: [Option<char>; 16] = [
    Some(' '),
    Some('\''),
    Some('\''),
    Some('"'),
    Some('.'),
    None,
    Some('/'),
    None,
    Some('.'),
    Some('\\'),
    None,
    None,
    Some('_'),
    None,
    None,
    None,
];

/// How an ink is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Of its cells.
    pub style: Style,
    /// Stands for every cell with at least half of this ink, where colours cannot tell it.
    pub texture: Option<char>,
    /// Fills a cell in ASCII.
    pub solid: char,
}

impl From<Style> for Paint {
    fn from(style: Style) -> Self {
        Self {
            style,
            texture: None,
            solid: '#',
        }
    }
}

impl Glyphs {
    fn symbol(self, lit: usize, solid: char) -> char {
        match self {
            Self::Quadrant => QUADRANTS[lit],
            Self::Half => HALVES[lit],
            Self::Ascii => ASCII[lit].unwrap_or(solid),
        }
    }
}

impl Grid {
    /// Writes the grid with its top left corner at that of `area`, and no cell outside `area` or
    /// the buffer. Cells without ink are left as they are; a cell shows at most two inks, and of
    /// inks that are equally common the greater.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, paint: &dyn Fn(u8) -> Paint) {
        let (across, down) = self.glyphs.per_cell();
        let count = usize::from(across * down);
        let visible = area.intersection(buf.area);
        for y in visible.top()..visible.bottom() {
            for x in visible.left()..visible.right() {
                let inks = self.cell(x - area.x, y - area.y);
                if inks != [0; 4] {
                    encode(self.glyphs, &inks[..count], &mut buf[(x, y)], paint);
                }
            }
        }
    }
}

/// One cell: its commonest ink in front, the next behind where no sub-pixel is empty.
fn encode(glyphs: Glyphs, inks: &[u8], cell: &mut Cell, paint: &dyn Fn(u8) -> Paint) {
    let count = |ink: u8| {
        inks.iter()
            .map(|&other| usize::from(other == ink))
            .sum::<usize>()
    };
    let commonest_but = |not: u8| {
        let others = inks.iter().copied().filter(|&ink| ink != 0 && ink != not);
        others.max_by_key(|&ink| (count(ink), ink))
    };
    let Some(front) = commonest_but(0) else {
        return;
    };
    let Paint {
        mut style,
        texture,
        solid: full,
    } = paint(front);
    if let Some(texture) = texture
        && count(front) * 2 >= inks.len()
    {
        cell.set_char(texture).set_style(style);
        return;
    }
    let solid = glyphs != Glyphs::Ascii && style.fg.is_some() && !inks.contains(&0);
    let behind = commonest_but(front).filter(|_| solid);
    let behind = behind.and_then(|ink| paint(ink).style.fg);
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
    cell.set_char(glyphs.symbol(lit.sum(), full))
        .set_style(style);
}
