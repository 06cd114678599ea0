//! What a screen shows: blocks, the most important first, and nothing about where they stand.
//!
//! [`Layout`](super::layout::Layout) places a board on a window of any size, `draw`
//! draws it, and the plain mode tells the same blocks in lines.

mod content;

pub use content::{
    Bar, Bars, Calendar, Choice, Content, Count, Hint, Item, Segment, Shout, Text, rank,
};

use super::keys::Key;
use super::theme::Role;
use crate::figure::breath::Breath;

/// What a screen shows, the most important first.
#[must_use]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    pub blocks: Vec<Block>,
    /// The key that a click means where nothing that is clicked says another.
    pub tap: Option<Key>,
    /// Words in its texts that say what a key does: a click on them means the key.
    pub named: NamedKeys,
}

/// Words, and the key that they say.
pub type NamedKeys = &'static [(&'static str, Key)];

/// One thing that a screen shows and tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub content: Content,
    /// Left out before any other where there is no room.
    pub is_optional: bool,
    /// What the plain mode tells instead; nothing, if it is empty.
    pub spoken: Option<String>,
    /// What it is about: the same words about something else are told again.
    pub about: usize,
}

impl Board {
    /// Adds a block that matters less than those before.
    pub fn with(mut self, content: Content) -> Self {
        self.blocks.push(Block {
            content,
            is_optional: false,
            spoken: None,
            about: 0,
        });
        self
    }

    /// Adds what there is, if there is any.
    pub fn with_some(self, content: Option<Content>) -> Self {
        match content {
            Some(content) => self.with(content),
            None => self,
        }
    }

    /// What the screen is, and how far it has come.
    pub fn title(self, text: impl Into<String>, place: impl Into<String>) -> Self {
        self.heading(text, place).optional()
    }

    /// The same where it says which of several pages is shown: it is not left out before others.
    pub fn heading(self, text: impl Into<String>, place: impl Into<String>) -> Self {
        self.with(Content::Title {
            text: text.into(),
            place: place.into(),
        })
    }

    /// Words that are read without glasses.
    pub fn shout<S: Into<String>>(self, lines: impl IntoIterator<Item = S>) -> Self {
        self.with(Content::Shout(Shout {
            lines: lines.into_iter().map(Into::into).collect(),
            widest: "",
            yields: false,
            is_said: false,
            brief: String::new(),
        }))
    }

    /// Keeps the last block, huge words, as large as `widest` can be in its place.
    pub fn as_large_as(mut self, widest: &'static str) -> Self {
        if let Some(shout) = self.last_shout() {
            shout.widest = widest;
        }
        self
    }

    /// Lets the last block, huge words, be text where the answers below need its room.
    pub fn yielding(mut self) -> Self {
        if let Some(shout) = self.last_shout() {
            shout.yields = true;
        }
        self
    }

    /// Lets `brief` stand alone for the last block, huge words, where not all have room as letters.
    pub fn brief(mut self, brief: impl Into<String>) -> Self {
        if let Some(shout) = self.last_shout() {
            shout.brief = brief.into();
        }
        self
    }

    fn last_shout(&mut self) -> Option<&mut Shout> {
        match &mut self.blocks.last_mut()?.content {
            Content::Shout(shout) => Some(shout),
            _ => None,
        }
    }

    pub fn instruction(self, words: impl Into<String>) -> Self {
        self.with(Content::Text(Text {
            is_instruction: true,
            ..Text::new(Role::Text, words)
        }))
    }

    /// What is asked, and was in huge words.
    pub fn question(mut self, words: impl Into<String>) -> Self {
        for block in &mut self.blocks {
            if let Content::Shout(shout) = &mut block.content {
                shout.is_said = true;
            }
        }
        self.with(Content::Text(Text {
            is_bold: true,
            is_instruction: true,
            ..Text::new(Role::Text, words)
        }))
    }

    /// Answers, each under its key.
    pub fn choices(self, choices: Vec<Choice>) -> Self {
        if choices.is_empty() {
            return self;
        }
        self.with(Content::Choices(choices))
    }

    pub fn count(
        self,
        text: impl Into<String>,
        widest: &'static str,
        caption: impl Into<String>,
    ) -> Self {
        self.with(Content::Count(Count {
            text: text.into(),
            widest,
            caption: caption.into(),
            gives_way: false,
        }))
    }

    /// Lets the last block, a number, be text in a low window.
    pub fn giving_way(mut self) -> Self {
        if let Some(Content::Count(count)) = self.blocks.last_mut().map(|block| &mut block.content)
        {
            count.gives_way = true;
        }
        self
    }

