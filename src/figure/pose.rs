//! A pose: key frames of a body, what stands around it, and what is pointed out.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::body::{Arm, Body, Nearness, Pair, Skeleton};
use super::joint::Joint;
use super::shape::Point;
use crate::routine::mechanics::told;
use crate::routine::{Demand, Mechanics, PoseId, named};

/// How a body is placed and how it moves there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    pub id: PoseId,
    /// What the person does, at most 60 characters.
    pub title: String,
    /// How the frames follow each other.
    pub motion: Movement,
    /// How long what moves to and fro, or round, takes for it after half a minute, ever slower until then.
    pub slower: Option<Duration>,
    /// The muscles that are worked, each on a leg.
    pub muscles: Vec<(Nearness, LitMuscle)>,
    pub props: Vec<Prop>,
    /// Which way to move.
    pub arrows: Vec<Arrow>,
    /// The part that is shown; all of it where absent.
    pub crop: Option<Crop>,
    /// The leg that lies over the other; the near one where absent.
    pub over: Option<Nearness>,
    /// What the other leg is seen by, where one has been worked before it.
    pub other_leg: OtherLeg,
    /// Never empty.
    pub frames: Vec<KeyFrame>,
}

/// How the frames of a pose follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Movement {
    /// From the first to the last, where it stays.
    Hold,
    /// From the first to the last and back, over and over; there and back takes this long.
    Loop(Duration),
    /// From the first to the last and on to the first, over and over; a round takes this long.
    Cycle(Duration),
}

impl Movement {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Loop(_) => "loop",
            Self::Cycle(_) => "cycle",
        }
    }
}

named! {
    /// What the other leg is seen by when the side changes.
    pub enum OtherLeg {
        Mirror = "mirror", "mirrored";
        /// Body and room stay; the limbs behind do what those in front did.
        Behind = "behind";
    }
}

named! {
    /// A muscle, or a part of a leg, that a pose can light.
    pub enum LitMuscle {
        /// Gastrocnemius.
        Calf = "calf";
        Soleus = "soleus", "lower calf";
        /// Tibialis anterior.
        Shin = "shin";
        Foot = "foot", "sole of the foot";
        Toes = "toes";
        Ankle = "ankle";
        Hamstring = "hamstring", "back of thigh";
        Quadriceps = "quadriceps", "front of thigh";
        InnerThigh = "inner-thigh", "inner thigh";
    }
}

impl LitMuscle {
    /// The value as said where there is little room.
    pub const fn brief(self) -> &'static str {
        match self {
            Self::Calf | Self::Soleus => "calf",
            Self::Shin => "shin",
            Self::Foot => "sole",
            Self::Toes => "toes",
            Self::Ankle => "ankle",
            Self::Hamstring => "back thigh",
            Self::Quadriceps => "front thigh",
            Self::InnerThigh => "inner thigh",
        }
    }
}

named! {
    /// The way an arrow points, as the body faces.
    pub enum Direction {
        Up = "up";
        Down = "down";
        Back = "back";
        Forward = "forward";
    }
}

impl Direction {
    /// One centimetre that way.
    pub const fn step(self) -> Point {
        match self {
            Self::Up => Point::new(0.0, 1.0),
            Self::Down => Point::new(0.0, -1.0),
            Self::Back => Point::new(-1.0, 0.0),
            Self::Forward => Point::new(1.0, 0.0),
        }
    }
}

/// The arrow that shows which way to move; it keeps its place while the body moves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Arrow {
    /// Where its tail is measured from, in the last frame.
    pub at: Joint,
    /// From there to the tail, in cm.
    pub offset: Point,
    pub direction: Direction,
    /// From tail to tip, in cm.
    pub length: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crop {
    /// The joints that must be seen; never empty.
    pub around: Vec<Joint>,
    /// Centimetres around them.
    pub margin: f32,
}

/// A place, or a joint that a thing goes along with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Anchor {
    /// In the room.
    At(Point),
    /// On the body.
    Joint(Joint),
}

