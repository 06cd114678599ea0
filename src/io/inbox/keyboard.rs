//! The bytes of a terminal, as keys.
//!
//! Here the stream is cut into whole sequences; what each of them means, termina's parser knows.
//! The cutting is ours because a sequence may stay unended for ever, because answers to questions
//! that another program asked must not turn into keys, and because a paste is no typing.

mod meaning;

use std::time::Duration;

use crate::io::pictures::{PictureQuery, Protocol};
use crate::ui::keys::Key;

/// After this an escape byte was the Escape key.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(50);
/// After this the rest of a key's sequence will not come.
const KEY_PATIENCE: Duration = Duration::from_millis(100);
/// After this the rest of an answer or of a paste will not come.
const TEXT_PATIENCE: Duration = Duration::from_secs(1);
/// Whoever types sends no more than this at once; a paste sends more.
const TYPED_AT_ONCE: usize = 16;
/// What comes so soon after other letters came with them: a paste that is sent on in pieces.
const TOGETHER: Duration = Duration::from_millis(30);
/// So many different letters that come together are written by nobody's hand, and mean no commands; two
/// keys may be pressed at once, and one that is held is always the same.
const WRITTEN: usize = 3;
/// Of a paste so many bytes are taken; no text of the diary is nearly as long.
const LONGEST_PASTE: usize = 64 * 1024;
/// No key is longer; what is longer is swallowed to its end.
const LONGEST_KEY: usize = 64;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const MOUSE: &[u8] = b"\x1b[M";
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What a terminal that draws a block two columns wide answers when it is asked where the cursor is
/// behind one at its top left.
const WIDE: &[u8] = b"\x1b[1;3R";

/// What somebody did at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    Key(Key),
    /// A text was pasted; its line ends and tabs are spaces.
    Paste(String),
}

/// What a terminal says of itself, when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalReply {
    /// It draws blocks two columns wide.
    Wide,
    /// It draws them in one, or has said so of another place.
    Narrow,
    Pictures(Protocol),
    /// It has answered all that was asked of pictures, and the last answer was no.
    NoSixels,
}

impl TerminalReply {
    fn of(sequence: &[u8]) -> Option<Self> {
        if sequence == WIDE {
            return Some(Self::Wide);
        }
        if sequence.starts_with(b"\x1b[") && sequence.ends_with(b"R") {
            return Some(Self::Narrow);
        }
        let protocol = Protocol::told_by(sequence).map(Self::Pictures);
        protocol.or_else(|| PictureQuery::is_last_answered(sequence).then_some(Self::NoSixels))
    }

    /// Whether nothing more is answered to the question.
    pub fn is_last(self) -> bool {
        self != Self::Pictures(Protocol::Kitty)
    }
}

/// Turns bytes into keys. Moments are those of [`monotonic`](crate::io::clock::monotonic).
#[derive(Debug, Default)]
pub struct Keyboard {
    state: ParserState,
    /// The bytes of the sequence so far.
    sequence: Vec<u8>,
    /// When the sequence so far is given up.
    deadline: Option<Duration>,
    /// The bytes of the paste so far.
    pasted: Vec<u8>,
    /// What came together, and until when more of it is expected.
    run: Option<(Run, Duration)>,
    replies: Vec<TerminalReply>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ParserState {
    /// Between sequences.
    #[default]
    Ground,
    Escape,
    /// After an escape byte that came alone and was told as the Escape key. Over a slow line the
    /// rest of the sequence comes now.
    LateEscape,
    /// In `ESC [ …`, until its final byte.
    Control,
    /// After `ESC [ …` was given up: more numbers would be its rest, and once there were some, so
    /// would be the final byte.
    LateControl {
        numbers: bool,
    },
    /// After `ESC [ M …` was given up: so many bytes would be its rest.
    LateCounted(u8),
    /// In `ESC O …`, `ESC [ [ …`, `ESC [ M …` or a character of several bytes: so many are missing.
    Counted(u8),
    /// In an answer of the terminal, until BEL or `ESC \`.
    Answer,
    /// In an answer, after an escape byte.
    AnswerEscape,
    /// In a paste; so many bytes of its end have been seen.
    Paste(usize),
}

impl Keyboard {
    /// What the terminal has said of itself since this was last asked.
    pub fn replies(&mut self) -> Vec<TerminalReply> {
        std::mem::take(&mut self.replies)
    }

