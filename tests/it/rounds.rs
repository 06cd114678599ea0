//! Steps that are done in rounds.

use std::fmt::Write;
use std::time::Duration;

use proptest::prelude::*;
use uncramp::figure::poses::Poses;
use uncramp::profile::{Findings, Profile, Question, Reply, fit};
use uncramp::routine::{Demand, Routine, RoutineId, Step, parse};
use uncramp::session::plan::{Plan, PlanOptions};
use uncramp::ui::board::Content;
use uncramp::ui::{InitialScreen, Msg};

use crate::pilot::{Pilot, setup};

const HEAD: &str = "format = 1\ntitle = \"Ankles\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\n\
                    posture = \"standing\"\n";

fn read(text: &str) -> Routine {
    let routine = parse(RoutineId::new("ankles").unwrap(), text);
    routine.unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// A step as lines of a file, without its get-ready; that; and whether it starts by itself.
type Written = (String, Option<u64>, bool);

fn step() -> impl Strategy<Value = Written> {
    let sides = prop::sample::select(vec!["none", "both", "each", "sore"]);
    let does = prop::sample::subsequence(Demand::ACTS, 0..=2);
    (
        0..4_u8,
        1..40_u8,
        1..3_u8,
        sides,
        does,
        prop::option::of(0..9_u64),
        any::<bool>(),
    )
        .prop_map(|(name, hold, reps, sides, does, ready, starts)| {
            let does: Vec<_> = does.into_iter().map(Demand::name).collect();
            let text = format!(
                "title = \"Step {name}\"\nsay = \"Do it.\"\nhold = \"{hold}s\"\nreps = {reps}\n\
                 sides = \"{sides}\"\ndoes = {does:?}\noptional = {}\n",
                !starts
            );
            (text, ready, starts)
        })
}

/// A routine with groups, and the same written out.
fn twice_written() -> impl Strategy<Value = (Routine, Routine)> {
    let rest = prop::option::of(0..90_u64);
    let entry = (1..4_u8, rest, prop::collection::vec(step(), 1..4));
    prop::collection::vec(entry, 1..4).prop_map(|entries| {
        let (mut grouped, mut out) = (HEAD.to_owned(), HEAD.to_owned());
        let ready = |ready: Option<u64>| {
            ready.map_or_else(String::new, |ready| format!("ready = \"{ready}s\"\n"))
        };
        let last = (
            1,
            None,
            vec![(
                "title = \"Lie\"\nsay = \"L.\"\nhold = \"9s\"\n".to_owned(),
                None,
                true,
            )],
        );
        for (rounds, rest, steps) in entries.into_iter().chain([last]) {
            let mut header = "[[step]]";
            if rounds > 1 {
                header = "[[step.step]]";
                let rest = rest.map_or_else(String::new, |rest| format!("rest = \"{rest}s\"\n"));
                write!(grouped, "[[step]]\nrounds = {rounds}\n{rest}").unwrap();
            }
            for (text, own, _) in &steps {
                write!(grouped, "{header}\n{text}{}", ready(*own)).unwrap();
            }
            for round in 0..rounds {
                let mut rest = rest.filter(|_| round > 0);
                for (text, own, starts) in &steps {
                    let begins = rest.filter(|_| *starts);
                    rest = rest.filter(|_| !starts);
                    write!(out, "[[step]]\n{text}{}", ready(begins.or(*own))).unwrap();
                }
            }
        }
        (read(&grouped), read(&out))
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    let reply = prop::sample::select(vec![Reply::Yes, Reply::No, Reply::Unsure]);
    prop::collection::vec(reply, Question::ALL.len()).prop_map(|replies| {
        let mut profile = Profile::default();
        for (question, reply) in Question::ALL.iter().zip(replies) {
            profile.answer(*question, reply);
        }
        profile
    })
}

/// The steps of a routine, whatever round they are of and whatever comes before them.
fn bare(routine: &Routine) -> Vec<Step> {
    let steps = routine.steps.iter().cloned();
    let bare = steps.map(|step| Step {
        round: None,
        ready: Duration::ZERO,
        ..step
    });
    bare.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_group_means_its_steps_written_out((grouped, out) in twice_written()) {
        prop_assert_eq!(grouped.length(), out.length());
        prop_assert_eq!(grouped.parts().flatten().count(), out.steps.len());
        let plans = [grouped, out].map(|routine| Plan::new(routine, PlanOptions::default()));
        prop_assert_eq!(plans[0].phases(), plans[1].phases());
        prop_assert_eq!(bare(plans[0].routine()), bare(plans[1].routine()));
    }

    #[test]
    fn a_group_is_fitted_as_its_steps_written_out_and_keeps_its_rest(
        (grouped, out) in twice_written(), profile in profile(),
    ) {
        let findings = Findings::of(&profile, None);
        let fitted = [grouped, out].map(|routine| fit(routine, &findings, &Poses::default()));
        let [grouped, out] = &fitted;
        prop_assert_eq!(bare(grouped), bare(out));
        prop_assert_eq!(
            (&grouped.changed, &grouped.reasons, &grouped.summary),
            (&out.changed, &out.reasons, &out.summary)
        );
        for part in grouped.parts() {
            let titles = |number| {
                let of = |step: &&Step| step.round.is_some_and(|round| round.number == number);
                let titles = part.iter().filter(of).map(|step| &step.title);
                titles.collect::<Vec<_>>()
            };
            let rounds = part[0].round.map_or(0, |round| round.of);
            prop_assert!((1..=rounds).all(|number| titles(number) == titles(1)), "{:?}", part);
            let starting: Vec<_> = part.iter().filter(|step| !step.optional).collect();
            for pair in starting.windows(2) {
                if let (Some(one), Some(next)) = (pair[0].round, pair[1].round)
                    && one.number != next.number
                    && let Some(rest) = next.rest
                {
                    prop_assert_eq!(pair[1].ready, rest);
                }
            }
        }
    }
}

/// Two rounds of two steps with a minute between, after a warm-up.
fn ankles_text() -> String {
    let step = |header: &str, title: &str| {
        format!(
            "[[{header}]]\ntitle = \"{title}\"\nsay = \"Slowly.\"\nhold = \"20s\"\nsides = \"both\"\n"
        )
    };
    let text = [
        HEAD,
        &step("step", "Walk"),
        "[[step]]\nrounds = 2\nrest = \"1m\"\n",
        &step("step.step", "Rock"),
        &step("step.step", "Curl"),
    ];
    text.concat()
}

fn ankles() -> InitialScreen {
    InitialScreen::Routine(Box::new(read(&ankles_text())))
}

#[test]
fn a_group_stands_once_in_a_list_and_every_step_under_way_says_its_round() {
    for (columns, rows) in [(80, 24), (40, 15), (49, 30), (45, 60), (120, 40)] {
        let mut pilot = Pilot::start(ankles());
        pilot.resize(columns, rows);
        let (board, ..) = pilot.app.shown();
        let is_listed = board.blocks.iter().any(|block| match &block.content {
            Content::Text(text) => text
                .words
                .contains("Steps: Walk · 2 rounds, 1 min between (Rock · Curl)."),
            _ => false,
        });
        assert!(is_listed, "{board:?}");
        // The intro, the walk, and the first step of the first round.
        pilot.wait(15.0 + 25.0 + 10.0);
        pilot.sees("round 1 of 2");
        // The second, and the rest.
        pilot.wait(15.0 + 25.0 + 10.0);
        pilot.sees("GET READY").sees("round 2 of 2");
        pilot.wait(60.0);
        pilot.sees("HOLD").sees("round 2 of 2");
        pilot.wait(200.0);
        pilot.sees("ALL DONE");
    }
}

#[test]
fn lines_tell_every_round_and_the_rest_between() {
    let mut pilot = Pilot::lines(setup(), ankles());
    pilot.wait(300.0);
    let told = pilot.lines.join("\n");
    for said in [
        "Rock, round 1 of 2.",
        "Curl, round 1 of 2.",
        "Rock, round 2 of 2.",
        "Curl, round 2 of 2.",
    ] {
        assert_eq!(told.matches(said).count(), 1, "{said}:\n{told}");
    }
}

#[test]
fn answers_that_change_a_routine_under_way_keep_its_round() {
    let group = ankles_text().replacen("[[step.step]]", "[[step.step]]\ndoes = [\"stand\"]", 1);
    let mut pilot = Pilot::start(InitialScreen::Routine(Box::new(read(&group))));
    pilot
        .press("enter")
        .wait(0.5)
        .press("right right right right")
        .wait(6.0);
    pilot.sees("Curl, round 2 of 2");
    let mut unsteady = Profile::default();
    unsteady.answer(Question::Falls, Reply::Yes);
    pilot.tell(Msg::Profile(Box::new(unsteady), None));
    pilot.sees("Curl, round 2 of 2");
}
