//! Journeys through a cramp.

use std::time::Duration;

use uncramp::diary::{Record, ReliefAnswer};
use uncramp::profile::rules::rules;
use uncramp::routine::library::{Library, built_in};
use uncramp::routine::{Demand, Purpose, Routine, Step};
use uncramp::session::relief::Spot;
use uncramp::ui::board::Content;
use uncramp::ui::keys::{KeyMap, table};
use uncramp::ui::{Effect, InitialScreen, Msg};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, setup};

fn answers(pilot: &Pilot) -> Vec<ReliefAnswer> {
    let answer = |effect: &Effect| match effect {
        Effect::Record(Record::Answered { answer, .. }) => Some(*answer),
        Effect::Record(
            Record::Began { .. }
            | Record::Chose { .. }
            | Record::Side(_)
            | Record::Unsaid
            | Record::SessionBegan { .. }
            | Record::Session { .. },
        )
        | Effect::Write(_)
        | Effect::WriteAlone(_)
        | Effect::Answer(_)
        | Effect::SaveAgain
        | Effect::Keep(_)
        | Effect::Part(_)
        | Effect::Suspend
        | Effect::Tell(_)
        | Effect::Hear(_) => None,
    };
    pilot.effects.iter().filter_map(answer).collect()
}

#[test]
fn relief_runs_from_the_first_frame_and_advances_without_a_key() {
    let mut pilot = Pilot::now();
    pilot.sees("Pull your toes up").sees("get help");
    pilot.wait(45.0).sees("Stand on the leg");
    pilot.wait(85.0).sees("Rub the hard part of the calf");
    pilot.wait(90.0).sees("Is one swollen");
    // A pass takes 3:50; the next one begins with what helps most.
    pilot.wait(11.0).sees("Pull your toes up");
}

