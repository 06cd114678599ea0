//! The keys: one table, from which footer, help and `docs/keys.md` are made.

pub mod hand;
pub mod layout;
// One row a line, however long.
#[rustfmt::skip]
mod table;

use crate::diary::Answer;
use crate::profile::Reply;
use crate::session::relief::Spot;
use layout::Layout;

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
    /// Delete, forwards.
    Delete,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
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
    /// Whether it is one of the keys that are found in the dark: SPACE, ENTER, a click.
    pub const fn is_big(self) -> bool {
        matches!(self, Self::Char(' ') | Self::Enter | Self::Click { .. })
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
    /// Start relief at once.
    CrampNow,
    /// Start the bedtime routine.
    Bedtime,
    /// List the routines.
    Routines,
    /// Show the nights.
    Nights,
    /// Ask what is offered: about the last night, or about six weeks.
    Offer,
    /// Record that a night had no cramp.
    NoCramp,
    /// Answer the questions about a night.
    Edit,
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
    /// Select the one to the left.
    Left,
    /// Select the one to the right.
    Right,
    /// Pick what is selected, or put it back.
    Choose,
    /// Pick by number.
    Number,
    /// Answer that it is not known.
    Unsure,
    /// Take the answer back, or the last letter.
    Forget,
    /// Write a letter.
    Type,
    /// Be done with the questions.
    Finish,
    /// Select the first.
    First,
    /// Select the last.
    Last,
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
    /// More or less motion.
    Motion,
    /// Start what is offered, or what waits behind its caution.
    Take,
    /// Details, caution, evidence and sources of the step.
    Details,
    /// Try again to save what could not be saved.
    SaveAgain,
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
    /// Ask the safety questions.
    Safety,
    /// Answer a safety question.
    Reply(Reply),
    /// Choose one of a list, or take the choice back; 0-based.
    Tick(usize),
    /// One leg is swollen, hot or darker than the other.
    Swollen,
    /// Both legs look the same now.
    LooksSame,
    /// Turn to the next page.
    NextPage,
    /// Turn to the page before.
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
                | Self::Tick(_)
                | Self::Reply(_)
                | Self::Answer(_)
                | Self::Swollen
                | Self::Spot(_)
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
    /// The nights.
    Nights,
    /// A question that is answered by picking.
    Morning,
    /// A question that is answered in writing.
    Writing,
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
    /// The card of a sign of danger, in place of what would start.
    Danger,
    /// The question whether to leave.
    Leave,
    /// A safety question.
    Question,
    /// How many weeks of pregnancy.
    Weeks,
    /// Which places, or which medicines.
    Which,
    /// Every safety question has been asked.
    Answered,
}

impl Context {
    /// Every context, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Home,
        Self::Routines,
        Self::Nights,
        Self::Morning,
        Self::Writing,
        Self::Player,
        Self::Done,
        Self::Relief,
        Self::Asking,
        Self::Worse,
        Self::Resting,
        Self::Eased,
        Self::Page,
        Self::Danger,
        Self::Leave,
        Self::Question,
        Self::Weeks,
        Self::Which,
        Self::Answered,
    ];

    /// Whether what is typed is written.
    pub fn takes_text(self) -> bool {
        rows(self).iter().any(|row| row.keys.is_empty())
    }

    /// Its name in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Routines => "List of routines",
            Self::Nights => "Nights",
            Self::Morning => "Questions about a night",
            Self::Writing => "While writing a note",
            Self::Player => "In a routine",
            Self::Done => "When a routine is done",
            Self::Relief => "During a cramp",
            Self::Asking => "EASED?",
            Self::Worse => "When stretching made it worse",
            Self::Resting => "After ten minutes",
            Self::Eased => "When it has eased",
            Self::Page => "On a page over the screen",
            Self::Danger => "After a sign of danger",
            Self::Leave => "Leave?",
            Self::Question => "At a safety question",
            Self::Weeks => "How many weeks?",
            Self::Which => "Which?",
            Self::Answered => "When every question has been asked",
        }
    }
}

/// One row of the table: keys that mean the same in one context.
#[derive(Debug, Clone, Copy)]
pub struct Row {
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

/// The rows of a context, in the order of footer and help.
pub const fn rows(context: Context) -> &'static [Row] {
    match context {
        Context::Home => table::HOME,
        Context::Routines => table::ROUTINES,
        Context::Nights => table::NIGHTS,
        Context::Morning => table::MORNING,
        Context::Writing => table::WRITING,
        Context::Player => table::PLAYER,
        Context::Done => table::DONE,
        Context::Relief => table::RELIEF,
        Context::Asking => table::ASKING,
        Context::Worse => table::WORSE,
        Context::Resting => table::RESTING,
        Context::Eased => table::EASED,
        Context::Page => table::PAGE,
        Context::Danger => table::DANGER,
        Context::Leave => table::LEAVE,
        Context::Question => table::QUESTION,
        Context::Weeks => table::WEEKS,
        Context::Which => table::WHICH,
        Context::Answered => table::ANSWERED,
    }
}

/// What a key means in a context, as the key of the table that it stands for: a capital, a sign of
/// full width or of another layout is the key that a person sees. In writing it is itself.
pub fn meant(context: Context, key: Key, layout: Option<&'static Layout>) -> (Key, Option<Action>) {
    if context.takes_text() {
        return (key, action(context, key));
    }
    let mut meanings = layout::meanings(key, layout);
    let known = meanings.find_map(|meaning| Some((meaning, action(context, meaning)?)));
    known.map_or((key, None), |(meaning, action)| (meaning, Some(action)))
}

/// What a key of the table means in a context; `None` when it means nothing there. Any character that is written
/// is meant by a row without keys.
pub fn action(context: Context, key: Key) -> Option<Action> {
    let rows = rows(context).iter();
    let written = |row: &&Row| row.keys.is_empty() && matches!(key, Key::Char(_));
    rows.clone()
        .find(|row| row.keys.contains(&key))
        .or_else(|| rows.clone().find(written))
        .map(|row| row.action)
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
                action(context, Key::Ctrl('c')),
                Some(Action::QuitNow),
                "{context:?}"
            );
            assert_eq!(
                action(context, Key::Ctrl('z')),
                Some(Action::Suspend),
                "{context:?}"
            );
        }
    }
}
