//! What is recorded on a journey, and what is said of the saving.

use std::time::Duration;

use uncramp::diary::choice::CrampMuscle;
use uncramp::diary::{Record, ReliefAnswer};
use uncramp::routine::RoutineId;
use uncramp::session::relief::Spot;
use uncramp::ui::{App, AppConfig, Effect, InitialScreen, Msg};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, routine, setup};

const WHY: &str =
    "the disk is full; make room, then try again (/home/somebody/.local/share/uncramp/diary.jsonl)";

fn records(pilot: &Pilot) -> Vec<Record> {
    let record = |effect: &Effect| match effect {
        Effect::Record(record) => Some(record.clone()),
        Effect::Write(_)
        | Effect::WriteAlone(_)
        | Effect::Answer(_)
        | Effect::SaveAgain
        | Effect::Keep(_)
        | Effect::Part(_)
        | Effect::Suspend
        | Effect::Tell(_)
        | Effect::Hear(_) => None,
    };
    pilot.effects.iter().filter_map(record).collect()
}

fn began(routine: &str, muscle: Option<CrampMuscle>) -> Record {
    began_anew(routine, muscle, false)
}

/// Relief, be it of a cramp that the person says is back.
fn began_anew(routine: &str, muscle: Option<CrampMuscle>, back: bool) -> Record {
    began_ago(0, routine, muscle, back)
}

/// The same, with a clock that goes on.
fn began_ago(ago: u64, routine: &str, muscle: Option<CrampMuscle>, back: bool) -> Record {
    Record::Began {
        ago: Duration::from_secs(ago),
        routine: RoutineId::new(routine).unwrap(),
        own: false,
        muscle,
        back,
    }
}

/// What was told of the only session: its steps, whether it was at its end, its seconds.
fn session(pilot: &Pilot) -> Vec<(usize, bool, u64)> {
    let records = records(pilot);
    let Some((Record::SessionBegan { .. }, told)) = records.split_first() else {
        panic!("{records:?}");
    };
    let told = told.iter().map(|record| match record {
        Record::Session {
            steps,
            finished,
            lasted,
        } => (*steps, *finished, lasted.as_secs()),
        other => panic!("{other:?}"),
    });
    told.collect()
}

fn eased() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.wait(30.0).press("space 1");
    pilot
}

#[test]
fn only_a_spot_that_was_chosen_says_which_muscle_it_is() {
    let pilot = Pilot::start(InitialScreen::Relief(None));
    assert_eq!(records(&pilot), [began("relief-calf", None)]);
    let foot = Some(CrampMuscle::Foot);
    let pilot = Pilot::start(InitialScreen::Relief(Some(Spot::Foot)));
    assert_eq!(records(&pilot), [began("relief-foot", foot)]);
    let pilot = Pilot::start(routine("relief-foot"));
    assert_eq!(records(&pilot), [began("relief-foot", foot)]);
    let pilot = Pilot::start(InitialScreen::Relief(Some(Spot::Bed)));
    assert_eq!(records(&pilot), [began("relief-in-bed", None)]);
}

#[test]
fn a_spot_that_is_chosen_later_is_recorded_at_once() {
    let mut pilot = Pilot::start(InitialScreen::Relief(None));
    pilot.wait(5.0).press("3").wait(5.0).press("5");
    let muscle = CrampMuscle::Hamstring;
    assert_eq!(records(&pilot)[1..], [Record::Chose { muscle }]);
}

#[test]
fn relief_that_is_left_without_an_answer_has_no_end() {
    let mut pilot = Pilot::now();
    pilot.wait(30.0).press("space").wait(30.0).press("q");
    assert!(pilot.app.is_done());
    assert_eq!(records(&pilot).len(), 1);
}

