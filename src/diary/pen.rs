//! What happens while the program runs, put into lines.

use std::time::Duration;

use super::book::Diary;
use super::entry::{Answered, Cramp, Entry, Session};
use super::line::{Id, Line};
use super::moment::Moment;
use super::value::{Note, Seconds};
use super::{Answer, Record};
use crate::routine::RoutineId;

/// Writes down what the app records. It knows which cramp is under way.
#[derive(Debug, Clone)]
pub struct Pen {
    /// What this pen has written.
    written: Diary,
    /// The cramp under way.
    cramp: Option<Id>,
    /// For the next id.
    nth: u32,
}

impl Pen {
    /// A pen whose ids begin with `nth`. Two programs that write at once take numbers far apart.
    pub fn new(nth: u32) -> Self {
        Self {
            written: Diary::default(),
            cramp: None,
            nth,
        }
    }

    /// The line that has to be appended for what happened `at` this moment.
    pub fn write(&mut self, record: Record, at: Moment) -> Line {
        let (id, entry) = match record {
            Record::Began { routine } => {
                let id = self.id(at);
                self.cramp = Some(id.clone());
                (id, Entry::Cramp(cramp(at, routine)))
            }
            Record::Answered {
                answer,
                after,
                routine,
                step,
            } => self.answer(at, answer, after, routine, &step),
            Record::Session {
                routine,
                steps,
                finished,
                lasted,
            } => {
                let mut session = Session::new(at.before(lasted));
                session.routine = Some(routine);
                session.steps = u32::try_from(steps).ok();
                session.finished = Some(finished);
                session.seconds = Seconds::new(lasted);
                (self.id(at), Entry::Session(session))
            }
        };
        let line = self.written.write(&id, at, &entry);
        let line = line.expect("a new entry or a further answer always differs from what is there");
        self.written.take(line.clone());
        line
    }

    /// The cramp under way, with one answer more. If none is known to have begun, it did when the
    /// relief clock says so.
    fn answer(
        &mut self,
        at: Moment,
        answer: Answer,
        after: Option<Duration>,
        routine: RoutineId,
        step: &str,
    ) -> (Id, Entry) {
        let id = self.cramp.clone().unwrap_or_else(|| self.id(at));
        let mut cramp = match self.written.entry(&id) {
            Some(Entry::Cramp(cramp)) => cramp.clone(),
            Some(Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_))
            | None => cramp(at.before(after.unwrap_or_default()), routine.clone()),
        };
        let mut answered = Answered::new(answer);
        answered.after = after.and_then(Seconds::new);
        answered.routine = Some(routine);
        answered.step = Note::new(step);
        cramp.answer(answered);
        self.cramp = Some(id.clone());
        (id, Entry::Cramp(cramp))
    }

    fn id(&mut self, at: Moment) -> Id {
        let id = Id::new(at, self.nth);
        self.nth = self.nth.wrapping_add(1);
        id
    }
}

fn cramp(start: Moment, routine: RoutineId) -> Cramp {
    let mut cramp = Cramp::new(start);
    cramp.routine = Some(routine);
    cramp
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn routine(id: &str) -> RoutineId {
        RoutineId::new(id).unwrap()
    }

    fn began(pen: &mut Pen, moment: &str) -> String {
        let routine = routine("relief-calf");
        pen.write(Record::Began { routine }, at(moment)).to_string()
    }

    fn answered(pen: &mut Pen, answer: Answer, after: Option<u64>) -> String {
        let record = Record::Answered {
            answer,
            after: after.map(Duration::from_secs),
            routine: routine("relief-foot"),
            step: "Toes up".to_owned(),
        };
        pen.write(record, at("2026-11-22T03:20:00+01:00"))
            .to_string()
    }

    #[test]
    fn a_cramp_is_written_when_it_begins_and_again_at_every_answer() {
        let mut pen = Pen::new(7);
        assert_eq!(
            began(&mut pen, "2026-11-22T03:12:40+01:00"),
            concat!(
                r#"{"v":1,"id":"20261122T021240Z-00000007","kind":"cramp","at":"2026-11-22T03:12:40+01:00","#,
                r#""routine":"relief-calf","start":"2026-11-22T03:12:40+01:00"}"#
            )
        );
        assert_eq!(
            answered(&mut pen, Answer::Same, Some(95)),
            concat!(
                r#"{"v":1,"id":"20261122T021240Z-00000007","kind":"cramp","at":"2026-11-22T03:20:00+01:00","#,
                r#""answers":[{"after":95,"answer":"same","routine":"relief-foot","step":"Toes up"}]}"#
            )
        );
        let eased = answered(&mut pen, Answer::Gone, Some(440));
        assert!(eased.contains(r#"{"after":95,"answer":"same""#), "{eased}");
        assert!(
            eased.ends_with(r#""seconds":440,"source":"clock"}"#),
            "{eased}"
        );
    }

    #[test]
    fn an_end_that_came_too_late_stays_unknown() {
        let mut pen = Pen::new(0);
        began(&mut pen, "2026-11-21T20:00:00+01:00");
        let late = answered(&mut pen, Answer::Gone, None);
        assert!(!late.contains("seconds"), "{late}");
    }

    #[test]
    fn two_cramps_of_one_night_are_two_entries() {
        let mut pen = Pen::new(u32::MAX);
        let first = began(&mut pen, "2026-11-22T03:12:40+01:00");
        let second = began(&mut pen, "2026-11-22T03:12:40+01:00");
        assert!(first.contains("Z-ffffffff") && second.contains("Z-00000000"));
        let eased = answered(&mut pen, Answer::Better, Some(30));
        assert!(eased.contains("Z-00000000"), "{eased}");
    }

    #[test]
    fn a_session_began_when_it_ended_less_the_time_it_ran() {
        let mut pen = Pen::new(1);
        let record = Record::Session {
            routine: routine("bedtime-stretch"),
            steps: 2,
            finished: true,
            lasted: Duration::from_secs(180),
        };
        let line = pen.write(record, at("2026-11-21T22:03:00Z")).to_string();
        let fields = r#""finished":true,"routine":"bedtime-stretch","seconds":180,"start":"2026-11-21T22:00:00+00:00","steps":2}"#;
        assert!(line.ends_with(fields), "{line}");
    }
}
