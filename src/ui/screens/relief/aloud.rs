//! What relief says aloud beside its steps.

use super::{ReliefScreen, ending};
use crate::routine::Rest;
use crate::session::relief::{ReliefEvent, Stage};
use crate::session::speech::Utterance;
use crate::ui::screen::Context;

impl ReliefScreen {
    /// What there is to say of where it stands.
    pub(super) fn present(&self) -> Vec<Utterance> {
        match self.relief.stage() {
            Stage::Stretching => self.relief.present(),
            Stage::Still => {
                let words = match self.relief.session().routine().rests {
                    Some(Rest::Unsure) => "Tear or cramp?",
                    Some(Rest::Hurt) | None => "Rest the leg.",
                };
                vec![Utterance::new(words, None)]
            }
            Stage::Asking { .. } | Stage::Worse | Stage::Resting | Stage::Eased { .. } => {
                vec![Utterance::silence()]
            }
        }
    }

    pub(super) fn say(&mut self, happened: &[ReliefEvent], context: &Context<'_>) {
        let call = ending::call(&context.setup.settings);
        self.said.extend(self.relief.utterances(happened, &call));
    }
}
