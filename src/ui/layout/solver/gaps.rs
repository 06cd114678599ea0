//! Where a layout has empty rows.

use super::super::arrange::{APART, Region, bit};
use super::super::measure;
use super::{GAP, Solver};
use crate::ui::board::Content;
use crate::ui::board::rank::{BELOW_TITLE, FOOT, HEADING, TITLE};

impl Solver<'_> {
    /// The regions whose letters would touch the words above them. Letters bring an empty row along, but
    /// below them.
    pub(super) fn touching(&self, regions: &[Region], given: &[u16], width: u16) -> Vec<usize> {
        let is_lettered = |at: usize| match &regions[at] {
            Region::Block(block) => match self.content(*block) {
                Content::Shout(_) | Content::Scale(_) => given[at] >= measure::LETTERS,
                Content::Choices(_) => self.letters_of(*block, width, given[at]) > 1,
                _ => false,
            },
            Region::Beside { .. } | Region::Split { .. } => false,
        };
        let shown: Vec<usize> = (0..regions.len()).filter(|at| given[*at] > 0).collect();
        // Beside a figure there may be rows left below the words.
        let is_full = |at: usize| match &regions[at] {
            Region::Split {
                left,
                width: figure,
                ..
            } => {
                let words = width.saturating_sub(figure + APART);
                self.rows_left(left, words, given[at]) >= given[at]
            }
            Region::Block(_) | Region::Beside { .. } => !is_lettered(at),
        };
        let pairs = shown.windows(2);
        let touching = pairs.filter(|pair| is_full(pair[0]) && is_lettered(pair[1]));
        touching.map(|pair| pair[1]).collect()
    }

    /// Empty rows above every region: as many between parts of different kinds as there are to
    /// spare, up to [`GAP`], and all others above what belongs to the lower edge.
    pub(super) fn gaps(
        &self,
        regions: &[Region],
        given: &[u16],
        width: u16,
        spare: u16,
    ) -> Vec<u16> {
        let mut gaps = vec![0; regions.len()];
        let mut spare = spare;
        for at in self.touching(regions, given, width) {
            let gap = spare.min(1);
            gaps[at] = gap;
            spare -= gap;
        }
        let shown: Vec<usize> = (0..regions.len()).filter(|at| given[*at] > 0).collect();
        let foot = shown
            .iter()
            .copied()
            .find(|at| self.region_rank(&regions[*at]) >= FOOT);
        for _ in 0..GAP {
            for pair in shown.windows(2) {
                let is_parted = self.group(&regions[pair[0]]) != self.group(&regions[pair[1]]);
                if is_parted && spare > 0 && gaps[pair[1]] < GAP {
                    gaps[pair[1]] += 1;
                    spare -= 1;
                }
            }
        }
        if let Some(foot) = foot {
            gaps[foot] += spare;
        }
        gaps
    }

    /// Parts between which an empty row stands; letters bring one along.
    fn group(&self, region: &Region) -> u8 {
        match self.region_rank(region) {
            TITLE..BELOW_TITLE => 0,
            // A heading stands close to what it is of.
            HEADING => HEADING + 1,
            rank => rank,
        }
    }

    fn region_rank(&self, region: &Region) -> u8 {
        let blocks = (0..self.board.blocks.len()).filter(|block| region.blocks() & bit(*block) > 0);
        let ranks = blocks.map(|block| self.content(block).rank());
        ranks.min().unwrap_or(0)
    }
}
