//! What is said aloud of a session, by a voice and by the plain mode: the words and the tone of
//! every cue. Each ends before the next begins, and a get-ready lasts until its words are said.

mod relief;

use std::time::Duration;

use super::cue::{self, Cue, CueKind};
use super::plan::{Phase, PhaseKind, Plan, Start};
use super::speech::{self, Pace, Tone, Utterance};
use super::{SECOND, Session};
use crate::guidance;
use crate::routine::{Length, Purpose, Routine, Side, Sides, Step};

/// Holds shorter than this begin and end with a tone alone: words would only be noise.
const SHORT: Duration = Duration::from_secs(5);
const HALFWAY: &str = "Halfway.";

impl Session {
    /// What there is to say of cues that fell due at once.
    pub fn utterances(&self, cues: &[Cue]) -> Vec<Utterance> {
        let Some(cue) = cues.last() else {
            return Vec::new();
        };
        let words = self.words();
        let was_held = cues.iter().any(|cue| cue.kind == CueKind::Release);
        match cue.kind {
            CueKind::Ready if words.is(PhaseKind::Hold) => {
                vec![Utterance::now("Get ready.", None)]
            }
            CueKind::Intro | CueKind::Caution | CueKind::Ready => {
                words.opening(was_held.then_some(Tone::Release), was_held)
            }
            CueKind::Begin if self.opens() && self.elapsed.is_zero() => {
                words.opening(Some(Tone::Begin), false)
            }
            CueKind::Begin if self.is_at_half() => {
                let later = words.at_half().into_iter().map(Utterance::quiet);
                let begin = Utterance::now("", Tone::Begin);
                std::iter::once(begin).chain(later).collect()
            }
            CueKind::Begin => {
                let tone = if was_held && self.changes_leg() {
                    Tone::Change
                } else {
                    Tone::Begin
                };
                words.hold(tone)
            }
            CueKind::Halfway if self.marks().halfway => {
                let later = if self.opens() {
                    words.at_half()
                } else {
                    Vec::new()
                };
                // Relief counts nothing down: it is held until it lets go.
                let now = Utterance::now(HALFWAY, Tone::Halfway);
                let now = Some(now).filter(|_| !words.is_relief());
                let later = later.into_iter().map(Utterance::quiet);
                now.into_iter().chain(later).collect()
            }
            CueKind::LastFive if self.marks().last_five && !words.is_relief() => {
                vec![Utterance::now("Five more.", None)]
            }
            CueKind::Rest => vec![Utterance::now(words.rest(was_held), Tone::Release)],
            CueKind::Switch => vec![Utterance::now(words.rest(was_held), Tone::Change)],
            CueKind::Finish if !words.is_relief() => vec![Utterance::new("All done.", Tone::Done)],
            CueKind::Halfway
            | CueKind::LastFive
            | CueKind::Finish
            | CueKind::Release
            | CueKind::Countdown(_) => Vec::new(),
        }
    }

    /// What there is to say of the present phase at its beginning.
    pub fn present(&self) -> Vec<Utterance> {
        self.utterances(&[self.cue(CueKind::beginning(self.phase().kind))])
    }

    /// Time until something is said that cannot wait; `None` where nothing comes by itself.
    pub fn silence(&self) -> Option<Duration> {
        let mut ahead = self.clone();
        until_due(|| {
            let wait = ahead.next_change()?;
            let cues = ahead.advance(wait);
            Some((wait, ahead.utterances(&cues)))
        })
    }

    /// Lets what is still to come last until its words are said at this pace, if there is one.
    pub fn speak_at(&mut self, pace: Option<Pace>) {
        let start = self.plan.start();
        if start.pace == pace {
            return;
        }
        let start = Start { pace, ..start };
        self.plan = Plan::new(self.plan.routine().clone(), start);
        let next = self.at + usize::from(!self.elapsed.is_zero());
        for at in next..self.phases.len() {
            until_said(&mut self.phases, at, self.plan.routine(), start);
        }
    }

