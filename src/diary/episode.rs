//! Episodes: what a person would call one cramp, whatever became of windows, clocks and notes.
//!
//! Relief may be started several times for one cramp: a window is closed and opened again, the cramp
//! comes back, it is noted once more by hand. So what is counted and told is derived: starts that
//! overlap, or follow the last end, or a start without an end, within [`SOON`], are one cramp that
//! came back. No line of the diary changes by it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::time::Duration;

use serde_json::Value;

use super::Diary;
use super::choice::{CrampSide, MuscleSource};
use super::entry::{Answered, Cramp, LONGEST_USUAL};
use super::line::Id;
use super::value::{Note, Response, Seconds};
use crate::moment::Moment;
use crate::session::under_way::SOON;

/// What belongs to the single starts of an episode, and is not said of it as a whole.
const OF_A_START: [&str; 4] = ["routine", "own", "apart", "answers"];
/// What is said of the first start alone.
const BEGUN: [&str; 2] = ["start", "about"];
/// What can only be said of an episode that has no other start.
const LASTED: [&str; 2] = ["seconds", "source"];

/// One cramp, with all its starts. What it says of itself as a [`Cramp`] is what all of them say
/// together.
#[derive(Debug, Clone)]
pub struct Episode<'d> {
    /// Never empty, in the order of time.
    starts: Vec<EpisodeStart<'d>>,
    whole: Cow<'d, Cramp>,
}

/// One start of an episode: an entry of the diary.
#[derive(Debug, Clone)]
pub struct EpisodeStart<'d> {
    pub id: Cow<'d, Id>,
    pub cramp: Cow<'d, Cramp>,
}

impl Deref for Episode<'_> {
    type Target = Cramp;

    fn deref(&self) -> &Cramp {
        &self.whole
    }
}

impl<'d> Episode<'d> {
    fn of(mut starts: Vec<EpisodeStart<'d>>) -> Self {
        starts.sort_by(|a, b| (a.cramp.start, &a.id).cmp(&(b.cramp.start, &b.id)));
        let whole = whole(&starts);
        Self { starts, whole }
    }

    /// Its starts, in the order of time; one at least.
    pub fn starts(&self) -> &[EpisodeStart<'d>] {
        &self.starts
    }

    /// The start under whose entry it is told, and what is said of it is kept: the first that counts.
    pub fn first(&self) -> &EpisodeStart<'d> {
        let counts = self.starts.iter().find(|start| start.counts());
        counts.unwrap_or(&self.starts[0])
    }

    /// The id of its [first](Self::first) start.
    pub fn id(&self) -> &Id {
        &self.first().id
    }

    /// Whether relief may only have been tried out, at every one of its starts. Such an episode is
    /// counted nowhere until somebody says that it was a cramp.
    pub fn may_be_none(&self) -> bool {
        self.starts.iter().all(|start| !start.counts())
    }

    /// The starts at which it had let go before: it may have come back, or have been another.
    pub fn returns(&self) -> impl Iterator<Item = &EpisodeStart<'d>> {
        let mut reached: Option<Moment> = None;
        let counting = self.starts.iter().filter(|start| start.counts());
        counting.filter(move |start| {
            let after_end = reached.is_some_and(|reached| reached < start.cramp.start);
            let length = start.cramp.length();
            reached = length.and_then(|length| reached.max(Some(end(start.cramp.start, length))));
            after_end
        })
    }

    /// What each entry has to be for the episode to say what `said` says. What was said at night stays
    /// with its starts, and so does their length, but for that of an only one. They move together: a
    /// cramp that began at another time came back at another.
    pub fn rewritten(&self, said: &Cramp) -> Vec<(Id, Cramp)> {
        let first = self.id();
        let is_only = self.starts.len() == 1;
        let keys = Cramp::KEYS
            .iter()
            .filter(|key| !OF_A_START.contains(key) && (is_only || !LASTED.contains(key)));
        let changed: Vec<_> = keys
            .map(|key| (*key, said.field(key)))
            .filter(|(key, field)| self.whole.field(key) != *field)
            .collect();
        let later = said.start.seconds() - self.whole.start.seconds();
        let starts = self.starts.iter().map(|start| {
            let mut cramp = Cramp::clone(&start.cramp);
            cramp.start = moved(cramp.start, later);
            for (key, field) in &changed {
                let field = match *key {
                    // They are asked once, whichever of the starts is left of it.
                    "asked" => field.clone(),
                    _ if *start.id == *first => field.clone(),
                    key if BEGUN.contains(&key) => continue,
                    _ => None,
                };
                // What another start says would be said of the whole.
                let _ = cramp.set(key, field.unwrap_or(Value::Null));
            }
            (start.id.clone().into_owned(), cramp)
        });
        starts.collect()
    }

    /// The same, without the diary.
    pub fn into_owned(self) -> Episode<'static> {
        let starts = self.starts.into_iter().map(|start| EpisodeStart {
            id: Cow::Owned(start.id.into_owned()),
            cramp: Cow::Owned(start.cramp.into_owned()),
        });
        Episode {
            starts: starts.collect(),
            whole: Cow::Owned(self.whole.into_owned()),
        }
    }
}

