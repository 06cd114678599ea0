//! The program from outside.

mod docs;
mod journeys;
mod pictures;
mod pilot;
mod routines;
mod sessions;
