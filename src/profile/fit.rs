//! A routine as written -> the routine that is run.

use super::gates::{Instead, Rules};
use super::{Finding, FindingState, Findings, rules};
use crate::figure::poses::Poses;
use crate::routine::library::built_in;
use crate::routine::rounds::rest_between;
use crate::routine::{
    Demand, Evidence, Muscle, Posture, Purpose, Reason, Rest, Routine, RoutineId, Step,
};
use crate::session::relief::Spot;

/// The summary of a routine whose steps are not as written.
const CHANGED: &str = "Your safety answers have changed it: 9 at home shows them.";

/// The title of a routine of stretches of which none is left.
const NO_STRETCH: &str = "Rest before bed";

/// Words of a caution, and what of a person they are about.
pub(super) const ASKED: &[(&str, Finding)] = &[
    ("hip", Finding::Hip),
    ("knee surgery", Finding::Knee),
    ("back pain", Finding::Back),
    ("torn calf", Finding::Calf),
    ("operated leg", Finding::Calf),
    ("operated leg", Finding::Leg),
    ("operated leg", Finding::Hip),
    ("operated leg", Finding::Knee),
    ("numb", Finding::Numb),
    ("nerve damage", Finding::Numb),
    ("circulation", Finding::Circulation),
    ("diabetes", Finding::Feeling),
    ("pregnan", Finding::Pregnant),
    ("blood thinners", Finding::Thinners),
    ("fluid limit", Finding::Fluids),
];

/// What is said of a step from a file that does not say what it does to the body.
const UNCHECKED: &str = "Not checked against your safety answers.";
/// What is said of one that does: whoever wrote that may be wrong.
const CLAIMED: &str = "Checked only by what its file says it does.";

/// The routine that is run for somebody with `findings`: no step in it asks for what is ruled out,
/// and relief looks at both legs. Of a user's routine the `poses` count too. What nobody has answered
/// leaves a routine as it is written: with everything ruled out, whoever was never asked would have
/// no stretch in a cramp. Heat, cold and rolling wait behind their caution then.
pub fn fit(mut routine: Routine, findings: &Findings, poses: &Poses) -> Routine {
    if routine.own && !findings.are_open() {
        // The program's own say it themselves, and a law holds them to it.
        measure(&mut routine, poses);
        guess(&mut routine, findings);
    }
    if routine.own && routine.purpose == Purpose::Relief {
        look(&mut routine);
    }
    if findings.are_open() {
        return routine;
    }
    let rules = rules::rules();
    let fitted = fit_steps(rules, swapped(rules, routine, findings), findings);
    let mut steps = fitted.steps.iter();
    if fitted.rests.is_some() || steps.any(|step| starts(step, fitted.purpose)) {
        return fitted;
    }
    let gentlest = Routine {
        changed: fitted.changed,
        reasons: fitted.reasons,
        ..gentlest(fitted.purpose)
    };
    fit_steps(rules, gentlest, findings)
}

/// The sentences of a caution of the program that are not about what somebody has ruled out.
fn about_them(caution: &str, findings: &Findings) -> Option<String> {
    let is_for_them = |sentence: &&str| {
        let words = sentence.to_lowercase();
        let asked = ASKED.iter().filter(|(word, _)| words.contains(word));
        let mut asked = asked.map(|(_, finding)| findings.state(*finding));
        asked.clone().next().is_none() || asked.any(|state| state != FindingState::RuledOut)
    };
    let sentences = caution.split_inclusive(". ").filter(is_for_them);
    let left = sentences.collect::<String>().trim_end().to_owned();
    Some(left).filter(|left| !left.is_empty())
}

/// What follows a cramp of these muscles: nothing in it tightens or shortens them. A user's own is as it is written.
pub fn after(mut routine: Routine, muscles: &[Muscle]) -> Routine {
    if !routine.own {
        let steps = &mut routine.steps;
        steps.retain(|step| !step.mechanics.is_against(muscles));
    }
    routine
}

/// Ends every pass of relief with a look at both legs, as that of the program does.
fn look(routine: &mut Routine) {
    let looks = |step: &Step| step.mechanics.has(Demand::Look);
    if !routine.steps.iter().any(looks) {
        let built_in = gentlest(Purpose::Relief).steps.into_iter();
        routine.steps.extend(built_in.filter(looks));
    }
}

/// Adds what the poses of a routine show to what its steps say.
pub fn measure(routine: &mut Routine, poses: &Poses) {
    for step in &mut routine.steps {
        if let Some(pose) = step.pose.as_ref().and_then(|id| poses.pose(id)) {
            step.mechanics.take(&pose.mechanics());
        }
    }
}

