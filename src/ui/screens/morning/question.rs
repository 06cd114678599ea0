//! The questions: of a cramp, of a night, and whether to keep a routine.

use super::options::Pick;
use super::returned::Returned;
use crate::diary::entry::{Cramp, NightNote, Review};
use crate::diary::episode::Episode;
use crate::diary::line::Id;
use crate::diary::value::{Note, Response};
use crate::moment::Moment;
use crate::routine::named;
use crate::ui::live_diary::wall;
use crate::ui::words::minutes;

/// Where the answer to a question about a cramp is.
macro_rules! of_cramp {
    ($reply:ident, $cramp:expr, $question:expr $(, $mutable:tt)?) => {
        match $question {
            OfCramp::Began => $reply::Began(&$($mutable)? $cramp),
            OfCramp::Lasted => $reply::Lasted(&$($mutable)? $cramp),
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
            OfNight::Evening => $reply::Picked(&$($mutable)? $note),
            OfNight::Note => $reply::Written(&$($mutable)? $note.note),
        }
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// The night with cramps that home has offered.
    Morning,
    /// A night chosen on the screen of nights, in full.
    Night,
    /// A cramp more of such a night.
    More,
    Review,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MorningQuestion {
    /// Whether any of those that may only have been tried out was a cramp.
    Any,
    /// Whether what had let go in between was one cramp or more.
    Returned(usize),
    /// Whether what a time has joined was one cramp or more.
    Joined(usize),
    /// Whether one of the cramps was one.
    Was(usize),
    Cramp(usize, OfCramp),
    Night(OfNight),
    /// Whether to keep the routine before bed.
    Keep,
}

named! {
    pub(crate) enum OfCramp {
        Began = "began", "When did it begin? Type a time, such as 03:10 or 3am.";
        Lasted = "lasted", "How long did it last? Type minutes, such as 6.";
        Severity = "pain at its worst", "How bad was it at its worst? 0 is none, 10 the worst there is.";
        Side = "leg", "Which leg was it?";
        Muscle = "muscle", "Which muscle was it?";
        Woke = "woken by it", "Did it wake you?";
        Helped = "what helped", "What helped?";
        Signs = "warning signs", "Do you have any of these now?";
        Soreness = "soreness after", "How sore is the muscle now? 0 is not at all.";
        SleepLost = "sleep lost", "How much sleep was lost? 0 is none, 10 all of it.";
        Triggers = "what came before", "Did any of these come before it?";
        Note = "note", "Anything else about it? In your own words.";
    }
}

impl OfCramp {
    /// Its times: the clock has them, but it may be wrong.
    pub(crate) const TIMES: [Self; 2] = [Self::Began, Self::Lasted];
    /// What is asked of each cramp.
    pub(crate) const EACH: [Self; 5] = [
        Self::Severity,
        Self::Side,
        Self::Muscle,
        Self::Woke,
        Self::Helped,
    ];
    /// What is asked once, however many cramps the night had.
    pub(crate) const ONCE: [Self; 4] =
        [Self::Signs, Self::Soreness, Self::SleepLost, Self::Triggers];

    /// What is known of it of a cramp, in words.
    pub(crate) fn said(self, cramp: &Cramp) -> Option<String> {
        of_cramp!(AnswerRef, cramp, self).words()
    }
}

named! {
    /// A question about a night, in the order in which they are asked.
    pub(crate) enum OfNight {
        Cramps = "cramps", "How many cramps were there?";
        SleepLost = "sleep lost", "How much sleep was lost? 0 is none, 10 all of it.";
        Tired = "tired next day", "Was the next day a tired one?";
        Stretched = "stretched", "Did you stretch before bed, with or without this program?";
        Evening = "that evening", "Which of these were there that day or evening? Add what else you did or took.";
        Note = "note of the night", "Anything else? In your own words.";
    }
}

impl OfNight {
    /// What is asked in the morning.
    pub(crate) const MORNING: [Self; 2] = [Self::Evening, Self::Note];

    /// What is known of it of a night, in words.
    pub(crate) fn said(self, note: &NightNote) -> Option<String> {
        of_night!(AnswerRef, *note, self).words()
    }
}

/// What the questions are about, as far as it is known.
#[derive(Debug)]
pub(crate) struct Subject {
    /// The cramps of the night, in the order of time.
    pub cramps: Vec<Remembered>,
    /// What would be one cramp, although it had let go in between.
    pub returned: Vec<Returned>,
    /// Whether any of those that may only have been tried out was a cramp, where that was asked.
    pub any: Option<Response<bool>>,
    /// The cramp that is being added, if one is.
    pub added: Option<Added>,
    pub note: NightNote,
    pub review: Review,
}

#[derive(Debug)]
pub(crate) struct Added {
    pub id: Id,
    /// Whether its time was confirmed: it is on record from then on.
    pub is_confirmed: bool,
}

/// A cramp on record.
#[derive(Debug)]
pub(crate) struct Remembered {
    pub episode: Episode<'static>,
    /// What is known of it, with the answers.
    pub cramp: Cramp,
    /// Whether relief may only have been tried out, as far as the diary knows.
    pub may_be_none: bool,
    /// Whether it was one, as far as that was asked.
    pub was: Option<Response<bool>>,
}

#[derive(Debug)]
pub(crate) enum AnswerField<P, N, C> {
    Picked(P),
    Written(N),
    /// The time at which a cramp began.
    Began(C),
    Lasted(C),
}

pub(crate) type AnswerRef<'s> = AnswerField<&'s dyn Pick, &'s Option<Note>, &'s Cramp>;
/// The same, to be changed.
pub(crate) type AnswerMut<'s> = AnswerField<&'s mut dyn Pick, &'s mut Option<Note>, &'s mut Cramp>;

impl MorningQuestion {
    /// In full; `fresh` if it is about the last night.
    pub(crate) const fn words(self, fresh: bool) -> &'static str {
        match self {
            Self::Any => "Relief was left within seconds, more than once. Was any of it a cramp?",
            Self::Returned(_) => {
                "It had let go, and relief was started again soon after. Was that one cramp, or more?"
            }
            Self::Joined(_) => {
                "There were less than ten minutes between them. Was that one cramp, or more?"
            }
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
    pub(crate) const fn shout(self) -> &'static str {
        match self {
            Self::Any => "ANY CRAMP?",
            Self::Returned(_) | Self::Joined(_) => "ONE OR MORE?",
            Self::Was(_) => "A CRAMP?",
            Self::Cramp(_, question) => match question {
                OfCramp::Began => "WHEN?",
                OfCramp::Lasted => "HOW LONG?",
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
                OfNight::Evening => "THAT EVENING?",
                OfNight::Note => "YOUR WORDS",
            },
            Self::Keep => "KEEP IT UP?",
        }
    }

    /// Whether the huge letters say all that the full question says.
    pub(crate) const fn is_said_by_its_shout(self) -> bool {
        matches!(
            self,
            Self::Cramp(
                _,
                OfCramp::Side | OfCramp::Muscle | OfCramp::Woke | OfCramp::Helped
            )
        )
    }

    /// In a word or two.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Any => "any cramp",
            Self::Returned(_) | Self::Joined(_) => "one or more",
            Self::Was(_) => "a cramp",
            Self::Cramp(_, question) => question.name(),
            Self::Night(question) => question.name(),
            Self::Keep => "keep it up",
        }
    }

    /// The cramp that it is about alone.
    pub(crate) fn cramp(self) -> Option<usize> {
        match self {
            Self::Was(at) => Some(at),
            Self::Cramp(at, question) => (!OfCramp::ONCE.contains(&question)).then_some(at),
            Self::Any | Self::Returned(_) | Self::Joined(_) | Self::Night(_) | Self::Keep => None,
        }
    }

    /// Of which kind it is, whichever cramp it is about.
    #[must_use]
    pub(crate) fn kind(self) -> Self {
        match self {
            Self::Cramp(_, question) => Self::Cramp(0, question),
            Self::Any
            | Self::Returned(_)
            | Self::Joined(_)
            | Self::Was(_)
            | Self::Night(_)
            | Self::Keep => self,
        }
    }

    /// The cramp of which it asks a time.
    pub(crate) fn timed(self) -> Option<usize> {
        match self {
            Self::Cramp(at, OfCramp::Began | OfCramp::Lasted) => Some(at),
            _ => None,
        }
    }

    pub(crate) fn is_length(self) -> bool {
        matches!(self, Self::Cramp(_, OfCramp::Lasted))
    }

    /// Whether it is about what there is to ask about.
    pub(crate) fn is_first(self) -> bool {
        matches!(
            self,
            Self::Any | Self::Returned(_) | Self::Joined(_) | Self::Was(_)
        )
    }
}

