//! How the questions are drawn: one in full, and below it, where there is room, all of them.

use ratatui::layout::Rect;

use super::Morning;
use super::question::Question;
use crate::ui::NOTICE;
use crate::ui::canvas::{Canvas, columns_of, rows_of};
use crate::ui::keys::{Context, rows as key_rows};
use crate::ui::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use crate::ui::theme::Role;

const WIDEST: u16 = 100;
/// Rows kept for the options where there is room, so that the list below them stays where it is.
const OPTION_ROWS: u16 = 6;
/// Columns of the labels in the list.
const LABEL: u16 = 20;

impl Morning {
    /// Draws the screen.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, words: Option<&str>) {
        let class = Class::of(window);
        if class == Class::Line {
            return self.view_line(canvas, window);
        }
        let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
        canvas.bold(row(area, 0), &self.title, Role::Strong);
        if self.questions.len() > 1 {
            let place = format!("{} of {}", self.at + 1, self.questions.len());
            canvas.right(row(area, 0), &place, Role::Quiet);
        }
        let body = rows(area, 1, area.height.saturating_sub(2));
        let gap = u16::from(body.height >= 16);
        let mut y = gap;
        for line in &self.intro {
            y += canvas.paragraph(rest(body, y), line, Role::Text);
        }
        if let Some(about) = self.about() {
            y += canvas.line(row(body, y), &about, Role::Quiet).min(1);
        }
        y += gap;
        y += canvas.paragraph(rest(body, y), self.question().words(), Role::Accent);
        y += gap;
        let used = match self.context() {
            Context::Writing => self.view_draft(canvas, rest(body, y)),
            _ => self.view_options(canvas, rest(body, y)),
        };
        let list = rest(body, y + used.max(OPTION_ROWS * gap) + gap);
        if gap > 0 && self.questions.len() > 1 {
            self.view_list(canvas, list);
        }
        match words {
            Some(words) => {
                canvas.line(bottom(area, 1), words, NOTICE);
            }
            None => canvas.footer(bottom(area, 1), key_rows(self.context())),
        }
    }

    /// Question and option, a line each.
    fn view_line(&self, canvas: &mut Canvas<'_>, window: Rect) {
        canvas.bold(row(window, 0), self.question().words(), Role::Strong);
        let option = match self.options().get(self.option) {
            Some(words) => self.marked(self.option, words),
            None => self.draft.clone(),
        };
        canvas.line(row(window, 1), &option, Role::Text);
        canvas.footer(row(window, 2), key_rows(self.context()));
    }

    /// Draws the options in columns and returns the rows used. "Don't know" stands below a scale.
    fn view_options(&self, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
        let options = self.options();
        let last = self.last_option();
        let marked = options.iter().enumerate();
        let marked: Vec<String> = marked.map(|(at, words)| self.marked(at, words)).collect();
        let grid = if self.is_scale() { last } else { last + 1 };
        let width = marked
            .iter()
            .take(grid)
            .map(|words| columns_of(words))
            .max();
        let width = width.unwrap_or(0) + 2;
        let across = usize::from((area.width / width).max(1)).min(6);
        let cell = |at: usize| {
            if at < grid {
                (at / across, at % across)
            } else {
                (grid.div_ceil(across), 0)
            }
        };
        let place = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        // Where there is no room for all, the selected one is among those that are shown.
        let (selected, _) = cell(self.option);
        let first = (selected + 1).saturating_sub(area.height.into());
        for (at, words) in marked.iter().enumerate() {
            let (line, column) = cell(at);
            let Some(line) = line.checked_sub(first) else {
                continue;
            };
            let line = row(area, place(line));
            let target = from_column(line, place(column).saturating_mul(width));
            if self.is_picked(at) {
                canvas.bold(target, words, Role::Strong);
            } else if at == self.option {
                canvas.line(target, words, Role::Accent);
            } else {
                canvas.line(target, words, Role::Text);
            }
        }
        place(cell(last).0 + 1)
    }

    /// An option with the mark of the selected, its box and its key.
    fn marked(&self, at: usize, words: &str) -> String {
        let mark = if at == self.option { '▶' } else { ' ' };
        let tick = if self.is_picked(at) { 'x' } else { ' ' };
        match self.key_of(at) {
            Some(key) if words == key.to_string() => format!("{mark}[{tick}] {words}"),
            Some(key) => format!("{mark}[{tick}] {key} {words}"),
            None => format!("{mark}[{tick}]   {words}"),
        }
    }

    /// Draws what is being written and returns the rows used.
    fn view_draft(&self, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
        let draft = format!("{}▏", self.draft);
        // What does not fit is cut at its beginning: the end is where the writing goes on.
        let mut shown = draft.as_str();
        while rows_of(shown, area.width) > area.height.max(1) {
            let mut characters = shown.chars();
            characters.next();
            shown = characters.as_str();
        }
        canvas.paragraph(area, shown, Role::Strong)
    }

    /// Every question with its answer, as many as there is room for.
    fn view_list(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let room = usize::from(area.height);
        let most = self.questions.len().saturating_sub(room);
        let first = self.at.saturating_sub(room / 2).min(most);
        for (index, (at, question)) in
            (0..).zip(self.questions.iter().enumerate().skip(first).take(room))
        {
            let line = row(area, index);
            let current = at == self.at;
            let mark = if current { "▶" } else { " " };
            let (role, reply) = match self.subject.said(*question) {
                Some(said) => (Role::Text, said),
                None => (Role::Quiet, "-".to_owned()),
            };
            canvas.line(line, mark, Role::Accent);
            let label = columns(from_column(line, 2), LABEL);
            canvas.line(
                label,
                &self.labelled(*question),
                if current { Role::Accent } else { Role::Quiet },
            );
            canvas.line(from_column(line, LABEL + 3), &reply, role);
        }
    }

    fn labelled(&self, question: Question) -> String {
        match question {
            Question::Cramp(at, _) if self.subject.cramps.len() > 1 => {
                format!("{} {}", at + 1, question.label())
            }
            Question::Cramp(..) | Question::Night(_) | Question::Keep => {
                question.label().to_owned()
            }
        }
    }
}

fn rest(area: Rect, y: u16) -> Rect {
    rows(area, y, area.height.saturating_sub(y))
}
