//! Where a notice stands: on free rows, or for a while in the place of what matters least. No other
//! block moves for it.

use ratatui::layout::Rect;

use super::measure::LONGEST_LINE;
use super::{Layout, Placed};
use crate::ui::area::{bottom, columns, from_column};
use crate::ui::board::{Board, Content};
use crate::ui::painter::{columns_of, rows_of};
use crate::ui::theme::Role;

/// Keys keep so many columns beside a notice.
const KEYS: u16 = 19;
/// Columns between a notice and the keys.
const APART: u16 = 2;

/// The words of a notice that have room in an area: what stands behind a dot goes first.
pub(crate) fn fitting(words: &str, area: Rect) -> &str {
    let ends = words.rmatch_indices(" · ").map(|(at, _)| at);
    let fits = |end: &usize| rows_of(&words[..*end], area.width) <= area.height;
    let end = std::iter::once(words.len()).chain(ends).find(fits);
    &words[..end.unwrap_or(words.len())]
}

impl Layout {
    /// Finds a place for the notice of a board, if it has one, once all else stands on an area; false
    /// where there is none.
    pub(super) fn lay_notice(&mut self, board: &Board, area: Rect) -> bool {
        let Some((block, words, most)) = notice(board) else {
            return true;
        };
        let rows = |width: u16| rows_of(words, width.min(LONGEST_LINE)).min(most).max(1);
        let wanted = rows(area.width);
        let place = self
            .free(area, wanted)
            .or_else(|| self.covered(board, &rows))
            .or_else(|| self.beside_keys(board, words))
            .or_else(|| self.lowest(board, area, wanted));
        if let Some(place) = place {
            self.placed.retain(|placed| !placed.area.intersects(place));
            self.placed.push(Placed { block, area: place });
        }
        place.is_some()
    }

    /// Puts the notice of a board on the last row of a window, where nothing else stands.
    pub(super) fn put_notice(&mut self, board: &Board, area: Rect) {
        let place = bottom(area, 1);
        self.placed
            .extend(notice(board).map(|(block, ..)| Placed { block, area: place }));
    }

    /// The lowest rows on which nothing stands.
    fn free(&self, area: Rect, wanted: u16) -> Option<Rect> {
        let tops = area.y..=(area.bottom()).checked_sub(wanted)?;
        let areas = tops.rev().map(|y| Rect {
            y,
            height: wanted,
            ..area
        });
        let mut free = areas.filter(|free| {
            let mut placed = self.placed.iter();
            placed.all(|placed| !placed.area.intersects(*free))
        });
        free.next()
    }

    /// The place of what is left out first.
    fn covered(&self, board: &Board, rows: &impl Fn(u16) -> u16) -> Option<Rect> {
        let least = self.placed.iter().filter(|Placed { block, area }| {
            let block = &board.blocks[*block];
            let is_aside = match &block.content {
                Content::Text(text) => text.role != Role::Alert,
                content => matches!(content, Content::Breath(_)),
            };
            is_aside && block.is_optional && rows(area.width) <= area.height
        });
        least
            .max_by_key(|placed| placed.block)
            .map(|placed| placed.area)
    }

    /// Beside the keys, of which as many stay as have room.
    fn beside_keys(&mut self, board: &Board, words: &str) -> Option<Rect> {
        let is_keys =
            |placed: &&mut Placed| matches!(board.blocks[placed.block].content, Content::Keys(_));
        let keys = self.placed.iter_mut().rfind(is_keys)?;
        let wide = columns_of(words);
        if keys.area.width < wide + APART + KEYS {
            return None;
        }
        let place = bottom(columns(keys.area, wide), 1);
        keys.area = from_column(keys.area, wide + APART);
        Some(place)
    }

    /// The last rows of an area, where they take the place of nothing that decides.
    fn lowest(&self, board: &Board, area: Rect, wanted: u16) -> Option<Rect> {
        let stays = self.placed.iter().filter(|placed| {
            let block = &board.blocks[placed.block];
            match &block.content {
                Content::Choices(_)
                | Content::Scale(_)
                | Content::Shout(_)
                | Content::List(_)
                | Content::Page(_) => true,
                Content::Text(text) => text.is_instruction || text.role == Role::Alert,
                _ => false,
            }
        });
        let decided = stays.map(|placed| placed.area.bottom()).max();
        let room = area.bottom().saturating_sub(decided.unwrap_or(area.y + 1));
        Some(bottom(area, wanted.min(room))).filter(|place| !place.is_empty())
    }
}

/// The notice of a board: its block, its words, and how many rows it takes at most.
fn notice(board: &Board) -> Option<(usize, &str, u16)> {
    let mut blocks = board.blocks.iter().enumerate();
    blocks.find_map(|(at, block)| match &block.content {
        Content::Notice { words, most } => Some((at, words.as_str(), *most)),
        _ => None,
    })
}
