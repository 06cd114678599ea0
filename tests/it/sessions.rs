//! Stories of sessions: `tests/data/sessions/*.toml`, told by [`every_story_goes_as_it_says`].
//!
//! ```toml
//! story = "A pause holds everything"
//! routine = "bedtime-stretch"     # or relief = "calf" (calf foot hamstring quadriceps bed),
//!                                 # or own = """…""", the text of a routine file
//! start = { first = "right", sore = "left", keyboard = false }    # what differs from the usual
//! tells = "all"                   # countdowns and the like too, not only the phases
//!
//! [[scene]]
//! do = ["wait 25s", "pause"]      # in this order
//! expect = [                      # everything that is told meanwhile, with the time it is told
//!     "0:00 Intro 15s",
//!     "0:15 Ready 5s: Get ready",
//!     "0:20 Hold 10s: Get ready",
//! ]
//! now = "paused in Hold 10s: Get ready, 5s left"      # how things stand then; may be left out
//! ```
//!
//! A phase is told as `Hold 10s left 2/3: Wall calf stretch`: kind, length, leg, number of the
//! hold (where there is more than one on a leg) and step. What can be done:
//!
//! * `wait 1m 30s`; in relief also `sleep 1h`, the same while the machine sleeps;
//! * `pause`, `resume`, `ready now`, `next`, `restart`, `previous`, `longer 10s`, `shorter 10s`,
//!   `swap`, `take`, `stop`: the commands of a session;
//! * `ask`, `answer gone` (`better`, `same`, `worse`), `switch foot`, `again`: only in relief.
//!
//! The time told is the time since the beginning; in relief it is the relief clock.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde::Deserialize;
use uncramp::diary::ReliefAnswer;
use uncramp::routine::library::built_in;
use uncramp::routine::{Length, Routine, RoutineId, Side, parse};
use uncramp::session::cue::{Cue, CueKind};
use uncramp::session::plan::{Phase, PhaseKind, Plan, PlanOptions};
use uncramp::session::relief::{Relief, ReliefEvent, Spot, Stage};
use uncramp::session::{Command, Session, Status};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    #[serde(rename = "story")]
    claim: String,
    routine: Option<String>,
    relief: Option<String>,
    own: Option<String>,
    #[serde(default)]
    start: Beginning,
    #[serde(default)]
    tells: Tells,
    scene: Vec<Scene>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Beginning {
    first: Option<String>,
    sore: Option<String>,
    keyboard: Option<bool>,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Tells {
    #[default]
    Phases,
    All,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scene {
    #[serde(rename = "do")]
    acts: Vec<String>,
    #[serde(default)]
    expect: Vec<String>,
    now: Option<String>,
}

#[test]
fn every_story_goes_as_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sessions");
    let mut report = String::new();
    let mut stories = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let story: Story =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut told = Response::begin(&story);
        for (number, scene) in story.scene.iter().enumerate() {
            let place = format!("{}, scene {}", path.display(), number + 1);
            for act in &scene.acts {
                told.act(act)
                    .unwrap_or_else(|| panic!("{place}: what is `{act}`?"));
            }
            let lines = std::mem::take(&mut told.lines);
            let now = told.now();
            if lines != scene.expect || scene.now.as_ref().is_some_and(|expected| *expected != now)
            {
                let _ = writeln!(report, "{place} of \"{}\" goes:", story.claim);
                let _ = writeln!(report, "expect = {lines:#?}\nnow = {now:?}\n");
            }
        }
        stories += 1;
    }
    assert!(stories > 0, "no story in {folder}");
    assert!(report.is_empty(), "\n{report}");
}

enum Run {
    Session(Session),
    Relief(Relief),
}

/// A story as far as it has been told.
struct Response {
    run: Run,
    clock: Duration,
    tells: Tells,
    lines: Vec<String>,
}

