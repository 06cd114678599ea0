//! What leaves by standard output and standard error, apart from the screens.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

use anyhow::{Context, Result};

use crate::routine::hidden;

/// Writes `text` to standard output; whatever could steer a terminal is written by its name.
///
/// # Errors
/// The text could not be written. A reader that has gone away is no error.
pub fn out(text: &str) -> Result<()> {
    write(clean(text).as_bytes())
}

/// Writes text made by the program itself, in which tabs and the like have a meaning.
///
/// # Errors
/// As [`out`].
pub fn generated(bytes: &[u8]) -> Result<()> {
    write(bytes)
}

/// Writes a line to standard error, cleaned as in [`out`]. Nobody may be left to read it: a
/// failure is nobody's concern.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(text.trim_end()));
}

/// `text` with everything but line feeds that could steer a terminal written by its name.
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_clean = |line| matches!(hidden::named(line), Cow::Borrowed(_));
    if text.split('\n').all(is_clean) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<_> = text.split('\n').map(hidden::named).collect();
    Cow::Owned(lines.join("\n"))
}

/// Appends a line to standard output, cleaned as in [`out`].
///
/// # Errors
/// The line could not be written, a reader that has gone away among the reasons.
pub fn line(text: &str) -> io::Result<()> {
    send(format!("{}\n", clean(text)).as_bytes())
}

fn write(bytes: &[u8]) -> Result<()> {
    match send(bytes) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

fn send(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        let evil = "a\u{1b}[31m\u{9b}2J\u{7f}\r\u{202e}b\u{7}\n";
        let cleaned = clean(evil);
        assert!(cleaned.ends_with("b<U+0007>\n"), "{cleaned}");
        assert!(!cleaned.trim_end().contains(hidden::is_hidden), "{cleaned}");
    }

    #[test]
    fn plain_text_of_any_script_is_left_alone() {
        let text = "Ferse runter, größer\nпятка вниз\nかかとを下へ\n";
        assert_eq!(clean(text), text);
    }
}
