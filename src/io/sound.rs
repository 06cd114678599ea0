//! What is heard: tones and words, by programs that the machine has. One thread, at most one of them
//! at a time; the newest sound replaces the one before. Nothing here can stop a session.

mod reaper;
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
pub use trial::{Tried, try_out};
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

struct Worker {
    outputs: Outputs,
    /// Those that have not failed yet, the best last.
    voices: Vec<Way>,
    players: Vec<Way>,
    /// How many sentences in a row the voice has not ended in time; `None` once it has ended one.
    unended: Option<u8>,
    /// What it has begun to say since the last tone, and may never have been heard.
    unheard: Vec<String>,
    /// Whether words were to be said: where no tone plays, they take its place.
    speaks: bool,
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
            unheard: Vec::new(),
            speaks: false,
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
                    let cut = playing.take();
                    let gives_up =
                        cut.is_some_and(|(playing, old)| self.cut(playing.passed(), &old));
                    let sound = if gives_up { self.after(sound) } else { sound };
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
                Sound::Words(words, tone) => {
                    self.speaks = true;
                    match (self.voices.last(), tone) {
                        (Some(voice), _) => voice.say(words, self.limit(voice, words)),
                        (None, Some(tone)) => return self.begin(Sound::Tone(*tone)),
                        (None, None) => return None,
                    }
                }
                Sound::Tone(tone) => match self.players.last().cloned() {
                    Some(player) => self
                        .file(*tone)
                        .and_then(|file| player.play(&file, length(*tone) + OVERHEAD)),
                    None if self.is_voice_alone() => {
                        return self.begin(Sound::Words(in_words(*tone).to_owned(), None));
                    }
                    None => return None,
                },
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
            Progress::Done => {
                if matches!(sound, Sound::Words(..)) {
                    self.unended = None;
                    self.unheard.clear();
                }
                None
            }
            Progress::Failed => {
                self.give_up(&sound);
                self.begin(sound)
            }
            // Nothing of it was heard, perhaps, and nothing newer has come.
            Progress::Hangs if matches!(sound, Sound::Words(..)) => {
                drop(playing);
                self.give_up(&sound);
                let sound = self.after(sound);
                self.begin(sound)
            }
            Progress::Late | Progress::Hangs => {
                self.give_up(&sound);
                None
            }
        }
    }

    /// Doubts a voice that something newer cuts short, though its words should have been said: of one that
    /// has never come to an end twice is enough. Says whether it is given up.
    fn cut(&mut self, passed: Duration, sound: &Sound) -> bool {
        let (Sound::Words(words, tone), Some(unended)) = (sound, self.unended) else {
            return false;
        };
        let is_long = passed >= self.outputs.pace.length(words);
        if tone.is_some() {
            self.unheard.clear();
        }
        self.unheard.push(words.clone());
        self.unended = Some(unended + u8::from(is_long));
        let gives_up = is_long && unended == 1;
        if gives_up {
            self.give_up(sound);
        }
        gives_up
    }

    /// What the next voice says first: what the one before it may not have said of the same step.
    fn after(&mut self, sound: Sound) -> Sound {
        match sound {
            Sound::Words(words, None) => {
                self.unheard.push(words);
                Sound::Words(std::mem::take(&mut self.unheard).join(" "), None)
            }
            other => {
                self.unheard.clear();
                other
            }
        }
    }

    /// Tries the program that failed no more in this run, and says so when it was the last.
    fn give_up(&mut self, sound: &Sound) {
        let alone = self.speaks && !self.voices.is_empty();
        let (ways, why) = match sound {
            Sound::Words(..) if self.players.is_empty() => (&mut self.voices, "Nothing is heard"),
            Sound::Words(..) => (&mut self.voices, "No voice: tones"),
            Sound::Tone(_) if alone => (&mut self.players, "No tones: voice"),
            Sound::Tone(_) | Sound::Silence | Sound::Bell => {
                (&mut self.players, "Nothing is heard")
            }
        };
        let failed = ways.pop();
        self.unended = Some(0);
        log::info!("gave up {failed:?}");
        if ways.is_empty() {
            (self.tell)(format!("{why}: see `uncramp sound`."));
        } else if let (Sound::Words(..), Some(own)) = (sound, failed.filter(|way| !way.is_known()))
        {
            // Of those that are tried by themselves nobody expects any.
            (self.tell)(format!("Another voice: {} does not speak.", own.name()));
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
        assert_eq!(
            told.try_iter().collect::<Vec<_>>(),
            [
                "Another voice: /no/voice does not speak.",
                "Another voice: false does not speak."
            ]
        );
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
    fn a_voice_alone_says_what_tones_would_and_that_it_is_alone() {
        let said = "read -r words; test \"$words\" = 'Hold.'";
        let (mut alone, told) = worker(&[&["sh", "-c", said]], &[&["/no/player"]]);
        finish(&mut alone, words());
        assert_eq!(told.try_iter().count(), 0);
        finish(&mut alone, Sound::Tone(Tone::Begin));
        assert_eq!(alone.voices.len(), 1, "it said something else");
        let told: Vec<_> = told.try_iter().collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("No tones"), "{told:?}");
        finish(&mut alone, Sound::Tone(Tone::Release));
        assert_eq!(alone.voices, [], "`Ease off.` is said in its turn");
        // Whoever asked for tones hears no voice.
        let (mut mute, told) = worker(&[&["cat"]], &[&["/no/player"]]);
        assert!(mute.begin(Sound::Tone(Tone::Begin)).is_none());
        assert!(
            told.try_iter()
                .all(|told| told.starts_with("Nothing is heard"))
        );
    }

    #[test]
    fn what_a_voice_that_hangs_has_not_said_the_next_one_says() {
        let (mut worker, told) = worker(&[&["sleep", "1000"], &["cat"]], &[]);
        let hangs = Way::new(&["sleep", "1000"]).say("Hold.", Duration::ZERO);
        let next = worker.go_on(hangs.unwrap(), words());
        assert!(next.is_some_and(|(_, sound)| sound == words()));
        assert_eq!(worker.voices, [Way::new(&["cat"])]);
        assert_eq!(
            told.try_iter().collect::<Vec<_>>(),
            ["Another voice: sleep does not speak."]
        );
    }

    #[test]
    fn the_next_voice_begins_with_what_was_cut_short_of_the_same_step() {
        let (mut worker, _told) = worker(&[&["sleep", "1000"], &["cat"]], &[]);
        let said = |words: &str, tone| Sound::Words(words.to_owned(), tone);
        let long = Duration::from_secs(9);
        assert!(!worker.cut(long, &said("Stand.", Some(Tone::Begin))));
        assert!(!worker.cut(Duration::ZERO, &said("Toes up.", Some(Tone::Begin))));
        assert!(worker.cut(long, &said("Pull.", None)));
        let next = worker.after(said("Never jerk.", None));
        assert_eq!(next, said("Toes up. Pull. Never jerk.", None));
        assert_eq!(worker.after(said("Gently.", None)), said("Gently.", None));
    }

    #[test]
    fn a_voice_that_never_ends_is_given_up_when_it_is_cut_short_again() {
        let (mut worker, _told) = worker(&[&["sleep", "1000"], &["cat"]], &[]);
        let second = Duration::from_secs(1);
        worker.cut(second / 5, &words());
        worker.cut(second * 5, &words());
        assert_eq!(worker.voices.len(), 2, "once is no proof");
        worker.cut(second * 5, &words());
        assert_eq!(worker.voices, [Way::new(&["cat"])]);
        // Who has ended once is cut short by somebody's hand.
        finish(&mut worker, words());
        for _ in 0..3 {
            worker.cut(second * 5, &words());
        }
        assert_eq!(worker.voices.len(), 1);
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
