//! Is it a cramp? Five troubles by five marks, side by side where there is room.

use super::card::{cited, listed};
use super::{CardScreen, Handbook};
use crate::handbook::{Fact, board::board, card};
use crate::ui::board::{Board, Content};
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::page::Page;
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;

/// The board, with one trouble in front.
#[derive(Debug, Default)]
pub struct Marks {
    /// Its place on the board.
    at: usize,
}

impl Marks {
    /// With the trouble in front that something true of the person points to, if one is.
    pub fn of(fact: Fact) -> Option<Self> {
        let is_about = |id: &str| card(id).is_some_and(|card| card.when.contains(&fact));
        let mut columns = board().columns.iter();
        let at = columns.position(|column| is_about(&column.card))?;
        Some(Self { at })
    }
}

impl Screen for Marks {
    fn keys(&self) -> &'static KeyMap {
        &table::MARKS
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        let columns = &board().columns;
        match action {
            Action::Next => self.at = (self.at + 1) % columns.len(),
            Action::Previous if self.at > 0 => self.at -= 1,
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

    fn board(&self, _view: &View<'_>) -> Board {
        let known = board();
        let place = format!("{} of {}", self.at + 1, known.columns.len());
        let shown = Board::default().with(Content::Marks { chosen: self.at });
        let (first, others) = known.notes.split_at(1);
        let first = first.iter();
        let shown = shown.bold(Role::Alert, &known.call);
        let shown = first.fold(shown, |shown, note| shown.bold(Role::Strong, note));
        let others = others.iter();
        let shown = others.fold(shown, |shown, note| shown.aside(Role::Text, Some(note)));
        shown.title(&known.title, place)
    }
}
