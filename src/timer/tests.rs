use proptest::prelude::*;

use super::*;

/// The lines of the first steps of what these exercises come to, and what is told of it.
fn carried(sets: &str) -> (String, String) {
    let text = format!("{{\"title\":\"Evening legs\",\"sets\":[{sets}]}}");
    let carried = carry_over(&text, None).unwrap();
    let steps = carried.toml.split_once("[[step]]\n").unwrap().1;
    (steps.replace('\n', "; "), carried.notes.join("\n"))
}

fn set(times: u32, exercises: &[(&str, u32)]) -> String {
    let exercises: Vec<_> = exercises
        .iter()
        .map(|(name, duration)| format!("{{\"name\":{},\"duration\":{duration}}}", quoted(name)))
        .collect();
    format!(
        "{{\"repetitions\":{times},\"exercises\":[{}]}}",
        exercises.join(",")
    )
}

#[test]
fn two_sides_three_times_are_one_step() {
    let saved = include_str!("../../tests/data/timer/evening-legs.json");
    let carried = carry_over(saved, None).unwrap();
    assert_eq!(
        carried.toml,
        "format = 1\ntitle = \"Evening legs\"\npurpose = \"prevention\" # filled in\n\
         muscles = [\"calf\"] # filled in\nposture = \"mixed\" # filled in\n\n[[step]]\n\
         title = \"Calf\"\nsay = \"Calf\"\nhold = \"30s\"\nreps = 3\nrest = \"5s\"\nsides = \"each\"\n"
    );
    let notes = carried.notes.join("\n");
    for said in [
        "Switch",
        "5 seconds to get ready",
        "`posture`",
        "nobody has checked",
        "`my-evening-legs.toml`",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    let id = RoutineId::new("my-evening-legs").unwrap();
    let routine = parse(id, &carried.toml).unwrap();
    assert!(routine.own && routine.steps.iter().all(|step| !step.is_stated));
}

#[test]
fn breaks_stand_before_what_follows_and_between_what_is_repeated() {
    let squats = set(3, &[("Squat", 20), ("Rest", 15)]);
    let (steps, told) = carried(&format!(
        "{squats},{}",
        set(1, &[("Lie down", 60), ("Break", 9)])
    ));
    assert_eq!(
        steps,
        "title = \"Squat\"; say = \"Squat\"; hold = \"20s\"; reps = 3; rest = \"15s\"; ; \
         [[step]]; title = \"Lie down\"; say = \"Lie down\"; hold = \"60s\"; ready = \"15s\"; "
    );
    assert!(told.contains("the break at the end"), "{told}");
}

#[test]
fn several_exercises_again_and_again_are_a_group_with_its_rest_between() {
    let round = [
        ("Calf raise", 20),
        ("Shin (left)", 30),
        ("Shin (right)", 40),
    ];
    let (steps, told) = carried(&set(2, &round));
    assert_eq!(
        steps,
        "rounds = 2; rest = \"5s\"; ; [[step.step]]; title = \"Calf raise\"; say = \"Calf raise\"; \
         hold = \"20s\"; ; [[step.step]]; title = \"Shin, left\"; say = \"Shin, left\"; hold = \"30s\"; ; \
         [[step.step]]; title = \"Shin, right\"; say = \"Shin, right\"; hold = \"40s\"; "
    );
    assert!(told.contains("no other side"), "{told}");
    assert!(told.contains("5 seconds to get ready"), "{told}");
    // The break before the group is not the one between its rounds.
    let warm = set(1, &[("Walk", 60), ("Rest", 90)]);
    let group = set(
        3,
        &[
            ("Calf raise", 20),
            ("Break", 4),
            ("Toe curl", 30),
            ("Rest", 60),
        ],
    );
    let (steps, told) = carried(&format!("{warm},{group},{}", set(1, &[("Lie", 9)])));
    assert_eq!(
        steps,
        "title = \"Walk\"; say = \"Walk\"; hold = \"60s\"; ; [[step]]; rounds = 3; rest = \"60s\"; ; \
         [[step.step]]; title = \"Calf raise\"; say = \"Calf raise\"; hold = \"20s\"; ready = \"90s\"; ; \
         [[step.step]]; title = \"Toe curl\"; say = \"Toe curl\"; hold = \"30s\"; ready = \"4s\"; ; \
         [[step]]; title = \"Lie\"; say = \"Lie\"; hold = \"9s\"; ready = \"60s\"; "
    );
    assert!(!told.contains("5 seconds to get ready"), "{told}");
}

#[test]
fn one_exercise_is_a_group_only_where_holds_cannot_say_its_breaks() {
    let sides = [
        ("Calf left", 30),
        ("Switch", 5),
        ("Calf right", 30),
        ("Rest", 60),
    ];
    let (steps, _) = carried(&set(2, &sides));
    assert_eq!(
        steps,
        "rounds = 2; rest = \"60s\"; ; [[step.step]]; title = \"Calf\"; say = \"Calf\"; \
         hold = \"30s\"; rest = \"5s\"; sides = \"each\"; "
    );
    let once = |name| set(1, &[(name, 20), ("Rest", 15)]);
    let (steps, _) = carried(&format!("{},{}", once("Calf left"), once("Calf right")));
    assert_eq!(
        steps,
        "title = \"Calf\"; say = \"Calf\"; hold = \"20s\"; rest = \"15s\"; sides = \"each\"; "
    );
}

#[test]
fn a_long_name_is_parted_between_sentences() {
    let long = "Stand with your hands on the wall and one foot behind the other one. Keep the heel of \
                it on the floor. Lean in until you feel it in the calf, and rest there for a while.";
    let (steps, _) = carried(&set(1, &[(long, 30)]));
    assert_eq!(
        steps,
        "title = \"Stand with your hands on the wall and one foot behind the\"; \
         say = \"Stand with your hands on the wall and one foot behind the other one. Keep the heel of it on the floor.\"; \
         detail = [\"Lean in until you feel it in the calf, and rest there for a while.\"]; hold = \"30s\"; "
    );
}

#[test]
fn what_is_no_timer_s_is_said_and_one_of_several_is_asked_for() {
    let two = format!(
        r#"{{"workouts":[{{"title":"One","sets":[{0}]}},{{"title":"Two","sets":[{0}]}}]}}"#,
        set(1, &[("Calf", 9)])
    );
    assert!(carry_over(&two, Some("two")).is_ok());
    for (text, wanted, why) in [
        (
            two.as_str(),
            None,
            "\u{201c}One\u{201d}, \u{201c}Two\u{201d}",
        ),
        (
            &two,
            Some("Three"),
            "\u{201c}One\u{201d}, \u{201c}Two\u{201d}",
        ),
        ("{\"theme\":\"night\"}", None, "an interval timer"),
        ("format = 1", None, "an interval timer"),
        ("{\"workouts\":[]}", None, "no workout"),
        ("{\"title\":\"T\",\"sets\":[]}", None, "`step`"),
        (
            &format!(
                "{{\"title\":\"T\",\"sets\":[{}]}}",
                set(u32::MAX, &[("Calf", 1), ("Shin", 1)])
            ),
            None,
            "`rounds` is 4294967295",
        ),
        (
            &format!(
                "{{\"title\":\"T\",\"sets\":[{}]}}",
                set(1, &[("Calf", 9999)])
            ),
            None,
            "expected 1s to",
        ),
    ] {
        let told = carry_over(text, wanted).unwrap_err();
        assert!(told.contains(why), "{told}");
    }
}

proptest! {
    #[test]
    fn whatever_names_and_titles_are_a_routine_comes_of_it(
        title in "\\PC{0,90}|Bedtime stretch|.{0,9}",
        names in prop::collection::vec("\\PC{0,300}|.{0,9}|(calf|rest| |left|\\.){0,5}", 1..9),
    ) {
        let exercises: Vec<_> = names.iter().map(|name| (name.as_str(), 30)).chain([("Calf", 30)]).collect();
        let text = format!("{{\"title\":{},\"sets\":[{}]}}", quoted(&title), set(2, &exercises));
        let carried = carry_over(&text, None);
        prop_assert!(carried.is_ok(), "{carried:?}");
    }
}
