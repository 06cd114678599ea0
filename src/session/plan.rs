//! A routine laid out flat. All questions of order are settled here.

use std::time::Duration;

use super::speech::Pace;
use super::utterance;
use crate::routine::{Length, Purpose, Routine, Side, Sides, Step};

/// How long the length, the needed things and the stop line stand before the first step.
const INTRO: Duration = Duration::from_secs(15);
/// How long a caution stands in relief before its step is passed over: relief never waits for a key.
const RELIEF_CAUTION: Duration = Duration::from_secs(20);
/// How long a step without a clock is given where there is no keyboard to end it.
const KEYLESS_STEP: Duration = Duration::from_secs(60);
/// How long a caution stands where there is no keyboard to answer it.
const KEYLESS_CAUTION: Duration = Duration::from_secs(5);

/// One stretch of clock time with one instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// What happens in it.
    pub kind: PhaseKind,
    /// Index into [`Routine::steps`]; of the intro, the step that comes first.
    pub step: usize,
    /// The leg it is for; `None` where the step has no side or the sore leg is not known.
    pub side: Option<Side>,
    /// The hold it is, or leads to, or follows: 1-based, counted per leg.
    pub rep: u8,
    /// How long it lasts.
    pub length: Length,
}

impl Phase {
    /// What it adds to the length of a routine: nothing where it has no clock or comes before a
    /// step, as the intro and cautions do.
    pub fn share(&self) -> Duration {
        match (self.kind, self.length) {
            (PhaseKind::Intro | PhaseKind::Caution, _) | (_, Length::UntilDone) => Duration::ZERO,
            (
                PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch,
                Length::Timed(length),
            ) => length,
        }
    }
}

/// What happens in a [`Phase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhaseKind {
    /// Length, needed things and the stop line, before the first step.
    Intro,
    /// The caution of a step with heat or cold, which starts only when it is asked for.
    Caution,
    /// Getting into position.
    Ready,
    /// The stretch is kept.
    Hold,
    /// The pause between two holds on the same side.
    Rest,
    /// The pause between two holds that changes the leg.
    Switch,
}

/// What a plan depends on beside its routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The leg that begins where both are done in turn.
    pub first: Side,
    /// The leg that cramps, if it is known.
    pub sore: Option<Side>,
    /// Whether somebody can press a key; if not, nothing waits for one.
    pub keyboard: bool,
    /// How fast its words are said, where they are: what they belong to lasts as long as they do.
    pub pace: Option<Pace>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            first: Side::Left,
            sore: None,
            keyboard: true,
            pace: None,
        }
    }
}

/// A routine laid out as the phases of one run, optional steps left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    routine: Routine,
    start: Start,
    phases: Vec<Phase>,
}

impl Plan {
    /// Lays `routine` out.
    pub fn new(routine: Routine, start: Start) -> Self {
        let mut plan = Self {
            routine,
            start,
            phases: Vec::new(),
        };
        for index in 0..plan.routine.steps.len() {
            if !plan.routine.steps[index].optional {
                let phases = plan.step(index);
                plan.phases.extend(phases);
            }
        }
        if plan.routine.purpose != Purpose::Relief {
            let first = plan.phases.first().map_or(0, |phase| phase.step);
            plan.phases.insert(0, intro(first));
            utterance::until_said(&mut plan.phases, 0, &plan.routine, start);
        }
        plan
    }

    /// The routine that was laid out.
    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// What it depends on beside its routine.
    pub fn start(&self) -> Start {
        self.start
    }

    /// The phases in their order; never empty.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The phases of one step, whether it is optional or not.
    pub fn step(&self, index: usize) -> Vec<Phase> {
        let step = &self.routine.steps[index];
        let sides = self.holds(step);
        let length = match step.length {
            Length::UntilDone if !self.start.keyboard => Length::Timed(KEYLESS_STEP),
            length => length,
        };
        let mut phases = Vec::with_capacity(2 * sides.len() + 1);
        let mut push = |kind, side, rep, length| {
            if length != Length::Timed(Duration::ZERO) {
                phases.push(Phase {
                    kind,
                    step: index,
                    side,
                    rep,
                    length,
                });
            }
        };
        let first = sides[0].0;
        if step.waits {
            push(PhaseKind::Caution, first, 1, self.caution());
        }
        push(PhaseKind::Ready, first, 1, Length::Timed(step.ready));
        for (at, &(side, rep)) in sides.iter().enumerate() {
            if at > 0 {
                let kind = between(sides[at - 1].0, side);
                push(kind, side, rep, Length::Timed(step.rest));
            }
            push(PhaseKind::Hold, side, rep, length);
        }
        for at in 0..phases.len() {
            utterance::until_said(&mut phases, at, &self.routine, self.start);
        }
        phases
    }