    /// When [`expire`](Self::expire) is due, if nothing more is read before.
    pub fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    /// Takes in what one read brought and returns what it was.
    ///
    /// Not every terminal marks a paste. What comes at once, or piece by piece without a pause, and cannot
    /// have been typed is one: else the lines of a text would be commands, and its letters answers.
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Typed> {
        let mut typed = Vec::new();
        let mut rest = bytes;
        self.run.take_if(|(_, until)| now > *until);
        let pastes = self.run.as_ref().is_some_and(|(run, _)| run.is_paste);
        while let [byte, after @ ..] = rest
            && self.state != ParserState::Ground
        {
            typed.extend(self.take(*byte, now).map(|typed| match typed {
                Typed::Key(Key::Char(letter)) if pastes => Typed::Paste(letter.into()),
                typed => typed,
            }));
            rest = after;
        }
        if let Some((_, until)) = &mut self.run {
            *until = now + TOGETHER;
        }
        let run = self.run.take_if(|_| !rest.is_empty());
        if let Some((text, cut)) = text(rest) {
            let mut run = run.map(|(run, _)| run).unwrap_or_default();
            run.take(text);
            if run.is_paste {
                let whole = (!text.is_empty()).then(|| Typed::Paste(one_line(text)));
                typed.extend(whole);
                rest = cut;
            }
            self.run = Some((run, now + TOGETHER));
        }
        for &byte in rest {
            typed.extend(self.take(byte, now));
        }
        if matches!(self.state, ParserState::Paste(_)) && bytes.len() > TYPED_AT_ONCE {
            self.deadline = Some(now + TEXT_PATIENCE);
        }
        typed
    }

    /// Gives up the sequence whose deadline has passed; a lone escape byte was a key, and a paste
    /// without an end is what has come of it.
    pub fn expire(&mut self, now: Duration) -> Option<Typed> {
        self.deadline.filter(|&deadline| deadline <= now)?;
        let was = self.state;
        let is_mouse = self.sequence.starts_with(MOUSE);
        self.reset();
        match was {
            ParserState::Escape => {
                self.enter(ParserState::LateEscape, now);
                Some(Typed::Key(Key::Esc))
            }
            ParserState::Paste(_) => self.paste(0),
            ParserState::Control => {
                self.enter(ParserState::LateControl { numbers: false }, now);
                None
            }
            ParserState::Counted(missing) if is_mouse => {
                self.enter(ParserState::LateCounted(missing), now);
                None
            }
            ParserState::Ground
            | ParserState::LateEscape
            | ParserState::LateControl { .. }
            | ParserState::LateCounted(_)
            | ParserState::Counted(_)
            | ParserState::Answer
            | ParserState::AnswerEscape => None,
        }
    }

    /// What was pasted, but for so many bytes of its end mark.
    fn paste(&mut self, mark: usize) -> Option<Typed> {
        let mut bytes = std::mem::take(&mut self.pasted);
        bytes.truncate(bytes.len() - mark);
        bytes.truncate(LONGEST_PASTE);
        let text = one_line(&String::from_utf8_lossy(&bytes));
        (!text.is_empty()).then_some(Typed::Paste(text))
    }

