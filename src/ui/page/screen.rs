//! The screens on which pages lie over others.

use std::time::Duration;

use super::{Page, Paragraph};
use crate::profile::danger::{Danger, SWOLLEN};
use crate::ui::board::{Board, Choice};
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::screen::{Context, FirstScreen, Mood, Nav, Screen, UNREAD, View};
use crate::ui::{AppConfig, card};

/// A page over a screen; any key closes it.
#[derive(Debug)]
pub(crate) struct PageScreen {
    page: Page,
    /// When it came, if nobody has asked for it.
    came: Option<Duration>,
    /// What goes on beneath it.
    mood: Mood,
}

impl PageScreen {
    /// A page at its beginning; `came` says when, if nobody has asked for it.
    pub(crate) fn new(page: Page, came: Option<Duration>) -> Self {
        Self {
            page,
            came,
            mood: Mood::Calm,
        }
    }

    /// The same over a screen on which something goes on: whatever is said there waits here, too.
    #[must_use]
    pub(crate) fn over(self, mood: Mood) -> Self {
        Self { mood, ..self }
    }

    /// Whether it came by itself a moment ago.
    fn is_unseen(&self, now: Duration) -> bool {
        self.came
            .is_some_and(|came| now.saturating_sub(came) < UNREAD)
    }
}

/// The card of a sign of danger in the place of what was to start: one key goes on.
#[derive(Debug)]
pub(crate) struct DangerScreen {
    /// What the page names; `None` once another window has said that it is over.
    danger: Option<Danger>,
    page: PageScreen,
    came: Duration,
    wanted: Option<FirstScreen>,
}

impl DangerScreen {
    /// The card of a danger, when it came, and what was to start; `None` if it lies over a screen.
    pub(crate) fn new(
        danger: &Danger,
        setup: &AppConfig,
        came: Duration,
        wanted: Option<FirstScreen>,
    ) -> Self {
        let page = card::danger(danger, &setup.settings);
        Self {
            danger: Some(danger.clone()),
            page: PageScreen::new(page, Some(came)),
            came,
            wanted,
        }
    }
}

impl Screen for DangerScreen {
    fn keys(&self) -> &'static KeyMap {
        if self.danger.as_ref().is_some_and(Danger::is_unsure) {
            &table::LOOK_FIRST
        } else {
            &table::DANGER
        }
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::LooksSame if context.is_unread(self.came) => Nav::Stay,
            // Nobody says that it is over who has not seen all of it.
            Action::LooksSame if self.page.page.turn(Action::NextPage, context.pages) => {
                self.came = context.now;
                Nav::Stay
            }
            Action::Swollen => {
                context.bar(SWOLLEN);
                let danger = self.danger.take().unwrap_or_default();
                let danger = danger.and(Some(SWOLLEN), None);
                self.page.page = card::danger(&danger, &context.setup.settings);
                self.danger = Some(danger);
                Nav::Stay
            }
            Action::LooksSame => {
                if let Some(danger) = &self.danger {
                    context.unbar(danger.over());
                    context.legs_look_alike();
                }
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
            let how = Paragraph::text("At a terminal the key 2 says so.");
            return page.clone().with(how).board();
        }
        if let Some(danger) = self.danger.as_ref().filter(|danger| danger.is_unsure()) {
            return card::look_first(danger);
        }
        let not_yet = Choice::new(Key::Char('1'), "1", "NOT YET");
        let over = Choice::new(Key::Char('2'), "2", page.over);
        let mut board = page.board().choices(vec![not_yet, over]);
        // What can be answered matters more than all that the page says.
        board.blocks[1..].rotate_right(1);
        board
    }

    fn ignores(&self, key: Key, gap: Option<Duration>, now: Duration) -> bool {
        let is_same = self.keys().action(key) == Some(Action::LooksSame);
        !is_same && self.page.ignores(key, gap, now)
    }

    fn learn(&mut self, setup: &AppConfig) {
        let is_relief = self.wanted.as_ref().is_some_and(FirstScreen::is_relief);
        let danger = setup.danger.as_ref();
        let danger = danger.filter(|danger| !is_relief || danger.bars_relief());
        let is_new = danger.is_none_or(|danger| danger.is_more_than(self.danger.as_ref()));
        let page = match danger {
            Some(danger) => card::danger(danger, &setup.settings),
            None => card::over_elsewhere(),
        };
        let at = if is_new { 0 } else { self.page.page.at };
        self.page.page = page.at(at);
        self.danger = danger.cloned();
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
