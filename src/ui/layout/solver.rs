//! Gives out the room of a window to the blocks of a board.

use ratatui::layout::Rect;

use super::measure::{self, Measure};
use super::memo::{Asked, Memo};
use super::{Layout, Placed};
use crate::ui::area::{columns, from_column, rows};
use crate::ui::board::rank::{BELOW_SHOUT, BELOW_TITLE, CHOICES, FOOT, TITLE};
use crate::ui::board::{Board, Content, Count};

/// Columns between the words and a figure, and between a number and the words beside it.
const APART: u16 = 2;
/// Empty rows between two parts, at most.
const GAP: u16 = 2;
/// Columns of what stands below a number.
const CAPTION: u16 = 10;
/// Words beside a number or a figure need so many columns.
const LEAST_WORDS: u16 = 22;

/// A part of the window: blocks below each other, or side by side.
#[derive(Debug, Clone)]
enum Region {
    /// One block.
    Block(usize),
    /// A number, and words on its right.
    Beside { count: usize, words: Vec<usize> },
    /// Regions below each other, and a figure on their right.
    Split {
        left: Vec<Region>,
        figure: usize,
        width: u16,
    },
}

impl Region {
    /// The place of the most important of its blocks.
    fn importance(&self) -> usize {
        self.members().into_iter().min().unwrap_or(usize::MAX)
    }

    /// A bit for each block of some regions.
    fn bits(regions: &[Self]) -> u64 {
        let blocks = regions.iter().flat_map(Self::members);
        blocks.fold(0, |bits, block| bits | 1 << block.min(63))
    }

    /// Its blocks.
    fn members(&self) -> Vec<usize> {
        match self {
            Self::Block(block) => vec![*block],
            Self::Beside { count, words } => [*count].iter().chain(words).copied().collect(),
            Self::Split { left, figure, .. } => {
                let left = left.iter().flat_map(Self::members);
                left.chain([*figure]).collect()
            }
        }
    }
}

/// Arranges a board.
#[derive(Debug)]
pub(super) struct Solver<'a> {
    board: &'a Board,
    measure: &'a Measure,
    /// The same is asked again for every row that is given out.
    memo: Memo,
}

impl<'a> Solver<'a> {
    /// Has worked out nothing yet.
    pub(super) fn new(board: &'a Board, measure: &'a Measure) -> Self {
        Self {
            board,
            measure,
            memo: Memo::default(),
        }
    }
}

