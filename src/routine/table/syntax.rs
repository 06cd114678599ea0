//! TOML text -> its root table and every error of its syntax.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::explain::{self, place};
use super::{Table, TableContext};
use crate::routine::problem::{Lines, Problem, are_enough, told};

/// How often a text is read again without the lines that hid the rest of it.
const ROUNDS: usize = 20;

/// Hands the root table of `source`, which is called `name`, to `walk`; returns its result and
/// the problems in the order of their places.
pub(crate) fn read<T>(
    source: &str,
    name: &'static str,
    walk: impl FnOnce(Table<'_>) -> T,
) -> (T, Vec<Problem>) {
    let lines = Lines::of(source);
    let walk_over = |text: &str, (root, errors): Parsed<'_>, mut problems: Vec<Problem>| {
        let torn = !problems.is_empty() || errors.iter().any(explain::may_cost_a_key);
        explain::all(text, &errors, &lines, &mut problems);
        let at = |error| lines.line(place(error).start);
        let mut broken: Vec<_> = errors.iter().map(at).collect();
        broken.sort_unstable();
        let context = TableContext {
            source: text,
            lines: &lines,
            broken: &broken,
            torn,
            problems: RefCell::new(problems),
        };
        let value = walk(Table::new(name, root.get_ref(), 0..0, &context));
        (value, told(context.problems.into_inner()))
    };
    let parsed = DeTable::parse_recoverable(source);
    if parsed.1.is_empty() {
        return walk_over(source, parsed, Vec::new());
    }
    let (text, problems) = blank_unclosed(source);
    walk_over(&text, DeTable::parse_recoverable(&text), problems)
}

/// The same, for what is of use only as a whole.
pub(crate) fn read_whole<T>(
    source: &str,
    name: &'static str,
    walk: impl FnOnce(Table<'_>) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    match read(source, name, walk) {
        (Some(value), problems) if problems.is_empty() => Ok(value),
        (_, problems) => Err(problems),
    }
}

type Parsed<'t> = (Spanned<DeTable<'t>>, Vec<Error>);

/// `source` with blanks in place of the lines at which the parser loses what follows, and a
/// problem for each of them. Every byte keeps its place.
fn blank_unclosed(source: &str) -> (Cow<'_, str>, Vec<Problem>) {
    let mut text = Cow::Borrowed(source);
    let mut problems = Vec::new();
    for _ in 0..ROUNDS {
        let found = swallowers(&text);
        if found.is_empty() {
            break;
        }
        let mut bytes = text.into_owned().into_bytes();
        for (lines, problem) in found {
            for byte in bytes[lines].iter_mut().filter(|byte| **byte != b'\n') {
                *byte = b' ';
            }
            problems.push(problem);
            if are_enough(&problems) {
                break;
            }
        }
        text = Cow::Owned(String::from_utf8(bytes).expect("only whole lines were blanked"));
        if are_enough(&problems) {
            break;
        }
    }
    (text, problems)
}

/// The lines at which the parser loses what follows: the first thing that is not closed, else
/// every line without an equals sign.
fn swallowers(text: &str) -> Vec<(Range<usize>, Problem)> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let unclosed = errors
        .iter()
        .find_map(|error| unclosed(text, root.get_ref(), error));
    if let Some((start, problem)) = unclosed {
        return vec![(to_the_next_key(text, start), problem)];
    }
    let is_bare = |error: &&Error| error.message().starts_with("key with no value");
    let bare = errors.iter().filter(is_bare);
    let mut found: Vec<_> = bare
        .map(|error| bare_line(text, place(error).start))
        .collect();
    found.dedup_by(|(line, _), (before, _)| line == before);
    found
}

/// The line round a byte, which has no equals sign.
fn bare_line(text: &str, at: usize) -> (Range<usize>, Problem) {
    let line = line_start(text, at)..line_end(text, at);
    let words = text[line.clone()].trim();
    let start = line.start + text[line.clone()].find(words).unwrap_or(0);
    let help = if words.contains(':') {
        "write `=` between a key and its value, not a colon"
    } else {
        "write `key = value`, or put `#` before a remark"
    };
    // Not quoted: the line may come from somebody's private file, and lists repeat this.
    let problem = Problem::error(start..start + words.len(), "this line has no `=`").mend(help);
    (line, problem)
}

/// The beginning of what `error` says is never closed.
fn unclosed(text: &str, root: &DeTable<'_>, error: &Error) -> Option<(usize, Problem)> {
    let message = error.message();
    let (span, what, mark) = if message.starts_with("unclosed array, ") {
        let start = last_list(root, place(error).start)?;
        (
            start..start + 1,
            "the list that begins here is not closed",
            "]",
        )
    } else if message.starts_with("invalid multi-line basic string, expected `\"`") {
        let start = text.rfind("\"\"\"")?;
        (
            start..start + 3,
            "the text that begins here is not closed",
            "\"\"\"",
        )
    } else if message.starts_with("invalid multi-line literal string, expected `'`") {
        let start = text.rfind("'''")?;
        (
            start..start + 3,
            "the text that begins here is not closed",
            "'''",
        )
    } else {
        return None;
    };
    let help = format!("write `{mark}` at its end");
    Some((span.start, Problem::error(span, what).mend(help)))
}

/// The beginning of the outermost list that reaches to `end`.
fn last_list(table: &DeTable<'_>, end: usize) -> Option<usize> {
    fn within(value: &Spanned<DeValue<'_>>, end: usize) -> Option<usize> {
        match value.get_ref() {
            DeValue::Array(_) if value.span().end == end => Some(value.span().start),
            DeValue::Array(items) => items.iter().find_map(|item| within(item, end)),
            DeValue::Table(table) => last_list(table, end),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => None,
        }
    }
    table.values().find_map(|value| within(value, end))
}

/// From the line of `start` to the line before the next key or table.
fn to_the_next_key(text: &str, start: usize) -> Range<usize> {
    let mut end = line_end(text, start);
    while end < text.len() {
        let next = line_end(text, end + 1);
        let line = &text[end + 1..next];
        if line.contains('=') || line.trim_start().starts_with('[') {
            break;
        }
        end = next;
    }
    line_start(text, start)..end
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |feed| feed + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |feed| at + feed)
}
