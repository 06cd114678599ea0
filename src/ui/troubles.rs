//! Five troubles by five marks: side by side where there is room, else one at a time.

use ratatui::layout::Rect;

use super::area::{columns, from_column, row, rows};
use super::draw::SELECTED;
use super::painter::{Painter, columns_of, rows_of};
use super::theme::Role;
use crate::handbook::board::{Board, Column, board};

/// Columns after a label.
const BETWEEN: u16 = 1;
/// Rows of text stay short enough to be read down the column.
const WIDEST: u16 = 118;

/// A gap between two troubles is a column wide, and one more for so many columns of the window.
const ROOMY: u16 = 90;
/// Lines between the names and each mark, where there is room for them.
const GAPS: u16 = 6;

/// The rows that the troubles take: all of them side by side where there is room, else as many as fit
/// below each other.
pub fn rows_in(width: u16, most: u16) -> u16 {
    let all = all_rows(width);
    let rows = match below_each_other(width, most) {
        _ if all <= most => all,
        1 => least(width),
        count => return stack_rows(count, width),
    };
    let spaced = rows.saturating_add(GAPS);
    if spaced <= most {
        spaced
    } else {
        rows.min(most)
    }
}

/// The rows of one trouble, whichever it is.
pub fn least(width: u16) -> u16 {
    stack_rows(1, width)
}

/// How many troubles fit below each other.
fn below_each_other(width: u16, most: u16) -> usize {
    let counts = 2..=board().columns.len();
    counts
        .rev()
        .find(|count| stack_rows(*count, width) <= most)
        .unwrap_or(1)
}

/// The rows of so many troubles below each other, whichever they are, with a gap between any two.
fn stack_rows(count: usize, width: u16) -> u16 {
    let width = width.min(WIDEST).saturating_sub(label_width());
    let rows = board().columns.iter().map(|column| {
        let cells = cells(column).map(|cell| rows_of(cell, width));
        1 + cells.sum::<u16>()
    });
    let rows: Vec<u16> = rows.collect();
    let stacks = rows.windows(count).map(|rows| rows.iter().sum::<u16>());
    let gaps = u16::try_from(count).unwrap_or(1).saturating_sub(1);
    stacks.max().unwrap_or(1) + gaps
}

/// Draws all troubles with one in front, or as many with it as there is room for.
pub fn draw(canvas: &mut Painter<'_>, area: Rect, chosen: usize) {
    let area = columns(area, WIDEST);
    let all = all_rows(area.width);
    let gap = |rows: u16| u16::from(rows.saturating_add(GAPS) <= area.height);
    let board = board();
    if all > area.height {
        let count = below_each_other(area.width, area.height);
        if count == 1 {
            one(canvas, area, chosen, (gap(least(area.width)), None));
            return;
        }
        let mut left = area;
        let first = chosen.min(board.columns.len() - count);
        let (before, after) = (&board.columns[..first], &board.columns[first + count..]);
        for at in first..first + count {
            let line = row(left, 0);
            let tall = one(canvas, left, at, (0, Some(at == chosen)));
            if at == first {
                others(canvas, line, at, ("←", before));
            }
            if at + 1 == first + count {
                others(canvas, line, at, ("→", after));
            }
            left = rows(left, tall + 1, left.height.saturating_sub(tall + 1));
        }
        return;
    }
    let mut top = 0;
    let labels = std::iter::once("").chain(labels(board));
    for (line, label) in labels.enumerate() {
        canvas.line(row(area, top), label, Role::Quiet);
        let tall = line_rows(line, area.width);
        for (at, column) in board.columns.iter().enumerate() {
            let cell = from_column(rows(area, top, tall), cell_start(at, area.width));
            let cell = columns(cell, cell_width(area.width));
            let text = cell_of(column, line);
            if line == 0 && at == chosen {
                // In the gap before it: without colours bold alone is not enough.
                canvas.bold(
                    from_column(row(area, 0), cell_start(at, area.width) - 1),
                    SELECTED,
                    Role::Accent,
                );
            }
            match (line, at == chosen) {
                (0, true) => canvas.bold_paragraph(cell, text, Role::Accent),
                (0, false) | (_, true) => canvas.bold_paragraph(cell, text, Role::Strong),
                (_, false) => canvas.paragraph(cell, text, Role::Text),
            };
        }
        top += tall + gap(all);
    }
}

