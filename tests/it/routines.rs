//! Routine files: good ones are read in full, bad ones are explained.

use std::time::Duration;

use uncramp::routine::{Length, RoutineId, Sides, parse};

const GOOD: &str = r#"
format = 1
title = "Bedtime stretch"
purpose = "prevention"
muscles = ["calf", "hamstring"]
posture = "standing"
evidence = "tested-mixed"
then = "after-cramp"

[[step]]
title = "Wall calf stretch"
say = "Palms on the wall, one foot back, heel down, knee straight. Lean in."
hold = "10s"
reps = 3
rest = "5s"
sides = "each"
pose = "wall-calf"
gates = ["standing"]

[[step]]
title = "Settle"
say = "Breathe."
until = "done"
"#;

fn id() -> RoutineId {
    RoutineId::new("mine").expect("a valid id")
}

#[test]
fn a_good_file_is_read_with_its_defaults() {
    let routine = parse(id(), GOOD).unwrap();
    assert_eq!(routine.title, "Bedtime stretch");
    let [wall, settle] = &routine.steps[..] else {
        panic!("{:?}", routine.steps)
    };
    assert_eq!(wall.length, Length::Timed(Duration::from_secs(10)));
    assert_eq!((wall.reps.get(), wall.sides), (3, Sides::Each));
    assert_eq!(wall.ready, Duration::from_secs(5));
    assert_eq!(settle.length, Length::UntilDone);
    assert_eq!(
        (settle.reps.get(), settle.rest, settle.sides),
        (1, Duration::ZERO, Sides::Neither)
    );
    assert_eq!(
        routine.length(),
        Duration::from_secs(5 + 6 * 10 + 5 * 5 + 5)
    );
}
