//! The handbook: groups of questions, a search as one types, and the cards that answer.

mod card;
mod marks;

pub(crate) use card::{CardScreen, cited, listed};
pub(crate) use marks::MarksScreen;

use crate::handbook::{Card, CardGroup, Verdict, board, instead, missed, of_group, search};
use crate::profile::Profile;
use crate::routine::hidden::is_hidden;
use crate::ui::board::{Board, Content, Item};
use crate::ui::draw::CURSOR;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::mark;
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;

/// Letters that are looked for, at most.
const LONGEST: usize = 60;

/// Questions to choose from, or the groups that they are in.
#[derive(Debug)]
pub(crate) struct Handbook {
    title: &'static str,
    lines: Vec<HandbookLine>,
    selected: usize,
    /// What is looked for, while it is typed.
    wanted: Option<String>,
    /// What of it no card has.
    missed: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum HandbookLine {
    Marks,
    Group(CardGroup),
    Card(&'static Card),
}

impl Handbook {
    pub(crate) fn groups() -> Self {
        let groups = CardGroup::ALL.iter().copied().map(HandbookLine::Group);
        Self {
            title: "Questions",
            lines: std::iter::once(HandbookLine::Marks).chain(groups).collect(),
            selected: 0,
            wanted: None,
            missed: None,
        }
    }

    fn group(group: CardGroup) -> Self {
        Self {
            title: group.words(),
            lines: of_group(group).map(HandbookLine::Card).collect(),
            ..Self::groups()
        }
    }

    fn searching() -> Self {
        Self {
            title: "Search",
            lines: Vec::new(),
            wanted: Some(String::new()),
            ..Self::groups()
        }
    }

    fn open(&self, profile: &Profile) -> Nav {
        match self.lines.get(self.selected) {
            Some(HandbookLine::Marks) => Nav::Open(Box::<MarksScreen>::default()),
            Some(HandbookLine::Group(group)) => Nav::Open(Box::new(Self::group(*group))),
            Some(HandbookLine::Card(_)) => {
                let cards = self.lines.iter().filter_map(|line| match line {
                    HandbookLine::Card(card) => Some(*card),
                    HandbookLine::Marks | HandbookLine::Group(_) => None,
                });
                Nav::Open(Box::new(CardScreen::new(
                    cards.collect(),
                    self.selected,
                    profile,
                )))
            }
            None => Nav::Stay,
        }
    }

    /// Looks anew after a letter more or fewer.
    fn look(&mut self, change: impl FnOnce(&mut String)) {
        let Some(wanted) = &mut self.wanted else {
            return;
        };
        change(wanted);
        let wanted = wanted.trim();
        let found = if wanted.is_empty() {
            Vec::new()
        } else {
            search(wanted)
        };
        let is_missed = found.is_empty() && !wanted.is_empty();
        let missed = missed(wanted);
        self.missed = match (is_missed, &missed[..]) {
            (true, _) => Some("these words".to_owned()),
            (false, []) => None,
            (false, missed) => Some(missed.join(", ")),
        };
        let found = if is_missed { instead() } else { found };
        self.lines = found.into_iter().map(HandbookLine::Card).collect();
        self.selected = 0;
    }
}

fn insert(wanted: &mut String, text: &str) {
    let letters = text.chars().filter(|letter| !is_hidden(*letter));
    let room = LONGEST.saturating_sub(wanted.chars().count());
    wanted.extend(letters.take(room));
}

impl HandbookLine {
    fn item(self) -> Item {
        match self {
            Self::Marks => Item::selectable(&board::board().title)
                .note("five troubles, one after the other")
                .role(Role::Accent),
            Self::Group(group) => Item::selectable(group.words())
                .note(format!("{} questions", of_group(group).count())),
            Self::Card(card) => {
                Item::selectable(&card.question).note(card.verdict.map_or("", Verdict::words))
            }
        }
    }
}

impl Screen for Handbook {
    fn keys(&self) -> &'static KeyMap {
        match self.wanted {
            Some(_) => &table::SEARCH,
            None => &table::HANDBOOK,
        }
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        match row.action {
            Action::Open if self.lines.is_empty() => "",
            _ => mark::hint(row, self.selected, self.lines.len().saturating_sub(1)),
        }
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        let last = self.lines.len().saturating_sub(1);
        match (action, key) {
            (Action::Up, _) => self.selected = self.selected.saturating_sub(1),
            (Action::Down, _) => self.selected = (self.selected + 1).min(last),
            (Action::First, _) => self.selected = 0,
            (Action::Last, _) => self.selected = last,
            (Action::Open, _) => return self.open(&context.setup.profile),
            (Action::Search, _) => return Nav::Open(Box::new(Self::searching())),
            (Action::Type, Key::Char(letter)) => {
                self.look(|wanted| insert(wanted, letter.encode_utf8(&mut [0; 4])));
            }
            (Action::Forget, _) => self.look(|wanted| {
                wanted.pop();
            }),
            (Action::Close, _) => return Nav::Back,
            _ => {}
        }
        Nav::Stay
    }

    fn pick(&mut self, item: usize, context: &mut Context<'_>) -> Nav {
        self.selected = item;
        self.open(&context.setup.profile)
    }

    fn mark(&mut self, item: usize) {
        self.selected = item.min(self.lines.len().saturating_sub(1));
    }

    fn paste(&mut self, text: &str, _context: &mut Context<'_>) {
        self.look(|wanted| insert(wanted, text));
    }

    fn board(&self, _view: &View<'_>) -> Board {
        let items = self.lines.iter().enumerate();
        let items = items.map(|(at, line)| line.item().selected(at == self.selected));
        let items: Vec<Item> = items.collect();
        let place = match self.lines.len() {
            0 => String::new(),
            count => format!("{} of {count}", self.selected + 1),
        };
        let board = match &self.wanted {
            Some(wanted) => Board::default().with(Content::Draft {
                text: format!("{wanted}{CURSOR}"),
                left: None,
            }),
            None => Board::default(),
        };
        let board = match (&self.wanted, items.is_empty()) {
            (Some(_), true) => board.text(Role::Quiet, "Type a word, such as magnesium."),
            _ => match &self.missed {
                Some(missed) => board
                    .text(Role::Text, format!("No card has {missed}. Perhaps:"))
                    .with(Content::List(items)),
                None => board.with(Content::List(items)),
            },
        };
        board.title(self.title, place)
    }
}
