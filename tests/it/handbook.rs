//! What holds for every card and for the board, and that nothing of the founding articles is lost.

use std::collections::{BTreeMap, BTreeSet};

use uncramp::guidance;
use uncramp::handbook::{
    Card, Fact, Group, Kind, Verdict, board, card, cards, of_fact, of_group, of_tip,
};

/// What is taken from a screen by its margins, its heading and its keys.
const MARGIN: usize = 4;
const FRAME: usize = 2;

/// The rows that a text takes in a column of `width`.
fn rows(text: &str, width: usize) -> usize {
    textwrap::wrap(text, width).len()
}

/// The rows of those pieces of a card that `is_shown`, with a gap after its head.
fn height(card: &Card, width: usize, is_shown: impl Fn(Kind) -> bool) -> usize {
    let pieces = card.pieces().into_iter();
    let shown = pieces.filter(|(kind, _)| is_shown(*kind));
    shown.map(|(_, text)| rows(&text, width)).sum()
}

fn said(card: &Card) -> String {
    let pieces = card.pieces().into_iter().map(|(_, text)| text);
    pieces.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_group_has_cards() {
    for &group in Group::ALL {
        assert!(of_group(group).count() >= 5, "{group:?}");
    }
}

#[test]
fn no_two_cards_have_the_same_id_or_question() {
    let ids: BTreeSet<&str> = cards().iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), cards().len());
    let questions: BTreeSet<&str> = cards().iter().map(|card| card.question.as_str()).collect();
    assert_eq!(questions.len(), cards().len());
}

#[test]
fn a_card_fits_one_screen_and_its_answer_a_small_one() {
    for card in cards() {
        let whole = height(card, 80 - MARGIN, |_| true);
        let gaps = 2;
        assert!(whole + gaps <= 24 - FRAME, "{}: {whole} rows", card.id);
        let answer = height(card, 40 - MARGIN, |kind| match kind {
            Kind::Question | Kind::Verdict | Kind::Answer => true,
            Kind::Labelled(_) => false,
        });
        assert!(answer < 15 - FRAME, "{}: {answer} rows", card.id);
    }
}

#[test]
fn spelling_is_british_and_nothing_is_shouted() {
    const AMERICAN: [&str; 16] = [
        "anemia",
        "diarrhea",
        "estrogen",
        "edema",
        "color",
        "center",
        "fiber",
        "hemodialysis",
        "ischemia",
        "pediatric",
        "program ",
        "organiz",
        "recogniz",
        "characteriz",
        "license ",
        "practise ",
    ];
    let board = board::board();
    let columns = board.columns.iter().flat_map(|column| &column.marks);
    let texts = columns.cloned().chain(cards().iter().map(said));
    for text in texts.chain(board.notes.clone()) {
        let lower = text.to_lowercase();
        for word in AMERICAN {
            let is_there = lower.replace("oestrogen", "").replace("haemodialysis", "");
            assert!(!is_there.contains(word), "{word}: {text}");
        }
        assert!(!text.replace(" ! ", " ").contains('!'), "{text}");
    }
}

#[test]
fn no_dose_is_given() {
    const UNITS: [&str; 8] = ["mg", "mcg", "µg", "g", "ml", "iu", "mmol", "milligrams"];
    for card in cards() {
        let said = said(card).to_lowercase();
        let words: Vec<&str> = said
            .split(|c: char| c.is_whitespace() || ",.;:?()".contains(c))
            .collect();
        for pair in words.windows(2) {
            let is_number = pair[0].parse::<f64>().is_ok();
            assert!(
                !(is_number && UNITS.contains(&pair[1])),
                "{}: {pair:?}",
                card.id
            );
        }
        for word in words {
            let number = word.trim_end_matches(char::is_alphabetic);
            let unit = &word[number.len()..];
            let is_dose = number.parse::<f64>().is_ok() && UNITS.contains(&unit);
            assert!(!is_dose, "{}: {word}", card.id);
        }
    }
}

#[test]
fn every_tip_stands_on_a_card() {
    for tip in guidance::tips() {
        assert!(of_tip(&tip.id).is_some(), "{} is on no card", tip.id);
    }
}

#[test]
fn a_remedy_has_a_verdict_and_says_what_is_known() {
    for card in cards() {
        let is_sure = card.verdict.is_some_and(|verdict| match verdict {
            Verdict::NotKnown => false,
            Verdict::Helps | Verdict::MayHelp | Verdict::NoBetter | Verdict::CanHarm => true,
        });
        assert!(!is_sure || card.known.is_some(), "{}", card.id);
    }
    // What people ask about most has been judged.
    for id in [
        "magnesium",
        "magnesium-in-pregnancy",
        "vitamin-k2",
        "pickle-juice",
        "quinine",
        "tonic-water",
        "soap",
        "food",
        "salt",
        "compression",
        "tens",
        "b-vitamins",
        "stretching",
        "rubbing",
        "warm-or-cold",
        "alcohol",
        "shoes",
        "sleep-position",
    ] {
        assert!(card(id).is_some_and(|card| card.verdict.is_some()), "{id}");
    }
}

#[test]
fn every_fact_has_a_card_with_a_question_for_the_doctor() {
    for &fact in Fact::ALL {
        let card = of_fact(fact).unwrap_or_else(|| panic!("{fact:?} has no card"));
        assert!(card.ask.is_some(), "{}", card.id);
    }
    for card in cards() {
        assert!(card.when.is_empty() || card.ask.is_some(), "{}", card.id);
    }
}

#[test]
fn the_board_fits_one_screen_and_names_cards_and_sources() {
    let board = board::board();
    // Beside the labels there is room for five columns and the gaps between them.
    let label = board
        .marks
        .iter()
        .chain([&board.act])
        .map(String::len)
        .max();
    let width = (80 - MARGIN - label.unwrap() - 5) / 5;
    let tallest = |cells: &mut dyn Iterator<Item = &String>| {
        let rows = cells.map(|cell| rows(cell, width));
        rows.max().unwrap()
    };
    let mut height = tallest(&mut board.columns.iter().map(|column| &column.name));
    for mark in 0..board.marks.len() {
        height += tallest(&mut board.columns.iter().map(|column| &column.marks[mark]));
    }
    height += tallest(&mut board.columns.iter().map(|column| &column.act));
    height += board.notes.len();
    assert!(height <= 24 - FRAME, "{height} rows of {width} columns");
    for column in &board.columns {
        assert!(card(&column.card).is_some(), "{}", column.card);
        assert!(!column.sources.is_empty());
        for source in &column.sources {
            assert!(guidance::source(source).is_some(), "{source}");
        }
    }
}
