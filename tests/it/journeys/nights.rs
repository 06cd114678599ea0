//! The screen of nights.

use uncramp::diary::Diary;
use uncramp::diary::entry::{Cramp, Entry, NightNote};
use uncramp::diary::line::{Id, Line};
use uncramp::diary::value::{Note, Response};
use uncramp::moment::Moment;
use uncramp::night::{Boundary, Night};
use uncramp::ui::{Effect, InitialScreen, Msg};

use crate::diaries::{CRAMPS, MORNING, fifty_nights};
use crate::pilot::{Pilot, setup};

pub const OFFER: &str = "How was last night?";

pub fn opened(lines: &[impl AsRef<str>], at: &str) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.opens(lines, at);
    pilot
}

pub fn written(pilot: &Pilot) -> Vec<String> {
    let line = |effect: &Effect| match effect {
        Effect::Write(line) | Effect::WriteAlone(line) => Some(line.to_string()),
        Effect::Record(_)
        | Effect::Answer(_)
        | Effect::SaveAgain
        | Effect::Keep(_)
        | Effect::Part(_)
        | Effect::Suspend
        | Effect::Tell(_)
        | Effect::Hear(_) => None,
    };
    pilot.effects.iter().filter_map(line).collect()
}

/// What the diary comes to with all that was written.
pub fn kept(lines: &[&str], pilot: &Pilot) -> Diary {
    let written = written(pilot);
    Diary::from_lines(
        lines
            .iter()
            .copied()
            .chain(written.iter().map(String::as_str)),
    )
}

pub fn last_cramp(diary: &Diary) -> &Cramp {
    match diary.entry(&Id::parse("b").unwrap()) {
        Some(Entry::Cramp(cramp)) => cramp,
        other => panic!("{other:?}"),
    }
}

pub fn last_night(diary: &Diary) -> NightNote {
    diary.note(Night::parse("2026-11-21").unwrap())
}

#[test]
fn the_nights_of_whoever_sleeps_by_day_begin_when_theirs_do() {
    let by_day = |hour| {
        let mut setup = setup();
        setup.settings.night_begins = Boundary::at(hour).unwrap();
        let mut pilot = Pilot::with(setup, InitialScreen::Nights);
        let cramp = CRAMPS[1].replace("22T02:47", "21T13:30");
        pilot.opens(&[cramp], MORNING).screen()
    };
    assert!(by_day(12).contains("Sat 21 to Sun 22 Nov: 1 cramp"));
    assert!(by_day(21).contains("Fri 20 to Sat 21 Nov: 1 cramp"));
}

#[test]
fn one_key_records_a_night_without_a_cramp_and_takes_it_back() {
    let mut pilot = opened(&CRAMPS[..1], MORNING);
    pilot.press("0").sees("Sat 21 to Sun 22 Nov: no cramp");
    assert_eq!(
        last_night(&kept(CRAMPS, &pilot)).cramps,
        Some(Response::Known(0))
    );
    pilot.wait(1.0).press("0").sees("taken back");
    assert_eq!(last_night(&kept(CRAMPS, &pilot)).cramps, None);
    assert_eq!(kept(&[], &pilot).notes().count(), 0);
}

#[test]
fn taking_back_a_night_without_a_cramp_takes_back_nothing_else() {
    let night = r#"{"v":1,"id":"night-2026-11-21","kind":"night","at":"2026-11-22T08:00:00+01:00","night":"2026-11-21","cramps":0,"note":"two beers"}"#;
    let mut pilot = opened(&[night], MORNING);
    // Another window or run has said so: to say it again takes nothing away.
    pilot.press("0").sees("no cramp is on record");
    assert!(pilot.effects.is_empty(), "{:?}", pilot.effects);
    pilot.wait(1.0).press("0").sees("taken back");
    let note = last_night(&kept(&[night], &pilot));
    assert_eq!(note.cramps, None);
    assert_eq!(note.note.as_ref().map(Note::as_str), Some("two beers"));
    pilot.wait(1.0).press("0").sees("no cramp");
    let note = last_night(&kept(&[night], &pilot));
    assert_eq!(note.cramps, Some(Response::Known(0)));
    assert_eq!(note.note.as_ref().map(Note::as_str), Some("two beers"));
}

