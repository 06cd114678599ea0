//! How large a question is beside its answers: they decide.

use super::super::arrange::Region;
use super::super::{Layout, Placed};
use super::Solver;
use crate::ui::board::{Block, Content};

impl Solver<'_> {
    /// The most rows of a region that has `room` for so many: what is asked in huge words is no taller than
    /// its answers are.
    pub(super) fn lid(
        &self,
        region: &Region,
        regions: &[Region],
        given: &[u16],
        width: u16,
        room: u16,
    ) -> u16 {
        let shout = match region {
            Region::Block(block) => match self.content(*block) {
                Content::Shout(shout) if shout.yields => shout,
                _ => return u16::MAX,
            },
            Region::Beside { .. } | Region::Split { .. } => return u16::MAX,
        };
        let answers = regions.iter().zip(given).find_map(|(region, given)| {
            let Region::Block(block) = region else {
                return None;
            };
            match self.content(*block) {
                Content::Choices(_) | Content::Scale(_) => {
                    Some(self.letters_of(*block, width, *given))
                }
                _ => None,
            }
        });
        // What is written is text, and beside a figure the answers are below both.
        let is_answer = |block: &Block| {
            matches!(
                block.content,
                Content::Choices(_) | Content::Scale(_) | Content::Draft { .. }
            )
        };
        let is_asked = self.board.blocks.iter().any(is_answer);
        let least = is_asked.then(|| self.measure.letters());
        let tall = answers.or(least);
        tall.map_or(u16::MAX, |tall| self.measure.lid(shout, width, tall, room))
    }

    /// Whether something is asked in larger letters than it can be answered with, where the answers stand below the
    /// question and a figure beside it.
    pub(super) fn is_outcried(&self, layout: &Layout) -> bool {
        let tall = |Placed { block, area }: &Placed| match self.content(*block) {
            Content::Choices(_) | Content::Scale(_) => {
                Some(self.letters_of(*block, area.width, area.height))
            }
            _ => None,
        };
        let answers = layout.placed.iter().find_map(tall);
        let asks = |Placed { block, area }: &Placed| match self.content(*block) {
            Content::Shout(shout) if shout.yields => {
                Some(self.measure.shout(shout, area.width, area.height).1)
            }
            _ => None,
        };
        let asked = layout.placed.iter().find_map(asks);
        asked > answers.map(|tall| tall.max(1)).or(asked)
    }
}
