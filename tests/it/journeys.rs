//! Whole journeys in virtual time.

use uncramp::diary::{Answer, Record};
use uncramp::ui::Effect;

use crate::pilot::{Pilot, own, routine, setup};

fn answers(pilot: &Pilot) -> Vec<Answer> {
    let answer = |effect: &Effect| match effect {
        Effect::Record(Record::Answered { answer, .. }) => Some(*answer),
        Effect::Record(Record::Began { .. } | Record::Session { .. }) | Effect::Suspend => None,
    };
    pilot.effects.iter().filter_map(answer).collect()
}

#[test]
fn relief_runs_from_the_first_frame_and_advances_without_a_key() {
    let mut pilot = Pilot::now();
    pilot.sees("Straighten and breathe out").sees("get help");
    pilot
        .wait(10.0)
        .sees("Toes towards your shin")
        .sees("1 of 2");
    pilot.wait(65.0).sees("Rub the hard spot");
    // The first pass takes 4:45; the next one starts with the second step.
    pilot
        .wait(210.0)
        .sees("Toes towards your shin")
        .misses("Straighten and breathe");
}

#[test]
fn relief_wakes_once_a_second() {
    let mut pilot = Pilot::now();
    pilot.wait(9.5);
    pilot.wakes = 0;
    pilot.wait(60.0);
    assert!(
        (58..=63).contains(&pilot.wakes),
        "{} wake-ups in a minute",
        pilot.wakes
    );
}

#[test]
fn the_relief_clock_never_stops_before_an_answer() {
    let mut pilot = Pilot::now();
    pilot
        .wait(20.0)
        .press("space")
        .sees("stopped at")
        .sees("clock 0:20");
    pilot.wait(30.0).sees("clock 0:50");
    pilot
        .press("3")
        .wait(5.0)
        .press("2")
        .wait(5.0)
        .press("right")
        .wait(1.0);
    pilot.sleep(60).press("space").sees("clock 2:01");
    pilot.press("1").wait(30.0);
    assert_eq!(answers(&pilot), [Answer::Same, Answer::Gone]);
    pilot.sees("About 2:01");
}

#[test]
fn the_advice_card_comes_at_ten_minutes_over_whatever_is_shown() {
    for keys in ["", "space", "i", "!", "?"] {
        let mut pilot = Pilot::now();
        if !keys.is_empty() {
            pilot.wait(5.0).press(keys);
        }
        pilot.wait(600.0).sees("gone on for ten minutes");
    }
}

#[test]
fn the_advice_card_comes_at_once_after_sleeping_past_ten_minutes() {
    let mut pilot = Pilot::now();
    pilot.wait(30.0).sleep(3600).sees("gone on for ten minutes");
}

#[test]
fn after_ten_minutes_the_pass_ends_and_everything_rests() {
    let mut pilot = Pilot::now();
    pilot
        .wait(602.0)
        .press("x")
        .misses("gone on for ten minutes");
    pilot
        .wait(600.0)
        .sees("gone on for ten minutes")
        .sees("over 20 minutes")
        .sees("starts again");
    assert_eq!(pilot.app.next_wake(), None, "{:?}", pilot.app);
    pilot.press("c").sees("Straighten and breathe out");
}

#[test]
fn worse_stops_the_stretch_until_a_key_goes_on_gently() {
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press("space").wait(1.0).press("4");
    pilot.sees("cold, pale or blue").sees("swollen").sees("999");
    pilot
        .wait(60.0)
        .sees("cold, pale or blue")
        .sees("clock 1:21");
    pilot.press("right").sees("Stay where you are");
}

#[test]
fn a_resting_hand_answers_nothing() {
    let mut pilot = Pilot::now();
    pilot.wait(10.5).press("space").sees("stopped at");
    for _ in 0..100 {
        pilot.wait(0.3).press("space");
    }
    assert_eq!(answers(&pilot), []);
    pilot.wait(0.8).press("space");
    assert_eq!(answers(&pilot), [Answer::Gone]);
}

#[test]
fn eased_takes_a_digit_at_once_and_a_big_key_after_a_second() {
    let mut pilot = Pilot::now();
    pilot.wait(3.0).press("space").wait(0.1).press("enter");
    assert_eq!(answers(&pilot), []);
    pilot.press("2");
    assert_eq!(answers(&pilot), [Answer::Better]);

    let mut pilot = Pilot::now();
    pilot.wait(3.0).press("space").wait(1.1).press("enter");
    assert_eq!(answers(&pilot), [Answer::Gone]);
}

#[test]
fn a_trembling_hand_counts_once_but_plus_and_arrows_all_count() {
    let mut pilot = Pilot::bedtime();
    pilot
        .press("space")
        .sees("Let the stretch go")
        .wait(0.1)
        .press("space")
        .sees("Let the stretch go");
    let mut pilot = Pilot::now();
    pilot
        .wait(2.0)
        .press("right right")
        .sees("Rub the hard spot");
    pilot.press("+ + + +").sees("It cannot be made longer");
    pilot
        .wait(30.0)
        .sees("Rub the hard spot")
        .wait(30.0)
        .misses("Rub the hard spot");
}

#[test]
fn a_key_meant_for_the_old_step_is_ignored() {
    let mut pilot = Pilot::now();
    pilot
        .wait(10.2)
        .press("right")
        .sees("Toes towards your shin");
    pilot.press("q");
    assert!(!pilot.app.is_done());
    pilot.wait(1.0).press("right").sees("Rub the hard spot");
    pilot.press("q");
    assert!(pilot.app.is_done());
}

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
fn a_click_is_the_big_key_and_a_box_is_its_answer() {
    let mut pilot = Pilot::home();
    pilot.click(20, 4).sees("Straighten and breathe out");
    pilot
        .wait(3.0)
        .click(40, 12)
        .sees("stopped at")
        .click(5, 12);
    assert_eq!(answers(&pilot), []);
    pilot.wait(1.1).click(30, 12);
    assert_eq!(answers(&pilot), [Answer::Better]);
}

