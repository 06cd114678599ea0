//! Answer: one thing that was said, as it is kept.

use jiff::civil::{Date, DateTime};

use super::danger::{Over, Told};
use super::{Age, Medicine, Part, Profile, Question, Reply};
use crate::handbook::Fact;

/// One thing that was said in the safety questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What a question was answered with.
    Given {
        question: Question,
        /// The answer; `None` takes back whatever was answered before.
        reply: Option<Reply>,
        /// The day from which the weeks of a pregnancy count; of no other question.
        from: Option<Date>,
        parts: Vec<Part>,
        taken: Vec<Medicine>,
        illnesses: Vec<Fact>,
        age: Option<Age>,
    },
    /// All questions have been asked, whatever was answered; the day, if it is known.
    Asked(Option<Date>),
    /// A sign that every later start goes by.
    Seen {
        /// The id of the warning sign, or what else is kept of a cramp.
        sign: String,
        /// When it was, by the clock on the wall; `None` is now.
        seen: Option<DateTime>,
    },
    /// What an entry of the diary tells of such signs, in place of what it has told before.
    Told { entry: String, signs: Told },
    /// Whether the question of a card is one for the doctor.
    Ticked {
        card: String,
        /// Whether it is.
        is_on: bool,
    },
    /// What was named is over: those signs hold no more.
    Over(Over),
}

impl Answer {
    pub fn seen(sign: &str) -> Self {
        let sign = sign.to_owned();
        Self::Seen { sign, seen: None }
    }

    /// What `profile` says of a question, with all that belongs to it.
    pub fn to(question: Question, profile: &Profile) -> Self {
        let mut given = Self::Given {
            question,
            reply: profile.reply(question),
            from: None,
            parts: Vec::new(),
            taken: Vec::new(),
            illnesses: Vec::new(),
            age: None,
        };
        if let Self::Given {
            from,
            parts,
            taken,
            illnesses,
            age,
            ..
        } = &mut given
        {
            match question {
                Question::Pregnant => *from = profile.pregnant_from,
                Question::Joints => parts.clone_from(&profile.parts),
                Question::Medicines => taken.clone_from(&profile.medicines),
                Question::Illnesses => illnesses.clone_from(&profile.illnesses),
                Question::Age => *age = profile.age,
                Question::Clot
                | Question::Diabetes
                | Question::Numb
                | Question::Circulation
                | Question::Falls
                | Question::Fluids => {}
            }
        }
        given
    }

    /// All that `profile` says, an answer for each question that has one.
    pub fn all(profile: &Profile) -> Vec<Self> {
        let questions = Question::ALL.iter().copied();
        let given = questions.filter(|&question| profile.reply(question).is_some());
        let given = given.map(|question| Self::to(question, profile));
        let cards = profile.cards.iter().map(|card| Self::Ticked {
            card: card.clone(),
            is_on: true,
        });
        let asked = profile.asked.map(|day| Self::Asked(Some(day)));
        given.chain(cards).chain(asked).collect()
    }
}

impl Profile {
    /// Goes by an answer, and forgets what was said to the same question before.
    pub fn take(&mut self, answer: &Answer) {
        match answer {
            Answer::Given {
                question,
                reply,
                from,
                parts,
                taken,
                illnesses,
                age,
            } => {
                match reply {
                    Some(reply) => self.replies.insert(*question, *reply),
                    None => self.replies.remove(question),
                };
                match question {
                    Question::Pregnant => self.pregnant_from = *from,
                    Question::Joints => self.parts.clone_from(parts),
                    Question::Medicines => self.medicines.clone_from(taken),
                    Question::Illnesses => self.illnesses.clone_from(illnesses),
                    Question::Age => self.age = *age,
                    Question::Clot
                    | Question::Diabetes
                    | Question::Numb
                    | Question::Circulation
                    | Question::Falls
                    | Question::Fluids => {}
                }
            }
            Answer::Asked(day) => {
                self.asked = *day;
                self.careful = false;
            }
            Answer::Ticked { card, is_on: true } => {
                self.cards.insert(card.clone());
            }
            Answer::Ticked { card, is_on: false } => {
                self.cards.remove(card);
            }
            // Signs of danger are no answers: they are kept apart.
            Answer::Seen { .. } | Answer::Told { .. } | Answer::Over(_) => {}
        }
    }

    /// The questions that are answered otherwise than in `before`.
    pub fn changes<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = Question> + 'a {
        let questions = Question::ALL.iter().copied();
        questions.filter(|&question| Answer::to(question, self) != Answer::to(question, before))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::strategies;
    use super::*;

    const TODAY: Date = date(2026, 3, 1);

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn an_answer_changes_its_own_question_and_no_other(
            mut profile in strategies::profile(TODAY),
            other in strategies::profile(TODAY),
            question in prop::sample::select(Question::ALL),
        ) {
            let before = profile.clone();
            let answer = Answer::to(question, &other);
            profile.take(&answer);
            prop_assert_eq!(&Answer::to(question, &profile), &answer);
            prop_assert!(profile.changes(&before).all(|changed| changed == question));
            prop_assert_eq!((profile.asked, profile.careful), (before.asked, before.careful));
        }

        #[test]
        fn all_answers_make_the_profile(profile in strategies::profile(TODAY)) {
            let mut again = Profile { careful: profile.careful, ..Profile::default() };
            for answer in Answer::all(&profile) {
                again.take(&answer);
            }
            let mut profile = profile;
            profile.careful &= profile.asked.is_none();
            // What stands beside a question without an answer says nothing.
            for &question in Question::ALL {
                if profile.reply(question).is_none() {
                    profile.take(&Answer::to(question, &Profile::default()));
                }
            }
            prop_assert_eq!(again, profile);
        }
    }
}