impl Anchor {
    pub fn on(self, skeleton: &Skeleton) -> Point {
        match self {
            Self::At(point) => point,
            Self::Joint(joint) => joint.on(skeleton),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChairBack {
    /// Behind who sits on it.
    Behind,
    /// Before the person, to hold on to.
    Front,
    Missing,
}

/// A thing that stands, lies or hangs around the body; all lengths in cm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Prop {
    /// The ground at y = 0.
    Floor,
    /// An upright wall; its near face is at `x`.
    Wall {
        /// Its near face.
        x: f32,
    },
    Chair {
        /// The middle of the seat.
        x: f32,
        /// The seat above the floor.
        seat: f32,
        back: ChairBack,
    },
    Bed {
        /// The head end.
        from: f32,
        /// The foot end.
        to: f32,
        /// The mattress above the floor.
        height: f32,
        pillow: bool,
        board: bool,
    },
    Table {
        from: f32,
        to: f32,
        /// Its top above the floor.
        height: f32,
    },
    /// A solid block on the floor.
    Step {
        from: f32,
        to: f32,
        /// Its top above the floor.
        height: f32,
    },
    Bike {
        /// The middle of the crank.
        at: Point,
        /// The rear end of the saddle.
        saddle: Anchor,
    },
    Towel {
        hand: Nearness,
        foot: Nearness,
    },
    /// A pillow under or beside a limb.
    Cushion {
        /// Its middle.
        at: Anchor,
        offset: Point,
        /// Half its width and height.
        size: Point,
    },
    /// Somebody who stands behind and helps with both hands.
    Helper {
        at: Point,
        /// Degrees by which the trunk leans forwards.
        lean: f32,
        /// What the hands lie on.
        hands: Pair<Anchor>,
    },
    Gaze {
        at: Anchor,
    },
    /// A warm bottle or pack.
    Bottle {
        /// Its middle.
        at: Anchor,
        offset: Point,
    },
    Roller {
        /// Its middle.
        at: Anchor,
        offset: Point,
        /// From the middle to the edge.
        radius: f32,
    },
}

/// A joint that stays at a place; the whole body goes along.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    pub joint: Joint,
    pub at: Point,
}

/// A foot that stays at a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Plant {
    pub ankle: Point,
    /// Degrees between sole and floor; more lifts the toes.
    pub sole: f32,
}

/// What is given of a body at one moment of a pose; between frames all of it changes evenly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyFrame {
    /// Such as `start` or `hold`; unique in the pose.
    pub name: String,
    /// Those of the worked muscles that are lit.
    pub lit: Vec<(Nearness, LitMuscle)>,
    /// The joints, solved: what is pinned, planted and held is in place.
    pub body: Body,
    pub pin: Option<Pin>,
    pub plants: Pair<Option<Plant>>,
    pub holds: Pair<Option<Anchor>>,
}

impl KeyFrame {
    /// Puts the body where the frame wants it: first the pin, then the feet, then the hands.
    pub fn solve(&mut self) {
        let body = &mut self.body;
        if let Some(pin) = self.pin {
            body.pelvis = body.pelvis + pin.at - pin.joint.on(&body.skeleton());
        }
        let pelvis = body.pelvis;
        body.legs = body.legs.zip(self.plants).map(|(leg, plant)| {
            plant.map_or(leg, |plant| leg.reach(pelvis, plant.ankle, plant.sole))
        });
        let skeleton = body.skeleton();
        body.arms = body.arms.zip(self.holds).map(|(arm, hold)| {
            hold.map_or(arm, |anchor| {
                Arm::reach(skeleton.chest, anchor.on(&skeleton))
            })
        });
    }

