//! The keys: one table, from which footer, help and `docs/keys.md` are made.

use crate::diary::Answer;
use crate::session::relief::Spot;

/// A key press, or a click. Repeats are presses; releases never reach the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as typed: `Char('A')` with shift; the space bar is `Char(' ')`.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// The arrows.
    Left,
    /// See [`Key::Left`].
    Right,
    /// See [`Key::Left`].
    Up,
    /// See [`Key::Left`].
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Function key F1.
    F1,
    /// Ctrl and a lower-case letter.
    Ctrl(char),
    /// The left mouse button was pressed on a cell of the screen.
    Click {
        /// From the left, 0-based.
        column: u16,
        /// From the top, 0-based.
        row: u16,
    },
}

impl Key {
    /// Whether it is the same key, or a click as well, wherever it fell.
    pub fn is_same(self, other: Self) -> bool {
        let clicks = matches!((self, other), (Self::Click { .. }, Self::Click { .. }));
        clicks || self == other
    }
}

/// What a key means in its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Start relief at once.
    CrampNow,
    /// Start the bedtime routine.
    Bedtime,
    /// List the routines.
    Routines,
    /// Show the warning signs.
    Signs,
    /// Show the keys.
    Help,
    /// Open what is selected.
    Open,
    /// Select the one above.
    Up,
    /// Select the one below.
    Down,
    /// Select the first.
    First,
    /// Select the last.
    Last,
    /// Return to the home screen.
    GoHome,
    /// Leave the program.
    Quit,
    /// Leave a routine, asking once.
    Leave,
    /// Close this: back home, or out where there was no home.
    Close,
    /// Leave the program at once, whatever is under way.
    QuitNow,
    /// Stop the clock, or go on.
    Pause,
    /// Go on without waiting.
    Ready,
    /// The next step.
    Next,
    /// This step again; twice, the one before.
    Back,
    /// The step before.
    Previous,
    /// This step again.
    Restart,
    /// Ten seconds more.
    Longer,
    /// Ten seconds less.
    Shorter,
    /// The other leg first.
    Swap,
    /// Start what is offered, or what waits behind its caution.
    Take,
    /// Details, caution, evidence and sources of the step.
    Details,
    /// The next theme.
    Dimmer,
    /// Ask whether it eased.
    Eased,
    /// Choose where the cramp sits.
    Spot(Spot),
    /// Answer whether it eased.
    Answer(Answer),
    /// Go on from the gentlest step.
    GoGently,
    /// Start the steps again after the rest.
    Again,
    /// Start the routine that is offered at the end.
    Then,
    /// Say which key leaves.
    SayHowToLeave,
    /// Turn to the next page.
    NextPage,
    /// Turn to the page before.
    PreviousPage,
    /// Stop the program as a shell does.
    Suspend,
}

impl Action {
    /// Whether a press meant for the step before must not do it: skip, go back, leave.
    pub const fn is_guarded(self) -> bool {
        matches!(
            self,
            Self::Next | Self::Back | Self::Previous | Self::Restart | Self::Leave | Self::Quit
        )
    }
}

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The home screen.
    Home,
    /// The list of routines.
    Routines,
    /// A routine that is not relief.
    Player,
    /// A routine has run to its end.
    Done,
    /// Relief, its steps running.
    Relief,
    /// EASED? has been asked.
    Asking,
    /// The stretch made it worse.
    Worse,
    /// Ten minutes are over and the steps rest.
    Resting,
    /// It eased.
    Eased,
    /// A page that lies over a screen: help, details, warning signs, the advice card.
    Page,
    /// The question whether to leave.
    Leave,
}

impl Context {
    /// Every context, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Home,
        Self::Routines,
        Self::Player,
        Self::Done,
        Self::Relief,
        Self::Asking,
        Self::Worse,
        Self::Resting,
        Self::Eased,
        Self::Page,
        Self::Leave,
    ];

    /// Its name in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Routines => "List of routines",
            Self::Player => "In a routine",
            Self::Done => "When a routine is done",
            Self::Relief => "During a cramp",
            Self::Asking => "EASED?",
            Self::Worse => "When stretching made it worse",
            Self::Resting => "After ten minutes",
            Self::Eased => "When it has eased",
            Self::Page => "On a page over the screen",
            Self::Leave => "Leave?",
        }
    }
}