impl Remembered {
    pub(crate) fn of(episode: Episode<'static>) -> Self {
        Self {
            cramp: Cramp::clone(&episode),
            may_be_none: episode.may_be_none(),
            episode,
            was: None,
        }
    }

    /// Whether an entry is one of its starts.
    pub(crate) fn has(&self, id: &Id) -> bool {
        let mut starts = self.episode.starts().iter();
        starts.any(|start| *start.id == *id)
    }

    /// Whether it counts as one: relief that may only have been tried out does once somebody says so.
    pub(crate) fn is_cramp(&self) -> bool {
        match self.was {
            Some(Response::Known(was)) => was,
            Some(Response::Unknown) | None => !self.may_be_none,
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.was == Some(Response::Known(false))
    }
}

impl AnswerRef<'_> {
    /// In words; `None` where there is none.
    pub(crate) fn words(&self) -> Option<String> {
        match self {
            Self::Picked(pick) => pick.words(),
            Self::Written(note) => note.as_ref().map(|note| note.as_str().to_owned()),
            Self::Began(cramp) => Some(wall(cramp.start)),
            Self::Lasted(cramp) => cramp.length().map(|length| minutes(length.number().into())),
        }
    }
}

impl Subject {
    /// What is known of a night with these cramps, asked about at a moment.
    pub(crate) fn new(episodes: Vec<Episode<'static>>, asked: Moment, note: NightNote) -> Self {
        let returned = Returned::among(&episodes);
        let mut cramps: Vec<_> = episodes.into_iter().map(Remembered::of).collect();
        for Remembered { cramp, .. } in &mut cramps {
            // They are asked once, whatever the answers.
            cramp.asked.get_or_insert(asked);
        }
        let review = Review::new(note.night);
        Self {
            cramps,
            returned,
            any: None,
            added: None,
            note,
            review,
        }
    }

