//! Every answer against every routine of the program.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::super::rules::rules;
use super::super::{BodyPart, Finding, Findings, Medicine, Profile, Question, Reply, fit};
use super::{TODAY, every_routine, explains, part, routine, yes};
use crate::figure::poses::{Poses, built_in as built_in_pose};
use crate::routine::mechanics::told;
use crate::routine::{Demand, Mechanics, Purpose, Reason, Routine, RoutineId, parse};
use crate::session::relief::Spot;

/// One person for every answer that can be given, by name.
fn everybody() -> Vec<(String, Profile)> {
    let mut all: Vec<(String, Profile)> = Vec::new();
    for &question in Question::ALL {
        for &reply in Reply::ALL {
            let mut profile = Profile::default();
            profile.answer(question, reply);
            all.push((format!("{} {}", question.name(), reply.name()), profile));
        }
    }
    all.extend(
        BodyPart::ALL
            .iter()
            .map(|&at| (at.name().to_owned(), part(at))),
    );
    for &medicine in Medicine::ALL {
        let profile = Profile {
            medicines: vec![medicine],
            ..yes(Question::Medicines)
        };
        all.push((medicine.name().to_owned(), profile));
    }
    for from in [date(2026, 1, 1), date(2025, 8, 1), date(2024, 1, 1)] {
        let profile = Profile {
            pregnant_from: Some(from),
            ..yes(Question::Pregnant)
        };
        all.push((format!("pregnant from {from}"), profile));
    }
    all.push(("unreadable".to_owned(), Profile::unreadable()));
    all.push(("unanswered".to_owned(), Profile::default()));
    all
}

/// Everybody, and everybody together with everybody else whose answers differ.
fn pairs() -> Vec<(String, Findings)> {
    let mut pairs = Vec::new();
    for (at, first) in Finding::ALL.iter().enumerate() {
        for second in &Finding::ALL[at..] {
            let who = format!("{} and {}", first.name(), second.name());
            pairs.push((who, Findings::with(&[*first, *second])));
        }
    }
    pairs
}

/// What a fitted routine asks for, says, shouts or draws though it is ruled out.
fn ruled_out(routine: &Routine, findings: &Findings) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for step in &routine.steps {
        let mut judge = |asked: &Mechanics, how: &str| {
            let rule = rules().against(asked, &routine.muscles, findings);
            wrong.extend(rule.map(|rule| format!("{}: {how}: {}", step.title, rule.why)));
        };
        judge(&step.mechanics, "asked");
        let said = [&step.title, &step.say].into_iter().chain(&step.cues);
        let said: Vec<&str> = said
            .chain(&step.detail)
            .chain(&step.caution)
            .map(String::as_str)
            .collect();
        judge(&told(&said.join(". ")), "said");
        if let Some(pose) = step.pose.as_ref().and_then(built_in_pose) {
            judge(&pose.mechanics(), "drawn");
        }
        // A tall word is all that some can read, and is not to be taken for what is ruled out.
        let shout = step.shout.join(" ");
        judge(&told(&shout), &shout);
        if rules().is_on(Demand::Lean, findings) && shout.contains("LEAN") {
            wrong.insert(format!("{}: {shout}", step.title));
        }
    }
    wrong
}

/// What is wrong for somebody with any of the program's routines, by who it is wrong for.
fn wrong(everybody: impl IntoIterator<Item = (String, Findings)>) -> BTreeMap<String, String> {
    let mut wrong = BTreeMap::new();
    let routines = every_routine();
    for (who, findings) in everybody {
        // That somebody is in bed is said of a cramp.
        let is_in_bed = findings.has(Finding::InBed);
        let can_be = |of: &&Routine| !is_in_bed || of.purpose == Purpose::Relief;
        for routine in routines.iter().filter(can_be) {
            let fitted = fit(routine.clone(), &findings, &Poses::default());
            explains(routine, &fitted, &format!("{who}: {}", routine.id));
            for what in ruled_out(&fitted, &findings) {
                wrong.insert(what, format!("{who}: {}", routine.id));
            }
        }
    }
    wrong
}

