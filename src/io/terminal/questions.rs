//! What the terminal was asked, and has not answered: after the end the shell would take it for typing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So long an answer may take at the end.
const PATIENCE: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub struct Questions {
    open: Mutex<u32>,
    answered: Condvar,
    pub(super) patience: Duration,
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            open: Mutex::default(),
            answered: Condvar::default(),
            patience: PATIENCE,
        }
    }
}

impl Questions {
    /// One goes out.
    pub fn ask(&self) {
        *self.open() += 1;
    }

    /// One was answered.
    pub fn close(&self) {
        let mut open = self.open();
        *open = open.saturating_sub(1);
        self.answered.notify_all();
    }

    /// Waits until all are answered; who is silent so long is never waited for again.
    pub fn await_answers(&self) {
        let (open, patience) = (self.open(), self.patience);
        let waited = self
            .answered
            .wait_timeout_while(open, patience, |open| *open > 0);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = 0;
    }

    fn open(&self) -> MutexGuard<'_, u32> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
