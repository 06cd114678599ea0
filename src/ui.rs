//! The app: what is on the screen, how it reacts, when it next changes.

pub mod keys;
pub mod svg;
pub mod theme;

use std::time::Duration;

use ratatui::Frame;

use keys::Key;

/// What the app is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// Time has passed while the machine was awake.
    Elapsed(Duration),
    /// Time has passed while the machine slept or the program was stopped.
    Slept(Duration),
    /// A key was pressed, or the mouse clicked.
    Key(Key),
    /// Something at the edge failed; the words are for the user.
    Failed(String),
}

/// What the world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Stop the program as Ctrl-Z does in a shell.
    Suspend,
}

/// The whole program between the keyboard and the screen. It reads no clock and touches no file.
#[derive(Debug, Default)]
pub struct App {
    done: bool,
}

impl App {
    /// Takes in one message and returns what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if msg == Msg::Key(Key::Char('q')) {
            self.done = true;
        }
        Vec::new()
    }

    /// Time until the screen next differs by itself; `None` when only a message can change it.
    pub fn next_wake(&self) -> Option<Duration> {
        None
    }

    /// Draws the whole screen.
    pub fn view(&self, frame: &mut Frame<'_>) {
        frame.render_widget("stub", frame.area());
    }

    /// Whether the program should end.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether mouse clicks are wanted on the present screen.
    pub fn wants_mouse(&self) -> bool {
        false
    }
}
