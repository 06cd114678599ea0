//! The keys: one table, from which footer, help and `docs/keys.md` are made.

pub(crate) mod guard;
pub mod layout;
// One row a line, however long.
#[rustfmt::skip]
pub mod table;

use tui_input::InputRequest;

use crate::diary::ReliefAnswer;
use crate::profile::Reply;
use crate::session::relief::Spot;
use layout::KeyboardLayout;

/// A key press, or a click. Repeats are presses; releases never reach the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as typed: `Char('A')` with shift; the space bar is `Char(' ')`.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    /// An arrow with Ctrl or Alt: a word to the left.
    WordLeft,
    WordRight,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    /// Ctrl and a lower-case letter.
    Ctrl(char),
    /// A letter of which the terminal tells the key it was typed with.
    Letter {
        /// What is written by it.
        typed: char,
        /// What stands on that key of a Latin keyboard.
        base: char,
    },
    /// Another key, or one with Alt or Ctrl, which means nothing anywhere.
    Other,
    /// The left mouse button was pressed on a cell of the screen.
    Click {
        /// From the left, 0-based.
        column: u16,
        /// From the top, 0-based.
        row: u16,
    },
}

impl Key {
    /// Whether it is one of the keys that are found in the dark: SPACE, ENTER, a click.
    pub const fn is_big(self) -> bool {
        matches!(self, Self::Char(' ') | Self::Enter | Self::Click { .. })
    }

    /// The number on it, from 0 to 9.
    pub fn digit(self) -> Option<usize> {
        match self {
            Self::Char(letter) => Some(letter.to_digit(10)? as usize),
            _ => None,
        }
    }

    /// Whether it is the same key, or a click as well, wherever it fell.
    pub fn is_same(self, other: Self) -> bool {
        let clicks = matches!((self, other), (Self::Click { .. }, Self::Click { .. }));
        clicks || self == other
    }
}

/// What a key means in its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    CrampNow,
    Bedtime,
    Routines,
    Nights,
    /// Ask what is offered: about the last night, or about six weeks.
    Offer,
    NoCramp,
    Edit,
    Signs,
    Help,
    Open,
    Up,
    Down,
    Left,
    Right,
    /// Pick what is selected, or put it back.
    Choose,
    Number,
    Unsure,
    /// Take the answer back, or the last letter.
    Forget,
    Type,
    Write(InputRequest),
    /// Write words of one's own for a list.
    OwnWords,
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Note a cramp more.
    More,
    Finish,
    /// Select the first.
    First,
    Last,
    /// Leave the program.
    Quit,
    /// Leave a routine, asking once.
    Leave,
    /// Close this: back home, or out where there was no home.
    Close,
    /// Leave the program at once, whatever is under way.
    QuitNow,
    Pause,
    Ready,
    Next,
    /// This step again; twice, the one before.
    Back,
    Previous,
    Restart,
    /// Ten seconds more.
    Longer,
    /// Ten seconds less.
    Shorter,
    /// The other leg first.
    Swap,
    Motion,
    Sound,
    /// Start what is offered, or what waits behind its caution.
    Take,
    Details,
    SaveAgain,
    Dimmer,
    Eased,
    Spot(Spot),
    Answer(ReliefAnswer),
    /// Go on from the gentlest step.
    GoGently,
    Again,
    BothLegs,
    /// The cramp sits in the leg that is not hurt.
    Unhurt,
    /// Start the routine that is offered at the end.
    Then,
    SayHowToLeave,
    Safety,
    Reply(Reply),
    Swollen,
    LooksSame,
    Handbook,
    Tip,
    Search,
    Marks,
    NextPage,
    PreviousPage,
    /// Stop the program as a shell does.
    Suspend,
}

impl Action {
    /// Whether a press meant for the step before must not do it: open, skip, go back, leave, close.
    pub const fn is_guarded(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::Next
                | Self::Back
                | Self::Previous
                | Self::Restart
                | Self::Leave
                | Self::Quit
                | Self::Close
        )
    }

    /// Whether a hand that trembles must not do it twice: it answers, or takes an answer back.
    pub const fn is_debounced(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Unsure
                | Self::Choose
                | Self::NoCramp
                | Self::Marks
                | Self::Reply(_)
                | Self::Answer(_)
                | Self::Swollen
                | Self::LooksSame
                | Self::Spot(_)
        )
    }
}

