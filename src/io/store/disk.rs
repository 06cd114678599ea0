//! What the store asks of the disk. The tests let each call fail, and see what a power cut leaves.

use std::fs::File;

#[cfg(test)]
pub(super) use super::tests::faults::due;

#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(test), expect(dead_code, reason = "only the tests look into it"))]
pub(super) enum Call<'c> {
    /// One that changes nothing of what stands in the file.
    Other,
    /// These bytes are added.
    Write(&'c File, &'c [u8]),
    Sync,
    Cut(u64),
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in the tests it may fail")]
pub(super) fn due(_: Call<'_>) -> std::io::Result<()> {
    Ok(())
}
