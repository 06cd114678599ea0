//! Which questions are asked of what is known.

use super::question::{MorningQuestion, OfCramp, OfNight, Remembered, Subject};
use crate::diary::entry::Cramp;
use crate::diary::value::Response;

/// Questions in a morning, at most: nobody answers more before breakfast.
const MOST: usize = 10;
/// Of those so many at most ask whether it was one cramp, or none: after a night of starts there has to
/// be room for the signs and for how it was.
const MOST_DOUBTS: usize = 6;
/// What is asked in a morning as long as there is room, what matters most first.
const BY_WEIGHT: [MorningQuestion; 11] = [
    MorningQuestion::Cramp(0, OfCramp::Signs),
    MorningQuestion::Cramp(0, OfCramp::Severity),
    MorningQuestion::Cramp(0, OfCramp::Side),
    MorningQuestion::Cramp(0, OfCramp::SleepLost),
    MorningQuestion::Cramp(0, OfCramp::Helped),
    MorningQuestion::Night(OfNight::Evening),
    MorningQuestion::Cramp(0, OfCramp::Muscle),
    MorningQuestion::Cramp(0, OfCramp::Woke),
    MorningQuestion::Cramp(0, OfCramp::Triggers),
    MorningQuestion::Night(OfNight::Note),
    MorningQuestion::Cramp(0, OfCramp::Soreness),
];

impl Subject {
    /// First whether it was one cramp, or none, and then as much as there is room for.
    pub(crate) fn of_morning(&self) -> Vec<MorningQuestion> {
        // Nobody said anything during this one: relief may have been started for another reason.
        let doubtful = |cramp: &Cramp| cramp.routine.is_some() && cramp.answers.is_none();
        let several = self.cramps.iter().filter(|one| one.is_cramp()).count() > 1;
        let (each, once): (Vec<_>, Vec<_>) = OfCramp::EACH
            .into_iter()
            .partition(|of| !several || *of != OfCramp::Helped);
        let mut all = self.of_cramps(doubtful, &each, &[once, OfCramp::ONCE.to_vec()].concat());
        all.extend(OfNight::MORNING.map(MorningQuestion::Night));
        let is_said = |at: usize| self.returned.get(at).is_some_and(|one| !one.is_doubtful);
        all.retain(|question| !matches!(question, MorningQuestion::Returned(at) if is_said(*at)));
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
    fn turn(&self, question: MorningQuestion) -> u8 {
        let may_be_none = |at: usize| self.cramps.get(at).is_some_and(|one| one.may_be_none);
        match question {
            MorningQuestion::Any => 0,
            MorningQuestion::Was(at) if may_be_none(at) => 0,
            MorningQuestion::Returned(_) | MorningQuestion::Joined(_) => 1,
            MorningQuestion::Was(_) => 2,
            MorningQuestion::Cramp(..) | MorningQuestion::Night(_) | MorningQuestion::Keep => 3,
        }
    }

    /// Everything that can be asked of the night.
    pub(crate) fn of_night(&self) -> Vec<MorningQuestion> {
        let each = [OfCramp::TIMES.as_slice(), OfCramp::EACH.as_slice()].concat();
        let mut questions = self.of_cramps(|_| true, &each, &OfCramp::ONCE);
        let counted = self.cramps.iter().any(Remembered::is_cramp);
        let asked = OfNight::ALL.iter().filter(|question| match question {
            // Cramps on record say it themselves, but what was said before can be changed.
            OfNight::Cramps | OfNight::SleepLost => !counted || question.said(&self.note).is_some(),
            OfNight::Tired | OfNight::Stretched | OfNight::Evening | OfNight::Note => true,
        });
        questions.extend(asked.copied().map(MorningQuestion::Night));
        questions
    }

    fn of_cramps(
        &self,
        doubtful: impl Fn(&Cramp) -> bool,
        each: &[OfCramp],
        once: &[OfCramp],
    ) -> Vec<MorningQuestion> {
        let tried = self.cramps.iter().filter(|one| one.may_be_none).count();
        let any = (tried > 1).then_some(MorningQuestion::Any);
        let asks_tried = tried < 2 || self.any == Some(Response::Known(true));
        let joined_by = |at: &usize| self.returned[*at].joined_by.as_ref();
        let (joined, returned): (Vec<_>, Vec<_>) =
            (0..self.returned.len()).partition(|at| joined_by(at).is_some());
        let returned = returned.into_iter().map(MorningQuestion::Returned);
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
            questions.extend(asks.then_some(MorningQuestion::Was(at)));
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
                questions.extend(times.into_iter().map(|of| MorningQuestion::Cramp(at, of)));
                questions.extend(
                    joined
                        .iter()
                        .filter(is_joined)
                        .map(|at| MorningQuestion::Joined(*at)),
                );
                questions.extend(rest.into_iter().map(|of| MorningQuestion::Cramp(at, of)));
                cramps.push(at);
            }
        }
        let once = once.iter().copied().filter_map(|of| {
            // Where none has the answer yet, it is kept with the last cramp.
            let has = |at: &&usize| of.said(&self.cramps[**at].cramp).is_some();
            let at = cramps.iter().find(has).or(cramps.last())?;
            Some(MorningQuestion::Cramp(*at, of))
        });
        questions.extend(once);
        questions
    }
}
