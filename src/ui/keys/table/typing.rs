//! The maps of what is typed: every letter is text, and the other keys edit it.

use tui_input::InputRequest;

use super::Key::{self, Backspace, Ctrl, Down, End, Enter, Esc, F1, Left, PageUp, Right, Tab, Up};
use super::{ALWAYS, Action, KeyMap, Row, row};

const LETTERS: Row = row(&[], "letters", Action::Type, "", "write them");
const LETTER_BACK: Row = row(&[Left], "←", Action::Write(InputRequest::GoToPrevChar), "", "a letter back");
const LETTER_ON: Row = row(&[Right], "→", Action::Write(InputRequest::GoToNextChar), "", "a letter on");
const WORD_BACK: Row = row(&[Key::WordLeft], "Ctrl-←", Action::Write(InputRequest::GoToPrevWord), "", "a word back");
const WORD_ON: Row = row(&[Key::WordRight], "Ctrl-→", Action::Write(InputRequest::GoToNextWord), "", "a word on");
const TO_START: Row = row(&[Key::Home, Ctrl('a')], "Home Ctrl-A", Action::Write(InputRequest::GoToStart), "", "to the beginning");
const TO_END: Row = row(&[End, Ctrl('e')], "End Ctrl-E", Action::Write(InputRequest::GoToEnd), "", "to the end");
const DELETE_BACK: Row = row(&[Backspace], "Backspace", Action::Write(InputRequest::DeletePrevChar), "", "delete the letter before");
const DELETE_ON: Row = row(&[Key::Delete, Ctrl('d')], "Delete Ctrl-D", Action::Write(InputRequest::DeleteNextChar), "", "delete the letter after");
const DELETE_WORD: Row = row(&[Ctrl('w')], "Ctrl-W", Action::Write(InputRequest::DeletePrevWord), "", "delete the word before");
const DELETE_TO_START: Row = row(&[Ctrl('u')], "Ctrl-U", Action::Write(InputRequest::DeleteFromStart), "", "delete all before");
const DELETE_TO_END: Row = row(&[Ctrl('k')], "Ctrl-K", Action::Write(InputRequest::DeleteTillEnd), "", "delete all after");
const WRITING_HELP: Row = row(&[F1], "F1", Action::Help, "help", "these keys");
const WRITTEN: Row = row(&[Esc], "Esc", Action::Finish, "done", "done: what was written is kept");

pub static WRITING: KeyMap = KeyMap {
    title: "While writing a note, or own words",
    rows: &[
        LETTERS,
        row(&[Enter, Down, Tab], "ENTER ↓", Action::Next, "go on", "go on, written or not"),
        row(&[Up], "↑", Action::Back, "back", "the question before"),
        LETTER_BACK,
        LETTER_ON,
        WORD_BACK,
        WORD_ON,
        TO_START,
        TO_END,
        DELETE_BACK,
        DELETE_ON,
        DELETE_WORD,
        DELETE_TO_START,
        DELETE_TO_END,
        WRITING_HELP,
        WRITTEN,
    ],
    tail: ALWAYS,
    other: None,
};

pub static TIME: KeyMap = KeyMap {
    title: "While typing a time",
    rows: &[
        LETTERS,
        row(&[Enter, Tab], "ENTER", Action::Next, "go on", "go on: what was understood is kept"),
        row(&[Up], "↑", Action::Up, "later", "five minutes later; a length: a minute longer"),
        row(&[Down], "↓", Action::Down, "earlier", "five minutes earlier; a length: a minute shorter"),
        row(&[PageUp], "PgUp", Action::Back, "back", "the question before"),
        LETTER_BACK,
        LETTER_ON,
        WORD_BACK,
        WORD_ON,
        TO_START,
        TO_END,
        DELETE_BACK,
        DELETE_ON,
        DELETE_WORD,
        DELETE_TO_START,
        DELETE_TO_END,
        WRITING_HELP,
        WRITTEN,
    ],
    tail: ALWAYS,
    other: None,
};
