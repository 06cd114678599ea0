//! What every step of the program has: a figure, plain words, and a form for one hand and for bed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::fit::ideas;
use super::super::rules::rules;
use super::super::{Finding, Findings, Question, after as after_a_cramp, fit};
use super::{TODAY, every_routine, routine, titles, yes};
use crate::figure::pose::Prop;
use crate::figure::poses::{Poses, built_in};
use crate::handbook::reading::grade;
use crate::routine::mechanics::told;
use crate::routine::{Demand, Muscle, Purpose, Routine, Step};

/// Every step of the routines for `purpose`, and what takes the place of one.
fn steps(purpose: impl Fn(Purpose) -> bool) -> Vec<Step> {
    let routines = every_routine().into_iter();
    let routines = routines.filter(|routine| purpose(routine.purpose));
    let instead = rules().instead.iter();
    let instead = instead.filter(|instead| purpose(instead.purpose));
    let instead = instead.map(|instead| instead.step.clone());
    routines
        .flat_map(|routine| routine.steps)
        .chain(instead)
        .collect()
}

fn relief() -> Vec<Step> {
    steps(|purpose| purpose == Purpose::Relief)
}

/// The steps without a figure, and why.
const WITHOUT_A_FIGURE: [(&str, &str); 6] = [
    (
        "Ankle circles",
        "from the side a circle of the foot is a line",
    ),
    ("Spread the toes", "from the side the toes are one"),
    ("Leg out to the side", "to the side is towards the viewer"),
    ("Let the knee sink out", "the same"),
    ("Knees apart, sitting tall", "the same"),
    ("Stand wide", "the same"),
];

#[test]
fn every_step_has_a_figure_or_a_reason_to_have_none() {
    let all = steps(|_| true);
    let lacking = all.iter().filter(|step| step.pose.is_none());
    let mut lacking: Vec<&str> = lacking.map(|step| step.title.as_str()).collect();
    lacking.sort_unstable();
    lacking.dedup();
    let mut excused = WITHOUT_A_FIGURE.map(|(title, _)| title);
    excused.sort_unstable();
    assert_eq!(lacking, excused);
}

#[test]
fn what_is_read_in_a_cramp_is_as_plain_as_a_second_reader() {
    let mut hard = Vec::new();
    let mut judge = |words: &str| {
        let grade = grade(words);
        if grade > 2.0 {
            hard.push(format!("{grade:.1} {words}"));
        }
    };
    for step in relief() {
        judge(&step.shout.join(" ").to_lowercase());
        judge(&step.say);
    }
    let first_lines = rules().rest.iter().chain(&rules().apart);
    first_lines.for_each(|line| judge(&line.say));
    assert_eq!(hard, [] as [&str; 0]);
}

#[test]
fn whoever_was_never_asked_is_told_to_lean_by_no_step_that_starts_by_itself() {
    for routine in every_routine()
        .iter()
        .filter(|of| of.purpose == Purpose::Relief)
    {
        for (at, step) in routine
            .steps
            .iter()
            .filter(|step| !step.optional)
            .enumerate()
        {
            let mut asked = told(&step.say);
            asked.take(&told(&step.shout.join(" ")));
            if at < 2 {
                asked.take(&step.mechanics);
            }
            let place = format!("{}: {}", routine.id, step.title);
            assert!(!asked.has(Demand::Lean), "{place}");
        }
    }
}

#[test]
fn a_step_of_relief_for_two_hands_says_how_one_does_it() {
    for step in relief() {
        let says = step.detail.iter().any(|line| line.starts_with("One hand"));
        let needs = step.mechanics.has(Demand::Hands);
        assert!(!needs || says, "{}", step.title);
    }
}

#[test]
fn relief_for_every_muscle_has_a_form_without_standing() {
    let unsteady = Findings::with(&[Finding::Falls]);
    for routine in every_routine() {
        if routine.purpose != Purpose::Relief {
            continue;
        }
        let id = routine.id.clone();
        let fitted = fit(routine, &unsteady, &Poses::default());
        let treats = |step: &&Step| !step.mechanics.is_rest() && !step.optional;
        let steps: Vec<_> = fitted.steps.iter().filter(treats).collect();
        assert!(steps.len() >= 2, "{id}");
        assert!(
            steps.iter().all(|step| !step.mechanics.has(Demand::Stand)),
            "{id}"
        );
        let bed = |step: &&Step| {
            let on_the_floor = step.say.contains("floor") || step.say.contains("bed edge");
            !on_the_floor || step.detail.iter().any(|line| line.starts_with("In bed"))
        };
        assert!(
            fitted.steps.iter().filter(treats).all(|step| bed(&step)),
            "{id}"
        );
    }
}

