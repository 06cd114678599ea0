//! The two ways to meet the user: frames on the whole terminal, or appended lines.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::io::inbox::Inbox;
use crate::io::output;
use crate::io::pictures::Protocol;
use crate::io::screen::{Asked, BELL, FrameWriter};
use crate::io::terminal::Tty;
use crate::ui::App;

/// One of the two; what only frames need is nothing by itself.
pub(super) trait Frontend {
    /// Time until what is shown next differs by itself.
    fn next_change(&self, app: &App) -> Option<Duration>;
    /// The app has taken in a message.
    fn changed(&mut self) {}
    /// The app tells a paragraph.
    fn tell(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }
    fn ring(&mut self) -> io::Result<()>;
    /// All that has come is taken in: time to show it.
    fn settle(&mut self, _: &App, _: &Inbox) -> io::Result<()> {
        Ok(())
    }
    /// Looks how large the window is now, and begins it anew: its cells, and the pixels of one where the
    /// terminal is known to show pictures.
    fn resize(&mut self) -> (Size, Option<Size>);
    /// The terminal shows pictures; whether that is new.
    fn learn(&mut self, _: Protocol) -> bool {
        false
    }
    /// Others have used the terminal.
    fn set_up_again(&mut self) {}
    /// The terminal takes output again.
    fn go_on(&mut self) {}
    /// The terminal, if there is one to take and to restore.
    fn tty(&self) -> Option<&Tty>;
}

/// Frames on the whole terminal.
pub(super) struct FullScreen {
    tty: Arc<Tty>,
    screen: FrameWriter,
    stale: bool,
    /// A thread waits for the terminal to take output again.
    held_up: bool,
}

impl FullScreen {
    /// Nothing is sent before the first [`settle`](Frontend::settle); with that goes what is `asked`.
    pub(super) fn new(tty: Arc<Tty>, asked: Asked) -> Self {
        let screen = FrameWriter::new(tty.clone(), asked);
        Self {
            tty,
            screen,
            stale: true,
            held_up: false,
        }
    }
}

impl Frontend for FullScreen {
    fn next_change(&self, app: &App) -> Option<Duration> {
        app.next_wake()
    }

    fn changed(&mut self) {
        self.stale = true;
    }

    fn ring(&mut self) -> io::Result<()> {
        self.screen.ring();
        Ok(())
    }

    fn settle(&mut self, app: &App, inbox: &Inbox) -> io::Result<()> {
        if self.held_up {
            return Ok(());
        }
        self.screen.send()?;
        if self.stale && !self.screen.is_blocked() {
            self.stale = false;
            self.screen.draw(app.extras(), |buffer| app.view(buffer))?;
        }
        if self.screen.is_blocked() {
            self.held_up = inbox.await_room(&self.tty).is_ok();
        }
        Ok(())
    }

    fn resize(&mut self) -> (Size, Option<Size>) {
        self.stale = true;
        (self.screen.resize(), self.screen.cell())
    }

    fn learn(&mut self, protocol: Protocol) -> bool {
        self.screen.learn(protocol)
    }

    fn set_up_again(&mut self) {
        self.screen.set_up_again();
    }

    fn go_on(&mut self) {
        self.held_up = false;
    }

    fn tty(&self) -> Option<&Tty> {
        Some(&self.tty)
    }
}

/// Lines appended to standard output.
pub(super) struct PlainLines {
    tty: Option<Arc<Tty>>,
    has_begun: bool,
}

impl PlainLines {
    /// Keys come from `tty`, if at all.
    pub(super) fn new(tty: Option<Arc<Tty>>) -> Self {
        Self {
            tty,
            has_begun: false,
        }
    }
}

impl Frontend for PlainLines {
    fn next_change(&self, app: &App) -> Option<Duration> {
        app.next_change()
    }

    fn tell(&mut self, paragraph: &str) -> io::Result<()> {
        let was_begun = std::mem::replace(&mut self.has_begun, true);
        output::paragraph(paragraph, was_begun)
    }

    fn ring(&mut self) -> io::Result<()> {
        let tty = self.tty.as_ref();
        tty.map_or(Ok(()), |tty| tty.write(BELL).map(drop))
    }

    fn resize(&mut self) -> (Size, Option<Size>) {
        // Paragraphs look for themselves; the app tells its first once it has a size.
        (output::window().unwrap_or_default(), None)
    }

    fn tty(&self) -> Option<&Tty> {
        self.tty.as_deref()
    }
}

impl Drop for PlainLines {
    fn drop(&mut self) {
        if self.has_begun {
            output::end_of_paragraphs();
        }
    }
}
