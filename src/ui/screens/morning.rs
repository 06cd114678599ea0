//! The questions of the morning: each can be skipped, none is answered beforehand.

mod added;
mod agenda;
mod boards;
mod draft;
mod evening;
mod kept;
mod options;
mod others;
mod own;
pub(crate) mod question;
mod returned;
pub(crate) mod times;
mod words;

use std::time::Duration;

use crate::diary::Diary;
use crate::diary::counts::review::SixWeeks;
use crate::diary::counts::{Counts, band};
use crate::diary::entry::Cramp;
use crate::diary::episode::Episode;
use crate::diary::value::Note;
use crate::diary::word::Own;
use crate::handbook::Card;
use crate::moment::Moment;
use crate::night::{Night, Period};
use crate::ui::board::Board;
use crate::ui::help;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::live_diary::{LiveDiary, Offer, spanned};
use crate::ui::mark::Mark;
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::screens::handbook::CardScreen;
use draft::Draft;
use kept::Kept;
use options::{Pick, PickKind};
use own::Offered;
use question::{AnswerRef, Asks, MorningQuestion, Subject};
use times::Times;

/// One answer of several is seen for so long before the next question comes by itself,
const SEEN: Duration = Duration::from_millis(500);
/// and so long where it is a 1 that may become a 10.
const TEN: Duration = Duration::from_millis(1500);
/// Nobody answers another question so soon after the last: it is a hand that trembles, or that goes on from
/// an answer which has just gone on by itself.
const AT_ONCE: Duration = Duration::from_millis(250);
/// What is typed is kept when nothing was typed for so long.
const PAUSE: Duration = Duration::from_secs(1);
/// Letters of a time, at most.
const TIME: usize = 24;

/// Questions, one at a time.
#[derive(Debug)]
pub(crate) struct Morning {
    title: String,
    /// What six weeks come to, if the question is about them.
    six_weeks: Option<SixWeeks>,
    asks: Asks,
    /// Whether it is about the last night, so that "now" can be asked.
    fresh: bool,
    subject: Subject,
    /// All there is to ask, never nothing.
    questions: Vec<MorningQuestion>,
    /// Which question.
    at: usize,
    /// Which of its options the big keys take.
    mark: Mark,
    /// What is being written.
    draft: Draft,
    /// Whether that are own words for the list on the screen.
    adds: bool,
    /// What was understood of a time that is typed; what is wrong with it, otherwise.
    understood: Option<Result<String, String>>,
    times: Times,
    /// The cramp before its time was typed: what cannot be taken changes nothing of it.
    before: Cramp,
    /// The words of the person's own that are offered again.
    offered: Offered,
    /// Those of them that are among the options.
    own: Vec<Own>,
    /// What is known of those that were picked last.
    known: Vec<&'static Card>,
    /// The warnings that were due before, and those that were shown.
    warned: Vec<&'static str>,
    /// What they have written.
    kept: Kept,
    /// Time since the first question.
    now: Duration,
    /// When the last answer was taken, and when the next question comes by itself.
    taken: Duration,
    turns: Option<Duration>,
    /// When what is typed is kept.
    keeps: Option<Duration>,
    /// When the question has been there for long enough to be left, and to be answered.
    settled: Duration,
    unseen: Duration,
    /// When these questions were asked, by the clock.
    asked: Moment,
}

impl Morning {
    pub(crate) fn of(journal: &LiveDiary, offer: Offer) -> Option<Self> {
        match offer {
            Offer::Night(_) => Self::after_night(journal),
            Offer::Review(six_weeks) => Some(Self::review(journal, six_weeks)),
        }
    }

    /// Asks about the latest night with cramps that nobody was asked about; `None` if there is none.
    fn after_night(journal: &LiveDiary) -> Option<Self> {
        let (night, cramps) = journal.open()?;
        Some(Self::begin(journal, Asks::Morning, night, cramps))
    }

    /// Asks about everything that can be said of a night.
    pub(crate) fn of_night(journal: &LiveDiary, night: Night) -> Self {
        let counts = Counts::of(journal.diary(), Period::until(night, 1));
        let facts = counts.night(night).cloned().unwrap_or_default();
        let all = facts.tried_out.into_iter().chain(facts.cramps);
        let cramps = all.map(Episode::into_owned).collect();
        Self::begin(journal, Asks::Night, night, cramps)
    }

    /// Asks whether to keep the routine before bed, and says what six weeks of it came to.
    fn review(journal: &LiveDiary, six_weeks: SixWeeks) -> Self {
        Self {
            title: "Six weeks of a stretch before bed".to_owned(),
            six_weeks: Some(six_weeks),
            ..Self::begin(journal, Asks::Review, journal.tonight(), Vec::new())
        }
    }

