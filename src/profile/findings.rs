//! What the answers say about a person: found, ruled out, or still open.

use jiff::civil::Date;

use super::rules::rules;
use super::{BodyPart, Finding, Medicine, Profile, Question, Reply};
use crate::guidance::ShowTo;
use crate::handbook::Fact;
use crate::routine::{Demand, Reason, Rest};

/// The week from which a pregnancy is late.
const LATE: i32 = 28;

/// Why, where there may be answers that cannot be read.
const UNREAD: &str = "Your safety answers cannot be read. `uncramp profile` asks anew.";
const UNREAD_SHORT: &str = "Your answers are unread";

/// How a [`Finding`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FindingState {
    Found,
    /// "Don't know": as careful as found, and nothing is said to be so.
    Unsure,
    /// It may have been answered, but the answer cannot be read: as careful as found.
    Unread,
    RuledOut,
    /// Nobody has answered.
    #[default]
    Open,
}

/// How every [`Finding`] stands; at first all are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Findings {
    states: [FindingState; Finding::ALL.len()],
    is_pregnant: bool,
    has_fluid_limit: bool,
}

impl Findings {
    /// What `profile` says today; without a date every pregnancy counts as late.
    pub fn of(profile: &Profile, today: Option<Date>) -> Self {
        let mut findings = Self::default();
        for (state, &finding) in findings.states.iter_mut().zip(Finding::ALL) {
            *state = judge(profile, finding, today);
        }
        let says_yes = |question| profile.reply(question) == Some(Reply::Yes);
        let is_over = today.is_some_and(|today| profile.is_pregnancy_over(today));
        findings.is_pregnant = says_yes(Question::Pregnant) && !is_over;
        findings.has_fluid_limit = says_yes(Question::Fluids);
        findings
    }

    /// Nothing but `found` is so, and everything has been answered.
    #[cfg(test)]
    pub fn with(found: &[Finding]) -> Self {
        let mut findings = Self::default();
        for (state, finding) in findings.states.iter_mut().zip(Finding::ALL) {
            let is_found = found.contains(finding);
            *state = if is_found {
                FindingState::Found
            } else {
                FindingState::RuledOut
            };
        }
        findings
    }

    /// The same for a leg that rested and is not hurt; beside it may be one that is.
    #[must_use]
    pub fn of_a_leg_unhurt(mut self, rested: Rest) -> Self {
        self.states[Finding::Calf as usize] = FindingState::RuledOut;
        self.states[Finding::Leg as usize] = FindingState::RuledOut;
        match rested {
            Rest::Hurt => self.and(Finding::OtherLeg),
            Rest::Unsure => self,
        }
    }

    /// The same where this is said of the cramp.
    #[must_use]
    pub fn and(mut self, finding: Finding) -> Self {
        self.states[finding as usize] = FindingState::Found;
        self
    }

    /// `why`; but nothing is said to be so that nobody has said.
    pub fn reason(&self, finding: Finding, why: &str, short: &str) -> Reason {
        match self.state(finding) {
            FindingState::Unread => Reason {
                text: UNREAD.to_owned(),
                short: UNREAD_SHORT.to_owned(),
            },
            FindingState::Unsure => Reason {
                text: format!("Careful: you did not know about {}.", finding.words()),
                short: format!("Careful: {}", finding.words()),
            },
            FindingState::Found | FindingState::RuledOut | FindingState::Open => Reason {
                text: why.to_owned(),
                short: short.to_owned(),
            },
        }
    }

    pub fn state(&self, finding: Finding) -> FindingState {
        self.states[finding as usize]
    }

    /// Whether it is so, or nobody can say that it is not.
    pub fn has(&self, finding: Finding) -> bool {
        match self.state(finding) {
            FindingState::Found | FindingState::Unsure | FindingState::Unread => true,
            FindingState::RuledOut | FindingState::Open => false,
        }
    }

    pub fn are_open(&self) -> bool {
        self.states.iter().all(|state| *state == FindingState::Open)
    }

