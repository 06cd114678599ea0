//! The safety questions, one a screen; each can be skipped, and asked again.

mod boards;
mod words;

use std::time::Duration;

use jiff::civil::Date;

use crate::profile::{Answer, Medicine, Part, Profile, Question, Reply, SWOLLEN};
use crate::ui::board::{Board, Choice, Content};
use crate::ui::card;
use crate::ui::keys::{Action, Key, KeyMap, Row, table};
use crate::ui::mark::Mark;
use crate::ui::page::{Kind, Page, Paragraph};
use crate::ui::screen::{Context, Mood, Nav, Screen, View};
use crate::ui::setup::Setup;
use crate::ui::theme::Role;
pub use words::{changes, offer};
use words::{shout, tick};

/// The first week that an arrow chooses where none is known.
const FIRST_WEEK: i32 = 20;
const LAST_WEEK: i32 = 42;
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The questions under way.
#[derive(Debug)]
pub struct SafetyQuestions {
    profile: Profile,
    /// The day, for what counts from it.
    today: Option<Date>,
    stage: Stage,
    /// Which answer the big keys take.
    mark: Mark,
    /// Whether there is a home screen to go back to.
    from_home: bool,
    /// What was said, until it is handed over to be kept.
    said: Vec<Answer>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Swollen,
    /// A question, by its place in [`Question::ALL`].
    Ask(usize),
    /// `None` until one was chosen, or is known; and whether it is being typed.
    Weeks(Option<i32>, bool),
    Parts,
    Medicines,
    /// Everything has been asked; what the answers change.
    Done(Page),
}

impl SafetyQuestions {
    /// Asks from the beginning; what was answered earlier holds until it is answered anew.
    pub fn new(setup: &Setup) -> Self {
        Self {
            profile: setup.profile.clone(),
            today: setup.today,
            stage: Stage::Swollen,
            mark: Mark::default(),
            from_home: false,
            said: Vec::new(),
        }
    }

    /// The same from the home screen, which is where a swollen leg leads back to.
    #[must_use]
    pub fn from_home(self) -> Self {
        Self {
            from_home: true,
            ..self
        }
    }

    fn reply(&mut self, reply: Reply, context: &mut Context<'_>) -> Nav {
        match (&self.stage, reply) {
            (Stage::Swollen, Reply::Yes | Reply::Unsure) => {
                context.bar(card::SWOLLEN);
                if self.from_home {
                    return Nav::Back;
                }
            }
            (Stage::Swollen, Reply::No) => {
                context.unbar();
                self.go_on(context);
            }
            (Stage::Ask(at), _) => self.answer(Question::ALL[*at], reply, context),
            (Stage::Weeks(..) | Stage::Parts | Stage::Medicines | Stage::Done(_), _) => {}
        }
        Nav::Stay
    }

    fn answer(&mut self, question: Question, reply: Reply, context: &mut Context<'_>) {
        self.profile.answer(question, reply);
        self.say(question);
        let more = match question {
            Question::Pregnant => {
                let known = self.today.and_then(|today| self.profile.weeks(today));
                Some(Stage::Weeks(known, false))
            }
            Question::Joints => Some(Stage::Parts),
            Question::Medicines => Some(Stage::Medicines),
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Circulation
            | Question::Falls
            | Question::Fluids => None,
        };
        match more.filter(|_| reply == Reply::Yes) {
            Some(more) => self.turn_to(more),
            None => self.go_on(context),
        }
        let signs = match question {
            Question::Circulation => &["RF-U10", "RF-V5"][..],
            Question::Pregnant => &["RF-U8"],
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Falls
            | Question::Joints
            | Question::Fluids
            | Question::Medicines => &[],
        };
        if !signs.is_empty() && reply != Reply::No {
            let card = card::of(signs, &context.setup.settings);
            context.show(card);
        }
    }

    /// Chooses a week; the first one where none was chosen before.
    fn choose(&mut self, week: Option<i32>) {
        let week = week.map_or(FIRST_WEEK, |week| week.clamp(0, LAST_WEEK));
        self.stage = Stage::Weeks(Some(week), false);
    }

    /// Adds a digit to the weeks that are being typed, or begins anew where that would be too many.
    fn type_week(&mut self, weeks: Option<i32>, is_typed: bool, digit: u32) {
        let digit = i32::try_from(digit).unwrap_or(0);
        let longer = weeks.filter(|_| is_typed).map(|weeks| 10 * weeks + digit);
        let weeks = longer.filter(|weeks| *weeks <= LAST_WEEK).unwrap_or(digit);
        self.stage = Stage::Weeks(Some(weeks), true);
    }

