//! What is under way, kept in a file at every step, so that another window can go on with it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};

use crate::io::files::{self, FileStamp, Places};
use crate::io::{atomic_file, clock, private_dir};
use crate::routine::hidden::shown;
use crate::session::under_way::UnderWay;

#[derive(Serialize, Deserialize)]
struct Shelved {
    /// The version of the format; what another one says is not gone by.
    v: u32,
    /// When it was written, in seconds since 1970.
    at: i64,
    under_way: UnderWay,
}

const VERSION: u32 = 1;

/// Writes what is under way, the latest of it; nobody waits for the disk.
#[derive(Debug)]
pub(crate) struct Shelf {
    path: Option<PathBuf>,
    known: Arc<Mutex<KnownFile>>,
    /// The thread that writes, once there is anything to write.
    writer: Option<(Sender<UnderWay>, Receiver<()>)>,
}

/// What this window and its thread know of the file.
#[derive(Debug)]
struct KnownFile {
    /// What this window has kept, or taken up of others.
    before: UnderWay,
    /// How the file lay there when it was last read or written here.
    seen: Option<FileStamp>,
    /// How often something is still to be written.
    waiting: usize,
}

impl Shelf {
    /// Nothing is touched before there is anything to keep, nor where no place is given.
    /// `before` is what was kept when this window was opened.
    pub(crate) fn new(places: Option<&Places>, before: &UnderWay) -> Self {
        Self {
            path: places.map(Places::under_way),
            known: Arc::new(Mutex::new(KnownFile {
                before: before.timeless(),
                seen: None,
                waiting: 0,
            })),
            writer: None,
        }
    }

    /// Keeps this in place of what this window has kept before, and beside what others have.
    pub(crate) fn keep(&mut self, under_way: UnderWay) {
        if self.writer.is_none() {
            let start = |path| start(path, self.known.clone());
            self.writer = self.path.clone().and_then(start);
        }
        if let Some((sender, _)) = &self.writer {
            lock(&self.known).waiting += 1;
            // A thread that has ended has said why in the log.
            let _ = sender.send(under_way);
        }
    }

    /// What others have under way, where they have written since the last look.
    pub(crate) fn look(&self) -> Option<UnderWay> {
        let path = self.path.as_ref()?;
        let mut known = lock(&self.known);
        // What this window has to say itself comes first.
        if known.waiting > 0 {
            return None;
        }
        let now = files::seen(path);
        let is_news = now != std::mem::replace(&mut known.seen, now);
        is_news.then(|| found(path))
    }

    /// Is told what was taken up of that.
    pub(crate) fn knows(&self, under_way: &UnderWay) {
        lock(&self.known).before = under_way.timeless();
    }

    /// Waits until all is written, for no longer than `within`.
    pub(crate) fn finish(self, within: Duration) {
        if let Some((sender, ended)) = self.writer {
            drop(sender);
            let _ = ended.recv_timeout(within);
        }
    }
}

fn lock(known: &Mutex<KnownFile>) -> MutexGuard<'_, KnownFile> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

fn start(path: PathBuf, known: Arc<Mutex<KnownFile>>) -> Option<(Sender<UnderWay>, Receiver<()>)> {
    let (sender, receiver) = mpsc::channel::<UnderWay>();
    let (ended, end) = mpsc::channel();
    let work = move || {
        let _until_the_thread_ends: Sender<()> = ended;
        while let Ok(first) = receiver.recv() {
            let more: Vec<_> = receiver.try_iter().collect();
            let count = more.len() + 1;
            let latest = more.into_iter().last().unwrap_or(first);
            let (now, before) = (latest.timeless(), lock(&known).before.clone());
            let written = write(&path, &before, latest);
            let mut known = lock(&known);
            known.before = now;
            known.waiting -= count;
            match written {
                Ok(seen) => known.seen = seen,
                Err(why) => log::warn!("{}: {why}", shown(&path)),
            }
        }
    };
    let thread = thread::Builder::new().name("shelf".into()).spawn(work);
    thread.is_ok().then_some((sender, end))
}

/// Returns how the file lies there then.
fn write(path: &Path, before: &UnderWay, now: UnderWay) -> Result<Option<FileStamp>, String> {
    private_dir::make(path).map_err(|error| error.to_string())?;
    // Two windows that write at once would each take away what the other has. Where the disk has no
    // locks that is left to chance.
    let folder = path.parent().and_then(|folder| File::open(folder).ok());
    let _locked = folder
        .as_ref()
        .map(|folder| flock(folder, FlockOperation::LockExclusive));
    let under_way = now.over(before, found(path));
    if under_way == UnderWay::default() {
        // Most often there is none.
        let _ = fs::remove_file(path);
        return Ok(None);
    }
    let shelved = Shelved {
        v: VERSION,
        at: clock::now().as_second(),
        under_way,
    };
    let text = serde_json::to_string(&shelved).map_err(|error| error.to_string())?;
    atomic_file::write(path, text, true)?;
    Ok(files::seen(path))
}

