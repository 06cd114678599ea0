//! The home screen: CRAMP NOW is selected, so the biggest keys start relief.

use ratatui::layout::{Position, Rect, Size};

use super::canvas::{Canvas, columns_of, rows_of};
use super::journal::{Journal, Offer, named};
use super::keys::{Action, Context, rows as key_rows};
use super::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use super::lettering::Align;
use super::morning::Morning;
use super::theme::Role;
use super::words::muscles;
use super::{Effect, NOTICE, Setup, Then, nights, profile, time};
use crate::guidance::{self, Tip};
use crate::profile::fit;
use crate::routine::Routine;

/// Nothing on it needs more.
const WIDEST: u16 = 100;

/// The home screen.
#[derive(Debug, Default)]
pub struct Home {
    selected: usize,
}

/// What can be opened from home, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    CrampNow,
    Bedtime,
    Routines,
    Signs,
    Nights,
    /// Questions, while there are any.
    Offer,
}

const ITEMS: [Item; 6] = [
    Item::CrampNow,
    Item::Bedtime,
    Item::Routines,
    Item::Signs,
    Item::Nights,
    Item::Offer,
];
/// What the diary is asked before it was read.
const READING: &str = "The diary is still being read.";

impl Home {
    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        setup: &Setup,
        journal: Option<&mut Journal>,
        effects: &mut Vec<Effect>,
    ) -> Then {
        let last = items(journal.as_deref()).len() - 1;
        let item = match action {
            Action::Up => {
                self.selected = self.selected.saturating_sub(1);
                return Then::Stay;
            }
            Action::Down => {
                self.selected = (self.selected + 1).min(last);
                return Then::Stay;
            }
            Action::Safety => return Then::Safety,
            Action::NoCramp => return no_cramp(journal, effects),
            Action::Bedtime => Item::Bedtime,
            Action::Routines => Item::Routines,
            Action::Nights => Item::Nights,
            Action::Offer => Item::Offer,
            Action::Open => ITEMS[self.selected.min(last)],
            _ => return Then::Stay,
        };
        match item {
            Item::Offer => take_offer(journal.as_deref()),
            Item::CrampNow | Item::Bedtime | Item::Routines | Item::Signs | Item::Nights => {
                open(item, setup)
            }
        }
    }

    /// What a click means: the box of CRAMP NOW starts relief.
    pub fn click(size: Size, at: Position) -> Option<Action> {
        let window = Rect::from((Position::ORIGIN, size));
        Places::of(window, ITEMS.len())
            .cramp
            .contains(at)
            .then_some(Action::CrampNow)
    }

    /// Draws the screen.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        window: Rect,
        setup: &Setup,
        journal: Option<&Journal>,
        words: Option<&str>,
    ) {
        let items = items(journal);
        let places = Places::of(window, items.len());
        if places.class == Class::Line {
            return self.view_line(canvas, window, setup, journal);
        }
        self.view_cramp(canvas, &places);
        let gap = places.gap;
        for (at, item) in items.iter().enumerate().skip(1) {
            let index = u16::try_from(at - 1).unwrap_or(0);
            let line = row(places.items, index * (1 + gap));
            let (title, note) = describe(*item, setup, journal);
            self.view_item(canvas, line, at, *item, &title, &note);
        }
        let tip = tip(setup);
        let labelled = format!("Tip: {} ({})", tip.text, tip.evidence.words());
        let bare = format!("Tip: {}", tip.text);
        let fits = rows_of(&labelled, places.tip.width) <= places.tip.height;
        let tip = if fits { labelled } else { bare };
        let (below, role) = match safety_offer(setup) {
            Some(offer) => (offer, Role::Accent),
            None => (tip.as_str(), Role::Quiet),
        };
        let height = rows_of(below, places.tip.width);
        if height <= places.tip.height {
            canvas.paragraph(bottom(places.tip, height), below, role);
        }
        match words {
            Some(words) => {
                canvas.line(places.footer, words, NOTICE);
            }
            None => canvas.footer(places.footer, key_rows(Context::Home)),
        }
    }

    /// What there is to say.
    pub fn tell(&self, setup: &Setup, journal: Option<&Journal>) -> Vec<String> {
        let mut lines = vec!["Night leg cramps".to_owned()];
        for (at, item) in items(journal).iter().enumerate() {
            let mark = if at == self.selected {
                " (selected)"
            } else {
                ""
            };
            let (title, note) = describe(*item, setup, journal);
            let note = if note.is_empty() {
                note
            } else {
                format!(": {note}")
            };
            lines.push(format!("{} {title}{note}{mark}", at + 1));
        }
        lines.extend(safety_offer(setup).map(str::to_owned));
        let tip = tip(setup);
        lines.push(format!("Tip: {} ({})", tip.text, tip.evidence.words()));
        lines
    }

    fn view_cramp(&self, canvas: &mut Canvas<'_>, places: &Places) {
        let selected = self.selected == 0;
        let (frame, word) = if selected {
            (Role::Accent, Role::Strong)
        } else {
            (Role::Rule, Role::Text)
        };
        canvas.frame(places.cramp, frame);
        let inner = rows(
            inset(places.cramp, 2),
            1,
            places.cramp.height.saturating_sub(2),
        );
        let note = "starts at once, no questions";
        match places.class {
            Class::Tall | Class::Wide => {
                let letters = rows(inner, 0, inner.height - 1);
                let width = columns(letters, letters.width.saturating_sub(12));
                canvas.letters(width, "CRAMP NOW", word, Align::Left);
                let side = from_column(letters, letters.width - 10);
                canvas.bold(row(side, 2), "ENTER", Role::Strong);
                canvas.line(row(side, 3), "or click", Role::Quiet);
                canvas.line(bottom(inner, 1), note, Role::Text);
            }
            Class::Portrait => {
                let half = (inner.height - 1) / 2;
                canvas.letters(rows(inner, 0, half), "CRAMP", word, Align::Left);
                canvas.letters(rows(inner, half, half), "NOW", word, Align::Left);
                canvas.line(bottom(inner, 1), "ENTER or tap: starts at once", Role::Text);
            }
            Class::Small => {
                let letters = columns(inner, inner.width.saturating_sub(13));
                canvas.letters(letters, "CRAMP", word, Align::Left);
                let side = from_column(inner, inner.width.saturating_sub(11));
                canvas.bold(row(side, 0), "ENTER", Role::Strong);
                canvas.line(row(side, 1), "starts now", Role::Text);
            }
            Class::Line => {}
        }
    }

    fn view_item(
        &self,
        canvas: &mut Canvas<'_>,
        line: Rect,
        at: usize,
        item: Item,
        title: &str,
        note: &str,
    ) {
        let role = match item {
            _ if at == self.selected => Role::Strong,
            Item::Offer => Role::Accent,
            Item::CrampNow | Item::Bedtime | Item::Routines | Item::Signs | Item::Nights => {
                Role::Text
            }
        };
        let mark = if at == self.selected { "▶" } else { " " };
        let mut x = canvas.bold(line, &format!("{mark} {}  ", at + 1), Role::Accent);
        x += if at == self.selected {
            canvas.bold(from_column(line, x), title, role)
        } else {
            canvas.line(from_column(line, x), title, role)
        };
        let rest = from_column(line, (x + 2).max(24.min(line.width)));
        if columns_of(note) <= rest.width {
            canvas.line(rest, note, Role::Quiet);
        }
    }

    /// As many items as there are rows, the selected one among them.
    fn view_line(
        &self,
        canvas: &mut Canvas<'_>,
        window: Rect,
        setup: &Setup,
        journal: Option<&Journal>,
    ) {
        let room = usize::from(window.height.max(1));
        let first = (self.selected + 1).saturating_sub(room);
        let items = items(journal).iter().enumerate().skip(first).take(room);
        for (index, (at, item)) in (0..).zip(items) {
            let line = row(window, index);
            let (title, _) = describe(*item, setup, journal);
            let mark = if at == self.selected { "▶" } else { " " };
            let text = format!("{mark}{} {title}", at + 1);
            match item {
                Item::CrampNow => canvas.bold(line, &text, Role::Strong),
                Item::Bedtime | Item::Routines | Item::Signs | Item::Nights | Item::Offer => {
                    canvas.line(line, &text, Role::Text)
                }
            };
        }
    }
}

