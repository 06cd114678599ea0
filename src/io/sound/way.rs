//! What makes a sound: a program that the machine has, given a file or a text, never a shell.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use super::Outputs;
use crate::io::clock;
use crate::session::speech::Pace;
use crate::settings::Loudness;

/// A program and the words before what it is to play or to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    words: Vec<String>,
    /// The pace of a voice that is known to end when all is said, and not before.
    pace: Option<Pace>,
}

impl Way {
    /// A program and its words.
    pub(super) fn new(words: &[&str]) -> Self {
        Self {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            pace: None,
        }
    }

    fn of(line: &str) -> Self {
        Self::new(&line.split(' ').collect::<Vec<_>>())
    }

    /// The programs that play a file named by their last word, the best first.
    pub(super) fn players() -> Vec<Self> {
        let players = ["pw-play", "paplay", "aplay -q", "afplay", "play-audio"];
        players.map(Self::of).to_vec()
    }

    /// The programs that say their standard input, the best first: the user's own before all.
    pub(super) fn voices(outputs: &Outputs) -> Vec<Self> {
        let pace = outputs.pace.words_a_minute();
        // As loud as our tones, within a few dB; espeak-ng is cut off above 100.
        let (amplitude, volume) = match outputs.loudness {
            Loudness::Quiet => (20, -60),
            Loudness::Normal => (40, -20),
            Loudness::Loud => (100, 100),
        };
        let own = Some(outputs.voice.clone()).filter(|words| !words.is_empty());
        let own = own.map(|words| Self { words, pace: None });
        let known = [
            &*format!("espeak-ng -v en -s {pace} -a {amplitude} --stdin"),
            &format!("spd-say --wait -i {volume} -e"),
            &format!("say -r {pace}"),
            "termux-tts-speak",
        ];
        let known = known.map(|line| Self {
            pace: Some(outputs.pace),
            ..Self::of(line)
        });
        own.into_iter().chain(known).collect()
    }

    /// Whether it is known how fast it speaks.
    pub(super) fn is_known(&self) -> bool {
        self.pace.is_some()
    }

    pub(super) fn name(&self) -> &str {
        &self.words[0]
    }

    pub(super) fn play(&self, file: &Path, limit: Duration) -> io::Result<Playing> {
        let child = self.command().arg(file).stdin(Stdio::null()).spawn()?;
        Ok(Playing::new(child, Duration::ZERO, limit))
    }

    pub(super) fn say(&self, text: &str, limit: Duration) -> io::Result<Playing> {
        let mut child = self.command().stdin(Stdio::piped()).spawn()?;
        let stdin = child.stdin.take();
        let least = self.pace.map(|pace| pace.length(text) / 4);
        let playing = Playing::new(child, least.unwrap_or_default(), limit);
        if let Some(mut stdin) = stdin {
            // Far less than a pipe takes at once, so nobody waits here. Who does not read it ends soon.
            let _ = stdin.write_all(speakable(text).as_bytes());
        }
        Ok(playing)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.words[0]);
        command
            .args(&self.words[1..])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // What it starts itself ends with it.
            .process_group(0);
        command
    }
}

/// A program that plays or speaks; it ends, with all that it started, when this is dropped.
#[derive(Debug)]
pub(super) struct Playing {
    child: Child,
    began: Duration,
    /// Who ends sooner has said nothing, whatever it claims: espeak-ng does without a sound card.
    least: Duration,
    limit: Duration,
}

/// How far a program is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Goes,
    Done,
    /// It failed, so soon that another can say the same in time.
    Failed,
    /// It failed, and too late for another.
    Late,
    /// It goes on for longer than it may.
    Hangs,
}

/// Another may say the same within this time.
const SOON: Duration = Duration::from_secs(1);

impl Playing {
    fn new(child: Child, least: Duration, limit: Duration) -> Self {
        Self {
            child,
            began: clock::monotonic(),
            least,
            limit,
        }
    }

    pub(super) fn passed(&self) -> Duration {
        clock::monotonic().saturating_sub(self.began)
    }

    /// The process group of all that it started.
    pub(super) fn group(&self) -> Option<Pid> {
        i32::try_from(self.child.id()).ok().and_then(Pid::from_raw)
    }

