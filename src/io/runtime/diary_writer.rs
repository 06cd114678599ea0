//! Keeps what the app records: gives it its time, puts it into lines, has them saved.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::diary::Record;
use crate::diary::line::{Id, Line};
use crate::diary::recorder::EntryRecorder;
use crate::io::clock;
use crate::io::files::Places;
use crate::io::recovery;
use crate::io::store::{self, Alone, Follower, News, Outcome, Store, Unsaved, WriterThread};
use crate::routine::hidden::shown;
use crate::ui::Msg;

/// From what happens to the diary's thread. It touches no file before it is started.
pub(super) struct DiaryWriter {
    store: Option<Store>,
    recorder: EntryRecorder,
    /// What happened before the start, and when.
    early: Vec<(Record, Timestamp)>,
    writer_thread: Option<WriterThread>,
    /// What was recorded since the start: a diary that is read meanwhile may lack it.
    meanwhile: Vec<Line>,
    /// Where what an earlier run could not save may wait.
    pub rest: Option<Places>,
    /// What was taken in of that, in words for the user.
    pub recovered: Option<String>,
    /// How far the diary was read, where it is shown.
    follower: Option<Follower>,
    /// The lines of this run: to find them in the file is no news.
    own: HashSet<String>,
}

impl DiaryWriter {
    /// Keeps the diary at `path`; without one, nothing is kept. What an earlier run could not save
    /// may wait at `rest`.
    pub(super) fn new(path: Option<PathBuf>, rest: Option<Places>) -> Self {
        Self {
            rest,
            recovered: None,
            follower: None,
            own: HashSet::new(),
            store: path.map(Store::at),
            recorder: EntryRecorder::new(store::first_number()),
            early: Vec::new(),
            writer_thread: None,
            meanwhile: Vec::new(),
        }
    }

    /// Starts the thread that saves, which answers by `tell`, and hands it what happened before.
    pub(super) fn start(&mut self, tell: impl Fn(Outcome) + Send + Sync + 'static) {
        let Some(store) = self.store.clone() else {
            return;
        };
        self.writer_thread = Some(WriterThread::start(store, tell));
        for (record, at) in std::mem::take(&mut self.early) {
            self.save(record, at);
        }
    }

    /// From now on what others add to the diary is told: it was read as far as `reached`.
    pub(super) fn follow(&mut self, reached: Follower) {
        self.follower = Some(reached);
    }

    /// What others have written since the last look. A disk that does not answer is asked again.
    pub(super) fn look(&mut self) -> News {
        let (Some(store), Some(follower)) = (&self.store, &mut self.follower) else {
            return News::None;
        };
        match follower.look(store) {
            Ok(News::Lines(mut lines)) => {
                lines.retain(|line| !self.own.contains(&line.text));
                News::Lines(lines)
            }
            Ok(news) => news,
            Err(error) => {
                log::warn!("{}: {error}", shown(store.path()));
                News::None
            }
        }
    }

    /// The last lines of the diary, but those of this run.
    pub(super) fn end(&self) -> Vec<Line> {
        let end = self.store.as_ref().map(Store::end);
        let lines = end.map(|end| end.lines).unwrap_or_default();
        let others = lines.iter().filter(|line| !self.own.contains(&line.text));
        others
            .filter_map(|line| Line::parse(&line.text).ok())
            .collect()
    }

    pub(super) fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// Keeps what has just happened, and returns it as it is kept. Never waits for the disk.
    pub(super) fn record(&mut self, record: Record) -> Option<Line> {
        let now = clock::now();
        if self.writer_thread.is_some() {
            return self.save(record, now);
        }
        if self.store.is_some() {
            self.early.push((record, now));
        }
        None
    }

    /// The entry of the cramp under way here.
    pub(super) fn cramp(&self) -> Option<&Id> {
        self.recorder.cramp().filter(|_| self.store.is_some())
    }

    /// Keeps a line. Never waits for the disk.
    pub(super) fn write(&mut self, line: &Line) {
        if let Some(writer_thread) = &self.writer_thread {
            let line = line.to_string();
            self.own.insert(line.clone());
            writer_thread.save(line);
        }
    }

    /// The same of a line that is to be written only if others have written nothing since the last look.
    pub(super) fn write_alone(&mut self, line: &Line) {
        let (Some(writer_thread), Some(reader)) = (&self.writer_thread, &self.follower) else {
            return self.write(line);
        };
        let (reader, own) = (reader.clone(), self.own.clone());
        let line = line.to_string();
        self.own.insert(line.clone());
        writer_thread.save_alone(line, Alone { reader, own });
    }

    /// The lines that may not be in the file yet.
    pub(super) fn waiting(&self) -> Vec<Line> {
        let unsaved = self.writer_thread.as_ref().and_then(WriterThread::unsaved);
        let lines = unsaved.map(|unsaved| unsaved.lines).unwrap_or_default();
        let lines = lines.iter().filter_map(|line| Line::parse(line).ok());
        lines.collect()
    }

