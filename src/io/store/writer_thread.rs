//! The thread that saves, so that nobody else waits for a lock or a slow disk.

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::refused::because;
use super::{Follower, Refused, Store, StoreKind};

/// Saves lines in the order in which they came, and keeps each in memory until it is on the disk.
#[derive(Debug)]
pub struct WriterThread {
    queue: Arc<Queue>,
    /// Asks the thread to save what waits. When this is gone, the thread ends.
    asks: Sender<()>,
    /// Is told nothing; it is cut off when the thread has ended.
    end: Receiver<()>,
}

/// What became of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One more is on the disk.
    Saved,
    /// The lines that are left are only in memory, for this reason. They are tried again with the
    /// next line and when asked for; where only another program has to be waited for, by themselves.
    Unsaved(Refused),
    /// A line that was to be saved [alone](Alone) is given up: others have written.
    Overtaken,
    /// Half a line that an earlier writer has left was moved out of the way, into this file.
    Mended(PathBuf),
}

/// What a line goes by that is saved only as long as others have written nothing since.
#[derive(Debug, Clone)]
pub struct Alone {
    /// How far the file was read.
    pub reader: Follower,
    /// What this program has written itself.
    pub own: HashSet<String>,
}

/// A line on its way.
#[derive(Debug, Clone)]
struct Pending {
    text: String,
    alone: Option<Alone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// What they are lines of.
    pub kind: StoreKind,
    /// In the order in which they came.
    pub lines: Vec<String>,
    pub why: Refused,
}

impl Unsaved {
    /// As a file of their own.
    pub fn text(&self) -> String {
        let header = match self.kind {
            // Without one, its lines are those of whoever takes them in.
            StoreKind::Diary => String::new(),
            StoreKind::Answers => self.kind.first_line(&super::new_id()),
        };
        header + &self.lines.join("\n") + "\n"
    }
}

impl WriterThread {
    /// Starts the thread, which calls `tell` with every outcome. Where the system has no thread to
    /// give, that is the first outcome, and all lines are kept.
    pub fn start(store: Store, tell: impl Fn(Outcome) + Send + Sync + 'static) -> Self {
        let queue = Arc::new(Queue::new(&store));
        let tell = Arc::new(tell);
        let (asks, asked) = mpsc::channel();
        let (ended, end) = mpsc::channel();
        let (thread_queue, thread_tell) = (queue.clone(), tell.clone());
        let lacks = store.refused(&because(
            "the system has no thread to save it; close a program",
        ));
        let work = move || {
            let _until_the_thread_ends: Sender<()> = ended;
            let mut looked = false;
            for () in asked {
                save(&store, &thread_queue, &*thread_tell, &mut looked);
            }
        };
        if thread::Builder::new()
            .name("diary".into())
            .spawn(work)
            .is_err()
        {
            tell(queue.not_saved(lacks, true));
        }
        Self { queue, asks, end }
    }

    /// Has `line`, a JSON object without a line feed, saved after those before it. Never waits.
    pub fn save(&self, line: String) {
        self.add(line, None);
    }

    /// The same, unless others have written by then.
    pub fn save_alone(&self, line: String, alone: Alone) {
        self.add(line, Some(alone));
    }

    fn add(&self, text: String, alone: Option<Alone>) {
        let pending = Pending { text, alone };
        self.queue.waiting().lines.push_back(pending);
        self.try_again();
    }

    /// Has the lines that are kept tried again. Never waits.
    pub fn try_again(&self) {
        // Were there no thread, nobody would be told that a line is saved: the lines are kept.
        let _ = self.asks.send(());
    }

    /// Why to try again is of no use now, if it is not: nothing would be told.
    pub fn stuck(&self) -> Option<Refused> {
        let waiting = self.queue.waiting();
        waiting.why.clone().filter(|_| waiting.stuck)
    }

    /// Waits until all is on the disk, or it is known why not, for at most `within`.
    pub fn wait(&self, within: Duration) {
        let queue = &self.queue;
        let is_open =
            |waiting: &mut PendingLines| !waiting.lines.is_empty() && waiting.why.is_none();
        let waiting = queue
            .changed
            .wait_timeout_while(queue.waiting(), within, is_open);
        drop(waiting);
    }

    /// What is not on the disk at this moment, to be saved elsewhere.
    pub fn unsaved(&self) -> Option<Unsaved> {
        self.queue.unsaved()
    }

    /// Tries once more, waits for the outcome for at most `within`, and returns what is still not
    /// on the disk.
    pub fn finish(self, within: Duration) -> Option<Unsaved> {
        self.try_again();
        let Self { queue, asks, end } = self;
        drop(asks);
        // Cut off or not in time: the queue knows.
        let _ = end.recv_timeout(within);
        queue.unsaved()
    }
}

