//! Who holds the terminal, and gives it back when it is let go.

use std::sync::Arc;

use anyhow::Context;

use super::Tty;

/// The terminal is taken as long as this lives.
#[derive(Debug)]
pub(crate) struct TerminalGuard(Option<Arc<Tty>>);

impl TerminalGuard {
    /// Takes it, if there is one.
    pub(crate) fn take(tty: Option<Arc<Tty>>) -> anyhow::Result<Self> {
        let taken = Self(tty);
        if let Some(tty) = &taken.0 {
            tty.take().context("cannot set the terminal up")?;
        }
        Ok(taken)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        if let Some(tty) = &self.0 {
            tty.restore();
        }
    }
}
