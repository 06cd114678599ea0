//! People: how relief starts for each, what is said, and what never is.

use jiff::civil::date;
use uncramp::profile::old;
use uncramp::ui::{First, Setup};

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
        "Rest",
        &["Stand", "Rub", "Warm pack", "Lean"],
    ),
];

#[test]
fn relief_is_for_each_of_them_what_it_may_be_and_nothing_else() {
    for (who, answers, first, never) in PEOPLE {
        let (profile, problems) = old::parse(&format!("format = 1\n{answers}\n"));
        assert!(problems.is_empty(), "{who}: {problems:?}");
        let person = Setup {
            profile,
            today: Some(date(2026, 11, 28)),
            plain: true,
            ..setup()
        };
        let mut pilot = Pilot::with(person, First::Relief(None));
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
            !beside.iter().any(|start| line.starts_with(start)) && !line.contains("o adds")
        };
        let lines: Vec<_> = pilot.lines.iter().filter(said).collect();
        assert!(lines[0].starts_with(first), "{who}: {lines:#?}");
        for word in *never {
            let line = lines.iter().find(|line| line.starts_with(word));
            assert_eq!(line, None, "{who}");
        }
        assert!(
            lines.iter().any(|line| line.starts_with("Light on, look")),
            "{who}"
        );
    }
}
