//! The program from outside.

mod routines;
mod journeys;
mod pilot;
