//! Speech: how long words take, what replaces what, and what waits until it is quiet.

use std::collections::VecDeque;
use std::time::Duration;

/// Nothing is said for longer at the usual pace.
const BREATH: Duration = Duration::from_secs(7);

/// The silence after every utterance.
const GAP: Duration = Duration::from_millis(600);

/// How fast words are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(u16);

impl Pace {
    /// For who wants time.
    pub const SLOW: Self = Self(110);
    /// As most voices speak unless they are told otherwise.
    pub const NORMAL: Self = Self(150);
    /// For who is used to a screen reader.
    pub const FAST: Self = Self(250);
    pub const LEAST: u16 = 80;
    pub const MOST: u16 = 500;

    /// So many words a minute, from [`Pace::LEAST`] to [`Pace::MOST`].
    pub fn new(words: u16) -> Option<Self> {
        (Self::LEAST..=Self::MOST)
            .contains(&words)
            .then_some(Self(words))
    }

    pub fn words_a_minute(self) -> u16 {
        self.0
    }

    /// How long it takes to say this. Numbers, long words, and commas and the ends of sentences take
    /// time as well: as much as espeak-ng was measured to take, most often a little more.
    pub fn length(self, words: &str) -> Duration {
        let split = |letter: char| letter.is_whitespace() || "-–".contains(letter);
        let words = words.split(split).filter(|word| !word.is_empty());
        let tenths: u64 = words.map(tenths).sum();
        Duration::from_millis(350 + tenths * 6000 / u64::from(self.0))
    }

    /// How much later all else is said where this is said before.
    pub fn span(self, words: &str) -> Duration {
        self.length(words) + GAP
    }

    /// How long it takes to say all of this, one after the other.
    pub(super) fn all<'w>(self, words: impl IntoIterator<Item = &'w str>) -> Duration {
        let breaths = words.into_iter().flat_map(breaths);
        let lengths = breaths.map(|words| self.span(words));
        lengths.sum::<Duration>().saturating_sub(GAP)
    }
}

/// Where a sentence may be cut in two, the best last: no list is cut before its end if a clause ends before.
const CLAUSES: [&str; 6] = [", ", ", and ", ", but ", ", or ", "; ", ". "];

/// Long words in pieces that take [`BREATH`] at most: as many sentences as that holds, or as much of one
/// up to the end of a clause.
fn breaths(words: &str) -> impl Iterator<Item = &str> {
    let mut left = words;
    std::iter::from_fn(move || {
        let fits = |end: &usize| Pace::NORMAL.length(&left[..*end]) <= BREATH;
        let last = |mark| {
            left.rmatch_indices(mark)
                .map(|(at, _): (usize, &str)| at + 1)
                .find(fits)
        };
        let ends = || CLAUSES.into_iter().rev().find_map(last);
        let end = Some(left.len()).filter(fits).or_else(ends);
        let end = end.unwrap_or(left.len());
        let (breath, rest) = left.split_at(end);
        left = rest.trim_start();
        Some(breath).filter(|breath| !breath.is_empty())
    })
}

/// How many tenths of a usual word a word takes.
fn tenths(word: &str) -> u64 {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let pause = match word.chars().last() {
        Some('.' | '?' | ':') => 6,
        Some(',' | ';') => 4,
        Some(_) | None => 0,
    };
    let long = if word.chars().count() > 8 { 3 } else { 0 };
    10 + 9 * u64::try_from(digits.saturating_sub(1)).unwrap_or(0) + pause + long
}

impl Default for Pace {
    fn default() -> Self {
        Self::NORMAL
    }
}

/// With these words a line of huge letters goes on with the one before: nobody stops between them.
const GOES_ON: [&str; 20] = [
    "AND", "AT", "BEND", "BOTTOM", "BY", "GENTLY", "HANG", "IN", "INSIDE", "LEGS", "LEVEL", "ON",
    "OR", "SLOW", "STRAIGHT", "THE", "TO", "TOUCH", "UNDER", "WITH",
];

/// Huge letters as they are said: lines that are a sentence each with a stop between them.
pub fn shouted(lines: &[String]) -> String {
    let mut said = String::new();
    for line in lines {
        let first = line.split(' ').next().unwrap_or_default();
        said += match said.as_str() {
            "" => "",
            _ if GOES_ON.contains(&first) => " ",
            _ => ", ",
        };
        said += &line.to_lowercase();
    }
    let first = said.chars().next().map_or(0, char::len_utf8);
    said[..first].to_uppercase() + &said[first..] + "."
}

/// A short sound in place of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A hold or a step begins: two notes up.
    Begin,
    /// Let go: two notes down.
    Release,
    /// Let go and change the leg: down and up again.
    Change,
    /// Half of a long hold: one note.
    Halfway,
    /// All done: three notes down.
    Done,
    /// Ten minutes are over: three slow notes, the same.
    Help,
}

