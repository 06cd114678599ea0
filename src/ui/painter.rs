//! What every screen draws with: lines, paragraphs, huge letters, bars, the footer.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::area::{count_of, from_column, row};
use super::lettering::{self, Lettering};
use super::raster::{Glyphs, Grid, Paint};
use super::theme::{Role, Theme};
use crate::routine::hidden::joins;

/// How things look: the theme and the characters that may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderStyle {
    pub theme: Theme,
    pub glyphs: Glyphs,
}

#[derive(Debug)]
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    look: &'a RenderStyle,
}

impl<'a> Painter<'a> {
    /// Paints the ground over the whole buffer.
    pub fn new(buffer: &'a mut Buffer, look: &'a RenderStyle) -> Self {
        buffer.set_style(buffer.area, look.theme.ground());
        Self { buffer, look }
    }

    /// Gives every blank the ink of the cell before it: that shows nowhere, and each change of
    /// colour that it spares is thirty bytes less on the wire.
    pub fn finish(self) {
        let width = usize::from(self.buffer.area.width).max(1);
        for row in self.buffer.content.chunks_mut(width) {
            let mut before: Option<(Color, Modifier)> = None;
            for cell in row {
                let is_blank = cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED);
                match before {
                    Some((ink, modifier)) if is_blank => (cell.fg, cell.modifier) = (ink, modifier),
                    Some(_) | None => {
                        before = Some((cell.fg, cell.modifier - Modifier::REVERSED));
                    }
                }
            }
        }
    }

    pub fn look(&self) -> &RenderStyle {
        self.look
    }

    /// One line from the left, cut with an ellipsis; returns the columns used.
    pub fn line(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put(area, text, role, Modifier::empty())
    }

    pub fn bold(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put(area, text, role, Modifier::BOLD)
    }

    /// One line that ends at the right edge; returns the columns used.
    pub fn right(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let skip = area.width.saturating_sub(columns_of(text));
        self.line(from_column(area, skip), text, role)
    }

    /// One line in the middle.
    pub fn centre(&mut self, area: Rect, text: &str, role: Role) {
        let skip = area.width.saturating_sub(columns_of(text)) / 2;
        self.line(from_column(area, skip), text, role);
    }

    /// A paragraph, wrapped; what does not fit is cut with an ellipsis. Returns the rows used.
    pub fn paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put_paragraph(area, text, role, Modifier::empty())
    }

    pub fn bold_paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put_paragraph(area, text, role, Modifier::BOLD)
    }

    fn put_paragraph(&mut self, area: Rect, text: &str, role: Role, extra: Modifier) -> u16 {
        let lines = wrapped(text, area.width);
        let shown = lines.len().min(usize::from(area.height));
        for (index, line) in lines.iter().take(shown).enumerate() {
            let cut = index + 1 == shown && shown < lines.len();
            let line = if cut {
                Cow::from(format!("{line} …"))
            } else {
                Cow::from(line.as_str())
            };
            self.put(row(area, count_of(index)), &line, role, extra);
        }
        count_of(shown)
    }

    /// Letters as tall as the area, or bold text where they would not be read. Lines that stand
    /// together name the `widest` of them, so that all have the same strokes. Returns the columns used.
    pub fn letters(&mut self, area: Rect, text: &str, widest: &str, role: Role) -> u16 {
        let glyphs = self.look.glyphs;
        if lettering::fits(widest, area.width, area.height, glyphs) {
            let style = self.look.theme.style(role);
            let letters = Lettering {
                text,
                style,
                glyphs,
                widest,
            };
            letters.render(area, self.buffer);
            letters.columns(area)
        } else {
            self.bold(row(area, area.height.saturating_sub(1) / 2), text, role)
        }
    }

    /// Shapes on a grid of sub-pixels.
    pub fn grid(&mut self, area: Rect, grid: &Grid, paint: &dyn Fn(u8) -> Paint) {
        grid.draw(self.buffer, area, paint);
    }

    /// Cells drawn before: as many as fit.
    pub fn paste(&mut self, area: Rect, cells: &Buffer) {
        let fits = area
            .intersection(self.buffer.area)
            .intersection(Rect::from((area.as_position(), cells.area.as_size())));
        // An area beside the buffer has rows too, of no width.
        for row in fits.rows().filter(|row| !row.is_empty()) {
            let from = cells.index_of(0, row.y - area.y);
            let to = self.buffer.index_of(row.x, row.y);
            let width = usize::from(row.width);
            self.buffer.content[to..to + width]
                .clone_from_slice(&cells.content[from..from + width]);
        }
    }

    /// A thin bar that is done for `done` of `whole`.
    pub fn bar(&mut self, area: Rect, done: u128, whole: u128) {
        let width = u128::from(area.width);
        let filled = (width * done.min(whole))
            .checked_div(whole)
            .unwrap_or(width);
        let filled = u16::try_from(filled).unwrap_or(area.width);
        let (first, rest) = (usize::from(filled), usize::from(area.width - filled));
        self.line(area, &"━".repeat(first), Role::Accent);
        self.line(from_column(area, filled), &"─".repeat(rest), Role::Rule);
    }

    fn put(&mut self, area: Rect, text: &str, role: Role, extra: Modifier) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let style = self.look.theme.style(role).add_modifier(extra);
        // A key and what it does stand in one line.
        let text = &text.replace('\u{a0}', " ");
        let text = match self.look.glyphs {
            Glyphs::Ascii => {
                let shown = text.chars().filter(|c| !joins(*c)).map(ascii);
                Cow::from(shown.collect::<String>())
            }
            Glyphs::Full => Cow::from(text.chars().map(whole_cell).collect::<String>()),
            Glyphs::Half | Glyphs::Quadrant | Glyphs::Sextant | Glyphs::Octant => Cow::from(text),
        };
        let text = cut(&text, area.width, self.look.glyphs);
        let (end, _) =
            self.buffer
                .set_stringn(area.x, area.y, &*text, usize::from(area.width), style);
        end - area.x
    }
}

