//! What the diary counts up to. Every number comes with how many it was counted from; nothing is
//! scored, nothing is praised, and nothing says what caused what.

pub(crate) mod band;
pub mod calendar;
pub(crate) mod review;
pub(crate) mod tally;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::Diary;
use super::choice::{CrampMuscle, CrampSide, Sign, Trigger};
use super::entry::{Cramp, NightNote, Session};
use super::episode::{self, Episode};
use super::value::{Response, Score};
use super::word::{Own, Word};
use crate::night::{Boundary, Night, Period};
use tally::{Share, Spread, Tally, YesCount};

/// Below this many recorded nights it is too early to tell anything.
pub const ENOUGH_NIGHTS: usize = 14;

/// A period of the diary, night by night. It looks at the entries of these nights only.
#[derive(Debug, Clone)]
pub struct Counts<'d> {
    period: Period,
    boundary: Boundary,
    nights: BTreeMap<Night, Facts<'d>>,
}

#[derive(Debug, Clone, Default)]
pub struct Facts<'d> {
    /// Each with all its starts, in the order of time.
    pub cramps: Vec<Episode<'d>>,
    /// Where relief may only have been tried out, in the order of time: no count has them.
    pub tried_out: Vec<Episode<'d>>,
    /// In the order of time.
    pub sessions: Vec<&'d Session>,
    /// Those of them that count as a stretch before bed.
    pub bedtime: Vec<&'d Session>,
    pub note: Option<&'d NightNote>,
}

