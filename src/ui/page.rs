//! A page of text that lies over a screen: help, details, warning signs, the advice card.

mod screen;

use ratatui::layout::Rect;

use super::area::{columns, count_of, from_column, row};
use super::board::{Board, Content};
use super::keys::Action;
use super::layout::measure::LONGEST_LINE;
use super::painter::{Painter, rows_of, wrapped};
use super::theme::Role;
pub(crate) use screen::{DangerScreen, PageScreen};

/// Windows as narrow as this take the short words rather than another page.
const NARROW: u16 = 60;
/// Columns of a key and what parts it from what it does.
const KEY_COLUMNS: u16 = 13;
const KEY: usize = KEY_COLUMNS as usize;
/// Keys stand in two columns where each has so many.
const COLUMN: u16 = 37;
/// Columns between them.
const APART: u16 = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: ParagraphKind,
    /// The words for a screen with room.
    pub text: String,
    /// The words where there is less room, if they differ; none where it is left out then.
    pub short: Option<String>,
}

/// How a [`Paragraph`] is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A heading, with an empty line before it.
    Heading,
    /// The heading of a warning.
    Warning,
    Text,
    Item,
    Key(&'static str),
    /// Words in the background.
    Quiet,
    /// Words that must be seen.
    Alert,
    /// Words that are told elsewhere too: the last of them are left out if the rest fits one page.
    Aside,
}

impl ParagraphKind {
    const fn is_heading(self) -> bool {
        matches!(self, Self::Heading | Self::Warning)
    }
}

impl Paragraph {
    /// A paragraph with the same words everywhere.
    pub fn new(kind: ParagraphKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            short: None,
        }
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::new(ParagraphKind::Text, text)
    }

    pub fn item(text: impl Into<String>) -> Self {
        Self::new(ParagraphKind::Item, text)
    }

    pub fn heading(text: impl Into<String>) -> Self {
        Self::new(ParagraphKind::Heading, text)
    }

    fn words(&self, narrow: bool, width: u16) -> &str {
        let saves = |short: &str| rows_of(short, width) < rows_of(&self.text, width);
        match &self.short {
            Some(short) if narrow && (width < NARROW || saves(short)) => short,
            Some(_) | None => &self.text,
        }
    }
}

/// Paragraphs under a heading; nothing where there are none.
pub(crate) fn under<I: Iterator<Item = Paragraph>>(
    heading: &str,
    below: I,
) -> impl Iterator<Item = Paragraph> + use<I> {
    let mut below = below.peekable();
    let heading = below.peek().map(|_| Paragraph::heading(heading));
    heading.into_iter().chain(below)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    title: String,
    paragraphs: Vec<Paragraph>,
    at: usize,
    /// Words that are read without glasses, in place of the title.
    shout: Vec<String>,
    /// What the key says that goes on, where it keeps things from starting.
    over: &'static str,
    /// Whether its paragraphs stand apart where there is room.
    is_airy: bool,
}

/// A way to cut a page into pages.
#[derive(Debug, Clone, Copy)]
struct Cut {
    width: u16,
    height: u16,
    /// With the short words.
    is_narrow: bool,
    gaps: ParagraphGaps,
    /// How many asides are left out.
    without: usize,
}

impl Cut {
    /// With all words, close together.
    fn close(width: u16, height: u16) -> Self {
        Self {
            width: width.min(LONGEST_LINE),
            height,
            is_narrow: false,
            gaps: ParagraphGaps::Headings,
            without: 0,
        }
    }
}

/// Before which paragraphs there is an empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ParagraphGaps {
    All,
    /// Where another kind begins.
    Kinds,
    /// Where a list ends, too.
    Lists,
    Headings,
    None,
}

impl Page {
    pub fn new(title: impl Into<String>, paragraphs: Vec<Paragraph>) -> Self {
        Self {
            title: title.into(),
            paragraphs,
            at: 0,
            shout: Vec::new(),
            over: "",
            is_airy: false,
        }
    }

