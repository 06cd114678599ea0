//! The warning signs: when a cramp is not just a cramp.

use std::iter;

use super::board::Board;
use super::card;
use super::keys::{Action, Key, KeyMap, table};
use super::page::{Page, Paragraph, ParagraphKind};
use super::screen::{Context, Nav, Screen, View};
use super::screens::handbook::{MarksScreen, cited, listed};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;

const TITLE: &str = "When to get medical help";
const LEVELS: [SignLevel; 3] = [SignLevel::Now, SignLevel::Today, SignLevel::Soon];

/// The warning signs, a level at a time under the number to call.
#[derive(Debug, Default)]
pub(crate) struct SignsScreen {
    /// Which of [`LEVELS`] is shown, from the gravest on, and which page of it.
    at: usize,
    page: usize,
}

impl Screen for SignsScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::HELP_PAGE
    }

    fn goes_on(&self) -> bool {
        self.at + 1 < LEVELS.len()
    }

    fn goes_back(&self) -> bool {
        self.at > 0
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::Marks => return Nav::Open(Box::<MarksScreen>::default()),
            Action::Details => context.show(sources()),
            Action::PreviousPage if self.page == 0 => self.at = self.at.saturating_sub(1),
            // In a window that has grown there may be fewer pages.
            Action::PreviousPage => self.page = self.page.min(context.pages).saturating_sub(1),
            Action::NextPage if self.page + 1 < context.pages => self.page += 1,
            Action::NextPage if self.goes_on() => (self.at, self.page) = (self.at + 1, 0),
            _ => return Nav::Back,
        }
        Nav::Stay
    }

    fn board(&self, view: &View<'_>) -> Board {
        let place = format!("{} of {}", self.at + 1, LEVELS.len());
        let page = level(self.at, &view.setup.settings).at(self.page);
        page.board().heading(TITLE, place)
    }
}

/// The signs told in lines: the gravest, and for who asks again the rest.
pub(crate) fn told(settings: &Settings) -> [Page; 2] {
    let page = |levels: &[SignLevel], end: Vec<Paragraph>| {
        let signs = levels.iter().flat_map(|level| of_level(*level, settings));
        Page::new(TITLE, signs.chain(end).collect())
    };
    let (gravest, others) = LEVELS.split_at(1);
    let mut end = vec![Paragraph::heading("And always")];
    end.extend(always());
    end.push(Paragraph::text(
        "Is it a cramp? `uncramp ask --board` says how to tell.",
    ));
    let again = Paragraph::text("! again: signs for a call today, and for a visit soon.");
    [page(gravest, vec![again]), page(others, end)]
}

/// The signs of a level, under the number to call.
fn level(at: usize, settings: &Settings) -> Page {
    let level = LEVELS[at];
    let shout = match level {
        SignLevel::Now => card::call(&settings.emergency),
        SignLevel::Today => card::call(&settings.advice),
        SignLevel::Soon => "SEE A DOCTOR".to_owned(),
    };
    let mut paragraphs: Vec<Paragraph> = of_level(level, settings).collect();
    paragraphs.extend(always());
    Page::new("", paragraphs).shout([shout])
}

fn of_level(level: SignLevel, settings: &Settings) -> impl Iterator<Item = Paragraph> {
    iter::once(card::head(level, settings)).chain(guidance::signs(level).map(card::item))
}

/// What holds whatever the sign; told at the end of all of them too.
fn always() -> [Paragraph; 2] {
    let words = guidance::words();
    [
        Paragraph::new(ParagraphKind::Aside, &words.never_only),
        Paragraph::new(ParagraphKind::Aside, &words.not_a_doctor),
    ]
}

fn sources() -> Page {
    let signs = LEVELS.into_iter().flat_map(guidance::signs);
    let lists = signs.flat_map(|sign| listed(&sign.short, cited(&sign.sources)));
    Page::new("Sources", lists.collect())
}
