//! The states of the screens that are looked at: each by its name, and how to get there from home.

use uncramp::profile::{BodyPart, Profile, Question, Reply};
use uncramp::routine::{RoutineId, parse};
use uncramp::ui::board::Content;
use uncramp::ui::{AppConfig, InitialScreen, Msg};

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, setup, stilled};

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
        skip(pilot, 7);
        pilot.press("4");
    },
    evening => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 8);
        pilot.press("w t e a enter");
    },
    own_words => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 4);
        pilot.press("w t e a");
    },
    time => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("5 e s 0 3 1 0");
    },
    writing => |pilot| {
        pilot.opens(CRAMPS, MORNING).press("6");
        skip(pilot, 9);
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
        pilot.press("p tab");
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
        pilot.press("p tab y");
        skip(pilot, 10);
    },
    illnesses => |pilot| {
        pilot.press("p");
        skip(pilot, 10);
        pilot.press("y 2 0");
    },
    age => |pilot| {
        pilot.press("p");
        skip(pilot, 11);
        pilot.press("down");
    },
    answered => |pilot| {
        pilot.press("p");
        skip(pilot, 12);
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
    marks => |pilot| {
        pilot.press("!").wait(1.0).press("! right right");
    },
    handbook => |pilot| {
        pilot.press("7 down");
    },
    group => |pilot| {
        pilot.press("7 down down down down down down enter down");
    },
    found => |pilot| {
        pilot.press("7 /").press("m a g n e s");
    },
    nothing_found => |pilot| {
        pilot.press("7 /").press("x y z z y");
    },
    question_card => |pilot| {
        pilot.press("7 / q u i n enter");
    },
    ticked => |pilot| {
        pilot.press("7 / q u i n enter x");
    },
    tip => |pilot| {
        pilot.press("t");
    },
    sources => |pilot| {
        pilot.press("t s");
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
    relief_look => |pilot| {
        pilot.press("1 o").wait(3.0);
    },
    relief_thigh => |pilot| {
        pilot.press("1 4 right").wait(3.0);
    },
    still => |pilot| {
        pilot.tell(Msg::Profile(Box::new(hurt_calf()), None));
        pilot.wait(1.0).press("1").wait(2.0);
    },
    asking => |pilot| {
        pilot.press("1").wait(12.0).press("space").wait(2.0);
    },
    worse => |pilot| {
        pilot.press("1").wait(12.0).press("space 4");
    },
    look => |pilot| {
        pilot.press("1").wait(130.0).press("space 1");
    },
    look_first => |pilot| {
        pilot.press("1").wait(130.0).press("space 1").wait(1.0);
        pilot.press("enter w").wait(1.0);
    },
    gone => |pilot| {
        pilot.press("1").wait(130.0).press("space 1 2");
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
        start(pilot, "After the cramp");
        skip_steps(pilot, 1);
        pilot.press("2");
        skip_steps(pilot, 1);
        pilot.wait(23.0).sees("REST");
    },
    switch => |pilot| {
        pilot.press("2 right right").wait(16.0);
    },
    paused => |pilot| {
        pilot.press("2 right right").wait(7.0).press("space");
    },
    until_done => |pilot| {
        pilot.press("right").wait(7.0).sees("DONE");
    },
    routine_look => |pilot| {
        start(pilot, "After the cramp");
        skip_steps(pilot, 1);
    },
    caution => |pilot| {
        start(pilot, "Warmth and massage");
        pilot.sees("READ FIRST");
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
    reach_with(name, columns, rows, setup())
}

/// The same with another setup.
pub fn reach_with(name: &str, columns: u16, rows: u16, setup: AppConfig) -> Pilot {
    let (_, reach) = STATES
        .iter()
        .find(|(state, _)| *state == name)
        .expect("a state has a name");
    let first = match name {
        "until_done" => {
            let id = RoutineId::new("own").expect("a valid id");
            let routine = parse(id, UNTIL_DONE).expect("a valid routine");
            InitialScreen::Routine(Box::new(routine))
        }
        _ => InitialScreen::Home,
    };
    let setup = match name {
        "card" | "resting" => stilled(setup),
        _ => setup,
    };
    let mut pilot = Pilot::with(setup, first);
    pilot.resize(columns, rows);
    reach(&mut pilot);
    pilot
}

/// Somebody whose calf may be torn.
fn hurt_calf() -> Profile {
    let mut profile = Profile::default();
    profile.answer(Question::Joints, Reply::Yes);
    profile.parts = vec![BodyPart::Calf];
    profile
}

/// Begins a routine of the list, past its title page.
fn start(pilot: &mut Pilot, title: &str) {
    pilot.press("3 home");
    while !is_selected(pilot, title) {
        let before = pilot.screen();
        pilot.press("down");
        assert_ne!(pilot.screen(), before, "{title} is not in the list");
    }
    pilot.press("enter").wait(1.0).press("enter");
}

fn is_selected(pilot: &Pilot, title: &str) -> bool {
    let (board, ..) = pilot.app.shown();
    board.blocks.iter().any(|block| match &block.content {
        Content::List(items) => items
            .iter()
            .any(|item| item.is_selected && item.title == title),
        _ => false,
    })
}

/// Goes on to a later step.
fn skip_steps(pilot: &mut Pilot, steps: usize) {
    for _ in 0..steps {
        pilot.wait(1.0).press("right");
    }
}

/// A step that lasts until a key is pressed: no built-in routine has one.
const UNTIL_DONE: &str = r#"
format = 1
title = "Settle"
purpose = "prevention"
muscles = ["calf"]
posture = "lying"
evidence = "own"

[[step]]
title = "Settle"
say = "Lie down and let both legs go heavy."
until = "done"
pose = "rest-pillow"
"#;

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
