//! What happens while the program runs, put into lines.

use std::time::Duration;

use super::Record;
use super::book::Diary;
use super::entry::{Answered, Cramp, Entry, Session};
use super::line::{Id, Line};
use super::moment::Moment;
use super::value::{Note, Seconds};

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

    /// The line that has to be appended for what has just happened; `None` if that is written
    /// already. `ago` is the moment so long before, with what the wall showed then.
    pub fn write(&mut self, record: Record, ago: impl Fn(Duration) -> Moment) -> Option<Line> {
        let at = ago(Duration::ZERO);
        let (id, entry) = match record {
            Record::Began { routine, muscle } => {
                let id = self.id(at);
                self.cramp = Some(id.clone());
                let mut cramp = Cramp::new(at);
                cramp.routine = Some(routine);
                if let Some(muscle) = muscle {
                    cramp.choose(muscle);
                }
                (id, Entry::Cramp(cramp))
            }
            Record::Chose { muscle } => {
                let (id, mut cramp) = self.under_way(at, at);
                cramp.choose(muscle);
                (id, Entry::Cramp(cramp))
            }
            Record::Answered {
                answer,
                after,
                routine,
                step,
            } => {
                let (id, mut cramp) = self.under_way(at, ago(after.unwrap_or_default()));
                let mut answered = Answered::new(answer);
                answered.after = after.and_then(Seconds::new);
                answered.routine = Some(routine);
                answered.step = Note::new(&step);
                cramp.answer(answered);
                (id, Entry::Cramp(cramp))
            }
            Record::Session {
                routine,
                steps,
                finished,
                lasted,
            } => {
                let mut session = Session::new(ago(lasted));
                session.routine = Some(routine);
                session.steps = u32::try_from(steps).ok();
                session.finished = Some(finished);
                session.seconds = Seconds::new(lasted);
                (self.id(at), Entry::Session(session))
            }
        };
        let line = self.written.write(&id, at, &entry)?;
        self.written.take(line.clone());
        Some(line)
    }

    /// The cramp under way. If none is known to have begun, it did so then.
    fn under_way(&mut self, at: Moment, start: Moment) -> (Id, Cramp) {
        let id = self.cramp.clone().unwrap_or_else(|| self.id(at));
        let cramp = match self.written.entry(&id) {
            Some(Entry::Cramp(cramp)) => cramp.clone(),
            Some(Entry::Session(_) | Entry::Night(_) | Entry::Review(_) | Entry::Foreign(_))
            | None => Cramp::new(start),
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
    use crate::diary::Answer;
    use crate::diary::choice::CrampMuscle;
    use crate::routine::RoutineId;

    fn at(text: &str) -> impl Fn(Duration) -> Moment {
        let at = Moment::parse(text).unwrap();
        move |ago| at.before(ago)
    }

    fn routine(id: &str) -> RoutineId {
        RoutineId::new(id).unwrap()
    }

    fn began(pen: &mut Pen, moment: &str) -> String {
        let record = Record::Began {
            routine: routine("relief-calf"),
            muscle: None,
        };
        pen.write(record, at(moment)).unwrap().to_string()
    }

    fn answered(pen: &mut Pen, answer: Answer, after: Option<u64>) -> String {
        let record = Record::Answered {
            answer,
            after: after.map(Duration::from_secs),
            routine: routine("relief-foot"),
            step: "Toes up".to_owned(),
        };
        let line = pen.write(record, at("2026-11-22T03:20:00+01:00"));
        line.unwrap().to_string()
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
                r#""of":"2026-11-22T03:12:40+01:00","answers":[{"after":95,"answer":"same","routine":"relief-foot","step":"Toes up"}]}"#
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
    fn a_muscle_that_was_chosen_is_written_once_and_said_to_be_chosen() {
        let mut pen = Pen::new(0);
        began(&mut pen, "2026-11-22T03:12:40+01:00");
        let mut chosen = |muscle| pen.write(Record::Chose { muscle }, at("2026-11-22T03:13:00Z"));
        let foot = chosen(CrampMuscle::Foot).unwrap().to_string();
        let fields = r#""muscle":"foot","muscle_source":"relief"}"#;
        assert!(foot.ends_with(fields), "{foot}");
        assert_eq!(chosen(CrampMuscle::Foot), None);
        let calf = chosen(CrampMuscle::Calf).unwrap().to_string();
        assert!(calf.ends_with(r#""muscle":"calf"}"#), "{calf}");
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
    fn a_start_is_what_the_wall_showed_then() {
        let (before, after) = ("2026-10-25T02:59:00+02:00", "2026-10-25T02:01:00+01:00");
        let clocks = [after, before].map(|text| Moment::parse(text).unwrap());
        let record = Record::Session {
            routine: routine("bedtime-stretch"),
            steps: 2,
            finished: true,
            lasted: Duration::from_secs(120),
        };
        let line = Pen::new(1).write(record, |ago| clocks[usize::from(ago > Duration::ZERO)]);
        assert!(
            line.unwrap()
                .to_string()
                .contains(&format!(r#""start":"{before}""#))
        );
    }

    #[test]
    fn what_comes_after_the_clock_was_set_back_still_counts() {
        let mut pen = Pen::new(0);
        let lines = [
            began(&mut pen, "2026-11-22T04:00:00+01:00"),
            answered(&mut pen, Answer::Same, Some(30)),
            answered(&mut pen, Answer::Gone, Some(60)),
        ];
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        let (_, cramp) = diary.cramps().next().unwrap();
        assert_eq!(cramp.answers.as_ref().map(Vec::len), Some(2));
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
        let line = pen
            .write(record, at("2026-11-21T22:03:00Z"))
            .unwrap()
            .to_string();
        let fields = r#""finished":true,"routine":"bedtime-stretch","seconds":180,"start":"2026-11-21T22:00:00+00:00","steps":2}"#;
        assert!(line.ends_with(fields), "{line}");
    }
}
