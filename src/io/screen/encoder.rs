//! Cells, as the bytes that draw them.

use std::fmt::Arguments;
use std::io::Write;
use std::iter;
use std::mem;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::ui::theme::xterm;

/// What sets each, and what takes it away.
const ATTRIBUTES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// Of these the same takes both away.
const WEIGHTS: Modifier = Modifier::BOLD.union(Modifier::DIM);
/// Those that are seen on a blank.
const SEEN: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);
/// A move within a row takes about so many bytes: so many letters are drawn again instead.
const MOVE: u16 = 4;

/// Knows what the terminal knows already, from frame to frame, and sends no more than the rest: over a slow
/// line every colour that is sent again costs time, and there are several each second.
#[derive(Debug, Default)]
pub(super) struct CellEncoder {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl CellEncoder {
    /// Appends what draws `cells` of `buffer`, row by row, wherever the cursor is.
    pub(super) fn draw<'a>(
        &mut self,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        buffer: &Buffer,
        bytes: &mut Vec<u8>,
    ) {
        let mut cells = cells.peekable();
        let mut row = Vec::new();
        while let Some(&(_, y, _)) = cells.peek() {
            row.extend(iter::from_fn(|| cells.next_if(|cell| cell.1 == y)));
            self.draw_row(&mut row, buffer, bytes);
        }
    }

    /// Appends what draws a whole buffer on an empty window, cell by cell: that takes the least time, and the
    /// first frame is waited for.
    pub(super) fn draw_anew(&mut self, buffer: &Buffer, bytes: &mut Vec<u8>) {
        let width = usize::from(buffer.area.width).max(1);
        for (y, row) in (0..).zip(buffer.content.chunks(width)) {
            let mut place = None;
            for (x, cell) in (0..).zip(row).filter(|(_, cell)| **cell != Cell::EMPTY) {
                self.put_cell(&mut place, Position { x, y }, cell, buffer, bytes);
            }
        }
    }

    /// Draws a row colour by colour, first in the one that is set: a move takes fewer bytes than a colour.
    fn draw_row(&mut self, row: &mut Vec<(u16, u16, &Cell)>, buffer: &Buffer, bytes: &mut Vec<u8>) {
        let (mut place, mut may_dip) = (None, false);
        while !row.is_empty() {
            let mut passed = None;
            row.retain(|&(x, y, cell)| {
                // A blank has any colour: it goes with what stands before it.
                let is_next = self.is_dipped(cell) && !(is_blank(cell) && passed == Some(x));
                if !is_next && !mem::take(&mut may_dip) {
                    passed = Some(x + 1);
                    return true;
                }
                may_dip = false;
                self.put_cell(&mut place, Position { x, y }, cell, buffer, bytes);
                false
            });
            may_dip = true;
        }
    }

    /// Draws a cell, from `place` in its row, which is then behind it.
    fn put_cell(
        &mut self,
        place: &mut Option<Position>,
        at: Position,
        cell: &Cell,
        buffer: &Buffer,
        bytes: &mut Vec<u8>,
    ) {
        if *place != Some(at) {
            self.go(*place, at, buffer, bytes);
        }
        self.dip(cell, bytes);
        bytes.extend(symbol(cell).bytes());
        let x = at.x.saturating_add(cell.cell_width());
        *place = Some(Position { x, y: at.y });
    }

    /// Appends the rows of `buffer` as lines of text, each of which ends without colours.
    pub(super) fn print(buffer: &Buffer, bytes: &mut Vec<u8>) {
        for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
            let mut encoder = Self::default();
            for cell in row {
                encoder.dip(cell, bytes);
                bytes.extend(symbol(cell).bytes());
            }
            bytes.extend(b"\x1b[0m\n");
        }
    }

    fn go(&self, from: Option<Position>, to: Position, buffer: &Buffer, bytes: &mut Vec<u8>) {
        let Some(from) = from else {
            return put(bytes, format_args!("\x1b[{};{}H", to.y + 1, to.x + 1));
        };
        let between = (from.x..to.x).map(|x| &buffer[(x, to.y)]);
        let is_short = from.x <= to.x && to.x - from.x <= MOVE;
        if is_short
            && between
                .clone()
                .all(|cell| self.is_dipped(cell) && symbol(cell).len() == 1)
        {
            bytes.extend(between.flat_map(|cell| symbol(cell).bytes()));
        } else {
            // Not by so many columns: the terminal may take a character for wider than we do.
            put(bytes, format_args!("\x1b[{}G", to.x + 1));
        }
    }

    /// Whether a cell can be drawn as the last one was.
    fn is_dipped(&self, cell: &Cell) -> bool {
        let is_like = cell.fg == self.foreground && cell.modifier == self.modifier;
        let is_blank = is_blank(cell) && !self.modifier.intersects(SEEN);
        cell.bg == self.background && (is_blank || is_like)
    }

    fn dip(&mut self, cell: &Cell, bytes: &mut Vec<u8>) {
        let begin = bytes.len();
        let mut set = |code: Arguments<'_>| {
            bytes.extend(if bytes.len() == begin { "\x1b[" } else { ";" }.bytes());
            put(bytes, code);
        };
        let is_blank = is_blank(cell);
        // A blank between bold letters may be bold, too.
        let is_seen = !is_blank || self.modifier.intersects(SEEN);
        if cell.modifier != self.modifier && is_seen {
            let old = self.modifier.difference(cell.modifier);
            let mut kept = self.modifier.intersection(cell.modifier);
            for (_, _, off) in ATTRIBUTES.iter().filter(|(flag, ..)| old.contains(*flag)) {
                set(format_args!("{off}"));
            }
            if old.intersects(WEIGHTS) {
                kept.remove(WEIGHTS);
            }
            let new = cell.modifier.difference(kept);
            for (_, on, _) in ATTRIBUTES.iter().filter(|(flag, ..)| new.contains(*flag)) {
                set(format_args!("{on}"));
            }
            self.modifier = cell.modifier;
        }
        for (layer, colour, known, is_seen) in [
            ('3', cell.fg, &mut self.foreground, !is_blank),
            ('4', cell.bg, &mut self.background, true),
        ] {
            if colour != *known && is_seen {
                *known = colour;
                match (colour, xterm::index(colour)) {
                    (Color::Rgb(r, g, b), _) => set(format_args!("{layer}8;2;{r};{g};{b}")),
                    (_, Some(index)) => set(format_args!("{layer}8;5;{index}")),
                    (_, None) => set(format_args!("{layer}9")),
                }
            }
        }
        if bytes.len() > begin {
            bytes.push(b'm');
        }
    }
}