impl Solver<'_> {
    /// The best of the arrangements on an area; of several that are as good, the simplest.
    pub(super) fn best(&self, area: Rect) -> Layout {
        let mut best = (0, Layout::default());
        for regions in self.arrangements(area) {
            let mut layout = Layout::default();
            self.place(&regions, area, &mut layout.placed);
            let worth = self.worth(&layout);
            if worth > best.0 {
                best = (worth, layout);
            }
        }
        best.1
    }

    /// The rows that a block takes of at most `most`.
    fn rows_of(&self, block: usize, width: u16, most: u16) -> u16 {
        let work_out = || (self.measure.rows(self.content(block), width, most), 0);
        self.memo.once(Asked::Rows(block, width, most), work_out).0
    }

    /// The fewest rows in which a block can be shown.
    fn least(&self, block: usize, width: u16) -> u16 {
        let work_out = || (self.measure.least(self.content(block), width), 0);
        self.memo.once(Asked::Least(block, width), work_out).0
    }

    /// The rows in which a block serves well.
    fn useful(&self, block: usize, width: u16) -> u16 {
        let work_out = || (self.measure.useful(self.content(block), width), 0);
        self.memo.once(Asked::Useful(block, width), work_out).0
    }

    /// The ways in which the board could stand on an area.
    fn arrangements(&self, area: Rect) -> Vec<Vec<Region>> {
        let mut order: Vec<usize> = (0..self.board.blocks.len()).collect();
        order.sort_by_key(|block| self.content(*block).rank());
        let is_figure = |block: &usize| self.content(*block) == &Content::Figure;
        let figure = order.iter().copied().find(is_figure);
        let figure = figure.filter(|_| self.measure.aspect.is_some());
        let without: Vec<usize> = order
            .iter()
            .copied()
            .filter(|block| !is_figure(block))
            .collect();
        let mut all = vec![self.stack(&without)];
        if let Some(figure) = figure {
            all.push(self.stack(&order));
            let widest = area.width.saturating_sub(LEAST_WORDS + APART);
            let least = measure::FIGURE.width;
            for share in [6_u32, 5, 4, 3, 2] {
                let width = u32::from(area.width) * share / 10;
                let width = u16::try_from(width).unwrap_or(area.width).max(least);
                if width <= widest {
                    for from in [BELOW_SHOUT, BELOW_TITLE] {
                        all.push(self.split(&without, figure, width, from, false));
                    }
                    all.push(self.split(&without, figure, width, BELOW_SHOUT, true));
                }
            }
        }
        all
    }

    /// The blocks below each other; words that explain a number stand on its right.
    fn stack(&self, order: &[usize]) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut left = order.iter().copied().peekable();
        while let Some(block) = left.next() {
            if !matches!(self.content(block), Content::Count(_)) {
                regions.push(Region::Block(block));
                continue;
            }
            let mut words = Vec::new();
            while let Some(next) = left.next_if(|next| self.explains(*next)) {
                words.push(next);
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
        &self,
        order: &[usize],
        figure: usize,
        width: u16,
        from: u8,
        has_foot: bool,
    ) -> Vec<Region> {
        let rank = |block: usize| self.content(block).rank();
        let of = |is: &dyn Fn(u8) -> bool| -> Vec<usize> {
            let blocks = order.iter().copied();
            blocks.filter(|block| is(rank(*block))).collect()
        };
        let is_beside = |rank| (from..CHOICES).contains(&rank) || has_foot && rank >= FOOT;
        let mut regions = self.stack(&of(&|rank| rank < from));
        regions.push(Region::Split {
            left: self.stack(&of(&is_beside)),
            figure,
            width,
        });
        regions.extend(self.stack(&of(&|rank| rank >= CHOICES && !is_beside(rank))));
        regions
    }

    /// Whether a block explains the number before it.
    fn explains(&self, block: usize) -> bool {
        match self.content(block) {
            Content::Clock { .. } => true,
            Content::Text(text) => text.is_instruction || text.is_bold,
            _ => false,
        }
    }

    /// Gives out the rows of an area, and says where every block stands.
    fn place(&self, regions: &[Region], area: Rect, placed: &mut Vec<Placed>) {
        let given = self.give(regions, area.width, area.height);
        let spare = area.height - given.iter().sum::<u16>();
        let gaps = self.gaps(regions, &given, spare);
        let mut y = 0;
        for ((region, height), gap) in regions.iter().zip(given).zip(gaps) {
            y += gap;
            if height > 0 {
                self.place_one(region, rows(area, y, height), placed);
            }
            y += height;
        }
    }

    fn place_one(&self, region: &Region, area: Rect, placed: &mut Vec<Placed>) {
        match region {
            Region::Block(block) => placed.push(Placed {
                block: *block,
                area,
            }),
            Region::Beside { count, words } => {
                let Some((tall, wide)) = self.beside(*count, words, area.width, area.height) else {
                    let stacked: Vec<Region> = [*count]
                        .iter()
                        .chain(words)
                        .map(|block| Region::Block(*block))
                        .collect();
                    return self.place(&stacked, area, placed);
                };
                let number = columns(rows(area, 0, tall), wide);
                placed.push(Placed {
                    block: *count,
                    area: number,
                });
                let stacked: Vec<Region> =
                    words.iter().map(|block| Region::Block(*block)).collect();
                self.place(&stacked, from_column(area, wide + APART), placed);
            }
            Region::Split {
                left,
                figure,
                width,
            } => {
                let words = columns(area, area.width.saturating_sub(width + APART));
                self.place(left, words, placed);
                placed.push(Placed {
                    block: *figure,
                    area: from_column(area, area.width.saturating_sub(*width)),
                });
            }
        }
    }

    /// The rows of every region, given out in the order of importance.
    fn give(&self, regions: &[Region], width: u16, height: u16) -> Vec<u16> {
        let mut order: Vec<usize> = (0..regions.len()).collect();
        order.sort_by_key(|region| {
            (
                self.is_optional(&regions[*region]),
                regions[*region].importance(),
            )
        });
        let mut given = vec![0; regions.len()];
        let mut left = height;
        for goal in [Goal::Least, Goal::Useful] {
            for at in &order {
                let region = &regions[*at];
                if goal == Goal::Least && self.is_optional(region) {
                    continue;
                }
                let most = self.cap(region, width, goal).min(given[*at] + left);
                let tall = self.rows(region, width, most).max(given[*at]);
                left -= tall - given[*at];
                given[*at] = tall;
            }
        }
        let mut grows = true;
        while grows && left > 0 {
            grows = false;
            for at in &order {
                let step = self.step(&regions[*at]).min(left);
                let tall = self.rows(&regions[*at], width, given[*at] + step);
                if given[*at] > 0 && tall > given[*at] && tall - given[*at] <= left {
                    left -= tall - given[*at];
                    given[*at] = tall;
                    grows = true;
                }
            }
        }
        given
    }

    /// Empty rows above every region: as many between parts of different kinds as there are to
    /// spare, up to [`GAP`], and all others above what belongs to the lower edge.
    fn gaps(&self, regions: &[Region], given: &[u16], spare: u16) -> Vec<u16> {
        let mut gaps = vec![0; regions.len()];
        let mut spare = spare;
        let shown: Vec<usize> = (0..regions.len()).filter(|at| given[*at] > 0).collect();
        let foot = shown
            .iter()
            .copied()
            .find(|at| self.region_rank(&regions[*at]) >= FOOT);
        for _ in 0..GAP {
            for pair in shown.windows(2) {
                let is_parted = self.group(&regions[pair[0]]) != self.group(&regions[pair[1]]);
                if is_parted && spare > 0 {
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

    /// The rows that a region takes of at most `most`; 0 where it cannot be shown in so few.
    fn rows(&self, region: &Region, width: u16, most: u16) -> u16 {
        match region {
            Region::Block(block) => self.rows_of(*block, width, most),
            Region::Beside { count, words } => {
                if let Some((tall, wide)) = self.beside(*count, words, width, most) {
                    let side = width.saturating_sub(wide + APART);
                    return tall.max(self.sum(words, side));
                }
                let words = self.sum(words, width);
                let number = self.rows_of(*count, width, most.saturating_sub(words).max(1));
                (number + words).min(most)
            }
            Region::Split {
                left,
                width: figure,
                ..
            } => {
                if most < measure::FIGURE.height {
                    return 0;
                }
                let words = width.saturating_sub(figure + APART);
                let give = || (self.give(left, words, most).iter().sum(), 0);
                let (left, _) = self
                    .memo
                    .once(Asked::Split(Region::bits(left), words, most), give);
                let tall = self.measure.figure_rows(*figure);
                left.max(most.min(tall)).max(measure::FIGURE.height)
            }
        }
    }

    /// Rows and columns of a number beside which all words have room.
    fn beside(&self, count: usize, words: &[usize], width: u16, most: u16) -> Option<(u16, u16)> {
        let Content::Count(number) = self.content(count) else {
            return None;
        };
        let asked = Asked::Beside(count, words.len(), width, most);
        let place = || {
            self.tallest_beside(number, words, width, most)
                .unwrap_or_default()
        };
        Some(self.memo.once(asked, place)).filter(|(tall, _)| *tall > 0)
    }

    fn tallest_beside(
        &self,
        number: &Count,
        words: &[usize],
        width: u16,
        most: u16,
    ) -> Option<(u16, u16)> {
        (measure::LETTERS..=most.min(measure::TALLEST_COUNT))
            .rev()
            .find_map(|tall| {
                let letters =
                    tall - u16::from(!number.caption.is_empty() && tall > measure::LETTERS);
                let wide = self
                    .measure
                    .letters_width(number.widest, letters)
                    .max(CAPTION);
                let side = width
                    .checked_sub(wide + APART)
                    .filter(|side| *side >= LEAST_WORDS)?;
                (self.sum(words, side) <= most).then_some((tall, wide))
            })
    }

    /// The rows of blocks below each other, each as short as it can be.
    fn sum(&self, blocks: &[usize], width: u16) -> u16 {
        let rows = blocks
            .iter()
            .map(|block| self.rows_of(*block, width, self.least(*block, width)));
        rows.fold(0, u16::saturating_add)
    }

    /// How many rows a region is to have at most.
    fn cap(&self, region: &Region, width: u16, goal: Goal) -> u16 {
        let of_block = |block: usize, width: u16| match goal {
            Goal::Least => self.least(block, width),
            Goal::Useful => self.useful(block, width),
        };
        match region {
            Region::Block(block) => of_block(*block, width),
            Region::Beside { count, words } => {
                let number = of_block(*count, width);
                match self.beside(*count, words, width, number.max(measure::LETTERS)) {
                    Some((tall, wide)) => {
                        tall.max(self.sum(words, width.saturating_sub(wide + APART)))
                    }
                    None => number + self.sum(words, width),
                }
            }
            Region::Split {
                left,
                width: figure,
                ..
            } => {
                let width = width.saturating_sub(figure + APART);
                let needed = left
                    .iter()
                    .filter(|region| goal == Goal::Useful || !self.is_optional(region));
                let tall = needed
                    .map(|region| self.cap(region, width, goal))
                    .fold(0, u16::saturating_add);
                tall.max(measure::FIGURE.height)
            }
        }
    }

    /// The rows by which a region grows at once.
    fn step(&self, region: &Region) -> u16 {
        match region {
            Region::Block(block) => self.measure.step(self.content(*block)),
            Region::Beside { .. } => 1,
            Region::Split { .. } => 2,
        }
    }

    /// What a layout is worth: the blocks that it shows by their importance, then how tall the
    /// huge words are, then how large the figure is.
    fn worth(&self, layout: &Layout) -> u64 {
        let blocks = self.board.blocks.len() as u64;
        layout
            .placed
            .iter()
            .map(|Placed { block, area }| {
                let block_at = *block as u64;
                let content = self.content(*block);
                let weight = if self.board.blocks[*block].is_optional {
                    40
                } else {
                    2_000
                };
                let quality = self.measure.quality(content, *area);
                weight * (blocks - block_at) + quality
            })
            .sum::<u64>()
            + 1
    }

    fn is_optional(&self, region: &Region) -> bool {
        region
            .members()
            .into_iter()
            .all(|block| self.board.blocks[block].is_optional)
    }

    fn content(&self, block: usize) -> &Content {
        &self.board.blocks[block].content
    }

    fn region_rank(&self, region: &Region) -> u8 {
        let ranks = region
            .members()
            .into_iter()
            .map(|block| self.content(block).rank());
        ranks.min().unwrap_or(0)
    }

    /// Parts between which an empty row stands; letters bring one along.
    fn group(&self, region: &Region) -> u8 {
        match self.region_rank(region) {
            TITLE..BELOW_TITLE => 0,
            rank => rank,
        }
    }
}

/// How much room is given out in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// So that everything is there.
    Least,
    /// So that it serves.
    Useful,
}
