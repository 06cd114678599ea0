//! What other windows write, as the app is told of it.

use std::io;
use std::time::Duration;

use super::Runtime;
use super::frontend::Frontend;
use crate::diary::Diary;
use crate::diary::line::Line;
use crate::io::store::{News, Refused};
use crate::io::{clock, inbox};
use crate::ui::Msg;

impl<F: Frontend> Runtime<'_, F> {
    /// Learns what other windows have written: whatever a key starts or changes goes by it.
    pub(super) fn look(&mut self) -> io::Result<()> {
        if self.keepers.answers.look() {
            self.tell_answers()?;
        }
        if let Some(found) = self.keepers.shelf.look() {
            self.tell(Msg::UnderWay(found))?;
            self.keepers.shelf.knows(self.app.under_way());
        }
        match self.keepers.diary_writer.look() {
            News::None => Ok(()),
            News::Lines(lines) => {
                let lines: Result<Vec<_>, _> =
                    lines.iter().map(|line| Line::parse(&line.text)).collect();
                match lines {
                    Ok(lines) => {
                        let last = lines.iter().rev().find(|line| line.is_of_a_cramp());
                        let last = last.cloned();
                        lines
                            .into_iter()
                            .try_for_each(|line| self.tell(Msg::Written(line)))?;
                        self.tell_eased(last.as_ref())
                    }
                    // A line of a later version closes the diary, and is no matter of a line.
                    Err(_) => self.read_anew(),
                }
            }
            News::All => self.read_anew(),
        }
    }

    pub(super) fn tell_answers(&mut self) -> io::Result<()> {
        let answers = &self.keepers.answers;
        let danger = answers.danger(clock::wall);
        self.tell(Msg::Profile(Box::new(answers.profile()), danger))
    }

    /// Learns whether another window was told that the cramp eased before this one followed the diary.
    pub(super) fn look_back(&mut self) -> io::Result<()> {
        let lines = self.keepers.diary_writer.end();
        self.tell_eased(lines.iter().rev().find(|line| line.is_of_a_cramp()))
    }

    fn tell_eased(&mut self, line: Option<&Line>) -> io::Result<()> {
        let Some((answer, at)) = line.and_then(Line::eased) else {
            return Ok(());
        };
        let ago = clock::now().as_second().saturating_sub(at.seconds());
        let ago = Duration::from_secs(u64::try_from(ago).unwrap_or_default());
        self.tell(Msg::Eased(answer, ago))
    }

    /// Reads the diary from its beginning: it was wiped or mended, or its file was replaced.
    pub(super) fn read_anew(&mut self) -> io::Result<()> {
        if !self.app.shows_diary() {
            return self.look_back();
        }
        let waiting = self.keepers.diary_writer.waiting();
        let Some(read) = self.keepers.diary_writer.store().map(inbox::read) else {
            return Ok(());
        };
        self.learn_diary(read)?;
        let mut waiting = waiting.into_iter().map(Msg::Written);
        waiting.try_for_each(|line| self.tell(line))
    }

    pub(super) fn learn_diary(&mut self, read: Result<Box<Diary>, Refused>) -> io::Result<()> {
        match read {
            Ok(diary) => {
                let now = clock::moment(clock::now());
                self.tell(Msg::Diary(diary, now))?;
                let meanwhile = self.keepers.diary_writer.meanwhile().into_iter();
                let mut written = meanwhile.map(Msg::Written);
                written.try_for_each(|written| self.tell(written))
            }
            Err(why) if self.app.is_waiting() => Err(io::Error::other(why)),
            Err(why) => self.tell(Msg::Unread(why.short())),
        }
    }
}
