//! What is heard: tones and words, by programs that the machine has. One thread, at most one of them
//! at a time; the newest sound replaces the one before. Nothing here can stop a session.

mod reaper;
mod tone;
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
use way::{Playing, Progress, Way};

/// No sentence takes longer; a voice that does hangs.
const LONGEST: Duration = Duration::from_secs(8);
/// What a player may take beside the tone itself.
const OVERHEAD: Duration = Duration::from_secs(3);
/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(50);

/// How it sounds.
#[derive(Debug, Clone)]
pub struct Outputs {
    /// How loud.
    pub loudness: Loudness,
    /// How fast the voice speaks.
    pub pace: Pace,
    /// The user's own voice: a program and its words; empty if there is none.
    pub voice: Vec<String>,
}

/// Says to the user why nothing is heard.
type Tell = Arc<dyn Fn(String) + Send + Sync>;

/// Lets sounds be heard, from a thread of its own that is started with the first of them.
#[derive(Default)]
pub struct Loudspeaker {
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
    pub fn start(&mut self, outputs: Outputs, tell: impl Fn(String) + Send + Sync + 'static) {
        self.ways = Some((outputs, Arc::new(tell)));
        if let Some(sound) = self.first.take() {
            self.play(sound);
        }
    }

    /// Lets a sound be heard in place of the one before; never waits.
    pub fn play(&mut self, sound: Sound) {
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
    pub fn stop(&mut self) {
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

/// Tries every program, lets the first that works play every tone, and say a sentence; `told` takes a
/// line for each step. Says whether both can be heard.
pub fn try_out(
    outputs: &Outputs,
    sentence: &str,
    told: &mut impl FnMut(String) -> anyhow::Result<()>,
) -> anyhow::Result<(bool, bool)> {
    let mut worker = Worker::new(outputs.clone(), Arc::new(|_| {}));
    let mut plays = false;
    for player in Way::players() {
        for (tone, means) in TONES {
            let file = worker.file(tone)?;
            let ended = outcome(player.play(&file, length(tone) + OVERHEAD));
            plays = ended.is_ok();
            match ended {
                Err(why) => {
                    told(format!("{:<18}{why}", player.name()))?;
                    break;
                }
                Ok(()) => told(format!("{:<18}{means}", player.name()))?,
            }
        }
        if plays {
            break;
        }
    }
    let mut speaks = false;
    for voice in Way::voices(outputs) {
        let ended = outcome(voice.say(sentence, worker.limit(sentence)));
        speaks = ended.is_ok();
        let what = ended.map_or_else(str::to_owned, |()| {
            format!("says \u{201c}{sentence}\u{201d}")
        });
        told(format!("{:<18}{what}", voice.name()))?;
        if speaks {
            break;
        }
    }
    Ok((plays, speaks))
}

/// What each tone means, in the order in which they are tried.
const TONES: [(Tone, &str); 6] = [
    (Tone::Begin, "two notes up: begin"),
    (Tone::Halfway, "one note: half of a long hold"),
    (Tone::Release, "two notes down: let go"),
    (Tone::Change, "down and up: let go, and change the leg"),
    (Tone::Done, "three notes down: all done"),
    (Tone::Help, "three slow notes: ten minutes, get help"),
];

/// Waits until a program has played, or says why it has not.
fn outcome(playing: io::Result<Playing>) -> Result<(), &'static str> {
    let mut playing = playing.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "is not installed",
        _ => "cannot be started",
    })?;
    // Nothing is ever sent: the wait is all that is wanted.
    let (_sender, never) = mpsc::channel::<()>();
    loop {
        match playing.progress() {
            Progress::Goes => drop(never.recv_timeout(LOOK)),
            Progress::Done => return Ok(()),
            Progress::Failed => return Err("fails: perhaps it finds no sound card"),
            Progress::Late => return Err("does not end"),
        }
    }
}

