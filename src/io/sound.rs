//! What is heard: tones and words, by programs that the machine has. One thread, at most one of them
//! at a time; the newest sound replaces the one before. Nothing here can stop a session.

mod reaper;
#[cfg(test)]
mod tests;
mod tone;
mod trial;
mod way;

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::TempDir;

use crate::session::speech::{Pace, Tone};
use crate::settings::Loudness;
use crate::ui::Sound;

use reaper::Reaper;
pub(crate) use trial::{Tried, try_out};
use way::{Playing, Progress, Way};

/// A voice of the user's own may be slower than any we know; one that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(8);
/// What a voice may take beside its words: espeak-ng was measured to take up to 1.7 s, and on a busy machine
/// up to 2.2 s. A voice that is taken for hanging is gone for the rest of the run.
const SLACK: Duration = Duration::from_secs(4);
/// What a player may take beside the tone itself.
const OVERHEAD: Duration = Duration::from_secs(3);
/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(50);

#[derive(Debug, Clone)]
pub(crate) struct Outputs {
    pub loudness: Loudness,
    pub pace: Pace,
    /// The user's own voice: a program and its words; empty if there is none.
    pub voice: Vec<String>,
}

/// Says to the user why nothing is heard.
type Tell = Arc<dyn Fn(String) + Send + Sync>;

/// Lets sounds be heard, from a thread of its own that is started with the first of them.
#[derive(Default)]
pub(crate) struct Loudspeaker {
    /// Nothing is heard before there is one: the first frame comes before any sound.
    ways: Option<(Outputs, Tell)>,
    /// What waits for that.
    first: Option<Sound>,
    thread: Option<(Sender<Sound>, JoinHandle<()>)>,
}

impl fmt::Debug for Loudspeaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loudspeaker").finish_non_exhaustive()
    }
}

impl Loudspeaker {
    /// From now on sounds are heard; `tell` says to the user why they are not.
    pub(crate) fn start(
        &mut self,
        outputs: Outputs,
        tell: impl Fn(String) + Send + Sync + 'static,
    ) {
        self.ways = Some((outputs, Arc::new(tell)));
        if let Some(sound) = self.first.take() {
            self.play(sound);
        }
    }

    /// Lets a sound be heard in place of the one before; never waits.
    pub(crate) fn play(&mut self, sound: Sound) {
        let Some((outputs, tell)) = &self.ways else {
            self.first = Some(sound);
            return;
        };
        if self.thread.is_none() && sound != Sound::Silence {
            let worker = Worker::new(outputs.clone(), tell.clone());
            let (sender, sounds) = mpsc::channel();
            let thread = thread::Builder::new().name("sound".into());
            let thread = thread.spawn(move || worker.work(&sounds));
            self.thread = thread.ok().map(|thread| (sender, thread));
        }
        if let Some((sender, _)) = &self.thread {
            let _ = sender.send(sound);
        }
    }

