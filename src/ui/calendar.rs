//! The map of nights, a column a week, and below it the cramps of every week.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::area::{columns, from_column, row, rows as cut};
use super::board::Calendar;
use super::chart::draw_column;
use super::live_diary::named;
use super::painter::{Painter, columns_of};
use super::theme::Role;
use super::words::{cramps, recorded_nights};
use crate::diary::counts::calendar::{Cell, WEEKS, Week};
use crate::diary::counts::tally::Share;
use crate::diary::value::Score;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Columns of the names of the days.
const DAY: u16 = 5;
/// Columns of the name of a month, with a gap.
const MONTH: u16 = 4;
/// How severe a cramp has to be for each shade, with its word.
const SHADES: [(u8, &str, &str); 4] = [
    (9, "█", "worst, 9 to 10"),
    (7, "▓", "bad, 7 to 8"),
    (4, "▒", "moderate, 4 to 6"),
    (0, "░", "mild, 0 to 3"),
];
/// Columns of what the shades mean, and in front of it.
const LEGEND: u16 = 20;
const BESIDE: u16 = 3;
const UNSAID: &str = "×";
const CALM: &str = "·";
/// Columns from one week to the next, at most.
const WIDEST: u16 = 6;

/// The rows of the days alone.
pub(super) const LEAST: u16 = 7;
/// Rows of the numbers of the weeks; and of heading, numbers and gaps around their bars.
const NUMBERS: u16 = 2;
const AROUND: u16 = 3 + NUMBERS;
/// Rows of the weeks with the smallest bars.
const WITH_BARS: u16 = AROUND + 3;
/// Rows of the tallest bars, beside those of a night of a row.
const TALLEST: u16 = 10;
/// Rows of the tallest bars for each row of a night, at most and at least.
const MOST: u16 = 4;
const LEAST_BARS: u16 = 3;

/// How the map stands in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Map {
    /// Columns from one week to the next.
    step: u16,
    /// Rows of a night.
    tall: u16,
    /// Rows above the nights: of the months.
    months: u16,
    /// Rows below them: of the legend.
    legend: u16,
}

impl Map {
    fn of(width: u16, height: u16) -> Self {
        let beside = (3..=WIDEST)
            .rev()
            .find(|step| width >= map_width(*step) + BESIDE + LEGEND);
        let step = beside.unwrap_or(if width >= map_width(3) { 3 } else { 2 });
        let months = u16::from(height > LEAST);
        let legend = u16::from(beside.is_none() && height > LEAST + 1);
        let fits = |tall: &u16| height >= (LEAST + LEAST_BARS) * tall + months + legend + AROUND;
        Self {
            step,
            tall: (1..=3.min(step / 2 + 1)).rev().find(fits).unwrap_or(1),
            months,
            legend,
        }
    }

    fn rows(self) -> u16 {
        LEAST * self.tall + self.months + self.legend
    }

    /// The rows of the weeks below the map, in so many.
    fn week_rows(self, room: u16) -> u16 {
        match room {
            0..NUMBERS => 0,
            NUMBERS..WITH_BARS => room.min(NUMBERS + 2),
            room => room.min(AROUND + TALLEST + MOST * self.tall),
        }
    }
}

/// The rows that it takes of at most `most`.
pub(super) fn rows(width: u16, most: u16) -> u16 {
    if most < LEAST {
        return 0;
    }
    let map = Map::of(width, most);
    map.rows() + map.week_rows(most - map.rows())
}

/// The rows in which nights and weeks are told apart well.
pub(super) fn useful(width: u16) -> u16 {
    let map = Map::of(width, LEAST + 2);
    map.rows() + WITH_BARS
}

pub(super) fn draw(canvas: &mut Painter<'_>, area: Rect, calendar: &Calendar) {
    let map = Map::of(area.width, area.height);
    let weeks = &calendar.weeks[fitting(area.width, map, calendar)];
    if map.months > 0 {
        draw_months(canvas, row(area, 0), weeks, map.step);
    }
    let nights = cut(area, map.months, LEAST * map.tall);
    for (day, name) in (0..).zip(DAYS) {
        let line = cut(nights, day * map.tall, map.tall);
        canvas.line(row(line, 0), name, Role::Quiet);
        for (at, week) in (0..).zip(weeks) {
            let night = week.monday.after(day.into());
            let place = from_column(line, DAY + at * map.step);
            draw_night(
                canvas,
                columns(place, map.step - 1),
                week.nights[usize::from(day)],
            );
            if night == calendar.chosen {
                let before = from_column(line, DAY + at * map.step - 1);
                let after = from_column(place, map.step - 1);
                mark(canvas, columns(before, 1), "[");
                mark(canvas, columns(after, 1), "]");
            }
        }
    }
    if map.legend > 0 {
        let legend = "· none  ░▒▓█ mild to worst  × unsaid";
        canvas.line(
            row(area, map.months + LEAST * map.tall),
            legend,
            Role::Quiet,
        );
    } else {
        draw_legend(canvas, from_column(area, map_width(map.step) + BESIDE), map);
    }
    let below = cut(area, map.rows(), area.height.saturating_sub(map.rows()));
    draw_weeks(
        canvas,
        cut(below, 0, map.week_rows(below.height)),
        weeks,
        map.step,
    );
}