#[test]
fn relief_wakes_once_a_second_where_nothing_moves() {
    let mut pilot = Pilot::now();
    pilot.press("a").sees("Motion: still");
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
        .sees("You pressed")
        .sees("0:20 since it began");
    pilot.wait(30.0).sees("0:50 since it began");
    pilot
        .press("3")
        .wait(5.0)
        .press("2")
        .wait(5.0)
        .press("right")
        .wait(1.0);
    pilot.sleep(60).press("space").sees("2:01 since it began");
    pilot.press("1").wait(30.0);
    assert_eq!(answers(&pilot), [ReliefAnswer::Same, ReliefAnswer::Gone]);
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
fn after_ten_minutes_everything_rests() {
    let mut pilot = Pilot::now();
    pilot.wait(602.0).sees("gone on for ten minutes");
    pilot
        .wait(600.0)
        .sees("gone on for ten minutes")
        .sees("over 20 minutes")
        .misses("starts again");
    // Only the minutes since it began still change.
    let wake = pilot.app.next_wake().unwrap();
    assert!(wake > Duration::from_secs(30), "{wake:?}");
    // No key starts a stretch any more.
    for key in ["c", "1", "2", "3", "4", "5", "6", "7", "n", "r", "+"] {
        pilot.press(key).wait(10.0).sees("gone on for ten minutes");
    }
    // Nor where it eased late, and is back: that is no new cramp.
    pilot.press("space 1 c").sees("Do not stretch or rub it");
    pilot
        .wait(2.0)
        .press("x")
        .wait(2.0)
        .misses("Pull your toes up");
}

/// Whether nothing was begun since the last answer but relief that rests.
fn rests_after(pilot: &Pilot) -> bool {
    let end = pilot
        .effects
        .iter()
        .rposition(|effect| matches!(effect, Effect::Record(Record::Answered { .. })));
    pilot.effects[end.unwrap()..]
        .iter()
        .all(|effect| match effect {
            Effect::Record(Record::Began { ago, .. }) => *ago >= Duration::from_secs(600),
            Effect::Record(Record::SessionBegan { .. }) => false,
            _ => true,
        })
}

#[test]
fn after_ten_minutes_nothing_but_rest_follows_the_end_whatever_is_pressed() {
    let ends = [
        ("1", &table::LOOK),
        ("2 s", &table::EASED),
        ("4", &table::WORSE),
    ];
    let keys = |map: &'static KeyMap| map.rows().flat_map(|row| row.keys);
    for (answers, key) in ends
        .into_iter()
        .flat_map(|(answers, map)| keys(map).map(move |key| (answers, key)))
    {
        let mut pilot = Pilot::home();
        pilot.press("c").wait(20.0).sleep(590).wait(1.0);
        pilot.press("space").wait(1.0).press(answers).wait(1.0);
        pilot.tell(Msg::Key(*key));
        pilot.wait(2.0).misses("toes up");
        assert!(rests_after(&pilot), "{answers}, then {key:?}");
        pilot.press("q").wait(2.0).press("c").wait(2.0);
        assert!(rests_after(&pilot), "{answers}, {key:?}, then relief");
        pilot.misses("toes up");
    }
}

#[test]
fn worse_then_ten_minutes_starts_nothing_either() {
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press("space").wait(1.0).press("4");
    pilot.wait(600.0).misses("REST LEG");
    for key in ["n", "1"] {
        pilot.press(key).wait(1.0).sees("The stretch has stopped");
    }
    pilot.press("2").sees("gone on for ten minutes");
}

#[test]
fn worse_stops_the_stretch_until_a_key_goes_on_gently() {
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press("space").wait(1.0).press("4");
    pilot.sees("cold, pale or blue").sees("swollen").sees("999");
    pilot
        .wait(60.0)
        .sees("cold, pale or blue")
        .sees("1:21 since it began");
    // To turn the page starts nothing, and what goes on stretches nothing.
    pilot
        .press("right")
        .wait(1.0)
        .sees("The stretch has stopped");
    pilot.press("n").sees("Rest the leg on a pillow");
    for _ in 0..120 {
        pilot.wait(2.0).misses("toes up");
    }
}

#[test]
fn a_cramp_that_is_back_soon_goes_on_with_its_clock() {
    let back_after = |rest: f64| {
        let mut pilot = Pilot::now();
        pilot.wait(557.0).press("space").wait(1.0).press("1");
        pilot.wait(rest).press("c").wait(2.0);
        pilot
    };
    back_after(20.0).sees("9:20").wait(40.0).sees("GET HELP");
    back_after(590.0).sees("9:20").wait(40.0).sees("GET HELP");
    back_after(610.0).sees("0:02");
}

#[test]
fn at_ten_minutes_it_says_to_let_go_rest_and_look_and_waits_for_the_look() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let mut pilot = Pilot::now();
        pilot.resize(columns, rows).wait(602.0);
        pilot.sees("let go").sees("rest the leg").sees("both legs");
        pilot.sees("o ONE DIFFERS");
        let mut dark = Pilot::now();
        dark.resize(columns, rows).wait(602.0).press("o");
        dark.sees("Do not stretch or rub it");
        pilot.press_slowly("space 1").sees("LIGHT ON");
        pilot.wait(600.0).sees("LIGHT ON").press("2");
        pilot.wait(1.0).sees("is worth a call today");
    }
}

#[test]
fn a_resting_hand_answers_nothing() {
    let mut pilot = Pilot::now();
    pilot.wait(10.5).press("space").sees("You pressed");
    for _ in 0..100 {
        pilot.wait(0.3).press("space");
    }
    assert_eq!(answers(&pilot), []);
    pilot.wait(0.8).press("space");
    assert_eq!(answers(&pilot), [ReliefAnswer::Gone]);
}

#[test]
fn eased_takes_a_digit_at_once_and_a_big_key_after_a_second() {
    let mut pilot = Pilot::now();
    pilot.wait(3.0).press("space").wait(0.1).press("enter");
    assert_eq!(answers(&pilot), []);
    pilot.press("2");
    assert_eq!(answers(&pilot), [ReliefAnswer::Better]);

    let mut pilot = Pilot::now();
    pilot.wait(3.0).press("space").wait(1.1).press("enter");
    assert_eq!(answers(&pilot), [ReliefAnswer::Gone]);
}

