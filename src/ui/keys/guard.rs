//! Which presses are meant: a hand may rest, tremble, or answer the step that has just gone.

use std::time::Duration;

use super::{Action, Key};

/// The same key again within this time is a trembling hand.
const DEBOUNCE: Duration = Duration::from_millis(250);
/// Keys that skip, go back or leave are ignored this long after the step changed by itself.
const GUARD: Duration = Duration::from_secs(1);

/// As long as it is said which key leaves, the same key leaves.
const AGAIN: Duration = Duration::from_secs(5);

/// Nobody presses ENTER and then another key within this time; a terminal that does not mark what is
/// pasted sends it on, line after line.
const PASTE: Duration = Duration::from_millis(100);

/// The hand on the keyboard. Moments count from the start of the app.
#[derive(Debug, Default)]
pub(crate) struct KeyGuard {
    /// When each key last arrived.
    arrivals: Vec<(Key, Duration)>,
    /// When a step last changed by itself.
    changed: Option<Duration>,
    /// When it was last said which key leaves.
    said: Option<Duration>,
    /// When ENTER was pressed where text is written, or the last key that came too soon after it.
    line_ended: Option<Duration>,
}

impl KeyGuard {
    /// Notes that a key arrives and returns how long ago it last did.
    pub(crate) fn press(&mut self, key: Key, now: Duration) -> Option<Duration> {
        let known = self
            .arrivals
            .iter_mut()
            .find(|(known, _)| known.is_same(key));
        let gap = known.map(|(_, last)| now.saturating_sub(std::mem::replace(last, now)));
        if gap.is_none() {
            self.arrivals.push((key, now));
        }
        gap
    }

    /// Whether a press is only the echo of the one `gap` before it: of a key that is found in the
    /// dark, that answers, or that means nothing and so closes what lies over the screen. Who writes
    /// may write the same letter twice.
    pub(crate) fn is_bounce(key: Key, action: Option<Action>, gap: Option<Duration>) -> bool {
        let counts_once = match action {
            Some(Action::Type) => false,
            Some(action) => key.is_big() || key == Key::Esc || action.is_debounced(),
            None => true,
        };
        counts_once && gap.is_some_and(|gap| gap < DEBOUNCE)
    }

    /// Whether a key is more of a text whose first line ended what was written: none of it is a command.
    pub(crate) fn is_pasted(&mut self, key: Key, writes: bool, now: Duration) -> bool {
        let is_text = matches!(
            key,
            Key::Char(_) | Key::Letter { .. } | Key::Enter | Key::Tab
        );
        let ended = self.line_ended.take();
        let is_pasted = is_text && ended.is_some_and(|at| now.saturating_sub(at) < PASTE);
        let ends = writes && key == Key::Enter;
        self.line_ended = (is_pasted || ends).then_some(now);
        is_pasted
    }

    /// Whether the key that says how to leave has just said it, so that now it leaves.
    pub(crate) fn says_again(&mut self, now: Duration) -> bool {
        let before = self.said.replace(now);
        before.is_some_and(|at| now.saturating_sub(at) < AGAIN)
    }

    /// Notes that the step changed without a key.
    pub(crate) fn step_changed(&mut self, now: Duration) {
        self.changed = Some(now);
    }

    /// Notes that another screen was chosen: nothing on it is an old step.
    pub(crate) fn step_chosen(&mut self) {
        self.changed = None;
    }

    /// Whether an action was meant for the step that has just gone.
    pub(crate) fn is_late(&mut self, action: Action, now: Duration) -> bool {
        let just = self
            .changed
            .is_some_and(|at| now.saturating_sub(at) < GUARD);
        if just && action == Action::Open {
            // Who goes on pressing has not seen that there is something else to open.
            self.changed = Some(now);
        }
        just && action.is_guarded()
    }
}
