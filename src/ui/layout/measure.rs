//! How many rows a block takes: the least, what makes it useful, and what it makes of more.

mod quality;
mod shout;

use ratatui::layout::Size;

use super::cells::{FEW, hint_rows, text_across};
use super::grid::{ChoiceGrid, LINES, MARK, SCALE_LINES};
use super::list::{is_scrolled, list_rows, useful_rows};
pub use crate::ui::area::count_of;
use crate::ui::board::{Content, Count, Text};
use crate::ui::calendar;
use crate::ui::chart;
use crate::ui::draw::CURSOR;
use crate::ui::figure;
use crate::ui::lettering::parts::in_parts;
use crate::ui::lettering::{self, Measured};
use crate::ui::painter::{columns_of, rows_of};
use crate::ui::raster::Glyphs;
use shout::text_shout_rows;

/// Letters of fewer rows are no easier to read than text.
pub const LETTERS: u16 = 3;
/// A figure is not recognised in a smaller area.
pub const FIGURE: Size = figure::LEAST;
/// A number is no taller.
const TALLEST_COUNT: u16 = 14;
/// Columns that a number leaves to the words beside it, and rows to what stands around before it takes a third.
const AROUND: Size = Size::new(26, 8);
/// What most numbers are: longer ones may stand above the words, as tall.
const SECONDS: &str = "00";
/// Longer lines of text are hard to read.
pub const LONGEST_LINE: u16 = 84;
/// Rows of letters that are read without glasses across a bed.
const HUGE: u16 = 5;
/// A window with so many rows shows huge words as letters, not as text.
const MIDDLE: u16 = 15;
/// In one with fewer a number may give way.
const LOW: u16 = 18;
/// One with so many shows what there is to press as letters, too.
pub(super) const TALL: u16 = 24;
/// One with so many has room for a large title.
const MANY: u16 = 36;
/// Taller letters than [`HUGE`] are at least this wide, over their natural width: thin ones are no
/// easier to read.
const SLIM: (u32, u32) = (2, 3);
/// Columns between the numbers of a scale, at least.
pub(super) const APART: u16 = 2;

/// What the size of a block depends on beside its content.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// What letters are made of.
    pub glyphs: Glyphs,
    /// Columns of the figure for each of its rows; `None` where there is no figure.
    pub aspect: Option<f32>,
    /// The window: what decides is never small in a large one.
    pub window: Size,
}

impl Measure {
    /// The fewest rows of letters; coarse ones need more.
    pub(super) fn letters(&self) -> u16 {
        lettering::least(self.glyphs)
    }

