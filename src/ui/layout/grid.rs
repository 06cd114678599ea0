//! How choices stand in an area: in how many columns, and in letters of which height.

use super::cells::{FEW, cell_width, scale_across, split_scale, text_columns};
use super::measure::{APART, LETTERS, Measure, apart, count_of};
use crate::ui::board::Choice;
use crate::ui::lettering::Measured;
use crate::ui::painter::{columns_of, rows_of};

/// Columns in front of a line that may be selected: the mark, and a gap.
pub(crate) const MARK: u16 = 2;
/// In narrower cells there is no room for a mark as wide as letters.
const MARKED: u16 = 58;
/// Choices take at most so many lines of letters each.
pub(super) const LINES: u16 = 3;
/// A scale takes at most so many lines of letters.
pub(super) const SCALE_LINES: u16 = 3;
/// Empty rows between choices as text, at most: further apart they are no group any more.
const TEXT_GAP: u16 = 1;
/// A list of which the keys are letters stands in so many columns at most,
const KEYED: u16 = 3;
/// and in two at least where each has so many columns.
const KEYED_CELL: u16 = 56;

/// How choices stand in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceGrid {
    /// How many stand side by side.
    pub across: u16,
    /// Lines of each, at most: 2 where a word parts, or a long key stands above it, 3 where any key does.
    pub lines: u16,
    /// Rows of a line.
    pub tall: u16,
    /// Empty rows between one choice and the one below it.
    pub gap: u16,
    /// Whether the keys alone are letters, and the words beside them text.
    pub is_keyed: bool,
}

/// How a scale stands in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// How many numbers stand side by side.
    pub across: u16,
    /// Rows of a line of them, with the mark below.
    pub tall: u16,
    /// Rows of what is no number, in a line of its own below them.
    pub below: u16,
}

impl Scale {
    /// The rows of all answers.
    pub(super) fn rows(self, choices: &[Choice]) -> u16 {
        let numbers = count_of(split_scale(choices).1.len());
        numbers.div_ceil(self.across) * self.tall + self.below
    }
}

impl ChoiceGrid {
    /// The lines of the choices that stand side by side, from top to bottom: one of a single line takes no
    /// more than that.
    pub(super) fn lines_of(self, choices: &[Choice]) -> Vec<u16> {
        let words = Choice::in_lines(choices, self.lines);
        let side_by_side = words.chunks(usize::from(self.across.max(1)));
        side_by_side
            .map(|words| words.iter().map(Vec::len).max().map_or(1, count_of))
            .collect()
    }

    /// The rows of all choices.
    pub(super) fn rows(self, choices: &[Choice]) -> u16 {
        let lines = self.lines_of(choices);
        lines.iter().sum::<u16>() * self.tall + self.gap * count_of(lines.len()).saturating_sub(1)
    }
}

impl Measure {
    /// The columns beside each of so many choices: the mark of the selected one, and a gap. It stands in
    /// front of text, and behind letters, which begin where all else does.
    pub fn mark(&self, choices: usize, tall: u16, wide: u16) -> u16 {
        match tall {
            _ if choices == 1 => 0,
            0..LETTERS => MARK,
            // A mark as wide as letters would make those smaller.
            _ if wide < MARKED => MARK,
            _ => self.letters_width(" ◀", tall),
        }
    }

    /// How choices stand in an area: in the most legible letters that there is room for, or as text.
    pub fn grid(&self, choices: &[Choice], width: u16, most: u16) -> ChoiceGrid {
        // One of them takes a line more, at least.
        let tallest = most / (count_of(choices.len()) + 1);
        let mut best = self.lettered(choices, 1, width, most);
        // The key stands above its word, or the word in two lines, where they are read much better so.
        for lines in 2..=LINES {
            let legible = best.map_or(0, |(legible, _)| legible);
            if legible < (self.huge() * 10).min(tallest.saturating_mul(6)) {
                let broken = self.lettered(choices, lines, width, most);
                best = broken.filter(|broken| 3 * broken.0 > 4 * legible).or(best);
            }
        }
        let as_text = || {
            let across = text_columns(choices, width, most);
            let below = count_of(choices.len()).div_ceil(across).max(2) - 1;
            ChoiceGrid {
                across,
                lines: 1,
                tall: 1,
                gap: (most.saturating_sub(1) / below).clamp(1, 1 + TEXT_GAP) - 1,
                is_keyed: false,
            }
        };
        let best = best.map(|(_, grid)| grid);
        best.or_else(|| self.keyed(choices, width, most))
            .unwrap_or_else(as_text)
    }

    /// The columns of the keys of a long list in letters of some height.
    pub fn key_width(&self, choices: &[Choice], tall: u16) -> u16 {
        let labels = choices.iter().map(|choice| choice.label.as_str());
        self.letters_width(self.widest(labels), tall)
    }

