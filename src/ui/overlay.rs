//! What lies on top of a screen.

use std::time::Duration;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::keys::Context;
use super::page::Page;
use super::screen::Screen;
use super::{App, First, player};

/// A page that came by itself is not closed by a key that was meant for the step beneath.
const UNSEEN: Duration = Duration::from_secs(1);

/// What lies on top of a screen.
#[derive(Debug)]
pub enum Overlay {
    /// A page that was asked for.
    Page(Page),
    /// A page that came by itself, and when.
    Card(Page, Duration),
    /// The card of a sign of danger, since when, and what was to start.
    Danger(Page, Duration, Box<First>),
    /// The question whether to leave.
    Leave,
}

impl Overlay {
    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self {
            Self::Page(_) | Self::Card(..) => Context::Page,
            Self::Danger(..) => Context::Danger,
            Self::Leave => Context::Leave,
        }
    }

    /// Its page, to be turned.
    pub fn page(&mut self) -> Option<&mut Page> {
        match self {
            Self::Page(page) | Self::Card(page, _) | Self::Danger(page, ..) => Some(page),
            Self::Leave => None,
        }
    }

    /// Whether it came by itself.
    pub fn is_card(&self) -> bool {
        matches!(self, Self::Card(..))
    }

    /// Whether it came so lately that no key can be meant for it.
    pub fn is_unseen(&self, now: Duration) -> bool {
        match self {
            Self::Card(_, since) | Self::Danger(_, since, _) => now.saturating_sub(*since) < UNSEEN,
            Self::Page(_) | Self::Leave => false,
        }
    }

    /// Draws it; `status` is what goes on beneath it, `words` a notice.
    pub fn view(&self, canvas: &mut Canvas<'_>, area: Rect, status: &str, words: Option<&str>) {
        match self {
            Self::Page(page) | Self::Card(page, _) | Self::Danger(page, ..) => {
                page.view(canvas, area, status, words);
            }
            Self::Leave => player::view_leave(canvas, area),
        }
    }

    /// Everything it says, in lines.
    pub fn tell(&self) -> Vec<String> {
        match self {
            Self::Page(page) | Self::Card(page, _) | Self::Danger(page, ..) => page.tell(),
            Self::Leave => vec!["Leave? q leaves; any other key stays.".to_owned()],
        }
    }
}

impl App {
    /// Lays a page over the screen; a routine waits beneath it, relief goes on. In the plain mode
    /// it is told, and covers nothing.
    pub(super) fn lay(&mut self, page: Page) {
        if self.setup.plain {
            self.told = page.tell();
            self.laid += 1;
            return;
        }
        if let Screen::Player(player) = &mut self.screen {
            player.interrupt();
        }
        self.overlay = Some(Overlay::Page(page));
    }

    /// Lays a page over the screen that nobody has asked for.
    pub(super) fn lay_card(&mut self, page: Page) {
        if self.setup.plain {
            return self.lay(page);
        }
        self.overlay = Some(Overlay::Card(page, self.now));
    }

    /// Takes away what lies over the screen; what comes to light beneath it has not been seen.
    pub(super) fn close_overlay(&mut self) {
        let was_card = self.overlay.take().is_some_and(|over| over.is_card());
        if was_card && !self.screen.is_relief() {
            self.hand.step_changed(self.now);
        }
        if let Screen::Player(player) = &mut self.screen {
            player.take_up();
        }
    }
}