/// The night under a place, counted from the first of the calendar on.
pub(super) fn hit(calendar: &Calendar, area: Rect, at: Position) -> Option<usize> {
    let map = Map::of(area.width, area.height);
    let weeks = fitting(area.width, map, calendar);
    let week = weeks.start + usize::from(at.x.checked_sub(area.x + DAY)? / map.step);
    let day = at.y.checked_sub(area.y + map.months)? / map.tall;
    let is_night = weeks.contains(&week) && day < LEAST;
    is_night.then(|| 7 * week + usize::from(day))
}

/// The weeks in words, those of which nothing is recorded left away.
pub(super) fn told(calendar: &Calendar) -> Vec<String> {
    let weeks = calendar.weeks.iter().filter(|week| week.cramps.of > 0);
    let told = weeks.map(|week| {
        let (cramps, nights) = (cramps(week.cramps.count), recorded_nights(week.cramps.of));
        format!("Week of {}: {cramps} in {nights}", named(week.monday))
    });
    told.collect()
}

/// The last of the weeks, as many as there is room for, or those with the chosen night.
fn fitting(width: u16, map: Map, calendar: &Calendar) -> Range<usize> {
    let weeks = &calendar.weeks;
    let room = usize::from(width.saturating_sub(DAY) / map.step);
    let at = weeks
        .iter()
        .rposition(|week| week.monday <= calendar.chosen);
    let first = weeks.len().saturating_sub(room).min(at.unwrap_or(0));
    first..weeks.len().min(first + room)
}

/// The months above the weeks in which they begin. The first week has the name of its month, too,
/// where the next one leaves room for it.
fn draw_months(canvas: &mut Painter<'_>, line: Rect, weeks: &[Week], step: u16) {
    let begins = |week: &Week| (0..7).any(|day| week.monday.after(day).evening().day() == 1);
    let covered = usize::from(MONTH.div_ceil(step));
    let is_covered = weeks.iter().take(covered).skip(1).any(begins);
    for (at, week) in (0..).zip(weeks) {
        if begins(week) || (at == 0 && !is_covered) {
            let sunday = week.monday.after(6).evening();
            let name = sunday.strftime("%b").to_string();
            canvas.line(from_column(line, DAY + at * step), &name, Role::Quiet);
        }
    }
}

fn draw_night(canvas: &mut Painter<'_>, place: Rect, night: Cell) {
    let (shade, role) = shade(night);
    if night == Cell::Calm {
        // One point, not a row of them: it is the nights with a cramp that are looked for.
        let middle = row(place, place.height.saturating_sub(1) / 2);
        canvas.line(
            from_column(middle, place.width.saturating_sub(1) / 2),
            CALM,
            role,
        );
        return;
    }
    for y in 0..place.height {
        canvas.line(row(place, y), &shade.repeat(usize::from(place.width)), role);
    }
}

fn mark(canvas: &mut Painter<'_>, place: Rect, mark: &str) {
    for y in 0..place.height {
        canvas.bold(row(place, y), mark, Role::Strong);
    }
}

/// What the shades mean, below each other.
fn draw_legend(canvas: &mut Painter<'_>, area: Rect, map: Map) {
    canvas.line(row(area, 0), "worst of the night", Role::Quiet);
    for (line, (shade, role, words)) in (1..).zip(legend()) {
        let line = row(area, line * map.tall);
        let shade = if shade == CALM {
            shade.to_owned()
        } else {
            shade.repeat(2)
        };
        canvas.line(line, &shade, role);
        canvas.line(from_column(line, 3), words, Role::Text);
    }
}

