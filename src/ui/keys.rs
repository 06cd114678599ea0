//! The keys, as the app sees them.

/// A key press, or a click. Repeats are presses; releases never reach the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as typed: `Char('A')` with shift; the space bar is `Char(' ')`.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// The arrows.
    Left,
    /// See [`Key::Left`].
    Right,
    /// See [`Key::Left`].
    Up,
    /// See [`Key::Left`].
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Function key F1.
    F1,
    /// Ctrl and a lower-case letter.
    Ctrl(char),
    /// The left mouse button was pressed on a cell of the screen.
    Click {
        /// From the left, 0-based.
        column: u16,
        /// From the top, 0-based.
        row: u16,
    },
}