/// What there is to open: the last one only while there is an offer.
fn items(journal: Option<&Journal>) -> &'static [Item] {
    let offer = journal.and_then(Journal::offer).is_some();
    &ITEMS[..ITEMS.len() - usize::from(!offer)]
}

/// Asks what is offered.
fn take_offer(journal: Option<&Journal>) -> Then {
    let Some(journal) = journal else {
        return Then::Say(READING.to_owned());
    };
    let morning = match journal.offer() {
        Some(Offer::Review(six_weeks)) => Some(Morning::review(journal, &six_weeks)),
        Some(Offer::Night(_)) => Morning::after_night(journal),
        None => None,
    };
    match morning {
        Some(morning) => Then::Ask(Box::new(morning)),
        None => Then::Say("There is nothing to ask.".to_owned()),
    }
}

fn no_cramp(journal: Option<&mut Journal>, effects: &mut Vec<Effect>) -> Then {
    Then::Say(match journal {
        Some(journal) => nights::no_cramp(journal, journal.last_night(), effects),
        None => READING.to_owned(),
    })
}

fn open(item: Item, setup: &Setup) -> Then {
    match item {
        Item::CrampNow => Then::Relief,
        Item::Bedtime => match bedtime(setup) {
            Some(routine) => Then::Routine(Box::new(routine)),
            None => Then::Say(format!("No routine \"{}\": see 3", setup.settings.bedtime)),
        },
        Item::Routines => Then::Routines,
        Item::Nights => Then::Nights,
        Item::Offer => Then::Stay,
        Item::Signs => Then::Page(super::warnings::page(&setup.settings)),
    }
}

