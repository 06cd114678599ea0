//! What a routine shows: its title page, a step, and its end.

use std::collections::BTreeSet;

use super::words;
use crate::guidance::{self, SignLevel};
use crate::routine::{Demand, Length, Routine, Step};
use crate::session::cue::Cue;
use crate::session::plan::PhaseKind;
use crate::session::{Session, Status};
use crate::ui::board::{Board, Choice, Content};
use crate::ui::keys::Key;
use crate::ui::screen::View;
use crate::ui::theme::Role;
use crate::ui::words::{
    AUTHOR, FEET, caution_choices, looks_of_both_legs, mark, mark_step, rounds, sentence,
    short_title,
};
use crate::ui::{card, time};

pub(super) fn intro(session: &Session, open: Option<usize>) -> Board {
    let routine = session.routine();
    let left = session.remaining().unwrap_or_default();
    let length = time::length(routine.length());
    let needed = routine.needed();
    let needed = (!needed.is_empty()).then(|| format!("You need: {}.", needed.join(", ")));
    let parts: Vec<_> = routine.parts().filter_map(part).collect();
    let is_paused = session.status() == Status::Paused;
    let start = Choice::new(Key::Enter, "ENTER", "START").selected(true);
    let wait = Choice::new(Key::Char(' '), "SPACE", "WAIT");
    let go_on = open.map(|_| Choice::new(Key::Char('1'), "1", "GO ON"));
    let choices = std::iter::once(start).chain((!is_paused).then_some(wait));
    let choices = choices.chain(go_on).collect();
    let is_open = open.is_some();
    let open = open.map(self::open);
    let board = if is_paused {
        Board::default().shout(["PAUSED"]).spoken("")
    } else {
        Board::default()
            .count(time::count(left), "00", "till START")
            .giving_way()
    };
    let mut board = board
        .choices(choices)
        .spoken("")
        .heading(short_title(&routine.title), length)
        .spoken("")
        .text(Role::Alert, &guidance::words().stop_line)
        .spoken("");
    if routine.own {
        board = board.text(Role::Accent, AUTHOR).spoken("");
    }
    if is_paused {
        board = board
            .text(Role::Accent, "It starts when you say so.")
            .spoken("Paused. SPACE goes on, ENTER starts.");
    }
    if let Some(open) = open {
        board = board.text(Role::Accent, open).spoken("");
    }
    if let Some(needed) = needed {
        board = board.text(Role::Text, needed).spoken("");
    }
    // Whoever has begun it knows what it is.
    if !is_open {
        let summary = Some(&routine.summary).filter(|summary| !summary.is_empty());
        board = board
            .aside(Role::Text, summary)
            .aside(Role::Text, Some(format!("Steps: {}.", parts.join(" · "))))
            .spoken("");
    }
    board = board.with(Content::Figure);
    for changed in &routine.changed {
        board = board.aside(Role::Accent, Some(changed)).spoken("");
    }
    board
        .aside(Role::Quiet, Some(sentence(routine.evidence.words()) + "."))
        .spoken("")
}

/// The titles of steps that start by themselves, of a group once; `None` where none does.
fn part(steps: &[Step]) -> Option<String> {
    let mut starts = steps.iter().filter(|step| !step.optional).peekable();
    let round = starts.peek()?.round;
    let once = starts.filter(|step| !step.is_again());
    let titles: Vec<&str> = once.map(|step| step.title.as_str()).collect();
    let titles = titles.join(" · ");
    Some(match round {
        Some(round) => format!("{} ({titles})", rounds(round)),
        None => titles,
    })
}

/// Where a routine that was left can go on.
pub(super) fn open(step: usize) -> String {
    format!("Left at step {}: 1 goes on there.", step + 1)
}