    /// The lines of a title in letters, and the rows of each; 0 where it is text. The window says how tall it may
    /// be, so that it is as tall on each of several pages.
    pub fn title<'a>(
        &self,
        text: &'a str,
        place: &str,
        width: u16,
        most: u16,
    ) -> (Vec<&'a str>, u16) {
        let (tallest, parts) = match self.window.height {
            0..TALL => return (vec![text], 0),
            TALL..MANY => (self.letters(), 1),
            MANY.. => (self.huge(), 2),
        };
        let room = width.saturating_sub(columns_of(place) + 1);
        let mut ways = (1..=parts).map(|parts| {
            let lines = in_parts(text, parts);
            let widest = Measured::new(self.widest(lines.iter().copied()));
            let most = tallest.min(most / count_of(lines.len()));
            let tall = self.tallest_of(most, |tall| {
                let natural = u32::from(widest.width(tall, self.glyphs));
                natural * SLIM.0 <= u32::from(room) * SLIM.1 && self.is_read(&widest, room, tall)
            });
            (lines, tall)
        });
        let written = ways.find(|(_, tall)| *tall > 0);
        written.unwrap_or_else(|| (vec![text], 0))
    }

    /// Rows of letters that are read without glasses across a bed.
    pub(super) fn huge(&self) -> u16 {
        HUGE.max(self.letters())
    }

    /// The rows that a block takes of at most `most`; 0 where it cannot be shown in so few.
    pub fn rows(&self, content: &Content, width: u16, most: u16) -> u16 {
        if most == 0 || width == 0 {
            return 0;
        }
        match content {
            Content::Progress(_) | Content::Breath(_) => 1,
            Content::Title { text, place } => match self.title(text, place, width, most) {
                (lines, tall) if tall > 0 => tall * count_of(lines.len()),
                _ => title_lines(text, place, width).min(most),
            },
            Content::Keys(hints) => hint_rows(hints, width, most),
            Content::Shout(shout) => self.shout_rows(shout, width, most),
            Content::Count(count) => self.digits(count).rows(count, width, most),
            Content::Clock { .. } => {
                if most > LETTERS {
                    LETTERS + 1
                } else {
                    1
                }
            }
            Content::Text(text) => text_rows(text, width, most),
            Content::Choices(choices) => {
                let rows = self.grid(choices, width, most).rows(choices).min(most);
                // In just so many rows they may stand otherwise.
                self.grid(choices, width, rows).rows(choices).min(rows)
            }
            Content::Scale(choices) => {
                let scale = self.scale(choices, width, most);
                scale.rows(choices).min(most)
            }
            Content::Figure => match self.aspect {
                Some(_) if width >= FIGURE.width && most >= FIGURE.height => {
                    most.min(self.figure_rows(width))
                }
                Some(_) | None => 0,
            },
            Content::List(items) => list_rows(items, width, most, self),
            Content::Bars(bars) => chart::bars_rows(bars, width, most),
            Content::Plot(_) => chart::plot_rows(most),
            Content::Calendar(_) => calendar::rows(width, most),
            Content::Page(page) => page.rows(width, most),
            Content::Draft { text, left } => match self.draft(text, width, most) {
                0 => (rows_of(text, width) + u16::from(left.is_some())).clamp(1, most),
                tall => tall,
            },
            Content::Notice {
                words,
                most: own_most,
            } => rows_of(words, width.min(LONGEST_LINE))
                .min(*own_most)
                .min(most),
        }
    }

    /// Whether there is room for all that decides in huge letters.
    fn is_roomy(&self) -> bool {
        self.window.width >= 80 && self.window.height >= 24
    }

    /// The fewest rows in which a block can be shown, as text where it could be letters.
    pub fn bare(&self, content: &Content, width: u16) -> u16 {
        match content {
            Content::Shout(shout) => text_shout_rows(shout, width),
            Content::Choices(choices) => {
                count_of(choices.len()).div_ceil(text_across(choices, width))
            }
            Content::Count(_) => 1,
            _ => self.least(content, width),
        }
    }

    /// The fewest rows in which a block serves; what decides is letters in a large window.
    pub fn least(&self, content: &Content, width: u16) -> u16 {
        match content {
            Content::Text(text) if text.is_line => 1,
            Content::Text(text) => {
                let words = text.short.as_ref().unwrap_or(&text.words);
                rows_of(words, width.min(LONGEST_LINE))
            }
            Content::Shout(shout)
                if !shout.yields && (self.is_roomy() || self.window.height >= MIDDLE) =>
            {
                let tall = if self.is_roomy() {
                    self.huge()
                } else {
                    self.letters()
                };
                self.least_shout(shout, width, tall)
            }
            Content::Choices(choices) if self.is_roomy() && choices.len() <= usize::from(FEW) => {
                let tall = if choices.len() == 1 {
                    self.huge()
                } else {
                    self.letters()
                };
                self.rows(content, width, tall * count_of(choices.len()))
            }
            Content::Shout(_) | Content::Choices(_) => self.bare(content, width),
            Content::Scale(choices) => self.scale(choices, width, 0).rows(choices),
            Content::Figure => FIGURE.height,
            Content::Count(_) => self.rows(content, width, u16::MAX),
            Content::List(items) if is_scrolled(items) => count_of(items.len()).min(3),
            Content::List(items) => count_of(items.len()),
            Content::Bars(bars) => chart::least_bars(bars, width),
            Content::Plot(_) => chart::LEAST,
            Content::Calendar(_) => calendar::LEAST,
            Content::Page(_) => 3,
            Content::Draft { .. } => self.rows(content, width, 2),
            Content::Title { .. }
            | Content::Progress(_)
            | Content::Clock { .. }
            | Content::Breath(_)
            | Content::Notice { .. }
            | Content::Keys(_) => 1,
        }
    }

    /// The rows in which a block serves well.
    pub fn useful(&self, content: &Content, width: u16) -> u16 {
        match content {
            Content::Shout(shout) => self.huge() * count_of(shout.lines.len()),
            Content::Choices(choices) => match count_of(choices.len()) {
                1 => self.huge(),
                count => match self.grid(choices, width, self.letters() * count) {
                    ChoiceGrid { tall: 1, .. } => (self.letters() * LINES + 1) * count,
                    // The question is to be letters, too.
                    ChoiceGrid { is_keyed: true, .. } => self.letters() * count.div_ceil(2),
                    ChoiceGrid { .. } => self.letters() * count,
                },
            },
            Content::Scale(_) => {
                self.rows(content, width, (SCALE_LINES + 1) * (self.letters() + 1))
            }
            Content::Text(text) if text.is_line => 1,
            Content::Text(text) => rows_of(&text.words, width.min(LONGEST_LINE)),
            Content::Figure => FIGURE.height,
            Content::List(items) => useful_rows(items, width),
            Content::Page(page) => page.close_rows(width),
            Content::Calendar(_) => calendar::useful(width),
            Content::Plot(_) => chart::USEFUL,
            Content::Clock { .. } => 1,
            Content::Notice { most, .. } => self.rows(content, width, *most),
            Content::Title { text, place } => title_lines(text, place, width),
            Content::Progress(_)
            | Content::Breath(_)
            | Content::Bars(_)
            | Content::Count(_)
            | Content::Keys(_) => self.least(content, width),
            Content::Draft { .. } => self.rows(content, width, self.letters()),
        }
    }

    /// The rows of the letters of what is being written, while a line holds them; 0 where it is text.
    pub fn draft(&self, text: &str, width: u16, most: u16) -> u16 {
        let (line, tall) = (Measured::new(&text.replace(CURSOR, "")), self.letters());
        let is_read = most >= tall
            && line.fits(width, tall, self.glyphs)
            && line.width(tall, self.glyphs) + MARK <= width;
        if is_read { tall } else { 0 }
    }

    /// The rows by which a block grows at once.
    pub fn step(&self, content: &Content) -> u16 {
        match content {
            Content::Shout(shout) => count_of(shout.lines.len()).max(1),
            Content::Choices(choices) => match count_of(choices.len()) {
                // It may come to stand above its word, each as tall as both were.
                1 => self.huge(),
                count => count.max(1),
            },
            Content::Clock { .. } => LETTERS,
            Content::Bars(bars) => count_of(bars.bars.len()).max(1),
            Content::Scale(_) => SCALE_LINES,
            // As many more may be below them, or between.
            Content::List(items) => count_of(items.len()).max(1),
            _ => 1,
        }
    }

    /// The rows of a figure that fills a width.
    pub fn figure_rows(&self, width: u16) -> u16 {
        let aspect = self.aspect.unwrap_or(2.0).max(0.2);
        whole(f32::from(width) / aspect).max(FIGURE.height)
    }

    /// The columns of a text in letters of some height.
    pub fn letters_width(&self, text: &str, tall: u16) -> u16 {
        lettering::width(text, tall, self.glyphs)
    }

    /// The line that takes most room in letters: one for which there are none, before all others.
    pub fn widest<'a>(&self, lines: impl Iterator<Item = &'a str>) -> &'a str {
        let room = |line: &&str| (!lettering::is_written(line), self.letters_width(line, HUGE));
        lines.max_by_key(room).unwrap_or_default()
    }

    /// The rows of the tallest letters, up to `most`, in which a line is read; 0 if there are none.
    pub fn tallest(&self, line: &str, width: u16, most: u16) -> u16 {
        let line = Measured::new(line);
        self.tallest_of(most, |tall| self.is_read(&line, width, tall))
    }

    /// The greatest height up to `most` at which something is still `read`, which what is lower is,
    /// too; 0 if there is none.
    pub(super) fn tallest_of(&self, most: u16, is_read: impl Fn(u16) -> bool) -> u16 {
        lettering::greatest(self.letters(), most, is_read).unwrap_or(0)
    }

    /// Whether a line is read in letters of some height in some width.
    pub(super) fn is_read(&self, line: &Measured, width: u16, tall: u16) -> bool {
        let natural = u32::from(line.width(tall, self.glyphs));
        let is_slim = tall > HUGE && u32::from(width) * SLIM.1 < natural * SLIM.0;
        !is_slim && line.fits(width, tall, self.glyphs)
    }

    /// How well a line is read in letters of some height in some width: their height, less where
    /// they are narrow. In tenths of rows.
    pub(super) fn legibility(&self, line: &Measured, width: u16, tall: u16) -> u16 {
        let natural = u32::from(line.width(tall, self.glyphs)).max(1);
        let tenths = u32::from(tall) * 10 * u32::from(width).min(natural) / natural;
        u16::try_from(tenths).unwrap_or(u16::MAX)
    }

    /// The digits of a number. The window alone says how many: they are as many
    /// in every step of a session, whatever stands beside.
    pub fn digits(&self, count: &Count) -> Digits {
        let least = if count.gives_way { LOW } else { MIDDLE };
        if self.window.height < least {
            return Digits::default();
        }
        let most = (self.window.height - AROUND.height) / 3;
        let most = most
            .min(self.window.width / 9)
            .clamp(self.letters(), TALLEST_COUNT);
        let [beside, below] =
            [AROUND.width, 2].map(|taken| self.window.width.saturating_sub(taken));
        // There is room for it above the words.
        let beside = if self.window.height < MANY {
            beside
        } else {
            below
        };
        let tall = self.tallest_of(most, |tall| {
            self.letters_width(SECONDS, tall) <= beside
                && self.letters_width(count.widest, tall) <= below
        });
        let wide = self.letters_width(count.widest, tall);
        Digits { tall, wide }
    }
}

