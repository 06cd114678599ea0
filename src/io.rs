//! The edge: the only code that waits, reads the clock, touches files or signals.

pub mod files;
pub mod log;
pub mod print;
