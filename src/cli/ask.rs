//! `uncramp ask`: the cards of the handbook, and the board.

use std::borrow::Cow;
use std::fmt::Write;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::args::AskArgs;
use super::words::paragraph;
use crate::guidance::{self, Tip};
use crate::handbook::board::{Board, board};
use crate::handbook::{Card, Group, Kind, Verdict, card, of_group, search};
use crate::io::output::{columns, out};
use crate::ui::words::sentence;

/// Columns of the board, at least: below that its troubles stand one under the other.
const BOARD: usize = 76;

/// Writes the card that answers best, or a list of questions, or the board.
///
/// # Errors
/// No card has these words, or standard output cannot be written.
pub(super) fn ask(args: &AskArgs) -> Result<()> {
    if args.board {
        return out(&if args.json {
            format!("{:#}\n", board_json(board()))
        } else {
            side_by_side(board(), columns())
        });
    }
    let wanted = args.words.join(" ");
    let found = find(&wanted);
    let Some((first, others)) = found.split_first() else {
        let wanted: String = wanted.chars().take(60).collect();
        bail!("no card answers `{wanted}`; `uncramp ask` lists every question");
    };
    out(&if args.json {
        let cards: Vec<Value> = found.iter().map(|card| card_json(card)).collect();
        format!("{:#}\n", json!({ "cards": cards }))
    } else if args.list || wanted.trim().is_empty() {
        list(&found, columns())
    } else {
        page(first, others, columns())
    })
}

/// The cards that answer, the best first; the card itself where its id was typed.
fn find(wanted: &str) -> Vec<&'static Card> {
    card(wanted.trim()).map_or_else(|| search(wanted), |card| vec![card])
}

/// The questions, group by group.
fn list(cards: &[&Card], width: usize) -> String {
    let mut list = String::new();
    for &group in Group::ALL {
        let here = of_group(group).filter(|card| cards.iter().any(|found| found.id == card.id));
        let questions: Vec<String> = here
            .map(|card| {
                let verdict = card.verdict.map(Verdict::words);
                let verdict =
                    verdict.map_or(String::new(), |words| format!(" {}.", sentence(words)));
                paragraph(
                    &format!("{}{verdict} ({})", card.question, card.id),
                    "  ",
                    width,
                )
            })
            .collect();
        if !questions.is_empty() {
            let gap = if list.is_empty() { "" } else { "\n" };
            list += &[gap, group.words(), "\n", &questions.concat()].concat();
        }
    }
    list + &format!(
        "\n{}{}",
        paragraph(
            "`uncramp ask WORDS` answers; a word of the question is enough.",
            "",
            width
        ),
        paragraph(
            "`uncramp ask --board` sets a cramp beside what may feel like one.",
            "",
            width
        )
    )
}

/// A card, and which others have the words too.
fn page(card: &Card, others: &[&Card], width: usize) -> String {
    /// Other cards that are named.
    const OTHERS: usize = 5;
    let mut page = String::new();
    let mut last = Kind::Question;
    for (kind, text) in card.pieces() {
        let is_apart = match (last, kind) {
            (Kind::Question | Kind::Verdict, Kind::Answer) | (_, Kind::Labelled(_)) => true,
            (_, Kind::Question | Kind::Verdict | Kind::Answer) => false,
        };
        page += if is_apart { "\n" } else { "" };
        page += &paragraph(&text, "", width);
        last = kind;
    }
    let tips = card.tips.iter().filter_map(|id| guidance::tip(id));
    let tips: Vec<String> = tips.map(|tip| paragraph(&told(tip), "  ", width)).collect();
    page += &section("Tips", &tips);
    let sources = card.sources.iter().map(|id| guidance::cite(id));
    let sources: Vec<String> = sources.map(|cite| paragraph(&cite, "  ", width)).collect();
    page += &section("Sources", &sources);
    let others: Vec<String> = others
        .iter()
        .take(OTHERS)
        .map(|card| paragraph(&format!("{} ({})", card.question, card.id), "  ", width))
        .collect();
    page += &section("See also", &others);
    page + "\n" + &paragraph(&guidance::words().not_a_doctor, "", width)
}

fn section(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("\n{heading}\n{}", lines.concat())
}

/// A tip, with those whom it is for.
fn told(tip: &Tip) -> String {
    tip.show_to
        .words()
        .map_or_else(|| tip.text.clone(), |whom| format!("{} ({whom})", tip.text))
}

