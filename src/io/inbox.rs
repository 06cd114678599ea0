//! Everything that comes from outside, in one queue.

pub mod keyboard;

use std::io;
use std::mem::MaybeUninit;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

#[cfg(any(target_os = "linux", target_os = "android"))]
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::diary::Diary;
use crate::io::clock;
use crate::io::files::Places;
use crate::io::recovery::{self, Recovery};
use crate::io::store::{Follower, Outcome, Refused, Store};
use crate::io::terminal::{self, Tty};
use crate::ui::keys::Key;

use keyboard::{Keyboard, TerminalReply, Typed};

/// More waiting keys than anybody means; what comes on top is dropped. Text comes as a paste.
const MOST_KEYS: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    Paste(String),
    /// The terminal has answered.
    Reply(TerminalReply),
    /// The window may have another size.
    Resized,
    /// The program is asked to stop until it is continued.
    Stop,
    /// The program was told to go on, which is no proof that it was stopped.
    Continued,
    /// The program was stopped, and goes on.
    WasStopped,
    Writable,
    /// What became of lines of the diary.
    Diary(Outcome),
    Answers(Outcome),
    /// A file in the folder of diary and answers was changed, perhaps by another program.
    Changed,
    /// The diary was read where it is shown, and what others add to it is followed from here on.
    Read(Option<Result<Box<Diary>, Refused>>, Follower),
    /// Nothing is heard, as these words say.
    Unheard(String),
    /// What an earlier run could not save is saved now, as these words say.
    Recovered(Recovery),
    /// A signal asks the program to end.
    Signal(i32),
    Gone,
}

/// The queue of what came from outside.
#[derive(Debug)]
pub struct Inbox {
    sender: Sender<Input>,
    receiver: Receiver<Input>,
    /// How many keys wait. Only they can be many: signals of one kind are told once.
    keys: Arc<AtomicUsize>,
}

/// Signals that are caught but not told yet.
#[derive(Debug)]
pub struct CaughtSignals(Signals);

impl CaughtSignals {
    /// Catches the signals from now on; to be called before the terminal is touched.
    pub fn signals() -> io::Result<Self> {
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]).map(Self)
    }
}

impl Inbox {
    pub fn empty() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            sender,
            receiver,
            keys: Arc::default(),
        }
    }

    /// Waits for input, at most as long as said.
    pub fn receive(&self, wait: Option<Duration>) -> Option<Input> {
        let input = match wait {
            Some(wait) => self.receiver.recv_timeout(wait).ok(),
            None => self.receiver.recv().ok(),
        };
        input.inspect(|input| self.uncount(input))
    }

    /// What has come already.
    pub fn waiting(&self) -> impl Iterator<Item = Input> {
        self.receiver
            .try_iter()
            .inspect(|input| self.uncount(input))
    }

    fn uncount(&self, input: &Input) {
        if matches!(input, Input::Key(_) | Input::Paste(_)) {
            self.keys.fetch_sub(1, Ordering::Relaxed);
        }
    }

    pub fn read_keys(&self, tty: &Arc<Tty>) -> io::Result<()> {
        let (tty, sender, keys) = (tty.clone(), self.sender.clone(), self.keys.clone());
        let tell = move |typed| {
            if keys.fetch_add(1, Ordering::Relaxed) < MOST_KEYS {
                let _ = sender.send(match typed {
                    Typed::Key(key) => Input::Key(key),
                    Typed::Paste(text) => Input::Paste(text),
                });
            } else {
                keys.fetch_sub(1, Ordering::Relaxed);
            }
        };
        let (sender, hear) = (self.sender.clone(), self.hear(Input::Reply));
        spawn(terminal::INPUT_THREAD, move || {
            read_keys(&tty, tell, hear);
            let _ = sender.send(Input::Gone);
            terminal::leave_soon(Some(&tty), terminal::GONE);
        })
    }

    /// Starts the threads that tell the signals and the stops.
    pub fn tell_signals(&self, caught: CaughtSignals, tty: Option<Arc<Tty>>) -> io::Result<()> {
        self.tell_stops()?;
        let sender = self.sender.clone();
        spawn("signals", move || {
            tell_signals(caught, &sender, tty.as_deref());
        })
    }

    /// Learns of every stop, of which SIGCONT is no proof: it may come to a program that ran all the time,
    /// as from `timeout`. The system interrupts a wait of this kind when the program has been stopped.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn tell_stops(&self) -> io::Result<()> {
        use rustix::event::epoll;

        let nothing = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let sender = self.sender.clone();
        spawn("stops", move || {
            let mut room = [const { MaybeUninit::uninit() }; 1];
            while epoll::wait(&nothing, &mut room, None).is_err_and(|why| why == Errno::INTR) {
                let _ = sender.send(Input::WasStopped);
            }
        })
    }

    /// Elsewhere nothing else tells.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn tell_stops(&self) -> io::Result<()> {
        let (mut told, sender) = (Signals::new([SIGCONT])?, self.sender.clone());
        spawn("stops", move || {
            for _ in told.forever() {
                let _ = sender.send(Input::WasStopped);
            }
        })
    }

    /// What takes in what others tell, as an input.
    pub fn hear<T: 'static>(&self, input: fn(T) -> Input) -> impl Fn(T) + Send + Sync + 'static {
        let sender = self.sender.clone();
        move |told| {
            let _ = sender.send(input(told));
        }
    }

    /// Starts a thread that takes in what an earlier run could not save where its place is given, and then
    /// reads the diary where that `shows`, or looks how far it goes.
    pub fn read_diary(&self, store: Store, shows: bool, rest: Option<Places>) -> io::Result<()> {
        let sender = self.sender.clone();
        spawn("diary reader", move || {
            let found = rest.map(|places| Recovery {
                clock: recovery::doubt_of_clock(&places),
                ..recovery::recover(&places)
            });
            if let Some(found) = found.filter(|found| *found != Recovery::default()) {
                let _ = sender.send(Input::Recovered(found));
            }
            let mut reached = Follower::default();
            // What cannot be read now is said by the next line.
            let _ = reached.look(&store);
            let _ = sender.send(Input::Read(shows.then(|| read(&store)), reached));
        })
    }

    /// Starts a thread that says whenever something in a folder is changed, where the system tells; it
    /// wakes nobody else. Of a folder that is not there yet it waits until it is.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn watch(&self, folder: &Path) -> io::Result<()> {
        use rustix::fs::inotify;

        let watch = inotify::init(inotify::CreateFlags::CLOEXEC)?;
        let begins = inotify::WatchFlags::CREATE | inotify::WatchFlags::MOVED_TO;
        let changes = begins | inotify::WatchFlags::MODIFY | inotify::WatchFlags::DELETE;
        let (folder, sender) = (folder.to_owned(), self.sender.clone());
        // The folder itself, or the nearest above it for as long as nothing is made there.
        let look = move |watch: &OwnedFd| {
            let above = begins | inotify::WatchFlags::ONESHOT;
            folder.ancestors().position(|at| {
                let flags = if at == folder { changes } else { above };
                inotify::add_watch(watch, at, flags).is_ok()
            })
        };
        // What was made while it was looked for is found by the next look.
        let settle = move |watch: &OwnedFd| {
            let mut found = look(watch);
            loop {
                let again = look(watch);
                if again == std::mem::replace(&mut found, again) {
                    return found == Some(0);
                }
            }
        };
        spawn("watch", move || {
            let mut room = [const { MaybeUninit::uninit() }; 4096];
            let mut events = inotify::Reader::new(&watch, &mut room);
            loop {
                // At first too: something may have been changed before it was watched.
                if settle(&watch) && sender.send(Input::Changed).is_err() || events.next().is_err()
                {
                    return;
                }
            }
        })
    }

    /// Elsewhere others are seen at the next key.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub fn watch(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Starts a thread that says once when the terminal takes output again.
    pub fn await_room(&self, tty: &Arc<Tty>) -> io::Result<()> {
        let (tty, sender) = (tty.clone(), self.sender.clone());
        spawn("output", move || {
            tty.await_room();
            let _ = sender.send(Input::Writable);
        })
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    match thread::Builder::new().name(name.into()).spawn(work) {
        Ok(_) => Ok(()),
        Err(error) => {
            let what = format!("cannot start a thread: {error}");
            Err(io::Error::new(error.kind(), what))
        }
    }
}

