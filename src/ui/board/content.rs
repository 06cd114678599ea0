//! What a block of a board can be.

use std::time::Duration;

use crate::diary::report::Plot;
use crate::figure::breath::Breath;
use crate::ui::keys::Key;
use crate::ui::lettering::parts::in_parts;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// What a block can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// What the screen is, and at its right end how far it has come.
    Title {
        /// What it is.
        text: String,
        /// Such as `2 of 10`; may change at any time.
        place: String,
    },
    /// How far a session has come.
    Progress(Vec<Segment>),
    /// One line or two that are read without glasses.
    Shout(Shout),
    /// A number that is read without glasses.
    Count(Count),
    /// A time that runs, and what it is.
    Clock {
        /// Such as `2:05`; changes at any time.
        time: String,
        /// What the time means.
        caption: String,
    },
    /// A sentence or more.
    Text(Text),
    /// Answers, each under its key; read without glasses where there is room.
    Choices(Vec<Choice>),
    /// The numbers of a scale, each an answer, side by side; a click picks one by its place.
    Scale(Vec<Choice>),
    /// The pose of the step under way.
    Figure,
    /// How to breathe.
    Breath(Breath),
    /// Lines of which one is selected.
    List(Vec<Item>),
    /// Bars below each other that are compared.
    Bars(Bars),
    /// Columns along hours, weeks or a scale.
    Plot(Plot),
    /// The nights of many weeks.
    Calendar(Calendar),
    /// Text on as many pages as it takes.
    Page(Page),
    /// What is being written.
    Draft {
        /// With a mark where the next letter goes.
        text: String,
        /// How much more there is room for, once that is little.
        left: Option<String>,
    },
    /// What goes away by itself.
    Notice {
        /// The words.
        words: String,
        /// How many rows it takes at most.
        most: u16,
    },
    /// The keys, with what each does.
    Keys(Vec<Hint>),
}

/// A step of a session: how long it is, and how much of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What is done.
    pub done: Duration,
    /// All of it.
    pub whole: Duration,
}

/// Words in huge letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shout {
    /// The lines.
    pub lines: Vec<String>,
    /// The widest line that will stand in their place: they are no larger than that can be, so
    /// that nothing moves when it comes.
    pub widest: &'static str,
    /// Whether they may be text where the answers need their room.
    pub yields: bool,
    /// Whether the question below says the same: then it is letters, or left out.
    pub is_said: bool,
    /// What stands alone where not all have room as letters: what is told below says the rest.
    pub brief: String,
}

/// A number in huge digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What it is now.
    pub text: String,
    /// The widest that it becomes: its size does not change with its digits.
    pub widest: &'static str,
    /// What it counts, in a line.
    pub caption: String,
    /// Whether it is text in a low window, where what is to be done needs its rows.
    pub gives_way: bool,
}

/// A sentence or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// The words where there is no room for all.
    pub short: Option<String>,
    /// How they are coloured.
    pub role: Role,
    /// Whether they stand in bold.
    pub is_bold: bool,
    /// Cut with an ellipsis rather than left out.
    pub is_instruction: bool,
    /// Takes one row, however many words there are.
    pub is_line: bool,
}

/// An answer, or something else that a key does.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key.
    pub key: Key,
    /// What to call the key; may be empty where the word is the key.
    pub label: String,
    /// The answer in a word or two, as it is drawn in letters.
    pub word: String,
    /// What else is worth knowing, in a line.
    pub note: String,
    /// How it is coloured while it is neither marked nor given.
    pub role: Role,
    /// Whether it is the one that the big keys take.
    pub is_selected: bool,
    /// Whether it was answered.
    pub is_chosen: bool,
}

/// A line of a list.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The key that opens it; `None` where only the selection does.
    pub key: Option<Key>,
    /// Whether it only says what the lines below it are.
    pub is_heading: bool,
    /// What to call the key.
    pub label: String,
    /// What it is.
    pub title: String,
    /// What else is worth knowing; left out where there is no room.
    pub note: String,
    /// How it is coloured.
    pub role: Role,
    /// Whether it is selected.
    pub is_selected: bool,
}

/// Bars that are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// What is compared; may be empty.
    pub title: String,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// A bar, with the number that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is counted; empty where it belongs to the bar above.
    pub label: String,
    /// How long the bar is,
    pub count: u64,
    /// of the longest that it could be.
    pub most: u64,
    /// The number in words.
    pub words: String,
}

/// The nights of many weeks, a column a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The weeks, the oldest first.
    pub weeks: Vec<crate::diary::counts::calendar::Week>,
    /// The night that is selected.
    pub chosen: crate::night::Night,
}

/// A key, and what it does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What to call the key.
    pub label: &'static str,
    /// What it does.
    pub words: &'static str,
}

impl Text {
    pub(super) fn new(role: Role, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            short: None,
            role,
            is_bold: false,
            is_instruction: false,
            is_line: false,
        }
    }
}

