//! People: how relief starts for each, what is said, and what never is.

mod said;

use std::collections::BTreeSet;

use jiff::civil::date;
use uncramp::diary::Record;
use uncramp::diary::choice::CrampSide;
use uncramp::routine::{RoutineId, parse};
use uncramp::session::relief::Spot;
use uncramp::ui::app_config::CrampHint;
use uncramp::ui::board::Content;
use uncramp::ui::{AppConfig, Effect, InitialScreen};

use crate::answers;
use crate::pilot::{Pilot, setup, still};

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

/// The start of one of them.
fn person(answers: &str) -> AppConfig {
    AppConfig {
        profile: answers::profile(answers),
        today: Some(date(2026, 11, 28)),
        ..still()
    }
}

/// Relief for one of them, told in lines.
fn relief(answers: &str, first: InitialScreen) -> Pilot {
    Pilot::lines(person(answers), first)
}

#[test]
fn relief_is_for_each_of_them_what_it_may_be_and_nothing_else() {
    for (who, answers, first, never) in PEOPLE {
        let mut pilot = relief(answers, InitialScreen::Relief(None));
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
            !beside.iter().any(|start| line.starts_with(start)) && !line.contains(" adds: ")
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
            let mut pilot = relief(answers, InitialScreen::Relief(Some(spot)));
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
        let mut pilot = relief(answers, InitialScreen::Relief(None));
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
    let mut by_key = Pilot::with(still(), InitialScreen::Relief(Some(Spot::Calf)));
    by_key.wait(1.0).press("t").sees("Both legs at once");
    let both = AppConfig {
        said: CrampHint {
            side: Some(CrampSide::Both),
            ..CrampHint::default()
        },
        ..still()
    };
    let mut by_word = Pilot::with(both, InitialScreen::Relief(None));
    by_word
        .sees("Both legs at once")
        .wait(50.0)
        .sees("Both legs at once");
    // What serves both at once comes first, and nobody stands on two legs that cramp.
    for pilot in [&mut by_key, &mut by_word] {
        for _ in 0..120 {
            let read = pilot.wait(5.0).read().to_lowercase();
            for word in ["stand up", "walk", "the wall, tight leg", "other heel"] {
                assert!(!read.contains(word), "{word}:\n{read}");
            }
        }
    }
    for spot in Spot::ALL {
        let mut pilot = Pilot::with(still(), InitialScreen::Relief(Some(*spot)));
        pilot.wait(70.0).press("t");
        for _ in 0..100 {
            let read = pilot.wait(5.0).read().to_lowercase();
            for word in ["stand up", "stand wide", "walk slow"] {
                assert!(!read.contains(word), "{spot:?}, {word}:\n{read}");
            }
        }
    }
    for pilot in [by_key, by_word] {
        let is_both =
            |effect: &&Effect| matches!(effect, Effect::Record(Record::Side(CrampSide::Both)));
        assert_eq!(pilot.effects.iter().filter(is_both).count(), 1);
    }
}

/// All pages of what is on the screen.
fn pages(pilot: &mut Pilot) -> Vec<String> {
    let mut pages = vec![pilot.read()];
    while pages.len() < 5 && pages.last().is_some_and(|page| page.contains("→ more")) {
        pages.push(pilot.press("right").wait(1.0).read());
    }
    pages
}

#[test]
fn the_still_page_takes_two_pages_with_the_reason_on_the_first_and_its_answers_on_each() {
    for (who, answers, first, _) in PEOPLE.iter().filter(|(_, _, first, _)| is_still(first)) {
        for (columns, rows) in [(80, 24), (40, 15)] {
            let mut pilot = on_screen(answers, Some(Spot::Calf));
            pilot.wait(1.0).resize(columns, rows).wait(1.0);
            let pages = pages(&mut pilot);
            let why = if *first == "Rest" {
                "may be hurt: "
            } else {
                "TEAR OR CRAMP"
            };
            assert!(pages[0].contains(why), "{who}:\n{pages:?}");
            assert!(pages.len() <= 3, "{who}:\n{pages:?}");
            for page in &pages {
                let answers = ["r = ", "SPACE = EASED", "? "].map(|words| page.contains(words));
                assert_eq!(answers, [true; 3], "{who}:\n{page}");
            }
            let all = pages.concat();
            // In a small window they have fewer words.
            let whole = ["NOW: call", "TODAY", "No weight", "A tear:", "A cramp:"];
            let words = if columns < 80 { &whole[..3] } else { &whole };
            for words in words {
                assert!(all.contains(words), "{who}, {words}:\n{all}");
            }
        }
    }
}

#[test]
fn in_a_small_window_what_to_do_is_never_smaller_than_the_key_that_ends_it() {
    let mut smaller = Vec::new();
    for (who, answers, first, _) in PEOPLE {
        let starts = if is_still(first) { "r" } else { "" };
        for &spot in Spot::ALL {
            for keys in [starts, "t"] {
                let mut pilot = on_screen(answers, Some(spot));
                pilot.resize(40, 15).wait(1.0);
                if !keys.is_empty() {
                    pilot.press(keys);
                }
                for step in 0..7 {
                    let (board, layout, measure) = pilot.wait(1.0).app.shown();
                    let tall = layout.placed.iter().map(|placed| {
                        let area = placed.area;
                        match &board.blocks[placed.block].content {
                            Content::Shout(shout) => {
                                (measure.shout(shout, area.width, area.height).1, 0)
                            }
                            Content::Choices(of) if of.len() == 1 => {
                                (0, measure.grid(of, area.width, area.height).tall)
                            }
                            _ => (0, 0),
                        }
                    });
                    let (shout, key) = tall.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
                    if key > shout.max(1) {
                        smaller.push(format!(
                            "{who}, {spot:?} {keys}, {step}: {shout} {key}\n{}",
                            pilot.screen()
                        ));
                    }
                    pilot.press("right");
                }
            }
        }
    }
    assert!(
        smaller.is_empty(),
        "{}\n{}",
        smaller.len(),
        smaller.join("\n")
    );
}

#[test]
fn whoever_has_no_keys_starts_relief_of_the_leg_beside_a_hurt_one_by_a_word() {
    let of = |unhurt, reply| {
        let answers = format!("joints = \"{reply}\"\nparts = [\"calf-or-achilles\"]\n");
        let person = AppConfig {
            profile: answers::profile(&answers),
            said: CrampHint {
                unhurt,
                ..CrampHint::default()
            },
            ..setup()
        };
        let mut pilot = Pilot::lines(person, InitialScreen::Relief(None));
        pilot.keyless().wait(60.0);
        pilot.lines.join("\n")
    };
    let unsure = of(false, "unsure");
    assert!(
        unsure.contains("No sign of a tear? `uncramp now other calf`"),
        "{unsure}"
    );
    let of = |unhurt| of(unhurt, "yes");
    let hurt = of(false);
    assert!(hurt.contains("`uncramp now other calf`"), "{hurt}");
    assert!(!hurt.contains("oes up"), "{hurt}");
    let other = of(true);
    assert!(other.contains("oes up"), "{other}");
    assert!(other.contains("The hurt leg rests"), "{other}");
    assert!(!other.contains("Stand"), "{other}");
}

#[test]
fn whoever_says_thigh_is_told_in_the_first_step_which_key_is_the_front() {
    let back = InitialScreen::Relief(Some(Spot::Hamstring));
    Pilot::with(setup(), back).sees("Front of the thigh? 4");
    let mut told = relief("", InitialScreen::Relief(Some(Spot::Hamstring)));
    told.wait(30.0);
    let is_it = |line: &String| line.starts_with("Front of the thigh? Press 4");
    assert!(told.lines.iter().any(is_it), "{:#?}", told.lines);
}

#[test]
fn a_relief_of_ones_own_ends_each_pass_with_the_look() {
    let own = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
               posture = \"lying\"\n[[step]]\ntitle = \"One\"\nsay = \"Toes up.\"\n\
               shout = [\"TOES UP\"]\nhold = \"20s\"\n";
    let own = parse(RoutineId::new("mine").unwrap(), own).unwrap();
    let mut pilot = Pilot::with(setup(), InitialScreen::Routine(Box::new(own)));
    pilot.wait(20.5).sees("Is one swollen").sees("ONE DIFFERS");
    pilot.wait(15.0).sees("Toes up.");
}

/// Relief for one of them, on a screen.
fn on_screen(answers: &str, spot: Option<Spot>) -> Pilot {
    Pilot::with(person(answers), InitialScreen::Relief(spot))
}

#[test]
fn the_way_to_help_is_on_every_step_of_a_small_window() {
    for (who, answers, ..) in PEOPLE {
        for spot in [None, Some(Spot::Calf), Some(Spot::Foot)] {
            let mut pilot = on_screen(answers, spot);
            pilot.resize(40, 15).wait(1.0).press("r");
            for step in 0..7 {
                pilot.wait(1.0);
                let read = pilot.read().to_lowercase();
                assert!(read.contains("get help"), "{who}, step {step}:\n{read}");
                assert!(read.contains("! get help"), "{who}, step {step}:\n{read}");
                pilot.press("right");
            }
        }
    }
}

#[test]
fn a_leg_that_may_be_hurt_names_the_keys_that_lead_on_and_what_cannot_wait_first() {
    for (who, answers, first, _) in PEOPLE {
        if !is_still(first) {
            continue;
        }
        let page = on_screen(answers, Some(Spot::Calf)).resize(80, 60).read();
        let named = page.split("Another muscle?").nth(1);
        let named = named.map_or("", |named| named.split('.').next().unwrap());
        for key in ["2", "3", "4", "5", "6", "7"] {
            let mut pilot = on_screen(answers, Some(Spot::Calf));
            pilot.wait(1.0).press(key).wait(1.0);
            let leads = !pilot.read().contains("Tear or cramp")
                && !pilot.read().contains("REST THE LEG")
                && !pilot.read().contains("TEAR OR CRAMP");
            assert_eq!(named.contains(key), leads, "{who}: {key} of{named}");
        }
        let mut pilot = on_screen(answers, Some(Spot::Calf));
        pilot.sees("NOW: call");
        // Whoever does not know is asked first.
        if *first == "Rest" {
            pilot.resize(40, 15).sees("NOW: call");
        }
    }
}

#[test]
fn beside_a_hurt_leg_nobody_is_told_that_they_are_unsteady_who_are_not_nor_twice_that_it_rests() {
    let calf = "falls = \"no\"\njoints = \"yes\"\nparts = [\"calf-or-achilles\"]";
    for key in ["1", "2", "3", "4", "5", "6", "7"] {
        let mut pilot = on_screen(calf, Some(Spot::Calf));
        pilot.resize(80, 40).press("r").wait(1.0).press(key);
        for _ in 0..6 {
            pilot.wait(1.0).misses("unsteady").misses("Stand");
            let read = pilot.screen();
            assert!(read.matches("The hurt leg rests").count() <= 1, "{read}");
            pilot.press("right");
        }
    }
    let mut both = on_screen(calf, Some(Spot::Calf));
    both.resize(80, 40)
        .press("r t")
        .wait(1.0)
        .sees("Only for the leg that is not hurt");
}

#[test]
fn after_it_got_worse_nothing_pulls_presses_or_rubs() {
    for (who, answers, first, _) in PEOPLE {
        for &spot in Spot::ALL {
            let mut pilot = on_screen(answers, Some(spot));
            pilot
                .wait(1.0)
                .press(if is_still(first) { "r" } else { "i" });
            pilot
                .wait(1.0)
                .press("esc")
                .wait(1.0)
                .press_slowly("space 4 n");
            for _ in 0..5 {
                let (board, ..) = pilot.app.shown();
                let told = format!("{:?}", board.blocks.iter().take(4).collect::<Vec<_>>());
                let told = told.to_lowercase();
                for word in [
                    "pull",
                    "loop",
                    "rub",
                    "press",
                    "stand",
                    "stroke",
                    "light touch",
                    "foot flat",
                ] {
                    assert!(!told.contains(word), "{who}, {spot:?}: {word}\n{told}");
                }
                pilot.press("right").wait(1.0);
            }
        }
    }
}
