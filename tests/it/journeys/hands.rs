//! What tired hands send: capitals, input methods, other layouts, and whole pastes.

use uncramp::diary::entry::Entry;
use uncramp::ui::keys::Key;
use uncramp::ui::keys::layout::KeyboardLayout;
use uncramp::ui::{AppConfig, InitialScreen, Msg};

use crate::diaries::{CRAMPS, MORNING};
use crate::pilot::{Pilot, routine, setup};

use super::nights::{kept, last_cramp, opened, written};

fn types(pilot: &mut Pilot, letter: char) -> &mut Pilot {
    pilot.tell(Msg::Key(Key::Char(letter)));
    pilot
}

/// Relief at EASED?, in which an answer is awaited.
fn asked() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.wait(1.0).press("space").sees("You pressed").wait(1.2);
    pilot
}

#[test]
fn a_letter_means_the_same_with_caps_lock_on() {
    types(&mut Pilot::home(), 'C').sees("Pull your toes up");
    for start in [Pilot::home as fn() -> Pilot, Pilot::now] {
        let mut pilot = start();
        types(&mut pilot, 'Q');
        assert!(pilot.app.is_done());
    }
    let next = |letter| {
        let mut pilot = Pilot::now();
        types(pilot.wait(2.0), letter);
        pilot.screen()
    };
    assert_eq!(next('N'), next('n'));
    let swapped = |letter| {
        let mut pilot = Pilot::start(routine("bedtime-stretch"));
        types(pilot.wait(40.0), letter);
        pilot.screen()
    };
    assert_eq!(swapped('S'), swapped('s'));
    assert_ne!(swapped('S'), swapped('x'));
}

#[test]
fn an_input_method_in_full_width_starts_and_answers() {
    for space in ['\u{3000}', '\u{a0}', '\u{202f}'] {
        let mut pilot = Pilot::now();
        types(pilot.wait(1.0), space).sees("You pressed");
    }
    types(&mut asked(), '１')
        .press("2")
        .sees("from the start of relief");
    let mut pilot = Pilot::now();
    types(pilot.wait(2.0), '５').sees("Stay lying");
}

#[test]
fn a_hand_that_rests_on_a_wide_space_answers_nothing() {
    let mut pilot = Pilot::now();
    types(pilot.wait(1.0), '\u{3000}').sees("You pressed");
    types(&mut pilot, '\u{3000}').wait(0.1).sees("You pressed");
}

#[test]
fn the_letters_of_other_layouts_are_the_keys_they_stand_on() {
    types(&mut Pilot::home(), 'с').sees("Pull your toes up");
    for (leave, locale) in [
        ('й', ""),
        ('Й', ""),
        (';', "el_GR"),
        ('ㅂ', ""),
        ('ض', ""),
        ('／', "he_IL"),
    ] {
        let layout = KeyboardLayout::of_locale(locale);
        let setup = AppConfig { layout, ..setup() };
        let mut pilot = Pilot::with(setup, InitialScreen::Home);
        types(&mut pilot, leave);
        assert!(pilot.app.is_done(), "{leave}");
    }
}

#[test]
fn the_unshifted_digits_of_azerty_and_czech_answer() {
    types(&mut asked(), '&')
        .press("2")
        .sees("from the start of relief");
    types(&mut asked(), '+')
        .press("2")
        .sees("from the start of relief");
    let worse = |letter, locale| {
        let setup = AppConfig {
            layout: KeyboardLayout::of_locale(locale),
            ..setup()
        };
        let mut pilot = Pilot::with(setup, InitialScreen::Relief(None));
        pilot.wait(1.0).press("space").wait(1.2);
        types(&mut pilot, letter);
        pilot.screen()
    };
    let four = worse('4', "");
    assert_eq!(worse('\'', "fr_FR.UTF-8"), four);
    assert_eq!(worse('č', "cs_CZ.UTF-8"), four);
}

#[test]
fn a_paste_outside_a_note_starts_answers_and_writes_nothing() {
    let text = || Msg::Pasted("called the nurse: 2 more at 4 quinine?".to_owned());
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.tell(text());
    pilot.sees("3  More routines").sees("q leaves");
    pilot.press("5");
    pilot.tell(text());
    pilot.sees("Nights").sees("q leaves");
    assert_eq!(written(&pilot).len(), 0);
    let mut pilot = Pilot::now();
    pilot.tell(text());
    pilot.sees("TOES UP").sees("q leaves");
}

/// A paste that no terminal marks, of which so many letters come at once, and then again after so long.
fn typed_in_pieces(pilot: &mut Pilot, text: &str, at_once: usize, seconds: f64) {
    for (nth, letter) in text.chars().enumerate() {
        if nth % at_once == 0 {
            pilot.wait(seconds);
        }
        pilot.tell(Msg::Key(match letter {
            '\r' => Key::Enter,
            letter => Key::Char(letter),
        }));
    }
}

