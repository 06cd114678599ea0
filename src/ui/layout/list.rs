//! How the lines of a list stand: a row each, or whole, with what is worth knowing beside or below.

use ratatui::layout::Rect;

use super::cells::choice_cells;
use super::grid::MARK;
use super::measure::{LETTERS, Measure, TALL, count_of};
use crate::ui::area::{row, rows};
use crate::ui::board::{Choice, Content, Item};
use crate::ui::keys::Key;
use crate::ui::painter::{columns_of, rows_of};

/// Columns between a title and what stands beside it.
const BETWEEN: u16 = 2;

/// Where the words of a list stand in some width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Columns in front of the titles.
    pub title: u16,
    /// Columns in front of the notes, where all have room beside their titles.
    pub note: Option<u16>,
    /// Whether titles stand without what is in brackets,
    is_short: bool,
    /// and notes without what follows their first part.
    is_brief: bool,
    width: u16,
}

impl Columns {
    /// Those of some lines.
    pub fn of(items: &[Item], width: u16) -> Self {
        let lines = || items.iter().filter(|item| !item.is_heading);
        let labels = lines().map(|item| columns_of(&item.label)).max();
        let title = MARK + labels.filter(|most| *most > 0).map_or(0, |most| most + 2);
        let columns = |is_short, is_brief| {
            let columns = Self {
                title,
                note: None,
                is_short,
                is_brief,
                width,
            };
            let titles = lines().map(|item| columns_of(columns.words(item))).max();
            let notes = lines().map(|item| columns_of(columns.note(item))).max();
            let note = title + titles.unwrap_or(0) + BETWEEN;
            Self {
                note: Some(note).filter(|note| note + notes.unwrap_or(0) <= width),
                ..columns
            }
        };
        let ways = [(false, false), (false, true), (true, true)];
        let mut ways = ways.map(|(short, brief)| columns(short, brief)).into_iter();
        let beside = ways.find(|columns| columns.note.is_some());
        beside.unwrap_or_else(|| columns(false, false))
    }

    /// What a line is.
    pub fn words(self, item: &Item) -> &str {
        match item.title.split_once(" (") {
            Some((short, _)) if self.is_short => short,
            Some(_) | None => &item.title,
        }
    }

    /// What a line is in a row of its own: what is in brackets goes before anything is cut.
    pub fn row(self, item: &Item) -> &str {
        let short = Self {
            is_short: self.is_short || self.title + columns_of(&item.title) > self.width,
            ..self
        };
        short.words(item)
    }

    /// What else is worth knowing of a line.
    pub fn note(self, item: &Item) -> &str {
        match item.note.rsplit_once("  ") {
            Some((brief, _)) if self.is_brief => brief,
            Some(_) | None => &item.note,
        }
    }
}

/// How the lines of a list stand that has room for all its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ListForm {
    /// Whether notes stand below where they have no room beside.
    has_notes: bool,
    gaps: RowGaps,
}

/// Where there are empty rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowGaps {
    None,
    /// Above every heading.
    Groups,
    /// Between any two lines: they are easier to hit.
    All,
}

const WHOLE: ListForm = ListForm {
    has_notes: false,
    gaps: RowGaps::None,
};

impl ListForm {
    /// The best of all that has room in so many rows; `None` where only a row each does.
    fn fitting(items: &[Item], width: u16, most: u16) -> Option<Self> {
        let forms = [true, false].into_iter().flat_map(|has_notes| {
            [RowGaps::All, RowGaps::Groups, RowGaps::None].map(|gaps| Self { has_notes, gaps })
        });
        let mut forms = forms.filter(|_| is_scrolled(items));
        forms.find(|form| form.rows(items, width) <= most)
    }

    fn rows(self, items: &[Item], width: u16) -> u16 {
        let lines = self.lines(items, width);
        lines.fold(0, |all, (gap, rows)| all.saturating_add(gap + rows))
    }

    /// The empty rows above each line, and its own.
    fn lines(self, items: &[Item], width: u16) -> impl Iterator<Item = (u16, u16)> {
        let columns = Columns::of(items, width);
        let room = width.saturating_sub(columns.title);
        let mut before: Option<&Item> = None;
        items.iter().map(move |item| {
            let is_parted = before.replace(item).is_some_and(|before| match self.gaps {
                RowGaps::None => false,
                RowGaps::Groups => item.is_heading,
                RowGaps::All => !before.is_heading,
            });
            let has_note = self.has_notes && columns.note.is_none() && !item.note.is_empty();
            let note = if has_note {
                rows_of(item.note.trim_start(), room)
            } else {
                0
            };
            let own = if item.is_heading {
                1
            } else {
                rows_of(columns.words(item), room) + note
            };
            (u16::from(is_parted), own)
        })
    }
}

