//! The program from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails; clippy sees helpers as no tests"
)]

mod cli;
mod docs;
mod journeys;
mod nights;
mod pictures;
mod pilot;
mod plain;
mod routines;
mod rules;
mod screens;
mod sessions;
#[cfg(target_os = "linux")]
mod stalled;
mod svg;
mod terminal;
mod tty;