    fn take(&mut self, byte: u8, now: Duration) -> Option<Typed> {
        let ParserState::Paste(seen) = self.state else {
            return self.take_typed(byte, now).map(Typed::Key);
        };
        if self.pasted.len() < LONGEST_PASTE + PASTE_END.len() {
            self.pasted.push(byte);
        }
        let seen = if PASTE_END[seen] == byte {
            seen + 1
        } else {
            usize::from(byte == ESC)
        };
        self.state = ParserState::Paste(seen);
        if seen < PASTE_END.len() {
            return None;
        }
        self.reset();
        // Of a paste that was cut the mark is not among the bytes.
        let mark = if self.pasted.ends_with(PASTE_END) {
            PASTE_END.len()
        } else {
            0
        };
        self.paste(mark)
    }

    fn take_typed(&mut self, byte: u8, now: Duration) -> Option<Key> {
        match self.state {
            ParserState::Ground => self.start(byte, now),
            ParserState::LateEscape => {
                self.reset();
                if matches!(byte, b'[' | b']' | b'P') {
                    self.sequence.push(ESC);
                    self.escape(byte, now)
                } else {
                    self.start(byte, now)
                }
            }
            ParserState::Escape => self.escape(byte, now),
            ParserState::Control => self.control(byte, now),
            ParserState::LateControl { numbers } => {
                self.state = ParserState::LateControl { numbers: true };
                match byte {
                    b'0'..=b';' => {}
                    b'<'..=b'?' if !numbers => {}
                    b'$' if numbers => {}
                    0x40..=0x7e if numbers => self.reset(),
                    _ => {
                        self.reset();
                        return self.start(byte, now);
                    }
                }
                None
            }
            ParserState::Counted(missing) => self.counted(byte, missing, now),
            ParserState::LateCounted(missing) => {
                if byte < b' ' {
                    self.reset();
                    return self.start(byte, now);
                }
                match missing {
                    0 | 1 => self.reset(),
                    _ => self.state = ParserState::LateCounted(missing - 1),
                }
                None
            }
            ParserState::Answer => {
                match byte {
                    0x18 | 0x1a => self.reset(),
                    BEL => self.end_answer(),
                    ESC => self.state = ParserState::AnswerEscape,
                    _ if self.sequence.len() < LONGEST_KEY => self.sequence.push(byte),
                    _ => {}
                }
                None
            }
            ParserState::AnswerEscape => {
                if byte == b'\\' {
                    self.end_answer();
                    return None;
                }
                self.reset();
                self.start(ESC, now);
                self.escape(byte, now)
            }
            ParserState::Paste(_) => None,
        }
    }

    /// The first byte of something new.
    fn start(&mut self, byte: u8, now: Duration) -> Option<Key> {
        self.sequence.push(byte);
        match byte {
            ESC => self.enter(ParserState::Escape, now),
            0xc2..=0xdf => self.enter(ParserState::Counted(1), now),
            0xe0..=0xef => self.enter(ParserState::Counted(2), now),
            0xf0..=0xf4 => self.enter(ParserState::Counted(3), now),
            _ => self.finish(),
        }
    }

    /// The byte after an escape byte.
    fn escape(&mut self, byte: u8, now: Duration) -> Option<Key> {
        match byte {
            ESC => {
                self.reset();
                self.start(ESC, now);
                Some(Key::Esc)
            }
            b'[' => {
                self.sequence.push(byte);
                self.enter(ParserState::Control, now)
            }
            b'O' => {
                self.sequence.push(byte);
                self.enter(ParserState::Counted(1), now)
            }
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.sequence.push(byte);
                self.enter(ParserState::Answer, now)
            }
            _ => self.start(byte, now),
        }
    }