#[test]
fn a_cramp_of_tonight_is_told_and_asked_about_at_every_hour_whatever_is_known_of_the_night_before()
{
    let older = CRAMPS[1]
        .replace("\"b\"", "\"o\"")
        .replace("11-22T", "11-18T");
    let calm = r#"{"v":1,"id":"night-2026-11-20","kind":"night","at":"2026-11-21T09:00:00+01:00","night":"2026-11-20","cramps":0}"#;
    for (began, hours) in [("21T21:10", 22..36), ("22T02:47", 27..36)] {
        let cramp = CRAMPS[1].replace("22T02:47", began);
        for before in [
            &[older.as_str(), calm, &cramp][..],
            &[older.as_str(), &cramp],
        ] {
            for hour in hours.clone() {
                let now = format!("2026-11-{}T{:02}:05:00+01:00", 21 + hour / 24, hour % 24);
                let mut home = opened(before, &now);
                home.sees(&began[3..]).misses("No cramp last night");
                home.press_slowly("5").sees("Sat 21 to Sun 22 Nov: 1 cramp");
                home.press_slowly("q 6")
                    .sees("Night of Sat 21 to Sun 22 Nov");
            }
        }
    }
}

#[test]
fn a_night_that_is_not_over_cannot_be_called_calm() {
    let mut pilot = opened(&CRAMPS[..1], "2026-11-22T15:00:00+01:00");
    pilot
        .press("5 down")
        .sees("Sun 22 to Mon 23 Nov: not recorded")
        .press("0")
        .sees("Sun 22 to Mon 23 Nov is not over yet");
    assert_eq!(written(&pilot), Vec::<String>::new());
}

#[test]
fn a_narrow_window_shows_the_latest_weeks_and_the_chosen_night() {
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(30, 12);
    pilot.press("5").sees("Nov").sees("]").misses("Aug");
    pilot.press("pageup").sees("2 Aug").sees("]").misses("Nov");
    pilot.press("end").sees("Nov").sees("]");
}

#[test]
fn the_cramps_of_two_weeks_do_not_run_together() {
    let cramp = |day: u8, hour: u8, id: &str| {
        format!(
            r#"{{"v":1,"id":"{id}-{day}-{hour}","kind":"cramp","at":"2026-11-{day:02}T08:00:00+01:00","start":"2026-11-{day:02}T{hour:02}:00:00+01:00"}}"#
        )
    };
    let nights = (3..=8).chain(10..=15);
    let lines: Vec<String> = nights
        .flat_map(|day| [cramp(day, 1, "a"), cramp(day, 2, "b")])
        .collect();
    let mut pilot = opened(&lines, MORNING);
    pilot.press("5").sees("12 12");
    pilot.resize(40, 20);
    pilot.sees("9+9+");
}

#[test]
fn a_night_with_a_cramp_is_never_recorded_as_one_without() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("0").sees("has a cramp on record");
    assert!(written(&pilot).is_empty());
}

#[test]
fn a_few_nights_tell_nothing_and_many_are_no_proof() {
    opened(CRAMPS, MORNING)
        .press("5")
        .sees("Too early to tell")
        .misses("without one");
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(80, 40).press("5");
    pilot
        .sees("17 cramps in 50 recorded nights")
        .sees("without one on")
        .sees("not proof");
}

#[test]
fn a_night_is_chosen_shown_and_changed() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("5 left")
        .sees("Sat 14 to Sun 15 Nov: 1 cramp, pain 4 of 10");
    pilot.press("enter").sees("A cramp at 03:00").press("x");
    pilot
        .press("e s tab")
        .wait(1.0)
        .press("tab 9")
        .press("q")
        .sees("Sat 14 to Sun 15 Nov: 1 cramp, pain 9 of 10");
    assert!(
        written(&pilot)
            .iter()
            .all(|line| line.contains(r#""id":"a""#))
    );
}

#[test]
fn the_chosen_night_is_on_the_map_however_long_ago_it_was() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5");
    for _ in 0..60 {
        pilot.press("left");
    }
    pilot
        .sees("[")
        .sees("Sat 27 to Sun 28 Sep 2025: not recorded");
}

#[test]
fn the_diary_of_a_later_version_is_only_read() {
    let mut lines = CRAMPS.to_vec();
    lines.push(r#"{"v":2}"#);
    let mut pilot = Pilot::home();
    let diary = Diary::from_lines(lines.iter().copied());
    let at = uncramp::moment::Moment::parse(MORNING).unwrap();
    pilot.tell(uncramp::ui::Msg::Diary(Box::new(diary), at));
    pilot
        .misses(OFFER)
        .press("0")
        .sees("only read")
        .press("5 e 0 q");
    assert!(written(&pilot).is_empty());
}

/// Where the left bracket around the chosen night stands.
fn bracket(pilot: &Pilot) -> (u16, u16) {
    let screen = pilot.screen();
    let rows = (0..).zip(screen.lines());
    let mut found = rows.filter_map(|(row, line)| {
        let column = line.chars().position(|character| character == '[')?;
        Some((u16::try_from(column).unwrap(), row))
    });
    found.next().expect("a night is chosen")
}

#[test]
fn a_click_on_a_night_chooses_it_and_another_shows_it() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60), (40, 15), (30, 12)] {
        let mut pilot = opened(&fifty_nights(), MORNING);
        pilot.resize(columns, rows).press("5 left left up");
        let (column, row) = bracket(&pilot);
        pilot.press("end").misses("7 Nov: ");
        pilot.click(column + 1, row).sees("7 Nov: ");
        assert_eq!(bracket(&pilot), (column, row));
        pilot.wait(2.0).click(column + 1, row);
        pilot.sees("The night of Fri 6 to Sat 7 Nov 2026");
    }
}