/// The room that the digits of a number take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Digits {
    /// Rows; 0 where they are text.
    pub tall: u16,
    /// Columns.
    pub wide: u16,
}

impl Digits {
    /// The rows of a number, with what stands below it, of at most `most`.
    pub(super) fn rows(self, count: &Count, width: u16, most: u16) -> u16 {
        match self.tall + u16::from(!count.caption.is_empty()) {
            tall if self.tall > 0 && tall <= most && self.wide <= width => tall,
            _ => 1,
        }
    }
}

/// Columns between the numbers of a scale in letters of some height: they must not run together.
pub fn apart(tall: u16) -> u16 {
    APART.max(tall / 2)
}

/// The lines of a title: beside its place, or, where that leaves too little room, without it.
fn title_lines(text: &str, place: &str, width: u16) -> u16 {
    match rows_of(text, width.saturating_sub(columns_of(place) + 1)) {
        lines @ 0..=2 => lines.max(1),
        _ => rows_of(text, width),
    }
}

fn text_rows(text: &Text, width: u16, most: u16) -> u16 {
    if text.is_line {
        return 1;
    }
    let width = width.min(LONGEST_LINE);
    let full = rows_of(&text.words, width);
    if full <= most {
        return full;
    }
    match text.short.as_ref().map(|short| rows_of(short, width)) {
        Some(short) if short <= most => short,
        Some(_) | None if text.is_instruction => most,
        Some(_) | None => 0,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn whole(value: f32) -> u16 {
    value as u16
}
