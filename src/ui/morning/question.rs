//! The questions: of a cramp, of a night, and whether to keep a routine.

use super::options::Pick;
use crate::diary::entry::{Cramp, NightNote, Review};
use crate::diary::line::Id;
use crate::diary::value::Note;
use crate::routine::named;

/// A question, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// About one of the cramps.
    Cramp(usize, OfCramp),
    /// About the night.
    Night(OfNight),
    /// Whether to keep the routine before bed.
    Keep,
}

named! {
    /// A question about a cramp, in the order in which they are asked.
    OfCramp {
        /// The pain.
        Severity = "pain at its worst", "How bad was it at its worst? 0 is none, 10 the worst there is";
        /// The leg.
        Side = "leg", "Which leg was it?";
        /// The muscle.
        Muscle = "muscle", "Which muscle was it?";
        /// The sleep.
        SleepLost = "sleep lost", "How much sleep did it cost? 0 is none, 10 all of it";
        /// The next day.
        Soreness = "soreness after", "How sore is the muscle now? 0 is not at all";
        /// What helped.
        Helped = "what helped", "What helped?";
        /// What was unusual.
        Triggers = "before it", "Was any of these there before it?";
        /// Warning signs.
        Signs = "warning signs", "Is there any of these now?";
        /// A note.
        Note = "note", "Anything else? In your own words";
    }
}

named! {
    /// A question about a night, in the order in which they are asked.
    OfNight {
        /// How many.
        Cramps = "cramps", "How many cramps were there?";
        /// The sleep.
        SleepLost = "sleep lost", "How much sleep was lost? 0 is none, 10 all of it";
        /// The next day.
        Tired = "tired next day", "Was the next day a tired one?";
        /// Stretching.
        Stretched = "stretched", "Did you stretch before bed, with or without this program?";
        /// The covers.
        HeavyCovers = "heavy covers", "Were the covers heavy or tight?";
        /// Drink.
        LittleDrink = "little to drink", "Was there too little to drink that day?";
        /// Alcohol.
        Alcohol = "alcohol", "Was there alcohol?";
        /// Exercise.
        HardExercise = "hard exercise", "Was there hard exercise that day?";
        /// A note.
        Note = "note of the night", "Anything else about the night? In your own words";
    }
}

/// What the questions are about, as far as it is known.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The cramps of the night, in the order of time.
    pub cramps: Vec<(Id, Cramp)>,
    /// The night.
    pub note: NightNote,
    /// Six weeks.
    pub review: Review,
}

/// The answer to a question, to be changed.
#[derive(Debug)]
pub enum Reply<'s> {
    /// Picked from options.
    Picked(&'s mut dyn Pick),
    /// Written.
    Written(&'s mut Option<Note>),
}

impl Question {
    /// In full.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Cramp(_, question) => question.words(),
            Self::Night(question) => question.words(),
            Self::Keep => "Do you want to keep it up?",
        }
    }

    /// In a word or two.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cramp(_, question) => question.name(),
            Self::Night(question) => question.name(),
            Self::Keep => "keep it up",
        }
    }
}

impl Subject {
    /// The answer to a question; `None` if it is about a cramp that is not there.
    pub fn reply(&mut self, question: Question) -> Option<Reply<'_>> {
        Some(match question {
            Question::Cramp(at, question) => of_cramp(&mut self.cramps.get_mut(at)?.1, question),
            Question::Night(question) => of_night(&mut self.note, question),
            Question::Keep => Reply::Picked(&mut self.review.keep),
        })
    }

    /// Changes the answer to a question that is answered by picking.
    pub fn change(&mut self, question: Question, change: impl FnOnce(&mut dyn Pick)) {
        if let Some(Reply::Picked(pick)) = self.reply(question) {
            change(pick);
        }
        if let Question::Cramp(at, OfCramp::Muscle) = question
            && let Some((_, cramp)) = self.cramps.get_mut(at)
        {
            cramp.say_muscle(cramp.muscle);
        }
    }

    /// What the answer to a question is, in words; `None` where there is none.
    pub fn said(&self, question: Question) -> Option<String> {
        match self.clone().reply(question)? {
            Reply::Picked(pick) => {
                let options = pick.options().into_iter().enumerate();
                let picked = options.filter(|(at, _)| pick.is_picked(*at));
                let picked: Vec<String> = picked.map(|(_, words)| words).collect();
                (!picked.is_empty()).then(|| picked.join(", "))
            }
            Reply::Written(note) => note.as_ref().map(|note| note.as_str().to_owned()),
        }
    }
}

fn of_cramp(cramp: &mut Cramp, question: OfCramp) -> Reply<'_> {
    match question {
        OfCramp::Severity => Reply::Picked(&mut cramp.severity),
        OfCramp::Side => Reply::Picked(&mut cramp.side),
        OfCramp::Muscle => Reply::Picked(&mut cramp.muscle),
        OfCramp::SleepLost => Reply::Picked(&mut cramp.sleep_lost),
        OfCramp::Soreness => Reply::Picked(&mut cramp.soreness),
        OfCramp::Helped => Reply::Picked(&mut cramp.helped),
        OfCramp::Triggers => Reply::Picked(&mut cramp.triggers),
        OfCramp::Signs => Reply::Picked(&mut cramp.signs),
        OfCramp::Note => Reply::Written(&mut cramp.note),
    }
}

fn of_night(note: &mut NightNote, question: OfNight) -> Reply<'_> {
    match question {
        OfNight::Cramps => Reply::Picked(&mut note.cramps),
        OfNight::SleepLost => Reply::Picked(&mut note.sleep_lost),
        OfNight::Tired => Reply::Picked(&mut note.tired),
        OfNight::Stretched => Reply::Picked(&mut note.stretched),
        OfNight::HeavyCovers => Reply::Picked(&mut note.heavy_covers),
        OfNight::LittleDrink => Reply::Picked(&mut note.little_drink),
        OfNight::Alcohol => Reply::Picked(&mut note.alcohol),
        OfNight::HardExercise => Reply::Picked(&mut note.hard_exercise),
        OfNight::Note => Reply::Written(&mut note.note),
    }
}
