//! How the questions are drawn: one in full, and below it, where there is room, all of them.

use ratatui::layout::Rect;

use super::Morning;
use super::draft::Draft;
use super::options::Shape;
use super::question::Question;
use crate::ui::NOTICE;
use crate::ui::canvas::{Canvas, columns_of, rows_of, wrapped};
use crate::ui::keys::rows as key_rows;
use crate::ui::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use crate::ui::theme::Role;

const WIDEST: u16 = 100;
/// Rows kept for the options where there is room, so that the list below them stays where it is.
const OPTION_ROWS: u16 = 6;
/// Columns of the labels in the list.
const LABEL: u16 = 20;
/// From this width on the list stands in two columns.
const TWO: u16 = 76;

impl Morning {
    /// Draws the screen.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, words: Option<&str>) {
        let class = Class::of(window);
        if class == Class::Line {
            return self.view_line(canvas, window);
        }
        let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
        self.view_title(canvas, row(area, 0));
        let body = rows(area, 1, area.height.saturating_sub(2));
        let gap = u16::from(body.height >= 16);
        let options = Options::of(self, body.width);
        // The question and its answers come first; what else there is to say, where there is room.
        let mut spare = body.height.saturating_sub(options.rows() + 3 * gap);
        let question = self.shown_question(body.width, spare);
        spare = spare.saturating_sub(rows_of(&question, body.width));
        let mut y = gap;
        for line in self.intro.iter().chain(&self.about()) {
            if rows_of(line, body.width) <= spare {
                let used = canvas.paragraph(rest(body, y), line, Role::Quiet);
                spare -= used;
                y += used;
            }
        }
        y += gap;
        y += canvas.paragraph(rest(body, y), &question, Role::Accent) + gap;
        let place = rest(body, y);
        if self.is_written() {
            self.view_draft(canvas, place);
        } else {
            options.view(canvas, place);
        }
        self.view_list(
            canvas,
            rest(body, y + options.rows().max(OPTION_ROWS) + gap),
        );
        match words {
            Some(words) => {
                canvas.line(bottom(area, 1), words, NOTICE);
            }
            None => canvas.footer(bottom(area, 1), key_rows(self.context())),
        }
    }

    fn view_title(&self, canvas: &mut Canvas<'_>, line: Rect) {
        let place = match self.questions.len() {
            1 => String::new(),
            count => format!("{} of {count}", self.at + 1),
        };
        let room = line.width.saturating_sub(columns_of(&place) + 1);
        canvas.bold(columns(line, room), &self.title, Role::Strong);
        canvas.right(line, &place, Role::Quiet);
    }

    /// The question in full, if it takes no more than `height` rows; else in a word or two.
    fn shown_question(&self, width: u16, height: u16) -> String {
        let question = self.questions[self.at];
        let words = question.words(self.fresh);
        if rows_of(words, width) <= height {
            words.to_owned()
        } else {
            format!("{}?", question.label())
        }
    }

    /// Question and option, a line each.
    fn view_line(&self, canvas: &mut Canvas<'_>, window: Rect) {
        let question = self.shown_question(window.width, 1);
        canvas.bold(row(window, 0), &question, Role::Strong);
        let options = Options::of(self, window.width);
        let shown = match options.cells.get(self.option) {
            Some(cell) => cell.as_str(),
            None => &self.draft.marked(),
        };
        canvas.line(row(window, 1), shown, Role::Text);
        canvas.footer(row(window, 2), key_rows(self.context()));
    }

    /// Draws what is being written, the place where it goes on in any case.
    fn view_draft(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let limit = self.draft.limit();
        canvas.right(
            bottom(area, u16::from(limit.is_some())),
            limit.as_deref().unwrap_or_default(),
            Role::Quiet,
        );
        let room = usize::from(area.height).saturating_sub(usize::from(limit.is_some()));
        let lines = wrapped(&self.draft.marked(), area.width);
        let marked = lines.iter().position(|line| line.contains(Draft::MARK));
        let skip = (marked.unwrap_or(0) + 1).saturating_sub(room.max(1));
        for (y, line) in (0..).zip(lines.iter().skip(skip).take(room)) {
            canvas.line(row(area, y), line, Role::Strong);
        }
    }

    /// Every question with its answer, if there is room for all.
    fn view_list(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let across = if area.width < TWO { 1 } else { 2 };
        let tall = self.questions.len().div_ceil(across);
        if tall > usize::from(area.height) || self.questions.len() == 1 {
            return;
        }
        let width = area.width / u16::try_from(across).unwrap_or(1);
        for (at, question) in self.questions.iter().enumerate() {
            let place = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
            let line = row(area, place(at % tall));
            let line = columns(from_column(line, place(at / tall) * width), width);
            let current = at == self.at;
            let (role, reply) = match self.subject.said(*question) {
                Some(said) => (Role::Text, said),
                None => (Role::Quiet, "-".to_owned()),
            };
            if current {
                canvas.line(line, "▶", Role::Accent);
            }
            let role_of_label = if current { Role::Accent } else { Role::Quiet };
            let label = columns(from_column(line, 2), LABEL);
            canvas.line(label, &self.labelled(*question), role_of_label);
            let room = from_column(line, LABEL + 3);
            canvas.line(columns(room, room.width.saturating_sub(1)), &reply, role);
        }
    }

    fn labelled(&self, question: Question) -> String {
        match question.cramp() {
            Some(at) if self.subject.cramps.len() > 1 => {
                format!("{} {}", at + 1, question.label())
            }
            Some(_) | None => question.label().to_owned(),
        }
    }
}

