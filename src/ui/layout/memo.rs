//! What was worked out for a board, so that it is worked out once.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;

/// So much is asked of relief at 80x24.
const USUAL: usize = 400;

/// Something that is worked out once for a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MemoKey {
    /// The rows of a block in a width, of at most so many.
    Rows(usize, u16, u16),
    /// The fewest rows of a block in a width, as text where it could be letters.
    Bare(usize, u16),
    /// The rows of the letters of choices in a width, of at most so many for all.
    Letters(usize, u16, u16),
    /// The fewest rows of a block in a width.
    Least(usize, u16),
    /// The rows in which a block serves in a width.
    Useful(usize, u16),
    /// The rows and columns of the digits of a number.
    Digits(usize),
    /// How well a block is seen in so many columns and rows.
    Quality(usize, u16, u16),
    /// The rows of regions beside a figure in a width, of at most so many; a bit for each block.
    Split(u64, u16, u16),
}

#[derive(Debug)]
pub(super) struct Memo {
    asked: RefCell<HashMap<MemoKey, (u16, u16), FixedState>>,
}

impl Memo {
    /// Nothing yet, with room for what a usual board asks.
    pub(super) fn new() -> Self {
        let asked = HashMap::with_capacity_and_hasher(USUAL, FixedState::default());
        Self {
            asked: RefCell::new(asked),
        }
    }

    pub(super) fn once(&self, asked: MemoKey, work_out: impl FnOnce() -> (u16, u16)) -> (u16, u16) {
        let known = self.asked.borrow().get(&asked).copied();
        known.unwrap_or_else(|| {
            let answer = work_out();
            self.asked.borrow_mut().insert(asked, answer);
            answer
        })
    }
}
