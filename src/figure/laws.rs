//! What holds for every body, and for every built-in pose at every moment.

use std::time::Duration;

use proptest::prelude::*;

use super::Figure;
use super::animation::{FigureFrame, MOVE, Playback};
use super::body::{
    ANKLE, Arm, BALL, Body, FOREARM, HEEL, LUMBAR, Leg, NECK, Nearness, Pair, SHANK, Skeleton,
    THIGH, THORAX, TOES, UPPER_ARM,
};
use super::joint::Joint;
use super::pose::{LitMuscle, Movement, Pose, PoseMoment};
use super::poses::{built_in, built_in_ids};
use super::shape::{Point, Shape};
use crate::routine::FirstBreath;
use crate::settings;

/// Moments of a motion that are looked at.
const PHASES: u8 = 20;
/// Centimetres by which numbers of this size may be wrong.
const EXACT: f32 = 0.01;
/// Centimetres that a joint goes in a tenth of a second, at most.
const JUMP: f32 = 15.0;

fn poses() -> impl Iterator<Item = Pose> {
    built_in_ids().map(|id| built_in(&id).unwrap())
}

/// Moments of a pose, evenly from the first frame to the end of its motion.
fn moments(pose: &Pose, phases: u8) -> impl Iterator<Item = PoseMoment> + use<> {
    let moves = f32::from(pose.moves());
    (0..=phases).map(move |phase| PoseMoment {
        frame: moves * f32::from(phase) / f32::from(phases),
        breath: 0.0,
    })
}

fn joints(skeleton: &Skeleton) -> Vec<(String, Point)> {
    let named = |name: String| {
        let at = Joint::new(&name).unwrap().on(skeleton);
        (name, at)
    };
    Joint::names().map(named).collect()
}

/// Asserts the length of every bone.
fn has_fixed_bones(skeleton: &Skeleton) {
    let mut bones = vec![
        ("lumbar", skeleton.pelvis, skeleton.waist, LUMBAR),
        ("thorax", skeleton.waist, skeleton.chest, THORAX),
        ("neck", skeleton.chest, skeleton.head, NECK),
    ];
    for &side in Nearness::ALL {
        let (leg, arm) = (skeleton.legs.on(side), skeleton.arms.on(side));
        bones.extend([
            ("hip", skeleton.pelvis, leg.hip, 0.0),
            ("thigh", leg.hip, leg.knee, THIGH),
            ("shank", leg.knee, leg.ankle, SHANK),
            ("heel", leg.ankle, leg.heel, ANKLE.hypot(HEEL)),
            ("ball", leg.ankle, leg.ball, ANKLE.hypot(BALL)),
            ("sole", leg.heel, leg.ball, HEEL + BALL),
            ("toes", leg.ball, leg.toe, TOES),
            ("shoulder", skeleton.chest, arm.shoulder, 0.0),
            ("upper arm", arm.shoulder, arm.elbow, UPPER_ARM),
            ("forearm", arm.elbow, arm.hand, FOREARM),
        ]);
    }
    for (bone, from, to, length) in bones {
        let found = (to - from).length();
        assert!((found - length).abs() < EXACT, "{bone}: {found}");
    }
}

#[test]
fn bones_keep_their_length_through_every_built_in_pose() {
    for pose in poses() {
        for moment in moments(&pose, PHASES) {
            has_fixed_bones(&pose.skeleton(moment));
        }
    }
}

#[test]
fn pins_planted_feet_and_hands_stay_where_they_are_wanted() {
    let mut wanted = 0;
    for pose in poses() {
        for moment in moments(&pose, PHASES) {
            let frame = pose.frame(moment);
            let skeleton = frame.body.skeleton();
            let place = format!("{} at {}", pose.id, moment.frame);
            if let Some(pin) = frame.pin {
                let miss = (pin.joint.on(&skeleton) - pin.at).length();
                assert!(miss < EXACT, "{place}: the pin is {miss} cm off");
            }
            for &side in Nearness::ALL {
                if let Some(plant) = frame.plants.on(side) {
                    let miss = (skeleton.legs.on(side).ankle - plant.ankle).length();
                    assert!(miss <= 1.0, "{place}: {side:?} foot {miss} cm short");
                    wanted += 1;
                }
                if let Some(hold) = frame.holds.on(side) {
                    let miss = (skeleton.arms.on(side).hand - hold.on(&skeleton)).length();
                    assert!(miss <= 1.0, "{place}: {side:?} hand {miss} cm short");
                    wanted += 1;
                }
            }
        }
    }
    assert!(wanted > 1000, "only {wanted} places were wanted");
}

