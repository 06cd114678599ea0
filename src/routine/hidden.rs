//! Characters that do not show: a text of a file may carry none, and a message names them.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use unicode_width::UnicodeWidthChar;

/// Marks that may stand on one character: more than any language needs.
const MARKS: usize = 8;

/// Whether `c` is a control character, turns the direction of writing, or is invisible.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || turns(c) || is_invisible(c)
}

/// Whether `c` joins what stands beside it, or keeps it apart: part of writing Persian, the scripts of
/// India, and pictures such as that of a family.
pub fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// The characters of a text, each with whether it is hidden there: one that joins is not, where it
/// stands between two that can be joined.
pub fn seen(text: &str) -> impl Iterator<Item = (char, bool)> {
    let can_join = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_hidden(c);
    let mut rest = text.chars().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let is_between = before.is_some_and(can_join) && rest.peek().copied().is_some_and(can_join);
        before = Some(c);
        Some((c, is_hidden(c) && !(joins(c) && is_between)))
    })
}

/// `text` with every hidden character replaced by its name, as in `<U+001B>`.
pub fn named(text: &str) -> Cow<'_, str> {
    if !seen(text).any(|(_, is_hidden)| is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (c, is_hidden) in seen(text) {
        if is_hidden {
            out.push('<');
            out.push_str(&name(c));
            out.push('>');
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A path as it can stand in a message: nothing in it begins a line or steers a terminal.
pub fn shown(path: &Path) -> String {
    named(&path.to_string_lossy()).into_owned()
}

/// `text` with a question mark for every character that a text may not hold, but for tabs.
pub fn masked(text: &str) -> String {
    let mut marks = 0;
    let mask = |(c, is_hidden): (char, bool)| {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        if c != '\t' && (is_hidden || marks > MARKS) {
            '?'
        } else {
            c
        }
    };
    seen(text).map(mask).collect()
}

/// The letter of a keyboard that `c` is read as: that of another alphabet, or a full-width one.
pub(crate) fn look_alike(c: char) -> char {
    /// Letters of Greek and Cyrillic, below each what it is read as.
    const OTHERS: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχАВЕЅІЈКМНОРСТУХаеѕіјкмнорстухԁһ";
    const LATIN: &str = "ABEZHIKMNOPTYXaikvopuxABESIJKMHOPCTYXaesijkmhopctyxdh";
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xff01 + u32::from('!')).unwrap_or(c)
        }
        _ => OTHERS
            .chars()
            .zip(LATIN.chars())
            .find_map(|(other, latin)| (other == c).then_some(latin))
            .unwrap_or(c),
    }
}

/// `U+001B` and the like.
pub(crate) fn name(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// What kind of hidden character `c` is, in words.
pub(crate) fn kind(c: char) -> &'static str {
    if c.is_control() {
        "a control character"
    } else if turns(c) {
        "a mark that turns the direction of writing"
    } else {
        "an invisible character"
    }
}

#[derive(Debug)]
pub(crate) struct Hidden {
    /// Bytes of the text as the file writes it.
    pub(crate) at: Range<usize>,
    pub(crate) what: String,
    pub(crate) help: &'static str,
}

/// The first thing that `text` may not hold; `raw` is the text as the file writes it, with its
/// quotes and escapes.
pub(crate) fn find(text: &str, raw: &str) -> Option<Hidden> {
    let mut marks = 0;
    for (c, is_hidden) in seen(text) {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        let (what, help) = match c {
            '\n' | '\r' => (
                "has a line break, expected one line".to_owned(),
                "write it in one line",
            ),
            '\t' => ("has a tab".to_owned(), "write a space"),
            _ if is_hidden => (format!("has {} in it: {}", name(c), kind(c)), "delete it"),
            _ if marks > MARKS => (
                format!("has more than {MARKS} marks on one character"),
                "delete the marks that pile up",
            ),
            _ => continue,
        };
        let at = place(c, raw);
        return Some(Hidden { at, what, help });
    }
    None
}

