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

impl Home {
    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        setup: &Setup,
        journal: Result<&mut Journal, &str>,
        effects: &mut Vec<Effect>,
    ) -> Then {
        let list = self.list(setup, journal.as_deref().map_err(|why| *why));
        let item = match action {
            Action::Up => {
                self.selected = list.selected.saturating_sub(1);
                return Then::Stay;
            }
            Action::Down => {
                self.selected = (list.selected + 1).min(list.items.len() - 1);
                return Then::Stay;
            }
            Action::Safety => return Then::Safety,
            Action::NoCramp => return no_cramp(journal, effects),
            Action::Bedtime => Item::Bedtime,
            Action::Routines => Item::Routines,
            Action::Nights => Item::Nights,
            Action::Offer => Item::Offer,
            Action::Open => list.items[list.selected],
            _ => return Then::Stay,
        };
        match item {
            Item::CrampNow => Then::Relief,
            Item::Bedtime => match bedtime(setup) {
                Some(routine) => Then::Routine(Box::new(routine)),
                None => Then::Say(format!("No routine \"{}\": see 3", setup.settings.bedtime)),
            },
            Item::Routines => Then::Routines,
            Item::Signs => Then::Page(super::warnings::page(&setup.settings)),
            Item::Nights => Then::Nights,
            Item::Offer => take_offer(journal.as_deref().map_err(|why| *why)),
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
        journal: Result<&Journal, &str>,
        words: Option<&str>,
    ) {
        let list = self.list(setup, journal);
        let places = Places::of(window, list.items.len());
        if places.class == Class::Line {
            return list.view_line(canvas, window, words);
        }
        view_cramp(canvas, &places, list.selected == 0);
        let gap = places.gap;
        for at in 1..list.items.len() {
            let index = u16::try_from(at - 1).unwrap_or(0);
            list.view_item(canvas, row(places.items, index * (1 + gap)), at);
        }
        let mut room = places.below;
        if let Some(offer) = safety_offer(setup).filter(|_| room.height > 0) {
            canvas.line(bottom(room, 1), offer, Role::Accent);
            room.height -= 1;
        }
        let tip = tip(setup);
        let bare = format!("Tip: {}", tip.text);
        let labelled = format!("{bare} ({})", tip.evidence.words());
        let fits = |text: &String| rows_of(text, room.width) <= room.height;
        if let Some(text) = [labelled, bare].into_iter().find(fits) {
            canvas.paragraph(bottom(room, rows_of(&text, room.width)), &text, Role::Quiet);
        }
        match words {
            Some(words) => {
                canvas.line(places.footer, words, NOTICE);
            }
            None => canvas.footer(places.footer, key_rows(Context::Home)),
        }
    }

    /// What there is to say.
    pub fn tell(&self, setup: &Setup, journal: Result<&Journal, &str>) -> Vec<String> {
        let mut lines = vec!["Night leg cramps".to_owned()];
        let list = self.list(setup, journal);
        for at in 0..list.items.len() {
            let mark = if at == list.selected {
                " (selected)"
            } else {
                ""
            };
            let (title, note) = list.describe(at);
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

    fn list<'a>(&self, setup: &'a Setup, journal: Result<&Journal, &str>) -> List<'a> {
        let offer = journal.ok().and_then(Journal::offer);
        let items = &ITEMS[..ITEMS.len() - usize::from(offer.is_none())];
        List {
            items,
            // An offer may have gone.
            selected: self.selected.min(items.len() - 1),
            offer,
            setup,
        }
    }
}

/// What there is to open now.
struct List<'a> {
    items: &'static [Item],
    selected: usize,
    offer: Option<Offer>,
    setup: &'a Setup,
}

impl List<'_> {
    fn view_item(&self, canvas: &mut Canvas<'_>, line: Rect, at: usize) {
        let (title, note) = self.describe(at);
        let mark = if at == self.selected { "▶" } else { " " };
        let mut x = canvas.bold(line, &format!("{mark} {}  ", at + 1), Role::Accent);
        let place = from_column(line, x);
        x += match self.items[at] {
            _ if at == self.selected => canvas.bold(place, &title, Role::Strong),
            Item::Offer => canvas.line(place, &title, Role::Accent),
            Item::CrampNow | Item::Bedtime | Item::Routines | Item::Signs | Item::Nights => {
                canvas.line(place, &title, Role::Text)
            }
        };
        let rest = from_column(line, (x + 2).max(24.min(line.width)));
        if columns_of(&note) <= rest.width {
            canvas.line(rest, &note, Role::Quiet);
        }
    }

    /// As many items as there are rows, the selected one among them.
    fn view_line(&self, canvas: &mut Canvas<'_>, window: Rect, words: Option<&str>) {
        let words = words.filter(|_| window.height > 1);
        let foot = u16::from(words.is_some());
        canvas.line(bottom(window, foot), words.unwrap_or(""), NOTICE);
        let room = usize::from((window.height - foot).max(1));
        let first = (self.selected + 1).saturating_sub(room);
        let last = (first + room).min(self.items.len());
        for (index, at) in (0..).zip(first..last) {
            let line = row(window, index);
            let (title, _) = self.describe(at);
            let mark = if at == self.selected { "▶" } else { " " };
            let text = format!("{mark}{} {title}", at + 1);
            match self.items[at] {
                Item::CrampNow => canvas.bold(line, &text, Role::Strong),
                Item::Bedtime | Item::Routines | Item::Signs | Item::Nights | Item::Offer => {
                    canvas.line(line, &text, Role::Text)
                }
            };
        }
    }

    /// The title of an item and what is worth knowing about it.
    fn describe(&self, at: usize) -> (String, String) {
        match self.items[at] {
            Item::CrampNow => ("CRAMP NOW".to_owned(), String::new()),
            Item::Bedtime => match bedtime(self.setup) {
                Some(routine) => {
                    let note =
                        format!("{} · {}", time::length(routine.length()), muscles(&routine));
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
            Item::Offer => match self.offer {
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
}

fn view_cramp(canvas: &mut Canvas<'_>, places: &Places, is_selected: bool) {
    let (frame, word) = if is_selected {
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

/// Asks what is offered.
fn take_offer(journal: Result<&Journal, &str>) -> Then {
    let journal = match journal {
        Ok(journal) => journal,
        Err(why) => return Then::Say(why.to_owned()),
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

fn no_cramp(journal: Result<&mut Journal, &str>, effects: &mut Vec<Effect>) -> Then {
    Then::Say(match journal {
        Ok(journal) => nights::no_cramp(journal, journal.last_night(), effects),
        Err(why) => why.to_owned(),
    })
}

/// The bedtime routine as it would run.
fn bedtime(setup: &Setup) -> Option<Routine> {
    let routine = setup.library.routine(&setup.settings.bedtime)?;
    Some(fit(routine, &setup.findings(), &setup.poses))
}

fn tip(setup: &Setup) -> &'static Tip {
    let findings = setup.findings();
    guidance::tip_of_the_night(setup.night, |to| findings.suits(to))
}

fn safety_offer(setup: &Setup) -> Option<&'static str> {
    profile::offer(&setup.profile, setup.today)
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
    /// Where the offer of the safety questions and the tip stand.
    below: Rect,
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
        let items = u16::try_from(items).unwrap_or(u16::MAX).saturating_sub(1);
        let tall = items * (1 + gap);
        let last = first + tall;
        let below = rows(area, last, area.height.saturating_sub(last + 2));
        Self {
            class,
            cramp: rows(area, top, cramp),
            items: rows(area, first, tall),
            gap,
            below: inset(below, 1),
            footer: bottom(area, 1),
        }
    }
}
