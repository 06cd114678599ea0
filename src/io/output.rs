//! What leaves by standard output and standard error, apart from the screens.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use ratatui::layout::Size;
use rustix::termios::tcgetwinsize;
use signal_hook::consts::SIGXFSZ;

use crate::routine::hidden;

/// Makes a write to a file that may not grow fail, which else kills the program; to be called
/// before anything is written.
pub fn survive_full_files() -> Result<()> {
    // Nobody reads the flag: that the signal is caught is enough.
    signal_hook::flag::register(SIGXFSZ, Arc::default())
        .map(|_| ())
        .context("cannot catch signals")
}

/// Writes `text` to standard output; whatever could steer a terminal is written by its name.
///
/// # Errors
/// The text could not be written. A reader that has gone away is no error.
pub fn out(text: &str) -> Result<()> {
    print_raw(&clean(text))
}

/// Writes what the program itself made, in which tabs and colours are meant.
pub fn print_raw(text: &str) -> Result<()> {
    match write(text) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Appends a paragraph to standard output, cleaned as in [`out`]; on a terminal broken between words,
/// and with the cursor left behind it, so that a Braille display rests on words. One that is not the
/// first begins a new line there.
///
/// # Errors
/// It could not be written, a reader that has gone away among the reasons.
pub fn paragraph(text: &str, is_later: bool) -> io::Result<()> {
    let (text, is_here) = (broken(&clean(text)), window().is_some());
    let before = if is_here && is_later { "\n" } else { "" };
    let after = if is_here { "" } else { "\n" };
    write(&format!("{before}{text}{after}"))
}

/// A paragraph broken between words on a terminal.
fn broken(text: &str) -> String {
    // A line as wide as the window would take the cursor to the next.
    let width = |window: Size| usize::from(window.width).saturating_sub(1).max(10);
    window().map_or_else(
        || text.to_owned(),
        |window| textwrap::fill(text, width(window)),
    )
}

/// Ends the last paragraph where the cursor was left behind it.
pub fn end_of_paragraphs() {
    if window().is_some() {
        let _ = write("\n");
    }
}

/// Writes a line to standard error, cleaned as in [`out`]. If that fails there is nobody to tell.
pub fn warn_stderr(text: &str) {
    let line = clean(text.trim_end()).into_owned() + "\n";
    let _ = io::stderr().write_all(line.as_bytes());
}

/// Writes a paragraph to standard error, broken as in [`paragraph`].
pub fn note_stderr(text: &str) {
    warn_stderr(&broken(text));
}

/// How many columns a line of standard output may take: as wide as the terminal, 40 to 100, or 80
/// where there is none.
pub fn columns() -> usize {
    window().map_or(80, |window| usize::from(window.width).clamp(40, 100))
}

/// The size of the terminal on standard output; `None` where there is none, or none that knows.
pub fn window() -> Option<Size> {
    let found = tcgetwinsize(io::stdout()).ok()?;
    let is_known = found.ws_col > 0 && found.ws_row > 0;
    is_known.then_some(Size::new(found.ws_col, found.ws_row))
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// `text` with everything but line feeds that could steer a terminal written by its name.
fn clean(text: &str) -> Cow<'_, str> {
    let is_clean = |line| matches!(hidden::named(line), Cow::Borrowed(_));
    if text.split('\n').all(is_clean) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<_> = text.split('\n').map(hidden::named).collect();
    Cow::Owned(lines.join("\n"))
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