/// Where `raw` has `c`, as itself or as an escape.
fn place(c: char, raw: &str) -> Range<usize> {
    if let Some(at) = raw.find(c) {
        return at..at + c.len_utf8();
    }
    let mut from = 0;
    while let Some(at) = raw[from..].find('\\').map(|at| from + at) {
        let end = at + escape_length(&raw[at..]);
        if unescaped(&raw[at..end]) == Some(c) {
            return at..end;
        }
        from = end;
    }
    0..raw.len()
}

/// Bytes of the escape that `raw` begins with.
fn escape_length(raw: &str) -> usize {
    let length = match raw.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    };
    let mut ends = length..=raw.len();
    ends.find(|&end| raw.is_char_boundary(end))
        .unwrap_or(raw.len())
}

/// The character an escape stands for, if it is one that does not show.
fn unescaped(escape: &str) -> Option<char> {
    match escape.as_bytes().get(1)? {
        b'b' => Some('\u{8}'),
        b't' => Some('\t'),
        b'n' => Some('\n'),
        b'f' => Some('\u{c}'),
        b'r' => Some('\r'),
        b'e' => Some('\u{1b}'),
        b'x' | b'u' | b'U' => {
            let digits = escape.get(2..)?;
            u32::from_str_radix(digits, 16)
                .ok()
                .and_then(char::from_u32)
        }
        _ => None,
    }
}

fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Whether `c` is empty, or only tells a program how to lay out what stands beside it.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}'
            | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_shown_stays_in_its_line() {
        let path = shown(Path::new("dir/new\nline\x1b[31m.toml"));
        assert_eq!(path, "dir/new<U+000A>line<U+001B>[31m.toml");
        assert_eq!(shown(Path::new("für dich/a b")), "für dich/a b");
    }

    #[test]
    fn what_does_not_show_is_hidden_and_what_shows_is_not() {
        let mut directions = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        assert!(directions.all(is_hidden));
        let others = [
            '\u{1b}', '\u{7f}', '\u{9b}', '\u{200b}', '\u{200f}', '\u{61c}', '\u{feff}',
        ];
        assert!(others.into_iter().all(is_hidden));
        assert!(!"Größe, Knöchel, 膝, שוק, ❤️, 🦵".contains(is_hidden));
    }

    #[test]
    fn what_joins_is_part_of_writing_between_two_letters_and_nowhere_else() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}❤️\u{200d}👨",
            "🧘🏽\u{200d}♀️",
        ] {
            assert_eq!(named(text), text);
            assert!(find(text, text).is_none(), "{text}");
        }
        for text in [
            "\u{200d}می",
            "می\u{200c}",
            "pay\u{200d}pal",
            "م\u{200c}\u{200c}ی",
        ] {
            assert!(named(text).contains("<U+200"), "{text}");
            assert!(find(text, text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_hidden_character_is_found_where_the_file_writes_it() {
        for (raw, c, at) in [
            ("\"a\u{202e}\"", '\u{202e}', 2..5),
            (r#""a\u202eb""#, '\u{202e}', 2..8),
            (r#""\\u202e \U0000202E""#, '\u{202e}', 9..19),
            (r#""a\eb""#, '\u{1b}', 2..4),
            (r#""é\x1B""#, '\u{1b}', 3..7),
            (r#""\uéé""#, '\u{1b}', 0..8),
            ("\"\\", '\u{1b}', 0..2),
        ] {
            assert_eq!(place(c, raw), at, "{raw}");
        }
    }

    #[test]
    fn piled_marks_are_found_and_accents_are_not() {
        let piled = format!("a{}", "\u{301}".repeat(9));
        assert!(find(&piled, &piled).is_some());
        assert!(find("a\u{301}\u{323}e\u{308}", "").is_none());
    }
}
