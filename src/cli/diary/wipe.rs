//! `diary wipe`: the one way to remove what was written.

use std::fs;
use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::check::copies;
use crate::cli::words::note;
use crate::io::files::Places;
use crate::io::output::{out, warn_stderr};
use crate::io::private_dir;
use crate::io::recovery;
use crate::io::store::{ASIDE, Store};
use crate::routine::hidden::shown;

/// What has to be typed.
const WORD: &str = "wipe";

/// Removes the diary and what could not be saved in it, once that is confirmed; 1 if it is not.
pub(super) fn wipe(store: &Store, yes: bool) -> Result<ExitCode> {
    let path = shown(store.path());
    let places = Places::find();
    let mut unsaved: Vec<_> = places.iter().flat_map(recovery::left_of_diary).collect();
    unsaved.extend(places.iter().flat_map(recovery::unfinished));
    unsaved.extend(private_dir::beside(store.path(), ASIDE).0);
    unsaved.extend(
        places
            .iter()
            .map(Places::under_way)
            .filter(|path| path.exists()),
    );
    if !store.path().exists() && unsaved.is_empty() {
        out(&format!("{path}: there is none, so nothing was removed.\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    if !yes && !stdin().is_terminal() {
        bail!("nothing is removed: there is nobody to ask; `--yes` says that you mean it");
    }
    if !yes && !is_confirmed(store)? {
        warn_stderr("Nothing was removed.");
        return Ok(ExitCode::FAILURE);
    }
    if let Err(why) = store.wipe(&super::wait) {
        note(
            unsaved
                .iter()
                .map(|file| format!("{} is of this program, and stays too", shown(file))),
        );
        return Err(why.into());
    }
    for file in unsaved {
        fs::remove_file(&file).with_context(|| format!("{} stays", shown(&file)))?;
    }
    out(&format!(
        "{path}: removed. Copies and exports elsewhere are yours to remove; the answers to the safety \
         questions stay.\n"
    ))?;
    note(
        copies(store.path())
            .into_iter()
            .map(|copy| format!("{} looks like a copy of the diary, and stays", shown(&copy))),
    );
    Ok(ExitCode::SUCCESS)
}

fn is_confirmed(store: &Store) -> Result<bool> {
    warn_stderr(&format!(
        "This removes the whole diary for ever: {}\n`uncramp diary export --out FILE` keeps a copy.\n\
         Type {WORD} and press ENTER to remove it; anything else keeps it.",
        shown(store.path())
    ));
    let mut typed = String::new();
    stdin()
        .read_line(&mut typed)
        .context("cannot read the answer")?;
    Ok(typed.trim() == WORD)
}
