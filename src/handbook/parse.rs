//! TOML text -> cards, or every [`Problem`] in them.

use super::reading::{HARDEST, grade};
use super::{Card, Fact, Group, Verdict};
use crate::guidance;
use crate::routine::problem::{Problem, quoted};
use crate::routine::table::{self, Field, Table};

/// Cards of a file, at most.
const CARDS: usize = 60;
/// Lines of an answer.
const LINES: usize = 3;
/// Characters of a question, at most: two rows of a small screen.
const QUESTION: usize = 60;
/// Characters of a line of the answer, at most: three rows of a small screen.
const LINE: usize = 96;
/// Characters of what is known, at most.
const KNOWN: usize = 200;
/// Characters of who should not, and of what to ask, at most.
const SHORT: usize = 110;
/// The last row of the table of coverage.
const ROWS: u8 = 102;

/// Reads a file of cards of format 1.
///
/// # Errors
/// Every problem of the text, in the order of their places.
pub fn parse(source: &str) -> Result<Vec<Card>, Vec<Problem>> {
    match table::read(source, "a file of cards", file) {
        (Some(cards), problems) if problems.is_empty() => Ok(cards),
        (_, problems) => Err(problems),
    }
}

fn file(mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Vec<Card>> {
    if root.is_of_a_newer_format(problems) {
        return None;
    }
    let group = root
        .required("group", "group = \"prevent\"")
        .and_then(|field| field.choice(Group::ALL, Group::name, problems));
    let cards = root.required("card", "[[card]]").and_then(|field| {
        let tables = field.tables("a card", CARDS, problems)?;
        let mut ids = Vec::new();
        let mut cards = Vec::new();
        for table in tables {
            cards.push(card(table, group, &mut ids, problems));
        }
        cards.into_iter().collect()
    });
    root.finish(problems);
    group.and(cards)
}

fn card(
    mut table: Table<'_>,
    group: Option<Group>,
    ids: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Option<Card> {
    let header = table.header();
    let id = table
        .required("id", "id = \"compression\"")
        .and_then(|field| new_id(field, ids, problems));
    let question = table
        .required("question", "question = \"Do compression socks help?\"")
        .and_then(|field| plain(field, QUESTION, problems));
    let answer = table
        .required("answer", "answer = [\"...\", \"...\", \"...\"]")
        .and_then(|field| three(field, problems));
    let verdict = optional(&mut table, "verdict", |field| {
        field.choice(Verdict::ALL, Verdict::name, problems)
    });
    let known = optional(&mut table, "known", |field| plain(field, KNOWN, problems));
    let not_for = optional(&mut table, "not_for", |field| plain(field, SHORT, problems));
    let ask = optional(&mut table, "ask", |field| asked(field, problems));
    let when = optional(&mut table, "when", |field| {
        field.choices(0, Fact::ALL, Fact::name, problems)
    });
    let sources = table
        .required("sources", "sources = [\"NHS\"]")
        .and_then(|field| known_ids(field, 1, "source", is_source, problems));
    let words = optional(&mut table, "words", |field| field.texts(20, 40, problems));
    let tips = optional(&mut table, "tips", |field| {
        known_ids(field, 0, "tip", is_tip, problems)
    });
    let carries = optional(&mut table, "carries", |field| {
        field.list(0..=20, problems, |row, problems| {
            row.whole(1..=ROWS, problems)
        })
    });
    table.finish(problems);
    let card = Card {
        id: id?,
        group: group?,
        question: question?,
        answer: answer?,
        verdict: verdict?,
        known: known?,
        not_for: not_for?,
        ask: ask?,
        when: when?.unwrap_or_default(),
        sources: sources?,
        words: words?.unwrap_or_default(),
        tips: tips?.unwrap_or_default(),
        carries: carries?.unwrap_or_default(),
    };
    let said: Vec<String> = card.pieces().into_iter().map(|(_, text)| text).collect();
    let grade = grade(&said.join("\n"));
    if grade > HARDEST {
        let what = format!("a card reads at level {grade:.1}, expected at most {HARDEST}");
        problems.push(Problem::error(header, what).mend("use shorter sentences and shorter words"));
        return None;
    }
    Some(card)
}

/// What `read` makes of a key that may be missing: `Some(None)` if it is.
fn optional<'t, T>(
    table: &mut Table<'t>,
    key: &'static str,
    read: impl FnOnce(Field<'t>) -> Option<T>,
) -> Option<Option<T>> {
    table
        .optional(key)
        .map_or(Some(None), |field| read(field).map(Some))
}

fn new_id(field: Field<'_>, ids: &mut Vec<String>, problems: &mut Vec<Problem>) -> Option<String> {
    let id = field.id(problems)?.to_string();
    if ids.contains(&id) {
        let help = "give each card an id of its own";
        return field.refuse("is the id of another card here", help, problems);
    }
    ids.push(id.clone());
    Some(id)
}

/// A text that is read at night: nothing is shouted.
fn plain(field: Field<'_>, most: usize, problems: &mut Vec<Problem>) -> Option<String> {
    let text = field.text(most, problems)?;
    // The key of the warning signs stands alone.
    if text
        .split_whitespace()
        .any(|word| word.len() > 1 && word.contains('!'))
    {
        let help = "end the sentence with a full stop";
        return field.refuse("has an exclamation mark", help, problems);
    }
    Some(text)
}

fn three(field: Field<'_>, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let lines = field.list(1..=LINES, problems, |line, problems| {
        plain(line, LINE, problems)
    })?;
    if lines.len() < LINES {
        let what = format!("has {} lines, expected {LINES}", lines.len());
        return field.refuse(&what, "say it in three plain lines", problems);
    }
    Some(lines)
}

fn asked(field: Field<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = plain(field, SHORT, problems)?;
    if !text.ends_with('?') {
        let help = "write it as the person would ask it, with a `?` at its end";
        return field.refuse("is no question", help, problems);
    }
    Some(text)
}

fn known_ids(
    field: Field<'_>,
    least: usize,
    what: &str,
    is_known: fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> Option<Vec<String>> {
    field.list(least..=20, problems, |id, problems| {
        let text = id.text(40, problems)?;
        if is_known(&text) {
            return Some(text);
        }
        let complaint = format!("is {}, and there is no {what} of that name", quoted(&text));
        let help = format!("the {what}s are in `routines/{what}s.toml`");
        id.refuse(&complaint, &help, problems)
    })
}

fn is_source(id: &str) -> bool {
    guidance::source(id).is_some()
}

fn is_tip(id: &str) -> bool {
    guidance::tip(id).is_some()
}
