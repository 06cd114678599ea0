//! What the questions say beside their own words.

use super::options::{Pick, PickKind};
use super::question::{MorningQuestion, Remembered, Subject};
use super::{Asks, Morning};
use crate::ui::board::{Choice, Item};
use crate::ui::keys::Key;
use crate::ui::live_diary::wall;
use crate::ui::words::minutes;

/// The keys of own words, after the digits.
const OWN: &str = "aefg";

impl Morning {
    /// Which of the questions this is.
    pub(super) fn place(&self) -> String {
        match self.questions.len() {
            1 => String::new(),
            count => format!("{} of {count}", self.at + 1),
        }
    }

    /// What a question is about in a word or two, and which cramp where there are several.
    pub(super) fn labelled(&self, question: MorningQuestion) -> String {
        let cramps = &self.subject.cramps;
        match question.cramp().and_then(|at| cramps.get(at)) {
            Some(one) if cramps.len() > 1 => {
                format!("{} {}", wall(one.cramp.start), question.label())
            }
            Some(_) | None => question.label().to_owned(),
        }
    }

    /// Which cramp or what else the question is about, and what is known of it.
    pub(super) fn about(&self, question: MorningQuestion) -> Option<String> {
        if self.asks == Asks::Review {
            return None;
        }
        let at = match question {
            MorningQuestion::Any => {
                let tried = self.subject.cramps.iter().filter(|one| one.may_be_none);
                let tried: Vec<String> = tried.map(|one| wall(one.cramp.start)).collect();
                return Some(format!("Relief at {}", tried.join(", ")));
            }
            MorningQuestion::Returned(at) => {
                let begun = &self.subject.returned.get(at)?.begun;
                let begun: Vec<String> = begun.iter().copied().map(wall).collect();
                return Some(format!("Relief at {}", begun.join(", then at ")));
            }
            MorningQuestion::Joined(at) => {
                let begun = &self.subject.returned.get(at)?.begun;
                let begun: Vec<String> = begun.iter().copied().map(wall).collect();
                return Some(format!("Cramps at {}", begun.join(" and ")));
            }
            question => match question.cramp() {
                Some(at) => at,
                None => return Some("The night as a whole".to_owned()),
            },
        };
        let Remembered {
            cramp, may_be_none, ..
        } = self.subject.cramps.get(at)?;
        if *may_be_none && cramp.left.is_some() {
            return Some(format!(
                "Relief at {}, left within seconds",
                wall(cramp.start)
            ));
        }
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
        let mut answered = answered.peekable();
        let heading = answered.peek().map(|_| Item::heading("Answered before:"));
        heading.into_iter().chain(answered).collect()
    }

    /// Which of the options is to write own words.
    pub(super) fn write_option(&self) -> Option<usize> {
        let takes = self.picked().is_some_and(Pick::takes_own);
        takes.then(|| self.options().len().saturating_sub(3))
    }

    /// The option that a key takes.
    pub(super) fn option_of(&self, key: char) -> Option<usize> {
        (0..self.options().len()).find(|option| self.key_of(*option) == Some(key))
    }

    /// The key that takes an option at once; none for 10, which is typed as 1 and 0.
    pub(super) fn key_of(&self, option: usize) -> Option<char> {
        let last = self.options().len().saturating_sub(1);
        let shape = self.shape()?;
        let values = match shape {
            PickKind::One => last,
            PickKind::Many => self.write_option().unwrap_or(last.saturating_sub(1)),
            // Their digits are their own.
            PickKind::Scale => usize::MAX,
        };
        let number = match shape {
            _ if option == last && values >= 9 => return Some('u'),
            _ if option == last => values + 1,
            PickKind::Many if option + 1 == last => 0,
            PickKind::Many if Some(option) == self.write_option() => return Some('w'),
            PickKind::Scale => option,
            // Beyond the digits there are letters that mean nothing else here.
            PickKind::One | PickKind::Many if option >= 9 => return OWN.chars().nth(option - 9),
            PickKind::One | PickKind::Many => option + 1,
        };
        char::from_digit(u32::try_from(number).ok()?, 10)
    }
}

impl Asks {
    /// What there is to ask; of a cramp that was none, nothing else.
    pub(super) fn questions(self, subject: &Subject) -> Vec<MorningQuestion> {
        match self {
            Self::Morning => subject.of_morning(),
            Self::Night => subject.of_night(),
            Self::More => subject.of_added(),
            Self::Review => vec![MorningQuestion::Keep],
        }
    }
}
