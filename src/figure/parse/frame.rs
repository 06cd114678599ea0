//! `[[frame]]`: key frames, each of which changes the one before.

use std::ops::{Range, RangeInclusive};

use super::bounds::{ANKLE, ELBOW, KNEE, NECK, PLACE, SOLE, SPINE, TOES, TURN};
use super::{muscles, place, word};
use crate::figure::base::Base;
use crate::figure::body::{ANKLE as ANKLE_HEIGHT, Arm, Leg, Nearness, Pair};
use crate::figure::joint::{Joint, Place};
use crate::figure::pose::{Anchor, KeyFrame, LitMuscle, Pin, Plant, Prop};
use crate::figure::shape::Point;
use crate::routine::problem::quoted;
use crate::routine::table::{Field, Table};

const FRAMES: usize = 6;
/// Centimetres from the palm's middle to the wall it lies on.
const PALM: f32 = 3.5;

/// Where a file says what a frame is like, in this frame or in one before.
#[derive(Debug, Clone)]
pub(super) struct FramePlaces {
    pub(super) pin: Range<usize>,
    /// What places or bends the legs.
    pub(super) legs: Pair<Range<usize>>,
    /// What places or bends the arms.
    pub(super) arms: Pair<Range<usize>>,
}

/// Reads every frame, solved, with its places; of `props` and the `worked` muscles, `None` means that
/// nobody knows.
pub(super) fn frames(
    field: Field<'_>,
    base: Base,
    props: Option<&[Prop]>,
    worked: Option<&[(Nearness, LitMuscle)]>,
) -> Option<Vec<(KeyFrame, FramePlaces)>> {
    let wall = Wall::among(props);
    let mut names = Vec::new();
    let mut draft: Option<PartialFrame> = None;
    let tables = field.tables("a frame", FRAMES)?;
    let frames = tables.into_iter().map(|mut table| {
        let name = table.required("name", "name = \"hold\"", |field| unique(field, &mut names));
        let header = table.header();
        let draft = draft
            .get_or_insert_with(|| PartialFrame::new(base, worked.unwrap_or_default(), &header));
        if let Some(field) = table.optional("lit") {
            draft.frame.lit = lit(field, worked).unwrap_or_default();
        }
        draft.change(&mut table, wall);
        table.finish();
        let mut frame = draft.frame.clone();
        frame.name = name?;
        frame.solve();
        Some((frame, draft.places.clone()))
    });
    // Every frame is read, the last one too if the first has a problem.
    frames.collect::<Vec<_>>().into_iter().collect()
}

#[derive(Debug, Clone, Copy)]
enum Wall {
    /// Its near face.
    At(f32),
    Missing,
    /// The props could not be read.
    Unknown,
}

impl Wall {
    fn among(props: Option<&[Prop]>) -> Self {
        let Some(props) = props else {
            return Self::Unknown;
        };
        let x = props.iter().find_map(|prop| match prop {
            Prop::Wall { x } => Some(*x),
            _ => None,
        });
        x.map_or(Self::Missing, Self::At)
    }
}

fn unique(field: Field<'_>, names: &mut Vec<String>) -> Option<String> {
    let name = field.text(24)?;
    if names.contains(&name) {
        let what = format!("is {}, as that of an earlier frame is", quoted(&name));
        return field.refuse(&what, "give each frame a name of its own");
    }
    names.push(name.clone());
    Some(name)
}

/// What is given of a body up to a frame, not solved: a limb that is let go of bends as it was
/// told to.
struct PartialFrame {
    frame: KeyFrame,
    places: FramePlaces,
}

impl PartialFrame {
    fn new(base: Base, worked: &[(Nearness, LitMuscle)], header: &Range<usize>) -> Self {
        Self {
            frame: KeyFrame {
                name: String::new(),
                lit: worked.to_vec(),
                body: base.body(),
                pin: None,
                plants: Pair::default(),
                holds: Pair::default(),
            },
            places: FramePlaces {
                pin: header.clone(),
                legs: Pair::both(header.clone()),
                arms: Pair::both(header.clone()),
            },
        }
    }

    fn change(&mut self, table: &mut Table<'_>, wall: Wall) {
        let Self { frame, places } = self;
        let body = &mut frame.body;
        if let Some(field) = table.optional("pin") {
            places.pin = field.span();
            frame.pin = pin(field);
        }
        bend(&mut body.trunk, table.optional("trunk"), &TURN);
        bend(&mut body.spine, table.optional("spine"), &SPINE);
        bend(&mut body.neck, table.optional("neck"), &NECK);
        if let Some(field) = table.optional("near_leg") {
            let (leg, plant) = (&mut body.legs.near, &mut frame.plants.near);
            places.legs.near = change_leg(field, leg, plant);
        }
        if let Some(field) = table.optional("far_leg") {
            let (leg, plant) = (&mut body.legs.far, &mut frame.plants.far);
            places.legs.far = change_leg(field, leg, plant);
        }
        if let Some(field) = table.optional("near_arm") {
            let (arm, hold) = (&mut body.arms.near, &mut frame.holds.near);
            places.arms.near = change_arm(field, arm, hold, (Nearness::Near, wall));
        }
        if let Some(field) = table.optional("far_arm") {
            let (arm, hold) = (&mut body.arms.far, &mut frame.holds.far);
            places.arms.far = change_arm(field, arm, hold, (Nearness::Far, wall));
        }
    }
}

