//! Nothing is lost and nothing moves while there is room.

use uncramp::ui::board::Content;
use uncramp::ui::layout::Layout;

use super::{assert_none, is_short};
use crate::pilot::is_whole;

#[test]
fn nothing_is_lost_from_80x24_on_but_what_is_left_out_first() {
    assert_none("all is there", |case| {
        let is_notice = |content: &Content| matches!(content, Content::Notice { .. });
        if !case.is_large() || case.area(is_notice).is_some() {
            return None;
        }
        let lost = case.board.blocks.iter().find(|block| {
            let area = case.area(|content| content == &block.content);
            let is_cut = match (&block.content, area) {
                (Content::Text(text), Some(area)) => !is_whole(text, area) && !is_short(text, area),
                // Where there is room for one it has a law of its own.
                (Content::Figure, _) | (_, Some(_)) => false,
                (_, None) => true,
            };
            is_cut && !block.is_optional
        });
        lost.map(|block| format!("{:?}", block.content))
    });
}

#[test]
fn a_notice_moves_nothing() {
    let words =
        "Something that was said a moment ago, in as many words as a sentence of two rows has.";
    assert_none("all stays where it was", |case| {
        let (board, before) = (&case.board, &case.layout);
        // Where there is room for the keys there is for a notice.
        before.area_of(board, |content| matches!(content, Content::Keys(_)))?;
        if board
            .blocks
            .iter()
            .any(|block| matches!(block.content, Content::Notice { .. }))
        {
            return None;
        }
        let told = &board.clone().notice(words, 6);
        let after = Layout::of(told, case.window, &case.measure);
        let moved = after.placed.iter().find(|placed| {
            let block = &told.blocks[placed.block];
            // What stands beside it is cut, and does not move.
            let stands = before
                .placed
                .iter()
                .any(|old| old.area.intersection(placed.area) == placed.area);
            !matches!(block.content, Content::Notice { .. }) && !stands
        });
        let is_there = after.area_of(told, |content| matches!(content, Content::Notice { .. }));
        match (moved, is_there) {
            (Some(placed), _) => Some(format!(
                "{:?} at {}",
                told.blocks[placed.block].content, placed.area
            )),
            (None, None) => Some("no notice".to_owned()),
            (None, Some(_)) => None,
        }
    });
}

#[test]
fn a_figure_stands_in_every_window_from_80x24_on() {
    assert_none("what is done is shown", |case| {
        let is_fault = case.lacks_its_figure() && case.is_large();
        is_fault.then(|| "no figure".to_owned())
    });
}
