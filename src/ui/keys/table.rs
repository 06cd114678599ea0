//! The table itself: for every context its keys, in the order of footer and help.

use super::Key::{
    self, Backspace, Char, Ctrl, Down, End, Enter, Esc, F1, Left, PageDown, PageUp, Right, Tab, Up,
};
use super::{Action, Row};
use crate::diary::Answer;
use crate::profile::Reply;
use crate::session::relief::Spot;

/// The same row without its place in the footer.
const fn unshown(row: Row) -> Row {
    Row { short: "", ..row }
}

const fn row(
    keys: &'static [Key],
    label: &'static str,
    action: Action,
    short: &'static str,
    help: &'static str,
) -> Row {
    Row {
        keys,
        label,
        action,
        short,
        help,
    }
}

const SPACE: Key = Char(' ');

const DIMMER: Row = row(&[Char('d')], "d", Action::Dimmer, "dimmer", "dimmer: day, night, ember");
const MOTION: Row = row(&[Char('a')], "a", Action::Motion, "", "motion: full, calm, still");
const HELP: Row = row(&[Char('?'), F1], "? F1", Action::Help, "help", "these keys");
const SIGNS: Row = row(&[Char('!')], "!", Action::Signs, "get help", "when to get medical help");
const CRAMP: Row = row(&[Char('c')], "c", Action::CrampNow, "", "CRAMP NOW, from anywhere");
const SAVE: Row = row(&[Char('v')], "v", Action::SaveAgain, "", "save again what could not be saved");
const QUIT: Row = row(&[Char('q')], "q", Action::Quit, "quit", "quit");
const ESC: Row = row(&[Esc], "Esc", Action::SayHowToLeave, "", "says which key leaves");
const CTRL_C: Row = row(&[Ctrl('c')], "Ctrl-C", Action::QuitNow, "", "leave at once");
const CTRL_Z: Row = row(&[Ctrl('z')], "Ctrl-Z", Action::Suspend, "", "to the shell; fg returns");

pub const HOME: &[Row] = &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "go", "open; at first CRAMP NOW"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "move", "down"),
    row(&[Char('1'), Char('c')], "1 c", Action::CrampNow, "", "CRAMP NOW"),
    row(&[Char('2'), Char('b')], "2 b", Action::Bedtime, "", "bedtime routine"),
    row(&[Char('3'), Char('m')], "3 m", Action::Routines, "", "more routines"),
    row(&[Char('4'), Char('!')], "4 !", Action::Signs, "", "when to get medical help"),
    row(&[Char('5'), Char('n')], "5 n", Action::Nights, "", "nights: the diary"),
    row(&[Char('6'), Char('o')], "6 o", Action::Offer, "", "the questions that are offered"),
    row(&[Char('0')], "0", Action::NoCramp, "", "no cramp last night; again: take it back"),
    SAVE,
    row(&[Char('p')], "p", Action::Safety, "", "safety questions"),
    DIMMER,
    HELP,
    QUIT,
    ESC,
    CTRL_C,
    CTRL_Z,
];

pub const ROUTINES: &[Row] = &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "start", "start it"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "move", "down"),
    row(&[Key::Home, Char('g')], "Home g", Action::First, "", "first"),
    row(&[End, Char('G')], "End G", Action::Last, "", "last"),
    row(&[Char('i')], "i", Action::Details, "details", "what it rests on, and its sources"),
    CRAMP,
    SIGNS,
    DIMMER,
    HELP,
    row(&[Char('q'), Esc, Left, Char('h')], "q Esc", Action::Close, "back", "back"),
    CTRL_C,
    CTRL_Z,
];

pub const NIGHTS: &[Row] = &[
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "one night", "all that is known of the night"),
    row(&[Char('i')], "i", Action::Details, "counts", "all counts"),
    row(&[Char('e')], "e", Action::Edit, "change", "answer the questions about the night"),
    row(&[Char('0')], "0", Action::NoCramp, "no cramp", "the night had no cramp; again: take it back"),
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
    CTRL_C,
    CTRL_Z,
];