    /// Ends what plays, and the thread until the next sound: when this returns it is silent.
    pub(crate) fn stop(&mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

impl Drop for Loudspeaker {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Worker {
    outputs: Outputs,
    /// Those that have not failed yet, the best last.
    voices: Vec<Way>,
    players: Vec<Way>,
    /// How many sentences in a row the voice has not ended in time; `None` once it has ended one.
    unended: Option<u8>,
    /// The tone with which the step under way began,
    tone: Option<Tone>,
    /// and what a voice has begun to say since, and may never have been heard.
    unheard: Vec<String>,
    /// The voice makes up for that, and this waits until it has.
    waiting: Option<Vec<String>>,
    /// Whether words were to be said: where no tone plays, they take its place.
    speaks: bool,
    /// What is heard in place of what failed, told once it was heard.
    news: Option<String>,
    folder: Option<TempDir>,
    tell: Tell,
}

impl Worker {
    fn new(outputs: Outputs, tell: Tell) -> Self {
        let reversed = |ways: Vec<Way>| ways.into_iter().rev().collect();
        Self {
            voices: reversed(Way::voices(&outputs)),
            players: reversed(Way::players()),
            outputs,
            unended: Some(0),
            tone: None,
            unheard: Vec::new(),
            waiting: None,
            speaks: false,
            news: None,
            folder: None,
            tell,
        }
    }

    fn work(mut self, sounds: &Receiver<Sound>) {
        let mut playing: Option<(Playing, Sound)> = None;
        let mut reaper = Reaper::start();
        loop {
            if let Some(reaper) = &mut reaper {
                reaper.watch(playing.as_ref().and_then(|(playing, _)| playing.group()));
            }
            let next = match &playing {
                Some(_) => sounds.recv_timeout(LOOK),
                None => sounds.recv().map_err(RecvTimeoutError::from),
            };
            playing = match next {
                Ok(sound) => {
                    let sound = sounds.try_iter().last().unwrap_or(sound);
                    match playing {
                        Some((playing, old)) => self.replace(playing, old, sound),
                        None => self.begin(sound),
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    playing.and_then(|(playing, sound)| self.go_on(playing, sound))
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Lets a new sound be heard in place of the old one, unless the voice still makes up for what was
    /// not heard of the same step.
    fn replace(&mut self, playing: Playing, old: Sound, new: Sound) -> Option<(Playing, Sound)> {
        if let (Some(waiting), Sound::Words(words, tone)) = (&mut self.waiting, &new)
            && !begins(*tone)
        {
            // Half of a hold is told in its time or not at all.
            waiting.extend(tone.is_none().then(|| words.clone()));
            return Some((playing, old));
        }
        let gives_up = self.cut(playing.passed(), &old);
        drop(playing);
        match new {
            Sound::Words(words, tone) if gives_up && !begins(tone) => {
                self.unheard.push(words);
                self.make_up()
            }
            new => self.begin(new),
        }
    }

    fn begin(&mut self, sound: Sound) -> Option<(Playing, Sound)> {
        self.waiting = None;
        match &sound {
            Sound::Words(words, tone) => {
                self.speaks = true;
                if begins(*tone) {
                    self.tone = *tone;
                    self.unheard.clear();
                }
                self.unheard.push(words.clone());
            }
            Sound::Tone(_) | Sound::Silence | Sound::Bell => self.unheard.clear(),
        }
        self.start(sound)
    }

    /// Starts the first program that can be started.
    fn start(&mut self, sound: Sound) -> Option<(Playing, Sound)> {
        loop {
            let begun = match &sound {
                Sound::Words(words, tone) => match (self.voices.last(), tone) {
                    (Some(voice), _) => voice.say(words, self.limit(voice, words)),
                    (None, Some(tone)) => {
                        self.waiting = None;
                        return self.start(Sound::Tone(*tone));
                    }
                    (None, None) => return None,
                },
                Sound::Tone(tone) => match self.players.last().cloned() {
                    Some(player) => self
                        .file(*tone)
                        .and_then(|file| player.play(&file, length(*tone) + OVERHEAD)),
                    None if self.is_voice_alone() => {
                        self.unheard = vec![in_words(*tone).to_owned()];
                        return self.make_up();
                    }
                    None => return None,
                },
                Sound::Silence | Sound::Bell => return None,
            };
            match begun {
                Ok(playing) => return Some((playing, sound)),
                Err(_) => self.give_up(&sound),
            }
            if matches!(sound, Sound::Words(..)) {
                return self.make_up();
            }
        }
    }

    fn go_on(&mut self, mut playing: Playing, sound: Sound) -> Option<(Playing, Sound)> {
        let progress = playing.progress();
        if progress == Progress::Goes {
            return Some((playing, sound));
        }
        drop(playing);
        let is_voice = matches!(sound, Sound::Words(..));
        if progress != Progress::Done {
            self.give_up(&sound);
            return match progress {
                // Nothing of it was heard, perhaps, and nothing newer has come.
                _ if is_voice => self.make_up(),
                Progress::Failed => self.start(sound),
                _ => None,
            };
        }
        if let Some(news) = self.news.take() {
            (self.tell)(news);
        }
        if is_voice {
            self.unended = None;
            self.unheard.clear();
        }
        let waiting = self.waiting.take().filter(|waiting| !waiting.is_empty())?;
        self.unheard = waiting;
        self.make_up()
    }

    /// Says what may not have been heard of the step under way, or plays its tone; what comes meanwhile
    /// waits.
    fn make_up(&mut self) -> Option<(Playing, Sound)> {
        let later = self.waiting.replace(Vec::new());
        self.unheard.extend(later.into_iter().flatten());
        self.start(Sound::Words(self.unheard.join(" "), self.tone))
    }

    /// Doubts a voice that something newer cuts short, though its words should have been said: of one that
    /// has never come to an end twice is enough. Says whether it is given up.
    fn cut(&mut self, passed: Duration, sound: &Sound) -> bool {
        let (Sound::Words(words, _), Some(unended)) = (sound, self.unended) else {
            return false;
        };
        let is_long = passed >= self.outputs.pace.length(words);
        self.unended = Some(unended + u8::from(is_long));
        let gives_up = is_long && unended == 1;
        if gives_up {
            self.give_up(sound);
        }
        gives_up
    }

    /// Tries the program that failed no more in this run.
    fn give_up(&mut self, sound: &Sound) {
        let is_voice = matches!(sound, Sound::Words(..));
        let ways = if is_voice {
            &mut self.voices
        } else {
            &mut self.players
        };
        let failed = ways.pop();
        self.unended = Some(0);
        log::info!("gave up {failed:?}");
        match (self.voices.last(), self.players.is_empty()) {
            // Of those that are tried by themselves nobody expects any.
            (Some(next), _) if is_voice => {
                if failed.is_some_and(|way| !way.is_known()) {
                    let next = next.name();
                    self.news = Some(format!("Your own voice does not speak: {next} takes over."));
                }
            }
            (None, false) if is_voice => self.news = Some("No voice here: tones.".to_owned()),
            (Some(_), true) if self.speaks => self.news = Some("No tones here: voice.".to_owned()),
            (_, true) => {
                self.news = None;
                (self.tell)("No sound here.".to_owned());
            }
            (_, false) => {}
        }
    }

    /// Whether no tone plays, but a voice speaks where words were to be said.
    fn is_voice_alone(&self) -> bool {
        self.speaks && self.players.is_empty() && !self.voices.is_empty()
    }

    fn limit(&self, voice: &Way, words: &str) -> Duration {
        let usual = self.outputs.pace.length(words) + SLACK;
        if voice.is_known() {
            usual
        } else {
            usual.max(LONGEST)
        }
    }

    /// The file of a tone, made when it is first played.
    fn file(&mut self, tone: Tone) -> io::Result<PathBuf> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => tempfile::Builder::new().prefix("uncramp-").tempdir()?,
        };
        let path = self
            .folder
            .insert(folder)
            .path()
            .join(format!("{tone:?}.wav").to_lowercase());
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match file {
            Ok(mut file) => file.write_all(&tone::wav(tone, self.outputs.loudness))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        Ok(path)
    }
}

/// What a voice says where no tone plays.
fn in_words(tone: Tone) -> &'static str {
    match tone {
        Tone::Begin => "Hold.",
        Tone::Release => "Ease off.",
        Tone::Change => "Change legs.",
        Tone::Halfway => "Halfway.",
        Tone::Done => "All done.",
        Tone::Help => "Ten minutes. Get help.",
    }
}

/// Whether what has this tone begins something new, in place of all that was said before.
fn begins(tone: Option<Tone>) -> bool {
    tone.is_some_and(|tone| tone != Tone::Halfway)
}

fn length(tone: Tone) -> Duration {
    Duration::from_millis(tone::milliseconds(tone))
}
