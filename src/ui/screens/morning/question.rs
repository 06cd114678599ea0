//! The questions: of a cramp, of a night, and whether to keep a routine.

use super::options::Pick;
use crate::diary::entry::{Cramp, NightNote, Review};
use crate::diary::episode::Episode;
use crate::diary::value::{Note, Told};
use crate::routine::named;

/// Where the answer to a question about a cramp is.
macro_rules! of_cramp {
    ($reply:ident, $cramp:expr, $question:expr $(, $mutable:tt)?) => {
        match $question {
            OfCramp::Severity => $reply::Picked(&$($mutable)? $cramp.severity),
            OfCramp::Side => $reply::Picked(&$($mutable)? $cramp.side),
            OfCramp::Muscle => $reply::Picked(&$($mutable)? $cramp.muscle),
            OfCramp::Woke => $reply::Picked(&$($mutable)? $cramp.woke),
            OfCramp::Helped => $reply::Picked(&$($mutable)? $cramp.helped),
            OfCramp::Signs => $reply::Picked(&$($mutable)? $cramp.signs),
            OfCramp::Soreness => $reply::Picked(&$($mutable)? $cramp.soreness),
            OfCramp::SleepLost => $reply::Picked(&$($mutable)? $cramp.sleep_lost),
            OfCramp::Triggers => $reply::Picked(&$($mutable)? $cramp.triggers),
            OfCramp::Note => $reply::Written(&$($mutable)? $cramp.note),
        }
    };
}

/// Where the answer to a question about a night is.
macro_rules! of_night {
    ($reply:ident, $note:expr, $question:expr $(, $mutable:tt)?) => {
        match $question {
            OfNight::Cramps => $reply::Picked(&$($mutable)? $note.cramps),
            OfNight::SleepLost => $reply::Picked(&$($mutable)? $note.sleep_lost),
            OfNight::Tired => $reply::Picked(&$($mutable)? $note.tired),
            OfNight::Stretched => $reply::Picked(&$($mutable)? $note.stretched),
            OfNight::HeavyCovers => $reply::Picked(&$($mutable)? $note.heavy_covers),
            OfNight::LittleDrink => $reply::Picked(&$($mutable)? $note.little_drink),
            OfNight::Alcohol => $reply::Picked(&$($mutable)? $note.alcohol),
            OfNight::HardExercise => $reply::Picked(&$($mutable)? $note.hard_exercise),
            OfNight::Note => $reply::Written(&$($mutable)? $note.note),
        }
    };
}

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The night with cramps that home has offered.
    Morning,
    /// A night chosen on the screen of nights, in full.
    Night,
    /// Six weeks.
    Review,
}

/// A question, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether one of the cramps was one.
    Was(usize),
    /// About one of the cramps.
    Cramp(usize, OfCramp),
    /// About the night.
    Night(OfNight),
    /// Whether to keep the routine before bed.
    Keep,
}

named! {
    /// A question about a cramp.
    OfCramp {
        /// The pain.
        Severity = "pain at its worst", "How bad was it at its worst? 0 is none, 10 the worst there is.";
        /// The leg.
        Side = "leg", "Which leg was it?";
        /// The muscle.
        Muscle = "muscle", "Which muscle was it?";
        /// Waking.
        Woke = "woken by it", "Did it wake you?";
        /// What helped.
        Helped = "what helped", "What helped?";
        /// Warning signs.
        Signs = "warning signs", "Do you have any of these now?";
        /// The next day.
        Soreness = "soreness after", "How sore is the muscle now? 0 is not at all.";
        /// The sleep.
        SleepLost = "sleep lost", "How much sleep was lost? 0 is none, 10 all of it.";
        /// What was unusual.
        Triggers = "what came before", "Did any of these come before it?";
        /// A note.
        Note = "note", "Anything else about it? In your own words.";
    }
}

impl OfCramp {
    /// What is asked of each cramp.
    pub const EACH: [Self; 5] = [
        Self::Severity,
        Self::Side,
        Self::Muscle,
        Self::Woke,
        Self::Helped,
    ];
    /// What is asked once, however many cramps the night had.
    pub const ONCE: [Self; 4] = [Self::Signs, Self::Soreness, Self::SleepLost, Self::Triggers];

    /// What is known of it of a cramp, in words.
    pub fn said(self, cramp: &Cramp) -> Option<String> {
        of_cramp!(Answer, cramp, self).words()
    }
}

named! {
    /// A question about a night, in the order in which they are asked.
    OfNight {
        /// How many.
        Cramps = "cramps", "How many cramps were there?";
        /// The sleep.
        SleepLost = "sleep lost", "How much sleep was lost? 0 is none, 10 all of it.";
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
        Note = "note of the night", "Anything else? In your own words.";
    }
}

