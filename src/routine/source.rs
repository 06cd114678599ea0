//! The bytes of a file -> its text.

use super::problem::Problem;

/// Bytes of a routine file or of `config.toml`, at most: 256 KiB.
pub const MOST_BYTES: usize = 256 * 1024;

/// The text of a file, which is UTF-8; a byte order mark stays in it, so that spans hold.
///
/// # Errors
/// A problem when there are more than [`MOST_BYTES`], or when the bytes are no text in UTF-8. Its
/// span counts bytes and may end within a character.
pub fn text(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() > MOST_BYTES {
        let what = format!("the file is larger than {} KiB", MOST_BYTES / 1024);
        return Err(
            Problem::error(0..0, what).mend("a routine takes a few KiB; is it the right file?")
        );
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let what = "the file is UTF-16, expected UTF-8";
        return Err(Problem::error(0..0, what).mend("save it as UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let what = "a zero byte stands here: the file is UTF-16, or no text at all";
        return Err(Problem::error(at..at + 1, what).mend("save it as plain text in UTF-8"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let what = format!("the byte {:02X} stands here, which is no UTF-8", bytes[at]);
        Problem::error(at..at + 1, what).mend("save the file as UTF-8; it may be Latin-1 now")
    })
}
