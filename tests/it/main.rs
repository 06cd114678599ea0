//! The program from outside.

mod routines;
mod sessions;
