//! The file of a danger that was recorded: read before the first frame, gone when it is over.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::io::files::{self, Places};
use crate::io::page::Draft;
use crate::io::{clock, place};
use crate::profile::danger::Danger;

/// The danger that holds today. A file that cannot be read is one.
pub fn read(places: Option<&Places>) -> Option<Danger> {
    let danger = stored(&places?.danger())?;
    // The day is looked up only where it matters: most people have no such file.
    (!danger.is_over(clock::wall().date())).then_some(danger)
}

/// Records that a sign was seen today.
///
/// # Errors
/// It is not recorded; the words are for the user.
pub fn note(sign: &str) -> Result<(), String> {
    let path = place()?;
    let danger = stored(&path).unwrap_or_default();
    let danger = danger.with(sign, clock::wall().date());
    let written = place::make(&path)
        .and_then(|()| Draft::new(&path, &danger.to_string()))
        .and_then(|draft| draft.publish(&path, true));
    written.map_err(|error| format!("Not recorded: {}: {error}", path.display()))
}

/// Forgets it: both legs look the same.
///
/// # Errors
/// It may come back; the words are for the user.
pub fn forget() -> Result<(), String> {
    let path = place()?;
    remove(&path).map_err(|error| format!("It will be asked again: {}: {error}", path.display()))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(()) => place::sync(path),
    }
}

fn place() -> Result<std::path::PathBuf, String> {
    let places = Places::find().map(|places| places.danger());
    places.ok_or_else(|| "Not recorded: no home folder is known.".to_owned())
}

fn stored(path: &Path) -> Option<Danger> {
    let text = files::read_if_there(path).unwrap_or_else(|reason| {
        log::warn!("{}: {reason}", path.display());
        Some(String::new())
    });
    text.map(|text| Danger::parse(&text))
}
