//! Sub-pixels to cells: the character and the two inks that show them best.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::pixel::{OCTANTS, QUADRANTS, SEXTANTS};

use super::{EMPTY, Glyphs, Grid, MOST};

/// By sub-pixel: 1 is the upper, 2 the lower.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// As quadrants where few sub-pixels are lit; an upright line, as a full cell, is a paint's own.
const ASCII: [char; 16] = [
    ' ', '\'', '\'', '"', '.', OWN, '/', OWN, '.', '\\', OWN, OWN, '_', OWN, OWN, OWN,
];
const OWN: char = '\0';

/// A texture of lines.
pub const LINE: char = '─';

/// How an ink is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Of its cells.
    pub style: Style,
    /// Stands for every cell with at least half of this ink, where colours cannot tell it; a [`LINE`] for
    /// whichever line goes on in the cells around it, or a shade where it fills them.
    pub texture: Option<char>,
    /// Fills a cell in ASCII.
    pub solid: char,
    /// How far it stands out from a ground of 0: where a cell cannot show every ink, one that is lost
    /// becomes what is nearest to it.
    pub tone: u8,
}

impl Paint {
    /// Whether it is fainter than blocks, so that those of a lesser part would be loose bright dots: a quarter
    /// of a cell is shaded, too, and what is less or beside a brighter ink is left out.
    const fn is_faint(&self) -> bool {
        matches!(self.texture, Some(LINE | '░'))
    }
}

impl From<Style> for Paint {
    fn from(style: Style) -> Self {
        Self {
            style,
            texture: None,
            solid: '#',
            tone: u8::MAX,
        }
    }
}

impl Glyphs {
    fn symbol(self, lit: usize, solid: char) -> char {
        match self {
            Self::Ascii if ASCII[lit] == OWN => solid,
            Self::Ascii => ASCII[lit],
            Self::Full => [' ', '█'][lit],
            Self::Half => HALVES[lit],
            Self::Quadrant => QUADRANTS[lit],
            Self::Sextant => SEXTANTS[lit],
            Self::Octant => OCTANTS[lit],
        }
    }
}

impl Grid {
    /// Writes the grid with its top left corner at that of `area`, and no cell outside `area` or
    /// the buffer. Cells without ink are left as they are; a cell shows two of its inks, or one and
    /// what is empty: those with which least is lost.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, paint: &dyn Fn(u8) -> Paint) {
        let (across, down) = self.glyphs.per_cell();
        let count = usize::from(across * down);
        let visible = area.intersection(buf.area);
        for y in visible.top()..visible.bottom() {
            for x in visible.left()..visible.right() {
                let inks = self.cell(x - area.x, y - area.y);
                if inks != EMPTY {
                    let cell = &mut buf[(x, y)];
                    encode(self.glyphs, &inks[..count], cell, paint);
                    if cell.symbol().starts_with(LINE) {
                        cell.set_char(self.line(Position::new(x - area.x, y - area.y), paint));
                    }
                }
            }
        }
    }

    /// The line in a cell, as it goes on around it: at the edge of a cell that it fills to the half, and a shade
    /// in the middle of what is solid.
    fn line(&self, at: Position, paint: &dyn Fn(u8) -> Paint) -> char {
        let (across, down) = self.glyphs.per_cell();
        let count = usize::from(across * down);
        let is_line = |right: i32, below: i32| {
            let column = u16::try_from(i32::from(at.x) + right);
            let row = u16::try_from(i32::from(at.y) + below);
            let inks = column.ok().zip(row.ok());
            let inks = inks.map_or(EMPTY, |(column, row)| self.cell(column, row));
            textured(&inks[..count], paint).is_some_and(|paint| paint.texture == Some(LINE))
        };
        let beside: Vec<i32> = [-1, 1]
            .into_iter()
            .filter(|right| is_line(*right, 0))
            .collect();
        let over: Vec<i32> = [-1, 1]
            .into_iter()
            .filter(|below| is_line(0, *below))
            .collect();
        let is_solid = beside
            .iter()
            .any(|right| over.iter().any(|below| is_line(*right, *below)));
        let inks = self.cell(at.x, at.y);
        // Fonts that lack quadrants may lack lines at an edge, too.
        let is_bare = |is_in: &dyn Fn(usize) -> bool| {
            let mut inks = (0..count).zip(inks);
            self.glyphs > Glyphs::Half && inks.all(|(at, ink)| ink == 0 || !is_in(at))
        };
        let (is_level, is_upright) = (!beside.is_empty(), !over.is_empty());
        match (is_level, is_upright) {
            (true, _) if is_bare(&|at| at * 2 < count) => '▁',
            (true, _) if is_bare(&|at| at * 2 >= count) => '▔',
            (_, true) if is_bare(&|at| at % 2 == 0) => '▕',
            (_, true) if is_bare(&|at| at % 2 == 1) => '▏',
            _ if is_solid => '░',
            (true, true) if over == [1] => '┬',
            (true, true) if over == [-1] => '┴',
            (true, true) => '┼',
            (false, true) => '│',
            (_, false) => LINE,
        }
    }
}

