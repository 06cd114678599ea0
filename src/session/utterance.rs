//! What is said aloud of a session, by a voice and by the plain mode: the words and the tone of
//! every cue. Each ends before the next begins, and a get-ready lasts until its words are said.

mod relief;
mod words;

use std::time::Duration;

use self::words::{HALFWAY, HoldMarks, PhaseWords, SHORT};
use super::cue::{Cue, CueKind};
use super::plan::{Phase, PhaseKind, Plan, PlanOptions};
use super::speech::{Pace, Tone, Utterance};
use super::{SECOND, Session, Status};
use crate::routine::{Length, Routine};

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
                let now = Utterance::now(HALFWAY, Tone::Halfway);
                let now = Some(now).filter(|_| words.tells_halfway());
                let later = later.into_iter().map(Utterance::quiet);
                now.into_iter().chain(later).collect()
            }
            CueKind::LastFive if self.marks().last_five && !words.is_relief() => {
                vec![Utterance::now("Five more.", None)]
            }
            CueKind::Rest => vec![Utterance::now(words.rest(was_held), Tone::Release)],
            CueKind::Switch => vec![Utterance::now(words.rest(was_held), Tone::Change)],
            CueKind::Finish if !words.is_relief() => vec![Utterance::new("All done.", Tone::Done)],
            _ => Vec::new(),
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

    /// Stands still for so long, as something else is being said.
    pub fn stand_still(&mut self, time: Duration) {
        self.still = time;
    }

    /// The words of the step under way once more, for whoever has just begun to listen: each once it is
    /// quiet, and there is time for them. A hold that is counted goes on after them, as after a pause.
    pub fn present_anew(&mut self, beside: impl Iterator<Item = String>) -> Vec<Utterance> {
        if self.status != Status::Running {
            return Vec::new();
        }
        let is_later = self.half().is_some_and(|half| self.elapsed < half);
        let words = self.words();
        let all: Vec<_> = words.all(is_later).into_iter().chain(beside).collect();
        // The half may come between.
        let time = words.pace.all(all.iter().map(String::as_str)) + 2 * words.pace.span(HALFWAY);
        let is_relief = words.is_relief();
        let phase = &mut self.phases[self.at];
        match &mut phase.length {
            Length::Timed(_) if phase.kind == PhaseKind::Hold && !is_relief => {
                self.returning = Some(whole(time));
            }
            Length::Timed(length) => {
                *length = (*length).max(whole(time));
                self.elapsed = self.elapsed.min(length.saturating_sub(whole(time)));
            }
            Length::UntilDone => {}
        }
        all.into_iter().map(Utterance::quiet).collect()
    }

    /// Lets what is still to come last until its words are said at this pace, if there is one; where there
    /// is none, it lasts as long as planned.
    pub fn speak_at(&mut self, pace: Option<Pace>) {
        let start = self.plan.start();
        if start.pace == pace {
            return;
        }
        let start = PlanOptions { pace, ..start };
        self.plan = Plan::new(self.plan.routine().clone(), start);
        // A hold that runs is left alone, and so is what is being said.
        let is_under_way = !self.elapsed.is_zero();
        let keeps = is_under_way && (pace.is_some() || self.phase().kind == PhaseKind::Hold);
        for at in self.at + usize::from(keeps)..self.phases.len() {
            let phase = self.phases[at];
            let is_it = |planned: &&Phase| {
                let same = |phase: &Phase| (phase.step, phase.kind, phase.rep);
                same(planned) == same(&phase)
            };
            match self.plan.phases().iter().find(is_it) {
                Some(planned) => self.phases[at].length = planned.length,
                None => until_said(&mut self.phases, at, self.plan.routine(), start),
            }
        }
        if let Length::Timed(length) = self.phase().length {
            self.elapsed = self.elapsed.min(length.saturating_sub(SECOND));
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
            _ => {
                let is_cut = self.elapsed < lasts(&self.present());
                is_cut.then_some(Duration::ZERO)
            }
        };
        self.elapsed = from.unwrap_or(self.elapsed);
        from.is_some()
    }

    /// A hold that goes on does so until that is said, before anything else falls due.
    pub(super) fn make_room_to_go_on(&mut self) {
        if let (Some(pace), Some(silence)) = (self.plan.start().pace, self.silence()) {
            let words = self.words().hold(Tone::Begin);
            let lacks = pace.length(&words[0].words).saturating_sub(silence);
            self.elapsed = self.elapsed.saturating_sub(lacks);
        }
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

    fn words(&self) -> PhaseWords<'_> {
        PhaseWords::new(self.phase(), self.plan.routine(), self.plan.start())
    }

    fn marks(&self) -> HoldMarks {
        match self.phase().length {
            Length::Timed(length) if self.opens() && self.plan.start().pace.is_some() => {
                self.words().marks(length)
            }
            Length::Timed(_) | Length::UntilDone => HoldMarks::ALL,
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
pub(super) fn until_said(phases: &mut [Phase], at: usize, routine: &Routine, start: PlanOptions) {
    let phase = phases[at];
    let words = PhaseWords::new(phase, routine, start);
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
    phases[at].length = Length::Timed(length.max(whole(least)));
}

/// As many whole seconds as it takes.
fn whole(time: Duration) -> Duration {
    let seconds = time.as_millis().div_ceil(SECOND.as_millis());
    Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX))
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
