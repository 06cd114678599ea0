//! What is read of a diary: whole lines, and where there are none.

use serde::Deserialize;
use serde_json::Value;

use super::header::BOM;
use super::{Refused, StoreKind};
use crate::diary::line::{Id, Line as DiaryLine, VERSION};
use crate::profile::file::says_nothing;

/// What stands in the file.
#[derive(Debug, Default)]
pub struct Contents {
    /// The lines that are JSON objects, in the order in which they were added.
    pub lines: Vec<RawLine>,
    /// The lines that are not.
    pub skipped: Vec<Skipped>,
    /// Lines at which something is odd that does no harm.
    pub odd: Vec<Skipped>,
    pub(super) len: u64,
    /// Why nothing can be added to this file, though it can be read.
    pub read_only: Option<Refused>,
    /// The id of the diary that is written in it, or else that of its first entry.
    pub owner: Option<String>,
    /// Whether that stands in its header.
    pub is_named: bool,
    /// Why it is read-only: it is something other than a diary.
    pub is_foreign: bool,
    /// A later version of the program has written lines of its own.
    pub(super) newer: bool,
}

/// One JSON object, of which nothing else is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLine {
    /// Which line of the file, from 1.
    pub number: usize,
    /// The object, as it stands there.
    pub text: String,
}

/// A line that says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// Which line of the file, from 1.
    pub number: usize,
    /// What it is, in a few words for the user.
    pub why: &'static str,
}

impl Contents {
    /// What `bytes` of a file say. Whether it can be added to is for others to judge.
    pub fn of(bytes: &[u8]) -> Self {
        let mut contents = Self::default();
        let text = bytes.strip_prefix(BOM);
        if text.is_some() {
            let why = "an editor has put a byte order mark before it, which does no harm";
            contents.odd.push(Skipped { number: 1, why });
        }
        let bytes = text.unwrap_or(bytes);
        let mut lines = (1..).zip(bytes.split(|&byte| byte == b'\n'));
        if let Some((number, _)) = lines.find(|(_, line)| line.ends_with(b"\r")) {
            let why = "from here on lines end with CR and LF, as on Windows, which does no harm";
            contents.odd.push(Skipped { number, why });
        }
        for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
            // Of two diaries in one file the second has a header too.
            if says_nothing(line) {
                continue;
            }
            if StoreKind::Diary.format(line).is_some() {
                if contents.owner.is_none() {
                    contents.owner = StoreKind::Diary
                        .id(line)
                        .filter(|id| Id::parse(id).is_some());
                    contents.is_named = contents.owner.is_some();
                }
                continue;
            }
            match object(line) {
                Ok((text, version)) => {
                    contents.newer |= version > VERSION;
                    if contents.owner.is_none() {
                        contents.owner =
                            DiaryLine::parse(text).ok().map(|line| line.id.to_string());
                    }
                    contents.lines.push(RawLine {
                        number,
                        text: text.to_owned(),
                    });
                }
                Err(why) => contents.skipped.push(Skipped { number, why }),
            }
        }
        contents
    }
}

/// The text of a line that is one JSON object and its version, or what it is instead.
fn object(line: &[u8]) -> Result<(&str, u64), &'static str> {
    #[derive(Deserialize)]
    struct Object {
        #[serde(default)]
        v: Value,
    }

    let text = str::from_utf8(line).map_err(|_| "not UTF-8 text")?;
    if !text.trim_start().starts_with('{') {
        return Err("not an entry of a diary");
    }
    match serde_json::from_str::<Object>(text) {
        Ok(object) => Ok((text, object.v.as_u64().unwrap_or_default())),
        Err(error) if error.is_eof() => Err("cut short while it was written"),
        Err(_) => Err("not well-formed JSON"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}\n";

    #[test]
    fn a_mark_and_line_ends_of_another_system_are_named_and_hide_nothing() {
        let odd = |text: &str| {
            let contents = Contents::of(text.as_bytes());
            assert_eq!(
                (contents.lines.len(), contents.skipped),
                (2, vec![]),
                "{text:?}"
            );
            let odd = contents.odd.iter().map(|line| line.number);
            odd.collect::<Vec<_>>()
        };
        let text = format!("{HEADER}{{\"n\":1}}\n{{\"n\":2}}\n");
        assert_eq!(odd(&text), [] as [usize; 0]);
        assert_eq!(odd(&format!("\u{feff}{text}")), [1]);
        assert_eq!(odd(&text.replace('\n', "\r\n")), [1]);
        let last = text.replace("2}\n", "2}\r\n");
        assert_eq!(odd(&format!("\u{feff}{last}")), [1, 3]);
    }

    #[test]
    fn lines_that_say_nothing_are_named_and_hide_no_others() {
        let mut bytes = HEADER.as_bytes().to_vec();
        bytes.extend(b"{\"n\":1}\n\0\0\0\n\xff\n{\"n\":2\n{\"n\" 2}\n17\n\n{\"n\":3}\r\n");
        bytes.extend(HEADER.as_bytes());
        bytes.extend(b"{\"n\":4}");
        let contents = Contents::of(&bytes);
        let lines: Vec<_> = contents.lines.iter().map(|line| line.number).collect();
        assert_eq!(lines, [2, 9, 11]);
        let skipped = contents.skipped.iter();
        let skipped: Vec<_> = skipped.map(|line| (line.number, line.why)).collect();
        assert_eq!(
            skipped,
            [
                (3, "not an entry of a diary"),
                (4, "not UTF-8 text"),
                (5, "cut short while it was written"),
                (6, "not well-formed JSON"),
                (7, "not an entry of a diary"),
            ]
        );
    }
}
