//! How routines are laid out: every stretch of time, in order.

use std::time::Duration;

use uncramp::routine::library::built_in;
use uncramp::routine::{Demand, Length, RoutineId, Side, parse};
use uncramp::session::plan::{Phase, Plan, PlanOptions};

const KEYLESS: PlanOptions = PlanOptions {
    first: Side::Left,
    sore: None,
    keyboard: false,
    pace: None,
};

/// Lays out a routine of one or more steps, given without their titles, their lines parted by semicolons.
fn plan(purpose: &str, steps: &[&str], start: PlanOptions) -> String {
    let head = format!(
        "format = 1\ntitle = \"T\"\npurpose = \"{purpose}\"\n\
         muscles = [\"calf\"]\nposture = \"lying\"\n"
    );
    let step = "[[step]]\ntitle = \"S\"\nsay = \"S.\"\nshout = [\"S\"]\n";
    let steps = steps
        .iter()
        .map(|rest| format!("{step}{}\n", rest.replace("; ", "\n")));
    let text = head + &steps.collect::<String>();
    let routine = parse(RoutineId::new("t").unwrap(), &text).unwrap();
    let plan = Plan::new(routine, start);
    plan.phases()
        .iter()
        .map(words)
        .collect::<Vec<_>>()
        .join(", ")
}

fn words(phase: &Phase) -> String {
    let length = match phase.length {
        Length::Timed(length) => humantime::format_duration(length).to_string(),
        Length::UntilDone => "until done".to_owned(),
    };
    let step = match phase.step {
        0 => String::new(),
        step => format!(" of {step}"),
    };
    let side = phase
        .side
        .map_or(String::new(), |side| format!(" {}", side.words()));
    format!("{:?}{step} {length}{side} {}", phase.kind, phase.rep)
}

#[test]
fn a_step_is_laid_out_as_it_says() {
    let usual = PlanOptions::default();
    let right = PlanOptions {
        first: Side::Right,
        ..usual
    };
    let sore = PlanOptions {
        sore: Some(Side::Right),
        ..usual
    };
    for (step, start, phases) in [
        (
            r#"hold = "10s"; reps = 2; rest = "5s""#,
            usual,
            "Ready 5s 1, Hold 10s 1, Rest 5s 2, Hold 10s 2",
        ),
        // Both legs together rest and never change.
        (
            r#"hold = "2s"; reps = 2; rest = "1s"; sides = "both""#,
            usual,
            "Ready 5s 1, Hold 2s 1, Rest 1s 2, Hold 2s 2",
        ),
        // Each leg has its turn after every hold, and the rest is the change.
        (
            r#"hold = "10s"; reps = 2; rest = "5s"; sides = "each""#,
            usual,
            "Ready 5s left 1, Hold 10s left 1, Switch 5s right 1, Hold 10s right 1, \
             Switch 5s left 2, Hold 10s left 2, Switch 5s right 2, Hold 10s right 2",
        ),
        (
            r#"hold = "10s"; sides = "each"; ready = "3s""#,
            right,
            "Ready 3s right 1, Hold 10s right 1, Hold 10s left 1",
        ),
        (
            r#"hold = "30s"; reps = 2; rest = "5s"; sides = "sore""#,
            sore,
            "Ready 5s right 1, Hold 30s right 1, Rest 5s right 2, Hold 30s right 2",
        ),
        (
            r#"hold = "30s"; sides = "sore""#,
            usual,
            "Ready 5s 1, Hold 30s 1",
        ),
        // No rest and no get-ready leave only the holds.
        (
            r#"hold = "3s"; reps = 2; ready = "0s""#,
            usual,
            "Hold 3s 1, Hold 3s 2",
        ),
        // A key is waited for, or a minute where there is none.
        (
            r#"until = "done"; ready = "0s""#,
            usual,
            "Hold until done 1",
        ),
        (r#"until = "done"; ready = "0s""#, KEYLESS, "Hold 1m 1"),
    ] {
        let intro = "Intro 15s 1, ";
        assert_eq!(
            plan("prevention", &[step], start),
            intro.to_owned() + phases
        );
    }
}

#[test]
fn heat_cold_and_rolling_wait_behind_their_caution_and_nothing_else_does() {
    for act in Demand::ACTS {
        let waits = matches!(act, Demand::Heat | Demand::Cold | Demand::Roll);
        let step = format!(r#"hold = "2m"; does = ["{}"]"#, act.name());
        let here = plan("prevention", &[&step], PlanOptions::default());
        let keyless = plan("prevention", &[&step], KEYLESS);
        assert_eq!(
            here.contains("Caution until done 1, Ready"),
            waits,
            "{here}"
        );
        assert_eq!(keyless.contains("Caution 5s 1, Ready"), waits, "{keyless}");
    }
}

#[test]
fn relief_starts_at_once_and_passes_heat_over_by_itself() {
    let steps = [r#"hold = "10s""#, r#"hold = "5m"; does = ["heat"]"#];
    assert_eq!(
        plan("relief", &steps, PlanOptions::default()),
        "Hold 10s 1, Caution of 1 20s 1, Hold of 1 5m 1"
    );
}

#[test]
fn optional_steps_are_left_out_and_the_intro_leads_to_what_starts() {
    let steps = [r#"hold = "10s"; optional = true"#, r#"hold = "20s""#];
    assert_eq!(
        plan("recovery", &steps, PlanOptions::default()),
        "Intro of 1 15s 1, Ready of 1 5s 1, Hold of 1 20s 1"
    );
}

#[test]
fn every_built_in_routine_is_as_long_as_promised() {
    for (id, minutes, seconds) in [
        ("relief-calf", 3, 50),
        ("relief-foot", 3, 5),
        ("relief-hamstring", 3, 15),
        ("relief-quadriceps", 2, 15),
        ("relief-in-bed", 2, 30),
        ("relief-shin", 2, 45),
        ("relief-inner-thigh", 3, 15),
        ("after-cramp", 3, 34),
        ("bedtime-stretch", 3, 35),
        ("bedtime-gentle", 4, 47),
        ("bedtime-full", 11, 47),
        ("toe-and-foot", 4, 12),
        ("massage-and-warmth", 9, 44),
        ("daytime-desk-break", 3, 54),
        ("evening-pedal", 5, 0),
        ("calf-practice-daytime", 5, 2),
    ] {
        let routine = built_in(&RoutineId::new(id).unwrap()).unwrap();
        let plan = Plan::new(routine, PlanOptions::default());
        let length = plan.phases().iter().map(Phase::share).sum::<Duration>();
        assert_eq!(length, Duration::from_secs(60 * minutes + seconds), "{id}");
    }
}