    /// The answer to a question; `None` if it is about a cramp that is not there.
    pub(crate) fn answer(&self, question: MorningQuestion) -> Option<AnswerRef<'_>> {
        Some(match question {
            MorningQuestion::Any => AnswerRef::Picked(&self.any),
            MorningQuestion::Returned(at) | MorningQuestion::Joined(at) => {
                AnswerRef::Picked(&self.returned.get(at)?.said)
            }
            MorningQuestion::Was(at) => AnswerRef::Picked(&self.cramps.get(at)?.was),
            MorningQuestion::Cramp(at, question) => {
                of_cramp!(AnswerRef, self.cramps.get(at)?.cramp, question)
            }
            MorningQuestion::Night(question) => of_night!(AnswerRef, self.note, question),
            MorningQuestion::Keep => AnswerRef::Picked(&self.review.keep),
        })
    }

    /// The same, to be changed.
    pub(crate) fn reply(&mut self, question: MorningQuestion) -> Option<AnswerMut<'_>> {
        Some(match question {
            MorningQuestion::Any => AnswerMut::Picked(&mut self.any),
            MorningQuestion::Returned(at) | MorningQuestion::Joined(at) => {
                AnswerMut::Picked(&mut self.returned.get_mut(at)?.said)
            }
            MorningQuestion::Was(at) => AnswerMut::Picked(&mut self.cramps.get_mut(at)?.was),
            MorningQuestion::Cramp(at, question) => {
                of_cramp!(AnswerMut, self.cramps.get_mut(at)?.cramp, question, mut)
            }
            MorningQuestion::Night(question) => of_night!(AnswerMut, self.note, question, mut),
            MorningQuestion::Keep => AnswerMut::Picked(&mut self.review.keep),
        })
    }

    /// Changes the answer to a question that is answered by picking.
    pub(crate) fn change(&mut self, question: MorningQuestion, change: impl FnOnce(&mut dyn Pick)) {
        if let Some(AnswerMut::Picked(pick)) = self.reply(question) {
            change(pick);
        }
        let at = match question {
            MorningQuestion::Any => return self.take_any(),
            MorningQuestion::Returned(_) | MorningQuestion::Joined(_) => return self.regroup(),
            MorningQuestion::Was(at) | MorningQuestion::Cramp(at, _) => at,
            MorningQuestion::Night(_) | MorningQuestion::Keep => return,
        };
        if let Some(remembered) = self.cramps.get_mut(at) {
            let Remembered {
                cramp,
                was,
                episode,
                ..
            } = remembered;
            if question == MorningQuestion::Cramp(at, OfCramp::Muscle) {
                cramp.say_muscle(cramp.muscle);
            }
            // Whoever says that it was a cramp has not only tried relief out.
            let confirmed = *was == Some(Response::Known(true));
            cramp.left = episode.left.filter(|_| !confirmed);
        }
    }

    /// What the answer to a question is, in words; `None` where there is none.
    pub(crate) fn said(&self, question: MorningQuestion) -> Option<String> {
        self.answer(question)?.words()
    }

    /// What was said of all that may only have been tried out goes for each; "yes" asks of which.
    fn take_any(&mut self) {
        let any = self.any;
        let tried = self
            .cramps
            .iter_mut()
            .filter(|remembered| remembered.may_be_none);
        for remembered in tried {
            remembered.was = any.filter(|any| *any != Response::Known(true));
        }
    }
}
