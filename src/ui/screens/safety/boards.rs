//! What the safety questions show.

use super::words::shout;
use super::{List, SafetyQuestions, SafetyStage};
use crate::handbook::Fact;
use crate::profile::{Age, BodyPart, Medicine, Question, Reply, SWOLLEN};
use crate::ui::announce;
use crate::ui::board::{Board, Choice, Content, Item};
use crate::ui::keys::Key;
use crate::ui::theme::Role;
use crate::ui::words::sentence;

/// What is said below a list.
const ALL: &str = "Nothing chosen counts as all of them.";
/// What the third answer to all others does.
const AS_YES: &str = "\"Don't know\" is as careful as yes.";
/// What an answer to the first question does.
const AFTER_YES: &str =
    "After yes or don't know nothing starts for seven days, or until you answer no.";
/// What it has done.
const YES: &str = "You said yes, and it counts: no relief and no stretch starts for seven days, or until you \
                   answer no.";
const UNSURE: &str = "You did not know. Put the light on and look: no relief and no stretch starts for seven \
                      days, or until you answer no.";

impl SafetyQuestions {
    /// What is asked, or without a keyboard what was answered.
    pub(super) fn shown(&self, keyboard: bool) -> Board {
        if !keyboard {
            return self.answers();
        }
        let board = match &self.stage {
            SafetyStage::Swollen => {
                let (role, note) = match self.swollen {
                    Some(Reply::Yes) => (Role::Alert, YES),
                    Some(Reply::Unsure) => (Role::Alert, UNSURE),
                    Some(Reply::No) | None => (Role::Quiet, AFTER_YES),
                };
                self.ask("LEG SWOLLEN?", SWOLLEN, role, note)
            }
            SafetyStage::Ask(at) => {
                let question = Question::ALL[*at];
                self.ask(shout(question), question.words(), Role::Quiet, AS_YES)
            }
            SafetyStage::Weeks(weeks, _) => Self::weeks(*weeks),
            SafetyStage::Which(list) => self.which(*list),
            SafetyStage::Done(page) => Board::default()
                .shout(["ALL ASKED"])
                .yielding()
                .with(Content::Page(page.clone()))
                .bold(Role::Strong, "What your answers change")
                .spoken("")
                .choices(vec![
                    Choice::new(Key::Enter, "ENTER", "CLOSE").selected(true),
                ])
                .spoken(""),
        };
        let place = if let SafetyStage::Done(_) = self.stage {
            String::new()
        } else {
            self.place()
        };
        board
            .title("Safety questions", place)
            .spoken(format!("Safety questions, {}.", self.place()))
    }

    /// The board of a question that is answered with yes, no or "don't know".
    /// Once it was answered, the biggest keys go on.
    fn ask(&self, shout: &str, words: &str, role: Role, note: &str) -> Board {
        let given = self.given();
        let next = Choice::new(Key::Enter, "ENTER", "NEXT").selected(self.mark.on().is_none());
        let replies = listed(Reply::ALL, given.as_slice(), Reply::words);
        let board = self
            .offer("123", replies, given.map(|_| next))
            .shout([shout])
            .yielding()
            .spoken(words)
            .question(words)
            .spoken("")
            .text(role, note);
        // What holds now is left out for no letters.
        if role == Role::Quiet {
            board.optional()
        } else {
            board
        }
    }

    /// The board of a list.
    fn which(&self, list: List) -> Board {
        let (shout, words, note) = match list {
            List::Parts => (
                "WHICH?",
                "Replaced, operated on or hurt: which? Choose one or more.",
                ALL,
            ),
            List::Medicines => ("WHICH?", "Which do you take? Choose one or more.", ALL),
            List::Illnesses => ("WHICH?", "Which do you have? Choose one or more.", ALL),
            List::Age => (
                shout(Question::Age),
                Question::Age.words(),
                "Only the page for your doctor says it.",
            ),
        };
        self.offer("1234567890", self.listed(list), None)
            .shout([shout])
            .yielding()
            .spoken("")
            .question(words)
            .aside(Role::Quiet, Some(note))
    }

    /// What a list has, each with whether it was chosen.
    pub(super) fn listed(&self, list: List) -> Vec<(&'static str, bool)> {
        let profile = &self.profile;
        match list {
            List::Parts => listed(BodyPart::ALL, &profile.parts, BodyPart::words),
            List::Medicines => listed(Medicine::ALL, &profile.medicines, Medicine::words),
            List::Illnesses => listed(Fact::ILLNESSES, &profile.illnesses, Fact::words),
            List::Age => listed(Age::ALL, profile.age.as_slice(), aged),
        }
    }

    /// Answers under their keys, and what goes on.
    fn offer(&self, keys: &str, answers: Vec<(&'static str, bool)>, next: Option<Choice>) -> Board {
        let answers = keys.chars().zip(answers).enumerate();
        let choices = answers.map(|(at, (key, (word, is_chosen)))| {
            Choice::new(Key::Char(key), key, word)
                .selected(self.mark.on() == Some(at))
                .chosen(is_chosen)
        });
        let choices: Vec<Choice> = choices.chain(next).collect();
        let told = announce::choices(&choices);
        Board::default()
            .choices(choices)
            .spoken(told)
            .about(self.turn())
    }

    pub(super) fn weeks(weeks: Option<i32>) -> Board {
        let take = weeks.map(|_| Choice::new(Key::Enter, "ENTER", "OK").selected(true));
        let unsure = Choice::new(Key::Char('u'), "u", "don't know");
        let board = Board::default().shout(["WEEKS?"]);
        let board = match weeks {
            Some(weeks) => board.count(weeks.to_string(), "42", "weeks"),
            None => board,
        };
        board
            .choices(take.into_iter().chain([unsure]).collect())
            .question("How many weeks? Type the number, or choose it with ↑ ↓.")
            .aside(
                Role::Quiet,
                Some("\"Don't know\" counts as late in pregnancy."),
            )
    }

    /// Without a keyboard to answer with, what was answered.
    pub(super) fn answers(&self) -> Board {
        let answers = Question::ALL.iter().map(|question| {
            let reply = self.profile.reply(*question);
            let age = self.profile.age.filter(|_| *question == Question::Age);
            let reply = reply.map_or("not answered", Reply::words);
            let reply = age.map_or(reply, Age::words);
            Item::heading(format!("{} {}", question.words(), sentence(reply)))
        });
        Board::default()
            .text(
                Role::Text,
                "Your answers to the safety questions. There is no keyboard, so nothing is asked.",
            )
            .with(Content::List(answers.collect()))
    }
}

fn listed<T: Copy + PartialEq>(
    all: &[T],
    chosen: &[T],
    words: fn(T) -> &'static str,
) -> Vec<(&'static str, bool)> {
    let listed = all
        .iter()
        .map(|value| (words(*value), chosen.contains(value)));
    listed.collect()
}

/// How old somebody is, in one form for all: no number stands beside the digit that answers.
const fn aged(age: Age) -> &'static str {
    match age {
        Age::Under40 => "under 40",
        Age::From40 => "from 40",
        Age::From60 => "from 60",
        Age::From70 => "from 70",
        Age::From80 => "from 80",
    }
}
