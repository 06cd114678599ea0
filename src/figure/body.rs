//! The body: bones of fixed length, joints that bend, and how a limb reaches for a place.
//!
//! Centimetres and degrees. x grows the way the body faces, y grows up, the floor is y = 0. It is a
//! stylised adult of 170 cm; head, hands and feet are a little too large, as on road signs.

use serde::{Deserialize, Serialize};

use super::shape::Point;
use crate::routine::named;

/// Pelvis to waist.
pub const LUMBAR: f32 = 24.0;
/// Waist to the line of the shoulders.
pub const THORAX: f32 = 26.0;
/// Shoulders to the centre of the head.
pub const NECK: f32 = 19.0;
/// Radius of the head.
pub const HEAD: f32 = 11.5;
/// Shoulder to elbow.
pub const UPPER_ARM: f32 = 31.0;
/// Elbow to palm.
pub const FOREARM: f32 = 33.0;
/// Hip to knee.
pub const THIGH: f32 = 43.0;
/// Knee to ankle.
pub const SHANK: f32 = 42.0;
/// The ankle above the sole.
pub const ANKLE: f32 = 7.5;
/// The heel behind the ankle.
pub const HEEL: f32 = 6.0;
/// The ball of the foot before the ankle.
pub const BALL: f32 = 14.0;
/// Ball to tip of the toes.
pub const TOES: f32 = 8.0;

/// One for the limb nearer to the viewer, one for the limb behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair<T> {
    /// Of the limb nearer to the viewer.
    pub near: T,
    /// Of the limb behind.
    pub far: T,
}

impl<T> Pair<T> {
    /// The same on both sides.
    pub fn both(each: T) -> Self
    where
        T: Clone,
    {
        Self {
            near: each.clone(),
            far: each,
        }
    }

    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair {
            near: f(self.near),
            far: f(self.far),
        }
    }

    /// Both, each with its partner of another pair.
    pub fn zip<U>(self, other: Pair<U>) -> Pair<(T, U)> {
        Pair {
            near: (self.near, other.near),
            far: (self.far, other.far),
        }
    }

    /// The one on a side.
    pub fn on(&self, side: Nearness) -> &T {
        match side {
            Nearness::Near => &self.near,
            Nearness::Far => &self.far,
        }
    }
}

named! {
    pub enum Nearness {
        /// Nearer to the viewer; the leg that is worked.
        Near = "near";
        Far = "far";
    }
}

/// How a leg bends, in degrees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// Direction of the thigh in the room: 0 hangs down, 90 points forwards, 180 up.
    pub thigh: f32,
    /// 0 is straight; the shank goes back.
    pub knee: f32,
    /// 0 is a right angle; more brings the toes to the shin.
    pub ankle: f32,
    /// 0 is in line with the sole; more lifts the toes.
    pub toes: f32,
}

/// How an arm bends, in degrees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Direction of the upper arm in the room: 0 hangs down, 90 points forwards, 180 up.
    pub arm: f32,
    /// 0 is straight; the forearm goes forwards.
    pub elbow: f32,
}

/// Where a body is and how every joint bends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The place of the pelvis.
    pub pelvis: Point,
    /// Direction of the lower trunk: 0 is upright, more leans forwards, -90 lies on the back.
    pub trunk: f32,
    /// Bend of the upper trunk against the lower.
    pub spine: f32,
    /// Bend of the neck against the upper trunk.
    pub neck: f32,
    pub legs: Pair<Leg>,
    pub arms: Pair<Arm>,
}

impl Body {
    /// The body a `part` of the way to `end`, every joint by itself.
    #[must_use]
    pub fn towards(&self, end: &Self, part: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * part;
        Self {
            pelvis: self.pelvis.towards(end.pelvis, part),
            trunk: mix(self.trunk, end.trunk),
            spine: mix(self.spine, end.spine),
            neck: mix(self.neck, end.neck),
            legs: self.legs.zip(end.legs).map(|(a, b)| Leg {
                thigh: mix(a.thigh, b.thigh),
                knee: mix(a.knee, b.knee),
                ankle: mix(a.ankle, b.ankle),
                toes: mix(a.toes, b.toes),
            }),
            arms: self.arms.zip(end.arms).map(|(a, b)| Arm {
                arm: mix(a.arm, b.arm),
                elbow: mix(a.elbow, b.elbow),
            }),
        }
    }

