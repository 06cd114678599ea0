//! The second renderer: the same app, told in lines that are only ever appended.

use crate::ui::{App, Said};

/// Tells what is new since it last told.
#[derive(Debug, Default)]
pub struct Teller {
    told: Vec<Said>,
}

impl Teller {
    /// Has told nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines to append: what there is to say now and was not there to say before.
    pub fn tell(&mut self, app: &App) -> Vec<String> {
        let now = app.tell();
        let new = now.iter().filter(|said| !self.told.contains(said));
        let new = new.map(|said| said.text.clone()).collect();
        self.told = now;
        new
    }
}
