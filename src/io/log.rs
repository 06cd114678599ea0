//! The log file, written only when asked for.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, ensure};
use log::{LevelFilter, Log, Metadata, Record};
use rustix::fs::{Mode, OFlags, open};

use crate::io::{clock, private_dir};
use crate::routine::hidden;
use crate::routine::hidden::shown;

/// Sends what this program logs from now on, up to `level`, to the end of the file at `path`.
/// Only its owner can read a file that is new.
pub(crate) fn start(path: &Path, level: LevelFilter) -> Result<()> {
    let file = create(path).with_context(|| format!("cannot write the log {}", shown(path)))?;
    ensure!(
        file.metadata()?.is_file(),
        "cannot write the log {}: not a file",
        shown(path)
    );
    log::set_boxed_logger(Box::new(Sink(Mutex::new(file))))
        .context("the log was started before")?;
    log::set_max_level(level);
    Ok(())
}

fn create(path: &Path) -> io::Result<File> {
    private_dir::make(path)?;
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE;
    // A pipe under that name must not keep the program waiting for a reader.
    let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(open(path, flags, Mode::RUSR | Mode::WUSR)?))
}

struct Sink(Mutex<File>);

impl Log for Sink {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("uncramp")
    }

    /// A line that cannot be written is lost: the log must never stop a stretch.
    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let text = record.args().to_string();
        let line = format!(
            "{} {} {}: {}\n",
            clock::now().strftime("%F %TZ"),
            record.level(),
            record.target(),
            hidden::named(&text)
        );
        if let Ok(mut file) = self.0.lock() {
            let _ = file.write_all(line.as_bytes());
        }
    }

    fn flush(&self) {}
}
