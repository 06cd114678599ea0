//! How large a window is.

use std::os::fd::AsFd;

use ratatui::layout::Size;
use rustix::termios::tcgetwinsize;

/// What is drawn at most; a window of 65 535 x 65 535 would take 200 GB.
const LARGEST: Size = Size::new(1000, 500);
/// No letter could be read on a smaller cell.
const LEAST_CELL: Size = Size::new(3, 6);
/// The size of a window that does not know its own.
pub(crate) const USUAL: Size = Size::new(80, 24);

/// The size in cells, from 1 x 1 to 1000 x 500; `None` where the window does not know it.
pub(crate) fn size(screen: impl AsFd) -> Option<Size> {
    let found = tcgetwinsize(screen).ok()?;
    let size = Size {
        width: found.ws_col.min(LARGEST.width),
        height: found.ws_row.min(LARGEST.height),
    };
    (size.area() > 0).then_some(size)
}

/// The pixels of a cell; `None` where the window does not say, or says what cannot be.
pub(crate) fn cell(screen: impl AsFd) -> Option<Size> {
    let found = tcgetwinsize(screen).ok()?;
    let cell = Size {
        width: found.ws_xpixel.checked_div(found.ws_col)?,
        height: found.ws_ypixel.checked_div(found.ws_row)?,
    };
    let is_sound = cell.width >= LEAST_CELL.width && cell.height >= LEAST_CELL.height;
    is_sound.then_some(cell)
}