/// What was answered last: after how many seconds, and at which step.
fn answered(pilot: &Pilot) -> (Option<u64>, Option<String>) {
    match records(pilot).pop() {
        Some(Record::Answered { after, step, .. }) => (after.map(|after| after.as_secs()), step),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_end_that_nobody_can_know_is_not_made_up_but_the_answer_is_kept() {
    let toes = || Some("Toes up".to_owned());
    let mut pilot = Pilot::now();
    pilot.wait(20.0).sleep(600).wait(1.0).press("x space 1");
    assert_eq!(answered(&pilot), (Some(621), None), "all rests by then");
    pilot.press("2").sees("About 10:21");

    let mut pilot = Pilot::now();
    pilot.wait(20.0).sleep(601).wait(1.0).press("x space");
    pilot.misses("You pressed").press("1");
    assert_eq!(answered(&pilot), (None, None));
    pilot.press("2").sees("How long it lasted is not known.");

    // The press came before the sleep.
    let mut pilot = Pilot::now();
    pilot.wait(20.0).press("space").sleep(7200);
    pilot.wait(1.0).press("x 1");
    assert_eq!(answered(&pilot), (Some(20), toes()));
}

#[test]
fn at_rest_no_step_is_on_the_screen_and_after_an_hour_no_end_is_known() {
    let mut pilot = Pilot::now();
    pilot.wait(1800.0).press("space 1");
    assert_eq!(answered(&pilot), (Some(1800), None));
    let mut pilot = Pilot::now();
    pilot.wait(3601.0).press("space 1");
    assert_eq!(answered(&pilot), (None, None));
}

#[test]
fn a_cramp_that_is_back_goes_on_with_the_muscle_of_the_one_that_eased() {
    let mut pilot = Pilot::start(InitialScreen::Relief(None));
    pilot.wait(5.0).press("3").wait(20.0).press("space 1 c");
    let muscle = Some(CrampMuscle::Hamstring);
    assert_eq!(
        records(&pilot).last(),
        Some(&began_ago(25, "relief-hamstring", muscle, true))
    );
    let mut pilot = Pilot::start(InitialScreen::Relief(None));
    pilot.wait(20.0).press("space 1 c");
    assert_eq!(
        records(&pilot).last(),
        Some(&began_ago(20, "relief-calf", None, true))
    );
}

#[test]
fn steps_that_were_skipped_are_not_counted() {
    let mut pilot = Pilot::bedtime();
    // The intro, five seconds of getting ready, and more than ten of the first hold.
    pilot.wait(15.0 + 5.0 + 12.0).press("n n n n n");
    assert_eq!(session(&pilot).last(), Some(&(1, true, 17)));
}

#[test]
fn a_routine_of_which_nothing_was_done_is_not_recorded() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 3.0).press("ctrl-c");
    assert!(pilot.app.is_done());
    assert_eq!(session(&pilot), []);
}

#[test]
fn whatever_ends_the_program_the_session_is_recorded() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 12.0).tell(Msg::Ended);
    assert!(pilot.app.is_done());
    assert_eq!(session(&pilot).last(), Some(&(1, false, 17)));
}

#[test]
fn a_session_is_told_at_its_first_step_after_a_minute_and_at_its_end() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 10.0);
    assert_eq!(session(&pilot), [(1, false, 15)]);
    pilot.wait(46.0);
    assert_eq!(session(&pilot)[1..], [(2, false, 60)]);
    pilot.wait(215.0);
    assert_eq!(session(&pilot)[2..], [(4, true, 215)]);
    pilot.press("q").tell(Msg::Ended);
    assert_eq!(session(&pilot).len(), 3);
}

#[test]
fn pauses_sleep_and_what_waits_for_a_key_are_no_time_of_a_session() {
    let mut pilot = Pilot::start(routine("massage-and-warmth"));
    pilot.wait(3600.0).sees("Test the warmth").press("o");
    // The pack is tested; the next step is warm, too, and waits.
    pilot.wait(15.0 + 600.0).press("o").wait(20.0);
    pilot.press("space").wait(3600.0).press("space").wait(3.0);
    pilot.sleep(3600).press("ctrl-c");
    assert_eq!(session(&pilot).last(), Some(&(2, false, 15 + 20 + 3)));
}

#[test]
fn what_is_saved_during_a_routine_is_not_said_before_its_end() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(60.0).tell(Msg::Saved);
    pilot.misses("Saved").wait(200.0).tell(Msg::Saved);
    pilot.sees("Saved in the diary.");
}