/// What the keys mean in one place.
#[derive(Debug)]
pub struct KeyMap {
    /// The place, in the help.
    pub title: &'static str,
    /// In the order of footer and help.
    pub rows: &'static [KeyRow],
    /// The last rows, which other places have too.
    pub tail: &'static [KeyRow],
    /// What any key means that is in no row.
    pub other: Option<Action>,
}

/// One row of the table: keys that mean the same in one context.
#[derive(Debug, Clone, Copy)]
pub struct KeyRow {
    /// The keys; what a click means depends on where it falls, so a screen says it.
    pub keys: &'static [Key],
    /// The keys as written.
    pub label: &'static str,
    /// What they mean.
    pub action: Action,
    /// The words of the footer; empty when the row is not in it.
    pub short: &'static str,
    /// The words of the help.
    pub help: &'static str,
}

impl KeyMap {
    /// Every row, in the order of footer and help.
    pub fn rows(&self) -> impl Iterator<Item = &'static KeyRow> + Clone {
        self.rows.iter().chain(self.tail)
    }

    /// Whether a key has a meaning of its own here, or is text.
    pub fn names(&self, key: Key) -> bool {
        self.takes_text() || self.rows().any(|row| row.keys.contains(&key))
    }

    /// Whether what is typed is written.
    pub fn takes_text(&self) -> bool {
        self.rows()
            .any(|row| row.keys.is_empty() && row.action == Action::Type)
    }

    /// What a key means here, as the key of the table that it stands for: a capital, a sign of full
    /// width or of another layout is the key that a person sees. In writing it is itself.
    pub fn meant(
        &self,
        key: Key,
        layout: Option<&'static KeyboardLayout>,
    ) -> (Key, Option<Action>) {
        let writes = self.takes_text();
        // What the terminal tells is known better than any table of layouts does.
        let (key, layout) = match key {
            Key::Letter { typed, .. } if writes => (Key::Char(typed), layout),
            Key::Letter { base, .. } => (Key::Char(base), None),
            _ => (key, layout),
        };
        if writes {
            return (key, self.action(key));
        }
        let known = |key| self.row(key).map(|row| (key, Some(row.action)));
        let mut meanings = layout::meanings(key, layout);
        meanings.find_map(known).unwrap_or((key, self.other))
    }

    /// What a key of the table means here; `None` when it means nothing. Any character that is
    /// written is meant by a row without keys.
    pub fn action(&self, key: Key) -> Option<Action> {
        self.row(key).map(|row| row.action).or(self.other)
    }

    fn row(&self, key: Key) -> Option<&'static KeyRow> {
        let mut rows = self.rows();
        let written = |row: &&KeyRow| row.keys.is_empty() && matches!(key, Key::Char(_));
        rows.clone()
            .find(|row| row.keys.contains(&key))
            .or_else(|| rows.find(written))
    }
}

#[cfg(test)]
mod tests {
    use super::table::ALL;
    use super::*;

    #[test]
    fn no_place_needs_a_letter_to_be_left() {
        for map in ALL {
            let leaves = map.action(Key::Esc);
            let is_left = matches!(
                leaves,
                Some(Action::Close | Action::Leave | Action::Finish | Action::SayHowToLeave)
            );
            assert!(is_left, "{}: {leaves:?}", map.title);
        }
    }

    #[test]
    fn no_key_is_bound_twice_in_one_place() {
        for map in ALL {
            let mut seen = Vec::new();
            for key in map.rows().flat_map(|row| row.keys) {
                assert!(!seen.contains(key), "{key:?} is bound twice: {}", map.title);
                seen.push(*key);
            }
        }
    }

    #[test]
    fn every_place_can_be_left_and_suspended() {
        for map in ALL {
            assert_eq!(
                map.action(Key::Ctrl('c')),
                Some(Action::QuitNow),
                "{}",
                map.title
            );
            assert_eq!(
                map.action(Key::Ctrl('z')),
                Some(Action::Suspend),
                "{}",
                map.title
            );
        }
    }
}
