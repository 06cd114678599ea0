//! EASED?, what follows its answers, and the advice at ten minutes.

use std::time::Duration;

use super::step::{clock, got_worse};
use crate::diary::ReliefAnswer;
use crate::guidance;
use crate::profile::danger::{Danger, WORSE};
use crate::session::relief::{Relief, Stage};
use crate::session::speech::{Tone, Utterance};
use crate::settings::Settings;
use crate::ui::board::{Board, Choice, Content};
use crate::ui::keys::Key;
use crate::ui::page::Page;
use crate::ui::screen::View;
use crate::ui::theme::Role;
use crate::ui::words::{mark, one_differs, sentence};
use crate::ui::{card, time};

/// Asks whether it eased; the clock goes on.
pub(super) fn asking(selected: usize, stamp: Option<Duration>, relief: &Relief) -> Board {
    let choices = (0..).zip(ReliefAnswer::ALL).map(|(at, answer)| {
        let key = char::from(b'1' + at);
        let word = match answer {
            ReliefAnswer::Gone => "GONE",
            ReliefAnswer::Better => "BETTER",
            ReliefAnswer::Same => "SAME",
            ReliefAnswer::Worse => "WORSE",
        };
        Choice::new(Key::Char(key), key, word).selected(usize::from(at) == selected)
    });
    let board = Board::default()
        .choices(choices.collect())
        .shout(["EASED?"])
        .yielding();
    let since = format!("{} since it began", clock(relief));
    let board = match stamp.map(time::clock) {
        Some(stamp) => board
            .line(Role::Text, format!("{since}. You pressed after {stamp}."))
            .short(format!("{}, pressed {stamp}", clock(relief))),
        None => board.line(Role::Text, since).short(clock(relief)),
    };
    mark(board.spoken(""), relief.session().routine()).spoken("")
}

/// The stretch has stopped, as it made the cramp worse or there is `danger`: what to look for, whom to
/// call, and one key for whoever slipped.
pub(super) fn worse(
    relief: &Relief,
    page: usize,
    danger: Option<&Danger>,
    view: &View<'_>,
) -> Board {
    let settings = &view.setup.settings;
    let stretched = Danger::of(WORSE, None);
    let is_led = danger.is_none() && is_led(relief);
    // Whoever has just said what it was is told what to do in its place: all signs stand on one page then.
    let (title, rest) = match danger {
        Some(danger) => (
            card::what(danger),
            Some("Nothing is stretched or rubbed now."),
        ),
        None => ("Let go. The stretch has stopped.".to_owned(), None),
    };
    let danger = danger.unwrap_or(&stretched);
    let answer = |key: char, word| Choice::new(Key::Char(key), key, word);
    let choices = match is_led {
        _ if !view.keyboard => Vec::new(),
        true => vec![answer('1', "REST LEG"), answer('2', card::over(danger))],
        false => vec![answer('2', card::over(danger))],
    };
    if danger.is_over() {
        return Board::default()
            .shout(["OVER NOW"])
            .spoken("")
            .text(Role::Text, card::OVER_ELSEWHERE)
            .choices(vec![Choice::new(Key::Char('2'), "2", "GO ON")])
            .with(since("The cramp", relief));
    }
    let mut board = Board::default()
        .shout(card::get_help(card::whom(danger, settings), settings))
        .brief(card::number(settings))
        .spoken("");
    if let Some(rest) = rest {
        board = board.bold(Role::Strong, rest).spoken("");
    }
    board
        .choices(choices)
        .with(since(&title, relief))
        .spoken("")
        // The way to the rest of it.
        .with_some(view.keyboard.then(|| Content::Keys(Vec::new())))
        .spoken("")
        .with(Content::Page(
            Page::new("", card::signs(danger, settings)).at(page),
        ))
}

/// Whether whoever said that it got worse is led through what is done for a leg that rests: not after ten minutes.
pub(super) fn is_led(relief: &Relief) -> bool {
    relief.stage() == Stage::Worse && !relief.is_late()
}

/// What is said aloud after an answer.
pub(super) fn said(stage: Stage, settings: &Settings) -> Utterance {
    match stage {
        Stage::Worse => {
            let words = format!("Let go. The stretch has stopped. {}.", call(settings));
            Utterance::new(words, Tone::Release)
        }
        Stage::Eased { answer, .. } => {
            let title = sentence(&title(answer).to_lowercase());
            Utterance::new(format!("{title}. Rest."), Tone::Done)
        }
        Stage::Stretching | Stage::Still | Stage::Asking { .. } | Stage::Resting => {
            Utterance::silence()
        }
    }
}

/// What is said aloud when a leg looks dangerous.
pub(super) fn stop(settings: &Settings) -> Utterance {
    let words = format!("Stop. Do not stretch or rub it. {}.", call(settings));
    Utterance::new(words, Tone::Help)
}

