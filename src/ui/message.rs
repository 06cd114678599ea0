//! What passes between the edge, the app and its screens.

use std::time::Duration;

use ratatui::layout::{Rect, Size};

use super::figure::Scene;
use super::keys::Key;
use crate::diary::line::Line;
use crate::diary::{Diary, Record};
use crate::moment::Moment;
use crate::profile::danger::Danger;
use crate::profile::{Answer, Profile};
use crate::session::relief;
use crate::session::speech::Tone;
use crate::session::under_way::UnderWay;

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
    /// The window has so many cells now, and a cell so many pixels where the terminal shows pictures.
    Resized(Size, Option<Size>),
    /// The terminal was asked, and draws blocks two columns wide.
    Wide,
    /// There is no keyboard: nothing may wait for a key.
    Keyless,
    /// The diary was read, when the wall showed this.
    Diary(Box<Diary>, Moment),
    /// There is no diary to read; why, and what helps, in words for the user.
    Unread(String),
    /// A line was written that the app did not ask for by [`Effect::Write`].
    Written(Line),
    /// Another window was told so long ago that the cramp eased.
    Eased(relief::ReliefAnswer, Duration),
    /// Another window has answered safety questions or recorded a sign of danger: this is what all
    /// answers come to now, and the signs that hold.
    Profile(Box<Profile>, Option<Danger>),
    /// What was to be written [alone](Effect::WriteAlone) was not: others have written meanwhile.
    Overtaken,
    UnderWay(UnderWay),
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
    /// By the last lines of the diary the clock is taken for wrong, for this reason.
    Clock(String),
    /// Nothing is heard; the words are for the user.
    Unheard(String),
    /// The program has to end now.
    Ended,
}

/// What of a frame is no cell.
#[derive(Debug, Clone, Default)]
pub struct Extras<'a> {
    /// Whether the terminal tells of clicks.
    pub mouse: bool,
    /// What its 16 colours are, from the first, as red, green and blue; empty: its own.
    pub palette: Vec<u32>,
    /// What is shown in pixels, and on which cells; they are blank.
    pub scenes: Vec<(Rect, &'a Scene)>,
}

/// What the world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep this in the diary.
    Record(Record),
    /// Append this to the diary.
    Write(Line),
    /// Append this to the diary, as long as others have written nothing that the app was not told of.
    WriteAlone(Line),
    /// Try again to save what is only in memory.
    SaveAgain,
    /// Keep this answer to a safety question, or this sign of danger: later starts go by it.
    Answer(Answer),
    /// Keep what is under way for the next window, in place of what was kept before.
    Keep(UnderWay),
    /// Say this on the shell, once the terminal is as it was before: how to go on with what was left.
    Part(String),
    /// Stop the program as Ctrl-Z does in a shell.
    Suspend,
    /// Append this to the lines of the plain mode.
    Tell(String),
    /// Let this be heard, in place of whatever is.
    Hear(Sound),
}

impl Effect {
    /// Whether it is kept with the date of the clock.
    pub(super) fn is_dated(&self) -> bool {
        matches!(
            self,
            Self::Record(_) | Self::Write(_) | Self::WriteAlone(_) | Self::Answer(_)
        )
    }
}

/// Something to be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    Silence,
    Tone(Tone),
    Bell,
    /// Words; where no voice speaks, the tone.
    Words(String, Option<Tone>),
}
