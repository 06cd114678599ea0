//! The event loop: waits, lets time pass, takes input in, performs effects.

mod diary_writer;
mod ending;
mod frontend;
mod keepers;
mod others;
pub(crate) mod watch;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use crate::io::clock::{self, Clock, Tick};
use crate::io::files::Places;
use crate::io::inbox::keyboard::TerminalReply;
use crate::io::inbox::{CaughtSignals, Inbox, Input};
use crate::io::inhibitor::Inhibitor;
use crate::io::profile::Answers;
use crate::io::screen::Asked;
use crate::io::shelf::Shelf;
use crate::io::sound::{Loudspeaker, Outputs};
use crate::io::store::{Outcome, Unsaved};
use crate::io::terminal::guard::TerminalGuard;
use crate::io::terminal::{self, Tty};
use crate::ui::{App, Effect, Msg, Sound};

pub(crate) use ending::Ending;
use ending::conclude;
use frontend::{Frontend, FullScreen, PlainLines};
use keepers::Keepers;

/// No deadline is nearer than this, so that one which is always due does not stop the world.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

/// A signal that has arrived is told within this time.
const TELLING: Duration = Duration::from_millis(200);

/// So long a disk may take at the end, when the terminal is given back.
const LAST_SAVE: Duration = Duration::from_secs(3);

/// So long where a signal or the loss of the terminal ends the program, which has a second.
const HASTY_SAVE: Duration = Duration::from_millis(500);

/// What an app runs with.
#[derive(Debug)]
pub(crate) struct RunOptions {
    /// In the app's time so many seconds pass in one.
    pub speed: u32,
    /// Where the diary is; `None` if nobody knows, and so none is kept.
    pub diary: Option<PathBuf>,
    pub answers: Answers,
    pub shelf: Shelf,
    /// Whether the screen is kept from going dark while seconds count.
    pub awake: bool,
    /// How it sounds, where anything is to be heard.
    pub sound: Outputs,
    pub asked: Asked,
    /// Where what an earlier run could not save may wait; `None` if nothing is to be taken in.
    pub places: Option<Places>,
}

#[derive(Debug)]
pub(crate) struct RunResult {
    pub ending: Ending,
    /// What could not be saved: lines of the diary, and answers.
    pub unsaved: Vec<Unsaved>,
    /// What was taken in of an earlier run, in words for the user.
    pub recovered: Option<String>,
    /// How to go on with what was left, and what else is to be known of it.
    pub parting: Vec<String>,
}

/// Runs the app on the whole terminal, which is as before when this returns.
pub(crate) fn run(app: App, world: RunOptions) -> anyhow::Result<RunResult> {
    let mut keepers = Keepers::new(world.diary, world.answers, world.shelf, world.places);
    let ending = on_screen(|tty, caught| {
        let frontend = FullScreen::new(tty.clone(), world.asked);
        let inbox = Inbox::empty();
        let mut runtime = Runtime::new(app, frontend, inbox, world.speed, &mut keepers);
        // The first frame does not wait for the threads, nor for the diary.
        runtime.show_first()?;
        runtime.inbox.read_keys(&tty)?;
        runtime.inbox.tell_signals(caught, Some(tty.clone()))?;
        runtime.keep_diary()?;
        runtime.be_heard(world.sound);
        runtime.inhibitor = Inhibitor::new(world.awake);
        tty.guard();
        runtime.run()
    });
    finish(ending, keepers)
}

/// Does what takes the whole terminal, which is as before when this returns.
fn on_screen(
    work: impl FnOnce(Arc<Tty>, CaughtSignals) -> io::Result<Ending>,
) -> anyhow::Result<Ending> {
    let caught = CaughtSignals::signals().context("cannot catch signals")?;
    let tty = Arc::new(Tty::screen().context("cannot use the terminal")?);
    terminal::restore_on_panic(Some(tty.clone()));
    let taken = TerminalGuard::take(Some(tty.clone()))?;
    let ending = work(tty, caught);
    drop(taken);
    conclude(ending)
}

