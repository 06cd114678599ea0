//! Drawing of a routine under way: the number on the left, the words on the right.

mod small;
mod staged;

use ratatui::layout::Rect;

use super::{Player, brief, intro};
use crate::routine::{Length, Side, Sides};
use crate::session::Status;
use crate::session::cue::{Cue, CueKind};
use crate::session::plan::{Phase, PhaseKind};
use crate::ui::canvas::{Canvas, columns_of};
use crate::ui::keys::{Context, rows as key_rows};
use crate::ui::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use crate::ui::lettering::Align;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;
use crate::ui::{NOTICE, time};

/// A wider window is used in its middle only.
const WIDEST: u16 = 132;

/// Draws the player.
pub fn view(
    player: &Player,
    canvas: &mut Canvas<'_>,
    window: Rect,
    scene: &Scene,
    words: Option<&str>,
) {
    let class = Class::of(window);
    let area = content(window, WIDEST);
    match class {
        Class::Line => return small::view_line(player, canvas, window),
        Class::Small => small::view_small(player, canvas, area, scene),
        Class::Portrait => view_portrait(player, canvas, inset(area, 1), scene),
        Class::Wide | Class::Tall => view_wide(player, canvas, inset(area, 1), scene),
    }
    let footer = inset(bottom(area, 1), u16::from(class != Class::Small));
    match words {
        Some(words) => {
            canvas.line(footer, words, NOTICE);
        }
        None => canvas.footer(footer, key_rows(player.context())),
    }
}

/// Asks whether to leave.
pub fn view_leave(canvas: &mut Canvas<'_>, window: Rect) {
    let area = inset(content(window, 80), 1);
    if Class::of(window) == Class::Line {
        canvas.bold(row(area, 0), "Leave? q leaves", Role::Strong);
        canvas.line(row(area, 1), "other keys stay", Role::Text);
        return;
    }
    let third = area.height / 4;
    canvas.letters(rows(area, third, 5), "LEAVE?", Role::Strong, Align::Centre);
    canvas.centre(row(area, third + 7), "q  leaves", Role::Text);
    canvas.centre(
        row(area, third + 8),
        "any other key stays and goes on",
        Role::Text,
    );
    canvas.footer(bottom(area, 1), key_rows(Context::Leave));
}

fn view_wide(player: &Player, canvas: &mut Canvas<'_>, area: Rect, scene: &Scene) {
    view_header(player, canvas, area);
    if scene.has_figure() {
        let body = rows(area, 2, area.height.saturating_sub(3));
        return staged::view_wide(player, canvas, body, scene);
    }
    let body = rows(area, 2, area.height.saturating_sub(4));
    let left = columns(body, body.width * 9 / 16);
    let right = from_column(body, left.width + 2);
    if player.session.is_over() {
        return view_done(player, canvas, body);
    }
    view_number(player, canvas, inset(left, 1));
    view_words(
        player,
        canvas,
        rows(right, 1, right.height.saturating_sub(1)),
    );
}

fn view_portrait(player: &Player, canvas: &mut Canvas<'_>, area: Rect, scene: &Scene) {
    view_header(player, canvas, area);
    let body = rows(area, 3, area.height.saturating_sub(5));
    if scene.has_figure() {
        return staged::view_portrait(player, canvas, body, scene);
    }
    if player.session.is_over() {
        return view_done(player, canvas, body);
    }
    let above = (body.height / 2).min(24);
    view_number(player, canvas, rows(body, 0, above));
    view_words(
        player,
        canvas,
        rows(body, above + 1, body.height - above - 1),
    );
}

/// Title, place and time left; below them the progress, a segment for each step.
fn view_header(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let place = place(player);
    let title = Rect {
        width: area.width.saturating_sub(columns_of(&place) + 1),
        ..row(area, 0)
    };
    canvas.line(title, &player.session.routine().title, Role::Quiet);
    canvas.right(row(area, 0), &place, Role::Text);
    view_progress(player, canvas, row(area, 1));
}

fn place(player: &Player) -> String {
    let session = &player.session;
    if session.is_over() {
        return String::new();
    }
    let step = session.phase().step + 1;
    let left = time::length(session.total_remaining());
    format!(
        "step {step} of {} · {left} left",
        session.routine().steps.len()
    )
}

