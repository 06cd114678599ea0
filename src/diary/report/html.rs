//! The page as one file for a browser, to be looked at or printed: no script, nothing from elsewhere.

use super::svg::svg;
use super::{Report, Row, Section};

const STYLE: &str = include_str!("page.css");
/// Nothing may be fetched or run, even if something slipped in.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

impl Report {
    /// The page as HTML.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let sections: String = self.sections.iter().map(section).collect();
        let notice = escaped(&self.notice);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{title}</h1>\n{sections}<footer>{notice}</footer>\n</main>\n</body>\n</html>\n"
        )
    }
}

/// Text of which a browser makes nothing else, in an element or in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn section(section: &Section) -> String {
    let part = section.part;
    let rows = rows(&section.rows);
    let plots: String = section
        .plots
        .iter()
        .map(|plot| {
            let (title, key) = (escaped(plot.title), escaped(plot.key));
            let caption = match key.as_str() {
                "" => title,
                key => format!("{title} <small>({key})</small>"),
            };
            format!(
                "<figure>\n<figcaption>{caption}</figcaption>\n{}</figure>\n",
                svg(plot)
            )
        })
        .collect();
    let plots = match plots.as_str() {
        "" => plots,
        plots => format!("<div class=\"plots\">\n{plots}</div>\n"),
    };
    format!(
        "<section class=\"{}\">\n<h2>{}</h2>\n{rows}{plots}</section>\n",
        part.name(),
        escaped(part.words())
    )
}

/// Rows with labels as a list of pairs; all others, which speak for themselves, as a plain list.
fn rows(rows: &[Row]) -> String {
    let (plain, labelled): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.label.is_empty());
    let mut out = String::new();
    if !labelled.is_empty() {
        let pairs = labelled.iter().map(|row| {
            let (label, value) = (escaped(&row.label), escaped(&row.value));
            format!("<div><dt>{label}</dt><dd>{value}</dd></div>\n")
        });
        out += &format!("<dl>\n{}</dl>\n", pairs.collect::<String>());
    }
    if !plain.is_empty() {
        let items = plain
            .iter()
            .map(|row| format!("<li>{}</li>\n", escaped(&row.value)));
        out += &format!("<ul>\n{}</ul>\n", items.collect::<String>());
    }
    out
}
