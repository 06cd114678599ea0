//! A note while it is being written.

use tui_input::{Input, InputRequest};

use crate::diary::value::Note;
use crate::routine::hidden::is_hidden;
use crate::ui::board::Content;
use crate::ui::draw::CURSOR;

/// So near the end of the room, what is left is said.
const NEAR: usize = 40;

/// A text, and where in it the next letter goes.
#[derive(Debug, Default)]
pub struct Draft(Input);

impl Draft {
    /// A note that goes on at its end.
    pub fn of(note: Option<&Note>) -> Self {
        Self(Input::new(note.map_or("", Note::as_str).to_owned()))
    }

    /// What it comes to.
    pub fn note(&self) -> Option<Note> {
        Note::new(self.0.value())
    }

    /// Adds a letter, if it shows and there is room for it.
    pub fn insert(&mut self, letter: char) {
        if !is_hidden(letter) && self.left() > 0 {
            self.0.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Adds a text, and returns how many letters of it had no room.
    pub fn insert_all(&mut self, text: &str) -> usize {
        let letters = || text.chars().filter(|letter| !is_hidden(*letter));
        let room = self.left();
        letters().take(room).for_each(|letter| self.insert(letter));
        letters().count().saturating_sub(room)
    }

    /// Moves, or takes letters away.
    pub fn edit(&mut self, request: InputRequest) {
        self.0.handle(request);
    }

    /// What is shown of it.
    pub fn content(&self) -> Content {
        let left = self.left();
        Content::Draft {
            text: self.marked(),
            left: (left <= NEAR).then(|| format!("{left} left")),
        }
    }

    /// The text with a mark where it goes on.
    fn marked(&self) -> String {
        let mut text = self.0.value().to_owned();
        let mut ends = text.char_indices().map(|(at, _)| at);
        let at = ends.nth(self.0.cursor()).unwrap_or(text.len());
        text.insert(at, CURSOR);
        text
    }

    fn left(&self) -> usize {
        Note::LONGEST.saturating_sub(self.0.value().chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_where_the_mark_is() {
        let mut draft = Draft::of(Note::new("saw leg").as_ref());
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
        let mut draft = Draft::default();
        assert_eq!(left(&draft), None);
        for _ in 0..Note::LONGEST + 5 {
            draft.insert('a');
        }
        assert_eq!(left(&draft).as_deref(), Some("0 left"));
        assert_eq!(draft.note(), Note::new(&"a".repeat(Note::LONGEST)));
    }
}
