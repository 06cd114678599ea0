//! What holds for every card and for the board, and that nothing of the founding articles is lost.

use std::collections::BTreeSet;
use std::fs;

use uncramp::guidance::{self, SignLevel, Tip};
use uncramp::handbook::{
    Card, CardGroup, Fact, Verdict, board, card, cards, of_fact, of_group, of_tip, search,
};
use uncramp::profile::Question;
use uncramp::routine::RoutineId;
use uncramp::routine::library::built_in;
use uncramp::sources;

use crate::docs::{project, read};

fn said(card: &Card) -> String {
    let pieces = card.pieces().into_iter().map(|(_, text)| text);
    pieces.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_group_has_cards() {
    for &group in CardGroup::ALL {
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
fn what_people_type_finds_what_they_mean() {
    for line in read(&project("tests/data/questions.tsv")).lines() {
        let (wanted, id) = line.split_once('\t').expect("a question and a card");
        let found = search(wanted);
        let first = found.first().map_or("nothing", |card| &card.id);
        assert_eq!(first, id, "{wanted}");
    }
}

#[test]
fn every_sign_that_cannot_wait_is_found_first_in_ordinary_words() {
    /// Ways to write of each sign, at least.
    const FEWEST: usize = 4;
    let table = read(&project("tests/data/alarms.tsv"));
    let lines: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    for (level, words) in [
        (SignLevel::Now, "emergency number"),
        (SignLevel::Today, "today"),
    ] {
        for sign in guidance::signs(level) {
            let lines: Vec<_> = lines.iter().filter(|line| line[0] == sign.id).collect();
            assert!(lines.len() >= FEWEST, "{}", sign.id);
            for line in lines {
                let [_, id, wanted] = line[..] else {
                    panic!("a sign, a card and words: {line:?}");
                };
                let found = search(wanted);
                assert_eq!(found[0].id, id, "{wanted}");
                let said = said(found[0]);
                assert!(said.contains(words), "{id} does not say {words}");
                for level in ["today", "call-now"] {
                    assert!(found.iter().any(|card| card.id == level), "{wanted}");
                }
            }
        }
    }
}

#[test]
fn a_card_that_names_a_likely_clot_names_the_lungs() {
    let is_clot = |line: &&String| {
        let line = line.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
        has(&["leg", "calf"]) && has(&["swollen", "swells"]) && has(&["today"]) && !has(&["joint"])
    };
    let named = cards()
        .iter()
        .filter(|card| card.answer.iter().any(|line| is_clot(&line)));
    let named: Vec<&Card> = named.collect();
    assert!(named.len() > 4, "{}", named.len());
    for card in named {
        let said = said(card);
        for words in ["reathless", "chest pain", "emergency number"] {
            assert!(said.contains(words), "{}: {words}", card.id);
        }
    }
}

#[test]
fn where_a_red_leg_is_named_a_darker_one_is() {
    let mut folders = vec![project("routines")];
    let mut named = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = read(&path);
            // Sentences, and not words that are looked for.
            for line in text.lines().filter(|line| line.contains(".\"")) {
                let has = |words: &[&str]| {
                    let mut said = line.split(|c: char| !c.is_alphabetic());
                    said.any(|word| words.contains(&word.to_lowercase().as_str()))
                };
                if has(&["red", "redder"]) && has(&["hot", "swollen", "warm"]) && !has(&["joint"]) {
                    named += 1;
                    assert!(has(&["dark", "darker"]), "{}: {line}", path.display());
                }
            }
        }
    }
    assert!(named > 10, "{named}");
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
    let tips = guidance::tips().iter().map(Tip::told);
    let signs = [SignLevel::Now, SignLevel::Today, SignLevel::Soon];
    let signs = signs.into_iter().flat_map(guidance::signs);
    let signs = signs.map(|sign| sign.text.clone());
    for text in texts.chain(board.notes.clone()).chain(tips).chain(signs) {
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
    // What stands behind a question answers it with yes or no.
    for card in cards().iter().filter(|card| card.verdict.is_some()) {
        let first = card.question.split(' ').next();
        let is_so = first.is_some_and(|first| ["Do", "Does", "Is", "Should"].contains(&first));
        assert!(is_so, "{}", card.question);
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
fn the_board_names_cards_and_sources() {
    let board = board::board();
    for column in &board.columns {
        assert!(card(&column.card).is_some(), "{}", column.card);
        assert!(!column.sources.is_empty());
        for source in &column.sources {
            assert!(sources::source(source).is_some(), "{source}");
        }
    }
}

/// A row of the table of coverage.
struct Row {
    number: u8,
    carriers: Vec<(String, String)>,
    /// Why it is left out, if it is.
    why: Option<String>,
}

/// The rows of the table in docs/evidence.md.
fn coverage() -> Vec<Row> {
    let page = read(&project("docs/evidence.md"));
    let (_, table) = page.split_once("## Coverage").expect("it has the table");
    let (table, _) = table.split_once("\n## ").expect("sources follow");
    let lines = table.lines().filter(|line| line.starts_with("| "));
    lines.skip(1).map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, number, told, carried, _] = cells[..] else {
        panic!("five cells: {line}");
    };
    assert!(!told.is_empty(), "{line}");
    let (carried, why) = match carried.split_once(". Left out: ") {
        Some((carried, why)) => (carried, Some(why.to_owned())),
        None => (carried, None),
    };
    let carriers = carried.split("; ").map(|carrier| {
        let (kind, id) = carrier.split_once(' ').expect("a kind and an id");
        (kind.to_owned(), id.trim_matches('`').to_owned())
    });
    Row {
        number: number.parse().expect("a number"),
        carriers: carriers.collect(),
        why,
    }
}

#[test]
fn every_statement_of_the_founding_articles_is_accounted_for() {
    let rows = coverage();
    let numbers: Vec<u8> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=102).collect::<Vec<u8>>());
    for row in &rows {
        assert!(!row.carriers.is_empty(), "{}", row.number);
        for (kind, id) in &row.carriers {
            let is_there = match kind.as_str() {
                "card" => card(id).is_some(),
                "routine" => RoutineId::new(id).is_some_and(|id| built_in(&id).is_some()),
                "sign" => guidance::sign(id).is_some(),
                "question" => Question::ALL.iter().any(|question| question.name() == id),
                other => panic!("{}: a {other} carries nothing", row.number),
            };
            assert!(is_there, "{}: there is no {kind} {id}", row.number);
        }
        if let Some(why) = &row.why {
            assert!(why.len() > 20, "{}: {why}", row.number);
            let has_card = row.carriers.iter().any(|(kind, _)| kind == "card");
            assert!(has_card, "{}: the reader is not told", row.number);
        }
    }
    let carried = rows.iter().filter(|row| row.why.is_none()).count();
    assert!(carried >= 94, "{carried} are carried");
}

#[test]
fn the_table_of_coverage_and_the_cards_agree() {
    let by_table: BTreeSet<(u8, String)> = coverage()
        .into_iter()
        .flat_map(|row| {
            let cards = row.carriers.into_iter().filter(|(kind, _)| kind == "card");
            cards.map(move |(_, id)| (row.number, id))
        })
        .collect();
    let by_cards: BTreeSet<(u8, String)> = cards()
        .iter()
        .flat_map(|card| card.carries.iter().map(|row| (*row, card.id.clone())))
        .collect();
    assert_eq!(by_table, by_cards);
}
