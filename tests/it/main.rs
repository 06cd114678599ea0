//! The program from outside.

mod plain;
mod routines;
#[cfg(target_os = "linux")]
mod stalled;
mod terminal;
mod tty;