#[test]
fn whatever_is_found_no_step_asks_for_says_shouts_or_draws_what_is_ruled_out() {
    assert_eq!(wrong(pairs()), BTreeMap::new());
}

#[test]
fn whatever_is_answered_no_step_asks_for_says_shouts_or_draws_what_is_ruled_out() {
    let findings = everybody().into_iter().flat_map(|(who, profile)| {
        let of = |today| (who.clone(), Findings::of(&profile, today));
        [of(Some(TODAY)), of(None)]
    });
    assert_eq!(wrong(findings), BTreeMap::new());
}

#[test]
fn what_nobody_knows_is_not_said_to_be_so() {
    for &question in Question::ALL {
        let mut profile = Profile::default();
        for &other in Question::ALL {
            profile.answer(other, Reply::No);
        }
        profile.answer(question, Reply::Unsure);
        let findings = Findings::of(&profile, Some(TODAY));
        for routine in every_routine() {
            let fitted = fit(routine, &findings, &Poses::default());
            for Reason { text, short } in &fitted.reasons {
                let is_open = text.starts_with("Careful: you did not know about ");
                assert!(is_open, "{question:?}: {text}");
                assert!(text.len() <= 80 && short.len() <= 26, "{text} / {short}");
            }
        }
    }
    for care in &rules().cares {
        let mut findings = Finding::ALL.iter();
        let claims = findings.any(|finding| care.say.contains(finding.words()));
        assert!(!claims && !care.say.contains("Pregnant"), "{}", care.say);
    }
}

#[test]
fn nobody_reads_stroke_or_hold_on_in_tall_letters() {
    let instead = rules().instead.iter().map(|instead| &instead.step);
    let routines = every_routine();
    let steps = routines.iter().flat_map(|routine| &routine.steps);
    for step in steps.chain(instead) {
        let shout = step.shout.join(" ");
        for word in ["STROKE", "HOLD ON", "SEAT"] {
            assert!(!shout.contains(word), "{}: {shout}", step.title);
        }
    }
}

#[test]
fn soft_strokes_are_always_said_to_be_without_pressing() {
    let instead = rules().instead.iter().map(|instead| instead.step.clone());
    let routines = every_routine().into_iter();
    let mut strokes: Vec<_> = routines
        .flat_map(|routine| routine.steps)
        .chain(instead)
        .filter(|step| step.mechanics.has(Demand::Stroke) && !step.mechanics.has(Demand::Rub))
        .collect();
    // And whatever is stroked where nothing may be rubbed.
    for (_, findings) in pairs() {
        if findings.has(Finding::Thinners) || findings.has(Finding::Pregnant) {
            let fitted = every_routine().into_iter();
            let fitted = fitted.map(|routine| fit(routine, &findings, &Poses::default()));
            strokes.extend(fitted.flat_map(|routine| routine.steps).filter(|step| {
                let words = [&step.title, &step.say].into_iter().chain(&step.detail);
                let words = words.map(String::as_str).collect::<Vec<_>>().join(". ");
                let told = told(&words);
                told.has(Demand::Stroke) || told.has(Demand::Rub)
            }));
        }
    }
    assert!(!strokes.is_empty());
    for step in strokes {
        let says = ["o not press", "o pressing"];
        assert!(
            says.iter().any(|says| step.say.contains(says)),
            "{}",
            step.say
        );
    }
}

#[test]
fn whoever_lies_on_the_side_with_a_leg_that_may_be_hurt_reads_which_leg_goes_on_top() {
    let hurt = [BodyPart::Hip, BodyPart::Knee, BodyPart::Calf, BodyPart::Leg].map(part);
    let hurt = hurt.into_iter().flat_map(|hurt| {
        [Reply::No, Reply::Yes].map(|pregnant| {
            let mut hurt = hurt.clone();
            hurt.answer(Question::Pregnant, pregnant);
            hurt
        })
    });
    for profile in hurt {
        let findings = Findings::of(&profile, Some(TODAY));
        for routine in every_routine() {
            for step in fit(routine, &findings, &Poses::default()).steps {
                let words = [&step.title, &step.say].into_iter().chain(&step.caution);
                let words = words.map(String::as_str).collect::<Vec<_>>().join(". ");
                let lies = words.to_lowercase().contains("on your side");
                assert!(
                    !lies || words.contains("on top"),
                    "{:?}: {words}",
                    profile.parts
                );
            }
        }
    }
}

