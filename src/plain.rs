//! The app told in lines.

use crate::ui::App;

/// Remembers what has been told.
#[derive(Debug, Default)]
pub struct Teller;

impl Teller {
    /// A teller that has told nothing yet.
    pub fn new() -> Self {
        Self
    }

    /// The lines to append, given what has changed since the last call.
    pub fn tell(&mut self, _app: &App) -> Vec<String> {
        Vec::new()
    }
}
