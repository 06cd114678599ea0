//! The warning signs: when a cramp is not just a cramp.

use super::board::Board;
use super::card;
use super::keys::{Action, Key, KeyMap, table};
use super::page::{Kind, Page, PageScreen, Paragraph};
use super::screen::{Context, Nav, Screen, View};
use super::screens::handbook::{Marks, cited, listed};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;

const LEVELS: [SignLevel; 3] = [SignLevel::Now, SignLevel::Today, SignLevel::Soon];

/// The page of warning signs over a screen: one key sets a cramp beside what may feel like one.
#[derive(Debug)]
pub struct SignsScreen(PageScreen);

impl SignsScreen {
    /// Every warning sign.
    pub fn new(settings: &Settings) -> Self {
        Self(PageScreen::new(page(settings), None))
    }
}

impl Screen for SignsScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::HELP_PAGE
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::Marks => return Nav::Open(Box::<Marks>::default()),
            Action::Details => context.show(sources()),
            _ => return self.0.act(action, key, context),
        }
        Nav::Stay
    }

    fn board(&self, view: &View<'_>) -> Board {
        self.0.board(view)
    }
}

/// The page where nothing can be laid over it, with where the rest is told.
pub fn told(settings: &Settings) -> Page {
    let rest = "Is it a cramp? `uncramp ask --board` says how to tell.";
    page(settings).with(Paragraph::new(Kind::Text, rest))
}

/// Every warning sign, the gravest first.
fn page(settings: &Settings) -> Page {
    let words = guidance::words();
    let mut paragraphs = Vec::new();
    for level in LEVELS {
        paragraphs.push(Paragraph::new(
            Kind::Heading,
            card::heading(level, settings),
        ));
        paragraphs.extend(guidance::signs(level).map(card::item));
    }
    paragraphs.push(Paragraph::new(Kind::Heading, "And always"));
    paragraphs.push(Paragraph::new(Kind::Text, words.never_only.clone()));
    paragraphs.push(Paragraph::new(Kind::Quiet, words.not_a_doctor.clone()));
    Page::new("When to get medical help", paragraphs)
}

/// Where each sign is from.
fn sources() -> Page {
    let signs = LEVELS.into_iter().flat_map(guidance::signs);
    let lists = signs.flat_map(|sign| listed(&sign.short, cited(&sign.sources)));
    Page::new("Sources", lists.collect())
}