    /// Goes back to where words began that a pause has cut short: they are said once more, and what
    /// they are about goes on only then. Returns whether there were any.
    pub(super) fn go_back_to_its_words(&mut self) -> bool {
        let Some(pace) = self.plan.start().pace else {
            return false;
        };
        let lasts = |words: &[Utterance]| pace.all(words.iter().map(|said| said.words.as_str()));
        let words = self.words();
        let (half, later) = (self.half(), words.at_half());
        let later = pace.all(
            [HALFWAY]
                .into_iter()
                .chain(later.iter().map(String::as_str)),
        );
        let from = match self.phase().kind {
            PhaseKind::Hold
                if self.opens() && self.elapsed < lasts(&words.opening(None, false)) =>
            {
                Some(Duration::ZERO)
            }
            PhaseKind::Hold => half.filter(|half| {
                (*half..*half + later).contains(&self.elapsed) && !words.at_half().is_empty()
            }),
            PhaseKind::Intro
            | PhaseKind::Caution
            | PhaseKind::Ready
            | PhaseKind::Rest
            | PhaseKind::Switch => {
                let is_cut = self.elapsed < lasts(&self.present());
                is_cut.then_some(Duration::ZERO)
            }
        };
        self.elapsed = from.unwrap_or(self.elapsed);
        from.is_some()
    }

    /// When half of a hold is over that says more then.
    fn half(&self) -> Option<Duration> {
        match self.phase().length {
            Length::Timed(length) if self.opens() && self.marks().halfway => Some(length / 2),
            Length::Timed(_) | Length::UntilDone => None,
        }
    }

    fn is_at_half(&self) -> bool {
        self.half() == Some(self.elapsed)
    }

    fn words(&self) -> Words<'_> {
        Words::new(self.phase(), self.plan.routine(), self.plan.start())
    }

    fn marks(&self) -> Marks {
        match self.phase().length {
            Length::Timed(length) if self.opens() => self.words().marks(length),
            Length::Timed(_) | Length::UntilDone => Marks::ALL,
        }
    }

    fn opens(&self) -> bool {
        opens(&self.phases, self.at)
    }

    fn changes_leg(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.phases[at].side);
        before.is_some_and(|side| side != self.phase().side)
    }
}

/// Time until something is said that cannot wait: `next` says how long to wait, and what is said then.
fn until_due(mut next: impl FnMut() -> Option<(Duration, Vec<Utterance>)>) -> Option<Duration> {
    let mut silence = Duration::ZERO;
    loop {
        let (wait, said) = next()?;
        silence += wait;
        if said.iter().any(Utterance::is_due) {
            return Some(silence);
        }
    }
}

/// Makes a phase long enough for its words where they are spoken, in whole seconds.
pub(super) fn until_said(phases: &mut [Phase], at: usize, routine: &Routine, start: Start) {
    let phase = phases[at];
    let words = Words::new(phase, routine, start);
    let (Some(pace), Length::Timed(length)) = (start.pace, phase.length) else {
        return;
    };
    let repeats = length < SHORT && words.step().reps.get() > 1;
    let least = match phase.kind {
        PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Ready => {
            let opening = words.opening(None, phase.kind == PhaseKind::Ready);
            pace.all(opening.iter().map(|utterance| utterance.words.as_str()))
        }
        PhaseKind::Hold if opens(phases, at) && !repeats => words.marks(length).least,
        PhaseKind::Hold | PhaseKind::Rest | PhaseKind::Switch => return,
    };
    let seconds = least.as_millis().div_ceil(SECOND.as_millis());
    let least = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
    phases[at].length = Length::Timed(length.max(least));
}

/// Whether the phase at a place is the first of its step, a caution before it left out.
fn opens(phases: &[Phase], at: usize) -> bool {
    let is_inside = |before: &Phase| {
        before.step == phases[at].step
            && !matches!(before.kind, PhaseKind::Intro | PhaseKind::Caution)
    };
    !at.checked_sub(1)
        .is_some_and(|before| is_inside(&phases[before]))
}

/// Which moments of a hold are told, and how long it lasts at least.
struct Marks {
    halfway: bool,
    last_five: bool,
    least: Duration,
}

impl Marks {
    /// Those of a hold of which all was said before.
    const ALL: Self = Self {
        halfway: true,
        last_five: true,
        least: Duration::ZERO,
    };
}

