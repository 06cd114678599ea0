//! The edge: the only code that waits, reads the clock, touches the terminal or takes signals.

pub mod clock;
pub mod inbox;
pub mod output;
pub mod runtime;
pub mod screen;
pub mod terminal;
