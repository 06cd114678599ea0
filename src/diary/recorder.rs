//! What happens while the program runs, put into lines.

use std::time::Duration;

use super::Diary;
use super::Record;
use super::entry::{Answered, Cramp, Entry, Session};
use super::line::{Id, Line};
use super::value::{Note, Response, Seconds};
use crate::moment::Moment;
use crate::session::under_way::TRIED_OUT;

/// Writes down what the app records. It knows what is under way.
#[derive(Debug, Clone)]
pub struct EntryRecorder {
    written: Diary,
    cramp: Option<Id>,
    /// The session under way, written or not.
    session: Option<(Id, Session)>,
    /// For the next id.
    nth: u32,
}

impl EntryRecorder {
    /// A recorder whose ids begin with `nth`. Two programs that write at once take numbers far apart.
    pub fn new(nth: u32) -> Self {
        Self {
            written: Diary::default(),
            cramp: None,
            session: None,
            nth,
        }
    }

    /// The line that has to be appended for what happened `at` this moment; `None` if that is
    /// written already, or not worth a line yet.
    pub fn write(&mut self, record: Record, at: Moment) -> Option<Line> {
        let is_said = matches!(
            record,
            Record::Answered { .. } | Record::Session { finished: true, .. }
        );
        let (id, entry) = match record {
            Record::Began {
                ago,
                routine,
                own,
                muscle,
                back,
            } => {
                let id = self.id(at);
                self.cramp = Some(id.clone());
                let mut cramp = Cramp::new(at.before(ago));
                cramp.routine = Some(routine);
                cramp.own = own.then_some(true);
                cramp.apart = back.then_some(false);
                if let Some(muscle) = muscle {
                    cramp.choose(muscle);
                }
                (id, Entry::Cramp(cramp))
            }
            Record::Chose { muscle } => {
                let (id, mut cramp) = self.under_way(at, Duration::ZERO);
                cramp.choose(muscle);
                (id, Entry::Cramp(cramp))
            }
            Record::Side(side) => {
                let (id, mut cramp) = self.under_way(at, Duration::ZERO);
                cramp.side = Some(Response::Known(side));
                (id, Entry::Cramp(cramp))
            }
            Record::Answered {
                answer,
                after,
                routine,
                own,
                step,
            } => {
                let (id, mut cramp) = self.under_way(at, after.unwrap_or_default());
                let mut answered = Answered::new(answer);
                answered.after = after.and_then(Seconds::new);
                answered.routine = Some(routine);
                answered.own = own.then_some(true);
                answered.step = step.as_deref().and_then(Note::new);
                cramp.answer(answered);
                (id, Entry::Cramp(cramp))
            }
            Record::Unsaid => {
                let (id, mut cramp) = self.under_way(at, Duration::ZERO);
                cramp.answers.as_mut().and_then(Vec::pop);
                cramp.answers = cramp.answers.filter(|answers| !answers.is_empty());
                (id, Entry::Cramp(cramp))
            }
            Record::SessionBegan { routine, own } => {
                let mut session = Session::new(at);
                session.routine = Some(routine);
                session.own = own.then_some(true);
                self.session = Some((self.id(at), session));
                return None;
            }
            Record::Session {
                steps,
                finished,
                lasted,
            } => {
                let (id, session) = self.session.as_mut()?;
                session.steps = u32::try_from(steps).ok();
                session.finished = Some(finished);
                session.seconds = Seconds::new(lasted);
                (id.clone(), Entry::Session(session.clone()))
            }
        };
        let is_first = !self.written.has(&id);
        let mut line = self.written.write(&id, at, &entry)?;
        // Another window may have deleted it meanwhile: what is said of it later would be nowhere.
        line.deleted = (is_said && !is_first).then_some(false);
        self.written.take(line.clone());
        Some(line)
    }

    /// The entry of the cramp under way, if it was begun here.
    pub fn cramp(&self) -> Option<&Id> {
        self.cramp.as_ref()
    }

    /// The line that says how soon relief was left, where it may only have been tried out: so soon,
    /// and without an answer.
    pub fn leave(&mut self, at: Moment) -> Option<Line> {
        let id = self.cramp.take()?;
        let Some(Entry::Cramp(cramp)) = self.written.entry(&id) else {
            return None;
        };
        let after = at.seconds() - cramp.start.seconds();
        // A clock that was set back tells nothing.
        let after = Duration::from_secs(u64::try_from(after).ok()?);
        let mut cramp = cramp.clone();
        cramp.left = Seconds::new(after).filter(|_| after < TRIED_OUT && cramp.answers.is_none());
        self.written.write(&id, at, &Entry::Cramp(cramp))
    }

