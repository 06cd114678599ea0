//! A routine under way on a small screen, and on a few lines.

use std::time::Duration;

use ratatui::layout::Rect;

use super::{caption_of, left_in_words, next_of, number_of, staged, view_done};
use crate::guidance;
use crate::routine::Length;
use crate::session::Status;
use crate::session::plan::PhaseKind;
use crate::ui::canvas::{Canvas, columns_of, rows_of, wrapped};
use crate::ui::layout::{columns, from_column, row, rows};
use crate::ui::lettering::Align;
use crate::ui::player::{Player, brief, intro, leg};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;
use crate::ui::time;
use crate::ui::words::CAUTION_KEYS;

/// Seconds that a part of what does not fit stands.
const TURN: u64 = 3;

/// The leg and the step in one line, the number, and two texts that fit.
pub fn view_small(player: &Player, canvas: &mut Canvas<'_>, area: Rect, scene: &Scene) {
    let session = &player.session;
    if session.is_over() {
        return view_done(player, canvas, rows(area, 0, area.height - 1));
    }
    let (phase, step) = (session.phase(), session.step());
    let left = time::length(session.total_remaining());
    let place = format!(
        "{} of {} · {left}",
        phase.step + 1,
        session.routine().steps.len()
    );
    let mut x = match phase.side {
        Some(side) => canvas.label(row(area, 0), &leg(side).to_uppercase(), Role::Strong) + 1,
        None => 0,
    };
    let title = if phase.kind == PhaseKind::Intro {
        &session.routine().title
    } else {
        &step.title
    };
    let room = area.width.saturating_sub(columns_of(&place) + 1 + x);
    x += canvas.bold(
        columns(from_column(row(area, 0), x), room),
        title,
        Role::Strong,
    );
    debug_assert!(x <= area.width);
    canvas.right(row(area, 0), &place, Role::Quiet);
    if scene.has_figure() && staged::has_room(area) {
        let body = rows(area, 1, area.height - 2);
        return staged::view_small(player, canvas, body, scene);
    }

    let number = match area.height {
        15.. => 5,
        12.. => 4,
        _ => 1,
    };
    let block = rows(area, 1, number);
    let word = if session.status() == Status::Paused {
        "PAUSED".into()
    } else {
        number_of(player)
    };
    let wide = canvas.letters_width(&word, number).min(area.width * 2 / 3);
    canvas.letters(columns(block, wide), &word, Role::Accent, Align::Left);
    let side = from_column(block, wide + 2);
    let paused = session.status() == Status::Paused;
    let heading = if paused {
        left_in_words(player)
    } else {
        caption_of(player)
    };
    let used = canvas.paragraph(side, &heading, Role::Strong);
    let holds = phase.kind == PhaseKind::Hold;
    if let (true, Some(reminder)) = (holds && !paused, player.reminder()) {
        canvas.paragraph(
            rows(side, used, side.height.saturating_sub(used)),
            reminder,
            Role::Accent,
        );
    }

    let body = rows(area, number + 2, area.height.saturating_sub(number + 4));
    let care = step.caution.as_deref().unwrap_or_default();
    let texts: Vec<(&str, Role)> = match phase.kind {
        PhaseKind::Intro => {
            return view_small_intro(player, canvas, body, row(area, area.height - 2));
        }
        PhaseKind::Caution => vec![(care, Role::Alert), (CAUTION_KEYS, Role::Text)],
        // The instruction has been read when the hold runs; the caution is still news.
        PhaseKind::Hold if !care.is_empty() => {
            vec![(care, Role::Quiet), (&step.say, Role::Text)]
        }
        PhaseKind::Hold | PhaseKind::Ready | PhaseKind::Rest | PhaseKind::Switch => {
            vec![(&step.say, Role::Text), (care, Role::Quiet)]
        }
    };
    let mut y = 0;
    for (index, (text, role)) in texts.into_iter().enumerate() {
        let room = rows(body, y, body.height.saturating_sub(y));
        if !text.is_empty() && (index == 0 || rows_of(text, room.width) <= room.height) {
            y += canvas.paragraph(room, text, role);
        }
    }
    if phase.kind != PhaseKind::Caution {
        let next = match player.offer() {
            Some(title) => format!("o adds: {title}"),
            None => next_of(player),
        };
        canvas.line(row(area, area.height.saturating_sub(2)), &next, Role::Quiet);
    }
}

