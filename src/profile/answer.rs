//! Answer: one thing that was said, as it is kept.

use jiff::civil::{Date, DateTime};

use super::danger::{Over, Told};
use super::{Age, BodyPart, Medicine, Profile, Question, Reply};
use crate::handbook::Fact;

/// One thing that was said in the safety questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What a question was answered with.
    Given {
        question: Question,
        /// The answer; `None` takes back whatever was answered before.
        reply: Option<Reply>,
        detail: Detail,
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

/// What is said beside an answer, of the questions that ask for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    None,
    /// The day from which the weeks of a pregnancy count.
    From(Option<Date>),
    Parts(Vec<BodyPart>),
    Taken(Vec<Medicine>),
    Illnesses(Vec<Fact>),
    Age(Option<Age>),
}

impl Answer {
    pub fn seen(sign: &str) -> Self {
        let sign = sign.to_owned();
        Self::Seen { sign, seen: None }
    }

    /// What `profile` says of a question, with all that belongs to it.
    pub fn to(question: Question, profile: &Profile) -> Self {
        Self::Given {
            question,
            reply: profile.reply(question),
            detail: profile.detail(question),
        }
    }
}

impl Profile {
    /// Goes by an answer, and forgets what was said to the same question before.
    pub fn take(&mut self, answer: &Answer) {
        match answer {
            Answer::Given {
                question,
                reply,
                detail,
            } => {
                match reply {
                    Some(reply) => self.replies.insert(*question, *reply),
                    None => self.replies.remove(question),
                };
                self.set(detail.clone());
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

    pub(super) fn detail(&self, question: Question) -> Detail {
        match question {
            Question::Pregnant => Detail::From(self.pregnant_from),
            Question::Joints => Detail::Parts(self.parts.clone()),
            Question::Medicines => Detail::Taken(self.medicines.clone()),
            Question::Illnesses => Detail::Illnesses(self.illnesses.clone()),
            Question::Age => Detail::Age(self.age),
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Circulation
            | Question::Falls
            | Question::Fluids => Detail::None,
        }
    }

    pub(super) fn set(&mut self, detail: Detail) {
        match detail {
            Detail::None => {}
            Detail::From(from) => self.pregnant_from = from,
            Detail::Parts(parts) => self.parts = parts,
            Detail::Taken(taken) => self.medicines = taken,
            Detail::Illnesses(illnesses) => self.illnesses = illnesses,
            Detail::Age(age) => self.age = age,
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
    }
}
