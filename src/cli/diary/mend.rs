//! `diary mend`: moves what cannot be read into a file beside the diary.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Map, Value};

use super::{OpenDiary, numbered};
use crate::diary::Diary;
use crate::io::output::out;
use crate::io::store::{Contents, set_aside};
use crate::routine::hidden::shown;
use crate::ui::time::counted;

/// Takes every line that cannot be read out of the diary, and of others the values that cannot; the
/// lines as they stood are kept in a file beside it.
pub(super) fn mend(book: &OpenDiary) -> Result<ExitCode> {
    if let Some(why) = &book.contents.read_only {
        return Err(why.clone().into());
    }
    let mut told = "Every line can be read: there is nothing to mend.\n".to_owned();
    book.store.rewrite(|bytes| {
        let mended = Mended::of(bytes);
        if mended.moved.is_empty() {
            return Ok(None);
        }
        let path = set_aside(book.store.path(), &mended.moved.join(&b'\n'))?;
        let those = counted(mended.moved.len() as u64, "line");
        told = format!("{those} moved to {}; the rest can be read.\n", shown(&path));
        Ok(Some(mended.text))
    })?;
    out(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// A diary of which everything can be read.
struct Mended {
    text: Vec<u8>,
    /// The lines that are not in it as they stood.
    moved: Vec<Vec<u8>>,
}

impl Mended {
    fn of(bytes: &[u8]) -> Self {
        let mut lines: Vec<Vec<u8>> = bytes
            .split(|&byte| byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        let before = lines.clone();
        let mut touched = BTreeSet::new();
        loop {
            let faults = faults(&lines.join(&b'\n'));
            if faults.is_empty() {
                break;
            }
            for (at, whats) in faults {
                let line = &mut lines[at];
                // What was lessened once, and still cannot be read, goes.
                let rest = touched.insert(at).then(|| without(line, &whats)).flatten();
                *line = rest.unwrap_or_default();
            }
        }
        let is_gone = |at: &usize, line: &[u8]| touched.contains(at) && line.is_empty();
        let kept = lines
            .iter()
            .enumerate()
            .filter(|(at, line)| !is_gone(at, line));
        let kept: Vec<_> = kept.map(|(_, line)| line.as_slice()).collect();
        Self {
            text: kept.join(&b'\n'),
            moved: touched.iter().map(|&at| before[at].clone()).collect(),
        }
    }
}

/// What cannot be read, by the places of the lines from 0.
fn faults(bytes: &[u8]) -> BTreeMap<usize, Vec<String>> {
    let contents = Contents::of(bytes);
    let diary = Diary::from_numbered(numbered(&contents));
    let mut faults: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let skipped = contents.skipped.iter().map(|line| (line.number, ""));
    let troubles = diary.troubles().iter();
    let troubles = troubles.map(|trouble| (trouble.line, trouble.what.as_str()));
    for (number, what) in skipped.chain(troubles) {
        faults.entry(number - 1).or_default().push(what.to_owned());
    }
    faults
}

/// A line without the fields that the faults are about; `None` if they are about no field.
fn without(line: &[u8], faults: &[String]) -> Option<Vec<u8>> {
    let mut fields: Map<String, Value> = serde_json::from_slice(line).ok()?;
    for fault in faults {
        fields.remove(field(fault)?)?;
    }
    serde_json::to_vec(&fields).ok()
}

pub(super) fn field(fault: &str) -> Option<&str> {
    let (field, _) = fault.strip_prefix('`')?.split_once("`:")?;
    Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}";
    const CRAMP: &str = r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z"}"#;

    #[test]
    fn what_can_be_read_stays_and_what_cannot_is_moved_as_it_stood() {
        let bad = r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T09:00:00Z","severity":11,"side":"left"}"#;
        let text = format!("{HEADER}\n{CRAMP}\n{{\"v\":1,\nmilk\n{bad}\n");
        let mended = Mended::of(text.as_bytes());
        let moved: Vec<_> = mended
            .moved
            .iter()
            .map(|line| String::from_utf8_lossy(line))
            .collect();
        assert_eq!(moved, ["{\"v\":1,", "milk", bad]);
        let text = String::from_utf8(mended.text).unwrap();
        assert!(
            text.starts_with(&format!("{HEADER}\n{CRAMP}\n{{")),
            "{text}"
        );
        assert!(
            text.contains(r#""side":"left""#) && !text.contains("severity"),
            "{text}"
        );
        assert!(text.ends_with("}\n"), "{text}");
        assert_eq!(faults(text.as_bytes()), BTreeMap::new());
        assert!(Mended::of(text.as_bytes()).moved.is_empty());
    }

    #[test]
    fn any_damage_is_mended_and_whole_lines_stay() {
        let text = format!("{HEADER}\n{CRAMP}\n{CRAMP}\n");
        for at in 0..text.len() {
            for byte in [0, b'\n', b'"', 0xff, b'9'] {
                let mut damaged = text.clone().into_bytes();
                damaged[at] = byte;
                let mended = Mended::of(&damaged);
                assert!(faults(&mended.text).is_empty(), "{byte} at {at}");
            }
        }
    }
}
