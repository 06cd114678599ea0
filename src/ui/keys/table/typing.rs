//! The maps of what is typed: every letter is text, and the other keys edit it.

use tui_input::InputRequest;

use super::Key::{self, Backspace, Ctrl, Down, End, Enter, Esc, F1, Left, PageUp, Right, Tab, Up};
use super::{Action, CTRL_C, CTRL_Z, KeyMap, KeyRow, map, row};

const LETTERS: KeyRow = row(&[], "letters", Action::Type, "", "write them");
const EDITING: &[KeyRow] = &[
    edit(&[Left], "←", InputRequest::GoToPrevChar, "a letter back"),
    edit(&[Right], "→", InputRequest::GoToNextChar, "a letter on"),
    edit(&[Key::WordLeft], "Ctrl-←", InputRequest::GoToPrevWord, "a word back"),
    edit(&[Key::WordRight], "Ctrl-→", InputRequest::GoToNextWord, "a word on"),
    edit(&[Key::Home, Ctrl('a')], "Home Ctrl-A", InputRequest::GoToStart, "to the beginning"),
    edit(&[End, Ctrl('e')], "End Ctrl-E", InputRequest::GoToEnd, "to the end"),
    edit(&[Backspace], "Backspace", InputRequest::DeletePrevChar, "delete the letter before"),
    edit(&[Key::Delete, Ctrl('d')], "Delete Ctrl-D", InputRequest::DeleteNextChar, "delete the letter after"),
    edit(&[Ctrl('w')], "Ctrl-W", InputRequest::DeletePrevWord, "delete the word before"),
    edit(&[Ctrl('u')], "Ctrl-U", InputRequest::DeleteFromStart, "delete all before"),
    edit(&[Ctrl('k')], "Ctrl-K", InputRequest::DeleteTillEnd, "delete all after"),
    row(&[F1], "F1", Action::Help, "help", "these keys"),
    row(&[Esc], "Esc", Action::Finish, "done", "done: what was written is kept"),
    CTRL_C,
    CTRL_Z,
];

pub static WRITING: KeyMap = map("While writing a note, or own words", &[
    LETTERS,
    row(&[Enter, Down, Tab], "ENTER ↓", Action::Next, "go on", "go on, written or not"),
    row(&[Up], "↑", Action::Back, "back", "the question before"),
]).ending(EDITING);

pub static TIME: KeyMap = map("While typing a time", &[
    LETTERS,
    row(&[Enter, Tab], "ENTER", Action::Next, "go on", "go on: what was understood is kept"),
    row(&[Up], "↑", Action::Up, "later", "five minutes later; a length: a minute longer"),
    row(&[Down], "↓", Action::Down, "earlier", "five minutes earlier; a length: a minute shorter"),
    row(&[PageUp], "PgUp", Action::Back, "back", "the question before"),
]).ending(EDITING);

const fn edit(keys: &'static [Key], label: &'static str, request: InputRequest, help: &'static str) -> KeyRow {
    row(keys, label, Action::Write(request), "", help)
}
