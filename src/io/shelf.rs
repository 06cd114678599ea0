//! What is under way, kept in a file at every step, so that another window can go on with it.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::io::files::{self, Places};
use crate::io::{clock, page, private_dir};
use crate::session::under_way::UnderWay;

/// What stands in the file.
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
pub struct Shelf {
    path: Option<PathBuf>,
    /// The thread that writes, once there is anything to write.
    writer: Option<(Sender<UnderWay>, Receiver<()>)>,
}

impl Shelf {
    /// Nothing is touched before there is anything to keep, nor where no place is given.
    pub fn new(places: Option<&Places>) -> Self {
        Self {
            path: places.map(Places::under_way),
            writer: None,
        }
    }

    /// Keeps this in place of what was kept before.
    pub fn keep(&mut self, under_way: UnderWay) {
        if self.writer.is_none() {
            self.writer = self.path.take().and_then(start);
        }
        if let Some((sender, _)) = &self.writer {
            // A thread that has ended has said why in the log.
            let _ = sender.send(under_way);
        }
    }

    /// Waits until all is written, for no longer than `within`.
    pub fn finish(self, within: Duration) {
        if let Some((sender, ended)) = self.writer {
            drop(sender);
            let _ = ended.recv_timeout(within);
        }
    }
}

fn start(path: PathBuf) -> Option<(Sender<UnderWay>, Receiver<()>)> {
    let (sender, receiver) = mpsc::channel::<UnderWay>();
    let (ended, end) = mpsc::channel();
    let work = move || {
        let _until_the_thread_ends: Sender<()> = ended;
        while let Ok(first) = receiver.recv() {
            let latest = receiver.try_iter().last().unwrap_or(first);
            if let Err(why) = write(&path, latest) {
                log::warn!("{}: {why}", path.display());
            }
        }
    };
    let thread = thread::Builder::new().name("shelf".into()).spawn(work);
    thread.is_ok().then_some((sender, end))
}

fn write(path: &PathBuf, under_way: UnderWay) -> Result<(), String> {
    if under_way == UnderWay::default() {
        // Most often there is none.
        let _ = fs::remove_file(path);
        return Ok(());
    }
    let shelved = Shelved {
        v: VERSION,
        at: clock::now().as_second(),
        under_way,
    };
    let text = serde_json::to_string(&shelved).map_err(|error| error.to_string())?;
    private_dir::make(path).map_err(|error| error.to_string())?;
    page::write(path, text, true)
}

/// What was under way when it was last kept, as it is now. Whatever cannot be read, or comes from a
/// clock that was ahead, is nothing.
pub fn read(places: Option<&Places>) -> UnderWay {
    let text = places.and_then(|places| files::read_if_there(&places.under_way()).ok()?);
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
        let mut shelf = Shelf::new(Some(&places));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        shelf.keep(UnderWay::default());
        shelf.keep(cramp());
        shelf.finish(LONG);
        assert_eq!(read(Some(&places)).timeless(), cramp().timeless());
        let found = fs::metadata(places.under_way()).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o600);

        let mut shelf = Shelf::new(Some(&places));
        shelf.keep(UnderWay::default());
        shelf.finish(LONG);
        assert!(!places.under_way().exists());
    }

    #[test]
    fn what_is_no_record_of_the_past_is_nothing() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        write(&places.under_way(), cramp()).unwrap();
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
