//! What holds for every session, whatever the routine and whatever the user does.

mod any;
mod relief;
mod speech;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use proptest::prelude::*;

use super::plan::{Phase, PhaseKind, Plan, PlanOptions};
use super::{Command, Cue, CueKind, SECOND, Session, Status};
use crate::routine::{Demand, Length, Purpose, Routine, Side, Sides, Step};
use any::SessionEvent;

const CASES: u32 = 128;
const INSTANT: Duration = Duration::from_nanos(1);

fn play(session: &mut Session, event: SessionEvent) -> Vec<Cue> {
    match event {
        SessionEvent::Wait(time) => session.advance(time),
        SessionEvent::Do(command) => session.command(command),
    }
}

/// A session of `plan` in which all of `events` have happened.
fn after(plan: Plan, events: Vec<SessionEvent>) -> Session {
    let (mut session, _) = Session::begin(plan);
    for event in events {
        play(&mut session, event);
    }
    session
}

prop_compose! {
    /// A session in any state that can be reached.
    fn any_session()(plan in any::plan(), events in any::events()) -> Session {
        after(plan, events)
    }
}

/// Calls everything that can be asked of a session.
fn ask_everything(session: &Session) {
    let _ = (
        session.next_change(),
        session.status(),
        session.is_over(),
        session.step(),
    );
    let _ = (
        session.next_phase(),
        session.remaining(),
        session.returning(),
        session.offer(),
    );
    let _ = (
        session.total_remaining(),
        session.phases(),
        session.position(),
        session.elapsed(),
    );
}

/// Runs a session to its end with no key but the one that ends a step without a clock, and
/// returns how long each step was held on each leg.
fn held_undisturbed(plan: Plan) -> HashMap<(usize, Option<Side>), Duration> {
    let (mut session, _) = Session::begin(plan);
    let mut held = HashMap::new();
    while !session.is_over() {
        let phase = session.phase();
        let wait = session.next_change();
        if phase.kind == PhaseKind::Hold {
            *held.entry((phase.step, phase.side)).or_default() += wait.unwrap_or_default();
        }
        match wait {
            Some(wait) => session.advance(wait),
            None => session.command(Command::ReadyNow),
        };
    }
    held
}

/// How many holds each leg has in each step.
fn holds(phases: &[Phase]) -> BTreeMap<(usize, Option<Side>), Vec<u8>> {
    let mut holds = BTreeMap::<_, Vec<_>>::new();
    for phase in phases.iter().filter(|phase| phase.kind == PhaseKind::Hold) {
        holds
            .entry((phase.step, phase.side))
            .or_default()
            .push(phase.rep);
    }
    holds
}

/// Whether `phase` is part of a step that only the user starts, its caution left out.
fn is_inside_a_gated_step(routine: &Routine, phase: Phase) -> bool {
    !matches!(phase.kind, PhaseKind::Intro | PhaseKind::Caution) && routine.steps[phase.step].waits
}