    /// How to breathe, where a pose is held; else its line stays free, so that nothing moves.
    pub fn breath(self, breath: Option<Breath>) -> Self {
        match breath {
            Some(breath) => self.with(Content::Breath(breath)).optional(),
            None => self.line(Role::Quiet, "").spoken(""),
        }
    }

    pub fn text(self, role: Role, words: impl Into<String>) -> Self {
        self.with(Content::Text(Text::new(role, words)))
    }

    pub fn bold(self, role: Role, words: impl Into<String>) -> Self {
        self.with(Content::Text(Text {
            is_bold: true,
            ..Text::new(role, words)
        }))
    }

    /// A sentence in bold, in a row of its own: it never moves what stands around.
    pub fn bold_line(self, role: Role, words: impl Into<String>) -> Self {
        self.with(Content::Text(Text {
            is_bold: true,
            is_line: true,
            ..Text::new(role, words)
        }))
    }

    /// A few words that change often, in a row of their own: they never move what stands around.
    pub fn line(self, role: Role, words: impl Into<String>) -> Self {
        self.with(Content::Text(Text {
            is_line: true,
            ..Text::new(role, words)
        }))
        .optional()
    }

    /// A sentence that is left out first where there is no room, if there is one.
    pub fn aside(self, role: Role, words: Option<impl Into<String>>) -> Self {
        match words {
            Some(words) => self.text(role, words).optional(),
            None => self,
        }
    }

    /// Adds what goes away by itself, in so many rows at most; it is seen in any window.
    pub fn notice(mut self, words: &str, most: u16) -> Self {
        let words = words.to_owned();
        let block = Self::default().with(Content::Notice { words, most }).blocks;
        let at = self.blocks.len().min(1);
        self.blocks.splice(at..at, block);
        self
    }

    /// Lets the last block be left out before all that is not optional.
    pub fn optional(mut self) -> Self {
        if let Some(block) = self.blocks.last_mut() {
            block.is_optional = true;
        }
        self
    }

    /// Says what the plain mode tells in place of the last block.
    pub fn spoken(mut self, words: impl Into<String>) -> Self {
        if let Some(block) = self.blocks.last_mut() {
            block.spoken = Some(words.into());
        }
        self
    }

    /// Says what the last block is about.
    pub fn about(mut self, about: usize) -> Self {
        if let Some(block) = self.blocks.last_mut() {
            block.about = about;
        }
        self
    }

    /// Gives the last block, a text, other words where there is no room for all.
    pub fn short(mut self, words: impl Into<String>) -> Self {
        if let Some(Content::Text(text)) = self.blocks.last_mut().map(|block| &mut block.content) {
            text.short = Some(words.into());
        }
        self
    }

    /// Lets a click mean `key` where nothing that is clicked says another.
    pub fn tap(mut self, key: Key) -> Self {
        self.tap = Some(key);
        self
    }

    /// Where such words stand in a text, a click on them means the key that they say.
    pub fn named(mut self, named: NamedKeys) -> Self {
        self.named = named;
        self
    }
}

impl Board {
    /// Says at the end of its title which page of how many is shown, from 0.
    pub fn number(&mut self, at: usize, pages: usize) {
        let mut blocks = self.blocks.iter_mut();
        let place = blocks.find_map(|block| match &mut block.content {
            Content::Title { place, .. } => Some(place),
            _ => None,
        });
        match place {
            Some(place) if place.is_empty() => *place = format!("{} of {pages}", at + 1),
            Some(place) => *place = format!("{place} · {}/{pages}", at + 1),
            None => {}
        }
    }

    /// Whether all blocks stand where those of another board do: seconds and marks move nothing.
    pub fn stands_like(&self, other: &Self) -> bool {
        let blocks = self.blocks.iter().zip(&other.blocks);
        self.blocks.len() == other.blocks.len()
            && blocks
                .into_iter()
                .all(|(one, other)| one.stands_like(other))
    }
}

impl Block {
    fn stands_like(&self, other: &Self) -> bool {
        let stands = match (&self.content, &other.content) {
            (Content::Title { .. }, Content::Title { .. })
            | (Content::Progress(_), Content::Progress(_))
            | (Content::Clock { .. }, Content::Clock { .. })
            | (Content::Breath(_), Content::Breath(_))
            | (Content::Keys(_), Content::Keys(_)) => true,
            (Content::Count(one), Content::Count(other)) => {
                (one.widest, one.caption.is_empty()) == (other.widest, other.caption.is_empty())
            }
            (Content::Text(one), Content::Text(other)) if one.is_line && other.is_line => true,
            (one, other) => one == other,
        };
        stands && self.is_optional == other.is_optional
    }
}
