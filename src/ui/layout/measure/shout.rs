//! Huge words: in how many lines they stand, and how tall.

use super::{LETTERS, MIDDLE, Measure, count_of};
use crate::ui::board::Shout;
use crate::ui::lettering::Measured;
use crate::ui::lettering::parts::{filled, in_parts};
use crate::ui::painter::rows_of;

/// A line is broken into so many, at most.
const PARTS: usize = 3;

impl Measure {
    pub(super) fn shout_rows(&self, shout: &Shout, width: u16, most: u16) -> u16 {
        match self.shout(shout, width, most) {
            (_, 0) => text_shout_rows(shout, width).min(most),
            (lines, tall) => tall * count_of(lines.len()),
        }
    }

    /// The lines of huge words in an area, and the rows of each, 0 where they are text: as they are, or
    /// broken where they are read much better so, or their brief form alone.
    pub fn shout<'a>(&self, shout: &'a Shout, width: u16, most: u16) -> (Vec<&'a str>, u16) {
        let written = |widest: &str, lines: &[&str]| {
            let tall = self.tallest(widest, width, most / count_of(lines.len()).max(1));
            (tall, self.legibility(&Measured::new(widest), width, tall))
        };
        let mut ways = ways(shout).into_iter();
        let mut lines = ways.next().unwrap_or_default();
        let (mut tall, mut legible) = written(self.widest_of(shout), &lines);
        for parts in ways {
            // Beside a figure they take its room only where they are small; and what is one number stays one.
            let is_number = parts.iter().any(|part| part.ends_with('/'));
            let may_break =
                tall == 0 || !is_number && (self.aspect.is_none() || tall < self.huge());
            let broken = written(self.widest(parts.iter().copied()), &parts);
            // What is read across a bed stays so.
            let is_low = broken.0 < tall.min(self.huge());
            if may_break && !is_low && 3 * broken.1 > 4 * legible {
                (lines, (tall, legible)) = (parts, broken);
            }
        }
        if tall == 0 && !shout.brief.is_empty() && self.window.height >= MIDDLE {
            let brief = vec![shout.brief.as_str()];
            (tall, _) = written(brief[0], &brief);
            if tall > 0 {
                lines = brief;
            }
        }
        (lines, tall)
    }

    /// The fewest rows in which huge words stand in letters of `tall` rows, or as text where they cannot.
    pub(super) fn least_shout(&self, shout: &Shout, width: u16, tall: u16) -> u16 {
        let ways = ways(shout).into_iter();
        let mut rows = ways.map(|lines| tall * count_of(lines.len()));
        let lettered = rows.find(|rows| self.shout(shout, width, *rows).1 > 0);
        self.shout_rows(shout, width, lettered.unwrap_or(tall))
    }

    /// The most rows of huge words so that none is taller than answers of `tall` rows: broken ones where there
    /// is `room` for them.
    pub(in crate::ui::layout) fn lid(
        &self,
        shout: &Shout,
        width: u16,
        tall: u16,
        room: u16,
    ) -> u16 {
        if tall < LETTERS {
            return text_shout_rows(shout, width);
        }
        let ways = ways(shout).into_iter().rev();
        let mut rows = ways.map(|lines| tall * count_of(lines.len()));
        let is_low = |rows: &u16| *rows <= room && self.shout(shout, width, *rows).1 <= tall;
        rows.find(is_low)
            .unwrap_or(tall * count_of(shout.lines.len()))
    }

    /// The line of huge words that takes most room, now or later.
    pub fn widest_of<'a>(&self, shout: &'a Shout) -> &'a str {
        let lines = shout.lines.iter().map(String::as_str);
        self.widest(lines.chain([shout.widest]))
    }
}

/// The lines of huge words as they are, and broken into more and more.
fn ways(shout: &Shout) -> Vec<Vec<&str>> {
    let lines = || shout.lines.iter().map(String::as_str);
    let mut ways: Vec<Vec<&str>> = vec![lines().collect()];
    let longest = lines().max_by_key(|line| line.len());
    // What will stand in their place is not broken, so that nothing moves.
    let Some(longest) = longest.filter(|_| shout.widest.is_empty()) else {
        return ways;
    };
    for parts in 2..=PARTS {
        let longest = in_parts(longest, parts);
        let width = longest.iter().map(|part| part.len()).max().unwrap_or(0);
        let broken: Vec<&str> = lines()
            .flat_map(|line| filled(line, width, parts))
            .collect();
        if ways
            .last()
            .is_some_and(|before| before.len() < broken.len())
        {
            ways.push(broken);
        }
    }
    ways
}

/// The rows of a shout as text.
pub(super) fn text_shout_rows(shout: &Shout, width: u16) -> u16 {
    if shout.is_said {
        0
    } else {
        rows_of(&shout.lines.join(" "), width).max(1)
    }
}
