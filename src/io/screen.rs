//! Frames, from the app to the terminal.

mod encoder;

use std::io;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};

use crate::io::pictures::{PictureQuery, Pictures, Protocol};
use crate::io::terminal::Tty;
use crate::ui::Extras;
use encoder::CellEncoder;

/// From then on a paste is told apart from typing: nothing in it is a key, whatever the screen.
const SET_UP: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Draws a block, asks where the cursor is behind it, and takes it away. The first frame goes out in the
/// same write, so nobody sees it, and waits for no answer.
const ASK_WIDTH: &[u8] = "\x1b[H▌\x1b[6n\x1b[2K\x1b[H".as_bytes();
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// Gives the console of Linux its own colours again. ST is for whoever only calls itself that.
const OWN_PALETTE: &[u8] = b"\x18\x1b]R\x1b\\";
/// Cleared in its own colours: not every terminal clears in those that are set.
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";
pub const BELL: &[u8] = b"\x07";

/// What the terminal is asked in the write of the first frame, of which none waits for an answer, or once
/// its window tells its pixels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// How wide it draws a block.
    pub width: bool,
    pub pictures: Option<PictureQuery>,
}

/// Draws frames and sends each in one write. While bytes wait for the terminal nothing is drawn,
/// so that frames are left out but never cut.
#[derive(Debug)]
pub struct FrameWriter {
    tty: Arc<Tty>,
    canvas: Canvas,
    mouse: bool,
    palette: Vec<u32>,
    pictures: Pictures,
    /// What the terminal is still to be asked.
    to_ask: Asked,
    was_asked: bool,
    /// Whether the set-up has gone out; it goes with the first frame, in one write.
    is_set_up: bool,
    /// What the terminal has not taken yet.
    waiting: Vec<u8>,
}

impl FrameWriter {
    /// A screen on `tty`, which is taken. Nothing is sent before the first frame; with it the terminal is
    /// asked.
    pub fn new(tty: Arc<Tty>, to_ask: Asked) -> Self {
        Self {
            tty,
            canvas: Canvas::default(),
            mouse: false,
            palette: Vec::new(),
            pictures: Pictures::default(),
            to_ask,
            was_asked: false,
            is_set_up: false,
            waiting: Vec::new(),
        }
    }

    /// Draws a frame, and sends what has changed.
    pub fn draw(&mut self, extras: Extras<'_>, view: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        let Extras {
            mouse,
            palette,
            scenes,
        } = extras;
        let recolours = palette != self.palette;
        if recolours || self.pictures.uncover(&scenes) {
            self.canvas.clear(self.canvas.size);
        }
        if recolours {
            self.recolour(palette);
        }
        self.canvas.draw(view);
        let bytes = &mut self.canvas.bytes;
        self.pictures.show(&scenes, bytes);
        if mouse != self.mouse {
            self.mouse = mouse;
            bytes.extend(if mouse { MOUSE_ON } else { MOUSE_OFF });
        }
        if !bytes.is_empty() {
            if !std::mem::replace(&mut self.is_set_up, true) {
                self.waiting.extend(SET_UP);
            }
            if std::mem::take(&mut self.to_ask.width) {
                self.waiting.extend(ASK_WIDTH);
                self.tty.questions.ask();
            }
            // Where nobody knows how large a cell is, there is nothing to draw on it; some windows get their
            // size only when the program runs.
            if let Some(question) = self.to_ask.pictures.take_if(|_| self.tty.cell().is_some()) {
                self.was_asked = true;
                self.waiting.extend(question.bytes());
                self.tty.questions.ask();
            }
            self.waiting.extend(FRAME_BEGIN);
            self.waiting.append(bytes);
            self.waiting.extend(FRAME_END);
        }
        self.send()
    }

    /// Gives the terminal other colours, before the cells that have them: others stay as they are.
    fn recolour(&mut self, palette: Vec<u32>) {
        self.tty.undo_also(OWN_PALETTE);
        let bytes = &mut self.canvas.bytes;
        bytes.extend(OWN_PALETTE);
        for (number, colour) in palette.iter().enumerate() {
            bytes.extend(format!("\x1b]P{number:x}{colour:06x}\x1b\\").bytes());
        }
        self.palette = palette;
    }

    /// Takes in that the terminal shows pictures, if it was asked; whether that is new.
    pub fn learn(&mut self, protocol: Protocol) -> bool {
        let is_new = self.was_asked && self.pictures.learn(protocol);
        if is_new {
            self.tty.undo_also(&protocol.remove());
        }
        is_new
    }

    /// The pixels of a cell, where the terminal is known to show pictures.
    pub fn cell(&self) -> Option<Size> {
        self.tty.cell().filter(|_| self.pictures.are_known())
    }

    /// Rings the bell with the next frame.
    pub fn ring(&mut self) {
        self.canvas.bytes.extend(BELL);
    }

    /// Sends what the terminal did not take before.
    pub fn send(&mut self) -> io::Result<()> {
        while !self.waiting.is_empty() {
            match self.tty.write(&self.waiting)? {
                0 => return Ok(()),
                count => drop(self.waiting.drain(..count)),
            }
        }
        Ok(())
    }

    /// Whether the terminal has not taken everything yet.
    pub fn is_blocked(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Takes the window's size as it is now and returns it; the next frame is drawn anew.
    pub fn resize(&mut self) -> Size {
        let size = self.tty.size();
        self.pictures.forget();
        self.canvas.clear(size);
        size
    }

    /// Sets the screen up again after others have used the terminal; a [`resize`](Self::resize)
    /// has to follow.
    pub fn set_up_again(&mut self) {
        self.palette.clear();
        self.mouse = false;
        self.is_set_up = false;
        self.waiting.clear();
    }
}

/// The rows of `buffer` as lines of text, without a single escape sequence or `in_colour`.
pub fn printed(buffer: &Buffer, in_colour: bool) -> String {
    if in_colour {
        let mut bytes = Vec::new();
        CellEncoder::print(buffer, &mut bytes);
        return String::from_utf8(bytes).expect("symbols and sequences are text");
    }
    let mut text = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let line: String = row.iter().map(Cell::symbol).collect();
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// What the terminal shows, and the bytes that change it. Unlike a terminal of ratatui it asks nothing, and
/// has no second buffer before there is a second frame.
#[derive(Debug, Default)]
pub struct Canvas {
    /// What the terminal has to be sent.
    pub bytes: Vec<u8>,
    size: Size,
    /// `None` where it shows nothing.
    shown: Option<Buffer>,
    encoder: CellEncoder,
}

impl Canvas {
    /// Begins anew, on an empty window of this size.
    pub fn clear(&mut self, size: Size) {
        self.size = size;
        self.shown = None;
        self.encoder = CellEncoder::default();
        self.bytes.extend(CLEAR);
    }

    /// Draws a frame, and appends what has changed.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer)) {
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, self.size)));
        view(&mut buffer);
        let (encoder, bytes) = (&mut self.encoder, &mut self.bytes);
        if let Some(shown) = &self.shown {
            encoder.draw(shown.diff_iter(&buffer), &buffer, bytes);
        } else {
            encoder.draw_anew(&buffer, bytes);
        }
        self.shown = Some(buffer);
    }
}