#[test]
fn what_follows_the_first_line_of_a_paste_in_pieces_is_no_command() {
    let text = "woke me, mustard helped\rcalled the nurse: 2 more at 4\rquinine?";
    for (at_once, seconds) in [(1, 0.0005), (1, 0.012), (8, 0.008)] {
        let mut pilot = opened(CRAMPS, MORNING);
        pilot.press("6");
        while !pilot.screen().contains("In your own words") {
            pilot.wait(1.0).press("enter");
        }
        pilot.wait(1.0);
        let before = written(&pilot).len();
        typed_in_pieces(&mut pilot, text, at_once, seconds);
        pilot.sees("the rest of the paste is left out");
        assert!(!pilot.screen().contains("TOES UP"), "relief began");
        let notes = |line: &String| line.contains(r#""note":"woke me, mustard helped""#);
        let written = &written(&pilot)[before..];
        assert!(written.iter().all(notes), "{written:?}");
        assert_eq!(written.len(), 1);
        // A hand that comes after it is heard.
        pilot.wait(1.0).press("q").wait(1.0).press("q");
        assert!(pilot.app.is_done());
    }
}

#[test]
fn a_key_that_means_nothing_is_answered_by_a_quiet_line() {
    for mut pilot in [
        Pilot::home(),
        Pilot::now(),
        Pilot::start(routine("bedtime-stretch")),
    ] {
        pilot.wait(1.0).tell(Msg::Key(Key::Other));
        pilot.sees("q leaves");
    }
}

#[test]
fn whoever_has_no_latin_letters_leaves_every_screen() {
    let starts = ["", "space", "space 4", "o", "1 space 1"];
    let relief = starts.map(|keys| (InitialScreen::Relief(None), keys));
    let others = ["", "2", "3", "4", "5", "5 e", "7", "8", "p"];
    let home = others.map(|keys| (InitialScreen::Home, keys));
    for (first, keys) in relief.into_iter().chain(home) {
        let mut pilot = Pilot::start(first);
        for key in keys.split_whitespace() {
            pilot.wait(1.5).press(key);
        }
        pilot.wait(1.5).tell(Msg::Key(Key::Char('ք')));
        let told = pilot.screen();
        for _ in 0..6 {
            if !pilot.app.is_done() {
                pilot.wait(1.5).press("esc");
            }
        }
        assert!(pilot.app.is_done(), "{keys}: {told}\n{}", pilot.screen());
    }
    // A hand that trembles leaves nothing.
    let mut pilot = Pilot::now();
    pilot
        .wait(2.0)
        .press("esc")
        .sees("q leaves, or Esc again")
        .wait(0.1)
        .press("esc");
    assert!(!pilot.app.is_done());
    pilot.wait(9.0).press("esc").wait(9.0).press("esc");
    assert!(!pilot.app.is_done());
}

#[test]
fn the_key_that_the_terminal_tells_counts_and_in_a_note_the_letter() {
    let press = |pilot: &mut Pilot, typed, base| {
        pilot.tell(Msg::Key(Key::Letter { typed, base }));
    };
    // On a Bulgarian keyboard this letter stands on the I, which opens the details.
    let mut pilot = Pilot::now();
    press(pilot.wait(2.0), 'с', 'c');
    pilot.sees("q leaves");
    press(&mut pilot, 'Й', 'Q');
    assert!(pilot.app.is_done());
    let mut pilot = Pilot::home();
    press(&mut pilot, 'ջ', 'c');
    pilot.sees("Pull your toes up");
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6");
    while !pilot.screen().contains("In your own words") {
        pilot.wait(1.0).press("enter");
    }
    press(&mut pilot, 'с', 'c');
    pilot.sees("с▏");
}

#[test]
fn a_paste_into_a_note_is_one_text_and_what_has_no_room_is_said() {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot.press("6");
    while !pilot.screen().contains("In your own words") {
        pilot.wait(1.0).press("enter");
    }
    let text = "woke me, mustard helped called the nurse: 2 more at 4 quinine?";
    pilot.tell(Msg::Pasted(text.to_owned()));
    pilot.wait(1.1);
    let note = |pilot: &Pilot| {
        let diary = kept(CRAMPS, pilot);
        let mut notes = diary.entries().filter_map(|(_, entry)| match entry {
            Entry::Night(note) => note.note.clone(),
            _ => None,
        });
        notes.next().map(|note| note.as_str().to_owned())
    };
    assert_eq!(note(&pilot).as_deref(), Some(text));
    assert!(last_cramp(&kept(CRAMPS, &pilot)).note.is_none());
    pilot.tell(Msg::Pasted("x".repeat(300)));
    pilot.sees("280 letters at most");
    pilot.wait(1.1);
    assert_eq!(note(&pilot).unwrap().chars().count(), 280);
}