#[test]
fn no_joint_jumps_between_two_pictures() {
    for pose in poses() {
        let time = match pose.motion {
            Movement::Hold => MOVE,
            Movement::Loop(period) => period / 2,
            Movement::Cycle(period) => period,
        };
        let pictures = u8::try_from(time.as_millis() / 100).unwrap();
        let shown: Vec<_> = moments(&pose, pictures)
            .map(|moment| joints(&pose.skeleton(moment)))
            .collect();
        for (number, two) in shown.windows(2).enumerate() {
            for ((joint, from), (_, to)) in two[0].iter().zip(&two[1]) {
                let way = (*to - *from).length();
                assert!(
                    way < JUMP,
                    "{}: {joint} jumps {way} cm at {number}",
                    pose.id
                );
            }
        }
    }
}

#[test]
fn what_slows_down_does_so_and_never_goes_back() {
    let mut slowed = 0;
    for pose in poses().filter(|pose| pose.slower.is_some()) {
        let frame = |tenths| {
            let (motion, first) = (settings::Motion::Full, FirstBreath::In);
            let elapsed = Duration::from_millis(tenths * 100);
            let shown = FigureFrame::of(&pose, motion, Playback::Held, first, elapsed);
            shown.moment.frame
        };
        let frames = f32::from(pose.moves());
        let way = |from: u64, to: u64| -> f32 {
            let step = |at| (frame(at + 2) - frame(at)).rem_euclid(frames);
            (from..to).step_by(2).map(step).sum()
        };
        let [first, middle, last] = [0, 100, 300].map(|from| way(from, from + 100));
        assert!(
            first > middle && middle > 2.0 * last && last > 0.0,
            "{}",
            pose.id
        );
        slowed += 1;
    }
    assert!(slowed > 0);
}

#[test]
fn a_cycle_ends_where_it_begins() {
    let mut cycles = 0;
    for pose in poses().filter(|pose| matches!(pose.motion, Movement::Cycle(_))) {
        let at = |frame| pose.skeleton(PoseMoment { frame, breath: 0.0 });
        let round = f32::from(pose.moves());
        for ((joint, first), (_, last)) in joints(&at(0.0)).into_iter().zip(joints(&at(round))) {
            assert!((last - first).length() < EXACT, "{}: {joint}", pose.id);
        }
        cycles += 1;
    }
    assert!(cycles > 0);
}

/// Degrees from which a foot is seen to be up, though it does not move.
const UP: f32 = 5.0;
/// The cosine of what is still across the shin, and does not point away from it.
const ACROSS: f32 = -0.4;

#[test]
fn no_arrow_at_a_leg_points_a_foot_that_is_or_comes_up_away_from_its_shin() {
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for pose in poses() {
        let [arrow] = pose.arrows[..] else {
            continue;
        };
        let held = pose.skeleton(pose.held());
        let (leg, first) = (held.legs.near, &pose.frames[0].body.legs.near);
        let last = pose.frame(pose.held()).body.legs.near;
        // A sole on the floor cannot be pointed, and an arrow at the trunk is not about the foot.
        let stands = leg.heel.y < 8.0 || leg.ball.y < 8.0;
        let is_trunks = [held.pelvis, held.waist, held.chest, held.head]
            .contains(&arrow.at.on(&held))
            && arrow.at != Joint::new("near.hip").unwrap();
        let is_up = last.ankle > first.ankle || last.ankle > UP;
        if stands || is_trunks || !is_up {
            continue;
        }
        let shin = leg.knee - leg.ankle;
        let way = arrow.direction.step();
        let cosine = (shin.x * way.x + shin.y * way.y) / shin.length();
        if cosine < ACROSS {
            wrong.push(format!("{}: {cosine}", pose.id));
        }
        looked_at += 1;
    }
    assert_eq!(wrong, [] as [&str; 0]);
    assert!(looked_at > 10, "only {looked_at}");
}

