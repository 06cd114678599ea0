//! Pictures in pixels, for the terminals that show them: what they are asked, and what they are sent.

mod kitty;
mod pixels;
mod sixel;

use ratatui::layout::Rect;

use crate::ui::figure::Scene;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Kitty's: beside the cells, by number.
    Kitty,
    /// Sixels, in place of cells.
    Sixel,
}

/// What a terminal is asked about pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureQuery {
    /// Whether it knows kitty's, and sixels.
    Either,
    /// Whether it knows sixels: the other question would end in a title, or on the screen.
    Sixel,
}

impl PictureQuery {
    /// What is sent. Every terminal answers the last question, or none.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Either => kitty::QUESTION,
            Self::Sixel => sixel::QUESTION,
        }
    }

    pub fn is_last_answered(answer: &[u8]) -> bool {
        sixel::parts(answer).is_some()
    }
}

impl Protocol {
    /// What an answer of the terminal says of pictures, if it is one to a [`PictureQuery`].
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
    pub fn remove(self) -> Vec<u8> {
        // CAN and ST end what was cut; sixels go with the cells.
        let mut bytes = b"\x18\x1b\\".to_vec();
        if self == Self::Kitty {
            (0..MOST).for_each(|number| kitty::delete(number, &mut bytes));
        }
        bytes.extend(b"\x1b[2J");
        bytes
    }

    /// What puts a picture over the lines that were printed last, so many from the upper edge of its area
    /// on, with other `cells` there. It stays when the program has gone.
    pub fn over(self, cells: &str, scene: &Scene, lines: u16) -> Option<String> {
        let from_top = lines.checked_sub(scene.cells.y)?;
        let mut bytes = format!("\x1b7\x1b[{lines}A{cells}\x1b8\x1b[{from_top}A").into_bytes();
        if scene.cells.x > 0 {
            bytes.extend(format!("\x1b[{}C", scene.cells.x).bytes());
        }
        self.put(scene, None, &mut bytes)?;
        bytes.extend(b"\x1b8");
        String::from_utf8(bytes).ok()
    }

    /// Appends a picture at the cursor, in place of the one of that number.
    fn put(self, scene: &Scene, number: Option<usize>, bytes: &mut Vec<u8>) -> Option<()> {
        let pixels = pixels::of(scene)?;
        match self {
            Self::Kitty => {
                kitty::put(&pixels, scene.size, scene.cells.as_size(), number, bytes);
            }
            Self::Sixel => sixel::put(&pixels, scene.size, bytes),
        }
        Some(())
    }
}

/// Pictures at once, at most: as many as a pose has frames.
const MOST: usize = 6;

#[derive(Debug, Default)]
pub(crate) struct Pictures {
    protocol: Option<Protocol>,
    shown: Vec<(Rect, Scene)>,
}

impl Pictures {
    /// Takes in what the terminal knows; whether that is new.
    pub(crate) fn learn(&mut self, protocol: Protocol) -> bool {
        // Who knows both answers for kitty's first.
        let is_new = self.protocol.is_none();
        self.protocol = self.protocol.or(Some(protocol));
        is_new
    }

    pub(crate) fn are_known(&self) -> bool {
        self.protocol.is_some()
    }

    pub(crate) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Whether cells have to be drawn anew because a picture goes that was drawn in place of them.
    pub(crate) fn uncover(&self, next: &[(Rect, &Scene)]) -> bool {
        let goes = |(shown, _): &(Rect, Scene)| next.iter().all(|(area, _)| area != shown);
        self.protocol == Some(Protocol::Sixel) && self.shown.iter().any(goes)
    }

    /// Appends what takes the screen from the pictures that it shows to the next ones.
    pub(crate) fn show(&mut self, next: &[(Rect, &Scene)], bytes: &mut Vec<u8>) {
        let Some(protocol) = self.protocol else {
            return;
        };
        let count = next.len().min(MOST);
        for (number, (area, scene)) in next.iter().take(count).enumerate() {
            let shown = self.shown.get(number);
            if shown.is_some_and(|shown| shown.0 == *area && shown.1 == **scene) {
                continue;
            }
            bytes.extend(format!("\x1b[{};{}H", area.y + 1, area.x + 1).bytes());
            let _ = protocol.put(scene, Some(number), bytes);
            let now = (*area, (*scene).clone());
            match self.shown.get_mut(number) {
                Some(shown) => *shown = now,
                None => self.shown.push(now),
            }
        }
        if protocol == Protocol::Kitty {
            (count..self.shown.len()).for_each(|number| kitty::delete(number, bytes));
        }
        self.shown.truncate(count);
    }
}