    /// The same page with its paragraphs apart where there is room.
    #[must_use]
    pub fn airy(self) -> Self {
        Self {
            is_airy: true,
            ..self
        }
    }

    /// The same page with words that are read without glasses.
    #[must_use]
    pub fn shout<S: Into<String>>(self, lines: impl IntoIterator<Item = S>) -> Self {
        Self {
            shout: lines.into_iter().map(Into::into).collect(),
            ..self
        }
    }

    /// The same page with the words of the key that goes on.
    #[must_use]
    pub fn over(self, over: &'static str) -> Self {
        Self { over, ..self }
    }

    /// The same at one of its pages, from 0.
    #[must_use]
    pub fn at(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The same page with another paragraph at its end.
    #[must_use]
    pub fn with(mut self, paragraph: Paragraph) -> Self {
        self.paragraphs.push(paragraph);
        self
    }

    /// Turns to the page after or before of so many; says whether there was one.
    pub fn turn(&mut self, action: Action, pages: usize) -> bool {
        let last = pages.saturating_sub(1);
        match action {
            Action::NextPage if self.at < last => self.at += 1,
            // In a window that has grown there may be fewer pages.
            Action::PreviousPage => self.at = self.at.min(last).saturating_sub(1),
            _ => return false,
        }
        true
    }

    /// What it shows and tells.
    pub fn board(&self) -> Board {
        let board = Board::default();
        let board = match self.shout.as_slice() {
            [] => board.heading(&self.title, ""),
            lines if self.title.is_empty() => board.shout(lines),
            lines => board.shout(lines).spoken("").heading(&self.title, ""),
        };
        board.spoken("").with(Content::Page(self.clone()))
    }

    pub fn number(&self) -> usize {
        self.at
    }

    pub fn lines(&self) -> Vec<String> {
        let paragraphs = self.paragraphs.iter();
        let lines = paragraphs.map(|paragraph| match paragraph.kind {
            ParagraphKind::Item => format!("- {}", paragraph.text),
            ParagraphKind::Key(key) => format!("{key:KEY$}{}", paragraph.text),
            ParagraphKind::Heading
            | ParagraphKind::Warning
            | ParagraphKind::Text
            | ParagraphKind::Quiet
            | ParagraphKind::Alert
            | ParagraphKind::Aside => paragraph.text.clone(),
        });
        std::iter::once(self.title.clone()).chain(lines).collect()
    }

    /// The rows that it takes of at most `most`: all of it, or a page.
    pub fn rows(&self, width: u16, most: u16) -> u16 {
        let sheets = self.sheets(width, u16::MAX);
        let tallest = sheets.iter().flatten().map(Vec::len).max();
        count_of(tallest.unwrap_or(0)).clamp(1, most.max(1))
    }

    /// The rows in which all of it has room, close together.
    pub fn close_rows(&self, width: u16) -> u16 {
        let pages = self.cut(Cut::close(width, u16::MAX));
        count_of(pages.iter().map(Vec::len).sum())
    }

    pub fn draw(&self, canvas: &mut Painter<'_>, area: Rect) {
        let sheets = self.sheets(area.width, area.height);
        let sheet = &sheets[self.at.min(sheets.len() - 1)];
        let (across, wide) = self.across(area.width);
        let places = (0..across).map(|at| columns(from_column(area, at * (wide + APART)), wide));
        let lines = places.zip(sheet).flat_map(|(place, lines)| {
            (0..)
                .zip(lines)
                .map(move |(at, line)| (row(place, at), line))
        });
        for (target, (kind, line)) in lines {
            match kind {
                ParagraphKind::Heading => canvas.bold(target, line, Role::Strong),
                ParagraphKind::Text | ParagraphKind::Item | ParagraphKind::Aside => {
                    canvas.line(target, line, Role::Text)
                }
                ParagraphKind::Key(key) => {
                    let x = canvas.line(target, line, Role::Text);
                    if line.starts_with(key) {
                        canvas.bold(target, key, Role::Accent);
                    }
                    x
                }
                ParagraphKind::Quiet => canvas.line(target, line, Role::Quiet),
                ParagraphKind::Warning | ParagraphKind::Alert => {
                    canvas.bold(target, line, Role::Alert)
                }
            };
        }
    }

    /// In how many columns it stands, and how wide each is: keys take two where there is room.
    fn across(&self, width: u16) -> (u16, u16) {
        let is_keys = |paragraph: &Paragraph| matches!(paragraph.kind, ParagraphKind::Key(_));
        if width >= 2 * COLUMN + APART && self.paragraphs.iter().any(is_keys) {
            (2, (width.min(2 * LONGEST_LINE) - APART) / 2)
        } else {
            (1, width)
        }
    }

    /// Every page in an area, in columns of lines; there is always one page.
    pub fn sheets(&self, width: u16, height: u16) -> Vec<Vec<Vec<(ParagraphKind, String)>>> {
        let (across, wide) = self.across(width);
        let across = usize::from(across);
        let (cut, mut columns) = self.pages(wide, height, across);
        if across > 1 && columns.len() <= across {
            // About as long as each other.
            let rows: usize = columns.iter().map(Vec::len).sum();
            let even = (count_of(rows.div_ceil(across))..height)
                .map(|height| self.cut(Cut { height, ..cut }));
            columns = { even }
                .find(|columns| columns.len() <= across)
                .unwrap_or(columns);
        }
        let sheets = columns.chunks(across);
        sheets.map(<[_]>::to_vec).collect()
    }

    /// The lines of every column in an area, and how they are cut; there is always one. What makes them no more than
    /// stand side by side is done in turn: asides are left out, paragraphs close up, and in a narrow area the
    /// short words stand for the full ones.
    fn pages(
        &self,
        width: u16,
        height: u16,
        across: usize,
    ) -> (Cut, Vec<Vec<(ParagraphKind, String)>>) {
        let all = Cut::close(width, height);
        let airy: &[ParagraphGaps] = if self.is_airy {
            &[
                ParagraphGaps::All,
                ParagraphGaps::Kinds,
                ParagraphGaps::Lists,
            ]
        } else {
            &[ParagraphGaps::Lists]
        };
        for ways in [airy, &[ParagraphGaps::Headings]] {
            for (without, &gaps) in
                (0..=self.asides().len()).flat_map(|out| ways.iter().map(move |way| (out, way)))
            {
                let cut = Cut {
                    // What is left out has its mark at the end.
                    width: all.width - if without > 0 { all.width.min(2) } else { 0 },
                    gaps,
                    without,
                    ..all
                };
                let pages = self.cut(cut);
                if pages.len() <= across {
                    return (cut, pages);
                }
            }
        }
        let fewest = |is_narrow| {
            let cuts = [ParagraphGaps::Headings, ParagraphGaps::None].map(|gaps| {
                let mut cut = all;
                (cut.is_narrow, cut.gaps) = (is_narrow, gaps);
                (cut, self.cut(cut))
            });
            let [apart, close] = cuts;
            if close.1.len() < apart.1.len() {
                close
            } else {
                apart
            }
        };
        let (short, full) = (fewest(true), fewest(false));
        // A card is seen to its end before it is answered.
        let is_card = self.title.is_empty() || !self.over.is_empty();
        let serves = all.width < NARROW || is_card && short.1.len() < full.1.len();
        if serves { short } else { full }
    }

    /// The places of what is left out first.
    fn asides(&self) -> Vec<usize> {
        let is_aside = |at: &usize| self.paragraphs[*at].kind == ParagraphKind::Aside;
        (0..self.paragraphs.len()).filter(is_aside).collect()
    }

    fn cut(&self, cut: Cut) -> Vec<Vec<(ParagraphKind, String)>> {
        let room = usize::from(cut.height.max(1));
        let mut pages = vec![Vec::new()];
        let asides = self.asides();
        let left_out = &asides[asides.len() - cut.without..];
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            if left_out.contains(&at) {
                continue;
            }
            // A paragraph stays whole if a page can hold it.
            let lines = lines(paragraph, cut.is_narrow, cut.width);
            let page = pages.last_mut().expect("there is always a page under way");
            let is_apart = |(last, _): &(ParagraphKind, String)| match cut.gaps {
                ParagraphGaps::All => {
                    *last != ParagraphKind::Item || paragraph.kind != ParagraphKind::Item
                }
                ParagraphGaps::Kinds => *last != paragraph.kind,
                ParagraphGaps::Lists
                    if *last == ParagraphKind::Item && paragraph.kind != ParagraphKind::Item =>
                {
                    true
                }
                ParagraphGaps::Lists | ParagraphGaps::Headings => paragraph.kind.is_heading(),
                ParagraphGaps::None => false,
            };
            let space = usize::from(page.last().is_some_and(is_apart));
            let wanted = lines.len() + self.below(at, cut);
            // No heading stands alone, not even where what it is of has to be parted.
            let is_begun = page.iter().any(|(kind, _)| !kind.is_heading());
            if is_begun && page.len() + space + wanted.min(room) > room {
                pages.push(lines);
            } else {
                page.extend(std::iter::repeat_n(
                    (ParagraphKind::Quiet, String::new()),
                    space,
                ));
                page.extend(lines);
            }
            split(&mut pages, room);
        }
        if cut.without > 0 && self.is_airy {
            let last = pages.iter_mut().rev().find_map(|page| page.last_mut());
            if let Some((_, line)) = last {
                *line += " …";
            }
        }
        pages
    }

