//! The safety questions, one a screen; each can be skipped, and asked again.

mod boards;
mod words;

use std::time::Duration;

use jiff::civil::Date;

use crate::handbook::{Fact, of_fact};
use crate::profile::danger::{Danger, Over, SWOLLEN, UNSURE};
use crate::profile::{Age, Answer, BodyPart, Findings, Medicine, Profile, Question, Reply};
use crate::ui::app_config::AppConfig;
use crate::ui::board::Board;
use crate::ui::card;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::mark::Mark;
use crate::ui::page::{Page, Paragraph, ParagraphKind};
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::screens::handbook::CardScreen;
use words::tick;
pub(crate) use words::{changes, offer};

/// The first week that an arrow chooses where none is known.
const FIRST_WEEK: i32 = 20;
const LAST_WEEK: i32 = 42;
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The questions under way.
#[derive(Debug)]
pub(crate) struct SafetyQuestions {
    profile: Profile,
    /// Whether a leg is swollen: a yes and a "don't know" are kept as signs of danger, and a no as none.
    swollen: Option<Reply>,
    /// The day, for what counts from it.
    today: Option<Date>,
    stage: SafetyStage,
    /// Which answer the big keys take.
    mark: Mark,
    /// What was said, until it is handed over to be kept.
    said: Vec<Answer>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SafetyStage {
    Swollen,
    /// A question, by its place in [`Question::ALL`].
    Ask(usize),
    /// `None` until one was chosen, or is known; and whether it is being typed.
    Weeks(Option<i32>, bool),
    Which(List),
    /// Everything has been asked; what the answers change.
    Done(Page),
}

/// What is chosen from a list: more about a yes, or the answer itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Parts,
    Medicines,
    Illnesses,
    Age,
}

impl List {
    fn question(self) -> Question {
        match self {
            Self::Parts => Question::Joints,
            Self::Medicines => Question::Medicines,
            Self::Illnesses => Question::Illnesses,
            Self::Age => Question::Age,
        }
    }
}

impl SafetyStage {
    /// A question by its place: most are answered with yes or no first.
    fn ask(at: usize) -> Self {
        if Question::ALL.get(at) == Some(&Question::Age) {
            Self::Which(List::Age)
        } else {
            Self::Ask(at)
        }
    }
}

impl SafetyQuestions {
    /// Asks from the beginning; what was answered earlier holds until it is answered anew.
    pub(crate) fn new(setup: &AppConfig) -> Self {
        Self {
            profile: setup.profile.clone(),
            swollen: seen(setup.danger.as_ref()),
            today: setup.today,
            stage: SafetyStage::Swollen,
            mark: Mark::default(),
            said: Vec::new(),
        }
    }

    fn reply(&mut self, reply: Reply, context: &mut Context<'_>) {
        match (&self.stage, reply) {
            (SafetyStage::Swollen, _) => self.look(reply, context),
            (SafetyStage::Ask(at), _) => self.answer(Question::ALL[*at], reply, context),
            (SafetyStage::Weeks(..) | SafetyStage::Which(_) | SafetyStage::Done(_), _) => {}
        }
    }

    /// Takes in whether a leg is swollen. The last answer counts: it stands beneath the card, and whoever
    /// slipped gives another.
    fn look(&mut self, reply: Reply, context: &mut Context<'_>) {
        let before = self.swollen.replace(reply);
        match reply {
            Reply::Yes => context.bar(SWOLLEN),
            Reply::Unsure => {
                context.unbar(Over::swollen());
                context.bar(UNSURE);
            }
            Reply::No => {
                let over = Over::looks_same();
                let danger = context.setup.danger.clone();
                let is_left = danger.and_then(|danger| danger.without(&over)).is_some();
                context.unbar(over);
                self.go_on(context);
                match before {
                    Some(Reply::Yes | Reply::Unsure) if is_left => context.say("Taken back."),
                    Some(Reply::Yes | Reply::Unsure) => context.say(card::TAKEN_BACK),
                    Some(Reply::No) | None => {}
                }
            }
        }
    }

