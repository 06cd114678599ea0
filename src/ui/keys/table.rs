//! The table itself: for every context its keys, in the order of footer and help.

mod pages;
mod relief;

use super::Key::{
    self, Backspace, Char, Ctrl, Down, End, Enter, Esc, F1, Left, PageDown, PageUp, Right, Tab, Up,
};
use super::{Action, KeyMap, KeyRow};

mod typing;

pub use typing::{TIME, WRITING};

use crate::profile::Reply;
use relief::{DIFFERS, SAME};

pub use pages::{CARD, DANGER, HANDBOOK, HELP_PAGE, LOOK_FIRST, MARKS, NIGHT, PAGE, SEARCH};
pub use relief::{ADVICE, ASKING, EASED, LOOK, LOOKING, RELIEF, RESTING, STILL, STOPPED, WORSE};

/// The same row without its place in the footer.
const fn unshown(row: KeyRow) -> KeyRow {
    KeyRow { short: "", ..row }
}

const fn row(
    keys: &'static [Key],
    label: &'static str,
    action: Action,
    short: &'static str,
    help: &'static str,
) -> KeyRow {
    KeyRow {
        keys,
        label,
        action,
        short,
        help,
    }
}

const fn map(title: &'static str, rows: &'static [KeyRow]) -> KeyMap {
    KeyMap {
        title,
        rows,
        tail: ALWAYS,
        other: None,
    }
}

impl KeyMap {
    const fn ending(self, tail: &'static [KeyRow]) -> Self {
        Self { tail, ..self }
    }

    const fn closed_by_others(self) -> Self {
        Self { other: Some(Action::Close), ..self }
    }
}

const SPACE: Key = Char(' ');

const DIMMER: KeyRow = row(&[Char('d')], "d", Action::Dimmer, "dimmer", "dimmer: day, night, ember");
const MOTION: KeyRow = row(&[Char('a')], "a", Action::Motion, "", "motion: full, calm, still");
const SOUND: KeyRow = row(&[Char('m')], "m", Action::Sound, "sound", "sound: off, tones, voice");
const HELP: KeyRow = row(&[Char('?'), F1], "? F1", Action::Help, "help", "these keys");
const SIGNS: KeyRow = row(&[Char('!')], "!", Action::Signs, "get help", "when to get medical help");
const CRAMP: KeyRow = row(&[Char('c')], "c", Action::CrampNow, "", "CRAMP NOW, from anywhere");
const SAVE: KeyRow = row(&[Char('v')], "v", Action::SaveAgain, "", "save again what could not be saved");
const QUIT: KeyRow = row(&[Char('q')], "q", Action::Quit, "quit", "quit");
const ESC: KeyRow = row(&[Esc], "Esc", Action::SayHowToLeave, "", "says which key leaves; again: leaves");
const CTRL_C: KeyRow = row(&[Ctrl('c')], "Ctrl-C", Action::QuitNow, "", "leave at once");
const CTRL_Z: KeyRow = row(&[Ctrl('z')], "Ctrl-Z", Action::Suspend, "", "to the shell; fg returns");

/// What leaves and suspends everywhere.
const ALWAYS: &[KeyRow] = &[CTRL_C, CTRL_Z];

pub static HOME: KeyMap = map("Home", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "go", "open what is marked: CRAMP NOW at first"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "up", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "down", "down"),
    row(&[Char('1'), Char('c')], "1 c", Action::CrampNow, "", "CRAMP NOW"),
    row(&[Char('2'), Char('b')], "2 b", Action::Bedtime, "", "bedtime routine"),
    row(&[Char('3'), Char('m')], "3 m", Action::Routines, "", "more routines"),
    row(&[Char('4'), Char('!')], "4 !", Action::Signs, "", "when to get medical help"),
    row(&[Char('5'), Char('n')], "5 n", Action::Nights, "", "nights: the diary"),
    row(&[Char('6'), Char('o')], "6 o", Action::Offer, "", "the questions that are offered"),
    row(&[Char('7'), Char('h')], "7 h", Action::Handbook, "", "questions and answers: the handbook"),
    row(&[Char('8')], "8", Action::Marks, "", "is it a cramp? five troubles, one after the other"),
    row(&[Char('t')], "t", Action::Tip, "", "more about the tip"),
    row(&[Char('0')], "0", Action::NoCramp, "", "no cramp last night; at once again: take it back"),
    SAVE,
    row(&[Char('9'), Char('p')], "9 p", Action::Safety, "", "safety questions"),
    DIMMER,
    HELP,
    QUIT,
    ESC,
]);

