//! The program from outside.

mod routines;
