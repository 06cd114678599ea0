//! What can be heard here, tried out: for `uncramp sound`.

use std::io;
use std::sync::Arc;
use std::sync::mpsc;

use super::way::{Playing, Progress, Way};
use super::{LOOK, OVERHEAD, Outputs, Worker, length};
use crate::io::clock;
use crate::session::speech::Tone;

/// What came of trying programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tried {
    Absent,
    /// Some are, and none can be heard.
    Silent,
    Heard,
}

impl Tried {
    fn of(ended: Result<(), SoundFailure>) -> Self {
        match ended {
            Ok(()) => Self::Heard,
            Err(SoundFailure::Absent) => Self::Absent,
            Err(SoundFailure::Unstartable | SoundFailure::Fails | SoundFailure::Endless) => {
                Self::Silent
            }
        }
    }
}

/// Tries every program, lets the first that works play every tone, and say a sentence; `told` takes a
/// line for each step. Says what came of the players, and of the voices.
pub(crate) fn try_out(
    outputs: &Outputs,
    sentence: &str,
    told: &mut impl FnMut(String) -> anyhow::Result<()>,
) -> anyhow::Result<(Tried, Tried)> {
    let mut worker = Worker::new(outputs.clone(), Arc::new(|_| {}));
    let mut plays = Tried::Absent;
    for player in Way::players() {
        for (tone, means) in TONES {
            let file = worker.file(tone)?;
            let ended = outcome(player.play(&file, length(tone) + OVERHEAD));
            plays = plays.max(Tried::of(ended));
            let what = ended.map_or_else(SoundFailure::words, |()| means);
            told(format!("{:<17} {what}", player.name()))?;
            if ended.is_err() {
                break;
            }
        }
        if plays == Tried::Heard {
            break;
        }
    }
    let mut speaks = Tried::Absent;
    for voice in Way::voices(outputs) {
        let begun = clock::monotonic();
        let ended = outcome(voice.say(sentence, worker.limit(&voice, sentence)));
        let took = clock::monotonic().saturating_sub(begun);
        speaks = speaks.max(Tried::of(ended));
        let what = match ended {
            Err(trouble) => trouble.words().to_owned(),
            // Of our own voices that is a failure.
            Ok(()) if took < outputs.pace.length(sentence) / 4 => {
                "ends before it can have said anything: it has to last until all is said".to_owned()
            }
            Ok(()) => format!("says \u{201c}{sentence}\u{201d}"),
        };
        told(format!("{:<17} {what}", voice.name()))?;
        if speaks == Tried::Heard {
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

/// Why a program was not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SoundFailure {
    Absent,
    /// It is, and cannot be started.
    Unstartable,
    Fails,
    /// It goes on for too long.
    Endless,
}

impl SoundFailure {
    fn words(self) -> &'static str {
        match self {
            Self::Absent => "is not installed",
            Self::Unstartable => "cannot be started",
            Self::Fails => "is installed, but finds no sound card, or fails otherwise",
            Self::Endless => "does not end",
        }
    }
}

/// Waits until a program has played, or says why it has not.
pub(super) fn outcome(playing: io::Result<Playing>) -> Result<(), SoundFailure> {
    let mut playing = playing.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SoundFailure::Absent,
        _ => SoundFailure::Unstartable,
    })?;
    // Nothing is ever sent: the wait is all that is wanted.
    let (_sender, never) = mpsc::channel::<()>();
    loop {
        match playing.progress() {
            Progress::Goes => drop(never.recv_timeout(LOOK)),
            Progress::Done => return Ok(()),
            Progress::Failed | Progress::Late => return Err(SoundFailure::Fails),
            Progress::Hangs => return Err(SoundFailure::Endless),
        }
    }
}
