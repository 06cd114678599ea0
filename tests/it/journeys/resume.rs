//! What was left in one window goes on in the next.

use std::time::Duration;

use uncramp::diary::recorder::EntryRecorder;
use uncramp::diary::value::Seconds;
use uncramp::diary::{Diary, Record, episode};
use uncramp::moment::Moment;
use uncramp::session::relief::Spot;
use uncramp::session::under_way::UnderWay;
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};

use crate::pilot::{Pilot, routine, setup, still};

/// Relief in a first window.
fn relief() -> Pilot {
    Pilot::with(still(), InitialScreen::Relief(Some(Spot::Calf)))
}

/// What was kept last.
fn kept(pilot: &Pilot) -> UnderWay {
    let mut kept = pilot
        .effects
        .iter()
        .rev()
        .filter_map(|effect| match effect {
            Effect::Keep(under_way) => Some(under_way.clone()),
            _ => None,
        });
    kept.next().unwrap_or_default()
}

/// The next window, so many seconds after the last one was closed.
fn window(before: &mut Pilot, seconds: u64, first: InitialScreen) -> Pilot {
    before.tell(Msg::Ended);
    killed(before, seconds, first)
}

/// The next window, so many seconds after something was kept by one that nobody closed.
fn killed(before: &Pilot, seconds: u64, first: InitialScreen) -> Pilot {
    let mut under_way = kept(before);
    under_way.pass(Duration::from_secs(seconds));
    Pilot::with(
        AppConfig {
            under_way,
            ..setup()
        },
        first,
    )
}

/// How long ago relief began, as the record has it.
fn began(pilot: &Pilot) -> u64 {
    let mut ago = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Record(Record::Began { ago, .. }) => Some(ago.as_secs()),
        _ => None,
    });
    ago.next().expect("relief begins with its record")
}

#[test]
fn relief_without_an_answer_goes_on_with_its_clock_in_its_first_frame() {
    for spot in [None, Some(Spot::Foot)] {
        let mut first = Pilot::start(InitialScreen::Relief(Some(Spot::Foot)));
        first.wait(125.0);
        let mut next = window(&mut first, 240, InitialScreen::Relief(spot));
        assert_eq!(began(&next), 365);
        next.sees("It began 6 minutes ago: the clock goes on.")
            .wait(10.0)
            .sees("TOES")
            .resize(40, 15)
            .sees("6:15");
        // And in the window after that.
        assert_eq!(
            began(&window(&mut next, 60, InitialScreen::Relief(None))),
            435
        );
    }
}

#[test]
fn a_question_that_nobody_answered_is_no_end() {
    let mut first = relief();
    first.wait(60.0).press("space").wait(30.0);
    assert_eq!(
        began(&window(&mut first, 10, InitialScreen::Relief(None))),
        100
    );
}

#[test]
fn what_was_kept_at_a_step_outlives_a_kill() {
    let mut first = relief();
    first.wait(100.0);
    let next = killed(&first, 20, InitialScreen::Relief(None));
    assert!(began(&next) > 50, "{}", began(&next));
}

#[test]
fn relief_of_more_than_a_try_outlives_a_kill_within_its_first_step() {
    let mut first = relief();
    first.wait(20.0);
    let next = killed(&first, 120, InitialScreen::Relief(None));
    assert!(began(&next) >= 135, "{}", began(&next));
    let mut first = relief();
    first.wait(10.0);
    let next = killed(&first, 120, InitialScreen::Relief(None));
    assert_eq!(began(&next), 0);
}

#[test]
fn both_legs_are_not_forgotten_when_relief_goes_on() {
    let stands = |mut pilot: Pilot| {
        pilot.wait(2.0).press("1");
        let shown: Vec<_> = (0..6)
            .map(|_| pilot.wait(2.0).press("right").wait(1.0).screen())
            .collect();
        shown.iter().any(|screen| screen.contains("Cannot stand?"))
    };
    let mut first = relief();
    first.wait(2.0).press("t").wait(20.0);
    assert!(kept(&first).cramp.unwrap().both_legs);
    assert!(!stands(window(&mut first, 60, InitialScreen::Relief(None))));
    // As it is without: the step is there for one leg.
    let mut first = relief();
    first.wait(20.0);
    assert!(stands(window(&mut first, 60, InitialScreen::Relief(None))));
}

#[test]
fn an_end_is_an_end() {
    for keys in ["space 1", "space 2", "space 1 enter"] {
        let mut first = relief();
        first.wait(60.0).press_slowly(keys);
        assert_eq!(
            began(&window(&mut first, 60, InitialScreen::Relief(None))),
            0,
            "{keys}"
        );
    }
}

#[test]
fn a_window_that_is_opened_again_starts_no_new_stretch_after_ten_minutes() {
    let mut first = relief();
    first.wait(660.0).sees("GET HELP");
    let mut next = window(&mut first, 60, InitialScreen::Relief(None));
    assert_eq!(began(&next), 720);
    next.sees("GET HELP");
    // Who has slept over it has another cramp.
    let mut first = relief();
    first.wait(60.0).press("space").wait(3600.0);
    assert_eq!(
        began(&window(&mut first, 60, InitialScreen::Relief(None))),
        0
    );
}

#[test]
fn after_ten_minutes_or_a_short_look_relief_begins_anew() {
    let after = |runs: f64, seconds| {
        let mut first = relief();
        first.wait(runs);
        began(&window(&mut first, seconds, InitialScreen::Relief(None)))
    };
    assert_eq!(after(60.0, 600), 660);
    assert_eq!(after(60.0, 601), 0);
    assert_eq!(after(15.0, 5), 20);
    assert_eq!(after(14.0, 60), 74, "it may have been closed by mistake");
    assert_eq!(after(14.0, 61), 0, "it may only have been tried out");
}