/// The diary, closed if its file takes nothing more.
pub fn read(store: &Store) -> Result<Box<Diary>, Refused> {
    let mut contents = store.read()?;
    if let Some(why) = contents.read_only.take_if(|_| contents.is_foreign) {
        return Err(why);
    }
    let texts = contents.lines.iter().map(|line| line.text.as_str());
    let mut diary = Diary::from_lines(texts);
    if contents.read_only.is_some() {
        diary.close();
    }
    Ok(Box::new(diary))
}

/// Reads until the terminal has gone.
fn read_keys(tty: &Tty, tell: impl Fn(Typed), hear: impl Fn(TerminalReply)) {
    let mut keyboard = Keyboard::default();
    let mut bytes = [0; 4096];
    loop {
        let wait = keyboard
            .deadline()
            .map(|deadline| deadline.saturating_sub(clock::monotonic()));
        match tty.read(&mut bytes, wait) {
            Ok(Some(0)) => return,
            Ok(Some(count)) => {
                let mut typed = keyboard.feed(&bytes[..count], clock::monotonic());
                if tty.sends_lines() {
                    drop_newlines(&mut typed);
                }
                typed.into_iter().for_each(&tell);
                for reply in keyboard.replies() {
                    if reply.is_last() {
                        tty.questions.close();
                    }
                    hear(reply);
                }
            }
            Ok(None) => keyboard
                .expire(clock::monotonic())
                .into_iter()
                .for_each(&tell),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Drops the newlines that only sent the other keys.
fn drop_newlines(typed: &mut Vec<Typed>) {
    let is_other = |typed: &Typed| *typed != Typed::Key(Key::Enter);
    if typed.iter().any(is_other) {
        typed.retain(is_other);
    }
}

fn tell_signals(mut caught: CaughtSignals, sender: &Sender<Input>, tty: Option<&Tty>) {
    for signal in caught.0.forever() {
        let input = match signal {
            SIGTSTP => Input::Stop,
            SIGCONT => Input::Continued,
            SIGWINCH => Input::Resized,
            _ => Input::Signal(signal),
        };
        let ends = input == Input::Signal(signal);
        let _ = sender.send(input);
        if ends {
            terminal::leave_soon(tty, terminal::code(signal));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_for_a_diary_that_takes_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.jsonl");
        for (header, is_newer) in [
            (r#"{"diary":"uncramp","format":1}"#, false),
            (r#"{"diary":"uncramp","format":2}"#, true),
        ] {
            std::fs::write(&path, header).unwrap();
            let diary = read(&Store::at(path.clone())).unwrap();
            assert_eq!(diary.is_newer(), is_newer, "{header}");
        }
        std::fs::write(&path, "mine").unwrap();
        let why = read(&Store::at(path)).unwrap_err().to_string();
        assert!(why.contains("not a diary"), "{why}");
    }
}