/// The bedtime routine as it would run.
fn bedtime(setup: &Setup) -> Option<Routine> {
    let routine = setup.library.routine(&setup.settings.bedtime)?;
    Some(fit(routine, &setup.findings()))
}

fn tip(setup: &Setup) -> &'static Tip {
    let findings = setup.findings();
    guidance::tip_of_the_night(setup.night, |to| findings.suits(to))
}

fn safety_offer(setup: &Setup) -> Option<&'static str> {
    profile::offer(&setup.profile, setup.today)
}

/// The title of an item and what is worth knowing about it.
fn describe(item: Item, setup: &Setup, journal: Option<&Journal>) -> (String, String) {
    match item {
        Item::CrampNow => ("CRAMP NOW".to_owned(), String::new()),
        Item::Bedtime => match bedtime(setup) {
            Some(routine) => {
                let note = format!("{} · {}", time::length(routine.length()), muscles(&routine));
                (short_title(&routine.title).to_owned(), note)
            }
            None => ("Bedtime stretch".to_owned(), "not found".to_owned()),
        },
        Item::Routines => (
            "More routines".to_owned(),
            "built-in, and your own".to_owned(),
        ),
        Item::Signs => (
            "When to get medical help".to_owned(),
            "when it is not just a cramp".to_owned(),
        ),
        Item::Nights => (
            "Nights".to_owned(),
            "your diary, and what it comes to".to_owned(),
        ),
        Item::Offer => match journal.and_then(Journal::offer) {
            Some(Offer::Night(night)) => (
                format!("How was {}?", named(night)),
                "a minute, every question can be skipped".to_owned(),
            ),
            Some(Offer::Review(_)) => (
                "Six weeks of stretching".to_owned(),
                "what they came to".to_owned(),
            ),
            None => (String::new(), String::new()),
        },
    }
}

/// A title without what stands in brackets behind it.
fn short_title(title: &str) -> &str {
    title.split(" (").next().unwrap_or(title)
}

/// Where things stand on the home screen.
struct Places {
    class: Class,
    cramp: Rect,
    items: Rect,
    /// Empty rows between two items.
    gap: u16,
    tip: Rect,
    footer: Rect,
}

impl Places {
    /// Where `items` things stand; the box of CRAMP NOW is the same for any number.
    fn of(window: Rect, items: usize) -> Self {
        let class = Class::of(window);
        let area = content(window, WIDEST);
        let (margin, top, cramp) = match class {
            Class::Tall => (2, 2, 11),
            Class::Wide => (2, 1, 9),
            Class::Portrait => (1, 2, 15),
            Class::Small => (0, 0, 6.min(area.height - 6)),
            Class::Line => (0, 0, area.height),
        };
        let area = inset(area, margin);
        let first = top + cramp + u16::from(area.height >= 14);
        let gap = u16::from(area.height >= 20);
        let below = u16::try_from(items).unwrap_or(u16::MAX).saturating_sub(1);
        let tall = below * (1 + gap);
        let last = first + tall;
        let tip = rows(area, last, area.height.saturating_sub(last + 2));
        Self {
            class,
            cramp: rows(area, top, cramp),
            items: rows(area, first, tall),
            gap,
            tip: inset(tip, 1),
            footer: bottom(area, 1),
        }
    }
}
