//! Whose page it is: in the person's own words, and by the answers to the safety questions.

use jiff::civil::Date;

use crate::diary::value::Note;
use crate::handbook::medicine::is_linked_card;
use crate::handbook::{Fact, of_fact};
use crate::profile::{BodyPart, Medicine, Profile, Question, Reply};

/// Behind a medicine that is linked to cramps.
pub(super) const STAR: &str = " *";
/// What is said where every question was answered with no.
pub(super) const NONE: &str = "none of those asked";
/// What is said after what the person does not know of themselves.
pub(super) const DOUBT: &str = " (not sure)";
/// What is said of medicines where it is not known which they are.
const SOME: &str = "some of those asked, not said which";

/// What the page says of the person; all of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: Option<Note>,
    /// An age, or a range of ages.
    pub age: Option<Note>,
    /// Whether pregnant, and how far.
    pub pregnancy: Option<Note>,
    /// Illnesses in the person's own words.
    pub conditions: Vec<Note>,
    /// Medicines in the person's own words: name, dose, since when.
    pub medicines: Vec<Note>,
    pub ill: Vec<Note>,
    pub taken: Vec<Note>,
    /// Whether the page leaves out what helped and what was done of an evening in own words.
    pub without_own_words: bool,
    /// What is true of them by their answers, for the questions, or may be: they do not know,
    pub facts: Vec<Fact>,
    /// what of it only may be,
    pub unsure: Vec<Fact>,
    /// and what is not.
    pub denied: Vec<Fact>,
    /// Ids of the cards whose questions they want to ask.
    pub cards: Vec<String>,
}

impl Person {
    /// What was answered, as it is on a day. "Don't know" is asked about as a yes is, and "no" says
    /// something only where it was said to all.
    pub fn answered(profile: &Profile, on: Date) -> Self {
        // Any part of a leg may be meant where none was chosen.
        let is_vague = |question| question == Question::Joints && profile.parts.is_empty();
        let is_yes = |question: Question| profile.reply(question) == Some(Reply::Yes);
        let is_unsure = |question: Question| match profile.reply(question) {
            Some(Reply::Yes) => is_vague(question),
            Some(Reply::Unsure) => true,
            Some(Reply::No) | None => false,
        };
        let conditions = Question::ALL.iter().flat_map(|&question| {
            let words = condition(question, profile, on).into_iter();
            words.filter_map(move |words| match profile.reply(question)? {
                Reply::Yes => Some(words),
                Reply::Unsure => Some(format!("{words}{DOUBT}")),
                Reply::No => None,
            })
        });
        let is_no = |question: &Question| profile.reply(*question) == Some(Reply::No);
        let ill = Question::ALL
            .iter()
            .filter(|question| is_illness(**question));
        let is_well = ill.copied().all(|question| is_no(&question));
        let conditions = conditions.chain(is_well.then(|| NONE.to_owned()));
        let medicines = match profile.reply(Question::Medicines) {
            None => Vec::new(),
            Some(Reply::No) => vec![NONE.to_owned()],
            Some(Reply::Yes) if profile.medicines.is_empty() => vec![SOME.to_owned()],
            Some(Reply::Unsure) if profile.medicines.is_empty() => vec!["not sure".to_owned()],
            Some(reply) => {
                let doubt = if reply == Reply::Unsure { DOUBT } else { "" };
                let taken = profile.medicines.iter().copied().map(starred);
                taken.map(|words| format!("{words}{doubt}")).collect()
            }
        };
        let pregnancy = match profile.reply(Question::Pregnant) {
            Some(Reply::Yes) => pregnancy(profile, on),
            Some(Reply::Unsure) => Some("not sure".to_owned()),
            Some(Reply::No) | None => None,
        };
        let age = profile.age.filter(|_| is_yes(Question::Age));
        let mut yes = Question::ALL.to_vec();
        yes.retain(|question| is_yes(*question) && !is_vague(*question));
        let facts = yes.iter().flat_map(|question| facts(*question, profile));
        let unsure = Question::ALL
            .iter()
            .filter(|question| is_unsure(**question));
        let unsure = unsure.flat_map(|question| self::facts(*question, profile));
        let unsure: Vec<Fact> = unsure.collect();
        let facts: Vec<Fact> = facts.chain(unsure.iter().copied()).collect();
        let mut full = profile.clone();
        full.parts = BodyPart::ALL.to_vec();
        full.medicines = Medicine::ALL.to_vec();
        full.illnesses = Fact::ILLNESSES.to_vec();
        // A list of which nothing was chosen denies nothing.
        let is_told = |question: &&Question| match profile.reply(**question) {
            Some(Reply::No) => true,
            Some(Reply::Yes) => !self::facts(**question, profile).is_empty(),
            Some(Reply::Unsure) | None => false,
        };
        let told = Question::ALL.iter().filter(is_told);
        let told = told.flat_map(|question| self::facts(*question, &full));
        let denied = told.filter(|fact| !facts.contains(fact));
        Self {
            age: age.and_then(|age| Note::new(age.words())),
            denied: denied.collect(),
            facts,
            unsure,
            cards: profile
                .cards
                .iter()
                .cloned()
                .chain(unnamed(profile))
                .collect(),
            pregnancy: pregnancy.and_then(|words| Note::new(&words)),
            ill: conditions.filter_map(|words| Note::new(&words)).collect(),
            taken: medicines
                .iter()
                .filter_map(|words| Note::new(words))
                .collect(),
            ..Self::default()
        }
    }
}

