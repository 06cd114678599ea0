//! A note while it is being written.

use crate::diary::value::Note;
use crate::routine::hidden::is_hidden;

/// So near the end of the room, what is left is said.
const NEAR: usize = 40;

/// A text, and where in it the next letter goes.
#[derive(Debug, Default)]
pub struct Draft {
    text: String,
    /// In bytes, never within a character.
    at: usize,
}

impl Draft {
    /// A note that goes on at its end.
    pub fn of(note: Option<&Note>) -> Self {
        let text = note.map_or("", Note::as_str).to_owned();
        let at = text.len();
        Self { text, at }
    }

    /// What it comes to.
    pub fn note(&self) -> Option<Note> {
        Note::new(&self.text)
    }

    /// Adds a letter, if it shows and there is room for it.
    pub fn insert(&mut self, letter: char) {
        if !is_hidden(letter) && self.left() > 0 {
            self.text.insert(self.at, letter);
            self.at += letter.len_utf8();
        }
    }

    /// Adds a text, and returns how many letters of it had no room.
    pub fn insert_all(&mut self, text: &str) -> usize {
        let letters = || text.chars().filter(|letter| !is_hidden(*letter));
        let room = self.left();
        letters().take(room).for_each(|letter| self.insert(letter));
        letters().count().saturating_sub(room)
    }

    /// Takes the last letter away.
    pub fn delete(&mut self) {
        if self.at > 0 {
            self.back();
            self.text.remove(self.at);
        }
    }

    /// Goes a letter back.
    pub fn back(&mut self) {
        let before = self.text[..self.at].chars().next_back();
        self.at -= before.map_or(0, char::len_utf8);
    }

    /// Goes a letter on.
    pub fn on(&mut self) {
        let after = self.text[self.at..].chars().next();
        self.at += after.map_or(0, char::len_utf8);
    }

    /// Goes to the beginning.
    pub fn first(&mut self) {
        self.at = 0;
    }

    /// Goes to the end.
    pub fn last(&mut self) {
        self.at = self.text.len();
    }

    /// The text with a mark where it goes on.
    pub fn marked(&self) -> String {
        let (before, after) = self.text.split_at(self.at);
        format!("{before}{}{after}", Self::MARK)
    }

    /// Where the writing goes on.
    pub const MARK: char = '▏';

    /// How much more there is room for, once that is little.
    pub fn limit(&self) -> Option<String> {
        let left = self.left();
        (left <= NEAR).then(|| format!("{left} left"))
    }

    fn left(&self) -> usize {
        Note::LONGEST.saturating_sub(self.text.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_where_the_mark_is() {
        let mut draft = Draft::of(Note::new("saw leg").as_ref());
        draft.first();
        draft.insert('é');
        draft.on();
        draft.delete();
        draft.last();
        draft.back();
        draft.insert('g');
        draft.on();
        draft.on();
        assert_eq!(draft.marked(), "éaw legg▏");
    }

    #[test]
    fn a_text_goes_where_the_mark_is_and_what_has_no_room_is_counted() {
        let mut draft = Draft::of(Note::new("ab").as_ref());
        draft.back();
        assert_eq!(draft.insert_all("one two"), 0);
        assert_eq!(draft.marked(), "aone two▏b");
        assert_eq!(draft.insert_all(&"x".repeat(300)), 29);
    }

    #[test]
    fn what_is_left_is_said_near_the_end_and_no_more_is_taken() {
        let mut draft = Draft::default();
        assert_eq!(draft.limit(), None);
        for _ in 0..Note::LONGEST + 5 {
            draft.insert('a');
        }
        assert_eq!(draft.limit().as_deref(), Some("0 left"));
        assert_eq!(draft.note(), Note::new(&"a".repeat(Note::LONGEST)));
    }
}