    /// What the question was answered with that is asked, if it takes a reply.
    fn given(&self) -> Option<Reply> {
        match self.stage {
            SafetyStage::Swollen => self.swollen,
            SafetyStage::Ask(at) => self.profile.reply(Question::ALL[at]),
            SafetyStage::Weeks(..) | SafetyStage::Which(_) | SafetyStage::Done(_) => None,
        }
    }

    fn answer(&mut self, question: Question, reply: Reply, context: &mut Context<'_>) {
        self.profile.answer(question, reply);
        self.say(question);
        let more = match question {
            Question::Pregnant => {
                let known = self.today.and_then(|today| self.profile.weeks(today));
                Some(SafetyStage::Weeks(known, false))
            }
            Question::Joints => Some(SafetyStage::Which(List::Parts)),
            Question::Medicines => Some(SafetyStage::Which(List::Medicines)),
            Question::Illnesses => Some(SafetyStage::Which(List::Illnesses)),
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Circulation
            | Question::Falls
            | Question::Fluids
            | Question::Age => None,
        };
        match more.filter(|_| reply == Reply::Yes) {
            Some(more) => self.turn_to(more),
            None => self.go_on(context),
        }
        let signs = match question {
            Question::Circulation => &["RF-U10", "RF-V5"][..],
            // After a yes it waits for the weeks.
            Question::Pregnant if reply == Reply::Unsure => &["RF-U8"],
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Falls
            | Question::Pregnant
            | Question::Joints
            | Question::Fluids
            | Question::Medicines
            | Question::Illnesses
            | Question::Age => &[],
        };
        if !signs.is_empty() && reply != Reply::No {
            let card = card::of(signs, &context.setup.settings);
            context.show(card);
        }
    }

    /// Chooses a week; the first one where none was chosen before.
    fn choose(&mut self, week: Option<i32>) {
        let week = week.map_or(FIRST_WEEK, |week| week.clamp(0, LAST_WEEK));
        self.stage = SafetyStage::Weeks(Some(week), false);
    }

    /// Adds a digit to the weeks that are being typed, or begins anew where that would be too many.
    fn type_week(&mut self, weeks: Option<i32>, is_typed: bool, digit: usize) {
        let digit = i32::try_from(digit).unwrap_or(0);
        let longer = weeks.filter(|_| is_typed).map(|weeks| 10 * weeks + digit);
        let weeks = longer.filter(|weeks| *weeks <= LAST_WEEK).unwrap_or(digit);
        self.stage = SafetyStage::Weeks(Some(weeks), true);
    }

    /// How many questions lie behind: what follows an answer belongs to its question.
    fn at(&self) -> usize {
        match self.stage {
            SafetyStage::Swollen => 0,
            SafetyStage::Ask(at) => at + 1,
            SafetyStage::Weeks(..) => Question::Pregnant as usize + 1,
            SafetyStage::Which(list) => list.question() as usize + 1,
            SafetyStage::Done(_) => Question::ALL.len(),
        }
    }

    /// Tells one question from another.
    fn turn(&self) -> usize {
        let is_more = matches!(self.stage, SafetyStage::Weeks(..) | SafetyStage::Which(_));
        2 * self.at() + usize::from(is_more)
    }

    fn turn_to(&mut self, stage: SafetyStage) {
        self.stage = stage;
        self.mark = Mark::default();
    }

    fn go_on(&mut self, context: &mut Context<'_>) {
        let first = || {
            self.profile
                .first_open()
                .filter(|_| self.profile.asked.is_none())
        };
        let next = match self.stage {
            // What was broken off goes on where it was.
            SafetyStage::Swollen => first().map_or(0, |question| question as usize),
            SafetyStage::Ask(_) | SafetyStage::Weeks(..) | SafetyStage::Which(_) => self.at(),
            SafetyStage::Done(_) => return,
        };
        if self.stage == SafetyStage::Which(List::Medicines) {
            self.warn(context);
        }
        if next < Question::ALL.len() {
            return self.turn_to(SafetyStage::ask(next));
        }
        // Asked is asked, even if everything was skipped.
        let asked = Answer::Asked(self.today);
        self.profile.take(&asked);
        self.said.push(asked);
        self.keep(context);
        self.turn_to(SafetyStage::Done(changed(&context.setup.findings())));
    }

