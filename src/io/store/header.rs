//! The first line of a file: what it is, and how the others are to be understood.

use std::error::Error;
use std::{fmt, io};

use serde::Deserialize;
use serde_json::Value;

use super::refused::because;
use crate::profile::file::says_nothing;

/// The format that this program writes.
const FORMAT: u32 = 1;

/// What some editors put before a text: that it is UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes between the header's fixed part and its id, the last of them left out: `,"id":"`.
const ID_MARK: usize = 6;
/// Bytes after the id: `"}` and a line feed.
const END: usize = 3;

/// Bytes that the header of no format exceeds.
pub(super) const LONGEST: usize = 256;

/// What a file of lines holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    Diary,
    Answers,
}

impl StoreKind {
    /// The header of the format that this program writes, up to what differs between two files.
    fn header(self) -> &'static str {
        match self {
            Self::Diary => "{\"diary\":\"uncramp\",\"format\":1",
            Self::Answers => "{\"profile\":\"uncramp\",\"format\":1",
        }
    }

    /// How every header begins, of whatever format.
    fn mark(self) -> &'static [u8] {
        match self {
            Self::Diary => b"{\"diary\":\"uncramp\",",
            Self::Answers => b"{\"profile\":\"uncramp\",",
        }
    }

    /// How its other lines begin: a file that lacks its header is recognised by them.
    fn lines(self) -> &'static [&'static [u8]] {
        match self {
            Self::Diary => &[b"{\"v\":"],
            Self::Answers => &[b"{\"question\":", b"{\"asked\":", b"{\"sign\":"],
        }
    }

    /// What such a file is called.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Diary => "a diary",
            Self::Answers => "a file of safety answers",
        }
    }

    /// The first line of a new file whose id is `id`, or of a copy of that file.
    pub fn first_line(self, id: &str) -> String {
        format!("{},\"id\":\"{id}\"}}\n", self.header())
    }

    /// What has to be added before anything else to a file that begins with `bytes`: all of the
    /// header to one that is empty, but for blanks and comments, the rest of it to one that was cut short
    /// in it. The id of a file that is begun is `id`, as long as any.
    ///
    /// # Errors
    /// Nothing may be added: it is none of this kind, or one of a newer format.
    pub(super) fn missing(self, bytes: &[u8], id: &str) -> io::Result<String> {
        let whole = self.first_line(id);
        if let Some(rest) = rest(&whole, self.header().len(), bytes) {
            return Ok(rest.to_owned());
        }
        let text = bytes.strip_prefix(BOM).unwrap_or(bytes);
        let lines = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
        let mut lines = lines.filter(|line| !says_nothing(line));
        // Whatever somebody has written above it, what has a header is a file of this kind.
        let format = lines.clone().find_map(|line| self.format(line));
        let first = lines.next().unwrap_or_default();
        match format {
            Some(format) if format <= FORMAT => Ok(String::new()),
            Some(format) => Err(because(format!(
                "written by a newer uncramp (format {format}; this one knows {FORMAT}), so it can \
                 be read but not added to; use the newer uncramp"
            ))),
            None if self.lines().iter().any(|mark| first.starts_with(mark)) => Ok(String::new()),
            None if first.is_empty() && text.trim_ascii_end().len() == text.len() => {
                Ok(format!("\n{whole}"))
            }
            None if first.is_empty() => Ok(whole),
            None => Err(ForeignFile(self).into()),
        }
    }

    /// Whether a file that is all of `bytes` was never begun: a power cut has left zeros in place of
    /// its first lines, and at most a part of the header before them. Nothing in it was acknowledged.
    pub(super) fn is_void(self, bytes: &[u8]) -> bool {
        let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        let whole = self.first_line(super::ANY_ID);
        let rest = rest(&whole, self.header().len(), &bytes[..bytes.len() - zeros]);
        zeros > 0 && rest.is_some_and(|rest| !rest.is_empty())
    }

    /// The format that a header names; `None` if the line is no header of this kind.
    pub fn format(self, line: &[u8]) -> Option<u32> {
        Some(self.read(line)?.format)
    }

    pub(super) fn id(self, line: &[u8]) -> Option<String> {
        Some(self.read(line)?.id.as_str()?.to_owned())
    }

    fn read(self, line: &[u8]) -> Option<Header> {
        let line = line.strip_prefix(BOM).unwrap_or(line);
        let is_header = line.starts_with(self.mark());
        is_header.then(|| serde_json::from_slice(line).ok())?
    }
}

#[derive(Deserialize)]
struct Header {
    format: u32,
    #[serde(default)]
    id: Value,
}