    /// What was recorded since the start, or since this was asked before.
    pub(super) fn meanwhile(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.meanwhile)
    }

    /// Has what is only in memory tried again; what it returns can be told at once.
    pub(super) fn try_again(&self) -> Option<Msg> {
        let writer_thread = self.writer_thread.as_ref()?;
        writer_thread.try_again();
        writer_thread.stuck().map(|why| Msg::Unsaved(why.short()))
    }

    /// What an outcome means to the app; `None` when it means nothing yet.
    pub(super) fn heard(&mut self, outcome: Outcome) -> Option<Msg> {
        match outcome {
            // Lines may have come after the one that is saved.
            Outcome::Saved => {
                let unsaved = self.writer_thread.as_ref().and_then(WriterThread::unsaved);
                unsaved.is_none().then_some(Msg::Saved)
            }
            Outcome::Unsaved(why) => Some(Msg::Unsaved(why.short())),
            Outcome::Overtaken => Some(Msg::Overtaken),
            Outcome::Mended(aside) => Some(self.recovers(recovery::half_a_line(&aside))),
        }
    }

    /// Keeps what was put right of an earlier run for the last words of this one, and tells it.
    pub(super) fn recovers(&mut self, words: String) -> Msg {
        self.recovered = Some(match self.recovered.take() {
            Some(before) => format!("{before} {words}"),
            None => words.clone(),
        });
        Msg::Recovered(words)
    }

    /// Tries for the last time, for no longer than `within`, and returns what could not be saved.
    pub(super) fn finish(mut self, within: Duration) -> Option<Unsaved> {
        if !self.early.is_empty() {
            // It ends before the start was reached.
            self.start(|_| {});
        }
        if let Some(line) = self.recorder.leave(clock::moment(clock::now())) {
            self.write(&line);
        }
        self.writer_thread?.finish(within)
    }

    fn save(&mut self, record: Record, at: Timestamp) -> Option<Line> {
        let line = self.recorder.write(record, clock::moment(at))?;
        self.write(&line);
        self.meanwhile.push(line.clone());
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::sync::mpsc;

    use super::*;
    use crate::diary::choice::CrampMuscle;
    use crate::routine::RoutineId;

    /// Nothing here takes so long but a test that has failed.
    const LONG: Duration = Duration::from_secs(60);

    fn began() -> Record {
        Record::Began {
            ago: Duration::ZERO,
            routine: RoutineId::new("relief-calf").unwrap(),
            own: false,
            muscle: None,
            back: false,
        }
    }

    #[test]
    fn nothing_is_touched_before_the_start_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("uncramp/diary.jsonl");
        let mut diary_writer = DiaryWriter::new(Some(path.clone()), None);
        diary_writer.record(began());
        assert!(!path.parent().unwrap().exists());

        let (tell, told) = mpsc::channel();
        diary_writer.start(move |outcome| tell.send(outcome).unwrap());
        let outcome = told.recv_timeout(LONG).unwrap();
        assert_eq!(diary_writer.heard(outcome), Some(Msg::Saved));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(r#""routine":"relief-calf""#), "{text}");
        assert_eq!(diary_writer.finish(LONG), None);
    }

    #[test]
    fn saved_is_said_once_the_last_line_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.jsonl");
        let mut diary_writer = DiaryWriter::new(Some(path.clone()), None);
        let held = File::create(&path).unwrap();
        held.lock().unwrap();
        let (tell, told) = mpsc::channel();
        diary_writer.start(move |outcome| tell.send(outcome).unwrap());
        diary_writer.record(began());
        let kept = diary_writer.heard(told.recv_timeout(LONG).unwrap());
        assert!(matches!(kept, Some(Msg::Unsaved(_))), "{kept:?}");
        assert_eq!(diary_writer.try_again(), kept, "nothing else would answer");
        diary_writer.record(Record::Chose {
            muscle: CrampMuscle::Foot,
        });
        assert_eq!(diary_writer.heard(Outcome::Saved), None);
        drop(held);
        while diary_writer.heard(told.recv_timeout(LONG).unwrap()) != Some(Msg::Saved) {}
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert_eq!(diary_writer.try_again(), None);
    }

    #[test]
    fn what_happened_before_a_start_that_never_came_is_saved_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.jsonl");
        let mut diary_writer = DiaryWriter::new(Some(path.clone()), None);
        diary_writer.record(began());
        assert_eq!(diary_writer.finish(LONG), None);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(r#""routine":"relief-calf""#), "{text}");

        let mut diary_writer = DiaryWriter::new(Some(folder.path().to_owned()), None);
        diary_writer.record(began());
        let unsaved = diary_writer.finish(LONG).unwrap().lines;
        assert_eq!(unsaved.len(), 2, "the start, and that it was left at once");
    }

    #[test]
    fn what_is_recorded_while_the_diary_is_read_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut diary_writer = DiaryWriter::new(Some(folder.path().join("diary.jsonl")), None);
        diary_writer.record(began());
        diary_writer.start(|_| {});
        let chose = diary_writer.record(Record::Chose {
            muscle: CrampMuscle::Foot,
        });
        let meanwhile = diary_writer.meanwhile();
        assert_eq!(meanwhile.len(), 2);
        assert_eq!(meanwhile.last(), chose.as_ref());
        assert_eq!(diary_writer.meanwhile(), []);
    }

    #[test]
    fn without_a_place_nothing_is_kept_and_nothing_fails() {
        let mut diary_writer = DiaryWriter::new(None, None);
        diary_writer.record(began());
        diary_writer.start(|_| {});
        diary_writer.record(began());
        diary_writer.try_again();
        assert_eq!(diary_writer.finish(LONG), None);
    }
}
