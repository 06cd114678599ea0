//! A pose with left and right exchanged: the body stays where it is, and the leg behind is worked.

use super::body::{Body, Nearness, Pair};
use super::joint::Joint;
use super::pose::{Anchor, Arrow, Crop, KeyFrame, Muscle, Pose, Prop};

impl Pose {
    /// The pose for the other leg in the same room: near and far limbs change places, and all that is at
    /// them goes along.
    #[must_use]
    pub fn exchanged(&self) -> Self {
        let arrow = |arrow: &Arrow| Arrow {
            at: joint(arrow.at),
            ..*arrow
        };
        let crop = |crop: &Crop| Crop {
            around: crop.around.iter().copied().map(joint).collect(),
            ..*crop
        };
        Self {
            muscles: muscles(&self.muscles),
            props: self.props.iter().map(prop).collect(),
            arrows: self.arrows.iter().map(arrow).collect(),
            over: self.over.map(side),
            crop: self.crop.as_ref().map(crop),
            frames: self.frames.iter().map(frame).collect(),
            ..self.clone()
        }
    }
}

fn frame(frame: &KeyFrame) -> KeyFrame {
    let body = &frame.body;
    KeyFrame {
        lit: muscles(&frame.lit),
        body: Body {
            legs: limbs(body.legs),
            arms: limbs(body.arms),
            ..*body
        },
        pin: frame.pin.map(|mut pin| {
            pin.joint = joint(pin.joint);
            pin
        }),
        plants: limbs(frame.plants),
        holds: limbs(frame.holds.map(|hold| hold.map(anchor))),
        name: frame.name.clone(),
    }
}

fn limbs<T>(Pair { near, far }: Pair<T>) -> Pair<T> {
    Pair {
        near: far,
        far: near,
    }
}

const fn side(side: Nearness) -> Nearness {
    match side {
        Nearness::Near => Nearness::Far,
        Nearness::Far => Nearness::Near,
    }
}

fn muscles(muscles: &[(Nearness, Muscle)]) -> Vec<(Nearness, Muscle)> {
    let other = |(at, muscle): &(Nearness, Muscle)| (side(*at), *muscle);
    muscles.iter().map(other).collect()
}

const fn joint(joint: Joint) -> Joint {
    match joint {
        Joint::Centre(_) => joint,
        Joint::Limb(at, place) => Joint::Limb(side(at), place),
    }
}

const fn anchor(anchor: Anchor) -> Anchor {
    match anchor {
        Anchor::At(_) => anchor,
        Anchor::Joint(at) => Anchor::Joint(joint(at)),
    }
}

fn prop(prop: &Prop) -> Prop {
    let mut prop = prop.clone();
    match &mut prop {
        Prop::Helper { hands, .. } => *hands = hands.map(anchor),
        Prop::Towel { hand, foot } => (*hand, *foot) = (side(*hand), side(*foot)),
        Prop::Cushion { at, .. }
        | Prop::Bottle { at, .. }
        | Prop::Roller { at, .. }
        | Prop::Bike { saddle: at, .. }
        | Prop::Gaze { at } => *at = anchor(*at),
        Prop::Floor
        | Prop::Wall { .. }
        | Prop::Chair { .. }
        | Prop::Bed { .. }
        | Prop::Table { .. }
        | Prop::Step { .. } => {}
    }
    prop
}
