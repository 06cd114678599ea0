//! What a question shows.

use super::Morning;
use super::options::PickKind;
use super::own;
use crate::ui::announce;
use crate::ui::board::{Board, Content};
use crate::ui::screens::nights::six_weeks;
use crate::ui::theme::Role;

impl Morning {
    /// The question, its answers, and what is known.
    pub(super) fn question_board(&self) -> Board {
        let (question, of) = (self.question(), self.at + 1);
        let (shout, words) = if self.adds {
            ("YOUR WORDS", own::WORDS)
        } else {
            (question.shout(), question.words(self.fresh))
        };
        let mut board = Board::default();
        if self.is_written() {
            let kept = self.subject.said(question).filter(|_| !self.adds);
            let told = match &self.understood {
                Some(Ok(told) | Err(told)) => Some(told.clone()),
                None => kept.map(|note| format!("Your note: {note}")),
            };
            // What is still being typed is not told letter by letter.
            let told = told.filter(|_| self.keeps.is_none());
            board = board
                .with(self.draft.content())
                .spoken(told.unwrap_or_default())
                .about(of);
            if let Some(Ok(understood) | Err(understood)) = &self.understood {
                board = board.text(Role::Strong, understood).spoken("");
            }
        } else {
            let choices = self.choices();
            let is_scale = self.shape() == Some(PickKind::Scale);
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
        board = board.shout([shout]).yielding().spoken(words).about(of);
        if self.adds || !question.is_said_by_its_shout() {
            board = board.question(words).spoken("");
        }
        if let Some(weeks) = &self.six_weeks {
            board = six_weeks::told(board, weeks);
        }
        board = board
            .aside(Role::Quiet, self.about(question))
            .about(of)
            .heading(&self.title, self.place());
        match self.answered() {
            answered if answered.is_empty() => board,
            answered => board.with(Content::List(answered)).optional().spoken(""),
        }
    }
}
