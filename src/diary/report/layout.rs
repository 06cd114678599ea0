//! The page as text and as Markdown.

use std::iter;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::words::row;
use super::{MARKS, Report, ReportPart};

const WIDTH: usize = 80;
const SHEET: usize = 66;
/// Questions that stay on the page, whatever else is on it.
const FEWEST: usize = 6;
/// What stands before a line below a heading.
const INDENT: &str = "  ";
/// Columns before a value.
const LABEL: usize = 27;

/// Whether an empty line stands before each heading, and all the counts at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportGaps {
    /// One each.
    Kept,
    /// None, and only the first count: the sheet is full.
    Closed,
}

impl Report {
    /// The page as plain text, at most 80 columns wide: closer where it is long, and then with fewer
    /// questions, so that it is one sheet.
    pub fn text(&self) -> String {
        let roomy = self.lines(ReportGaps::Kept);
        let lines = if roomy.len() <= SHEET {
            roomy
        } else {
            let fits = |page: &Self| page.lines(ReportGaps::Closed).len() <= SHEET;
            self.fitted(fits).lines(ReportGaps::Closed)
        };
        lines.join("\n").trim_end().to_owned() + "\n"
    }

    /// Its lines, of which none is wider than 80 columns.
    pub(super) fn lines(&self, gaps: ReportGaps) -> Vec<String> {
        let gap = match gaps {
            ReportGaps::Kept => Some(String::new()),
            ReportGaps::Closed => None,
        };
        let mut lines = vec![self.title.clone()];
        lines.extend(wrapped(&format!("{MARKS} {}", self.marks), WIDTH));
        lines.extend(wrapped(&self.notice, WIDTH));
        for section in &self.sections {
            lines.extend(gap.clone());
            lines.push(section.part.words().to_uppercase());
            let (plain, labelled) = section.by_label();
            for row in labelled {
                let labels = iter::once(row.label.as_str()).chain(iter::repeat(""));
                let values = wrapped(&row.value, WIDTH - LABEL);
                let rows = values.iter().zip(labels);
                lines.extend(
                    rows.map(|(value, label)| {
                        format!("{:LABEL$}{value}", format!("{INDENT}{label}"))
                    }),
                );
            }
            let plain: Vec<&str> = plain.iter().map(|row| row.value.as_str()).collect();
            lines.extend(indented(&plain.join(" ")));
        }
        // Of hours and pain the page says the usual anyway.
        let plots = match gaps {
            ReportGaps::Kept => self.plots.len(),
            ReportGaps::Closed => 1,
        };
        let told = self.plots.iter().take(plots);
        let told = told.map(|plot| plot.alternative.as_str());
        lines.extend(gap);
        lines.extend(told.flat_map(|told| wrapped(told, WIDTH)));
        lines
    }

    /// The page with as many questions, the gravest first, as it fits with; the gravest few stay.
    pub(super) fn fitted(&self, fits: impl Fn(&Self) -> bool) -> Self {
        let all = self.questions().count();
        let cut = |most: usize| {
            let mut page = self.clone();
            let asked = page.sections.iter_mut();
            for section in asked.filter(|section| section.part == ReportPart::Questions) {
                section.rows.truncate(most);
                let more = all.saturating_sub(most);
                section.rows.extend((more > 0).then(|| {
                    row(
                        "",
                        format!("And {more} more: uncramp report --format questions"),
                    )
                }));
            }
            page
        };
        let fewer = (FEWEST..=all).rev().map(&cut);
        fewer
            .into_iter()
            .find(|page| fits(page))
            .unwrap_or_else(|| cut(FEWEST))
    }

    pub fn markdown(&self) -> String {
        let notice = format!("*{}*", escaped(&self.notice));
        let title = format!("# {}", escaped(&self.title));
        let marks = format!("**{MARKS}** {}", escaped(&self.marks));
        let mut lines = vec![title, String::new(), marks, String::new(), notice];
        for section in &self.sections {
            let title = format!("## {}", escaped(section.part.words()));
            lines.extend([String::new(), title, String::new()]);
            lines.extend(section.rows.iter().map(|row| match row.label.as_str() {
                "" => format!("- {}", escaped(&row.value)),
                label => format!("- **{}:** {}", escaped(label), escaped(&row.value)),
            }));
        }
        for plot in &self.plots {
            lines.extend([String::new(), escaped(&plot.alternative)]);
        }
        lines.join("\n") + "\n"
    }
}

/// Lines below a heading.
fn indented(text: &str) -> impl Iterator<Item = String> {
    let lines = wrapped(text, WIDTH - INDENT.len()).into_iter();
    lines.map(|line| format!("{INDENT}{line}"))
}

/// Lines of whole words, at most `width` columns each; longer words are cut.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.extend(cut(word, width)),
        }
    }
    lines
}

/// A word in pieces of at most `width` columns.
fn cut(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut columns = 0;
    for letter in word.chars() {
        columns += letter.width().unwrap_or(0);
        if columns > width {
            pieces.push(String::new());
            columns = letter.width().unwrap_or(0);
        }
        pieces
            .last_mut()
            .expect("there is one from the start")
            .push(letter);
    }
    pieces
}

/// Text of which Markdown makes nothing else.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '?' | '\'' | '/' | '%')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