    /// The rows below a heading that stand on its page: the text that it is of, and of a list two.
    fn below(&self, at: usize, cut: Cut) -> usize {
        let rows = |below: &Paragraph| lines(below, cut.is_narrow, cut.width).len();
        let mut below = self.paragraphs[at..].iter();
        match (below.next(), below.clone().next()) {
            (Some(paragraph), Some(first)) if paragraph.kind.is_heading() => {
                // A paragraph that stays whole would leave it bare.
                let two = below.map(rows).filter(|rows| *rows > 0).take(2);
                rows(first).max(two.sum::<usize>().min(2))
            }
            (Some(_) | None, _) => 0,
        }
    }
}

fn lines(paragraph: &Paragraph, narrow: bool, width: u16) -> Vec<(ParagraphKind, String)> {
    let words = paragraph.words(narrow, width);
    let lines = match paragraph.kind {
        _ if words.is_empty() => Vec::new(),
        ParagraphKind::Item => {
            let lines = wrapped(words, width.saturating_sub(4));
            let mark = |index| if index == 0 { "  • " } else { "    " };
            lines
                .iter()
                .enumerate()
                .map(|(at, line)| format!("{}{line}", mark(at)))
                .collect()
        }
        ParagraphKind::Key(key) => {
            let lines = wrapped(words, width.saturating_sub(KEY_COLUMNS)).into_iter();
            let keys = std::iter::once(key).chain(std::iter::repeat(""));
            lines
                .zip(keys)
                .map(|(line, key)| format!("{key:KEY$}{line}"))
                .collect()
        }
        ParagraphKind::Heading
        | ParagraphKind::Warning
        | ParagraphKind::Text
        | ParagraphKind::Quiet
        | ParagraphKind::Alert
        | ParagraphKind::Aside => wrapped(words, width),
    };
    lines
        .into_iter()
        .map(|line| (paragraph.kind, line))
        .collect()
}

/// Spreads an overlong last page over as many as it needs.
fn split(pages: &mut Vec<Vec<(ParagraphKind, String)>>, room: usize) {
    while let Some(last) = pages.last_mut().filter(|page| page.len() > room) {
        let rest = last.split_off(room);
        pages.push(rest);
    }
}
