//! Times that are typed, as people write them, and what is understood of them.

use std::time::Duration;

use jiff::civil::Time;

use super::question::Reply;
use crate::diary::at::{At, Misread};
use crate::diary::choice::Source;
use crate::diary::entry::Cramp;
use crate::diary::value::{Response, Seconds};
use crate::diary::when;
use crate::moment::Moment;
use crate::night::{Boundary, Night};
use crate::ui::live_diary::{LiveDiary, OnWall, named, wall};
use crate::ui::words::minutes;

const NO_TIME: &str = "Not a time yet. Type one such as 03:10, 0310 or 3am.";
const NO_HOUR: &str = "Which hour? Add a time, such as 3am.";
const NO_LENGTH: &str = "Not a length yet. Type minutes such as 6, or 1m 30s; ? is not known.";
const UNKNOWN: &str = "?";
/// An arrow moves a beginning by so much, and a length by a minute.
const STEP: Duration = Duration::from_secs(5 * 60);
/// Seconds that are surely more than there are between a cramp and its return.
const APART: u64 = 30 * 60;

/// The night that times are about.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    night: Night,
    boundary: Boundary,
    now: Moment,
    on_wall: OnWall,
}

impl Times {
    /// Of a night of the diary.
    pub fn of(journal: &LiveDiary, night: Night) -> Self {
        Self {
            night,
            boundary: journal.diary().boundary(),
            now: journal.now(),
            on_wall: journal.on_wall(),
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
            other => Err(format!("That is in the night of {}.", named(other))),
        }
    }

    /// Where a cramp of that night is put of which the time is not known yet: about three, or later
    /// where one of these begins then.
    pub fn about(&self, others: &[Moment]) -> Moment {
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

    /// Takes what was typed as the answer to a question about a time, and says what was understood;
    /// what is wrong with it, otherwise.
    pub fn read(&self, text: &str, reply: Reply<'_>) -> Result<String, String> {
        match reply {
            Reply::Began(cramp) if text.is_empty() => Ok(self.said(cramp)),
            Reply::Began(cramp) => {
                let at = At::read(text).map_err(|why| match why {
                    Misread::NoHour => NO_HOUR,
                    Misread::NoTime => NO_TIME,
                })?;
                let began = self.at(at)?;
                if wall(began) != wall(cramp.start) {
                    cramp.start = began;
                    cramp.about = None;
                }
                Ok(self.said(cramp))
            }
            Reply::Lasted(cramp) if text.is_empty() => Ok(lasted(cramp)),
            Reply::Lasted(cramp) if text.trim() == UNKNOWN => {
                (cramp.seconds, cramp.source) = (Some(Response::Unknown), None);
                Ok(lasted(cramp))
            }
            Reply::Lasted(cramp) => {
                let length = when::minutes(text.trim())
                    .and_then(Seconds::new)
                    .ok_or(NO_LENGTH)?;
                if cramp.length() != Some(length) {
                    cramp.seconds = Some(Response::Known(length));
                    cramp.source = Some(Source::Said);
                }
                Ok(lasted(cramp))
            }
            Reply::Picked(_) | Reply::Written(_) => Err(String::new()),
        }
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
            named(self.night)
        )
    }

    /// What is typed instead, by an arrow: so much later or longer, or earlier or shorter.
    pub fn moved(reply: &Reply<'_>, up: bool) -> Option<String> {
        Some(match reply {
            Reply::Began(cramp) if up => wall(cramp.start.after(STEP)),
            Reply::Began(cramp) => wall(cramp.start.before(STEP)),
            Reply::Lasted(cramp) => {
                let length = cramp.length().map_or(0, Seconds::number) / 60;
                let length = if up {
                    length + 1
                } else {
                    length.saturating_sub(1)
                };
                length.to_string()
            }
            Reply::Picked(_) | Reply::Written(_) => return None,
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
