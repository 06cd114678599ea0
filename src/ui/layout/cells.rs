//! Where each choice, number, line and hint of a block stands.

use ratatui::layout::{Position, Rect};

use super::grid::MARK;
use super::measure::{LONGEST_LINE, Measure, apart, count_of};
use crate::ui::area::{columns, from_column, row, rows};
use crate::ui::board::{Choice, Hint, NamedKeys, Text};
use crate::ui::keys::Key;
use crate::ui::painter::{columns_of, rows_of, wrapped};

/// So few answers are seen at a glance side by side.
pub(super) const FEW: u16 = 4;
/// Columns between choices side by side.
pub(super) const BETWEEN: u16 = 2;
/// or as text so many columns for each number.
pub(super) const SCALE_CELL: u16 = 4;
/// Columns between the hints of the keys.
pub(super) const HINTS: u16 = 2;
/// The keys that tell when to get help, and what all others are.
const HELP: [Key; 2] = [Key::Char('!'), Key::Char('?')];

/// How many choices stand side by side as text.
pub(super) fn text_across(choices: &[Choice], width: u16) -> u16 {
    let widest = choices
        .iter()
        .map(|choice| columns_of(&choice.words()))
        .max()
        .unwrap_or(0)
        + MARK;
    let fits = |across: &u16| cell_width(width, *across) >= widest;
    (1..=count_of(choices.len()).max(1))
        .rev()
        .find(fits)
        .unwrap_or(1)
}

/// The same of a list that has so many rows: many are read sooner below each other.
pub(super) fn text_columns(choices: &[Choice], width: u16, most: u16) -> u16 {
    let (count, across) = (count_of(choices.len()), text_across(choices, width));
    (1..across)
        .find(|across| count.div_ceil(*across) <= most)
        .unwrap_or(across)
}

pub(super) fn cell_width(width: u16, across: u16) -> u16 {
    width.saturating_sub((across - 1) * BETWEEN) / across
}

/// Where every choice stands in an area.
pub fn choice_cells(choices: &[Choice], area: Rect, measure: &Measure) -> Vec<Rect> {
    let grid = measure.grid(choices, area.width, area.height);
    let wide = cell_width(area.width, grid.across);
    let mut top = 0;
    let tops = grid.lines_of(choices).into_iter().map(|lines| {
        let line = rows(area, top, lines * grid.tall);
        top += lines * grid.tall + grid.gap;
        line
    });
    let beside = |line| {
        (0..grid.across).map(move |at| columns(from_column(line, at * (wide + BETWEEN)), wide))
    };
    tops.flat_map(beside).take(choices.len()).collect()
}

/// What is no number of a scale, and stands below: the last answer, if it has a key of its own.
pub(super) fn split_scale(choices: &[Choice]) -> (Option<&Choice>, &[Choice]) {
    match choices.split_last() {
        Some((last, numbers)) if !last.label.is_empty() => (Some(last), numbers),
        Some(_) | None => (None, choices),
    }
}

/// How many numbers of a scale stand side by side as text, in lines of about the same length.
pub(super) fn scale_across(choices: &[Choice], width: u16) -> u16 {
    let count = count_of(split_scale(choices).1.len()).max(1);
    let fitting = (width / SCALE_CELL).clamp(1, count);
    count.div_ceil(count.div_ceil(fitting))
}

/// Where every answer of a scale stands in an area.
pub fn scale_cells(choices: &[Choice], area: Rect, measure: &Measure) -> Vec<Rect> {
    let scale = measure.scale(choices, area.width, area.height);
    let (other, numbers) = split_scale(choices);
    let lines = numbers.chunks(usize::from(scale.across));
    let lines = lines.map(|line| (line, scale.tall));
    let mut y = 0;
    let lines = lines.chain(other.map(|other| (std::slice::from_ref(other), scale.below)));
    let cells = lines.flat_map(|(line, tall)| {
        let line_of_cells = rows(area, y, tall);
        let mut x = 0;
        y += tall;
        line.iter().map(move |choice| {
            let wide = if tall > 1 {
                measure.letters_width(&choice.words(), tall - 1) + apart(tall - 1)
            } else {
                SCALE_CELL.max(columns_of(&choice.words()) + MARK)
            };
            let cell = columns(from_column(line_of_cells, x), wide);
            x += wide;
            cell
        })
    });
    cells.collect()
}

/// The words of a text that an area has room for, and where they stand in it.
pub fn text_cells(text: &Text, area: Rect) -> (&str, Rect) {
    let area = columns(area, LONGEST_LINE);
    let fits = |words: &&str| rows_of(words, area.width) <= area.height;
    let full = Some(text.words.as_str()).filter(fits);
    (full.or(text.short.as_deref()).unwrap_or(&text.words), area)
}

/// The key that the words of a text at a place say, of those that are `named`.
pub fn named_at(named: NamedKeys, text: &Text, area: Rect, at: Position) -> Option<Key> {
    let (words, area) = text_cells(text, area);
    let lines = wrapped(words, area.width);
    let line = lines.get(usize::from(at.y - area.y))?;
    // A line stands in the words as it is, so what is before it says where it begins.
    let before = &lines[..usize::from(at.y - area.y)];
    let from = before.iter().try_fold(0, |from, line| {
        Some(from + words[from..].find(line.as_str())? + line.len())
    })?;
    let from = from + words[from..].find(line.as_str())?;
    let letters = line.char_indices().map(|(place, _)| place);
    let here = letters
        .clone()
        .find(|place| columns_of(&line[..*place]) >= at.x - area.x)?;
    let found = named.iter().find(|(said, _)| {
        let start = words.find(said);
        start.is_some_and(|start| (start..start + said.len()).contains(&(from + here)))
    });
    found.map(|(_, key)| *key)
}

/// Where the hints of the keys stand in these lines: as many as fit, among them the last one and the ways
/// to help.
pub fn hint_cells(hints: &[Hint], area: Rect) -> Vec<(&Hint, Rect)> {
    let mut shown: Vec<&Hint> = hints.iter().collect();
    let mut places = hint_places(&shown, area.width);
    while shown.len() > 1 && places.last().is_some_and(|(line, _)| *line >= area.height) {
        let others = &shown[..shown.len() - 1];
        let least = others.iter().rposition(|hint| !HELP.contains(&hint.key));
        shown.remove(least.unwrap_or(0));
        places = hint_places(&shown, area.width);
    }
    let cell =
        |hint: &Hint, (line, at)| columns(from_column(row(area, line), at), hint_width(hint));
    let all = shown.into_iter().zip(places);
    all.map(|(hint, place)| (hint, cell(hint, place))).collect()
}

/// The lines that the hints of the keys take, of at most so many.
pub(super) fn hint_rows(hints: &[Hint], width: u16, most: u16) -> u16 {
    let shown: Vec<&Hint> = hints.iter().collect();
    let last = hint_places(&shown, width).pop();
    last.map_or(1, |(line, _)| line + 1).min(most)
}

/// The line and the column of each hint, one after the other.
fn hint_places(hints: &[&Hint], width: u16) -> Vec<(u16, u16)> {
    let (mut line, mut at) = (0, 0);
    let places = hints.iter().map(|hint| {
        if at > 0 && at + hint_width(hint) > width {
            (line, at) = (line + 1, 0);
        }
        let place = (line, at);
        at += hint_width(hint) + HINTS;
        place
    });
    places.collect()
}

fn hint_width(hint: &Hint) -> u16 {
    columns_of(hint.label) + 1 + columns_of(hint.words)
}
