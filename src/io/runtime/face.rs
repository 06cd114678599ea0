//! The two ways to meet the user: frames on the whole terminal, or appended lines.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::io::inbox::Inbox;
use crate::io::output;
use crate::io::screen::Screen;
use crate::io::terminal::Tty;
use crate::plain::Announcer;
use crate::ui::App;

/// One of the two.
pub trait Face {
    /// Time until what is shown next differs by itself.
    fn next_change(&self, app: &App) -> Option<Duration>;
    /// The app has taken in a message.
    fn changed(&mut self, app: &App) -> io::Result<()>;
    /// All that has come is taken in: time to show it.
    fn settle(&mut self, app: &App, inbox: &Inbox) -> io::Result<()>;
    /// Looks how large the window is now, if that matters, and begins it anew.
    fn resize(&mut self) -> io::Result<Option<Size>>;
    /// Others have used the terminal.
    fn set_up_again(&mut self);
    /// The terminal takes output again.
    fn go_on(&mut self);
    /// The terminal, if there is one to take and to restore.
    fn tty(&self) -> Option<&Tty>;
}

/// Frames on the whole terminal.
pub struct Whole {
    tty: Arc<Tty>,
    screen: Screen,
    stale: bool,
    /// A thread waits for the terminal to take output again.
    held_up: bool,
}

impl Whole {
    /// Nothing is sent before the first [`settle`](Face::settle).
    pub fn new(tty: Arc<Tty>) -> io::Result<Self> {
        let screen = Screen::new(tty.clone())?;
        Ok(Self {
            tty,
            screen,
            stale: true,
            held_up: false,
        })
    }
}

impl Face for Whole {
    fn next_change(&self, app: &App) -> Option<Duration> {
        app.next_wake()
    }

    fn changed(&mut self, _: &App) -> io::Result<()> {
        self.stale = true;
        Ok(())
    }

    fn settle(&mut self, app: &App, inbox: &Inbox) -> io::Result<()> {
        if self.held_up {
            return Ok(());
        }
        self.screen.send()?;
        if self.stale && !self.screen.is_blocked() {
            self.stale = false;
            self.screen
                .draw(app.wants_mouse(), |frame| app.view(frame))?;
        }
        if self.screen.is_blocked() {
            self.held_up = inbox.await_room(&self.tty).is_ok();
        }
        Ok(())
    }

    fn resize(&mut self) -> io::Result<Option<Size>> {
        self.stale = true;
        self.screen.resize().map(Some)
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
pub struct Lines {
    tty: Option<Arc<Tty>>,
    announcer: Announcer,
}

impl Lines {
    /// Keys come from `tty`, if at all.
    pub fn new(tty: Option<Arc<Tty>>) -> Self {
        Self {
            tty,
            announcer: Announcer::new(),
        }
    }
}

impl Face for Lines {
    fn next_change(&self, app: &App) -> Option<Duration> {
        app.next_change()
    }

    fn changed(&mut self, app: &App) -> io::Result<()> {
        for line in self.announcer.tell(app) {
            output::line(&line)?;
        }
        Ok(())
    }

    fn settle(&mut self, app: &App, _: &Inbox) -> io::Result<()> {
        self.changed(app)
    }

    fn resize(&mut self) -> io::Result<Option<Size>> {
        Ok(None)
    }

    fn set_up_again(&mut self) {}

    fn go_on(&mut self) {}

    fn tty(&self) -> Option<&Tty> {
        self.tty.as_deref()
    }
}