/// Adds to the steps whose file does not say what they do to the body what they most likely do, and
/// to the cautions of all how they were checked, for whoever has an answer that could matter.
fn guess(routine: &mut Routine, findings: &Findings) {
    let matters = Finding::ALL.iter().any(|finding| findings.has(*finding));
    for step in &mut routine.steps {
        if !step.is_stated && step.is_stretch() {
            step.mechanics.act(Demand::Pull);
        }
        if matters {
            let checked = if step.is_stated { CLAIMED } else { UNCHECKED };
            add_care(step, checked);
        }
    }
}

/// Puts `care` before the caution of a step, once.
fn add_care(step: &mut Step, care: &str) {
    let caution = step.caution.take().unwrap_or_default();
    step.caution = Some(if caution.contains(care) {
        caution
    } else {
        format!("{care} {caution}").trim_end().to_owned()
    });
}

/// Where relief starts when nobody has said where the cramp sits, and why that is not `usual`.
pub fn start(usual: Spot, findings: &Findings) -> (Spot, Option<Reason>) {
    if findings.are_open() {
        return (usual, None);
    }
    match rules::rules().start(usual, findings) {
        Some(start) => (
            start.at,
            Some(findings.reason(start.finding, &start.why, &start.short)),
        ),
        None => (usual, None),
    }
}

/// The routine, or the one that runs in its place. A user's own routine is never swapped.
fn swapped(rules: &Rules, routine: Routine, findings: &Findings) -> Routine {
    let swap = rules.swap(&routine.id, findings);
    let Some(swap) = swap.filter(|_| !routine.own) else {
        return routine;
    };
    let by = built_in(&swap.by).expect("the tests look up what every swap names");
    let why = findings.reason(swap.finding, &swap.why, &swap.short);
    Routine {
        changed: vec![format!("In place of {}. {}", routine.title, why.text)],
        reasons: vec![why],
        ..by
    }
}

fn fit_steps(rules: &Rules, routine: Routine, findings: &Findings) -> Routine {
    let as_written = routine.steps;
    let mut fitted = Routine {
        steps: Vec::new(),
        ..routine
    };
    let (muscles, is_swapped) = (fitted.muscles.clone(), !fitted.changed.is_empty());
    let against = |step: &Step| rules.against(&step.mechanics, &muscles, findings);
    let mut is_changed = false;
    let mut rests = None;
    // What was put in the place of which step: of every round, or wherever else it comes again, the same.
    let mut done: Vec<(&Step, Option<&Instead>)> = Vec::new();
    for step in &as_written {
        let Some(rule) = against(step) else {
            fitted
                .steps
                .push(with_care(rules, step, fitted.own, findings));
            continue;
        };
        is_changed = true;
        if rule.rests {
            rests = Some(match findings.state(rule.finding) {
                FindingState::Found => Rest::Hurt,
                FindingState::Unsure
                | FindingState::Unread
                | FindingState::RuledOut
                | FindingState::Open => Rest::Unsure,
            });
        }
        let why = findings.reason(rule.finding, &rule.why, &rule.short);
        let stays = |title: &str| {
            let mut steps = as_written.iter();
            steps.any(|step| step.title == title && against(step).is_none())
        };
        let mut free = rules.instead.iter().filter(|instead| {
            let title = &instead.step.title;
            !stays(title) && !fitted.steps.iter().any(|step| step.title == *title)
        });
        let before = done.iter().find(|(before, _)| {
            (&before.title, &before.mechanics) == (&step.title, &step.mechanics)
        });
        let instead = match before {
            Some((_, instead)) => *instead,
            None => free.find(|instead| {
                !step.optional && takes_place(rules, instead, step, &fitted, findings)
            }),
        };
        done.push((step, instead));
        let what = match instead {
            Some(instead) => format!("{} takes the place of {}.", instead.step.title, step.title),
            None => format!("{} is left out.", step.title),
        };
        let mut said = fitted.changed.iter_mut().enumerate();
        match said.find(|(_, line)| line.ends_with(&why.text)) {
            // Nobody asked for the steps of what runs for this very reason.
            Some((0, _)) if is_swapped => {}
            Some((_, line)) if line.contains(&what) => {}
            Some((_, line)) => line.insert_str(line.len() - why.text.len(), &format!("{what} ")),
            None => fitted.changed.push(format!("{what} {}", why.text)),
        }
        fitted.steps.extend(instead.map(|instead| Step {
            round: step.round,
            changed: Some(why.text.clone()),
            ..with_care(rules, &instead.step, false, findings)
        }));
        if !fitted.reasons.contains(&why) {
            fitted.reasons.push(why);
        }
    }
    let left = fitted.steps.clone();
    let has_sense = |step: &Step| step.ends.is_empty() || left.iter().any(|other| step.ends(other));
    fitted.steps.retain(has_sense);
    rest_between(&mut fitted.steps);
    if fitted.purpose == Purpose::Relief && is_changed {
        vary(&mut fitted, rests);
    }
    if is_changed {
        // It tells of steps that may be gone,
        CHANGED.clone_into(&mut fitted.summary);
        let is_about_stretching = !matches!(fitted.evidence, Evidence::Comfort | Evidence::Own);
        let lost_all = as_written.iter().any(stretches) && !fitted.steps.iter().any(stretches);
        if lost_all && is_about_stretching {
            fitted.evidence = Evidence::NoStretch;
            fitted.evidence_note.clear();
            if !fitted.own && fitted.title.contains("tretch") {
                NO_STRETCH.clone_into(&mut fitted.title);
            }
        } else if fitted.evidence == Evidence::TestedMixed {
            fitted.evidence_note = format!("As written: {}", fitted.evidence_note);
            // and so does what stands in brackets behind a title.
            if let Some(at) = fitted.title.find(" (") {
                fitted.title.truncate(at);
            }
        }
        if rules.is_on(Demand::Stand, findings) && fitted.posture != Posture::Lying {
            fitted.posture = Posture::Sitting;
        }
    }
    fitted
}

