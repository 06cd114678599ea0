//! Draws a board where its layout has placed it: one way for each kind of block.

use std::time::Duration;

use ratatui::layout::Rect;

use super::area::{bottom, columns, from_column, row, rows};
use super::board::{Board, Choice, Content, Count, Hint, Item, Segment, Shout, Text};
use super::calendar;
use super::chart;
use super::figure_view::FigureView;
use super::layout::cells::{choice_cells, hint_cells, scale_cells, text_cells};
use super::layout::grid::{ChoiceGrid, MARK};
use super::layout::list::{Columns, lettered, list_cells};
use super::layout::measure::{Digits, LETTERS, LONGEST_LINE, Measure, apart, count_of};
use super::layout::notice::fitting;
use super::layout::{Layout, Placed};
use super::painter::{Painter, broken, columns_of, rows_of, wrapped};
use super::theme::Role;
use crate::figure::breath::Breath;

/// Columns of the words of a breath, and of the bar beside them.
const BREATH_WORDS: u16 = 12;
const BREATH_BAR: u16 = 24;
/// What marks the line or the choice that the big keys take: in front of text,
pub(crate) const SELECTED: &str = "▶";
/// and behind letters, which begin where all else does.
const POINTED: &str = "◀";
/// What marks an answer that was given.
const TICK: &str = "✓";
/// Where the next letter of a draft goes.
pub(crate) const CURSOR: char = '▏';

/// Draws all blocks that have room.
pub(crate) fn draw(
    board: &Board,
    layout: &Layout,
    measure: &Measure,
    figure: &FigureView,
    canvas: &mut Painter<'_>,
) {
    for Placed { block, area } in &layout.placed {
        let area = *area;
        match &board.blocks[*block].content {
            Content::Title { text, place } => title(canvas, area, text, place, measure),
            Content::Progress(segments) => progress(canvas, area, segments),
            Content::Shout(words) => shout(canvas, area, words, measure),
            Content::Count(count) => number(canvas, area, count, measure),
            Content::Clock { time, caption } => clock(canvas, area, time, caption),
            Content::Text(text) => words(canvas, area, text),
            Content::Choices(choices) => self::choices(canvas, area, choices, measure),
            Content::Scale(choices) => scale(canvas, area, choices, measure),
            Content::Figure => figure.draw(canvas, area),
            Content::Breath(breath) => self::breath(canvas, area, *breath),
            Content::List(items) => list(canvas, area, items, measure),
            Content::Bars(bars) => chart::draw_bars(canvas, area, bars),
            Content::Plot(plot) => chart::draw_plot(canvas, area, plot),
            Content::Calendar(calendar) => calendar::draw(canvas, area, calendar),
            Content::Page(page) => page.draw(canvas, area),
            Content::Draft { text, left } => draft(canvas, area, text, left.as_deref(), measure),
            Content::Notice { words, .. } => {
                let area = columns(area, LONGEST_LINE);
                canvas.paragraph(area, fitting(words, area), Role::Accent);
            }
            Content::Keys(hints) => keys(canvas, area, hints),
        }
    }
}

fn title(canvas: &mut Painter<'_>, area: Rect, text: &str, place: &str, measure: &Measure) {
    let beside = area.width.saturating_sub(columns_of(place) + 1);
    let (lines, tall) = measure.title(text, place, area.width, area.height);
    // What the screen is matters more than which page is shown.
    let has_place = tall > 0 || rows_of(text, beside) <= area.height;
    if tall > 0 {
        let widest = measure.widest(lines.iter().copied());
        for (index, line) in (0..).zip(lines) {
            let line_of = columns(rows(area, index * tall, tall), beside);
            canvas.letters(line_of, line, widest, Role::Strong);
        }
    } else {
        let room = if has_place {
            columns(area, beside)
        } else {
            area
        };
        canvas.bold_paragraph(room, text, Role::Strong);
    }
    if has_place {
        canvas.right(row(area, 0), place, Role::Quiet);
    }
}

/// A bar with a segment for each step, as wide as the step is long.
fn progress(canvas: &mut Painter<'_>, line: Rect, segments: &[Segment]) {
    let whole: u128 = segments
        .iter()
        .map(|segment| segment.whole.as_millis())
        .sum();
    let room = u128::from(line.width).saturating_sub(segments.len() as u128);
    let mut spent = 0;
    for (index, segment) in (0..).zip(segments) {
        let place =
            |spent: u128| u16::try_from(room * spent / whole.max(1) + index).unwrap_or(u16::MAX);
        let from = place(spent);
        spent += segment.whole.as_millis();
        let cells = columns(from_column(line, from), (place(spent) - from).max(1));
        canvas.bar(cells, segment.done.as_millis(), segment.whole.as_millis());
    }
}

fn shout(canvas: &mut Painter<'_>, area: Rect, shout: &Shout, measure: &Measure) {
    let (lines, tall) = measure.shout(shout, area.width, area.height);
    if tall < LETTERS {
        for (index, line) in (0..).zip(wrapped(&shout.lines.join(" "), area.width)) {
            canvas.bold(row(area, index), &line, Role::Strong);
        }
        return;
    }
    let widest = measure.widest(lines.iter().copied().chain([shout.widest]));
    for (index, line) in (0..).zip(&lines) {
        canvas.letters(rows(area, index * tall, tall), line, widest, Role::Strong);
    }
}