/// Draws the cramps of every week and the nights recorded: in numbers, and in columns above.
fn draw_weeks(canvas: &mut Painter<'_>, area: Rect, weeks: &[Week], step: u16) {
    if weeks.iter().all(|week| week.cramps.of == 0) {
        return;
    }
    let standing = if area.height < WITH_BARS {
        0
    } else {
        area.height - AROUND
    };
    let numbers = match area.height {
        0..=NUMBERS => area,
        _ if standing == 0 => cut(area, 1, NUMBERS),
        _ => cut(area, 2 + standing, NUMBERS),
    };
    if standing > 0 {
        let headings = [
            "Cramps a week; below, of how many nights recorded. Hollow: nights are missing.",
            "Cramps a week, of nights recorded",
        ];
        let fits = |heading: &&str| columns_of(heading) <= area.width;
        canvas.line(
            row(area, 1),
            headings.into_iter().find(fits).unwrap_or(headings[1]),
            Role::Quiet,
        );
    }
    for (line, name) in (0..).zip(["week", "of"]) {
        canvas.line(row(numbers, line), name, Role::Quiet);
    }
    let full = weeks
        .iter()
        .map(|week| week.cramps.count)
        .max()
        .unwrap_or(0);
    for (at, week) in (0..).zip(weeks).filter(|(_, week)| week.cramps.of > 0) {
        let Share { count, of } = week.cramps;
        let place = columns(from_column(area, DAY + at * step), step - 1);
        draw_column(canvas, cut(place, 2, standing), count, full, of < 7);
        for (line, (number, role)) in (0..).zip([(count, Role::Accent), (of, Role::Quiet)]) {
            let number = match number {
                // Two figures in two columns would run into those of the next week.
                10.. if step < 3 => "9+".to_owned(),
                number => number.to_string(),
            };
            let skip = (step - 1).saturating_sub(columns_of(&number)) / 2;
            let place = columns(from_column(row(numbers, line), DAY + at * step), step);
            canvas.line(from_column(place, skip), &number, role);
        }
    }
}

fn shade(cell: Cell) -> (&'static str, Role) {
    match cell {
        Cell::Ahead | Cell::Unrecorded => (" ", Role::Rule),
        Cell::Calm => (CALM, Role::Quiet),
        Cell::Cramp(None) => (UNSAID, Role::Accent),
        Cell::Cramp(Some(worst)) => (shade_of(worst), Role::Accent),
    }
}

fn shade_of(worst: Score) -> &'static str {
    let shade = SHADES.iter().find(|(from, _, _)| worst.number() >= *from);
    shade.map_or(UNSAID, |(_, shade, _)| shade)
}

fn legend() -> Vec<(&'static str, Role, &'static str)> {
    let shades = SHADES.iter().rev();
    let shades = shades.map(|(_, shade, words)| (*shade, Role::Accent, *words));
    let mut legend = vec![(CALM, Role::Quiet, "no cramp")];
    legend.extend(shades);
    legend.push((UNSAID, Role::Accent, "pain not said"));
    legend.push((" ", Role::Quiet, "not recorded"));
    legend
}

fn map_width(step: u16) -> u16 {
    DAY + u16::try_from(WEEKS).unwrap_or(u16::MAX) * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Diary;
    use crate::diary::counts::Counts;
    use crate::diary::counts::calendar::weeks;
    use crate::night::{Night, Period};

    #[test]
    fn it_takes_no_more_rows_than_there_are_and_makes_use_of_each() {
        for width in 0..220 {
            let mut before = 0;
            for most in 0..70 {
                let rows = rows(width, most);
                assert!((before..=most).contains(&rows), "{width}x{most}: {rows}");
                before = rows;
            }
            assert_eq!(rows(width, LEAST - 1), 0);
            assert_eq!(rows(width, LEAST), LEAST);
        }
    }

    #[test]
    fn every_night_that_is_seen_is_hit_where_it_stands() {
        let tonight = Night::parse("2026-11-22").unwrap();
        for ago in [0, 40, 111] {
            let calendar = Calendar {
                weeks: weeks(&Counts::of(&Diary::default(), Period::until(tonight, 1))),
                chosen: tonight.before(ago),
            };
            let chosen = usize::try_from(calendar.chosen.since(calendar.weeks[0].monday)).unwrap();
            for area in [(80, 7), (80, 20), (30, 12), (120, 40), (200, 60)] {
                let area = Rect::new(2, 3, area.0, area.1);
                let hits = area.positions().filter_map(|at| hit(&calendar, area, at));
                let hits: std::collections::BTreeSet<usize> = hits.collect();
                let map = Map::of(area.width, area.height);
                let shown = fitting(area.width, map, &calendar);
                let all: Vec<usize> = (7 * shown.start..7 * shown.end).collect();
                assert_eq!(hits.into_iter().collect::<Vec<_>>(), all, "{area}");
                assert!(all.contains(&chosen), "{ago} nights ago, {area}");
            }
        }
    }
}
