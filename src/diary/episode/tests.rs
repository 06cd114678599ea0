use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::diary::choice::Sign;
use crate::diary::counts::Counts;
use crate::diary::counts::tally::Share;
use crate::diary::entry::Entry;
use crate::diary::line::Line;
use crate::night::{Boundary, Period};

const THREE: i64 = 1_795_312_800;

/// A diary of cramps, each given as seconds after three in the night and further fields.
fn diary(cramps: &[(i64, &str)]) -> Diary {
    let lines = cramps.iter().enumerate().map(|(nth, (after, fields))| {
        let start = Moment::new(THREE + after, 60);
        let comma = if fields.is_empty() { "" } else { "," };
        format!(
            r#"{{"v":1,"id":"{nth}","kind":"cramp","at":"2026-11-22T10:00:00+01:00","start":"{start}"{comma}{fields}}}"#
        )
    });
    let lines: Vec<_> = lines.collect();
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    assert_eq!(diary.troubles(), []);
    diary
}

/// The ids of the starts of each episode.
fn grouped(cramps: &[(i64, &str)]) -> Vec<String> {
    let diary = diary(cramps);
    let episodes = all(&diary);
    let ids = |episode: &Episode<'_>| {
        let ids: Vec<_> = episode
            .starts()
            .iter()
            .map(|start| start.id.as_str())
            .collect();
        ids.join("+")
    };
    episodes.iter().map(ids).collect()
}

fn lasted(cramps: &[(i64, &str)]) -> Option<u32> {
    let diary = diary(cramps);
    let episodes = all(&diary);
    assert_eq!(episodes.len(), 1, "{episodes:?}");
    episodes[0].length().map(Seconds::number)
}

const MINUTE: &str = r#""seconds":60,"source":"clock""#;
const TRIED: &str = r#""routine":"relief-calf","left":8"#;

