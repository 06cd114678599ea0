//! `uncramp ask`: the cards of the handbook, and the board.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use super::args::{AskArgs, Flags};
use super::run;
use super::words::paragraph;
use crate::guidance;
use crate::handbook::board::{MarkTable, board};
use crate::handbook::{
    Card, CardGroup, PieceKind, Verdict, card, instead, missed, of_group, search,
};
use crate::io::output::{columns, out};
use crate::sources;
use crate::ui::InitialScreen;
use crate::ui::words::sentence;

/// Opens what answers best: a card, the groups or the board; without a screen writes it.
pub(super) fn ask(args: &AskArgs, flags: &Flags) -> Result<ExitCode> {
    // `list` is a command elsewhere, and no card is about it.
    let (is_list, words) = match args.words.split_first() {
        Some((first, rest)) if first == "list" => (true, rest),
        _ => (args.list, &args.words[..]),
    };
    let has_screen = !args.json && !is_list && !run::is_plain(flags);
    if args.board && has_screen {
        return run::open(InitialScreen::Marks, flags);
    }
    if args.board {
        out(&if args.json {
            format!("{:#}\n", board_json(board()))
        } else {
            troubles(board(), columns())
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = words.join(" ");
    let found = search(&wanted);
    let Some((first, others)) = found.split_first() else {
        out(&if args.json {
            format!("{:#}\n", json!({ "cards": [] }))
        } else {
            let missed = "No card has these words. Perhaps one of these:";
            [
                &paragraph(missed, "", columns()),
                "\n",
                &list(&instead(), columns()),
            ]
            .concat()
        })?;
        return Ok(ExitCode::FAILURE);
    };
    if has_screen {
        let cards = if wanted.trim().is_empty() {
            Vec::new()
        } else if let Some(card) = card(wanted.trim()) {
            vec![card]
        } else {
            found
        };
        return run::open(InitialScreen::Handbook(cards), flags);
    }
    out(&if args.json {
        let cards: Vec<Value> = found.iter().map(|card| card_json(card)).collect();
        format!("{:#}\n", json!({ "cards": cards }))
    } else if wanted.trim().is_empty() {
        list(&found, columns())
    } else {
        let missed = missed(&wanted).join(", ");
        let missed = if missed.is_empty() {
            missed
        } else {
            paragraph(&format!("No card has {missed}. Perhaps:"), "", columns()) + "\n"
        };
        missed
            + &if is_list {
                let questions = found.iter().map(|card| question(card, "", columns()));
                questions.collect::<String>()
            } else {
                page(first, others, columns())
            }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The questions, group by group.
fn list(cards: &[&Card], width: usize) -> String {
    let mut list = String::new();
    for &group in CardGroup::ALL {
        let here = of_group(group).filter(|card| cards.iter().any(|found| found.id == card.id));
        let questions: Vec<String> = here.map(|card| question(card, "  ", width)).collect();
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

/// A question with the verdict of its answer, and the id of the card.
fn question(card: &Card, indent: &str, width: usize) -> String {
    let verdict = card.verdict.map(Verdict::words);
    let verdict = verdict.map_or(String::new(), |words| format!(" {}.", sentence(words)));
    let line = format!("{}{verdict} ({})", card.question, card.id);
    paragraph(&line, indent, width)
}

fn page(card: &Card, others: &[&Card], width: usize) -> String {
    /// Other cards that are named.
    const OTHERS: usize = 5;
    let mut page = String::new();
    let mut last = PieceKind::Question;
    for (kind, text) in card.pieces() {
        let is_apart = match (last, kind) {
            (PieceKind::Question | PieceKind::Verdict, PieceKind::Answer)
            | (_, PieceKind::Labelled(_)) => true,
            (_, PieceKind::Question | PieceKind::Verdict | PieceKind::Answer) => false,
        };
        page += if is_apart { "\n" } else { "" };
        page += &paragraph(&text, "", width);
        last = kind;
    }
    let tips = card.tips.iter().filter_map(|id| guidance::tip(id));
    let tips: Vec<String> = tips
        .map(|tip| paragraph(&tip.told(), "  ", width))
        .collect();
    page += &section("Tips", &tips);
    // On a screen a key tells them.
    let signs = card.level().into_iter().flat_map(guidance::signs);
    let signs: Vec<String> = signs
        .map(|sign| paragraph(&sign.text, "  ", width))
        .collect();
    page += &section("Warning signs", &signs);
    let sources = card.sources.iter().map(|id| sources::cite(id));
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

/// The board, trouble by trouble.
fn troubles(board: &MarkTable, width: usize) -> String {
    let call = format!("{}: emergency number.", board.call);
    let call = paragraph(&call, "", width);
    let mut page = format!("{}\n\n{call}\n", board.title);
    let marks: Vec<&String> = board.marks.iter().chain([&board.act]).collect();
    for column in &board.columns {
        page += &[&column.name, "\n"].concat();
        for (mark, cell) in marks.iter().zip(column.marks.iter().chain([&column.act])) {
            page += &paragraph(&format!("{mark}: {cell}"), "  ", width);
        }
        page += "\n";
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

fn board_json(board: &MarkTable) -> Value {
    json!({
        "title": board.title,
        "marks": board.marks,
        "call": board.call,
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
            let mut pages = vec![list(&all, width), troubles(board(), width)];
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
            for sign in card.level().into_iter().flat_map(guidance::signs) {
                assert!(page.contains(&sign.text), "{}: {}", card.id, sign.id);
            }
            assert!(!page.contains("press !"), "{}", card.id);
            for tip in &card.tips {
                let tip = guidance::tip(tip).expect("the tip is known");
                assert!(page.contains(&tip.text), "{}: {}", card.id, tip.id);
            }
        }
    }
}
