//! What the window shows: the uppermost screen, notices and keys.

use super::App;
use crate::ui::board::Content;
use crate::ui::help;
use crate::ui::keys::Action;
use crate::ui::screen::{Mood, View};

/// Where the rest of a notice is, of which a line is shown.
const MORE: &str = "… (?: more)";
/// A notice takes no more rows.
const MOST: u16 = 6;

impl App {
    /// Works out what is on the screen now, and where.
    pub(super) fn refresh(&mut self) {
        if self.done && !self.setup.plain {
            // Nobody sees it.
            return;
        }
        let is_relief = self.stack.relief().is_some();
        let figure = self.stack.uppermost().figure();
        self.window.follow(&self.setup, is_relief, figure);
        let view = View {
            setup: &self.setup,
            keyboard: self.keyboard,
            breath: self.window.breath(),
        };
        self.stack.uppermost_mut().read(&self.diary, &view);
        let screen = self.stack.uppermost();
        let board = screen.board(&view);
        let mood = screen.mood();
        let mut rows = screen.keys().rows();
        let says_more = rows.any(|row| row.action == Action::SaveAgain);
        let keeps_diary = self.setup.keeps_diary;
        let words = self.notices.words(mood, keeps_diary, says_more);
        // During a cramp it takes no row from what to do.
        let rows = if mood == Mood::Cramp { 1 } else { MOST };
        let has_keys = self.keyboard && !self.done;
        let has_diary = self.diary.ready().is_ok();
        let of_files = self.notices.of_files.as_deref();
        let line = words.filter(|_| words == of_files && !self.setup.plain);
        let line = line.map(|words| self.window.line(words, MORE));
        let board = match line.as_deref().or(words) {
            Some(words) => board.notice(words, rows),
            None => board,
        };
        if self.setup.plain {
            let hints = (has_keys && screen.tells_keys())
                .then(|| Content::Keys(help::hints(screen, None, has_diary)));
            self.window.keep(board.with_some(hints));
        } else {
            // Relief says itself how much its keys matter.
            let keys = Content::Keys(Vec::new());
            let has_none = board.blocks.iter().all(|block| block.content != keys);
            let keys = Some(keys).filter(|_| has_keys && has_none);
            self.window.show(board.with_some(keys), |page| {
                help::hints(screen, page, has_diary)
            });
        }
    }
}