/// Relief of the program for everybody with any of the findings that rule out more than warmth, cold,
/// rolling and a raised leg.
static EVERYBODYS_RELIEF: LazyLock<Vec<(String, Routine)>> = LazyLock::new(everybodys_relief);

fn everybodys_relief() -> Vec<(String, Routine)> {
    let beside = [Demand::Heat, Demand::Cold, Demand::Roll, Demand::Raise];
    let matters = |finding: &&Finding| {
        let mut of = rules().rule.iter().filter(|rule| rule.finding == **finding);
        of.any(|rule| !rule.past.is_empty() || rule.no.iter().any(|act| !beside.contains(act)))
    };
    let matter: Vec<&Finding> = Finding::ALL.iter().filter(matters).collect();
    let routines = every_routine().into_iter();
    let reliefs: Vec<_> = routines
        .filter(|routine| routine.purpose == Purpose::Relief)
        .collect();
    let mut all = Vec::new();
    for some in 0..1_u32 << matter.len() {
        let found = matter.iter().enumerate();
        let found = found.filter(|(at, _)| some >> at & 1 == 1);
        let found: Vec<Finding> = found.map(|(_, finding)| **finding).collect();
        let findings = Findings::with(&found);
        all.extend(reliefs.iter().map(|relief| {
            let who = format!("{}, {found:?}", relief.id);
            (who, fit(relief.clone(), &findings, &Poses::default()))
        }));
    }
    all
}

#[test]
fn relief_is_two_ideas_or_a_rest_and_never_tightens_or_shortens_what_cramps() {
    let mut poor = Vec::new();
    for (who, relief) in EVERYBODYS_RELIEF.iter() {
        let rests = relief.steps.iter().all(|step| step.mechanics.is_rest());
        assert_eq!(relief.rests.is_some(), rests, "{who}");
        assert!(
            !rests || who.contains("Calf") || who.contains("Leg"),
            "{who}"
        );
        if !rests && ideas(relief) < 2 {
            poor.push(who.clone());
        }
        for step in &relief.steps {
            let stands = step.mechanics.has(Demand::Stand);
            let is_against = step.mechanics.is_against(&relief.muscles);
            assert!(stands || !is_against, "{who}: {}", step.title);
        }
    }
    assert_eq!(poor, [] as [&str; 0]);
    for step in relief() {
        let says = !step.mechanics.works.is_empty();
        assert!(says || !step.mechanics.has(Demand::Load), "{}", step.title);
    }
}

#[test]
fn no_stretch_of_relief_is_let_go_of_by_a_count() {
    for step in relief() {
        assert_eq!(
            step.reps.get(),
            1,
            "{}: until it eases, it is held",
            step.title
        );
        assert!(step.rest.is_zero(), "{}", step.title);
    }
}

fn says_until(step: &Step) -> bool {
    let mut words = step.cues.iter().chain([&step.say]);
    words.any(|words| words.contains("until it lets go"))
}

#[test]
fn nothing_of_relief_is_rubbed_firmly() {
    for step in relief()
        .iter()
        .filter(|step| step.mechanics.has(Demand::Rub))
    {
        let mut words = words(step).into_iter();
        let is_firm = |words: &str| words.contains("firm") || words.contains("light at first");
        assert!(!words.any(is_firm), "{}", step.title);
    }
}

#[test]
fn no_step_of_relief_is_for_one_leg_alone_where_both_may_cramp() {
    for step in relief() {
        for words in words(&step) {
            let words = words.to_lowercase();
            for one in ["sore leg", "that leg", "sore foot", "that foot"] {
                assert!(!words.contains(one), "{}: {words}", step.title);
            }
        }
    }
}

#[test]
fn whoever_rests_after_a_cramp_is_drawn_in_bed() {
    for step in steps(|purpose| purpose == Purpose::Recovery) {
        let pose = step.pose.as_ref().and_then(built_in);
        let props = pose.into_iter().flat_map(|pose| pose.props);
        for prop in props {
            let is_out = matches!(prop, Prop::Floor | Prop::Chair { .. });
            assert!(!is_out, "{}", step.title);
        }
    }
}

