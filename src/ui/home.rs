//! The home screen: CRAMP NOW is selected, so the biggest keys start relief.

use ratatui::layout::{Position, Rect, Size};

use super::canvas::{Canvas, columns_of, rows_of};
use super::keys::{Action, Context, rows as key_rows};
use super::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use super::lettering::Align;
use super::theme::Role;
use super::words::muscles;
use super::{NOTICE, Setup, Then, profile, time};
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
}

const ITEMS: [Item; 4] = [Item::CrampNow, Item::Bedtime, Item::Routines, Item::Signs];

impl Home {
    /// Reacts to an action.
    pub fn act(&mut self, action: Action, setup: &Setup) -> Then {
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(ITEMS.len() - 1),
            Action::Bedtime => return open(Item::Bedtime, setup),
            Action::Routines => return open(Item::Routines, setup),
            Action::Safety => return Then::Safety,
            Action::Open => return open(ITEMS[self.selected], setup),
            _ => {}
        }
        Then::Stay
    }

    /// What a click means: the box of CRAMP NOW starts relief.
    pub fn click(size: Size, at: Position) -> Option<Action> {
        let window = Rect::from((Position::ORIGIN, size));
        Places::of(window)
            .cramp
            .contains(at)
            .then_some(Action::CrampNow)
    }

    /// Draws the screen.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, setup: &Setup, words: Option<&str>) {
        let places = Places::of(window);
        if places.class == Class::Line {
            return self.view_line(canvas, window, setup);
        }
        self.view_cramp(canvas, &places);
        let gap = places.gap;
        for (at, item) in ITEMS.iter().enumerate().skip(1) {
            let index = u16::try_from(at - 1).unwrap_or(0);
            let line = row(places.items, index * (1 + gap));
            self.view_item(canvas, line, at, *item, setup);
        }
        let tip = tip(setup);
        let labelled = format!("Tip: {} ({})", tip.text, tip.evidence.words());
        let bare = format!("Tip: {}", tip.text);
        let fits = rows_of(&labelled, places.tip.width) <= places.tip.height;
        let tip = if fits { labelled } else { bare };
        let (below, role) = match offer(setup) {
            Some(offer) => (offer, Role::Accent),
            None => (tip.as_str(), Role::Quiet),
        };
        let height = rows_of(below, places.tip.width).min(places.tip.height);
        canvas.paragraph(bottom(places.tip, height), below, role);
        match words {
            Some(words) => {
                canvas.line(places.footer, words, NOTICE);
            }
            None => canvas.footer(places.footer, key_rows(Context::Home)),
        }
    }

    /// What there is to say.
    pub fn tell(&self, setup: &Setup) -> Vec<String> {
        let mut lines = vec!["Night leg cramps".to_owned()];
        for (at, item) in ITEMS.iter().enumerate() {
            let mark = if at == self.selected {
                " (selected)"
            } else {
                ""
            };
            let (title, note) = describe(*item, setup);
            let note = if note.is_empty() {
                note
            } else {
                format!(": {note}")
            };
            lines.push(format!("{} {title}{note}{mark}", at + 1));
        }
        lines.extend(offer(setup).map(str::to_owned));
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

    fn view_item(&self, canvas: &mut Canvas<'_>, line: Rect, at: usize, item: Item, setup: &Setup) {
        let (title, note) = describe(item, setup);
        let role = if at == self.selected {
            Role::Strong
        } else {
            Role::Text
        };
        let mark = if at == self.selected { "▶" } else { " " };
        let mut x = canvas.bold(line, &format!("{mark} {}  ", at + 1), Role::Accent);
        x += if at == self.selected {
            canvas.bold(from_column(line, x), &title, role)
        } else {
            canvas.line(from_column(line, x), &title, role)
        };
        let rest = from_column(line, (x + 2).max(24.min(line.width)));
        if columns_of(&note) <= rest.width {
            canvas.line(rest, &note, Role::Quiet);
        }
    }

    /// As many items as there are rows, the selected one among them.
    fn view_line(&self, canvas: &mut Canvas<'_>, window: Rect, setup: &Setup) {
        let room = usize::from(window.height.max(1));
        let first = (self.selected + 1).saturating_sub(room);
        for (index, at) in (first..ITEMS.len()).take(room).enumerate() {
            let line = row(window, u16::try_from(index).unwrap_or(u16::MAX));
            let (title, _) = describe(ITEMS[at], setup);
            let mark = if at == self.selected { "▶" } else { " " };
            let text = format!("{mark}{} {title}", at + 1);
            match ITEMS[at] {
                Item::CrampNow => canvas.bold(line, &text, Role::Strong),
                Item::Bedtime | Item::Routines | Item::Signs => {
                    canvas.line(line, &text, Role::Text)
                }
            };
        }
    }
}

fn open(item: Item, setup: &Setup) -> Then {
    match item {
        Item::CrampNow => Then::Relief,
        Item::Bedtime => match bedtime(setup) {
            Some(routine) => Then::Routine(Box::new(routine)),
            None => Then::Say(format!("No routine \"{}\": see 3", setup.settings.bedtime)),
        },
        Item::Routines => Then::Routines,
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

fn offer(setup: &Setup) -> Option<&'static str> {
    profile::offer(&setup.profile, setup.today)
}

/// The title of an item and what is worth knowing about it.
fn describe(item: Item, setup: &Setup) -> (String, String) {
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
    fn of(window: Rect) -> Self {
        let class = Class::of(window);
        let area = content(window, WIDEST);
        let (margin, top, cramp) = match class {
            Class::Tall => (2, 2, 11),
            Class::Wide => (2, 1, 9),
            Class::Portrait => (1, 2, 15),
            Class::Small => (0, 0, 6.min(area.height / 2)),
            Class::Line => (0, 0, area.height),
        };
        let area = inset(area, margin);
        let items = top + cramp + u16::from(area.height >= 14);
        let gap = u16::from(area.height >= 20);
        let last = items + 3 + 2 * gap;
        let tip = rows(area, last, area.height.saturating_sub(last + 2));
        Self {
            class,
            cramp: rows(area, top, cramp),
            items: rows(area, items, 3 + 2 * gap),
            gap,
            tip: inset(tip, 1),
            footer: bottom(area, 1),
        }
    }
}
