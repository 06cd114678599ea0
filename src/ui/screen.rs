//! What fills the terminal: one of seven screens.

use std::time::Duration;

use ratatui::layout::{Position, Rect, Size};

use super::canvas::Canvas;
use super::eased;
use super::home::Home;
use super::journal::Journal;
use super::keys::{Action, Context};
use super::morning::Morning;
use super::nights::Nights;
use super::player::Player;
use super::profile::Questions;
use super::relief::ReliefScreen;
use super::routines::Routines;
use super::scene::Scene;
use super::{Said, Setup};
use crate::session::Session;

/// What fills the terminal.
#[derive(Debug)]
pub enum Screen {
    /// Where the program starts.
    Home(Home),
    /// The list of routines.
    Routines(Routines),
    /// The nights of the diary.
    Nights(Nights),
    /// Questions about a night.
    Morning(Box<Morning>),
    /// A routine that is not relief.
    Player(Box<Player>),
    /// A cramp.
    Relief(Box<ReliefScreen>),
    /// The safety questions.
    Questions(Box<Questions>),
}

impl Screen {
    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self {
            Self::Home(_) => Context::Home,
            Self::Routines(_) => Context::Routines,
            Self::Nights(_) => Context::Nights,
            Self::Morning(morning) => morning.context(),
            Self::Player(player) => player.context(),
            Self::Relief(relief) => relief.context(),
            Self::Questions(questions) => questions.context(),
        }
    }

    /// Time until anything but a count of seconds changes.
    pub fn next_change(&self) -> Option<Duration> {
        match self {
            Self::Home(_) | Self::Routines(_) | Self::Nights(_) | Self::Questions(_) => None,
            Self::Morning(morning) => morning.next_change(),
            Self::Player(player) => player.next_change(),
            Self::Relief(relief) => relief.next_change(),
        }
    }

    /// Time until a count of seconds changes.
    pub fn next_second(&self) -> Option<Duration> {
        match self {
            Self::Home(_)
            | Self::Routines(_)
            | Self::Nights(_)
            | Self::Morning(_)
            | Self::Questions(_) => None,
            Self::Player(player) => player.next_second(),
            Self::Relief(relief) => relief.next_second(),
        }
    }

    /// Whether a cramp is under way.
    pub fn is_relief(&self) -> bool {
        matches!(self, Self::Relief(_))
    }

    /// The session whose step is shown.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Home(_)
            | Self::Routines(_)
            | Self::Nights(_)
            | Self::Morning(_)
            | Self::Questions(_) => None,
            Self::Player(player) => player.session(),
            Self::Relief(relief) => relief.session(),
        }
    }

    /// Draws it; `words` is a notice.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        setup: &Setup,
        scene: &Scene,
        journal: Result<&Journal, &str>,
        words: Option<&str>,
    ) {
        match self {
            Self::Home(home) => home.view(canvas, area, setup, journal, words),
            Self::Routines(list) => list.view(canvas, area, &setup.library, words),
            Self::Nights(nights) => nights.view(canvas, area, journal, words),
            Self::Morning(morning) => morning.view(canvas, area, words),
            Self::Player(player) => player.view(canvas, area, scene, words),
            Self::Relief(relief) => relief.view(canvas, area, &setup.settings, scene, words),
            Self::Questions(questions) => questions.view(canvas, area, words),
        }
    }

    /// What goes on, in a few words, for a page that covers it.
    pub fn status(&self, width: u16) -> String {
        match self {
            Self::Home(_)
            | Self::Routines(_)
            | Self::Nights(_)
            | Self::Morning(_)
            | Self::Player(_)
            | Self::Questions(_) => String::new(),
            Self::Relief(relief) => relief.status(width),
        }
    }

    /// What there is to say, in paragraphs.
    pub fn tell(
        &self,
        setup: &Setup,
        journal: Result<&Journal, &str>,
        keyboard: bool,
    ) -> Vec<Said> {
        match self {
            Self::Home(home) => Said::all(0, home.tell(setup, journal)),
            Self::Routines(list) => Said::all(0, list.tell(&setup.library)),
            Self::Nights(nights) => Said::all(0, nights.tell(journal, &setup.settings, keyboard)),
            Self::Morning(morning) => morning.tell(),
            Self::Player(player) => player.tell(keyboard),
            Self::Relief(relief) => relief.tell(&setup.settings, keyboard),
            Self::Questions(questions) => Said::all(questions.turn(), questions.tell(keyboard)),
        }
    }
}

impl Context {
    /// What a click does, where a window of `size` is clicked `at`.
    pub fn click(self, size: Size, at: Position) -> Option<Action> {
        match self {
            Self::Home => Home::click(size, at),
            Self::Relief | Self::Resting => Some(Action::Eased),
            Self::Asking => eased::click(size, at),
            Self::Routines
            | Self::Nights
            | Self::Morning
            | Self::Writing
            | Self::Player
            | Self::Done
            | Self::Worse
            | Self::Eased
            | Self::Page
            | Self::Danger
            | Self::Leave
            | Self::Question
            | Self::Weeks
            | Self::Which
            | Self::Answered => None,
        }
    }
}