/// What was under way when it was last kept, as it is now. Whatever cannot be read, or comes from a
/// clock that was ahead, is nothing.
pub(crate) fn read(places: Option<&Places>) -> UnderWay {
    places
        .map(|places| found(&places.under_way()))
        .unwrap_or_default()
}

fn found(path: &Path) -> UnderWay {
    let text = files::read_if_there(path).ok().flatten();
    let shelved = text.and_then(|text| serde_json::from_str::<Shelved>(&text).ok());
    let Some(mut shelved) = shelved.filter(|shelved| shelved.v == VERSION) else {
        return UnderWay::default();
    };
    let since = clock::now().as_second().checked_sub(shelved.at);
    let Some(since) = since.and_then(|since| u64::try_from(since).ok()) else {
        return UnderWay::default();
    };
    shelved.under_way.pass(Duration::from_secs(since));
    shelved.under_way
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::session::under_way::OpenCramp;

    const LONG: Duration = Duration::from_secs(60);

    fn cramp() -> UnderWay {
        UnderWay {
            cramp: Some(OpenCramp {
                spot: None,
                muscle: None,
                both_legs: false,
                in_bed: false,
                place: (1, 2),
                clock: LONG,
                ago: Duration::ZERO,
            }),
            routine: None,
        }
    }

    #[test]
    fn the_latest_is_kept_for_its_owner_alone_and_an_end_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let mut shelf = Shelf::new(Some(&places), &UnderWay::default());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        shelf.keep(UnderWay::default());
        shelf.keep(cramp());
        shelf.finish(LONG);
        assert_eq!(read(Some(&places)).timeless(), cramp().timeless());
        let found = fs::metadata(places.under_way()).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o600);

        let mut shelf = Shelf::new(Some(&places), &cramp());
        shelf.keep(UnderWay::default());
        shelf.finish(LONG);
        assert!(!places.under_way().exists());
    }

    #[test]
    fn no_window_takes_away_what_another_has_under_way() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let path = places.under_way();
        private_dir::make(&path).unwrap();
        let routine: UnderWay = serde_json::from_str(
            r#"{"cramp":null,"routine":{"routine":"bedtime-full","step":3,"title":"Walk","ago":{"secs":0,"nanos":0}}}"#,
        )
        .unwrap();
        let none = UnderWay::default;
        let mut both = cramp();
        both.routine.clone_from(&routine.routine);
        // Relief in one window, a routine in the other, whoever writes first.
        write(&path, &none(), cramp()).unwrap();
        write(&path, &none(), routine.clone()).unwrap();
        assert_eq!(found(&path).timeless(), both.timeless());
        write(&path, &cramp().timeless(), cramp()).unwrap();
        assert_eq!(found(&path).timeless(), both.timeless());
        // One window ends with what is its own.
        write(&path, &routine, none()).unwrap();
        assert_eq!(found(&path).timeless(), cramp().timeless());
        // What the other has come to since stays.
        let mut later = cramp();
        later.cramp.as_mut().unwrap().place = (2, 0);
        write(&path, &cramp().timeless(), later.clone()).unwrap();
        write(&path, &cramp().timeless(), none()).unwrap();
        assert_eq!(found(&path).timeless(), later.timeless());
        write(&path, &later.timeless(), none()).unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_look_tells_what_others_have_under_way_once_and_never_what_is_its_own() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let open = || Shelf::new(Some(&places), &UnderWay::default());
        let (mut one, other) = (open(), open());
        assert_eq!((one.look(), other.look()), (None, None));
        one.keep(cramp());
        while lock(&one.known).waiting > 0 {
            thread::yield_now();
        }
        assert_eq!(one.look(), None);
        assert_eq!(other.look().unwrap().timeless(), cramp().timeless());
        assert_eq!(other.look(), None);
        other.knows(&cramp());
        one.keep(UnderWay::default());
        one.finish(LONG);
        assert_eq!(other.look(), Some(UnderWay::default()));
    }

    #[test]
    fn what_is_no_record_of_the_past_is_nothing() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        write(&places.under_way(), &UnderWay::default(), cramp()).unwrap();
        let text = fs::read_to_string(places.under_way()).unwrap();
        let ahead = text.replace("\"at\":", "\"at\":9");
        for bad in [
            "",
            "{}",
            "[1]",
            "\0\0",
            &ahead,
            &text.replace("\"v\":1", "\"v\":2"),
        ] {
            fs::write(places.under_way(), bad).unwrap();
            assert_eq!(read(Some(&places)), UnderWay::default(), "{bad}");
        }
        assert_eq!(read(None), UnderWay::default());
    }
}
