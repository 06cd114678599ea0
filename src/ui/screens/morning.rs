//! The questions of the morning: each can be skipped, none is answered beforehand.

mod draft;
mod options;
pub mod question;
mod words;

use std::time::Duration;

use crate::diary::choice::Sign;
use crate::diary::counts::review::SixWeeks;
use crate::diary::counts::{Counts, band};
use crate::diary::entry::{Cramp, Entry, Review};
use crate::diary::episode::Episode;
use crate::diary::line::Id;
use crate::diary::night::{Night, Period};
use crate::diary::value::Note;
use crate::guidance::{self, SignLevel};
use crate::ui::announce;
use crate::ui::board::{Board, Content};
use crate::ui::card;
use crate::ui::journal::{Journal, Offer, named};
use crate::ui::keys::{Action, Key, KeyMap, Row, table};
use crate::ui::mark::Mark;
use crate::ui::page::{Kind, Page, Paragraph};
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::screens::handbook::Marks;
use crate::ui::screens::nights::six_weeks;
use crate::ui::theme::Role;
use draft::Draft;
use options::{Pick, Shape};
use question::{Answer, Asks, OfCramp, OfNight, Question, Remembered, Reply, Subject};

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
    /// What six weeks come to, if the question is about them.
    six_weeks: Option<SixWeeks>,
    asks: Asks,
    /// Whether it is about the last night, so that "now" can be asked.
    fresh: bool,
    subject: Subject,
    /// All there is to ask, never nothing.
    questions: Vec<Question>,
    /// Which question.
    at: usize,
    /// Which of its options the big keys take.
    mark: Mark,
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

impl Morning {
    /// Asks what is offered.
    pub fn of(journal: &Journal, offer: Offer) -> Option<Self> {
        match offer {
            Offer::Night(_) => Self::after_night(journal),
            Offer::Review(six_weeks) => Some(Self::review(journal, six_weeks)),
        }
    }

