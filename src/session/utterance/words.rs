//! What can be said of a phase, and which moments of it.

use std::time::Duration;

use crate::guidance;
use crate::routine::{Demand, Length, Purpose, Routine, Side, Sides, Step};
use crate::session::cue;
use crate::session::plan::{Phase, PhaseKind, PlanOptions};
use crate::session::speech::{self, Pace, Tone, Utterance};

/// Holds shorter than this begin and end with a tone alone: words would only be noise.
pub(super) const SHORT: Duration = Duration::from_secs(5);
pub(super) const HALFWAY: &str = "Halfway.";
/// Relief counts nothing down, as it is held until it lets go: only of holds this long the half is told.
const LONG: Duration = Duration::from_secs(30);

/// Which moments of a hold are told, and how long it lasts at least.
pub(super) struct HoldMarks {
    pub halfway: bool,
    pub last_five: bool,
    pub least: Duration,
}

impl HoldMarks {
    /// Those of a hold of which all was said before.
    pub(super) const ALL: Self = Self {
        halfway: true,
        last_five: true,
        least: Duration::ZERO,
    };
}

/// What can be said of a phase.
pub(super) struct PhaseWords<'s> {
    phase: Phase,
    routine: &'s Routine,
    keyboard: bool,
    pub pace: Pace,
}

impl<'s> PhaseWords<'s> {
    pub(super) fn new(phase: Phase, routine: &'s Routine, start: PlanOptions) -> Self {
        Self {
            phase,
            routine,
            keyboard: start.keyboard,
            pace: start.pace.unwrap_or_default(),
        }
    }

