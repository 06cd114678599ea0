//! The look at both legs, between two passes and when it has eased.

use uncramp::profile::Answer;
use uncramp::ui::InitialScreen;

use crate::danger::{dangers, next};
use crate::pilot::{Pilot, routine};

#[test]
fn the_look_is_passed_by_nothing_but_its_answer_going_on_and_relief() {
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press("space 1").sees("Is one swollen");
    pilot.press("w").wait(1.0).sees("Is one swollen");
}

#[test]
fn at_the_look_digits_are_its_answers_and_start_no_other_stretch() {
    let mut pilot = Pilot::now();
    pilot.wait(1.0).press("o").sees("Is one swollen");
    pilot
        .sees("1 ONE DIFFERS")
        .sees("2 LEGS ALIKE")
        .sees("SPACE = EASED");
    for key in ["3", "4", "5", "6", "7"] {
        pilot.wait(1.0).press(key).sees("Is one swollen");
    }
    pilot.press("1").sees("Do not stretch or rub it");
    // The same key does not take that back, however long it is held.
    for _ in 0..30 {
        pilot.wait(0.1).press("1").sees("Do not stretch or rub it");
    }
}

#[test]
fn an_answer_that_comes_late_answers_the_look_and_chooses_no_muscle() {
    let passed = || {
        let mut pilot = Pilot::now();
        pilot.wait(1.0).press("o").sees("Is one swollen");
        while pilot.read().contains("LEGS ALIKE") {
            pilot.wait(1.0);
        }
        pilot
    };
    passed().press("1").sees("Do not stretch or rub it");
    passed()
        .wait(5.0)
        .press("1")
        .sees("Do not stretch or rub it");
    let stops = |pilot: &Pilot| pilot.read().contains("Do not stretch or rub it");
    assert!(!stops(passed().press("2")));
    let mut late = passed();
    late.wait(15.0).press("1");
    assert!(!stops(&late), "{}", late.screen());
}

#[test]
fn the_key_that_said_gone_says_nothing_of_the_legs() {
    let mut pilot = Pilot::now();
    pilot
        .wait(20.0)
        .press("space")
        .wait(1.2)
        .press("1")
        .sees("Is one swollen");
    for _ in 0..30 {
        pilot.wait(0.1).press("1").sees("Is one swollen");
    }
    pilot.wait(1.0).press("2").sees("IT LET GO");
    // Nor does SPACE, which is found in the dark, go on from it.
    let mut pilot = Pilot::now();
    pilot
        .wait(20.0)
        .press("space")
        .wait(1.2)
        .press("space")
        .sees("Is one swollen");
    pilot
        .wait(2.0)
        .press("space")
        .wait(2.0)
        .press("space")
        .sees("Is one swollen");
}

#[test]
fn a_look_that_nobody_answered_is_asked_before_the_next_stretch_of_the_night() {
    let unanswered = |way: &str| {
        let mut pilot = Pilot::now();
        pilot
            .wait(20.0)
            .press_slowly("space 1")
            .sees("Is one swollen");
        if way.is_empty() {
            pilot.wait(40.0).sees("WIND DOWN");
        } else {
            pilot.press_slowly(way);
        }
        pilot
    };
    for way in ["q", "enter q", "enter w q", ""] {
        let mut pilot = unanswered(way);
        assert_eq!(dangers(&pilot), [&Answer::seen("look")], "{way}");
        let mut bed = Pilot::with(next(&pilot), routine("bedtime-stretch"));
        bed.sees("You did not say").sees("Is one swollen").wait(1.0);
        for key in ["space", "enter", "right", "3"] {
            bed.press(key).wait(1.0).sees("Is one swollen");
        }
        bed.press("2").sees("Bedtime stretch");
        // Nor does the next cramp wait.
        Pilot::with(next(&pilot), InitialScreen::Relief(None)).sees("Pull your toes up");
        if way.is_empty() {
            pilot.press("w").sees("Is one swollen").wait(1.0);
            pilot.press("1").sees("Do not stretch or rub it");
        }
    }
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press_slowly("space 1 2 w");
    pilot.sees("After the cramp");
    assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
}

#[test]
fn the_look_of_a_routine_waits_for_its_answer_and_names_whom_to_call() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let look = || {
            let mut pilot = Pilot::start(routine("after-cramp"));
            pilot.resize(columns, rows).press("enter right").wait(60.0);
            pilot
                .sees("TODAY: ")
                .sees("1 ONE DIFFERS")
                .sees("2 LEGS ALIKE");
            pilot.press("right enter").sees("LEGS ALIKE");
            pilot
        };
        look().press("2").misses("LEGS ALIKE");
        let mut stops = look();
        stops.press("1").sees("Do not stretch or rub it").wait(1.0);
        stops
            .press_slowly("x space")
            .sees("One leg looks different");
    }
}
