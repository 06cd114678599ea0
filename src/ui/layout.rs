//! Layout classes, and the cutting of areas.

use ratatui::layout::Rect;

/// What fits on a screen of some size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// 60x28 and more: bigger letters.
    Tall,
    /// 60x20 and more.
    Wide,
    /// 30 to 59 columns and 30 rows or more: a phone held upright.
    Portrait,
    /// 30x10 and more.
    Small,
    /// Anything less: a word line, the number, next, a bar.
    Line,
}

impl Class {
    /// The class of an area.
    pub const fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (60.., 28..) => Self::Tall,
            (60.., 20..) => Self::Wide,
            (30..60, 30..) => Self::Portrait,
            (30.., 10..) => Self::Small,
            _ => Self::Line,
        }
    }
}

/// The part of a window that is drawn on: a very wide one is used in its middle only.
pub fn content(window: Rect, most: u16) -> Rect {
    let width = window.width.min(most);
    Rect {
        x: window.x + (window.width - width) / 2,
        width,
        ..window
    }
}

/// The area less `columns` on both sides.
pub fn inset(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width / 2);
    Rect {
        x: area.x + columns,
        width: area.width - 2 * columns,
        ..area
    }
}

/// The row `index` of an area; empty when it lies outside.
pub fn row(area: Rect, index: u16) -> Rect {
    rows(area, index, 1)
}

/// `count` rows of an area from row `index`, cut at its end.
pub fn rows(area: Rect, index: u16, count: u16) -> Rect {
    let index = index.min(area.height);
    Rect {
        y: area.y + index,
        height: count.min(area.height - index),
        ..area
    }
}

/// The last `count` rows of an area.
pub fn bottom(area: Rect, count: u16) -> Rect {
    rows(area, area.height.saturating_sub(count), count)
}

/// The columns of an area from `index` on.
pub fn from_column(area: Rect, index: u16) -> Rect {
    let index = index.min(area.width);
    Rect {
        x: area.x + index,
        width: area.width - index,
        ..area
    }
}

/// The first `count` columns of an area.
pub fn columns(area: Rect, count: u16) -> Rect {
    Rect {
        width: count.min(area.width),
        ..area
    }
}
