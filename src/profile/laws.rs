//! What holds for every routine of the program whatever is answered, and what each answer does.

mod everybody;
mod relief;
mod steps;

use std::time::Duration;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::fit::ASKED;
use super::rules::{Rule, rules};
use super::{BodyPart, Finding, Findings, Medicine, Profile, Question, Reply, fit, strategies};
use crate::figure::poses::Poses;
use crate::routine::library::{Library, built_in};
use crate::routine::{Demand, Purpose, Routine, RoutineId, parse};

const TODAY: Date = date(2026, 3, 1);

fn routine(id: &str) -> Routine {
    built_in(&RoutineId::new(id).unwrap()).unwrap()
}

fn every_routine() -> Vec<Routine> {
    let library = Library::default();
    let entries = library.listing().entries.iter();
    entries.map(|entry| entry.routine.clone()).collect()
}

fn yes(question: Question) -> Profile {
    let mut profile = Profile::default();
    profile.answer(question, Reply::Yes);
    profile
}

fn part(part: BodyPart) -> Profile {
    Profile {
        parts: vec![part],
        ..yes(Question::Joints)
    }
}

/// The routine `id` as run by the owner of `profile`.
fn fitted(id: &str, profile: &Profile) -> Routine {
    fit(
        routine(id),
        &Findings::of(profile, Some(TODAY)),
        &Poses::default(),
    )
}

fn titles(routine: &Routine) -> Vec<&str> {
    let steps = routine.steps.iter();
    steps.map(|step| step.title.as_str()).collect()
}

/// Asserts that a rule for whoever has `profile` is about `demand`. That no step asks for what is ruled out is a
/// law for everybody.
fn never(demand: Demand, profile: &Profile) {
    let findings = Findings::of(profile, Some(TODAY));
    let is_ruled = |rule: &Rule| findings.has(rule.finding) && rule.names(demand);
    assert!(rules().rule.iter().any(is_ruled), "{demand:?}");
}

