//! Warning signs that are named in the morning.

use super::*;

/// The question about warning signs of last night.
pub(super) fn at_signs() -> Pilot {
    let mut pilot = opened(CRAMPS, MORNING);
    pilot
        .press("6 s s s s s")
        .sees("6 of 10")
        .sees("Do you have any of these now?");
    pilot
}

/// What the cramp was made to tell of danger, one change after the other.
fn told(pilot: &Pilot) -> Vec<Vec<&str>> {
    let told = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Answer(Answer::Told { signs, .. }) => Some(signs.keys()),
        _ => None,
    });
    told.map(|signs| signs.map(String::as_str).collect())
        .collect()
}

#[test]
fn a_warning_sign_is_written_and_opens_its_card_at_once() {
    let mut pilot = at_signs();
    pilot.press("1").sees("TODAY").sees("redder or darker");
    let signs = Some(Response::Known(BTreeSet::from([Sign::SwollenOneLeg])));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
    pilot.press("x").sees("6 of 10");
}

#[test]
fn a_leg_that_is_swollen_in_the_morning_starts_nothing() {
    let mut pilot = at_signs();
    pilot.press("1").sees("Do not stretch or rub it");
    pilot.wait(1.0).press("x").wait(1.0).press("q");
    pilot.wait(1.5).press("x").wait(1.5);
    pilot
        .sees("nothing starts until that is over")
        .sees("1 GET HELP");
    for start in ["enter", "b"] {
        pilot.press(start).sees("Do not stretch or rub it");
        pilot.wait(1.0).press("q").wait(1.0);
    }
    assert_eq!(told(&pilot), [vec!["RF-U1"]]);
}

#[test]
fn the_card_of_several_signs_opens_once() {
    let mut pilot = at_signs();
    pilot.press("1 x 3").sees("✓ 3 the leg hot").misses("TODAY");
    pilot.press("5").sees("newly weak");
}

#[test]
fn an_urge_to_move_opens_a_card_too() {
    at_signs().press("8").sees("restless legs");
}

#[test]
fn none_is_an_answer_and_opens_nothing() {
    let mut pilot = at_signs();
    pilot.press("0").sees("✓ 0 none").misses("TODAY").press("q");
    let signs = Some(Response::Known(BTreeSet::new()));
    assert_eq!(last_cramp(&kept(CRAMPS, &pilot)).signs, signs);
}

#[test]
fn a_sign_that_was_ticked_by_mistake_is_taken_back() {
    for keys in ["1", "0"] {
        let mut pilot = at_signs();
        pilot.press("1").sees("Do not stretch or rub it");
        pilot.wait(1.0).press("x").wait(1.0).press(keys);
        pilot.sees("Taken back");
        assert_eq!(told(&pilot), [vec!["RF-U1"], vec![]]);
        pilot.wait(1.0).press("1").sees("Do not stretch or rub it");
    }
}