/// Names those that are not shown, at the end of the line with the name of one that is, where there is room.
fn others(canvas: &mut Painter<'_>, line: Rect, at: usize, (arrow, others): (&str, &[Column])) {
    let names: Vec<&str> = others.iter().map(|column| column.name.as_str()).collect();
    let words = format!("{arrow} {}", names.join(", "));
    let name = columns_of(SELECTED) + 1 + columns_of(&board().columns[at].name) + 2;
    if !names.is_empty() && columns_of(&words) <= line.width.saturating_sub(name) {
        canvas.right(line, &words, Role::Quiet);
    }
}

/// What the board says, trouble by trouble.
pub fn told() -> Vec<String> {
    let board = board();
    let troubles = board.columns.iter().map(|column| {
        let cells = labels(board).zip(cells(column));
        let cells = cells.map(|(label, cell)| format!("{label}: {cell}"));
        format!("{}. {}.", column.name, cells.collect::<Vec<_>>().join(". "))
    });
    troubles.collect()
}

/// Draws one trouble with so many rows above each mark, and whether it is in front of others; returns
/// the rows that it takes.
fn one(
    canvas: &mut Painter<'_>,
    area: Rect,
    at: usize,
    (gap, is_in_front): (u16, Option<bool>),
) -> u16 {
    let board = board();
    let Some(column) = board.columns.get(at) else {
        return 0;
    };
    let line = row(area, 0);
    match is_in_front {
        Some(true) => {
            let x = canvas.bold(line, SELECTED, Role::Accent) + 1;
            canvas.bold(from_column(line, x), &column.name, Role::Accent);
        }
        Some(false) => {
            canvas.bold(line, &column.name, Role::Strong);
        }
        None => {
            canvas.bold(line, &column.name, Role::Accent);
        }
    }
    let mut top = 1 + gap;
    for (label, cell) in labels(board).zip(cells(column)) {
        canvas.line(row(area, top), label, Role::Quiet);
        let below = rows(area, top, area.height.saturating_sub(top));
        let place = from_column(below, label_width());
        top += canvas.paragraph(place, cell, Role::Text) + gap;
    }
    top
}

fn labels(board: &Board) -> impl Iterator<Item = &str> {
    board.marks.iter().chain([&board.act]).map(String::as_str)
}

fn cells(column: &Column) -> impl Iterator<Item = &str> {
    column.marks.iter().chain([&column.act]).map(String::as_str)
}

/// The name of a trouble, or below it a mark.
fn cell_of(column: &Column, line: usize) -> &str {
    match line.checked_sub(1) {
        None => &column.name,
        Some(mark) => column.marks.get(mark).unwrap_or(&column.act),
    }
}

fn label_width() -> u16 {
    labels(board()).map(columns_of).max().unwrap_or(0) + BETWEEN
}

fn cell_width(width: u16) -> u16 {
    let count = u16::try_from(board().columns.len()).unwrap_or(1);
    (width.min(WIDEST).saturating_sub(label_width()) / count).saturating_sub(between(width))
}

fn cell_start(at: usize, width: u16) -> u16 {
    let at = u16::try_from(at).unwrap_or(0);
    label_width() + at * (cell_width(width) + between(width))
}

fn between(width: u16) -> u16 {
    1 + width / ROOMY
}

/// The rows of one line of the board; none where a word is wider than its cell.
fn line_rows(line: usize, width: u16) -> u16 {
    let wide = cell_width(width);
    let cells = board()
        .columns
        .iter()
        .map(|column| rows_of(cell_of(column, line), wide));
    cells.max().unwrap_or(1)
}

/// The rows of all troubles side by side; too many where a word would be cut.
fn all_rows(width: u16) -> u16 {
    let wide = usize::from(cell_width(width));
    let lines = 0..board().marks.len() + 2;
    let columns = board().columns.iter();
    let mut words = columns.flat_map(|column| {
        std::iter::once(column.name.as_str())
            .chain(cells(column))
            .flat_map(str::split_whitespace)
    });
    if words.any(|word| word.len() > wide) {
        return u16::MAX;
    }
    lines.map(|line| line_rows(line, width)).sum()
}