/// What can be said of a phase.
struct Words<'s> {
    phase: Phase,
    routine: &'s Routine,
    keyboard: bool,
    pace: Pace,
}

impl<'s> Words<'s> {
    fn new(phase: Phase, routine: &'s Routine, start: Start) -> Self {
        Self {
            phase,
            routine,
            keyboard: start.keyboard,
            pace: start.pace.unwrap_or_default(),
        }
    }

    fn step(&self) -> &'s Step {
        &self.routine.steps[self.phase.step]
    }

    fn is(&self, kind: PhaseKind) -> bool {
        self.phase.kind == kind
    }

    fn is_relief(&self) -> bool {
        self.routine.purpose == Purpose::Relief
    }

    /// What begins a step, or stands before it: what to do first is said at once, the leg before all,
    /// and the rest one after the other.
    fn opening(&self, tone: Option<Tone>, was_held: bool) -> Vec<Utterance> {
        let mut all = self.explanation();
        let later = match self.phase.length {
            Length::Timed(length) if self.is(PhaseKind::Hold) => self.marks(length).halfway,
            Length::Timed(_) | Length::UntilDone => false,
        };
        if !later {
            all.extend(self.at_half());
        }
        let mut all = all.into_iter();
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

    /// What to do, and what has to be known before.
    fn explanation(&self) -> Vec<String> {
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
    fn stranger(&self) -> Option<String> {
        let begins = self.is(PhaseKind::Intro) || self.begins_relief();
        (self.routine.own && begins).then(|| "From a file, not from uncramp.".to_owned())
    }

    /// Whether it is of the first step of relief.
    fn begins_relief(&self) -> bool {
        let first = self.routine.steps.iter().position(|step| !step.optional);
        self.is_relief() && first == Some(self.phase.step)
    }

    /// What can wait until half of a long hold is over: what to watch, and the caution, but in relief,
    /// where a step may be left before its half.
    fn at_half(&self) -> Vec<String> {
        let caution = self.late_caution().into_iter();
        let in_hold = self.is(PhaseKind::Hold);
        let cues = self.step().cues.iter().filter(|_| in_hold);
        let key =
            (self.begins_relief() && self.keyboard).then(|| "SPACE when it eases.".to_owned());
        let cues = cues.map(|cue| format!("{cue}."));
        caution.chain(key).chain(cues).collect()
    }

    /// The caution of a step, unless it stood before it.
    fn caution(&self) -> Option<String> {
        let stands_before = matches!(self.phase.kind, PhaseKind::Intro | PhaseKind::Caution);
        let caution = self.step().caution.as_ref();
        let caution = caution.filter(|_| !stands_before && !self.step().waits);
        caution.map(|text| format!("Take care. {text}"))
    }

    fn late_caution(&self) -> Option<String> {
        self.caution().filter(|_| !self.is_relief())
    }

    /// The moments of a hold that opens its step: none while the step is still being explained.
    fn marks(&self, length: Duration) -> Marks {
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
        Marks {
            halfway,
            last_five: least + cue::LAST_FIVE <= length,
            least,
        }
    }

    /// A hold begins of a step that is known already.
    fn hold(&self, tone: Tone) -> Vec<Utterance> {
        let (step, reps) = (self.step(), self.step().reps.get());
        if self.is_brief() {
            return vec![Utterance::now("", tone)];
        }
        let hold = match step.sides {
            Sides::Neither => "In your own time",
            Sides::Both | Sides::Sore | Sides::Each => "Hold",
        };
        let key = match self.phase.length {
            Length::UntilDone if self.keyboard => " ENTER when done.",
            Length::UntilDone | Length::Timed(_) => "",
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
    fn rest(&self, was_held: bool) -> String {
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

    fn leg(&self) -> &'static str {
        match self.phase.side {
            Some(Side::Left) => "Left leg. ",
            Some(Side::Right) => "Right leg. ",
            None => "",
        }
    }

    /// Whether holds are too short for words.
    fn is_brief(&self) -> bool {
        let (step, reps) = (self.step(), self.step().reps.get());
        matches!(step.length, Length::Timed(length) if length < SHORT && reps > 1)
    }

    /// How long each hold is, and how often.
    fn times(&self) -> Option<String> {
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