impl Response {
    fn begin(story: &Story) -> Self {
        let usual = PlanOptions::default();
        let start = PlanOptions {
            first: story.start.first.as_deref().map_or(usual.first, side),
            sore: story.start.sore.as_deref().map(side),
            keyboard: story.start.keyboard.unwrap_or(usual.keyboard),
            pace: None,
        };
        let begin = |routine| {
            let (session, cues) = Session::begin(Plan::new(routine, start));
            (Run::Session(session), cues)
        };
        let (run, cues) = match (&story.routine, &story.relief, &story.own) {
            (Some(id), None, None) => begin(routine(id)),
            (None, None, Some(text)) => begin(own(text)),
            (None, Some(spot), None) => {
                let spot = named(Spot::ALL, Spot::name, spot).expect("a spot");
                let relief = Relief::begin(routine(spot.routine().as_str()), Some(spot));
                (Run::Relief(relief), Vec::new())
            }
            _ => panic!("\"{}\" needs one of routine, relief, own", story.claim),
        };
        let mut told = Self {
            run,
            clock: Duration::ZERO,
            tells: story.tells,
            lines: Vec::new(),
        };
        told.tell(cues.into_iter().map(ReliefEvent::Cue));
        told
    }

    /// `None` when there is no such act.
    fn act(&mut self, act: &str) -> Option<()> {
        if let Some(time) = act.strip_prefix("wait ") {
            self.wait(humantime::parse_duration(time).ok()?);
            return Some(());
        }
        let happened = match &mut self.run {
            Run::Session(session) => cues(session.command(command(act)?)),
            Run::Relief(relief) => act_in_relief(relief, act)?,
        };
        if let Some(time) = act.strip_prefix("sleep ") {
            self.clock += humantime::parse_duration(time).ok()?;
        }
        self.tell(happened);
        Some(())
    }

    /// Waits from change to change, so that each line has its time.
    fn wait(&mut self, time: Duration) {
        let mut left = time;
        while !left.is_zero() {
            let change = match &self.run {
                Run::Session(session) => session.next_change(),
                Run::Relief(relief) => relief.next_change(),
            };
            let step = change.map_or(left, |change| change.min(left));
            let happened = match &mut self.run {
                Run::Session(session) => cues(session.advance(step)),
                Run::Relief(relief) => relief.advance(step),
            };
            left = left.saturating_sub(step);
            self.clock += step;
            self.tell(happened);
        }
    }

    fn tell(&mut self, happened: impl IntoIterator<Item = ReliefEvent>) {
        for happened in happened {
            let line = match happened {
                ReliefEvent::Cue(cue) => self.line(cue),
                ReliefEvent::ThreeMinutes => Some("three minutes".to_owned()),
                ReliefEvent::TenMinutes => Some("ten minutes".to_owned()),
            };
            let time = time(self.clock);
            self.lines.extend(line.map(|line| format!("{time} {line}")));
        }
    }

    fn line(&self, cue: Cue) -> Option<String> {
        let begins = CueKind::beginning(cue.phase.kind) == cue.kind;
        match cue.kind {
            CueKind::Finish => Some(cue.words().to_owned()),
            _ if begins => Some(phase(cue.phase, self.session().routine())),
            _ => (self.tells == Tells::All).then(|| cue.words().to_owned()),
        }
    }

    fn session(&self) -> &Session {
        match &self.run {
            Run::Session(session) => session,
            Run::Relief(relief) => relief.session(),
        }
    }

