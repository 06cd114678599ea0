//! What a whole sequence means. Termina's parser knows the keys of the world's terminals.

use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEventKind};
use termina::{Event, Parser};

use crate::ui::keys::Key;
use crate::ui::keys::layout::with_ctrl;

/// What one whole sequence means to us, if anything.
pub(super) fn of(sequence: &[u8]) -> Option<Key> {
    if let Some(key) = of_keypad(sequence) {
        return Some(key);
    }
    if !is_one_piece(sequence) {
        return None;
    }
    let mut parser = Parser::default();
    match in_other_words(sequence) {
        Some(same) => parser.parse(&same, false),
        None => parser.parse(sequence, false),
    }
    match parser.pop()? {
        Event::Key(event) => key(event, base(sequence)),
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

/// The keypad after a program that left it in the mode of applications.
fn of_keypad(sequence: &[u8]) -> Option<Key> {
    let [0x1b, b'O', key] = sequence else {
        return None;
    };
    Some(match key {
        b'M' => Key::Enter,
        b'I' => Key::Tab,
        b' ' => Key::Char(' '),
        b'X' => Key::Char('='),
        // The rest are the signs of ASCII, 64 on.
        b'j'..=b'y' => Key::Char(char::from(key - 64)),
        _ => return None,
    })
}

/// `ESC [ 27 ; modifiers ; character ~`, of xterm's other keys, as termina knows it.
fn in_other_words(sequence: &[u8]) -> Option<Vec<u8>> {
    let parts = sequence.strip_prefix(b"\x1b[27;")?.strip_suffix(b"~")?;
    let mut parts = parts.split(|byte| *byte == b';');
    let (modifiers, character) = (parts.next()?, parts.next()?);
    Some([b"\x1b[", character, b";", modifiers, b"u"].concat())
}

/// The letter of a Latin keyboard on the same key, where the terminal tells it: the third part of
/// `ESC [ typed : shifted : base ; … u`.
fn base(sequence: &[u8]) -> Option<char> {
    let typed = sequence.strip_prefix(b"\x1b[")?.strip_suffix(b"u")?;
    let typed = typed.split(|byte| *byte == b';').next()?;
    let base = typed.split(|byte| *byte == b':').nth(2)?;
    let base = std::str::from_utf8(base).ok()?.parse().ok()?;
    char::from_u32(base).filter(char::is_ascii)
}

fn key(event: KeyEvent, base: Option<char>) -> Option<Key> {
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
            with_ctrl(base.unwrap_or(letter)).map(Key::Ctrl)
        }
        (KeyCode::Char('b') | KeyCode::Left, Modifiers::ALT)
        | (KeyCode::Left, Modifiers::CONTROL) => Some(Key::WordLeft),
        (KeyCode::Char('f') | KeyCode::Right, Modifiers::ALT)
        | (KeyCode::Right, Modifiers::CONTROL) => Some(Key::WordRight),
        (KeyCode::Backspace, Modifiers::ALT | Modifiers::CONTROL) => Some(Key::Ctrl('w')),
        // A key of its own is one that is held, or a lock.
        (code, _) if is_silent(code) => None,
        (_, held) if !held.is_empty() => Some(Key::Other),
        (KeyCode::Char(c), _) => Some(match base {
            _ if c.is_control() => Key::Other,
            Some(base) if c.is_alphabetic() && !c.is_ascii() => {
                let base = if c.is_uppercase() {
                    base.to_ascii_uppercase()
                } else {
                    base
                };
                Key::Letter { typed: c, base }
            }
            Some(_) | None => Key::Char(c),
        }),
        (KeyCode::Enter, _) => Some(Key::Enter),
        (KeyCode::Escape, _) => Some(Key::Esc),
        (KeyCode::Tab, _) => Some(Key::Tab),
        (KeyCode::Backspace, _) => Some(Key::Backspace),
        (KeyCode::Delete, _) => Some(Key::Delete),
        (KeyCode::Left, _) => Some(Key::Left),
        (KeyCode::Right, _) => Some(Key::Right),
        (KeyCode::Up, _) => Some(Key::Up),
        (KeyCode::Down, _) => Some(Key::Down),
        (KeyCode::Home, _) => Some(Key::Home),
        (KeyCode::End, _) => Some(Key::End),
        (KeyCode::PageUp, _) => Some(Key::PageUp),
        (KeyCode::PageDown, _) => Some(Key::PageDown),
        (KeyCode::Function(1), _) => Some(Key::F1),
        _ => Some(Key::Other),
    }
}

