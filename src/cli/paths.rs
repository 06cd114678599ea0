//! `uncramp paths`: where things live.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::words::note;
use crate::io::files::{Places, oddities};
use crate::io::output::out;
use crate::routine::hidden::shown;

/// Writes where settings, own routines, the safety answers, the diary and the log live.
pub(super) fn paths() -> Result<()> {
    let places = Places::find();
    note(oddities(places.as_ref()));
    let places = places.context("no home folder is known; set HOME")?;
    let line = |name: &str, path: PathBuf| format!("{name:<9} {}\n", shown(&path));
    out(&[
        line("config", places.config()),
        line("routines", places.routines()),
        line("poses", places.poses()),
        line("profile", places.profile()),
        line("diary", places.diary()),
        line("log", places.log()),
    ]
    .concat())
}
