//! What passes between the edge, the app and its screens.

use std::time::Duration;

use ratatui::layout::Size;

use super::keys::Key;
use super::morning::Morning;
use super::page::Page;
use crate::diary::line::Line;
use crate::diary::moment::Moment;
use crate::diary::night::Night;
use crate::diary::{Diary, Record};
use crate::profile::danger::Danger;
use crate::profile::{Answer, Profile};
use crate::routine::{Routine, RoutineId};

/// What the app is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// Time has passed while the machine was awake.
    Elapsed(Duration),
    /// Time has passed while the machine slept or the program was stopped.
    Slept(Duration),
    /// A key was pressed, or the mouse clicked.
    Key(Key),
    /// Text was pasted, in one line.
    Pasted(String),
    /// The window has this size now.
    Resized(Size),
    /// There is no keyboard: nothing may wait for a key.
    Keyless,
    /// The diary was read, when the wall showed this.
    Diary(Box<Diary>, Moment),
    /// There is no diary to read; why, and what helps, in words for the user.
    Unread(String),
    /// A line was written that the app did not ask for by [`Effect::Write`].
    Written(Line),
    /// Another window has answered safety questions or recorded a sign of danger: this is what all
    /// answers come to now, and the signs that hold.
    Profile(Box<Profile>, Option<Danger>),
    /// The answers to the safety questions are on the disk.
    ProfileSaved,
    /// Some of them are only in memory; why, and what helps, in words for the user.
    ProfileUnsaved(String),
    /// All that was recorded is on the disk.
    Saved,
    /// Something that was recorded is only in memory; why, and what helps, in words for the user.
    Unsaved(String),
    /// What an earlier run could not save is saved now; the words are for the user.
    Recovered(String),
    /// The program has to end now.
    Ended,
}

/// What the world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep this in the diary.
    Record(Record),
    /// Append this to the diary.
    Write(Line),
    /// Try again to save what is only in memory.
    SaveAgain,
    /// Keep this answer to a safety question, or this sign of danger: later starts go by it.
    Answer(Answer),
    /// Stop the program as Ctrl-Z does in a shell.
    Suspend,
}

/// A paragraph for the plain mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about: the same words about something else are new.
    pub of: usize,
    /// The words.
    pub text: String,
}

impl Said {
    /// Paragraphs about the same.
    pub fn all(of: usize, texts: impl IntoIterator<Item = String>) -> Vec<Self> {
        texts.into_iter().map(|text| Self { of, text }).collect()
    }
}

/// What a screen asks of the app after a reaction.
#[derive(Debug)]
pub enum Then {
    /// Nothing.
    Stay,
    /// Show a notice for a while.
    Say(String),
    /// Lay a page over the screen.
    Page(Page),
    /// Ask whether to leave.
    AskToLeave,
    /// Start relief.
    Relief,
    /// Start a routine.
    Routine(Box<Routine>),
    /// Start what a relief routine offers at its end; `None` is the usual walk-down.
    After(Option<RoutineId>),
    /// Show the list of routines.
    Routines,
    /// Show the nights.
    Nights,
    /// Ask questions about a night.
    Ask(Box<Morning>),
    /// The questions that home has offered are done: go home, beneath this page.
    Home(Page),
    /// The questions about a night are done: show it on the screen of nights.
    Night {
        /// Which night.
        night: Night,
        /// A card that is due since the last answers.
        card: Option<Page>,
        /// A notice.
        words: String,
    },
    /// Ask the safety questions.
    Safety,
    /// All of them have been asked: show what the answers change.
    Asked,
    /// A leg is swollen, or may be: show the card of the same day, and start nothing.
    Swollen,
    /// The same for any sign, where the screen goes on below the card.
    Bar(&'static str),
    /// No leg is swollen: everything may start.
    NotSwollen,
}
