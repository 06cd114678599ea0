//! What holds for every cramp.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::Command;
use super::super::plan::{Plan, PlanOptions};
use super::super::relief::{Relief, ReliefEvent, Stage, TEN_MINUTES};
use super::{INSTANT, any};
use crate::diary::ReliefAnswer;
use crate::routine::{Purpose, Routine};

/// What can happen during a cramp.
#[derive(Debug, Clone)]
enum CrampEvent {
    Wait(Duration),
    Sleep(Duration),
    Do(Command),
    Switch(Box<Routine>),
    Ask,
    Answer(ReliefAnswer),
}

fn relief_routine() -> impl Strategy<Value = Routine> {
    any::routine(Purpose::Relief, any::timed())
}

/// A dozen or two of anything but the answers that end it.
fn events() -> impl Strategy<Value = Vec<CrampEvent>> {
    let minutes = || (0..200_u64).prop_map(Duration::from_secs);
    let event = prop_oneof![
        6 => minutes().prop_map(CrampEvent::Wait),
        1 => any::wait().prop_map(CrampEvent::Wait),
        1 => minutes().prop_map(CrampEvent::Sleep),
        4 => any::command().prop_map(CrampEvent::Do),
        1 => Just(CrampEvent::Do(Command::Stop)),
        1 => relief_routine().prop_map(|routine| CrampEvent::Switch(Box::new(routine))),
        3 => Just(CrampEvent::Ask),
        3 => select(vec![ReliefAnswer::Same, ReliefAnswer::Worse]).prop_map(CrampEvent::Answer),
    ];
    vec(event, 0..24)
}

fn play(relief: &mut Relief, event: CrampEvent) -> Vec<ReliefEvent> {
    match event {
        CrampEvent::Wait(time) => return relief.advance(time),
        CrampEvent::Sleep(time) => return relief.sleep(time),
        CrampEvent::Do(command) => return relief.command(command),
        CrampEvent::Switch(routine) => relief.switch(*routine, None),
        CrampEvent::Ask => relief.ask(),
        CrampEvent::Answer(answer) => relief.answer(answer),
    }
    Vec::new()
}

prop_compose! {
    /// Relief in any state that can be reached before an answer ends it.
    fn any_relief()(routine in relief_routine(), events in events()) -> Relief {
        let mut relief = Relief::begin(routine, None);
        for event in events {
            play(&mut relief, event);
        }
        relief
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(super::CASES) })]

    #[test]
    fn waiting_is_additive(relief in any_relief(), a in any::wait(), b in any::wait()) {
        let b = b.min(Duration::MAX.saturating_sub(a));
        let mut twice = relief.clone();
        let mut happened = twice.advance(a);
        happened.extend(twice.advance(b));
        let mut once = relief;
        prop_assert_eq!(once.advance(a + b), happened);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn nothing_happens_before_the_next_change_and_something_at_it(mut relief in any_relief()) {
        let Some(wait) = relief.next_change() else {
            let stage = relief.stage();
            prop_assert_eq!(relief.advance(Duration::from_secs(86_400)), vec![]);
            prop_assert_eq!(relief.stage(), stage);
            return Ok(());
        };
        prop_assert!(!wait.is_zero());
        prop_assert_eq!(relief.advance(wait.saturating_sub(INSTANT)), vec![]);
        prop_assert_eq!(relief.next_change(), Some(INSTANT));
        prop_assert!(!relief.advance(INSTANT).is_empty());
    }

    #[test]
    fn the_clock_is_all_the_time_that_passed(routine in relief_routine(), events in events()) {
        let mut relief = Relief::begin(routine, None);
        let mut passed = Duration::ZERO;
        for event in events {
            if let CrampEvent::Wait(time) | CrampEvent::Sleep(time) = event {
                passed = passed.saturating_add(time);
            }
            play(&mut relief, event);
            prop_assert_eq!(relief.clock(), passed);
        }
    }

    #[test]
    fn ten_minutes_are_told_once(routine in relief_routine(), events in events()) {
        let mut relief = Relief::begin(routine, None);
        let mut told = 0;
        for event in events {
            let happened = play(&mut relief, event);
            told += happened.iter().filter(|happened| **happened == ReliefEvent::TenMinutes).count();
            prop_assert_eq!(told, usize::from(relief.clock() >= TEN_MINUTES));
        }
    }

    #[test]
    fn before_ten_minutes_stretching_never_waits_for_a_key(mut relief in any_relief()) {
        relief.ask();
        relief.answer(ReliefAnswer::Same);
        if relief.stage() == Stage::Stretching {
            prop_assert!(relief.session().next_change().is_some());
        } else {
            prop_assert!(relief.stage() == Stage::Worse || relief.clock() >= TEN_MINUTES);
        }
    }

    #[test]
    fn it_rests_at_ten_minutes_whatever_is_under_way(routine in relief_routine()) {
        let mut relief = Relief::begin(routine, None);
        relief.advance(TEN_MINUTES.saturating_sub(INSTANT));
        prop_assert_eq!(relief.stage(), Stage::Stretching);
        prop_assert_eq!(relief.advance(INSTANT), [ReliefEvent::TenMinutes]);
        prop_assert_eq!(relief.stage(), Stage::Resting);
        prop_assert_eq!(relief.next_change(), None);
        prop_assert!(!relief.is_ticking());
    }

    #[test]
    fn an_end_is_the_moment_of_the_press_and_stays(
        mut relief in any_relief(),
        thinking in any::wait(),
        answer in select(vec![ReliefAnswer::Gone, ReliefAnswer::Better]),
        events in events(),
    ) {
        let pressed = relief.clock();
        relief.ask();
        let Stage::Asking { stamp } = relief.stage() else {
            prop_assert_eq!(relief.stage(), Stage::Worse);
            return Ok(());
        };
        relief.advance(thinking);
        relief.answer(answer);
        prop_assert!(stamp <= Some(pressed));
        prop_assert_eq!(relief.stage(), Stage::Eased { answer, after: stamp });
        let over = relief.clone();
        for event in events {
            prop_assert_eq!(play(&mut relief, event), vec![]);
        }
        prop_assert_eq!(relief, over);
    }

    #[test]
    fn a_question_holds_the_step_where_it_is(mut relief in any_relief(), thinking in any::wait()) {
        if relief.stage() == Stage::Stretching {
            let session = relief.session().clone();
            let was_early = relief.clock() < TEN_MINUTES;
            relief.ask();
            relief.advance(thinking);
            prop_assert_eq!(relief.session(), &session);
            let is_late = was_early && relief.clock() >= TEN_MINUTES;
            relief.answer(ReliefAnswer::Same);
            let stage = if is_late { Stage::Resting } else { Stage::Stretching };
            prop_assert_eq!(relief.stage(), stage);
        }
    }

    #[test]
    fn another_muscle_begins_at_its_first_step(mut relief in any_relief(), next in relief_routine()) {
        let clock = relief.clock();
        relief.switch(next.clone(), None);
        if clock >= TEN_MINUTES {
            prop_assert_eq!(relief.stage(), Stage::Resting);
            return Ok(());
        }
        prop_assert_eq!((relief.stage(), relief.clock()), (Stage::Stretching, clock));
        let (session, _) = super::Session::begin(Plan::new(next, PlanOptions::default()));
        prop_assert_eq!(relief.session(), &session);
    }
}