/// Sees to it that relief is not one idea, over and over: what is else offered by a key starts by itself,
/// and where a leg may be hurt and that is not enough, it rests.
fn vary(routine: &mut Routine, rests: Option<Rest>) {
    if ideas(routine) < 2 {
        let mut steps = routine.steps.iter_mut();
        steps
            .by_ref()
            .filter(|step| !step.waits)
            .for_each(|step| step.optional = false);
    }
    if rests.is_some() && ideas(routine) < 2 {
        routine.rests = rests;
        routine.steps.retain(|step| step.mechanics.is_rest());
    }
}

/// How many things relief does for the muscle by itself.
pub(super) fn ideas(routine: &Routine) -> usize {
    let steps = routine.steps.iter();
    let starts = steps.filter(|step| !step.optional && !step.waits && step.mechanics.treats());
    starts.count()
}

/// Whether a step stretches a muscle, by a pull or by the leg's own strength.
fn stretches(step: &Step) -> bool {
    let mechanics = &step.mechanics;
    mechanics.has(Demand::Pull) || mechanics.has(Demand::Move) && step.is_stretch()
}

/// The step with the reminders that the findings add, and free to start where nothing that it waits
/// for is open.
fn with_care(rules: &Rules, step: &Step, is_own: bool, findings: &Findings) -> Step {
    let asked = &step.mechanics;
    let mut step = step.clone();
    if !is_own {
        step.caution = step.caution.and_then(|it| about_them(&it, findings));
    }
    let cares = rules
        .cares
        .iter()
        .filter(|care| findings.has(care.finding) && care.with.iter().any(|act| asked.has(*act)));
    cares.for_each(|care| add_care(&mut step, &care.say));
    let acts = step.mechanics.does.iter();
    let mut waited_for = acts.filter(|act| act.waits(false));
    step.waits &= waited_for.any(|act| !rules.is_off(*act, findings));
    step
}

/// Whether a step may take the place of another that is not done.
fn takes_place(
    rules: &Rules,
    instead: &Instead,
    step: &Step,
    routine: &Routine,
    findings: &Findings,
) -> bool {
    let muscles = &routine.muscles;
    let mut against = rules.all_against(&step.mechanics, muscles, findings);
    let is_meant = if rules.names(&step.title, routine.purpose) {
        instead.is_for(&step.title)
    } else {
        let works = |muscle: &Muscle| muscles.contains(muscle);
        match &instead.muscles[..] {
            [] => instead.steps.is_empty(),
            of => works(&Muscle::Leg) || of.iter().any(works),
        }
    };
    is_meant
        && instead.purpose == routine.purpose
        && !(instead.purpose == Purpose::Relief && instead.step.mechanics.tightens(muscles))
        && against.any(|rule| {
            let mut of = instead.of.iter();
            of.any(|demand| rule.names(*demand) && step.mechanics.has(*demand))
        })
        && rules
            .against(&instead.step.mechanics, muscles, findings)
            .is_none()
}

/// Whether a step starts by itself; in relief nothing waits for an answer, and to look is not all.
fn starts(step: &Step, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Relief => !step.optional && !step.waits && !step.mechanics.has(Demand::Look),
        Purpose::Recovery | Purpose::Prevention => !step.optional,
    }
}

/// What is done where nothing of a routine is left. Some of its steps suit everybody.
fn gentlest(purpose: Purpose) -> Routine {
    let id = match purpose {
        Purpose::Relief => "relief-in-bed",
        Purpose::Recovery => "after-cramp",
        Purpose::Prevention => "bedtime-gentle",
    };
    RoutineId::new(id)
        .and_then(|id| built_in(&id))
        .expect("the three routines above are built in")
}
