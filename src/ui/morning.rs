//! The questions of the morning: each can be skipped, none is answered beforehand.

mod draft;
mod options;
pub mod question;
mod view;
mod words;

use std::time::Duration;

use super::journal::{Journal, named};
use super::keys::{Action, Context, Key};
use super::page::{Kind, Page, Paragraph};
use super::{Effect, Then, card};
use crate::diary::choice::Sign;
use crate::diary::counts::review::SixWeeks;
use crate::diary::counts::{Counts, band};
use crate::diary::entry::{Cramp, Entry, Review};
use crate::diary::episode::Episode;
use crate::diary::line::Id;
use crate::diary::night::{Night, Period};
use crate::diary::value::{Note, Told};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;
use draft::Draft;
use options::{Pick, Shape};
use question::{Answer, OfCramp, OfNight, Question, Remembered, Reply, Subject};

/// One answer of several is seen for so long before the next question comes by itself,
const SEEN: Duration = Duration::from_millis(500);
/// and so long where it is a 1 that may become a 10.
const TEN: Duration = Duration::from_millis(1500);
/// "Next" is not meant for a question that came by itself this lately.
const NEW: Duration = Duration::from_millis(700);
/// A note is kept when nothing was written for so long.
const PAUSE: Duration = Duration::from_secs(1);

/// Questions, one at a time.
#[derive(Debug)]
pub struct Morning {
    title: String,
    /// What there is to know before the answer.
    intro: Vec<String>,
    asks: Asks,
    /// Whether it is about the last night, so that "now" can be asked.
    fresh: bool,
    subject: Subject,
    /// All there is to ask, never nothing.
    questions: Vec<Question>,
    /// Which question.
    at: usize,
    /// Which of its options.
    option: usize,
    /// What is being written.
    draft: Draft,
    /// The warnings that were due before, and those that were shown.
    warned: Vec<&'static str>,
    /// Time since the first question.
    now: Duration,
    /// When the next question comes by itself.
    turns: Option<Duration>,
    /// When the note is kept.
    keeps: Option<Duration>,
    /// When the question has been there for long enough to be left.
    settled: Duration,
}

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// The night with cramps that home has offered.
    Morning,
    /// A night chosen on the screen of nights, in full.
    Night,
    /// Six weeks.
    Review,
}

impl Morning {
    /// Asks about the latest night with cramps that nobody was asked about; `None` if there is none.
    pub fn after_night(journal: &Journal) -> Option<Self> {
        let (night, cramps) = journal.open()?;
        Some(Self::begin(journal, Asks::Morning, night, cramps))
    }

    /// Asks about everything that can be said of a night.
    pub fn of_night(journal: &Journal, night: Night) -> Self {
        let counts = Counts::of(journal.diary(), Period::until(night, 1));
        let facts = counts.night(night).cloned().unwrap_or_default();
        let all = facts.tried_out.into_iter().chain(facts.cramps);
        let cramps = all.map(Episode::into_owned).collect();
        Self::begin(journal, Asks::Night, night, cramps)
    }

    /// Asks whether to keep the routine before bed, and says what six weeks of it came to.
    pub fn review(journal: &Journal, six_weeks: &SixWeeks) -> Self {
        Self {
            title: "Six weeks of a stretch before bed".to_owned(),
            intro: words::told(six_weeks),
            ..Self::begin(journal, Asks::Review, journal.tonight(), Vec::new())
        }
    }