fn number(canvas: &mut Painter<'_>, area: Rect, count: &Count, measure: &Measure) {
    if area.height == 1 {
        let x = canvas.bold(row(area, 0), &count.text, Role::Accent) + 1;
        canvas.line(from_column(row(area, 0), x), &count.caption, Role::Text);
        return;
    }
    let Digits { tall, wide } = measure.digits(count);
    let digits = columns(rows(area, 0, tall), wide);
    canvas.letters(digits, &count.text, count.widest, Role::Accent);
    canvas.bold(row(area, tall), &count.caption, Role::Text);
}

fn clock(canvas: &mut Painter<'_>, area: Rect, time: &str, caption: &str) {
    if area.height > LETTERS {
        canvas.letters(rows(area, 0, LETTERS), time, time, Role::Text);
        canvas.line(row(area, LETTERS), caption, Role::Quiet);
    } else {
        let x = canvas.bold(row(area, 0), time, Role::Text) + 1;
        canvas.line(from_column(row(area, 0), x), caption, Role::Quiet);
    }
}

fn words(canvas: &mut Painter<'_>, area: Rect, text: &Text) {
    let (words, area) = text_cells(text, area);
    if text.is_bold {
        canvas.bold_paragraph(area, words, text.role);
    } else {
        canvas.paragraph(area, words, text.role);
    }
}

fn choices(canvas: &mut Painter<'_>, area: Rect, choices: &[Choice], measure: &Measure) {
    let grid = measure.grid(choices, area.width, area.height);
    let ChoiceGrid { lines, tall, .. } = grid;
    let words = Choice::in_lines(choices, lines);
    let widest = words.concat().join("\n");
    let is_one = choices.len() == 1;
    for ((choice, words), cell) in choices
        .iter()
        .zip(&words)
        .zip(choice_cells(choices, area, measure))
    {
        if cell.is_empty() {
            continue;
        }
        let is_marked = choice.is_selected && !is_one;
        let role = role(choice);
        let mark = if grid.is_keyed {
            MARK
        } else {
            measure.mark(choices.len(), tall, cell.width)
        };
        // Shapes, so that they are seen without colours, too; none that reads as a letter.
        let shape = |selected| match (is_marked, choice.is_chosen) {
            (true, _) => selected,
            (false, true) => TICK,
            (false, false) => "",
        };
        // What is said beside it stands beside its last line.
        let last = rows(cell, tall * (count_of(words.len()).max(1) - 1), tall);
        let middle = row(last, tall.saturating_sub(1) / 2);
        let used = if tall >= LETTERS {
            let place = columns(cell, cell.width.saturating_sub(mark));
            let used = if grid.is_keyed {
                let key = measure.key_width(choices, tall);
                keyed(canvas, place, choice, key, role)
            } else {
                let lines = (0..).zip(words).map(|(line, words)| {
                    canvas.letters(rows(place, line * tall, tall), words, &widest, role)
                });
                lines.last().unwrap_or(0)
            };
            match shape(POINTED) {
                "" => used,
                shape if mark == MARK => {
                    let used = used + 1;
                    used + canvas.bold(from_column(middle, used), shape, Role::Accent)
                }
                shape => {
                    let shape = format!(" {shape}");
                    used + canvas.letters(from_column(last, used), &shape, &shape, Role::Accent)
                }
            }
        } else {
            let words = choice.words();
            let place = from_column(cell, mark);
            canvas.bold(cell, shape(SELECTED), Role::Accent);
            let key = words.len() - choice.word.len();
            canvas.bold(place, &words[..key], Role::Accent);
            let key = columns_of(&words[..key]);
            mark + key + canvas.bold(from_column(place, key), &choice.word, role)
        };
        let note = from_column(middle, used + 2);
        if is_marked && choice.is_chosen {
            canvas.bold(note, TICK, Role::Accent);
        } else if !grid.is_keyed && columns_of(&choice.note) <= note.width {
            canvas.line(note, &choice.note, Role::Quiet);
        }
    }
}

fn role(choice: &Choice) -> Role {
    if choice.is_selected || choice.is_chosen {
        Role::Strong
    } else {
        choice.role
    }
}

/// An answer under its key in letters, with its words as text beside, and below them what there is room for of
/// what else is worth knowing; the columns that it takes.
fn keyed(canvas: &mut Painter<'_>, area: Rect, choice: &Choice, key: u16, role: Role) -> u16 {
    canvas.letters(columns(area, key), &choice.label, &choice.label, role);
    let place = from_column(area, key + MARK);
    let lines = wrapped(&choice.word, place.width);
    let words = count_of(lines.len());
    let note = rows_of(&choice.note, place.width);
    let note = if choice.note.is_empty() || words + note > area.height {
        0
    } else {
        note
    };
    let top = area.height.saturating_sub(words + note) / 2;
    let used = canvas.bold_paragraph(rows(place, top, words), &choice.word, role);
    canvas.paragraph(rows(place, top + used, note), &choice.note, Role::Quiet);
    key + MARK + lines.iter().map(|line| columns_of(line)).max().unwrap_or(0)
}