#[test]
fn a_trembling_hand_takes_no_answer_back_and_gives_none_to_the_next_question() {
    let mut pilot = Pilot::home();
    pilot.opens(CRAMPS, MORNING).press("5 up 0 0");
    pilot.sees("Fri 20 to Sat 21 Nov: no cramp").wait(1.0);
    pilot.press("0").sees("taken back");
    pilot.press("q 6 7 7").sees("[7]");
    pilot.press("q").wait(1.5).press("x").wait(1.5);
    pilot.press("p n n").sees("2 of 12");
    // A page that was opened by the same key stays.
    pilot.press("q ! !").sees("NOW: call");
    pilot
        .wait(1.0)
        .press("!")
        .sees("Is it a cramp?")
        .misses("NOW: call");
}

#[test]
fn a_trembling_hand_counts_once_but_plus_and_arrows_all_count() {
    let mut pilot = Pilot::bedtime();
    pilot
        .press("space")
        .sees("PAUSED")
        .wait(0.1)
        .press("space")
        .sees("PAUSED");
    let mut pilot = Pilot::now();
    pilot
        .wait(2.0)
        .press("right right")
        .sees("Hands on the wall");
    pilot.press("+ + + +").sees("It cannot be made longer");
    pilot
        .wait(30.0)
        .sees("Hands on the wall")
        .wait(30.0)
        .misses("Hands on the wall");
}

#[test]
fn a_key_meant_for_the_old_step_is_ignored() {
    let mut pilot = Pilot::now();
    pilot.wait(45.2).press("right").sees("Stand on the leg");
    pilot.press("q");
    assert!(!pilot.app.is_done());
    pilot.wait(1.0).press("right").sees("Hands on the wall");
    pilot.press("q");
    assert!(pilot.app.is_done());
}

#[test]
fn a_click_is_the_big_key_and_a_box_is_its_answer() {
    let mut pilot = Pilot::home();
    pilot.click_on("CRAMP NOW").sees("Pull your toes up");
    pilot
        .wait(3.0)
        .click(40, 12)
        .sees("You pressed")
        .click_on("BETTER");
    assert_eq!(answers(&pilot), []);
    pilot.wait(1.1).click_on("BETTER");
    assert_eq!(answers(&pilot), [ReliefAnswer::Better]);
}

#[test]
fn a_click_on_words_that_say_a_key_is_that_key() {
    let mut pilot = Pilot::now();
    pilot
        .wait(3.0)
        .click_words("pulled UP?")
        .sees("Let the foot point down");
    let mut beside = Pilot::now();
    beside
        .wait(3.0)
        .click_words("Never jerk")
        .sees("You pressed");
}

#[test]
fn in_bed_relief_is_for_the_muscle_that_cramps_and_never_against_it() {
    let library = Library::default();
    let routines = || library.listing().entries.iter().map(|entry| &entry.routine);
    for &spot in Spot::ALL.iter().filter(|spot| **spot != Spot::Bed) {
        let muscles = built_in(&spot.routine()).unwrap().muscles;
        let mut pilot = Pilot::start(InitialScreen::Relief(Some(spot)));
        pilot.wait(2.0).press("5");
        for _ in 0..8 {
            pilot.wait(1.0).misses("Cannot stand?");
            let (board, ..) = pilot.app.shown();
            let say = board.blocks.iter().find_map(|block| match &block.content {
                Content::Text(text) if text.is_instruction => Some(text.words.clone()),
                _ => None,
            });
            let say = say.unwrap();
            let is_it = |step: &&Step| step.say == say;
            let of = routines().filter(|routine| routine.steps.iter().any(|step| is_it(&step)));
            let is_for = |routine: &Routine| muscles.iter().any(|of| routine.muscles.contains(of));
            let of: Vec<_> = of.filter(|of| of.purpose == Purpose::Relief).collect();
            assert!(
                of.is_empty() || of.into_iter().any(is_for),
                "{spot:?}: {say}"
            );
            let instead = rules().instead.iter().map(|instead| &instead.step);
            let mut steps = routines().flat_map(|routine| &routine.steps).chain(instead);
            let asked = &steps.find(is_it).unwrap().mechanics;
            let is_against = asked.has(Demand::Stand) || asked.is_against(&muscles);
            assert!(!is_against, "{spot:?}: {say}");
            pilot.press("right");
        }
        pilot.press("6").wait(1.0).press("5").sees("oot point down");
    }
}

