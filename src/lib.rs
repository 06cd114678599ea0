//! A terminal coach for night leg cramps.
//!
//! Four rings; imports go only inward: `cli -> io -> ui -> domain`. `tests/it/rules.rs` checks it.
//!
//! * **domain** is pure: [`moment`], [`night`], [`sources`], [`routine`], [`session`], [`guidance`], [`handbook`], [`settings`], [`figure`], [`diary`],
//!   [`profile`], [`timer`]. It reads no
//!   clock, no file and no environment, draws nothing and plays nothing.
//! * **ui** is pure too: [`ui`] draws and reacts, and tells the same in lines and by voice.
//! * **io** is the edge: the only code that waits, reads the clock, touches files or signals.
//! * **cli** turns arguments into one call.
//!
//! It builds on Unix only.

#![warn(unreachable_pub)] // what only `pub` keeps alive is found

#[cfg(not(unix))]
compile_error!("uncramp needs the terminals and signals of Unix, such as Linux or macOS");

mod content;
pub mod diary;
pub mod figure;
pub mod guidance;
pub mod handbook;
pub mod moment;
pub mod night;
pub mod profile;
pub mod routine;
pub mod session;
pub mod settings;
pub mod sources;
pub mod timer;

pub mod ui;

pub mod io;

pub mod cli;