/// Runs the app as lines appended to standard output, with the keys of standard input if that is a
/// terminal.
pub(crate) fn run_plain(app: App, world: RunOptions) -> anyhow::Result<RunResult> {
    let caught = CaughtSignals::signals().context("cannot catch signals")?;
    let tty = Tty::lines().map(Arc::new);
    terminal::restore_on_panic(tty.clone());
    let taken = TerminalGuard::take(tty.clone())?;
    let mut keepers = Keepers::new(world.diary, world.answers, world.shelf, world.places);
    let (frontend, inbox) = (PlainLines::new(tty.clone()), Inbox::empty());
    let mut runtime = Runtime::new(app, frontend, inbox, world.speed, &mut keepers);
    runtime.inbox.tell_signals(caught, tty.clone())?;
    let ending = match &tty {
        Some(tty) => runtime.inbox.read_keys(tty),
        None => runtime.tell(Msg::Keyless),
    }
    .and_then(|()| runtime.show_first())
    .and_then(|()| runtime.keep_diary())
    .and_then(|()| {
        runtime.be_heard(world.sound);
        if let Some(tty) = &tty {
            tty.guard();
        }
        runtime.run()
    });
    drop(runtime);
    drop(taken);
    finish(conclude(ending), keepers)
}

/// Saves what is left, however the run ended: the diary first, then the answers and what is under
/// way in the time left.
fn finish(ending: anyhow::Result<Ending>, keepers: Keepers) -> anyhow::Result<RunResult> {
    let Keepers {
        mut diary_writer,
        answers,
        shelf,
        parting,
    } = keepers;
    let within = match ending {
        Ok(Ending::Done) | Err(_) => LAST_SAVE,
        Ok(Ending::Signal(_) | Ending::Gone) => HASTY_SAVE,
    };
    let deadline = clock::monotonic() + within;
    let recovered = diary_writer.recovered.take();
    let diary = diary_writer.finish(within);
    let left = || deadline.saturating_sub(clock::monotonic());
    let answers = answers.finish(left());
    shelf.finish(left());
    Ok(RunResult {
        ending: ending?,
        unsaved: diary.into_iter().chain(answers).collect(),
        recovered,
        parting,
    })
}

/// So long the next screen waits for the disk to take an answer to a safety question; a slower one takes it
/// meanwhile.
const TAKEN: Duration = Duration::from_millis(500);

struct Runtime<'r, F> {
    app: App,
    frontend: F,
    inbox: Inbox,
    clock: Clock,
    sound: Loudspeaker,
    inhibitor: Inhibitor,
    keepers: &'r mut Keepers,
}

impl<'r, F: Frontend> Runtime<'r, F> {
    /// In the app's time `speed` seconds pass in one.
    fn new(app: App, frontend: F, inbox: Inbox, speed: u32, keepers: &'r mut Keepers) -> Self {
        Self {
            app,
            frontend,
            inbox,
            clock: Clock::start(speed),
            sound: Loudspeaker::default(),
            inhibitor: Inhibitor::default(),
            keepers,
        }
    }

    /// Begins to keep the diary, and has it read where it can be looked at.
    fn keep_diary(&mut self) -> io::Result<()> {
        self.keepers
            .diary_writer
            .start(self.inbox.hear(Input::Diary));
        let store = self.keepers.diary_writer.store().cloned();
        let (rest, shows) = (
            self.keepers.diary_writer.rest.take(),
            self.app.shows_diary(),
        );
        if let Some(folder) = store.as_ref().and_then(|store| store.path().parent()) {
            // Without it, others are seen at the next key.
            let _ = self.inbox.watch(folder);
        }
        let read = match store {
            Some(store) => self.inbox.read_diary(store, shows, rest),
            None if shows => Err(io::Error::other("no home folder is known; set HOME")),
            None => Ok(()),
        };
        match read {
            Err(error) if !self.app.is_waiting() => self.tell(Msg::Unread(error.to_string())),
            read => read,
        }
    }

    /// Sounds come after the first frame.
    fn be_heard(&mut self, outputs: Outputs) {
        self.sound.start(outputs, self.inbox.hear(Input::Unheard));
    }

    fn show_first(&mut self) -> io::Result<()> {
        self.resize()?;
        self.frontend.settle(&self.app, &self.inbox)
    }

    fn run(&mut self) -> io::Result<Ending> {
        let ending = self.go_on();
        if !self.app.is_done() {
            // Nobody looks any more; what is under way is kept all the same.
            let effects = self.app.update(Msg::Ended);
            let _ = self.perform(effects);
        }
        ending
    }

