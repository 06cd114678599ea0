//! The keys during a cramp.

use super::super::Key::{Char, Down, Enter, Esc, Left, PageDown, Right, Tab, Up};
use super::{
    Action, CTRL_C, CTRL_Z, DIMMER, ESC, HELP, KeyMap, MOTION, QUIT, KeyRow, SAVE, SIGNS, SOUND, SPACE, map, row,
    unshown,
};
use crate::diary::ReliefAnswer;
use crate::session::relief::Spot;

const SWOLLEN: KeyRow =
    row(&[Char('o'), Char('0')], "o 0", Action::Swollen, "one differs", "one leg is swollen, hot or dark: stop");
const CALF: KeyRow = row(&[Char('1')], "1", Action::Spot(Spot::Calf), "", "calf");
const FOOT: KeyRow = row(&[Char('2')], "2", Action::Spot(Spot::Foot), "", "foot");
const HAMSTRING: KeyRow = row(&[Char('3')], "3", Action::Spot(Spot::Hamstring), "", "back of thigh");
const QUADRICEPS: KeyRow = row(&[Char('4')], "4", Action::Spot(Spot::Quadriceps), "", "front of thigh");
const BED: KeyRow = row(&[Char('5')], "5", Action::Spot(Spot::Bed), "in bed", "in bed: no need to stand");
const SHIN: KeyRow = row(&[Char('6')], "6", Action::Spot(Spot::Shin), "", "shin or top of foot: it is pulled up");
const INNER_THIGH: KeyRow = row(&[Char('7')], "7", Action::Spot(Spot::InnerThigh), "", "inner thigh");

/// What all screens share on which nothing is stretched.
const IN_A_CRAMP: &[KeyRow] =
    &[QUIT, SWOLLEN, unshown(DIMMER), unshown(HELP), ESC, CTRL_C, CTRL_Z];
const EASED_KEY: KeyRow = row(&[SPACE, Enter], "SPACE ENTER", Action::Eased, "eased", "it eased, or stop");
const PREVIOUS: KeyRow = row(&[Left, Char('b')], "← b", Action::Previous, "", "step before");
const LONGER: KeyRow = row(&[Char('+'), Char('=')], "+", Action::Longer, "longer", "ten seconds longer");
const BOTH_LEGS: KeyRow = row(&[Char('t')], "t", Action::BothLegs, "", "both legs cramp (two)");
const DETAILS: KeyRow = row(&[Char('i')], "i", Action::Details, "", "details and sources of this step");
/// How both legs look: a digit answers, as whatever else is asked, and letters do.
pub(super) const SAME: KeyRow = row(&[Char('2'), Char('n')], "2 n", Action::LooksSame, "", "both legs look the same: go on");
pub(super) const DIFFERS: KeyRow = row(
    &[Char('1'), Char('o'), Char('0'), Char('y')],
    "1 o 0 y", Action::Swollen, "one differs", "one leg is swollen, hot or dark: stop",
);
const MORE: KeyRow =
    row(&[Right, Down, PageDown], "→ ↓", Action::NextPage, "more", "next page; after the last: the first");

pub static RELIEF: KeyMap = map("During a cramp", &[
    EASED_KEY,
    row(&[Right, Char('n')], "→ n", Action::Next, "next", "next step"),
    SIGNS,
    PREVIOUS,
    SOUND,
    LONGER,
    CALF,
    FOOT,
    HAMSTRING,
    QUADRICEPS,
    BED,
    SHIN,
    INNER_THIGH,
    BOTH_LEGS,
    row(&[Char('y')], "y", Action::Take, "", "start what is offered"),
    DETAILS,
    SWOLLEN,
    unshown(DIMMER),
    MOTION,
    unshown(HELP),
    QUIT,
    ESC,
]);