/// Numbers side by side and what else can be answered, with what was and the mark below.
fn scale(canvas: &mut Painter<'_>, area: Rect, choices: &[Choice], measure: &Measure) {
    for (choice, cell) in choices.iter().zip(scale_cells(choices, area, measure)) {
        let role = role(choice);
        let words = choice.words();
        if cell.height > LETTERS {
            let tall = cell.height - 1;
            let place = columns(cell, cell.width.saturating_sub(apart(tall)));
            canvas.letters(rows(place, 0, tall), &words, &words, role);
            let below = |mark: &str| mark.repeat(usize::from(place.width));
            if choice.is_selected {
                canvas.line(row(place, tall), &below("▲"), Role::Accent);
            } else if choice.is_chosen {
                canvas.line(row(place, tall), &below("▀"), Role::Accent);
            }
            continue;
        }
        if choice.is_chosen {
            canvas.bold(cell, &format!("[{words}]"), role);
        } else {
            canvas.bold(from_column(cell, 1), &words, role);
        }
        if choice.is_selected {
            canvas.bold(columns(cell, 1), SELECTED, Role::Accent);
        }
    }
}

/// How to breathe, and how full the chest is.
fn breath(canvas: &mut Painter<'_>, line: Rect, breath: Breath) {
    canvas.line(line, breath.words(), Role::Text);
    // Both words are given the room of the longer: the bar must not jump.
    let bar = columns(from_column(line, BREATH_WORDS), BREATH_BAR);
    let full = Duration::from_secs(1).mul_f32(breath.full.clamp(0.0, 1.0));
    canvas.bar(bar, full.as_millis(), 1000);
}

fn list(canvas: &mut Painter<'_>, area: Rect, items: &[Item], measure: &Measure) {
    if let Some(choices) = lettered(items, area.width, area.height, measure) {
        return self::choices(canvas, area, &choices, measure);
    }
    let columns = Columns::of(items, area.width);
    let shown = list_cells(items, area, measure);
    for &(at, cell) in &shown {
        let item = &items[at];
        if item.is_heading {
            canvas.line(cell, &item.title, item.role);
            continue;
        }
        if item.is_selected {
            canvas.bold(cell, SELECTED, Role::Accent);
        }
        canvas.bold(from_column(cell, MARK), &item.label, Role::Accent);
        let place = from_column(cell, columns.title);
        let words = match cell.height {
            1 => columns.row(item),
            _ => columns.words(item),
        };
        let used = if item.is_selected {
            canvas.bold_paragraph(place, words, Role::Strong)
        } else {
            canvas.paragraph(place, words, item.role)
        };
        let note = columns.note(item);
        if let Some(at) = columns.note {
            canvas.line(from_column(row(cell, 0), at), note, Role::Quiet);
        } else if used < cell.height {
            let below = rows(place, used, cell.height);
            canvas.paragraph(below, note.trim_start(), Role::Quiet);
        }
    }
    if let Some((_, line)) = shown.first().filter(|(at, _)| *at > 0) {
        canvas.right(*line, "…", Role::Accent);
    }
    if let Some((_, line)) = shown.last().filter(|(at, _)| at + 1 < items.len()) {
        canvas.right(*line, "…", Role::Accent);
    }
}

fn draft(canvas: &mut Painter<'_>, area: Rect, text: &str, left: Option<&str>, measure: &Measure) {
    let tall = measure.draft(text, area.width, area.height);
    if let Some((before, after)) = text.split_once(CURSOR).filter(|_| tall > 0) {
        let place = rows(area, 0, tall);
        let all = format!("{before}{after}");
        let at = canvas.letters(place, before, &all, Role::Strong);
        for y in 0..tall {
            canvas.line(
                from_column(row(place, y), at),
                &CURSOR.to_string(),
                Role::Accent,
            );
        }
        canvas.letters(from_column(place, at + 1), after, &all, Role::Strong);
        return;
    }
    let limit = u16::from(left.is_some());
    canvas.right(bottom(area, limit), left.unwrap_or_default(), Role::Quiet);
    let room = usize::from(area.height.saturating_sub(limit)).max(1);
    let lines = broken(text, area.width);
    let marked = lines.iter().position(|line| line.contains(CURSOR));
    let skip = (marked.unwrap_or(0) + 1).saturating_sub(room);
    for (y, line) in (0..).zip(lines.iter().skip(skip).take(room)) {
        canvas.line(row(area, y), line, Role::Strong);
    }
}

fn keys(canvas: &mut Painter<'_>, line: Rect, hints: &[Hint]) {
    for (hint, cell) in hint_cells(hints, line) {
        let x = canvas.bold(cell, hint.label, Role::Strong) + 1;
        canvas.line(from_column(cell, x), hint.words, Role::Quiet);
    }
}
