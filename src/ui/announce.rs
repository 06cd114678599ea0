//! A board told in paragraphs: the plain mode says the same as the screen.

use super::board::{Bars, Block, Board, Choice, Content};
use super::calendar;
use super::words::sentence;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// What it is about: the same words about something else are new.
    pub about: usize,
    pub text: String,
}

impl Announcement {
    /// Paragraphs about the same.
    pub fn all(about: usize, texts: impl IntoIterator<Item = String>) -> Vec<Self> {
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        texts.map(|text| Self { about, text }).collect()
    }
}

impl Board {
    /// Every block in paragraphs, as they are read; without a keyboard nothing that takes a key.
    pub fn announcements(&self, keyboard: bool) -> Vec<Announcement> {
        let mut blocks: Vec<&Block> = self.blocks.iter().collect();
        blocks.sort_by_key(|block| block.content.rank());
        let needs_keys = |block: &Block| {
            matches!(
                block.content,
                Content::Choices(_) | Content::Scale(_) | Content::Keys(_)
            )
        };
        let told = blocks
            .into_iter()
            .filter(|block| keyboard || !needs_keys(block));
        told.flat_map(|block| Announcement::all(block.about, block.told()))
            .collect()
    }
}

impl Block {
    fn told(&self) -> Vec<String> {
        match &self.spoken {
            Some(words) => vec![words.clone()],
            None => self.content.told(),
        }
    }
}

impl Content {
    /// Its words. What changes every second is not told.
    fn told(&self) -> Vec<String> {
        match self {
            Self::Title { text, .. } | Self::Notice { words: text, .. } => vec![text.clone()],
            Self::Shout(shout) => {
                let words = sentence(&shout.lines.join(", ").to_lowercase());
                let end = if words.ends_with(['?', '.', '!']) {
                    ""
                } else {
                    "."
                };
                vec![words + end]
            }
            Self::Text(text) => vec![text.words.clone()],
            Self::Choices(all) => vec![choices(all)],
            Self::Scale(all) => vec![scale(all)],
            Self::List(items) => items
                .iter()
                .map(|item| {
                    let label = if item.label.is_empty() {
                        String::new()
                    } else {
                        format!("{} ", item.label)
                    };
                    let note = if item.note.is_empty() {
                        String::new()
                    } else {
                        format!(": {}", item.note)
                    };
                    let selected = if item.is_selected { " (selected)" } else { "" };
                    format!("{label}{}{note}{selected}", item.title)
                })
                .collect(),
            Self::Bars(bars) => bars.told(),
            Self::Plot(plot) => vec![plot.alternative.clone()],
            Self::Calendar(calendar) => calendar::told(calendar),
            Self::Page(page) => page.lines(),
            // A few at a time: between the words of a step there is room for no more.
            Self::Keys(hints) => hints
                .chunks(3)
                .map(|hints| {
                    let keys: Vec<String> = hints
                        .iter()
                        .map(|hint| format!("{} {}", hint.label, hint.words))
                        .collect();
                    format!("Keys: {}", keys.join(" · "))
                })
                .collect(),
            Self::Progress(_)
            | Self::Count(_)
            | Self::Clock { .. }
            | Self::Figure
            | Self::Breath(_)
            | Self::Draft { .. } => Vec::new(),
        }
    }
}

impl Bars {
    /// Its heading, and every bar with its number.
    fn told(&self) -> Vec<String> {
        let bars = self.bars.iter().map(|bar| match bar.label.as_str() {
            "" => bar.words.clone(),
            label => format!("{label}: {}", bar.words),
        });
        std::iter::once(self.title.clone()).chain(bars).collect()
    }
}

/// Answers, each with its key.
pub fn choices(choices: &[Choice]) -> String {
    let told = choices.iter().map(|choice| {
        let word = choice.word.to_lowercase();
        let word = if choice.label.is_empty() {
            word
        } else {
            format!("{} {word}", choice.label)
        };
        let chosen = if choice.is_chosen { " (chosen)" } else { "" };
        match choice.note.as_str() {
            "" => format!("{word}{chosen}"),
            note => format!("{word}{chosen}: {note}"),
        }
    });
    format!("{}.", told.collect::<Vec<_>>().join(", "))
}

/// The ends of a scale, what else can be answered, and what was.
pub fn scale(choices: &[Choice]) -> String {
    let (others, numbers): (Vec<&Choice>, Vec<&Choice>) =
        choices.iter().partition(|choice| !choice.label.is_empty());
    let ends = [numbers.first(), numbers.last()].into_iter().flatten();
    let ends: Vec<&str> = ends.map(|choice| choice.word.as_str()).collect();
    let others = others
        .iter()
        .map(|choice| format!(", {} {}", choice.label, choice.word.to_lowercase()));
    let chosen = choices.iter().find(|choice| choice.is_chosen);
    let chosen = chosen
        .map(|choice| format!(" ({} chosen)", choice.word))
        .unwrap_or_default();
    format!(
        "{}{}{chosen}.",
        ends.join(" to "),
        others.collect::<String>()
    )
}
