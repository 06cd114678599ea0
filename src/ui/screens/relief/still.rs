//! What is done for a leg that may be hurt: no step, but rest, and when to call.

use super::step::{clock, spots};
use crate::routine::Rest;
use crate::session::relief::{Relief, Spot};
use crate::ui::board::{Board, Choice, Content};
use crate::ui::card;
use crate::ui::keys::Key;
use crate::ui::screen::View;

/// The page, and the ways on to relief for what is not hurt. Whoever does not know whether it is hurt is asked
/// by what a tear and a cramp feel like. Only the keys of the places in `leads` lead to relief.
pub fn board(
    relief: &Relief,
    page: usize,
    leads: &[Spot],
    both_legs: bool,
    view: &View<'_>,
) -> Board {
    let routine = relief.session().routine();
    let rest = routine.rests.unwrap_or(Rest::Hurt);
    let (shout, word, note, goes_on) = match rest {
        Rest::Hurt if both_legs => (
            "REST THE LEG",
            "OTHER LEG",
            "the hurt one rests",
            "Both legs cramp? r is for the leg that is not hurt.",
        ),
        Rest::Hurt => (
            "REST THE LEG",
            "OTHER LEG",
            "the hurt one rests",
            "Is it the other leg? r starts relief.",
        ),
        Rest::Unsure => (
            "TEAR OR CRAMP?",
            "CRAMP",
            "no tear",
            "No sign of a tear? r starts relief.",
        ),
    };
    let mut muscles = spots(relief);
    muscles.retain(|hint| leads.iter().any(|spot| spot.words() == hint.words));
    let keys: Vec<&str> = muscles.iter().map(|hint| hint.label).collect();
    let another = match keys.as_slice() {
        [] => String::new(),
        keys => format!(" Another muscle? {}.", keys.join(" or ")),
    };
    let on = if view.keyboard {
        Some(format!("{goes_on}{another}"))
    } else {
        // No key is there: the way on is another start.
        let is_hurt = rest == Rest::Hurt;
        is_hurt.then(|| "Is it the other leg? `uncramp now other` starts relief.".to_owned())
    };
    Board::default()
        .shout([shout])
        .spoken("")
        .with(Content::Page(
            card::rest(rest, &routine.reasons, on, view).at(page),
        ))
        .choices(vec![Choice::new(Key::Char('r'), "r", word).note(note)])
        .with(Content::Clock {
            time: clock(relief),
            caption: "since it began".to_owned(),
        })
        .optional()
        .with(Content::Keys(muscles))
        .optional()
        .tap(Key::Char(' '))
}
