//! The states of the screens that are looked at: each by its name, and how to get there from home.

use uncramp::ui::Msg;

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::Pilot;

/// How to get to a state from home.
type State = fn(&mut Pilot);

/// A list of all states by name, and for each a test that it looks as it did.
macro_rules! states {
    ($($name:ident => $reach:expr,)+) => {
        const STATES: &[(&str, State)] = &[$((stringify!($name), $reach)),+];

        mod looks_as_it_did {
            $(
                #[test]
                fn $name() {
                    crate::screens::assert_looks(stringify!($name));
                }
            )+
        }
    };
}

states! {
    home => |_| {},
    home_stretched => |pilot| {
        pilot.opens(&[STRETCHED], "2026-11-21T23:10:00+01:00").press("down");
    },
    routines => |pilot| {
        pilot.press("3 down");
    },
    routines_end => |pilot| {
        pilot.press("3 end");
    },
    offer => |pilot| {
        pilot.opens(CRAMPS, MORNING);
    },
    morning => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6 7");
    },
    morning_triggers => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 8);
        pilot.press("4");
    },
    writing => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 13);
        pilot.press("h u r t s");
    },
    morning_signs => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 5);
    },
    kept => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6 7 q");
    },
    nights => |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 left down");
    },
    nights_early => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("5");
    },
    counts => |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 i");
    },
    night => |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("5 enter");
    },
    six_weeks => |pilot| {
        pilot.opens(&fifty_nights(), MORNING).press("6");
    },
    question => |pilot| {
        pilot.press("p right");
    },
    weeks => |pilot| {
        pilot.press("p");
        skip(pilot, 6);
        pilot.press("y x");
    },
    which => |pilot| {
        pilot.press("p");
        skip(pilot, 7);
        pilot.press("y 1");
    },
    swollen => |pilot| {
        pilot.press("p y");
    },
    changes => |pilot| {
        pilot.press("p right y");
        skip(pilot, 8);
    },
    answered => |pilot| {
        pilot.press("p");
        skip(pilot, 10);
        pilot.press("x");
    },
    unread => |pilot| {
        pilot.press("5").tell(Msg::Unread(UNREAD.to_owned()));
        pilot.wait(6.0);
    },
    unsaved => |pilot| {
        pilot.tell(Msg::Unsaved(UNREAD.to_owned()));
        pilot.press("v");
    },
    signs => |pilot| {
        pilot.press("!");
    },
    help => |pilot| {
        pilot.press("?");
    },
    relief => |pilot| {
        pilot.press("1").wait(10.5);
    },
    relief_standing => |pilot| {
        pilot.press("1 right right right").wait(180.0);
    },
    relief_thigh => |pilot| {
        pilot.press("1 4 right").wait(3.0);
    },
    asking => |pilot| {
        pilot.press("1").wait(12.0).press("space").wait(2.0);
    },
    worse => |pilot| {
        pilot.press("1").wait(12.0).press("space 4");
    },
    gone => |pilot| {
        pilot.press("1").wait(130.0).press("space 1");
    },
    card => |pilot| {
        pilot.press("1").wait(600.0);
    },
    resting => |pilot| {
        pilot.press("1").wait(600.0).press("x").wait(600.0);
    },
    intro => |pilot| {
        pilot.press("2");
    },
    ready => |pilot| {
        pilot.press("2 right right").wait(1.0);
    },
    hold => |pilot| {
        pilot.press("2 right right").wait(7.0);
    },
    rest => |pilot| {
        pilot.press("3 down down down down down enter enter right right right").wait(23.0);
    },
    switch => |pilot| {
        pilot.press("2 right right").wait(16.0);
    },
    paused => |pilot| {
        pilot.press("2 right right").wait(7.0).press("space");
    },
    until_done => |pilot| {
        warm(pilot);
        pilot.press("right");
    },
    caution => |pilot| {
        warm(pilot);
    },
    details => |pilot| {
        pilot.press("2 right right i");
    },
    leave => |pilot| {
        pilot.press("2 right q");
    },
    done => |pilot| {
        pilot.press("2 right right right right right");
    },
}

/// The names of all states.
pub fn names() -> impl Iterator<Item = &'static str> {
    STATES.iter().map(|(name, _)| *name)
}

/// Somebody who has got to a state from home, in a window of a size.
pub fn reach(name: &str, columns: u16, rows: u16) -> Pilot {
    let (_, reach) = STATES
        .iter()
        .find(|(state, _)| *state == name)
        .expect("a state has a name");
    let mut pilot = Pilot::home();
    pilot.resize(columns, rows);
    reach(&mut pilot);
    pilot
}

/// Begins the routine with warmth, which waits behind its caution.
fn warm(pilot: &mut Pilot) {
    pilot.press("3 down down down down down down down down down down enter enter");
}

/// A stretch before bed.
const STRETCHED: &str = r#"{"v":1,"id":"s","kind":"session","at":"2026-11-21T22:44:00+01:00","start":"2026-11-21T22:40:00+01:00","routine":"bedtime-stretch","seconds":215,"finished":true}"#;

/// Leaves questions unanswered.
fn skip(pilot: &mut Pilot, questions: usize) {
    for _ in 0..questions {
        pilot.press("tab");
    }
}

/// Why a diary can be neither read nor written.
const UNREAD: &str = "no permission to read and write it; `ls -la` in its folder shows who has it \
                      (/home/somebody/.local/share/uncramp/diary.jsonl)";
