//! The map of nights, and below it the cramps of every week.

use ratatui::layout::Rect;

use crate::diary::counts::calendar::{Cell, WEEKS, Week};
use crate::diary::night::{Night, Period};
use crate::diary::value::Score;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{columns, from_column, row};
use crate::ui::theme::Role;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Columns of the names of the days.
const DAY: u16 = 5;
/// How severe a cramp has to be for each shade, with its word.
const SHADES: [(u8, char, &str); 4] = [
    (9, '█', "worst, 9 to 10"),
    (7, '▓', "bad, 7 to 8"),
    (4, '▒', "moderate, 4 to 6"),
    (0, '░', "mild, 0 to 3"),
];
const UNSAID: char = '×';
const CALM: char = '·';

/// The last of the weeks, as many as there is room for, or those with the chosen night.
pub fn fitting(area: Rect, weeks: &[Week], chosen: Night) -> &[Week] {
    let room = usize::from(area.width.saturating_sub(DAY) / step(area));
    let at = weeks.iter().rposition(|week| week.monday <= chosen);
    let first = weeks.len().saturating_sub(room).min(at.unwrap_or(0));
    &weeks[first..weeks.len().min(first + room)]
}

/// The last night of the weeks within a period.
pub fn last(weeks: &[Week], period: Period) -> Night {
    weeks
        .last()
        .map_or(period.last, |week| period.last.min(week.monday.after(6)))
}

/// Draws the map and returns its rows.
pub fn view(canvas: &mut Canvas<'_>, area: Rect, weeks: &[Week], chosen: Night) -> u16 {
    let step = step(area);
    let months = u16::from(area.height > 7);
    if months > 0 {
        view_months(canvas, row(area, 0), weeks, step);
    }
    for (day, name) in (0..).zip(DAYS) {
        let line = row(area, day + months);
        canvas.line(line, name, Role::Quiet);
        for (at, week) in (0..).zip(weeks) {
            let night = week.monday.after(day.into());
            let cell = week.nights[usize::from(day)];
            let place = from_column(line, DAY + at * step);
            let (shade, role) = shade(cell);
            let shade: String = std::iter::repeat_n(shade, usize::from(step - 1)).collect();
            canvas.line(columns(place, step - 1), &shade, role);
            if night == chosen {
                canvas.bold(
                    columns(from_column(line, DAY + at * step - 1), 1),
                    "[",
                    Role::Strong,
                );
                canvas.bold(columns(from_column(place, step - 1), 1), "]", Role::Strong);
            }
        }
    }
    let below = months + 7;
    let beside = from_column(area, width(step) + 3);
    if beside.width >= 20 {
        canvas.line(row(beside, 0), "worst of the night", Role::Quiet);
        for (line, (shade, role, words)) in (1..).zip(legend()) {
            let at = canvas.line(row(beside, line), &shade.to_string().repeat(2), role);
            canvas.line(from_column(row(beside, line), at + 1), words, Role::Text);
        }
        return below;
    }
    let legend = "· none  ░▒▓█ mild to worst  × unsaid";
    canvas.line(row(area, below), legend, Role::Quiet);
    below + 1
}

/// Draws the cramps of every week, with the nights that are recorded, and returns the rows used.
pub fn view_weeks(canvas: &mut Canvas<'_>, area: Rect, weeks: &[Week]) -> u16 {
    let step = step(area);
    let bars = match area.height {
        30.. => 8,
        15.. => 4,
        11..15 => 3,
        _ => 0,
    };
    let most = weeks
        .iter()
        .map(|week| week.cramps.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let title = u16::from(bars > 0);
    if title > 0 {
        canvas.line(
            row(area, 0),
            "Cramps a week; below, the nights recorded",
            Role::Quiet,
        );
    }
    for (at, week) in (0..).zip(weeks) {
        let place = columns(from_column(area, DAY + at * step), step);
        // Half rows, rounded up: one cramp is never nothing.
        let halves = (week.cramps.count * 2 * u64::from(bars)).div_ceil(most);
        for index in 0..bars {
            let below = 2 * u64::from(bars - 1 - index);
            let block = match halves.saturating_sub(below) {
                0 => " ",
                1 => "▄",
                _ => "█",
            };
            let line = columns(row(place, title + index), step - 1);
            canvas.line(line, &block.repeat(usize::from(step - 1)), Role::Near);
        }
        if week.cramps.of > 0 {
            let below = title + bars;
            let number = |count: u64| match count {
                // Two figures in two columns would run into those of the next week.
                10.. if step < 3 => "9+".to_owned(),
                count => format!("{count:>width$}", width = usize::from(step - 1)),
            };
            canvas.line(
                columns(row(place, below), step),
                &number(week.cramps.count),
                Role::Accent,
            );
            canvas.line(
                columns(row(place, below + 1), step),
                &number(week.cramps.of),
                Role::Quiet,
            );
        }
    }
    if bars == 0 {
        canvas.line(columns(row(area, 0), DAY - 1), "week", Role::Quiet);
        canvas.line(columns(row(area, 1), DAY - 1), "of", Role::Quiet);
    }
    title + bars + 2
}

/// The months above the weeks in which they begin.
fn view_months(canvas: &mut Canvas<'_>, line: Rect, weeks: &[Week], step: u16) {
    let mut free = 0;
    for (at, week) in (0..).zip(weeks) {
        let begins = (0..7).any(|day| week.monday.after(day).evening().day() == 1);
        let x = DAY + at * step;
        if (begins || at == 0) && x >= free {
            let sunday = week.monday.after(6).evening();
            let name = sunday.strftime("%b").to_string();
            free = x + canvas.line(from_column(line, x), &name, Role::Quiet) + 1;
        }
    }
}

fn shade(cell: Cell) -> (char, Role) {
    match cell {
        Cell::Ahead | Cell::Unrecorded => (' ', Role::Rule),
        Cell::Calm => (CALM, Role::Quiet),
        Cell::Cramp(None) => (UNSAID, Role::Accent),
        Cell::Cramp(Some(worst)) => (shade_of(worst), Role::Accent),
    }
}

fn shade_of(worst: Score) -> char {
    let shade = SHADES.iter().find(|(from, _, _)| worst.number() >= *from);
    shade.map_or(UNSAID, |(_, shade, _)| *shade)
}

fn legend() -> Vec<(char, Role, &'static str)> {
    let shades = SHADES
        .iter()
        .rev()
        .map(|(_, shade, words)| (*shade, Role::Accent, *words));
    let mut legend = vec![(CALM, Role::Quiet, "no cramp")];
    legend.extend(shades);
    legend.push((UNSAID, Role::Accent, "pain not said"));
    legend.push((' ', Role::Quiet, "not recorded"));
    legend
}

/// Columns from one week to the next.
fn step(area: Rect) -> u16 {
    if area.width >= width(3) { 3 } else { 2 }
}

fn width(step: u16) -> u16 {
    DAY + u16::try_from(WEEKS).unwrap_or(u16::MAX) * step
}
