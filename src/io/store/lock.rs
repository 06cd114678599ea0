//! The lock of a file: who may write.

use std::fs::File;
use std::io;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::{Waits, refused};

/// A file that nobody else writes to as long as this lives.
#[derive(Debug)]
pub(super) struct Locked {
    pub file: File,
    /// The disk has locks; not so some of the network: a diary without them is better than none.
    pub is_held: bool,
}

/// Locks a file; another program that has it locked is waited for if `waits` returns no error.
///
/// Not by the standard library, whose locks are unsupported on Android.
pub(super) fn take(file: File, waits: &Waits<'_>) -> io::Result<Locked> {
    let mut answer = flock(&file, FlockOperation::NonBlockingLockExclusive);
    if answer == Err(Errno::WOULDBLOCK) {
        waits()?;
        answer = Err(Errno::INTR);
    }
    while answer == Err(Errno::INTR) {
        answer = flock(&file, FlockOperation::LockExclusive);
    }
    let is_held = match answer {
        Ok(()) => true,
        Err(error) if refused::has_no_locks(error) => false,
        Err(error) => return Err(error.into()),
    };
    Ok(Locked { file, is_held })
}

impl Drop for Locked {
    fn drop(&mut self) {
        // To close the file is not enough where a process that was just begun has it open too.
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}
