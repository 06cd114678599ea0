//! What in a diary looks like a slip of the pen, and is worth a question before it is counted.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Diary;
use super::entry::Cramp;
use super::episode::{self, Episode};
use super::line::{Id, Line};
use crate::moment::{FIRST_YEAR, Moment};
use crate::night::Period;

/// Something about a cramp that is hardly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt<'d> {
    /// It lasted for more than an hour.
    Long { id: &'d Id, cramp: &'d Cramp },
    /// It began before another had ended, and nobody has said that it was one of its own.
    Overlap {
        id: &'d Id,
        cramp: &'d Cramp,
        earlier: &'d Id,
        /// Whether the two count as one: a length of hours joins nothing.
        is_one: bool,
    },
    /// It is still to come.
    Future { id: &'d Id, cramp: &'d Cramp },
}

impl<'d> Doubt<'d> {
    fn cramp(&self) -> &'d Cramp {
        match self {
            Self::Long { cramp, .. } | Self::Overlap { cramp, .. } | Self::Future { cramp, .. } => {
                cramp
            }
        }
    }

    pub(crate) fn is_about(&self, entry: &Id) -> bool {
        match self {
            Self::Long { id, .. } | Self::Future { id, .. } => *id == entry,
            Self::Overlap { id, earlier, .. } => *id == entry || *earlier == entry,
        }
    }
}

/// Every doubt about the cramps of those nights, in the order of time.
pub(crate) fn of(diary: &Diary, nights: Period, now: Moment) -> Vec<Doubt<'_>> {
    let (first, last) = nights.seconds();
    let mut doubts = between(diary, first, last, now);
    doubts.retain(|doubt| nights.contains(diary.night(doubt.cramp().start)));
    doubts
}

/// Why the length of a cramp is hardly so, if that is known by `now`.
pub(crate) fn of_length(cramp: &Cramp, now: Moment) -> Option<&'static str> {
    let end = cramp
        .length()
        .map(|length| cramp.start.after(length.time()));
    if cramp.is_doubtful() {
        Some("Hardly any cramp lasts for more than minutes")
    } else {
        let is_to_come = end.is_some_and(|end| end > now);
        is_to_come.then_some("Its end is still to come")
    }
}

/// A clock that is set back by less is set right.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Days on which somebody has written by a clock after which it is taken for right.
const BELIEVED: usize = 4;
/// Nobody pauses for so long; a clock goes wrong by decades.
const LONG: Duration = Duration::from_secs(5 * 366 * 24 * 60 * 60);

/// What a clock that shows `now` is taken for wrong by, in words; by what was written down before, if
/// that is known. What is written by it comes before everything, or changes nothing any more.
pub(crate) fn of_clock(diary: Option<&Diary>, now: Moment) -> Option<String> {
    let day = |moment: Moment| moment.local().strftime("%-d %b %Y").to_string();
    let shown = || format!("the clock shows {}", day(now));
    if now.local().year() < FIRST_YEAR {
        return Some(shown());
    }
    let latest = diary.and_then(latest_by_a_clock)?;
    let is_odd = latest > now.after(DAY) || latest.after(LONG) < now;
    is_odd.then(|| format!("{}, the latest entry {}", shown(), day(latest)))
}

/// When the latest entry began that a clock can have told: after a leap of years nothing counts that was written
/// on only a few days. Those are of a clock that was wrong, and what it has written does not speak for it.
fn latest_by_a_clock(diary: &Diary) -> Option<Moment> {
    let begun = diary.entries().filter_map(|(_, entry)| entry.begun());
    let mut begun: Vec<_> = begun.collect();
    begun.sort();
    let mut runs: Vec<&[Moment]> = begun
        .chunk_by(|one, next| *next <= one.after(LONG))
        .collect();
    let days = |run: &[Moment]| {
        let days: BTreeSet<_> = run.iter().map(|begun| begun.local().date()).collect();
        days.len()
    };
    while runs.len() > 1 && runs.last().is_some_and(|run| days(run) < BELIEVED) {
        runs.pop();
    }
    runs.last()?.last().copied()
}

/// The same by the last lines of a diary, to which the program that asks may just have added its own.
pub(crate) fn of_clock_by<'l>(lines: impl Iterator<Item = &'l str>, now: Moment) -> Option<String> {
    let lines = lines.filter_map(|line| Line::parse(line).ok());
    let others = lines.filter(|line| line.at.seconds().abs_diff(now.seconds()) > 60);
    let mut diary = Diary::default();
    for line in others {
        diary.take(line);
    }
    of_clock(Some(&diary), now)
}

fn between(diary: &Diary, first: i64, last: i64, now: Moment) -> Vec<Doubt<'_>> {
    let mut doubts = Vec::new();
    let mut reached: Option<(i64, &Id)> = None;
    for (id, cramp) in diary.cramps_begun(first, last) {
        let start = cramp.start.seconds();
        let earlier = reached.filter(|(end, _)| start < *end && cramp.apart.is_none());
        if let Some((_, earlier)) = earlier {
            doubts.push(Doubt::Overlap {
                id,
                cramp,
                earlier,
                is_one: are_one(diary, start, [id, earlier]),
            });
        }
        if cramp.start > now {
            doubts.push(Doubt::Future { id, cramp });
        }
        if cramp.is_doubtful() {
            doubts.push(Doubt::Long { id, cramp });
        }
        let length = cramp.length().map(|length| i64::from(length.number()));
        let end = length.map(|length| (start + length, id));
        reached = reached.max(end);
    }
    doubts
}

