//! What is said of sessions, whatever the routine.

use super::super::speech::{Pace, Speech, Utterance};
use super::*;

/// Every kind of pace, the slowest first.
const PACES: [Pace; 3] = [Pace::SLOW, Pace::NORMAL, Pace::FAST];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn every_hold_begins_and_ends_aloud(plan in any::plan(), events in any::events()) {
        let (mut session, _) = Session::begin(plan);
        for event in events {
            let cues = play(&mut session, event);
            // What fell due long before others is said by nobody: a pass is cut at every change.
            let Some(last) = cues.last().copied() else { continue };
            let is_end = last.kind == CueKind::Finish && session.routine().purpose == Purpose::Relief;
            let turns = matches!(last.kind, CueKind::Begin | CueKind::Rest | CueKind::Switch | CueKind::Finish);
            if turns && !is_end {
                let said = session.utterances(&cues);
                prop_assert!(said.iter().any(|said| said.tone.is_some()), "{last:?}");
            }
        }
    }

    #[test]
    fn nothing_is_said_of_what_is_over(mut session in any_session(), wait in any::wait()) {
        session.command(Command::Stop);
        let cues = session.advance(wait);
        prop_assert_eq!(session.utterances(&cues), vec![]);
        prop_assert_eq!(session.silence(), None);
    }

    #[test]
    fn speaking_changes_no_stretch_but_the_one_that_explains_its_step(plan in any::plan()) {
        let (silent, _) = Session::begin(plan);
        let mut spoken = silent.clone();
        spoken.speak_at(Some(Pace::SLOW));
        for (at, (silent, spoken)) in silent.phases().iter().zip(spoken.phases()).enumerate() {
            let same = Phase { length: silent.length, ..*spoken };
            prop_assert_eq!(same, *silent);
            let (Length::Timed(before), Length::Timed(now)) = (silent.length, spoken.length) else {
                prop_assert_eq!(silent.length, spoken.length);
                continue;
            };
            prop_assert!(now >= before, "phase {}", at);
        }
        spoken.speak_at(None);
        prop_assert_eq!(spoken, silent);
    }

    #[test]
    fn what_waits_is_said_in_order_and_ends_before_what_cannot_wait(
        waits in prop::collection::vec(1..12_usize, 1..6),
        silence in 0..30_u64,
    ) {
        for pace in PACES {
            let mut speech = Speech::new(pace);
            let words: Vec<String> = waits.iter().map(|count| "word ".repeat(*count)).collect();
            for words in &words {
                prop_assert_eq!(speech.take(Utterance::quiet(words)), None);
            }
            let mut left = Duration::from_secs(silence);
            let mut said = Vec::new();
            loop {
                match speech.next(Some(left)) {
                    Some(words) => {
                        prop_assert!(pace.length(&words) <= left);
                        said.push(words);
                    }
                    None => match speech.left() {
                        Some(wait) if wait <= left => {
                            left -= wait;
                            speech.pass(wait);
                        }
                        Some(_) | None => break,
                    },
                }
            }
            prop_assert_eq!(&words[..said.len()], &said[..]);
            let first = speech.take(Utterance::new("something new", None));
            prop_assert!(first.is_some() && !speech.is_waiting());
        }
    }
}