    /// A byte within `ESC [ …`.
    fn control(&mut self, byte: u8, now: Duration) -> Option<Key> {
        match byte {
            0x20..=0x3f => {
                if self.sequence.len() < LONGEST_KEY {
                    self.sequence.push(byte);
                }
                // Only a terminal's answer has these; a cut one must not leave keys behind.
                if matches!(byte, b'?' | b'>') {
                    self.deadline = Some(now + TEXT_PATIENCE);
                }
                None
            }
            0x40..=0x7e => {
                self.sequence.push(byte);
                match self.sequence.as_slice() {
                    b"\x1b[[" => self.enter(ParserState::Counted(1), now),
                    MOUSE => self.enter(ParserState::Counted(3), now),
                    PASTE_BEGIN => self.enter(ParserState::Paste(0), now),
                    sequence if sequence.len() <= LONGEST_KEY => self.finish(),
                    _ => {
                        self.reset();
                        None
                    }
                }
            }
            _ => {
                self.reset();
                self.start(byte, now)
            }
        }
    }

    /// One of the bytes that were still missing.
    fn counted(&mut self, byte: u8, missing: u8, now: Duration) -> Option<Key> {
        let is_mouse = self.sequence.starts_with(MOUSE);
        let is_character = self.sequence.last().is_some_and(|&last| last >= 0x80);
        let fits = is_mouse || is_character == (0x80..=0xbf).contains(&byte);
        if byte == ESC || !fits {
            self.reset();
            return self.start(byte, now);
        }
        self.sequence.push(byte);
        match missing {
            0 | 1 => self.finish(),
            _ => {
                self.state = ParserState::Counted(missing - 1);
                None
            }
        }
    }

    /// Waits for the rest: no key yet.
    fn enter(&mut self, state: ParserState, now: Duration) -> Option<Key> {
        let patience = match state {
            ParserState::Ground => return None,
            ParserState::Escape => ESCAPE_PATIENCE,
            ParserState::Control | ParserState::Counted(_) => KEY_PATIENCE,
            ParserState::LateEscape
            | ParserState::LateControl { .. }
            | ParserState::LateCounted(_)
            | ParserState::Answer
            | ParserState::AnswerEscape
            | ParserState::Paste(_) => TEXT_PATIENCE,
        };
        self.state = state;
        self.deadline = Some(now + patience);
        None
    }

    /// The sequence is whole.
    fn finish(&mut self) -> Option<Key> {
        self.replies.extend(TerminalReply::of(&self.sequence));
        let key = meaning::of(&self.sequence);
        self.reset();
        key
    }

    fn end_answer(&mut self) {
        self.replies.extend(TerminalReply::of(&self.sequence));
        self.reset();
    }

    fn reset(&mut self) {
        self.state = ParserState::Ground;
        self.sequence.clear();
        self.deadline = None;
    }
}

/// Text that comes without a pause.
#[derive(Debug, Default)]
struct Run {
    /// The different letters in it, as many as tell.
    letters: Vec<char>,
    /// Whether it is a paste, and so is all that comes with it.
    is_paste: bool,
}

impl Run {
    /// Takes in what one read brought.
    fn take(&mut self, text: &str) {
        for letter in text.chars().filter(|c| c.is_alphabetic()) {
            if self.letters.len() < WRITTEN && !self.letters.contains(&letter) {
                self.letters.push(letter);
            }
        }
        let many = text.chars().count() > TYPED_AT_ONCE;
        let first = text.chars().next();
        let held = text.chars().all(|c| Some(c) == first);
        self.is_paste |= self.letters.len() == WRITTEN || many && !held;
    }
}

/// The bytes of one read as text, and what of them is half a character; `None` if something else is among
/// them.
fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => return None,
    };
    let (text, cut) = bytes.split_at(valid);
    let text = std::str::from_utf8(text).ok()?;
    let is_break = |c: char| matches!(c, '\r' | '\n' | '\t');
    let is_text = !bytes.is_empty() && text.chars().all(|c| !c.is_control() || is_break(c));
    is_text.then_some((text, cut))
}

/// A text in one line.
fn one_line(text: &str) -> String {
    let text = text.replace("\r\n", " ");
    let letters = text.chars().map(|c| match c {
        '\r' | '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c => c,
    });
    letters.filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