    /// Whether a tip may be shown.
    pub fn suits(&self, to: ShowTo) -> bool {
        let without = |finding| self.state(finding) == FindingState::RuledOut;
        match to {
            ShowTo::All => true,
            ShowTo::HeatOk => rules().is_off(Demand::Heat, self),
            ShowTo::Steady => without(Finding::Falls),
            ShowTo::Stretches => ![Finding::Calf, Finding::Leg]
                .iter()
                .any(|hurt| self.has(*hurt)),
            ShowTo::Pregnant => self.is_pregnant,
            ShowTo::NotPregnant => without(Finding::Pregnant),
            ShowTo::NotLatePregnancy => without(Finding::LatePregnant),
            ShowTo::FluidLimit => self.has_fluid_limit,
            ShowTo::NoFluidLimit | ShowTo::NoKidneyDiet => without(Finding::Fluids),
        }
    }
}

/// What `profile` says of one finding.
fn judge(profile: &Profile, finding: Finding, today: Option<Date>) -> FindingState {
    let answered = |question| match profile.reply(question) {
        Some(Reply::Yes) => FindingState::Found,
        Some(Reply::Unsure) => FindingState::Unsure,
        Some(Reply::No) => FindingState::RuledOut,
        None if profile.careful => FindingState::Unread,
        None => FindingState::Open,
    };
    let joint = |part| {
        let is_named = profile.parts.is_empty() || profile.parts.contains(&part);
        only_if(is_named, answered(Question::Joints))
    };
    match finding {
        Finding::Clot => answered(Question::Clot),
        Finding::Numb => answered(Question::Numb),
        Finding::Circulation => answered(Question::Circulation),
        Finding::Falls => answered(Question::Falls),
        Finding::Pregnant => answered(Question::Pregnant),
        Finding::Fluids => {
            let ill = &profile.illnesses;
            let kidneys = [Fact::KidneyDisease, Fact::Dialysis];
            let is_named = ill.is_empty() || kidneys.iter().any(|ill_of| ill.contains(ill_of));
            match only_if(is_named, answered(Question::Illnesses)) {
                found @ (FindingState::Found | FindingState::Unsure) => found,
                FindingState::Unread | FindingState::RuledOut | FindingState::Open => {
                    answered(Question::Fluids)
                }
            }
        }
        // Whoever has said that the feet feel normal may have diabetes.
        Finding::Feeling if profile.reply(Question::Numb) == Some(Reply::No) => {
            FindingState::RuledOut
        }
        Finding::Feeling => answered(Question::Diabetes),
        Finding::LatePregnant => {
            let weeks = today.and_then(|today| profile.weeks(today));
            let is_late = weeks.is_none_or(|weeks| weeks >= LATE);
            only_if(is_late, answered(Question::Pregnant))
        }
        Finding::Hip => joint(BodyPart::Hip),
        Finding::Knee => joint(BodyPart::Knee),
        Finding::Calf => joint(BodyPart::Calf),
        Finding::Back => joint(BodyPart::Back),
        Finding::Leg => joint(BodyPart::Leg),
        // No question asks it: it is said of a cramp.
        Finding::OtherLeg | Finding::BothLegs | Finding::InBed if profile.careful => {
            FindingState::Unread
        }
        Finding::OtherLeg | Finding::BothLegs | Finding::InBed => FindingState::Open,
        Finding::Thinners => {
            let taken = &profile.medicines;
            let is_named = taken.is_empty() || taken.contains(&Medicine::BloodThinners);
            only_if(is_named, answered(Question::Medicines))
        }
    }
}