#[test]
fn whoever_comes_back_past_ten_minutes_is_told_to_get_help() {
    let mut first = relief();
    first.wait(400.0);
    let mut next = window(&mut first, 300, InitialScreen::Relief(None));
    next.sees("GET HELP").misses("Pull your toes up");
}

#[test]
fn it_goes_on_from_home_too() {
    let mut first = relief();
    first.wait(60.0);
    let mut home = window(&mut first, 30, InitialScreen::Home);
    home.wait(30.0).press("c");
    assert_eq!(began(&home), 120);
}

/// Whatever the gaps, what goes on on the screen is one cramp in the diary, with one clock.
#[test]
fn what_goes_on_is_one_cramp_in_the_diary() {
    for (runs, gap) in [(20_u32, 5_u32), (125, 240), (550, 500)] {
        let mut first = relief();
        first.wait(f64::from(runs));
        let mut next = window(&mut first, gap.into(), InitialScreen::Relief(None));
        next.wait(30.0).press("space 1");
        let start = Moment::parse("2026-11-22T03:00:00+01:00").unwrap();
        let mut diary = Diary::default();
        for (pilot, offset) in [(&first, 0), (&next, runs + gap)] {
            let mut pen = EntryRecorder::new(7);
            let at = start.after(Duration::from_secs(offset.into()));
            for effect in &pilot.effects {
                if let Effect::Record(record) = effect
                    && let Some(line) = pen.write(record.clone(), at)
                {
                    diary.take(line);
                }
            }
        }
        let episodes = episode::all(&diary);
        let [cramp] = &episodes[..] else {
            panic!("{runs} {gap}: {episodes:?}");
        };
        assert_eq!(cramp.start, start);
        let expected = runs + gap + 30;
        assert_eq!(cramp.length().map(Seconds::number), Some(expected));
    }
}

/// The routine before bed, left in its third step.
fn left() -> Pilot {
    let mut pilot = Pilot::bedtime();
    pilot.press_slowly("right right right");
    pilot.wait(3.0);
    pilot
}

#[test]
fn a_routine_offers_to_go_on_at_its_step_beside_the_beginning() {
    let mut next = window(&mut left(), 3 * 3600, routine("bedtime-stretch"));
    next.sees("1 GO ON").sees("Left at step 3: 1 goes on there");
    // The letter O is read as a nought.
    for (key, step) in [("1", 3), ("o", 3), ("0", 3), ("enter", 1)] {
        let mut next = window(&mut left(), 3 * 3600, routine("bedtime-stretch"));
        next.press(key).sees(&format!("step {step} of 4"));
    }
    let mut plain = setup();
    plain.plain = true;
    plain.under_way = kept(&left());
    let mut plain = Pilot::with(plain, routine("bedtime-stretch"));
    plain.wait(15.0);
    let told = plain.lines.join("\n");
    assert!(told.contains("Left at step 3"), "{told}");
}

#[test]
fn no_routine_goes_on_that_is_done_is_another_or_was_left_long_ago() {
    let offers = |before: &mut Pilot, seconds, id| {
        let mut next = window(before, seconds, routine(id));
        next.read().contains("GO ON") || {
            next.press("o");
            !next.screen().contains("starts in") && next.screen().contains("step")
        }
    };
    assert!(!offers(&mut left(), 4 * 3600 + 1, "bedtime-stretch"));
    assert!(!offers(&mut left(), 60, "bedtime-full"));
    let mut done = left();
    done.wait(600.0).sees("THE END");
    assert!(!offers(&mut done, 60, "bedtime-stretch"));
    let mut first_step = Pilot::bedtime();
    first_step.press("right").wait(3.0);
    assert!(!offers(&mut first_step, 60, "bedtime-stretch"));
}

#[test]
fn a_cramp_in_between_takes_no_routine_away() {
    let mut pilot = left();
    pilot.press("c").wait(30.0).press("space 1").wait(2.0);
    let mut next = window(&mut pilot, 60, routine("bedtime-stretch"));
    next.sees("GO ON");
}

#[test]
fn where_nobody_may_be_nothing_is_kept() {
    let mut pilot = relief();
    pilot.keyless().wait(100.0).tell(Msg::Ended);
    assert_eq!(kept(&pilot), UnderWay::default());
}

#[test]
fn whoever_leaves_before_the_end_is_told_on_the_shell_how_to_go_on() {
    let said = |pilot: &Pilot| {
        let mut effects = pilot.effects.iter();
        effects.find_map(|effect| match effect {
            Effect::Part(words) => Some(words.clone()),
            _ => None,
        })
    };
    for key in ["q", "ctrl-c"] {
        let mut relief = relief();
        relief.wait(30.0).press(key);
        assert!(said(&relief).is_some_and(|words| words.contains("within ten minutes")));
    }
    let mut tried = relief();
    tried.wait(3.0).press("q");
    assert_eq!(
        said(&tried).as_deref(),
        Some("Relief was left. `uncramp now` starts it again.")
    );
    let mut eased = relief();
    eased.wait(30.0).press("space 1").wait(2.0).press("q");
    assert_eq!(said(&eased), None);
    let mut unkept = setup();
    unkept.keeps_diary = false;
    let mut unkept = Pilot::with(unkept, InitialScreen::Relief(None));
    unkept.wait(30.0).press("q");
    assert!(said(&unkept).is_some_and(|words| words.contains("starts it again")));
    let mut bedtime = left();
    bedtime.press("q").wait(1.0).press("q");
    assert!(said(&bedtime).is_some_and(|words| words.contains("within four hours")));
}
