//! People: how relief starts for each, what is said, and what never is.

use std::collections::BTreeSet;

use jiff::civil::date;
use uncramp::diary::Record;
use uncramp::profile::old;
use uncramp::routine::{RoutineId, parse};
use uncramp::session::relief::Spot;
use uncramp::ui::{AppConfig, Effect, InitialScreen};

use crate::pilot::{Pilot, setup};

/// Who, what they answered, what relief says first, and words that ten minutes of it never say.
const PEOPLE: &[(&str, &str, &str, &[&str])] = &[
    ("nobody asked", "", "Toes up", &[]),
    ("healthy", "", "Toes up", &[]),
    (
        "32 weeks pregnant",
        "pregnant = \"yes\"\npregnant_from = \"2026-04-18\"",
        "Toes up",
        &["Lean", "Rub", "on your back"],
    ),
    (
        "20 weeks pregnant",
        "pregnant = \"yes\"\npregnant_from = \"2026-07-11\"",
        "Toes up",
        &["Rub", "Fold"],
    ),
    (
        "80, falls",
        "falls = \"yes\"",
        "Toes up",
        &["Stand", "Walk", "wall,"],
    ),
    (
        "diabetes, numb feet",
        "diabetes = \"yes\"\nnumb = \"yes\"",
        "Toes up",
        &["Warm pack", "Cold"],
    ),
    (
        "poor circulation",
        "circulation = \"yes\"",
        "Toes up",
        &["Warm pack", "Cold"],
    ),
    (
        "blood thinners",
        "medicines = \"yes\"\ntaken = [\"blood-thinners\"]",
        "Toes up",
        &["Rub", "Stroke, lightly"],
    ),
    (
        "a statin and water tablets",
        "medicines = \"yes\"\ntaken = [\"statin\", \"water-tablets\"]",
        "Toes up",
        &[],
    ),
    (
        "a new hip",
        "joints = \"yes\"\nparts = [\"hip\"]",
        "Toes up",
        &["Lean", "both hands", "Rub"],
    ),
    (
        "a new knee",
        "joints = \"yes\"\nparts = [\"knee\"]",
        "Toes up",
        &["Heel to"],
    ),
    (
        "a bad back",
        "joints = \"yes\"\nparts = [\"back\"]",
        "Toes up",
        &["Lean", "Rub"],
    ),
    ("dialysis", "fluids = \"yes\"", "Toes up", &["drink"]),
    (
        "a clot once",
        "clot = \"yes\"\nmedicines = \"yes\"\ntaken = [\"blood-thinners\"]",
        "Toes up",
        &["Rub", "Stroke", "Warm pack"],
    ),
    (
        "a torn calf",
        "joints = \"yes\"\nparts = [\"calf-or-achilles\"]",
        "Rest",
        &["Toes up", "Rub", "Stroke", "Stand", "Warm pack", "Loop"],
    ),
    (
        "an operated foot",
        "joints = \"yes\"\nparts = [\"ankle-foot-or-thigh\"]",
        "Rest",
        &["Toes up", "Rub", "Stroke", "Stand", "Warm pack", "Loop"],
    ),
    (
        "frail, with everything",
        "falls = \"yes\"\ndiabetes = \"yes\"\nnumb = \"yes\"\ncirculation = \"yes\"\njoints = \"yes\"\n\
         parts = [\"hip\"]\nmedicines = \"yes\"\ntaken = [\"blood-thinners\", \"statin\"]",
        "Toes up",
        &["Stand", "Rub", "Warm pack", "Lean"],
    ),
    (
        "32 weeks pregnant, falls",
        "pregnant = \"yes\"\npregnant_from = \"2026-04-18\"\nfalls = \"yes\"",
        "Toes up",
        &["Stand", "Lean", "Rub"],
    ),
    (
        "whoever does not know",
        "clot = \"unsure\"\ndiabetes = \"unsure\"\nnumb = \"unsure\"\ncirculation = \"unsure\"\n\
         falls = \"unsure\"\npregnant = \"unsure\"\njoints = \"unsure\"\nfluids = \"unsure\"\n\
         medicines = \"unsure\"",
        "Tear or cramp",
        &["Stand", "Rub", "Warm pack", "Lean"],
    ),
];

/// Whether relief first is one still page: the leg may be hurt, or nobody knows.
fn is_still(first: &str) -> bool {
    first != "Toes up"
}

/// Relief for one of them, told in lines.
fn relief(who: &str, answers: &str, first: InitialScreen) -> Pilot {
    let (profile, problems) = old::parse(&format!("format = 1\n{answers}\n"));
    assert!(problems.is_empty(), "{who}: {problems:?}");
    let person = AppConfig {
        profile,
        today: Some(date(2026, 11, 28)),
        plain: true,
        ..setup()
    };
    Pilot::with(person, first)
}

