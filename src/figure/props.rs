//! The things around a body: furniture behind it, what lies under it, what it holds.

use std::iter;

use super::body::{LegJoints, Skeleton};
use super::pose::{ChairBack, Pose, Prop};
use super::shape::{Point, Shape};
use super::{Part, Piece};

/// Floors and walls go on past every picture.
const ENDLESS: f32 = 400.0;
/// Level lines need to be thicker: a sub-pixel may be twice as high as wide.
const LEVEL: f32 = 1.45;
/// From the middle of a chair to its legs.
const SEAT: f32 = 22.0;
/// The back of a chair above its seat.
const CHAIR_BACK: f32 = 45.0;
/// The head of a bed above its mattress.
const BED_HEAD: f32 = 26.0;
/// The board at the foot of a bed above its mattress.
const BED_FOOT: f32 = 34.0;

/// What stands behind everything, what lies under or beside the limbs, and what lies over the legs; lines at
/// least a sub-pixel wide.
pub(super) fn around(pose: &Pose, skeleton: &Skeleton, pixel: f32) -> [Vec<Piece>; 3] {
    let line = pixel.max(2.0);
    let (leg, ground) = (line * 1.3, line * LEVEL);
    let solid = |left: f32, bottom: f32, right: f32, top: f32| Piece {
        shape: Shape::Polygon(vec![
            Point::new(left, bottom),
            Point::new(right, bottom),
            Point::new(right, top),
            Point::new(left, top),
        ]),
        part: Part::Furniture,
        apart: false,
    };
    let bar = |from: Point, to: Point, radius: f32| capsule(from, to, radius, Part::Furniture);
    let (mut pieces, mut under, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for prop in &pose.props {
        match *prop {
            Prop::Floor => pieces.push(solid(-ENDLESS, -ground, ENDLESS, 0.0)),
            Prop::Wall { x } => pieces.push(solid(x, -ground, x + line * 2.0, ENDLESS)),
            Prop::Step { from, to, height } => pieces.push(solid(from, 0.0, to, height)),
            Prop::Chair { x, seat, back } => {
                let (left, right) = (x - SEAT, x + SEAT);
                let back = |at: ChairBack| if at == back { CHAIR_BACK } else { 0.0 };
                pieces.push(solid(left, seat - 2.2 * line, right, seat));
                pieces.push(solid(left, 0.0, left + leg, seat + back(ChairBack::Behind)));
                pieces.push(solid(
                    right - leg,
                    0.0,
                    right,
                    seat + back(ChairBack::Front),
                ));
            }
            Prop::Table { from, to, height } => {
                pieces.push(solid(from, height - 1.6 * line, to, height));
                pieces.push(solid(from + leg, 0.0, from + 2.0 * leg, height));
                pieces.push(solid(to - 2.0 * leg, 0.0, to - leg, height));
            }
            Prop::Bed {
                from,
                to,
                height,
                pillow,
                board,
            } => {
                // A line: a slab would run together with whoever lies on it.
                let under = height - 1.6 * line;
                pieces.push(solid(from, under, to, height));
                pieces.push(solid(from + 3.0, 0.0, from + 3.0 + leg, under));
                pieces.push(solid(to - 3.0 - leg, 0.0, to - 3.0, under));
                pieces.push(solid(from - leg, 0.0, from + line * 0.6, height + BED_HEAD));
                if board {
                    pieces.push(solid(to, 0.0, to + 2.0 * leg, height + BED_FOOT));
                }
                if pillow {
                    let centre = Point::new(from + 22.0, height + 4.5);
                    pieces.push(ellipse(centre, (20.0, 6.5), Part::Soft));
                }
            }
            Prop::Bike { at, saddle } => {
                let saddle = saddle.on(skeleton);
                let place = |x: f32, y: f32| at + Point::new(x, y);
                let wheel = place(24.0, 18.0 - at.y);
                pieces.push(solid(at.x - 36.0, 0.0, at.x + 44.0, ground));
                pieces.push(ellipse(wheel, (17.0, 17.0), Part::Furniture));
                for (from, to, radius) in [
                    (place(-22.0, -at.y), saddle + Point::new(14.0, 0.0), 0.6),
                    (saddle, saddle + Point::new(24.0, 0.0), 1.0),
                    (place(-23.0, 26.0), wheel, 0.6),
                    (wheel, place(34.0, 80.0), 0.6),
                    (place(34.0, 80.0), place(26.0, 85.0), 0.8),
                ] {
                    pieces.push(bar(from, to, line * radius));
                }
            }
            Prop::Cushion { at, offset, size } => {
                under.push(plump(at.on(skeleton) + offset, size));
            }
            Prop::Roller { at, offset, radius } => {
                let centre = at.on(skeleton) + offset;
                under.push(ellipse(centre, (radius, radius), Part::Soft));
            }
            // Drawn as a body is.
            Prop::Helper { .. } => {}
            Prop::Gaze { at } => under.extend(gaze(skeleton, at.on(skeleton), pixel)),
            Prop::Towel { hand, foot } => {
                let hand = skeleton.arms.on(hand).hand;
                before.extend(towel(hand, skeleton.legs.on(foot), pixel));
            }
            Prop::Bottle { at, offset } => before.extend(bottle(at.on(skeleton) + offset, pixel)),
        }
    }
    [pieces, under, before]
}

/// A broken line from the eyes to what they look at: dashes keep their way where dots are blots.
fn gaze(skeleton: &Skeleton, at: Point, pixel: f32) -> impl Iterator<Item = Piece> {
    let way = at - skeleton.head;
    let (radius, dash) = ((pixel * 0.6).max(1.2), (pixel * 2.6).max(6.0));
    let end = way.length() - 12.0 - dash;
    let next = move |place: &f32| Some(place + dash * 2.0).filter(|place| *place < end);
    let on = move |place| skeleton.head + way.unit() * place;
    iter::successors(Some(20.0), next)
        .map(move |place| capsule(on(place), on(place + dash), radius, Part::Gaze))
}

/// From the hand over the toes round the sole, its end hanging down.
fn towel(hand: Point, foot: &LegJoints, pixel: f32) -> Vec<Piece> {
    let radius = pixel.max(1.7);
    let forwards = (foot.ball - foot.heel).unit();
    let down = forwards.turned_right();
    let over = foot.ball + forwards * 2.0 - down * 7.5;
    let tip = foot.ball + forwards * 2.0 + down * 1.5;
    let under = foot.ball - forwards * 6.0 + down * 2.0;
    let path = [hand + Point::new(-3.0, -13.0), hand, over, tip, under];
    let stretch = |ends: &[Point]| Piece {
        apart: true,
        ..capsule(ends[0], ends[1], radius, Part::Soft)
    };
    path.windows(2).map(stretch).collect()
}

/// A bottle with its neck and three waves of warmth above it.
fn bottle(centre: Point, pixel: f32) -> Vec<Piece> {
    let side = |x: f32, y: f32| centre + Point::new(x, y);
    let mut pieces = vec![
        Piece {
            apart: true,
            ..ellipse(centre, (14.0, 6.0), Part::Warmth)
        },
        capsule(side(13.0, 0.0), side(18.5, 0.0), 2.6, Part::Warmth),
    ];
    // High enough to stand over a leg that lies on the pack.
    let (radius, rise) = ((pixel * 0.55).max(1.2), 24.0 + pixel);
    let wave = |x: f32| {
        let top = side(x, rise + 5.0 + pixel * 2.0);
        capsule(side(x, rise), top, radius, Part::Warmth)
    };
    // Apart even where sub-pixels are coarse.
    let pitch = (pixel * 3.0).max(9.0);
    pieces.extend([-pitch, 0.0, pitch].map(wave));
    pieces
}

/// A filled pillow: rounder than a box and squarer than an egg.
fn plump(centre: Point, size: Point) -> Piece {
    let radius = size.x.min(size.y);
    let reach = size - Point::new(radius, radius);
    let (from, to) = (centre - reach, centre + reach);
    capsule(from, to, radius, Part::Soft)
}

fn capsule(from: Point, to: Point, radius: f32, part: Part) -> Piece {
    Piece {
        shape: Shape::Capsule {
            from,
            to,
            radii: (radius, radius),
        },
        part,
        apart: false,
    }
}

fn ellipse(centre: Point, radii: (f32, f32), part: Part) -> Piece {
    Piece {
        shape: Shape::Ellipse { centre, radii },
        part,
        apart: false,
    }
}
