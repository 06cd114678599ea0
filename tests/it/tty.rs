//! The true binary on a pseudo-terminal, with a screen to look at.
//!
//! Nothing here sleeps: whatever is waited for is a condition, and its only limit is [`HANG`].

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::write;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;

/// After this a test has failed.
const HANG: Duration = Duration::from_secs(60);

/// Words of every relief screen.
pub const HELP: &str = "get help";

/// The end of a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// The size of the window at first.
pub const SIZE: (u16, u16) = (80, 24);

/// The size of the model of the screen, which stays as it is while the window changes.
const MODEL: (u16, u16) = (240, 72);

/// A terminal with the program in it.
pub struct Tty {
    pid: Pid,
    name: PathBuf,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    termios: String,
    seen: Arc<Seen>,
    home: TempDir,
}

#[derive(Default)]
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

/// What is known of the program.
pub struct State {
    screen: vt100::Parser,
    /// All that was ever written.
    pub bytes: Vec<u8>,
    pub fate: Fate,
    /// Nothing is read from the program now.
    held: bool,
    /// Nothing will be read any more.
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Running,
    Stopped,
    Exited(i32),
    Killed(i32),
}

impl Default for State {
    fn default() -> Self {
        Self {
            screen: vt100::Parser::new(MODEL.1, MODEL.0, 0),
            bytes: Vec::new(),
            fate: Fate::Running,
            held: false,
            closed: false,
        }
    }
}

impl State {
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Whether `text` is on the screen.
    pub fn shows(&self, text: &str) -> bool {
        self.screen().contents().contains(text)
    }

    /// Whether `text` was ever written, on one line.
    pub fn told(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.bytes).contains(text)
    }

    /// How many frames were drawn whole.
    pub fn frames(&self) -> usize {
        self.bytes
            .windows(FRAME_END.len())
            .filter(|bytes| bytes == &FRAME_END)
            .count()
    }

    /// What somebody needs who wonders why a test failed.
    fn report(&self) -> String {
        let screen = self.screen();
        let last = &self.bytes[self.bytes.len().saturating_sub(300)..];
        format!(
            "{:?}, alternate screen: {}\n{}\nlast bytes: {:?}",
            self.fate,
            screen.alternate_screen(),
            screen.contents(),
            String::from_utf8_lossy(last),
        )
    }

    fn has_ended(&self) -> bool {
        self.closed && matches!(self.fate, Fate::Exited(_) | Fate::Killed(_))
    }
}

impl Tty {
    /// Runs `uncramp` with these arguments.
    pub fn uncramp(args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_uncramp"));
        command.args(args);
        Self::start(command, &[], size(SIZE.0, SIZE.1))
    }

    /// Runs a script in which `"$0"` is `uncramp`, with these further variables.
    pub fn shell(script: &str, variables: &[(&str, &OsStr)]) -> Self {
        Self::start(shell(script), variables, size(SIZE.0, SIZE.1))
    }

    /// As [`shell`](Self::shell), in a window that tells how many pixels it has.
    pub fn in_pixels(script: &str) -> Self {
        Self::start(shell(script), &[], in_pixels(size(SIZE.0, SIZE.1)))
    }

    /// As [`shell`](Self::shell), with a terminal that does not control the session: when it goes,
    /// no signal tells.
    pub fn uncontrolled(script: &str) -> Self {
        let mut command = shell(script);
        command.set_controlling_tty(false);
        Self::start(command, &[], size(SIZE.0, SIZE.1))
    }

