//! What is done for a leg that may be hurt: no step, but rest, and when to call.

use super::step::{clock, spots};
use crate::session::relief::Relief;
use crate::ui::board::{Board, Choice, Content};
use crate::ui::card;
use crate::ui::keys::Key;
use crate::ui::screen::View;

/// The page, and the ways on to relief for what is not hurt.
pub fn board(relief: &Relief, page: usize, view: &View<'_>) -> Board {
    let routine = relief.session().routine();
    let card = card::hurt(
        &routine.reasons,
        &view.setup.findings(),
        &view.setup.settings,
    );
    Board::default()
        .shout(["REST THE LEG"])
        .spoken("")
        .with(Content::Page(card.at(page)))
        .choices(vec![
            Choice::new(Key::Char('r'), "r", "OTHER LEG").note("or neither leg is hurt"),
        ])
        .with(Content::Clock {
            time: clock(relief),
            caption: "since it began".to_owned(),
        })
        .optional()
        .with(Content::Keys(spots(relief)))
        .optional()
        .tap(Key::Char(' '))
}
