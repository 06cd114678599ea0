//! Any entry, any line, any text.

use std::time::Duration;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::super::Diary;
use super::super::ReliefAnswer;
use super::super::choice::{
    Activity, CrampMuscle, CrampSide, Help, LengthSource, MuscleSource, Sign, Trigger,
};
use super::super::entry::{Answered, Cramp, Entry, NightNote, Review, Session};
use super::super::line::{Id, Line, NIGHT, REVIEW};
use super::super::value::{FieldValue, Fields};
use crate::moment::Moment;

/// Mostly of our days, but clocks are set to anything.
fn moment() -> impl Strategy<Value = Moment> {
    let offset = prop_oneof![select(vec![0, 60, -300, 345, 840, -570]), any::<i16>()];
    let seconds = prop_oneof![
        3 => 1_700_000_000..1_900_000_000_i64,
        1 => any::<i64>(),
    ];
    (seconds, offset).prop_map(|(seconds, offset)| Moment::new(seconds, offset))
}

/// When a line is written: in a few seconds, so that some are written at once, by a clock that is
/// set forth and back.
pub(super) fn at() -> impl Strategy<Value = Moment> {
    (0..8_i64, select(vec![0, 60])).prop_map(|(seconds, offset)| {
        let day = 1_795_313_560;
        Moment::new(day + seconds, offset)
    })
}

/// The same, by clocks of which some stand at the last second there is, or just before it.
pub(super) fn any_at() -> impl Strategy<Value = Moment> {
    let end = (0..3_u64, select(vec![0, 60]));
    let end = end.prop_map(|(before, offset)| {
        Moment::new(i64::MAX, offset).before(Duration::from_secs(before))
    });
    prop_oneof![2 => at(), 1 => end]
}

/// Lines of one file, in which entries were written, changed, deleted and brought back.
pub(super) fn lines() -> impl Strategy<Value = Vec<Line>> {
    lines_at(at())
}

/// The same, by such a clock.
pub(super) fn lines_at(at: impl Strategy<Value = Moment>) -> impl Strategy<Value = Vec<Line>> {
    vec((at, entry(), 0..8_u8), 0..12).prop_map(|steps| {
        let mut diary = Diary::default();
        let lines = steps.into_iter().filter_map(|(at, (id, entry), what)| {
            let line = match what {
                0 => diary.delete(&id, at),
                1 => diary.undo(&id, at),
                _ => diary.write(&id, at, &entry),
            };
            line.inspect(|line| drop(diary.take(line.clone())))
        });
        lines.collect()
    })
}

/// An entry and its id; there are so few ids that they meet.
pub(super) fn entry() -> impl Strategy<Value = (Id, Entry)> {
    prop_oneof![
        4 => of_kind("cramp", Cramp::KEYS),
        1 => of_kind("session", Session::KEYS),
        2 => of_kind(NIGHT, NightNote::KEYS),
        1 => of_kind(REVIEW, Review::KEYS),
        1 => of_kind("dream", &["teeth"]),
    ]
}

/// An entry, of which the first key is never missing.
fn of_kind(
    kind: &'static str,
    keys: &'static [&'static str],
) -> impl Strategy<Value = (Id, Entry)> {
    let first = match kind {
        NIGHT | REVIEW => select(vec!["2026-11-20", "2026-11-21"])
            .prop_map(Value::from)
            .boxed(),
        _ => fitting(keys[0]),
    };
    let parts = (first, fields(&keys[1..]), rest(), select(vec!["a", "b"]));
    parts.prop_map(move |(first, fields, rest, name)| {
        let mut entry = Entry::begin(kind, &Fields::new(), Some(&first)).unwrap();
        for (key, value) in fields.into_iter().chain(rest) {
            let _ = entry.set(&key, value);
        }
        let name = match kind {
            NIGHT | REVIEW => first.as_str().unwrap(),
            _ => name,
        };
        (Id::parse(&format!("{kind}-{name}")).unwrap(), entry)
    })
}

fn fields(keys: &[&'static str]) -> impl Strategy<Value = Fields> + use<> {
    let fields = keys.iter().map(|key| {
        let value = prop_oneof![6 => fitting(key), 1 => Just("unknown".into()), 1 => json()];
        (Just((*key).to_owned()), option::of(value))
    });
    let fields: Vec<_> = fields.collect();
    fields.prop_map(|fields| {
        let fields = fields.into_iter();
        fields
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    })
}

/// A value that a field can have.
fn fitting(key: &str) -> BoxedStrategy<Value> {
    let moment = || moment().prop_map(|moment| moment.write());
    match key {
        "start" | "asked" => moment().boxed(),
        "seconds" | "after" => (0..=86_400).prop_map(Value::from).boxed(),
        "severity" | "sleep_lost" | "soreness" => (0..=10).prop_map(Value::from).boxed(),
        "cramps" | "steps" => (0..=99).prop_map(Value::from).boxed(),
        "source" => one_of(LengthSource::ALL),
        "side" => one_of(CrampSide::ALL),
        "muscle" => one_of(CrampMuscle::ALL),
        "muscle_source" => one_of(MuscleSource::ALL),
        "state" => one_of(Activity::ALL),
        "answer" => one_of(ReliefAnswer::ALL),
        "helped" => some_of(prop_oneof![one_of(Help::ALL), own()]),
        "triggers" => some_of(prop_oneof![one_of(Trigger::ALL), own()]),
        "with" => some_of(own()),
        "signs" => some_of(one_of(Sign::ALL)),
        "answers" => vec(answered(), 0..3).prop_map(Value::from).boxed(),
        "routine" => "[a-z0-9-]{1,40}".prop_map(Value::from).boxed(),
        "medicine" | "note" | "step" => words().prop_map(Value::from).boxed(),
        "teeth" => json().boxed(),
        _ => any::<bool>().prop_map(Value::from).boxed(),
    }
}

fn one_of<T: FieldValue + std::fmt::Debug + Copy + 'static>(
    all: &'static [T],
) -> BoxedStrategy<Value> {
    select(all).prop_map(|value| value.write()).boxed()
}

/// Own words; of those that a spreadsheet takes for a formula, too.
fn own() -> impl Strategy<Value = Value> {
    "[=a-zA-Z-][a-zA-Z -]{0,30}".prop_map(Value::from)
}

fn some_of(one: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    vec(one, 0..4).prop_map(Value::from).boxed()
}

fn answered() -> impl Strategy<Value = Value> {
    let parts = (fitting("answer"), fields(&Answered::KEYS[1..]), rest());
    parts.prop_map(|(answer, fields, rest)| {
        let all = fields.into_iter().chain(rest);
        all.chain([("answer".to_owned(), answer)]).collect()
    })
}

/// Words with anything in them that a keyboard or an attacker can make.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[=+@-]\\PC{1,20}", "[\",;\r\n a]{1,300}"]
}

/// Fields of a later version.
fn rest() -> impl Strategy<Value = Fields> {
    let empty = Just(Fields::new());
    prop_oneof![3 => empty, 1 => btree_map("new_[a-z]{0,4}", json(), 0..3)]
}

/// Any JSON but `null`, which clears a field.
pub(super) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no infinity", |x| x.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..3).prop_map(|map| map.into_iter().collect()),
        ]
    })
}