/// The options of a question in rows: the values in columns, and below them "none" and "don't know".
struct Options {
    cells: Vec<String>,
    picked: Vec<bool>,
    selected: usize,
    /// How many of the cells are values.
    values: usize,
    /// Values in a row.
    across: usize,
    /// Columns of a value.
    width: u16,
}

impl Options {
    fn of(morning: &Morning, width: u16) -> Self {
        let options = morning.options();
        let shape = morning.shape();
        let cells = options.iter().enumerate();
        let cells: Vec<String> = cells.map(|(at, words)| cell(morning, at, words)).collect();
        let apart = if shape == Some(Shape::Many) { 2 } else { 1 };
        let values = cells.len().saturating_sub(apart);
        let widest = cells[..values].iter().map(|cell| columns_of(cell)).max();
        let between = if shape == Some(Shape::Scale) { 0 } else { 2 };
        let cell_width = (widest.unwrap_or(0) + between).max(1);
        let most = match shape {
            Some(Shape::Scale) => values,
            Some(Shape::One | Shape::Many) | None => 3,
        };
        let fits = usize::from((width + between) / cell_width).clamp(1, most.max(1));
        // Rows of about the same length.
        let across = values.div_ceil(values.div_ceil(fits).max(1)).max(1);
        Self {
            picked: (0..cells.len()).map(|at| morning.is_picked(at)).collect(),
            selected: morning.option,
            cells,
            values,
            across,
            width: cell_width,
        }
    }

    fn rows(&self) -> u16 {
        let tall = self.values.div_ceil(self.across) + 1;
        u16::try_from(tall).unwrap_or(u16::MAX)
    }

    /// Draws them. Where there is no room for all values the selected one is among those shown;
    /// "none" and "don't know" always are.
    fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let tall = self.values.div_ceil(self.across);
        let shown = tall.min(usize::from(area.height).saturating_sub(1));
        let selected = self.selected.min(self.values.saturating_sub(1)) / self.across;
        let first = (selected + 1).saturating_sub(shown);
        let place = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        for at in (0..self.values)
            .skip(first * self.across)
            .take(shown * self.across)
        {
            let line = row(area, place(at / self.across - first));
            let column = place(at % self.across).saturating_mul(self.width);
            self.put(canvas, from_column(line, column), at);
        }
        for (is_cut, line) in [
            (first > 0, 0),
            (first + shown < tall, shown.saturating_sub(1)),
        ] {
            if is_cut {
                canvas.right(row(area, place(line)), "…", Role::Accent);
            }
        }
        let mut end = row(area, place(shown));
        for at in self.values..self.cells.len() {
            let used = self.put(canvas, end, at);
            end = from_column(end, used + 1);
        }
    }

    fn put(&self, canvas: &mut Canvas<'_>, place: Rect, at: usize) -> u16 {
        let words = &self.cells[at];
        if self.picked[at] {
            canvas.bold(place, words, Role::Strong)
        } else if at == self.selected {
            canvas.line(place, words, Role::Accent)
        } else {
            canvas.line(place, words, Role::Text)
        }
    }
}

/// An option with the mark of the selected, its box and its key; a number is its own key.
fn cell(morning: &Morning, at: usize, words: &str) -> String {
    let mark = if at == morning.option { '▶' } else { ' ' };
    let picked = morning.is_picked(at);
    let tick = if picked { 'x' } else { ' ' };
    match morning.key_of(at) {
        Some('u') => format!("{mark}[{tick}] u {words}"),
        _ if morning.shape() == Some(Shape::Scale) && picked => format!("{mark}[{words}]"),
        _ if morning.shape() == Some(Shape::Scale) => format!("{mark} {words} "),
        Some(key) => format!("{mark}[{tick}] {key} {words}"),
        None => format!("{mark}[{tick}]   {words}"),
    }
}

fn rest(area: Rect, y: u16) -> Rect {
    rows(area, y, area.height.saturating_sub(y))
}
