//! Shapes over the bones: what of a skeleton is drawn, from back to front.

use super::base;
use super::body::{Arm, ArmJoints, HEAD, LegJoints, Nearness, Skeleton};
use super::hand::{Grasp, grasp};
use super::joint::Bone;
use super::pose::{KeyFrame, LitMuscle, Pose, PoseMoment, Prop};
use super::props;
use super::shape::{Point, Shape};
use super::{Figure, Part, Piece};

impl Figure {
    /// What is drawn of a pose at a moment, back to front, where a sub-pixel is `pixel` cm wide: limbs
    /// and lines are drawn thicker than they are where they would break up.
    pub fn of(pose: &Pose, moment: PoseMoment, pixel: f32) -> Self {
        let KeyFrame { body, lit, .. } = pose.frame(moment);
        let skeleton = &body.skeleton();
        let flesh = Flesh { pixel };
        let muscles = |side: Nearness| {
            let part = match side {
                Nearness::Far => Part::FarMuscle,
                Nearness::Near => Part::Muscle,
            };
            let lit = lit.iter().filter(move |(on, _)| *on == side);
            let leg = skeleton.legs.on(side);
            lit.flat_map(move |(_, muscle)| flesh.muscle(leg, *muscle, part))
        };
        let arm = |side, part| {
            let grasp = grasp(pose, skeleton, side);
            flesh.arm(skeleton.arms.on(side), grasp, part)
        };
        let mut far_leg = flesh.leg(&skeleton.legs.far, Part::Far);
        far_leg.extend(muscles(Nearness::Far));
        let mut body = flesh.trunk(skeleton, moment.breath);
        body.extend(flesh.head(skeleton));
        body.extend(flesh.leg(&skeleton.legs.near, Part::Near));
        let [behind, under, mut before] = props::around(pose, skeleton, pixel);
        let [helper, hands] = flesh.helper(pose, skeleton);
        before.extend(hands);
        let mut layers = vec![
            helper,
            behind,
            arm(Nearness::Far, Part::Far),
            under,
            body,
            before,
            arm(Nearness::Near, Part::Near),
            // Over everything: no hand cuts it in two.
            muscles(Nearness::Near).collect(),
        ];
        let at = match pose.over {
            Some(Nearness::Far) => layers.len(),
            Some(Nearness::Near) | None => 3,
        };
        layers.insert(at, far_leg);
        Self { layers }
    }
}

/// The width of sub-pixels, in cm, below which a face is seen.
const FINE: f32 = 3.0;

#[derive(Clone, Copy)]
struct Flesh {
    pixel: f32,
}

impl Flesh {
    /// What is added to every radius: wrists and ankles break up where sub-pixels are coarse.
    fn fat(self) -> f32 {
        (self.pixel * 0.95 - 2.9).clamp(0.0, 2.6)
    }

    /// A limb from one place to another, each with its radius.
    fn limb(self, from: (Point, f32), to: (Point, f32), part: Part) -> Piece {
        let fat = self.fat();
        Piece {
            shape: Shape::Capsule {
                from: from.0,
                to: to.0,
                radii: (from.1 + fat, to.1 + fat),
            },
            part,
            apart: true,
        }
    }

    /// The same, grown together with what lies behind.
    fn grown(self, from: (Point, f32), to: (Point, f32), part: Part) -> Piece {
        Piece {
            apart: false,
            ..self.limb(from, to, part)
        }
    }

    /// Whoever helps: the body, behind the furniture, and the arms, over the legs.
    fn helper(self, pose: &Pose, skeleton: &Skeleton) -> [Vec<Piece>; 2] {
        let (mut body, mut arms) = (Vec::new(), Vec::new());
        for prop in &pose.props {
            if let Prop::Helper { at, lean, hands } = *prop {
                let mut helping = base::helper(at, lean);
                let chest = helping.skeleton().chest;
                helping.arms = hands.map(|hand| Arm::reach(chest, hand.on(skeleton)));
                let bones = helping.skeleton();
                body.extend(self.trunk(&bones, 0.0));
                body.extend(self.head(&bones));
                body.extend(self.leg(&bones.legs.near, Part::Far));
                for arm in [bones.arms.far, bones.arms.near] {
                    arms.extend(self.arm(&arm, Grasp::Fist, Part::Far));
                }
            }
        }
        for piece in &mut body {
            piece.part = Part::Far;
        }
        [body, arms]
    }

