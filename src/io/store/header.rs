//! The first line of a diary: that it is one, and how the others are to be understood.

use std::io;

use serde::Deserialize;

use super::refused::because;

/// The format that this program writes.
const FORMAT: u32 = 1;

/// The header of that format.
const HEADER: &str = "{\"diary\":\"uncramp\",\"format\":1}\n";

/// How every header begins, of whatever format.
const MARK: &[u8] = b"{\"diary\":\"uncramp\",";

/// What some editors put before a text: that it is UTF-8.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes that the header of no format exceeds.
pub const LONGEST: usize = 256;

/// What has to be added before anything else to a file that begins with `bytes`: all of the header
/// to an empty one, the rest of it to one that was cut short in it.
///
/// # Errors
/// Nothing may be added: it is no diary, or one of a newer format.
pub fn missing(bytes: &[u8]) -> io::Result<&'static str> {
    if let Some(rest) = HEADER.as_bytes().strip_prefix(bytes) {
        return Ok(&HEADER[HEADER.len() - rest.len()..]);
    }
    let first = bytes.split(|&byte| byte == b'\n').next();
    match first.and_then(format) {
        Some(format) if format <= FORMAT => Ok(""),
        Some(format) => Err(because(format!(
            "written by a newer uncramp (format {format}; this one knows {FORMAT}), so it can be \
             read but not added to; use the newer uncramp"
        ))),
        None => Err(because(format!(
            "not a diary, whose first line is `{}`; mend that line, or move the file away",
            HEADER.trim_end()
        ))),
    }
}

/// The format that a header names; `None` if the line is no header.
pub fn format(line: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Header {
        format: u32,
    }

    // Some editors put a mark before a text that they have saved.
    let line = line.strip_prefix(BOM).unwrap_or(line);
    let header: Header = line
        .starts_with(MARK)
        .then(|| serde_json::from_slice(line).ok())??;
    Some(header.format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_cut_anywhere_is_completed() {
        for cut in 0..=HEADER.len() {
            let (written, rest) = HEADER.split_at(cut);
            assert_eq!(missing(written.as_bytes()).unwrap(), rest);
        }
    }

    #[test]
    fn the_header_is_one_of_its_own_format() {
        assert_eq!(format(HEADER.as_bytes()), Some(FORMAT));
        assert!(HEADER.as_bytes().starts_with(MARK));
        assert!(HEADER.len() <= LONGEST);
    }

    #[test]
    fn a_newer_header_may_say_more() {
        let newer = br#"{"diary":"uncramp","zone":"UTC","format":7}"#;
        assert_eq!(format(newer), Some(7));
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
