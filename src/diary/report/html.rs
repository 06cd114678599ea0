//! The page as one file for a browser, to be looked at or printed: no script, nothing from elsewhere.

use super::escape::escaped;
use super::layout::ReportGaps;
use super::svg::svg;
use super::{MARKS, Plot, Report, ReportPart, Section};

const STYLE: &str = include_str!("page.css");
/// Lines of the page as text, at most, that fit on a sheet of Letter, the shorter paper, in large letters of a wide
/// font,
const ROOMY: usize = 60;
/// in smaller ones,
const CLOSE: usize = 72;
/// and in the smallest.
const DENSE: usize = 122;
/// Nothing may be fetched or run, even if something slipped in.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

impl Report {
    pub fn html(&self) -> String {
        let lines = |page: &Self| page.lines(ReportGaps::Kept).len();
        if lines(self) > DENSE {
            return self.fitted(|page| lines(page) <= DENSE).on_a_sheet("dense");
        }
        self.on_a_sheet(match lines(self) {
            lines if lines <= ROOMY => "roomy",
            lines if lines <= CLOSE => "close",
            _ => "dense",
        })
    }

    /// The page in letters of one size.
    fn on_a_sheet(&self, class: &str) -> String {
        let title = escaped(&self.title);
        // The pictures follow what says whose they are and of when.
        let about = |section: &Section| section.part <= ReportPart::About;
        let rest = self.sections.iter().position(|section| !about(section));
        let (head, rest) = self.sections.split_at(rest.unwrap_or(self.sections.len()));
        let [head, rest] = [head, rest].map(|part| part.iter().map(section).collect::<String>());
        let plots: String = self.plots.iter().map(figure).collect();
        let plots = match plots.as_str() {
            "" => plots,
            plots => format!("<div class=\"plots\">\n{plots}</div>\n"),
        };
        let (marks, notice) = (escaped(&self.marks), escaped(&self.notice));
        format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main class=\"{class}\">\n\
             <h1>{title}</h1>\n<p><strong>{MARKS}</strong> {marks}</p>\n<p class=\"notice\">{notice}</p>\n{head}{plots}\
             <div class=\"rest\">\n{rest}</div>\n</main>\n</body>\n</html>\n"
        )
    }
}

fn section(section: &Section) -> String {
    let (class, title) = (section.part.name(), escaped(section.part.words()));
    let rows = rows(section);
    format!("<section class=\"{class}\">\n<h2>{title}</h2>\n{rows}</section>\n")
}

fn figure(plot: &Plot) -> String {
    let (title, key, svg) = (escaped(plot.title), escaped(plot.key), svg(plot));
    let key = match key.as_str() {
        "" => String::new(),
        key => format!("<p>{key}</p>\n"),
    };
    format!("<figure>\n<figcaption>{title}</figcaption>\n{svg}{key}</figure>\n")
}

/// Rows with labels as a list of pairs; all others, which speak for themselves, as a plain list.
fn rows(section: &Section) -> String {
    let (plain, labelled) = section.by_label();
    let pairs = labelled.iter().map(|row| {
        let (label, value) = (escaped(&row.label), escaped(&row.value));
        format!("<div><dt>{label}</dt><dd dir=\"auto\">{value}</dd></div>\n")
    });
    let items = plain
        .iter()
        .map(|row| format!("<li>{}</li>\n", escaped(&row.value)));
    list("dl", pairs) + &list("ul", items)
}

/// A list with these items; nothing without any.
fn list(tag: &str, items: impl Iterator<Item = String>) -> String {
    match items.collect::<String>().as_str() {
        "" => String::new(),
        items => format!("<{tag}>\n{items}</{tag}>\n"),
    }
}
