//! Whole journeys in virtual time.

mod diary;
mod handbook;
mod hands;
mod look;
mod morning;
mod nights;
mod relief;
mod resume;

use uncramp::diary::Record;
use uncramp::ui::{Effect, Msg};

use crate::pilot::{Pilot, own, routine, setup};

#[test]
fn ctrl_c_always_leaves() {
    for mut pilot in [Pilot::home(), Pilot::now(), Pilot::bedtime()] {
        pilot.press("ctrl-c");
        assert!(pilot.app.is_done());
    }
    let mut pilot = Pilot::now();
    pilot.wait(10.1).press("ctrl-c");
    assert!(pilot.app.is_done());
}

#[test]
fn home_starts_relief_with_either_big_key() {
    for key in ["enter", "space", "1", "c"] {
        let mut pilot = Pilot::home();
        pilot.press(key).sees("Pull your toes up");
    }
}

#[test]
fn bedtime_says_what_is_needed_before_it_starts_by_itself() {
    let mut pilot = Pilot::bedtime();
    pilot
        .sees("3:35")
        .sees("wall")
        .sees("Stop if pain turns sharp");
    pilot.wait(15.0).sees("Get ready").misses("Stop if pain");
    pilot.wait(15.0).sees("Wall calf stretch").sees("GET READY");
}

#[test]
fn a_whole_bedtime_routine_ends_with_its_record_and_rests() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 215.0).sees("That is all");
    assert_eq!(pilot.app.next_wake(), None);
    let finished = |effect: &Effect| {
        matches!(
            effect,
            Effect::Record(Record::Session {
                finished: true,
                steps: 4,
                ..
            })
        )
    };
    assert_eq!(
        pilot
            .effects
            .iter()
            .filter(|effect| finished(effect))
            .count(),
        1
    );
}

#[test]
fn paused_nothing_wakes_and_nothing_moves() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(40.0).press("space").sees("No hurry");
    pilot.wakes = 0;
    let before = pilot.screen();
    pilot.wait(3600.0);
    assert_eq!(pilot.wakes, 0);
    assert_eq!(pilot.screen(), before);
}

#[test]
fn nothing_wakes_at_home_in_the_list_and_on_a_page() {
    let mut pilot = Pilot::home();
    assert_eq!(pilot.app.next_wake(), None);
    for key in ["x", "down", "tab"] {
        // That a key means nothing is said for a while.
        pilot.press(key).wait(5.0);
        assert_eq!(pilot.app.next_wake(), None, "after {key}");
    }
    pilot.press("3").sees("Routines").wait(5.0);
    assert_eq!(pilot.app.next_wake(), None);
    pilot.press("i").sees("Steps");
    assert_eq!(pilot.app.next_wake(), None);
    pilot.press("right").sees("2 of");
    assert_eq!(pilot.app.next_wake(), None);
}

#[test]
fn after_a_pause_a_short_get_ready_then_the_remaining_time() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(15.0 + 15.0 + 5.0 + 4.0)
        .sees("HOLD")
        .press("space")
        .wait(60.0);
    pilot
        .press("space")
        .sees("GET READY")
        .wait(4.0)
        .sees("five seconds more");
}

#[test]
fn sleep_pauses_a_routine_and_says_so() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(20.0)
        .sleep(600)
        .sees("No hurry")
        .sees("Away for 10 minutes");
}

#[test]
fn a_page_over_a_routine_stops_its_clock_and_gives_it_back() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(37.0)
        .press("i")
        .sees("How good is the evidence?")
        .wait(100.0)
        .press("x");
    pilot.sees("GET READY");
    pilot
        .press("space")
        .press("?")
        .wait(1.0)
        .press("x")
        .sees("No hurry");
}

#[test]
fn leaving_asks_once_and_any_other_key_stays() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(20.0)
        .press("q")
        .sees("LEAVE?")
        .sees("SPACE = STAY")
        .press("x");
    assert!(!pilot.app.is_done());
    pilot.press("q q");
    assert!(pilot.app.is_done());
}

#[test]
fn back_restarts_the_step_and_twice_goes_to_the_one_before() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(40.0)
        .sees("step 2 of 4")
        .press("left")
        .sees("GET READY")
        .sees("step 2 of 4");
    pilot.press("left").sees("step 1 of 4");
    pilot.wait(3.1).press("left").sees("step 1 of 4");
}

