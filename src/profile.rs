//! The answers to the safety questions, and what they switch off.
//!
//! An answer becomes [`Findings`]: what was found, what was ruled out, what is still open. The rules
//! of `routines/gates.toml` say which gates a finding puts on, and [`fit`] makes of a routine the one
//! that is run. What nobody has answered stays open: heat and cold then wait behind their caution.

pub mod file;
mod findings;
mod fit;
pub mod rules;

#[cfg(test)]
mod laws;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::routine::named;

pub use findings::{Finding, Findings, State};
pub use fit::fit;

/// Days after which the questions are offered again: three months.
const FRESH: i32 = 91;
/// Weeks after which a pregnancy that was answered once is over.
const LAST_WEEK: i32 = 43;

named! {
    /// A safety question whose answer is kept. Whether a leg is swollen right now is asked too, but
    /// never kept: it is true for a day.
    Question {
        /// A clot, past or suspected.
        Clot = "clot", "Have you had a blood clot, or been told you may have one?";
        /// Which may dull the feeling in the feet: that is asked next.
        Diabetes = "diabetes", "Do you have diabetes?";
        /// Feeling in the feet.
        Numb = "numb", "Do your feet feel numb, or do you have nerve damage?";
        /// Blood to the legs.
        Circulation = "circulation", "Have you been told the circulation in your legs is poor?";
        /// Steadiness.
        Falls = "falls", "Have you fallen in the last year, or feel unsteady at night?";
        /// With its weeks.
        Pregnant = "pregnant", "Are you pregnant?";
        /// Joints, operations and injuries, with their places.
        Joints = "joints", "Hip or knee replaced, or surgery or injury to leg, hip, back or Achilles in the last three months?";
        /// What may be drunk and eaten.
        Fluids = "fluids", "Have you been told to limit fluids, or are you on a kidney diet?";
        /// With a list.
        Medicines = "medicines", "Do you take water tablets, a statin, blood thinners, inhalers, the pill or HRT, or quinine?";
    }
}

/// The question that is asked first, and whose answer is not kept.
pub const SWOLLEN: &str = "Is one leg swollen, hot, red or darker right now?";

named! {
    /// An answer.
    Reply {
        /// It is so.
        Yes = "yes", "yes";
        /// It is not so.
        No = "no", "no";
        /// Nobody knows: as careful as yes.
        Unsure = "unsure", "don't know";
    }
}

named! {
    /// A place that is replaced, operated on or injured.
    Part {
        /// The hip.
        Hip = "hip", "hip";
        /// The knee.
        Knee = "knee", "knee";
        /// The calf or its tendon.
        Calf = "calf-or-achilles", "calf or Achilles";
        /// The back.
        Back = "back", "back";
    }
}

named! {
    /// A kind of medicine.
    Medicine {
        /// Diuretics.
        WaterTablets = "water-tablets", "water tablets";
        /// For cholesterol.
        Statin = "statin", "statin";
        /// Anticoagulants and the like.
        BloodThinners = "blood-thinners", "blood thinners";
        /// For the lungs.
        Inhalers = "inhalers", "inhalers";
        /// Hormones.
        PillOrHrt = "pill-or-hrt", "the pill or HRT";
        /// Quinine.
        Quinine = "quinine", "quinine";
    }
}

/// The answers of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    replies: BTreeMap<Question, Reply>,
    /// The day from which the weeks of a pregnancy count, if they are known.
    pub pregnant_from: Option<Date>,
    /// The places behind a yes to [`Question::Joints`]; none said counts as all.
    pub parts: Vec<Part>,
    /// The medicines behind a yes to [`Question::Medicines`]; none said counts as all.
    pub medicines: Vec<Medicine>,
    /// When the questions were last asked.
    pub asked: Option<Date>,
}

impl Profile {
    /// What stands in for answers that cannot be read: every gate is on.
    pub fn unreadable() -> Self {
        let unsure = |&question: &Question| (question, Reply::Unsure);
        Self {
            replies: Question::ALL.iter().map(unsure).collect(),
            ..Self::default()
        }
    }

    /// The answer to a question; `None` while it has none.
    pub fn reply(&self, question: Question) -> Option<Reply> {
        self.replies.get(&question).copied()
    }

    /// Answers a question. What was said beside an earlier answer is forgotten.
    pub fn answer(&mut self, question: Question, reply: Reply) {
        self.replies.insert(question, reply);
        match question {
            Question::Pregnant => self.pregnant_from = None,
            Question::Joints => self.parts.clear(),
            Question::Medicines => self.medicines.clear(),
            Question::Clot
            | Question::Numb
            | Question::Circulation
            | Question::Diabetes
            | Question::Falls
            | Question::Fluids => {}
        }
    }

    /// Whether the questions should be offered: never asked, or three months ago.
    pub fn is_due(&self, today: Date) -> bool {
        let asked = self.asked.map(|asked| days_between(asked, today));
        // A date in the future comes from a clock that was wrong.
        asked.is_none_or(|days| !(0..FRESH).contains(&days))
    }

    /// Full weeks of pregnancy on a day; `None` when not known, or over.
    pub fn weeks(&self, today: Date) -> Option<i32> {
        let weeks = days_between(self.pregnant_from?, today).div_euclid(7);
        (0..LAST_WEEK).contains(&weeks).then_some(weeks)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    let hours = to.duration_since(from).as_hours();
    i32::try_from(hours / 24).unwrap_or(i32::MAX)
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
        profile.answer(Question::Pregnant, Reply::No);
        assert_eq!(profile.pregnant_from, None);
    }
}