impl Tone {
    pub const ALL: [Self; 6] = [
        Self::Begin,
        Self::Release,
        Self::Change,
        Self::Halfway,
        Self::Done,
        Self::Help,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// At once, in place of what is being said and of all that waits.
    New,
    /// At once, in place of what is being said.
    Now,
    /// Once it is quiet, if it ends before the next that cannot wait.
    Quiet,
}

/// Something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    pub turn: Turn,
    /// The words; none where only a tone sounds, or where all falls silent.
    pub words: String,
    /// What sounds in place of the words.
    pub tone: Option<Tone>,
}

impl Utterance {
    /// Words at once, in place of all that was to be said.
    pub fn new(words: impl Into<String>, tone: impl Into<Option<Tone>>) -> Self {
        Self {
            turn: Turn::New,
            words: words.into(),
            tone: tone.into(),
        }
    }

    /// Nothing is said any more.
    pub fn silence() -> Self {
        Self::new("", None)
    }

    /// Words at once; what waits goes on waiting.
    pub fn now(words: impl Into<String>, tone: impl Into<Option<Tone>>) -> Self {
        Self {
            turn: Turn::Now,
            ..Self::new(words, tone)
        }
    }

    /// Words that wait until it is quiet.
    pub fn quiet(words: impl Into<String>) -> Self {
        Self {
            turn: Turn::Quiet,
            ..Self::new(words, None)
        }
    }

    /// Whether it is spoken, and cannot wait.
    pub fn is_due(&self) -> bool {
        self.turn != Turn::Quiet && !self.words.is_empty()
    }
}

/// What is said at a stretch, one utterance after another.
#[derive(Debug, Clone)]
pub struct Speech {
    pace: Pace,
    /// Time until the next may begin.
    left: Duration,
    /// What was said last began just now: more may follow in the same breath.
    is_fresh: bool,
    waiting: VecDeque<String>,
}

impl Speech {
    /// Nothing is being said.
    pub fn new(pace: Pace) -> Self {
        Self {
            pace,
            left: Duration::ZERO,
            is_fresh: false,
            waiting: VecDeque::new(),
        }
    }

    pub fn pass(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
        self.is_fresh &= time.is_zero();
    }

    /// Takes in what there is to say, and returns what is said at once.
    pub fn take(&mut self, mut utterance: Utterance) -> Option<Utterance> {
        let mut breaths = breaths(&utterance.words).map(str::to_owned);
        match utterance.turn {
            Turn::Quiet => {
                self.waiting.extend(breaths);
                return None;
            }
            Turn::New => {
                self.waiting.clear();
                self.left = Duration::ZERO;
            }
            Turn::Now => {}
        }
        let first = breaths.next().unwrap_or_default();
        let later: Vec<_> = breaths.collect();
        for words in later.into_iter().rev() {
            self.waiting.push_front(words);
        }
        if !first.is_empty() {
            self.say(&first);
        }
        utterance.words = first;
        Some(utterance)
    }

    /// The next that waits, if it can be said now; `silence` is the time until the next that cannot
    /// wait, or `None` where nothing comes by itself.
    pub fn next(&mut self, silence: Option<Duration>) -> Option<String> {
        let fits = self.fits(self.waiting.front()?, silence);
        let words = fits.then(|| self.waiting.pop_front())??;
        self.say(&words);
        Some(words)
    }

    /// Says what nobody waits for, if there is room for it and nothing waits: once it is quiet, or in
    /// one breath with what began just now.
    pub fn offer(&mut self, words: &str, silence: Option<Duration>) -> bool {
        let end = self.left + self.pace.length(words);
        let is_free = self.waiting.is_empty() && (self.is_fresh || self.left.is_zero());
        let fits = is_free && silence.is_none_or(|silence| end <= silence);
        if fits {
            self.left = end + GAP;
            self.is_fresh = true;
        }
        fits
    }

    /// Says what was asked for, whatever comes meanwhile.
    pub fn fill(&mut self, lines: &[String]) {
        self.left = lines.iter().map(|line| self.pace.span(line)).sum();
    }

    /// Ends what is being said; what waits goes on waiting.
    pub fn cut_short(&mut self) {
        self.left = Duration::ZERO;
    }

    pub fn clear(&mut self) {
        *self = Self::new(self.pace);
    }

    /// Time until something that waits may have its turn.
    pub fn left(&self) -> Option<Duration> {
        Some(self.left).filter(|left| !left.is_zero())
    }

    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    fn fits(&self, words: &str, silence: Option<Duration>) -> bool {
        self.left.is_zero() && silence.is_none_or(|silence| self.pace.length(words) <= silence)
    }

    fn say(&mut self, words: &str) {
        self.left = self.pace.span(words);
        self.is_fresh = true;
    }
}