/// The lines of a list as choices, where all have room in letters, or their keys have, below no headings.
pub fn lettered(items: &[Item], width: u16, most: u16, measure: &Measure) -> Option<Vec<Choice>> {
    let choice = |item: &Item| {
        let mut choice = Choice::new(item.key.unwrap_or(Key::Enter), &item.label, &item.title)
            .note(&item.note)
            .selected(item.is_selected);
        choice.role = item.role;
        choice
    };
    // In a usual window there is no room for keys in letters, and to find that out would hold up the first frame.
    let has_keys = measure.window.height > TALL && items.iter().all(|item| !item.label.is_empty());
    let across = if has_keys { 2 } else { 1 };
    let has_room = most >= LETTERS * count_of(items.len()).div_ceil(across);
    if !has_room || items.iter().any(|item| item.is_heading) {
        return None;
    }
    let choices: Vec<Choice> = items.iter().map(choice).collect();
    let grid = measure.grid(&choices, width, most);
    (grid.tall >= LETTERS && (has_keys || !grid.is_keyed)).then_some(choices)
}

/// The rows of a list of at most so many; 0 where it cannot be shown in so few.
pub(super) fn list_rows(items: &[Item], width: u16, most: u16, measure: &Measure) -> u16 {
    let count = count_of(items.len());
    if let Some(choices) = lettered(items, width, most, measure) {
        let most = match measure.grid(&choices, width, most) {
            // What decides is larger than what else there is.
            grid if grid.is_keyed => LETTERS * count.div_ceil(grid.across),
            _ => most,
        };
        return measure.rows(&Content::Choices(choices), width, most);
    }
    match ListForm::fitting(items, width, most) {
        Some(form) => form.rows(items, width),
        None if count <= most || is_scrolled(items) => count.min(most),
        None => 0,
    }
}

/// The rows in which all words of every title stand.
pub(super) fn useful_rows(items: &[Item], width: u16) -> u16 {
    WHOLE.rows(items, width)
}

/// Whether a part of a list shows what matters: the selected line.
pub(super) fn is_scrolled(items: &[Item]) -> bool {
    items.iter().any(|item| !item.is_heading)
}

/// The lines of a list that are seen in so many rows, the selected one among them: none is a heading without
/// a line of it, and the first ones stand below their heading.
fn listed(items: &[Item], height: u16) -> Vec<usize> {
    let room = usize::from(height);
    let selected = items.iter().position(|item| item.is_selected).unwrap_or(0);
    let first = (selected + 1).saturating_sub(room);
    let mut shown: Vec<usize> = (first..items.len().min(first + room)).collect();
    if first > 0 && room > 2 {
        let mut above = items[..=shown[1]].iter();
        shown[0] = above.rposition(|item| item.is_heading).unwrap_or(first);
        shown.dedup();
        let next = first + room;
        shown.extend((shown.len() < room && next < items.len()).then_some(next));
    }
    let has_lines = is_scrolled(items);
    while has_lines && shown.len() > 1 && shown.last().is_some_and(|at| items[*at].is_heading) {
        shown.pop();
    }
    shown
}

/// Where the lines of a list stand that are seen, each with its number in the list.
pub fn list_cells(items: &[Item], area: Rect, measure: &Measure) -> Vec<(usize, Rect)> {
    if let Some(choices) = lettered(items, area.width, area.height, measure) {
        return (0..).zip(choice_cells(&choices, area, measure)).collect();
    }
    let Some(form) = ListForm::fitting(items, area.width, area.height) else {
        let shown = (0..).zip(listed(items, area.height));
        return shown.map(|(y, at)| (at, row(area, y))).collect();
    };
    let mut y = 0;
    let cells = form.lines(items, area.width).map(|(gap, tall)| {
        let cell = rows(area, y + gap, tall);
        y += gap + tall;
        cell
    });
    cells.enumerate().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two groups of three, of which a line is selected.
    fn items(selected: usize) -> Vec<Item> {
        let lines = (0..8).map(|at| match at {
            0 | 4 => Item::heading(format!("Group {at}")),
            _ => Item::selectable(format!("Line {at}")).selected(at == selected),
        });
        lines.collect()
    }

    #[test]
    fn no_heading_stands_alone_and_the_selected_line_is_seen() {
        for selected in [1, 2, 3, 5, 6, 7] {
            for height in 1..12 {
                let items = items(selected);
                let shown = listed(&items, height);
                assert!(shown.contains(&selected), "{shown:?}");
                assert!(shown.len() <= usize::from(height), "{shown:?}");
                let is_heading = |at: &usize| items[*at].is_heading;
                let alone = shown.windows(2).find(|pair| pair.iter().all(is_heading));
                assert_eq!(alone, None, "{shown:?}");
                assert!(!shown.last().is_some_and(is_heading), "{shown:?}");
                assert!(
                    height < 3 || shown.first().is_some_and(is_heading),
                    "{shown:?}"
                );
            }
        }
    }

    #[test]
    fn what_stands_in_brackets_goes_before_the_length_does() {
        let note = "  3:35  changed for you";
        let items = [Item::selectable("Stretch (the one that was tested)").note(note)];
        let seen = |width| {
            let columns = Columns::of(&items, width);
            let note = columns.note.map(|_| columns.note(&items[0]).trim());
            (columns.row(&items[0]), note)
        };
        assert_eq!(seen(60), (&*items[0].title, Some(note.trim())));
        assert_eq!(seen(45), (&*items[0].title, Some("3:35")));
        assert_eq!(seen(30), ("Stretch", Some("3:35")));
        assert_eq!(seen(12), ("Stretch", None));
    }
}