struct Worker {
    outputs: Outputs,
    /// Those that have not failed yet, the best last.
    voices: Vec<Way>,
    players: Vec<Way>,
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
            match next {
                Ok(sound) => {
                    let sound = sounds.try_iter().last().unwrap_or(sound);
                    drop(playing.take());
                    playing = self.begin(sound);
                }
                Err(RecvTimeoutError::Timeout) => {
                    playing = playing.and_then(|(playing, sound)| self.go_on(playing, sound));
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Starts the first program that can be started.
    fn begin(&mut self, sound: Sound) -> Option<(Playing, Sound)> {
        loop {
            let begun = match &sound {
                Sound::Words(words, tone) => match (self.voices.last(), tone) {
                    (Some(voice), _) => voice.say(words, self.limit(words)),
                    (None, Some(tone)) => return self.begin(Sound::Tone(*tone)),
                    (None, None) => return None,
                },
                Sound::Tone(tone) => {
                    let player = self.players.last()?.clone();
                    self.file(*tone)
                        .and_then(|file| player.play(&file, length(*tone) + OVERHEAD))
                }
                Sound::Silence | Sound::Bell => return None,
            };
            match begun {
                Ok(playing) => return Some((playing, sound)),
                Err(_) => self.give_up(&sound),
            }
        }
    }

    fn go_on(&mut self, mut playing: Playing, sound: Sound) -> Option<(Playing, Sound)> {
        match playing.progress() {
            Progress::Goes => Some((playing, sound)),
            Progress::Done => None,
            Progress::Failed => {
                self.give_up(&sound);
                self.begin(sound)
            }
            Progress::Late => {
                self.give_up(&sound);
                None
            }
        }
    }

    /// Tries the program that failed no more in this run, and says so when it was the last.
    fn give_up(&mut self, sound: &Sound) {
        let (ways, why) = match sound {
            Sound::Words(..) => (&mut self.voices, "No voice speaks here: tones instead."),
            Sound::Tone(_) | Sound::Silence | Sound::Bell => {
                (&mut self.players, "Nothing can be heard here.")
            }
        };
        let failed = ways.pop();
        log::info!("gave up {failed:?}");
        if ways.is_empty() {
            (self.tell)(format!("{why} `uncramp sound` says more."));
        }
    }

    fn limit(&self, words: &str) -> Duration {
        LONGEST.max(self.outputs.pace.length(words) + OVERHEAD)
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

fn length(tone: Tone) -> Duration {
    Duration::from_millis(tone::milliseconds(tone))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A worker with these voices and players, and what it has told.
    fn worker(voices: &[&[&str]], players: &[&[&str]]) -> (Worker, Receiver<String>) {
        let outputs = Outputs {
            loudness: Loudness::Quiet,
            pace: Pace::NORMAL,
            voice: Vec::new(),
        };
        let (tell, told) = mpsc::channel();
        let ways = |all: &[&[&str]]| all.iter().rev().map(|words| Way::new(words)).collect();
        let tell = Arc::new(move |words| drop(tell.send(words)));
        let worker = Worker {
            voices: ways(voices),
            players: ways(players),
            ..Worker::new(outputs, tell)
        };
        (worker, told)
    }

    /// Lets it run until nothing plays any more.
    fn finish(worker: &mut Worker, sound: Sound) {
        let (_sender, never) = mpsc::channel::<()>();
        let mut playing = worker.begin(sound);
        while let Some((child, sound)) = playing {
            let _ = never.recv_timeout(Duration::from_millis(5));
            playing = worker.go_on(child, sound);
        }
    }

    fn words() -> Sound {
        Sound::Words("Hold.".to_owned(), Some(Tone::Begin))
    }

    #[test]
    fn who_fails_is_tried_no_more_and_the_next_says_the_same() {
        let (mut worker, told) = worker(&[&["/no/voice"], &["false"], &["cat"]], &[]);
        finish(&mut worker, words());
        assert_eq!(worker.voices, [Way::new(&["cat"])]);
        finish(&mut worker, words());
        assert_eq!(worker.voices, [Way::new(&["cat"])]);
        assert_eq!(told.try_iter().count(), 0);
    }

    #[test]
    fn where_no_voice_speaks_there_are_tones_and_where_none_plays_silence() {
        let (mut voiceless, told) = worker(&[&["false"]], &[&["test", "-s"]]);
        finish(&mut voiceless, words());
        assert_eq!(
            voiceless.players,
            [Way::new(&["test", "-s"])],
            "a file that is not empty"
        );
        assert_eq!(told.try_iter().count(), 1);
        let (mut mute, told) = worker(&[], &[&["false"], &["/no/player"]]);
        for _ in 0..3 {
            finish(&mut mute, words());
        }
        assert_eq!(told.try_iter().count(), 1);
    }

    #[test]
    fn files_of_tones_are_private_and_go_with_the_worker() {
        use std::os::unix::fs::MetadataExt;

        let (mut worker, _told) = worker(&[], &[]);
        let file = worker.file(Tone::Help).unwrap();
        assert_eq!(worker.file(Tone::Help).unwrap(), file);
        assert_eq!(file.metadata().unwrap().mode() & 0o077, 0);
        drop(worker);
        assert!(!file.exists());
    }
}
