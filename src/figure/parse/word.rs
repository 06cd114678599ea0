//! Words that name a place on the body.

use super::place;
use crate::figure::body::Nearness;
use crate::figure::joint::{Joint, Place};
use crate::figure::pose::{Anchor, LitMuscle};
use crate::routine::Named;
use crate::routine::table::{Field, Names};

const JOINTS: &str = "a joint is pelvis, waist, chest or head; or `near.` or `far.` before hip, \
                      knee, ankle, heel, ball, toe, shoulder, elbow, hand, calf, shin, hamstring, \
                      quadriceps, sole or instep";

pub(super) fn joint(field: Field<'_>) -> Option<Joint> {
    let mut places = Place::ALL.iter().map(|place| place.name());
    let help = match places.find(|place| field.after("") == Some(*place)) {
        Some(place) => format!("write `near.{place}` or `far.{place}`"),
        None => JOINTS.to_owned(),
    };
    let names = Names {
        expected: "a joint in quotes",
        example: "\"near.knee\"",
        help,
        all: Joint::names().collect(),
    };
    field.known(&names, Joint::new)
}

pub(super) fn anchor(field: Field<'_>) -> Option<Anchor> {
    if field.is_list() {
        place(field).map(Anchor::At)
    } else {
        joint(field).map(Anchor::Joint)
    }
}

/// Reads a muscle of the near leg, or `far.` and one of the other.
pub(super) fn muscle(field: Field<'_>) -> Option<(Nearness, LitMuscle)> {
    let names = Names {
        expected: "a muscle in quotes",
        example: "\"calf\"",
        help: "a muscle is calf, soleus, shin, foot, toes, ankle, hamstring or quadriceps, with \
               `far.` before it for the leg behind"
            .to_owned(),
        all: [Nearness::Near, Nearness::Far]
            .into_iter()
            .flat_map(|side| {
                LitMuscle::ALL
                    .iter()
                    .map(move |muscle| muscle_name((side, *muscle)))
            })
            .collect(),
    };
    let find = |found: &str| {
        let (side, name) = match found.strip_prefix("far.") {
            Some(name) => (Nearness::Far, name),
            None => (Nearness::Near, found),
        };
        Some((side, LitMuscle::of_name(name)?))
    };
    field.known(&names, find)
}

/// A muscle as written in TOML.
pub(super) fn muscle_name((side, muscle): (Nearness, LitMuscle)) -> String {
    match side {
        Nearness::Near => muscle.name().to_owned(),
        Nearness::Far => format!("far.{}", muscle.name()),
    }
}