impl EpisodeStart<'_> {
    /// Whether it is known to be of a cramp.
    pub fn counts(&self) -> bool {
        !self.cramp.is_tried_out()
    }
}

/// The episodes of a diary that began in these seconds since 1970, and perhaps some that did not.
pub fn between(diary: &Diary, first: i64, last: i64) -> Vec<Episode<'_>> {
    // No start reaches further: before and after such a gap there are others.
    let gap = i64::from(LONGEST_USUAL.number()) + seconds(SOON);
    let mut from = first;
    while let Some(before) = diary.begun().before(from).filter(|at| *at >= from - gap) {
        from = before;
    }
    let mut to = last;
    while let Some(after) = diary.begun().after(to).filter(|at| *at <= to + gap) {
        to = after;
    }
    episodes(diary.cramps_begun(from, to))
}

pub fn all(diary: &Diary) -> Vec<Episode<'_>> {
    episodes(diary.cramps_begun(i64::MIN, i64::MAX))
}

/// The episodes that some cramps come to.
pub fn of(mut cramps: Vec<(Id, Cramp)>) -> Vec<Episode<'static>> {
    cramps.sort_by_key(|(_, cramp)| cramp.start);
    let starts = cramps.into_iter().map(|(id, cramp)| EpisodeStart {
        id: Cow::Owned(id),
        cramp: Cow::Owned(cramp),
    });
    grouped(starts)
}

fn episodes<'d>(cramps: impl Iterator<Item = (&'d Id, &'d Cramp)>) -> Vec<Episode<'d>> {
    let starts = cramps.map(|(id, cramp)| EpisodeStart {
        id: Cow::Borrowed(id),
        cramp: Cow::Borrowed(cramp),
    });
    grouped(starts)
}

/// The episodes that starts come to, which are given in the order of time: those of which it is
/// known that they are some, and then the others.
fn grouped<'d>(starts: impl Iterator<Item = EpisodeStart<'d>>) -> Vec<Episode<'d>> {
    let (known, doubtful): (Vec<_>, Vec<_>) = starts.partition(EpisodeStart::counts);
    let mut groups: Vec<StartGroup<'d>> = Vec::new();
    for start in known {
        StartGroup::join_last(&mut groups, start);
    }
    let mut others = Vec::new();
    for start in doubtful {
        // Who had a cramp did not try relief out just then: it was the same.
        match groups
            .iter_mut()
            .find(|group| group.is_about(start.cramp.start))
        {
            Some(group) => group.starts.push(start),
            None => StartGroup::join_last(&mut others, start),
        }
    }
    let groups = groups.into_iter().chain(others);
    groups.map(|group| Episode::of(group.starts)).collect()
}

/// Starts that belong together.
struct StartGroup<'d> {
    starts: Vec<EpisodeStart<'d>>,
    begun: Moment,
    reached: Moment,
}

