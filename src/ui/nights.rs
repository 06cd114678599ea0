//! The nights of sixteen weeks, and what they come to. No streaks and no scores: counts.

mod counts;
mod map;
mod night;

use ratatui::layout::Rect;

use super::canvas::{Canvas, rows_of};
use super::journal::{Journal, dated, named};
use super::keys::{Action, Context, rows as key_rows};
use super::layout::{Class, bottom, content, inset, row, rows};
use super::morning::Morning;
use super::theme::Role;
use super::{Effect, NOTICE, Then};
use crate::diary::counts::Counts;
use crate::diary::counts::calendar::{WEEKS, Week, weeks};
use crate::diary::entry::{Entry, NightNote};
use crate::diary::line::Id;
use crate::diary::night::{Night, Period};
use crate::diary::value::Told;
use crate::settings::Settings;

const WIDEST: u16 = 100;
const NEWER: &str = "A later version has written into this diary: it is only read.";

/// The screen of nights.
#[derive(Debug, Default)]
pub struct Nights {
    /// The night that was chosen; the last one, if none was.
    chosen: Option<Night>,
}

impl Nights {
    /// The nights with one of them chosen.
    pub fn at(night: Night) -> Self {
        Self {
            chosen: Some(night),
        }
    }

    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        journal: Result<&mut Journal, &str>,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        let journal = match journal {
            Ok(journal) => journal,
            Err(why) => return Then::Say(why.to_owned()),
        };
        let night = self.night(journal);
        match action {
            Action::Up => self.choose(night.before(1), journal),
            Action::Down => self.choose(night.after(1), journal),
            Action::Left => self.choose(night.before(7), journal),
            Action::Right => self.choose(night.after(7), journal),
            Action::PreviousPage => self.choose(night.before(7 * WEEKS), journal),
            Action::NextPage => self.choose(night.after(7 * WEEKS), journal),
            Action::Last => self.chosen = None,
            Action::Open => return Then::Page(night::page(journal.diary(), night)),
            Action::Details => {
                let counts = Counts::of(journal.diary(), self.period(journal));
                return Then::Page(counts::page(&counts, journal, settings));
            }
            Action::Edit if journal.diary().is_newer() => return Then::Say(NEWER.to_owned()),
            Action::Edit => {
                let morning = Morning::of_night(journal, night);
                return Then::Ask(Box::new(morning));
            }
            Action::NoCramp => return Then::Say(no_cramp(journal, night, effects)),
            _ => {}
        }
        Then::Stay
    }

    /// Draws the screen.
    pub fn view(
        &self,
        canvas: &mut Canvas<'_>,
        window: Rect,
        journal: Result<&Journal, &str>,
        words: Option<&str>,
    ) {
        let class = Class::of(window);
        let margin = u16::from(class != Class::Small && class != Class::Line);
        let area = inset(content(window, WIDEST), margin);
        canvas.bold(row(area, 0), "Nights", Role::Strong);
        let footer = bottom(area, 1);
        match words {
            Some(words) => {
                canvas.line(footer, words, NOTICE);
            }
            None => canvas.footer(footer, key_rows(Context::Nights)),
        }
        let journal = match journal {
            Ok(journal) => journal,
            Err(why) => {
                canvas.paragraph(
                    rest(rows(area, 0, area.height.saturating_sub(1)), 1),
                    why,
                    Role::Text,
                );
                return;
            }
        };
        let night = self.night(journal);
        let about = night::brief(&Counts::of(journal.diary(), Period::until(night, 1)), night);
        canvas.bold(row(area, 1), &about, Role::Strong);
        if class == Class::Line {
            return;
        }
        let period = self.period(journal);
        let body = rows(area, 2, area.height.saturating_sub(3));
        let weeks = weeks(journal.diary(), period.last);
        let weeks = map::fitting(body, &weeks, night);
        let head = format!(
            "{} weeks to {}",
            weeks.len(),
            dated(map::last(weeks, period))
        );
        canvas.right(row(area, 0), &head, Role::Quiet);
        let mut y = u16::from(body.height >= 16);
        y += map::view(canvas, rest(body, y), weeks, night);
        y += u16::from(body.height >= 24);
        y += map::view_weeks(canvas, rest(body, y), weeks);
        y += u16::from(body.height >= 18);
        let counts = Counts::of(journal.diary(), period);
        for (line, role) in counts::headlines(&counts, journal) {
            let room = rest(body, y);
            // Half a comparison would say something else: what does not fit is among the counts.
            if rows_of(&line, room.width) <= room.height {
                y += canvas.paragraph(room, &line, role);
            }
        }
    }

    /// What there is to say; without a keyboard to ask for them, all counts.
    pub fn tell(
        &self,
        journal: Result<&Journal, &str>,
        settings: &Settings,
        keyboard: bool,
    ) -> Vec<String> {
        let mut lines = vec!["Nights".to_owned()];
        let journal = match journal {
            Ok(journal) => journal,
            Err(why) => {
                lines.extend(keyboard.then(|| why.to_owned()));
                return lines;
            }
        };
        let period = self.period(journal);
        let counts = Counts::of(journal.diary(), period);
        lines.push(night::brief(&counts, self.night(journal)));
        if keyboard {
            let headlines = counts::headlines(&counts, journal);
            lines.extend(headlines.into_iter().map(|(line, _)| line));
        } else {
            lines.extend(counts::page(&counts, journal, settings).tell());
        }
        let weeks = weeks(journal.diary(), period.last);
        lines.extend(weeks.iter().filter(|week| week.cramps.of > 0).map(told));
        lines
    }

    fn night(&self, journal: &Journal) -> Night {
        self.chosen.unwrap_or_else(|| journal.last_night())
    }

    fn choose(&mut self, night: Night, journal: &Journal) {
        self.chosen = Some(night.min(journal.tonight()));
    }

    /// The sixteen weeks to tonight, or as many weeks earlier as it takes for the chosen night.
    fn period(&self, journal: &Journal) -> Period {
        let tonight = journal.tonight();
        let first = |last: Night| last.monday().before(7 * (WEEKS - 1));
        let ahead = first(tonight).since(self.night(journal).monday()).max(0);
        let last = match u32::try_from(ahead) {
            Ok(0) | Err(_) => tonight,
            Ok(ahead) => tonight.monday().before(ahead).after(6),
        };
        Period {
            first: first(last),
            last,
        }
    }
}