fn view_small_intro(player: &Player, canvas: &mut Canvas<'_>, body: Rect, last: Rect) {
    let routine = player.session.routine();
    let lines = intro(routine, brief(&routine.changed));
    let stop = &lines[lines.len() - 1];
    let mut y = canvas.paragraph(body, stop, Role::Alert);
    let needed = routine.needed();
    if !needed.is_empty() {
        let needs = format!("You need: {}.", needed.join(", "));
        y += canvas.paragraph(
            rows(body, y, body.height.saturating_sub(y)),
            &needs,
            Role::Text,
        );
    }
    if let Some(changed) = brief(&routine.changed).first() {
        let rest = rows(body, y, body.height.saturating_sub(y));
        if rows_of(changed, rest.width) <= rest.height {
            y += canvas.paragraph(rest, changed, Role::Text);
        }
    }
    debug_assert!(y <= body.height);
    canvas.line(last, "ENTER starts now · SPACE waits", Role::Text);
}

/// A word line, the number and what is next, a bar; more rows say more.
pub fn view_line(player: &Player, canvas: &mut Canvas<'_>, area: Rect) {
    let session = &player.session;
    if session.is_over() {
        canvas.bold(row(area, 0), "All done.", Role::Strong);
        canvas.line(row(area, 1), "ENTER closes", Role::Text);
        return;
    }
    let (phase, step) = (session.phase(), session.step());
    let last = row(area, area.height.saturating_sub(1).max(2));
    match phase.kind {
        PhaseKind::Intro => {
            let left = session.remaining().unwrap_or_default();
            let lines = wrapped(&guidance::words().stop_line, area.width);
            view_in_turn(canvas, area, &lines, left, Role::Alert);
            let length = time::length(session.routine().length());
            canvas.line(last, &format!("{length} ENTER starts"), Role::Accent);
            return;
        }
        PhaseKind::Caution => {
            let care = step.caution.as_deref().unwrap_or_default();
            canvas.paragraph(
                rows(area, 0, area.height.saturating_sub(1)),
                care,
                Role::Alert,
            );
            canvas.line(last, "→ skip  o start", Role::Accent);
            return;
        }
        PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch => {}
    }
    let leg = phase
        .side
        .map(|side| format!("{}: ", side.words().to_uppercase()));
    let title = format!("{}{}", leg.unwrap_or_default(), step.title);
    canvas.bold(row(area, 0), &title, Role::Strong);
    let paused = session.status() == Status::Paused;
    let caption = if paused {
        "paused".to_owned()
    } else {
        caption_of(player)
    };
    canvas.line(
        row(area, 1),
        &format!("{} {caption}", number_of(player)),
        Role::Accent,
    );
    if let Length::Timed(length) = phase.length {
        canvas.bar(
            row(area, 2),
            session.elapsed().as_millis(),
            length.as_millis(),
        );
    }
    let more = rows(area, 3, area.height.saturating_sub(3));
    if more.height > 0 {
        canvas.paragraph(more, &step.say, Role::Text);
    }
}

/// Lines that do not all fit, a few at a time, on the wake of the count.
fn view_in_turn(canvas: &mut Canvas<'_>, area: Rect, lines: &[String], left: Duration, role: Role) {
    let room = usize::from(area.height.saturating_sub(1).max(1));
    let turns = lines.len().div_ceil(room).max(1);
    let turn = turns - 1 - usize::try_from(left.as_secs() / TURN).unwrap_or(0) % turns;
    for (index, line) in (0..).zip(lines.iter().skip(turn * room).take(room)) {
        canvas.bold(row(area, index), line, role);
    }
}
