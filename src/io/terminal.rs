//! The terminal: how it is taken, and how it is given back, whatever happens.

pub(crate) mod guard;
mod guardian;
mod questions;
pub(crate) mod window;

use std::fmt::Display;
use std::io;
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
    tcgetattr, tcgetpgrp, tcsetattr, ttyname,
};

use crate::io::{clock, output};
use guardian::Guardian;
pub(crate) use guardian::waiting_shell;
use questions::Questions;

/// The exit code when the terminal has gone: that of a hang-up.
pub(crate) const GONE: u8 = 129;

/// The exit code after a panic.
const INTERNAL_ERROR: u8 = 101;

/// The name of the thread that reads the keys; without it the program is deaf.
pub(crate) const INPUT_THREAD: &str = "input";

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

/// The terminal, as it was found and as it is now.
#[derive(Debug)]
pub struct Tty {
    keyboard: OwnedFd,
    /// Absent when only lines are written, to stdout.
    screen: Option<OwnedFd>,
    state: Mutex<TerminalState>,
    pub questions: Questions,
}

#[derive(Debug, Default)]
struct TerminalState {
    taken: bool,
    before: Option<Termios>,
    /// What is written before all else to give the screen back.
    undo: Vec<u8>,
    guardian: Option<Guardian>,
}

impl TerminalState {
    /// What gives the screen back.
    fn restore(&self) -> Vec<u8> {
        [&self.undo, RESTORE].concat()
    }
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
            questions: Questions::default(),
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
        // Let go at the end: until then anything may happen.
        let _guardian = state.guardian.take();
        // In the background the terminal is the shell's, which has set it as it wants it.
        if !mem::take(&mut state.taken) || !self.is_ours() {
            return;
        }
        if let Some(screen) = &self.screen {
            write_by_all_means(screen, &state.restore());
            self.questions.await_answers();
            // Some may have come that nobody has read: no shell should.
            let _ = tcflush(&self.keyboard, QueueSelector::IFlush);
        }
        if let Some(before) = &state.before {
            let _ = tcsetattr(&self.keyboard, OptionalActions::Now, before);
        }
    }

    /// Has the terminal given back, too, when nobody can: after a SIGKILL, or out of memory. It costs a
    /// process, so the first frame does not wait for it.
    pub fn guard(&self) {
        let mut state = self.state();
        let restore = self.screen.as_ref().map(|_| state.restore());
        if let (true, Some(before)) = (state.taken, &state.before) {
            state.guardian = Guardian::start(&restore.unwrap_or_default(), before);
        }
    }

    /// Has this written, too, whoever gives the screen back.
    pub fn undo_also(&self, undo: &[u8]) {
        let mut state = self.state();
        let is_known = state.undo.windows(undo.len()).any(|known| known == undo);
        if is_known {
            return;
        }
        state.undo.extend(undo);
        let is_guarded = state.guardian.is_some();
        drop(state);
        if is_guarded {
            self.guard();
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
        let keyboard = PollFd::new(&self.keyboard, PollFlags::IN);
        // No event is asked for: a screen that has gone, which may be another terminal, says so.
        let screen = self.screen.iter();
        let screen = screen.map(|screen| PollFd::new(screen, PollFlags::empty()));
        let mut fds: Vec<_> = std::iter::once(keyboard).chain(screen).collect();
        poll(&mut fds, wait.and_then(timespec).as_ref())?;
        let [keyboard, screen @ ..] = &fds[..] else {
            return Ok(None);
        };
        if screen.iter().any(|screen| !screen.revents().is_empty()) {
            Ok(Some(0))
        } else if keyboard.revents().is_empty() {
            Ok(None)
        } else {
            Ok(Some(read(&self.keyboard, bytes)?))
        }
    }

    /// The size of the window, from 1 x 1 to 1000 x 500.
    pub fn size(&self) -> Size {
        let found = self.screen.as_ref().and_then(window::size);
        found.unwrap_or(window::USUAL)
    }

    /// The pixels of a cell; `None` where the window does not say, or says what cannot be.
    pub fn cell(&self) -> Option<Size> {
        window::cell(self.screen.as_ref()?)
    }

    fn state(&self) -> MutexGuard<'_, TerminalState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether [`stop`] stops: not as the first process of a container, which no signal stops.
pub(crate) fn can_stop() -> bool {
    !getpid().is_init()
}

pub(crate) fn stop() {
    // Not SIGTSTP: it is caught, and dropped where no shell could continue the program.
    let _ = kill_process(getpid(), Signal::STOP);
}

/// The exit code of a program ended by `signal`.
pub(crate) fn code(signal: i32) -> u8 {
    u8::try_from(signal.saturating_add(128)).unwrap_or(u8::MAX)
}

/// Ends the program with `code` if it has not ended by itself after a second: the main thread may
/// be held up.
pub(crate) fn leave_soon(tty: Option<&Tty>, code: u8) -> ! {
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
pub(crate) fn restore_on_panic(tty: Option<Arc<Tty>>) {
    panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        if let Some(words) = panicked(tty.as_deref(), thread.name(), panic) {
            output::warn_stderr(&words);
        }
        if thread.name() == Some(INPUT_THREAD) {
            leave(tty.as_deref(), INTERNAL_ERROR);
        }
    }));
}