/// One row of the table: keys that mean the same in one context.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The keys; a click stands apart, in [`click`].
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

use Key::{Char, Ctrl, Down, End, Enter, Esc, F1, Left, PageDown, PageUp, Right, Tab, Up};

const SPACE: Key = Char(' ');

const DIMMER: Row = row(
    &[Char('d')],
    "d",
    Action::Dimmer,
    "dimmer",
    "dimmer: day, night, ember",
);
const HELP: Row = row(&[Char('?'), F1], "? F1", Action::Help, "help", "these keys");
const SIGNS: Row = row(
    &[Char('!')],
    "!",
    Action::Signs,
    "get help",
    "when to get medical help",
);
const CRAMP: Row = row(
    &[Char('c')],
    "c",
    Action::CrampNow,
    "",
    "CRAMP NOW, from anywhere",
);
const QUIT: Row = row(&[Char('q')], "q", Action::Quit, "quit", "quit");
const CTRL_C: Row = row(&[Ctrl('c')], "Ctrl-C", Action::QuitNow, "", "leave at once");
const CTRL_Z: Row = row(
    &[Ctrl('z')],
    "Ctrl-Z",
    Action::Suspend,
    "",
    "to the shell; fg returns",
);

const HOME: &[Row] = &[
    row(
        &[Enter, SPACE],
        "ENTER SPACE",
        Action::Open,
        "go",
        "open; at first CRAMP NOW",
    ),
    row(&[Up, Char('k')], "↑ k", Action::Up, "", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "move", "down"),
    row(
        &[Char('1'), Char('c')],
        "1 c",
        Action::CrampNow,
        "",
        "CRAMP NOW",
    ),
    row(
        &[Char('2'), Char('b')],
        "2 b",
        Action::Bedtime,
        "",
        "bedtime routine",
    ),
    row(
        &[Char('3'), Char('m')],
        "3 m",
        Action::Routines,
        "",
        "more routines",
    ),
    row(
        &[Char('4'), Char('!')],
        "4 !",
        Action::Signs,
        "",
        "when to get medical help",
    ),
    DIMMER,
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Quit, "quit", "quit"),
    CTRL_C,
    CTRL_Z,
];

const ROUTINES: &[Row] = &[
    row(
        &[Enter, SPACE],
        "ENTER SPACE",
        Action::Open,
        "start",
        "start it",
    ),
    row(&[Up, Char('k')], "↑ k", Action::Up, "", "up"),
    row(&[Down, Char('j'), Tab], "↓ j", Action::Down, "move", "down"),
    row(
        &[Key::Home, Char('g')],
        "Home g",
        Action::First,
        "",
        "first",
    ),
    row(&[End, Char('G')], "End G", Action::Last, "", "last"),
    row(
        &[Char('i')],
        "i",
        Action::Details,
        "details",
        "what it rests on, and its sources",
    ),
    CRAMP,
    SIGNS,
    DIMMER,
    HELP,
    row(
        &[Char('q'), Esc, Left, Char('h')],
        "q Esc",
        Action::GoHome,
        "back",
        "back",
    ),
    CTRL_C,
    CTRL_Z,
];

const PLAYER: &[Row] = &[
    row(&[SPACE], "SPACE", Action::Pause, "pause", "pause / go on"),
    row(&[Enter], "ENTER", Action::Ready, "", "ready now"),
    row(
        &[Right, Char('l'), Char('n'), Tab],
        "→ l n",
        Action::Next,
        "next",
        "next step",
    ),
    row(
        &[Left, Char('h'), Char('b')],
        "← h b",
        Action::Back,
        "back",
        "this step again; twice: the one before",
    ),
    row(
        &[Char('+'), Char('=')],
        "+",
        Action::Longer,
        "longer",
        "ten seconds longer",
    ),
    row(
        &[Char('-'), Char('_')],
        "-",
        Action::Shorter,
        "",
        "ten seconds shorter",
    ),
    row(&[Char('s')], "s", Action::Swap, "", "swap left and right"),
    row(&[Char('r')], "r", Action::Restart, "", "this step again"),
    row(&[Char('o')], "o", Action::Take, "", "start what is offered"),
    row(
        &[Char('i')],
        "i",
        Action::Details,
        "details",
        "details and sources of this step",
    ),
    CRAMP,
    row(
        &[Char('!')],
        "!",
        Action::Signs,
        "",
        "when to get medical help",
    ),
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    HELP,
    row(
        &[Char('q'), Esc],
        "q Esc",
        Action::Leave,
        "leave",
        "leave, asking once",
    ),
    CTRL_C,
    CTRL_Z,
];

