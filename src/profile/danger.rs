//! Signs of danger that were recorded, and that every later start goes by.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use crate::moment::FIRST_YEAR;

/// Days for which they hold, unless somebody says that they are over.
pub const KEPT: i32 = 7;

/// The sign that a leg is swollen, hot or dark: all that looking at both legs can answer.
pub const SWOLLEN: &str = "RF-U1";
/// What is kept of somebody who did not know that: it holds as long, and is told as what it is.
pub const UNSURE: &str = "unsure";

/// The sign that a cramp went on for ten minutes. It holds for as many hours as the muscle may be sore.
pub const LONG_CRAMP: &str = "RF-U2";
/// It holds for so many hours.
pub const SORE: i64 = 24;
/// What is kept where a stretch made it worse: no warning sign, but the muscle may be torn. It holds for
/// the couple of days in which a strain is neither rubbed nor loaded.
pub const WORSE: &str = "worse";
const STRAINED: i64 = 48;
/// What is kept where a cramp eased and nobody answered how both legs look: no other stretch starts that night
/// before it is asked once more. The next cramp is asked by its own relief.
pub const LOOK: &str = "look";
/// It holds for so many hours.
const NIGHT: i64 = 12;
/// What comes within so many minutes of a cramp is that cramp, come back.
const ONE_CRAMP: i64 = 10;

/// What an entry of the diary tells of danger: each sign, and when it was; `None` is when that was said.
pub type Told = BTreeMap<String, Option<DateTime>>;

/// The signs that a card or a question named, and that somebody said are over. There is no saying that all
/// is over: what another window or entry has told meanwhile, nobody here was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// Each by its id; `None` is what cannot be known.
    signs: BTreeSet<Option<String>>,
}

impl Over {
    /// Both legs look the same.
    pub fn looks_same() -> Self {
        Self::of(
            [SWOLLEN, UNSURE, LOOK]
                .map(|sign| Some(sign.to_owned()))
                .into_iter()
                .chain([None]),
        )
    }

    /// That a leg is swollen was not meant.
    pub fn swollen() -> Self {
        Self::of([Some(SWOLLEN.to_owned())])
    }

    pub(super) fn of(signs: impl IntoIterator<Item = Option<String>>) -> Self {
        let signs = signs.into_iter().collect();
        Self { signs }
    }

