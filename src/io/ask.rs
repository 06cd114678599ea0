//! What the terminal knows of pictures, for who only prints one.

use std::io::stdout;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use ratatui::layout::Size;

use crate::io::clock;
use crate::io::inbox::keyboard::TerminalReply;
use crate::io::inbox::{CaughtSignals, Inbox, Input};
use crate::io::output::print_raw;
use crate::io::pictures::{PictureQuery, Protocol};
use crate::io::terminal::Tty;
use crate::io::terminal::guard::TerminalGuard;
use crate::io::terminal::window::cell;

/// A terminal on this machine has answered by then, or never does.
const WAIT: Duration = Duration::from_secs(1);

/// How the terminal of standard output takes pictures, and the pixels of its cells; `None` where it takes
/// none or does not say so at once.
pub(crate) fn ask(question: PictureQuery) -> Result<Option<(Protocol, Size)>> {
    let (Some(cell), Some(tty)) = (cell(stdout()), Tty::lines().map(Arc::new)) else {
        return Ok(None);
    };
    let caught = CaughtSignals::signals().context("cannot catch signals")?;
    let taken = TerminalGuard::take(Some(tty.clone()))?;
    let inbox = Inbox::empty();
    inbox.read_keys(&tty)?;
    inbox.tell_signals(caught, Some(tty))?;
    print_raw(&String::from_utf8_lossy(question.bytes()))?;
    let until = clock::monotonic() + WAIT;
    let mut known = None;
    // To the last answer, or it would come when nobody takes it in.
    while let Some(input) = inbox.receive(Some(until.saturating_sub(clock::monotonic()))) {
        match input {
            Input::Reply(TerminalReply::Pictures(Protocol::Kitty)) => known = Some(Protocol::Kitty),
            Input::Reply(TerminalReply::Pictures(Protocol::Sixel)) => {
                known = known.or(Some(Protocol::Sixel));
                break;
            }
            Input::Reply(TerminalReply::NoSixels) | Input::Signal(_) | Input::Gone => break,
            Input::Reply(TerminalReply::Wide | TerminalReply::Narrow)
            | Input::Key(_)
            | Input::Paste(_)
            | Input::Resized
            | Input::Stop
            | Input::Continued
            | Input::WasStopped
            | Input::Writable
            | Input::Answers(_)
            | Input::Changed
            | Input::Recovered(_)
            | Input::Unheard(_)
            | Input::Diary(_)
            | Input::Read(..) => {}
        }
    }
    drop(taken);
    Ok(known.map(|protocol| (protocol, cell)))
}
