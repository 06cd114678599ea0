//! Any entry, any line, any text.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::super::Answer;
use super::super::choice::{
    CrampMuscle, CrampSide, Help, MuscleSource, Sign, Source, State, Trigger,
};
use super::super::entry::{Answered, Cramp, Entry, Foreign, NightNote, Review, Session};
use super::super::line::Id;
use super::super::moment::Moment;
use super::super::night::Night;
use super::super::value::{Fields, Note, Score, Seconds, Told};
use crate::routine::RoutineId;

/// Mostly of our days, but clocks are set to anything.
pub fn moment() -> impl Strategy<Value = Moment> {
    let offset = prop_oneof![select(vec![0, 60, -300, 345, 840, -570]), any::<i16>()];
    let seconds = prop_oneof![
        3 => 1_700_000_000..1_900_000_000_i64,
        1 => any::<i64>(),
    ];
    (seconds, offset).prop_map(|(seconds, offset)| Moment::new(seconds, offset))
}

/// A handful of ids, so that lines meet.
pub fn id() -> impl Strategy<Value = Id> {
    select(vec![
        "a",
        "b",
        "20261122T021240Z-00000001",
        "night-2026-11-21",
    ])
    .prop_map(|text| Id::parse(text).unwrap())
}

pub fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        4 => cramp().prop_map(Entry::Cramp),
        1 => session().prop_map(Entry::Session),
        2 => note().prop_map(Entry::Night),
        1 => review().prop_map(Entry::Review),
        1 => rest().prop_map(|fields| Entry::Foreign(Foreign { kind: "dream".to_owned(), fields })),
    ]
}

pub fn cramp() -> impl Strategy<Value = Cramp> {
    let night = (
        moment(),
        option::of(any::<bool>()),
        told(seconds()),
        option::of(select(Source::ALL)),
        option::of(routine()),
        option::of(vec(answered(), 0..3)),
        told(score()),
        told(select(CrampSide::ALL)),
        (
            told(select(CrampMuscle::ALL)),
            option::of(select(MuscleSource::ALL)),
        ),
        told(select(State::ALL)),
    );
    let morning = (
        told(any::<bool>()),
        told(score()),
        told(score()),
        told(some_of(Help::ALL)),
        told(some_of(Trigger::ALL)),
        told(some_of(Sign::ALL)),
        option::of(words()),
        option::of(words()),
        option::of(moment()),
        rest(),
    );
    (night, morning).prop_map(|(night, morning)| {
        let (start, about, seconds, source, routine, answers, severity, side, place, state) = night;
        let (muscle, muscle_source) = place;
        let (woke, sleep_lost, soreness, helped, triggers, signs, medicine, note, asked, rest) =
            morning;
        Cramp {
            start,
            about,
            seconds,
            source,
            routine,
            answers,
            severity,
            side,
            muscle,
            muscle_source,
            state,
            woke,
            sleep_lost,
            soreness,
            helped,
            triggers,
            signs,
            medicine,
            note,
            asked,
            rest,
        }
    })
}

fn answered() -> impl Strategy<Value = Answered> {
    let parts = (
        select(Answer::ALL),
        option::of(seconds()),
        option::of(routine()),
        option::of(words()),
        rest(),
    );
    parts.prop_map(|(answer, after, routine, step, rest)| Answered {
        answer,
        after,
        routine,
        step,
        rest,
    })
}

fn session() -> impl Strategy<Value = Session> {
    let parts = (
        moment(),
        option::of(routine()),
        option::of(any::<u32>()),
        option::of(seconds()),
        option::of(any::<bool>()),
        rest(),
    );
    parts.prop_map(|(start, routine, steps, seconds, finished, rest)| Session {
        start,
        routine,
        steps,
        seconds,
        finished,
        rest,
    })
}

fn note() -> impl Strategy<Value = NightNote> {
    let yes = || told(any::<bool>());
    let parts = (
        moment().prop_map(Night::of),
        told(any::<u32>()),
        told(score()),
        (yes(), yes(), yes(), yes(), yes(), yes()),
        option::of(words()),
        rest(),
    );
    parts.prop_map(|(night, cramps, sleep_lost, yes, note, rest)| {
        let (tired, stretched, heavy_covers, little_drink, alcohol, hard_exercise) = yes;
        NightNote {
            night,
            cramps,
            sleep_lost,
            tired,
            stretched,
            heavy_covers,
            little_drink,
            alcohol,
            hard_exercise,
            note,
            rest,
        }
    })
}

fn review() -> impl Strategy<Value = Review> {
    let parts = (moment().prop_map(Night::of), told(any::<bool>()), rest());
    parts.prop_map(|(night, keep, rest)| Review { night, keep, rest })
}

fn told<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<Told<T>>> {
    option::of(prop_oneof![
        4 => value.prop_map(Told::Known),
        1 => Just(Told::Unknown),
    ])
}

fn some_of<T: std::fmt::Debug + Copy + Ord + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = BTreeSet<T>> {
    btree_set(select(all), 0..4)
}

fn score() -> impl Strategy<Value = Score> {
    (0..=10_u8).prop_map(|score| Score::new(score).unwrap())
}

fn seconds() -> impl Strategy<Value = Seconds> {
    (0..=86_400_u64).prop_map(|seconds| Seconds::new(Duration::from_secs(seconds)).unwrap())
}

fn routine() -> impl Strategy<Value = RoutineId> {
    "[a-z0-9-]{1,40}".prop_map(|id| RoutineId::new(&id).unwrap())
}

/// Words with anything in them that a keyboard or an attacker can make.
fn words() -> impl Strategy<Value = Note> {
    prop_oneof![any::<String>(), "[=+@-]\\PC{1,20}", "[\",;\r\n a]{1,300}"]
        .prop_filter_map("nothing to read", |text| Note::new(&text))
}

/// Fields of a later version.
fn rest() -> impl Strategy<Value = Fields> {
    let empty = Just(Fields::new());
    prop_oneof![3 => empty, 1 => btree_map("new_[a-z]{0,4}", json(), 0..3)]
}

/// Any JSON but `null`, which clears a field.
pub fn json() -> impl Strategy<Value = Value> {
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