    fn go_back(&mut self) {
        self.turn_to(match self.stage {
            SafetyStage::Swollen | SafetyStage::Ask(0) => SafetyStage::Swollen,
            SafetyStage::Ask(at) => SafetyStage::Ask(at - 1),
            SafetyStage::Which(List::Age) => SafetyStage::Ask(self.at() - 2),
            SafetyStage::Weeks(..) | SafetyStage::Which(_) | SafetyStage::Done(_) => {
                SafetyStage::ask(self.at() - 1)
            }
        });
    }

    /// Notes the answer to a question, to be kept at its key: whoever is interrupted loses none.
    fn say(&mut self, question: Question) {
        self.said.push(Answer::to(question, &self.profile));
    }

    /// Has what was said kept.
    fn keep(&mut self, context: &mut Context<'_>) {
        self.said
            .drain(..)
            .for_each(|answer| context.answer(answer));
    }

    /// How many answers there are to mark.
    fn count(&self) -> usize {
        match self.stage {
            SafetyStage::Swollen | SafetyStage::Ask(_) => Reply::ALL.len(),
            SafetyStage::Which(list) => self.listed(list).len(),
            SafetyStage::Weeks(..) | SafetyStage::Done(_) => 0,
        }
    }

    /// Does what the big keys mean: takes what is marked, or goes on where that passes over nothing.
    fn open(&mut self, context: &mut Context<'_>) {
        match (&self.stage, self.mark.on()) {
            (SafetyStage::Swollen | SafetyStage::Ask(_), Some(at)) => {
                self.reply(Reply::ALL[at], context);
            }
            (SafetyStage::Swollen | SafetyStage::Ask(_), None) if self.given().is_none() => {
                context.say("No answer is marked yet.");
            }
            (SafetyStage::Which(list), Some(at)) => self.take(*list, at, context),
            (SafetyStage::Weeks(Some(weeks), _), _) => {
                let ago = WEEK * weeks.unsigned_abs();
                self.profile.pregnant_from = self.today.and_then(|day| day.checked_sub(ago).ok());
                self.end_weeks(context);
            }
            (SafetyStage::Weeks(None, _), _) => context.say("Type the weeks · u don't know"),
            (
                SafetyStage::Swollen
                | SafetyStage::Ask(_)
                | SafetyStage::Which(_)
                | SafetyStage::Done(_),
                _,
            ) => {
                self.go_on(context);
            }
        }
    }

    /// Keeps the weeks, and then shows the sign to watch for: over the question it would take a digit.
    fn end_weeks(&mut self, context: &mut Context<'_>) {
        self.say(Question::Pregnant);
        self.go_on(context);
        context.show(card::of(&["RF-U8"], &context.setup.settings));
    }

    /// Opens the cards of the medicines that were chosen and can do harm in ways that must be known: once
    /// all are, as over the list they would take its keys.
    fn warn(&self, context: &mut Context<'_>) {
        let medicines = self.profile.medicines.iter();
        let facts = medicines.filter_map(|medicine| match medicine {
            Medicine::Statin => Some(Fact::Statin),
            Medicine::Quinine => Some(Fact::Quinine),
            _ => None,
        });
        let cards: Vec<_> = facts.filter_map(of_fact).collect();
        if !cards.is_empty() {
            context.open(Box::new(CardScreen::new(cards, 0, &self.profile)));
        }
    }

    /// Takes one of a list as the answer, or as one of several; then again to take it back.
    fn take(&mut self, list: List, at: usize, context: &mut Context<'_>) {
        if at >= self.count() {
            return;
        }
        self.mark = Mark::Taken(at);
        match list {
            List::Parts => tick(&mut self.profile.parts, BodyPart::ALL[at]),
            List::Medicines => tick(&mut self.profile.medicines, Medicine::ALL[at]),
            List::Illnesses => tick(&mut self.profile.illnesses, Fact::ILLNESSES[at]),
            List::Age => {
                self.profile.answer(Question::Age, Reply::Yes);
                self.profile.age = Some(Age::ALL[at]);
            }
        }
        self.say(list.question());
        if list == List::Age {
            self.go_on(context);
        }
    }

    fn place(&self) -> String {
        let all = Question::ALL.len() + 1;
        format!("{} of {all}", self.at() + 1)
    }
}

