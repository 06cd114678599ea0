//! The TOML parser's errors: those that people meet in our own words, with what to do, others as it says them.

use std::ops::Range;

use toml::de::Error;

use crate::routine::hidden;
use crate::routine::problem::{Lines, Problem, are_enough, quoted};

/// The beginning of a message of the parser, what it means (`{}` is the text found), the cure.
type Explanation = (&'static str, &'static str, &'static str);

/// Errors within a value, whose key is read all the same; looked up after [`BETWEEN_VALUES`].
const IN_A_VALUE: [Explanation; 9] = [
    (
        "invalid basic string, expected `\"`",
        "the text is not closed",
        "write `\"` at its end, in the same line",
    ),
    (
        "invalid literal string, expected `'`",
        "the text is not closed",
        "write `'` at its end, in the same line",
    ),
    (
        "missing escaped value",
        "the backslash before this begins no escape",
        "write `\\\\` for a backslash",
    ),
    (
        "missing comma between array",
        "a comma is missing",
        "write `,` between two entries",
    ),
    (
        "duplicate key",
        "{} stands here a second time",
        "keep one of the two",
    ),
    (
        "cannot recurse",
        "the nesting is too deep",
        "no key needs lists within lists",
    ),
    (
        "invalid boolean",
        "{} is written wrong",
        "write `true` or `false`, in small letters",
    ),
    ("unexpected leading zero", NUMBER, DIGITS),
    ("invalid integer number", NUMBER, DIGITS),
];
const NUMBER: &str = "the number is written wrong";
const DIGITS: &str = "write it in plain digits, such as 3";

/// Errors that may cost a key, or all keys of a table.
const BETWEEN_VALUES: [Explanation; 6] = [
    (
        "unclosed inline table",
        "the braces are not closed",
        "write `}` after the last value",
    ),
    (
        "unclosed array table",
        "the header is not closed",
        "write it as `[[step]]`",
    ),
    ("extra `=`", "there is one `=` too many", "delete it"),
    (
        "unexpected key or value",
        "the line goes on behind its value",
        "begin a new line, put `#` before a remark, or write `\\\"` for a quote within a text",
    ),
    (
        "invalid unquoted key",
        "{} cannot stand in a key",
        "a key is made of a-z, 0-9, `-` and `_`",
    ),
    (
        "carriage return must be",
        "a carriage return stands alone",
        "save the file with ordinary line ends",
    ),
];

/// Adds a problem for every error, but for those that only follow from another one in their line.
pub(super) fn all(text: &str, errors: &[Error], lines: &Lines, problems: &mut Vec<Problem>) {
    let mut ranked: Vec<_> = errors
        .iter()
        .map(|error| (lines.line(place(error).start), rank(error), error))
        .collect();
    ranked.sort_by_key(|&(line, rank, _)| (line, rank));
    for same_line in ranked.chunk_by(|(a, ..), (b, ..)| a == b) {
        let (_, first, _) = same_line[0];
        for (_, _, error) in same_line.iter().filter(|(_, rank, _)| *rank == first) {
            if are_enough(problems) {
                return;
            }
            problems.push(explain(text, error));
        }
    }
}

/// Errors of a higher rank follow from those of a lower rank in their line.
fn rank(error: &Error) -> u8 {
    if is_unquoted(error) {
        2
    } else {
        u8::from(error.message().starts_with("unexpected key or value"))
    }
}

/// Whether a key that stands in the file may be missing in the tables.
pub(super) fn may_cost_a_key(error: &Error) -> bool {
    explanation(&BETWEEN_VALUES, error).is_some()
        || !is_unquoted(error) && explanation(&IN_A_VALUE, error).is_none()
}

/// Where the parser saw the error.
pub(super) fn place(error: &Error) -> Range<usize> {
    error.span().unwrap_or(0..0)
}

fn is_unquoted(error: &Error) -> bool {
    error.message().starts_with("string values must be quoted")
}

fn explanation<'e>(table: &'e [Explanation], error: &Error) -> Option<&'e Explanation> {
    table
        .iter()
        .find(|(start, ..)| error.message().starts_with(start))
}

fn explain(text: &str, error: &Error) -> Problem {
    let span = place(error);
    let found = text.get(span.clone()).unwrap_or_default();
    let next = text.get(span.start..).and_then(|rest| rest.chars().next());
    if let Some(c) = next.filter(|c| c.is_control() && !['\t', '\n', '\r'].contains(c)) {
        let (name, kind) = (hidden::name(c), hidden::kind(c));
        let what = format!("{name} cannot stand in a file: it is {kind}");
        return Problem::error(span.start..span.start + c.len_utf8(), what).mend("delete it");
    }
    if let Some(explanation) = explanation(&BETWEEN_VALUES, error) {
        return explained(explanation, span, found);
    }
    // The parser takes a word that begins as `true` or `nan` does for a bad one of these.
    let is_word = error.message().starts_with("invalid") && is_word(found);
    if is_unquoted(error) || is_word {
        return unquoted(span, found.trim());
    }
    match explanation(&IN_A_VALUE, error) {
        Some(explanation) => explained(explanation, span, found),
        None => Problem::error(span, hidden::masked(error.message()))
            .mend("a line is `key = value`, `[[step]]`, or a remark after `#`"),
    }
}

fn explained((_, what, help): &Explanation, span: Range<usize>, found: &str) -> Problem {
    Problem::error(span, what.replace("{}", &quoted(found))).mend(help)
}

/// Whether `value` begins as a word and is none of the words of TOML.
fn is_word(value: &str) -> bool {
    value.starts_with(char::is_alphabetic) && !["true", "false"].contains(&&*value.to_lowercase())
}

/// A value that is no number, no list and not in quotes.
fn unquoted(span: Range<usize>, word: &str) -> Problem {
    const QUOTES: [char; 10] = ['“', '”', '„', '«', '»', '‘', '’', '`', '\'', '"'];
    if word.is_empty() {
        return Problem::error(span, "the value is missing").mend("write a value after the `=`");
    }
    let what = format!("{} stands without plain quotes", quoted(word));
    let plain = quoted(word.trim_matches(QUOTES));
    let help = match word.to_lowercase().as_str() {
        "yes" | "on" => "write `true`".to_owned(),
        "no" | "off" => "write `false`".to_owned(),
        _ => format!("write \"{}\"", plain.trim_matches('`')),
    };
    Problem::error(span, what).mend(help)
}