impl OfNight {
    /// What is asked in the morning.
    pub const MORNING: [Self; 5] = [
        Self::HeavyCovers,
        Self::LittleDrink,
        Self::Alcohol,
        Self::HardExercise,
        Self::Note,
    ];

    /// What is known of it of a night, in words.
    pub fn said(self, note: &NightNote) -> Option<String> {
        of_night!(Answer, note, self).words()
    }
}

/// What the questions are about, as far as it is known.
#[derive(Debug)]
pub struct Subject {
    /// The cramps of the night, in the order of time.
    pub cramps: Vec<Remembered>,
    /// The night.
    pub note: NightNote,
    /// Six weeks.
    pub review: Review,
}

/// A cramp on record.
#[derive(Debug)]
pub struct Remembered {
    /// Its entries.
    pub episode: Episode<'static>,
    /// What is known of it, with the answers.
    pub cramp: Cramp,
    /// Whether it was one, as far as that was asked.
    pub was: Option<Told<bool>>,
}

/// The answer to a question.
#[derive(Debug)]
pub enum Answer<'s> {
    /// Picked from options.
    Picked(&'s dyn Pick),
    /// Written.
    Written(&'s Option<Note>),
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
    /// In full; `fresh` if it is about the last night.
    pub const fn words(self, fresh: bool) -> &'static str {
        match self {
            Self::Was(_) => "Was it a cramp? No takes it out of the diary.",
            Self::Cramp(_, OfCramp::Signs) if !fresh => {
                "Did you have any of these in the days after?"
            }
            Self::Cramp(_, OfCramp::Soreness) if !fresh => {
                "How sore was the muscle the day after? 0 is not at all."
            }
            Self::Cramp(_, question) => question.words(),
            Self::Night(question) => question.words(),
            Self::Keep => "Do you want to keep it up?",
        }
    }

    /// In a word or two, as it is drawn in huge letters.
    pub const fn shout(self) -> &'static str {
        match self {
            Self::Was(_) => "A CRAMP?",
            Self::Cramp(_, question) => match question {
                OfCramp::Severity => "HOW BAD?",
                OfCramp::Side => "WHICH LEG?",
                OfCramp::Muscle => "WHICH MUSCLE?",
                OfCramp::Woke => "WOKEN BY IT?",
                OfCramp::Helped => "WHAT HELPED?",
                OfCramp::Signs => "ANY OF THESE?",
                OfCramp::Soreness => "HOW SORE?",
                OfCramp::SleepLost => "SLEEP LOST?",
                OfCramp::Triggers => "BEFORE IT?",
                OfCramp::Note => "YOUR WORDS",
            },
            Self::Night(question) => match question {
                OfNight::Cramps => "HOW MANY?",
                OfNight::SleepLost => "SLEEP LOST?",
                OfNight::Tired => "A TIRED DAY?",
                OfNight::Stretched => "STRETCHED?",
                OfNight::HeavyCovers => "HEAVY COVERS?",
                OfNight::LittleDrink => "LITTLE DRINK?",
                OfNight::Alcohol => "ALCOHOL?",
                OfNight::HardExercise => "HARD EXERCISE?",
                OfNight::Note => "YOUR WORDS",
            },
            Self::Keep => "KEEP IT UP?",
        }
    }

    /// Whether the huge letters say all that the full question says.
    pub const fn is_said_by_its_shout(self) -> bool {
        matches!(
            self,
            Self::Cramp(
                _,
                OfCramp::Side | OfCramp::Muscle | OfCramp::Woke | OfCramp::Helped
            ) | Self::Night(OfNight::Alcohol)
        )
    }

    /// In a word or two.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Was(_) => "a cramp",
            Self::Cramp(_, question) => question.name(),
            Self::Night(question) => question.name(),
            Self::Keep => "keep it up",
        }
    }

    /// The cramp that it is about alone.
    pub fn cramp(self) -> Option<usize> {
        match self {
            Self::Was(at) => Some(at),
            Self::Cramp(at, question) => (!OfCramp::ONCE.contains(&question)).then_some(at),
            Self::Night(_) | Self::Keep => None,
        }
    }
}

impl Remembered {
    /// Whether it counts as one: relief that may only have been tried out does once somebody says so.
    pub fn is_cramp(&self) -> bool {
        match self.was {
            Some(Told::Known(was)) => was,
            Some(Told::Unknown) | None => !self.episode.may_be_none(),
        }
    }

    /// Whether somebody said that it was none.
    pub fn is_none(&self) -> bool {
        self.was == Some(Told::Known(false))
    }
}