#[test]
fn saved_is_said_when_it_is_and_not_in_the_middle_of_a_cramp() {
    let mut pilot = Pilot::now();
    pilot.tell(Msg::Saved);
    pilot.misses("Saved");
    pilot.wait(30.0).press("space 3").tell(Msg::Saved);
    pilot.misses("Saved");
    pilot
        .wait(2.0)
        .press("space 1")
        .misses("Saved")
        .tell(Msg::Saved);
    pilot.sees("Saved in the diary.").wait(6.0).misses("Saved");
}

#[test]
fn a_clock_that_may_be_wrong_is_asked_about_once_and_never_before_relief() {
    let early = MORNING.replace("2026", "1973");
    let mut home = Pilot::home();
    home.opens(CRAMPS, &early).sees("Is the clock right?");
    home.sees("The clock shows 22 Nov 1973")
        .wait(2.0)
        .press("q");
    home.sees("CRAMP NOW")
        .opens(CRAMPS, &early)
        .misses("Is the clock right?");
    let wrong = || AppConfig {
        clock: Some("the clock shows 22 Nov 1973".to_owned()),
        ..setup()
    };
    let mut safety = Pilot::with(wrong(), InitialScreen::Safety);
    safety.sees("Is the clock right?").wait(2.0).press("q");
    safety.sees("LEG SWOLLEN?");
    let mut relief = Pilot::with(wrong(), InitialScreen::Relief(None));
    relief.opens(CRAMPS, &early).tell(Msg::Saved);
    relief
        .misses("1973")
        .wait(60.0)
        .press("space")
        .wait(1.2)
        .press("1");
    relief.tell(Msg::Saved);
    relief.sees("Saved. Is it right? The clock shows 22 Nov 1973.");
    // By the diary it is known a moment later; nobody has answered anything by then.
    let doubt = || Msg::Clock("the clock shows 3 Mar 2031".to_owned());
    for first in [InitialScreen::Safety, InitialScreen::Home] {
        let mut calm = Pilot::start(first);
        calm.tell(doubt());
        calm.sees("Is the clock right?").wait(2.0).press("q");
        calm.tell(doubt());
        calm.misses("Is the clock right?");
    }
    // A routine that was begun by it says so once it has ended, however it did.
    let mut routine = Pilot::bedtime();
    routine.tell(doubt());
    routine
        .misses("Is the clock right?")
        .wait(30.0)
        .press("ctrl-c");
    assert!(routine.app.is_done());
    let said =
        |effect: &Effect| matches!(effect, Effect::Part(words) if words.contains("3 Mar 2031"));
    assert!(routine.effects.iter().any(said), "{:?}", routine.effects);
    let mut relief = Pilot::start(InitialScreen::Relief(None));
    relief.tell(Msg::Clock("the clock shows 3 Mar 2031".to_owned()));
    relief.misses("2031").wait(60.0).press("space").wait(1.2);
    relief.press("1").tell(Msg::Saved);
    relief.sees("Saved. Is it right? The clock shows 3 Mar 2031.");
}

#[test]
fn what_is_not_saved_is_said_until_it_is_and_can_be_tried_again() {
    let mut pilot = eased();
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.sees("Not saved: the disk is full; make room");
    pilot
        .wait(6.0)
        .sees("The diary is not saved yet. v says more.");
    // There is room for the whole reason at once, however long the disk takes.
    pilot
        .press("v")
        .sees("The disk is full")
        .sees("diary.jsonl)");
    assert_eq!(pilot.effects.last(), Some(&Effect::SaveAgain));
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.press("x").sees("v says more").wait(1.0);
    // That it is saved is said on the page as well.
    pilot.press("v").tell(Msg::Saved);
    pilot.sees("Not saved yet").sees("Saved in the diary.");
    pilot.press("y").wait(6.0).misses("diary");
}

#[test]
fn an_answer_about_the_saving_covers_no_cramp_that_began_meanwhile() {
    let mut pilot = eased();
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.press("v").wait(1.0).press("c");
    pilot.sees("Pull your toes up");
    pilot.tell(Msg::Unsaved("the disk reports an error".to_owned()));
    pilot.sees("Pull your toes up");
}