/// A bar with a segment for each step, as wide as the step is long.
fn view_progress(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let session = &player.session;
    let mut lengths: Vec<u128> = vec![0; session.routine().steps.len()];
    let mut done = lengths.clone();
    for (index, phase) in session.phases().iter().enumerate() {
        let Length::Timed(length) = phase.length else {
            continue;
        };
        if phase.kind == PhaseKind::Intro {
            continue;
        }
        lengths[phase.step] += length.as_millis();
        if index < session.position() || session.status() == Status::Finished {
            done[phase.step] += length.as_millis();
        } else if index == session.position() {
            done[phase.step] += session.elapsed().as_millis();
        }
    }
    let segments: Vec<(u128, u128)> = done
        .into_iter()
        .zip(lengths)
        .filter(|(_, length)| *length > 0)
        .collect();
    let whole: u128 = segments.iter().map(|(_, length)| length).sum();
    let room = u128::from(area.width).saturating_sub(segments.len() as u128);
    let mut spent = 0;
    for (index, (done, length)) in segments.into_iter().enumerate() {
        let from = room * spent / whole.max(1) + index as u128;
        spent += length;
        let to = room * spent / whole.max(1) + index as u128;
        let (from, to) = (narrow(from), narrow(to));
        let segment = columns(from_column(area, from), (to - from).max(1));
        canvas.bar(segment, done, length);
    }
}

fn narrow(value: u128) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// The leg, the number, and what it counts.
fn view_number(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let session = &player.session;
    let phase = session.phase();
    let leg_rows = if area.height >= 16 { 4 } else { 3 };
    if let Some(side) = phase.side {
        let word = leg_in_letters(side);
        canvas.letters(rows(area, 0, leg_rows), word, Role::Strong, Align::Left);
    }
    let below = rows(area, leg_rows + 1, area.height.saturating_sub(leg_rows + 1));
    let number = rows(below, 0, below.height.saturating_sub(4).min(16));
    let caption = number.height + 1;
    if session.status() == Status::Paused {
        let height = number.height.min(6);
        canvas.letters(
            rows(number, 0, height),
            "PAUSED",
            Role::Strong,
            Align::Centre,
        );
        canvas.centre(row(below, height + 1), &left_in_words(player), Role::Text);
        canvas.centre(
            row(below, height + 2),
            "Let the stretch go. No hurry.",
            Role::Quiet,
        );
        canvas.centre(row(below, height + 3), "SPACE goes on", Role::Quiet);
        return;
    }
    canvas.letters(number, &number_of(player), Role::Accent, Align::Centre);
    canvas.centre(row(below, caption), &caption_of(player), Role::Strong);
    if let (Length::Timed(length), None) = (phase.length, session.returning()) {
        let bar = inset(row(below, caption + 1), area.width / 6);
        canvas.bar(bar, session.elapsed().as_millis(), length.as_millis());
    }
}

/// The title, the instruction, a reminder, the caution, and what comes next.
fn view_words(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let session = &player.session;
    let (phase, step) = (session.phase(), session.step());
    let foot = bottom(area, 2);
    let body = rows(area, 0, area.height.saturating_sub(3));
    let mut y = 0;
    let mut say = |canvas: &mut Canvas<'_>, text: &str, role, gap| {
        let from = if y == 0 { 0 } else { y + gap };
        let room = rows(body, from, body.height.saturating_sub(from));
        if room.height > 0 && !text.is_empty() {
            y = from + canvas.paragraph(room, text, role);
        }
    };
    match phase.kind {
        PhaseKind::Intro => {
            let lines = intro(session.routine(), brief(&session.routine().changed));
            let last = lines.len() - 1;
            for (index, line) in lines.iter().enumerate() {
                let role = match index {
                    0 => Role::Strong,
                    _ if index == last => Role::Alert,
                    _ => Role::Text,
                };
                say(canvas, line, role, 1);
            }
            say(canvas, session.routine().evidence.words(), Role::Quiet, 1);
            canvas.line(row(foot, 0), "ENTER starts now", Role::Text);
            canvas.line(row(foot, 1), "SPACE waits for you", Role::Text);
        }
        PhaseKind::Caution => {
            say(canvas, &step.title, Role::Strong, 0);
            say(
                canvas,
                step.caution.as_deref().unwrap_or_default(),
                Role::Alert,
                1,
            );
            say(canvas, &step.say, Role::Quiet, 1);
            canvas.line(row(foot, 0), "→ skip (default)", Role::Text);
            canvas.line(row(foot, 1), "o my feet feel normal, start", Role::Text);
        }
        PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch => {
            say(canvas, &step.title, Role::Strong, 0);
            say(canvas, &step.say, Role::Text, 0);
            say(
                canvas,
                player.reminder().unwrap_or_default(),
                Role::Accent,
                1,
            );
            say(canvas, &step.care(), Role::Quiet, 1);
            if let Some(title) = player.offer() {
                canvas.line(row(foot, 0), &format!("o adds: {title}"), Role::Accent);
            }
            canvas.line(row(foot, 1), &next_of(player), Role::Text);
        }
    }
}

