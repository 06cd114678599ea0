//! A page of text that lies over a screen: help, details, warning signs, the advice card.

use ratatui::layout::{Rect, Size};

use super::NOTICE;
use super::canvas::{Canvas, columns_of, wrapped};
use super::layout::{Class, bottom, columns, content, inset, row, rows};
use super::lettering::Align;
use super::theme::Role;

/// Wider lines are hard to read.
const WIDEST: u16 = 84;

/// One paragraph of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// How it is drawn.
    pub kind: Kind,
    /// The words for a screen with room.
    pub text: String,
    /// The words for a narrow one, if they differ.
    pub short: Option<String>,
}

/// How a [`Paragraph`] is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading, with an empty line before it.
    Heading,
    /// Plain words.
    Text,
    /// An item of a list.
    Item,
    /// Words in the background.
    Quiet,
    /// Words that must be seen.
    Alert,
}

impl Paragraph {
    /// A paragraph with the same words everywhere.
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            short: None,
        }
    }

    fn words(&self, narrow: bool) -> &str {
        match &self.short {
            Some(short) if narrow => short,
            Some(_) | None => &self.text,
        }
    }
}

/// Text on one or more pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    title: String,
    paragraphs: Vec<Paragraph>,
    at: usize,
    /// Whether the title stands in huge letters, where there is room.
    loud: bool,
    /// The keys that it names, where not any key closes it.
    keys: Option<&'static str>,
}

impl Page {
    /// A page at its beginning.
    pub fn new(title: impl Into<String>, paragraphs: Vec<Paragraph>) -> Self {
        Self {
            title: title.into(),
            paragraphs,
            at: 0,
            loud: false,
            keys: None,
        }
    }

    /// The same page where only these keys do something.
    #[must_use]
    pub fn keyed(self, keys: &'static str) -> Self {
        Self {
            keys: Some(keys),
            ..self
        }
    }

    /// The same page with its title in huge letters.
    #[must_use]
    pub fn loud(self) -> Self {
        Self { loud: true, ..self }
    }

    /// The same page with another paragraph at its end.
    #[must_use]
    pub fn with(mut self, paragraph: Paragraph) -> Self {
        self.paragraphs.push(paragraph);
        self
    }

    /// Turns to the next page; `false` when this was the last.
    pub fn turn(&mut self, size: Size) -> bool {
        self.at += 1;
        self.at < self.cut(Rect::from(((0, 0).into(), size))).len()
    }

    /// Turns to the page before; the first stays.
    pub fn turn_back(&mut self, size: Size) {
        // In a window that has grown there may be fewer.
        let last = self.cut(Rect::from(((0, 0).into(), size))).len() - 1;
        self.at = self.at.min(last).saturating_sub(1);
    }

