//! A short notice that goes away by itself, and what stands in its place while nothing is saved.

use std::time::Duration;

use super::page::{Page, Paragraph, ParagraphKind};
use super::screen::Mood;
use super::words::sentence;

/// How long a notice stays.
const STAYS: Duration = Duration::from_secs(5);

/// What stands where there is room for a notice, for as long as something is not saved,
const UNSAVED: &str = "The diary is not saved yet. v says more.";
/// and after something that is never written down.
const NO_DIARY: &str = "No diary is kept: not written down.";

/// What is said once something is on the disk.
const SAVED: &str = "Saved in the diary.";

/// What was said a moment ago, and whether the diary is saved.
#[derive(Debug, Default)]
pub(super) struct Notices {
    said: Option<ShownWords>,
    /// Why lines of the diary are only in memory, if some are.
    unsaved: Option<String>,
    /// What was said of the files at the start: one line of it is shown, and all of it with the keys.
    pub of_files: Option<String>,
    /// What became of answers to the safety questions since the last word about it.
    answers: Option<SaveState>,
}

/// Words, and how long they stay.
#[derive(Debug)]
struct ShownWords {
    words: String,
    since: Duration,
    /// When they go by themselves; `None` if only a key takes them away.
    until: Option<Duration>,
    /// Whether another window has brought it up, and not a key of this one.
    is_news: bool,
}

/// What became of answers to the safety questions.
#[derive(Debug)]
enum SaveState {
    Writing,
    Kept,
    NotKept(String),
}

impl Notices {
    /// Says something for a while.
    pub(super) fn say(&mut self, words: String, now: Duration) {
        self.said = Some(ShownWords {
            words,
            since: now,
            until: Some(now.saturating_add(STAYS)),
            is_news: false,
        });
    }

    /// Says what was found in the files, for a while in a line.
    pub(super) fn tell_of_files(&mut self, words: String, now: Duration) {
        self.say(words.clone(), now);
        self.of_files = Some(words);
    }

    /// Says something of which nobody here knows yet: whoever is at another window may come back to
    /// this one much later, so it stays until a later key where nothing else is going on.
    pub(super) fn tell_news(&mut self, words: String, mood: Mood, now: Duration) {
        self.say(words, now);
        if let Some(said) = &mut self.said {
            said.is_news = true;
            said.until.take_if(|_| mood == Mood::Calm);
        }
    }

    pub(super) fn said(&self) -> Option<&str> {
        self.said.as_ref().map(|said| said.words.as_str())
    }

    /// The diary was changed by others: what was said of it here may not be so any more.
    pub(super) fn outdate(&mut self, mood: Mood) {
        self.said
            .take_if(|said| mood == Mood::Calm && !said.is_news);
    }

    /// Says nothing any more, for a key that is pressed now: news that came with it stay for a while.
    pub(super) fn clear(&mut self, now: Duration) {
        self.said.take_if(|said| !said.is_news || said.since < now);
        if let Some(said) = &mut self.said {
            said.until.get_or_insert(now.saturating_add(STAYS));
        }
    }

    /// Takes away what has stood long enough.
    pub(super) fn expire(&mut self, now: Duration) {
        self.said
            .take_if(|said| said.until.is_some_and(|until| until <= now));
    }

    /// Time until what was said goes.
    pub(super) fn left(&self, now: Duration) -> Option<Duration> {
        let until = self.said.as_ref()?.until?;
        Some(until.saturating_sub(now))
    }

    /// All that was recorded is on the disk. In the middle of things nobody wants to know, unless
    /// it was said before that it is not. It was saved by a `clock` that may be wrong, if there are words
    /// for it.
    pub(super) fn saved(&mut self, clock: Option<&str>, mood: Mood, now: Duration) {
        let was_unsaved = self.unsaved.take().is_some();
        let is_free = matches!(mood, Mood::Calm | Mood::End) && self.said.is_none();
        if is_free || (was_unsaved && mood != Mood::Cramp) {
            let words = clock.map(|clock| format!("Saved. Is it right? {}.", sentence(clock)));
            let words = words.unwrap_or_else(|| SAVED.to_owned());
            self.say(words, now);
        }
    }

    /// The clock is taken for wrong: what was said to be saved just now is said anew.
    pub(super) fn doubt(&mut self, clock: &str, mood: Mood, now: Duration) {
        if self.said() == Some(SAVED) {
            self.said = None;
            self.saved(Some(clock), mood, now);
        }
    }

    /// Something that was recorded is only in memory.
    pub(super) fn unsaved(&mut self, why: String, mood: Mood, now: Duration) {
        // What stands at the end of a cramp says it soon enough.
        if self.unsaved.as_ref() != Some(&why) && mood != Mood::Cramp {
            self.say(format!("Not saved: {why}"), now);
        }
        self.unsaved = Some(why);
    }

    /// What the line for notices says: what was said a moment ago, or that something is not saved, where a key
    /// `says_more` of it.
    pub(super) fn words(&self, mood: Mood, keeps_diary: bool, says_more: bool) -> Option<&str> {
        if let Some(words) = self.said() {
            return Some(words);
        }
        match (mood, &self.unsaved) {
            (Mood::Calm | Mood::End, Some(_)) => Some(UNSAVED).filter(|_| says_more),
            (Mood::End, None) if !keeps_diary => Some(NO_DIARY),
            (Mood::Calm | Mood::End, None) | (Mood::Busy | Mood::Cramp, _) => None,
        }
    }

    pub(super) fn answered(&mut self) {
        self.answers = Some(SaveState::Writing);
    }

    pub(super) fn answers_kept(&mut self) {
        self.answers = self.answers.take().map(|_| SaveState::Kept);
    }

    pub(super) fn answers_not_kept(&mut self, why: &str, now: Duration) {
        let words = format!("Your answers are not kept: {why}");
        self.say(words.clone(), now);
        self.answers = Some(SaveState::NotKept(words));
    }

    /// Says what became of the answers, once that is known.
    pub(super) fn say_whether_kept(&mut self, now: Duration) {
        match self.answers.take() {
            None => {}
            Some(SaveState::Writing) => self.answers = Some(SaveState::Writing),
            Some(SaveState::Kept) => self.say("Your answers are kept.".to_owned(), now),
            Some(SaveState::NotKept(words)) => self.say(words, now),
        }
    }

    pub(super) fn why_unsaved(&self) -> Option<Page> {
        self.unsaved.as_deref().map(page)
    }
}

/// Why something is not saved, and what becomes of it.
fn page(why: &str) -> Page {
    Page::new(
        "Not saved yet",
        vec![
            Paragraph::new(ParagraphKind::Alert, sentence(why)),
            Paragraph::text("What you said is kept in memory for as long as the program runs."),
            Paragraph::text(
                "It is being tried again. So it is with the next answer, and at the end of the \
                 program.",
            ),
            Paragraph::text(
                "What cannot be saved then is put into a file of its own, and you are told where.",
            ),
        ],
    )
}