/// What is known of the first question.
fn seen(danger: Option<&Danger>) -> Option<Reply> {
    let has = |sign| danger.is_some_and(|danger| danger.has(sign));
    let unsure = has(UNSURE).then_some(Reply::Unsure);
    has(SWOLLEN).then_some(Reply::Yes).or(unsure)
}

/// What stands at the end.
fn changed(findings: &Findings) -> Page {
    let again = "The questions are offered again in three months.";
    changes(findings).with(Paragraph::new(ParagraphKind::Quiet, again))
}

impl SafetyQuestions {
    fn react(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match (&mut self.stage, action) {
            (_, Action::Reply(reply)) => self.reply(reply, context),
            (SafetyStage::Weeks(weeks, _), Action::Up) => {
                let more = weeks.map(|weeks| weeks + 1);
                self.choose(more);
            }
            (SafetyStage::Weeks(weeks, _), Action::Down) => {
                let fewer = weeks.map(|weeks| weeks - 1);
                self.choose(fewer);
            }
            (SafetyStage::Weeks(weeks, is_typed), Action::Type) => {
                let (weeks, is_typed) = (*weeks, *is_typed);
                if let Some(digit) = key.digit() {
                    self.type_week(weeks, is_typed, digit);
                }
            }
            (SafetyStage::Weeks(..), Action::Next) => {
                self.profile.pregnant_from = None;
                self.end_weeks(context);
            }
            (SafetyStage::Done(page), Action::NextPage | Action::PreviousPage) => {
                page.turn(action, context.pages);
            }
            (_, Action::Up | Action::Down) => self.mark.go(action, self.count()),
            (SafetyStage::Which(list), Action::Number) => {
                let list = *list;
                if let Some(number) = key.digit() {
                    // After nine comes the nought.
                    self.take(list, (number + 9) % 10, context);
                }
            }
            (_, Action::Open) => self.open(context),
            (_, Action::Next) => self.go_on(context),
            (_, Action::Back) => self.go_back(),
            (_, Action::Close) => return Nav::Back,
            _ => {}
        }
        Nav::Stay
    }
}

impl Screen for SafetyQuestions {
    fn keys(&self) -> &'static KeyMap {
        match self.stage {
            SafetyStage::Swollen | SafetyStage::Ask(_) => &table::QUESTION,
            SafetyStage::Weeks(..) => &table::WEEKS,
            SafetyStage::Which(_) => &table::WHICH,
            SafetyStage::Done(_) => &table::ANSWERED,
        }
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        let takes = self.mark.on().is_some();
        let is_shown = match (&self.stage, row.action) {
            (SafetyStage::Which(_), Action::Open) if takes => return "take it",
            (SafetyStage::Swollen | SafetyStage::Ask(_), Action::Open)
                if !takes && self.given().is_some() =>
            {
                return "next";
            }
            (SafetyStage::Swollen | SafetyStage::Ask(_), Action::Next) => self.given().is_none(),
            (SafetyStage::Which(_), Action::Next)
            | (SafetyStage::Swollen | SafetyStage::Ask(_), Action::Open) => takes,
            (SafetyStage::Weeks(weeks, _), Action::Open) => weeks.is_some(),
            (SafetyStage::Swollen, Action::Back) => false,
            _ => true,
        };
        if is_shown { row.short } else { "" }
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        let nav = self.react(action, key, context);
        self.keep(context);
        nav
    }

    fn board(&self, view: &View<'_>) -> Board {
        self.shown(view.keyboard)
    }

    fn mood(&self) -> Mood {
        Mood::Busy
    }

    fn asks_safety(&self) -> bool {
        true
    }

    fn learn(&mut self, setup: &AppConfig) {
        self.profile = setup.profile.clone();
        let said_no = self.swollen.filter(|reply| *reply == Reply::No);
        self.swollen = seen(setup.danger.as_ref()).or(said_no);
        match &mut self.stage {
            SafetyStage::Done(page) => *page = changed(&setup.findings()),
            SafetyStage::Weeks(weeks @ None, _) => {
                *weeks = self.today.and_then(|today| self.profile.weeks(today));
            }
            SafetyStage::Swollen
            | SafetyStage::Ask(_)
            | SafetyStage::Weeks(..)
            | SafetyStage::Which(_) => {}
        }
    }
}
