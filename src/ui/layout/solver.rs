//! Gives out the room of a window to the blocks of a board.

mod asked;
mod gaps;

use ratatui::layout::Rect;

use super::arrange::{APART, LEAST_WORDS, Region, all_blocks, arrangements, bit};
use super::measure::{self, Digits, Measure, count_of};
use super::memo::{Memo, MemoKey};
use super::{Layout, Placed};
use crate::ui::area::{columns, from_column, rows};
use crate::ui::board::{Block, Board, Content, Count};

/// Empty rows between two parts, at most.
const GAP: u16 = 2;
/// By so many steps letters may have to grow at once, to stand in other lines.
const STEPS: u16 = 12;
/// Columns of what stands below a number.
const CAPTION: u16 = 10;

/// Arranges a board.
#[derive(Debug)]
pub(super) struct Solver<'a> {
    board: &'a Board,
    measure: &'a Measure,
    /// Whether it has words or numbers that are read without glasses.
    has_letters: bool,
    /// A bit for each block that goes first where there is no room.
    optional: u64,
    /// The same is asked again for every row that is given out.
    memo: Memo,
}

impl<'a> Solver<'a> {
    /// Has worked out nothing yet.
    pub(super) fn new(board: &'a Board, measure: &'a Measure) -> Self {
        let is_lettered = |block: &Block| {
            matches!(
                block.content,
                Content::Shout(_) | Content::Count(_) | Content::Choices(_) | Content::Scale(_)
            )
        };
        let blocks = 0..board.blocks.len();
        let optional = blocks.filter(|block| board.blocks[*block].is_optional);
        Self {
            board,
            measure,
            has_letters: board.blocks.iter().any(is_lettered),
            optional: optional.fold(0, |bits, block| bits | bit(block)),
            memo: Memo::new(),
        }
    }
}