    /// The ids of the signs; `None` for what cannot be known.
    pub fn signs(&self) -> impl Iterator<Item = Option<&str>> {
        self.signs.iter().map(Option::as_deref)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Danger {
    sightings: Vec<Sighting>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Sighting {
    /// Its id; `None` if it cannot be known.
    sign: Option<String>,
    /// The entry of the diary that tells of it, if one does.
    entry: Option<String>,
    /// The time on the wall; `None` if it was just now, or cannot be known.
    seen: Option<DateTime>,
    /// Whether what it was may still be going on.
    is_fresh: bool,
}

impl Danger {
    /// A sign that was seen at a time on the wall; `None` is now.
    pub fn of(sign: &str, seen: Option<DateTime>) -> Self {
        Self::default().and(Some(sign), seen)
    }

    /// The same with another sign, recorded at a time on the wall.
    #[must_use]
    pub fn with(self, sign: &str, seen: impl Into<DateTime>) -> Self {
        self.and(Some(sign), Some(seen.into()))
    }

    /// The same with another sign, if it is known which and when.
    #[must_use]
    pub fn and(mut self, sign: Option<&str>, seen: Option<DateTime>) -> Self {
        let is_told_here =
            |known: &Sighting| known.entry.is_none() && known.sign.as_deref() == sign;
        self.sightings.retain(|known| !is_told_here(known));
        self.sightings.push(Sighting {
            sign: sign.map(str::to_owned),
            entry: None,
            seen,
            is_fresh: seen.is_none(),
        });
        self
    }

    /// What is left of a danger, if anything, now that an entry of the diary tells this of it.
    pub fn told(danger: Option<Self>, entry: &str, signs: &Told) -> Option<Self> {
        let mut danger = danger.unwrap_or_default();
        danger
            .sightings
            .retain(|known| known.entry.as_deref() != Some(entry));
        danger
            .sightings
            .extend(signs.iter().map(|(sign, seen)| Sighting {
                sign: Some(sign.clone()),
                entry: Some(entry.to_owned()),
                seen: *seen,
                is_fresh: seen.is_none(),
            }));
        (!danger.sightings.is_empty()).then_some(danger)
    }

    /// What its card names, and what the key of that says is over. That the cramp was long is named where
    /// it is all there is.
    pub fn over(&self) -> Over {
        let all = || self.sightings.iter();
        let graver = all().filter(|it| self.is_long_cramp() || !it.is_long_cramp());
        Over::of(graver.map(|it| it.sign.clone()))
    }

    /// What is left of it, if anything, once that is over.
    pub fn without(mut self, over: &Over) -> Option<Self> {
        self.sightings
            .retain(|known| !over.signs.contains(&known.sign));
        (!self.sightings.is_empty()).then_some(self)
    }

    pub fn is_over(&self) -> bool {
        self.sightings.is_empty()
    }

    /// Whether it has a sign that is not in what was known before.
    pub fn is_more_than(&self, before: Option<&Self>) -> bool {
        let was_known = |it: &Sighting| {
            let mut known = before.into_iter().flat_map(|danger| &danger.sightings);
            known.any(|known| known.sign == it.sign)
        };
        !self.sightings.iter().all(was_known)
    }

    /// Ids of the warning signs, each once; none if they cannot be known.
    pub fn signs(&self) -> impl Iterator<Item = &str> {
        let signs = self.sightings.iter().enumerate();
        let signs = signs.filter(|(at, sighting)| {
            let mut before = self.sightings[..*at].iter();
            !before.any(|known| known.sign == sighting.sign)
        });
        signs.filter_map(|(_, sighting)| sighting.sign.as_deref())
    }

    /// Whether there is nothing of it but a long cramp, looked at or not: no leg needs to look different.
    pub fn is_long_cramp(&self) -> bool {
        self.has(LONG_CRAMP) && self.is_only(&[LONG_CRAMP, LOOK])
    }

    /// Whether there is nothing of it but what a cramp has left: it is over once that is better.
    pub fn is_of_a_cramp(&self) -> bool {
        self.is_only(&[LONG_CRAMP, WORSE, LOOK])
    }

    /// Whether there is nothing of it but that somebody did not know, or has not said.
    pub fn is_unsure(&self) -> bool {
        self.is_only(&[UNSURE, LOOK])
    }

    /// Whether all of it is among these.
    fn is_only(&self, signs: &[&str]) -> bool {
        let is_one = |it: &Sighting| it.sign.as_deref().is_some_and(|sign| signs.contains(&sign));
        !self.is_over() && self.sightings.iter().all(is_one)
    }

    /// Whether it is over once both legs look the same.
    pub fn ends_with_a_look(&self) -> bool {
        self.clone().without(&Over::looks_same()).is_none()
    }

    pub fn has(&self, sign: &str) -> bool {
        self.signs().any(|known| known == sign)
    }

    /// Whether not even relief starts. The next cramp after a long one is another, and does not wait; nor does
    /// any for a look that was not answered.
    pub fn bars_relief(&self) -> bool {
        let bars = |it: &Sighting| match it.sign.as_deref() {
            Some(LONG_CRAMP) => it.is_fresh,
            sign => sign != Some(LOOK),
        };
        self.is_over() || self.sightings.iter().any(bars)
    }

    /// Time has passed since the signs that were seen now: a cramp that comes is another.
    pub fn age(&mut self) {
        self.sightings
            .iter_mut()
            .for_each(|sighting| sighting.is_fresh = false);
    }

    /// The day on which the latest was recorded; `None` if that cannot be known of all.
    pub fn seen(&self) -> Option<Date> {
        let seen = self.sightings.iter().map(|sighting| sighting.seen);
        seen.collect::<Option<Vec<_>>>()?
            .into_iter()
            .max()
            .map(DateTime::date)
    }

    /// What of it still holds.
    pub fn at(mut self, now: DateTime) -> Option<Self> {
        self.sightings.retain(|sighting| !sighting.is_over(now));
        for sighting in &mut self.sightings {
            let since = sighting.seen.map(|seen| now.duration_since(seen));
            sighting.is_fresh = since.is_none_or(|since| (0..ONE_CRAMP).contains(&since.as_mins()));
        }
        (!self.sightings.is_empty()).then_some(self)
    }
}

impl Sighting {
    fn is_long_cramp(&self) -> bool {
        self.sign.as_deref() == Some(LONG_CRAMP)
    }

    /// Whether it was recorded so long ago that it says nothing of today. A time that is not known,
    /// or still to come, comes from a clock or a hand that was wrong.
    fn is_over(&self, now: DateTime) -> bool {
        let seen = self.seen.filter(|seen| seen.year() >= FIRST_YEAR);
        let hours = |seen| now.duration_since(seen).as_hours();
        seen.is_some_and(|seen| match self.sign.as_deref() {
            Some(LONG_CRAMP) => hours(seen) >= SORE,
            Some(WORSE) => hours(seen) >= STRAINED,
            Some(LOOK) => hours(seen) >= NIGHT,
            Some(_) | None => (now.date() - seen.date()).get_days() >= KEPT,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_holds_for_seven_days_and_for_ever_where_the_day_is_not_known() {
        let holds = |danger: &Danger, day: Date| danger.clone().at(day.at(8, 0, 0, 0)).is_some();
        let danger = Danger::default().with("RF-U1", date(2026, 11, 28));
        assert!(holds(&danger, date(2026, 11, 28)));
        assert!(holds(&danger, date(2026, 12, 4)));
        assert!(!holds(&danger, date(2026, 12, 5)));
        assert!(holds(&danger, date(2026, 11, 1)), "a clock was wrong");
        let danger = Danger::default().with("RF-U1", date(1970, 1, 2));
        assert!(holds(&danger, date(2026, 11, 1)), "a clock was wrong");
        let unread = Danger::default().and(None, None);
        assert!(holds(&unread, date(2030, 1, 1)));
    }

    #[test]
    fn a_long_cramp_holds_for_a_day_and_a_night() {
        let day = date(2026, 11, 28);
        let long = Danger::default().with(LONG_CRAMP, day.at(3, 10, 0, 0));
        assert!(long.is_long_cramp() && !long.clone().with("RF-U1", day).is_long_cramp());
        assert!(!Danger::default().is_long_cramp());
        assert!(long.clone().at(day.at(23, 30, 0, 0)).is_some());
        assert!(long.clone().at(date(2026, 11, 29).at(3, 9, 0, 0)).is_some());
        assert_eq!(long.at(date(2026, 11, 29).at(3, 10, 0, 0)), None);
    }

    #[test]
    fn a_long_cramp_keeps_relief_from_starting_for_ten_minutes_only() {
        let day = date(2026, 11, 28);
        let bars = |danger: &Danger, minute: i8| {
            let danger = danger.clone().at(day.at(3, minute, 0, 0));
            danger.is_some_and(|danger| danger.bars_relief())
        };
        let long = Danger::default().with(LONG_CRAMP, day.at(3, 10, 0, 0));
        assert!(bars(&long, 19) && !bars(&long, 20));
        assert!(!bars(&long, 5), "a clock was wrong");
        let swollen = long.with("RF-U1", day.at(3, 10, 0, 0));
        assert!(bars(&swollen, 50));
        let mut now = Danger::of(LONG_CRAMP, None);
        assert!(now.bars_relief());
        now.age();
        assert!(!now.bars_relief() && now.is_long_cramp());
    }

    #[test]
    fn a_leg_that_a_stretch_made_worse_keeps_relief_from_starting_for_two_days() {
        let day = date(2026, 11, 28);
        let worse = Danger::default().with(WORSE, day.at(3, 10, 0, 0));
        let holds = |danger: &Danger, day: Date, minute: i8| {
            let danger = danger.clone().at(day.at(3, minute, 0, 0));
            danger.is_some_and(|danger| danger.bars_relief())
        };
        assert!(holds(&worse, day, 10) && holds(&worse, date(2026, 11, 30), 9));
        assert!(!holds(&worse, date(2026, 11, 30), 10));
        // A long cramp beside it is over sooner, and takes nothing of it away.
        let both = worse.with(LONG_CRAMP, day.at(3, 20, 0, 0));
        assert!(!both.is_long_cramp() && holds(&both, date(2026, 11, 30), 9));
    }

    #[test]
    fn each_sign_holds_for_its_own_days() {
        let danger = Danger::default().with("RF-U1", date(2026, 11, 28));
        let both = danger.with("RF-U7", date(2026, 12, 1));
        assert_eq!(both.seen(), Some(date(2026, 12, 1)));
        let left = both.at(date(2026, 12, 5).at(8, 0, 0, 0)).unwrap();
        assert_eq!(left.signs().collect::<Vec<_>>(), ["RF-U7"]);
    }
}
