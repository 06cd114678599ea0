//! Times that are typed, as people write them, and what is understood of them.

use std::time::Duration;

use jiff::civil::Time;

use super::draft::Draft;
use super::question::AnswerMut;
use super::{Morning, PAUSE};
use crate::diary::at::{At, Misread};
use crate::diary::choice::LengthSource;
use crate::diary::doubt;
use crate::diary::entry::Cramp;
use crate::diary::value::{Note, Response, Seconds};
use crate::diary::when;
use crate::moment::Moment;
use crate::night::{Boundary, Night};
use crate::ui::live_diary::{LiveDiary, OnWall, spanned, wall};
use crate::ui::words::minutes;

const NO_TIME: &str = "Not a time yet. Type one such as 03:10, 0310 or 3am.";
const NO_HOUR: &str = "Which hour? Add a time, such as 3am.";
const NO_DAY: &str = "There is no such day: which one was it?";
const NO_LENGTH: &str = "Not a length yet. Type minutes such as 6, or 1m 30s; ? is not known.";
const UNKNOWN: &str = "?";
/// An arrow moves a beginning by so much, and a length by a minute.
const STEP: Duration = Duration::from_secs(5 * 60);
/// Seconds that are surely more than there are between a cramp and its return.
const APART: u64 = 30 * 60;

/// The night that times are about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    night: Night,
    boundary: Boundary,
    pub now: Moment,
    on_wall: OnWall,
    /// Whether a length that is hardly so is meant.
    pub is_sure: bool,
}

impl Times {
    pub(crate) fn of(journal: &LiveDiary, night: Night) -> Self {
        Self {
            night,
            boundary: journal.diary().boundary(),
            now: journal.now(),
            on_wall: journal.on_wall(),
            is_sure: false,
        }
    }

    /// When a time in that night was; what is wrong with it, otherwise.
    fn at(&self, at: At) -> Result<Moment, String> {
        let shown = at
            .wall(self.night, self.now, self.boundary)
            .ok_or(NO_TIME)?;
        let at = (self.on_wall)(shown).ok_or(NO_TIME)?;
        if at > self.now {
            return Err(format!("{} in this night is still to come.", wall(at)));
        }
        match self.boundary.night(at) {
            night if night == self.night => Ok(at),
            other => Err(format!("That is in the night of {}.", spanned(other))),
        }
    }

    /// Where a cramp of unknown time is put: about three, or later where others begin then.
    pub(crate) fn about(&self, others: &[Moment]) -> Moment {
        let three = Time::new(3, 0, 0, 0)
            .ok()
            .and_then(|three| self.at(At::Time(three)).ok());
        let mut about = three.unwrap_or(self.now);
        let is_near = |about: Moment| {
            let near = |other: &&Moment| other.seconds().abs_diff(about.seconds()) < APART;
            others.iter().find(near).is_some()
        };
        while is_near(about) && about < self.now {
            about = about.after(Duration::from_secs(APART)).min(self.now);
        }
        about
    }

    /// Takes what was typed as a cramp's beginning; says what was understood, or is wrong.
    pub(crate) fn began(&self, text: &str, cramp: &mut Cramp) -> Result<String, String> {
        if !text.is_empty() {
            let at = At::read(text).map_err(|why| match why {
                Misread::Hour => NO_HOUR,
                Misread::Day => NO_DAY,
                Misread::Time => NO_TIME,
            })?;
            let began = self.at(at)?;
            if wall(began) != wall(cramp.start) {
                cramp.start = began;
                cramp.about = None;
            }
        }
        Ok(self.said(cramp))
    }

    /// The same of how long it lasted.
    pub(crate) fn lasted(&self, text: &str, cramp: &mut Cramp) -> Result<String, String> {
        match text.trim() {
            "" => {}
            UNKNOWN => (cramp.seconds, cramp.source) = (Some(Response::Unknown), None),
            typed => {
                let length = when::minutes(typed).and_then(Seconds::new);
                let length = length.ok_or(NO_LENGTH)?;
                let mut said = cramp.clone();
                said.seconds = Some(Response::Known(length));
                if let Some(why) = doubt::of_length(&said, self.now).filter(|_| !self.is_sure) {
                    let length = minutes(length.number().into());
                    return Err(format!("{length}? {why}. ENTER twice keeps it."));
                }
                if cramp.length() != Some(length) {
                    said.source = Some(LengthSource::Said);
                    *cramp = said;
                }
            }
        }
        Ok(lasted(cramp))
    }

    /// When a cramp began, as it is understood.
    fn said(&self, cramp: &Cramp) -> String {
        let about = match cramp.about {
            Some(true) => "About ",
            Some(false) | None => "",
        };
        format!(
            "{about}{} in the night of {}.",
            wall(cramp.start),
            spanned(self.night)
        )
    }

    /// What is typed instead, by an arrow: so much later or longer, or earlier or shorter.
    pub(crate) fn moved(reply: &AnswerMut<'_>, up: bool) -> Option<String> {
        Some(match reply {
            AnswerMut::Began(cramp) if up => wall(cramp.start.after(STEP)),
            AnswerMut::Began(cramp) => wall(cramp.start.before(STEP)),
            AnswerMut::Lasted(cramp) => {
                let length = cramp.length().map_or(0, Seconds::number) / 60;
                // Nothing is shorter than what is not known, and no cramp lasts for no time.
                let length = if up {
                    Some(length + 1)
                } else {
                    length.checked_sub(1)
                };
                length.filter(|length| *length > 0)?.to_string()
            }
            AnswerMut::Picked(_) | AnswerMut::Written(_) => return None,
        })
    }
}

/// How long a cramp lasted, as it is understood.
fn lasted(cramp: &Cramp) -> String {
    let said = cramp.length().map(|length| minutes(length.number().into()));
    match said {
        Some(said) if cramp.is_doubtful() => {
            format!("{said}? Hardly any cramp lasts for more than minutes.")
        }
        Some(said) => format!("{said}."),
        None => "Not known.".to_owned(),
    }
}

impl Morning {
    /// Changes what is being typed.
    pub(super) fn write(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        self.times.is_sure = false;
        if self.adds {
            return;
        }
        let before = self.subject.said(self.question());
        self.read();
        if self.subject.said(self.question()) != before {
            self.keeps = Some(self.now + PAUSE);
        }
    }

    /// Takes what is typed as the answer.
    pub(super) fn read(&mut self) {
        let text = self.draft.text();
        let question = self.questions[self.at];
        self.times.now = self.asked.after(self.now);
        self.understood = match self.subject.reply(question) {
            Some(AnswerMut::Written(kept)) => {
                *kept = Note::new(text);
                None
            }
            Some(AnswerMut::Began(cramp)) => {
                (cramp.start, cramp.about) = (self.before.start, self.before.about);
                Some(self.times.began(text, cramp))
            }
            Some(AnswerMut::Lasted(cramp)) => {
                (cramp.seconds, cramp.source) = (self.before.seconds, self.before.source);
                Some(self.times.lasted(text, cramp))
            }
            Some(AnswerMut::Picked(_)) | None => None,
        };
    }

    /// Whether a length that is hardly so is asked about once more; the second time it is taken.
    pub(super) fn is_doubted(&mut self) -> bool {
        let is_length =
            self.question().is_length() && when::minutes(self.draft.text().trim()).is_some();
        let is_refused = is_length && matches!(self.understood, Some(Err(_)));
        let is_asked = is_refused && !std::mem::replace(&mut self.times.is_sure, true);
        if is_refused && !is_asked {
            self.read();
        }
        is_asked
    }
}
