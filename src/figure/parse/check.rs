//! What only the whole body shows: reaching too far, bending too far, standing in the floor.

use std::ops::{Range, RangeInclusive};

use super::bounds::{ANKLE, ELBOW, KNEE};
use super::frame::FramePlaces;
use crate::figure::body::Nearness;
use crate::figure::extent::Extent;
use crate::figure::pose::{KeyFrame, Pose, PoseMoment};
use crate::routine::problem::{Problem, quoted};
use crate::routine::table::Field;

/// Centimetres by which a hand or a foot may miss its place, and a foot may sink into the floor.
const SLACK: f32 = 1.0;
/// Degrees by which a solved joint may pass its bounds.
const GIVE: f32 = 0.5;
/// Centimetres that an arrow may lie beside what is shown.
const ROOM: f32 = 60.0;
/// Where a move between two frames is looked at.
const PARTS: [f32; 3] = [0.25, 0.5, 0.75];

/// Checks every frame and the moves between them.
pub(super) fn bodies(pose: &Pose, places: &[FramePlaces]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let faults: Vec<_> = pose.frames.iter().map(faults).collect();
    for (found, (frame, places)) in faults.iter().zip(pose.frames.iter().zip(places)) {
        let when = format!("in frame {}", quoted(&frame.name));
        problems.extend(found.iter().map(|fault| fault.problem(places, &when)));
    }
    for from in 0..usize::from(pose.moves()) {
        let to = (from + 1) % pose.frames.len();
        let known = |fault: &PoseFault| {
            let ends = faults[from].iter().chain(&faults[to]);
            ends.into_iter().any(|end| end.kind == fault.kind)
        };
        let start = PoseMoment {
            frame: number(from),
            breath: 0.0,
        };
        let mut worst: Vec<PoseFault> = Vec::new();
        for part in PARTS {
            let frame = pose.frame(PoseMoment {
                frame: start.frame + part,
                ..start
            });
            for fault in self::faults(&frame) {
                match worst.iter_mut().find(|seen| seen.kind == fault.kind) {
                    _ if known(&fault) => {}
                    Some(seen) if seen.excess >= fault.excess => {}
                    Some(seen) => *seen = fault,
                    None => worst.push(fault),
                }
            }
        }
        let when = format!("on the way to frame {}", quoted(&pose.frames[to].name));
        problems.extend(worst.iter().map(|fault| fault.problem(&places[to], &when)));
    }
    problems
}

/// Checks that the arrows lie near what is shown.
pub(super) fn arrows(pose: &Pose, field: Field<'_>) {
    let shown = Extent::of_body(pose);
    let is_beside = |(_, tail, tip)| !shown.holds(tail, ROOM) || !shown.holds(tip, ROOM);
    if pose.arrow_ends().any(is_beside) {
        let what = format!("lies more than {ROOM} cm beside the figure");
        let help = "bring it nearer with `offset`, or make it shorter with `length`";
        field.refuse::<()>(&what, help);
    }
}

struct PoseFault {
    kind: FaultKind,
    /// How wrong it is, to find the worst moment of a move.
    excess: f32,
    what: String,
    help: &'static str,
}

/// Each is told once a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FaultKind {
    Pin,
    Hand(Nearness),
    Foot(Nearness),
    Floor(Nearness),
    Elbow(Nearness),
    Knee(Nearness),
    Ankle(Nearness),
}

impl PoseFault {
    fn problem(&self, places: &FramePlaces, when: &str) -> Problem {
        let span: &Range<usize> = match self.kind {
            FaultKind::Pin => &places.pin,
            FaultKind::Hand(side) | FaultKind::Elbow(side) => places.arms.on(side),
            FaultKind::Foot(side)
            | FaultKind::Floor(side)
            | FaultKind::Knee(side)
            | FaultKind::Ankle(side) => places.legs.on(side),
        };
        Problem::error(span.clone(), format!("{} {when}", self.what)).mend(self.help)
    }
}

fn faults(frame: &KeyFrame) -> Vec<PoseFault> {
    let mut faults = Vec::new();
    let skeleton = frame.body.skeleton();
    let miss = |kind, excess: f32, what: &dyn Fn() -> String, help| {
        (excess > SLACK).then(|| PoseFault {
            kind,
            excess,
            what: what(),
            help,
        })
    };
    if let Some(pin) = frame.pin {
        let off = (pin.joint.on(&skeleton) - pin.at).length();
        let what = || format!("the pinned joint is {off:.0} cm off its place");
        let help = "its limb is planted or holds something; pin another joint, such as `pelvis`";
        faults.extend(miss(FaultKind::Pin, off, &what, help));
    }
    for &side in Nearness::ALL {
        let name = side.name();
        if let Some(plant) = frame.plants.on(side) {
            faults.extend(leg(frame, side));
            let short = (skeleton.legs.on(side).ankle - plant.ankle).length();
            let what = || format!("{name} foot {short:.0} cm short");
            let help = "bring the hip nearer with `pin`, or plant the foot nearer";
            faults.extend(miss(FaultKind::Foot(side), short, &what, help));
        }
        if let Some(anchor) = frame.holds.on(side) {
            let bend = frame.body.arms.on(side).elbow;
            let help = "hold a place that is further from the shoulder";
            let elbow = ("elbow", FaultKind::Elbow(side), help);
            faults.extend(bent(elbow, side, bend, &ELBOW));
            let short = (skeleton.arms.on(side).hand - anchor.on(&skeleton)).length();
            let what = || format!("{name} hand {short:.0} cm short");
            let help = "bring the shoulder nearer with `trunk` or `pin`, or hold a nearer place";
            faults.extend(miss(FaultKind::Hand(side), short, &what, help));
        }
        let foot = skeleton.legs.on(side);
        let parts = [("heel", foot.heel), ("ball", foot.ball), ("toe", foot.toe)];
        let lowest = parts.into_iter().min_by(|a, b| a.1.y.total_cmp(&b.1.y));
        faults.extend(lowest.and_then(|(part, at)| {
            let what = || format!("{name} {part} {:.0} cm below the floor", -at.y);
            let help =
                "raise the body with `pin`, a planted foot with `lift`, or bend the leg more";
            miss(FaultKind::Floor(side), -at.y, &what, help)
        }));
    }
    faults
}

fn leg(frame: &KeyFrame, side: Nearness) -> impl Iterator<Item = PoseFault> {
    let leg = frame.body.legs.on(side);
    let knee = "plant the foot further from the hip";
    let ankle = "turn the foot with `sole`, or move the hip or the foot";
    let knee = bent(("knee", FaultKind::Knee(side), knee), side, leg.knee, &KNEE);
    // Once round is no bend.
    let turn = (leg.ankle + 180.0).rem_euclid(360.0) - 180.0;
    let ankle = bent(("ankle", FaultKind::Ankle(side), ankle), side, turn, &ANKLE);
    knee.into_iter().chain(ankle)
}

fn bent(
    (joint, kind, help): (&str, FaultKind, &'static str),
    side: Nearness,
    angle: f32,
    bounds: &RangeInclusive<f32>,
) -> Option<PoseFault> {
    let (least, most) = (bounds.start(), bounds.end());
    let excess = (least - angle).max(angle - most);
    (excess > GIVE).then(|| PoseFault {
        kind,
        excess,
        what: format!(
            "{} {joint} would bend {angle:.0} degrees, expected {least} to {most},",
            side.name()
        ),
        help,
    })
}

fn number(frame: usize) -> f32 {
    f32::from(u8::try_from(frame).unwrap_or(u8::MAX))
}
