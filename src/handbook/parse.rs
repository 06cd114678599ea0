//! TOML text -> cards, or every [`Problem`] in them.

use super::reading::{HARDEST, grade};
use super::{Card, CardGroup, Fact};
use crate::routine::problem::Problem;
use crate::routine::table::{self, Field, Names, Table};

const CARDS: usize = 60;
const LINES: usize = 3;
/// Characters of a question, at most: two rows of a small screen.
const QUESTION: usize = 60;
/// Characters of a line of the answer, at most: three rows of a small screen.
const LINE: usize = 96;
/// Characters of what is known, at most.
const KNOWN: usize = 200;
/// Characters of who should not, and of what to ask, at most.
const SHORT: usize = 110;
/// Alarms of a card, and characters of one, at most.
const ALARMS: usize = 60;
const ALARM: usize = 120;
/// The last row of the table of coverage.
const ROWS: u8 = 102;

/// The ids that a card may name.
#[derive(Debug, Clone, Default)]
pub struct KnownIds {
    pub sources: Vec<String>,
    pub tips: Vec<String>,
}

/// Reads a file of cards of format 1, which may name what is `known`.
///
/// # Errors
/// Every problem of the text, in the order of their places.
pub fn parse(source: &str, known: &KnownIds) -> Result<Vec<Card>, Vec<Problem>> {
    table::read_whole(source, "a file of cards", |root| file(root, known))
}

fn file(mut root: Table<'_>, known: &KnownIds) -> Option<Vec<Card>> {
    if root.is_of_a_newer_format() {
        return None;
    }
    let group = root.required("group", "group = \"prevent\"", Field::one_of);
    let cards = root.required("card", "[[card]]", |field| {
        let tables = field.tables("a card", CARDS)?;
        let mut ids = Vec::new();
        let mut cards = Vec::new();
        for table in tables {
            cards.push(card(table, group, known, &mut ids));
        }
        cards.into_iter().collect()
    });
    root.finish();
    group.and(cards)
}

fn card(
    mut table: Table<'_>,
    group: Option<CardGroup>,
    named: &KnownIds,
    ids: &mut Vec<String>,
) -> Option<Card> {
    let header = table.header();
    let id = table.required("id", "id = \"compression\"", |field| new_id(field, ids));
    let question = table.required(
        "question",
        "question = \"Do compression socks help?\"",
        |field| plain(field, QUESTION),
    );
    let answer = table.required("answer", "answer = [\"...\", \"...\", \"...\"]", three);
    // A value that is refused stands among the problems, so that nobody takes it for a missing one.
    let verdict = table.given("verdict", Field::one_of);
    let known = table.given("known", |field| plain(field, KNOWN));
    let not_for = table.given("not_for", |field| plain(field, SHORT));
    let ask = table.given("ask", |field| asked(field));
    let when = table.given("when", |field| field.choices(0, Fact::ALL, Fact::name));
    let sources = table.required("sources", "sources = [\"NHS\"]", |field| {
        some_of(field, 1, &sources(named))
    });
    let words = table.given("words", |field| field.texts(20, 40));
    let alarms = table.given("alarms", |field| field.texts(ALARMS, ALARM));
    let tips = table.given("tips", |field| some_of(field, 0, &tips(named)));
    let carries = table.given("carries", |field| {
        field.list(0..=20, |row| row.whole(1..=ROWS))
    });
    table.finish();
    let card = Card {
        id: id?,
        group: group?,
        question: question?,
        answer: answer?,
        verdict,
        known,
        not_for,
        ask,
        when: when.unwrap_or_default(),
        sources: sources?,
        words: words.unwrap_or_default(),
        alarms: alarms.unwrap_or_default(),
        tips: tips.unwrap_or_default(),
        carries: carries.unwrap_or_default(),
    };
    let said: Vec<String> = card.pieces().into_iter().map(|(_, text)| text).collect();
    let grade = grade(&said.join("\n"));
    if grade > HARDEST {
        let what = format!("a card reads at level {grade:.1}, expected at most {HARDEST}");
        table
            .report([Problem::error(header, what).mend("use shorter sentences and shorter words")]);
        return None;
    }
    Some(card)
}

fn new_id(field: Field<'_>, ids: &mut Vec<String>) -> Option<String> {
    let id = field.id()?.to_string();
    if ids.contains(&id) {
        let help = "give each card an id of its own";
        return field.refuse("is the id of another card here", help);
    }
    ids.push(id.clone());
    Some(id)
}

/// A text that is read at night: nothing is shouted.
fn plain(field: Field<'_>, most: usize) -> Option<String> {
    let text = field.text(most)?;
    // The key of the warning signs stands alone.
    if text
        .split_whitespace()
        .any(|word| word.len() > 1 && word.contains('!'))
    {
        let help = "end the sentence with a full stop";
        return field.refuse("has an exclamation mark", help);
    }
    Some(text)
}

fn three(field: Field<'_>) -> Option<Vec<String>> {
    let lines = field.list(1..=LINES, |line| plain(line, LINE))?;
    if lines.len() < LINES {
        let what = format!("has {} lines, expected {LINES}", lines.len());
        return field.refuse(&what, "say it in three plain lines");
    }
    Some(lines)
}

fn asked(field: Field<'_>) -> Option<String> {
    let text = plain(field, SHORT)?;
    if !text.ends_with('?') {
        let help = "write it as the person would ask it, with a `?` at its end";
        return field.refuse("is no question", help);
    }
    Some(text)
}

/// At least so many of some names.
fn some_of(field: Field<'_>, least: usize, names: &Names) -> Option<Vec<String>> {
    field.list(least..=20, |id| {
        let find = |id: &str| names.all.iter().find(|name| *name == id).cloned();
        id.known(names, find)
    })
}

fn sources(known: &KnownIds) -> Names {
    Names {
        expected: "the id of a source in quotes",
        example: "\"NHS\"",
        help: "the sources are in `routines/sources.toml`".to_owned(),
        all: known.sources.clone(),
    }
}

fn tips(known: &KnownIds) -> Names {
    Names {
        expected: "the id of a tip in quotes",
        example: "\"T01\"",
        help: "the tips are in `routines/tips.toml`".to_owned(),
        all: known.tips.clone(),
    }
}
