//! A card of the handbook, on as many pages as the window needs, and the cards after and before it.

use crate::guidance::{self, Tip};
use crate::handbook::{Card, Kind, NOT_FOR, of_group};
use crate::profile::Answer;
use crate::ui::board::{Board, Content};
use crate::ui::keys::{Action, Key, KeyMap, Row, table};
use crate::ui::page::{self, Page, Paragraph};
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;

/// What is said of a card whose question is for the doctor,
const ON: &str = "✓ Its question is on the page for your doctor.";
/// and of one that was.
const OFF: &str = "Its question is off the page for your doctor.";

/// One card of several.
#[derive(Debug)]
pub struct CardScreen {
    /// There is one at least.
    cards: Vec<&'static Card>,
    at: usize,
    page: Page,
}

impl CardScreen {
    /// The card at a place among others, from 0.
    pub fn new(cards: Vec<&'static Card>, at: usize) -> Self {
        Self {
            page: page(cards[at]),
            cards,
            at,
        }
    }

    /// A card among those of its group.
    pub fn of(card: &'static Card) -> Self {
        let cards: Vec<&Card> = of_group(card.group).collect();
        let at = cards.iter().position(|other| other.id == card.id);
        Self::new(cards, at.unwrap_or(0))
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.page = page(self.cards[at]);
    }
}

/// What a card says below its question, and the tips that stand on it.
fn page(card: &Card) -> Page {
    let mut paragraphs = Vec::new();
    for (kind, text) in card.pieces() {
        match kind {
            Kind::Question => {}
            Kind::Verdict => paragraphs.push(Paragraph::new(page::Kind::Heading, text)),
            Kind::Answer => paragraphs.push(Paragraph::new(page::Kind::Text, text)),
            Kind::Labelled(label) => {
                let text = text.trim_start_matches(label).trim_start_matches(": ");
                let kind = match label {
                    NOT_FOR => page::Kind::Alert,
                    _ => page::Kind::Text,
                };
                paragraphs.push(Paragraph::new(page::Kind::Heading, label));
                paragraphs.push(Paragraph::new(kind, text));
            }
        }
    }
    let tips = card.tips.iter().filter_map(|id| guidance::tip(id));
    paragraphs.extend(listed("Tips", tips.map(Tip::told)));
    Page::new("", paragraphs)
}

/// Where it is from: the card itself, and each tip on it.
fn sources(card: &Card) -> Page {
    let mut paragraphs: Vec<Paragraph> = listed("This card", cited(&card.sources)).collect();
    for tip in card.tips.iter().filter_map(|id| guidance::tip(id)) {
        paragraphs.extend(listed(&format!("Tip: {}", tip.text), cited(&tip.sources)));
    }
    Page::new("Sources", paragraphs)
}

/// Sources in a line each.
pub fn cited(sources: &[String]) -> impl Iterator<Item = String> {
    sources.iter().map(|id| guidance::cite(id))
}

/// A list under its heading; nothing where it is empty.
pub fn listed(
    heading: &str,
    lines: impl Iterator<Item = String>,
) -> impl Iterator<Item = Paragraph> {
    let mut items = lines
        .map(|line| Paragraph::new(page::Kind::Item, line))
        .peekable();
    let heading = items
        .peek()
        .map(|_| Paragraph::new(page::Kind::Heading, heading));
    heading.into_iter().chain(items)
}

impl Screen for CardScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::CARD
    }

    fn hint(&self, row: &Row) -> &'static str {
        match row.action {
            Action::Previous if self.at == 0 && self.page.number() == 0 => "",
            Action::Choose if self.cards[self.at].ask.is_none() => "",
            _ => row.short,
        }
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        match action {
            Action::Next if self.page.turn(Action::NextPage, context.pages) => {}
            Action::Next if self.at + 1 < self.cards.len() => self.turn_to(self.at + 1),
            Action::Next => context.say("That was the last card here. q goes back."),
            Action::Previous if self.page.number() > 0 => {
                self.page.turn(Action::PreviousPage, context.pages);
            }
            Action::Previous if self.at > 0 => self.turn_to(self.at - 1),
            Action::Details => context.show(sources(self.cards[self.at])),
            Action::Choose if self.cards[self.at].ask.is_some() => {
                let card = self.cards[self.at].id.clone();
                let is_on = !context.setup.profile.cards.contains(&card);
                context.answer(Answer::Ticked { card, is_on });
                context.say(if is_on { ON } else { OFF });
            }
            Action::Choose => context.say("This card has no question for a doctor."),
            Action::Previous | Action::Close => return Nav::Back,
            _ => {}
        }
        Nav::Stay
    }

    fn board(&self, view: &View<'_>) -> Board {
        let card = self.cards[self.at];
        let is_on = view.setup.profile.cards.contains(&card.id);
        let ticked = is_on.then_some(ON);
        Board::default()
            .question(&card.question)
            .about(self.at)
            .with(Content::Page(self.page.clone()))
            .about(self.at)
            .aside(Role::Accent, ticked)
            .title(
                card.group.words(),
                format!("{} of {}", self.at + 1, self.cards.len()),
            )
    }

    fn is_over(&self) -> bool {
        true
    }
}