#[test]
fn no_step_of_the_program_does_more_to_the_body_in_its_pose_than_it_says() {
    let instead = rules().instead.iter().map(|instead| &instead.step);
    let routines = every_routine();
    let steps = routines.iter().flat_map(|routine| &routine.steps);
    let mut wrong = Vec::new();
    for step in steps.chain(instead) {
        let pose = step.pose.as_ref().and_then(built_in_pose);
        let Some(shown) = pose.map(|pose| pose.mechanics()) else {
            continue;
        };
        let past = shown.past(&step.mechanics);
        // Whoever stands on a foot, or presses it down, stretches it too.
        let says = [Demand::Pull, Demand::Stand, Demand::Load].map(|act| step.mechanics.has(act));
        let is_pulled = shown.has(Demand::Pull) && !says.contains(&true);
        if !past.is_empty() || is_pulled {
            wrong.push(format!("{}: {past} {is_pulled}", step.title));
        }
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn whoever_lies_flat_in_a_figure_is_said_to() {
    let instead = rules().instead.iter().map(|instead| &instead.step);
    let routines = every_routine();
    let steps = routines.iter().flat_map(|routine| &routine.steps);
    for step in steps.chain(instead) {
        let Some(pose) = step.pose.as_ref().and_then(built_in_pose) else {
            continue;
        };
        let lies = pose.skeleton(pose.held());
        // A figure on its side lies as level, and its title says so.
        let is_flat = (lies.chest.y - lies.pelvis.y).abs() < 15.0 && !pose.title.contains("side");
        assert!(
            !is_flat || step.mechanics.has(Demand::Flat),
            "{}",
            step.title
        );
    }
}

/// Bent over in its pose, and says nothing of it.
const OWN: &str = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
                   posture = \"lying\"\n[[step]]\ntitle = \"Reach\"\nsay = \"Take hold of it.\"\n\
                   shout = [\"REACH\"]\nhold = \"10s\"\npose = \"bed-toe-pull\"\n\
                   [[step]]\ntitle = \"Knead\"\nsay = \"Knead the calf.\"\nshout = [\"KNEAD\"]\n\
                   hold = \"10s\"\n[[step]]\ntitle = \"Rest\"\nsay = \"Rest.\"\nshout = [\"REST\"]\n\
                   hold = \"10s\"\n";

#[test]
fn a_routine_of_the_users_own_is_judged_by_its_words_and_its_poses_too() {
    let own = parse(RoutineId::new("mine").unwrap(), OWN).unwrap();
    let steps = |finding| {
        let fitted = fit(own.clone(), &Findings::with(&[finding]), &Poses::default());
        let steps = fitted.steps.into_iter();
        steps.map(|step| step.title).collect::<Vec<_>>()
    };
    assert!(!steps(Finding::Hip).contains(&"Reach".to_owned()));
    assert!(!steps(Finding::Clot).contains(&"Knead".to_owned()));
    let all = ["Reach", "Knead", "Rest", "Look at both legs"];
    assert_eq!(steps(Finding::Knee), all);
}

#[test]
fn relief_begins_with_breathing_out_for_everybody() {
    let mut silent = BTreeSet::new();
    for (who, findings) in pairs() {
        for spot in Spot::ALL {
            let relief = fit(
                routine(spot.routine().as_str()),
                &findings,
                &Poses::default(),
            );
            let first = &relief.steps[0];
            if relief.rests.is_none() && !first.say.to_lowercase().contains("breathe out") {
                silent.insert(format!("{}: {}, for {who}", relief.id, first.title));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
