//! Problems as a person reads them. The build says so too what is wrong with a built-in file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::routine::hidden;
use crate::routine::problem::{Lines, Problem};

const WIDTH: usize = 100;
/// Characters that are underlined at most.
const UNDERLINED: usize = 60;

/// The problems of one file as a person reads them: what, where, the line with a caret, the cure.
pub fn report(path: &str, source: &str, problems: &[Problem], colour: bool) -> String {
    told(&Level::ERROR, path, source, problems, colour)
}

/// The same, each under `level`.
pub(super) fn told(
    level: &Level<'_>,
    path: &str,
    source: &str,
    problems: &[Problem],
    colour: bool,
) -> String {
    let path = hidden::named(path);
    let lines = Lines::of(source);
    let renderer = renderer(colour);
    let mut out = String::new();
    for problem in problems {
        let (number, _) = lines.position(source, problem.span.start);
        let (line, caret) = excerpt(source, &problem.span);
        let snippet = Snippet::source(line)
            .path(path.as_ref())
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(caret));
        let title = level.clone().primary_title(&*problem.what);
        let mut group = title.element(snippet);
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(&**help));
        }
        out += &renderer.render(&[group]);
        out += "\n\n";
    }
    out
}

/// The same of a file that cannot be read.
pub fn unreadable(path: &str, reason: &str, colour: bool) -> String {
    sentence(Level::ERROR, &format!("{path}: {reason}"), colour)
}

/// One sentence, which is about no line of a file.
pub(super) fn sentence(level: Level<'_>, text: &str, colour: bool) -> String {
    let title = level.primary_title(hidden::named(text));
    renderer(colour).render(&[Group::with_title(title)]) + "\n\n"
}

fn renderer(colour: bool) -> Renderer {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(WIDTH)
}

/// The line of `source` in which `span` begins, masked, and the bytes of it to underline.
fn excerpt(source: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let line = source[..span.start].rfind('\n').map_or(0, |feed| feed + 1);
    let mark = '\u{feff}';
    let line = if source.starts_with(mark) {
        line.max(mark.len_utf8())
    } else {
        line
    };
    let rest = source[line..].lines().next().unwrap_or_default();
    let from = rest
        .get(..span.start.saturating_sub(line))
        .unwrap_or(rest)
        .chars()
        .count();
    let to = rest
        .get(..span.end.saturating_sub(line))
        .unwrap_or(rest)
        .chars()
        .count();

    let shown = hidden::masked(rest);
    let byte = |char: usize| {
        shown
            .char_indices()
            .nth(char)
            .map_or(shown.len(), |(byte, _)| byte)
    };
    let caret = byte(from)..byte(to.min(from + UNDERLINED));
    (shown, caret)
}
