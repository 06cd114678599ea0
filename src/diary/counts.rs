//! What the diary counts up to. Every number comes with how many it was counted from; nothing is
//! scored, nothing is praised, and nothing says what caused what.

pub mod band;
pub mod calendar;
pub mod review;
pub mod tally;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::book::Diary;
use super::choice::{CrampMuscle, CrampSide, Sign, Trigger};
use super::entry::{Cramp, Entry, NightNote, Session};
use super::night::{Night, Period};
use super::value::{Score, Told};
use tally::{Share, Spread, Tally};

/// Below this many recorded nights it is too early to tell anything.
pub const ENOUGH_NIGHTS: usize = 14;

/// A period of the diary, night by night.
#[derive(Debug, Clone)]
pub struct Counts<'d> {
    period: Period,
    nights: BTreeMap<Night, Facts<'d>>,
}

/// What is known of one night.
#[derive(Debug, Clone, Default)]
pub struct Facts<'d> {
    /// In the order of time.
    pub cramps: Vec<&'d Cramp>,
    /// In the order of their ids.
    pub sessions: Vec<&'d Session>,
    /// Its note.
    pub note: Option<&'d NightNote>,
}

impl Facts<'_> {
    /// How many cramps there were: those with an entry, or more if the note says so. `None` if
    /// nobody has said: a night without a record is not a night without a cramp.
    pub fn cramps(&self) -> Option<u64> {
        let said = self.note.and_then(|note| note.cramps).and_then(Told::known);
        let entries = Some(self.cramps.len() as u64).filter(|count| *count > 0);
        entries.max(said.map(u64::from))
    }

    /// The worst pain of the night that is known.
    pub fn worst(&self) -> Option<Score> {
        let known = self
            .cramps
            .iter()
            .filter_map(|cramp| cramp.severity?.known());
        known.max()
    }

    /// How much sleep was lost, by the worst that was said.
    pub fn sleep_lost(&self) -> Option<Score> {
        let of_cramps = self
            .cramps
            .iter()
            .filter_map(|cramp| cramp.sleep_lost?.known());
        let of_night = self.note.and_then(|note| note.sleep_lost?.known());
        of_cramps.chain(of_night).max()
    }

    /// Whether a trigger was there, as ticked for a cramp or told of the night; `None` if nobody
    /// knows.
    pub fn trigger(&self, trigger: Trigger) -> Option<bool> {
        let told = self.note.and_then(|note| match trigger {
            Trigger::HardExercise => note.hard_exercise,
            Trigger::LittleDrink => note.little_drink,
            Trigger::Alcohol => note.alcohol,
            Trigger::HeavyCovers => note.heavy_covers,
            Trigger::LongStanding
            | Trigger::LongSitting
            | Trigger::HeatOrSweat
            | Trigger::CaffeineLate
            | Trigger::VomitingDiarrhoea
            | Trigger::NewMedicine
            | Trigger::NewShoes
            | Trigger::ToesPointed
            | Trigger::Other => None,
        });
        let lists = self
            .cramps
            .iter()
            .filter_map(|cramp| cramp.triggers.as_ref()?.as_ref().known());
        let ticked = lists.map(|list| list.contains(&trigger));
        let ticked = ticked.filter(|ticked| *ticked || !trigger.is_of_the_night());
        ticked.chain(told.and_then(Told::known)).max()
    }

    /// Whether a stretch before bed is recorded.
    pub fn is_stretched(&self) -> bool {
        let said = self.note.and_then(|note| note.stretched) == Some(Told::Known(true));
        said || self.sessions.iter().any(|session| session.is_bedtime())
    }
}

/// Recorded nights with a stretch before bed, and those without one on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByStretch {
    /// Cramps, of how many nights with a stretch.
    pub with: Share,
    /// Cramps, of how many nights without one.
    pub without: Share,
}

