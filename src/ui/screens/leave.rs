//! The question whether to leave what is under way.

use crate::ui::board::{Board, Choice};
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;

/// Asks whether to leave: any key but two stays.
#[derive(Debug)]
pub(crate) struct Leave;

impl Screen for Leave {
    fn keys(&self) -> &'static KeyMap {
        &table::LEAVE
    }

    fn act(&mut self, action: Action, _key: Key, _context: &mut Context<'_>) -> Nav {
        match action {
            Action::Leave => Nav::Home,
            _ => Nav::Back,
        }
    }

    fn board(&self, _view: &View<'_>) -> Board {
        Board::default()
            .shout(["LEAVE?"])
            .yielding()
            .choices(vec![
                Choice::new(Key::Char(' '), "SPACE", "STAY").selected(true),
                Choice::new(Key::Char('q'), "q", "LEAVE"),
            ])
            .aside(Role::Quiet, Some("Any key but q and Esc stays."))
    }
}