/// What is missing of a header whose id is a wildcard, which begins at `fixed`, after `bytes`.
fn rest<'h>(whole: &'h str, fixed: usize, bytes: &[u8]) -> Option<&'h str> {
    let is_id = |at: usize| at > fixed + ID_MARK && at < whole.len() - END;
    let fits = |(at, (&found, meant)): (usize, (&u8, u8))| {
        found == meant || is_id(at) && found.is_ascii_hexdigit()
    };
    let is_begun =
        bytes.len() <= whole.len() && bytes.iter().zip(whole.bytes()).enumerate().all(fits);
    is_begun.then(|| &whole[bytes.len()..])
}

/// A file that is something else.
#[derive(Debug)]
pub(super) struct ForeignFile(StoreKind);

impl fmt::Display for ForeignFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(kind) = self;
        write!(
            f,
            "not {}, whose first line begins with `{}`; mend that line, or move the file away",
            kind.words(),
            kind.header()
        )
    }
}

impl Error for ForeignFile {}

impl From<ForeignFile> for io::Error {
    fn from(foreign: ForeignFile) -> Self {
        Self::other(foreign)
    }
}

/// Whether it was refused because the file is something else.
pub(super) fn is_foreign(error: &io::Error) -> bool {
    let inner = error.get_ref();
    inner
        .and_then(|inner| inner.downcast_ref::<ForeignFile>())
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::file;

    const KINDS: [StoreKind; 2] = [StoreKind::Diary, StoreKind::Answers];
    const ID: &str = "0123456789abcdef";
    const OTHER: &str = "fedcba9876543210";

    fn missing(bytes: &[u8]) -> io::Result<String> {
        StoreKind::Diary.missing(bytes, ID)
    }

    #[test]
    fn a_header_cut_anywhere_is_completed_whatever_its_id_was() {
        for kind in KINDS {
            let whole = kind.first_line(OTHER);
            for cut in 0..=whole.len() {
                let rest = kind.missing(&whole.as_bytes()[..cut], ID).unwrap();
                let header = whole[..cut].to_owned() + &rest;
                assert_eq!(header.len(), whole.len(), "{header}");
                assert_eq!(kind.format(header.as_bytes()), Some(FORMAT), "{header}");
                assert!(kind.id(header.as_bytes()).is_some(), "{header}");
            }
        }
    }

    #[test]
    fn the_header_is_one_of_its_own_format_and_of_no_other_kind() {
        for kind in KINDS {
            let header = kind.first_line(ID);
            for other in KINDS {
                let format = other.format(header.as_bytes());
                assert_eq!(format, (kind == other).then_some(FORMAT));
            }
            assert_eq!(kind.id(header.as_bytes()).as_deref(), Some(ID));
            assert!(header.len() <= LONGEST);
        }
        let header = StoreKind::Answers.first_line(ID);
        assert_eq!(file::format(header.trim_end()), Some(file::FORMAT));
    }

    #[test]
    fn what_an_editor_put_before_the_header_and_a_header_that_is_gone_do_no_harm() {
        let header = "{\"diary\":\"uncramp\",\"format\":1}\n";
        for harmless in [
            header.to_owned(),
            format!("\u{feff}{header}"),
            format!("\n \r\n{header}"),
            "{\"v\":1,\"id\":\"a\",".to_owned(),
            format!("# my diary\n\n// of cramps\n{header}"),
            format!("My diary\n{header}"),
            "# my diary\n{\"v\":1,\"id\":\"a\",".to_owned(),
        ] {
            assert_eq!(missing(harmless.as_bytes()).unwrap(), "", "{harmless:?}");
        }
        let whole = StoreKind::Diary.first_line(ID);
        for begun in ["\n", "# my diary\n", " # my diary\n \n"] {
            assert_eq!(missing(begun.as_bytes()).unwrap(), whole, "{begun:?}");
        }
        assert_eq!(missing(b"# my diary").unwrap(), format!("\n{whole}"));
    }

    #[test]
    fn a_newer_header_may_say_more() {
        let newer = br#"{"diary":"uncramp","zone":"UTC","format":7}"#;
        assert_eq!(StoreKind::Diary.format(newer), Some(7));
        let why = missing(newer).unwrap_err().to_string();
        assert!(why.contains("format 7; this one knows 1"), "{why}");
    }

    #[test]
    fn what_begins_otherwise_is_no_diary() {
        for other in ["{}\n", "milk, eggs\n", "{\"diary\":\"uncramp\",\n"] {
            let why = missing(other.as_bytes()).unwrap_err();
            assert!(is_foreign(&why), "{other:?}: {why}");
            assert!(why.to_string().contains("not a diary"), "{other:?}: {why}");
        }
    }
}