    fn trunk(self, bones: &Skeleton, breath: f32) -> Vec<Piece> {
        let part = Part::Trunk;
        let up = (bones.chest - bones.waist).unit();
        let front = up.turned_right();
        let ribs = bones.waist.towards(bones.chest, 0.55) + front * (breath * 1.2);
        let waist = bones.waist + front * (breath * 0.9);
        vec![
            self.limb((bones.pelvis, 9.6), (bones.waist, 9.0), part),
            self.limb((waist, 9.0), (ribs, 10.6 + breath * 0.85), part),
            self.limb((ribs, 10.6), (bones.chest - up * 2.0, 7.5), part),
            self.limb((bones.chest, 4.6), (bones.head, 4.6), part),
        ]
    }

    /// A round skull, and a chin and a nose that tell which way it looks; where there are sub-pixels for
    /// it, smaller and with a jaw.
    fn head(self, bones: &Skeleton) -> Vec<Piece> {
        let up = (bones.head - bones.chest).unit();
        let face = up.turned_right();
        let at = |forwards: f32, above: f32| bones.head + face * forwards + up * above;
        let round = |[x, y, radius]: [f32; 3], [to_x, to_y, to_radius]: [f32; 3]| Shape::Capsule {
            from: at(x, y),
            to: at(to_x, to_y),
            radii: (radius, to_radius),
        };
        let (skull, jaw, nose) = if self.pixel < FINE {
            (
                round([-2.6, 2.4, 8.6], [1.2, 2.0, 9.0]),
                round([1.6, -3.0, 6.4], [6.0, -8.4, 3.0]),
                vec![at(8.5, 4.0), at(13.6, -2.6), at(8.5, -4.6)],
            )
        } else {
            (
                // Flatter than a circle, of which a coarse grid leaves a spike at the top.
                round([-3.0, 1.0, HEAD - 1.5], [3.0, 1.0, HEAD - 1.5]),
                round([1.0, -3.0, 8.0], [5.5, -8.0, 4.0]),
                vec![at(9.0, 5.0), at(15.5, 0.0), at(15.5, -4.0), at(8.0, -6.5)],
            )
        };
        let pieces = [(skull, true), (jaw, true), (Shape::Polygon(nose), false)];
        let part = Part::Trunk;
        let pieces = pieces.map(|(shape, apart)| Piece { shape, part, apart });
        pieces.into()
    }

    fn arm(self, arm: &ArmJoints, grasp: Grasp, part: Part) -> Vec<Piece> {
        let wrist = arm.hand - (arm.hand - arm.elbow).unit() * 5.0;
        // The gap begins below the shoulder, so that the near arm still grows out of the trunk.
        let cut = if part == Part::Near {
            arm.shoulder.towards(arm.elbow, 0.3)
        } else {
            arm.shoulder
        };
        let flat = |way: Point| {
            let (palm, tips) = (arm.hand - way * 2.0, arm.hand + way * 9.0);
            self.limb((palm, 3.8), (tips, 2.6), part)
        };
        let mut pieces = vec![
            self.grown((arm.shoulder, 5.0), (arm.elbow, 4.0), part),
            self.limb((cut, 4.8), (arm.elbow, 4.0), part),
            self.limb((arm.elbow, 4.0), (wrist, 3.2), part),
            match grasp {
                Grasp::Open => self.limb((wrist, 4.2), (arm.hand, 4.2), part),
                // A gap would cut off what it holds.
                Grasp::Fist => self.grown((arm.hand, 5.4), (arm.hand, 5.4), part),
                Grasp::Flat(way) | Grasp::Rub(way) => flat(way),
            },
        ];
        if let Grasp::Rub(way) = grasp {
            let beside = way.turned_right();
            let thumb = arm.hand + way * 4.0 + beside * beside.y.signum() * 8.5;
            pieces.push(self.grown((arm.hand, 2.6), (thumb, 2.0), part));
        }
        pieces
    }

