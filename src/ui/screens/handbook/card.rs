//! A card of the handbook, on as many pages as the window needs, and the cards after and before it.

use std::collections::BTreeSet;

use super::Handbook;
use crate::guidance::{self, Tip};
use crate::handbook::{ASK, Card, KNOWN, NOT_FOR, PieceKind, Verdict, of_group};
use crate::profile::{Answer, Profile};
use crate::sources;
use crate::ui::app_config::AppConfig;
use crate::ui::board::{Board, Content};
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::page::{self, Page, Paragraph, under};
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;

/// What is said of a card whose question is for the doctor,
const ON: &str = "✓ Its question is on the page for your doctor.";
/// and of one that was.
const OFF: &str = "Its question is off the page for your doctor.";

#[derive(Debug)]
pub(crate) struct CardScreen {
    /// There is one at least.
    cards: Vec<&'static Card>,
    at: usize,
    page: Page,
    /// Those whose questions are for the doctor.
    ticked: BTreeSet<String>,
}

impl CardScreen {
    /// The card at a place among others, from 0.
    pub(crate) fn new(cards: Vec<&'static Card>, at: usize, profile: &Profile) -> Self {
        Self {
            page: page(cards[at]),
            cards,
            at,
            ticked: profile.cards.clone(),
        }
    }

    /// A card among those of its group.
    pub(crate) fn of(card: &'static Card, profile: &Profile) -> Self {
        let cards: Vec<&Card> = of_group(card.group).collect();
        let at = cards.iter().position(|other| other.id == card.id);
        Self::new(cards, at.unwrap_or(0), profile)
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.page = page(self.cards[at]);
    }
}

/// What a card says below its question and its verdict. One page holds at least the answer and whom it is
/// not for; [`more`] tells the rest.
fn page(card: &Card) -> Page {
    let paragraphs = card.pieces().into_iter().filter_map(|(kind, text)| {
        let kind = match kind {
            PieceKind::Question | PieceKind::Verdict => return None,
            PieceKind::Answer => page::ParagraphKind::Text,
            PieceKind::Labelled(NOT_FOR) => page::ParagraphKind::Alert,
            PieceKind::Labelled(_) => page::ParagraphKind::Aside,
        };
        Some(Paragraph::new(kind, text))
    });
    Page::new("", paragraphs.collect()).airy()
}

/// What may be left out on the card, and where it is from: the card itself, and each tip on it.
fn more(card: &Card) -> Page {
    let mut paragraphs = Vec::new();
    for (label, text) in [(KNOWN, &card.known), (ASK, &card.ask)] {
        let text = text.iter().map(Paragraph::text);
        paragraphs.extend(under(label, text));
    }
    paragraphs.extend(listed("Sources", cited(&card.sources)));
    for tip in tips(card) {
        paragraphs.extend(listed(&tip_on(tip), cited(&tip.sources)));
    }
    Page::new(card.question.clone(), paragraphs)
}

fn tips(card: &Card) -> impl Iterator<Item = &'static Tip> {
    card.tips.iter().filter_map(|id| guidance::tip(id))
}

fn tip_on(tip: &Tip) -> String {
    format!("Tip: {}", tip.told())
}

pub(crate) fn cited(sources: &[String]) -> impl Iterator<Item = String> {
    sources.iter().map(|id| sources::cite(id))
}

/// A list under its heading; nothing where it is empty.
pub(crate) fn listed(
    heading: &str,
    lines: impl Iterator<Item = String>,
) -> impl Iterator<Item = Paragraph> {
    under(heading, lines.map(Paragraph::item))
}

impl Screen for CardScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::CARD
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        match row.action {
            Action::Previous if self.at == 0 && self.page.number() == 0 => "",
            Action::Choose if self.cards[self.at].ask.is_none() => "",
            // Where a card is about what cannot wait, the way to all of it stays in sight.
            Action::Signs if self.cards[self.at].alarms.is_empty() => "",
            Action::Choose if self.ticked.contains(&self.cards[self.at].id) => "do not ask",
            _ => row.short,
        }
    }

    fn goes_on(&self) -> bool {
        self.at + 1 < self.cards.len()
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::NextPage if self.page.turn(action, context.pages) => {}
            Action::NextPage if self.goes_on() => self.turn_to(self.at + 1),
            Action::NextPage => context.say("That was the last card here. q goes back."),
            Action::Previous if self.page.number() > 0 => {
                self.page.turn(Action::PreviousPage, context.pages);
            }
            Action::Previous if self.at > 0 => self.turn_to(self.at - 1),
            Action::Search => return Nav::Open(Box::new(Handbook::searching())),
            Action::Details => context.show(more(self.cards[self.at])),
            Action::Choose if self.cards[self.at].ask.is_some() => {
                let card = self.cards[self.at].id.clone();
                let is_on = !self.ticked.contains(&card);
                context.answer(Answer::Ticked { card, is_on });
                self.learn(context.setup);
                context.say(if is_on { ON } else { OFF });
            }
            Action::Choose => context.say("This card has no question for a doctor."),
            Action::Previous | Action::Close => return Nav::BackTo(self.at),
            _ => {}
        }
        Nav::Stay
    }

    fn learn(&mut self, setup: &AppConfig) {
        self.ticked.clone_from(&setup.profile.cards);
    }

    fn board(&self, _view: &View<'_>) -> Board {
        let card = self.cards[self.at];
        let is_on = self.ticked.contains(&card.id);
        let ticked = is_on.then_some(ON);
        let count = self.cards.len();
        // What was searched for is not all that a group has.
        let mut group = of_group(card.group);
        let is_group = group.all(|card| self.cards.iter().any(|here| here.id == card.id));
        let all = if is_group { "" } else { " found" };
        let place = match count {
            1 => String::new(),
            count => format!("{} of {count}{all}", self.at + 1),
        };
        let (shout, told, heading) = match card.verdict.map(Verdict::words) {
            Some(verdict) => (
                verdict.split(" than ").next().unwrap_or(verdict),
                format!("Verdict: {verdict}."),
                &*card.question,
            ),
            None => (&*card.question, card.question.clone(), card.group.words()),
        };
        Board::default()
            .with(Content::Page(self.page.clone()))
            .about(self.at)
            .shout([shout.to_uppercase()])
            .yielding()
            .spoken(told)
            .about(self.at)
            .heading(heading, place)
            .about(self.at)
            .aside(Role::Accent, ticked)
    }
}
