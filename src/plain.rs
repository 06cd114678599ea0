//! The second renderer: the same app, told in lines that are only ever appended.

use crate::ui::{Announcement, App};

/// Tells what is new since it last told.
#[derive(Debug, Default)]
pub struct Announcer {
    told: Vec<Announcement>,
}

impl Announcer {
    /// Has told nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines to append: what there is to say now and was not there to say before.
    pub fn tell(&mut self, app: &App) -> Vec<String> {
        let now = app.announcements();
        let new = now.iter().filter(|told| !self.told.contains(told));
        let new = new.map(|told| told.text.clone()).collect();
        self.told = now;
        new
    }
}
