//! How well a block is seen where it stands, by which the ways to arrange a board are compared.

use ratatui::layout::Rect;

use super::{LETTERS, LONGEST_LINE, MIDDLE, Measure, TALL, count_of, whole};
use crate::ui::board::Content;
use crate::ui::layout::cells::{FEW, hint_cells};
use crate::ui::lettering::Measured;
use crate::ui::painter::rows_of;

/// What a row of letters is worth, up to those that are read without glasses: more than what is left out
/// first.
const LETTER: u16 = 240;
/// What a row of a small figure is worth beside that,
const SMALL_FIGURE: u16 = 6;
/// up to so many rows, of which hands and feet are plain to see.
const PLAIN: u16 = 18;
/// What a key is worth that is said.
const HINT: u16 = 12;

impl Measure {
    /// How well a block is seen in its area, to compare arrangements with. `None` where huge words that yield to
    /// nothing, the few answers there are or a number are not the letters that the window has room for.
    pub fn quality(&self, content: &Content, area: Rect) -> Option<u16> {
        let quality = match content {
            Content::Shout(shout) => {
                let (lines, tall) = self.shout(shout, area.width, area.height);
                if tall == 0 && !shout.yields && self.window.height >= MIDDLE {
                    return None;
                }
                let lines = lines.into_iter().chain([shout.widest]);
                let widest = Measured::new(self.widest(lines));
                // What is asked serves as soon as its answers do.
                let goal = if shout.yields {
                    self.letters()
                } else {
                    self.huge()
                };
                LETTER * tall.min(goal) + 3 * self.legibility(&widest, area.width, tall)
            }
            Content::Choices(choices) => {
                let tall = self.grid(choices, area.width, area.height).tall;
                let are_few = choices.len() <= usize::from(FEW);
                if tall <= 1 && are_few && self.window.height >= TALL {
                    return None;
                }
                let goal = if choices.len() == 1 {
                    self.huge()
                } else {
                    self.letters()
                };
                LETTER * tall.min(goal) + 4 * tall
            }
            Content::Scale(choices) => {
                let tall = self.scale(choices, area.width, area.height).tall - 1;
                40 * tall.min(LETTERS) + 4 * tall
            }
            Content::Count(count) => {
                if area.height < self.digits(count).rows(count, u16::MAX, u16::MAX) {
                    return None;
                }
                20 * area.height.min(self.huge()) + 2 * area.height
            }
            Content::Text(text)
                if rows_of(&text.words, area.width.min(LONGEST_LINE)) <= area.height =>
            {
                100
            }
            Content::Keys(hints) => HINT * count_of(hint_cells(hints, area).len()),
            Content::Figure => {
                let tall = self.figure_scale(area);
                self.figure_weight() * tall + SMALL_FIGURE * tall.min(PLAIN)
            }
            _ => 0,
        };
        Some(quality)
    }

    /// What a row of the figure is worth: more the more rows a window has for its width, where huge words
    /// grow no taller.
    fn figure_weight(&self) -> u16 {
        let portrait = 6_u16.saturating_mul(self.window.height) / self.window.width.max(1);
        portrait.clamp(6, 12)
    }

    /// The rows that the figure fills in an area.
    fn figure_scale(&self, area: Rect) -> u16 {
        area.height.min(whole(
            f32::from(area.width) / self.aspect.unwrap_or(2.0).max(0.2),
        ))
    }
}
