//! What a whole sequence means. Termina's parser knows the keys of the world's terminals.

use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEventKind};
use termina::{Event, Parser};

use crate::ui::keys::Key;

/// What one whole sequence means to us, if anything.
pub fn of(sequence: &[u8]) -> Option<Key> {
    if !is_one_piece(sequence) {
        return None;
    }
    let mut parser = Parser::default();
    parser.parse(sequence, false);
    match parser.pop()? {
        Event::Key(event) => key(event),
        Event::Mouse(event) => {
            (event.kind == MouseEventKind::Down(MouseButton::Left)).then_some(Key::Click {
                column: event.column,
                row: event.row,
            })
        }
        Event::WindowResized(_)
        | Event::FocusIn
        | Event::FocusOut
        | Event::Paste(_)
        | Event::Csi(_)
        | Event::Osc(_)
        | Event::Dcs(_) => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    match event.kind {
        KeyEventKind::Press | KeyEventKind::Repeat => {}
        KeyEventKind::Release => return None,
    }
    let held = event.modifiers - (Modifiers::SHIFT | Modifiers::CAPS_LOCK | Modifiers::NUM_LOCK);
    match (event.code, held) {
        // A line feed is Enter where the terminal still turns the one into the other.
        (KeyCode::Char('j'), Modifiers::CONTROL) => Some(Key::Enter),
        (KeyCode::Char('h'), Modifiers::CONTROL) => Some(Key::Backspace),
        (KeyCode::Char(letter), Modifiers::CONTROL) => {
            letter.is_ascii_lowercase().then_some(Key::Ctrl(letter))
        }
        (_, held) if !held.is_empty() => None,
        (KeyCode::Char(c), _) => (!c.is_control()).then_some(Key::Char(c)),
        (KeyCode::Enter, _) => Some(Key::Enter),
        (KeyCode::Escape, _) => Some(Key::Esc),
        (KeyCode::Tab, _) => Some(Key::Tab),
        (KeyCode::Backspace, _) => Some(Key::Backspace),
        (KeyCode::Left, _) => Some(Key::Left),
        (KeyCode::Right, _) => Some(Key::Right),
        (KeyCode::Up, _) => Some(Key::Up),
        (KeyCode::Down, _) => Some(Key::Down),
        (KeyCode::Home, _) => Some(Key::Home),
        (KeyCode::End, _) => Some(Key::End),
        (KeyCode::PageUp, _) => Some(Key::PageUp),
        (KeyCode::PageDown, _) => Some(Key::PageDown),
        (KeyCode::Function(1), _) => Some(Key::F1),
        _ => None,
    }
}

/// Whether termina takes the sequence as one piece: of answers in other forms it would take the
/// end for letters.
fn is_one_piece(sequence: &[u8]) -> bool {
    match sequence {
        [0x1b, b'[', b'[' | b'M', ..] => true,
        [0x1b, b'[', first, rest @ .., _] => {
            matches!(first, b'0'..=b'9' | b'<')
                && rest
                    .iter()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLICK: Key = Key::Click { column: 4, row: 9 };

    #[test]
    fn sequences_are_keys() {
        let table: &[(&[u8], Key)] = &[
            (b"q", Key::Char('q')),
            (b"A", Key::Char('A')),
            (b" ", Key::Char(' ')),
            ("ü".as_bytes(), Key::Char('ü')),
            ("€".as_bytes(), Key::Char('€')),
            ("🦵".as_bytes(), Key::Char('🦵')),
            (b"\r", Key::Enter),
            (b"\n", Key::Enter),
            (b"\t", Key::Tab),
            (b"\x7f", Key::Backspace),
            (b"\x08", Key::Backspace),
            (b"\x03", Key::Ctrl('c')),
            (b"\x1a", Key::Ctrl('z')),
            (b"\x1b[A", Key::Up),
            (b"\x1b[B", Key::Down),
            (b"\x1b[C", Key::Right),
            (b"\x1b[D", Key::Left),
            (b"\x1bOC", Key::Right),
            (b"\x1b[1;2D", Key::Left),
            (b"\x1b[H", Key::Home),
            (b"\x1b[1~", Key::Home),
            (b"\x1b[4~", Key::End),
            (b"\x1b[F", Key::End),
            (b"\x1b[5~", Key::PageUp),
            (b"\x1b[6~", Key::PageDown),
            (b"\x1bOP", Key::F1),
            (b"\x1b[11~", Key::F1),
            (b"\x1b[[A", Key::F1),
            (b"\x1b[113u", Key::Char('q')),
            (b"\x1b[99;5u", Key::Ctrl('c')),
            (b"\x1b[<0;5;10M", CLICK),
            (b"\x1b[M\x20\x25\x2a", CLICK),
        ];
        for (bytes, key) in table {
            assert_eq!(of(bytes), Some(*key), "{bytes:?}");
        }
    }

    #[test]
    fn other_keys_and_mouse_events_are_none() {
        let table: &[&[u8]] = &[
            b"\x1bq",         // Alt
            b"\x1b[1;5C",     // Ctrl
            b"\x1b[113;1:3u", // release
            b"\x1b[3~",       // Delete
            b"\x1b[<0;5;10m", // release
            b"\x1b[<2;5;10M", // right button
            b"\x1b[<64;5;5M", // wheel
            b"\x1b[<32;5;5M", // drag
            b"\x1b[M#!!",     // release
            b"\x1b[I",        // focus
            b"\x00",
            b"\x1c",
            b"\xff",
            b"\x80",
            b"\xe0\x80\x80", // overlong
        ];
        for bytes in table {
            assert_eq!(of(bytes), None, "{bytes:?}");
        }
    }
}