const DONE: &[Row] = &[
    row(
        &[Enter, SPACE],
        "ENTER SPACE",
        Action::Close,
        "close",
        "close",
    ),
    row(
        &[Char('w')],
        "w",
        Action::Then,
        "",
        "start the routine that is offered",
    ),
    CRAMP,
    SIGNS,
    DIMMER,
    HELP,
    row(&[Char('q'), Esc], "q Esc", Action::Close, "", "close"),
    CTRL_C,
    CTRL_Z,
];

const RELIEF: &[Row] = &[
    row(
        &[SPACE, Enter],
        "SPACE ENTER",
        Action::Eased,
        "it eased",
        "it eased, or stop",
    ),
    row(
        &[Right, Char('n')],
        "→ n",
        Action::Next,
        "next",
        "next step",
    ),
    row(
        &[Left, Char('b')],
        "← b",
        Action::Previous,
        "",
        "step before",
    ),
    row(
        &[Char('+'), Char('=')],
        "+",
        Action::Longer,
        "longer",
        "ten seconds longer",
    ),
    row(&[Char('1')], "1", Action::Spot(Spot::Calf), "", "calf"),
    row(&[Char('2')], "2", Action::Spot(Spot::Foot), "", "foot"),
    row(
        &[Char('3')],
        "3",
        Action::Spot(Spot::Hamstring),
        "",
        "back of thigh",
    ),
    row(
        &[Char('4')],
        "4",
        Action::Spot(Spot::Quadriceps),
        "",
        "front of thigh",
    ),
    row(
        &[Char('5')],
        "5",
        Action::Spot(Spot::Bed),
        "in bed",
        "in bed: no need to stand",
    ),
    row(&[Char('o')], "o", Action::Take, "", "start what is offered"),
    row(
        &[Char('i')],
        "i",
        Action::Details,
        "",
        "details and sources of this step",
    ),
    SIGNS,
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    row(&[Char('?'), F1], "? F1", Action::Help, "", "these keys"),
    QUIT,
    row(
        &[Esc],
        "Esc",
        Action::SayHowToLeave,
        "",
        "says which key leaves",
    ),
    CTRL_C,
    CTRL_Z,
];

const ASKING: &[Row] = &[
    row(
        &[Char('1')],
        "1",
        Action::Answer(Answer::Gone),
        "gone",
        "gone",
    ),
    row(
        &[Char('2')],
        "2",
        Action::Answer(Answer::Better),
        "better",
        "better",
    ),
    row(
        &[Char('3')],
        "3",
        Action::Answer(Answer::Same),
        "the same",
        "the same: go on",
    ),
    row(
        &[Char('4')],
        "4",
        Action::Answer(Answer::Worse),
        "worse",
        "worse: stop stretching",
    ),
    row(
        &[SPACE, Enter],
        "SPACE ENTER",
        Action::Answer(Answer::Gone),
        "",
        "gone",
    ),
    SIGNS,
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    row(&[Char('?'), F1], "? F1", Action::Help, "", "these keys"),
    QUIT,
    row(
        &[Esc],
        "Esc",
        Action::SayHowToLeave,
        "",
        "says which key leaves",
    ),
    CTRL_C,
    CTRL_Z,
];

const WORSE: &[Row] = &[
    row(
        &[Right, Enter, Char('n')],
        "→ ENTER",
        Action::GoGently,
        "go on, gently, in bed",
        "go on from the gentlest step",
    ),
    SIGNS,
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    row(&[Char('?'), F1], "? F1", Action::Help, "", "these keys"),
    QUIT,
    row(
        &[Esc],
        "Esc",
        Action::SayHowToLeave,
        "",
        "says which key leaves",
    ),
    CTRL_C,
    CTRL_Z,
];