/// What to tell the user of a panic, for whom the terminal is then restored. Only of two threads is
/// there anything to tell; the others are not missed, and the screen stays as it is.
fn panicked(tty: Option<&Tty>, thread: Option<&str>, panic: &dyn Display) -> Option<String> {
    let thread = thread.unwrap_or("unnamed");
    log::error!("thread {thread}: {panic}");
    if !matches!(thread, "main" | INPUT_THREAD) {
        return None;
    }
    if let Some(tty) = tty {
        tty.restore();
    }
    Some(format!("error: a mistake in the program: {panic}"))
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

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read, Write};

    use portable_pty::{PtyPair, PtySize, native_pty_system};

    use super::*;

    struct Pty {
        pair: PtyPair,
        tty: Tty,
    }

    fn pty(columns: u16, rows: u16) -> Pty {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY;
        let open = || open(pair.master.tty_name().unwrap(), flags, Mode::empty()).unwrap();
        let tty = Tty::new(open(), Some(open()));
        Pty { pair, tty }
    }

    impl Pty {
        fn line(&self) -> String {
            format!("{:?}", self.pair.master.get_termios())
        }

        /// What was written, up to what is written now.
        fn written(&self) -> Vec<u8> {
            let screen = self.tty.screen.as_ref().unwrap();
            write(screen, b"$").unwrap();
            let reader = self.pair.master.try_clone_reader().unwrap();
            let bytes = BufReader::new(reader).bytes().map(Result::unwrap);
            bytes.take_while(|&byte| byte != b'$').collect()
        }
    }

    #[test]
    fn a_terminal_is_restored_once() {
        let pty = pty(80, 24);
        let before = pty.line();
        pty.tty.restore();
        assert_eq!(pty.written(), b"");
        pty.tty.take().unwrap();
        assert_ne!(pty.line(), before);
        pty.tty.take().unwrap();
        pty.tty.restore();
        pty.tty.restore();
        assert_eq!(pty.line(), before);
        assert_eq!(pty.written(), RESTORE);
    }

    #[test]
    fn an_answer_that_comes_when_the_screen_is_given_back_is_not_left_to_the_shell() {
        let mut pty = pty(80, 24);
        // Only the answer ends the wait.
        pty.tty.questions.patience = Duration::MAX;
        pty.tty.take().unwrap();
        pty.tty.questions.ask();
        let mut terminal = BufReader::new(pty.pair.master.try_clone_reader().unwrap());
        let mut keys = pty.pair.master.take_writer().unwrap();
        thread::scope(|scope| {
            let restored = scope.spawn(|| pty.tty.restore());
            let mut given_back = vec![0; RESTORE.len()];
            terminal.read_exact(&mut given_back).unwrap();
            let was_over = restored.is_finished();
            keys.write_all(b"\x1b[?62;4c").unwrap();
            let count = pty.tty.read(&mut [0; 32], Some(Duration::from_secs(20)));
            pty.tty.questions.close();
            assert!(!was_over);
            assert_eq!(count.unwrap(), Some(8));
        });
    }

    #[test]
    fn a_terminal_that_is_not_taken_is_not_written_to() {
        let pty = pty(80, 24);
        assert_eq!(pty.tty.write(b"frame").unwrap(), 5);
        pty.tty.take().unwrap();
        assert_eq!(pty.tty.write(b"second").unwrap(), 6);
        assert_eq!(pty.written(), b"second");
    }

    #[test]
    fn a_terminal_that_does_not_read_is_restored_all_the_same() {
        let pty = pty(80, 24);
        pty.tty.take().unwrap();
        while pty.tty.write(&[b'x'; 4096]).unwrap() > 0 {}
        pty.tty.restore();
        assert!(pty.written().ends_with(RESTORE));
    }

    #[test]
    fn a_screen_that_goes_is_noticed_though_the_keyboard_stays() {
        let mut pty = pty(80, 24);
        let other = self::pty(80, 24);
        let read = |tty: &Tty| tty.read(&mut [0; 8], Some(Duration::ZERO)).unwrap();
        pty.tty.screen = other.tty.screen;
        assert_eq!(read(&pty.tty), None);
        drop(other.pair);
        assert_eq!(read(&pty.tty), Some(0));
    }

    #[test]
    fn sizes_have_bounds() {
        for (found, size) in [
            ((80, 24), (80, 24)),
            ((1, 1), (1, 1)),
            ((0, 0), (80, 24)),
            ((0, 50), (80, 24)),
            ((u16::MAX, u16::MAX), (1000, 500)),
        ] {
            assert_eq!(pty(found.0, found.1).tty.size(), size.into(), "{found:?}");
        }
    }

    #[test]
    fn a_panic_restores_the_terminal_if_a_thread_is_missed() {
        for (thread, is_missed) in [
            (Some("main"), true),
            (Some(INPUT_THREAD), true),
            (Some("signals"), false),
            (None, false),
        ] {
            let pty = pty(80, 24);
            pty.tty.take().unwrap();
            let words = panicked(Some(&pty.tty), thread, &"too bad");
            assert_eq!(
                words.is_some_and(|words| words.contains("too bad")),
                is_missed
            );
            assert_eq!(pty.written() == RESTORE, is_missed, "{thread:?}");
        }
    }

    #[test]
    fn exit_codes_follow_the_signals() {
        assert_eq!(code(15), 143);
        assert_eq!(code(1), GONE);
        assert_eq!(code(i32::MAX), u8::MAX);
    }
}