    /// How many questions lie behind: what follows an answer belongs to its question.
    fn at(&self) -> usize {
        match self.stage {
            Stage::Swollen => 0,
            Stage::Ask(at) => at + 1,
            Stage::Weeks(..) => Question::Pregnant as usize + 1,
            Stage::Parts => Question::Joints as usize + 1,
            Stage::Medicines => Question::Medicines as usize + 1,
            Stage::Done(_) => Question::ALL.len(),
        }
    }

    /// Tells one question from another.
    fn turn(&self) -> usize {
        2 * self.at()
            + usize::from(matches!(
                self.stage,
                Stage::Weeks(..) | Stage::Parts | Stage::Medicines
            ))
    }

    fn turn_to(&mut self, stage: Stage) {
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
            Stage::Swollen => first().map_or(0, |question| question as usize),
            Stage::Ask(_) | Stage::Weeks(..) | Stage::Parts | Stage::Medicines => self.at(),
            Stage::Done(_) => return,
        };
        if next < Question::ALL.len() {
            return self.turn_to(Stage::Ask(next));
        }
        // Asked is asked, even if everything was skipped.
        let asked = Answer::Asked(self.today);
        self.profile.take(&asked);
        self.said.push(asked);
        self.keep(context);
        let again = Paragraph::new(
            Kind::Quiet,
            "The questions are offered again in three months.",
        );
        self.turn_to(Stage::Done(changes(&context.setup.findings()).with(again)));
    }

    fn go_back(&mut self) {
        self.turn_to(match self.stage {
            Stage::Swollen | Stage::Ask(0) => Stage::Swollen,
            Stage::Ask(at) => Stage::Ask(at - 1),
            Stage::Weeks(..) | Stage::Parts | Stage::Medicines | Stage::Done(_) => {
                Stage::Ask(self.at() - 1)
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
            Stage::Swollen | Stage::Ask(_) => Reply::ALL.len(),
            Stage::Parts => Part::ALL.len(),
            Stage::Medicines => Medicine::ALL.len(),
            Stage::Weeks(..) | Stage::Done(_) => 0,
        }
    }

    /// Does what the big keys mean: takes what is marked, or goes on where that passes over nothing.
    fn open(&mut self, context: &mut Context<'_>) -> Nav {
        match (&self.stage, self.mark.on()) {
            (Stage::Swollen | Stage::Ask(_), Some(at)) => {
                return self.reply(Reply::ALL[at], context);
            }
            (Stage::Swollen | Stage::Ask(_), None) => {
                context.say("y yes · n no · u don't know · s skip");
            }
            (Stage::Parts | Stage::Medicines, Some(at)) => self.tick(at),
            (Stage::Weeks(Some(weeks), _), _) => {
                let ago = WEEK * weeks.unsigned_abs();
                self.profile.pregnant_from = self.today.and_then(|day| day.checked_sub(ago).ok());
                self.say(Question::Pregnant);
                self.go_on(context);
            }
            (Stage::Weeks(None, _), _) => context.say("Type the weeks · u don't know"),
            (Stage::Medicines, None) => {
                self.go_on(context);
                self.warn_of_medicines(context);
            }
            (Stage::Parts | Stage::Done(_), _) => self.go_on(context),
        }
        Nav::Stay
    }

    /// Shows the signs to watch for with the medicines that were chosen.
    fn warn_of_medicines(&self, context: &mut Context<'_>) {
        let signs = [(Medicine::Statin, "RF-U5"), (Medicine::Quinine, "RF-U11")];
        let taken = signs
            .into_iter()
            .filter(|(medicine, _)| self.profile.medicines.contains(medicine));
        let signs: Vec<_> = taken.map(|(_, sign)| sign).collect();
        if !signs.is_empty() {
            let card = card::of(&signs, &context.setup.settings);
            context.show(card);
        }
    }

    fn tick(&mut self, at: usize) {
        if at >= self.count() {
            return;
        }
        self.mark = Mark::Taken(at);
        match self.stage {
            Stage::Parts => {
                tick(&mut self.profile.parts, Part::ALL, at);
                self.say(Question::Joints);
            }
            Stage::Medicines => {
                tick(&mut self.profile.medicines, Medicine::ALL, at);
                self.say(Question::Medicines);
            }
            Stage::Swollen | Stage::Ask(_) | Stage::Weeks(..) | Stage::Done(_) => {}
        }
    }

    /// "3 of 10".
    fn place(&self) -> String {
        let all = Question::ALL.len() + 1;
        format!("{} of {all}", self.at() + 1)
    }
}

impl SafetyQuestions {
    fn react(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        match (&mut self.stage, action) {
            (_, Action::Reply(reply)) => return self.reply(reply, context),
            (Stage::Weeks(weeks, _), Action::Up) => {
                let more = weeks.map(|weeks| weeks + 1);
                self.choose(more);
            }
            (Stage::Weeks(weeks, _), Action::Down) => {
                let fewer = weeks.map(|weeks| weeks - 1);
                self.choose(fewer);
            }
            (Stage::Weeks(weeks, is_typed), Action::Type) => {
                let (weeks, is_typed) = (*weeks, *is_typed);
                if let Key::Char(letter) = key
                    && let Some(digit) = letter.to_digit(10)
                {
                    self.type_week(weeks, is_typed, digit);
                }
            }
            (Stage::Weeks(..), Action::Next) => {
                self.profile.pregnant_from = None;
                self.say(Question::Pregnant);
                self.go_on(context);
            }
            (Stage::Done(page), Action::NextPage | Action::PreviousPage) => {
                let is_turned = page.turn(action, context.pages);
                return if is_turned { Nav::Stay } else { Nav::Back };
            }
            (_, Action::Up | Action::Down) => self.mark.go(action, self.count()),
            (_, Action::Number) => {
                let number = if let Key::Char(letter) = key {
                    letter.to_digit(10)
                } else {
                    None
                };
                let at = number.and_then(|number| number.checked_sub(1));
                self.tick(at.map_or(usize::MAX, |at| at as usize));
            }
            (_, Action::Open) => return self.open(context),
            (Stage::Medicines, Action::Next) => {
                self.go_on(context);
                self.warn_of_medicines(context);
            }
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
            Stage::Swollen | Stage::Ask(_) => &table::QUESTION,
            Stage::Weeks(..) => &table::WEEKS,
            Stage::Parts | Stage::Medicines => &table::WHICH,
            Stage::Done(_) => &table::ANSWERED,
        }
    }

    fn hint(&self, row: &Row) -> &'static str {
        let takes = self.mark.on().is_some();
        let is_shown = match (&self.stage, row.action) {
            (Stage::Parts | Stage::Medicines, Action::Open) if takes => return "take it",
            (Stage::Parts | Stage::Medicines, Action::Next)
            | (Stage::Swollen | Stage::Ask(_), Action::Open) => takes,
            (Stage::Weeks(weeks, _), Action::Open) => weeks.is_some(),
            (Stage::Swollen, Action::Back) => false,
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
        if !view.keyboard {
            return self.answers();
        }
        let board = match &self.stage {
            Stage::Swollen => self.ask(
                "LEG SWOLLEN?",
                SWOLLEN,
                None,
                "A yes holds for seven days, or until you answer no.",
            ),
            Stage::Ask(at) => {
                let question = Question::ALL[*at];
                let note = match question {
                    Question::Pregnant => "With a no, nothing more is asked of it.",
                    Question::Clot
                    | Question::Diabetes
                    | Question::Numb
                    | Question::Circulation
                    | Question::Falls
                    | Question::Joints
                    | Question::Fluids
                    | Question::Medicines => {
                        "\"Don't know\" is as careful as yes. Skipped, it stays as it was."
                    }
                };
                self.ask(
                    shout(question),
                    question.words(),
                    self.profile.reply(question),
                    note,
                )
            }
            Stage::Weeks(weeks, _) => Self::weeks(*weeks),
            Stage::Parts => self.which(
                "Replaced, operated on or hurt: which? Choose one or more.",
                Part::ALL,
                &self.profile.parts,
                Part::words,
            ),
            Stage::Medicines => self.which(
                "Which do you take? Choose one or more.",
                Medicine::ALL,
                &self.profile.medicines,
                Medicine::words,
            ),
            Stage::Done(page) => Board::default()
                .shout(["ALL ASKED"])
                .choices(vec![
                    Choice::new(Key::Enter, "ENTER", "CLOSE").selected(true),
                ])
                .spoken("")
                .with(Content::Page(page.clone()))
                .optional()
                .bold(Role::Strong, "What your answers change")
                .spoken(""),
        };
        let place = if let Stage::Done(_) = self.stage {
            String::new()
        } else {
            self.place()
        };
        board
            .title("Safety questions", place)
            .spoken(format!("Safety questions, {}.", self.place()))
    }

    fn mood(&self) -> Mood {
        Mood::Busy
    }

    fn is_over(&self) -> bool {
        true
    }

    fn asks_safety(&self) -> bool {
        true
    }

    fn learn(&mut self, setup: &Setup) {
        self.profile = setup.profile.clone();
    }
}
