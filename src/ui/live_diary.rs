//! The diary while the program runs: what it says, what time it is, and what is to be written.

use std::time::Duration;

use jiff::civil::DateTime;

use super::Effect;
use crate::diary::counts::Counts;
use crate::diary::counts::review::{self, SixWeeks};
use crate::diary::entry::Entry;
use crate::diary::episode::Episode;
use crate::diary::line::{Id, Line};
use crate::diary::value::Response;
use crate::diary::{Diary, danger};
use crate::moment::Moment;
use crate::night::{Night, Period};
use crate::profile::Answer;

/// Why there is no diary, until it was read.
const READING: &str = "The diary is still being read.";
/// From this hour of it on a night is ending, and the last one: the hours of the morning.
const MORNING: i8 = 18;
/// Nights after which nobody remembers a cramp well enough to be asked about it.
const REMEMBERED: u32 = 7;

/// The diary while the program runs, or what is shown of it; or why there is none.
#[derive(Debug)]
pub enum DiaryState<T = LiveDiary> {
    /// It is still being read.
    Reading,
    /// It is there.
    Ready(T),
    /// There is none to look at; why, and what helps.
    Unavailable(String),
}

impl<T> DiaryState<T> {
    /// The diary, or why it is not there.
    pub fn ready(&self) -> Result<&T, &str> {
        match self {
            Self::Reading => Err(READING),
            Self::Ready(journal) => Ok(journal),
            Self::Unavailable(why) => Err(why),
        }
    }

    /// The diary, to be written to, or why it is not there.
    pub fn ready_mut(&mut self) -> Result<&mut T, &str> {
        match self {
            Self::Reading => Err(READING),
            Self::Ready(journal) => Ok(journal),
            Self::Unavailable(why) => Err(why),
        }
    }
}

/// What a screen shows of the diary, worked out once for each edition of it and each `of` that is shown.
#[derive(Debug)]
pub struct Digest<T, Of = ()> {
    of: Option<(Edition, Of)>,
    is: DiaryState<T>,
}

impl<T, Of> Default for Digest<T, Of> {
    fn default() -> Self {
        Self {
            of: None,
            is: DiaryState::Reading,
        }
    }
}

impl<T, Of: Copy + PartialEq> Digest<T, Of> {
    /// Goes by the diary as it is now.
    pub fn read(
        &mut self,
        diary: &DiaryState,
        of: impl FnOnce(&LiveDiary) -> Of,
        work_out: impl FnOnce(&LiveDiary, Of) -> T,
    ) {
        let known = self.of.take();
        self.is = match diary {
            DiaryState::Ready(journal) => {
                let of = of(journal);
                self.of = Some((journal.edition(), of));
                if self.of == known {
                    return;
                }
                DiaryState::Ready(work_out(journal, of))
            }
            DiaryState::Reading => DiaryState::Reading,
            DiaryState::Unavailable(why) => DiaryState::Unavailable(why.clone()),
        };
    }

    /// What was worked out last.
    pub fn get(&self) -> &DiaryState<T> {
        &self.is
    }
}

/// What the diary says at a time: all that can change what is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edition {
    /// Lines, and whole diaries, that have come since the first one.
    changes: usize,
    tonight: Night,
    last_night: Night,
}

/// The diary, and the time it is.
#[derive(Debug)]
pub struct LiveDiary {
    diary: Diary,
    /// When the diary came.
    came: Moment,
    /// Time since then, sleep included.
    since: Duration,
    /// Lines, and whole diaries, that have come since the first one.
    changes: usize,
    on_wall: OnWall,
    /// What was written here, the latest last, and what of it was taken back.
    done: Vec<EntryChange>,
    undone: Vec<EntryChange>,
}

/// One change of an entry, which is `None` where it is not in the diary.
#[derive(Debug, Clone)]
pub struct EntryChange {
    id: Id,
    /// What it was.
    pub before: Option<Entry>,
    /// What it has become.
    pub after: Option<Entry>,
}

impl EntryChange {
    fn back(self) -> Self {
        Self {
            id: self.id,
            before: self.after,
            after: self.before,
        }
    }

    /// Whether a person has said it: that something was asked says nothing.
    fn is_said(&self) -> bool {
        let plain = |entry: &Option<Entry>| {
            let mut entry = entry.clone()?;
            entry.clear("asked");
            Some(entry)
        };
        plain(&self.before) != plain(&self.after)
    }
}

/// When the clock on the wall here shows a time; `None` outside all calendars.
pub type OnWall = fn(DateTime) -> Option<Moment>;

/// What there is to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// How a night with cramps was.
    Night(Night),
    /// Whether to keep the routine before bed.
    Review(SixWeeks),
}