    fn now(&self) -> String {
        match &self.run {
            Run::Session(session) => match session.status() {
                Status::Running => format!("running in {}", place(session)),
                Status::Paused => format!("paused in {}", place(session)),
                Status::Finished => "finished".to_owned(),
                Status::Stopped => "stopped".to_owned(),
            },
            Run::Relief(relief) => {
                let clock = time(relief.clock());
                match relief.stage() {
                    Stage::Stretching => format!("{clock} in {}", place(relief.session())),
                    Stage::Asking { stamp: Some(stamp) } => {
                        format!("{clock} asking since {}", time(stamp))
                    }
                    Stage::Asking { stamp: None } => format!("{clock} asking"),
                    Stage::Still => format!("{clock} still"),
                    Stage::Worse => format!("{clock} worse"),
                    Stage::Resting => format!("{clock} resting"),
                    Stage::Eased {
                        answer,
                        after: Some(after),
                    } => format!("{} after {}", answer.words(), time(after)),
                    Stage::Eased {
                        answer,
                        after: None,
                    } => format!("{}, nobody knows when", answer.words()),
                }
            }
        }
    }
}

fn act_in_relief(relief: &mut Relief, act: &str) -> Option<Vec<ReliefEvent>> {
    match act.split_once(' ') {
        Some(("sleep", time)) => return Some(relief.sleep(humantime::parse_duration(time).ok()?)),
        Some(("answer", word)) => {
            relief.answer(named(ReliefAnswer::ALL, ReliefAnswer::name, word)?);
        }
        Some(("switch", word)) => {
            let spot = named(Spot::ALL, Spot::name, word)?;
            relief.switch(routine(spot.routine().as_str()), Some(spot));
        }
        _ if act == "ask" => relief.ask(),
        _ => return Some(relief.command(command(act)?)),
    }
    Some(Vec::new())
}

fn command(act: &str) -> Option<Command> {
    Some(match act {
        "pause" => Command::Pause,
        "resume" => Command::Resume,
        "ready now" => Command::ReadyNow,
        "next" => Command::Next,
        "restart" => Command::Restart,
        "previous" => Command::Previous,
        "swap" => Command::SwapSides,
        "take" => Command::Take,
        "stop" => Command::Stop,
        _ => match act.split_once(' ')? {
            ("longer", by) => Command::Longer(humantime::parse_duration(by).ok()?),
            ("shorter", by) => Command::Shorter(humantime::parse_duration(by).ok()?),
            _ => return None,
        },
    })
}

fn cues(cues: Vec<Cue>) -> Vec<ReliefEvent> {
    cues.into_iter().map(ReliefEvent::Cue).collect()
}

fn routine(id: &str) -> Routine {
    let id = RoutineId::new(id).expect("an id");
    built_in(&id).expect("a built-in routine")
}

fn own(text: &str) -> Routine {
    let id = RoutineId::new("own").expect("an id");
    parse(id, text).expect("a routine without problems")
}

fn side(word: &str) -> Side {
    named(Side::ALL, Side::name, word).expect("left or right")
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, word: &str) -> Option<T> {
    all.iter().copied().find(|&value| name(value) == word)
}

/// The phase, what is left of it, and what else could happen.
fn place(session: &Session) -> String {
    let routine = session.routine();
    let mut words = phase(session.phase(), routine);
    if let Some(left) = session.remaining() {
        let _ = write!(words, ", {} left", humantime::format_duration(left));
    }
    if let Some(left) = session.returning() {
        let _ = write!(words, ", ready in {}", humantime::format_duration(left));
    }
    if let Some(step) = session.offer() {
        let _ = write!(words, ", offers {}", routine.steps[step].title);
    }
    words
}

fn phase(phase: Phase, routine: &Routine) -> String {
    let step = &routine.steps[phase.step];
    let mut words = format!("{:?}", phase.kind);
    match phase.length {
        Length::Timed(length) => {
            let _ = write!(words, " {}", humantime::format_duration(length));
        }
        Length::UntilDone => words += " until done",
    }
    if phase.kind == PhaseKind::Intro {
        return words;
    }
    if let Some(side) = phase.side {
        let _ = write!(words, " {}", side.words());
    }
    if step.reps.get() > 1 {
        let _ = write!(words, " {}/{}", phase.rep, step.reps);
    }
    let _ = write!(words, ": {}", step.title);
    words
}

/// `1:05`, or `1:00:05`.
fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