pub const MORNING: &[Row] = &[
    row(&[Enter, Down, Tab, Char('j')], "ENTER ↓", Action::Down, "go on", "go on, answered or not; one answer of several goes on by itself"),
    row(&[Up, Char('k')], "↑ k", Action::Up, "back", "the question before"),
    row(&[Char('0'), Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9')], "0-9", Action::Number, "", "the answer with this key; in a list, again: put it back"),
    row(&[Char('u')], "u", Action::Unsure, "", "don't know"),
    row(&[SPACE], "SPACE", Action::Choose, "", "pick what ← and → have selected"),
    row(&[Left, Char('h')], "← h", Action::Left, "", "select the answer before"),
    row(&[Right, Char('l')], "→ l", Action::Right, "", "select the answer after"),
    row(&[Backspace], "Backspace", Action::Forget, "no answer", "no answer"),
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Finish, "done", "done: what was answered is kept"),
    CTRL_C,
    CTRL_Z,
];

pub const WRITING: &[Row] = &[
    row(&[], "letters", Action::Type, "", "write them"),
    row(&[Enter, Down, Tab], "ENTER ↓", Action::Down, "go on", "go on, written or not"),
    row(&[Up], "↑", Action::Up, "back", "the question before"),
    row(&[Left], "←", Action::Left, "", "a letter back"),
    row(&[Right], "→", Action::Right, "", "a letter on"),
    row(&[Key::Home], "Home", Action::First, "", "to the beginning"),
    row(&[End], "End", Action::Last, "", "to the end"),
    row(&[Backspace], "Backspace", Action::Forget, "", "delete the last letter"),
    row(&[F1], "F1", Action::Help, "help", "these keys"),
    row(&[Esc], "Esc", Action::Finish, "done", "done: what was written is kept"),
    CTRL_C,
    CTRL_Z,
];

pub const PLAYER: &[Row] = &[
    row(&[SPACE], "SPACE", Action::Pause, "pause", "pause / go on"),
    row(&[Enter], "ENTER", Action::Ready, "", "ready now"),
    row(&[Right, Char('l'), Char('n'), Tab], "→ l n", Action::Next, "next", "next step"),
    row(&[Left, Char('h'), Char('b')], "← h b", Action::Back, "back", "this step again; twice: the one before"),
    row(&[Char('+'), Char('=')], "+", Action::Longer, "longer", "ten seconds longer"),
    row(&[Char('-'), Char('_')], "-", Action::Shorter, "", "ten seconds shorter"),
    row(&[Char('s')], "s", Action::Swap, "", "swap left and right"),
    row(&[Char('r')], "r", Action::Restart, "", "this step again"),
    row(&[Char('o')], "o", Action::Take, "", "start what is offered"),
    row(&[Char('i')], "i", Action::Details, "details", "details and sources of this step"),
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    MOTION,
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Leave, "leave", "leave, asking once"),
    CTRL_C,
    CTRL_Z,
];

pub const DONE: &[Row] = &[
    row(&[Char('w')], "w", Action::Then, "", "start the routine that is offered"),
    CRAMP,
    SIGNS,
    SAVE,
    DIMMER,
    HELP,
    row(&[Enter, SPACE], "ENTER SPACE", Action::Close, "close", "close"),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "", "close"),
    CTRL_C,
    CTRL_Z,
];

pub const RELIEF: &[Row] = &[
    row(&[SPACE, Enter], "SPACE ENTER", Action::Eased, "eased", "it eased, or stop"),
    row(&[Right, Char('n')], "→ n", Action::Next, "next", "next step"),
    SIGNS,
    row(&[Left, Char('b')], "← b", Action::Previous, "", "step before"),
    row(&[Char('+'), Char('=')], "+", Action::Longer, "longer", "ten seconds longer"),
    row(&[Char('1')], "1", Action::Spot(Spot::Calf), "", "calf"),
    row(&[Char('2')], "2", Action::Spot(Spot::Foot), "", "foot"),
    row(&[Char('3')], "3", Action::Spot(Spot::Hamstring), "", "back of thigh"),
    row(&[Char('4')], "4", Action::Spot(Spot::Quadriceps), "", "front of thigh"),
    row(&[Char('5')], "5", Action::Spot(Spot::Bed), "in bed", "in bed: no need to stand"),
    row(&[Char('o')], "o", Action::Take, "", "start what is offered"),
    row(&[Char('i')], "i", Action::Details, "", "details and sources of this step"),
    unshown(DIMMER),
    MOTION,
    unshown(HELP),
    QUIT,
    ESC,
    CTRL_C,
    CTRL_Z,
];

pub const ASKING: &[Row] = &[
    SIGNS,
    row(&[Char('1')], "1", Action::Answer(Answer::Gone), "gone", "gone"),
    row(&[Char('2')], "2", Action::Answer(Answer::Better), "better", "better"),
    row(&[Char('3')], "3", Action::Answer(Answer::Same), "the same", "the same: go on"),
    row(&[Char('4')], "4", Action::Answer(Answer::Worse), "worse", "worse: stop stretching"),
    row(&[SPACE, Enter], "SPACE ENTER", Action::Answer(Answer::Gone), "", "gone"),
    unshown(DIMMER),
    unshown(HELP),
    QUIT,
    ESC,
    CTRL_C,
    CTRL_Z,
];

pub const WORSE: &[Row] = &[
    row(&[Right, Enter, Char('n')], "→ ENTER", Action::GoGently, "go on gently", "go on from the gentlest step"),
    SIGNS,
    unshown(DIMMER),
    unshown(HELP),
    QUIT,
    ESC,
    CTRL_C,
    CTRL_Z,
];