impl Solver<'_> {
    /// The best of the arrangements on an area; of several that are as good, the simplest.
    pub(super) fn best(&self, area: Rect) -> Layout {
        let mut best = (0, Layout::default());
        let mut words = None;
        let has_figure = self.measure.aspect.is_some();
        for regions in arrangements(self.board, area.width, has_figure) {
            // The first has no figure, which leaves all room to the words: they are worth no more in another.
            let figure = regions.iter().find_map(Region::figure);
            let most = words
                .zip(figure)
                .map(|(words, (block, width))| words + self.worth_of(block, columns(area, width)));
            if most.is_some_and(|most| most <= best.0) {
                continue;
            }
            let mut layout = Layout::default();
            self.place(&regions, area, &mut layout.placed);
            let mut worth = self.worth(&layout);
            words = words.or(Some(worth));
            if self.is_outcried(&layout) {
                worth = 1;
            }
            if worth > best.0 {
                best = (worth, layout);
            }
        }
        best.1
    }

    /// The rows that a block takes of at most `most`.
    fn rows_of(&self, block: usize, width: u16, most: u16) -> u16 {
        match self.content(block) {
            Content::Text(_) => {
                // Its lines are broken once, not for every number of rows that may be left for them.
                let full = self.useful(block, width);
                if full <= most && width > 0 {
                    return full;
                }
            }
            Content::Count(count) if most > 0 && width > 0 => {
                return self.digits(block, count).rows(count, width, most);
            }
            _ => {}
        }
        let work_out = || (self.measure.rows(self.content(block), width, most), 0);
        self.memo
            .once(MemoKey::Rows(block, width, most), work_out)
            .0
    }

    /// The fewest rows in which a block can be shown.
    fn least(&self, block: usize, width: u16) -> u16 {
        let work_out = || (self.measure.least(self.content(block), width), 0);
        self.memo.once(MemoKey::Least(block, width), work_out).0
    }

    /// The same, as text where it could be letters.
    fn bare(&self, block: usize, width: u16) -> u16 {
        match self.content(block) {
            content @ (Content::Shout(_) | Content::Choices(_) | Content::Count(_)) => {
                let work_out = || (self.measure.bare(content, width), 0);
                self.memo.once(MemoKey::Bare(block, width), work_out).0
            }
            _ => self.least(block, width),
        }
    }

    /// The rows of the letters of choices on so many rows.
    fn letters_of(&self, block: usize, width: u16, most: u16) -> u16 {
        let work_out = || match self.content(block) {
            Content::Choices(choices) => (self.measure.grid(choices, width, most).tall, 0),
            // Below each is room for its mark.
            Content::Scale(numbers) => (self.measure.scale(numbers, width, most).tall - 1, 0),
            _ => (0, 0),
        };
        self.memo
            .once(MemoKey::Letters(block, width, most), work_out)
            .0
    }

    /// The digits of a number: they are the same wherever it stands.
    fn digits(&self, block: usize, count: &Count) -> Digits {
        let work_out = || {
            let Digits { tall, wide } = self.measure.digits(count);
            (tall, wide)
        };
        let (tall, wide) = self.memo.once(MemoKey::Digits(block), work_out);
        Digits { tall, wide }
    }

    /// The rows in which a block serves well.
    fn useful(&self, block: usize, width: u16) -> u16 {
        let work_out = || match self.content(block) {
            // Other letters take the place of those of a title where there are any.
            title @ Content::Title { .. } if !self.has_letters => {
                (self.measure.rows(title, width, u16::MAX), 0)
            }
            content => (self.measure.useful(content, width), 0),
        };
        self.memo.once(MemoKey::Useful(block, width), work_out).0
    }

    /// Gives out the rows of an area, and says where every block stands.
    fn place(&self, regions: &[Region], area: Rect, placed: &mut Vec<Placed>) {
        let given = self.give(regions, area.width, area.height);
        let spare = area.height - given.iter().sum::<u16>();
        let gaps = self.gaps(regions, &given, area.width, spare);
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
                let side = area.width - wide;
                let stacked: Vec<Region> =
                    words.iter().map(|block| Region::Block(*block)).collect();
                self.place(&stacked, columns(area, side - APART), placed);
                placed.push(Placed {
                    block: *count,
                    area: rows(from_column(area, side), 0, tall),
                });
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
        order.sort_by_cached_key(|at| {
            let region = &regions[*at];
            (self.is_optional(region), region.importance())
        });
        let mut given = vec![0; regions.len()];
        let mut left = height;
        // What the big keys do is seen in the smallest window.
        let is_answer = |at: usize| match &regions[at] {
            Region::Block(block) => matches!(self.content(*block), Content::Choices(_)),
            Region::Beside { .. } | Region::Split { .. } => false,
        };
        let turns = [
            (Goal::Bare, Some(true)),
            (Goal::Bare, Some(false)),
            (Goal::Least, None),
            (Goal::Useful, None),
        ];
        for (goal, turn) in turns {
            for at in &order {
                if turn.is_some_and(|turn| turn != is_answer(*at)) {
                    continue;
                }
                let region = &regions[*at];
                if goal != Goal::Useful && self.is_optional(region) {
                    continue;
                }
                let lid = self.lid(region, regions, &given, width, given[*at] + left);
                let most = self.cap(region, width, goal).min(lid);
                let most = most.min(given[*at] + left);
                if goal == Goal::Useful && self.is_only_spaced(region, width, most) {
                    continue;
                }
                let tall = self.rows(region, width, most).max(given[*at]);
                left -= tall - given[*at];
                given[*at] = tall;
            }
        }
        // What does not grow once never does: what is left only gets less.
        order.retain(|at| given[*at] > 0);
        left = left.saturating_sub(count_of(self.touching(regions, &given, width).len()));
        loop {
            let before = left;
            order.retain(|at| {
                let room = given[*at] + left;
                let lid = self.lid(&regions[*at], regions, &given, width, room);
                let room = left.min(lid.saturating_sub(given[*at]));
                let grown = self.grown(&regions[*at], width, given[*at], room);
                if let Some(tall) = grown {
                    left -= tall - given[*at];
                    given[*at] = tall;
                }
                grown.is_some() || room < left
            });
            if left == before {
                break;
            }
        }
        // Answers that grew may stand in more lines, each lower than before.
        for (at, region) in regions.iter().enumerate() {
            let lid = self.lid(region, regions, &given, width, given[at]);
            if given[at] > lid {
                given[at] = self.rows(region, width, lid);
            }
        }
        given
    }

    /// The rows of a region when it grows next, by no more than is `left`; `None` where it does not.
    fn grown(&self, region: &Region, width: u16, given: u16, left: u16) -> Option<u16> {
        let step = self.step(region);
        let tries = match region {
            Region::Block(block) => match self.content(*block) {
                Content::Title { .. } => 0,
                // Side by side they may be as wide as they can be, and below each other larger; what is said
                // beside the lines of a list may take several rows below each.
                Content::Choices(_) | Content::Scale(_) | Content::Shout(_) | Content::List(_) => {
                    STEPS
                }
                _ => 1,
            },
            Region::Beside { .. } | Region::Split { .. } => 1,
        };
        if self.rows(region, width, given + left.min(tries * step)) <= given {
            return None;
        }
        let mosts = (1..=tries).map(|times| (times * step).min(left));
        let mut rows = mosts.map(|more| self.rows(region, width, given + more));
        rows.find(|tall| *tall > given && *tall - given <= left)
    }

    /// Whether more rows only part answers in text further: that takes none from what else is told.
    fn is_only_spaced(&self, region: &Region, width: u16, most: u16) -> bool {
        let Region::Block(block) = region else {
            return false;
        };
        match self.content(*block) {
            Content::Choices(_) => self.letters_of(*block, width, most) == 1,
            _ => false,
        }
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
                let tall = self.measure.figure_rows(*figure);
                if tall >= most {
                    return most; // Words take no more, however they stand.
                }
                let words = width.saturating_sub(figure + APART);
                let left = self.rows_left(left, words, most);
                left.max(tall)
            }
        }
    }

    /// The rows of regions beside a figure, of at most so many.
    fn rows_left(&self, left: &[Region], width: u16, most: u16) -> u16 {
        let give = || (self.give(left, width, most).iter().sum(), 0);
        let asked = MemoKey::Split(all_blocks(left), width, most);
        self.memo.once(asked, give).0
    }

    /// Rows and columns of a number beside which all words have room.
    fn beside(&self, count: usize, words: &[usize], width: u16, most: u16) -> Option<(u16, u16)> {
        let Content::Count(number) = self.content(count) else {
            return None;
        };
        let digits = self.digits(count, number);
        let tall = digits.rows(number, width, most);
        let wide = digits.wide.max(CAPTION);
        let side = width.saturating_sub(wide + APART);
        let has_room = tall > 1 && side >= LEAST_WORDS && self.sum(words, side) <= most;
        has_room.then_some((tall, wide))
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
            Goal::Bare => self.bare(block, width),
            Goal::Least => self.least(block, width),
            Goal::Useful => self.useful(block, width),
        };
        match region {
            Region::Block(block) => of_block(*block, width),
            Region::Beside { count, words } => {
                let number = of_block(*count, width);
                let beside = self.beside(*count, words, width, u16::MAX);
                match beside.filter(|_| goal != Goal::Bare) {
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
        let placed = layout.placed.iter();
        let worth = placed.map(|Placed { block, area }| self.worth_of(*block, *area));
        worth.sum::<u64>() + 1
    }

    fn worth_of(&self, block: usize, area: Rect) -> u64 {
        let content = self.content(block);
        let work_out = || {
            let quality = self.measure.quality(content, area);
            (quality.unwrap_or(0), u16::from(quality.is_some()))
        };
        let asked = MemoKey::Quality(block, area.width, area.height);
        let (quality, seen) = self.memo.once(asked, work_out);
        let weight = if self.board.blocks[block].is_optional {
            24
        } else {
            2_000
        };
        let rank = (self.board.blocks.len() - block) as u64;
        u64::from(seen) * (weight * rank + u64::from(quality))
    }

    fn is_optional(&self, region: &Region) -> bool {
        region.blocks() & !self.optional == 0
    }

    fn content(&self, block: usize) -> &Content {
        &self.board.blocks[block].content
    }
}

/// How much room is given out in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// So that everything is there, if only as text.
    Bare,
    /// So that what decides is read without glasses.
    Least,
    /// So that it serves.
    Useful,
}