/// What shows the commonest ink of a cell where it is a texture.
fn textured(inks: &[u8], paint: &dyn Fn(u8) -> Paint) -> Option<Paint> {
    let commonest = commonest(inks, paint)?;
    let of_most = paint(commonest);
    let count = count(inks, commonest);
    let least = if of_most.is_faint() { 4 } else { 2 };
    (of_most.texture.is_some() && count * least >= inks.len()).then_some(of_most)
}

/// The ink of which there is most; a faint one that is less than half gives way.
fn commonest(inks: &[u8], paint: &dyn Fn(u8) -> Paint) -> Option<u8> {
    let lit = inks.iter().copied().filter(|&ink| ink != 0);
    lit.max_by_key(|&ink| {
        let count = count(inks, ink);
        let is_seen = count * 2 >= inks.len() || !paint(ink).is_faint();
        (is_seen, count, ink)
    })
}

fn count(inks: &[u8], ink: u8) -> usize {
    inks.iter().map(|&other| usize::from(other == ink)).sum()
}

/// One cell: its commonest ink in front, the next behind where nothing of it is empty.
fn encode(glyphs: Glyphs, inks: &[u8], cell: &mut Cell, paint: &dyn Fn(u8) -> Paint) {
    let Some(commonest) = commonest(inks, paint) else {
        return;
    };
    if let Some(Paint {
        texture: Some(texture),
        style,
        ..
    }) = textured(inks, paint)
    {
        cell.set_char(texture).set_style(style);
        return;
    }
    let of_most = paint(commonest);
    if of_most.is_faint() {
        return;
    }
    // In ASCII, and without colours, all that is lit has the ink of most.
    let is_coloured = glyphs != Glyphs::Ascii && of_most.style.fg.is_some();
    let kept = is_coloured.then(|| kept(inks, commonest, paint));
    let (one, other) = kept.unwrap_or((commonest, 0));
    let tone = |ink: u8| if ink == 0 { 0 } else { paint(ink).tone };
    let is_one = |ink: u8| match ink {
        _ if ink == one => true,
        _ if ink == other => false,
        _ if !is_coloured => !paint(ink).is_faint(),
        _ => tone(ink).abs_diff(tone(one)) <= tone(ink).abs_diff(tone(other)),
    };
    let bits = (0..).zip(inks);
    let bits = bits.map(|(at, &ink)| usize::from(is_one(ink)) << at).sum();
    let Paint {
        mut style, solid, ..
    } = paint(one);
    if is_coloured && (other != 0 || bits + 1 == 1 << inks.len()) {
        // Some terminals leave hairlines between rows, so an ink alone is its own background. But
        // each change of background costs twenty bytes: not where the style names one.
        let behind = (other != 0).then(|| paint(other).style.fg).flatten();
        style.bg = behind.or(style.bg).or(style.fg);
    }
    cell.set_char(glyphs.symbol(bits, solid)).set_style(style);
}

/// The two inks of a cell, or one and 0 for what is empty, with which least is lost: whatever else
/// there is becomes one of them.
fn kept(inks: &[u8], commonest: u8, paint: &dyn Fn(u8) -> Paint) -> (u8, u8) {
    let others = || inks.iter().copied().filter(|&ink| ink != commonest);
    let Some(next) = others().next() else {
        return (commonest, 0);
    };
    if others().all(|ink| ink == next) {
        return (commonest, next);
    }
    let tones = inks.iter().map(|&ink| {
        let tone = if ink == 0 { 0 } else { paint(ink).tone };
        (ink, tone)
    });
    let mut known = [(0, 0); MOST];
    known
        .iter_mut()
        .zip(tones)
        .for_each(|(known, tone)| *known = tone);
    let known = &known[..inks.len()];
    let lost = |a: u8, b: u8| -> u32 {
        let away = |tone: u8| tone.abs_diff(a).min(tone.abs_diff(b));
        known.iter().map(|(_, tone)| u32::from(away(*tone))).sum()
    };
    let pairs = known
        .iter()
        .flat_map(|one| known.iter().map(move |other| (one, other)));
    let pairs = pairs.filter(|(one, other)| one.0 > other.0);
    let best = pairs.min_by_key(|(one, other)| (lost(one.1, other.1), u8::MAX - one.0, other.0));
    best.map_or((commonest, next), |(one, other)| (one.0, other.0))
}
