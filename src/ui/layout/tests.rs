//! What a layout does with boards that no screen shows.

use ratatui::layout::{Position, Rect, Size};

use super::measure::Measure;
use super::{Hit, Layout};
use crate::ui::board::{Board, Choice, Content, Item};
use crate::ui::keys::Key;
use crate::ui::raster::Glyphs;
use crate::ui::theme::Role;

const fn measure(window: Rect) -> Measure {
    Measure {
        glyphs: Glyphs::Quadrant,
        aspect: Some(2.0),
        window: Size::new(window.width, window.height),
    }
}

fn window(width: u16, height: u16) -> Rect {
    Rect::new(0, 0, width, height)
}

fn place(board: &Board, window: Rect) -> Layout {
    Layout::of(board, window, &measure(window))
}

fn tall(board: &Board, layout: &Layout, is: impl Fn(&Content) -> bool) -> u16 {
    layout.area_of(board, is).map_or(0, |area| area.height)
}

#[test]
fn optional_blocks_go_before_all_others() {
    let board = Board::default()
        .aside(Role::Text, Some("first, and optional"))
        .text(Role::Text, "second");
    let layout = place(&board, window(40, 1));
    assert_eq!(layout.placed.len(), 1);
    assert_eq!(layout.placed[0].block, 1);
}

#[test]
fn a_click_means_what_stands_under_it_or_else_what_a_tap_means() {
    let choices = vec![
        Choice::new(Key::Char('1'), "1", "GONE"),
        Choice::new(Key::Char('2'), "2", "BETTER"),
    ];
    let items = vec![
        Item::heading("by day"),
        Item::selectable("a stroll").selected(true),
    ];
    let board = Board::default()
        .choices(choices)
        .with(Content::List(items))
        .tap(Key::Char(' '));
    let layout = place(&board, window(80, 24));
    let hit =
        |column, row| layout.hit(&board, Position::new(column, row), &measure(window(80, 24)));
    let choices = layout
        .area_of(&board, |content| matches!(content, Content::Choices(_)))
        .unwrap();
    let list = layout
        .area_of(&board, |content| matches!(content, Content::List(_)))
        .unwrap();
    assert_eq!(hit(choices.x, choices.y), Some(Hit::Key(Key::Char('1'))));
    assert_eq!(
        hit(choices.x, choices.bottom() - 1),
        Some(Hit::Key(Key::Char('2')))
    );
    assert_eq!(hit(list.x, list.y), Some(Hit::Key(Key::Char(' '))));
    assert_eq!(hit(list.x, list.bottom() - 1), Some(Hit::Item(1)));
    assert_eq!(hit(79, 23), Some(Hit::Key(Key::Char(' '))));
}

#[test]
fn answers_too_wide_for_letters_have_keys_in_letters_and_push_nothing_out() {
    let answers = (0..10).map(|at| {
        let word = "an answer that is wider than letters allow";
        Choice::new(Key::Char('a'), at.to_string(), word)
    });
    let board = Board::default()
        .shout(["WHICH?"])
        .choices(answers.collect())
        .text(Role::Text, "Choose one or more.")
        .aside(Role::Quiet, Some("Nothing chosen counts as all of them."));
    let is_choices = |content: &Content| matches!(content, Content::Choices(_));
    for (width, height, rows) in [(45, 60, 50), (49, 30, 15), (45, 16, 10)] {
        let layout = place(&board, window(width, height));
        assert_eq!(tall(&board, &layout, is_choices), rows, "{width}x{height}");
        assert!(height < 20 || layout.placed.len() == board.blocks.len());
    }
}

#[test]
fn no_word_stands_alone_in_the_last_line_that_another_can_join() {
    let lines = crate::ui::painter::wrapped("That can strain the calf. Foot pulled UP? 6", 42);
    assert_eq!(lines, ["That can strain the calf. Foot pulled", "UP? 6"]);
    assert_eq!(crate::ui::painter::wrapped("one", 10), ["one"]);
    assert_eq!(
        crate::ui::painter::wrapped("aaaa bbbb", 5),
        ["aaaa", "bbbb"]
    );
}

#[test]
fn huge_words_stay_huge_however_much_is_told_beside_a_figure() {
    let mut board = Board::default().shout(["STAND UP", "HOLD CHAIR"]);
    for _ in 0..6 {
        board = board.text(
            Role::Text,
            "Skip if you feel dizzy or unsteady on your feet.",
        );
    }
    let board = board.count("3:00", "0:00", "").with(Content::Figure);
    let layout = place(&board, window(49, 30));
    let shout = tall(&board, &layout, |content| {
        matches!(content, Content::Shout(_))
    });
    assert!(shout >= 6, "{shout}");
}
