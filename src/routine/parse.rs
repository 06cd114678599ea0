//! TOML text -> [`Routine`], or every [`Problem`] in it.

use super::problem::Problem;
use super::{Routine, RoutineId};

/// Reads a routine of format 1.
///
/// # Errors
/// Every problem of the text, in the order of their places; at least one is an error.
pub fn parse(id: RoutineId, source: &str) -> Result<Routine, Vec<Problem>> {
    let _ = (id, source);
    Err(Vec::new())
}