#[test]
fn every_count_has_a_page_and_those_of_the_doctors_page_their_charts() {
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.press("5 i").sees("see a doctor").sees("1 of ");
    for chart in [
        "Cramps a week",
        "Hour it began",
        "Pain, 0 to 10",
        "How long",
        "Which leg",
        "Which muscle",
        "Step as it eased",
        "With a stretch",
    ] {
        pilot.press("right").sees(chart).sees("█");
    }
    pilot.sees("not proof").misses("more");
    pilot.wait(1.0).press("left").sees("Step as it eased");
    pilot.press("q").sees("Sat 21 to Sun 22 Nov: ");
}

#[test]
fn a_small_window_shows_every_chart() {
    let mut pilot = opened(&fifty_nights(), MORNING);
    pilot.resize(40, 12).press("5 i");
    for _ in 0..8 {
        pilot.press("right").sees("█");
    }
}

#[test]
fn the_screen_of_nights_says_why_there_are_none() {
    let mut pilot = Pilot::start(InitialScreen::Nights);
    pilot.sees("still being read").press("left 0 i enter");
    pilot.tell(Msg::Unread("it is a folder".to_owned()));
    pilot.sees("The diary cannot be read: it is a folder");
    pilot
        .wait(60.0)
        .sees("The diary cannot be read: it is a folder");
}

/// What another window writes.
fn elsewhere(pilot: &mut Pilot, change: impl Fn(&Diary, &Id) -> Option<Line>) {
    let diary = kept(CRAMPS, pilot);
    let line = change(&diary, &Id::parse("b").unwrap());
    pilot.tell(Msg::Written(line.unwrap()));
}

#[test]
fn what_another_window_changes_is_told_anew_where_it_stands() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("5 enter").sees("A cramp at 02:47");
    let now = Moment::parse(MORNING).unwrap();
    elsewhere(&mut pilot, |diary, id| diary.delete(id, now));
    pilot.misses("A cramp at 02:47").sees("Nothing is recorded");
    // What was said of it here goes with it.
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("0").sees("has a cramp on record");
    elsewhere(&mut pilot, |diary, id| diary.delete(id, now));
    pilot.misses("has a cramp on record");
}

#[test]
fn without_a_keyboard_all_counts_are_told_and_it_ends() {
    let mut pilot = Pilot::lines(setup(), InitialScreen::Nights);
    pilot.keyless();
    assert!(!pilot.app.is_done());
    pilot.opens(&fifty_nights(), MORNING);
    assert!(pilot.app.is_done());
    for told in [
        "- 17 cramps in 50 recorded nights",
        "- Cramps by the hour they began, 0 to 23: 9 at 0, 8 at 3.",
        "- calf: 17 of 17",
        "- Your own notes, not proof: other things change, too.",
    ] {
        assert!(
            pilot.lines.iter().any(|line| line == told),
            "{told}: {:#?}",
            pilot.lines
        );
    }
}

/// Six weeks with a stretch before every night and a cramp in some, after six without.
fn six_weeks(before: u8, since: u8) -> Vec<String> {
    let last = Night::parse("2026-11-21").unwrap();
    let nights = (1..=84_u32).map(|ago| {
        let (night, stretched) = (last.before(ago), ago <= 42);
        let cramps = if stretched { since } else { before };
        format!(
            r#"{{"v":1,"id":"night-{night}","kind":"night","at":"2026-11-22T08:00:00+01:00","night":"{night}","cramps":{cramps},"stretched":{stretched}}}"#
        )
    });
    nights.collect()
}

#[test]
fn six_weeks_are_compared_with_those_before_and_the_sign_goes_by_the_counts() {
    const SIGN: &str = "Six weeks of stretching and habits have not helped";
    for (size, before, since) in [((80, 24), 2, 1), ((40, 15), 2, 1), ((120, 40), 1, 1)] {
        let mut pilot = opened(&six_weeks(before, since), MORNING);
        pilot.resize(size.0, size.1).press("6");
        pilot.sees(&format!("{} cramps in 42 nights", 42 * u32::from(before)));
        pilot.sees("before 10 Oct").sees("since 10 Oct").sees("█");
        pilot.sees("not proof");
        // Whatever is answered: what was no less is worth a look, and nothing else is.
        if since < before {
            pilot.press("n").wait(2.0).misses(SIGN);
        } else {
            pilot.press("y").sees(SIGN);
        }
    }
}
