//! The cutting of areas.

use ratatui::layout::Rect;

/// The area less `columns` on both sides.
pub(crate) fn inset(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width / 2);
    Rect {
        x: area.x + columns,
        width: area.width - 2 * columns,
        ..area
    }
}

/// The row `index` of an area; empty when it lies outside.
pub(crate) fn row(area: Rect, index: u16) -> Rect {
    rows(area, index, 1)
}

/// `count` rows of an area from row `index`, cut at its end.
pub(crate) fn rows(area: Rect, index: u16, count: u16) -> Rect {
    let index = index.min(area.height);
    Rect {
        y: area.y + index,
        height: count.min(area.height - index),
        ..area
    }
}

/// The last `count` rows of an area.
pub(crate) fn bottom(area: Rect, count: u16) -> Rect {
    rows(area, area.height.saturating_sub(count), count)
}

/// The columns of an area from `index` on.
pub(crate) fn from_column(area: Rect, index: u16) -> Rect {
    let index = index.min(area.width);
    Rect {
        x: area.x + index,
        width: area.width - index,
        ..area
    }
}

/// The first `count` columns of an area.
pub(crate) fn columns(area: Rect, count: u16) -> Rect {
    Rect {
        width: count.min(area.width),
        ..area
    }
}

/// A number of things as rows or columns are counted.
pub fn count_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