impl LiveDiary {
    /// A diary that comes now, when the wall shows `came`.
    pub fn new(diary: Diary, came: Moment, on_wall: OnWall) -> Self {
        Self {
            diary,
            came,
            since: Duration::ZERO,
            changes: 0,
            on_wall,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// Comes in the place of another: nothing that was worked out of that one holds.
    pub fn replace(&mut self, other: &Self) {
        self.changes = other.changes + 1;
    }

    fn edition(&self) -> Edition {
        Edition {
            changes: self.changes,
            tonight: self.tonight(),
            last_night: self.last_night(),
        }
    }

    /// When the clock on the wall here shows a time.
    pub fn on_wall(&self) -> OnWall {
        self.on_wall
    }

    /// What it says.
    pub fn diary(&self) -> &Diary {
        &self.diary
    }

    /// Lets time pass.
    pub fn pass(&mut self, time: Duration) {
        self.since = self.since.saturating_add(time);
    }

    /// What the wall shows.
    pub fn now(&self) -> Moment {
        self.came.after(self.since)
    }

    /// The night that is, or that comes next.
    pub fn tonight(&self) -> Night {
        self.diary.night(self.now())
    }

    /// The night that is over, or ending.
    pub fn last_night(&self) -> Night {
        let is_morning = self.diary.boundary().hour_of_night(self.now()) >= MORNING;
        self.tonight().before(u32::from(!is_morning))
    }

    /// The night that there is to tell of: tonight as soon as it has a cramp on record, else the last one.
    pub fn latest_night(&self) -> Night {
        let tonight = self.tonight();
        let counts = Counts::of(&self.diary, Period::until(tonight, 1));
        if counts.cramps().count > 0 {
            tonight
        } else {
            self.last_night()
        }
    }

    /// The cramps of the latest night that has some nobody was asked about, first those that may have
    /// been none, each in the order of time; none of a night that is long past.
    pub fn open(&self) -> Option<(Night, Vec<Episode<'static>>)> {
        let (first, last) = (self.last_night().before(REMEMBERED), self.tonight());
        let counts = Counts::of(&self.diary, Period { first, last });
        let nights = counts.nights().rev().map(|(night, facts)| {
            let all = facts.tried_out.iter().chain(&facts.cramps);
            let open = all.filter(|episode| episode.asked.is_none());
            (
                night,
                open.cloned().map(Episode::into_owned).collect::<Vec<_>>(),
            )
        });
        nights.into_iter().find(|(_, open)| !open.is_empty())
    }

    /// What there is to ask, in the order in which it is asked; nothing where no answer can be kept.
    pub fn offer(&self) -> Option<Offer> {
        if self.diary.is_newer() {
            return None;
        }
        let night = self.open().map(|(night, _)| Offer::Night(night));
        night.or_else(|| review::due(&self.diary, self.tonight()).map(Offer::Review))
    }

    /// Makes an entry what it is to be. Nothing is written when nothing differs, or into the diary
    /// of a later version.
    pub fn write(&mut self, id: &Id, entry: &Entry, effects: &mut Vec<Effect>) {
        let line = self.diary.write(id, self.now(), entry);
        self.append(line, effects);
    }

    /// Changes of an entry what differs between what was known of it and what it is to be.
    pub fn change(&mut self, id: &Id, known: &Entry, entry: &Entry, effects: &mut Vec<Effect>) {
        let line = self.diary.change(id, self.now(), known, entry);
        self.append(line, effects);
    }

    /// Deletes an entry, if it is there.
    pub fn delete(&mut self, id: &Id, effects: &mut Vec<Effect>) {
        let line = self.diary.delete(id, self.now());
        self.append(line, effects);
    }

    /// Takes back the last change that was made here and still stands; where none was, the last of the
    /// diary. Returns what that has changed.
    pub fn undo(&mut self, effects: &mut Vec<Effect>) -> Option<EntryChange> {
        if let Some(step) = self.done.pop() {
            let back = step.clone().back();
            self.redone(&back, effects);
            self.undone.push(step);
            return Some(back);
        }
        // Once more would turn round what was taken back.
        let id = self.diary.last().filter(|_| self.undone.is_empty());
        let id = id.cloned()?;
        let line = self.diary.undo(&id, self.now());
        let step = self.append(line, effects)?;
        self.done.pop();
        self.undone.push(step.clone().back());
        Some(step)
    }

    /// Makes the change again that was taken back last. Returns what that has changed.
    pub fn redo(&mut self, effects: &mut Vec<Effect>) -> Option<EntryChange> {
        let step = self.undone.pop()?;
        self.redone(&step, effects);
        self.done.push(step.clone());
        Some(step)
    }

    /// Makes of an entry what a step makes of it, and changes nothing that others have said of it.
    fn redone(&mut self, step: &EntryChange, effects: &mut Vec<Effect>) {
        let (id, now) = (&step.id, self.now());
        let line = match (&step.before, &step.after) {
            (Some(known), Some(entry)) => self.diary.change(id, now, known, entry),
            (None, Some(entry)) => self.diary.write(id, now, entry),
            (_, None) => self.diary.delete(id, now),
        };
        if let Some(line) = line.filter(|_| !self.diary.is_newer()) {
            self.put(line, effects);
        }
    }

    /// Goes by a line that is written here, and by what it changes of the danger that its entry tells of.
    fn put(&mut self, line: Line, effects: &mut Vec<Effect>) -> EntryChange {
        let id = line.id.clone();
        let before = self.diary.entry(&id).cloned();
        self.take(line.clone());
        let after = self.diary.entry(&id).cloned();
        // That there was no cramp is so only as long as nobody has said otherwise.
        let denies = denies(after.as_ref()) && !denies(before.as_ref());
        effects.push(if denies {
            Effect::WriteAlone(line)
        } else {
            Effect::Write(line)
        });
        let entries = [before.as_ref(), after.as_ref()];
        let told = danger::told_anew(entries, self.diary.boundary(), self.now());
        effects.extend(told.map(|signs| {
            let entry = id.to_string();
            Effect::Answer(Answer::Told { entry, signs })
        }));
        EntryChange { id, before, after }
    }

    /// Takes in a line, wherever it was written.
    pub fn take(&mut self, line: Line) {
        self.changes += 1;
        self.diary.take(line);
    }

    fn append(&mut self, line: Option<Line>, effects: &mut Vec<Effect>) -> Option<EntryChange> {
        let line = line.filter(|_| !self.diary.is_newer())?;
        let step = self.put(line, effects);
        if step.is_said() {
            self.undone.clear();
            self.done.push(step.clone());
        }
        Some(step)
    }
}

/// Whether an entry says that a night had no cramp.
fn denies(entry: Option<&Entry>) -> bool {
    matches!(entry, Some(Entry::Night(note)) if note.cramps == Some(Response::Known(0)))
}

/// A day on which a week begins, or a night that bounds some: `Sat 21 Nov`.
pub fn named(night: Night) -> String {
    night.evening().strftime("%a %-d %b").to_string()
}

/// A night in words by both its days, for who woke on the second: `Sat 21 to Sun 22 Nov`.
pub fn spanned(night: Night) -> String {
    span(night, "%a %-d")
}

/// The same for a narrow line: `21 to 22 Nov`.
pub fn spanned_short(night: Night) -> String {
    span(night, "%-d")
}

fn span(night: Night, day: &str) -> String {
    let (first, second) = (night.evening(), night.after(1).evening());
    let whole = format!("{day} %b");
    let is_same_month = first.month() == second.month();
    let first = first.strftime(if is_same_month { day } else { &whole });
    format!("{first} to {}", second.strftime(&whole))
}

/// The same with its year: `Sat 21 Nov 2026`.
pub fn dated(night: Night) -> String {
    night.evening().strftime("%a %-d %b %Y").to_string()
}

/// The clock on the wall: `02:47`.
pub fn wall(moment: Moment) -> String {
    moment.local().strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::entry::NightNote;

    #[test]
    fn what_is_shown_is_worked_out_once_until_the_diary_or_the_night_is_another() {
        let came = Moment::parse("2026-11-22T05:30:00+00:00").unwrap();
        let live = || LiveDiary::new(Diary::default(), came, |_| None);
        let mut diary = DiaryState::Ready(live());
        let mut digest = Digest::default();
        let mut times = 0;
        let mut read = |diary: &DiaryState, of: u8| {
            digest.read(diary, |_| of, |_, _| times += 1);
            times
        };
        assert_eq!([read(&diary, 0), read(&diary, 0)], [1, 1]);
        assert_eq!([read(&diary, 1), read(&diary, 1)], [2, 2]);

        let live_diary = diary.ready_mut().unwrap();
        let night = live_diary.last_night();
        let mut note = NightNote::new(night);
        note.cramps = Some(Response::Known(0));
        let entry = Entry::Night(note);
        live_diary.write(&Id::of_night(night), &entry, &mut Vec::new());
        assert_eq!([read(&diary, 1), read(&diary, 1)], [3, 3]);
        diary.ready_mut().unwrap().pass(Duration::from_secs(60));
        assert_eq!(read(&diary, 1), 3, "the same night");
        // It is morning, and then the next night.
        for times in [4, 5] {
            diary
                .ready_mut()
                .unwrap()
                .pass(Duration::from_secs(6 * 3600));
            assert_eq!([read(&diary, 1), read(&diary, 1)], [times, times]);
        }
        let mut other = live();
        other.pass(Duration::from_secs(12 * 3600));
        other.replace(diary.ready().unwrap());
        let other = DiaryState::Ready(other);
        assert_eq!(read(&other, 1), 6);
        assert_eq!(read(&DiaryState::Reading, 1), 6);
        assert_eq!(read(&other, 1), 7);
    }
}