pub(super) fn step(session: &Session, cue: Option<Cue>, view: &View<'_>) -> Board {
    let (phase, step) = (session.phase(), session.step());
    let number = phase.step + 1;
    let steps = session.routine().steps.len();
    let is_paused = session.status() == Status::Paused;
    let waits = phase.kind == PhaseKind::Caution;
    let mut place = format!("step {number} of {steps}");
    // Where no clock runs nothing is left of it.
    let left = session.total_remaining();
    if !left.is_zero() {
        place = format!("{place} · {} left", time::length(left));
    }
    let mut board = Board::default()
        .shout(words::shout(session))
        .as_large_as(if waits { "" } else { "CHANGE LEG" })
        .spoken(words::spoken(session))
        .about(session.position());
    if waits && !is_paused {
        board = board.yielding();
    }
    if is_paused {
        let go_on = Choice::new(Key::Char(' '), "SPACE", "GO ON").selected(true);
        board = board
            .choices(vec![go_on])
            .text(
                Role::Text,
                format!("{}.{}", words::left(session), words::let_go(session)),
            )
            .spoken("");
    } else if waits {
        board = board.choices(caution_choices());
    } else if step.mechanics.has(Demand::Look) {
        board = board.yielding().choices(looks_of_both_legs());
    } else if let Some(left) = session.returning().or(session.remaining())
        && let Length::Timed(length) = phase.length
    {
        let reps = step.reps.get();
        let rep = if reps > 1 {
            format!("{} of {reps}", phase.rep)
        } else {
            String::new()
        };
        board = board.count(time::count(left), time::widest(length), rep);
    } else {
        board = board
            .choices(vec![
                Choice::new(Key::Enter, "ENTER", "DONE").selected(true),
            ])
            .spoken("");
    }
    board = with_step(board, session, waits);
    if step.mechanics.has(Demand::Look) {
        let call = card::heading(SignLevel::Today, &view.setup.settings);
        board = board.text(Role::Alert, format!("{call}."));
    }
    board
        .title(short_title(&session.routine().title), place)
        .spoken("")
        .with(Content::Progress(words::progress(session)))
        .optional()
        .line(
            Role::Accent,
            words::reminder(session, cue).unwrap_or_default(),
        )
        .spoken("")
        .line(Role::Quiet, words::next(session))
        .spoken("")
        .aside(
            Role::Accent,
            words::offer(session)
                .filter(|_| view.keyboard)
                .map(|title| format!("Y adds: {title}")),
        )
        .about(number)
        .named(&[("Y adds:", Key::Char('y'))])
        .breath(view.breath)
}

/// Adds what the step asks for, or the caution that comes before it and waits for a key.
fn with_step(board: Board, session: &Session, waits: bool) -> Board {
    let step = session.step();
    let caution = step.caution.as_deref().unwrap_or_default();
    let mut board = if waits {
        let board = board
            .bold(Role::Strong, step.heading())
            .spoken("")
            .text(Role::Alert, caution)
            .spoken("")
            .text(Role::Quiet, format!("y: {FEET}."))
            .spoken("");
        mark_step(board, session.step(), session.routine())
            .with(Content::Figure)
            .optional()
            .aside(Role::Text, Some(&step.say))
            .spoken("")
    } else {
        let board = board.instruction(&step.say).spoken("");
        let mut board = mark_step(board, session.step(), session.routine()).with(Content::Figure);
        if step.mechanics.has(Demand::Look) {
            board = board.optional();
        }
        let board = board.bold(Role::Strong, step.heading()).spoken("");
        match step.caution {
            Some(_) => board.text(Role::Text, caution).spoken(""),
            None => board,
        }
    };
    if let Some(changed) = &step.changed {
        board = board.text(Role::Text, changed).spoken("");
    }
    board
}

pub(super) fn done(session: &Session, done: &BTreeSet<usize>, then: Option<&Routine>) -> Board {
    let routine = session.routine();
    let (count, of) = (done.len(), routine.steps.len());
    let all = format!(
        "{}: {count} of {of} steps, {}.",
        routine.title,
        time::spoken(session.ran())
    );
    let mut steps: Vec<&str> = Vec::new();
    for step in done.iter().filter_map(|at| routine.steps.get(*at)) {
        if !steps.contains(&step.title.as_str()) {
            steps.push(&step.title);
        }
    }
    let steps = (!steps.is_empty()).then(|| format!("Done: {}.", steps.join(" · ")));
    // What was skipped, or done in another window, is not said to be done.
    let (shout, news) = if count < of {
        ("THE END", Some(format!("{count} OF {of} STEPS")))
    } else {
        ("ALL DONE", None)
    };
    let mut choices = vec![Choice::new(Key::Enter, "ENTER", "CLOSE").selected(true)];
    let then = then.map(|then| {
        let yours = if then.own { ", yours" } else { "" };
        let note = format!("{}, {}{yours}", then.title, time::length(then.length()));
        Choice::new(Key::Char('w'), "w", "GO ON").note(note)
    });
    choices.extend(then);
    let board = Board::default()
        .shout(std::iter::once(shout.to_owned()).chain(news))
        .spoken("")
        .choices(choices)
        .text(Role::Text, all)
        .aside(Role::Text, steps);
    mark(board, routine).text(Role::Quiet, "That is all for now.")
}
