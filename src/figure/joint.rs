//! Named places on a body.

use serde::{Deserialize, Serialize};

use super::body::{LegJoints, Nearness, Skeleton};
use super::shape::Point;
use crate::routine::{Named, named};

named! {
    pub enum Centre {
        /// Between both hips.
        Pelvis = "pelvis";
        /// Between lower and upper trunk.
        Waist = "waist";
        /// Between both shoulders.
        Chest = "chest";
        Head = "head";
    }
}

named! {
    pub enum Place {
        Hip = "hip";
        Knee = "knee";
        Ankle = "ankle";
        /// The back of the sole.
        Heel = "heel";
        /// The ball of the foot, on the sole.
        Ball = "ball", "ball of the foot";
        Toe = "toe", "toes";
        Shoulder = "shoulder";
        Elbow = "elbow";
        /// The palm.
        Hand = "hand";
        /// The skin of the calf at its thickest.
        Calf = "calf";
        /// The skin of the shin half-way down.
        Shin = "shin";
        /// The skin at the back of the thigh half-way down.
        Hamstring = "hamstring", "back of the thigh";
        /// The skin at the front of the thigh half-way down.
        Quadriceps = "quadriceps", "front of the thigh";
        /// The middle of the sole.
        Sole = "sole";
        /// The top of the foot.
        Instep = "instep";
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joint {
    /// In the middle.
    Centre(Centre),
    /// On a limb.
    Limb(Nearness, Place),
}

impl Joint {
    /// The joint of this name: `pelvis`, `near.knee`, `far.hand`; `None` for any other.
    pub fn new(name: &str) -> Option<Self> {
        let (side, place) = match name.split_once('.') {
            Some(("near", place)) => (Nearness::Near, place),
            Some(("far", place)) => (Nearness::Far, place),
            Some(_) => return None,
            None => {
                return Centre::of_name(name).map(Self::Centre);
            }
        };
        Some(Self::Limb(side, Place::of_name(place)?))
    }

    /// Every name there is, in a fixed order.
    pub fn names() -> impl Iterator<Item = String> {
        let limb = |side: &'static str| {
            Place::ALL
                .iter()
                .map(move |place| format!("{side}.{}", place.name()))
        };
        let centres = Centre::ALL.iter().map(|centre| centre.name().to_owned());
        centres.chain(limb("near")).chain(limb("far"))
    }

    pub fn on(self, skeleton: &Skeleton) -> Point {
        let (side, place) = match self {
            Self::Centre(Centre::Pelvis) => return skeleton.pelvis,
            Self::Centre(Centre::Waist) => return skeleton.waist,
            Self::Centre(Centre::Chest) => return skeleton.chest,
            Self::Centre(Centre::Head) => return skeleton.head,
            Self::Limb(side, place) => (side, place),
        };
        let (leg, arm) = (skeleton.legs.on(side), skeleton.arms.on(side));
        match place {
            Place::Hip => leg.hip,
            Place::Knee => leg.knee,
            Place::Ankle => leg.ankle,
            Place::Heel => leg.heel,
            Place::Ball => leg.ball,
            Place::Toe => leg.toe,
            Place::Shoulder => arm.shoulder,
            Place::Elbow => arm.elbow,
            Place::Hand => arm.hand,
            Place::Calf => leg.shank().beside(0.36, 8.0),
            Place::Shin => leg.shank().beside(0.45, -6.0),
            Place::Hamstring => leg.thigh().beside(0.55, 9.0),
            Place::Quadriceps => leg.thigh().beside(0.5, -9.0),
            Place::Sole => leg.heel.towards(leg.ball, 0.55),
            Place::Instep => leg.ankle.towards(leg.ball, 0.6),
        }
    }
}

/// A bone of a leg, from above to below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bone {
    above: Point,
    below: Point,
}

impl Bone {
    /// The place a `part` of the way down, `behind` centimetres towards the back of the leg.
    pub(super) fn beside(self, part: f32, behind: f32) -> Point {
        let back = (self.below - self.above).unit().turned_right();
        self.above.towards(self.below, part) + back * behind
    }
}

impl LegJoints {
    pub(super) fn thigh(&self) -> Bone {
        Bone {
            above: self.hip,
            below: self.knee,
        }
    }

    pub(super) fn shank(&self) -> Bone {
        Bone {
            above: self.knee,
            below: self.ankle,
        }
    }
}
