//! The page as text and as Markdown.

use std::iter;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Report;

/// Columns of the page as text.
const WIDTH: usize = 80;
/// Columns before a value.
const LABEL: usize = 24;

impl Report {
    /// The page as plain text, at most 80 columns wide.
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.clone()];
        for section in &self.sections {
            lines.extend([String::new(), section.part.words().to_uppercase()]);
            for row in &section.rows {
                let indent = if row.label.is_empty() { 2 } else { LABEL };
                let labels = iter::once(row.label.as_str()).chain(iter::repeat(""));
                let values = wrapped(&row.value, WIDTH - indent);
                let rows = values.iter().zip(labels);
                lines.extend(
                    rows.map(|(value, label)| format!("{:indent$}{value}", format!("  {label}"))),
                );
            }
        }
        lines.push(String::new());
        lines.extend(wrapped(&self.notice, WIDTH));
        lines.join("\n") + "\n"
    }

    /// The page as Markdown.
    pub fn markdown(&self) -> String {
        let mut lines = vec![format!("# {}", escaped(&self.title))];
        for section in &self.sections {
            let title = format!("## {}", escaped(section.part.words()));
            lines.extend([String::new(), title, String::new()]);
            lines.extend(section.rows.iter().map(|row| match row.label.as_str() {
                "" => format!("- {}", escaped(&row.value)),
                label => format!("- **{}:** {}", escaped(label), escaped(&row.value)),
            }));
        }
        lines.extend([String::new(), format!("*{}*", escaped(&self.notice))]);
        lines.join("\n") + "\n"
    }
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