    fn go_on(&mut self) -> io::Result<Ending> {
        while !self.app.is_done() {
            self.frontend.settle(&self.app, &self.inbox)?;
            self.inhibitor.keep_awake(self.app.is_counting());
            let wait = self.wait();
            let mut inputs = self.receive(wait);
            inputs.extend(self.inbox.waiting());
            if self.is_continued_in_the_background(&inputs) {
                // There is nothing to show, and the time away has not ended.
                terminal::stop();
                continue;
            }
            // Time first: a key pressed after a deadline belongs to the phase that has begun. Whoever ends
            // the program need not have stopped it, though more than one signal says so.
            let was_stopped = inputs.contains(&Input::WasStopped) && !inputs.iter().any(ends);
            match self.clock.lap(wait, was_stopped) {
                Tick::Passed(time) => self.pass(time)?,
                Tick::Slept(time) => self.tell(Msg::Slept(time))?,
            }
            for input in inputs {
                if let Some(ending) = self.take_in(input)? {
                    return Ok(ending);
                }
            }
        }
        Ok(Ending::Done)
    }

    fn receive(&self, wait: Option<Duration>) -> Vec<Input> {
        let world = wait.map(|wait| self.clock.in_the_world(wait));
        let mut inputs: Vec<Input> = self.inbox.receive(world).into_iter().collect();
        // Two threads tell of a stop, in any order. Both are heard before anything is drawn: to take the
        // terminal again forgets what was typed, which would be a key that answers what is seen.
        let has = |inputs: &[Input], input| inputs.contains(&input);
        let perhaps = has(&inputs, Input::WasStopped)
            || has(&inputs, Input::Continued) && self.clock.is_away_if_stopped(wait)
            || self.clock.is_overdue(wait);
        let until = clock::monotonic() + TELLING;
        while perhaps && !(has(&inputs, Input::WasStopped) && has(&inputs, Input::Continued)) {
            let left = until.saturating_sub(clock::monotonic());
            let Some(input) = self.inbox.receive(Some(left)) else {
                break;
            };
            inputs.push(input);
        }
        inputs
    }

    /// Whether a shell has let the program go on without the terminal, and no input ends it.
    fn is_continued_in_the_background(&self, inputs: &[Input]) -> bool {
        inputs.contains(&Input::Continued)
            && !inputs.iter().any(ends)
            && self.frontend.tty().is_some_and(|tty| !tty.is_ours())
    }

    fn wait(&self) -> Option<Duration> {
        let wait = self.frontend.next_change(&self.app)?;
        Some(wait.max(SHORTEST_WAIT))
    }

    /// Lets `time` pass in pieces, so that every change in between is seen.
    fn pass(&mut self, time: Duration) -> io::Result<()> {
        let mut left = time;
        while let Some(piece) = self.wait().filter(|&piece| piece < left) {
            left -= piece;
            self.tell(Msg::Elapsed(piece))?;
        }
        self.tell(Msg::Elapsed(left))
    }

    fn take_in(&mut self, input: Input) -> io::Result<Option<Ending>> {
        match input {
            Input::Key(key) => {
                self.look()?;
                self.tell(Msg::Key(key))?;
            }
            Input::Paste(text) => {
                self.look()?;
                self.tell(Msg::Pasted(text))?;
            }
            Input::Resized => self.resize()?,
            Input::Reply(TerminalReply::Wide) => {
                self.tell(Msg::Wide)?;
                // Nothing that stands there now is where it should be.
                self.resize()?;
            }
            Input::Reply(TerminalReply::Pictures(protocol)) => {
                // Many a terminal says it twice: drawn anew, those that are shown would be forgotten.
                if self.frontend.learn(protocol) {
                    self.resize()?;
                }
            }
            Input::Stop => self.suspend(),
            Input::Continued => self.resume()?,
            Input::Reply(TerminalReply::Narrow | TerminalReply::NoSixels) | Input::WasStopped => {}
            Input::Writable => self.frontend.go_on(),
            Input::Answers(outcome) => {
                if let Some(msg) = self.keepers.answers.heard(outcome) {
                    self.tell(msg)?;
                }
            }
            Input::Diary(outcome) => {
                if outcome == Outcome::Overtaken {
                    // The line is shown here, and stands nowhere.
                    self.read_anew()?;
                }
                if let Some(msg) = self.keepers.diary_writer.heard(outcome) {
                    self.tell(msg)?;
                }
            }
            Input::Read(read, reached) => {
                self.keepers.diary_writer.follow(reached);
                match read {
                    Some(read) => self.learn_diary(read)?,
                    None => self.look_back()?,
                }
                self.look()?;
            }
            Input::Changed => self.look()?,
            Input::Unheard(words) => self.tell(Msg::Unheard(words))?,
            Input::Recovered(found) => {
                if let Some(doubt) = found.clock {
                    self.tell(Msg::Clock(doubt))?;
                }
                if self.keepers.answers.count(found.answers) {
                    self.tell_answers()?;
                }
                if let Some(words) = found.told {
                    let msg = self.keepers.diary_writer.recovers(words);
                    self.tell(msg)?;
                }
            }
            Input::Signal(signal) => return Ok(Some(Ending::Signal(signal))),
            Input::Gone => return Ok(Some(Ending::Gone)),
        }
        Ok(None)
    }

