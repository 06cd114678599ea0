//! What the app starts with.

use jiff::civil::Date;

use super::card;
use super::keys::layout::KeyboardLayout;
use super::live_diary::OnWall;
use super::page::Page;
use super::raster::Glyphs;
use super::theme::{Depth, Inks, ThemeName};
use crate::diary::choice::CrampSide;
use crate::figure::poses::Poses;
use crate::handbook::Card;
use crate::profile::danger::Danger;
use crate::profile::{Findings, Profile};
use crate::routine::Routine;
use crate::routine::library::Library;
use crate::session::relief::Spot;
use crate::session::speech::Pace;
use crate::session::under_way::UnderWay;
use crate::settings::{Motion, Settings, SoundChoice};

/// How wide a terminal draws a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// One column, or it does not matter.
    Known,
    Asked,
}

/// What somebody says of a cramp at the start: of that one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CrampHint {
    /// Which leg cramps, or both at once.
    pub side: Option<CrampSide>,
    /// It is the leg beside one that may be hurt.
    pub unhurt: bool,
    /// Nobody gets up for it.
    pub in_bed: bool,
}

#[derive(Debug)]
pub struct AppConfig {
    pub settings: Settings,
    /// All routines; without the user's own where only relief was asked for.
    pub library: Library,
    /// The user's own relief routine, if the settings name one.
    pub own_relief: Option<Routine>,
    /// The theme of the calm screens.
    pub theme: ThemeName,
    pub relief_theme: ThemeName,
    /// How much moves outside relief.
    pub motion: Motion,
    /// How much moves in relief.
    pub relief_motion: Motion,
    /// The user's own poses beside the built-in ones.
    pub poses: Poses,
    /// How many colours there are.
    pub depth: Depth,
    /// Whether anybody wants to see them.
    pub inks: Inks,
    /// The keyboard that people with this locale mostly have, if it differs from a Latin one.
    pub layout: Option<&'static KeyboardLayout>,
    /// Which block characters there are.
    pub glyphs: Glyphs,
    /// Whether it is known how wide the terminal draws them.
    pub width: Width,
    /// Whether the screens are told in lines: pages then cover nothing.
    pub plain: bool,
    /// What is heard in this run.
    pub sound: SoundChoice,
    /// The night, in days from any fixed day: it chooses the tip.
    pub night: i64,
    /// What came to no end, in another window or in this one.
    pub under_way: UnderWay,
    pub profile: Profile,
    /// The signs of danger that were recorded in the last days, or now: nothing starts.
    pub danger: Option<Danger>,
    /// The day; where relief was asked for, only with weeks of a pregnancy to count, and by UTC.
    pub today: Option<Date>,
    /// When the clock on the wall here shows a time.
    pub on_wall: OnWall,
    /// What was said of the cramp for which relief was asked for.
    pub said: CrampHint,
    /// Whether what happens is written down.
    pub keeps_diary: bool,
    /// What the user should know first, such as a mistake in the settings.
    pub notice: Option<String>,
    /// By what the clock is taken for wrong, if it is, before anything is known of the diary.
    pub clock: Option<String>,
}

impl AppConfig {
    /// How fast words are said, if they are.
    pub fn pace(&self) -> Option<Pace> {
        let speaks = self.plain || self.sound == SoundChoice::Voice;
        speaks.then_some(self.settings.pace)
    }

    pub fn is_told(&self) -> bool {
        self.plain || self.sound != SoundChoice::Off
    }

    /// The signs of danger, if not even relief starts.
    pub fn barring(&self) -> Option<&Danger> {
        self.danger.as_ref().filter(|danger| danger.bars_relief())
    }

    /// What stands in the place of all that would start: a sign of danger was recorded.
    pub fn danger_card(&self) -> Option<Page> {
        self.barring()
            .map(|danger| card::danger(danger, &self.settings))
    }

    /// What the answers to the safety questions say.
    pub fn findings(&self) -> Findings {
        Findings::of(&self.profile, self.today)
    }
}

#[derive(Debug)]
pub enum InitialScreen {
    Home,
    Nights,
    /// Cards of the handbook, the first of them open; its groups if there are none.
    Handbook(Vec<&'static Card>),
    /// Is it a cramp?
    Marks,
    Safety,
    /// Relief; `None` starts what the settings say.
    Relief(Option<Spot>),
    Routine(Box<Routine>),
}
