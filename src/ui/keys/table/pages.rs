//! The keys of the handbook, and of pages over a screen.

use super::relief::{DIFFERS, OVER, SAME};
use super::{CRAMP, DIMMER, HELP, SIGNS, SPACE, map, row, unshown};
use super::super::{Action, KeyMap, KeyRow};
use super::super::Key::{
    Backspace, Char, Down, End, Enter, Esc, F1, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

/// What turns the pages of a page and closes it.
const MORE: KeyRow = row(&[Right, Down, PageDown, Char('j'), Char('l')], "→ ↓", Action::NextPage, "more", "next page; after the last: close");
const BEFORE: KeyRow = row(&[Left, Up, PageUp, Char('k'), Char('h')], "← ↑", Action::PreviousPage, "before", "page before");
const CLOSE: KeyRow = row(&[Esc], "Esc", Action::Close, "close", "close; so does any other key");

pub static HANDBOOK: KeyMap = map("Questions and answers", &[
    row(&[Enter, SPACE, Right, Char('l')], "ENTER SPACE", Action::Open, "open", "open"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "up", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "down", "down"),
    row(&[Home, Char('g')], "Home g", Action::First, "", "first"),
    row(&[End, Char('G')], "End G", Action::Last, "", "last"),
    row(&[Char('/')], "/", Action::Search, "search", "look for words"),
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc, Left, Char('h')], "q Esc", Action::Close, "back", "back"),
]);

pub static SEARCH: KeyMap = map("While looking for words", &[
    row(&[], "letters", Action::Type, "", "what to look for"),
    row(&[Enter], "ENTER", Action::Open, "open", "open the card that is marked"),
    row(&[Up], "↑", Action::Up, "up", "up"),
    row(&[Down, Tab], "↓", Action::Down, "down", "down"),
    row(&[Backspace], "Backspace", Action::Forget, "", "take the last letter away"),
    row(&[F1], "F1", Action::Help, "help", "these keys"),
    row(&[Esc], "Esc", Action::Close, "back", "back"),
]);

pub static CARD: KeyMap = map("On a card", &[
    row(&[Right, Down, Enter, SPACE, PageDown, Char('l'), Char('j'), Char('n')], "→ ↓", Action::NextPage, "next", "what follows: the rest of the card, then the next one"),
    // In a small window the way to what had no room goes before the way back.
    row(&[Char('s'), Char('i')], "s", Action::Details, "more", "what is known, tips, and where it is from"),
    row(&[Left, Up, PageUp, Char('h'), Char('k'), Char('b')], "← ↑", Action::Previous, "before", "what was before; at the first: back"),
    row(&[Char('x')], "x", Action::Choose, "ask doctor", "put its question on the doctor's page; again: take it back"),
    row(&[Char('/')], "/", Action::Search, "", "look for words"),
    CRAMP,
    SIGNS,
    unshown(DIMMER),
    unshown(HELP),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "back", "back"),
]);

pub static MARKS: KeyMap = map("Is it a cramp?", &[
    row(&[Right, Down, PageDown, Char('l'), Char('j'), Char('n')], "→ ↓", Action::NextPage, "next", "the rest of it, then the next trouble"),
    row(&[Char('1'), Char('2'), Char('3'), Char('4'), Char('5')], "1-5", Action::Number, "", "this trouble"),
    row(&[Left, Up, PageUp, Char('h'), Char('k'), Char('b')], "← ↑", Action::Previous, "", "the one before; at the first: back"),
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "more", "its card"),
    row(&[Char('s'), Char('i')], "s", Action::Details, "sources", "where it is from"),
    row(&[Char('/')], "/", Action::Search, "", "look for words"),
    CRAMP,
    SIGNS,
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Close, "back", "back"),
]);

pub static HELP_PAGE: KeyMap = map("When to get medical help", &[
    MORE,
    BEFORE,
    row(&[Char('!')], "!", Action::Marks, "is it a cramp?", "is it a cramp? five troubles, one after the other"),
    row(&[Char('s')], "s", Action::Details, "sources", "where it is from"),
    CLOSE,
    CRAMP,
]).closed_by_others();

pub static PAGE: KeyMap = map("On a page over the screen", &[
    MORE,
    BEFORE,
    CLOSE,
    CRAMP,
]).closed_by_others();

pub static NIGHT: KeyMap = map("A night of the diary", &[
    row(&[Char('e')], "e", Action::Edit, "change", "answer the questions about the night"),
    MORE,
    BEFORE,
    CLOSE,
    CRAMP,
]).closed_by_others();

const ON: KeyRow = row(&[Right, Down, PageDown, Enter, SPACE, Char('j'), Char('l')], "→ ↓", Action::NextPage, "more", "next page");
const LEAVE: KeyRow = row(&[Char('q'), Esc], "q Esc", Action::Close, "leave", "leave");

pub static DANGER: KeyMap = map("After a sign of danger", &[
    row(&[Char('1')], "1", Action::Close, "", "not yet: leave"),
    OVER,
    ON,
    SIGNS,
    LEAVE,
    BEFORE,
]);

pub static LOOK_FIRST: KeyMap = map("Where the look was not answered", &[
    DIFFERS,
    SAME,
    SIGNS,
    LEAVE,
]);
