//! What entries of the diary tell of danger: it goes with what they say.

use std::time::Duration;

use proptest::prelude::*;
use uncramp::diary::Diary;
use uncramp::diary::choice::Sign;
use uncramp::diary::danger::told_anew;
use uncramp::diary::entry::{Cramp, Entry};
use uncramp::diary::line::Id;
use uncramp::diary::value::{Response, Seconds};
use uncramp::moment::Moment;
use uncramp::profile::danger::Danger;
use uncramp::profile::{Answer, file};
use uncramp::ui::Effect;
use uncramp::ui::live_diary::LiveDiary;

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::Pilot;
use crate::profile::{uncramp, words};

fn now() -> Moment {
    Moment::parse("2026-11-22T08:00:00+01:00").unwrap()
}

/// One of the changes that can be made: of which entry, and how.
#[derive(Debug, Clone)]
enum Change {
    Say(u32, Option<u64>, Option<Sign>),
    Delete(u32),
    Undo,
    Redo,
}

fn change() -> impl Strategy<Value = Change> {
    let minutes = prop::option::of(0..20_u64);
    let sign = prop::option::of(prop::sample::select(Sign::ALL));
    prop_oneof![
        4 => (0..2_u32, minutes, sign).prop_map(|(of, minutes, sign)| Change::Say(of, minutes, sign)),
        1 => (0..2_u32).prop_map(Change::Delete),
        2 => Just(Change::Undo),
        1 => Just(Change::Redo),
    ]
}

fn signs(danger: Option<&Danger>) -> Vec<String> {
    let signs = danger.into_iter().flat_map(Danger::signs);
    let mut signs: Vec<_> = signs.map(str::to_owned).collect();
    signs.sort();
    signs
}

proptest! {
    #[test]
    fn after_any_changes_the_danger_is_that_of_the_last_line_told_afresh(
        changes in prop::collection::vec(change(), 1..12),
    ) {
        let diary = Diary::default();
        let boundary = diary.boundary();
        let mut live = LiveDiary::new(diary, now(), |_| None);
        let mut effects = Vec::new();
        for change in changes {
            let id = |of| Id::new(now(), of);
            match change {
                Change::Say(of, minutes, sign) => {
                    let mut cramp = Cramp::new(now().before(Duration::from_secs(4 * 3600)));
                    let length = minutes.and_then(|it| Seconds::new(Duration::from_secs(it * 60)));
                    cramp.seconds = length.map(Response::Known);
                    cramp.signs = sign.map(|sign| Response::Known([sign].into()));
                    live.write(&id(of), &Entry::Cramp(cramp), &mut effects);
                }
                Change::Delete(of) => live.delete(&id(of), &mut effects),
                Change::Undo => _ = live.undo(&mut effects),
                Change::Redo => _ = live.redo(&mut effects),
            }
        }
        let said = effects.iter().filter_map(|effect| match effect {
            Effect::Answer(answer) => Some(file::line(answer, now()) + "\n"),
            _ => None,
        });
        let kept = file::parse(&said.collect::<String>());
        prop_assert_eq!(kept.problems, []);
        let afresh = live.diary().entries().fold(None, |danger, (id, entry)| {
            let told = told_anew([None, Some(entry)], boundary, now());
            Danger::told(danger, id.as_str(), &told.unwrap_or_default())
        });
        prop_assert_eq!(signs(kept.danger.as_ref()), signs(afresh.as_ref()));
    }
}

#[test]
fn a_slip_on_the_command_line_that_is_mended_keeps_nothing_from_starting() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let waits = || {
        let run = uncramp(home, &["bedtime", "--plain", "--speed", "1000"]);
        words(&run.stdout).starts_with("GET ADVICE")
    };
    let does = |args: &[&str]| {
        let done = uncramp(home, &[&["diary"], args].concat());
        assert!(done.status.success(), "{args:?}: {done:?}");
        words(&done.stdout)
    };
    does(&["add", "--ago", "2h", "--minutes", "12"]);
    assert!(waits());
    let mended = does(&["edit", "last", "--minutes", "2"]);
    assert!(mended.contains("taken back: nothing waits"), "{mended}");
    assert!(!waits());
    assert!(does(&["undo"]).contains("TODAY") && waits());
    does(&["edit", "last", "--note", "odd"]);
    assert!(waits(), "another answer says nothing of it");
    does(&["edit", "last", "--clear", "minutes"]);
    assert!(!waits());
    does(&["edit", "last", "--signs", "hot"]);
    assert!(waits());
    does(&["edit", "last", "--signs", "none"]);
    assert!(!waits());
    does(&["edit", "last", "--signs", "numb"]);
    does(&["delete", "last"]);
    assert!(!waits());
}

#[test]
fn a_slip_in_a_length_on_the_screen_is_said_at_once_and_goes_when_it_is_mended() {
    let mut pilot = opened();
    pilot
        .press("5 e s")
        .wait(0.5)
        .press("enter")
        .sees("HOW LONG?");
    pilot.wait(0.5).press("1 2").wait(2.0).sees("12 min.");
    // No card comes over what is being typed.
    pilot
        .misses("Rest the leg")
        .press("enter")
        .sees("Rest the leg");
    pilot
        .wait(1.5)
        .press("x")
        .wait(1.5)
        .press("b")
        .sees("HOW LONG?");
    pilot.press("6").wait(1.1).sees("Taken back").press("enter");
    pilot
        .wait(1.5)
        .press("q")
        .wait(1.0)
        .press("u")
        .sees("Rest the leg");
    let told = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Answer(Answer::Told { signs, .. }) => Some(signs.len()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [1, 0, 1]);
}

fn opened() -> Pilot {
    let mut pilot = Pilot::home();
    pilot.opens(CRAMPS, MORNING);
    pilot
}