    pub(super) fn step(&self) -> &'s Step {
        &self.routine.steps[self.phase.step]
    }

    pub(super) fn is(&self, kind: PhaseKind) -> bool {
        self.phase.kind == kind
    }

    pub(super) fn is_relief(&self) -> bool {
        self.routine.purpose == Purpose::Relief
    }

    /// Whether a voice says that half of it is over.
    pub(super) fn tells_halfway(&self) -> bool {
        !(self.is_relief() && matches!(self.phase.length, Length::Timed(length) if length < LONG))
    }

    /// What begins a step, or stands before it: what to do first is said at once, the leg before all,
    /// and the rest one after the other.
    pub(super) fn opening(&self, tone: Option<Tone>, was_held: bool) -> Vec<Utterance> {
        let has_half = |length| self.is(PhaseKind::Hold) && self.marks(length).halfway;
        let is_later = matches!(self.phase.length, Length::Timed(length) if has_half(length));
        let mut all = self.all(is_later).into_iter();
        let first = all.next().unwrap_or_default();
        let first = if was_held && !self.is_relief() {
            format!("Ease off. {first}")
        } else {
            first
        };
        let first = Utterance::new(first, tone);
        std::iter::once(first)
            .chain(all.map(Utterance::quiet))
            .collect()
    }

    /// What to do, and the rest unless it `is_later` that it is said.
    pub(super) fn all(&self, is_later: bool) -> Vec<String> {
        let mut all = self.explanation();
        if !is_later {
            all.extend(self.at_half());
        }
        all
    }

    /// What to do, and what has to be known before.
    pub(super) fn explanation(&self) -> Vec<String> {
        let step = self.step();
        let title = format!("{}.", step.heading());
        match self.phase.kind {
            PhaseKind::Intro => {
                let title = self.routine.title.split(" (").next().unwrap_or_default();
                let needed = self.routine.needed().join(", ");
                let minutes = (self.routine.length().as_secs() + 30).div_euclid(60).max(1);
                let unit = if minutes == 1 { "minute" } else { "minutes" };
                let title = format!("{title}, about {minutes} {unit}.");
                let mut all = vec![title, guidance::words().stop_line.clone()];
                all.extend(self.stranger());
                all.extend((!needed.is_empty()).then(|| format!("You need: {needed}.")));
                all.extend(self.routine.changed.iter().cloned());
                all.extend(self.keyboard.then(|| "ENTER starts.".to_owned()));
                all
            }
            PhaseKind::Caution => {
                let skip =
                    (!self.keyboard).then(|| "Skipped: not known whether it suits you.".to_owned());
                let caution = step.caution.iter().map(|text| format!("Take care. {text}"));
                std::iter::once(title).chain(caution).chain(skip).collect()
            }
            PhaseKind::Ready | PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch => {
                let first = if self.is_relief() {
                    speech::shouted(&self.step().shout)
                } else {
                    format!("{}{title}", self.leg())
                };
                let mut all = Vec::from_iter(self.stranger());
                all.extend([first, step.say.clone()]);
                all.extend(self.caution().filter(|_| self.is_relief()));
                all.extend(self.times().filter(|_| !self.is_relief()));
                all.extend(step.changed.clone());
                all
            }
        }
    }

    /// Whose words follow, if not the program's; relief has no title that says it.
    pub(super) fn stranger(&self) -> Option<String> {
        let begins = self.is(PhaseKind::Intro) || self.begins_relief();
        (self.routine.own && begins).then(|| "From a file, not from uncramp.".to_owned())
    }

    pub(super) fn begins_relief(&self) -> bool {
        let first = self.routine.steps.iter().position(|step| !step.optional);
        self.is_relief() && first == Some(self.phase.step)
    }

    /// What can wait until half of a long hold is over: what to watch, and the caution, but in relief,
    /// where a step may be left before its half.
    pub(super) fn at_half(&self) -> Vec<String> {
        let caution = self.late_caution().into_iter();
        let in_hold = self.is(PhaseKind::Hold);
        let cues = self.step().cues.iter().filter(|_| in_hold);
        let key =
            (self.begins_relief() && self.keyboard).then(|| "SPACE when it eases.".to_owned());
        let cues = cues.map(|cue| format!("{cue}."));
        caution.chain(key).chain(cues).chain(self.keys()).collect()
    }

    /// The keys of a routine: with the second step, once the first has shown how it goes.
    pub(super) fn keys(&self) -> Option<String> {
        let steps = (0..)
            .zip(&self.routine.steps)
            .filter(|(_, step)| !step.optional);
        let second = steps.map(|(at, _)| at).take(2).last();
        let tells =
            !self.is_relief() && self.is(PhaseKind::Ready) && second == Some(self.phase.step);
        (tells && self.keyboard).then(|| "SPACE pauses, q leaves, m changes the sound.".to_owned())
    }

    /// The caution of a step, unless it stood before it.
    pub(super) fn caution(&self) -> Option<String> {
        let stands_before = matches!(self.phase.kind, PhaseKind::Intro | PhaseKind::Caution);
        let caution = self.step().caution.as_ref();
        let caution = caution.filter(|_| !stands_before && !self.step().waits);
        caution.map(|text| format!("Take care. {text}"))
    }

    pub(super) fn late_caution(&self) -> Option<String> {
        self.caution().filter(|_| !self.is_relief())
    }

    /// The moments of a hold that opens its step: none while the step is still being explained.
    pub(super) fn marks(&self, length: Duration) -> HoldMarks {
        let explanation = self.explanation();
        let caution = self.late_caution();
        let all = |words: &[String]| {
            let words = words.iter().chain(&caution);
            self.pace.all(words.map(String::as_str))
        };
        let half = length / 2;
        let after_half = half + all(&[HALFWAY.to_owned()]);
        let explained = self.pace.all(explanation.iter().map(String::as_str));
        let halfway = length >= cue::TELLS_HALFWAY && explained <= half && after_half <= length;
        let least = if halfway {
            after_half
        } else {
            all(&explanation)
        };
        HoldMarks {
            halfway,
            last_five: least + cue::LAST_FIVE <= length,
            least,
        }
    }

    /// A hold begins of a step that is known already.
    pub(super) fn hold(&self, tone: Tone) -> Vec<Utterance> {
        let (step, reps) = (self.step(), self.step().reps.get());
        if self.is_brief() {
            return vec![Utterance::now("", tone)];
        }
        let hold = match step.sides {
            Sides::Neither => "In your own time",
            Sides::Both | Sides::Sore | Sides::Each => "Hold",
        };
        let key = match self.phase.length {
            Length::UntilDone if !self.keyboard => "",
            Length::UntilDone if step.mechanics.has(Demand::Look) => " 2 if they look alike.",
            Length::UntilDone => " ENTER when done.",
            Length::Timed(_) => "",
        };
        let words = match (self.is_relief(), step.shout.is_empty()) {
            (true, _) => speech::shouted(&self.step().shout),
            (false, false) => format!("{}{}{key}", self.leg(), speech::shouted(&self.step().shout)),
            (false, true) => format!("{}{hold}.{key}", self.leg()),
        };
        let cues = step
            .cues
            .iter()
            .cycle()
            .nth(usize::from(self.phase.rep) - 1);
        let reminder = cues.map(|cue| format!("{cue}."));
        let rep = (reps > 1).then(|| format!("{} of {reps}.", self.phase.rep));
        let later = rep.into_iter().chain(reminder).map(Utterance::quiet);
        let begin = Utterance::now(words, tone);
        std::iter::once(begin).chain(later).collect()
    }

    /// A pause between two holds: as much as can be said in it.
    pub(super) fn rest(&self, was_held: bool) -> String {
        let Length::Timed(length) = self.phase.length else {
            return String::new();
        };
        let leg = self.leg();
        let (leg, ease) = (leg.trim_end(), if was_held { "Ease off." } else { "" });
        let words = match self.phase.kind {
            PhaseKind::Switch => [format!("{ease} {leg}"), leg.to_owned()],
            _ if self.is_brief() => return String::new(),
            _ => [ease.to_owned(), String::new()],
        };
        let fits = |words: &String| self.pace.length(words) <= length;
        let words = words.into_iter().find(fits).unwrap_or_default();
        words.trim().to_owned()
    }

    pub(super) fn leg(&self) -> &'static str {
        match self.phase.side {
            Some(Side::Left) => "Left leg. ",
            Some(Side::Right) => "Right leg. ",
            None => "",
        }
    }

    /// Whether holds are too short for words.
    pub(super) fn is_brief(&self) -> bool {
        let (step, reps) = (self.step(), self.step().reps.get());
        matches!(step.length, Length::Timed(length) if length < SHORT && reps > 1)
    }

    pub(super) fn times(&self) -> Option<String> {
        let (step, reps) = (self.step(), self.step().reps.get());
        let Length::Timed(length) = step.length else {
            return None;
        };
        let length = match length.as_secs() {
            seconds if seconds < 120 => format!("{seconds} seconds"),
            seconds => format!("{} minutes", seconds / 60),
        };
        Some(match reps {
            1 => format!("For {length}."),
            reps => format!("{reps} times {length}."),
        })
    }
}
