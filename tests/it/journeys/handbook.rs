//! Somebody who reads in the handbook.

use uncramp::guidance::{self, Tip};
use uncramp::handbook::{NOT_FOR, PieceKind, board, card, cards, of_tip};
use uncramp::profile::Answer;
use uncramp::sources;
use uncramp::ui::board::Content;
use uncramp::ui::keys::{Action, table};
use uncramp::ui::{AppConfig, Effect, InitialScreen};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, setup};

/// Words as they are found on a screen, however they are wrapped.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[track_caller]
fn assert_shown(pilot: &Pilot, words: &str, what: &str) {
    let screen = pilot.screen();
    assert!(
        squeezed(&screen).contains(&squeezed(words)),
        "{what}: {words}\n{screen}"
    );
}

/// Which page is shown, from 0, and how many there are.
fn page(pilot: &Pilot) -> (usize, usize) {
    let (board, layout, _) = pilot.app.shown();
    let pages = layout
        .placed
        .iter()
        .find_map(|placed| match &board.blocks[placed.block].content {
            Content::Page(page) => {
                let pages = page.sheets(placed.area.width, placed.area.height);
                Some((page.number(), pages.len()))
            }
            _ => None,
        });
    pages.expect("there is a page")
}

#[test]
fn every_card_is_one_page_in_both_windows_and_one_key_tells_the_rest() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let mut pilot = Pilot::start(InitialScreen::Handbook(cards().iter().collect()));
        pilot.resize(columns, rows);
        for card in cards() {
            assert_eq!(page(&pilot), (0, 1), "{}", card.id);
            let is_urgent = !card.alarms.is_empty();
            assert_eq!(
                pilot.screen().contains("! get help"),
                is_urgent,
                "{}",
                card.id
            );
            assert!(pilot.screen().contains("s more"), "{}", card.id);
            for (kind, text) in card.pieces() {
                let is_sure = match kind {
                    PieceKind::Question | PieceKind::Verdict => {
                        let huge = text.trim_start_matches("Verdict: ").split(" than ").next();
                        pilot.sees(huge.unwrap());
                        false
                    }
                    PieceKind::Answer => true,
                    PieceKind::Labelled(label) => label == NOT_FOR || columns == 80,
                };
                if is_sure {
                    assert_shown(&pilot, &text, &card.id);
                }
            }
            pilot.press("s").wait(0.3);
            let mut rest = squeezed(&pilot.screen());
            while page(&pilot).0 + 1 < page(&pilot).1 {
                pilot.press("right").wait(0.3);
                rest += &squeezed(&pilot.screen());
            }
            let tips = card.tips.iter().filter_map(|id| guidance::tip(id));
            let texts = tips
                .map(Tip::told)
                .chain(card.known.clone())
                .chain(card.ask.clone());
            for text in texts.flat_map(|text| {
                text.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            }) {
                assert!(rest.contains(&text), "{}: {text}\n{rest}", card.id);
            }
            pilot.press("q").wait(0.3).press("right").wait(0.3);
        }
    }
}

#[test]
fn a_search_narrows_as_one_types_and_the_cards_it_finds_follow_each_other() {
    let mut pilot = Pilot::home();
    pilot
        .press("7 / m a g n e s")
        .sees("▶ Does magnesium help?");
    pilot.sees("Is magnesium good for cramps in pregnancy?");
    pilot.press("enter").sees("NO BETTER").sees("1 of");
    pilot
        .press("right")
        .sees("2 of")
        .press("q")
        .sees("Search")
        .sees("▶ Is magnesium good for cramps in pregnancy?")
        .wait(0.5)
        .press("enter")
        .wait(0.5)
        .press("left left")
        .sees("▶ Does magnesium help?");
    pilot
        .press("backspace x x x x")
        .sees("No card has these words.");
    pilot.press("esc").sees("Questions");
    pilot
        .press("q")
        .sees("CRAMP NOW".split(' ').next().unwrap());
}