/// The cards whose questions stand for those of what was not named.
fn unnamed(profile: &Profile) -> impl Iterator<Item = String> {
    let may_be = |question| matches!(profile.reply(question), Some(Reply::Yes | Reply::Unsure));
    let medicine = may_be(Question::Medicines) && profile.medicines.is_empty();
    let illness = may_be(Question::Illnesses) && profile.illnesses.is_empty();
    let cards = [(medicine, "other-medicine"), (illness, "sign-of-illness")];
    let cards = cards.into_iter().filter(|(is_unnamed, _)| *is_unnamed);
    cards.map(|(_, card)| card.to_owned())
}

/// A medicine, with a mark if it is linked with cramps.
fn starred(medicine: Medicine) -> String {
    let card = of_fact(taken(medicine));
    let is_linked = card.is_some_and(|card| is_linked_card(&card.id));
    let star = if is_linked { STAR } else { "" };
    format!("{}{star}", medicine.words())
}

fn is_illness(question: Question) -> bool {
    !matches!(
        question,
        Question::Pregnant | Question::Medicines | Question::Age
    )
}

/// How the page says a yes; nothing for what has a row of its own.
fn condition(question: Question, profile: &Profile, on: Date) -> Vec<String> {
    let words = match question {
        Question::Pregnant if profile.is_pregnancy_over(on) => {
            "a pregnancy that by its weeks is over"
        }
        Question::Clot => "a blood clot, past or suspected",
        Question::Diabetes => "diabetes",
        Question::Numb => "numb feet or nerve damage",
        Question::Circulation => "poor circulation in the legs",
        Question::Falls => "a fall in the last year, or unsteady at night",
        Question::Joints => {
            let places = match &profile.parts[..] {
                [] => "leg, hip, knee or back".to_owned(),
                parts => {
                    let parts: Vec<&str> = parts.iter().copied().map(BodyPart::words).collect();
                    parts.join(", ")
                }
            };
            return vec![format!("replaced, operated on or injured: {places}")];
        }
        Question::Illnesses if profile.illnesses.is_empty() => "an illness that was not named",
        Question::Illnesses => {
            let ill = profile.illnesses.iter();
            return ill.map(|fact| fact.words().to_owned()).collect();
        }
        Question::Fluids => "fluids limited, or a kidney diet",
        Question::Pregnant | Question::Medicines | Question::Age => return Vec::new(),
    };
    vec![words.to_owned()]
}

/// What a yes says of the person; a list of which nothing was chosen says nothing.
fn facts(question: Question, profile: &Profile) -> Vec<Fact> {
    match question {
        Question::Clot => vec![Fact::Clot],
        Question::Diabetes => vec![Fact::Diabetes],
        Question::Numb => vec![Fact::Numb],
        Question::Circulation => vec![Fact::Circulation],
        Question::Fluids => vec![Fact::Fluids],
        Question::Joints if profile.parts.is_empty() => vec![Fact::HurtLeg, Fact::Back],
        Question::Joints => {
            let parts = profile.parts.iter();
            parts.filter_map(|part| hurt(*part)).collect()
        }
        Question::Medicines => {
            let medicines = profile.medicines.iter();
            medicines.map(|medicine| taken(*medicine)).collect()
        }
        Question::Illnesses => profile.illnesses.clone(),
        // A pregnancy may be over.
        Question::Pregnant | Question::Falls | Question::Age => Vec::new(),
    }
}

fn hurt(part: BodyPart) -> Option<Fact> {
    match part {
        BodyPart::Calf | BodyPart::Leg => Some(Fact::HurtLeg),
        BodyPart::Back => Some(Fact::Back),
        BodyPart::Hip | BodyPart::Knee => None,
    }
}

fn taken(medicine: Medicine) -> Fact {
    match medicine {
        Medicine::WaterTablets => Fact::WaterTablets,
        Medicine::Statin => Fact::Statin,
        Medicine::BloodThinners => Fact::BloodThinners,
        Medicine::Inhalers => Fact::Inhalers,
        Medicine::PillOrHrt => Fact::PillOrHrt,
        Medicine::Quinine => Fact::Quinine,
        Medicine::BloodPressureTablets => Fact::BloodPressureTablets,
    }
}

