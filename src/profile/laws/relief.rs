//! What the answers do to relief.

use jiff::civil::date;

use super::super::fit::ideas;
use super::super::rules::rules;
use super::super::{BodyPart, Findings, Profile, Question, Reply, fit, start};
use super::{fitted, never, part, routine, titles, yes};
use crate::figure::poses::Poses;
use crate::routine::{Demand, Rest};
use crate::session::relief::Spot;

#[test]
fn relief_starts_in_bed_for_whoever_may_fall_and_says_why() {
    let findings = Findings::of(&yes(Question::Falls), None);
    let (spot, why) = start(Spot::Calf, &findings);
    assert_eq!(spot, Spot::Bed);
    assert!(why.unwrap().text.starts_with("In bed"));
    let thigh = (Spot::Quadriceps, None);
    assert_eq!(
        start(Spot::Quadriceps, &findings),
        thigh,
        "in bed the knee is straightened"
    );
    assert_eq!(start(Spot::Foot, &Findings::default()), (Spot::Foot, None));
}

#[test]
fn a_hurt_calf_or_leg_rests_and_a_clinician_comes_first() {
    for part in [part(BodyPart::Calf), part(BodyPart::Leg)] {
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
            let why: Vec<_> = fitted.reasons.iter().map(|why| &why.text).collect();
            assert!(why.len() == 1 && why[0].contains("clinician"), "{why:?}");
            // The front and the inside of the thigh do not reach a hurt calf.
            let is_far = matches!(spot, Spot::Quadriceps | Spot::InnerThigh);
            let is_calf = part.parts == [BodyPart::Calf];
            let rests = (!is_far || !is_calf).then_some(Rest::Hurt);
            assert_eq!(fitted.rests, rests, "{spot:?}");
            assert!(rests.is_none() || titles(&fitted) == ["Look at both legs"]);
        }
    }
}

#[test]
fn the_leg_that_is_not_hurt_gets_relief_without_standing() {
    let hurt = Findings::of(&part(BodyPart::Calf), None);
    let bed = fit(
        routine("relief-in-bed"),
        &hurt.of_a_leg_unhurt(Rest::Hurt),
        &Poses::default(),
    );
    assert_eq!(titles(&bed)[0], "Toes up, lying down");
    assert_eq!(bed.rests, None);
    let (spot, _) = start(Spot::Calf, &hurt.of_a_leg_unhurt(Rest::Hurt));
    assert_eq!(spot, Spot::Bed);
    for &spot in Spot::ALL {
        let relief = routine(spot.routine().as_str());
        let relief = fit(relief, &hurt.of_a_leg_unhurt(Rest::Hurt), &Poses::default());
        assert_eq!(relief.rests, None, "{spot:?}");
        for step in &relief.steps {
            let works = [Demand::Stand, Demand::Cross].map(|act| step.mechanics.has(act));
            let leans_on_it = step.say.contains("other heel") || step.say.contains("other foot");
            assert!(
                works == [false; 2] && !leans_on_it,
                "{spot:?}: {}",
                step.say
            );
        }
    }
}

#[test]
fn whoever_knows_nothing_is_asked_about_a_tear_and_without_one_has_more_than_one_thing_to_do() {
    let mut profile = Profile::default();
    for &question in Question::ALL {
        profile.answer(question, Reply::Unsure);
    }
    let findings = Findings::of(&profile, None);
    for &spot in Spot::ALL {
        let rests = fitted(spot.routine().as_str(), &profile);
        assert_eq!(rests.rests, Some(Rest::Unsure), "{spot:?}");
        assert_eq!(titles(&rests), ["Look at both legs"], "{spot:?}");
        let relief = routine(spot.routine().as_str());
        let untorn = findings.of_a_leg_unhurt(Rest::Unsure);
        let relief = fit(relief, &untorn, &Poses::default());
        assert_eq!(relief.rests, None, "{spot:?}");
        assert!(ideas(&relief) >= 2, "{spot:?}: {:?}", titles(&relief));
    }
}

#[test]
fn cold_and_a_raised_leg_are_only_for_whom_they_suit() {
    let rest = |profile: &Profile| {
        let findings = Findings::of(profile, None);
        let lines = rules().rest(&findings).map(|line| line.say.clone());
        lines.collect::<Vec<_>>().join(" ")
    };
    let mut hurt = part(BodyPart::Calf);
    assert!(
        rest(&hurt).contains("pillow") && !rest(&hurt).contains("cold"),
        "not asked yet"
    );
    for question in [Question::Numb, Question::Circulation, Question::Diabetes] {
        hurt.answer(question, Reply::No);
    }
    assert!(rest(&hurt).contains("pillow") && rest(&hurt).contains("cold"));
    hurt.answer(Question::Circulation, Reply::Unsure);
    assert!(!rest(&hurt).contains("pillow") && !rest(&hurt).contains("cold"));
    assert!(rest(&hurt).contains("No weight"));
}

#[test]
fn whoever_may_not_lean_asks_someone_to_stroke_the_calf() {
    for part in [
        part(BodyPart::Hip),
        part(BodyPart::Back),
        yes(Question::Pregnant),
    ] {
        let relief = fitted("relief-calf", &part);
        assert!(titles(&relief).contains(&"Ask for light strokes"));
    }
}

#[test]
fn late_in_pregnancy_relief_in_bed_is_on_the_side_from_its_first_step() {
    let bed = fitted("relief-in-bed", &yes(Question::Pregnant));
    assert_eq!(
        titles(&bed),
        [
            "Toes up, on your side",
            "Foot against the board",
            "Ask for light strokes",
            "With a helper",
            "Look at both legs"
        ]
    );
}

#[test]
fn early_in_pregnancy_nobody_leans_forward_but_stands() {
    let early = Profile {
        pregnant_from: Some(date(2026, 1, 1)),
        ..yes(Question::Pregnant)
    };
    let relief = fitted("relief-hamstring", &early);
    assert!(!titles(&relief).contains(&"Lean on a chair"));
    assert!(titles(&relief).contains(&"Stand on it"));
}
