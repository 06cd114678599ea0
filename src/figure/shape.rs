//! Places and the shapes that are filled.

use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Serialize};

/// A place or a distance, in the units of whoever draws; the figure's are centimetres.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub x: f32,
    /// Up in the figure's world, down on a grid.
    pub y: f32,
}

impl Point {
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// How far it is from the origin.
    pub fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    /// The point a `part` of the way to `end`; 0 is here, 1 is there.
    #[must_use]
    pub fn towards(self, end: Self, part: f32) -> Self {
        self + (end - self) * part
    }

    /// The direction alone, one unit long; the origin stays itself.
    #[must_use]
    pub fn unit(self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self * length.recip()
        } else {
            self
        }
    }

    /// A quarter turn to the right, where y grows upwards.
    #[must_use]
    pub fn turned_right(self) -> Self {
        Self::new(self.y, -self.x)
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;

    fn mul(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// What can be filled, in world units.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line with round ends, its radius growing evenly from `radii.0` to `radii.1`.
    Capsule {
        from: Point,
        to: Point,
        /// At `from` and at `to`.
        radii: (f32, f32),
    },
    Ellipse {
        centre: Point,
        /// Across and down.
        radii: (f32, f32),
    },
    /// The inside of a closed line, by the even-odd rule.
    Polygon(Vec<Point>),
}

impl Shape {
    /// The shape with round parts larger by `by`; corners stay where they are.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        match *self {
            Self::Capsule { from, to, radii } => Self::Capsule {
                from,
                to,
                radii: (radii.0 + by, radii.1 + by),
            },
            Self::Ellipse { centre, radii } => Self::Ellipse {
                centre,
                radii: (radii.0 + by, radii.1 + by),
            },
            Self::Polygon(ref corners) => Self::Polygon(corners.clone()),
        }
    }
}

/// The two lines that touch both ends of a capsule, each from `from` to `to`, the one on its right
/// first; `None` where one end lies within the other.
pub fn sides(from: Point, to: Point, radii: (f32, f32)) -> Option<[[Point; 2]; 2]> {
    let way = to - from;
    let lean = (radii.0 - radii.1) / way.length();
    if lean.abs() < 1.0 {
        let along = way.unit();
        let across = along.turned_right() * (1.0 - lean * lean).sqrt();
        let side = |across: Point| {
            let out = along * lean + across;
            [from + out * radii.0, to + out * radii.1]
        };
        Some([side(across), side(across * -1.0)])
    } else {
        None
    }
}