#[test]
fn the_tip_of_every_night_opens_its_card_with_its_sources() {
    for night in 0..50 {
        let setup = AppConfig { night, ..setup() };
        let findings = setup.findings();
        let tip = guidance::tip_of_the_night(night, |to| findings.suits(to));
        let card = of_tip(&tip.id).expect("every tip stands on a card");
        let mut pilot = Pilot::with(setup, InitialScreen::Home);
        pilot.resize(100, 60).press("t");
        pilot.sees(&card.question).press("s");
        assert_shown(&pilot, "Sources", &tip.id);
        let first = sources::cite(&tip.sources[0]);
        let mut pages = pilot.screen();
        for _ in 0..4 {
            pilot.press("right");
            pages += &pilot.screen();
        }
        for words in [&first, &tip.text] {
            assert!(
                squeezed(&pages).contains(&squeezed(words)),
                "{}: {words}\n{pages}",
                tip.id
            );
        }
    }
}

#[test]
fn every_mark_of_every_trouble_can_be_read_in_a_small_window() {
    for (columns, rows) in [(40, 15), (49, 30), (45, 60), (80, 24), (120, 40)] {
        let mut pilot = Pilot::start(InitialScreen::Marks);
        pilot.resize(columns, rows);
        let board = board::board();
        for (at, column) in (1..).zip(&board.columns) {
            let place = format!("{at} of 5");
            let mut read = String::new();
            while pilot.read().contains(&place) {
                assert_shown(&pilot, "! get help", &column.name);
                read += &squeezed(&pilot.read());
                pilot.press("right").wait(0.5);
            }
            let first = [&column.name.to_uppercase(), &board.call];
            let all = column.marks.iter().chain([&column.act]).chain(&board.notes);
            for words in all.chain(first) {
                assert!(
                    read.contains(&squeezed(words)),
                    "{words} at {columns}x{rows}:\n{read}"
                );
            }
        }
        // A digit leads to each as well.
        pilot
            .press_slowly("5")
            .sees("STRETCH IT")
            .press_slowly("1")
            .sees("BLOOD CLOT");
    }
}

#[test]
fn in_a_cramp_only_the_key_for_help_leads_to_cards_and_the_clock_goes_on() {
    let relief = [
        &table::RELIEF,
        &table::ASKING,
        &table::ADVICE,
        &table::WORSE,
        &table::RESTING,
        &table::EASED,
    ];
    for row in relief.iter().flat_map(|map| map.rows()) {
        let leads = matches!(
            row.action,
            Action::Handbook | Action::Tip | Action::Search | Action::Marks
        );
        assert!(!leads, "{}", row.help);
    }
    let mut pilot = Pilot::now();
    pilot
        .wait(5.0)
        .press("!")
        .wait(1.0)
        .press("!")
        .sees("Is it a cramp?");
    pilot
        .press_slowly("5 enter")
        .sees("How do I know it is a cramp?");
    pilot.wait(600.0).sees("gone on for ten minutes");
}

#[test]
fn an_urge_to_move_in_the_morning_asks_whether_it_was_a_cramp() {
    let mut pilot = Pilot::home();
    pilot
        .opens(CRAMPS, MORNING)
        .press("6 tab tab tab tab tab 8");
    pilot.sees("Is it a cramp?").sees("4 of 5");
    pilot.press("enter").sees("Is it restless legs?");
    pilot.press("q q").sees("Night of");
}

#[test]
fn the_board_opens_from_home_and_what_was_searched_for_is_counted_as_such() {
    let mut pilot = Pilot::home();
    pilot.press("8").sees("Is it a cramp?").sees("1 of 5");
    pilot.press("q 7 /").press("m a g n e s enter");
    pilot.sees("found").misses("Medicines, supplements");
    pilot
        .wait(0.5)
        .press("q q down enter enter")
        .misses(" 7 found");
}

#[test]
fn the_question_of_a_card_goes_on_the_page_for_the_doctor_and_off_again() {
    let mut pilot = Pilot::start(InitialScreen::Handbook(vec![card("statins").unwrap()]));
    pilot
        .press("x")
        .sees("✓ Its question is on the page")
        .wait(1.0);
    pilot.sees("x do not ask").press("x");
    pilot.sees("off the page").sees("x ask doctor").misses("✓");
    let ticks = [true, false].map(|is_on| {
        let card = "statins".to_owned();
        Effect::Answer(Answer::Ticked { card, is_on })
    });
    assert_eq!(pilot.effects, ticks);
    let mut pilot = Pilot::start(InitialScreen::Handbook(vec![card("soap").unwrap()]));
    pilot
        .misses("ask doctor")
        .press("x")
        .sees("no question for a doctor");
    assert_eq!(pilot.effects, []);
}