    /// The leg and the number of every hold of a step, in order; never empty.
    fn holds(&self, step: &Step) -> Vec<(Option<Side>, u8)> {
        let reps = 1..=step.reps.get();
        match step.sides {
            Sides::Neither | Sides::Both => reps.map(|rep| (None, rep)).collect(),
            Sides::Sore => reps.map(|rep| (self.start.sore, rep)).collect(),
            Sides::Each => {
                let first = self.start.first;
                reps.flat_map(|rep| [(Some(first), rep), (Some(first.other()), rep)])
                    .collect()
            }
        }
    }

    fn caution(&self) -> Length {
        if !self.start.keyboard {
            Length::Timed(KEYLESS_CAUTION)
        } else if self.routine.purpose == Purpose::Relief {
            Length::Timed(RELIEF_CAUTION)
        } else {
            Length::UntilDone
        }
    }
}

fn intro(step: usize) -> Phase {
    Phase {
        kind: PhaseKind::Intro,
        step,
        side: None,
        rep: 1,
        length: Length::Timed(INTRO),
    }
}

/// Whether the pause between two holds changes the leg.
pub fn between(before: Option<Side>, after: Option<Side>) -> PhaseKind {
    if before == after {
        PhaseKind::Rest
    } else {
        PhaseKind::Switch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::library::built_in;
    use crate::routine::{Demand, RoutineId, parse};

    /// Lays out a routine of one or more steps, given without their titles.
    fn plan(purpose: &str, steps: &[&str], start: Start) -> Vec<String> {
        let head = format!(
            "format = 1\ntitle = \"T\"\npurpose = \"{purpose}\"\n\
             muscles = [\"calf\"]\nposture = \"lying\"\n"
        );
        let step = "[[step]]\ntitle = \"S\"\nsay = \"S.\"\nshout = [\"S\"]\n";
        let steps = steps.iter().map(|rest| format!("{step}{rest}\n"));
        let text = head + &steps.collect::<String>();
        let routine = parse(RoutineId::new("t").unwrap(), &text).unwrap();
        let plan = Plan::new(routine, start);
        plan.phases().iter().map(words).collect()
    }

    /// Lays out one step of a routine before bed, and leaves the intro away.
    fn step(step: &str, start: Start) -> Vec<String> {
        let mut phases = plan("prevention", &[step], start);
        assert_eq!(phases.remove(0), "Intro 15s step 0 - 1");
        phases
    }

    fn words(phase: &Phase) -> String {
        let length = match phase.length {
            Length::Timed(length) => humantime::format_duration(length).to_string(),
            Length::UntilDone => "until done".to_owned(),
        };
        let side = phase.side.map_or("-", Side::words);
        format!(
            "{:?} {length} step {} {side} {}",
            phase.kind, phase.step, phase.rep
        )
    }

    const KEYLESS: Start = Start {
        first: Side::Left,
        sore: None,
        keyboard: false,
        pace: None,
    };

    #[test]
    fn a_step_without_sides_is_held_as_often_as_it_says() {
        assert_eq!(
            step("hold = \"10s\"\nreps = 2\nrest = \"5s\"", Start::default()),
            [
                "Ready 5s step 0 - 1",
                "Hold 10s step 0 - 1",
                "Rest 5s step 0 - 2",
                "Hold 10s step 0 - 2",
            ]
        );
    }

    #[test]
    fn both_legs_together_rest_and_never_change() {
        assert_eq!(
            step(
                "hold = \"2s\"\nreps = 2\nrest = \"1s\"\nsides = \"both\"",
                Start::default()
            ),
            [
                "Ready 5s step 0 - 1",
                "Hold 2s step 0 - 1",
                "Rest 1s step 0 - 2",
                "Hold 2s step 0 - 2",
            ]
        );
    }

    #[test]
    fn each_leg_has_its_turn_after_every_hold_and_the_rest_is_the_change() {
        assert_eq!(
            step(
                "hold = \"10s\"\nreps = 2\nrest = \"5s\"\nsides = \"each\"",
                Start::default()
            ),
            [
                "Ready 5s step 0 left 1",
                "Hold 10s step 0 left 1",
                "Switch 5s step 0 right 1",
                "Hold 10s step 0 right 1",
                "Switch 5s step 0 left 2",
                "Hold 10s step 0 left 2",
                "Switch 5s step 0 right 2",
                "Hold 10s step 0 right 2",
            ]
        );
    }

    #[test]
    fn the_leg_that_begins_can_be_the_right_one() {
        let start = Start {
            first: Side::Right,
            ..Start::default()
        };
        assert_eq!(
            step("hold = \"10s\"\nsides = \"each\"\nready = \"3s\"", start),
            [
                "Ready 3s step 0 right 1",
                "Hold 10s step 0 right 1",
                "Hold 10s step 0 left 1",
            ]
        );
    }

    #[test]
    fn the_sore_leg_is_named_where_it_is_known() {
        let sore = "hold = \"30s\"\nreps = 2\nrest = \"5s\"\nsides = \"sore\"";
        let known = Start {
            sore: Some(Side::Right),
            ..Start::default()
        };
        assert_eq!(
            step(sore, known),
            [
                "Ready 5s step 0 right 1",
                "Hold 30s step 0 right 1",
                "Rest 5s step 0 right 2",
                "Hold 30s step 0 right 2",
            ]
        );
        assert_eq!(step(sore, Start::default())[1], "Hold 30s step 0 - 1");
    }

    #[test]
    fn no_rest_and_no_get_ready_leave_only_the_holds() {
        assert_eq!(
            step("hold = \"3s\"\nreps = 2\nready = \"0s\"", Start::default()),
            ["Hold 3s step 0 - 1", "Hold 3s step 0 - 2"]
        );
    }

    #[test]
    fn a_step_until_done_waits_for_a_key_or_a_minute_where_there_is_none() {
        let step = |start| step("until = \"done\"\nready = \"0s\"", start);
        assert_eq!(step(Start::default()), ["Hold until done step 0 - 1"]);
        assert_eq!(step(KEYLESS), ["Hold 1m step 0 - 1"]);
    }

    #[test]
    fn heat_cold_and_rolling_wait_behind_their_caution() {
        for act in ["heat", "cold", "roll"] {
            let gated = format!("hold = \"2m\"\nsides = \"each\"\ndoes = [\"{act}\"]");
            assert_eq!(
                step(&gated, Start::default()),
                [
                    "Caution until done step 0 left 1",
                    "Ready 5s step 0 left 1",
                    "Hold 2m step 0 left 1",
                    "Hold 2m step 0 right 1",
                ]
            );
            assert_eq!(step(&gated, KEYLESS)[0], "Caution 5s step 0 left 1");
        }
    }

    #[test]
    fn the_other_acts_do_not_wait() {
        let others = Demand::ACTS
            .iter()
            .filter(|act| !matches!(act, Demand::Heat | Demand::Cold | Demand::Roll));
        for act in others {
            let text = format!("hold = \"2m\"\ndoes = [\"{}\"]", act.name());
            assert_eq!(step(&text, Start::default())[0], "Ready 5s step 0 - 1");
        }
    }

    #[test]
    fn relief_starts_at_once_and_passes_heat_over_by_itself() {
        let steps = ["hold = \"10s\"", "hold = \"5m\"\ndoes = [\"heat\"]"];
        assert_eq!(
            plan("relief", &steps, Start::default()),
            [
                "Hold 10s step 0 - 1",
                "Caution 20s step 1 - 1",
                "Hold 5m step 1 - 1",
            ]
        );
    }

    #[test]
    fn optional_steps_are_left_out_and_the_intro_leads_to_what_starts() {
        let steps = ["hold = \"10s\"\noptional = true", "hold = \"20s\""];
        assert_eq!(
            plan("recovery", &steps, Start::default()),
            [
                "Intro 15s step 1 - 1",
                "Ready 5s step 1 - 1",
                "Hold 20s step 1 - 1",
            ]
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
            ("after-cramp", 3, 49),
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
            let plan = Plan::new(routine, Start::default());
            let length = plan.phases().iter().map(Phase::share).sum::<Duration>();
            assert_eq!(length, Duration::from_secs(60 * minutes + seconds), "{id}");
        }
    }
}
