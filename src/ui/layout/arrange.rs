//! The ways in which a board could stand on an area.

use super::measure;
use crate::ui::board::rank::{BELOW_SHOUT, BELOW_TITLE, CHOICES, FOOT};
use crate::ui::board::{Board, Content};

/// Columns between the words and a figure, and between a number and the words beside it.
pub(super) const APART: u16 = 2;
/// Words beside a number or a figure need so many columns.
pub(super) const LEAST_WORDS: u16 = 22;

/// A part of the window: blocks below each other, or side by side.
#[derive(Debug, Clone)]
pub(super) enum Region {
    Block(usize),
    /// A number, and words on its right.
    Beside {
        count: usize,
        words: Vec<usize>,
    },
    /// Regions below each other, and a figure on their right.
    Split {
        left: Vec<Region>,
        figure: usize,
        width: u16,
    },
}

impl Region {
    pub(super) fn blocks(&self) -> u64 {
        match self {
            Self::Block(block) => bit(*block),
            Self::Beside { count, words } => words
                .iter()
                .fold(bit(*count), |bits, block| bits | bit(*block)),
            Self::Split { left, figure, .. } => all_blocks(left) | bit(*figure),
        }
    }

    /// Its figure, if that stands beside words, and how wide.
    pub(super) fn figure(&self) -> Option<(usize, u16)> {
        match self {
            Self::Split { figure, width, .. } => Some((*figure, *width)),
            Self::Block(_) | Self::Beside { .. } => None,
        }
    }

    /// The place of the most important of its blocks.
    pub(super) fn importance(&self) -> usize {
        self.blocks().trailing_zeros() as usize
    }
}

pub(super) fn all_blocks(regions: &[Region]) -> u64 {
    regions
        .iter()
        .fold(0, |bits, region| bits | region.blocks())
}

/// The bit of a block; a board has no more of them than fit.
pub(super) fn bit(block: usize) -> u64 {
    1 << block.min(63)
}

/// The ways in which a board could stand on an area so wide; with its figure, if it `has_figure`.
pub(super) fn arrangements(board: &Board, area_width: u16, has_figure: bool) -> Vec<Vec<Region>> {
    let rank = |block: &usize| board.blocks[*block].content.rank();
    // A notice moves nothing: it finds its place once all else stands.
    let is_notice = |block: &usize| matches!(board.blocks[*block].content, Content::Notice { .. });
    let mut order: Vec<usize> = (0..board.blocks.len()).collect();
    order.retain(|block| !is_notice(block));
    order.sort_by_key(rank);
    let is_figure = |block: &usize| board.blocks[*block].content == Content::Figure;
    let figure = order.iter().copied().find(is_figure);
    let mut without = order.clone();
    without.retain(|block| !is_figure(block));
    // Choices stand between the words and the foot.
    let is_choice = |block: &usize| (CHOICES..FOOT).contains(&rank(block));
    let has_bare_foot = !without.iter().any(is_choice);
    let mut all = vec![stack(board, &without)];
    let Some(figure) = figure.filter(|_| has_figure) else {
        return all;
    };
    all.push(stack(board, &order));
    let widest = area_width.saturating_sub(LEAST_WORDS + APART);
    for share in [6_u32, 5, 4, 3, 2] {
        let width = u32::from(area_width) * share / 10;
        let width = u16::try_from(width).unwrap_or(area_width);
        let width = width.max(measure::FIGURE.width);
        if width > widest {
            continue;
        }
        let split = |from, has_foot| split(board, &without, (figure, width), from, has_foot);
        all.extend([split(BELOW_SHOUT, false), split(BELOW_TITLE, false)]);
        if has_bare_foot {
            all.push(split(BELOW_SHOUT, true));
        }
    }
    all
}

/// The blocks below each other; words that explain a number stand on its right.
fn stack(board: &Board, order: &[usize]) -> Vec<Region> {
    let content = |block: usize| &board.blocks[block].content;
    let explains = |block: usize| match content(block) {
        Content::Clock { .. } => true,
        Content::Text(text) => text.is_instruction || text.is_bold,
        _ => false,
    };
    let mut regions = Vec::new();
    let mut left = order.iter().copied().peekable();
    while let Some(block) = left.next() {
        let mut words = Vec::new();
        if matches!(content(block), Content::Count(_)) {
            while let Some(next) = left.next_if(|next| explains(*next)) {
                words.push(next);
            }
        }
        regions.push(match words.as_slice() {
            [] => Region::Block(block),
            _ => Region::Beside {
                count: block,
                words,
            },
        });
    }
    regions
}

/// The figure on the right of all blocks of the ranks from `from` on, up to the choices, and of
/// the foot, if it `has_foot`.
fn split(
    board: &Board,
    order: &[usize],
    (figure, width): (usize, u16),
    from: u8,
    has_foot: bool,
) -> Vec<Region> {
    let stack_of = |is: &dyn Fn(u8) -> bool| {
        let blocks = order.iter().copied();
        let of: Vec<usize> = blocks
            .filter(|block| is(board.blocks[*block].content.rank()))
            .collect();
        stack(board, &of)
    };
    let is_beside = |rank| (from..CHOICES).contains(&rank) || has_foot && rank >= FOOT;
    let mut regions = stack_of(&|rank| rank < from);
    regions.push(Region::Split {
        left: stack_of(&is_beside),
        figure,
        width,
    });
    regions.extend(stack_of(&|rank| rank >= CHOICES && !is_beside(rank)));
    regions
}