    /// Asks about the latest night with cramps that nobody was asked about; `None` if there is none.
    fn after_night(journal: &Journal) -> Option<Self> {
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
    fn review(journal: &Journal, six_weeks: SixWeeks) -> Self {
        Self {
            title: "Six weeks of a stretch before bed".to_owned(),
            six_weeks: Some(six_weeks),
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
            six_weeks: None,
            asks,
            fresh: night >= journal.last_night(),
            questions: asks.questions(&subject),
            subject,
            at: 0,
            mark: Mark::default(),
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

    /// Writes down what was answered, and that it was asked.
    fn keep(&mut self, context: &mut Context<'_>) {
        self.keeps = None;
        let Ok(journal) = context.diary.ready_mut() else {
            return;
        };
        for remembered in &self.subject.cramps {
            for (id, cramp) in remembered.episode.rewritten(&remembered.cramp) {
                if remembered.is_none() {
                    journal.delete(&id, context.effects);
                } else {
                    journal.write(&id, &Entry::Cramp(cramp), context.effects);
                }
            }
        }
        let note = &self.subject.note;
        if *note != journal.diary().note(note.night) {
            let entry = Entry::Night(note.clone());
            journal.write(&Id::of_night(note.night), &entry, context.effects);
        }
        let review = &self.subject.review;
        let id = Id::of_review(review.night);
        if review.keep.is_some() || (self.asks == Asks::Review && journal.diary().has(&id)) {
            journal.write(&id, &Entry::Review(review.clone()), context.effects);
        }
    }

    fn go_on(&mut self, context: &mut Context<'_>) -> Nav {
        if self.at + 1 == self.questions.len() {
            return self.finish(context);
        }
        self.keep(context);
        self.turn_to(self.at + 1);
        Nav::Stay
    }

    /// Says what is kept, with the card of what is due since the last answers.
    fn finish(&mut self, context: &mut Context<'_>) -> Nav {
        self.keep(context);
        let mut due = match context.diary.ready() {
            Ok(journal) => band::warnings(journal.diary(), journal.tonight()),
            Err(_) => Vec::new(),
        };
        due.retain(|id| !self.warned.contains(id));
        let card = (!due.is_empty()).then(|| card::of(&due, &context.setup.settings));
        let questions = self.questions.iter();
        let answers = questions.filter(|question| self.subject.said(**question).is_some());
        let kept = match answers.count() {
            0 => "No question was answered.".to_owned(),
            1 => "Your answer is kept.".to_owned(),
            answers => format!("Your {answers} answers are kept."),
        };
        let text = |text: &str| Paragraph::new(Kind::Text, text);
        let end = |card: Option<Page>| {
            let page = card.unwrap_or_else(|| Page::new("That is all", Vec::new()));
            page.with(text(&kept))
        };
        // Who goes on pressing has not seen that there is no further question.
        context.step_changed();
        match self.asks {
            Asks::Night => {
                if let Some(card) = card {
                    context.show(card);
                }
                context.say(kept);
            }
            Asks::Review => context.show_unasked(end(card)),
            Asks::Morning => {
                let again = text("5, then e asks again, whenever you like.");
                context.show_unasked(end(card).with(again));
            }
        }
        Nav::Back
    }

    /// Takes an option as the answer; where several can be, again to put it back.
    fn take(&mut self, option: usize, context: &mut Context<'_>) {
        self.mark = Mark::Taken(option);
        let question = self.question();
        self.subject.change(question, |pick| pick.pick(option));
        if let Question::Was(_) = question {
            self.questions = self.asks.questions(&self.subject);
            let at = self.questions.iter().position(|other| *other == question);
            self.at = at.expect("what was answered is still asked");
        }
        self.keep(context);
        if self.show_card(option, context) {
            return;
        }
        self.turns = match self.shape() {
            Some(Shape::Scale) if self.may_be_ten() => Some(self.now + TEN),
            Some(Shape::Scale | Shape::One) => Some(self.now + SEEN),
            Some(Shape::Many) | None => None,
        };
    }

    /// Shows the card that an answer opens, unless it was shown before. A leg that is swollen now is
    /// not to be stretched; an urge to move asks whether it was a cramp at all.
    fn show_card(&mut self, option: usize, context: &mut Context<'_>) -> bool {
        let picked = self.is_picked(option);
        let settings = &context.setup.settings;
        let (id, card) = match self.question() {
            Question::Cramp(_, OfCramp::Signs) if picked => {
                match Sign::ALL.get(option).map(|sign| sign.warning()) {
                    Some(Some(id)) => (id, Some(card::of(&[id], settings))),
                    Some(None) => ("restless-legs", None),
                    None => return false,
                }
            }
            // Whether it helped is for the counts to say, not for the answer.
            Question::Keep => match self
                .six_weeks
                .and_then(|weeks| six_weeks::card(&weeks, settings))
            {
                Some((id, card)) => (id, Some(card)),
                None => return false,
            },
            Question::Was(_) | Question::Cramp(..) | Question::Night(_) => return false,
        };
        if self.warned.contains(&id) {
            return false;
        }
        self.warned.push(id);
        let is_danger = guidance::sign(id).is_some_and(|sign| sign.level != SignLevel::Soon);
        match card {
            None => context.open(Box::new(Marks::of(id))),
            Some(_) if is_danger && self.fresh => context.bar(id),
            Some(card) => context.show(card),
        }
        true
    }

    /// Changes what is being written.
    fn write(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        let note = self.draft.note();
        let question = self.question();
        if let Some(Reply::Written(kept)) = self.subject.reply(question)
            && *kept != note
        {
            *kept = note;
            self.keeps = Some(self.now + PAUSE);
        }
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.mark = Mark::default();
        self.draft = match self.subject.answer(self.question()) {
            Some(Answer::Written(note)) => Draft::of(note.as_ref()),
            Some(Answer::Picked(_)) | None => Draft::default(),
        };
    }

    fn question(&self) -> Question {
        self.questions[self.at]
    }

    fn is_written(&self) -> bool {
        matches!(
            self.question(),
            Question::Cramp(_, OfCramp::Note) | Question::Night(OfNight::Note)
        )
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

    fn is_picked(&self, option: usize) -> bool {
        self.picked().is_some_and(|pick| pick.is_picked(option))
    }

    /// Whether 0 after the answer would make it 10.
    fn may_be_ten(&self) -> bool {
        self.shape() == Some(Shape::Scale) && self.is_picked(1)
    }

    fn option_of(&self, key: char) -> Option<usize> {
        (0..self.options().len()).find(|option| self.key_of(*option) == Some(key))
    }
}

impl Screen for Morning {
    fn keys(&self) -> &'static KeyMap {
        if self.is_written() {
            &table::WRITING
        } else {
            &table::MORNING
        }
    }

    fn hint(&self, row: &Row) -> &'static str {
        let takes = self.mark.on().is_some();
        let is_yes_or_no = self.picked().is_some_and(Pick::is_yes_or_no);
        let is_shown = match row.action {
            Action::Open if takes => return "take it",
            Action::Next => takes || self.is_written(),
            Action::Reply(_) => is_yes_or_no,
            Action::Number => !is_yes_or_no,
            Action::Forget => self.subject.said(self.question()).is_some(),
            Action::Back => self.at > 0,
            _ => true,
        };
        if is_shown { row.short } else { "" }
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        let turned = self.turns.take().is_some();
        if let (Action::Open, Some(option)) = (action, self.mark.on()) {
            self.take(option, context);
            return Nav::Stay;
        }
        match (action, key) {
            (Action::Open | Action::Next, _) if self.now < self.settled => {}
            (Action::Open | Action::Next, _) => return self.go_on(context),
            (Action::Finish, _) => return self.finish(context),
            (Action::Back, _) => {
                self.keep(context);
                self.turn_to(self.at.saturating_sub(1));
            }
            (Action::Up | Action::Down, _) => self.mark.go(action, self.options().len()),
            (Action::Unsure, _) => self.take(self.options().len() - 1, context),
            (Action::Reply(reply), _) if self.picked().is_some_and(Pick::is_yes_or_no) => {
                self.take(reply as usize, context);
            }
            (Action::Number, Key::Char('0')) if turned && self.may_be_ten() => {
                self.take(10, context);
            }
            (Action::Number, Key::Char(key)) => {
                if let Some(option) = self.option_of(key) {
                    self.take(option, context);
                }
            }
            (Action::Type, Key::Char(letter)) => self.write(|draft| draft.insert(letter)),
            (Action::Write(request), _) => self.write(|draft| draft.edit(request)),
            (Action::Forget, _) => {
                let question = self.question();
                self.subject.change(question, |pick| pick.forget());
                self.keep(context);
            }
            _ => {}
        }
        Nav::Stay
    }

    fn paste(&mut self, text: &str, context: &mut Context<'_>) {
        let mut lost = 0;
        self.write(|draft| lost = draft.insert_all(text));
        if lost > 0 {
            let most = Note::LONGEST;
            context.say(format!(
                "A note has {most} letters at most: the last {lost} of the text are left out."
            ));
        }
    }

    fn pick(&mut self, item: usize, context: &mut Context<'_>) -> Nav {
        self.turns = None;
        if item < self.options().len() {
            self.take(item, context);
        }
        Nav::Stay
    }

    /// An answer that was seen goes on to the next question, and a note is kept.
    fn advance(&mut self, time: Duration, context: &mut Context<'_>) -> Nav {
        self.now += time;
        let now = self.now;
        let is_due = |at: &mut Duration| *at <= now;
        if self.keeps.take_if(is_due).is_some() {
            self.keep(context);
        }
        if self.turns.take_if(is_due).is_some() {
            self.settled = now + NEW;
            return self.go_on(context);
        }
        Nav::Stay
    }

    fn next_change(&self) -> Option<Duration> {
        let next = self.turns.into_iter().chain(self.keeps).min()?;
        Some(next.saturating_sub(self.now))
    }

    fn board(&self, _view: &View<'_>) -> Board {
        let (question, of) = (self.question(), self.at + 1);
        let words = question.words(self.fresh);
        let mut board = Board::default()
            .shout([question.shout()])
            .spoken(words)
            .about(of);
        if self.is_written() {
            let kept = self.subject.said(question).filter(|_| self.keeps.is_none());
            let kept = kept.map(|note| format!("Your note: {note}"));
            board = board
                .with(self.draft.content())
                .spoken(kept.unwrap_or_default())
                .about(of);
        } else {
            let choices = self.choices();
            let is_scale = self.shape() == Some(Shape::Scale);
            let told = if is_scale {
                announce::scale(&choices)
            } else {
                announce::choices(&choices)
            };
            let marked = choices.iter().find(|choice| choice.is_selected);
            let marked = marked.map(|choice| format!(" ENTER takes: {}.", choice.word));
            let content = if is_scale {
                Content::Scale(choices)
            } else {
                Content::Choices(choices)
            };
            board = board
                .with(content)
                .spoken(told + &marked.unwrap_or_default())
                .about(of);
        }
        if !question.is_said_by_its_shout() {
            board = board.question(words).spoken("");
        }
        if let Some(weeks) = &self.six_weeks {
            board = six_weeks::told(board, weeks);
        }
        board = board
            .aside(Role::Quiet, self.about())
            .about(of)
            .title(&self.title, self.place());
        match self.answered() {
            answered if answered.is_empty() => board,
            answered => board.with(Content::List(answered)).optional().spoken(""),
        }
    }

    fn mood(&self) -> Mood {
        Mood::Busy
    }

    fn is_over(&self) -> bool {
        true
    }

    fn leave(&mut self, context: &mut Context<'_>) {
        self.keep(context);
    }
}
