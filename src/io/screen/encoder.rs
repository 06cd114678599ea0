//! Cells, as the bytes that draw them.

use std::io;

use crossterm::cursor::{MoveTo, MoveToColumn};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, SetBackgroundColor, SetForegroundColor};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

const ATTRIBUTES: [(Modifier, Attribute); 8] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];
/// Those that are seen on a blank.
const SEEN: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Knows what the terminal knows already, and sends no more than the rest: over a slow line every
/// colour that is sent again costs time, and there are several each second.
#[derive(Debug, Default)]
pub struct CellEncoder {
    place: Option<Position>,
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl CellEncoder {
    /// Appends what draws `cells`. The terminal has no colour set before, and none after.
    pub fn draw<'a>(
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        bytes: &mut Vec<u8>,
    ) -> io::Result<()> {
        let mut encoder = Self::default();
        for (x, y, cell) in cells {
            encoder.go(Position { x, y }, bytes)?;
            encoder.dip(cell, bytes)?;
            bytes.extend(symbol(cell).bytes());
            // After a wide character this is wrong, and nothing is drawn there.
            encoder.place = Some(Position { x: x + 1, y });
        }
        match encoder.place {
            Some(_) => queue!(bytes, SetAttribute(Attribute::Reset)),
            None => Ok(()),
        }
    }

    /// Appends the rows of `buffer` as lines of text, each of which ends without colours.
    pub fn print(buffer: &Buffer, bytes: &mut Vec<u8>) -> io::Result<()> {
        for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
            let mut encoder = Self::default();
            for cell in row {
                encoder.dip(cell, bytes)?;
                bytes.extend(symbol(cell).bytes());
            }
            queue!(bytes, SetAttribute(Attribute::Reset), Print('\n'))?;
        }
        Ok(())
    }

    fn go(&mut self, to: Position, bytes: &mut Vec<u8>) -> io::Result<()> {
        match self.place {
            Some(place) if place == to => Ok(()),
            // Not by so many columns: the terminal may take a character for wider than we do.
            Some(place) if place.y == to.y => queue!(bytes, MoveToColumn(to.x)),
            _ => queue!(bytes, MoveTo(to.x, to.y)),
        }
    }

    fn dip(&mut self, cell: &Cell, bytes: &mut Vec<u8>) -> io::Result<()> {
        let is_blank = is_blank(cell);
        // A blank between bold letters may be bold, too.
        let is_seen = !is_blank || self.modifier.intersects(SEEN);
        if cell.modifier != self.modifier && is_seen {
            if !cell.modifier.contains(self.modifier) {
                queue!(bytes, SetAttribute(Attribute::Reset))?;
                *self = Self {
                    place: self.place,
                    ..Self::default()
                };
            }
            let new = cell.modifier.difference(self.modifier);
            for (_, attribute) in ATTRIBUTES.iter().filter(|(flag, _)| new.contains(*flag)) {
                queue!(bytes, SetAttribute(*attribute))?;
            }
            self.modifier = cell.modifier;
        }
        if cell.fg != self.foreground && !is_blank {
            queue!(bytes, SetForegroundColor(cell.fg.into_crossterm()))?;
            self.foreground = cell.fg;
        }
        if cell.bg != self.background {
            queue!(bytes, SetBackgroundColor(cell.bg.into_crossterm()))?;
            self.background = cell.bg;
        }
        Ok(())
    }
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
            let mut before = Buffer::empty(AREA);
            for buffer in buffers {
                let mut bytes = Vec::new();
                CellEncoder::draw(before.diff(&buffer).into_iter(), &mut bytes).unwrap();
                terminal.process(&bytes);
                assert_shown(terminal.screen(), &buffer);
                prop_assert_eq!(terminal.screen().attributes_formatted(), b"\x1b[m");
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
        CellEncoder::print(&buffer, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("a b"), "{text:?}");
    }

    #[test]
    fn nothing_new_takes_no_bytes() {
        let mut bytes = Vec::new();
        CellEncoder::draw(std::iter::empty(), &mut bytes).unwrap();
        assert_eq!(bytes, b"");
    }
}