#[test]
fn every_key_works_while_paused_on_the_first_and_on_the_last_step() {
    for skip in [0, 4] {
        for key in "right left + - s r i ! ? d enter space n l h b o q".split(' ') {
            let mut pilot = Pilot::bedtime();
            for _ in 0..skip {
                pilot.press("right");
            }
            pilot
                .press("space")
                .sees("PAUSED")
                .wait(0.3)
                .press(key)
                .wait(1.0);
            pilot.screen();
        }
    }
}

#[test]
fn heat_waits_behind_its_caution() {
    let mut pilot = Pilot::start(routine("massage-and-warmth"));
    pilot
        .press("enter")
        .sees("skip")
        .sees("my feet feel normal")
        .wait(3600.0)
        .sees("skip");
    pilot
        .press("right")
        .sees("my feet feel normal")
        .press("o")
        .sees("Warm one calf");
    pilot.wait(5.0).sees("WARM").sees("LEFT LEG");
}

#[test]
fn an_optional_step_is_offered_and_starts_after_its_neighbour() {
    let mut pilot = Pilot::start(routine("relief-foot"));
    pilot
        .press("right right right")
        .sees("Y adds: Roll the arch")
        .press("y");
    pilot.wait(30.0).sees("roll the middle of the foot");
}

#[test]
fn the_users_files_stand_in_the_list_and_broken_ones_say_why() {
    let mut setup = setup();
    let good = "format = 1\ntitle = \"Mine\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\n\
                posture = \"standing\"\n[[step]]\ntitle = \"One\"\nsay = \"Stand.\"\nhold = \"10s\"\n\
                sides = \"none\"\n";
    let files = vec![
        own("mine.toml", good),
        own("sad.toml", "format = 1\ntitle = 3\n"),
    ];
    setup.library = uncramp::routine::library::Library::new(files);
    let mut pilot = Pilot::with(setup, uncramp::ui::InitialScreen::Home);
    pilot
        .resize(80, 40)
        .press("3")
        .sees("Mine")
        .sees("sad.toml")
        .sees("cannot be used");
    pilot.press("end enter").sees("sad.toml:");
}

#[test]
fn without_a_keyboard_everything_runs_to_its_end() {
    for id in [
        "bedtime-full",
        "massage-and-warmth",
        "after-cramp",
        "relief-calf",
    ] {
        let mut pilot = Pilot::start(routine(id));
        pilot.keyless().wait(3600.0);
        assert!(pilot.app.is_done(), "{id}");
    }
    let mut pilot = Pilot::home();
    pilot.keyless();
    assert!(pilot.app.is_done());
}

#[test]
fn the_plain_mode_tells_every_change_and_no_count() {
    let mut pilot = Pilot::lines(setup(), routine("bedtime-stretch"));
    pilot.keyless().wait(400.0);
    insta::assert_snapshot!(pilot.lines.join("\n"));
}

#[test]
fn a_double_tap_on_cramp_now_starts_relief_and_asks_nothing() {
    let mut pilot = Pilot::home();
    pilot
        .click_on("CRAMP NOW")
        .wait(0.12)
        .click(20, 4)
        .sees("Pull your toes up");
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut pilot = Pilot::bedtime();
    pilot
        .press("right s")
        .sees("no left")
        .press("right")
        .misses("no left and");
}

#[test]
fn a_cramp_can_be_started_from_a_page_and_notices_stand_on_it() {
    let mut pilot = Pilot::home();
    pilot
        .press("!")
        .tell(Msg::ProfileUnsaved("Something to know.".to_owned()));
    pilot
        .sees("When to get medical help")
        .sees("Something to know.");
    pilot.press("c").sees("Pull your toes up");
    // Relief is not begun anew.
    pilot.press("right ?").wait(1.0).press("c");
    pilot.misses("Pull your toes up");
}

#[test]
fn a_page_turns_back_in_a_window_that_has_grown() {
    let mut pilot = Pilot::home();
    pilot.resize(22, 6).press("?");
    for _ in 0..6 {
        pilot.press("right");
    }
    pilot
        .resize(80, 15)
        .sees("2 of 2")
        .press("left")
        .sees("1 of 2");
}
