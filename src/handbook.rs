//! The handbook: what people ask about night leg cramps, a card for each question.
//!
//! The cards lie in `routines/handbook/`, and are built in. The same
//! laws hold for every card file, those of others too: [`parse`] refuses what is too long for a small
//! screen, too hard to read, or without a source.

mod alarm;
pub mod board;
mod fact;
pub(crate) mod medicine;
pub mod parse;
pub(crate) mod reading;
mod search;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content;
use crate::guidance::{self, SignLevel};
use crate::routine::named;
use crate::sources;
use parse::KnownIds;

pub use fact::Fact;
pub use search::{instead, missed, remedy, search};

named! {
    pub enum CardGroup {
        What = "what", "What it is, and why me";
        Which = "which", "What else it could be";
        Now = "now", "What helps now";
        Prevent = "prevent", "What may prevent";
        Pills = "pills", "Medicines, supplements and illnesses";
        Help = "help", "When to get help";
    }
}

named! {
    pub enum Verdict {
        /// Good trials agree.
        Helps = "helps";
        /// Trials disagree, or a large one stands alone.
        MayHelp = "may-help", "may help";
        /// Trials together show no gain.
        NoBetter = "no-better", "no better than a dummy pill";
        /// Nobody has tested it, or only in few people, one illness or a laboratory.
        NotKnown = "not-known", "not known";
        CanHarm = "can-harm", "can harm";
    }
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Small letters, digits and hyphens; no two cards have the same.
    pub id: String,
    pub group: CardGroup,
    /// As a person would ask it, at most 60 characters.
    pub question: String,
    /// In three lines, each of at most 96 characters.
    pub answer: Vec<String>,
    /// What is known, if it is about a remedy.
    pub verdict: Option<Verdict>,
    /// The numbers, with who was studied; other things known.
    pub known: Option<String>,
    /// Who should not, or should ask first.
    pub not_for: Option<String>,
    /// What to ask the doctor, in the person's own words.
    pub ask: Option<String>,
    /// For whom that question is; empty if for everybody.
    pub when: Vec<Fact>,
    /// Ids for [`crate::sources::source`]; there is one at least.
    pub sources: Vec<String>,
    /// Other words by which people look for it.
    pub words: Vec<String>,
    /// What people write when they need this card before any other.
    pub alarms: Vec<String>,
    /// Ids for [`crate::guidance::tip`].
    pub tips: Vec<String>,
    /// The rows of the table of coverage in `docs/evidence.md` that it carries.
    pub carries: Vec<u8>,
}

/// What a piece of a card is, which says how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    Question,
    Verdict,
    Answer,
    /// A line with a label before it.
    Labelled(&'static str),
}

/// The label of what is known.
pub const KNOWN: &str = "What is known";
/// The label of who should not.
pub const NOT_FOR: &str = "Not for";
pub const ASK: &str = "Ask the doctor";

impl Card {
    /// What the card says, piece by piece in the order of reading, without tips and sources.
    pub fn pieces(&self) -> Vec<(PieceKind, String)> {
        let mut pieces = vec![(PieceKind::Question, self.question.clone())];
        if let Some(verdict) = self.verdict {
            pieces.push((PieceKind::Verdict, format!("Verdict: {}", verdict.words())));
        }
        pieces.extend(
            self.answer
                .iter()
                .map(|line| (PieceKind::Answer, line.clone())),
        );
        let labelled = [
            (NOT_FOR, &self.not_for),
            (KNOWN, &self.known),
            (ASK, &self.ask),
        ];
        let labelled = labelled.into_iter().filter_map(|(label, text)| {
            let text = text.as_ref()?;
            Some((PieceKind::Labelled(label), format!("{label}: {text}")))
        });
        pieces.extend(labelled);
        pieces
    }
}

impl Card {
    /// How soon the warning signs ask for help that it is about, if it is about all of those.
    pub fn level(&self) -> Option<SignLevel> {
        match self.id.as_str() {
            alarm::NOW => Some(SignLevel::Now),
            alarm::TODAY => Some(SignLevel::Today),
            "book-a-visit" => Some(SignLevel::Soon),
            _ => None,
        }
    }
}

/// Every card, group by group in the order of [`CardGroup::ALL`].
pub fn cards() -> &'static [Card] {
    static CARDS: OnceLock<Vec<Card>> = OnceLock::new();
    CARDS.get_or_init(|| {
        let groups = CardGroup::ALL.iter().map(|group| file(*group));
        let cards = groups.map(|name| content::built_in::<Vec<Card>>(&name));
        cards.flatten().collect()
    })
}

/// The name of the file of a group, without `.toml`.
pub fn file(group: CardGroup) -> String {
    format!("routines/handbook/{}", group.name())
}

/// What a card file may name: the sources and tips of the program.
pub fn known() -> KnownIds {
    KnownIds {
        sources: sources::source_ids().map(str::to_owned).collect(),
        tips: guidance::tips().iter().map(|tip| tip.id.clone()).collect(),
    }
}

/// The cards of a group, in the order of its file.
pub fn of_group(group: CardGroup) -> impl Iterator<Item = &'static Card> {
    cards().iter().filter(move |card| card.group == group)
}

pub fn card(id: &str) -> Option<&'static Card> {
    cards().iter().find(|card| card.id == id)
}

/// The card on which a tip stands.
pub fn of_tip(id: &str) -> Option<&'static Card> {
    let has = |card: &&Card| card.tips.iter().any(|tip| tip == id);
    cards().iter().find(has)
}

pub fn of_fact(fact: Fact) -> Option<&'static Card> {
    cards().iter().find(|card| card.when.contains(&fact))
}
