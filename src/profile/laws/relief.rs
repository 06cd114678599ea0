//! What the answers do to relief.

use jiff::civil::date;

use super::super::{Findings, Part, Profile, Question, start};
use super::{fitted, never, part, titles, yes};
use crate::routine::Demand;
use crate::session::relief::Spot;

#[test]
fn relief_starts_in_bed_for_whoever_may_fall_or_has_a_hurt_leg_and_says_why() {
    for profile in [yes(Question::Falls), part(Part::Calf), part(Part::Leg)] {
        let findings = Findings::of(&profile, None);
        let (spot, why) = start(Spot::Calf, &findings);
        assert_eq!(spot, Spot::Bed);
        assert!(why.unwrap().text.starts_with("In bed"));
        let thigh = (Spot::Quadriceps, None);
        assert_eq!(
            start(Spot::Quadriceps, &findings),
            thigh,
            "in bed the knee is straightened"
        );
    }
    assert_eq!(start(Spot::Foot, &Findings::default()), (Spot::Foot, None));
}

#[test]
fn a_hurt_calf_or_leg_rests_and_a_clinician_comes_first() {
    for part in [part(Part::Calf), part(Part::Leg)] {
        let demands = [
            Demand::Pull,
            Demand::Stand,
            Demand::Rub,
            Demand::Stroke,
            Demand::Heat,
            Demand::Move,
            Demand::Load,
        ];
        for demand in demands {
            never(demand, &part);
        }
        for &spot in Spot::ALL {
            let fitted = fitted(spot.routine().as_str(), &part);
            assert_eq!(fitted.reasons[0].short, "Ask a clinician first", "{spot:?}");
            assert_eq!(titles(&fitted), ["Rest the leg"], "{spot:?}");
        }
    }
}

#[test]
fn whoever_may_not_lean_asks_someone_to_stroke_the_calf() {
    for part in [part(Part::Hip), part(Part::Back), yes(Question::Pregnant)] {
        for id in ["relief-calf", "relief-in-bed"] {
            let relief = fitted(id, &part);
            assert!(titles(&relief).contains(&"Ask for light strokes"), "{id}");
        }
    }
}

#[test]
fn late_in_pregnancy_relief_in_bed_is_on_the_side_from_its_first_step() {
    let bed = fitted("relief-in-bed", &yes(Question::Pregnant));
    let first = ["Onto your side", "Push the heel away, on your side"];
    assert_eq!(titles(&bed)[..2], first);
}

#[test]
fn early_in_pregnancy_nobody_leans_forward_standing_but_may_sitting() {
    let early = Profile {
        pregnant_from: Some(date(2026, 1, 1)),
        ..yes(Question::Pregnant)
    };
    let relief = fitted("relief-hamstring", &early);
    assert!(!titles(&relief).contains(&"Lean on a chair"));
    assert!(titles(&relief).contains(&"Toes up, tip forward"));
    assert!(titles(&relief).contains(&"Stand and press"));
}