#[test]
fn a_cramp_is_not_disturbed_by_a_full_disk() {
    let mut pilot = Pilot::now();
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.misses("saved").press("space").misses("saved");
    pilot.press("3").tell(Msg::Saved);
    pilot.misses("Saved").tell(Msg::Unsaved(WHY.to_owned()));
    pilot.wait(10.0).press("space 2");
    pilot.sees("The diary is not saved yet");
}

#[test]
fn a_notice_in_relief_covers_neither_the_caution_nor_the_keys() {
    let mut setup = setup();
    setup.notice = Some("config.toml:3:1: a sentence that is too long for its line. ".repeat(3));
    let mut pilot = Pilot::with(setup, InitialScreen::Relief(Some(Spot::Foot)));
    pilot
        .sees("config.toml:3:1")
        .sees("look at the")
        .sees("skin.");
    pilot.sees("→ next").sees("! get help");
}

#[test]
fn without_a_diary_nothing_looks_as_if_it_were_written_down() {
    let mut setup = setup();
    setup.keeps_diary = false;
    let mut pilot = Pilot::with(setup, InitialScreen::Relief(None));
    pilot.misses("No diary").wait(30.0).press("space 1");
    pilot.wait(600.0).sees("No diary is kept");
    eased().misses("No diary is kept");
}

#[test]
fn without_a_keyboard_nothing_is_recorded_as_nobody_may_be_there() {
    let mut app = App::new(setup(), InitialScreen::Relief(None));
    assert_eq!(app.update(Msg::Keyless), []);
    let mut pilot = Pilot::bedtime();
    pilot.effects.clear();
    pilot.keyless().wait(400.0);
    assert!(pilot.app.is_done());
    assert_eq!(records(&pilot), []);
}

#[test]
fn with_nothing_left_to_save_the_key_does_nothing() {
    let mut pilot = eased();
    let before = pilot.effects.len();
    pilot.press("v");
    assert_eq!(pilot.effects.len(), before);
}

#[test]
fn a_diary_that_cannot_be_read_is_never_said_to_be_on_its_way() {
    let mut pilot = Pilot::home();
    pilot.press("5").sees("The diary is still being read.");
    pilot.tell(Msg::Unread("a folder, where a file should be".to_owned()));
    pilot.wait(6.0).sees("cannot be read: a folder, where");
    pilot.press("q 0").sees("cannot be read: a folder, where");
    pilot.wait(6.0).sees("The diary cannot be read: 5 says why");
    // Nothing gives way for it.
    pilot.sees("4  When to get medical help").sees("? help");
    pilot.press("6").sees("cannot be read: a folder, where");
    assert_eq!(pilot.effects, []);
}

#[test]
fn the_smallest_home_says_what_was_done() {
    let mut pilot = Pilot::home();
    pilot.opens(CRAMPS, MORNING).resize(25, 8).press("0");
    pilot
        .sees("Sat 21 to Sun 22 Nov has a cramp")
        .sees("CRAMP NOW");
}

#[test]
fn an_offer_that_lapses_leaves_what_takes_its_place_selected() {
    let mut pilot = Pilot::home();
    pilot
        .opens(CRAMPS, MORNING)
        .press("down down down down down");
    pilot.sees("▶ 6").sleep(8 * 24 * 60 * 60);
    pilot
        .misses("6  ")
        .sees("▶ 7")
        .press("enter")
        .sees("Questions");
}

#[test]
fn plain_lines_say_that_it_is_saved() {
    let mut plain = setup();
    plain.plain = true;
    let mut pilot = Pilot::with(plain, InitialScreen::Relief(None));
    pilot.wait(30.0).press("space 1").tell(Msg::Saved);
    assert!(pilot.lines.contains(&"Saved in the diary.".to_owned()));
    let answers = records(&pilot);
    let gone = |record: &Record| {
        matches!(
            record,
            Record::Answered {
                answer: ReliefAnswer::Gone,
                ..
            }
        )
    };
    assert!(answers.iter().any(gone), "{answers:?}");
}