    fn begin(journal: &LiveDiary, asks: Asks, night: Night, cramps: Vec<Episode<'static>>) -> Self {
        let subject = Subject::new(cramps, journal.now(), journal.diary().note(night));
        let questions = asks.questions(&subject);
        let kept = Kept::of(&subject, &questions);
        let mut morning = Self {
            title: format!("Night of {}", spanned(night)),
            six_weeks: None,
            asks,
            fresh: night >= journal.last_night(),
            questions,
            subject,
            at: 0,
            mark: Mark::default(),
            draft: Draft::of("", 0),
            adds: false,
            understood: None,
            times: Times::of(journal, night),
            before: Cramp::new(journal.now()),
            offered: Offered::of(journal.diary()),
            own: Vec::new(),
            known: Vec::new(),
            warned: band::warnings(journal.diary(), journal.tonight()),
            kept,
            now: Duration::ZERO,
            taken: Duration::ZERO,
            turns: None,
            keeps: None,
            settled: Duration::ZERO,
            unseen: Duration::ZERO,
            asked: journal.now(),
        };
        morning.turn_to(0);
        morning
    }

    fn go_on(&mut self, context: &mut Context<'_>) -> Nav {
        if let Some(added) = &mut self.subject.added {
            added.is_confirmed = true;
        }
        self.look_at_times(context);
        if self.at + 1 == self.questions.len() {
            return self.finish(context);
        }
        self.keep(context);
        self.catch_up(context);
        self.turn_to(self.at + 1);
        Nav::Stay
    }

    /// Takes an option as the answer; where several can be, again to put it back.
    fn take(&mut self, option: usize, context: &mut Context<'_>) {
        self.mark = Mark::Taken(option);
        let question = self.question();
        if self.write_option() == Some(option) {
            self.draft = Draft::of("", own::SEVERAL);
            self.adds = true;
            return;
        }
        let own = &self.own;
        let known = self.subject.note.cramps;
        self.subject.change(question, |pick| pick.pick(option, own));
        if self.subject.contradicts() {
            self.subject.note.cramps = known;
            return context.say("A cramp is on record: say first that it was none.");
        }
        self.tell_of_picked(option, context);
        if question.is_first() {
            self.ask_anew(question);
        }
        self.keep(context);
        if self.show_card(option, context) {
            return;
        }
        self.taken = self.now;
        self.turns = match self.shape() {
            Some(PickKind::Scale) if self.may_be_ten() => Some(self.now + TEN),
            Some(PickKind::Scale | PickKind::One) => Some(self.now + SEEN),
            Some(PickKind::Many) | None => None,
        };
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.times.is_sure = false;
        self.mark = Mark::default();
        self.known.clear();
        self.own = self.offered.of_question(self.question(), self.picked());
        // What is known of a time is said below; what is typed takes its place.
        let answer = self.subject.answer(self.question());
        if let Some(AnswerRef::Began(cramp) | AnswerRef::Lasted(cramp)) = answer {
            self.before = cramp.clone();
        }
        self.draft = match answer {
            Some(AnswerRef::Written(note)) => {
                Draft::of(note.as_ref().map_or("", Note::as_str), Note::LONGEST)
            }
            Some(AnswerRef::Began(_) | AnswerRef::Lasted(_)) => Draft::of("", TIME),
            Some(AnswerRef::Picked(_)) | None => Draft::of("", 0),
        };
        self.read();
    }

    fn question(&self) -> MorningQuestion {
        self.questions[self.at]
    }

    /// Whether the answer is typed, and not picked.
    fn is_written(&self) -> bool {
        self.adds || self.picked().is_none()
    }

    fn is_time(&self) -> bool {
        let answer = self.subject.answer(self.question());
        matches!(answer, Some(AnswerRef::Began(_) | AnswerRef::Lasted(_)))
    }

    fn picked(&self) -> Option<&dyn Pick> {
        match self.subject.answer(self.question())? {
            AnswerRef::Picked(pick) => Some(pick),
            AnswerRef::Written(_) | AnswerRef::Began(_) | AnswerRef::Lasted(_) => None,
        }
    }

    fn shape(&self) -> Option<PickKind> {
        self.picked().map(Pick::shape)
    }

    fn options(&self) -> Vec<String> {
        let options = self.picked().map(|pick| pick.options(&self.own));
        options.unwrap_or_default()
    }

    fn is_picked(&self, option: usize) -> bool {
        let picked = self.picked();
        picked.is_some_and(|pick| pick.is_picked(option, &self.own))
    }

    fn option_for(&self, action: Action, key: Key) -> Option<usize> {
        match (action, key) {
            (Action::Unsure, _) => self.options().len().checked_sub(1),
            (Action::Reply(reply), _) => {
                let is_reply = self.picked().is_some_and(Pick::is_yes_or_no);
                is_reply.then_some(reply as usize)
            }
            (Action::Number, Key::Char(key)) => self.option_of(key),
            _ => None,
        }
    }

    /// Whether 0 after the answer would make it 10.
    fn may_be_ten(&self) -> bool {
        self.shape() == Some(PickKind::Scale) && self.is_picked(1)
    }
}