    pub fn skeleton(&self) -> Skeleton {
        let waist = self.pelvis + rising(self.trunk) * LUMBAR;
        let upper = self.trunk + self.spine;
        let chest = waist + rising(upper) * THORAX;
        Skeleton {
            pelvis: self.pelvis,
            waist,
            chest,
            head: chest + rising(upper + self.neck) * NECK,
            legs: self.legs.map(|leg| leg.joints(self.pelvis)),
            arms: self.arms.map(|arm| arm.joints(chest)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegJoints {
    /// The hip; the same for both legs.
    pub hip: Point,
    pub knee: Point,
    pub ankle: Point,
    /// The heel, on the sole.
    pub heel: Point,
    /// The ball of the foot, on the sole.
    pub ball: Point,
    /// The tip of the toes, on the sole.
    pub toe: Point,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArmJoints {
    /// The shoulder; the same for both arms.
    pub shoulder: Point,
    pub elbow: Point,
    /// The palm.
    pub hand: Point,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skeleton {
    /// Middle of both hips.
    pub pelvis: Point,
    /// Between lower and upper trunk.
    pub waist: Point,
    /// Between both shoulders.
    pub chest: Point,
    /// Centre of the head.
    pub head: Point,
    pub legs: Pair<LegJoints>,
    pub arms: Pair<ArmJoints>,
}

impl Leg {
    fn joints(&self, hip: Point) -> LegJoints {
        let knee = hip + hanging(self.thigh) * THIGH;
        let shank = self.thigh - self.knee;
        let ankle = knee + hanging(shank) * SHANK;
        let foot = shank + 90.0 + self.ankle;
        let forwards = hanging(foot);
        let sole = ankle + forwards.turned_right() * ANKLE;
        let ball = sole + forwards * BALL;
        LegJoints {
            hip,
            knee,
            ankle,
            heel: sole - forwards * HEEL,
            ball,
            toe: ball + hanging(foot + self.toes) * TOES,
        }
    }

    /// The leg that puts the ankle on `target`, or as near as it comes, with the sole at `sole`
    /// degrees to the floor. The knee folds back; the toes stay as they are.
    #[must_use]
    pub fn reach(&self, hip: Point, target: Point, sole: f32) -> Self {
        let reach = Reach::new((THIGH, SHANK), target - hip);
        let thigh = reach.direction + reach.swing;
        Self {
            thigh,
            knee: reach.bend,
            ankle: sole - (thigh - reach.bend),
            toes: self.toes,
        }
    }
}

impl Arm {
    fn joints(self, shoulder: Point) -> ArmJoints {
        let elbow = shoulder + hanging(self.arm) * UPPER_ARM;
        ArmJoints {
            shoulder,
            elbow,
            hand: elbow + hanging(self.arm + self.elbow) * FOREARM,
        }
    }

    /// The arm that puts the palm on `target`, or as near as it comes. The elbow folds down.
    pub fn reach(shoulder: Point, target: Point) -> Self {
        let reach = Reach::new((UPPER_ARM, FOREARM), target - shoulder);
        Self {
            arm: reach.direction - reach.swing,
            elbow: reach.bend,
        }
    }
}

/// Two bones that reach for a place.
struct Reach {
    /// To the place, in degrees from hanging down.
    direction: f32,
    /// Of the second bone against the first.
    bend: f32,
    /// Of the first bone from the direction.
    swing: f32,
}

/// No limb is fully straight or folded: there the bend would jump.
const SLACK: f32 = 0.05;

impl Reach {
    fn new((first, second): (f32, f32), way: Point) -> Self {
        let (least, most) = ((first - second).abs() + SLACK, first + second - SLACK);
        let reached = way.length().clamp(least, most);
        let cos = (reached * reached - first * first - second * second) / (2.0 * first * second);
        let bend = cos.clamp(-1.0, 1.0).acos();
        let swing = (second * bend.sin()).atan2(first + second * bend.cos());
        Self {
            direction: way.x.atan2(-way.y).to_degrees(),
            bend: bend.to_degrees(),
            swing: swing.to_degrees(),
        }
    }
}

/// The direction of a limb: 0 hangs down, 90 points forwards.
fn hanging(degrees: f32) -> Point {
    let (sin, cos) = degrees.to_radians().sin_cos();
    Point::new(sin, -cos)
}

/// The direction of the trunk: 0 is upright, 90 points forwards.
fn rising(degrees: f32) -> Point {
    let (sin, cos) = degrees.to_radians().sin_cos();
    Point::new(sin, cos)
}