impl<'d> Counts<'d> {
    /// Counts the nights of a period.
    pub fn of(diary: &'d Diary, period: Period) -> Self {
        let nights = BTreeMap::new();
        let mut counts = Self { period, nights };
        for (_, entry) in diary.entries() {
            let Some(facts) = entry.night().and_then(|night| counts.enter(night)) else {
                continue;
            };
            match entry {
                Entry::Cramp(cramp) => facts.cramps.push(cramp),
                Entry::Session(session) => facts.sessions.push(session),
                Entry::Night(note) => facts.note = Some(note),
                Entry::Review(_) | Entry::Foreign(_) => {}
            }
        }
        for facts in counts.nights.values_mut() {
            facts.cramps.sort_by_key(|cramp| cramp.start);
        }
        counts
    }

    /// The nights that are counted.
    pub fn period(&self) -> Period {
        self.period
    }

    /// What is known of a night, if anything is.
    pub fn night(&self, night: Night) -> Option<&Facts<'d>> {
        self.nights.get(&night)
    }

    /// The nights of which anything is known, the first first.
    pub fn nights(&self) -> impl DoubleEndedIterator<Item = (Night, &Facts<'d>)> {
        self.nights.iter().map(|(night, facts)| (*night, facts))
    }

    /// The nights of which it is known how many cramps they had.
    pub fn recorded(&self) -> impl DoubleEndedIterator<Item = (Night, &Facts<'d>)> {
        self.nights().filter(|(_, facts)| facts.cramps().is_some())
    }

    /// The cramps with an entry of their own, night by night.
    pub fn entries(&self) -> impl Iterator<Item = &'d Cramp> {
        self.nights
            .values()
            .flat_map(|facts| facts.cramps.iter().copied())
    }

    /// Recorded nights, of all nights of the period.
    pub fn nights_recorded(&self) -> Share {
        Share::new(self.recorded().count() as u64, self.period.nights() as u64)
    }

    /// Cramps, of how many recorded nights.
    pub fn cramps(&self) -> Share {
        cramps_of(self.recorded().map(|(_, facts)| facts))
    }

    /// Nights with a cramp, of the recorded ones.
    pub fn nights_with_cramps(&self) -> Share {
        self.share(|facts| facts.cramps() > Some(0))
    }

    /// Nights with a stretch before bed, of all nights of the period.
    pub fn nights_stretched(&self) -> Share {
        let stretched = self.nights().filter(|(_, facts)| facts.is_stretched());
        Share::new(stretched.count() as u64, self.period.nights() as u64)
    }

    /// Whether there are fewer than 14 recorded nights.
    pub fn is_early(&self) -> bool {
        self.recorded().count() < ENOUGH_NIGHTS
    }

    /// The longest row of nights without a cramp, every one of them recorded.
    pub fn longest_gap(&self) -> u64 {
        let (mut longest, mut gap, mut next) = (0, 0, None);
        for (night, facts) in self.recorded() {
            gap = match facts.cramps() {
                Some(0) if next == Some(night) => gap + 1,
                Some(0) => 1,
                Some(_) | None => 0,
            };
            next = Some(night.after(1));
            longest = gap.max(longest);
        }
        longest
    }

    /// How long cramps lasted, in seconds.
    pub fn lengths(&self) -> Option<Spread> {
        self.spread(|cramp| cramp.length().map(|length| u64::from(length.number())))
    }

    /// The worst pain of cramps, 0 to 10.
    pub fn severities(&self) -> Option<Spread> {
        self.spread(|cramp| Some(cramp.severity?.known()?.number().into()))
    }

    /// How much sleep cramps cost, 0 to 10.
    pub fn sleep_lost(&self) -> Option<Spread> {
        self.spread(|cramp| Some(cramp.sleep_lost?.known()?.number().into()))
    }

    /// Cramps by the hour of the wall clock at which they began.
    pub fn hours(&self) -> [u64; 24] {
        let mut hours = [0; 24];
        for cramp in self.entries() {
            // The hour is 0 to 23.
            if let Some(count) = hours.get_mut(cramp.start.local().hour().unsigned_abs() as usize) {
                *count += 1;
            }
        }
        hours
    }

    /// Cramps by leg.
    pub fn sides(&self) -> Tally<CrampSide> {
        Tally::of(CrampSide::ALL, self.entries().map(|cramp| cramp.side))
    }

    /// Cramps by muscle.
    pub fn muscles(&self) -> Tally<CrampMuscle> {
        Tally::of(CrampMuscle::ALL, self.entries().map(|cramp| cramp.muscle))
    }

    /// Cramps that woke the person, of those of which that is known.
    pub fn woke(&self) -> Share {
        yes(self.entries().filter_map(|cramp| cramp.woke?.known()))
    }

    /// Tired days, of those of which that is known.
    pub fn tired(&self) -> Share {
        let notes = self.nights.values().filter_map(|facts| facts.note);
        yes(notes.filter_map(|note| note.tired?.known()))
    }

    /// What was on the screen when a cramp eased, the most frequent first, and how many cramps were
    /// said to have eased.
    pub fn eased_by(&self) -> (Vec<(&'d str, u64)>, u64) {
        let mut steps: BTreeMap<&str, u64> = BTreeMap::new();
        let mut eased = 0;
        for answered in self.entries().filter_map(Cramp::eased_by) {
            eased += 1;
            if let Some(step) = &answered.step {
                *steps.entry(step.as_str()).or_default() += 1;
            }
        }
        let mut steps: Vec<_> = steps.into_iter().collect();
        steps.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (steps, eased)
    }

    /// Cramps of recorded nights with a stretch before bed, beside those of the others. It is a
    /// plain count: other things change, too.
    pub fn by_stretch(&self) -> ByStretch {
        let nights = || self.recorded().map(|(_, facts)| facts);
        ByStretch {
            with: cramps_of(nights().filter(|facts| facts.is_stretched())),
            without: cramps_of(nights().filter(|facts| !facts.is_stretched())),
        }
    }

    /// Nights with a trigger, of the nights with a cramp of which that is known, and of the nights
    /// without one.
    pub fn trigger(&self, trigger: Trigger) -> [Share; 2] {
        [true, false].map(|cramp| {
            let nights = self
                .recorded()
                .filter(|(_, facts)| (facts.cramps() > Some(0)) == cramp);
            yes(nights.filter_map(|(_, facts)| facts.trigger(trigger)))
        })
    }

    /// Every warning sign that was ticked, with the nights it was ticked in.
    pub fn signs(&self) -> Vec<(Sign, Vec<Night>)> {
        let mut signs: BTreeMap<Sign, Vec<Night>> = BTreeMap::new();
        for (night, facts) in self.nights() {
            let ticked = facts
                .cramps
                .iter()
                .filter_map(|cramp| cramp.signs.as_ref()?.as_ref().known());
            for sign in ticked.flatten() {
                let nights = signs.entry(*sign).or_default();
                if nights.last() != Some(&night) {
                    nights.push(night);
                }
            }
        }
        signs.into_iter().collect()
    }

    fn enter(&mut self, night: Night) -> Option<&mut Facts<'d>> {
        let within = self.period.contains(night);
        within.then(|| self.nights.entry(night).or_default())
    }

    fn share(&self, is: impl Fn(&Facts<'d>) -> bool) -> Share {
        let count = self.recorded().filter(|(_, facts)| is(facts)).count();
        Share::new(count as u64, self.recorded().count() as u64)
    }

    fn spread(&self, number: impl Fn(&Cramp) -> Option<u64>) -> Option<Spread> {
        let all = self.entries().count() as u64;
        Spread::of(self.entries().filter_map(number).collect(), all)
    }
}

/// Cramps, of how many recorded nights.
fn cramps_of<'f, 'd: 'f>(nights: impl Iterator<Item = &'f Facts<'d>>) -> Share {
    nights.fold(Share::default(), |sum, facts| {
        Share::new(sum.count + facts.cramps().unwrap_or(0), sum.of + 1)
    })
}

/// How many are yes.
fn yes(answers: impl Iterator<Item = bool>) -> Share {
    answers.fold(Share::default(), |sum, yes| {
        Share::new(sum.count + u64::from(yes), sum.of + 1)
    })
}
