//! What is said of a cramp at its start: by words, what the keys of relief do.

use std::time::Duration;

use uncramp::diary::Record;
use uncramp::diary::choice::{CrampMuscle, CrampSide};
use uncramp::session::relief::Spot;
use uncramp::session::under_way::{OpenCramp, UnderWay};
use uncramp::ui::app_config::CrampHint;
use uncramp::ui::board::Content;
use uncramp::ui::{AppConfig, Effect, InitialScreen};

use super::{PEOPLE, person};
use crate::pilot::{Pilot, setup};

const IN_BED: CrampHint = CrampHint {
    side: None,
    unhurt: false,
    in_bed: true,
};

/// Relief for which this was said.
fn said(said: CrampHint, spot: Spot, setup: AppConfig) -> Pilot {
    Pilot::with(
        AppConfig { said, ..setup },
        InitialScreen::Relief(Some(spot)),
    )
}

/// What it asks for, step by step.
fn asks(pilot: &mut Pilot) -> Vec<String> {
    let mut asked = Vec::new();
    for _ in 0..8 {
        pilot.wait(1.0);
        let (board, ..) = pilot.app.shown();
        asked.extend(
            board
                .blocks
                .iter()
                .filter_map(|block| match &block.content {
                    Content::Text(text) if text.is_instruction => Some(text.words.clone()),
                    _ => None,
                }),
        );
        pilot.press("right");
    }
    asked
}

#[test]
fn in_bed_by_a_word_is_in_bed_by_its_key() {
    for (who, answers, first, _) in PEOPLE {
        let may_be_hurt = super::is_still(first);
        for &spot in Spot::ALL.iter().filter(|spot| **spot != Spot::Bed) {
            for legs in [None, Some(CrampSide::Both)] {
                for unhurt in [false].into_iter().chain(may_be_hurt.then_some(true)) {
                    let words = CrampHint {
                        side: legs,
                        unhurt,
                        ..IN_BED
                    };
                    let by_word = asks(&mut said(words, spot, person(answers)));
                    let mut keys = said(CrampHint::default(), spot, person(answers));
                    keys.wait(1.0);
                    if unhurt {
                        keys.press("r").wait(1.0);
                    }
                    if legs == Some(CrampSide::Both) {
                        keys.press("t").wait(1.0);
                    }
                    let by_key = asks(keys.press("5"));
                    assert_eq!(by_word, by_key, "{who}: {spot:?}, {legs:?}, {unhurt}");
                    let stands =
                        |words: &&String| words.contains("Stand") || words.contains("Walk");
                    assert_eq!(by_word.iter().find(stands), None, "{who}: {spot:?}");
                }
            }
        }
    }
}

#[test]
fn whoever_goes_to_bed_takes_the_cramp_along() {
    let open = OpenCramp {
        spot: Some(Spot::Shin),
        muscle: Some(CrampMuscle::Shin),
        both_legs: false,
        in_bed: false,
        place: (1, 0),
        clock: Duration::from_secs(90),
        ago: Duration::from_secs(5),
    };
    let under_way = UnderWay {
        cramp: Some(open),
        routine: None,
    };
    let setup = AppConfig {
        under_way,
        ..setup()
    };
    let mut pilot = said(IN_BED, Spot::Bed, setup);
    pilot.wait(1.0).sees("oot point down").misses("oes up");
    assert!(asks(&mut pilot).iter().all(|words| !words.contains("Walk")));
}

#[test]
fn the_leg_that_was_said_is_recorded_and_said_of_that_cramp_alone() {
    let left = CrampHint {
        side: Some(CrampSide::Left),
        ..CrampHint::default()
    };
    let mut pilot = Pilot::with(
        AppConfig {
            said: left,
            ..setup()
        },
        InitialScreen::Home,
    );
    let sides = |pilot: &Pilot| {
        let sides = pilot.effects.iter().filter_map(|effect| match effect {
            Effect::Record(Record::Side(side)) => Some(*side),
            _ => None,
        });
        sides.collect::<Vec<_>>()
    };
    pilot.wait(1.0).press("c").wait(20.0).sees("TOES UP");
    assert_eq!(sides(&pilot), [CrampSide::Left]);
    pilot.press("esc").wait(1.0).press("esc").wait(1200.0);
    pilot.press("c").wait(20.0).sees("TOES UP");
    assert_eq!(sides(&pilot), [CrampSide::Left]);
}
