//! Relief with its figure: it takes what the words leave.

use ratatui::layout::Rect;

use super::{count_of, notice_of, view_care, view_next, view_shout};
use crate::guidance;
use crate::ui::NOTICE;
use crate::ui::canvas::{Canvas, columns_of, rows_of};
use crate::ui::figure::LEAST;
use crate::ui::keys::{Context, rows as key_rows};
use crate::ui::layout::{bottom, columns, from_column, row, rows};
use crate::ui::lettering::Align;
use crate::ui::relief::ReliefScreen;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Rows of a block in which the relief clock stands in letters.
const HIGH: u16 = 8;
/// Columns that may be lost where a line is wrapped.
const WRAP: u16 = 10;

/// The words and the number as without a figure; it takes the right of what is left below them,
/// and the sentences the room beside the number. Says whether all words have room beside it.
pub fn view(
    screen: &ReliefScreen,
    canvas: &mut Canvas<'_>,
    area: Rect,
    scene: &Scene,
    words: Option<&str>,
) -> bool {
    let height = area.height;
    // Nine rows are the least for a figure, and five stand below it.
    let word = (height.saturating_sub(9) / 3).min(height.saturating_sub(14) / 2);
    let word = word.clamp(3, 12);
    let block = rows(area, 2 * word, height.saturating_sub(2 * word + 5));
    let Some(room) = Room::beside(screen, canvas, block) else {
        return false;
    };
    view_shout(screen, canvas, rows(area, 0, 2 * word));
    scene.draw(canvas, room.stage);
    let count = count_of(screen);
    canvas.letters(room.count, &count, Role::Accent, Align::Left);
    view_beside(screen, canvas, room.side);
    // Two lines hold the longest notice, as one does across the whole window.
    let below = room.below;
    let notice =
        notice_of(screen, words, &screen.reasons(), below.width * 2 - WRAP).unwrap_or_default();
    let tall = rows_of(&notice, below.width) * u16::from(!notice.is_empty());
    let care = rows_of(&screen.relief.session().step().care(), below.width);
    let spare = match words {
        // What only passes leaves the care and the breath their rows.
        Some(_) => below.height.saturating_sub(care + 1).max(1),
        None => below.height,
    };
    let tall = tall.min(spare);
    canvas.paragraph(bottom(below, tall), &notice, NOTICE);
    let care = rows(below, 0, below.height.saturating_sub(tall));
    let used = view_care(screen, canvas, care);
    scene.draw_breath(canvas, row(care, used));
    let foot = bottom(area, 5);
    view_next(screen, canvas, rows(foot, 0, 3));
    canvas.line(row(foot, 3), &guidance::words().relief_line, Role::Text);
    canvas.footer(bottom(area, 1), key_rows(Context::Relief));
    true
}

/// How the room below the huge words is shared with a figure.
struct Room {
    count: Rect,
    side: Rect,
    below: Rect,
    stage: Rect,
}

impl Room {
    /// The widest figure beside which every sentence is whole.
    fn beside(screen: &ReliefScreen, canvas: &Canvas<'_>, block: Rect) -> Option<Self> {
        let step = screen.relief.session().step();
        let care = step.caution.as_deref().unwrap_or_default();
        let tall = (block.height * 3 / 5).clamp(5, 12);
        let count = canvas.letters_width("00", tall);
        let most = (block.height * 3).min(block.width * 2 / 5);
        let room = |wide: u16| {
            let left = columns(block, block.width.saturating_sub(wide + 2));
            let upper = rows(left, 0, tall);
            Self {
                count: columns(upper, count),
                side: from_column(upper, count + 2),
                below: rows(left, tall, block.height.saturating_sub(tall)),
                stage: from_column(block, block.width - wide),
            }
        };
        let is_whole = |room: &Self| {
            columns_of(&since(screen, room.side)) <= room.side.width
                && clock_rows(room.side) + rows_of(&step.say, room.side.width) <= room.side.height
                && rows_of(care, room.below.width) < room.below.height
        };
        (LEAST.width..=most).rev().map(room).find(is_whole)
    }
}

/// The relief clock and the step in a sentence, right of the count.
fn view_beside(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    if area.height >= HIGH {
        canvas.letters(rows(area, 0, 3), &screen.clock(), Role::Text, Align::Left);
    }
    let mut y = clock_rows(area);
    canvas.bold(row(area, y - 1), &since(screen, area), Role::Strong);
    let step = screen.relief.session().step();
    if y + 1 + rows_of(&step.say, area.width) <= area.height {
        y += canvas.bold(row(area, y), &step.title, Role::Strong).min(1);
    }
    let text = rows(area, y, area.height.saturating_sub(y));
    canvas.paragraph(text, &step.say, Role::Text);
}

/// The rows of the clock beside the count: letters where there is height.
fn clock_rows(area: Rect) -> u16 {
    if area.height >= HIGH { 4 } else { 1 }
}

/// What the time on the relief clock means, with the time where it does not stand in letters.
fn since(screen: &ReliefScreen, area: Rect) -> String {
    let session = screen.relief.session();
    let reps = session.step().reps.get();
    let rep = if reps > 1 {
        format!(" · {} of {reps}", session.phase().rep)
    } else {
        String::new()
    };
    if area.height >= HIGH {
        format!("since it began{rep}")
    } else {
        format!("{} since it began{rep}", screen.clock())
    }
}
