//! The program from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails; clippy sees helpers as no tests"
)]

mod answers;
mod blur;
mod cli;
mod danger;
mod diaries;
mod docs;
mod figures;
mod handbook;
mod journeys;
mod laws;
mod listener;
mod morning;
mod nights;
mod own;
mod people;
mod pictures;
mod pilot;
mod pixels;
mod plain;
mod plans;
mod poses;
mod profile;
mod recording;
mod rounds;
mod routines;
mod rules;
mod screens;
mod sessions;
mod sheet;
mod sound;
mod speech;
#[cfg(target_os = "linux")]
mod stalled;
mod states;
mod store;
mod svg;
mod targets;
mod terminal;
mod torture;
mod tty;
mod windows;