    /// Tells the app, unless it is done: what comes after its last key is not meant for it.
    fn tell(&mut self, msg: Msg) -> io::Result<()> {
        if self.app.is_done() {
            return Ok(());
        }
        let effects = self.app.update(msg);
        self.frontend.changed();
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let answers = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Answer(_)));
        let mut has_entry = false;
        for effect in effects {
            match effect {
                Effect::Record(record) => {
                    let line = self.keepers.diary_writer.record(record);
                    self.answer(line.map(Msg::Written))?;
                }
                Effect::Write(line) => self.keepers.diary_writer.write(&line),
                Effect::WriteAlone(line) => self.keepers.diary_writer.write_alone(&line),
                Effect::Answer(answer) => {
                    let kept = self.keepers.with_its_entry(answer.clone());
                    has_entry |= kept != answer;
                    let now = clock::moment(clock::now());
                    self.keepers
                        .answers
                        .keep(&kept, now, self.inbox.hear(Input::Answers));
                }
                Effect::Keep(under_way) => self.keepers.shelf.keep(under_way),
                Effect::Part(words) => {
                    // Every reaction after the last key says it.
                    if !self.keepers.parting.contains(&words) {
                        self.keepers.parting.push(words);
                    }
                }
                Effect::SaveAgain => {
                    let told = self.keepers.diary_writer.try_again();
                    self.answer(told)?;
                }
                Effect::Suspend => self.suspend(),
                Effect::Tell(line) => self.frontend.tell(&line)?,
                Effect::Hear(Sound::Bell) => self.frontend.ring()?,
                Effect::Hear(sound) => self.sound.play(sound),
            }
        }
        if has_entry {
            self.tell_answers()?;
        }
        // The next question says that this one is answered. A stretch that is led by the second waits for nothing.
        if answers && !self.app.is_counting() {
            self.keepers.answers.wait(TAKEN);
        }
        Ok(())
    }

    /// Tells the app what came of an effect at once.
    fn answer(&mut self, msg: Option<Msg>) -> io::Result<()> {
        let effects = msg.map_or_else(Vec::new, |msg| self.app.update(msg));
        self.perform(effects)
    }

    fn resize(&mut self) -> io::Result<()> {
        let (size, cell) = self.frontend.resize();
        self.tell(Msg::Resized(size, cell))
    }

    /// Stops the program as a shell expects it; [`resume`](Self::resume) follows when it goes on.
    fn suspend(&mut self) {
        if terminal::can_stop() {
            self.sound.stop();
            self.inhibitor.keep_awake(false);
            if let Some(tty) = self.frontend.tty() {
                tty.restore();
            }
            terminal::stop();
        }
    }

    /// Takes the terminal again, whoever has stopped the program.
    fn resume(&mut self) -> io::Result<()> {
        let Some(tty) = self.frontend.tty() else {
            return Ok(());
        };
        // Whoever stopped the program from outside left the terminal as it was drawn on.
        tty.restore();
        tty.take()?;
        tty.guard();
        self.frontend.set_up_again();
        self.resize()
    }
}

fn ends(input: &Input) -> bool {
    matches!(input, Input::Signal(_) | Input::Gone)
}