pub const RESTING: &[Row] = &[
    row(&[SPACE, Enter], "SPACE ENTER", Action::Eased, "eased", "it eased"),
    row(&[Char('c')], "c", Action::Again, "starts again", "start the steps again"),
    SIGNS,
    row(&[Char('1')], "1", Action::Spot(Spot::Calf), "", "calf"),
    row(&[Char('2')], "2", Action::Spot(Spot::Foot), "", "foot"),
    row(&[Char('3')], "3", Action::Spot(Spot::Hamstring), "", "back of thigh"),
    row(&[Char('4')], "4", Action::Spot(Spot::Quadriceps), "", "front of thigh"),
    row(&[Char('5')], "5", Action::Spot(Spot::Bed), "in bed", "in bed: no need to stand"),
    unshown(DIMMER),
    unshown(HELP),
    QUIT,
    ESC,
    CTRL_C,
    CTRL_Z,
];

pub const EASED: &[Row] = &[
    row(&[Char('w')], "w", Action::Then, "", "after the cramp: a gentle walk-down"),
    row(&[Char('c')], "c", Action::Again, "it is back", "it is back: start again"),
    SIGNS,
    row(&[Enter, SPACE], "ENTER SPACE", Action::Close, "to bed", "back to bed: close"),
    SAVE,
    unshown(DIMMER),
    unshown(HELP),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "", "back to bed: close"),
    CTRL_C,
    CTRL_Z,
];

pub const PAGE: &[Row] = &[
    row(&[Right, Down, PageDown, Char('j'), Char('l')], "→ ↓", Action::NextPage, "more", "next page; after the last: close"),
    row(&[Left, Up, PageUp, Char('k'), Char('h')], "← ↑", Action::PreviousPage, "", "page before"),
    CRAMP,
    CTRL_C,
    CTRL_Z,
];

pub const DANGER: &[Row] = &[
    row(&[Char('s')], "s", Action::LooksSame, "both legs look the same now", "both legs look the same now: go on"),
    row(&[Right, Down, PageDown, Char('j'), Char('l')], "→ ↓", Action::NextPage, "more", "next page"),
    row(&[Left, Up, PageUp, Char('k'), Char('h')], "← ↑", Action::PreviousPage, "", "page before"),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "leave", "leave"),
    CTRL_C,
    CTRL_Z,
];

pub const LEAVE: &[Row] = &[
    row(&[Char('q'), Esc], "q Esc", Action::Close, "leave", "leave"),
    CTRL_C,
    CTRL_Z,
];

const SKIP: Row = row(&[Right, Char('s'), Tab], "→ s", Action::Next, "skip", "skip: the answer stays as it was");
const BACK: Row = row(&[Left, Char('b')], "← b", Action::Back, "back", "the question before");
const END: Row = row(&[Char('q'), Esc], "q Esc", Action::Close, "done", "leave; what was answered is kept");

pub const QUESTION: &[Row] = &[
    row(&[Char('1'), Char('y')], "1 y", Action::Reply(Reply::Yes), "", "yes"),
    row(&[Char('2'), Char('n')], "2 n", Action::Reply(Reply::No), "", "no"),
    row(&[Char('3'), Char('u')], "3 u", Action::Reply(Reply::Unsure), "", "don't know: as careful as yes"),
    row(&[Enter, SPACE], "ENTER SPACE", Action::Open, "", "says which keys answer"),
    SKIP,
    BACK,
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    unshown(HELP),
    END,
    CTRL_C,
    CTRL_Z,
];

pub const WEEKS: &[Row] = &[
    row(&[Enter, SPACE], "ENTER", Action::Open, "take it", "take this number"),
    row(&[Up, Char('k'), Char('+')], "↑", Action::Up, "more", "one week more"),
    row(&[Down, Char('j'), Char('-')], "↓", Action::Down, "fewer", "one week fewer"),
    row(&[Right, Char('s'), Tab], "→", Action::Next, "don't know", "don't know: counts as late"),
    BACK,
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    unshown(HELP),
    END,
    CTRL_C,
    CTRL_Z,
];

pub const WHICH: &[Row] = &[
    row(&[Enter, SPACE, Right, Tab], "ENTER", Action::Open, "go on", "go on"),
    row(&[Char('1')], "1", Action::Tick(0), "choose", "choose, or take back"),
    row(&[Char('2')], "2", Action::Tick(1), "", "the same for the second"),
    row(&[Char('3')], "3", Action::Tick(2), "", "the third"),
    row(&[Char('4')], "4", Action::Tick(3), "", "the fourth"),
    row(&[Char('5')], "5", Action::Tick(4), "", "the fifth"),
    row(&[Char('6')], "6", Action::Tick(5), "", "the sixth"),
    BACK,
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    unshown(HELP),
    END,
    CTRL_C,
    CTRL_Z,
];

pub const ANSWERED: &[Row] = &[
    row(&[Enter, SPACE], "ENTER", Action::Close, "close", "close"),
    BACK,
    CRAMP,
    unshown(SIGNS),
    unshown(DIMMER),
    unshown(HELP),
    unshown(END),
    CTRL_C,
    CTRL_Z,
];