    fn start(mut command: CommandBuilder, variables: &[(&str, &OsStr)], size: PtySize) -> Self {
        let home = TempDir::new().unwrap();
        command.env_clear();
        command.cwd(home.path());
        command.env("HOME", home.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size).unwrap();
        let termios = termios(&*pair.master);
        let output = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let seen = Arc::<Seen>::default();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.read(output)
        });
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.follow(pid)
        });
        Self {
            pid,
            name: pair.master.tty_name().unwrap(),
            master: Some(pair.master),
            keys: Some(keys),
            reader: Some(reader),
            termios,
            seen,
            home,
        }
    }

    /// Waits until `holds`; `what` says what is waited for.
    pub fn wait(&self, what: &str, holds: impl Fn(&State) -> bool) {
        let (state, _) = self
            .seen
            .changed
            .wait_timeout_while(self.seen.lock(), HANG, |state| !holds(state))
            .unwrap();
        if holds(&state) {
            return;
        }
        let found = state.report();
        drop(state);
        panic!("waited in vain for {what}\n{found}");
    }

    /// Waits until `text` is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?} on the screen"), |state| {
            state.shows(text)
        });
    }

    /// Waits until the first frame is drawn whole.
    pub fn wait_for_first_frame(&self) {
        self.wait("the first frame", |state| state.frames() > 0);
    }

    /// Waits until the program has drawn so many more frames; at least one a second while it counts.
    pub fn wait_for_frames(&self, more: usize) {
        let before = self.look(State::frames);
        self.wait("another frame", |state| state.frames() >= before + more);
    }

    /// Waits until the program has ended and all that it wrote has been read.
    pub fn wait_for_end(&self) -> Fate {
        self.wait("the end", State::has_ended);
        self.seen.lock().fate
    }

    /// Looks at the program as it is now.
    pub fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.seen.lock())
    }

    /// Types.
    pub fn press(&mut self, bytes: impl AsRef<[u8]>) {
        let keys = self.keys.as_mut().unwrap();
        keys.write_all(bytes.as_ref()).unwrap();
        keys.flush().unwrap();
    }

    /// Sends a signal; the program may have ended.
    pub fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid, signal);
    }

    /// Stops the program for more than a second.
    pub fn stop_for_a_while(&self) {
        while !self.is_waiting("stops") {
            // On a busy machine it may not have begun to.
            thread::yield_now();
        }
        self.signal(Signal::STOP);
        self.wait("the program to stop", |state| state.fate == Fate::Stopped);
        Self::let_seconds_pass(2);
        self.signal(Signal::CONT);
    }

    /// Returns when another program has slept for so many seconds.
    pub fn let_seconds_pass(count: usize) {
        let slept = Command::new("sleep").arg(count.to_string()).status();
        assert!(slept.unwrap().success());
    }

    /// Changes the size of the window.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
    }

    /// The same for a window that tells its pixels.
    pub fn resize_in_pixels(&self, columns: u16, rows: u16) {
        let size = in_pixels(size(columns, rows));
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Reads nothing any more, so that the program cannot write for long.
    pub fn hold(&self) {
        self.seen.change(|state| state.held = true);
    }

    /// Reads again.
    pub fn go_on(&self) {
        self.seen.change(|state| state.held = false);
    }

    /// Takes the terminal away, as when its window is closed.
    pub fn hang_up(&mut self) {
        self.seen.change(|state| {
            state.held = false;
            state.closed = true;
        });
        // The reader holds the terminal open until it reads something.
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
        let _ = open(&self.name, flags, Mode::empty()).map(|slave| write(slave, b" "));
        self.reader.take().unwrap().join().unwrap();
        self.keys = None;
        self.master = None;
    }

    /// The diary, all of it; empty if there is none.
    pub fn diary(&self) -> String {
        let path = self.home.path().join(".local/share/uncramp/diary.jsonl");
        fs::read_to_string(path).unwrap_or_default()
    }

    /// The path of the terminal.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// The names of the program's threads.
    pub fn threads(&self) -> Vec<String> {
        self.tasks("comm")
    }

    /// Whether the program has a thread of this name that waits for something.
    fn is_waiting(&self, name: &str) -> bool {
        self.tasks("stat")
            .iter()
            .any(|stat| stat.contains(&format!("({name}) S ")))
    }

    /// What the system says of each thread of the program.
    fn tasks(&self, what: &str) -> Vec<String> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid.as_raw_nonzero())).unwrap();
        tasks
            .flatten()
            .flat_map(|task| fs::read_to_string(task.path().join(what)))
            .map(|text| text.trim().to_owned())
            .collect()
    }

    /// Whether keys come one by one and are not echoed.
    pub fn is_taken(&self) -> bool {
        termios(&**self.master.as_ref().unwrap()) != self.termios
    }

    /// Fails if anything that the program may set is still set.
    pub fn assert_restored(&self) {
        assert!(!self.is_taken(), "the line is not as before");
        self.look(|state| {
            let screen = state.screen();
            assert!(!screen.alternate_screen(), "still on the alternate screen");
            assert!(!screen.hide_cursor(), "the cursor is hidden");
            assert!(!screen.bracketed_paste(), "pastes are bracketed");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
            assert_eq!(screen.attributes_formatted(), b"\x1b[m", "colours are left");
        });
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        let fate = self.seen.lock().fate;
        if matches!(fate, Fate::Running | Fate::Stopped) {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        self.go_on();
    }
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn read(&self, mut output: impl Read) {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut bytes) {
            let state = self.lock();
            let mut state = self.changed.wait_while(state, |state| state.held).unwrap();
            if state.closed {
                return;
            }
            state.screen.process(&bytes[..count]);
            state.bytes.extend(&bytes[..count]);
            self.changed.notify_all();
        }
        self.change(|state| state.closed = true);
    }

    fn follow(&self, pid: Pid) {
        while let Ok(Some((_, status))) =
            waitpid(Some(pid), WaitOptions::UNTRACED | WaitOptions::CONTINUED)
        {
            let fate = if let Some(code) = status.exit_status() {
                Fate::Exited(code)
            } else if let Some(signal) = status.terminating_signal() {
                Fate::Killed(signal)
            } else if status.stopped() {
                Fate::Stopped
            } else {
                Fate::Running
            };
            self.change(|state| state.fate = fate);
        }
    }
}

fn shell(script: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_uncramp")]);
    command
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn in_pixels(size: PtySize) -> PtySize {
    PtySize {
        pixel_width: size.cols * 10,
        pixel_height: size.rows * 20,
        ..size
    }
}

fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
