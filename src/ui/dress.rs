//! Theme and motion: those that belong to the screen, or those chosen for this run.

use super::App;
use super::theme::Theme;
use crate::settings::Motion;

impl App {
    /// Puts on the next theme.
    pub(super) fn dim(&mut self) {
        self.dimmer = Some(self.look.theme.name().next());
        self.dress();
        self.say(format!("Theme: {}", self.look.theme.name().name()));
    }

    /// More or less moves.
    pub(super) fn slow(&mut self) {
        let motion = self.motion().next();
        self.motion = Some(motion);
        self.say(format!("Motion: {}", motion.words()));
    }

    fn motion(&self) -> Motion {
        let setup = &self.setup;
        let own = if self.screen.is_relief() {
            setup.relief_motion
        } else {
            setup.motion
        };
        self.motion.unwrap_or(own)
    }

    /// Puts on the theme that belongs to the screen, and the figure that belongs to the step.
    pub(super) fn dress(&mut self) {
        let setup = &self.setup;
        let own = if self.screen.is_relief() {
            setup.relief_theme
        } else {
            setup.theme
        };
        let name = self.dimmer.unwrap_or(own);
        if name != self.look.theme.name() {
            self.look.theme = Theme::new(name, self.setup.depth);
        }
        let motion = self.motion();
        self.scene
            .follow(self.screen.session(), motion, &self.setup.poses);
    }
}
