//! The bodies that poses begin with.

use super::body::{Arm, Body, Leg, Pair};
use super::shape::Point;
use crate::routine::named;

named! {
    /// What the first frame of a pose changes.
    pub enum Base {
        /// Upright, arms down.
        Stand = "stand", "standing";
        /// On a chair, thighs level and shanks down.
        Sit = "sit", "sitting";
        /// On a bed, legs straight before it.
        LongSit = "long-sit", "sitting with straight legs";
        /// On a bed, on the back.
        Lie = "lie", "lying on the back";
    }
}

/// Somebody who stands with the pelvis `at` a place and leans forwards, to help with both hands.
pub fn helper(at: Point, lean: f32) -> Body {
    Body {
        pelvis: at,
        trunk: lean,
        ..Base::Stand.body()
    }
}

impl Base {
    pub fn body(self) -> Body {
        let upright = Body {
            pelvis: Point::new(0.0, 92.5),
            trunk: 0.0,
            spine: 0.0,
            neck: 0.0,
            legs: Pair::default(),
            arms: Pair::default(),
        };
        let legs = |thigh, knee, ankle| {
            Pair::both(Leg {
                thigh,
                knee,
                ankle,
                toes: 0.0,
            })
        };
        let arms = |arm, elbow| Pair::both(Arm { arm, elbow });
        match self {
            Self::Stand => upright,
            Self::Sit => Body {
                pelvis: Point::new(0.0, 53.5),
                legs: legs(90.0, 90.0, 0.0),
                arms: arms(10.0, 60.0),
                ..upright
            },
            Self::LongSit => Body {
                pelvis: Point::new(0.0, 58.0),
                legs: legs(90.0, 0.0, 0.0),
                arms: arms(30.0, 40.0),
                ..upright
            },
            Self::Lie => Body {
                pelvis: Point::new(0.0, 58.0),
                trunk: -90.0,
                neck: 8.0,
                legs: legs(90.0, 0.0, -15.0),
                arms: arms(80.0, 10.0),
                ..upright
            },
        }
    }
}