pub static ROUTINES: KeyMap = map("List of routines", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "start", "start it"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "up", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "down", "down"),
    row(&[Key::Home, Char('g')], "Home g", Action::First, "", "first"),
    row(&[End, Char('G')], "End G", Action::Last, "", "last"),
    row(&[Char('i')], "i", Action::Details, "details", "what it rests on, and its sources"),
    CRAMP,
    SIGNS,
    DIMMER,
    HELP,
    row(&[Char('q'), Esc, Left, Char('h')], "q Esc", Action::Close, "back", "back"),
]);

pub static NIGHTS: KeyMap = map("Nights", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "one night", "all that is known of the night"),
    row(&[Char('i')], "i", Action::Details, "counts", "all counts"),
    row(&[Char('e')], "e", Action::Edit, "change", "answer the questions about the night"),
    row(&[Char('0')], "0", Action::NoCramp, "no cramp", "the night had no cramp; at once again: take it back"),
    row(&[Char('+'), Char('=')], "+", Action::More, "one more", "a cramp more in this night, about three: its time comes first"),
    row(&[Char('u')], "u", Action::Undo, "", "take back the last change; again: the one before"),
    row(&[Ctrl('r')], "Ctrl-R", Action::Redo, "", "make the change again that was taken back"),
    row(&[Left, Char('h')], "← h", Action::Left, "", "a week earlier"),
    row(&[Right, Char('l')], "→ l", Action::Right, "", "a week later"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "", "the night before"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "", "the night after"),
    row(&[PageUp], "PgUp", Action::PreviousPage, "", "sixteen weeks earlier"),
    row(&[PageDown], "PgDn", Action::NextPage, "", "sixteen weeks later"),
    row(&[End, Char('G')], "End", Action::Last, "", "the last night"),
    CRAMP,
    SAVE,
    unshown(SIGNS),
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Close, "back", "back"),
]);

pub static COUNTS: KeyMap = map("Counts of the nights", &[
    row(&[Right, Down, Enter, SPACE, PageDown, Char('l'), Char('j')], "→ ↓", Action::NextPage, "more", "the next count; after the last: back"),
    row(&[Left, Up, PageUp, Char('h'), Char('k')], "← ↑", Action::PreviousPage, "before", "the count before"),
    CRAMP,
    SAVE,
    unshown(SIGNS),
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc, Char('i')], "q Esc", Action::Close, "back", "back to the nights"),
]);

pub static MORNING: KeyMap = map("Questions about a night", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "go on", "take the answer that is marked; where none is, go on"),
    row(&[Char('y')], "y", Action::Reply(Reply::Yes), "yes", "yes, where that is an answer"),
    row(&[Char('n')], "n", Action::Reply(Reply::No), "no", "no, where that is an answer"),
    row(DIGITS, "0-9", Action::Number, "answer", "the answer with this key; in a list, again: put it back"),
    row(&[Char('a'), Char('e'), Char('f'), Char('g')], "a e f g", Action::Number, "", "further words of your own in a list"),
    row(&[Char('w')], "w", Action::OwnWords, "own words", "write words of your own, where a list takes them"),
    row(&[Char('i')], "i", Action::Details, "what is known", "what is known of the remedy that was named last"),
    row(&[Char('u')], "u", Action::Unsure, "", "don't know"),
    MARK_AFTER,
    MARK_BEFORE,
    row(&[Char('s'), Tab], "s Tab", Action::Next, "skip", "the next question, answered or not"),
    row(&[Char('b')], "b", Action::Back, "back", "the question before"),
    row(&[Backspace], "Backspace", Action::Forget, "no answer", "take the answer back"),
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Finish, "done", "done: what was answered is kept"),
]);

const PAUSE: KeyRow = row(&[SPACE], "SPACE", Action::Pause, "pause", "pause / go on");
const BEFORE: KeyRow = row(&[Left, Char('h'), Char('b')], "← h b", Action::Back, "back", "this step again; twice: the one before");
const DETAILS: KeyRow = row(&[Char('i')], "i", Action::Details, "details", "details and sources of this step");
/// What every step of a routine has.
const IN_A_ROUTINE: &[KeyRow] = &[
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    MOTION,
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Leave, "leave", "leave, asking once"),
    CTRL_C,
    CTRL_Z,
];

pub static PLAYER: KeyMap = map("In a routine", &[
    PAUSE,
    row(&[Enter], "ENTER", Action::Ready, "ready", "ready now"),
    SOUND,
    row(&[Right, Char('l'), Char('n'), Tab], "→ l n", Action::Next, "next", "next step"),
    BEFORE,
    row(&[Char('+'), Char('=')], "+", Action::Longer, "longer", "ten seconds longer"),
    row(&[Char('-'), Char('_')], "-", Action::Shorter, "", "ten seconds shorter"),
    row(&[Char('s')], "s", Action::Swap, "", "swap left and right"),
    row(&[Char('r')], "r", Action::Restart, "", "this step again"),
    row(&[Char('1'), Char('o'), Char('0'), Char('y')], "1 o y", Action::Take, "", "start what is offered"),
    DETAILS,
]).ending(IN_A_ROUTINE);