fn lit(
    field: Field<'_>,
    worked: Option<&[(Nearness, LitMuscle)]>,
) -> Option<Vec<(Nearness, LitMuscle)>> {
    let lit = muscles(field)?;
    match lit
        .iter()
        .find(|muscle| worked.is_some_and(|worked| !worked.contains(muscle)))
    {
        Some(other) => {
            let what = format!(
                "says `{}`, which is not among the muscles of the pose",
                word::muscle_name(*other)
            );
            field.refuse(&what, "add it to `muscles`, or delete it here")
        }
        None => Some(lit),
    }
}

fn pin(field: Field<'_>) -> Option<Pin> {
    let example = "{ joint = \"pelvis\", at = [0, 90] }";
    let mut table = field.table("a pin", example)?;
    let joint = table.required("joint", "joint = \"pelvis\"", word::joint);
    let at = table.required("at", "at = [0, 90]", place);
    table.finish();
    Some(Pin {
        joint: joint?,
        at: at?,
    })
}

fn bend(angle: &mut f32, field: Option<Field<'_>>, bounds: &RangeInclusive<f32>) {
    if let Some(given) = field.and_then(|field| field.decimal(bounds)) {
        *angle = given;
    }
}

/// Returns the place of what was said of the leg.
fn change_leg(field: Field<'_>, leg: &mut Leg, planted: &mut Option<Plant>) -> Range<usize> {
    let Some(mut table) = field.table("a leg", "{ thigh = 90, knee = 90 }") else {
        return field.span();
    };
    let thigh = table.optional("thigh");
    let [knee, ankle] = ["knee", "ankle"].map(|key| table.optional(key));
    let plant = table.optional("plant");
    let [lift, sole] = ["lift", "sole"].map(|key| table.optional(key));
    bend(&mut leg.toes, table.optional("toes"), &TOES);
    table.finish();
    if let Some(field) = plant {
        for bent in [thigh, knee, ankle].into_iter().flatten() {
            let help = "take one out: a planted leg bends as it must";
            bent.refuse::<()>("stands beside `plant`, expected one of the two", help);
        }
        let x = field.decimal(&PLACE);
        let (mut height, mut slope) = (0.0, 0.0);
        bend(&mut height, lift, &PLACE);
        bend(&mut slope, sole, &SOLE);
        *planted = x.map(|x| Plant {
            ankle: Point::new(x, ANKLE_HEIGHT + height),
            sole: slope,
        });
        return field.span();
    }
    for loose in [lift, sole].into_iter().flatten() {
        let help = "write `plant` too, where the ankle stands on the floor";
        loose.refuse::<()>("stands without `plant`", help);
    }
    if thigh.is_some() {
        *planted = None;
    }
    if planted.is_some() {
        for bent in [knee, ankle].into_iter().flatten() {
            let help = "give `thigh` too, which lifts the foot off its place; or `plant` it anew";
            bent.refuse::<()>("cannot bend a planted leg", help);
        }
    }
    bend(&mut leg.thigh, thigh, &TURN);
    bend(&mut leg.knee, knee, &KNEE);
    bend(&mut leg.ankle, ankle, &ANKLE);
    field.span()
}

/// Returns the place of what was said of the arm.
fn change_arm(
    field: Field<'_>,
    arm: &mut Arm,
    grip: &mut Option<Anchor>,
    (side, wall): (Nearness, Wall),
) -> Range<usize> {
    let Some(mut table) = field.table("an arm", "{ arm = 20, elbow = 30 }") else {
        return field.span();
    };
    let [upper, elbow] = ["arm", "elbow"].map(|key| table.optional(key));
    let target = table.optional("hold");
    table.finish();
    if let Some(field) = target {
        for bent in [upper, elbow].into_iter().flatten() {
            let help = "take one out: an arm that holds bends as it must";
            bent.refuse::<()>("stands beside `hold`, expected one of the two", help);
        }
        *grip = hold(field, side, wall);
        return field.span();
    }
    if upper.is_some() {
        *grip = None;
    }
    if let (Some(_), Some(elbow)) = (*grip, elbow) {
        let help = "give `arm` too, which lets go; or `hold` another place";
        elbow.refuse::<()>("cannot bend an arm that holds", help);
    }
    bend(&mut arm.arm, upper, &TURN);
    bend(&mut arm.elbow, elbow, &ELBOW);
    field.span()
}

/// Reads what a hand holds: a height at the wall, a joint or a place.
fn hold(field: Field<'_>, side: Nearness, wall: Wall) -> Option<Anchor> {
    if let Some(height) = field.after("wall@") {
        let bounds = 0.0..=300.0;
        let height = height.parse().ok().filter(|height| bounds.contains(height));
        let Some(height) = height else {
            let help = "write `wall@130` for 130 cm above the floor";
            return field.refuse("has no height from 0 to 300 after `wall@`", help);
        };
        return match wall {
            Wall::At(x) => Some(Anchor::At(Point::new(x - PALM, height))),
            Wall::Missing => {
                let help = "add `{ kind = \"wall\", x = 60 }` to `props`, or hold a place `[x, y]`";
                field.refuse("is at a wall, and there is none", help)
            }
            Wall::Unknown => None,
        };
    }
    let anchor = word::anchor(field)?;
    if let Anchor::Joint(Joint::Limb(of, Place::Shoulder | Place::Elbow | Place::Hand)) = anchor
        && of == side
    {
        let help = "hold a joint of a leg or of the other arm, or a place `[x, y]`";
        return field.refuse("is a joint of the same arm", help);
    }
    Some(anchor)
}
