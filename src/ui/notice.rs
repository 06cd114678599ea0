//! The line for notices: what goes away by itself, and that the diary is not saved.

use super::keys::Context;
use super::page::{Kind, Page, Paragraph};
use super::toast::Toast;
use super::words::sentence;
use super::{App, Effect};

/// What stands where there is room for a notice, for as long as something is not saved,
const UNSAVED: &str = "The diary is not saved yet. v says more.";
/// and after something that is never written down.
const NO_DIARY: &str = "No diary is kept: not written down.";

/// On the home screen, while a leg may be swollen.
const BARRED: &str = "Nothing starts. p asks about the leg.";

impl App {
    /// Says something for a while.
    pub(super) fn say(&mut self, words: String) {
        self.toast = Some(Toast::new(words, self.now));
    }

    /// What the line says now.
    pub(super) fn words(&self) -> Option<&str> {
        let toast = self.toast.as_ref().map(Toast::words);
        toast.or_else(|| self.standing())
    }

    /// All that was recorded is on the disk. In the middle of things nobody wants to know, unless
    /// it was said before that it is not.
    pub(super) fn saved(&mut self) {
        let was_unsaved = self.unsaved.take().is_some();
        if (was_unsaved && !self.is_cramp()) || (self.is_calm() && self.toast.is_none()) {
            self.say("Saved in the diary.".to_owned());
        }
    }

    /// There is no diary to look at in this run.
    pub(super) fn unread(&mut self, why: &str) {
        let words = format!("The diary cannot be read: {why}.");
        self.say(words.clone());
        self.journal = Err(words);
    }

    /// Something that was recorded is only in memory.
    pub(super) fn unsaved(&mut self, why: String) {
        // What stands at the end of a cramp says it soon enough.
        if self.unsaved.as_ref() != Some(&why) && !self.is_cramp() {
            self.say(format!("Not saved: {why}"));
        }
        self.unsaved = Some(why);
    }

    /// Says why something is not saved, and has it tried again.
    pub(super) fn save_again(&mut self, effects: &mut Vec<Effect>) {
        if let Some(why) = &self.unsaved {
            effects.push(Effect::SaveAgain);
            self.lay(page(why));
        }
    }

    /// That something is not saved, where a key can be spared for it, or never will be.
    fn standing(&self) -> Option<&str> {
        let is_end = matches!(self.context(), Context::Done | Context::Eased);
        let spares = is_end || matches!(self.context(), Context::Home | Context::Nights);
        match &self.unsaved {
            Some(_) => spares.then_some(UNSAVED),
            None if self.barred.is_some() && self.context() == Context::Home => Some(BARRED),
            None => (is_end && !self.setup.keeps_diary).then_some(NO_DIARY),
        }
    }

    /// Whether a cramp is under way, whatever lies over it.
    fn is_cramp(&self) -> bool {
        self.screen.is_relief() && self.screen.context() != Context::Eased
    }

    fn is_calm(&self) -> bool {
        !matches!(
            self.screen.context(),
            Context::Player
                | Context::Relief
                | Context::Asking
                | Context::Worse
                | Context::Resting
                | Context::Morning
                | Context::Writing
        )
    }
}

fn page(why: &str) -> Page {
    let text = |text: &str| Paragraph::new(Kind::Text, text);
    Page::new(
        "Not saved yet",
        vec![
            Paragraph::new(Kind::Alert, sentence(why)),
            text("What you said is kept in memory for as long as the program runs."),
            text(
                "It is being tried again. So it is with the next answer, and at the end of the \
                 program.",
            ),
            text(
                "What cannot be saved then is put into a file of its own, and you are told where.",
            ),
        ],
    )
}
