//! The terminal: how it is taken, and how it is given back, whatever happens.

use std::fmt::Display;
use std::io::{self, Write};
use std::mem;
use std::os::fd::{AsFd, OwnedFd};
use std::panic;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, read, write};
use rustix::process::{Signal, getpgrp, getpid, kill_process};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, isatty, tcflush,
    tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr, ttyname,
};

use crate::io::clock;

/// The exit code when the terminal has gone: that of a hang-up.
pub const GONE: u8 = 129;

/// The exit code after a panic.
const INTERNAL_ERROR: u8 = 101;

/// The name of the thread that reads the keys; without it the program is deaf.
pub const INPUT_THREAD: &str = "input";

/// Undoes everything a program may have set, also what this one never sets. CAN ends a sequence
/// that was cut.
const RESTORE: &[u8] = b"\x18\x1b[?2026l\x1b[<u\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\
    \x1b[?1004l\x1b[?2004l\x1b[0m\x1b[0 q\x1b[?1049l\x1b[?25h";

/// How long the main thread may take to end after it was told to.
const GRACE: Duration = Duration::from_secs(1);

/// A terminal that does not read is asked this often, so long each time, before its queue is
/// thrown away.
const RESTORE_TRIES: u32 = 4;
const RESTORE_WAIT: Duration = Duration::from_millis(50);

/// What is drawn at most; a window of 65 535 x 65 535 would take 200 GB.
const LARGEST: Size = Size::new(1000, 500);

/// The size of a window that does not know its own.
const USUAL: Size = Size::new(80, 24);

/// The terminal, as it was found and as it is now.
#[derive(Debug)]
pub struct Tty {
    keyboard: OwnedFd,
    /// Absent when only lines are written, to stdout.
    screen: Option<OwnedFd>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    taken: bool,
    before: Option<Termios>,
}

impl Tty {
    /// The terminal to draw on: that of stdout, with the keys of stdin or, where stdin is no
    /// terminal, of the controlling terminal. Fails where one of them is missing.
    pub fn screen() -> io::Result<Self> {
        if !isatty(stdout()) {
            return Err(io::Error::other("standard output is not a terminal"));
        }
        let keyboard = if isatty(stdin()) {
            stdin().try_clone_to_owned()?
        } else {
            open("/dev/tty", OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?
        };
        // A description of our own: O_NONBLOCK on the one of stdout would hold for the shell too.
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let screen = ttyname(stdout(), Vec::new())
            .and_then(|name| open(name, flags, Mode::empty()))
            .or_else(|_| open("/dev/tty", flags, Mode::empty()))?;
        Ok(Self::new(keyboard, Some(screen)))
    }

    /// The terminal that gives keys to the plain mode; `None` where stdin is no terminal.
    pub fn lines() -> Option<Self> {
        if !isatty(stdin()) {
            return None;
        }
        Some(Self::new(stdin().try_clone_to_owned().ok()?, None))
    }

    fn new(keyboard: OwnedFd, screen: Option<OwnedFd>) -> Self {
        Self {
            keyboard,
            screen,
            state: Mutex::default(),
        }
    }

    /// Sets the terminal up: keys come one by one and are not echoed. For a screen all of them
    /// come as keys, and what was typed ahead is forgotten. Can be repeated.
    pub fn take(&self) -> io::Result<()> {
        let mut state = self.state();
        let before = match &state.before {
            Some(before) if state.taken => before.clone(),
            _ => tcgetattr(&self.keyboard)?,
        };
        let mut ours = before.clone();
        if self.screen.is_some() {
            ours.make_raw();
            let _ = tcflush(&self.keyboard, QueueSelector::IFlush);
        } else {
            ours.local_modes
                .remove(LocalModes::ICANON | LocalModes::ECHO);
        }
        ours.special_codes[SpecialCodeIndex::VMIN] = 1;
        ours.special_codes[SpecialCodeIndex::VTIME] = 0;
        state.before = Some(before);
        state.taken = true;
        Ok(tcsetattr(&self.keyboard, OptionalActions::Now, &ours)?)
    }

    /// Gives the terminal back as it was found. Only the first call after [`take`](Self::take)
    /// does anything; errors are ignored, for nobody could be told.
    pub fn restore(&self) {
        let mut state = self.state();
        // In the background the terminal is the shell's, which has set it as it wants it.
        if !mem::take(&mut state.taken) || !self.is_ours() {
            return;
        }
        if let Some(screen) = &self.screen {
            write_by_all_means(screen, RESTORE);
        }
        if let Some(before) = &state.before {
            let _ = tcsetattr(&self.keyboard, OptionalActions::Now, before);
        }
    }

    /// Whether no shell has put the program into the background.
    pub fn is_ours(&self) -> bool {
        tcgetpgrp(&self.keyboard).map_or(true, |foreground| foreground == getpgrp())
    }

    /// Whether keys may come together with the newline that sent them.
    pub fn sends_lines(&self) -> bool {
        self.screen.is_none()
    }

    /// Writes what the terminal takes at once and returns how much that is. A terminal that is
    /// not taken swallows everything.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let state = self.state();
        match &self.screen {
            Some(screen) if state.taken => match write(screen, bytes) {
                Err(Errno::AGAIN | Errno::INTR) => Ok(0),
                written => Ok(written?),
            },
            _ => Ok(bytes.len()),
        }
    }