    /// A list too long for letters with its keys in letters, in as few columns as there is room for: each key
    /// is as tall as the lines of its words.
    fn keyed(&self, choices: &[Choice], width: u16, most: u16) -> Option<ChoiceGrid> {
        let count = count_of(choices.len());
        let has_words = |across: u16, tall: u16| {
            let beside = self.key_width(choices, tall) + 2 * MARK;
            let room = cell_width(width, across).saturating_sub(beside);
            choices.iter().all(|choice| {
                let mut words = choice.word.split(' ');
                words.all(|word| columns_of(word) <= room) && rows_of(&choice.word, room) <= tall
            })
        };
        let fewest = (width / KEYED_CELL).clamp(1, 2);
        let mut ways =
            (fewest..=KEYED).map(|across| (across, most / count.div_ceil(across).max(1)));
        let (across, tall) = ways.find_map(|(across, share)| {
            let tall = share.min(self.huge());
            let fits = count > FEW && tall >= self.letters() && has_words(across, tall);
            fits.then_some((across, tall))
        })?;
        Some(ChoiceGrid {
            across,
            lines: 1,
            tall,
            gap: 0,
            is_keyed: true,
        })
    }

    /// The most legible letters for choices of so many lines, if there is room for any, and how legible
    /// they are.
    fn lettered(
        &self,
        choices: &[Choice],
        lines: u16,
        width: u16,
        most: u16,
    ) -> Option<(u16, ChoiceGrid)> {
        let count = count_of(choices.len()).max(1);
        let words = Choice::in_lines(choices, lines);
        let all = || words.iter().flatten().map(String::as_str);
        let by_width = self.widest(all());
        let widest = Measured::new(by_width);
        // In narrow letters a line of more of them may take more room.
        let longest = all().max_by_key(|line| line.len());
        let longest = longest.filter(|line| *line != by_width);
        let longest = longest.map(Measured::new);
        let mut best = None;
        // Answers in two lines would be read across those beside them.
        let is_parted = words.iter().any(|words| words.len() > 1);
        let most_across = if is_parted { 1 } else { count };
        let across = [1, 2, 3, 4, count].into_iter();
        for across in across.filter(|across| *across <= most_across) {
            // The mark is as tall as the letters.
            let wide = cell_width(width, across);
            let room = |tall| wide.saturating_sub(self.mark(choices.len(), tall, wide));
            // Between answers of two lines there is a row.
            let mut grid = ChoiceGrid {
                across,
                lines,
                tall: 0,
                gap: (lines - 1).min(1),
                is_keyed: false,
            };
            let of = grid.lines_of(choices);
            let gaps = grid.gap * (count_of(of.len()).saturating_sub(1));
            let share = most.saturating_sub(gaps) / of.iter().sum::<u16>().max(1);
            // Of many, narrow letters are slower to read than text.
            let is_wide = |tall| count <= FEW || widest.width(tall, self.glyphs) <= room(tall);
            grid.tall = self.tallest_of(share, |tall| {
                let mut lines = longest.iter().chain([&widest]);
                is_wide(tall) && lines.all(|line| self.is_read(line, room(tall), tall))
            });
            let legibility = self.legibility(&widest, room(grid.tall), grid.tall);
            if grid.tall > 0 && best.is_none_or(|(least, _)| legibility > least) {
                best = Some((legibility, grid));
            }
        }
        best
    }

    /// How a scale stands in an area: its numbers as tall as they can be.
    pub fn scale(&self, choices: &[Choice], width: u16, most: u16) -> Scale {
        let (other, numbers) = split_scale(choices);
        let other = other.map(|other| Measured::new(&other.words()));
        let count = count_of(numbers.len()).max(1);
        // What is no number is no taller than they are, and has a mark, too; it is text where there is no room for
        // letters of it.
        let below = |tall, has_letters: bool| {
            let width = width.saturating_sub(APART);
            let fits = |tall| {
                other
                    .as_ref()?
                    .fits(width, tall, self.glyphs)
                    .then_some(tall)
            };
            match &other {
                None => Some(0),
                Some(_) if !has_letters => Some(1),
                Some(_) => (self.letters()..=tall)
                    .rev()
                    .find_map(fits)
                    .map(|tall| tall + 1),
            }
        };
        let tallest = |lines: u16, has_letters| {
            let across = count.div_ceil(lines);
            let lines = numbers.chunks(usize::from(across));
            let scale = |tall| {
                let below = below(tall, has_letters)?;
                let is_room = count_of(lines.len()) * (tall + 1) + below <= most;
                let mut lines = lines.clone();
                let fits = is_room && lines.all(|line| self.scale_width(line, tall) <= width);
                fits.then_some(Scale {
                    across,
                    tall: tall + 1,
                    below,
                })
            };
            (self.letters()..most).map_while(scale).last()
        };
        // Of lines in which they are as tall as the fewest are the best.
        let best = |has_letters| {
            let all = (1..=SCALE_LINES).rev();
            let all = all.filter_map(|lines| tallest(lines, has_letters));
            all.max_by_key(|scale| scale.tall)
        };
        let as_text = Scale {
            across: scale_across(choices, width),
            tall: 1,
            below: u16::from(other.is_some()),
        };
        best(true).or_else(|| best(false)).unwrap_or(as_text)
    }

    fn scale_width(&self, line: &[Choice], tall: u16) -> u16 {
        line.iter()
            .map(|choice| self.letters_width(&choice.word, tall) + apart(tall))
            .sum()
    }
}