const RESTING: &[Row] = &[
    row(
        &[SPACE, Enter],
        "SPACE ENTER",
        Action::Eased,
        "it eased",
        "it eased",
    ),
    row(
        &[Char('c')],
        "c",
        Action::Again,
        "starts again",
        "start the steps again",
    ),
    row(&[Char('1')], "1", Action::Spot(Spot::Calf), "", "calf"),
    row(&[Char('2')], "2", Action::Spot(Spot::Foot), "", "foot"),
    row(
        &[Char('3')],
        "3",
        Action::Spot(Spot::Hamstring),
        "",
        "back of thigh",
    ),
    row(
        &[Char('4')],
        "4",
        Action::Spot(Spot::Quadriceps),
        "",
        "front of thigh",
    ),
    row(
        &[Char('5')],
        "5",
        Action::Spot(Spot::Bed),
        "in bed",
        "in bed: no need to stand",
    ),
    SIGNS,
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    row(&[Char('?'), F1], "? F1", Action::Help, "", "these keys"),
    QUIT,
    row(
        &[Esc],
        "Esc",
        Action::SayHowToLeave,
        "",
        "says which key leaves",
    ),
    CTRL_C,
    CTRL_Z,
];

const EASED: &[Row] = &[
    row(
        &[Char('w')],
        "w",
        Action::Then,
        "walk-down",
        "after the cramp: a gentle walk-down",
    ),
    row(
        &[Enter, SPACE],
        "ENTER SPACE",
        Action::Close,
        "back to bed",
        "back to bed: close",
    ),
    row(
        &[Char('c')],
        "c",
        Action::CrampNow,
        "it is back",
        "it is back: start again",
    ),
    SIGNS,
    row(
        &[Char('d')],
        "d",
        Action::Dimmer,
        "",
        "dimmer: day, night, ember",
    ),
    row(&[Char('?'), F1], "? F1", Action::Help, "", "these keys"),
    row(
        &[Char('q'), Esc],
        "q Esc",
        Action::Close,
        "",
        "back to bed: close",
    ),
    CTRL_C,
    CTRL_Z,
];

const PAGE: &[Row] = &[
    row(
        &[Right, Down, PageDown, Char('j'), Char('l')],
        "→ ↓",
        Action::NextPage,
        "more",
        "next page; after the last: close",
    ),
    row(
        &[Left, Up, PageUp, Char('k'), Char('h')],
        "← ↑",
        Action::PreviousPage,
        "",
        "page before",
    ),
    CTRL_C,
    CTRL_Z,
];

const LEAVE: &[Row] = &[
    row(&[Char('q'), Esc], "q Esc", Action::Close, "leave", "leave"),
    CTRL_C,
    CTRL_Z,
];

/// The rows of a context, in the order of footer and help.
pub const fn rows(context: Context) -> &'static [Row] {
    match context {
        Context::Home => HOME,
        Context::Routines => ROUTINES,
        Context::Player => PLAYER,
        Context::Done => DONE,
        Context::Relief => RELIEF,
        Context::Asking => ASKING,
        Context::Worse => WORSE,
        Context::Resting => RESTING,
        Context::Eased => EASED,
        Context::Page => PAGE,
        Context::Leave => LEAVE,
    }
}

/// What a key means in a context; `None` when it means nothing there.
pub fn action(context: Context, key: Key) -> Option<Action> {
    rows(context)
        .iter()
        .find(|row| row.keys.contains(&key))
        .map(|row| row.action)
}

/// Whether a key is often pressed by a resting or trembling hand, and so counts once in 250 ms.
pub const fn is_debounced(key: Key) -> bool {
    matches!(key, Char(' ' | '1'..='5') | Enter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice_in_one_context() {
        for &context in Context::ALL {
            let mut seen = Vec::new();
            for key in rows(context).iter().flat_map(|row| row.keys) {
                assert!(!seen.contains(key), "{key:?} is bound twice in {context:?}");
                seen.push(*key);
            }
        }
    }

    #[test]
    fn every_context_can_be_left_and_suspended() {
        for &context in Context::ALL {
            assert_eq!(
                action(context, Ctrl('c')),
                Some(Action::QuitNow),
                "{context:?}"
            );
            assert_eq!(
                action(context, Ctrl('z')),
                Some(Action::Suspend),
                "{context:?}"
            );
        }
    }
}