    fn leg(self, leg: &LegJoints, part: Part) -> Vec<Piece> {
        let shank = leg.shank();
        let calf = (shank.beside(0.12, 2.2), shank.beside(0.48, 1.8));
        let mut pieces = vec![
            self.limb((leg.hip, 8.6), (leg.knee, 6.0), part),
            self.limb((leg.knee, 5.8), (leg.ankle, 4.0), part),
            self.limb((calf.0, 5.0), (calf.1, 4.2), part),
        ];
        pieces.extend(self.foot(leg, part));
        pieces
    }

    /// The skin of the sole runs through heel, ball and toe.
    fn foot(self, leg: &LegJoints, part: Part) -> [Piece; 5] {
        let forwards = (leg.ball - leg.heel).unit();
        let down = forwards.turned_right();
        let toes_down = (leg.toe - leg.ball).unit().turned_right();
        // Feet grow half as fast as limbs.
        let fat = self.fat();
        let (thick, thin) = (3.6 - fat * 0.5, 3.6 * 0.85 - fat * 0.5);
        let skin = 3.6 + fat * 0.5;
        let heel = leg.heel - down * skin + forwards;
        let ball = leg.ball - down * skin;
        let toe = leg.toe - toes_down * (skin * 0.85);
        let instep = vec![
            leg.ankle - forwards * 3.5,
            heel,
            ball,
            leg.ankle + forwards * 4.5,
        ];
        [
            self.limb((heel, thick), (ball, thick), part),
            self.limb((ball, thick), (toe, thin), part),
            self.limb((leg.ankle, 4.2 - fat * 0.5), (heel, thick), part),
            Piece {
                shape: Shape::Polygon(instep),
                part,
                apart: false,
            },
            self.limb((leg.ankle, 4.4 - fat * 0.5), (ball, thick), part),
        ]
    }

    /// A muscle lies on its own side of the bone and tapers as muscles do.
    fn muscle(self, leg: &LegJoints, muscle: LitMuscle, part: Part) -> Vec<Piece> {
        let (thigh, shank) = (leg.thigh(), leg.shank());
        let forwards = (leg.ball - leg.heel).unit();
        let down = forwards.turned_right();
        let toes_down = (leg.toe - leg.ball).unit().turned_right();
        let patch = |from: (Point, f32), to: (Point, f32)| self.grown(from, to, part);
        // How far down the bone, how far behind it, and how thick.
        let along = |bone: Bone, [from, to]: [(f32, f32, f32); 2]| {
            let end = |(down, behind, radius)| (bone.beside(down, behind), radius);
            patch(end(from), end(to))
        };
        match muscle {
            LitMuscle::Calf => vec![
                along(shank, [(0.1, 3.6, 5.0), (0.44, 3.6, 4.2)]),
                along(shank, [(0.44, 3.6, 4.0), (0.92, 2.4, 2.0)]),
            ],
            LitMuscle::Soleus => vec![
                along(shank, [(0.34, 2.9, 4.8), (0.66, 2.9, 3.6)]),
                along(shank, [(0.66, 2.9, 3.4), (0.95, 2.2, 2.0)]),
            ],
            LitMuscle::Shin => vec![along(shank, [(0.12, -3.0, 3.8), (0.8, -3.0, 2.6)])],
            LitMuscle::Hamstring => vec![along(thigh, [(0.16, 4.2, 5.4), (0.94, 4.2, 3.8)])],
            LitMuscle::Quadriceps => vec![along(thigh, [(0.14, -4.0, 5.6), (0.94, -4.0, 4.2)])],
            LitMuscle::InnerThigh => vec![along(thigh, [(0.16, 0.0, 4.4), (0.9, 0.0, 3.4)])],
            LitMuscle::Foot => vec![patch(
                (leg.heel - down * 2.6 + forwards, 3.4),
                (leg.ball - down * 2.4 + forwards, 3.4),
            )],
            LitMuscle::Toes => vec![patch(
                (leg.ball - toes_down * 3.0, 3.6),
                (leg.toe - toes_down * 3.0, 3.2),
            )],
            LitMuscle::Ankle => vec![patch((leg.ankle, 5.5), (leg.ankle, 5.5))],
        }
    }
}
