//! The program from outside.

mod journeys;
mod pilot;
mod routines;
mod screens;
mod sessions;