/// Whom to call, in words.
pub(super) fn call(settings: &Settings) -> String {
    sentence(&card::call(&settings.advice).to_lowercase())
}

/// What has come, and how long it has lasted.
fn since(what: &str, relief: &Relief) -> Content {
    Content::Title {
        text: what.to_owned(),
        place: format!("{} since it began", clock(relief)),
    }
}

/// Ten minutes are over: nothing is stretched any more, or nobody has said whether it eased.
pub(super) fn advice(relief: &Relief, page: usize, settings: &Settings) -> Board {
    let stopped = match relief.stage() {
        Stage::Asking { stamp } => stamp,
        _ => None,
    };
    Board::default()
        .shout(card::get_help(&settings.advice, settings))
        .brief(card::number(settings))
        .spoken("")
        .with(since("Ten minutes", relief))
        .spoken("")
        .aside(
            Role::Text,
            stopped.map(|at| format!("You pressed after {}. Still there? Then:", time::clock(at))),
        )
        .with(Content::Page(card::ten_minutes(settings).at(page)))
        // Whom to call, and for what, goes before larger letters of a key.
        .choices(vec![
            Choice::new(Key::Char(' '), "SPACE", "EASED").selected(true),
        ])
        .spoken("")
        .about(1)
        .tap(Key::Char(' '))
}

/// It let go, or is easing: look at both legs.
pub(super) fn look(answer: ReliefAnswer) -> Board {
    card::look()
        .with(Content::Figure)
        .optional()
        .title(sentence(&title(answer).to_lowercase()), "")
}

/// It let go, or is easing: rest.
pub(super) fn eased(
    relief: &Relief,
    answer: ReliefAnswer,
    after: Option<Duration>,
    view: &View<'_>,
) -> Board {
    let settings = &view.setup.settings;
    let got_worse = got_worse(view);
    let is_long = relief.was_long() != Some(false);
    let mut choices = vec![
        Choice::new(Key::Enter, "ENTER", "TO BED").selected(true),
        Choice::new(Key::Char('w'), "w", "WIND DOWN"),
        Choice::new(Key::Char('c'), "c", "IT IS BACK"),
        one_differs('o'),
    ];
    choices.retain(|choice| !is_long && !got_worse || choice.key != Key::Char('w'));
    let calls = is_long && after.is_some();
    // What decides is what is huge.
    let board = if calls {
        Board::default().shout([card::call(&settings.advice), "TODAY".to_owned()])
    } else {
        Board::default().shout([title(answer)]).yielding()
    };
    let board = board.choices(choices);
    let lasted = lasted(relief, after);
    let call = format!("is worth a call today: {}.", settings.advice);
    let board = if calls {
        let words = format!("{lasted} A cramp of more than ten minutes {call}");
        board.text(Role::Alert, words)
    } else if is_long {
        // Nobody knows: the machine slept.
        let words = format!("Did it last more than ten minutes? That {call}");
        board.text(Role::Alert, words).bold(Role::Text, lasted)
    } else if got_worse {
        let words = format!("A cramp that got worse {call}");
        board.text(Role::Alert, words).bold(Role::Text, lasted)
    } else {
        board.bold(Role::Text, lasted)
    };
    let board = board.aside(Role::Text, Some("Rest. Slowly lie down, covers loose."));
    let board = board.aside(
        Role::Quiet,
        (!is_long && !got_worse).then_some("A tender muscle for a day or so is common."),
    );
    // A warning goes before taller letters.
    board.text(Role::Quiet, &guidance::words().never_only)
}

/// The heading for how it ended.
fn title(answer: ReliefAnswer) -> &'static str {
    match answer {
        ReliefAnswer::Gone => "IT LET GO",
        ReliefAnswer::Better => "EASING",
        ReliefAnswer::Same => "THE SAME",
        ReliefAnswer::Worse => "EASE OFF",
    }
}

/// How long it lasted, in a sentence.
fn lasted(relief: &Relief, after: Option<Duration>) -> String {
    let lasted = match after {
        Some(after) => format!("About {} from the start of relief.", time::clock(after)),
        None => "How long it lasted is not known.".to_owned(),
    };
    if relief.ended_elsewhere() {
        format!("Said in another window. {lasted}")
    } else {
        lasted
    }
}

/// How to go on with relief that was left; whether it can be.
pub(super) fn parting(relief: &Relief, goes_on: bool) -> Option<&'static str> {
    match relief.stage() {
        Stage::Worse | Stage::Eased { .. } => None,
        Stage::Stretching | Stage::Still | Stage::Asking { .. } | Stage::Resting => {
            Some(if goes_on {
                "Relief was left, and its clock goes on: `uncramp now` within ten minutes goes on with it."
            } else {
                "Relief was left. `uncramp now` starts it again."
            })
        }
    }
}