    /// Draws the page; `status` is what goes on beneath it, `words` a notice.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, status: &str, words: Option<&str>) {
        let area = content(window, WIDEST);
        let pages = self.cut(window);
        let at = self.at.min(pages.len().saturating_sub(1));
        let margin = inset(area, u16::from(area.width >= 30));
        let place = match pages.len() {
            0 | 1 => status.to_owned(),
            count if status.is_empty() || area.width < 30 => format!("{}/{count}", at + 1),
            count => format!("{status} · {} of {count}", at + 1),
        };
        match self.heading(area) {
            0 => {
                let room = margin.width.saturating_sub(columns_of(&place) + 1);
                canvas.bold(columns(row(margin, 0), room), &self.title, Role::Strong);
            }
            tall => canvas.letters(
                rows(margin, 1, tall),
                &self.title,
                Role::Strong,
                Align::Left,
            ),
        }
        if area.height > 1 {
            canvas.right(row(margin, 0), &place, Role::Accent);
        }
        if area.height > 4 {
            let footer = bottom(margin, 1);
            let keys = match self.keys {
                Some(keys) => keys,
                None if pages.len() > 1 => "→ more   any other key closes",
                None => "any key closes",
            };
            match words {
                Some(words) => canvas.line(footer, words, NOTICE),
                None => canvas.line(footer, keys, Role::Quiet),
            };
        }
        put(
            canvas,
            body(margin, self.heading(area)),
            pages.get(at).map_or(&[], Vec::as_slice),
        );
    }

    /// Draws as much of the page as fits into an area of a screen of its own.
    pub fn view_body(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let with_full = |full: usize| -> Vec<_> {
            let paragraphs = self.paragraphs.iter().enumerate();
            paragraphs
                .flat_map(|(at, text)| lines(text, at >= full, area.width))
                .collect()
        };
        let fits = |full: &usize| with_full(*full).len() <= usize::from(area.height);
        // The first paragraphs matter most: the last ones are shortened first.
        let full = (0..=self.paragraphs.len()).rev().find(fits).unwrap_or(0);
        put(canvas, area, &with_full(full));
    }

    /// Everything the page says, in lines.
    pub fn tell(&self) -> Vec<String> {
        let mut lines = vec![self.title.clone()];
        lines.extend(
            self.paragraphs
                .iter()
                .map(|paragraph| match paragraph.kind {
                    Kind::Item => format!("- {}", paragraph.text),
                    Kind::Heading | Kind::Text | Kind::Quiet | Kind::Alert => {
                        paragraph.text.clone()
                    }
                }),
        );
        lines
    }

    /// Rows of the title in huge letters; 0 where it is a line of text.
    fn heading(&self, area: Rect) -> u16 {
        match Class::of(area) {
            Class::Wide | Class::Tall | Class::Portrait if self.loud => 5,
            Class::Wide | Class::Tall | Class::Portrait | Class::Small | Class::Line => 0,
        }
    }

    /// The lines of every page at a window's size; never empty, no page is. On a narrow screen the
    /// short words stand where the full ones take more than one page.
    fn cut(&self, window: Rect) -> Vec<Vec<(Kind, String)>> {
        let full = self.cut_in(window, false);
        match Class::of(content(window, WIDEST)) {
            Class::Small | Class::Line if full.len() > 1 => self.cut_in(window, true),
            Class::Small | Class::Line | Class::Tall | Class::Wide | Class::Portrait => full,
        }
    }

    fn cut_in(&self, window: Rect, narrow: bool) -> Vec<Vec<(Kind, String)>> {
        let area = content(window, WIDEST);
        let margin = inset(area, u16::from(area.width >= 30));
        let body = body(margin, self.heading(area));
        let room = usize::from(body.height.max(1));
        let mut pages = vec![Vec::new()];
        for paragraph in &self.paragraphs {
            let lines = lines(paragraph, narrow, body.width);
            let page = pages.last_mut().expect("there is always a page under way");
            let space = usize::from(paragraph.kind == Kind::Heading && !page.is_empty());
            // A heading stays with the line below it, a paragraph stays whole if a page can hold it.
            let wanted = lines.len() + 2 * usize::from(paragraph.kind == Kind::Heading);
            if !page.is_empty() && page.len() + space + wanted.min(room) > room {
                pages.push(lines);
            } else {
                page.extend(std::iter::repeat_n((Kind::Quiet, String::new()), space));
                page.extend(lines);
            }
            split(&mut pages, room);
        }
        pages
    }
}

fn lines(paragraph: &Paragraph, narrow: bool, width: u16) -> Vec<(Kind, String)> {
    let words = paragraph.words(narrow);
    let lines = match paragraph.kind {
        Kind::Item => {
            let lines = wrapped(words, width.saturating_sub(4));
            let mark = |index| if index == 0 { "  • " } else { "    " };
            lines
                .iter()
                .enumerate()
                .map(|(at, line)| format!("{}{line}", mark(at)))
                .collect()
        }
        Kind::Heading | Kind::Text | Kind::Quiet | Kind::Alert => wrapped(words, width),
    };
    lines
        .into_iter()
        .map(|line| (paragraph.kind, line))
        .collect()
}

fn put(canvas: &mut Canvas<'_>, area: Rect, lines: &[(Kind, String)]) {
    for (index, (kind, line)) in lines.iter().take(usize::from(area.height)).enumerate() {
        let target = row(area, u16::try_from(index).unwrap_or(u16::MAX));
        match kind {
            Kind::Heading => canvas.bold(target, line, Role::Strong),
            Kind::Text | Kind::Item => canvas.line(target, line, Role::Text),
            Kind::Quiet => canvas.line(target, line, Role::Quiet),
            Kind::Alert => canvas.bold(target, line, Role::Alert),
        };
    }
}

/// Where the lines of a page stand: below the title, above the footer, where there is room for both.
fn body(area: Rect, heading: u16) -> Rect {
    let area = rows(area, heading, area.height.saturating_sub(heading));
    match area.height {
        0..=1 => rows(area, 0, 0),
        2..=4 => rows(area, 1, area.height - 1),
        5..=15 => rows(area, 1, area.height - 2),
        _ => rows(area, 2, area.height - 4),
    }
}

/// Spreads an overlong last page over as many as it needs.
fn split(pages: &mut Vec<Vec<(Kind, String)>>, room: usize) {
    while let Some(last) = pages.last_mut().filter(|page| page.len() > room) {
        let rest = last.split_off(room);
        pages.push(rest);
    }
}