/// The board: five columns where there is room, else five lists.
fn side_by_side(board: &Board, width: usize) -> String {
    let mut page = format!("{}\n\n", board.title);
    let marks: Vec<&String> = board.marks.iter().chain([&board.act]).collect();
    if width >= BOARD {
        page += &table(board, &marks, width);
    } else {
        for column in &board.columns {
            page += &[&column.name, "\n"].concat();
            for (mark, cell) in marks.iter().zip(column.marks.iter().chain([&column.act])) {
                page += &paragraph(&format!("{mark}: {cell}"), "  ", width);
            }
            page += "\n";
        }
    }
    for note in &board.notes {
        page += &paragraph(note, "", width);
    }
    let cards: Vec<&str> = board
        .columns
        .iter()
        .map(|column| column.card.as_str())
        .collect();
    page + "\n"
        + &paragraph(
            &format!("More: uncramp ask {}", cards.join(", ")),
            "",
            width,
        )
}

fn table(board: &Board, marks: &[&String], width: usize) -> String {
    let label = marks
        .iter()
        .map(|mark| mark.len())
        .max()
        .unwrap_or_default();
    let cell = (width.min(110) - label) / board.columns.len() - 1;
    let mut table = row(
        "",
        &board.columns.each_ref().map(|column| &column.name),
        label,
        cell,
    );
    for (at, mark) in marks.iter().enumerate() {
        let cells = board
            .columns
            .each_ref()
            .map(|column| column.marks.get(at).unwrap_or(&column.act));
        table += &row(mark, &cells, label, cell);
    }
    table
}

/// One row of the board, as many lines as its longest cell takes.
fn row(mark: &str, cells: &[&String], label: usize, width: usize) -> String {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| {
            let lines = textwrap::wrap(cell, width).into_iter();
            lines.map(Cow::into_owned).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let mut row = String::new();
    for line in 0..height {
        let mark = if line == 0 { mark } else { "" };
        let mut text = format!("{mark:label$}");
        for cell in &wrapped {
            let part = cell.get(line).map_or("", String::as_str);
            write!(text, " {part:width$}").expect("a String takes every text");
        }
        row += text.trim_end();
        row += "\n";
    }
    row + "\n"
}

fn card_json(card: &Card) -> Value {
    json!({
        "id": card.id,
        "group": card.group.name(),
        "question": card.question,
        "answer": card.answer,
        "verdict": card.verdict.map(Verdict::name),
        "verdict_words": card.verdict.map(Verdict::words),
        "known": card.known,
        "not_for": card.not_for,
        "ask": card.ask,
        "when": card.when.iter().map(|fact| fact.name()).collect::<Vec<_>>(),
        "tips": card.tips,
        "sources": card.sources,
    })
}

fn board_json(board: &Board) -> Value {
    json!({
        "title": board.title,
        "marks": board.marks,
        "notes": board.notes,
        "columns": board.columns.iter().map(|column| json!({
            "name": column.name,
            "marks": column.marks,
            "act": column.act,
            "card": column.card,
            "sources": column.sources,
        })).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::cards;

    #[test]
    fn lists_cards_and_board_fit_any_width_from_40_columns_up() {
        let all: Vec<&Card> = cards().iter().collect();
        for width in 40..=120 {
            let mut pages = vec![list(&all, width), side_by_side(board(), width)];
            pages.extend(cards().iter().map(|card| page(card, &[], width)));
            for line in pages.iter().flat_map(|page| page.lines()) {
                // An address is not broken.
                let is_address = line.trim().split(' ').count() == 1;
                assert!(
                    is_address || line.chars().count() <= width,
                    "{width}: {line}"
                );
            }
        }
    }

    #[test]
    fn the_list_has_every_question_and_the_page_every_piece() {
        let all: Vec<&Card> = cards().iter().collect();
        let list = list(&all, 400);
        for card in cards() {
            assert!(list.contains(&card.question), "{}", card.id);
            let page = page(card, &[], 400);
            for (_, text) in card.pieces() {
                assert!(page.contains(&text), "{}: {text}", card.id);
            }
            for tip in &card.tips {
                let tip = guidance::tip(tip).expect("the tip is known");
                assert!(page.contains(&tip.text), "{}: {}", card.id, tip.id);
            }
        }
    }

    #[test]
    fn the_board_says_the_same_in_columns_and_in_lists() {
        let letters = |text: &str| {
            let mut words: Vec<String> = text
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_owned)
                .collect();
            words.sort();
            words.dedup();
            words
        };
        assert_eq!(
            letters(&side_by_side(board(), 40)),
            letters(&side_by_side(board(), 100))
        );
    }
}