/// Records that a night had no cramp; said once more, that is taken back, and nothing else that is
/// said of the night. Returns what is to be told.
pub fn no_cramp(journal: &mut Journal, night: Night, effects: &mut Vec<Effect>) -> String {
    let name = named(night);
    if journal.diary().is_newer() {
        return NEWER.to_owned();
    }
    if night > journal.last_night() {
        return format!("{name} is not over yet.");
    }
    let on_record = Counts::of(journal.diary(), Period::until(night, 1)).cramps();
    if on_record.count > 0 {
        return format!("{name} has a cramp on record: ENTER on the screen of nights shows it.");
    }
    let mut note = journal.diary().note(night);
    let id = Id::of_night(night);
    if note.cramps != Some(Told::Known(0)) {
        note.cramps = Some(Told::Known(0));
        journal.write(&id, &Entry::Night(note), effects);
        return format!("{name}: no cramp. 0 again takes it back.");
    }
    note.cramps = None;
    if note == NightNote::new(night) {
        journal.delete(&id, effects);
    } else {
        journal.write(&id, &Entry::Night(note), effects);
    }
    format!("{name}: taken back.")
}

fn told(week: &Week) -> String {
    let cramps = super::words::cramps(week.cramps.count);
    format!(
        "Week of {}: {cramps} in {}",
        named(week.monday),
        nights(week.cramps.of)
    )
}

/// So many recorded nights.
fn nights(count: u64) -> String {
    match count {
        1 => "1 recorded night".to_owned(),
        count => format!("{count} recorded nights"),
    }
}

fn rest(area: Rect, y: u16) -> Rect {
    rows(area, y, area.height.saturating_sub(y))
}