impl<'d> StartGroup<'d> {
    fn join_last(groups: &mut Vec<Self>, start: EpisodeStart<'d>) {
        let begun = start.cramp.start;
        let reached = match start.cramp.length() {
            // A slip of the recorder must not swallow the cramps of the whole night.
            Some(length) if !start.cramp.is_doubtful() => end(begun, length),
            Some(_) | None => begun,
        };
        match groups.last_mut() {
            Some(last) if start.cramp.apart != Some(true) && last.reaches(begun) => {
                last.starts.push(start);
                last.reached = last.reached.max(reached);
            }
            Some(_) | None => groups.push(Self {
                starts: vec![start],
                begun,
                reached,
            }),
        }
    }

    fn reaches(&self, start: Moment) -> bool {
        start.seconds() <= self.reached.seconds() + seconds(SOON)
    }

    fn is_about(&self, start: Moment) -> bool {
        start.seconds() >= self.begun.seconds() - seconds(SOON) && self.reaches(start)
    }
}

/// What the starts of one cramp say together.
fn whole<'d>(starts: &[EpisodeStart<'d>]) -> Cow<'d, Cramp> {
    let mut counting: Vec<&EpisodeStart<'d>> =
        starts.iter().filter(|start| start.counts()).collect();
    if counting.is_empty() {
        counting = starts.iter().collect();
    }
    if let ([start], [_]) = (starts, counting.as_slice()) {
        return start.cramp.clone();
    }
    let cramps: Vec<&Cramp> = counting.iter().map(|start| &*start.cramp).collect();
    let mut whole = cramps[0].clone();
    let (length, before) = lasted(&cramps);
    whole.seconds = length.or(known_to_be_unknown(&cramps, |cramp| cramp.seconds));
    whole.source = whole.seconds.and_then(Response::known).and_then(|_| {
        let sources = cramps.iter().filter(|cramp| cramp.length().is_some());
        sources.filter_map(|cramp| cramp.source).max()
    });
    let started = cramps.iter().find(|cramp| cramp.routine.is_some());
    whole.routine = started.and_then(|cramp| cramp.routine.clone());
    whole.own = started.and_then(|cramp| cramp.own);
    whole.answers = answers(&cramps, &before);
    whole.severity = worst(&cramps, |cramp| cramp.severity);
    whole.side = cramps
        .iter()
        .filter_map(|cramp| cramp.side)
        .reduce(both_sides);
    let said = |cramp: &&&Cramp| cramp.muscle_source != Some(MuscleSource::Relief);
    let mut named = cramps.iter().filter(|cramp| cramp.muscle.is_some());
    let muscle = named.clone().rfind(said).or_else(|| named.next_back());
    whole.muscle = muscle.and_then(|cramp| cramp.muscle);
    whole.muscle_source = muscle.and_then(|cramp| cramp.muscle_source);
    whole.state = cramps.iter().find_map(|cramp| cramp.state);
    whole.woke = worst(&cramps, |cramp| cramp.woke);
    whole.sleep_lost = worst(&cramps, |cramp| cramp.sleep_lost);
    whole.soreness = worst(&cramps, |cramp| cramp.soreness);
    whole.helped = all_of(&cramps, |cramp| cramp.helped.as_ref());
    whole.triggers = all_of(&cramps, |cramp| cramp.triggers.as_ref());
    whole.signs = all_of(&cramps, |cramp| cramp.signs.as_ref());
    whole.medicine = together(&cramps, |cramp| cramp.medicine.as_ref());
    whole.note = together(&cramps, |cramp| cramp.note.as_ref());
    // Of those that were only tried out nothing else is told.
    let asked = starts.iter().filter_map(|start| start.cramp.asked);
    whole.asked = asked.min();
    Cow::Owned(whole)
}

