//! Which of several answers the big keys take: none, until an arrow has marked one.

use super::keys::{Action, KeyRow};

/// What the footer says of a row where one of some lines is selected: an arrow is named while it leads on.
pub(crate) fn hint(row: &KeyRow, at: usize, last: usize) -> &'static str {
    match row.action {
        Action::Up if at == 0 => "",
        Action::Down if at >= last => "",
        _ => row.short,
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    #[default]
    Nowhere,
    /// Nowhere, but the next arrow goes on from the answer that was taken last.
    Taken(usize),
    On(usize),
}

impl Mark {
    pub(crate) fn on(self) -> Option<usize> {
        match self {
            Self::On(at) => Some(at),
            Self::Nowhere | Self::Taken(_) => None,
        }
    }

    /// Marks the answer before or after, of `count`.
    pub(crate) fn go(&mut self, action: Action, count: usize) {
        let last = count.saturating_sub(1);
        *self = Self::On(match (*self, action) {
            (Self::Nowhere, _) => 0,
            (Self::Taken(at) | Self::On(at), Action::Up) => at.saturating_sub(1).min(last),
            (Self::Taken(at) | Self::On(at), _) => (at + 1).min(last),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_arrow_marks_the_first_and_the_next_go_on_from_what_was_taken() {
        let mut mark = Mark::default();
        mark.go(Action::Down, 3);
        assert_eq!(mark.on(), Some(0));
        mark.go(Action::Down, 3);
        mark.go(Action::Down, 3);
        mark.go(Action::Down, 3);
        assert_eq!(mark.on(), Some(2), "there is no fourth");
        mark = Mark::Taken(1);
        assert_eq!(mark.on(), None);
        mark.go(Action::Up, 3);
        assert_eq!(mark.on(), Some(0));
    }
}