#[test]
fn a_cramp_that_comes_back_within_ten_minutes_is_the_same() {
    assert_eq!(grouped(&[(0, MINUTE), (660, "")]), ["0+1"]);
    assert_eq!(grouped(&[(0, MINUTE), (661, "")]), ["0", "1"]);
    // Of a start without an end it is not known that it eased.
    assert_eq!(grouped(&[(0, ""), (600, ""), (1200, "")]), ["0+1+2"]);
    assert_eq!(grouped(&[(0, ""), (601, "")]), ["0", "1"]);
    // Two windows at once, one of them left without an answer.
    assert_eq!(
        grouped(&[(0, r#""seconds":900"#), (60, ""), (1500, "")]),
        ["0+1+2"]
    );
}

#[test]
fn a_cramp_of_which_the_person_says_so_is_one_of_its_own() {
    let apart = r#""apart":true"#;
    assert_eq!(
        grouped(&[(0, MINUTE), (300, apart), (500, "")]),
        ["0", "1+2"]
    );
}

#[test]
fn a_length_of_ten_hours_swallows_no_other_cramp() {
    let hours = r#""seconds":36000"#;
    assert_eq!(
        grouped(&[(0, hours), (7200, ""), (14_400, "")]),
        ["0", "1", "2"]
    );
}

#[test]
fn relief_that_was_left_at_once_counts_only_with_a_cramp_beside_it() {
    assert_eq!(grouped(&[(0, TRIED), (40, MINUTE)]), ["0+1"]);
    assert_eq!(grouped(&[(0, MINUTE), (400, TRIED)]), ["0+1"]);
    assert_eq!(
        grouped(&[(0, TRIED), (40, TRIED), (5000, MINUTE)]),
        ["2", "0+1"]
    );
    // It joins no two that are not the same.
    assert_eq!(
        grouped(&[(0, MINUTE), (500, TRIED), (900, MINUTE)]),
        ["0+1", "2"]
    );
    let tried = diary(&[(0, TRIED)]);
    let period = Period::until(tried.night(Moment::new(THREE, 60)), 1);
    let counts = Counts::of(&tried, period);
    assert_eq!(counts.nights_recorded().count, 0);
    assert_eq!(counts.entries().count(), 0);
    let (_, facts) = counts.nights().next().unwrap();
    assert!(facts.tried_out[0].may_be_none());
}

#[test]
fn of_starts_without_an_end_none_tells_how_long_it_lasted() {
    assert_eq!(lasted(&[(0, ""), (0, "")]), None);
    assert_eq!(lasted(&[(0, ""), (300, "")]), None);
    // It was noted once more, while the clock of the other ran.
    assert_eq!(lasted(&[(0, r#""seconds":400"#), (300, "")]), Some(400));
}

#[test]
fn the_time_between_an_end_and_a_return_is_not_counted() {
    assert_eq!(lasted(&[(0, MINUTE), (300, MINUTE)]), Some(120));
    assert_eq!(lasted(&[(0, ""), (30, ""), (50, MINUTE)]), Some(110));
    assert_eq!(lasted(&[(0, r#""seconds":200"#), (60, MINUTE)]), Some(200));
    assert_eq!(lasted(&[(0, TRIED), (40, MINUTE)]), Some(60));
    assert_eq!(lasted(&[(0, MINUTE), (300, "")]), None);
    // A note by hand of what the clock has seen.
    assert_eq!(lasted(&[(0, MINUTE), (300, r#""about":true"#)]), Some(60));
    assert_eq!(lasted(&[(0, r#""seconds":200"#), (60, "")]), Some(200));
}

#[test]
fn an_episode_says_what_all_its_starts_say() {
    let first = r#""seconds":60,"source":"clock","severity":3,"side":"left","signs":["hot"],"muscle":"foot","muscle_source":"said","answers":[{"answer":"gone","after":60}],"note":"one""#;
    let second = r#""severity":7,"side":"right","signs":["numb"],"muscle":"calf","muscle_source":"relief","answers":[{"answer":"same","after":30}],"note":"two""#;
    let diary = diary(&[(0, first), (300, second)]);
    let episode = &all(&diary)[0];
    assert_eq!(episode.severity.unwrap().known().unwrap().number(), 7);
    assert_eq!(episode.side, Some(Response::Known(CrampSide::Both)));
    assert_eq!(
        episode.signs,
        Some(Response::Known([Sign::Hot, Sign::Numb].into()))
    );
    assert_eq!(episode.muscle_source, Some(MuscleSource::Said));
    assert_eq!(episode.note.as_ref().unwrap().as_str(), "one; two");
    let after = episode.answers.as_ref().unwrap()[1].after;
    assert_eq!(
        after.map(Seconds::number),
        Some(90),
        "by the clock of the whole"
    );
    let returns: Vec<_> = episode.returns().map(|start| start.id.as_str()).collect();
    assert_eq!(returns, ["1"]);
}

/// A start, as launches, closings and returns make them.
fn start() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        TRIED,
        MINUTE,
        r#""seconds":400,"source":"said""#,
        r#""answers":[{"answer":"same","after":30}]"#,
        r#""about":true"#,
        r#""seconds":40000"#,
        r#""side":"left","signs":["hot"],"helped":["rub"]"#,
    ])
}

/// Every number that is told of a period.
fn numbers(counts: &Counts<'_>) -> Vec<u64> {
    let Share { count, of } = counts.cramps();
    let mut numbers = vec![
        count,
        of,
        counts.entries().count() as u64,
        counts.nights_with_cramps().count,
        counts.woke().of,
        counts.signs_answered().of,
        counts.lengths().map_or(0, |lengths| lengths.known.count),
    ];
    numbers.extend(counts.hours().map(|(_, count)| count));
    numbers.extend(counts.sides().counts.iter().map(|(_, count)| *count));
    numbers.extend(counts.signs().iter().map(|(_, nights)| nights.len() as u64));
    numbers
}

proptest! {
    #[test]
    fn nothing_that_happens_within_ten_minutes_raises_a_count_by_more_than_one(
        before in vec((-90_000..90_000_i64, start()), 0..12),
        within in vec((0..=600_i64, start()), 0..8),
        begins in -3600..3600_i64,
    ) {
        let launches = within.iter().map(|(after, start)| (begins + after, *start));
        let all: Vec<_> = before.iter().copied().chain(launches).collect();
        let (before, after) = (diary(&before), diary(&all));
        let last = Boundary::NOON.night(Moment::new(THREE, 60)).after(2);
        let period = Period::until(last, 6);
        let (before, after) = (Counts::of(&before, period), Counts::of(&after, period));
        for (was, is) in numbers(&before).into_iter().zip(numbers(&after)) {
            prop_assert!(is <= was + 1, "{} became {}", was, is);
        }
    }

    #[test]
    fn no_start_is_lost_and_none_is_in_two_episodes(cramps in vec((0..90_000_i64, start()), 0..20)) {
        let diary = diary(&cramps);
        let episodes = all(&diary);
        let mut ids: Vec<_> = episodes.iter().flat_map(Episode::starts).map(|s| s.id.to_string()).collect();
        ids.sort();
        let mut expected: Vec<_> = diary.cramps().map(|(id, _)| id.to_string()).collect();
        expected.sort();
        prop_assert_eq!(ids, expected);
    }

    #[test]
    fn what_is_told_of_some_nights_is_what_is_told_of_all(
        cramps in vec((-200_000..200_000_i64, start()), 0..20), nights in 0..6_u32,
    ) {
        let diary = diary(&cramps);
        let last = Boundary::NOON.night(Moment::new(THREE, 60)).after(3);
        let all = Counts::of(&diary, Period::until(last, 10));
        let night = last.before(nights);
        let one = Counts::of(&diary, Period::until(night, 1));
        let told = |counts: &Counts<'_>| {
            let cramps = counts.night(night).map(|facts| facts.cramps.clone()).unwrap_or_default();
            cramps.iter().map(|episode| Cramp::clone(episode)).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&one), told(&all));
    }

    #[test]
    fn an_episode_says_what_it_was_rewritten_to_say(
        cramps in vec((0..600_i64, start()), 1..5), other in start(), asked in any::<bool>(), later in -9000..9000_i64,
    ) {
        let mut diary = diary(&cramps);
        let other = self::diary(&[(0, other)]);
        let episode = all(&diary).remove(0).into_owned();
        let mut said = Cramp::clone(&episode);
        let (_, other) = other.cramps().next().unwrap();
        said.start = Moment::new(said.start.seconds() + later, 60);
        said.side = other.side;
        said.signs.clone_from(&other.signs);
        said.helped.clone_from(&other.helped);
        said.left = None;
        said.asked = asked.then_some(Moment::new(THREE + 9000, 60));
        for (id, cramp) in episode.rewritten(&said) {
            if let Some(line) = diary.write(&id, Moment::new(THREE + 9000, 60), &Entry::Cramp(cramp)) {
                diary.take(Line::parse(&line.to_string()).unwrap());
            }
        }
        let after = &all(&diary)[0];
        prop_assert!(!after.may_be_none());
        if !episode.may_be_none() {
            prop_assert_eq!(Cramp::clone(after), said);
        }
    }
}
