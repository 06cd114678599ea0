//! The list of routines, the user's own among them.

use ratatui::layout::Rect;

use super::canvas::{Canvas, rows_of};
use super::keys::{Action, Context, rows as key_rows};
use super::layout::{Class, bottom, content, from_column, inset, row, rows};
use super::theme::Role;
use super::words::muscles;
use super::{NOTICE, Setup, Then, details, time};
use crate::profile::fit;
use crate::routine::Routine;
use crate::routine::library::{Broken, Entry, Library, Listing};

const WIDEST: u16 = 100;

/// The list of routines.
#[derive(Debug)]
pub struct Routines {
    selected: usize,
    /// The entries of the library as they would run, in their order.
    fitted: Vec<Routine>,
}

/// One row of the list.
enum Shown<'a> {
    /// An entry, and what of it would run.
    Whole(&'a Entry, &'a Routine),
    Broken(&'a Broken),
}

impl Routines {
    /// The list as it is for this person.
    pub fn of(setup: &Setup) -> Self {
        let findings = setup.findings();
        let entries = setup.library.listing().entries.iter();
        Self {
            selected: 0,
            fitted: entries
                .map(|entry| fit(entry.routine.clone(), &findings, &setup.poses))
                .collect(),
        }
    }

    /// Reacts to an action.
    pub fn act(&mut self, action: Action, library: &Library) -> Then {
        let listing = library.listing();
        let last = count(listing).saturating_sub(1);
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(last),
            Action::First => self.selected = 0,
            Action::Last => self.selected = last,
            Action::Open => match self.shown(listing, self.selected) {
                Some(Shown::Whole(entry, _)) => {
                    return Then::Routine(Box::new(entry.routine.clone()));
                }
                Some(Shown::Broken(broken)) => return Then::Say(first_problem(broken)),
                None => {}
            },
            Action::Details => match self.shown(listing, self.selected) {
                Some(Shown::Whole(_, fitted)) => return Then::Page(details::routine(fitted)),
                Some(Shown::Broken(broken)) => return Then::Page(details::broken(broken)),
                None => {}
            },
            _ => {}
        }
        Then::Stay
    }

    /// Draws the list, and below it what is known about the selected one.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        window: Rect,
        library: &Library,
        words: Option<&str>,
    ) {
        let listing = library.listing();
        let class = Class::of(window);
        let margin = u16::from(class != Class::Line && class != Class::Small);
        let area = inset(content(window, WIDEST), margin);
        let about = match class {
            Class::Tall | Class::Portrait => 6,
            Class::Wide => 5,
            Class::Small => 4.min(area.height / 3),
            Class::Line => 0,
        };
        let top = u16::from(class != Class::Line);
        let foot = top;
        let list = rows(
            area,
            2 * top,
            area.height.saturating_sub(2 * top + about + 2 * foot),
        );
        if top > 0 {
            canvas.bold(row(area, 0), "Routines", Role::Strong);
            let place = format!("{} of {}", self.selected + 1, count(listing));
            canvas.right(row(area, 0), &place, Role::Quiet);
        }
        let room = usize::from(list.height.max(1));
        let first = (self.selected + 1).saturating_sub(room);
        for (index, at) in (first..count(listing)).take(room).enumerate() {
            let line = row(list, u16::try_from(index).unwrap_or(u16::MAX));
            self.view_row(canvas, line, at, listing);
        }
        let below = rows(area, list.bottom() - area.y + foot, about);
        if let Some(shown) = self.shown(listing, self.selected) {
            view_about(canvas, below, &shown);
        }
        if foot > 0 {
            match words {
                Some(words) => {
                    canvas.line(bottom(area, 1), words, NOTICE);
                }
                None => canvas.footer(bottom(area, 1), key_rows(Context::Routines)),
            }
        }
    }

    /// What there is to say.
    pub fn tell(&self, library: &Library) -> Vec<String> {
        let listing = library.listing();
        let mut lines = vec!["Routines".to_owned()];
        for at in 0..count(listing) {
            let mark = if at == self.selected {
                "Selected: "
            } else {
                ""
            };
            lines.extend(self.shown(listing, at).map(|shown| match shown {
                Shown::Whole(entry, fitted) => {
                    let about = about(fitted, origin(entry, fitted));
                    format!(
                        "{mark}{}, {about}. {}.",
                        entry.routine.title,
                        fitted.evidence.words()
                    )
                }
                Shown::Broken(broken) => {
                    format!("{mark}Cannot be used: {}", first_problem(broken))
                }
            }));
        }
        lines
    }

    fn shown<'a>(&'a self, listing: &'a Listing, at: usize) -> Option<Shown<'a>> {
        let whole = listing.entries.iter().zip(&self.fitted).nth(at);
        let behind = at.checked_sub(listing.entries.len());
        whole
            .map(|(entry, fitted)| Shown::Whole(entry, fitted))
            .or_else(|| listing.broken.get(behind?).map(Shown::Broken))
    }

    fn view_row(&self, canvas: &mut Canvas<'_>, line: Rect, at: usize, listing: &Listing) {
        let selected = at == self.selected;
        let (mark, role) = if selected {
            ("▶ ", Role::Strong)
        } else {
            ("  ", Role::Text)
        };
        let x = canvas.bold(line, mark, Role::Accent);
        let (title, right) = match self.shown(listing, at) {
            Some(Shown::Whole(entry, fitted)) => {
                let wide = line.width >= 60;
                let origin = if wide { origin(entry, fitted) } else { "" };
                let length = time::length(fitted.length());
                (
                    entry.routine.title.clone(),
                    format!("{origin}  {length:>5}"),
                )
            }
            Some(Shown::Broken(broken)) => (name(broken), "cannot be used".to_owned()),
            None => return,
        };
        let room = line
            .width
            .saturating_sub(x + super::canvas::columns_of(&right) + 1);
        let title_area = Rect {
            width: room,
            ..from_column(line, x)
        };
        if selected {
            canvas.bold(title_area, &title, role);
        } else {
            canvas.line(title_area, &title, role);
        }
        canvas.right(line, &right, Role::Quiet);
    }
}