#[test]
fn relief_is_for_each_of_them_what_it_may_be_and_nothing_else() {
    for (who, answers, first, never) in PEOPLE {
        let mut pilot = relief(who, answers, InitialScreen::Relief(None));
        pilot.wait(599.0);
        // What to take care of, and why steps are gone, is said beside the steps.
        let said = |line: &&String| {
            let beside = [
                "Take care",
                "No ",
                "Past",
                "Soft strokes only",
                "Light strokes only",
            ];
            !beside.iter().any(|start| line.starts_with(start)) && !line.contains("y adds")
        };
        let lines: Vec<_> = pilot.lines.iter().filter(said).collect();
        assert!(lines[0].starts_with(first), "{who}: {lines:#?}");
        for word in *never {
            let line = lines.iter().find(|line| line.starts_with(word));
            assert_eq!(line, None, "{who}");
        }
        let looks = lines.iter().any(|line| line.starts_with("Light on, look"));
        assert_eq!(looks, !is_still(first), "{who}");
        // What is told is never one and the same step, over and over.
        let told: BTreeSet<_> = lines.iter().collect();
        assert!(is_still(first) || told.len() >= 12, "{who}: {told:?}");
    }
}

#[test]
fn a_leg_that_may_be_hurt_gets_one_still_page_and_relief_once_it_is_not() {
    for (who, answers, first, never) in PEOPLE.iter().filter(|(_, _, first, _)| is_still(first)) {
        for &spot in Spot::ALL {
            let mut pilot = relief(who, answers, InitialScreen::Relief(Some(spot)));
            // The front and the inside of the thigh do not reach a hurt calf.
            let is_far = matches!(spot, Spot::Quadriceps | Spot::InnerThigh);
            if is_far && *who == "a torn calf" {
                assert!(!pilot.lines[0].starts_with(first), "{who}, {spot:?}");
                continue;
            }
            assert!(pilot.lines[0].starts_with(first), "{who}, {spot:?}");
            let said = pilot.lines.join("\n");
            for line in ["No weight", "you cannot push up", "A tear:", "A cramp:"] {
                assert!(said.contains(line), "{who}, {spot:?}: no {line}");
            }
            let told = pilot.lines.len();
            pilot.wait(599.0);
            assert_eq!(
                pilot.lines.len(),
                told,
                "{who}, {spot:?}: nothing more is told"
            );
        }
        let mut pilot = relief(who, answers, InitialScreen::Relief(None));
        pilot.press("r").lines.clear();
        pilot.press("left").wait(500.0);
        let told = pilot.lines.join("\n");
        assert!(
            told.contains("The hurt leg rests") == (*first == "Rest")
                && told.contains("Foot flat")
                && told.contains("Light on, look"),
            "{who}: {told}"
        );
        let never = never
            .iter()
            .filter(|word| ["Stand", "Warm pack", "Lean"].contains(word));
        for word in never {
            assert!(!told.contains(word), "{who}: {word}");
        }
    }
}

#[test]
fn both_legs_are_said_by_a_key_or_a_word_recorded_and_told_with_every_step() {
    let mut by_key = Pilot::now();
    by_key.wait(1.0).press("t").sees("Both legs at once");
    let both = AppConfig {
        both_legs: true,
        ..setup()
    };
    let mut by_word = Pilot::with(both, InitialScreen::Relief(None));
    by_word
        .sees("Both legs at once")
        .wait(50.0)
        .sees("Both legs at once");
    for pilot in [by_key, by_word] {
        let is_both = |effect: &&Effect| matches!(effect, Effect::Record(Record::BothLegs));
        assert_eq!(pilot.effects.iter().filter(is_both).count(), 1);
    }
}

#[test]
fn whoever_says_thigh_is_told_in_the_first_step_which_key_is_the_front() {
    let back = InitialScreen::Relief(Some(Spot::Hamstring));
    Pilot::with(setup(), back).sees("Front of the thigh? 4");
    let mut told = relief(
        "nobody asked",
        "",
        InitialScreen::Relief(Some(Spot::Hamstring)),
    );
    told.wait(30.0);
    let is_it = |line: &String| line.starts_with("Front of the thigh? 4");
    assert!(told.lines.iter().any(is_it), "{:#?}", told.lines);
}

#[test]
fn a_relief_of_ones_own_ends_each_pass_with_the_look() {
    let own = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
               posture = \"lying\"\n[[step]]\ntitle = \"One\"\nsay = \"Toes up.\"\n\
               shout = [\"TOES UP\"]\nhold = \"20s\"\n";
    let own = parse(RoutineId::new("mine").unwrap(), own).unwrap();
    let mut pilot = Pilot::with(setup(), InitialScreen::Routine(Box::new(own)));
    pilot.wait(20.5).sees("Is one swollen").sees("SWOLLEN");
    pilot.wait(15.0).sees("Toes up.");
}
