//! `diary check`: every line that cannot be read, by its number.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use super::{OpenDiary, list, now, unread};
use crate::cli::words::quoted;
use crate::diary::doubt::{self, Doubt};
use crate::diary::entry::Cramp;
use crate::diary::line::Line;
use crate::diary::value::Seconds;
use crate::diary::{Diary, Entry};
use crate::io::files::Places;
use crate::io::output::out;
use crate::io::recovery;
use crate::io::store::Refused;
use crate::routine::hidden::shown;

/// Names the lines that say nothing, or not all of what stands in them; 1 if there are any.
pub(super) fn check(book: &OpenDiary) -> Result<ExitCode> {
    let OpenDiary {
        store,
        contents,
        diary,
    } = book;
    let path = shown(store.path());
    let unread = unread(contents, diary.troubles()).into_iter();
    let mut found: Vec<_> = unread.map(|(line, why)| (line, why.to_owned())).collect();
    let is_fine = found.is_empty() && contents.read_only.is_none();
    found.extend(foreign(book).map(|(line, kind)| {
        let what = format!("note: `{kind}` is a kind of a later version; it is kept");
        (line, what)
    }));
    let odd = contents.odd.iter();
    found.extend(odd.map(|line| (line.number, format!("note: {}", line.why))));
    found.sort();
    let found = found
        .iter()
        .map(|(line, what)| format!("{path}:{line}: {what}"));
    let found = found.chain(contents.read_only.iter().map(Refused::to_string));
    let entries = diary.entries().count();
    let sum = if is_fine {
        format!("Entries: {entries}. Every line can be read.")
    } else {
        format!("Entries: {entries}. What cannot be read changes nothing and stays where it is.")
    };
    let left = Places::find()
        .iter()
        .flat_map(recovery::left)
        .collect::<Vec<_>>()
        .into_iter()
        .map(|file| {
            let file = shown(&file);
            format!("note: {file} holds what could not be saved, and still cannot be")
        })
        .chain(copies(store.path()).into_iter().map(|file| {
            let (file, typed) = (shown(&file), quoted(&file.to_string_lossy()));
            format!(
                "note: {file} looks like a copy that a sync has left beside the diary; `uncramp \
                 diary import {typed}` brings in what is missing, then remove it"
            )
        }));
    let doubts = doubts(diary, &doubt::all(diary, now())).into_iter();
    let doubts = doubts.map(|doubt| format!("note: {doubt}"));
    let report: Vec<_> = found.chain(left).chain(doubts).chain([sum]).collect();
    out(&(report.join("\n") + "\n"))?;
    Ok(ExitCode::from(u8::from(!is_fine)))
}

/// The files beside the diary that a sync has made of it, as `diary.sync-conflict-20261122.jsonl`,
/// `diary (conflicted copy).jsonl` or `diary (1).jsonl`, or an editor, as `diary.jsonl~`.
pub(super) fn copies(diary: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(stem)) = (diary.parent(), diary.file_stem()) else {
        return Vec::new();
    };
    let stem = stem.to_string_lossy();
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let copies = files.map(|file| file.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let rest = name.strip_prefix(&*stem);
        let is_copy = rest.is_some_and(|rest| {
            // What `diary mend` has set aside is none.
            rest.contains(".jsonl")
                && !rest.starts_with(|c: char| c.is_alphanumeric())
                && !rest.starts_with(".unreadable-")
        });
        is_copy && path != diary && path.is_file()
    });
    let mut copies: Vec<_> = copies.collect();
    copies.sort();
    copies
}

/// What is worth a question, in words.
pub(crate) fn doubts(diary: &Diary, doubts: &[Doubt<'_>]) -> Vec<String> {
    let place = |cramp: &Cramp| list::place(diary, &Entry::Cramp(cramp.clone()));
    let doubts = doubts.iter().map(|doubt| match doubt {
        Doubt::Long { id, cramp } => {
            let length = cramp.length().map_or(0, Seconds::number);
            let (length, place) = (list::minutes(length), place(cramp));
            format!(
                "{id}, {place}: did it last {length}? `uncramp diary edit {id} --minutes` mends it"
            )
        }
        Doubt::Future { id, cramp } => {
            let place = place(cramp);
            format!("{id}, {place}: that is still to come; `uncramp diary edit {id} --at` mends it")
        }
        Doubt::Overlap {
            id,
            cramp,
            earlier,
            is_one,
        } => {
            let place = place(cramp);
            let so = if *is_one { ", so both count as one" } else { "" };
            format!(
                "{id}, {place}: it began before {earlier} had ended{so}; \
                 `uncramp diary edit {id}` mends the time (--at) or says that it was another (--apart yes)"
            )
        }
    });
    doubts.collect()
}

/// The lines about entries that this version does not know, and their kinds.
fn foreign(book: &OpenDiary) -> impl Iterator<Item = (usize, &str)> {
    let lines = book.contents.lines.iter();
    lines.filter_map(|line| {
        let id = Line::parse(&line.text).ok()?.id;
        match book.diary.entry(&id)? {
            entry @ Entry::Foreign(_) => Some((line.number, entry.kind())),
            Entry::Cramp(_) | Entry::Session(_) | Entry::Night(_) | Entry::Review(_) => None,
        }
    })
}
