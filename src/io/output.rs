//! Standard output.

use std::io::{self, Write};

/// Writes `text` to standard output at once. [`ErrorKind::BrokenPipe`](io::ErrorKind::BrokenPipe)
/// means that nobody reads any more, which is no failure of ours.
pub fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
