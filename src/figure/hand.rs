//! Hands: flat on what is flat, a fist round what is held, spread along the limb that is rubbed.

use super::body::{LegJoints, Nearness, Skeleton};
use super::pose::{Movement, Pose, Prop};
use super::shape::Point;

/// Centimetres from the middle of a palm to what it touches, at most; of a limb, to its bone.
const TOUCH: f32 = 8.0;
const LIMB: f32 = 14.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Grasp {
    Open,
    /// It closes round something.
    Fist,
    /// It lies flat, its fingers this way.
    Flat(Point),
    /// It goes to and fro along a limb this way, its thumb spread.
    Rub(Point),
}

pub(super) fn grasp(pose: &Pose, skeleton: &Skeleton, side: Nearness) -> Grasp {
    let holds = pose.frames.last().map(|frame| frame.holds.on(side));
    if holds.is_none_or(Option::is_none) {
        return Grasp::Open;
    }
    let hand = skeleton.arms.on(side).hand;
    let legs = [&skeleton.legs.near, &skeleton.legs.far];
    let is_at = |place: Point| (place - hand).length() < TOUCH;
    if legs
        .iter()
        .any(|leg| is_at(leg.toe) || is_at(leg.ball) || is_at(leg.heel))
    {
        return Grasp::Fist;
    }
    let on_thing = pose.props.iter().find_map(|prop| flat_on(prop, hand));
    let along = || legs.iter().find_map(|leg| along(leg, hand));
    let is_moved = pose.frames.first().map(|frame| frame.holds.on(side)) != holds;
    match (pose.motion, on_thing, along()) {
        (Movement::Loop(_), None, Some(way)) if is_moved => Grasp::Rub(way),
        (_, Some(way), _) | (_, None, Some(way)) => Grasp::Flat(way),
        (_, None, None) => Grasp::Fist,
    }
}

/// Which way fingers point on a thing that is flat here.
fn flat_on(prop: &Prop, hand: Point) -> Option<Point> {
    let level = |from: f32, to: f32, height: f32| {
        let is_on = hand.x > from && hand.x < to && (hand.y - height).abs() < TOUCH;
        is_on.then_some(Point::new(1.0, 0.0))
    };
    match *prop {
        Prop::Wall { x } => ((hand.x - x).abs() < TOUCH).then_some(Point::new(0.0, 1.0)),
        Prop::Bed {
            from, to, height, ..
        }
        | Prop::Table { from, to, height }
        | Prop::Step { from, to, height } => level(from, to, height),
        Prop::Floor => level(f32::NEG_INFINITY, f32::INFINITY, 0.0),
        Prop::Chair { .. }
        | Prop::Bike { .. }
        | Prop::Towel { .. }
        | Prop::Cushion { .. }
        | Prop::Bottle { .. }
        | Prop::Gaze { .. }
        | Prop::Helper { .. }
        | Prop::Roller { .. } => None,
    }
}

/// Which way a thigh or a shank runs that lies under the hand.
fn along(leg: &LegJoints, hand: Point) -> Option<Point> {
    let bones = [(leg.hip, leg.knee), (leg.knee, leg.ankle)];
    bones.into_iter().find_map(|(from, to)| {
        let way = (to - from).unit();
        let off = hand - from;
        let (along, beside) = (off.x * way.x + off.y * way.y, off.x * way.y - off.y * way.x);
        let is_on = along > 0.0 && along < (to - from).length() && beside.abs() < LIMB;
        is_on.then_some(way)
    })
}