#[test]
fn home_starts_relief_with_either_big_key() {
    for key in ["enter", "space", "1", "c"] {
        let mut pilot = Pilot::home();
        pilot.press(key).sees("Straighten and breathe out");
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
    pilot.wait(15.0).sees("Wall calf stretch").sees("get ready");
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
    pilot.wait(40.0).press("space").sees("Let the stretch go");
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
        pilot.press(key);
        assert_eq!(pilot.app.next_wake(), None, "after {key}");
    }
    pilot.press("3").sees("Routines");
    assert_eq!(pilot.app.next_wake(), None);
    pilot.press("i").sees("How good is the evidence");
    assert_eq!(pilot.app.next_wake(), None);
}

#[test]
fn after_a_pause_a_short_get_ready_then_the_remaining_time() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(15.0 + 15.0 + 5.0 + 4.0)
        .sees("hold and breathe")
        .press("space")
        .wait(60.0);
    pilot
        .press("space")
        .sees("get ready to go on")
        .wait(4.0)
        .sees("five seconds more");
}

#[test]
fn sleep_pauses_a_routine_and_says_so() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(20.0)
        .sleep(600)
        .sees("Let the stretch go")
        .sees("Away for 10 minutes");
}

#[test]
fn a_page_over_a_routine_stops_its_clock_and_gives_it_back() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(37.0)
        .press("i")
        .sees("Sources of this step")
        .wait(100.0)
        .press("x");
    pilot.sees("get ready to go on");
    pilot
        .press("space")
        .press("?")
        .press("x")
        .sees("Let the stretch go");
}

#[test]
fn leaving_asks_once_and_any_other_key_stays() {
    let mut pilot = Pilot::bedtime();
    pilot
        .wait(20.0)
        .press("q")
        .sees("any other key stays")
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
        .sees("get ready")
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
                .sees("Let the stretch go")
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
    pilot.wait(5.0).sees("hold and breathe");
}

#[test]
fn an_optional_step_is_offered_and_starts_after_its_neighbour() {
    let mut pilot = Pilot::start(routine("relief-foot"));
    pilot
        .press("right right right")
        .sees("o adds: Roll the arch")
        .press("o");
    pilot.wait(30.0).sees("Roll the arch");
}

#[test]
fn a_standing_step_says_what_to_do_if_standing_is_hard() {
    let mut pilot = Pilot::now();
    pilot
        .press("right right right")
        .sees("Cannot stand? 5")
        .press("5")
        .sees("Stay where you are");
}

#[test]
fn the_three_minute_line_is_calm_and_goes_away() {
    let mut pilot = Pilot::now();
    pilot
        .wait(180.0)
        .sees("Most cramps let go")
        .wait(60.0)
        .misses("Most cramps let go");
}

#[test]
fn after_it_let_go_the_walk_down_is_one_key_away() {
    let mut pilot = Pilot::now();
    pilot
        .wait(20.0)
        .press("space")
        .press("1")
        .sees("walk-down")
        .press("w")
        .sees("After the cramp");
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
    let mut pilot = Pilot::with(setup, uncramp::ui::First::Home);
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
    let mut pilot = Pilot::bedtime();
    pilot.keyless().wait(400.0);
    insta::assert_snapshot!(pilot.lines.join("\n"));
}

#[test]
fn a_big_key_on_the_card_asks_whether_it_eased() {
    let mut pilot = Pilot::now();
    pilot.wait(600.5).press("space 4").sees("gone on for ten minutes");
    pilot.wait(1.0).press("space").sees("stopped at").wait(1.0).press("4");
    assert_eq!(answers(&pilot), [Answer::Worse]);
}

#[test]
fn the_rest_takes_its_keys_though_nobody_closed_the_card() {
    let mut pilot = Pilot::now();
    pilot.wait(1200.0).sees("starts again").press("c").sees("Straighten and breathe out");
}

#[test]
fn a_double_tap_on_cramp_now_starts_relief_and_asks_nothing() {
    let mut pilot = Pilot::home();
    pilot.click(20, 4).wait(0.12).click(20, 4).sees("Straighten and breathe out");
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut pilot = Pilot::bedtime();
    pilot.press("right s").sees("no left and right").press("right").misses("no left and right");
}

#[test]
fn a_users_own_relief_ends_with_the_usual_walk_down() {
    let file = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
                posture = \"lying\"\n[[step]]\ntitle = \"One\"\nsay = \"Toes up.\"\n\
                shout = [\"TOES UP\"]\nhold = \"20s\"\nsides = \"sore\"\n";
    let id = uncramp::routine::RoutineId::new("mine").unwrap();
    let mut setup = setup();
    setup.own_relief = Some(uncramp::routine::parse(id, file).unwrap());
    let mut pilot = Pilot::with(setup, uncramp::ui::First::Relief(None));
    pilot.sees("Toes up.").wait(30.0).press("space 1 w").sees("After the cramp");
}

#[test]
fn in_lines_a_page_is_told_and_covers_nothing() {
    let mut setup = setup();
    setup.plain = true;
    let mut pilot = Pilot::with(setup, uncramp::ui::First::Relief(None));
    pilot.wait(3.0).press("? !").press("space");
    let told = pilot.lines.join("\n");
    assert!(told.contains("When to get medical help") && told.contains("Eased?"), "{told}");
}
