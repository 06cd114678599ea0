//! How much room a pose takes.

use super::base;
use super::body::{HEAD, Nearness, Skeleton};
use super::pose::{Pose, PoseMoment, Prop};
use super::shape::Point;

/// An upright rectangle, in cm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    /// Left and bottom.
    pub least: Point,
    /// Right and top.
    pub most: Point,
}

/// The parts of a move at which the body is measured.
const STEPS: u8 = 4;

/// What is seen of the trunk beyond the middle between the shoulders.
const SHOULDERS: f32 = 10.0;

fn skeletons(pose: &Pose) -> impl Iterator<Item = Skeleton> {
    (0..=u16::from(pose.moves()) * u16::from(STEPS)).map(|step| {
        let frame = f32::from(step) / f32::from(STEPS);
        pose.skeleton(PoseMoment { frame, breath: 0.0 })
    })
}

impl Extent {
    const EMPTY: Self = Self {
        least: Point::new(f32::INFINITY, f32::INFINITY),
        most: Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
    };

    /// What is shown of a pose through all of its motion: the body, the things around it and the
    /// arrow, so that the picture stands still while the body moves.
    pub(crate) fn of(pose: &Pose) -> Self {
        let mut extent = Self::of_body(pose);
        for (_, tail, tip) in pose.arrow_ends() {
            extent.add(tail, ARROW);
            extent.add(tip, ARROW);
        }
        extent
    }

    /// The same without the arrow.
    pub(crate) fn of_body(pose: &Pose) -> Self {
        let mut extent = Self::EMPTY;
        for skeleton in skeletons(pose) {
            match &pose.crop {
                Some(crop) => {
                    for joint in &crop.around {
                        extent.add(joint.on(&skeleton), crop.margin);
                    }
                }
                None => extent.add_body(&skeleton),
            }
        }
        if pose.crop.is_none() {
            pose.props.iter().for_each(|prop| extent.add_prop(prop));
        }
        extent
    }

    /// Takes in the whole body where its shoulders lie within `seen` and the head above them does
    /// not; tells whether they do.
    pub(crate) fn add_cut_body(&mut self, pose: &Pose, seen: &Self) -> bool {
        let skeletons = || skeletons(pose);
        let is_cut =
            |bones: Skeleton| seen.holds(bones.chest, SHOULDERS) && !seen.holds(bones.head, -HEAD);
        let cut = skeletons().any(is_cut);
        if cut {
            skeletons().for_each(|bones| self.add_body(&bones));
        }
        cut
    }

    /// Whether a place lies within, or at most `margin` cm beside.
    pub(crate) fn holds(&self, point: Point, margin: f32) -> bool {
        let within = |at: f32, least: f32, most: f32| at >= least - margin && at <= most + margin;
        within(point.x, self.least.x, self.most.x) && within(point.y, self.least.y, self.most.y)
    }

    fn add(&mut self, point: Point, radius: f32) {
        self.least.x = self.least.x.min(point.x - radius);
        self.least.y = self.least.y.min(point.y - radius);
        self.most.x = self.most.x.max(point.x + radius);
        self.most.y = self.most.y.max(point.y + radius);
    }

    fn add_body(&mut self, skeleton: &Skeleton) {
        self.add(skeleton.head, HEAD + 2.0);
        self.add(skeleton.pelvis, 10.5);
        self.add(skeleton.chest, 10.5);
        for side in [Nearness::Near, Nearness::Far] {
            let (leg, arm) = (skeleton.legs.on(side), skeleton.arms.on(side));
            for (joint, radius) in [
                (leg.knee, 7.5),
                (leg.ankle, 6.0),
                (leg.heel, 2.5),
                (leg.ball, 2.5),
                (leg.toe, 3.0),
                (arm.elbow, 5.0),
                (arm.hand, 5.0),
            ] {
                self.add(joint, radius);
            }
        }
    }

    /// Floors, walls and beds go on past the picture; only what tells them is in it.
    fn add_prop(&mut self, prop: &Prop) {
        match *prop {
            Prop::Floor => self.least.y = self.least.y.min(-4.0),
            Prop::Wall { x } => self.most.x = self.most.x.max(x + 6.0),
            Prop::Chair { x, .. } => {
                self.least.x = self.least.x.min(x - 24.0);
                self.most.x = self.most.x.max(x + 24.0);
                self.least.y = self.least.y.min(-4.0);
            }
            Prop::Table { from, height, .. } | Prop::Step { from, height, .. } => {
                self.add(Point::new(from, height), 2.0);
            }
            Prop::Helper { at, lean, .. } => {
                self.add(base::helper(at, lean).skeleton().head, HEAD + 2.0);
            }
            Prop::Bike { at, .. } => {
                self.add(at, 40.0);
                self.least.y = self.least.y.min(-4.0);
            }
            Prop::Bed {
                from,
                to,
                height,
                board,
                ..
            } => {
                self.least.x = self.least.x.min(from - 3.0);
                self.least.y = self.least.y.min(height - 15.0);
                if board {
                    self.most.x = self.most.x.max(to + 12.0);
                }
            }
            Prop::Towel { .. }
            | Prop::Cushion { .. }
            | Prop::Bottle { .. }
            | Prop::Gaze { .. }
            | Prop::Roller { .. } => {}
        }
    }
}

/// Half the width of an arrow.
const ARROW: f32 = 6.0;
