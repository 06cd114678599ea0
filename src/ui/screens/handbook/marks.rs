//! Is it a cramp? One trouble after the other, what cannot wait first.

use super::card::{cited, listed};
use super::{CardScreen, Handbook};
use crate::handbook::board::{Column, board};
use crate::handbook::{Fact, card};
use crate::settings::Settings;
use crate::ui::board::Board;
use crate::ui::card::call;
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::page::{Page, Paragraph, ParagraphKind};
use crate::ui::screen::{Context, Nav, Screen, View};

/// The troubles, one of them shown.
#[derive(Debug, Default)]
pub(crate) struct MarksScreen {
    /// Its place on the board.
    at: usize,
    /// The page of it that is shown.
    page: usize,
}

impl MarksScreen {
    /// The trouble that something true of the person points to, if one is.
    pub(crate) fn of(fact: Fact) -> Option<Self> {
        let is_about = |id: &str| card(id).is_some_and(|card| card.when.contains(&fact));
        let mut columns = board().columns.iter();
        let at = columns.position(|column| is_about(&column.card))?;
        Some(Self { at, page: 0 })
    }
}

/// What tells a trouble, and what is done about it.
fn told(column: &Column, settings: &Settings) -> Vec<Paragraph> {
    let board = board();
    let now = format!("{}: call {}.", board.call, settings.emergency);
    let labels = board.marks.iter().chain([&board.act]);
    let cells = column.marks.iter().chain([&column.act]);
    let marks = labels
        .zip(cells)
        .map(|(label, cell)| format!("{label}: {cell}."));
    let (first, others) = board.notes.split_at(1);
    let of = |kind| move |words: &String| Paragraph::new(kind, words);
    std::iter::once(Paragraph::new(ParagraphKind::Alert, now))
        .chain(first.iter().map(of(ParagraphKind::Heading)))
        .chain(marks.map(Paragraph::item))
        .chain(others.iter().map(of(ParagraphKind::Text)))
        .collect()
}

impl Screen for MarksScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::MARKS
    }

    fn goes_on(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        let columns = &board().columns;
        match action {
            Action::NextPage if self.page + 1 < context.pages => self.page += 1,
            Action::NextPage => (self.at, self.page) = ((self.at + 1) % columns.len(), 0),
            Action::Previous if self.page > 0 => self.page -= 1,
            Action::Previous if self.at > 0 => (self.at, self.page) = (self.at - 1, 0),
            Action::Number => {
                let at = key.digit().unwrap_or(1).saturating_sub(1);
                (self.at, self.page) = (at.min(columns.len() - 1), 0);
            }
            Action::Open => {
                if let Some(card) = card(&columns[self.at].card) {
                    return Nav::Open(Box::new(CardScreen::of(card, &context.setup.profile)));
                }
            }
            Action::Search => return Nav::Open(Box::new(Handbook::searching())),
            Action::Details => {
                let lists = columns.iter();
                let lists = lists.flat_map(|column| listed(&column.name, cited(&column.sources)));
                context.show(Page::new("Sources", lists.collect()));
            }
            Action::Previous | Action::Close => return Nav::Back,
            _ => {}
        }
        Nav::Stay
    }

    fn board(&self, view: &View<'_>) -> Board {
        let (known, settings) = (board(), &view.setup.settings);
        if !view.keyboard {
            let all = known.columns.iter().flat_map(|column| {
                let name = Paragraph::heading(&column.name);
                std::iter::once(name).chain(told(column, settings))
            });
            return Page::new(&known.title, all.collect()).board();
        }
        let column = &known.columns[self.at];
        let call = call(&settings.advice);
        let huge = column.huge.as_ref().unwrap_or(&call);
        let place = format!("{} of {}", self.at + 1, known.columns.len());
        let page = Page::new("", told(column, settings)).at(self.page);
        page.shout([&column.name.to_uppercase(), huge])
            .board()
            .heading(&known.title, place)
    }
}