#[test]
fn muscles_that_are_worked_in_turn_are_lit_in_turn_as_the_foot_goes() {
    let mut in_turn = 0;
    for pose in poses() {
        let ankles = |wanted: LitMuscle| {
            let frames = pose.frames.iter();
            let lit = frames.filter(move |frame| frame.lit.contains(&(Nearness::Near, wanted)));
            lit.map(|frame| frame.body.legs.near.ankle)
        };
        let (down, up) = (ankles(LitMuscle::Calf), ankles(LitMuscle::Shin));
        let (highest, lowest) = (down.reduce(f32::max), up.reduce(f32::min));
        if let (Some(highest), Some(lowest)) = (highest, lowest) {
            assert!(
                highest < 0.0 && lowest > 0.0,
                "{}: {highest} {lowest}",
                pose.id
            );
            in_turn += 1;
        }
        for muscle in &pose.muscles {
            let mut frames = pose.frames.iter();
            assert!(
                frames.any(|frame| frame.lit.contains(muscle)),
                "{}: {muscle:?}",
                pose.id
            );
        }
    }
    assert_eq!(in_turn, 1);
}

fn any_body() -> impl Strategy<Value = Body> {
    let angle = || -360.0..360.0_f32;
    let leg = || {
        let angles = (angle(), angle(), angle(), angle());
        angles.prop_map(|(thigh, knee, ankle, toes)| Leg {
            thigh,
            knee,
            ankle,
            toes,
        })
    };
    let arm = || (angle(), angle()).prop_map(|(arm, elbow)| Arm { arm, elbow });
    let trunk = (angle(), angle(), angle());
    (trunk, leg(), leg(), arm(), arm()).prop_map(|(trunk, near, far, near_arm, far_arm)| Body {
        pelvis: Point::new(0.0, 90.0),
        trunk: trunk.0,
        spine: trunk.1,
        neck: trunk.2,
        legs: Pair { near, far },
        arms: Pair {
            near: near_arm,
            far: far_arm,
        },
    })
}

fn any_moment() -> impl Strategy<Value = PoseMoment> {
    let frame = prop_oneof![
        8 => -1.0..8.0_f32,
        1 => any::<f32>(),
        1 => prop::sample::select(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY][..]),
    ];
    (frame, -1.0..=1.0_f32).prop_map(|(frame, breath)| PoseMoment { frame, breath })
}

fn can_be_filled(shape: &Shape) -> bool {
    let finite = |point: Point| point.x.is_finite() && point.y.is_finite();
    let are_radii = |radii: (f32, f32)| {
        let is_radius = |radius: f32| radius.is_finite() && radius > 0.0;
        is_radius(radii.0) && is_radius(radii.1)
    };
    match shape {
        Shape::Capsule { from, to, radii } => finite(*from) && finite(*to) && are_radii(*radii),
        Shape::Ellipse { centre, radii } => finite(*centre) && are_radii(*radii),
        Shape::Polygon(corners) => corners.iter().copied().all(finite),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bones_keep_their_length_in_any_body(body in any_body()) {
        has_fixed_bones(&body.skeleton());
    }

    #[test]
    fn a_limb_comes_as_near_to_a_place_as_it_can(
        body in any_body(),
        x in -150.0..150.0_f32,
        y in -150.0..150.0_f32,
    ) {
        let body = Body { spine: 0.0, ..body };
        let place = body.pelvis + Point::new(x, y);
        let far = (place - body.pelvis).length();
        let mut reaching = body;
        reaching.legs.near = body.legs.near.reach(body.pelvis, place, 0.0);
        let miss = (reaching.skeleton().legs.near.ankle - place).length();
        prop_assert!((miss - (far - THIGH - SHANK).max(1.0 - far).max(0.0)).abs() < 0.2);

        let shoulder = body.skeleton().chest;
        let far = (place - shoulder).length();
        reaching.arms.near = Arm::reach(shoulder, place);
        let miss = (reaching.skeleton().arms.near.hand - place).length();
        let least = FOREARM - UPPER_ARM;
        prop_assert!((miss - (far - FOREARM - UPPER_ARM).max(least - far).max(0.0)).abs() < 0.2);
    }

    #[test]
    fn a_figure_can_be_drawn_at_any_moment_and_size(
        which in any::<prop::sample::Index>(),
        moment in any_moment(),
        pixel in 0.1..20.0_f32,
    ) {
        let ids: Vec<_> = built_in_ids().collect();
        let pose = built_in(&ids[which.index(ids.len())]).unwrap();
        let figure = Figure::of(&pose, moment, pixel);
        let pieces: Vec<_> = figure.layers.iter().flatten().collect();
        prop_assert!(pieces.len() > 10);
        for piece in pieces {
            prop_assert!(can_be_filled(&piece.shape), "{}: {piece:?}", pose.id);
        }
    }
}