/// The lines on their way. The lock is never held while the disk works, and only the thread takes
/// lines out.
#[derive(Debug)]
struct Queue {
    kind: StoreKind,
    waiting: Mutex<PendingLines>,
    /// Is notified of every outcome.
    changed: Condvar,
    slow: Refused,
}

#[derive(Debug, Default)]
struct PendingLines {
    lines: VecDeque<Pending>,
    /// Why the first of them still waits; unknown while it is being written.
    why: Option<Refused>,
    /// To try again is of no use before that changes.
    stuck: bool,
}

impl Queue {
    fn new(store: &Store) -> Self {
        Self {
            kind: store.kind,
            waiting: Mutex::default(),
            changed: Condvar::new(),
            slow: store.refused(&because("the disk is slow to answer; try again later")),
        }
    }

    fn waiting(&self) -> MutexGuard<'_, PendingLines> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn first(&self) -> Option<Pending> {
        let mut waiting = self.waiting();
        waiting.why = None;
        waiting.lines.front().cloned()
    }

    fn drop_first(&self) {
        let mut waiting = self.waiting();
        (waiting.why, waiting.stuck) = (None, false);
        waiting.lines.pop_front();
        self.changed.notify_all();
    }

    fn not_saved(&self, why: Refused, stuck: bool) -> Outcome {
        let mut waiting = self.waiting();
        (waiting.why, waiting.stuck) = (Some(why.clone()), stuck);
        self.changed.notify_all();
        Outcome::Unsaved(why)
    }

    fn unsaved(&self) -> Option<Unsaved> {
        let waiting = self.waiting();
        let lines = waiting.lines.iter().map(|line| line.text.clone());
        let lines: Vec<_> = lines.collect();
        let why = waiting.why.as_ref().unwrap_or(&self.slow).clone();
        let kind = self.kind;
        (!lines.is_empty()).then_some(Unsaved { kind, lines, why })
    }
}

/// Saves what waits, up to the first line that cannot be saved: a later one may build on it.
fn save(store: &Store, queue: &Queue, tell: &impl Fn(Outcome), looked: &mut bool) {
    let waits = || {
        let busy = because("another uncramp is using it; it can be saved when that lets go");
        tell(queue.not_saved(store.refused(&busy), true));
        Ok(())
    };
    while let Some(line) = queue.first() {
        let saved = look(store, tell, looked).and_then(|()| {
            let text = [&line.text];
            match &line.alone {
                Some(Alone { reader, own }) => store.append_alone(reader, own, &text, &waits),
                None => store.append_if(&text, &waits),
            }
        });
        let outcome = match saved {
            Ok(()) => Outcome::Saved,
            Err(why) if why.is_overtaken() => Outcome::Overtaken,
            Err(why) => return tell(queue.not_saved(why, false)),
        };
        queue.drop_first();
        tell(outcome);
    }
}