    /// Waits until the terminal takes output, or has gone.
    pub fn await_room(&self) {
        if let Some(screen) = &self.screen {
            while await_event(screen, PollFlags::OUT, None) == Err(Errno::INTR) {}
        }
    }

    /// Reads what was typed: `None` when nothing was within `wait`, 0 bytes when the terminal has
    /// gone.
    pub fn read(&self, bytes: &mut [u8], wait: Option<Duration>) -> io::Result<Option<usize>> {
        if await_event(&self.keyboard, PollFlags::IN, wait)? {
            Ok(Some(read(&self.keyboard, bytes)?))
        } else {
            Ok(None)
        }
    }

    /// The size of the window, from 1 x 1 to 1000 x 500.
    pub fn size(&self) -> Size {
        let found = self
            .screen
            .as_ref()
            .and_then(|screen| tcgetwinsize(screen).ok());
        match found {
            Some(found) if found.ws_col > 0 && found.ws_row > 0 => Size {
                width: found.ws_col.min(LARGEST.width),
                height: found.ws_row.min(LARGEST.height),
            },
            _ => USUAL,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether [`stop`] stops: not as the first process of a container, which no signal stops.
pub fn can_stop() -> bool {
    !getpid().is_init()
}

/// Stops the program until it is continued.
pub fn stop() {
    // Not SIGTSTP: it is caught, and dropped where no shell could continue the program.
    let _ = kill_process(getpid(), Signal::STOP);
}

/// The exit code of a program ended by `signal`.
pub fn code(signal: i32) -> u8 {
    u8::try_from(signal.saturating_add(128)).unwrap_or(u8::MAX)
}

/// Ends the program with `code` if it has not ended by itself after a second: the main thread may
/// be held up.
pub fn leave_soon(tty: Option<&Tty>, code: u8) -> ! {
    let deadline = clock::monotonic() + GRACE;
    loop {
        let left = deadline.saturating_sub(clock::monotonic());
        if left.is_zero() {
            leave(tty, code);
        }
        let _ = poll(&mut [], timespec(left).as_ref());
    }
}

fn leave(tty: Option<&Tty>, code: u8) -> ! {
    if let Some(tty) = tty {
        tty.restore();
    }
    #[expect(
        clippy::disallowed_methods,
        clippy::exit,
        reason = "the terminal is restored, and the main thread cannot be asked"
    )]
    process::exit(code.into())
}

/// Lets a panic restore the terminal before it is reported.
pub fn restore_on_panic(tty: Option<Arc<Tty>>) {
    panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        report(tty.as_deref(), thread.name(), panic, &mut io::stderr());
        if thread.name() == Some(INPUT_THREAD) {
            leave(tty.as_deref(), INTERNAL_ERROR);
        }
    }));
}

/// Reports a panic. Other threads than these two are not missed: their panic stays in the log, and
/// the screen as it is.
fn report(tty: Option<&Tty>, thread: Option<&str>, panic: &dyn Display, out: &mut dyn Write) {
    let thread = thread.unwrap_or("unnamed");
    let text: String = format!("internal error in thread {thread}: {panic}")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    log::error!("{text}");
    if matches!(thread, "main" | INPUT_THREAD) {
        if let Some(tty) = tty {
            tty.restore();
        }
        let _ = writeln!(out, "uncramp: {text}");
    }
}

/// Writes to a terminal that may not read: after a while everything before is thrown away.
fn write_by_all_means(screen: &OwnedFd, bytes: &[u8]) {
    let mut rest = bytes;
    for _ in 0..RESTORE_TRIES {
        match write(screen, rest) {
            Ok(count) => rest = &rest[count..],
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => return,
        }
        if rest.is_empty() {
            return;
        }
        let _ = await_event(screen, PollFlags::OUT, Some(RESTORE_WAIT));
    }
    let _ = tcflush(screen, QueueSelector::OFlush);
    let _ = write(screen, bytes);
}

/// Whether `fd` is ready, or gone, within `wait`.
fn await_event(fd: &impl AsFd, event: PollFlags, wait: Option<Duration>) -> Result<bool, Errno> {
    let ready = poll(
        &mut [PollFd::new(fd, event)],
        wait.and_then(timespec).as_ref(),
    )?;
    Ok(ready > 0)
}

/// `None`, which means for ever, when it is too long for the system.
fn timespec(wait: Duration) -> Option<Timespec> {
    Timespec::try_from(wait).ok()
}