    /// The frame a `part` of the way to `next`, not yet solved. What both hold to stays held; what
    /// only one holds to is let go of on the way.
    #[must_use]
    fn towards(&self, next: &Self, part: f32) -> Self {
        let ends = (self.body.skeleton(), next.body.skeleton());
        let pin = self.pin.zip(next.pin);
        let nearer = if part < 0.5 { self } else { next };
        Self {
            name: String::new(),
            lit: nearer.lit.clone(),
            body: self.body.towards(&next.body, part),
            pin: pin.filter(|(a, b)| a.joint == b.joint).map(|(a, b)| Pin {
                joint: a.joint,
                at: a.at.towards(b.at, part),
            }),
            plants: self.plants.zip(next.plants).map(|(a, b)| {
                a.zip(b).map(|(a, b)| Plant {
                    ankle: a.ankle.towards(b.ankle, part),
                    sole: a.sole + (b.sole - a.sole) * part,
                })
            }),
            holds: self.holds.zip(next.holds).map(|(a, b)| {
                a.zip(b).map(|(a, b)| {
                    if a == b {
                        a
                    } else {
                        Anchor::At(a.on(&ends.0).towards(b.on(&ends.1), part))
                    }
                })
            }),
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PoseMoment {
    /// How far it has moved: 0 is the first frame, 1 the second; past the last frame a cycle goes
    /// on to the first, and any other motion stays.
    pub frame: f32,
    /// From -1, all breathed out, to 1.
    pub breath: f32,
}

impl PoseMoment {
    /// The same, with no less of a breath than moves something by `cm`: less of it cannot be seen, and would be
    /// another picture.
    #[must_use]
    pub fn in_steps_of(self, cm: f32) -> Self {
        let breath = (self.breath * CHEST / cm).round() * cm / CHEST;
        Self { breath, ..self }
    }
}

impl Pose {
    /// The moment at which a step is held.
    pub fn held(&self) -> PoseMoment {
        PoseMoment {
            frame: f32::from(u8::try_from(self.frames.len() - 1).unwrap_or(u8::MAX)),
            breath: 0.0,
        }
    }

    /// How many moves lead from frame to frame; a cycle moves on from the last to the first too.
    pub fn moves(&self) -> u8 {
        let frames = u8::try_from(self.frames.len()).unwrap_or(u8::MAX);
        match self.motion {
            Movement::Cycle(_) => frames,
            Movement::Hold | Movement::Loop(_) => frames.saturating_sub(1),
        }
    }

    pub fn frame(&self, moment: PoseMoment) -> KeyFrame {
        let last = self.frames.len() - 1;
        let whole = moment.frame.max(0.0).floor().min(self.held().frame);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the number of a frame"
        )]
        let from = whole as usize;
        let to = match self.motion {
            Movement::Cycle(_) => (from + 1) % self.frames.len(),
            Movement::Hold | Movement::Loop(_) => (from + 1).min(last),
        };
        let part = (moment.frame.max(0.0) - whole).min(1.0);
        let part = match self.motion {
            // A round has no end at which to slow down.
            Movement::Cycle(_) => part,
            Movement::Hold | Movement::Loop(_) => part * part * (3.0 - 2.0 * part),
        };
        let mut frame = self.frames[from].towards(&self.frames[to], part);
        frame.body.trunk += moment.breath * SWAY;
        frame.solve();
        frame
    }

    pub fn skeleton(&self, moment: PoseMoment) -> Skeleton {
        self.frame(moment).body.skeleton()
    }

    /// What the body does in it: the largest angles of every frame and of the moves between them, the stretch by the
    /// floor where the shin tips forward over a foot that stays flat, and whether its title says that it lies on its side.
    pub fn mechanics(&self) -> Mechanics {
        let mut mechanics = Mechanics::default();
        // From above a figure on its side has the same angles as one that sits or lies on its back.
        if told(&self.title).has(Demand::Side) {
            mechanics.act(Demand::Side);
        }
        let has_floor = self.props.contains(&Prop::Floor);
        let mut flat = [(f32::MAX, f32::MIN); 2];
        for quarter in 0..=4 * u16::from(self.moves()) {
            let frame = f32::from(quarter) / 4.0;
            let body = self.frame(PoseMoment { frame, breath: 0.0 }).body;
            mechanics.reach(Demand::Lean, degrees(body.trunk + body.spine));
            let joints = body.skeleton().legs;
            let legs = [(body.legs.near, joints.near), (body.legs.far, joints.far)];
            for ((leg, joints), (least, most)) in legs.into_iter().zip(&mut flat) {
                mechanics.reach(Demand::Hip, degrees(leg.thigh + body.trunk));
                mechanics.reach(Demand::Knee, degrees(leg.knee));
                mechanics.reach(Demand::Up, degrees(leg.ankle));
                mechanics.reach(Demand::Down, degrees(-leg.ankle));
                if has_floor && [joints.heel, joints.ball].iter().all(|at| at.y.abs() < 1.5) {
                    (*least, *most) = (least.min(leg.ankle), most.max(leg.ankle));
                }
            }
        }
        if flat
            .iter()
            .any(|(least, most)| *most > TIPPED && most - least > TIPPED)
        {
            mechanics.act(Demand::Pull);
        }
        mechanics
    }

    pub fn arrow_ends(&self) -> impl Iterator<Item = (Direction, Point, Point)> {
        let held = self.skeleton(self.held());
        self.arrows.iter().map(move |arrow| {
            let tail = arrow.at.on(&held) + arrow.offset;
            let tip = tail + arrow.direction.step() * arrow.length;
            (arrow.direction, tail, tip)
        })
    }
}

/// Whole degrees of an angle that is larger than none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float to a whole number stays within its bounds"
)]
fn degrees(angle: f32) -> u8 {
    angle.round() as u8
}

/// Degrees by which a shin tips forward over a flat foot before the calf is stretched.
const TIPPED: f32 = 5.0;
/// How far the chest comes forward with the breath, either way, in cm.
const CHEST: f32 = 2.0;
/// Degrees by which the trunk sways with the breath, either way.
const SWAY: f32 = 0.6;