impl Answer<'_> {
    /// In words; `None` where there is none.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Picked(pick) => {
                let options = pick.options().into_iter().enumerate();
                let picked = options.filter(|(at, _)| pick.is_picked(*at));
                let picked: Vec<String> = picked.map(|(_, words)| words).collect();
                (!picked.is_empty()).then(|| picked.join(", "))
            }
            Self::Written(note) => note.as_ref().map(|note| note.as_str().to_owned()),
        }
    }
}

impl Subject {
    /// The answer to a question; `None` if it is about a cramp that is not there.
    pub fn answer(&self, question: Question) -> Option<Answer<'_>> {
        Some(match question {
            Question::Was(at) => Answer::Picked(&self.cramps.get(at)?.was),
            Question::Cramp(at, question) => {
                of_cramp!(Answer, self.cramps.get(at)?.cramp, question)
            }
            Question::Night(question) => of_night!(Answer, self.note, question),
            Question::Keep => Answer::Picked(&self.review.keep),
        })
    }

    /// The same, to be changed.
    pub fn reply(&mut self, question: Question) -> Option<Reply<'_>> {
        Some(match question {
            Question::Was(at) => Reply::Picked(&mut self.cramps.get_mut(at)?.was),
            Question::Cramp(at, question) => {
                of_cramp!(Reply, self.cramps.get_mut(at)?.cramp, question, mut)
            }
            Question::Night(question) => of_night!(Reply, self.note, question, mut),
            Question::Keep => Reply::Picked(&mut self.review.keep),
        })
    }

    /// Changes the answer to a question that is answered by picking.
    pub fn change(&mut self, question: Question, change: impl FnOnce(&mut dyn Pick)) {
        if let Some(Reply::Picked(pick)) = self.reply(question) {
            change(pick);
        }
        let (Question::Was(at) | Question::Cramp(at, _)) = question else {
            return;
        };
        if let Some(remembered) = self.cramps.get_mut(at) {
            let Remembered {
                cramp,
                was,
                episode,
            } = remembered;
            if question == Question::Cramp(at, OfCramp::Muscle) {
                cramp.say_muscle(cramp.muscle);
            }
            // Whoever says that it was a cramp has not only tried relief out.
            let confirmed = *was == Some(Told::Known(true));
            cramp.left = episode.left.filter(|_| !confirmed);
        }
    }

    /// What the answer to a question is, in words; `None` where there is none.
    pub fn said(&self, question: Question) -> Option<String> {
        self.answer(question)?.words()
    }

    /// What is asked in the morning: of each cramp little, and everything else once.
    pub fn of_morning(&self) -> Vec<Question> {
        // Nobody said anything during this one: relief may have been started for another reason.
        let doubtful = |cramp: &Cramp| cramp.routine.is_some() && cramp.answers.is_none();
        let mut questions = self.of_cramps(doubtful);
        questions.extend(OfNight::MORNING.map(Question::Night));
        questions
    }

    /// Everything that can be asked of the night.
    pub fn of_night(&self) -> Vec<Question> {
        let mut questions = self.of_cramps(|_| true);
        let counted = self.cramps.iter().any(Remembered::is_cramp);
        let asked = OfNight::ALL.iter().filter(|question| match question {
            // Cramps on record say it themselves, but what was said before can be changed.
            OfNight::Cramps | OfNight::SleepLost => !counted || question.said(&self.note).is_some(),
            OfNight::Tired
            | OfNight::Stretched
            | OfNight::HeavyCovers
            | OfNight::LittleDrink
            | OfNight::Alcohol
            | OfNight::HardExercise
            | OfNight::Note => true,
        });
        questions.extend(asked.copied().map(Question::Night));
        questions
    }

    fn of_cramps(&self, doubtful: impl Fn(&Cramp) -> bool) -> Vec<Question> {
        let mut questions = Vec::new();
        let mut cramps = Vec::new();
        for (at, remembered) in self.cramps.iter().enumerate() {
            let Remembered {
                cramp,
                was,
                episode,
            } = remembered;
            let asks = was.is_some() || episode.may_be_none() || doubtful(cramp);
            questions.extend(asks.then_some(Question::Was(at)));
            if remembered.is_cramp() {
                let noted = cramp.note.is_some().then_some(OfCramp::Note);
                let each = OfCramp::EACH.into_iter().chain(noted);
                questions.extend(each.map(|of| Question::Cramp(at, of)));
                cramps.push(at);
            }
        }
        let once = OfCramp::ONCE.into_iter().filter_map(|of| {
            // Where none has the answer yet, it is kept with the last cramp.
            let has = |at: &&usize| of.said(&self.cramps[**at].cramp).is_some();
            let at = cramps.iter().find(has).or(cramps.last())?;
            Some(Question::Cramp(*at, of))
        });
        questions.extend(once);
        questions
    }
}