/// Asserts that a routine is as written, or says for each change why.
fn explains(routine: &Routine, fitted: &Routine, place: &str) {
    let is_as_written = fitted.id == routine.id && titles(fitted) == titles(routine);
    assert_eq!(is_as_written, fitted.changed.is_empty(), "{place}");
    assert_eq!(is_as_written, fitted.reasons.is_empty(), "{place}");
    let whys = fitted.reasons.iter().map(|why| &why.text);
    for why in whys {
        let said = fitted.changed.iter().filter(|line| line.ends_with(why));
        assert_eq!(said.count(), 1, "{place}: {why} is said once");
    }
    for change in &fitted.changed {
        let mut reasons = fitted.reasons.iter();
        assert!(
            reasons.any(|reason| change.ends_with(&reason.text)),
            "{place}: {change}"
        );
    }
    for step in fitted.steps.iter().filter(|step| step.changed.is_some()) {
        let why = step.changed.as_deref().unwrap_or_default();
        let mut reasons = fitted.reasons.iter();
        assert!(
            reasons.any(|reason| reason.text == why),
            "{place}: {}",
            step.title
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_fitted_once_is_fitted_and_answers_since_take_out_as_much_as_a_start_would(
        before in strategies::profile(TODAY),
        profile in strategies::profile(TODAY),
    ) {
        let [before, findings] = [before, profile].map(|it| Findings::of(&it, Some(TODAY)));
        let poses = Poses::default();
        for routine in every_routine() {
            let once = fit(routine.clone(), &findings, &poses);
            prop_assert_eq!(&fit(once.clone(), &findings, &poses).steps, &once.steps);
            let later = fit(fit(routine, &before, &poses), &findings, &poses);
            for step in &later.steps {
                let against = rules().against(&step.mechanics, &later.muscles, &findings);
                prop_assert!(against.is_none(), "{}: {}", later.id, step.title);
            }
        }
    }

    #[test]
    fn a_fitted_routine_is_valid_and_has_no_step_whose_gate_is_on(
        profile in strategies::profile(TODAY),
        today in prop::option::of(Just(TODAY)),
    ) {
        let findings = Findings::of(&profile, today);
        for routine in every_routine() {
            let fitted = fit(routine.clone(), &findings, &Poses::default());
            prop_assert_eq!(fitted.purpose, routine.purpose);
            prop_assert!(fitted.length() <= Duration::from_secs(3 * 60 * 60));
            let is_relief = fitted.purpose == Purpose::Relief;
            let mut steps = fitted.steps.iter();
            prop_assert!(steps.any(|step| !(step.optional || is_relief && step.waits)));
            for step in &fitted.steps {
                prop_assert!(rules().against(&step.mechanics, &fitted.muscles, &findings).is_none(), "{}", step.title);
                prop_assert!(!is_relief || !step.shout.is_empty());
                prop_assert!(step.cues.len() <= 8);
            }
            let mut titles = titles(&fitted);
            titles.sort_unstable();
            titles.dedup();
            prop_assert_eq!(titles.len(), fitted.steps.len());
            // A change is always said, and nothing is said without one.
            explains(&routine, &fitted, "");
            prop_assert_eq!(fit(fitted.clone(), &findings, &Poses::default()).steps, fitted.steps);
        }
    }
}

#[test]
fn nobody_who_has_answered_nothing_sees_any_difference() {
    for routine in every_routine() {
        assert_eq!(
            fit(routine.clone(), &Findings::default(), &Poses::default()),
            routine
        );
    }
}

#[test]
fn whoever_says_no_to_everything_gets_every_routine_as_written_and_heat_that_starts() {
    let mut profile = Profile::default();
    for &question in Question::ALL {
        profile.answer(question, Reply::No);
    }
    let findings = Findings::of(&profile, Some(TODAY));
    for routine in every_routine() {
        let fitted = fit(routine.clone(), &findings, &Poses::default());
        assert_eq!(titles(&fitted), titles(&routine));
        assert!(fitted.steps.iter().all(|step| !step.waits));
    }
}

#[test]
fn no_caution_is_about_what_was_ruled_out() {
    let mut is_any_left = false;
    for finding in Finding::ALL {
        let findings = Findings::with(&[*finding]);
        for routine in every_routine() {
            let fitted = fit(routine, &findings, &Poses::default());
            let steps = fitted.steps.iter();
            for caution in steps.filter_map(|step| step.caution.as_deref()) {
                let sentences = caution.split(". ").map(str::to_lowercase);
                for sentence in sentences {
                    let about = ASKED.iter().filter(|(word, _)| sentence.contains(word));
                    let mut about = about.map(|(_, of)| findings.has(*of)).peekable();
                    let is_about = about.peek().is_none() || about.any(|is_found| is_found);
                    assert!(is_about, "{finding:?}: {sentence}");
                    is_any_left |= sentence.contains("hip");
                }
            }
        }
    }
    assert!(is_any_left, "who has a new hip is told");
}

#[test]
fn heat_waits_until_every_question_about_feeling_has_its_no() {
    let mut profile = Profile::default();
    let waits = |profile: &Profile| fitted("bedtime-full", profile).steps[0].waits;
    profile.answer(Question::Numb, Reply::No);
    profile.answer(Question::Circulation, Reply::No);
    assert!(waits(&profile), "warmth does harm where there is a clot");
    profile.answer(Question::Clot, Reply::No);
    assert!(waits(&profile), "and where a calf is hurt");
    profile.answer(Question::Joints, Reply::No);
    assert!(!waits(&profile), "numb: no answers for diabetes too");
}

#[test]
fn rolling_waits_for_an_answer_but_not_in_relief() {
    let rolls = |routine: Routine| {
        let mut steps = routine.steps.into_iter();
        steps.find(|step| step.mechanics.has(Demand::Roll)).unwrap()
    };
    assert!(rolls(routine("toe-and-foot")).waits);
    assert!(!rolls(routine("relief-foot")).waits);
    let mut profile = Profile::default();
    profile.answer(Question::Numb, Reply::No);
    profile.answer(Question::Medicines, Reply::No);
    profile.answer(Question::Joints, Reply::No);
    assert!(!rolls(fitted("toe-and-foot", &profile)).waits);
}

#[test]
fn a_file_that_cannot_be_read_puts_every_gate_on() {
    let ruled = Demand::ALL
        .iter()
        .filter(|demand| !matches!(demand, Demand::Hands | Demand::Look | Demand::Down));
    for &demand in ruled {
        never(demand, &Profile::unreadable());
    }
}

#[test]
fn numb_feet_get_no_heat_no_cold_and_no_rolling() {
    for demand in [Demand::Heat, Demand::Cold, Demand::Roll] {
        never(demand, &yes(Question::Numb));
    }
    let foot = fitted("relief-foot", &yes(Question::Numb));
    let rub = foot
        .steps
        .iter()
        .find(|step| step.title == "Thumb along the arch");
    let caution = rub.unwrap().caution.as_deref().unwrap();
    assert!(caution.starts_with("Go lightly; look at the skin after."));
}

#[test]
fn diabetes_and_poor_circulation_get_no_heat_and_no_cold_and_a_bad_back_does_not_lean() {
    for question in [Question::Diabetes, Question::Circulation] {
        never(Demand::Heat, &yes(question));
        never(Demand::Cold, &yes(question));
    }
    never(Demand::Lean, &part(BodyPart::Back));
}

#[test]
fn poor_circulation_keeps_the_leg_level() {
    never(Demand::Raise, &yes(Question::Circulation));
    let after = fitted("after-cramp", &yes(Question::Circulation));
    assert_eq!(after.steps[0].title, "Let it rest, level");
    assert_eq!(
        after.steps[0].changed.as_deref(),
        Some("The leg stays level: your circulation may be poor.")
    );
}

#[test]
fn warmth_and_massage_becomes_the_gentle_stretch_for_whoever_may_not_have_warmth() {
    for question in [
        Question::Numb,
        Question::Circulation,
        Question::Diabetes,
        Question::Clot,
    ] {
        let routine = fitted("massage-and-warmth", &yes(question));
        assert_eq!(routine.id.as_str(), "bedtime-gentle", "{question:?}");
        assert!(routine.changed[0].starts_with("In place of Warmth and massage. No warmth"));
    }
}

#[test]
fn nothing_is_rubbed_after_a_clot() {
    let profile = yes(Question::Clot);
    never(Demand::Rub, &profile);
    never(Demand::Stroke, &profile);
    let calf = fitted("relief-calf", &profile);
    assert!(calf.changed[0].starts_with("Rub the hard spot is left out. No rubbing"));
}

#[test]
fn blood_thinners_and_pregnancy_get_light_strokes_and_no_pressing() {
    for question in [Question::Medicines, Question::Pregnant] {
        never(Demand::Rub, &yes(question));
        let gentle = fitted(
            "massage-and-warmth",
            &Profile {
                pregnant_from: Some(TODAY),
                ..yes(question)
            },
        );
        assert!(titles(&gentle).contains(&"Long strokes"), "soft already");
        assert!(titles(&gentle).contains(&"Light strokes along the sole"));
        assert!(!titles(&gentle).contains(&"Squeeze and let go"));
    }
    let thinners = yes(Question::Medicines);
    assert_eq!(
        fitted("relief-calf", &thinners).steps[4].title,
        "Light strokes"
    );
    let foot = fitted("relief-foot", &thinners);
    assert_eq!(foot.steps[3].title, "Light strokes along the sole");
    let statin = Profile {
        medicines: vec![Medicine::Statin],
        ..yes(Question::Medicines)
    };
    assert_eq!(fitted("relief-calf", &statin), routine("relief-calf"));
    never(Demand::Roll, &yes(Question::Medicines));
}

#[test]
fn whoever_may_fall_never_stands() {
    let profile = yes(Question::Falls);
    never(Demand::Stand, &profile);
    assert_eq!(
        titles(&fitted("relief-calf", &profile)),
        [
            "Toes up",
            "Use a loop",
            "Foot against the board",
            "Rub the hard spot",
            "Look at both legs",
            "Warmth"
        ]
    );
    assert_eq!(
        titles(&fitted("relief-quadriceps", &profile))[..2],
        ["Heel to your bottom, lying down", "Foot back under you"]
    );
    for id in [
        "bedtime-stretch",
        "bedtime-full",
        "evening-pedal",
        "calf-practice-daytime",
    ] {
        assert_eq!(fitted(id, &profile).id.as_str(), "bedtime-gentle", "{id}");
    }
}

#[test]
fn pregnancy_gets_the_gentle_routine_and_late_on_no_leaning_and_no_lying_flat() {
    let mut profile = yes(Question::Pregnant);
    profile.pregnant_from = Some(date(2026, 1, 1));
    let early = fitted("bedtime-stretch", &profile);
    assert_eq!(early.id.as_str(), "bedtime-gentle");
    assert_eq!(titles(&early), titles(&routine("bedtime-gentle")));
    profile.pregnant_from = Some(date(2025, 8, 1));
    never(Demand::Lean, &profile);
    never(Demand::Flat, &profile);
    let late = fitted("bedtime-stretch", &profile);
    assert!(
        titles(&late).contains(&"Leg straight, sitting tall"),
        "{:?}",
        titles(&late)
    );
    let after = fitted("after-cramp", &profile);
    assert_eq!(after.steps[0].title, "Rest on your side");
    assert_eq!(after.steps.last().unwrap().title, "Settle on your side");
}

#[test]
fn a_new_hip_neither_leans_nor_crosses() {
    let profile = part(BodyPart::Hip);
    never(Demand::Lean, &profile);
    never(Demand::Cross, &profile);
    never(Demand::Side, &profile);
    let hamstring = fitted("relief-hamstring", &profile);
    assert_eq!(hamstring.steps[1].title, "Sit tall, toes up");
    let feet = fitted("toe-and-foot", &profile);
    assert!(titles(&feet).contains(&"Loop, sitting tall"));
}

#[test]
fn a_new_knee_is_not_bent_to_the_seat() {
    let profile = part(BodyPart::Knee);
    never(Demand::Knee, &profile);
    assert_eq!(
        titles(&fitted("relief-quadriceps", &profile)),
        [
            "Bend the knee a little",
            "Rub the front of the thigh",
            "Walk it loose",
            "Look at both legs"
        ]
    );
}

#[test]
fn a_hurt_calf_gets_the_gentle_routine_and_reads_why_once() {
    for id in ["bedtime-stretch", "calf-practice-daytime", "evening-pedal"] {
        let gentle = fitted(id, &part(BodyPart::Calf));
        assert_eq!(gentle.id.as_str(), "bedtime-gentle");
        assert_eq!(gentle.changed.len(), 1, "{:?}", gentle.changed);
    }
}

#[test]
fn a_replacement_is_for_the_muscle_of_the_step_that_it_replaces() {
    let back = part(BodyPart::Back);
    assert_eq!(
        titles(&fitted("bedtime-stretch", &back))[1..3],
        ["Wall calf stretch", "Leg straight, sitting tall"]
    );
    let full = fitted("bedtime-full", &back);
    assert!(titles(&full).contains(&"Loop, sitting tall"));
    assert_eq!(fitted("bedtime-stretch", &back).title, "Bedtime stretch");
}

#[test]
fn what_is_needed_goes_with_the_steps() {
    let numb = fitted("bedtime-full", &yes(Question::Numb));
    assert_eq!(numb.needed(), ["chair", "wall"]);
    let back = fitted("toe-and-foot", &part(BodyPart::Back));
    assert!(back.needed().contains(&"towel"), "{:?}", back.needed());
}

#[test]
fn what_was_never_answered_is_not_said_of_a_file_that_cannot_be_read() {
    for routine in every_routine() {
        let fitted = fit(
            routine,
            &Findings::of(&Profile::unreadable(), None),
            &Poses::default(),
        );
        for reason in fitted.reasons {
            assert!(
                reason
                    .text
                    .starts_with("Your safety answers cannot be read")
            );
        }
    }
}

#[test]
fn a_routine_of_the_users_own_is_fitted_too_but_never_swapped() {
    let text = "format = 1\ntitle = \"Mine\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\n\
                posture = \"standing\"\n[[step]]\ntitle = \"S\"\nsay = \"S.\"\nhold = \"10s\"\n\
                does = [\"stand\"]\n[[step]]\ntitle = \"Breathe\"\nsay = \"B.\"\nhold = \"10s\"\n";
    let own = parse(RoutineId::new("bedtime-stretch").unwrap(), text).unwrap();
    let fitted = fit(
        own,
        &Findings::of(&yes(Question::Falls), None),
        &Poses::default(),
    );
    assert_eq!(fitted.title, "Mine");
    assert_eq!(titles(&fitted), ["March sitting", "Breathe"]);
}

#[test]
fn a_routine_of_which_nothing_is_left_becomes_the_gentlest() {
    let text = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
                posture = \"lying\"\n[[step]]\ntitle = \"S\"\nsay = \"S.\"\nshout = [\"S\"]\n\
                hold = \"10s\"\ndoes = [\"rub\"]\n";
    let own = parse(RoutineId::new("mine").unwrap(), text).unwrap();
    let fitted = fit(
        own,
        &Findings::of(&yes(Question::Clot), None),
        &Poses::default(),
    );
    assert_eq!(fitted.id.as_str(), "relief-in-bed");
    assert!(fitted.changed[0].starts_with("S is left out."));
}

#[test]
fn every_finding_changes_something_or_only_hides_tips() {
    for &finding in Finding::ALL {
        let mut rules = rules().rule.iter();
        let is_used = rules.any(|rule| rule.finding == finding);
        assert_eq!(is_used, finding != Finding::Fluids, "{finding:?}");
    }
}
