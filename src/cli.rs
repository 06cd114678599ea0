//! skeleton

pub mod check;