#[test]
fn in_relief_without_standing_nobody_leaves_the_bed_for_a_chair_or_a_box() {
    let mut out = BTreeSet::new();
    for (_, relief) in EVERYBODYS_RELIEF.iter() {
        if relief
            .steps
            .iter()
            .any(|step| step.mechanics.has(Demand::Stand))
        {
            continue;
        }
        for step in &relief.steps {
            let pose = step.pose.as_ref().and_then(built_in);
            let mut props = pose.iter().flat_map(|pose| &pose.props);
            let is_drawn = props.any(|prop| matches!(prop, Prop::Chair { .. } | Prop::Step { .. }));
            if is_drawn || step.say.contains("chair") || step.shout.concat().contains("CHAIR") {
                out.insert(format!("{}: {}", relief.id, step.title));
            }
        }
    }
    assert_eq!(out, BTreeSet::new());
}

#[test]
fn what_is_about_some_answer_stands_in_a_caution_that_others_do_not_read() {
    for step in steps(|_| true) {
        for words in step.detail.iter().chain(&step.cues).chain([&step.say]) {
            let words = words.to_lowercase();
            let is_about =
                ["pregnan", "surgery", "replacement", "bump"].map(|of| words.contains(of));
            assert_eq!(is_about, [false; 4], "{}: {words}", step.title);
        }
    }
}

#[test]
fn nothing_after_a_cramp_tightens_or_shortens_what_cramped() {
    for &muscle in Muscle::ALL {
        let cramped = [muscle];
        let after = every_routine().into_iter();
        let after = after.filter(|routine| routine.purpose == Purpose::Recovery);
        for routine in after.map(|routine| after_a_cramp(routine, &cramped)) {
            for finding in Finding::ALL {
                let findings = Findings::with(&[*finding]);
                let after = fit(routine.clone(), &findings, &Poses::default());
                assert!(after.steps.len() >= 3, "{muscle:?}");
                for step in after.steps {
                    let is_against = step.mechanics.is_against(&cramped);
                    assert!(!is_against, "{muscle:?}, {finding:?}: {}", step.title);
                    let is_up = words(&step).iter().any(|words| words.contains("oes up"));
                    assert!(!is_up || muscle != Muscle::Shin, "{}", step.say);
                }
            }
        }
    }
}

/// All that is read of a step.
fn words(step: &Step) -> Vec<&str> {
    let words = step.cues.iter().chain(&step.detail).chain(&step.caution);
    let words = words.chain([&step.title, &step.say]);
    words.map(String::as_str).collect()
}

#[test]
fn every_pass_of_relief_ends_with_the_look_and_begins_with_what_lengthens() {
    for routine in every_routine() {
        if routine.purpose == Purpose::Relief {
            let mut steps = routine.steps.iter().filter(|step| !step.optional);
            let first = &steps.next().unwrap().mechanics;
            assert!(
                first.has(Demand::Move) || first.has(Demand::Pull),
                "{}",
                routine.id
            );
            let routine_steps = routine.steps.iter();
            let mut held = routine_steps.filter(|step| !step.optional).take(1);
            assert!(held.all(says_until), "{}: how long is it held?", routine.id);
            assert!(
                steps.next_back().unwrap().mechanics.has(Demand::Look),
                "{}",
                routine.id
            );
        }
    }
}

#[test]
fn where_every_stretch_is_taken_out_no_study_is_claimed() {
    for part in [Finding::Calf, Finding::Leg] {
        for routine in every_routine() {
            let before = routine.evidence;
            let fitted = fit(routine, &Findings::with(&[part]), &Poses::default());
            let words = fitted.evidence.words();
            let stretches = |step: &Step| step.mechanics.has(Demand::Pull);
            let claims = words.contains("study found") || words.contains("studied, with");
            let is_stretch = fitted.steps.iter().any(stretches);
            assert!(!claims || is_stretch, "{}: {before:?}", fitted.id);
            let is_named = fitted.title.contains("tretch");
            assert!(!is_named || is_stretch, "{}", fitted.title);
        }
    }
}

#[test]
fn what_only_puts_the_heat_away_goes_with_the_heat() {
    for (question, is_there) in [(Question::Numb, false), (Question::Falls, true)] {
        let own = Routine {
            own: true,
            ..routine("massage-and-warmth")
        };
        let findings = Findings::of(&yes(question), Some(TODAY));
        let fitted = fit(own, &findings, &Poses::default());
        let titles = titles(&fitted);
        assert_eq!(titles.contains(&"Warm one calf"), is_there, "{titles:?}");
        assert_eq!(
            titles.contains(&"Put the heat away"),
            is_there,
            "{titles:?}"
        );
    }
}
