//! Lists: no line without its heading, no heading without a line, nothing left out beside free rows.

use uncramp::ui::board::{Content, Item};
use uncramp::ui::layout::list::list_cells;

use super::{Case, assert_none};
use ratatui::layout::Rect;

/// The lists that are seen, and where.
fn lists(case: &Case) -> impl Iterator<Item = (&Content, &[Item], Rect)> {
    case.placed().filter_map(|(content, area)| match content {
        Content::List(items) => Some((content, items.as_slice(), area)),
        _ => None,
    })
}

#[test]
fn every_heading_stands_above_a_line_of_it_and_the_selected_line_is_seen() {
    assert_none("no heading is alone", |case| {
        lists(case).find_map(|(_, items, area)| {
            let shown: Vec<&Item> = list_cells(items, area, &case.measure)
                .iter()
                .map(|(at, _)| &items[*at])
                .collect();
            let alone = shown
                .windows(2)
                .any(|pair| pair.iter().all(|item| item.is_heading));
            let is_last = shown.last().is_some_and(|item| item.is_heading);
            let has_lines = items.iter().any(|item| !item.is_heading);
            let has_headings = items.iter().any(|item| item.is_heading);
            let is_torn = has_headings && shown.len() > 2 && !shown[0].is_heading;
            let selected = items.iter().find(|item| item.is_selected);
            let is_hidden = selected.is_some_and(|item| !shown.contains(&item));
            let is_fault = if has_lines {
                alone || is_last || is_torn || is_hidden
            } else {
                shown.len() < items.len()
            };
            is_fault.then(|| {
                format!(
                    "{:?}",
                    shown.iter().map(|item| &item.title).collect::<Vec<_>>()
                )
            })
        })
    });
}

#[test]
fn a_list_takes_the_rows_that_are_free_for_all_its_words() {
    assert_none("no line is cut beside free rows", |case| {
        let free = u16::try_from(case.free_rows()).unwrap();
        lists(case).find_map(|(content, _, area)| {
            // Empty rows part it from what stands around.
            let most = area.height + free.saturating_sub(2);
            let rows = case.measure.rows(content, area.width, most);
            (rows > area.height).then(|| format!("{area} could have {rows} rows"))
        })
    });
}
