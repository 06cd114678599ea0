//! The screens on which pages lie over others.

use std::time::Duration;

use super::{Kind, Page, Paragraph};
use crate::ui::board::{Board, Choice};
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::screen::{Context, Mood, Nav, Screen, Start, View};

/// A page that came by itself is not closed by a key that was meant for the step beneath.
const UNSEEN: Duration = Duration::from_secs(1);

/// A page over a screen; any key closes it.
#[derive(Debug)]
pub struct PageScreen {
    page: Page,
    /// When it came, if nobody has asked for it.
    came: Option<Duration>,
    /// What goes on beneath it.
    mood: Mood,
}

impl PageScreen {
    /// A page at its beginning; `came` says when, if nobody has asked for it.
    pub fn new(page: Page, came: Option<Duration>) -> Self {
        Self {
            page,
            came,
            mood: Mood::Calm,
        }
    }

    /// The same over a screen on which something goes on: whatever is said there waits here, too.
    #[must_use]
    pub fn over(self, mood: Mood) -> Self {
        Self { mood, ..self }
    }

    /// Whether it came by itself a moment ago.
    fn is_unseen(&self, now: Duration) -> bool {
        self.came
            .is_some_and(|came| now.saturating_sub(came) < UNSEEN)
    }
}

/// The card of a sign of danger in the place of what was to start: one key goes on.
#[derive(Debug)]
pub struct DangerScreen {
    page: PageScreen,
    wanted: Option<Start>,
}

impl DangerScreen {
    /// The card, when it came, and what was to start; `None` if it lies over a screen.
    pub fn new(page: Page, came: Duration, wanted: Option<Start>) -> Self {
        Self {
            page: PageScreen::new(page, Some(came)),
            wanted,
        }
    }
}

impl Screen for DangerScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::DANGER
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            // It came by itself: what was pressed may have been meant for what it covers.
            Action::LooksSame if self.page.is_unseen(context.now) => {
                context.say("Read this and look at both legs first. Then press s.");
                Nav::Stay
            }
            Action::LooksSame => {
                context.unbar();
                self.wanted.clone().map_or(Nav::Back, Nav::Start)
            }
            // The window may have grown since.
            Action::NextPage if self.page.page.at + 1 >= context.pages => Nav::Stay,
            _ => self.page.act(action, key, context),
        }
    }

    fn board(&self, view: &View<'_>) -> Board {
        let page = &self.page.page;
        if !view.keyboard {
            let how = Paragraph::new(Kind::Text, "At a terminal the key s says so.");
            return page.clone().with(how).board();
        }
        let same = Choice::new(Key::Char('s'), "s", page.over);
        page.board().choices(vec![same])
    }

    fn ignores(&self, key: Key, gap: Option<Duration>, now: Duration) -> bool {
        let is_same = table::DANGER.action(key) == Some(Action::LooksSame);
        !is_same && self.page.ignores(key, gap, now)
    }

    fn is_over(&self) -> bool {
        true
    }
}

impl Screen for PageScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::PAGE
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        if self.page.turn(action, context.pages) {
            return Nav::Stay;
        }
        if self.came.is_some() {
            // What comes to light beneath it has not been seen.
            context.step_changed();
        }
        Nav::Back
    }

    fn board(&self, _view: &View<'_>) -> Board {
        self.page.board()
    }

    fn ignores(&self, _key: Key, _gap: Option<Duration>, now: Duration) -> bool {
        self.is_unseen(now)
    }

    fn mood(&self) -> Mood {
        self.mood
    }
}