/// How long a cramp lasted in all, where that is known, and how long it had lasted at each start:
/// the time between an end and a return is not counted, and a start without an end lasts to the
/// next one, for nobody has said that it eased.
fn lasted(cramps: &[&Cramp]) -> (Option<Response<Seconds>>, Vec<i64>) {
    let (mut covered, mut reached) = (0, i64::MIN);
    // The last end that somebody has told.
    let mut ended = i64::MIN;
    let mut before = Vec::new();
    let mut is_known = true;
    for (at, cramp) in cramps.iter().enumerate() {
        let start = cramp.start.seconds();
        before.push(covered - (reached.saturating_sub(start)).max(0));
        let next = cramps.get(at + 1).map(|next| next.start.seconds());
        let end = match (cramp.length(), next) {
            (Some(length), _) => {
                let end = start + i64::from(length.number());
                ended = ended.max(end);
                end
            }
            (None, Some(next)) => next,
            // A guess, or a note of what the clock has seen, says nothing of the end.
            (None, None) => {
                is_known = start <= ended || (cramp.about == Some(true) && ended > i64::MIN);
                start
            }
        };
        covered += (end - start.max(reached)).max(0);
        reached = reached.max(end);
    }
    let time = Duration::from_secs(covered.unsigned_abs());
    let length = Seconds::new(time).filter(|_| is_known).map(Response::Known);
    (length, before)
}

/// What was said at night, one after the other, by one clock.
fn answers(cramps: &[&Cramp], before: &[i64]) -> Option<Vec<Answered>> {
    let mut all = Vec::new();
    for (cramp, before) in cramps.iter().zip(before) {
        for answered in cramp.answers.iter().flatten() {
            let mut answered = answered.clone();
            let before = Duration::from_secs(before.unsigned_abs());
            answered.after = answered.after.and_then(|after| {
                Seconds::new(before + Duration::from_secs(after.number().into()))
            });
            all.push(answered);
        }
    }
    let said = cramps.iter().any(|cramp| cramp.answers.is_some());
    said.then_some(all)
}

/// The greatest that is known; else that it is not, if that was said.
fn worst<T: Ord + Copy>(
    cramps: &[&Cramp],
    field: impl Fn(&Cramp) -> Option<Response<T>>,
) -> Option<Response<T>> {
    let known = cramps.iter().filter_map(|cramp| field(cramp)?.known());
    let known = known.max().map(Response::Known);
    known.or_else(|| known_to_be_unknown(cramps, field))
}

fn known_to_be_unknown<T>(
    cramps: &[&Cramp],
    field: impl Fn(&Cramp) -> Option<Response<T>>,
) -> Option<Response<T>> {
    let said = cramps.iter().any(|cramp| field(cramp).is_some());
    said.then_some(Response::Unknown)
}

fn both_sides(one: Response<CrampSide>, other: Response<CrampSide>) -> Response<CrampSide> {
    match (one, other) {
        (Response::Known(one), Response::Known(other)) if one != other => {
            Response::Known(CrampSide::Both)
        }
        (Response::Known(one), _) | (Response::Unknown, Response::Known(one)) => {
            Response::Known(one)
        }
        (Response::Unknown, Response::Unknown) => Response::Unknown,
    }
}

/// Everything of the lists that are known.
fn all_of<'c, T: Ord + Clone + 'c>(
    cramps: &[&'c Cramp],
    list: impl Fn(&'c Cramp) -> Option<&'c Response<BTreeSet<T>>>,
) -> Option<Response<BTreeSet<T>>> {
    let said: Vec<_> = cramps.iter().filter_map(|cramp| list(cramp)).collect();
    let known: Vec<_> = said
        .iter()
        .filter_map(|told| told.as_ref().known())
        .collect();
    if known.is_empty() {
        return said.first().map(|_| Response::Unknown);
    }
    Some(Response::Known(
        known.into_iter().flatten().cloned().collect(),
    ))
}

/// All that was written, each once.
fn together<'c>(
    cramps: &[&'c Cramp],
    note: impl Fn(&'c Cramp) -> Option<&'c Note>,
) -> Option<Note> {
    let mut parts: Vec<&str> = Vec::new();
    for note in cramps.iter().filter_map(|cramp| note(cramp)) {
        if !parts.contains(&note.as_str()) {
            parts.push(note.as_str());
        }
    }
    Note::joined(&parts)
}

fn moved(start: Moment, later: i64) -> Moment {
    let time = Duration::from_secs(later.unsigned_abs());
    if later < 0 {
        start.before(time)
    } else {
        start.after(time)
    }
}

fn end(start: Moment, length: Seconds) -> Moment {
    start.after(Duration::from_secs(length.number().into()))
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
