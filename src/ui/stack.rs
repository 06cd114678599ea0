//! Screens over each other.

use super::screen::{Mood, Screen};

/// Screens over each other; the uppermost is seen, and the others go on below it.
#[derive(Debug, Default)]
pub(super) struct Stack {
    /// The uppermost is the last.
    screens: Vec<Box<dyn Screen>>,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.screens.len()
    }

    pub(super) fn push(&mut self, screen: Box<dyn Screen>) {
        self.screens.push(screen);
    }

    pub(super) fn pop(&mut self) {
        self.screens.pop();
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &dyn Screen> {
        self.screens.iter().map(AsRef::as_ref)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Box<dyn Screen>> {
        self.screens.iter_mut()
    }

    /// The screen at a place from the lowest on.
    ///
    /// # Panics
    ///
    /// If there are not so many.
    pub(super) fn at(&mut self, at: usize) -> &mut dyn Screen {
        self.screens[at].as_mut()
    }

    pub(super) fn uppermost(&self) -> &dyn Screen {
        let screen = self.screens.last();
        screen.expect("the stack is never empty").as_ref()
    }

    pub(super) fn uppermost_mut(&mut self) -> &mut dyn Screen {
        let screen = self.screens.last_mut();
        screen.expect("the stack is never empty").as_mut()
    }

    /// Whether the lowest is the home screen.
    pub(super) fn has_home(&self) -> bool {
        self.screens.first().is_some_and(|screen| screen.is_home())
    }

    /// Where relief is, whatever lies over it.
    pub(super) fn relief(&self) -> Option<usize> {
        self.screens.iter().position(|screen| screen.is_relief())
    }

    /// What goes on; a cramp goes on below whatever is laid over it.
    pub(super) fn mood(&self) -> Mood {
        if self.iter().any(|screen| screen.mood() == Mood::Cramp) {
            Mood::Cramp
        } else {
            self.uppermost().mood()
        }
    }
}
