//! Words of the person's own.

use super::*;
use uncramp::diary::word::Own;

/// At what helped, with a word of a week before.
fn at_helped() -> Pilot {
    let earlier = CRAMPS[0].replace(r#""severity":4"#, r#""severity":4,"helped":["mustard"]"#);
    assert_ne!(earlier, CRAMPS[0]);
    let mut pilot = opened(&[earlier.as_str(), CRAMPS[1]], MORNING);
    pilot.press("6 s s s s").sees("WHAT HELPED?");
    pilot
}

fn helped(pilot: &Pilot) -> Vec<String> {
    let diary = kept(CRAMPS, pilot);
    let set = last_cramp(&diary).helped.clone().and_then(Response::known);
    let set = set.unwrap_or_default();
    set.iter()
        .map(|word| word.said(Help::words).to_owned())
        .collect()
}

#[test]
fn what_was_written_once_is_offered_again_under_a_key_of_its_own() {
    let mut pilot = at_helped();
    pilot.press("8");
    assert_eq!(given(&pilot), ["mustard"]);
    pilot.press("w").sees("YOUR WORDS");
    for key in "p i c k l e space j u i c e".split(' ') {
        pilot.press(key);
    }
    pilot.press("enter").sees("5 of 10").sees("pickle juice");
    assert_eq!(given(&pilot), ["mustard", "pickle juice"]);
    assert_eq!(helped(&pilot), ["mustard", "pickle juice"]);
    pilot.wait(1.0).press("9");
    assert_eq!(helped(&pilot), ["mustard"]);
}

#[test]
fn what_is_known_of_a_remedy_is_named_and_of_other_words_nothing() {
    let mut pilot = at_helped();
    pilot.press("8").sees("i says more").press("i");
    pilot.sees("Does pickle juice stop a cramp?").press("q");
    pilot.sees("WHAT HELPED?");
    let mut pilot = at_helped();
    pilot.press("w t i l e s enter").misses("says more");
    assert_eq!(helped(&pilot), ["tiles"]);
}

#[test]
fn arrows_and_a_comma_write_two_and_nothing_written_adds_nothing() {
    let mut pilot = at_helped();
    pilot
        .press("8")
        .wait(1.0)
        .press("8 down enter")
        .sees("YOUR WORDS");
    pilot.press("a , b").wait(1.0).press("enter");
    assert_eq!(helped(&pilot), ["a", "b"]);
    pilot.wait(1.0).press("w esc").sees("WHAT HELPED?");
    assert_eq!(helped(&pilot), ["a", "b"]);
}

#[test]
fn what_was_done_of_an_evening_is_kept_with_the_night_and_counted() {
    let mut pilot = at_signs();
    pilot.press("s s s w");
    for key in "m a g n e s i u m".split(' ') {
        pilot.press(key);
    }
    pilot.press("enter").sees("no better than a dummy");
    let diary = kept(CRAMPS, &pilot);
    let note = last_night(&diary);
    let with = note.with.clone().and_then(Response::known).unwrap();
    assert_eq!(
        with.iter().map(Own::as_str).collect::<Vec<_>>(),
        ["magnesium"]
    );
    assert_eq!(note.alcohol, Some(Response::Known(false)));
}