    /// The cramp under way. If none is known to have begun, it did so long before.
    fn under_way(&mut self, at: Moment, ago: Duration) -> (Id, Cramp) {
        let id = self.cramp.clone().unwrap_or_else(|| self.id(at));
        let cramp = match self.written.entry(&id) {
            Some(Entry::Cramp(cramp)) => cramp.clone(),
            Some(Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_))
            | None => Cramp::new(at.before(ago)),
        };
        self.cramp = Some(id.clone());
        (id, cramp)
    }

    fn id(&mut self, at: Moment) -> Id {
        let id = Id::new(at, self.nth);
        self.nth = self.nth.wrapping_add(1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::ReliefAnswer;
    use crate::diary::choice::CrampMuscle;
    use crate::diary::choice::CrampSide;
    use crate::routine::RoutineId;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn routine(id: &str) -> RoutineId {
        RoutineId::new(id).unwrap()
    }

    fn began(recorder: &mut EntryRecorder, moment: &str) -> String {
        let record = Record::Began {
            ago: Duration::ZERO,
            routine: routine("relief-calf"),
            own: false,
            muscle: None,
            back: false,
        };
        recorder.write(record, at(moment)).unwrap().to_string()
    }

    fn answered(recorder: &mut EntryRecorder, answer: ReliefAnswer, after: Option<u64>) -> String {
        let record = Record::Answered {
            answer,
            after: after.map(Duration::from_secs),
            routine: routine("relief-foot"),
            own: false,
            step: Some("Toes up".to_owned()),
        };
        let line = recorder.write(record, at("2026-11-22T03:20:00+01:00"));
        line.unwrap().to_string()
    }

    #[test]
    fn a_cramp_is_written_when_it_begins_and_again_at_every_answer() {
        let mut recorder = EntryRecorder::new(7);
        assert_eq!(
            began(&mut recorder, "2026-11-22T03:12:40+01:00"),
            concat!(
                r#"{"v":1,"id":"20261122T021240Z-00000007","kind":"cramp","at":"2026-11-22T03:12:40+01:00","#,
                r#""routine":"relief-calf","start":"2026-11-22T03:12:40+01:00"}"#
            )
        );
        assert_eq!(
            answered(&mut recorder, ReliefAnswer::Same, Some(95)),
            concat!(
                r#"{"v":1,"id":"20261122T021240Z-00000007","kind":"cramp","at":"2026-11-22T03:20:00+01:00","deleted":false,"#,
                r#""of":"2026-11-22T03:12:40+01:00","answers":[{"after":95,"answer":"same","routine":"relief-foot","step":"Toes up"}]}"#
            )
        );
        let eased = answered(&mut recorder, ReliefAnswer::Gone, Some(440));
        assert!(eased.contains(r#"{"after":95,"answer":"same""#), "{eased}");
        assert!(
            eased.ends_with(r#""seconds":440,"source":"clock"}"#),
            "{eased}"
        );
    }

    #[test]
    fn a_muscle_that_was_chosen_is_written_once_and_said_to_be_chosen() {
        let mut recorder = EntryRecorder::new(0);
        began(&mut recorder, "2026-11-22T03:12:40+01:00");
        let mut chosen =
            |muscle| recorder.write(Record::Chose { muscle }, at("2026-11-22T03:13:00Z"));
        let foot = chosen(CrampMuscle::Foot).unwrap().to_string();
        let fields = r#""muscle":"foot","muscle_source":"relief"}"#;
        assert!(foot.ends_with(fields), "{foot}");
        assert_eq!(chosen(CrampMuscle::Foot), None);
        let calf = chosen(CrampMuscle::Calf).unwrap().to_string();
        assert!(calf.ends_with(r#""muscle":"calf"}"#), "{calf}");
    }

    #[test]
    fn an_end_that_came_too_late_stays_unknown() {
        let mut recorder = EntryRecorder::new(0);
        began(&mut recorder, "2026-11-21T20:00:00+01:00");
        let late = answered(&mut recorder, ReliefAnswer::Gone, None);
        assert!(!late.contains("seconds"), "{late}");
    }

    #[test]
    fn relief_that_is_left_at_once_without_an_answer_may_only_have_been_tried_out() {
        let left = |answer: bool, moment: &str| {
            let mut recorder = EntryRecorder::new(0);
            began(&mut recorder, "2026-11-22T03:12:40+01:00");
            if answer {
                answered(&mut recorder, ReliefAnswer::Same, Some(5));
            }
            recorder.leave(at(moment)).map(|line| line.to_string())
        };
        let soon = left(false, "2026-11-22T03:12:48+01:00").unwrap();
        assert!(soon.ends_with(r#""left":8}"#), "{soon}");
        assert_eq!(left(false, "2026-11-22T03:12:55+01:00"), None);
        assert_eq!(left(false, "2026-11-22T03:12:39+01:00"), None);
        assert_eq!(left(true, "2026-11-22T03:12:48+01:00"), None);
        assert_eq!(
            EntryRecorder::new(0).leave(at("2026-11-22T03:12:48+01:00")),
            None
        );
    }

    #[test]
    fn what_is_said_of_a_cramp_that_was_deleted_meanwhile_brings_it_back() {
        let mut recorder = EntryRecorder::new(0);
        let mut diary =
            Diary::from_lines([began(&mut recorder, "2026-11-22T03:12:40+01:00").as_str()]);
        let id = diary.last().unwrap().clone();
        diary.take(diary.delete(&id, at("2026-11-22T03:14:00+01:00")).unwrap());
        let left = recorder
            .clone()
            .leave(at("2026-11-22T03:12:50+01:00"))
            .unwrap();
        diary.take(left);
        assert_eq!(diary.entry(&id), None, "nobody said anything");
        diary.take(Line::parse(&answered(&mut recorder, ReliefAnswer::Gone, Some(95))).unwrap());
        assert!(diary.entry(&id).is_some());
    }

    #[test]
    fn two_cramps_of_one_night_are_two_entries() {
        let mut recorder = EntryRecorder::new(u32::MAX);
        let first = began(&mut recorder, "2026-11-22T03:12:40+01:00");
        let second = began(&mut recorder, "2026-11-22T03:12:40+01:00");
        assert!(first.contains("Z-ffffffff") && second.contains("Z-00000000"));
        let eased = answered(&mut recorder, ReliefAnswer::Better, Some(30));
        assert!(eased.contains("Z-00000000"), "{eased}");
    }

    #[test]
    fn what_is_said_after_the_clock_was_set_back_counts() {
        let mut recorder = EntryRecorder::new(0);
        let lines = [
            began(&mut recorder, "2026-11-22T04:00:00+01:00"),
            answered(&mut recorder, ReliefAnswer::Same, Some(30)),
            answered(&mut recorder, ReliefAnswer::Gone, Some(60)),
        ];
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        let (_, cramp) = diary.cramps().next().unwrap();
        assert_eq!(cramp.answers.as_ref().map(Vec::len), Some(2));
    }

    #[test]
    fn a_session_keeps_its_start_however_late_it_ends() {
        let mut recorder = EntryRecorder::new(1);
        let routine = routine("bedtime-stretch");
        let began = Record::SessionBegan {
            routine,
            own: false,
        };
        assert_eq!(recorder.write(began, at("2026-11-21T22:00:00Z")), None);
        let mut done = |steps, finished, seconds, moment| {
            let lasted = Duration::from_secs(seconds);
            let record = Record::Session {
                steps,
                finished,
                lasted,
            };
            recorder.write(record, at(moment)).unwrap().to_string()
        };
        assert_eq!(
            done(1, false, 15, "2026-11-21T22:00:30Z"),
            concat!(
                r#"{"v":1,"id":"20261121T220000Z-00000001","kind":"session","at":"2026-11-21T22:00:30+00:00","#,
                r#""finished":false,"routine":"bedtime-stretch","seconds":15,"start":"2026-11-21T22:00:00+00:00","steps":1}"#
            )
        );
        assert_eq!(
            done(4, true, 200, "2026-11-22T08:00:00Z"),
            concat!(
                r#"{"v":1,"id":"20261121T220000Z-00000001","kind":"session","at":"2026-11-22T08:00:00+00:00","deleted":false,"#,
                r#""of":"2026-11-21T22:00:00+00:00","finished":true,"seconds":200,"steps":4}"#
            )
        );
    }

    #[test]
    fn both_legs_are_the_side_of_the_cramp_under_way() {
        let mut recorder = EntryRecorder::new(0);
        began(&mut recorder, "2026-11-22T03:12:40+01:00");
        let both = recorder.write(Record::Side(CrampSide::Both), at("2026-11-22T03:13:00Z"));
        let both = both.unwrap().to_string();
        assert!(both.ends_with(r#""side":"both"}"#), "{both}");
    }
}
