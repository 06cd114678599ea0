//! What is done for a leg that may be hurt: no step, but rest, and when to call.

use super::step::{clock, spots};
use crate::routine::Rest;
use crate::session::relief::Relief;
use crate::ui::board::{Board, Choice, Content};
use crate::ui::card;
use crate::ui::keys::Key;
use crate::ui::screen::View;

/// The page, and the ways on to relief for what is not hurt. Whoever does not know whether it is hurt is asked
/// by what a tear and a cramp feel like.
pub fn board(relief: &Relief, page: usize, view: &View<'_>) -> Board {
    let routine = relief.session().routine();
    let rest = routine.rests.unwrap_or(Rest::Hurt);
    let board = Board::default();
    let (board, on, note) = match rest {
        Rest::Hurt => (
            board.shout(["REST THE LEG"]),
            "OTHER LEG",
            "or neither leg is hurt",
        ),
        Rest::Unsure => (board.shout(["TEAR OR CRAMP?"]), "CRAMP", "no tear"),
    };
    board
        .spoken("")
        .with(Content::Page(
            card::rest(rest, &routine.reasons, view).at(page),
        ))
        .choices(vec![Choice::new(Key::Char('r'), "r", on).note(note)])
        .with(Content::Clock {
            time: clock(relief),
            caption: "since it began".to_owned(),
        })
        .optional()
        .with(Content::Keys(spots(relief)))
        .optional()
        .tap(Key::Char(' '))
}
