//! A short notice that goes away by itself.

use std::time::Duration;

/// How long a notice stays.
const STAYS: Duration = Duration::from_secs(5);

/// A short notice that goes away by itself.
#[derive(Debug)]
pub struct Toast {
    words: String,
    until: Duration,
}

impl Toast {
    /// A notice that comes up `now`.
    pub fn new(words: String, now: Duration) -> Self {
        let until = now.saturating_add(STAYS);
        Self { words, until }
    }

    /// What it says.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Time until it goes; zero when it should be gone.
    pub fn left(&self, now: Duration) -> Duration {
        self.until.saturating_sub(now)
    }
}