pub static CHECK: KeyMap = map("The look in a routine", &[
    DIFFERS,
    SAME,
    PAUSE,
    SOUND,
    BEFORE,
    DETAILS,
]).ending(IN_A_ROUTINE);

pub static DONE: KeyMap = map("When a routine is done", &[
    row(&[Char('w')], "w", Action::Then, "", "start the routine that is offered"),
    CRAMP,
    SIGNS,
    SAVE,
    DIMMER,
    HELP,
    row(&[Enter, SPACE], "ENTER SPACE", Action::Close, "close", "close"),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "", "close"),
]);

pub static LEAVE: KeyMap = map("Leave?", &[
    row(&[Char('q'), Esc], "q Esc", Action::Leave, "leave", "leave; any other key stays"),
]).closed_by_others();

const SKIP: KeyRow = row(&[Char('s'), Tab], "s Tab", Action::Next, "skip", "skip: the answer stays as it was");
const BACK: KeyRow = row(&[Char('b'), Backspace], "b", Action::Back, "back", "the question before");
const END: KeyRow = row(&[Char('q'), Esc], "q Esc", Action::Close, "done", "leave; what was answered is kept");
/// What all safety questions share.
const ASKED: &[KeyRow] =
    &[CRAMP, unshown(SIGNS), unshown(DIMMER), unshown(HELP), END, CTRL_C, CTRL_Z];
const MARK_AFTER: KeyRow = row(&[Down, Right, Char('j'), Char('l')], "↓ →", Action::Down, "mark", "mark the answer after");
const MARK_BEFORE: KeyRow = row(&[Up, Left, Char('k'), Char('h')], "↑ ←", Action::Up, "", "mark the answer before");
/// The first is what a click on the footer means: every question has a first answer.
const DIGITS: &[Key] = &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9'), Char('0')];

pub static QUESTION: KeyMap = map("At a safety question", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "take it", "take the answer that is marked; none marked: says which keys answer"),
    row(&[Char('y'), Char('1')], "y 1", Action::Reply(Reply::Yes), "yes", "yes"),
    row(&[Char('n'), Char('2')], "n 2", Action::Reply(Reply::No), "no", "no"),
    row(&[Char('3'), Char('u')], "3 u", Action::Reply(Reply::Unsure), "don't know", "don't know: as careful as yes"),
    MARK_AFTER,
    MARK_BEFORE,
    SKIP,
    BACK,
]).ending(ASKED);

pub static WEEKS: KeyMap = map("How many weeks?", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "take it", "take this number"),
    row(DIGITS, "0-9", Action::Type, "type", "the number of weeks: 2, then 0 is 20"),
    row(&[Up, Right, Char('k'), Char('+')], "↑", Action::Up, "more", "one week more"),
    row(&[Down, Left, Char('j'), Char('-')], "↓", Action::Down, "fewer", "one week fewer"),
    row(&[Char('u'), Char('s'), Tab], "u s", Action::Next, "don't know", "don't know: counts as late"),
    BACK,
]).ending(ASKED);

pub static WHICH: KeyMap = map("Which?", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "go on", "take the one that is marked; where none is, go on"),
    row(DIGITS, "0-9", Action::Number, "choose", "choose, or take back"),
    MARK_AFTER,
    MARK_BEFORE,
    SKIP,
    BACK,
]).ending(ASKED);

pub static ANSWERED: KeyMap = map("When every question has been asked", &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Close, "close", "close"),
    row(&[Right, Down, PageDown, Char('j'), Char('l')], "→ ↓", Action::NextPage, "more", "next page"),
    row(&[Left, Up, PageUp, Char('k'), Char('h')], "← ↑", Action::PreviousPage, "before", "page before"),
    BACK,
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    unshown(HELP),
    unshown(END),
]);

/// Every map, in the order of the documentation.
pub static ALL: &[&KeyMap] = &[
    &HOME,
    &ROUTINES,
    &HANDBOOK,
    &SEARCH,
    &CARD,
    &MARKS,
    &NIGHTS,
    &NIGHT,
    &COUNTS,
    &MORNING,
    &WRITING,
    &TIME,
    &PLAYER,
    &CHECK,
    &DONE,
    &RELIEF,
    &LOOKING,
    &STILL,
    &ASKING,
    &ADVICE,
    &WORSE,
    &STOPPED,
    &RESTING,
    &LOOK,
    &EASED,
    &PAGE,
    &HELP_PAGE,
    &DANGER,
    &LOOK_FIRST,
    &LEAVE,
    &QUESTION,
    &WEEKS,
    &WHICH,
    &ANSWERED,
];
