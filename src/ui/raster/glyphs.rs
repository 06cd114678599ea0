//! The characters that sub-pixels are written with, as a ladder.

/// The characters that sub-pixels are written with, from the coarsest to the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyphs {
    /// ASCII punctuation that leans the way two by two sub-pixels do.
    Ascii,
    /// Full blocks: a cell is a sub-pixel.
    Full,
    /// Half blocks: one sub-pixel above another.
    Half,
    /// Quadrant blocks: two by two sub-pixels a cell.
    Quadrant,
    /// Sextants: two across, three down.
    Sextant,
    /// Octants: two across, four down.
    Octant,
}

/// Sub-pixels of a cell at most.
pub(super) const MOST: usize = 8;

/// A cell without ink.
pub const EMPTY: [u8; MOST] = [0; MOST];

impl Glyphs {
    #[cfg(test)]
    pub const ALL: [Self; 6] = [
        Self::Ascii,
        Self::Full,
        Self::Half,
        Self::Quadrant,
        Self::Sextant,
        Self::Octant,
    ];

    /// Sub-pixels across and down a cell.
    pub const fn per_cell(self) -> (u16, u16) {
        match self {
            Self::Full => (1, 1),
            Self::Half => (1, 2),
            Self::Ascii | Self::Quadrant => (2, 2),
            Self::Sextant => (2, 3),
            Self::Octant => (2, 4),
        }
    }

    /// Where down a sub-pixel its coverage is measured.
    pub(super) const fn lines(self) -> &'static [f32] {
        match self {
            Self::Ascii | Self::Full | Self::Half | Self::Quadrant => &[1.0 / 6.0, 0.5, 5.0 / 6.0],
            Self::Sextant | Self::Octant => &[0.25, 0.75],
        }
    }
}
