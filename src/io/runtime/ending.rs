//! How the program ends.

use std::io;

use anyhow::Context;
use rustix::io::Errno;

use crate::io::terminal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The app is done, or nobody reads its lines any more.
    Done,
    /// A signal asked for it.
    Signal(i32),
    Gone,
}

impl Ending {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Signal(signal) => terminal::code(signal),
            Self::Gone => terminal::GONE,
        }
    }
}

/// Says what an error of the output means: it may be no error at all.
pub(super) fn conclude(ending: io::Result<Ending>) -> anyhow::Result<Ending> {
    match ending {
        Ok(ending) => Ok(ending),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Ending::Done),
        Err(error) if error.raw_os_error() == Some(Errno::IO.raw_os_error()) => Ok(Ending::Gone),
        Err(error) => Err(error).context("cannot go on"),
    }
}