fn view_done(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let height = if area.height >= 16 { 6 } else { 4 };
    let top = area.height.saturating_sub(height + 8) / 2;
    canvas.letters(
        rows(area, top, height),
        "ALL DONE",
        Role::Strong,
        Align::Centre,
    );
    canvas.centre(
        row(area, top + height + 1),
        "That is all for now.",
        Role::Text,
    );
    if let Some(then) = &player.then {
        let line = format!("w  {} · {}", then.title, time::length(then.length()));
        canvas.centre(row(area, top + height + 3), &line, Role::Accent);
    }
}

fn leg_in_letters(side: Side) -> &'static str {
    match side {
        Side::Left => "LEFT LEG",
        Side::Right => "RIGHT LEG",
    }
}

/// The huge number.
fn number_of(player: &Player) -> String {
    let session = &player.session;
    if session.phase().kind == PhaseKind::Intro {
        return time::length(session.routine().length());
    }
    match session.returning().or(session.remaining()) {
        Some(left) => time::count(left),
        None if session.phase().kind == PhaseKind::Caution => "READ".to_owned(),
        None => "ENTER".to_owned(),
    }
}

/// What the number counts.
fn caption_of(player: &Player) -> String {
    let session = &player.session;
    let phase = session.phase();
    if session.returning().is_some() {
        return "get ready to go on".to_owned();
    }
    let reps = session.step().reps.get();
    let rep = if reps > 1 {
        format!(" · {} of {reps}", phase.rep)
    } else {
        String::new()
    };
    match (phase.kind, phase.length) {
        (PhaseKind::Intro, _) => {
            let left = session.remaining().unwrap_or_default();
            format!("in all · starts in {}", time::count(left))
        }
        (PhaseKind::Caution, _) => "read this first".to_owned(),
        (PhaseKind::Ready, _) => "get ready".to_owned(),
        (PhaseKind::Hold, Length::UntilDone) => format!("when you are done{rep}"),
        (PhaseKind::Hold, Length::Timed(_)) => match player.cue {
            Some(
                cue @ Cue {
                    kind: CueKind::Halfway | CueKind::LastFive,
                    ..
                },
            ) => {
                format!("{}{rep}", cue.words().to_lowercase())
            }
            Some(_) | None if session.step().sides == Sides::Neither => {
                format!("in your own time{rep}")
            }
            Some(_) | None => format!("hold and breathe{rep}"),
        },
        (PhaseKind::Rest, _) => format!("rest{rep} next"),
        (PhaseKind::Switch, _) => match phase.side {
            Some(side) => format!("change to the {} leg", side.words()),
            None => "change legs".to_owned(),
        },
    }
}

/// How much is left of what.
pub fn left_in_words(player: &Player) -> String {
    match player.session.remaining() {
        Some(left) => {
            let what = match player.session.phase().kind {
                PhaseKind::Hold => "of this hold",
                PhaseKind::Intro => "before the start",
                PhaseKind::Caution | PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch => {
                    "before the hold"
                }
            };
            format!("{} left {what}", time::left(left))
        }
        None => "no clock runs here".to_owned(),
    }
}

/// What comes next, in words.
fn next_of(player: &Player) -> String {
    let session = &player.session;
    let here = session.phase();
    let same = |phase: &Phase| phase.step == here.step && phase.kind == PhaseKind::Hold;
    let later = &session.phases()[session.position() + 1..];
    let hold = match here.kind {
        PhaseKind::Hold => later.iter().find(|phase| same(phase)),
        PhaseKind::Intro
        | PhaseKind::Caution
        | PhaseKind::Ready
        | PhaseKind::Rest
        | PhaseKind::Switch => None,
    };
    if let Some(hold) = hold {
        return match hold.side {
            Some(side) if here.side != hold.side => format!("next: same, {} leg", side.words()),
            Some(_) | None => "next: the same again".to_owned(),
        };
    }
    if let (PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch, Some(next)) =
        (here.kind, session.next_phase())
        && let Length::Timed(length) = next.length
    {
        return format!("then hold {}", time::spoken(length));
    }
    match later.iter().find(|phase| phase.step != here.step) {
        Some(phase) => format!("next: {}", session.routine().steps[phase.step].title),
        None => "next: the end".to_owned(),
    }
}
