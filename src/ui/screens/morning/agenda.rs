//! Which questions are asked of what is known.

use super::question::{OfCramp, OfNight, Question, Remembered, Subject};
use crate::diary::entry::Cramp;
use crate::diary::value::Response;

/// Questions in a morning, at most: nobody answers more before breakfast.
const MOST: usize = 10;
/// Of those so many at most ask whether it was one cramp, or none: after a night of starts there has to
/// be room for the signs and for how it was.
const MOST_DOUBTS: usize = 6;
/// What is asked in a morning as long as there is room, what matters most first.
const BY_WEIGHT: [Question; 11] = [
    Question::Cramp(0, OfCramp::Signs),
    Question::Cramp(0, OfCramp::Severity),
    Question::Cramp(0, OfCramp::Side),
    Question::Cramp(0, OfCramp::SleepLost),
    Question::Cramp(0, OfCramp::Helped),
    Question::Night(OfNight::Evening),
    Question::Cramp(0, OfCramp::Muscle),
    Question::Cramp(0, OfCramp::Woke),
    Question::Cramp(0, OfCramp::Triggers),
    Question::Night(OfNight::Note),
    Question::Cramp(0, OfCramp::Soreness),
];

impl Subject {
    /// First whether it was one cramp, or none, and then as much as there is room for.
    pub(crate) fn of_morning(&self) -> Vec<Question> {
        // Nobody said anything during this one: relief may have been started for another reason.
        let doubtful = |cramp: &Cramp| cramp.routine.is_some() && cramp.answers.is_none();
        let several = self.cramps.iter().filter(|one| one.is_cramp()).count() > 1;
        let (each, once): (Vec<_>, Vec<_>) = OfCramp::EACH
            .into_iter()
            .partition(|of| !several || *of != OfCramp::Helped);
        let mut all = self.of_cramps(doubtful, &each, &[once, OfCramp::ONCE.to_vec()].concat());
        all.extend(OfNight::MORNING.map(Question::Night));
        let is_said = |at: usize| self.returned.get(at).is_some_and(|one| !one.is_doubtful);
        all.retain(|question| !matches!(question, Question::Returned(at) if is_said(*at)));
        // A stable sort: everything else stays in its place.
        all.sort_by_key(|question| self.turn(*question));
        let mut doubts = 0;
        all.retain(|question| {
            doubts += usize::from(question.is_first());
            !question.is_first() || doubts <= MOST_DOUBTS
        });
        let mut room = MOST - doubts.min(MOST_DOUBTS);
        let mut taken = Vec::new();
        for kind in BY_WEIGHT {
            let count = all
                .iter()
                .filter(|question| question.kind() == kind)
                .count();
            if count <= room {
                room -= count;
                taken.push(kind);
            }
        }
        all.retain(|question| question.is_first() || taken.contains(&question.kind()));
        all
    }

    /// Whose turn it is in a morning: what may be none first, then what may be more than one.
    fn turn(&self, question: Question) -> u8 {
        let may_be_none = |at: usize| self.cramps.get(at).is_some_and(|one| one.may_be_none);
        match question {
            Question::Any => 0,
            Question::Was(at) if may_be_none(at) => 0,
            Question::Returned(_) | Question::Joined(_) => 1,
            Question::Was(_) => 2,
            Question::Cramp(..) | Question::Night(_) | Question::Keep => 3,
        }
    }

    /// Everything that can be asked of the night.
    pub(crate) fn of_night(&self) -> Vec<Question> {
        let each = [OfCramp::TIMES.as_slice(), OfCramp::EACH.as_slice()].concat();
        let mut questions = self.of_cramps(|_| true, &each, &OfCramp::ONCE);
        let counted = self.cramps.iter().any(Remembered::is_cramp);
        let asked = OfNight::ALL.iter().filter(|question| match question {
            // Cramps on record say it themselves, but what was said before can be changed.
            OfNight::Cramps | OfNight::SleepLost => !counted || question.said(&self.note).is_some(),
            OfNight::Tired | OfNight::Stretched | OfNight::Evening | OfNight::Note => true,
        });
        questions.extend(asked.copied().map(Question::Night));
        questions
    }

    fn of_cramps(
        &self,
        doubtful: impl Fn(&Cramp) -> bool,
        each: &[OfCramp],
        once: &[OfCramp],
    ) -> Vec<Question> {
        let tried = self.cramps.iter().filter(|one| one.may_be_none).count();
        let any = (tried > 1).then_some(Question::Any);
        let asks_tried = tried < 2 || self.any == Some(Response::Known(true));
        let joined_by = |at: &usize| self.returned[*at].joined_by.as_ref();
        let (joined, returned): (Vec<_>, Vec<_>) =
            (0..self.returned.len()).partition(|at| joined_by(at).is_some());
        let returned = returned.into_iter().map(Question::Returned);
        let mut questions: Vec<_> = any.into_iter().chain(returned).collect();
        let mut cramps = Vec::new();
        for (at, remembered) in self.cramps.iter().enumerate() {
            let Remembered {
                cramp,
                was,
                episode,
                may_be_none,
            } = remembered;
            let asks = if *may_be_none {
                asks_tried
            } else {
                was.is_some() || doubtful(cramp)
            };
            questions.extend(asks.then_some(Question::Was(at)));
            if remembered.is_cramp() {
                let noted = cramp.note.is_some().then_some(OfCramp::Note);
                // Of more starts than one the length is what they come to.
                let is_only = episode.starts().len() == 1;
                let each = each
                    .iter()
                    .copied()
                    .filter(|of| is_only || *of != OfCramp::Lasted);
                let (times, rest): (Vec<_>, Vec<_>) = each
                    .chain(noted)
                    .partition(|of| OfCramp::TIMES.contains(of));
                let is_joined =
                    |joined: &&usize| joined_by(joined).is_some_and(|by| remembered.has(by));
                questions.extend(times.into_iter().map(|of| Question::Cramp(at, of)));
                questions.extend(
                    joined
                        .iter()
                        .filter(is_joined)
                        .map(|at| Question::Joined(*at)),
                );
                questions.extend(rest.into_iter().map(|of| Question::Cramp(at, of)));
                cramps.push(at);
            }
        }
        let once = once.iter().copied().filter_map(|of| {
            // Where none has the answer yet, it is kept with the last cramp.
            let has = |at: &&usize| of.said(&self.cramps[**at].cramp).is_some();
            let at = cramps.iter().find(has).or(cramps.last())?;
            Some(Question::Cramp(*at, of))
        });
        questions.extend(once);
        questions
    }
}