fn view_about(canvas: &mut Canvas<'_>, area: Rect, shown: &Shown<'_>) {
    match shown {
        Shown::Whole(entry, routine) => {
            let about = about(routine, origin(entry, routine));
            // Why it is not as its title says comes before what it is.
            let summary = routine.changed.first().unwrap_or(&routine.summary);
            // The evidence is never cut: its second half may turn the first around.
            let evidence = routine.evidence.words();
            let kept = rows_of(evidence, area.width).min(area.height);
            canvas.paragraph(bottom(area, kept), evidence, Role::Accent);
            let mut y = 0;
            for (text, role) in [(&about, Role::Quiet), (summary, Role::Text)] {
                let room = area.height - kept - y;
                if !text.is_empty() && rows_of(text, area.width) <= room {
                    y += canvas.paragraph(rows(area, y, room), text, role);
                }
            }
        }
        Shown::Broken(broken) => {
            canvas.paragraph(area, &first_problem(broken), Role::Alert);
        }
    }
}

fn about(routine: &Routine, origin: &str) -> String {
    format!(
        "{} · {} · {origin}",
        time::length(routine.length()),
        muscles(routine)
    )
}

fn count(listing: &Listing) -> usize {
    listing.entries.len() + listing.broken.len()
}

/// Where an entry comes from, or that it is not what runs.
fn origin(entry: &Entry, fitted: &Routine) -> &'static str {
    if fitted.changed.is_empty() {
        entry.origin.words()
    } else {
        "changed for you"
    }
}

/// A broken file's first problem in one line.
pub fn first_problem(broken: &Broken) -> String {
    match broken.place {
        Some((line, column)) => format!("{}:{line}:{column}: {}", name(broken), broken.what),
        None => format!("{}: {}", name(broken), broken.what),
    }
}

fn name(broken: &Broken) -> String {
    let name = broken.path.file_name().unwrap_or(broken.path.as_os_str());
    name.to_string_lossy().into_owned()
}