    /// How far it is.
    pub(super) fn progress(&mut self) -> Progress {
        let passed = self.passed();
        match self.child.try_wait() {
            Ok(Some(status)) if status.success() && passed >= self.least => Progress::Done,
            Ok(None) if passed < self.limit => Progress::Goes,
            Ok(None) => Progress::Hangs,
            Ok(Some(_)) if passed < SOON => Progress::Failed,
            Ok(Some(_)) | Err(_) => Progress::Late,
        }
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        if let Some(group) = self.group() {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// Letters, digits and what stands between sentences: some voices take other signs for commands, and
/// routine files come from strangers.
fn speakable(text: &str) -> String {
    let speaks =
        |character: char| character.is_alphanumeric() || " .,;:?!'()%-–".contains(character);
    let text: String = dialled(text)
        .chars()
        .map(|character| if speaks(character) { character } else { ' ' })
        .collect();
    text + "\n"
}

/// Numbers of three digits and more digit by digit, as they are dialled: no voice knows which are those of
/// telephones, and nobody can dial "one hundred and sixteen".
fn dialled(text: &str) -> String {
    let parted = |word: &'_ str| word.trim_end_matches(['.', ',', ';', ':', '?', '!']).len();
    let is_part = |word: &str| {
        let number = &word[..parted(word)];
        let is_of_one = |c: char| c.is_ascii_digit() || "+-/()".contains(c);
        !number.is_empty() && number.chars().all(is_of_one)
    };
    let goes_on =
        |one: &&str, next: &&str| is_part(one) && is_part(next) && parted(one) == one.len();
    let is_number = |run: &[&str]| {
        let groups = run
            .iter()
            .flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
        let lengths: Vec<_> = groups.map(str::len).collect();
        lengths.iter().any(|length| *length >= 3) || lengths.iter().sum::<usize>() >= 7
    };
    let apart = |word: &&str| {
        let (number, end) = word.split_at(parted(word));
        let signs = number.chars().filter_map(|c| match c {
            '+' => Some("plus".to_owned()),
            c => c.is_ascii_digit().then(|| c.to_string()),
        });
        signs.collect::<Vec<_>>().join(" ") + end
    };
    let words: Vec<&str> = text.split(' ').collect();
    let said = words.chunk_by(goes_on).map(|run| {
        if is_part(run[0]) && is_number(run) {
            run.iter().map(apart).collect::<Vec<_>>().join(", ")
        } else {
            run.join(" ")
        }
    });
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SoundFailure, outcome};
    use super::*;

    #[test]
    fn nothing_in_a_text_commands_a_voice() {
        let evil = "[[volm 1]] <break/> a\u{1b}[31m\n`rm -rf` $HOME\u{202e} | é";
        let said = speakable(evil);
        assert_eq!(said.split_whitespace().last(), Some("é"));
        assert!(
            !said.contains(['[', '<', '`', '$', '|', '\u{1b}', '\u{202e}']),
            "{said}"
        );
    }

    #[test]
    fn numbers_of_telephones_are_said_digit_by_digit_and_no_others() {
        for (text, said) in [
            ("Call 116 117.", "Call 1 1 6, 1 1 7."),
            ("Dr Jones, 01234 567890", "Dr Jones, 0 1 2 3 4, 5 6 7 8 9 0"),
            (
                "999 UK, 112 Europe, 911 US",
                "9 9 9 UK, 1 1 2 Europe, 9 1 1 US",
            ),
            ("+49 (30) 12-34", "plus 4 9, 3 0, 1 2 3 4"),
            ("10 times 2 seconds. 1 of 3.", "10 times 2 seconds. 1 of 3."),
            ("10-15 seconds, 5, 10", "10-15 seconds, 5, 10"),
        ] {
            assert_eq!(dialled(text), said);
        }
    }

    fn voice(script: &str) -> Way {
        Way::new(&["sh", "-c", script])
    }

    /// How a voice ends that is given so long.
    fn ends(script: &str, limit: Duration) -> Result<(), SoundFailure> {
        outcome(voice(script).say("Left leg. Hold 116.", limit))
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn a_voice_that_speaks_has_all_its_words_on_standard_input_or_reads_none_of_them() {
        for speaks in [
            "read -r words; test \"$words\" = 'Left leg. Hold 1 1 6.'",
            "yes | head -n 100000 >&2; yes | head -n 100000",
        ] {
            assert_eq!(ends(speaks, LONG), Ok(()));
        }
    }

    #[test]
    fn a_voice_may_fail_in_any_way() {
        let short = Duration::from_millis(100);
        for (script, limit) in [
            ("exit 1", LONG),
            ("kill -9 $$", LONG),
            ("exec 0<&-; exit 3", LONG),
            ("sleep 1000", short),
            ("trap '' TERM HUP; while :; do sleep 1000; done", short),
            ("yes >&2", short),
        ] {
            assert!(ends(script, limit).is_err(), "{script}");
        }
        assert!(Way::new(&["/nobody/speaks"]).say("x", LONG).is_err());
    }

    #[test]
    fn a_known_voice_that_ends_before_it_can_have_spoken_has_failed() {
        let silent = Way {
            pace: Some(Pace::SLOW),
            ..voice("cat")
        };
        let words = "Left leg. Heel down, knee straight.";
        let ended = outcome(silent.say(words, LONG));
        assert!(ended.is_err());
        assert_eq!(outcome(voice("cat").say(words, LONG)), Ok(()));
    }
}