impl Screen for Morning {
    fn keys(&self) -> &'static KeyMap {
        match self.is_written() {
            true if self.is_time() => &table::TIME,
            true => &table::WRITING,
            false => &table::MORNING,
        }
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        let takes = self.mark.on().is_some();
        let is_yes_or_no = self.picked().is_some_and(Pick::is_yes_or_no);
        let is_shown = match row.action {
            Action::Open if takes => return "take it",
            Action::Number if self.shape() == Some(PickKind::Scale) && !row.short.is_empty() => {
                return "answer, 1 0 for 10";
            }
            Action::Finish if !self.subject.is_confirmed() => return "drop it",
            Action::Up if self.question().is_length() => return "longer",
            Action::Down if self.question().is_length() => return "shorter",
            Action::Next => takes || self.is_written(),
            Action::Reply(_) => is_yes_or_no,
            Action::Number => !is_yes_or_no,
            Action::Forget => self.subject.said(self.question()).is_some(),
            Action::Back => self.at > 0 || self.adds,
            Action::OwnWords => self.write_option().is_some(),
            Action::Details => !self.known.is_empty(),
            _ => true,
        };
        if is_shown { row.short } else { "" }
    }

    fn act(&mut self, mut action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        if self.is_unseen(action) {
            context.say(others::CHANGED);
            return Nav::Stay;
        }
        let turns = self.turns.take();
        let turned = turns.is_some();
        let is_ten = key == Key::Char('0') && self.may_be_ten();
        let option = self.option_for(action, key).filter(|_| turned && !is_ten);
        if let Some(option) = option {
            // What was answered is answered: the key belongs to the next question, or to none.
            if self.now < self.taken + AT_ONCE {
                self.turns = turns;
                return Nav::Stay;
            }
            if !self.is_picked(option) {
                match self.go_on(context) {
                    Nav::Stay => {}
                    nav => return nav,
                }
                let Some(meant) = self.keys().action(key) else {
                    return Nav::Stay;
                };
                action = meant;
            }
        }
        if let (Action::Open, Some(option)) = (action, self.mark.on()) {
            self.take(option, context);
            // Who goes to a number by arrows types no second figure.
            let soon = self.now + SEEN;
            self.turns = self.turns.map(|turns| turns.min(soon));
            return Nav::Stay;
        }
        match (action, key) {
            (Action::Open | Action::Next | Action::Back | Action::Finish, _) if self.adds => {
                self.add_own(context);
            }
            (Action::Open | Action::Next, _) if self.now < self.settled => {
                context.say("That key came with the answer before: press it again.");
            }
            (Action::Open | Action::Next, _) if self.is_doubted() => {
                context.say("Press ENTER again if that is right, or type another length.");
            }
            (Action::Open | Action::Next, _) => return self.go_on(context),
            (Action::Finish, _) => return self.finish(context),
            (Action::Back, _) => {
                self.look_at_times(context);
                self.keep(context);
                self.turn_to(self.at.saturating_sub(1));
            }
            (Action::Up | Action::Down, _) if self.is_time() => {
                let reply = self.subject.reply(self.questions[self.at]);
                let moved = reply.and_then(|reply| Times::moved(&reply, action == Action::Up));
                if let Some(moved) = moved {
                    self.write(|draft| draft.replace(&moved));
                }
            }
            (Action::Up | Action::Down, _) => self.mark.go(action, self.options().len()),
            (Action::Number, Key::Char('0')) if turned && self.may_be_ten() => {
                self.take(10, context);
            }
            (Action::Unsure | Action::Reply(_) | Action::Number, _) => {
                match self.option_for(action, key) {
                    Some(option) => self.take(option, context),
                    // A digit that is no answer here.
                    None => context.say(help::ways(self.keys())),
                }
            }
            (Action::OwnWords, _) => {
                if let Some(write) = self.write_option() {
                    self.take(write, context);
                }
            }
            (Action::Details, _) => {
                if self.known.is_empty() {
                    return Nav::Stay;
                }
                let cards = CardScreen::new(self.known.clone(), 0, &context.setup.profile);
                return Nav::Open(Box::new(cards));
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
            let most = self.draft.most;
            context.say(format!(
                "{most} letters at most: the last {lost} of the text are left out."
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
            self.settled = now + AT_ONCE;
            return self.go_on(context);
        }
        Nav::Stay
    }

    fn next_change(&self) -> Option<Duration> {
        let next = self.turns.into_iter().chain(self.keeps).min()?;
        Some(next.saturating_sub(self.now))
    }

    fn board(&self, _view: &View<'_>) -> Board {
        self.question_board()
    }

    fn mood(&self) -> Mood {
        Mood::Busy
    }

    fn see(&mut self, diary: &Diary) -> Option<&'static str> {
        self.take_in(diary)
    }

    fn leave(&mut self, context: &mut Context<'_>) {
        self.keep(context);
    }
}
