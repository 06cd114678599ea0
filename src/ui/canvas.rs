//! What every screen draws with: lines, paragraphs, huge letters, bars, the footer.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::keys::Row;
use super::layout::{from_column, row, rows};
use super::lettering::{self, Align, Lettering};
use super::raster::{Glyphs, Grid, Paint};
use super::theme::{Role, Theme};

/// Letters of fewer rows are no easier to read than text.
const LEAST_LETTERS: u16 = 3;

/// How things look: the theme and the characters that may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Block characters.
    pub glyphs: Glyphs,
}

/// A screen being drawn.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
}

impl<'a> Canvas<'a> {
    /// Paints the ground over the whole buffer.
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
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

    /// All that can be drawn on.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// How things look.
    pub fn look(&self) -> &Look {
        self.look
    }

    /// One line from the left, cut with an ellipsis; returns the columns used.
    pub fn line(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put(area, text, role, Modifier::empty())
    }

    /// One line in bold.
    pub fn bold(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put(area, text, role, Modifier::BOLD)
    }

    /// One line on a bar of its own colour, as a label.
    pub fn label(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        self.put(
            area,
            &format!(" {text} "),
            role,
            Modifier::REVERSED | Modifier::BOLD,
        )
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
        let lines = wrapped(text, area.width);
        let shown = lines.len().min(usize::from(area.height));
        for (index, line) in lines.iter().take(shown).enumerate() {
            let cut = index + 1 == shown && shown < lines.len();
            let line = if cut {
                Cow::from(format!("{line} …"))
            } else {
                Cow::from(line.as_str())
            };
            self.line(row(area, saturated(index)), &line, role);
        }
        saturated(shown)
    }

    /// Letters as huge as the area allows, or bold text where none would be read.
    pub fn letters(&mut self, area: Rect, text: &str, role: Role, align: Align) {
        let style = self.look.theme.style(role);
        match self.tallest(text, area) {
            0 => {
                let middle = row(area, area.height.saturating_sub(1) / 2);
                let skip = match align {
                    Align::Left => 0,
                    Align::Centre => middle.width.saturating_sub(columns_of(text)) / 2,
                };
                self.bold(from_column(middle, skip), text, role);
            }
            height => {
                let glyphs = self.look.glyphs;
                Lettering {
                    text,
                    style,
                    glyphs,
                    align,
                }
                .render(rows(area, 0, height), self.buffer);
            }
        }
    }

    /// The rows of the tallest letters that are read in an area; 0 when none are.
    pub fn tallest(&self, text: &str, area: Rect) -> u16 {
        let fits = |height: &u16| lettering::fits(text, area.width, *height, self.look.glyphs);
        (LEAST_LETTERS..=area.height).rev().find(fits).unwrap_or(0)
    }

    /// The columns that `text` takes in letters of some height, as far as there is room.
    pub fn letters_width(&self, text: &str, rows: u16) -> u16 {
        lettering::width(text, rows, self.look.glyphs)
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
        for row in fits.rows() {
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

    /// The keys of a footer, as many as fit; the last one, which leaves, always stays.
    pub fn footer(&mut self, area: Rect, rows: &[Row]) {
        let mut shown: Vec<(&str, &str)> = rows
            .iter()
            .filter(|row| !row.short.is_empty())
            .map(|row| (row.label.split(' ').next().unwrap_or(row.label), row.short))
            .collect();
        let width = |keys: &[(&str, &str)]| -> usize {
            keys.iter()
                .map(|(key, words)| key.width() + 1 + words.width() + 2)
                .sum()
        };
        while shown.len() > 1 && width(&shown) > usize::from(area.width) + 2 {
            shown.remove(shown.len() - 2);
        }
        let mut at = 0;
        for (key, words) in shown {
            at += self.bold(from_column(area, at), key, Role::Strong) + 1;
            at += self.line(from_column(area, at), words, Role::Quiet) + 2;
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let blank = " ".repeat(usize::from(area.width));
        for y in 0..area.height {
            self.line(row(area, y), &blank, Role::Text);
        }
    }

    /// A frame of lines.
    pub fn frame(&mut self, area: Rect, role: Role) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let across = "━".repeat(usize::from(area.width - 2));
        self.line(area, &format!("┏{across}┓"), role);
        self.line(row(area, area.height - 1), &format!("┗{across}┛"), role);
        for y in 1..area.height - 1 {
            self.line(row(area, y), "┃", role);
            self.line(from_column(row(area, y), area.width - 1), "┃", role);
        }
    }

    fn put(&mut self, area: Rect, text: &str, role: Role, extra: Modifier) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let style = self.look.theme.style(role).add_modifier(extra);
        let text = match self.look.glyphs {
            Glyphs::Ascii => Cow::from(text.chars().map(ascii).collect::<String>()),
            Glyphs::Quadrant | Glyphs::Half => Cow::from(text),
        };
        let text = cut(&text, area.width, self.look.glyphs);
        let (end, _) =
            self.buffer
                .set_stringn(area.x, area.y, &*text, usize::from(area.width), style);
        end - area.x
    }
}

/// The columns a text takes on one line.
pub fn columns_of(text: &str) -> u16 {
    saturated(text.width())
}

/// The rows a paragraph takes at a width.
pub fn rows_of(text: &str, width: u16) -> u16 {
    saturated(wrapped(text, width).len())
}

/// A paragraph as lines of at most `width` columns.
pub fn wrapped(text: &str, width: u16) -> Vec<String> {
    textwrap::wrap(text, usize::from(width.max(1)))
        .into_iter()
        .map(Cow::into_owned)
        .collect()
}

/// `text` within `width` columns, with an ellipsis for what is missing.
fn cut(text: &str, width: u16, glyphs: Glyphs) -> Cow<'_, str> {
    if text.width() <= usize::from(width) {
        return Cow::from(text);
    }
    let ellipsis = match glyphs {
        Glyphs::Ascii => '.',
        Glyphs::Quadrant | Glyphs::Half => '…',
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

fn saturated(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