fn are_one(diary: &Diary, start: i64, both: [&Id; 2]) -> bool {
    let has = |episode: &Episode<'_>, id: &Id| {
        let mut starts = episode.starts().iter();
        starts.any(|start| *start.id == *id)
    };
    let episodes = episode::between(diary, start, start);
    episodes
        .iter()
        .any(|episode| both.iter().all(|id| has(episode, id)))
}

/// Every doubt about the cramps of a diary, in the order of time.
pub(crate) fn all(diary: &Diary, now: Moment) -> Vec<Doubt<'_>> {
    between(diary, i64::MIN, i64::MAX, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_doubted_by_its_year_and_by_what_was_written_before() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let line = r#"{"v":1,"id":"a","kind":"cramp","at":"2099-11-22T10:00:00Z","start":"2026-11-22T10:00:00Z"}"#;
        let diary = Diary::from_lines([line]);
        for (now, is_doubted) in [
            ("1973-03-01T10:00:00Z", true),
            ("2026-11-20T10:00:00Z", true),
            ("2026-11-21T11:00:00Z", false),
            ("2028-01-01T10:00:00Z", false),
            ("2099-01-01T10:00:00Z", true),
        ] {
            let said = of_clock(Some(&diary), at(now));
            assert_eq!(said.is_some(), is_doubted, "{now}: {said:?}");
        }
        assert_eq!(of_clock(None, at("2099-01-01T10:00:00Z")), None);
        // Nor does what it has written on a day or three; on more somebody has gone by it.
        let later = |day: u32| {
            line.replace("\"a\"", &format!("\"{day}\""))
                .replace("2026-11-22", &format!("2098-11-0{day}"))
        };
        let lines: Vec<_> = [line.to_owned()]
            .into_iter()
            .chain((1..5).map(later))
            .collect();
        for (days, is_doubted) in [(1, true), (3, true), (4, false)] {
            let diary = Diary::from_lines(lines[..=days].iter().map(String::as_str));
            let said = of_clock(Some(&diary), at("2098-11-06T10:00:00Z"));
            assert_eq!(said.is_some(), is_doubted, "{days}: {said:?}");
        }
        // What it has written itself a moment ago does not speak for it.
        let now = at("2099-01-01T10:00:00Z");
        let own = line.replace("2026", "2099").replace("11-22", "01-01");
        let own = own
            .replace("\"a\"", "\"b\"")
            .replace("2099-11-22", "2099-01-01");
        assert!(of_clock_by([line, &own].into_iter(), now).is_some());
        assert_eq!(of_clock_by([own.as_str()].into_iter(), now), None);
    }

    #[test]
    fn a_length_of_hours_and_an_overlap_are_worth_a_question_unless_it_was_answered() {
        let line = |id: &str, hour: u8, fields: &str| {
            format!(
                r#"{{"v":1,"id":"{id}","kind":"cramp","at":"2026-11-22T10:00:00Z","start":"2026-11-22T0{hour}:00:00Z",{fields}}}"#
            )
        };
        let lines = [
            line("a", 1, r#""seconds":36000"#),
            line("b", 2, r#""seconds":60"#),
            line("c", 3, r#""apart":true"#),
            line("d", 4, r#""seconds":3600"#),
            line("e", 5, r#""seconds":60,"apart":true"#),
            line("f", 6, r#""seconds":3600"#).replace("T06:00", "T06:30"),
            line("g", 7, r#""seconds":60"#),
        ];
        let now = Moment::parse("2026-11-22T06:45:00Z").unwrap();
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        let told = |doubts: Vec<Doubt<'_>>| {
            let doubts = doubts.iter().map(|doubt| match doubt {
                Doubt::Long { id, .. } => format!("{id} long"),
                Doubt::Overlap {
                    id,
                    earlier,
                    is_one,
                    ..
                } if *is_one => {
                    format!("{id} in {earlier}, one")
                }
                Doubt::Overlap { id, earlier, .. } => format!("{id} in {earlier}"),
                Doubt::Future { id, .. } => format!("{id} to come"),
            });
            doubts.collect::<Vec<_>>()
        };
        assert_eq!(
            told(all(&diary, now)),
            [
                "a long",
                "b in a",
                "d in a",
                "f in a",
                "g in a",
                "g to come"
            ]
        );
        let (_, first) = diary.cramps().next().unwrap();
        let night = Period::until(diary.night(first.start), 1);
        assert_eq!(told(of(&diary, night, now)).len(), 6);
        let other = Period {
            first: night.last.after(1),
            last: night.last.after(1),
        };
        assert_eq!(told(of(&diary, other, now)), [""; 0]);
    }
}
