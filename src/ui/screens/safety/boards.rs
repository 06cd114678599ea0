//! What the safety questions show.

use super::SafetyQuestions;
use crate::profile::{Question, Reply};
use crate::ui::announce;
use crate::ui::board::{Board, Choice, Content, Item};
use crate::ui::keys::Key;
use crate::ui::theme::Role;
use crate::ui::words::sentence;

impl SafetyQuestions {
    /// The board of a question that is answered with yes, no or "don't know".
    pub(super) fn ask(&self, shout: &str, words: &str, given: Option<Reply>, note: &str) -> Board {
        let replies = (0..)
            .zip(Reply::ALL)
            .map(|(at, reply)| (at, reply.words(), given == Some(*reply)));
        self.offer(Board::default().shout([shout]).spoken(words), replies)
            .question(words)
            .spoken("")
            .aside(Role::Quiet, Some(note))
    }

    /// The board of a list of which one or more are chosen.
    pub(super) fn which<T: Copy + PartialEq>(
        &self,
        words: &str,
        all: &[T],
        chosen: &[T],
        named: fn(T) -> &'static str,
    ) -> Board {
        let all = (0..)
            .zip(all)
            .map(|(at, value)| (at, named(*value), chosen.contains(value)));
        self.offer(Board::default(), all)
            .question(words)
            .aside(Role::Quiet, Some("Nothing chosen counts as all of them."))
    }

    /// Adds answers under the digits from 1 on.
    pub(super) fn offer(
        &self,
        board: Board,
        answers: impl Iterator<Item = (usize, &'static str, bool)>,
    ) -> Board {
        let choices: Vec<Choice> = (b'1'..)
            .zip(answers)
            .map(|(digit, (at, word, is_chosen))| {
                let digit = char::from(digit);
                Choice::new(Key::Char(digit), digit, word)
                    .selected(self.mark.on() == Some(at))
                    .chosen(is_chosen)
            })
            .collect();
        let told = announce::choices(&choices);
        board.choices(choices).spoken(told).about(self.turn())
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
            let reply = reply.map_or("not answered", Reply::words);
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