/// Looks, once, whether something there forbids to add anything, such as a line of a later version, or
/// is only half a line.
fn look(store: &Store, tell: &impl Fn(Outcome), looked: &mut bool) -> Result<(), Refused> {
    if !*looked {
        // What cannot be read at all is refused where it is added to.
        let read_only = store.read().ok().and_then(|contents| contents.read_only);
        read_only.map_or(Ok(()), Err)?;
        if let Ok(Some(aside)) = store.mend_end() {
            tell(Outcome::Mended(aside));
        }
        *looked = true;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use tempfile::TempDir;

    use super::*;
    use crate::io::store::busy;

    /// Nothing here takes so long but a test that has failed.
    const LONG: Duration = Duration::from_secs(60);

    fn writer_thread() -> (TempDir, Store, WriterThread, Receiver<Outcome>) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("uncramp/diary.jsonl"));
        let (tell, told) = mpsc::channel();
        let writer_thread = WriterThread::start(store.clone(), move |answer| {
            // A test that is over listens no more.
            let _ = tell.send(answer);
        });
        (folder, store, writer_thread, told)
    }

    fn line(number: usize) -> String {
        format!("{{\"n\":{number}}}")
    }

    fn texts(store: &Store) -> Vec<String> {
        let lines = store.read().unwrap().lines;
        lines.into_iter().map(|line| line.text).collect()
    }

    fn until_all_is_saved(writer_thread: &WriterThread, told: &Receiver<Outcome>) {
        while writer_thread.unsaved().is_some() {
            told.recv_timeout(LONG).unwrap();
        }
    }

    fn kept(told: &Receiver<Outcome>) -> String {
        match told.recv_timeout(LONG).unwrap() {
            Outcome::Unsaved(why) => why.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// Makes saving fail until it is removed.
    fn block(store: &Store) -> &Path {
        fs::create_dir_all(store.path()).unwrap();
        store.path()
    }

    #[test]
    fn a_line_said_to_be_saved_is_in_the_file() {
        let (_folder, store, writer_thread, told) = writer_thread();
        for number in 0..20 {
            writer_thread.save(line(number));
            assert_eq!(told.recv_timeout(LONG).unwrap(), Outcome::Saved);
            assert_eq!(texts(&store).last(), Some(&line(number)));
            assert_eq!(writer_thread.unsaved(), None);
        }
        assert_eq!(writer_thread.finish(LONG), None);
    }

    #[test]
    fn a_line_that_is_to_be_alone_is_given_up_where_others_have_written_and_only_there() {
        for (begun, others_write) in [(false, false), (false, true), (true, false), (true, true)] {
            let (_folder, store, writer_thread, told) = writer_thread();
            if begun {
                store.append(&[line(1)]).unwrap();
            }
            let mut reader = Follower::default();
            reader.look(&store).unwrap();
            // Its own lines are none of others.
            writer_thread.save(line(2));
            assert_eq!(told.recv_timeout(LONG).unwrap(), Outcome::Saved);
            if others_write {
                store.append(&[line(3)]).unwrap();
            }
            let own = HashSet::from([line(2)]);
            writer_thread.save_alone(line(4), Alone { reader, own });
            let outcome = told.recv_timeout(LONG).unwrap();
            let is_there = texts(&store).contains(&line(4));
            assert_eq!(
                (outcome == Outcome::Overtaken, is_there),
                (others_write, !others_write)
            );
            assert_eq!(writer_thread.unsaved(), None);
        }
    }

    #[test]
    fn lines_that_cannot_be_saved_are_kept_and_saved_in_their_order_later() {
        let (_folder, store, writer_thread, told) = writer_thread();
        let folder = block(&store);
        writer_thread.save(line(1));
        let why = kept(&told);
        assert!(why.contains("a folder, where"), "{why}");
        writer_thread.save(line(2));
        kept(&told);
        let unsaved = writer_thread.unsaved().unwrap();
        assert_eq!(unsaved.lines, [line(1), line(2)]);
        assert_eq!(unsaved.why.to_string(), why);

        writer_thread.try_again();
        kept(&told);
        fs::remove_dir(folder).unwrap();
        writer_thread.save(line(3));
        until_all_is_saved(&writer_thread, &told);
        assert_eq!(texts(&store), [line(1), line(2), line(3)]);
    }

    #[test]
    fn nothing_is_added_after_a_line_of_a_later_version() {
        let (_folder, store, writer_thread, told) = writer_thread();
        store.append(&[r#"{"v":2}"#]).unwrap();
        writer_thread.save(line(1));
        let why = kept(&told);
        assert!(why.contains("use the newer uncramp"), "{why}");
        assert_eq!(store.read().unwrap().read_only.unwrap().to_string(), why);
        assert_eq!(texts(&store), [r#"{"v":2}"#]);
        store.wipe(&busy).unwrap();
        writer_thread.try_again();
        until_all_is_saved(&writer_thread, &told);
        assert_eq!(texts(&store), [line(1)]);
    }

    #[test]
    fn another_program_that_holds_the_diary_delays_only_the_saving() {
        let (_folder, store, writer_thread, told) = writer_thread();
        store.append(&[line(1)]).unwrap();
        let held = File::open(store.path()).unwrap();
        held.lock().unwrap();
        writer_thread.save(line(2));
        let why = kept(&told);
        assert!(why.contains("another uncramp"), "{why}");
        assert_eq!(writer_thread.stuck().unwrap().to_string(), why);
        writer_thread.save(line(3));
        assert_eq!(writer_thread.unsaved().unwrap().lines, [line(2), line(3)]);
        assert_eq!(texts(&store), [line(1)]);
        drop(held);
        until_all_is_saved(&writer_thread, &told);
        assert_eq!(writer_thread.stuck(), None);
        assert_eq!(texts(&store), [line(1), line(2), line(3)]);
    }

    #[test]
    fn the_last_moment_saves_what_it_can_and_hands_out_the_rest() {
        let (_folder, store, writer_thread, told) = writer_thread();
        let folder = block(&store);
        writer_thread.save(line(1));
        kept(&told);
        fs::remove_dir(folder).unwrap();
        assert_eq!(writer_thread.finish(LONG), None);
        assert_eq!(texts(&store), [line(1)]);

        let writer_thread = WriterThread::start(store.clone(), |_| {});
        let held = File::open(store.path()).unwrap();
        held.lock().unwrap();
        writer_thread.save(line(2));
        let unsaved = writer_thread.finish(Duration::ZERO).unwrap();
        assert_eq!(unsaved.lines, [line(2)]);
    }
}