pub static LOOKING: KeyMap = map("The look between two passes", &[
    EASED_KEY,
    DIFFERS,
    SAME,
    row(&[Right], "→", Action::Next, "next", "next step"),
    SIGNS,
    PREVIOUS,
    SOUND,
    unshown(LONGER),
    BOTH_LEGS,
    DETAILS,
    unshown(DIMMER),
    MOTION,
    unshown(HELP),
    QUIT,
    ESC,
]);

pub static STILL: KeyMap = map("Where the leg may be hurt", &[
    row(&[Char('r')], "r", Action::Unhurt, "", "the leg that cramps is not hurt"),
    row(&[SPACE, Enter], "SPACE ENTER", Action::Eased, "eased", "it eased"),
    MORE,
    SIGNS,
    CALF,
    FOOT,
    HAMSTRING,
    QUADRICEPS,
    unshown(BED),
    SHIN,
    INNER_THIGH,
]).ending(IN_A_CRAMP);

pub static ASKING: KeyMap = map("EASED?", &[
    SIGNS,
    row(&[Char('1')], "1", Action::Answer(ReliefAnswer::Gone), "gone", "gone"),
    row(&[Char('2')], "2", Action::Answer(ReliefAnswer::Better), "better", "better"),
    row(&[Char('3')], "3", Action::Answer(ReliefAnswer::Same), "the same", "the same: go on"),
    row(&[Char('4')], "4", Action::Answer(ReliefAnswer::Worse), "worse", "worse: stop stretching"),
    row(&[SPACE, Enter], "SPACE ENTER", Action::Open, "take it", "the answer that is marked: at first gone"),
    row(&[Down, Right, Tab], "↓ →", Action::Down, "mark", "mark the answer below"),
    row(&[Up, Left], "↑ ←", Action::Up, "", "mark the answer above"),
    unshown(DIMMER),
    unshown(HELP),
    QUIT,
    ESC,
]);

pub static ADVICE: KeyMap = map("At ten minutes", &[
    EASED_KEY,
    MORE,
    SIGNS,
    SWOLLEN,
    row(&[Esc], "Esc", Action::Close, "go on", "back to EASED?; so does any other key"),
]).closed_by_others();

/// What is recorded is not so, or over: one answer on every card of it, and no key that is not shown.
pub(super) const OVER: KeyRow = row(&[Char('2')], "2", Action::LooksSame, "", "it is over, and both legs look the same: go on; before the last page: more");

pub static WORSE: KeyMap = map("When stretching made it worse", &[
    row(&[Char('1'), Char('n')], "1 n", Action::GoGently, "", "rest the leg, step by step: nothing stretches it"),
    OVER,
    MORE,
    SIGNS,
]).ending(IN_A_CRAMP);

pub static STOPPED: KeyMap = map("When a sign of danger has stopped relief", &[
    OVER,
    MORE,
    SIGNS,
]).ending(IN_A_CRAMP);

pub static RESTING: KeyMap = map("After ten minutes", &[
    row(&[SPACE, Enter], "SPACE ENTER", Action::Eased, "eased", "it eased"),
    MORE,
    SIGNS,
]).ending(IN_A_CRAMP);

pub static LOOK: KeyMap = map("The look when it has eased", &[
    DIFFERS,
    SAME,
    row(&[Enter, Right], "ENTER", Action::Next, "", "go on; it goes by itself too"),
    row(&[Char('c')], "c", Action::Again, "it is back", "it is back: start again"),
    SIGNS,
    SAVE,
    unshown(DIMMER),
    unshown(HELP),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "quit", "close"),
]);

pub static EASED: KeyMap = map("When it has eased", &[
    row(&[Char('w')], "w", Action::Then, "", "wind down: soft moves after the cramp"),
    row(&[Char('c')], "c", Action::Again, "it is back", "it is back: start again"),
    SIGNS,
    row(&[Enter, SPACE], "ENTER SPACE", Action::Quit, "to bed", "back to bed: the program ends"),
    SAVE,
    SWOLLEN,
    unshown(DIMMER),
    unshown(HELP),
    row(&[Char('q'), Esc], "q Esc", Action::Close, "close", "close"),
]);
