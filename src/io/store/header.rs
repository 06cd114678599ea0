//! The first line of a file: what it is, and how the others are to be understood.

use std::io;

use serde::Deserialize;

use super::refused::because;

/// The format that this program writes.
const FORMAT: u32 = 1;

/// Bytes that the header of no format exceeds.
pub const LONGEST: usize = 256;

/// What a file of lines holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The diary.
    Diary,
    /// The answers to the safety questions.
    Answers,
}

impl Kind {
    /// The header of the format that this program writes.
    fn header(self) -> &'static str {
        match self {
            Self::Diary => "{\"diary\":\"uncramp\",\"format\":1}\n",
            Self::Answers => "{\"profile\":\"uncramp\",\"format\":1}\n",
        }
    }

    /// How every header begins, of whatever format.
    fn mark(self) -> &'static [u8] {
        match self {
            Self::Diary => b"{\"diary\":\"uncramp\",",
            Self::Answers => b"{\"profile\":\"uncramp\",",
        }
    }

    /// What such a file is called.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Diary => "a diary",
            Self::Answers => "a file of safety answers",
        }
    }

    /// What has to be added before anything else to a file that begins with `bytes`: all of the
    /// header to an empty one, the rest of it to one that was cut short in it.
    ///
    /// # Errors
    /// Nothing may be added: it is none of this kind, or one of a newer format.
    pub(super) fn missing(self, bytes: &[u8]) -> io::Result<&'static str> {
        let header = self.header();
        if let Some(rest) = header.as_bytes().strip_prefix(bytes) {
            return Ok(&header[header.len() - rest.len()..]);
        }
        let first = bytes.split(|&byte| byte == b'\n').next();
        match first.and_then(|line| self.format(line)) {
            Some(format) if format <= FORMAT => Ok(""),
            Some(format) => Err(because(format!(
                "written by a newer uncramp (format {format}; this one knows {FORMAT}), so it can \
                 be read but not added to; use the newer uncramp"
            ))),
            None => Err(because(format!(
                "not {}, whose first line is `{}`; mend that line, or move the file away",
                self.words(),
                header.trim_end()
            ))),
        }
    }

    /// The format that a header names; `None` if the line is no header of this kind.
    pub fn format(self, line: &[u8]) -> Option<u32> {
        #[derive(Deserialize)]
        struct Header {
            format: u32,
        }

        let header: Header = line
            .starts_with(self.mark())
            .then(|| serde_json::from_slice(line).ok())??;
        Some(header.format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::file;

    const KINDS: [Kind; 2] = [Kind::Diary, Kind::Answers];

    fn missing(bytes: &[u8]) -> io::Result<&'static str> {
        Kind::Diary.missing(bytes)
    }

    #[test]
    fn a_header_cut_anywhere_is_completed() {
        for kind in KINDS {
            for cut in 0..=kind.header().len() {
                let (written, rest) = kind.header().split_at(cut);
                assert_eq!(kind.missing(written.as_bytes()).unwrap(), rest);
            }
        }
    }

    #[test]
    fn the_header_is_one_of_its_own_format_and_of_no_other_kind() {
        for kind in KINDS {
            let header = kind.header().as_bytes();
            for other in KINDS {
                let format = other.format(header);
                assert_eq!(format, (kind == other).then_some(FORMAT));
            }
            assert!(header.len() <= LONGEST);
        }
        let header = Kind::Answers.header().trim_end();
        assert_eq!(file::format(header), Some(file::FORMAT));
    }

    #[test]
    fn a_newer_header_may_say_more() {
        let newer = br#"{"diary":"uncramp","zone":"UTC","format":7}"#;
        assert_eq!(Kind::Diary.format(newer), Some(7));
        let why = missing(newer).unwrap_err().to_string();
        assert!(why.contains("format 7; this one knows 1"), "{why}");
    }

    #[test]
    fn what_begins_otherwise_is_no_diary() {
        for other in ["{}\n", "\n", "milk, eggs\n", "{\"diary\":\"uncramp\",\n"] {
            let why = missing(other.as_bytes()).unwrap_err().to_string();
            assert!(why.contains("not a diary"), "{other:?}: {why}");
        }
    }
}