    fn begin(journal: &Journal, asks: Asks, night: Night, cramps: Vec<Episode<'static>>) -> Self {
        let cramps = cramps.into_iter().map(|episode| Remembered {
            cramp: Cramp::clone(&episode),
            episode,
            was: None,
        });
        let mut cramps: Vec<_> = cramps.collect();
        for Remembered { cramp, .. } in &mut cramps {
            // They are asked once, whatever the answers.
            cramp.asked.get_or_insert(journal.now());
        }
        let subject = Subject {
            cramps,
            note: journal.diary().note(night),
            review: Review::new(night),
        };
        let mut morning = Self {
            title: format!("Night of {}", named(night)),
            intro: Vec::new(),
            asks,
            fresh: night >= journal.last_night(),
            questions: asks.questions(&subject),
            subject,
            at: 0,
            option: 0,
            draft: Draft::default(),
            warned: band::warnings(journal.diary(), journal.tonight()),
            now: Duration::ZERO,
            turns: None,
            keeps: None,
            settled: Duration::ZERO,
        };
        morning.turn_to(0);
        morning
    }

    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self.question() {
            Question::Cramp(_, OfCramp::Note) | Question::Night(OfNight::Note) => Context::Writing,
            Question::Was(_) | Question::Cramp(..) | Question::Night(_) | Question::Keep => {
                Context::Morning
            }
        }
    }

    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        key: Key,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        let turned = self.turns.take().is_some();
        match (action, key) {
            (Action::Down, _) if self.now < self.settled => {}
            (Action::Down, _) => return self.go_on(journal, settings, effects),
            (Action::Finish, _) => return self.finish(journal, settings, effects),
            (Action::Up, _) => {
                self.keep(journal, effects);
                self.turn_to(self.at.saturating_sub(1));
            }
            (Action::Left, _) if self.is_written() => self.draft.back(),
            (Action::Right, _) if self.is_written() => self.draft.on(),
            (Action::Left, _) => self.option = self.option.saturating_sub(1),
            (Action::Right, _) => self.option = (self.option + 1).min(self.last_option()),
            (Action::First, _) => self.draft.first(),
            (Action::Last, _) => self.draft.last(),
            (Action::Choose, _) => return self.pick(self.option, journal, settings, effects),
            (Action::Unsure, _) => {
                return self.pick(self.last_option(), journal, settings, effects);
            }
            (Action::Number, Key::Char('0')) if turned && self.may_be_ten() => {
                return self.pick(10, journal, settings, effects);
            }
            (Action::Number, Key::Char(key)) => {
                if let Some(option) = self.option_of(key) {
                    return self.pick(option, journal, settings, effects);
                }
            }
            (Action::Type, Key::Char(letter)) => self.write(|draft| draft.insert(letter)),
            (Action::Forget, _) if self.is_written() => self.write(Draft::delete),
            (Action::Forget, _) => {
                let question = self.question();
                self.subject.change(question, |pick| pick.forget());
                self.keep(journal, effects);
            }
            _ => {}
        }
        Then::Stay
    }

    /// Lets time pass: an answer that was seen goes on to the next question, and a note is kept.
    pub fn advance(
        &mut self,
        time: Duration,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        self.now += time;
        let now = self.now;
        let is_due = |at: &mut Duration| *at <= now;
        if self.keeps.take_if(is_due).is_some() {
            self.keep(journal, effects);
        }
        if self.turns.take_if(is_due).is_some() {
            self.settled = now + NEW;
            return self.go_on(journal, settings, effects);
        }
        Then::Stay
    }

    /// Time until something happens by itself.
    pub fn next_change(&self) -> Option<Duration> {
        let next = self.turns.into_iter().chain(self.keeps).min()?;
        Some(next.saturating_sub(self.now))
    }

    /// Writes down what was answered, and that it was asked.
    pub fn keep(&mut self, journal: &mut Journal, effects: &mut Vec<Effect>) {
        self.keeps = None;
        for remembered in &self.subject.cramps {
            for (id, cramp) in remembered.episode.rewritten(&remembered.cramp) {
                if remembered.is_none() {
                    journal.delete(&id, effects);
                } else {
                    journal.write(&id, &Entry::Cramp(cramp), effects);
                }
            }
        }
        let note = &self.subject.note;
        if *note != journal.diary().note(note.night) {
            let entry = Entry::Night(note.clone());
            journal.write(&Id::of_night(note.night), &entry, effects);
        }
        let review = &self.subject.review;
        let id = Id::of_review(review.night);
        if review.keep.is_some() || (self.asks == Asks::Review && journal.diary().has(&id)) {
            journal.write(&id, &Entry::Review(review.clone()), effects);
        }
    }

    fn go_on(
        &mut self,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        if self.at + 1 == self.questions.len() {
            return self.finish(journal, settings, effects);
        }
        self.keep(journal, effects);
        self.turn_to(self.at + 1);
        Then::Stay
    }

    /// Says what is kept, with the card of what is due since the last answers.
    fn finish(
        &mut self,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        self.keep(journal, effects);
        let mut due = band::warnings(journal.diary(), journal.tonight());
        due.retain(|id| !self.warned.contains(id));
        let card = (!due.is_empty()).then(|| card::of(&due, settings));
        let questions = self.questions.iter();
        let answers = questions.filter(|question| self.subject.said(**question).is_some());
        let kept = match answers.count() {
            0 => "No question was answered.".to_owned(),
            1 => "Your answer is kept.".to_owned(),
            answers => format!("Your {answers} answers are kept."),
        };
        let text = |text: &str| Paragraph::new(Kind::Text, text);
        let end = || {
            card.clone()
                .unwrap_or_else(|| Page::new("That is all", Vec::new()))
        };
        match self.asks {
            Asks::Night => Then::Night {
                night: self.subject.note.night,
                card,
                words: kept,
            },
            Asks::Review => Then::Home(end().with(text(&kept))),
            Asks::Morning => {
                let again = text("5, then e asks again, whenever you like.");
                Then::Home(end().with(text(&kept)).with(again))
            }
        }
    }

    fn pick(
        &mut self,
        option: usize,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        self.option = option;
        let question = self.question();
        self.subject.change(question, |pick| pick.pick(option));
        if let Question::Was(_) = question {
            self.questions = self.asks.questions(&self.subject);
            let at = self.questions.iter().position(|other| *other == question);
            self.at = at.expect("what was answered is still asked");
        }
        self.keep(journal, effects);
        if let Some(then) = self.card(option, settings) {
            return then;
        }
        self.turns = match self.shape() {
            Some(Shape::Scale) if self.may_be_ten() => Some(self.now + TEN),
            Some(Shape::Scale | Shape::One) => Some(self.now + SEEN),
            Some(Shape::Many) | None => None,
        };
        Then::Stay
    }

    /// The card that an answer opens, unless it was shown before. A leg that is swollen now is not to
    /// be stretched.
    fn card(&mut self, option: usize, settings: &Settings) -> Option<Then> {
        let picked = self.is_picked(option);
        let (id, card) = match self.question() {
            Question::Cramp(_, OfCramp::Signs) if picked => {
                match Sign::ALL.get(option)?.warning() {
                    Some(id) => (id, card::of(&[id], settings)),
                    None => (card::RESTLESS, card::restless()),
                }
            }
            Question::Keep if self.subject.review.keep == Some(Told::Known(false)) => {
                ("RF-V8", card::of(&["RF-V8"], settings))
            }
            Question::Was(_) | Question::Cramp(..) | Question::Night(_) | Question::Keep => {
                return None;
            }
        };
        let is_new = !self.warned.contains(&id);
        self.warned.push(id);
        let is_danger = guidance::sign(id).is_some_and(|sign| sign.level != SignLevel::Soon);
        is_new.then_some(if is_danger && self.fresh {
            Then::Bar(id)
        } else {
            Then::Page(card)
        })
    }

    /// Writes a pasted text, and says how much of it had no room.
    pub fn paste(&mut self, text: &str) -> Then {
        let mut lost = 0;
        self.write(|draft| lost = draft.insert_all(text));
        match lost {
            0 => Then::Stay,
            lost => Then::Say(format!(
                "A note has {} letters at most: the last {lost} of the text are left out.",
                Note::LONGEST
            )),
        }
    }

    /// Changes what is being written.
    fn write(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        self.keeps = Some(self.now + PAUSE);
        let question = self.question();
        if let Some(Reply::Written(note)) = self.subject.reply(question) {
            *note = self.draft.note();
        }
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.draft = match self.subject.answer(self.question()) {
            Some(Answer::Written(note)) => Draft::of(note.as_ref()),
            Some(Answer::Picked(_)) | None => Draft::default(),
        };
        let picked = (0..=self.last_option()).find(|option| self.is_picked(*option));
        self.option = picked.unwrap_or(0);
    }

    fn question(&self) -> Question {
        self.questions[self.at]
    }

    fn is_written(&self) -> bool {
        self.context() == Context::Writing
    }

    fn picked(&self) -> Option<&dyn Pick> {
        match self.subject.answer(self.question())? {
            Answer::Picked(pick) => Some(pick),
            Answer::Written(_) => None,
        }
    }

    fn shape(&self) -> Option<Shape> {
        self.picked().map(Pick::shape)
    }

    fn options(&self) -> Vec<String> {
        self.picked().map(Pick::options).unwrap_or_default()
    }

    fn last_option(&self) -> usize {
        self.options().len().saturating_sub(1)
    }

    fn is_picked(&self, option: usize) -> bool {
        self.picked().is_some_and(|pick| pick.is_picked(option))
    }

    /// Whether 0 after the answer would make it 10.
    fn may_be_ten(&self) -> bool {
        self.shape() == Some(Shape::Scale) && self.is_picked(1)
    }

    /// The key that picks an option at once.
    fn key_of(&self, option: usize) -> Option<char> {
        let last = self.last_option();
        let number = match self.shape()? {
            _ if option == last => return Some('u'),
            Shape::Many if option + 1 == last => 0,
            Shape::Scale => option,
            Shape::One | Shape::Many => option + 1,
        };
        char::from_digit(u32::try_from(number).ok()?, 10)
    }

    fn option_of(&self, key: char) -> Option<usize> {
        (0..=self.last_option()).find(|option| self.key_of(*option) == Some(key))
    }
}

impl Asks {
    /// What there is to ask; of a cramp that was none, nothing else.
    fn questions(self, subject: &Subject) -> Vec<Question> {
        match self {
            Self::Morning => subject.of_morning(),
            Self::Night => subject.of_night(),
            Self::Review => vec![Question::Keep],
        }
    }
}