fn put(bytes: &mut Vec<u8>, text: Arguments<'_>) {
    bytes.write_fmt(text).expect("memory takes every byte");
}

fn symbol(cell: &Cell) -> &str {
    if is_blank(cell) { " " } else { cell.symbol() }
}

/// Whether nothing but the background of a cell is seen.
fn is_blank(cell: &Cell) -> bool {
    let is_solid = cell.symbol() == "█" && cell.fg == cell.bg && cell.bg != Color::Reset;
    (is_solid || cell.symbol() == " ") && !cell.modifier.intersects(SEEN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 6, 4);
    const MODIFIERS: [Modifier; 4] = [
        Modifier::BOLD,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
        Modifier::ITALIC,
    ];

    fn any_cell() -> impl Strategy<Value = (&'static str, Style)> {
        let symbol = prop::sample::select(&[" ", "a", "█", "é"][..]);
        let colour =
            prop::sample::select(&[Color::Reset, Color::Indexed(3), Color::Rgb(1, 2, 3)][..]);
        let modifier = prop::sample::subsequence(&MODIFIERS[..], 0..=2);
        (symbol, colour.clone(), colour, modifier).prop_map(|(symbol, fg, bg, modifiers)| {
            let modifier = modifiers.into_iter().collect::<Modifier>();
            (symbol, Style::new().fg(fg).bg(bg).add_modifier(modifier))
        })
    }

    prop_compose! {
        fn any_buffer()(cells in prop::collection::vec(any_cell(), AREA.area() as usize)) -> Buffer {
            let mut buffer = Buffer::empty(AREA);
            for (cell, (symbol, style)) in buffer.content.iter_mut().zip(cells) {
                cell.set_symbol(symbol).set_style(style);
            }
            buffer
        }
    }

    fn colour(colour: vt100::Color) -> Color {
        match colour {
            vt100::Color::Default => Color::Reset,
            vt100::Color::Idx(index) => Color::Indexed(index),
            vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
        }
    }

    fn assert_shown(screen: &vt100::Screen, buffer: &Buffer) {
        for (index, cell) in buffer.content.iter().enumerate() {
            let (x, y) = buffer.pos_of(index);
            let shown = screen.cell(y, x).unwrap();
            let contents = if shown.has_contents() {
                shown.contents()
            } else {
                " "
            };
            assert!(contents == cell.symbol() || is_blank(cell) && contents == " ");
            assert_eq!(colour(shown.bgcolor()), cell.bg);
            assert!(is_blank(cell) || colour(shown.fgcolor()) == cell.fg);
            assert!(is_blank(cell) || shown.bold() == cell.modifier.contains(Modifier::BOLD));
            assert_eq!(
                shown.underline(),
                cell.modifier.contains(Modifier::UNDERLINED)
            );
            assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
            assert!(is_blank(cell) || shown.italic() == cell.modifier.contains(Modifier::ITALIC));
        }
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_drawn(buffers in prop::collection::vec(any_buffer(), 1..4)) {
            let mut terminal = vt100::Parser::new(AREA.height, AREA.width, 0);
            let (mut encoder, mut before) = (CellEncoder::default(), Buffer::empty(AREA));
            for buffer in buffers {
                let mut bytes = Vec::new();
                encoder.draw(before.diff_iter(&buffer), &buffer, &mut bytes);
                terminal.process(&bytes);
                assert_shown(terminal.screen(), &buffer);
                before = buffer;
            }
        }
    }

    #[test]
    fn a_blank_between_bold_letters_is_nothing_but_a_blank() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let bold = Style::new().fg(Color::Rgb(1, 2, 3));
        buffer.set_string(0, 0, "a b", bold.add_modifier(Modifier::BOLD));
        buffer[(1, 0)].reset();
        let mut bytes = Vec::new();
        CellEncoder::print(&buffer, &mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("a b"), "{text:?}");
    }

    #[test]
    fn nothing_new_takes_no_bytes() {
        let mut bytes = Vec::new();
        let blank = Buffer::empty(AREA);
        CellEncoder::default().draw(blank.diff_iter(&blank), &blank, &mut bytes);
        assert_eq!(bytes, b"");
    }
}
