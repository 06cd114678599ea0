//! What is recorded on a journey, and what is said of the saving.

use uncramp::diary::choice::CrampMuscle;
use uncramp::diary::{Answer, Record};
use uncramp::routine::RoutineId;
use uncramp::session::relief::Spot;
use uncramp::ui::{Effect, First, Msg};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, routine, setup};

const WHY: &str =
    "the disk is full; make room, then try again (/home/somebody/.local/share/uncramp/diary.jsonl)";

fn records(pilot: &Pilot) -> Vec<Record> {
    let record = |effect: &Effect| match effect {
        Effect::Record(record) => Some(record.clone()),
        Effect::Write(_) | Effect::Keep(_) | Effect::SaveAgain | Effect::Suspend => None,
    };
    pilot.effects.iter().filter_map(record).collect()
}

fn began(routine: &str, muscle: Option<CrampMuscle>) -> Record {
    Record::Began {
        routine: RoutineId::new(routine).unwrap(),
        muscle,
    }
}

/// Steps and end of the only session, as they were recorded first and last.
fn session(pilot: &Pilot) -> [(usize, bool); 2] {
    match &records(pilot)[..] {
        [Record::Opened, first @ .., last] => {
            [first.first().unwrap_or(last), last].map(|record| match record {
                Record::Session {
                    steps, finished, ..
                } => (*steps, *finished),
                record => panic!("{record:?}"),
            })
        }
        records => panic!("{records:?}"),
    }
}

fn eased() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.wait(30.0).press("space 1");
    pilot
}

#[test]
fn only_a_spot_that_was_chosen_says_which_muscle_it_is() {
    let pilot = Pilot::start(First::Relief(None));
    assert_eq!(records(&pilot), [began("relief-calf", None)]);
    let foot = Some(CrampMuscle::Foot);
    let pilot = Pilot::start(First::Relief(Some(Spot::Foot)));
    assert_eq!(records(&pilot), [began("relief-foot", foot)]);
    let pilot = Pilot::start(routine("relief-foot"));
    assert_eq!(records(&pilot), [began("relief-foot", foot)]);
    let pilot = Pilot::start(First::Relief(Some(Spot::Bed)));
    assert_eq!(records(&pilot), [began("relief-in-bed", None)]);
}

#[test]
fn a_spot_that_is_chosen_later_is_recorded_at_once() {
    let mut pilot = Pilot::start(First::Relief(None));
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

#[test]
fn steps_that_were_skipped_are_not_counted() {
    let mut pilot = Pilot::bedtime();
    // The intro, five seconds of getting ready, and more than ten of the first hold.
    pilot.wait(15.0 + 5.0 + 12.0).press("n n n n n");
    assert_eq!(session(&pilot), [(1, false), (1, true)]);
}

#[test]
fn a_routine_of_which_nothing_was_done_is_not_recorded() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 3.0).press("ctrl-c");
    assert!(pilot.app.is_done());
    assert_eq!(records(&pilot), [Record::Opened]);
}

#[test]
fn a_session_is_recorded_with_every_step_and_so_without_an_end_too() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 12.0);
    assert_eq!(session(&pilot), [(1, false); 2]);
    pilot
        .press("space")
        .wait(3600.0)
        .press("space")
        .wait(3600.0);
    assert_eq!(session(&pilot), [(1, false), (4, true)]);
    let lasted = records(&pilot)
        .into_iter()
        .rev()
        .find_map(|record| match record {
            Record::Session { lasted, .. } => Some(lasted.as_secs()),
            _ => None,
        });
    // Neither the intro nor the pause counts.
    assert_eq!(lasted, Some(215));
}

#[test]
fn while_everything_rests_no_step_is_on_the_screen() {
    let mut pilot = Pilot::now();
    pilot.wait(3600.0).press("space 1");
    let answered = records(&pilot).pop();
    assert!(
        matches!(answered, Some(Record::Answered { step: None, .. })),
        "{answered:?}"
    );
}

#[test]
fn whatever_ends_the_program_the_session_is_recorded() {
    let mut pilot = Pilot::bedtime();
    pilot.wait(15.0 + 5.0 + 12.0).tell(Msg::Ended);
    assert!(pilot.app.is_done());
    assert_eq!(session(&pilot), [(1, false); 2]);
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
    pilot.press("v c").sees("Straighten and breathe out");
    pilot.tell(Msg::Unsaved("the disk reports an error".to_owned()));
    pilot.sees("Straighten and breathe out");
}

#[test]
fn a_cramp_is_disturbed_by_a_full_disk_for_a_few_seconds_only() {
    let mut pilot = Pilot::now();
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.sees("Not saved").sees("get help");
    pilot.wait(6.0).misses("saved");
    pilot.tell(Msg::Unsaved(WHY.to_owned()));
    pilot.misses("saved");
    pilot.wait(10.0).press("space 2");
    pilot.sees("The diary is not saved yet");
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
    pilot.wait(6.0).misses("cannot be read");
    pilot.press("6").sees("cannot be read: a folder, where");
    assert_eq!(pilot.effects, []);
}

#[test]
fn the_smallest_home_says_what_was_done() {
    let mut pilot = Pilot::home();
    pilot.opens(CRAMPS, MORNING).resize(25, 8).press("0");
    pilot.sees("Sat 21 Nov has a cramp").sees("CRAMP NOW");
}

#[test]
fn an_offer_that_lapses_leaves_the_last_of_the_rest_selected() {
    let mut pilot = Pilot::home();
    pilot
        .opens(CRAMPS, MORNING)
        .press("down down down down down");
    pilot.sees("▶ 6").sleep(8 * 24 * 60 * 60);
    pilot
        .misses("6  ")
        .sees("▶ 5")
        .press("enter")
        .sees("16 weeks");
}

#[test]
fn plain_lines_say_that_it_is_saved() {
    let mut plain = setup();
    plain.plain = true;
    let mut pilot = Pilot::with(plain, First::Relief(None));
    pilot.wait(30.0).press("space 1").tell(Msg::Saved);
    assert!(pilot.lines.contains(&"Saved in the diary.".to_owned()));
    let answers = records(&pilot);
    let gone = |record: &Record| {
        matches!(
            record,
            Record::Answered {
                answer: Answer::Gone,
                ..
            }
        )
    };
    assert!(answers.iter().any(gone), "{answers:?}");
}
