//! A step with its figure: the figure left or above, the words and the number beside it or below.

use ratatui::layout::Rect;

use super::{caption_of, left_in_words, leg_in_letters, next_of, number_of};
use crate::session::Status;
use crate::ui::canvas::{Canvas, rows_of};
use crate::ui::layout::{bottom, columns, from_column, row, rows};
use crate::ui::lettering::Align;
use crate::ui::player::Player;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Rows that a caution may take of the figure.
const CARE: u16 = 3;
/// Rows of the figure in the hand-held layout.
const ABOVE: std::ops::RangeInclusive<u16> = 9..=22;
/// Columns of the figure on a small screen.
const SMALL: u16 = 22;

/// Whether a small screen has room for a figure beside the words.
pub fn has_room(area: Rect) -> bool {
    area.width >= SMALL + 18 && area.height >= 15
}

/// The figure left of the words; the caution in lines below both.
pub fn view_wide(player: &Player, canvas: &mut Canvas<'_>, body: Rect, scene: &Scene) {
    let care = view_care(player, canvas, body);
    let body = rows(body, 0, body.height - care);
    let stage = columns(body, body.width * 9 / 16);
    scene.draw(canvas, stage);
    view_words(player, canvas, from_column(body, stage.width + 2), scene);
}

/// The figure above the words, on a phone held upright.
pub fn view_portrait(player: &Player, canvas: &mut Canvas<'_>, body: Rect, scene: &Scene) {
    let care = view_care(player, canvas, body);
    let body = rows(body, 0, body.height - care);
    let above = (body.height * 2 / 5).clamp(*ABOVE.start(), *ABOVE.end());
    scene.draw(canvas, rows(body, 0, above));
    let below = rows(body, above + 1, body.height.saturating_sub(above + 1));
    view_words(player, canvas, below, scene);
}

/// The figure in the left half of a small screen, under the line that names leg and step; `body`
/// is what lies between that line and the keys.
pub fn view_small(player: &Player, canvas: &mut Canvas<'_>, body: Rect, scene: &Scene) {
    let care = view_care(player, canvas, rows(body, 0, body.height - 1));
    canvas.line(bottom(body, 1), &next_of(player), Role::Quiet);
    let body = rows(body, 0, body.height - 1 - care);
    scene.draw(canvas, columns(body, SMALL));
    let side = from_column(body, SMALL + 1);
    let tall = if body.height >= 10 { 4 } else { 3 };
    let mut y = view_number(player, canvas, rows(side, 0, tall));
    let paused = player.session.status() == Status::Paused;
    let heading = if paused {
        left_in_words(player)
    } else {
        caption_of(player)
    };
    y += canvas.paragraph(below(side, y), &heading, Role::Strong);
    let say = &player.session.step().say;
    let room = below(side, y);
    match player.reminder() {
        // The instruction has been read when the hold runs; a part of it says nothing.
        Some(reminder) if rows_of(say, room.width) > room.height => {
            canvas.paragraph(room, reminder, Role::Accent);
        }
        Some(_) | None => {
            canvas.paragraph(room, say, Role::Text);
        }
    }
}

/// The caution at the bottom of an area; returns the rows used.
fn view_care(player: &Player, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let care = player.session.step().care();
    if care.is_empty() {
        return 0;
    }
    let height = rows_of(&care, area.width).min(CARE);
    canvas.paragraph(bottom(area, height), &care, Role::Quiet)
}

/// The leg, the instruction, the number and what it counts, the breath, what is next.
fn view_words(player: &Player, canvas: &mut Canvas<'_>, area: Rect, scene: &Scene) {
    let (session, step) = (&player.session, player.session.step());
    let mut y = 0;
    if let Some(side) = session.phase().side {
        let tall = if area.height >= 22 { 4 } else { 3 };
        let word = leg_in_letters(side);
        canvas.letters(rows(area, 0, tall), word, Role::Strong, Align::Left);
        y += tall + u16::from(area.height >= 20);
    }
    y += canvas.paragraph(below(area, y), &step.title, Role::Strong);
    y += canvas.paragraph(below(area, y), &step.say, Role::Text);

    let mut foot = area.height;
    let mut say_last = |canvas: &mut Canvas<'_>, words: &str, role| {
        foot = foot.saturating_sub(1);
        canvas.line(row(area, foot), words, role);
    };
    say_last(canvas, &next_of(player), Role::Text);
    if let Some(title) = player.offer() {
        say_last(canvas, &format!("o adds: {title}"), Role::Accent);
    }
    let between = rows(area, y, foot.saturating_sub(y));
    let paused = session.status() == Status::Paused;
    let reminder = player.reminder().filter(|_| !paused && between.height > 8);
    let mut y = u16::from(between.height > 7);
    if let Some(reminder) = reminder {
        y += canvas.paragraph(below(between, y), reminder, Role::Accent);
    }
    y += u16::from(between.height > 9);
    let tall = between.height.saturating_sub(y + 3).clamp(1, 12);
    y += view_number(player, canvas, rows(between, y, tall));
    if paused {
        for words in [
            left_in_words(player).as_str(),
            "Let the stretch go. No hurry.",
            "SPACE goes on",
        ] {
            y += canvas.line(row(between, y), words, Role::Text).min(1);
        }
        return;
    }
    y += canvas
        .line(row(between, y), &caption_of(player), Role::Strong)
        .min(1);
    let gap = u16::from(y + 1 < between.height);
    scene.draw_breath(canvas, row(between, y + gap));
}

/// The huge number; returns the rows used.
fn view_number(player: &Player, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let paused = player.session.status() == Status::Paused;
    let (word, role) = if paused {
        ("PAUSED".to_owned(), Role::Strong)
    } else {
        (number_of(player), Role::Accent)
    };
    canvas.letters(area, &word, role, Align::Left);
    canvas.tallest(&word, area).max(1)
}

fn below(area: Rect, y: u16) -> Rect {
    rows(area, y, area.height.saturating_sub(y))
}
