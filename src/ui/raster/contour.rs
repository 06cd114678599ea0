//! Where level lines meet the edge of a shape, in sub-pixels.

use std::ops::Range;

use crate::figure::shape::{Point, Shape, sides};

use super::GridView;

/// The edge of a shape on a grid.
pub(super) enum Contour {
    /// Two ellipses and the lines that touch both.
    Round([Disc; 2], [[Point; 2]; 2]),
    /// A closed line, by the even-odd rule.
    Corners(Vec<Point>),
}

/// An upright ellipse.
#[derive(Clone, Copy)]
pub(super) struct Disc {
    centre: Point,
    radii: Point,
}

impl Contour {
    pub(super) fn new(shape: &Shape, view: GridView) -> Self {
        let disc = |centre: Point, radii: (f32, f32)| Disc {
            centre: view.in_grid(centre),
            radii: Point::new((radii.0 / view.across).abs(), (radii.1 / view.down).abs()),
        };
        match *shape {
            Shape::Ellipse { centre, radii } => Self::alone(disc(centre, radii)),
            Shape::Capsule { from, to, radii } => {
                let ends = [disc(from, (radii.0, radii.0)), disc(to, (radii.1, radii.1))];
                match sides(from, to, radii) {
                    Some(sides) => {
                        let in_grid = |side: [Point; 2]| side.map(|end| view.in_grid(end));
                        Self::Round(ends, sides.map(in_grid))
                    }
                    None => Self::alone(ends[usize::from(radii.1 > radii.0)]),
                }
            }
            Shape::Polygon(ref corners) => {
                Self::Corners(corners.iter().map(|corner| view.in_grid(*corner)).collect())
            }
        }
    }

    fn alone(disc: Disc) -> Self {
        Self::Round([disc; 2], [[disc.centre; 2]; 2])
    }

    /// The least and the greatest place that it reaches.
    pub(super) fn bounds(&self) -> (Point, Point) {
        let none = (
            Point::new(f32::INFINITY, f32::INFINITY),
            Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
        );
        let with = |(least, most): (Point, Point), from: Point, to: Point| {
            (
                Point::new(least.x.min(from.x), least.y.min(from.y)),
                Point::new(most.x.max(to.x), most.y.max(to.y)),
            )
        };
        match self {
            Self::Round(discs, _) => discs.iter().fold(none, |bounds, disc| {
                with(bounds, disc.centre - disc.radii, disc.centre + disc.radii)
            }),
            Self::Corners(corners) => corners
                .iter()
                .fold(none, |bounds, corner| with(bounds, *corner, *corner)),
        }
    }

    /// Sets `crossings` to where the level line at `y` goes in and out, from left to right.
    pub(super) fn cross(&self, y: f32, crossings: &mut Vec<f32>) {
        crossings.clear();
        match self {
            Self::Round(discs, sides) => {
                // It bulges everywhere, so only the outermost count.
                let mut ends = [f32::INFINITY, f32::NEG_INFINITY];
                let mut widen = |x: f32| ends = [ends[0].min(x), ends[1].max(x)];
                for disc in discs {
                    let height = (y - disc.centre.y) / disc.radii.y;
                    if height.abs() < 1.0 {
                        let half = disc.radii.x * (1.0 - height * height).sqrt();
                        widen(disc.centre.x - half);
                        widen(disc.centre.x + half);
                    }
                }
                for [a, b] in sides {
                    crossing(*a, *b, y).into_iter().for_each(&mut widen);
                }
                if ends[0] <= ends[1] {
                    crossings.extend(ends);
                }
            }
            Self::Corners(corners) => {
                let mut before = corners.last();
                for corner in corners {
                    crossings.extend(before.and_then(|before| crossing(*before, *corner, y)));
                    before = Some(corner);
                }
                crossings.sort_unstable_by(f32::total_cmp);
            }
        }
    }
}

/// Where the line from `a` to `b` meets the level line at `y`.
fn crossing(a: Point, b: Point, y: f32) -> Option<f32> {
    ((a.y > y) != (b.y > y)).then(|| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
}

/// Adds to every sub-pixel how much of it lies from `left` to `right`.
pub(super) fn cover(covered: &mut [f32], left: f32, right: f32) {
    let Range { start, end } = span(left, right, covered.len());
    let Some((last, whole)) = covered[..end]
        .get_mut(start..)
        .and_then(<[f32]>::split_last_mut)
    else {
        return;
    };
    // Only the first and the last are not covered whole.
    for covered in whole {
        *covered += 1.0;
    }
    *last += 1.0;
    covered[start] -= (left - distance(start)).max(0.0);
    covered[end - 1] -= (distance(end) - right).max(0.0);
}

/// Those of the first `len` sub-pixels that lie between two places.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
pub(super) fn span(least: f32, most: f32, len: usize) -> Range<usize> {
    (least as usize).min(len)..(most.ceil() as usize).min(len)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a grid is at most 131070 sub-pixels wide"
)]
pub(super) fn distance(sub_pixels: usize) -> f32 {
    sub_pixels as f32
}