/// `None` of a pregnancy that is over, which is one of the conditions.
fn pregnancy(profile: &Profile, on: Date) -> Option<String> {
    let is_over = profile.is_pregnancy_over(on);
    (!is_over).then(|| match profile.weeks(on) {
        // Not known, or counted from a day after the last night of the page.
        None => "yes, weeks not known".to_owned(),
        Some(1) => "1 week".to_owned(),
        Some(weeks) => format!("{weeks} weeks"),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn said(notes: &[Note]) -> Vec<&str> {
        notes.iter().map(Note::as_str).collect()
    }

    #[test]
    fn only_what_was_answered_with_yes_is_said() {
        let mut profile = Profile::default();
        for &question in Question::ALL {
            profile.answer(question, Reply::Yes);
        }
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!(person.ill.len(), Question::ALL.len() - 3);
        assert_eq!(said(&person.taken).len(), 1);
        assert_eq!(
            person.pregnancy.as_ref().map(Note::as_str),
            Some("yes, weeks not known")
        );

        profile.parts = vec![BodyPart::Hip, BodyPart::Back];
        profile.medicines = vec![Medicine::WaterTablets, Medicine::Quinine];
        profile.answer(Question::Clot, Reply::No);
        profile.answer(Question::Falls, Reply::Unsure);
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!(said(&person.taken), ["water tablets *", "quinine"]);
        assert_eq!(
            said(&person.ill),
            [
                "diabetes",
                "numb feet or nerve damage",
                "poor circulation in the legs",
                "a fall in the last year, or unsteady at night (not sure)",
                "replaced, operated on or injured: hip, back",
                "fluids limited, or a kidney diet",
                "an illness that was not named",
            ]
        );
        assert_eq!(
            Person::answered(&Profile::unreadable(), date(2026, 11, 21)),
            Person::default()
        );
    }

    #[test]
    fn no_to_all_is_not_the_same_as_not_asked() {
        let mut profile = Profile::default();
        for &question in Question::ALL {
            profile.answer(question, Reply::No);
        }
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!([said(&person.ill), said(&person.taken)], [[NONE], [NONE]]);
        profile.answer(Question::Numb, Reply::Unsure);
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!(said(&person.ill), ["numb feet or nerve damage (not sure)"]);
        assert_eq!(
            (&person.facts[..], &person.unsure[..]),
            (&[Fact::Numb][..], &[Fact::Numb][..])
        );
        assert!(!person.denied.contains(&Fact::Numb));
    }

    #[test]
    fn a_list_of_which_nothing_was_chosen_is_asked_about() {
        let mut profile = Profile::default();
        for question in [Question::Medicines, Question::Illnesses] {
            profile.answer(question, Reply::Yes);
        }
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!(said(&person.taken), [SOME]);
        assert_eq!(person.cards, ["other-medicine", "sign-of-illness"]);
    }

    #[test]
    fn a_hurt_part_that_was_not_chosen_may_be_the_leg_or_the_back() {
        let mut profile = Profile::default();
        profile.answer(Question::Joints, Reply::Yes);
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!(person.facts, [Fact::HurtLeg, Fact::Back]);
        assert_eq!(person.unsure, person.facts);
        profile.parts = vec![BodyPart::Hip];
        let person = Person::answered(&profile, date(2026, 11, 21));
        assert_eq!((&person.facts[..], &person.unsure[..]), (&[][..], &[][..]));
    }

    #[test]
    fn whoever_is_not_sure_is_said_to_be_not_sure_whatever_was_asked() {
        for &question in Question::ALL {
            for medicines in [vec![], vec![Medicine::Statin]] {
                let mut profile = Profile::default();
                profile.answer(question, Reply::Unsure);
                profile.medicines.clone_from(&medicines);
                let person = Person::answered(&profile, date(2026, 11, 21));
                let all = person.ill.iter().chain(&person.taken);
                let all: Vec<&Note> = all.chain(&person.pregnancy).collect();
                assert_eq!(all.len(), usize::from(question != Question::Age));
                for note in all {
                    assert!(note.as_str().contains("not sure"), "{question:?}: {note:?}");
                }
            }
        }
    }

    #[test]
    fn a_pregnancy_has_its_weeks_of_that_day_and_ends() {
        let mut profile = Profile::default();
        profile.answer(Question::Pregnant, Reply::Yes);
        profile.pregnant_from = Some(date(2026, 8, 5));
        let said = |on| Person::answered(&profile, on).pregnancy;
        assert_eq!(said(date(2026, 11, 21)), Note::new("15 weeks"));
        assert_eq!(said(date(2026, 8, 4)), Note::new("yes, weeks not known"));
        let over = Person::answered(&profile, date(2027, 8, 5));
        assert_eq!(over.pregnancy, None);
        assert_eq!(
            self::said(&over.ill),
            ["a pregnancy that by its weeks is over"]
        );
    }
}
