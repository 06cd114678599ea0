//! The answers to the safety questions, and what they switch off.
//!
//! An answer becomes [`Findings`]: what was found, what was ruled out, what is still open. The rules
//! of `routines/gates.toml` say which gates a finding puts on, and [`fit`] makes of a routine the one
//! that is run. What nobody has answered stays open: heat and cold then wait behind their caution.

mod answer;
pub mod danger;
pub mod file;
mod finding;
mod findings;
mod fit;
pub(crate) mod gates;
pub mod rules;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod strategies;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::handbook::Fact;
use crate::routine::named;

pub use answer::{Answer, Detail};
pub use finding::Finding;
pub use findings::{FindingState, Findings};
pub use fit::{after, fit, measure, start};

/// Days after which the questions are offered again: three months.
const FRESH: i32 = 91;
/// Full weeks after which a pregnancy must be over.
const LAST_WEEK: i32 = 43;

named! {
    /// A safety question whose answer is kept. Whether a leg is swollen right now is asked too, and
    /// kept apart: see [`danger`].
    pub enum Question {
        Clot = "clot", "Have you had a blood clot, or been told you may have one?";
        /// Which may dull the feeling in the feet: that is asked next.
        Diabetes = "diabetes", "Do you have diabetes?";
        Numb = "numb", "Do your feet feel numb, or do you have nerve damage?";
        Circulation = "circulation", "Have you been told the circulation in your legs is poor?";
        Falls = "falls", "Have you fallen in the last year, or feel unsteady at night?";
        Pregnant = "pregnant", "Are you pregnant?";
        Joints = "joints", "Hip or knee replaced, or surgery or injury to leg, hip, back or Achilles in the last three months?";
        Fluids = "fluids", "Have you been told to limit fluids, or are you on a kidney diet?";
        Medicines = "medicines", "Do you take water or blood pressure tablets, a statin, blood thinners, inhalers, the pill or HRT, or quinine?";
        Illnesses = "illnesses", "Do you have high blood pressure, or an illness of the kidneys, liver, thyroid, blood, spine, joints or nerves, or cancer?";
        /// In bands; a yes is a band.
        Age = "age", "How old are you?";
    }
}

/// The question that is asked first; a yes is kept as a [`danger`].
pub const SWOLLEN: &str = "Is one leg swollen, hot, red or darker right now?";

named! {
    pub enum Reply {
        Yes = "yes";
        No = "no";
        /// Nobody knows: as careful as yes.
        Unsure = "unsure", "don't know";
    }
}

named! {
    /// A place that is replaced, operated on or injured.
    pub enum BodyPart {
        Hip = "hip";
        Knee = "knee";
        Calf = "calf-or-achilles", "calf or Achilles";
        Back = "back";
        Leg = "ankle-foot-or-thigh", "ankle, foot or thigh";
    }
}

named! {
    pub enum Medicine {
        WaterTablets = "water-tablets", "water tablets";
        Statin = "statin";
        BloodThinners = "blood-thinners", "blood thinners";
        Inhalers = "inhalers";
        PillOrHrt = "pill-or-hrt", "the pill or HRT";
        Quinine = "quinine";
        BloodPressureTablets = "blood-pressure-tablets", "blood pressure tablets";
    }
}

named! {
    pub enum Age {
        Under40 = "under-40", "under 40";
        From40 = "40-to-59", "40 to 59";
        From60 = "60-to-69", "60 to 69";
        From70 = "70-to-79", "70 to 79";
        From80 = "80-or-over", "80 or over";
    }
}

/// The answers of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    replies: BTreeMap<Question, Reply>,
    /// The day from which the weeks of a pregnancy count, if they are known.
    pub pregnant_from: Option<Date>,
    /// The places behind a yes to [`Question::Joints`]; none said counts as all.
    pub parts: Vec<BodyPart>,
    /// The medicines behind a yes to [`Question::Medicines`]; none said counts as all.
    pub medicines: Vec<Medicine>,
    /// The illnesses behind a yes to [`Question::Illnesses`], of [`Fact::ILLNESSES`].
    pub illnesses: Vec<Fact>,
    pub age: Option<Age>,
    /// Ids of cards of the handbook whose questions are for the doctor's page.
    pub cards: BTreeSet<String>,
    /// When the questions were last asked.
    pub asked: Option<Date>,
    /// The file could not be read in full: what has no answer counts as found, until everything
    /// was asked anew.
    pub careful: bool,
}

impl Profile {
    /// What stands in for answers that cannot be read: every gate is on.
    pub fn unreadable() -> Self {
        Self {
            careful: true,
            ..Self::default()
        }
    }

    /// The answer to a question; `None` while it has none.
    pub fn reply(&self, question: Question) -> Option<Reply> {
        self.replies.get(&question).copied()
    }

    /// Answers a question. What was said beside another answer is forgotten.
    pub fn answer(&mut self, question: Question, reply: Reply) {
        if self.replies.insert(question, reply) == Some(reply) {
            return;
        }
        self.set(Self::default().detail(question));
    }

    pub fn first_open(&self) -> Option<Question> {
        let mut questions = Question::ALL.iter().copied();
        questions.find(|question| self.reply(*question).is_none())
    }

    /// Whether the questions should be offered: never asked to the end, or three months ago, or a
    /// pregnancy must be over since.
    pub fn is_due(&self, today: Date) -> bool {
        let asked = self.asked.map(|asked| (today - asked).get_days());
        // A date in the future comes from a clock that was wrong.
        let is_old = asked.is_none_or(|days| !(0..FRESH).contains(&days));
        is_old || self.is_pregnancy_over(today)
    }

    /// Full weeks of pregnancy on a day; `None` when not known, or over.
    pub fn weeks(&self, today: Date) -> Option<i32> {
        let weeks = self.weeks_since(today)?;
        (0..LAST_WEEK).contains(&weeks).then_some(weeks)
    }

    /// Whether a pregnancy that was answered once must be over by now.
    pub fn is_pregnancy_over(&self, today: Date) -> bool {
        self.weeks_since(today)
            .is_some_and(|weeks| weeks >= LAST_WEEK)
    }

    fn weeks_since(&self, today: Date) -> Option<i32> {
        Some((today - self.pregnant_from?).get_days().div_euclid(7))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_questions_are_due_at_first_and_again_after_three_months() {
        let mut profile = Profile::default();
        let today = date(2026, 3, 1);
        assert!(profile.is_due(today));
        profile.asked = Some(today);
        assert!(!profile.is_due(date(2026, 5, 30)));
        assert!(profile.is_due(date(2026, 5, 31)));
        assert!(profile.is_due(date(2026, 2, 28)), "a clock was wrong");
    }

    #[test]
    fn the_weeks_of_a_pregnancy_go_on_and_end() {
        let mut profile = Profile::default();
        profile.answer(Question::Pregnant, Reply::Yes);
        profile.pregnant_from = Some(date(2026, 1, 1));
        assert_eq!(profile.weeks(date(2026, 7, 15)), Some(27));
        assert_eq!(profile.weeks(date(2026, 7, 16)), Some(28));
        assert_eq!(profile.weeks(date(2026, 12, 1)), None);
        profile.asked = Some(date(2026, 10, 1));
        assert!(!profile.is_due(date(2026, 10, 27)), "the last week");
        assert!(
            profile.is_due(date(2026, 10, 29)),
            "no pregnancy is so long"
        );
        profile.answer(Question::Pregnant, Reply::Yes);
        assert!(profile.pregnant_from.is_some(), "the same answer again");
        profile.answer(Question::Pregnant, Reply::No);
        assert_eq!(profile.pregnant_from, None);
    }
}