fn legs(step: &Step, start: PlanOptions) -> Vec<Option<Side>> {
    match step.sides {
        Sides::Neither | Sides::Both => vec![None],
        Sides::Sore => vec![start.sore],
        Sides::Each => vec![Some(Side::Left), Some(Side::Right)],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn waiting_is_additive(session in any_session(), a in any::wait(), b in any::wait()) {
        let b = b.min(Duration::MAX.saturating_sub(a));
        let mut twice = session.clone();
        let mut cues = twice.advance(a);
        cues.extend(twice.advance(b));
        let mut once = session;
        prop_assert_eq!(once.advance(a + b), cues);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn nothing_is_told_before_the_next_change_and_something_at_it(mut session in any_session()) {
        let Some(wait) = session.next_change() else {
            return Ok(());
        };
        let phase = session.phase();
        prop_assert!(!wait.is_zero());
        prop_assert_eq!(session.advance(wait.saturating_sub(INSTANT)), vec![]);
        prop_assert_eq!(session.phase(), phase);
        prop_assert_eq!(session.next_change(), Some(INSTANT));
        prop_assert_ne!(session.advance(INSTANT), vec![]);
    }

    #[test]
    fn without_a_next_change_only_the_user_changes_anything(
        mut session in any_session(),
        wait in any::wait(),
    ) {
        if session.next_change().is_none() {
            let (phase, status) = (session.phase(), session.status());
            prop_assert_eq!(session.advance(wait), vec![]);
            prop_assert_eq!((session.phase(), session.status()), (phase, status));
        }
    }

    #[test]
    fn nothing_panics(plan in any::plan(), step in 0..9_usize, events in any::events()) {
        let (mut session, _) = Session::begin_at(plan, step);
        ask_everything(&session);
        for event in events {
            play(&mut session, event);
            ask_everything(&session);
        }
    }

    #[test]
    fn a_paused_session_stays_as_it_is(mut session in any_session(), wait in any::wait()) {
        session.command(Command::Pause);
        let paused = session.clone();
        prop_assert_eq!(session.next_change(), None);
        prop_assert_eq!(session.advance(wait), vec![]);
        prop_assert_eq!(session, paused);
    }

    #[test]
    fn what_is_over_stays_over(mut session in any_session(), ends: bool, events in any::events()) {
        let (end, status) = if ends {
            (Command::Next, Status::Finished)
        } else {
            (Command::Stop, Status::Stopped)
        };
        if !session.is_over() {
            while !session.is_over() {
                session.command(end);
            }
            prop_assert_eq!(session.status(), status);
        }
        let over = session.clone();
        prop_assert_eq!((over.next_change(), over.next_phase(), over.offer()), (None, None, None));
        prop_assert_eq!(over.total_remaining(), Duration::ZERO);
        for event in events {
            prop_assert_eq!(play(&mut session, event), vec![]);
        }
        prop_assert_eq!(session, over);
    }

    #[test]
    fn every_leg_gets_its_full_time(plan in any::plan(), start in any::start()) {
        let routine = plan.routine().clone();
        let held = held_undisturbed(Plan::new(routine.clone(), start));
        let mut promised = HashMap::new();
        for (index, step) in routine.steps.iter().enumerate() {
            let hold = match step.length {
                Length::Timed(hold) => hold,
                // Relief waits for no key.
                Length::UntilDone if start.keyboard && routine.purpose != Purpose::Relief => Duration::ZERO,
                Length::UntilDone => Duration::from_secs(60),
            };
            if !step.optional && !step.waits {
                for leg in legs(step, start) {
                    promised.insert((index, leg), hold * u32::from(step.reps.get()));
                }
            }
        }
        prop_assert_eq!(held, promised);
    }

    #[test]
    fn left_and_right_alternate_after_every_hold(plan in any::plan(), events in any::events()) {
        let swaps = |event: &SessionEvent| *event == SessionEvent::Do(Command::SwapSides);
        let session = after(plan, events.into_iter().filter(|event| !swaps(event)).collect());
        let is_hold = |phase: &&Phase| phase.kind == PhaseKind::Hold;
        let holds = session.phases().iter().filter(is_hold).collect::<Vec<_>>();
        for pair in holds.windows(2).filter(|pair| pair[0].step == pair[1].step) {
            let each = session.routine().steps[pair[0].step].sides == Sides::Each;
            prop_assert_eq!(pair[0].side != pair[1].side, each);
        }
    }

    #[test]
    fn swapping_keeps_the_holds_of_each_leg(session in any_session()) {
        let mut planned = Vec::new();
        for (index, step) in session.routine().steps.iter().enumerate() {
            if !step.optional || session.phases().iter().any(|phase| phase.step == index) {
                planned.extend(session.plan().step(index));
            }
        }
        prop_assert_eq!(holds(session.phases()), holds(&planned));
    }

    #[test]
    fn every_pause_says_which_leg_comes_after_it(session in any_session()) {
        for pair in session.phases().windows(2).filter(|pair| pair[0].step == pair[1].step) {
            let changes = pair[0].side != pair[1].side;
            match (pair[0].kind, pair[1].kind) {
                (PhaseKind::Intro, _) | (PhaseKind::Hold, PhaseKind::Hold) => {}
                (PhaseKind::Hold, kind) => prop_assert_eq!(kind == PhaseKind::Switch, changes),
                (_, PhaseKind::Hold | PhaseKind::Ready) => {
                    prop_assert_eq!((pair[0].side, pair[0].rep), (pair[1].side, pair[1].rep));
                }
                (_, kind) => prop_assert!(false, "{:?} stands after {:?}", kind, pair[0].kind),
            }
        }
    }

    #[test]
    fn a_swap_starts_a_running_hold_again_on_the_other_leg(mut session in any_session()) {
        let before = session.phase();
        let cues = session.command(Command::SwapSides);
        let phase = session.phase();
        let swapped = phase.side != before.side;
        let tells = swapped && phase.kind != PhaseKind::Caution;
        prop_assert_eq!(cues.len(), usize::from(tells));
        if swapped {
            prop_assert_eq!(phase.side, before.side.map(Side::other));
        }
        if swapped && phase.kind == PhaseKind::Hold {
            prop_assert_eq!((session.elapsed(), session.returning()), (Duration::ZERO, None));
        }
    }

    #[test]
    fn shorter_leaves_a_second(mut session in any_session(), by in any::wait()) {
        let before = session.remaining();
        session.command(Command::Shorter(by));
        let least = before.map(|before| before.min(SECOND));
        prop_assert!(session.remaining() >= least);
        prop_assert!(session.remaining() <= before);
    }

    #[test]
    fn longer_stops_at_its_limit(mut session in any_session(), by in any::wait()) {
        let (before, step) = (session.phase(), session.step().clone());
        let brief = matches!(step.length, Length::Timed(hold) if hold <= 60 * SECOND);
        let stretches = brief && step.sides != Sides::Neither;
        let minutes = match before.kind {
            PhaseKind::Hold if step.mechanics.has(Demand::Cold) => 10,
            PhaseKind::Hold if step.mechanics.has(Demand::Heat) => 15,
            PhaseKind::Hold if stretches => 1,
            _ => 60,
        };
        session.command(Command::Longer(by));
        let limit = Duration::from_secs(minutes * 60);
        match (before.length, session.phase().length) {
            (Length::Timed(before), Length::Timed(now)) => {
                prop_assert!(now >= before && now <= before.max(limit));
                prop_assert!(now == before || now == limit || now == before.saturating_add(by));
            }
            (before, now) => prop_assert_eq!(before, now),
        }
    }

    #[test]
    fn optional_steps_never_start_by_themselves(plan in any::plan(), events in any::events()) {
        let takes = |event: &SessionEvent| *event == SessionEvent::Do(Command::Take);
        let session = after(plan, events.into_iter().filter(|event| !takes(event)).collect());
        let optional = |phase: &Phase| session.routine().steps[phase.step].optional;
        prop_assert!(!session.phases().iter().any(optional));
    }

    #[test]
    fn heat_and_cold_start_only_when_they_are_taken(plan in any::plan(), events in any::events()) {
        let (mut session, _) = Session::begin(plan);
        for event in events {
            let before = session.phase();
            let cues = play(&mut session, event);
            let began = cues.iter().filter(|cue| cue.kind == CueKind::Begin);
            let mut inside = began.map(|cue| cue.phase).chain([session.phase()]);
            let inside = inside.find(|&phase| is_inside_a_gated_step(session.routine(), phase));
            let Some(inside) = inside else { continue };
            let was_inside = is_inside_a_gated_step(session.routine(), before);
            prop_assert_eq!(inside.step, before.step);
            prop_assert!(was_inside || event == SessionEvent::Do(Command::Take));
        }
    }

    #[test]
    fn without_a_keyboard_every_session_ends_by_itself(plan in any::plan(), start in any::start()) {
        let start = PlanOptions { keyboard: false, ..start };
        let (mut session, _) = Session::begin(Plan::new(plan.routine().clone(), start));
        session.advance(Duration::from_secs(24 * 60 * 60));
        prop_assert_eq!(session.status(), Status::Finished);
    }

    #[test]
    fn a_plan_is_as_long_as_its_routine(plan in any::plan()) {
        let (session, _) = Session::begin(Plan::new(plan.routine().clone(), PlanOptions::default()));
        let mut routine = session.routine().clone();
        let is_relief = routine.purpose == Purpose::Relief;
        for step in routine.steps.iter_mut().filter(|step| is_relief && step.length == Length::UntilDone) {
            step.length = Length::Timed(Duration::from_secs(60));
        }
        prop_assert_eq!(session.total_remaining(), routine.length());
    }

    #[test]
    fn a_return_from_a_pause_takes_three_seconds(mut session in any_session(), wait in any::wait()) {
        session.command(Command::Pause);
        if session.is_over() {
            return Ok(());
        }
        let paused = session.clone();
        session.advance(wait);
        session.command(Command::Resume);
        let timed_hold = paused.phase().kind == PhaseKind::Hold && paused.remaining().is_some();
        let gets_ready = timed_hold && session.routine().purpose != Purpose::Relief;
        prop_assert_eq!(session.returning(), gets_ready.then_some(3 * SECOND));
        if gets_ready {
            session.advance(3 * SECOND);
        }
        prop_assert_eq!(session.phase(), paused.phase());
        prop_assert_eq!(session.remaining(), paused.remaining());
    }
}
