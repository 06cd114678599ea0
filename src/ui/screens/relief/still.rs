//! What is done for a leg that may be hurt: no step, but rest, and when to call.

use super::step::{clock, spots};
use crate::routine::Rest;
use crate::session::relief::{Relief, Spot};
use crate::ui::board::{Board, Choice, Content};
use crate::ui::card;
use crate::ui::keys::Key;
use crate::ui::screen::View;
use crate::ui::theme::Role;

/// The page, and the ways on to relief for what is not hurt. Whoever does not know whether it is hurt is asked
/// by what a tear and a cramp feel like. Only the keys of the places in `leads` lead to relief.
pub(super) fn board(
    relief: &Relief,
    page: usize,
    leads: &[Spot],
    both_legs: bool,
    view: &View<'_>,
) -> Board {
    let routine = relief.session().routine();
    let rest = routine.rests.unwrap_or(Rest::Hurt);
    let mut muscles = spots(relief);
    muscles.retain(|hint| leads.iter().any(|spot| spot.words() == hint.words));
    let keys: Vec<&str> = muscles.iter().map(|hint| hint.label).collect();
    let (another, other) = match keys.as_slice() {
        _ if !view.keyboard => (String::new(), String::new()),
        [] => (String::new(), String::new()),
        keys => (
            format!(" Another muscle? {}.", keys.join(" or ")),
            format!(" Another muscle? {}", keys.join(", ")),
        ),
    };
    let (shout, word, asks, brief) = match rest {
        Rest::Hurt if both_legs => (
            "REST THE LEG",
            "UNHURT LEG",
            "Is one leg not hurt?",
            "Leg not hurt? r.",
        ),
        Rest::Hurt => (
            "REST THE LEG",
            "OTHER LEG",
            "Is it the other leg?",
            "Other leg? r.",
        ),
        Rest::Unsure => (
            "TEAR OR CRAMP?",
            "NO TEAR",
            "No sign of a tear?",
            "No tear? r.",
        ),
    };
    let choices = vec![
        Choice::new(Key::Char('r'), "r", word),
        Choice::new(Key::Char(' '), "SPACE", "EASED").selected(true),
    ];
    // Where no key is there the way on is another start.
    let way = match relief.spot() {
        _ if view.keyboard => "r".to_owned(),
        // Relief for the calf pulls the way in which the shin cramps.
        Some(spot) => format!("`uncramp now other {}`", spot.name()),
        None => "`uncramp now other`".to_owned(),
    };
    let on = format!("{asks} {way} starts relief.{another}");
    let page = card::rest(rest, &routine.reasons, view).at(page);
    let board = Board::default()
        .with(Content::Page(page))
        .choices(if view.keyboard { choices } else { Vec::new() })
        .spoken("")
        .shout([shout]);
    // What is asked is no larger than its answers.
    let board = if rest == Rest::Unsure {
        board.yielding()
    } else {
        board
    };
    let board = board
        .spoken("")
        .bold(Role::Accent, on)
        .short(format!("{brief}{other}"))
        .with(Content::Clock {
            time: clock(relief),
            caption: "since it began".to_owned(),
        })
        .optional();
    // No keys at all would be taken for the place of the footer.
    let board = if muscles.is_empty() {
        board
    } else {
        board.with(Content::Keys(muscles)).optional()
    };
    board.tap(Key::Char(' ')).named(&[
        ("r starts relief", Key::Char('r')),
        ("? r.", Key::Char('r')),
    ])
}
