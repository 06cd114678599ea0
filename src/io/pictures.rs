//! Pictures in pixels, for the terminals that show them: what they are asked, and what they are sent.

mod kitty;
mod pixels;
mod sixel;

use ratatui::layout::Rect;

use crate::ui::figure::Scene;

/// How a terminal takes pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Kitty's: beside the cells, by number.
    Kitty,
    /// Sixels, in place of cells.
    Sixel,
}

/// What a terminal is asked about pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether it knows kitty's, and sixels.
    Either,
    /// Whether it knows sixels: the other question would end in a title, or on the screen.
    Sixel,
}

impl Question {
    /// What is sent. Every terminal answers the second question, or none.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Either => kitty::QUESTION,
            Self::Sixel => sixel::QUESTION,
        }
    }
}

impl Protocol {
    /// What an answer of the terminal says of pictures, if it is one to a [`Question`].
    pub fn told_by(answer: &[u8]) -> Option<Self> {
        if answer == kitty::ANSWER {
            Some(Self::Kitty)
        } else if sixel::is_known(answer) {
            Some(Self::Sixel)
        } else {
            None
        }
    }

    /// What ends a picture that was cut and takes all of them off the screen.
    pub const fn remove(self) -> &'static [u8] {
        match self {
            Self::Kitty => kitty::REMOVE,
            Self::Sixel => sixel::REMOVE,
        }
    }
}

/// The picture on the screen: there is at most one.
#[derive(Debug, Default)]
pub struct Pictures {
    protocol: Option<Protocol>,
    shown: Option<(Rect, Scene)>,
}

impl Pictures {
    /// Takes in what the terminal knows; whether that is new.
    pub fn learn(&mut self, protocol: Protocol) -> bool {
        // Who knows both answers for kitty's first.
        let is_new = self.protocol.is_none();
        self.protocol = self.protocol.or(Some(protocol));
        is_new
    }

    /// Whether the terminal shows any.
    pub fn are_known(&self) -> bool {
        self.protocol.is_some()
    }

    /// Forgets what is on the screen, which begins anew.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Whether cells have to be drawn anew because a picture goes that was drawn in place of them.
    pub fn uncover(&self, next: Option<(Rect, &Scene)>) -> bool {
        let shown = self.shown.as_ref().map(|(area, _)| *area);
        let stays = shown == next.map(|(area, _)| area);
        self.protocol == Some(Protocol::Sixel) && shown.is_some() && !stays
    }

    /// Appends what takes the screen from the picture that it shows to the next one.
    pub fn show(&mut self, next: Option<(Rect, &Scene)>, bytes: &mut Vec<u8>) {
        let Some(protocol) = self.protocol else {
            return;
        };
        match next {
            Some((area, scene)) => {
                let is_shown = |shown: &(Rect, Scene)| shown.0 == area && shown.1 == *scene;
                if self.shown.as_ref().is_some_and(is_shown) {
                    return;
                }
                self.shown = Some((area, scene.clone()));
                let Some(pixels) = pixels::of(scene) else {
                    return;
                };
                bytes.extend(format!("\x1b[{};{}H", area.y + 1, area.x + 1).bytes());
                match protocol {
                    Protocol::Kitty => kitty::put(&pixels, scene.size, area.as_size(), bytes),
                    Protocol::Sixel => sixel::put(&pixels, scene.size, bytes),
                }
            }
            None => {
                if self.shown.take().is_some() && protocol == Protocol::Kitty {
                    bytes.extend(kitty::DELETE);
                }
            }
        }
    }
}
