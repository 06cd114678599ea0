//! The edge: the only code that waits, reads the clock, touches files, the terminal or signals.

pub mod ask;
pub mod browser;
pub mod clock;
pub mod files;
pub mod inbox;
pub mod inhibitor;
pub mod log;
pub mod output;
pub mod page;
pub mod pictures;
pub mod private_dir;
pub mod profile;
pub mod recovery;
pub mod runtime;
pub mod screen;
pub mod shelf;
pub mod sound;
pub mod store;
pub mod terminal;