pub fn columns_of(text: &str) -> u16 {
    count_of(text.width())
}

pub fn rows_of(text: &str, width: u16) -> u16 {
    // A layout asks this of every text at many widths; no character has more columns than bytes.
    if text.len() <= usize::from(width) && !text.contains('\n') {
        return 1;
    }
    count_of(lines_of(text, width).len())
}

/// A paragraph as lines of at most `width` columns. No short word stands alone in the last one, where
/// it is overlooked, if another can join it.
pub fn wrapped(text: &str, width: u16) -> Vec<String> {
    let mut lines = broken(text, width);
    if let [.., before, last] = &mut lines[..]
        && !last.contains(' ')
        && 3 * columns_of(last) <= width
        && let Some((kept, word)) = before.rsplit_once(' ')
        && kept.trim_start().contains(' ')
        && columns_of(word) + 1 + columns_of(last) <= width
    {
        *last = format!("{word} {last}");
        before.truncate(kept.len());
    }
    lines
}

/// A text that is being written as lines: its words stay where they are.
pub fn broken(text: &str, width: u16) -> Vec<String> {
    let lines = lines_of(text, width).into_iter();
    lines.map(Cow::into_owned).collect()
}

fn lines_of(text: &str, width: u16) -> Vec<Cow<'_, str>> {
    // A layout breaks its texts at many widths, and to look for hyphens takes a list for each word.
    let splitter = if text.contains('-') {
        WordSplitter::HyphenSplitter
    } else {
        WordSplitter::NoHyphenation
    };
    let width = usize::from(width.max(1));
    textwrap::wrap(text, Options::new(width).word_splitter(splitter))
}

/// `text` within `width` columns, with an ellipsis for what is missing.
fn cut(text: &str, width: u16, glyphs: Glyphs) -> Cow<'_, str> {
    if text.width() <= usize::from(width) {
        return Cow::from(text);
    }
    let ellipsis = match glyphs {
        Glyphs::Ascii => '.',
        Glyphs::Full | Glyphs::Half | Glyphs::Quadrant | Glyphs::Sextant | Glyphs::Octant => '…',
    };
    let room = usize::from(width.saturating_sub(1));
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        kept.push(character);
        if kept.width() > room {
            kept.pop();
            break;
        }
    }
    kept.push(ellipsis);
    Cow::from(kept)
}

/// What stands for a part of a cell where fonts have none but whole ones.
const fn whole_cell(character: char) -> char {
    match character {
        '▀' | '▄' => '█',
        '▓' => '▒',
        '▏' => '_',
        other => other,
    }
}

/// The nearest ASCII character, for terminals that have nothing else.
fn ascii(character: char) -> char {
    match character {
        '━' | '═' => '=',
        '─' | '╌' | '–' | '—' | '·' | '•' => '-',
        '┃' | '│' => '|',
        '┏' | '┓' | '┗' | '┛' => '+',
        '→' | '▶' => '>',
        '←' | '◀' => '<',
        '↑' => '^',
        '↓' => 'v',
        '×' => 'x',
        '░' | '…' => '.',
        '▒' => 'o',
        '▓' => '%',
        '█' | '▄' => '#',
        '▏' => '_',
        '’' => '\'',
        '“' | '”' => '"',
        other => {
            if other.is_ascii() {
                other
            } else {
                '?'
            }
        }
    }
}
