//! What the questions say beside their own words.

use super::options::Shape;
use super::question::{Question, Subject};
use super::{Asks, Morning};
use crate::ui::board::{Choice, Item};
use crate::ui::journal::wall;
use crate::ui::keys::Key;
use crate::ui::words::minutes;

impl Morning {
    /// Which of the questions this is.
    pub(super) fn place(&self) -> String {
        match self.questions.len() {
            1 => String::new(),
            count => format!("{} of {count}", self.at + 1),
        }
    }

    /// What a question is about in a word or two, and which cramp where there are several.
    pub(super) fn labelled(&self, question: Question) -> String {
        match question.cramp() {
            Some(at) if self.subject.cramps.len() > 1 => {
                format!("{} {}", at + 1, question.label())
            }
            Some(_) | None => question.label().to_owned(),
        }
    }

    /// Which cramp or what else the question is about, and what is known of it.
    pub(super) fn about(&self) -> Option<String> {
        if self.asks == Asks::Review {
            return None;
        }
        let Some(at) = self.question().cramp() else {
            return Some("The night as a whole".to_owned());
        };
        let cramp = &self.subject.cramps.get(at)?.cramp;
        let lasted = match cramp.length() {
            Some(length) => format!(", {}", minutes(u64::from(length.number()))),
            None => String::new(),
        };
        Some(format!("The cramp at {}{lasted}", wall(cramp.start)))
    }

    /// The options, each under its key.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let options = self.options().into_iter().enumerate();
        let choices = options.map(|(at, word)| {
            let key = self.key_of(at);
            // A number is its own key.
            let is_number = word.parse::<u8>().is_ok();
            let label = key
                .filter(|_| !is_number)
                .map(String::from)
                .unwrap_or_default();
            Choice::new(Key::Char(key.unwrap_or('1')), label, word)
                .selected(self.mark.on() == Some(at))
                .chosen(self.is_picked(at))
        });
        choices.collect()
    }

    /// What was answered so far, the latest first.
    pub(super) fn answered(&self) -> Vec<Item> {
        let questions = self.questions[..self.at].iter().rev();
        let answered = questions.filter_map(|question| {
            let said = self.subject.said(*question)?;
            Some(Item::heading(format!(
                "{}: {said}",
                self.labelled(*question)
            )))
        });
        answered.collect()
    }

    /// The key that takes an option at once; none for 10, which is typed as 1 and 0.
    pub(super) fn key_of(&self, option: usize) -> Option<char> {
        let last = self.options().len().saturating_sub(1);
        let number = match self.shape()? {
            _ if option == last => return Some('u'),
            Shape::Many if option + 1 == last => 0,
            Shape::Scale => option,
            Shape::One | Shape::Many => option + 1,
        };
        char::from_digit(u32::try_from(number).ok()?, 10)
    }
}

impl Asks {
    /// What there is to ask; of a cramp that was none, nothing else.
    pub(super) fn questions(self, subject: &Subject) -> Vec<Question> {
        match self {
            Self::Morning => subject.of_morning(),
            Self::Night => subject.of_night(),
            Self::Review => vec![Question::Keep],
        }
    }
}
