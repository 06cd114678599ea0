//! Any answers, for tests that hold for all of them.

use std::time::Duration;

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Age, BodyPart, Medicine, Profile, Question, Reply};
use crate::handbook::Fact;

/// Any answers; what counts from a day counts from up to 45 weeks before `today`.
pub(super) fn profile(today: Date) -> impl Strategy<Value = Profile> {
    let reply = prop::option::of(select(Reply::ALL));
    (
        prop::collection::vec(reply, Question::ALL.len()),
        prop::option::of(0..45_u32),
        subsequence(BodyPart::ALL, 0..=BodyPart::ALL.len()),
        subsequence(Medicine::ALL, 0..=Medicine::ALL.len()),
        subsequence(Fact::ILLNESSES, 0..=Fact::ILLNESSES.len()),
        prop::option::of(select(Age::ALL)),
        any::<bool>(),
    )
        .prop_map(
            move |(replies, weeks, parts, medicines, illnesses, age, careful)| {
                let mut profile = Profile {
                    careful,
                    ..Profile::default()
                };
                for (&question, reply) in Question::ALL.iter().zip(replies) {
                    if let Some(reply) = reply {
                        profile.answer(question, reply);
                    }
                }
                let week = Duration::from_secs(7 * 24 * 60 * 60);
                let day = weeks.map(|weeks| today - week * weeks);
                (profile.asked, profile.pregnant_from) = (day, day);
                (profile.parts, profile.medicines) = (parts, medicines);
                (profile.illnesses, profile.age) = (illnesses, age);
                profile
            },
        )
}
