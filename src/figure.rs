//! The figure: a body in a pose, seen from the side, as shapes to fill.
//!
//! A [`Pose`](pose::Pose) is data: key frames between which it moves. At any moment of the motion
//! the joints are worked out again, so hands stay where they hold and feet where they stand.

pub(crate) mod animation;
pub mod base;
pub mod body;
mod body_shapes;
pub(crate) mod breath;
pub(crate) mod extent;
mod hand;
pub mod joint;
#[cfg(test)]
mod laws;
pub mod parse;
pub mod pose;
pub mod poses;
mod props;
pub mod shape;

use shape::Shape;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Bed, chair, wall and floor.
    Furniture,
    /// Towel, pillow and roller.
    Soft,
    /// The line from the eyes to what they look at.
    Gaze,
    /// The limbs behind.
    Far,
    /// Trunk and head.
    Trunk,
    /// The limbs nearer to the viewer.
    Near,
    /// The worked muscle of the near leg.
    Muscle,
    /// The worked muscle of the far leg.
    FarMuscle,
    /// Where warmth is laid on.
    Warmth,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// In centimetres; the body faces right, y grows up.
    pub shape: Shape,
    pub part: Part,
    /// Whether a gap keeps it apart from what lies behind its layer.
    pub apart: bool,
}

/// One drawn moment of a pose: layers from back to front, the pieces of each in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// Never mixed: the gaps of a layer are cut before its pieces are filled.
    pub layers: Vec<Vec<Piece>>,
}