impl Facts<'_> {
    /// How many cramps there were: those on record, or more if the note says so. `None` if
    /// nobody has said: a night without a record is not a night without a cramp.
    pub fn cramps(&self) -> Option<u64> {
        let said = self
            .note
            .and_then(|note| note.cramps)
            .and_then(Response::known);
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
    pub fn trigger(&self, trigger: &Word<Trigger>) -> Option<bool> {
        let told = self.note.and_then(|note| match trigger {
            Word::Listed(listed) => note.evening(*listed)?.known(),
            Word::Own(own) => Some(note.with.as_ref()?.as_ref().known()?.contains(own)),
        });
        // The morning asks of the night itself whether that was there, and no cramp.
        let is_asked_apart = match trigger {
            Word::Listed(listed) => listed.is_of_the_night(),
            Word::Own(_) => true,
        };
        let ticked = self.ticked().map(|list| list.contains(trigger));
        let ticked = ticked.filter(|ticked| *ticked || !is_asked_apart);
        ticked.chain(told).max()
    }

    /// What was ticked as having come before each of its cramps.
    fn ticked(&self) -> impl Iterator<Item = &BTreeSet<Word<Trigger>>> {
        let cramps = self.cramps.iter();
        cramps.filter_map(|cramp| cramp.triggers.as_ref()?.as_ref().known())
    }

    /// What came before or was done that evening, in the person's own words.
    fn own(&self) -> impl Iterator<Item = &Own> {
        let evening = self
            .note
            .and_then(|note| note.with.as_ref()?.as_ref().known());
        let ticked = self.ticked().flatten().filter_map(Word::own);
        evening.into_iter().flatten().chain(ticked)
    }

    /// Whether there was a stretch before bed; `None` if nobody knows: it needs no program.
    pub fn stretched(&self) -> Option<bool> {
        let recorded = !self.bedtime.is_empty();
        let said = self.note.and_then(|note| note.stretched?.known());
        recorded.then_some(true).or(said)
    }

    /// Whether a stretch before bed is recorded.
    pub fn is_stretched(&self) -> bool {
        self.stretched() == Some(true)
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
    pub fn of(diary: &'d Diary, period: Period) -> Self {
        let nights = BTreeMap::new();
        let boundary = diary.boundary();
        let mut counts = Self {
            period,
            boundary,
            nights,
        };
        let (first, last) = period.seconds();
        for episode in episode::between(diary, first, last) {
            if let Some(facts) = counts.enter(boundary.night(episode.start)) {
                if episode.may_be_none() {
                    facts.tried_out.push(episode);
                } else {
                    facts.cramps.push(episode);
                }
            }
        }
        for (_, session) in diary.sessions_begun(first, last) {
            if let Some(facts) = counts.enter(boundary.night(session.start)) {
                facts.sessions.push(session);
                facts
                    .bedtime
                    .extend(session.is_bedtime(boundary).then_some(session));
            }
        }
        for note in diary.notes_of(period) {
            if let Some(facts) = counts.enter(note.night) {
                facts.note = Some(note);
            }
        }
        counts
    }

    pub fn period(&self) -> Period {
        self.period
    }

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

    /// The cramps on record, night by night.
    pub fn entries(&self) -> impl Iterator<Item = &Cramp> {
        let cramps = self.nights.values().flat_map(|facts| &facts.cramps);
        cramps.map(|episode| &**episode)
    }

    /// Recorded nights, of all nights of the period.
    pub fn nights_recorded(&self) -> Share {
        Share::new(self.recorded().count() as u64, self.period.nights() as u64)
    }

    /// Cramps, of how many recorded nights.
    pub fn cramps(&self) -> Share {
        cramps_of(self.recorded().map(|(_, facts)| facts))
    }

    pub fn nights_with_cramps(&self) -> Share {
        self.share(|facts| facts.cramps() > Some(0))
    }

    /// Nights with a stretch before bed, of all nights of the period.
    pub fn nights_stretched(&self) -> YesCount {
        YesCount {
            of: self.period.nights() as u64,
            ..YesCount::of(self.nights().map(|(_, facts)| facts.stretched()))
        }
    }

    /// Whether there are fewer than 14 recorded nights.
    pub fn is_early(&self) -> bool {
        self.recorded().count() < ENOUGH_NIGHTS
    }

    pub fn is_complete(&self) -> bool {
        self.recorded().count() == self.period.nights()
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

    /// How much sleep nights with a cramp cost, 0 to 10.
    pub fn sleep_lost(&self) -> Option<Spread> {
        let nights = self.recorded().map(|(_, facts)| facts);
        let nights = nights.filter(|facts| facts.cramps() > Some(0));
        let lost = nights.map(|facts| Some(facts.sleep_lost()?.number().into()));
        Spread::of(lost)
    }

    /// Cramps by the hour of the wall clock at which they began, from the hour on at which a night
    /// begins.
    pub fn hours(&self) -> [(usize, u64); 24] {
        let mut hours = std::array::from_fn(|hour| (hour, 0));
        for cramp in self.entries() {
            let hour = cramp.start.local().hour().unsigned_abs();
            hours[usize::from(hour)].1 += 1;
        }
        hours.rotate_left(usize::from(self.boundary.hour().unsigned_abs()));
        hours
    }

    pub fn sides(&self) -> Tally<CrampSide> {
        Tally::of(CrampSide::ALL, self.entries().map(|cramp| cramp.side))
    }

    pub fn muscles(&self) -> Tally<CrampMuscle> {
        Tally::of(CrampMuscle::ALL, self.entries().map(|cramp| cramp.muscle))
    }

    pub fn woke(&self) -> YesCount {
        YesCount::of(self.entries().map(|cramp| cramp.woke?.known()))
    }

    /// Tired days, of those after a night of which anything is known.
    pub fn tired(&self) -> YesCount {
        let nights = self.nights.values();
        YesCount::of(nights.map(|facts| facts.note?.tired?.known()))
    }

    /// What was on the screen when a cramp eased, the most frequent first, and how many cramps were
    /// said to have eased.
    pub fn eased_by(&self) -> (Vec<(&str, u64)>, u64) {
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

    /// Every trigger that the program has, and those of the person's own words that came up.
    pub fn triggers(&self) -> Vec<Word<Trigger>> {
        let own: BTreeSet<&Own> = self.nights.values().flat_map(Facts::own).collect();
        let own = own.into_iter().cloned().map(Word::Own);
        let listed = Trigger::ALL.iter().copied().map(Word::Listed);
        listed.chain(own).collect()
    }

    /// Nights with a trigger, of the nights with a cramp, and of the nights without one.
    pub fn trigger(&self, trigger: &Word<Trigger>) -> [YesCount; 2] {
        [true, false].map(|cramp| {
            let nights = self
                .recorded()
                .filter(|(_, facts)| (facts.cramps() > Some(0)) == cramp);
            YesCount::of(nights.map(|(_, facts)| facts.trigger(trigger)))
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

    /// Cramps for which the question about warning signs has an answer, of all.
    pub fn signs_answered(&self) -> Share {
        let known = |cramp: &&Cramp| matches!(cramp.signs, Some(Response::Known(_)));
        let answered = self.entries().filter(known).count();
        Share::new(answered as u64, self.entries().count() as u64)
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
        Spread::of(self.entries().map(number))
    }
}

/// Cramps, of how many recorded nights.
fn cramps_of<'f, 'd: 'f>(nights: impl Iterator<Item = &'f Facts<'d>>) -> Share {
    nights.fold(Share::default(), |sum, facts| {
        Share::new(sum.count + facts.cramps().unwrap_or(0), sum.of + 1)
    })
}