impl Choice {
    /// An answer under its key.
    pub fn new(key: Key, label: impl Into<String>, word: impl Into<String>) -> Self {
        Self {
            key,
            label: label.into(),
            word: word.into(),
            note: String::new(),
            role: Role::Text,
            is_selected: false,
            is_chosen: false,
        }
    }

    /// Adds what else is worth knowing.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Whether it is the one that the big keys take.
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }

    /// Whether it was answered.
    pub fn chosen(mut self, is_chosen: bool) -> Self {
        self.is_chosen = is_chosen;
        self
    }

    /// Key and word, as they are drawn.
    pub fn words(&self) -> String {
        match self.label.as_str() {
            "" => self.word.clone(),
            // A letter would be read with its word, and a number with a number.
            label
                if label.parse::<u8>().is_ok()
                    && !self.word.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                format!("{label} {}", self.word)
            }
            label => format!("{label} = {}", self.word),
        }
    }

    /// Choices in so many lines each, at most. None parts that is no longer than a line of another one.
    pub fn in_lines(choices: &[Self], lines: u16) -> Vec<Vec<String>> {
        let parted = choices.iter().map(|choice| choice.lines(lines));
        if lines != 2 {
            return parted.collect();
        }
        let longest = parted.clone().flatten().map(|line| line.len()).max();
        let whole =
            |choice: &Self| Some(choice.words()).filter(|words| Some(words.len()) <= longest);
        let lines = choices.iter().zip(parted);
        lines
            .map(|(choice, parted)| whole(choice).map_or(parted, |words| vec![words]))
            .collect()
    }

    /// The same in one line, or in two: a long key above the word, or the word where it parts best. In three
    /// every key stands above, and a word that parts in two lines.
    fn lines(&self, lines: u16) -> Vec<String> {
        let all = self.words();
        let key = &all[..all.len() - self.word.len()];
        let parts = in_parts(&self.word, 2);
        let above = |words: &[&str]| {
            let lines = [key.trim_end()].into_iter().chain(words.iter().copied());
            lines.map(str::to_owned).collect()
        };
        match (lines, &*parts) {
            (3.., _) if !self.label.is_empty() => above(&parts),
            (2, _) if self.label.chars().count() > 1 => above(&[&self.word]),
            (2.., [first, second]) => {
                vec![format!("{key}{first}"), " ".repeat(key.len()) + second]
            }
            _ => vec![all],
        }
    }
}

impl Item {
    /// A line that is opened by a key.
    pub fn new(key: Key, label: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            key: Some(key),
            is_heading: false,
            label: label.into(),
            title: title.into(),
            note: String::new(),
            role: Role::Text,
            is_selected: false,
        }
    }

    /// A line that is only selected, and opened as such.
    pub fn selectable(title: impl Into<String>) -> Self {
        Self {
            key: None,
            ..Self::new(Key::Enter, "", title)
        }
    }

    /// The heading of the lines below it.
    pub fn heading(title: impl Into<String>) -> Self {
        Self {
            is_heading: true,
            role: Role::Quiet,
            ..Self::selectable(title)
        }
    }

    /// Adds what else is worth knowing.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Colours it otherwise.
    pub fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Whether it is selected.
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }
}

/// The order in which blocks are read, from top to bottom.
pub mod rank {
    /// What the screen is, and how far it has come.
    pub const TITLE: u8 = 0;
    /// Huge words.
    pub const BELOW_TITLE: u8 = 2;
    /// The number and what is said of it.
    pub const BELOW_SHOUT: u8 = 3;
    /// What stands in bold above an instruction.
    pub const HEADING: u8 = BELOW_SHOUT + 1;
    /// What can be done.
    pub const CHOICES: u8 = 20;
    /// What belongs to the lower edge.
    pub const FOOT: u8 = 40;
}

impl Content {
    /// The place in the order in which blocks are read.
    pub fn rank(&self) -> u8 {
        use rank::{BELOW_SHOUT, BELOW_TITLE, CHOICES, FOOT, HEADING, TITLE};
        match self {
            Self::Title { .. } => TITLE,
            Self::Progress(_) => TITLE + 1,
            Self::Shout(_) => BELOW_TITLE,
            Self::Count(_) => BELOW_SHOUT,
            Self::Clock { .. } => HEADING,
            Self::Text(text) if text.is_instruction => HEADING + 1,
            Self::Text(text) if text.is_bold => HEADING,
            Self::Figure | Self::Calendar(_) | Self::Bars(_) | Self::Plot(_) => BELOW_SHOUT + 3,
            Self::Text(_) | Self::Breath(_) | Self::Draft { .. } => BELOW_SHOUT + 4,
            Self::Page(_) => BELOW_SHOUT + 5,
            Self::Choices(_) | Self::Scale(_) => CHOICES,
            Self::List(_) => CHOICES + 1,
            Self::Notice { .. } => FOOT,
            Self::Keys(_) => FOOT + 1,
        }
    }
}
