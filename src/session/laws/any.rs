//! Any routine, any command, any wait.

use std::num::NonZeroU8;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::super::plan::{Plan, PlanOptions};
use super::super::{Command, SECOND};
use crate::routine::{
    Demand, Evidence, FirstBreath, Length, Mechanics, Muscle, Posture, Purpose, Routine, RoutineId,
    Side, Sides, Step,
};

/// What can happen to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SessionEvent {
    Wait(Duration),
    Do(Command),
}

/// From nothing to for ever; mostly what matters in a step.
pub(super) fn wait() -> impl Strategy<Value = Duration> {
    prop_oneof![
        4 => (0..20_u64).prop_map(Duration::from_secs),
        4 => (0..90_000_u64).prop_map(Duration::from_millis),
        1 => any::<Duration>(),
        1 => Just(Duration::MAX),
    ]
}

pub(super) fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Command::Pause),
        Just(Command::Resume),
        Just(Command::ReadyNow),
        Just(Command::Next),
        Just(Command::Restart),
        Just(Command::Previous),
        Just(Command::Longer(10 * SECOND)),
        Just(Command::Shorter(10 * SECOND)),
        wait().prop_map(Command::Longer),
        wait().prop_map(Command::Shorter),
        Just(Command::SwapSides),
        Just(Command::Take),
    ]
}

/// A dozen or two of waits and commands; leaving is rare, so that the rest is not for nothing.
pub(super) fn events() -> impl Strategy<Value = Vec<SessionEvent>> {
    let event = prop_oneof![
        20 => wait().prop_map(SessionEvent::Wait),
        20 => command().prop_map(SessionEvent::Do),
        1 => Just(SessionEvent::Do(Command::Stop)),
    ];
    vec(event, 0..24)
}

pub(super) fn start() -> impl Strategy<Value = PlanOptions> {
    let sore = select(vec![None, Some(Side::Left), Some(Side::Right)]);
    (select(Side::ALL), sore, any::<bool>()).prop_map(|(first, sore, keyboard)| PlanOptions {
        first,
        sore,
        keyboard,
        pace: None,
    })
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
    let purpose = select(Purpose::ALL);
    let routine = purpose.prop_flat_map(|purpose| routine(purpose, length()));
    (routine, start()).prop_map(|(routine, start)| Plan::new(routine, start))
}

/// A routine as the parser lets it through: something in it starts by itself, and in relief
/// something without heat or cold.
pub(super) fn routine(
    purpose: Purpose,
    length: impl Strategy<Value = Length>,
) -> impl Strategy<Value = Routine> {
    let starts = move |step: &Step| {
        let waits = purpose == Purpose::Relief && step.waits;
        !step.optional && !waits
    };
    (vec(step(length), 1..6), any::<prop::sample::Index>()).prop_map(move |(mut steps, index)| {
        if !steps.iter().any(starts) {
            let step = index.get_mut(&mut steps);
            step.optional = false;
            step.mechanics = Mechanics::default();
            step.waits = false;
        }
        Routine {
            id: RoutineId::new("any").unwrap(),
            title: "Any".to_owned(),
            purpose,
            muscles: vec![Muscle::Calf],
            posture: Posture::Mixed,
            summary: String::new(),
            evidence: Evidence::Own,
            evidence_note: String::new(),
            needs: Vec::new(),
            then: None,
            sources: Vec::new(),
            steps,
            changed: Vec::new(),
            reasons: Vec::new(),
            own: true,
            rests: None,
        }
    })
}

fn step(length: impl Strategy<Value = Length>) -> impl Strategy<Value = Step> {
    let pause = || prop_oneof![Just(0), 0..12_000_u64].prop_map(Duration::from_millis);
    let acts = vec![Demand::Stand, Demand::Heat, Demand::Cold];
    let acts = prop_oneof![2 => Just(Vec::new()), 1 => subsequence(acts, 0..=3)];
    (
        length,
        1..=4_u8,
        pause(),
        pause(),
        select(Sides::ALL),
        prop::bool::weighted(0.3),
        acts,
    )
        .prop_map(|(length, reps, rest, ready, sides, optional, acts)| Step {
            title: "Any".to_owned(),
            say: "Any.".to_owned(),
            shout: vec!["ANY".to_owned()],
            detail: Vec::new(),
            cues: Vec::new(),
            breath: FirstBreath::In,
            length,
            reps: NonZeroU8::new(reps).unwrap(),
            rest,
            ready,
            sides,
            pose: None,
            caution: None,
            optional,
            source: Vec::new(),
            ends: Vec::new(),
            waits: acts.iter().any(|act| *act != Demand::Stand),
            mechanics: Mechanics {
                does: acts,
                ..Mechanics::default()
            },
            is_stated: true,
            round: None,
            changed: None,
            needs: Vec::new(),
        })
}

pub(super) fn length() -> impl Strategy<Value = Length> {
    prop_oneof![6 => timed(), 1 => Just(Length::UntilDone)]
}

/// Holds around the lengths at which something more is told, and some of the longest.
pub(super) fn timed() -> impl Strategy<Value = Length> {
    prop_oneof![
        (1..=30_u64).prop_map(Duration::from_secs),
        (1_000..=70_000_u64).prop_map(Duration::from_millis),
        (1..=60_u64).prop_map(|minutes| Duration::from_secs(60 * minutes)),
    ]
    .prop_map(Length::Timed)
}