/// `state`; but what was found is ruled out where something else was named.
fn only_if(is_named: bool, state: FindingState) -> FindingState {
    match state {
        FindingState::Found | FindingState::Unsure if !is_named => FindingState::RuledOut,
        FindingState::Found
        | FindingState::Unsure
        | FindingState::Unread
        | FindingState::RuledOut
        | FindingState::Open => state,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn findings(answers: &[(Question, Reply)]) -> Findings {
        let mut profile = Profile::default();
        for &(question, reply) in answers {
            profile.answer(question, reply);
        }
        Findings::of(&profile, Some(date(2026, 3, 1)))
    }

    #[test]
    fn whoever_does_not_know_is_treated_as_carefully_as_yes() {
        for &question in Question::ALL {
            let yes = findings(&[(question, Reply::Yes)]);
            let unsure = findings(&[(question, Reply::Unsure)]);
            for &finding in Finding::ALL {
                assert_eq!(unsure.has(finding), yes.has(finding), "{question:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_found_in_full() {
        let findings = Findings::of(&Profile::unreadable(), None);
        assert!(Finding::ALL.iter().all(|finding| findings.has(*finding)));
        assert!(!findings.suits(ShowTo::Pregnant), "nobody has said so");
    }

    #[test]
    fn diabetes_counts_until_the_feet_are_said_to_feel_normal() {
        let diabetes = (Question::Diabetes, Reply::Yes);
        assert!(findings(&[diabetes]).has(Finding::Feeling));
        let feels = findings(&[diabetes, (Question::Numb, Reply::No)]);
        assert!(!feels.has(Finding::Feeling));
        let unsure = findings(&[diabetes, (Question::Numb, Reply::Unsure)]);
        assert!(unsure.has(Finding::Feeling));
    }

    #[test]
    fn a_pregnancy_of_unknown_length_counts_as_late() {
        let mut profile = Profile::default();
        profile.answer(Question::Pregnant, Reply::Yes);
        let today = date(2026, 3, 1);
        assert!(Findings::of(&profile, Some(today)).has(Finding::LatePregnant));
        profile.pregnant_from = Some(date(2026, 1, 1));
        assert!(!Findings::of(&profile, Some(today)).has(Finding::LatePregnant));
        assert!(Findings::of(&profile, None).has(Finding::LatePregnant));
        assert!(Findings::of(&profile, Some(date(2026, 8, 1))).has(Finding::LatePregnant));
    }

    #[test]
    fn a_pregnancy_that_must_be_over_brings_no_tip_and_keeps_its_gates() {
        let mut profile = Profile::default();
        profile.answer(Question::Pregnant, Reply::Yes);
        profile.pregnant_from = Some(date(2026, 1, 1));
        let during = Findings::of(&profile, Some(date(2026, 3, 1)));
        assert!(during.suits(ShowTo::Pregnant));
        let after = Findings::of(&profile, Some(date(2027, 3, 1)));
        assert!(!after.suits(ShowTo::Pregnant));
        assert!(after.has(Finding::LatePregnant));
    }

    #[test]
    fn a_named_place_or_medicine_rules_the_others_out() {
        let mut profile = Profile::default();
        profile.answer(Question::Joints, Reply::Yes);
        profile.answer(Question::Medicines, Reply::Yes);
        let all = Findings::of(&profile, None);
        profile.parts = vec![BodyPart::Hip];
        profile.medicines = vec![Medicine::Statin];
        let some = Findings::of(&profile, None);
        for finding in [
            Finding::Knee,
            Finding::Calf,
            Finding::Back,
            Finding::Leg,
            Finding::Thinners,
        ] {
            assert!(all.has(finding), "{finding:?}");
            assert_eq!(some.state(finding), FindingState::RuledOut, "{finding:?}");
        }
        assert!(some.has(Finding::Hip));
    }

    #[test]
    fn a_tip_that_may_harm_waits_for_an_answer() {
        let none = Findings::default();
        for to in [
            ShowTo::HeatOk,
            ShowTo::Steady,
            ShowTo::Pregnant,
            ShowTo::NotPregnant,
            ShowTo::NotLatePregnancy,
            ShowTo::FluidLimit,
            ShowTo::NoFluidLimit,
            ShowTo::NoKidneyDiet,
        ] {
            assert!(!none.suits(to), "{to:?}");
        }
        let no = |question| (question, Reply::No);
        let feels = [
            Question::Numb,
            Question::Circulation,
            Question::Joints,
            Question::Clot,
        ];
        assert!(findings(&feels.map(no)).suits(ShowTo::HeatOk));
        assert!(!findings(&feels.map(no)[..3]).suits(ShowTo::HeatOk));
        assert!(findings(&[no(Question::Falls)]).suits(ShowTo::Steady));
        assert!(findings(&[no(Question::Fluids)]).suits(ShowTo::NoKidneyDiet));
        assert!(findings(&[(Question::Fluids, Reply::Yes)]).suits(ShowTo::FluidLimit));
        // Unasked, a leg is not hurt.
        assert!(none.suits(ShowTo::Stretches));
        assert!(!Findings::with(&[Finding::Calf]).suits(ShowTo::Stretches));
    }
}
