//! Words that more than one command needs.

use std::time::Duration;

use crate::routine::{Muscle, Routine};

/// `3:35`, minutes and seconds.
pub(super) fn length(length: Duration) -> String {
    let seconds = length.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// `calf, back of thigh`.
pub(super) fn muscles(routine: &Routine) -> String {
    let muscles: Vec<_> = routine.muscles.iter().copied().map(Muscle::words).collect();
    muscles.join(", ")
}

/// `text` wrapped to `width`, every line behind `indent`.
pub(super) fn paragraph(text: &str, indent: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent);
    textwrap::fill(text, options) + "\n"
}
