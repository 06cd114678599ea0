//! The edge: the only code that waits, reads the clock, touches files, the terminal or signals.

pub(crate) mod ask;
pub(crate) mod atomic_file;
pub(crate) mod browser;
pub mod clock;
pub mod files;
pub mod inbox;
pub(crate) mod inhibitor;
pub(crate) mod log;
pub mod output;
pub(crate) mod pictures;
pub(crate) mod private_dir;
pub(crate) mod profile;
pub(crate) mod recovery;
pub(crate) mod runtime;
pub mod screen;
pub(crate) mod shelf;
pub(crate) mod sound;
pub mod store;
pub(crate) mod terminal;