#[test]
fn whoever_stays_in_bed_is_stood_up_by_no_key() {
    let library = Library::default();
    let routines = library.listing().entries.iter();
    let routines = routines.flat_map(|entry| &entry.routine.steps);
    let instead = rules().instead.iter().map(|instead| &instead.step);
    let steps: Vec<&Step> = routines.chain(instead).collect();
    for muscle in ["1", "2", "3", "4", "6", "7"] {
        let mut pilot = Pilot::now();
        pilot.wait(2.0).press("5").wait(1.0).press(muscle);
        for _ in 0..8 {
            let (board, ..) = pilot.wait(1.0).app.shown();
            let says = |step: &Step| {
                board.blocks.iter().any(|block| match &block.content {
                    Content::Text(text) => text.is_instruction && text.words == step.say,
                    _ => false,
                })
            };
            let step = steps.iter().find(|step| says(step));
            let step = step.expect("every step is written somewhere");
            assert!(!step.mechanics.has(Demand::Stand), "{muscle}: {}", step.say);
            pilot.press("right");
        }
    }
}

#[test]
fn a_standing_step_says_what_to_do_if_standing_is_hard() {
    let mut pilot = Pilot::now();
    pilot
        .press("right right right")
        .sees("Cannot stand? 5")
        .press("5")
        .sees("Stay lying");
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
        .sees("Is one swollen")
        .press("2")
        .sees("WIND DOWN")
        .press("w")
        .sees("After the cramp");
}

#[test]
fn a_big_key_on_the_card_asks_whether_it_eased() {
    let mut pilot = Pilot::now();
    pilot
        .wait(600.5)
        .sees("gone on for ten minutes")
        .press("space")
        .sees("You pressed")
        .wait(1.0)
        .press("4");
    assert_eq!(answers(&pilot), [ReliefAnswer::Worse]);
}

#[test]
fn the_rest_takes_its_keys_though_nobody_closed_the_card() {
    let mut pilot = Pilot::now();
    pilot
        .wait(1200.0)
        .sees("SPACE = EASED")
        .press("space")
        .sees("You pressed");
}

#[test]
fn a_users_own_relief_ends_with_the_usual_walk_down() {
    let file = "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\n\
                posture = \"lying\"\n[[step]]\ntitle = \"One\"\nsay = \"Toes up.\"\n\
                shout = [\"TOES UP\"]\nhold = \"20s\"\nsides = \"sore\"\n";
    let id = uncramp::routine::RoutineId::new("mine").unwrap();
    let mut setup = setup();
    setup.own_relief = Some(uncramp::routine::parse(id, file).unwrap());
    let mut pilot = Pilot::with(setup, uncramp::ui::InitialScreen::Relief(None));
    pilot
        .sees("Toes up.")
        .wait(30.0)
        .press("space 1 2")
        .wait(1.0)
        .press("w")
        .sees("After the cramp");
}

#[test]
fn in_lines_a_page_is_told_and_covers_nothing() {
    let mut setup = setup();
    setup.plain = true;
    let mut pilot = Pilot::with(setup, uncramp::ui::InitialScreen::Relief(None));
    pilot.wait(3.0).press("? !").press("space");
    let told = pilot.lines.join("\n");
    assert!(
        told.contains("When to get medical help") && told.contains("Eased?"),
        "{told}"
    );
}

#[test]
fn an_answer_that_is_pressed_twice_chooses_no_other_muscle() {
    let mut pilot = Pilot::now();
    pilot.press_slowly("space").wait(1.0);
    pilot.press("3").wait(0.4).press("3").wait(0.1);
    pilot.sees("Pull your toes up");
    pilot.wait(1.0).press("3").misses("Pull your toes up");

    let mut pilot = Pilot::now();
    pilot.press_slowly("space").wait(1.0);
    pilot.press_slowly("4").wait(1.0).sees("2 NOT WORSE");
    pilot.press("2").wait(0.4).press("2").wait(0.1);
    pilot.sees("Pull your toes up");
}