/// Whether nobody means anything by it alone: what is held with other keys, and locks.
fn is_silent(code: KeyCode) -> bool {
    matches!(
        code,
        KeyCode::Modifier(_) | KeyCode::CapsLock | KeyCode::NumLock | KeyCode::ScrollLock
    )
}

/// Whether termina takes the sequence as one piece: of answers in other forms it would take the
/// end for letters.
fn is_one_piece(sequence: &[u8]) -> bool {
    match sequence {
        // A terminal that is asked where the cursor is answers like this; F3 has another form.
        [0x1b, b'[', .., b'R'] => false,
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

    fn letter(typed: char, base: char) -> Key {
        Key::Letter { typed, base }
    }

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
            (b"\x1b[3~", Key::Delete),
            (b"\x1b[1;5D", Key::WordLeft),
            (b"\x1b[1;5C", Key::WordRight),
            (b"\x1b[1;3C", Key::WordRight),
            (b"\x1bOP", Key::F1),
            (b"\x1b[11~", Key::F1),
            (b"\x1b[[A", Key::F1),
            (b"\x1b[113u", Key::Char('q')),
            (b"\x1b[99;5u", Key::Ctrl('c')),
            ("\x1b[1089;5u".as_bytes(), Key::Ctrl('c')),
            ("\x1b[1089::99;5u".as_bytes(), Key::Ctrl('c')),
            (b"\x1b[1089::99u", letter('с', 'c')),
            (b"\x1b[1057::99;2u", letter('С', 'C')),
            // Armenian, of which no table is known.
            (b"\x1b[1403::99u", letter('ջ', 'c')),
            // A French A stands where others have a Q, and is an A.
            (b"\x1b[97::113u", Key::Char('a')),
            (b"\x1b[15~", Key::Other),
            (b"\x1bOR", Key::Other),
            (b"\x1b[Z", Key::Other),
            (b"\x1b[2~", Key::Other),
            (b"\x1bx", Key::Other),
            (b"\x1b[1;5A", Key::Other),
            (b"\x1b[120;3u", Key::Other),
            ("\x1b[1403u".as_bytes(), Key::Char('ջ')),
            (b"\x1b[57414u", Key::Enter),
            (b"\x1b[57400u", Key::Char('1')),
            (b"\x1bOM", Key::Enter),
            (b"\x1bOp", Key::Char('0')),
            (b"\x1bOq", Key::Char('1')),
            (b"\x1bOu", Key::Char('5')),
            (b"\x1bOy", Key::Char('9')),
            (b"\x1bOk", Key::Char('+')),
            (b"\x1bOm", Key::Char('-')),
            (b"\x1bO ", Key::Char(' ')),
            (b"\x1b[27;2;32~", Key::Char(' ')),
            (b"\x1b[27;2;49~", Key::Char('1')),
            (b"\x1b[27;5;99~", Key::Ctrl('c')),
            (b"\x1b[27;2;13~", Key::Enter),
            (b"\x1b[3~", Key::Delete),
            (b"\x1b[1;5D", Key::WordLeft),
            (b"\x1b[1;5C", Key::WordRight),
            (b"\x1bb", Key::WordLeft),
            (b"\x1bf", Key::WordRight),
            (b"\x1b\x7f", Key::Ctrl('w')),
            (b"\x1b[<0;5;10M", CLICK),
            (b"\x1b[M\x20\x25\x2a", CLICK),
        ];
        for (bytes, key) in table {
            assert_eq!(of(bytes), Some(*key), "{bytes:?}");
        }
    }

    #[test]
    fn releases_answers_and_mouse_events_are_none() {
        let table: &[&[u8]] = &[
            b"\x1b[113;1:3u", // release
            b"\x1b[57441u",   // Shift alone
            b"\x1b[57358u",   // Caps Lock
            b"\x1b[<0;5;10m", // release
            b"\x1b[<2;5;10M", // right button
            b"\x1b[<64;5;5M", // wheel
            b"\x1b[<32;5;5M", // drag
            b"\x1b[M#!!",     // release
            b"\x1b[I",        // focus
            b"\x1b[1;3R",     // where the cursor is
            b"\xff",
            b"\x80",
            b"\xe0\x80\x80", // overlong
        ];
        for bytes in table {
            assert_eq!(of(bytes), None, "{bytes:?}");
        }
    }
}
