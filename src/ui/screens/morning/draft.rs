//! A text while it is being written: a note, a time, own words.

use tui_input::{Input, InputRequest};

use crate::routine::hidden::{is_hidden, joins};
use crate::ui::board::Content;
use crate::ui::draw::CURSOR;

/// So near the end of the room, what is left is said: letters, and that part of the room.
const NEAR: usize = 40;
const PART: usize = 4;

/// A text, and where in it the next letter goes.
#[derive(Debug)]
pub(super) struct Draft {
    input: Input,
    /// Letters, at most.
    pub most: usize,
}

impl Draft {
    /// A text of so many letters at most, that goes on at its end.
    pub(super) fn of(text: &str, most: usize) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            most,
        }
    }

    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    /// Adds a letter, if it shows and there is room for it.
    pub(super) fn insert(&mut self, letter: char) {
        if can_stand(letter) && self.left() > 0 {
            self.input.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Adds a text, and returns how many letters of it had no room.
    pub(super) fn insert_all(&mut self, text: &str) -> usize {
        let letters = || text.chars().filter(|letter| can_stand(*letter));
        let room = self.left();
        letters().take(room).for_each(|letter| self.insert(letter));
        letters().count().saturating_sub(room)
    }

    pub(super) fn replace(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Moves, or takes letters away.
    pub(super) fn edit(&mut self, request: InputRequest) {
        self.input.handle(request);
    }

    pub(super) fn content(&self) -> Content {
        let left = self.left();
        Content::Draft {
            text: self.marked(),
            left: (left <= NEAR.min(self.most / PART)).then(|| format!("{left} left")),
        }
    }

    /// The text with a mark where it goes on.
    fn marked(&self) -> String {
        let mut text = self.input.value().to_owned();
        let mut ends = text.char_indices().map(|(at, _)| at);
        let at = ends.nth(self.input.cursor()).unwrap_or(text.len());
        text.insert(at, CURSOR);
        text
    }

    fn left(&self) -> usize {
        self.most.saturating_sub(self.input.value().chars().count())
    }
}

/// Whether a letter shows, or may join the next one.
fn can_stand(letter: char) -> bool {
    !is_hidden(letter) || joins(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_where_the_mark_is() {
        let mut draft = Draft::of("saw leg", 20);
        draft.edit(InputRequest::GoToStart);
        draft.insert('é');
        draft.edit(InputRequest::GoToNextChar);
        draft.edit(InputRequest::DeletePrevChar);
        draft.edit(InputRequest::GoToEnd);
        draft.edit(InputRequest::GoToPrevChar);
        draft.insert('g');
        draft.edit(InputRequest::GoToNextChar);
        draft.edit(InputRequest::GoToNextChar);
        assert_eq!(draft.marked(), "éaw legg▏");
    }

    #[test]
    fn what_is_left_is_said_near_the_end_and_no_more_is_taken() {
        let left = |draft: &Draft| match draft.content() {
            Content::Draft { left, .. } => left,
            other => panic!("{other:?}"),
        };
        let mut draft = Draft::of("", 20);
        assert_eq!(left(&draft), None);
        for _ in 0..25 {
            draft.insert('a');
        }
        assert_eq!(left(&draft).as_deref(), Some("0 left"));
        assert_eq!(draft.text(), "a".repeat(20));
    }
}
