//! The program from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails; clippy sees helpers as no tests"
)]

mod cli;
mod journeys;
mod pilot;
mod routines;
mod rules;
mod screens;
mod sessions;
