//! TOML text -> [`Pose`], or every [`Problem`] in it.

mod bounds;
mod check;
mod frame;
mod prop;
mod word;

use std::ops::RangeInclusive;
use std::time::Duration;

use super::base::Base;
use super::body::Nearness;
use super::joint::Joint;
use super::pose::{Arrow, Crop, LitMuscle, Movement, OtherLeg, Pose};
use super::shape::Point;
use crate::routine::PoseId;
use crate::routine::problem::Problem;
use crate::routine::table::{self, Field, Table};
use bounds::{LENGTH, PLACE};

/// Bytes of a pose file, at most.
const LARGEST: usize = 32 * 1024;
const PROPS: usize = 12;
const MUSCLES: usize = 8;
const ARROWS: usize = 2;
const CROPPED: usize = 12;
/// How long there and back, or a round, may take.
const PERIOD: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(20);

/// Reads a pose of format 1.
///
/// # Errors
/// Every problem of the text and of the body it describes, in the order of their places.
pub fn parse(id: PoseId, source: &str) -> Result<Pose, Vec<Problem>> {
    if source.len() > LARGEST {
        let what = format!(
            "the file has {} bytes, expected at most {LARGEST}",
            source.len()
        );
        return Err(vec![
            Problem::error(0..0, what).mend("make two poses of it"),
        ]);
    }
    table::read_whole(source, "a pose", |root| pose(id, root))
}

fn pose(id: PoseId, mut root: Table<'_>) -> Option<Pose> {
    if root.is_of_a_newer_format() {
        return None;
    }
    let base = root.or("base", Base::Stand, Field::one_of);
    let props = root.or("props", Vec::new(), |field| prop::props(field));
    let muscles = root.or("muscles", Vec::new(), muscles);
    let frames = root.required("frame", "[[frame]]", |field| {
        let base = base.unwrap_or(Base::Stand);
        frame::frames(field, base, props.as_deref(), muscles.as_deref())
    });
    // A body that was read in part would be blamed for what is not there.
    let is_whole = root.is_clean();

    let title = root.required("title", "title = \"Wall calf stretch\"", |field| {
        field.text(60)
    });
    let slower = root.optional("slower");
    let motion = motion(&mut root, frames.as_ref().map(Vec::len), slower);
    let arrow_field = root.optional("arrow");
    let arrows = arrow_field.and_then(arrows);
    let crop = root.given("view", crop);
    let other_leg = root.or("other_leg", OtherLeg::Behind, Field::one_of);
    let over = root.given("over", Field::one_of);
    root.finish();

    // What has a problem is left out: such a pose goes no further than the checks.
    let (frames, places): (Vec<_>, Vec<_>) = frames?.into_iter().unzip();
    let pose = Pose {
        id,
        title: title.unwrap_or_default(),
        motion: motion.unwrap_or(Movement::Hold),
        slower: slower.and_then(|field| field.length(PERIOD)),
        muscles: muscles.unwrap_or_default(),
        props: props.unwrap_or_default(),
        arrows: arrows.unwrap_or_default(),
        crop,
        over,
        other_leg: other_leg.unwrap_or(OtherLeg::Behind),
        frames,
    };
    if is_whole {
        root.report(check::bodies(&pose, &places));
        if let Some(field) = arrow_field {
            check::arrows(&pose, field);
        }
    }
    Some(pose)
}

/// Reads `motion` and `period` of a pose with so many frames, `None` where that is not known.
fn motion(
    root: &mut Table<'_>,
    frames: Option<usize>,
    slower: Option<Field<'_>>,
) -> Option<Movement> {
    let given = root.optional("period");
    let period = given.map_or(Some(Duration::from_secs(3)), |field| field.length(PERIOD));
    let period = period.unwrap_or_default();
    let all = [
        Movement::Hold,
        Movement::Loop(period),
        Movement::Cycle(period),
    ];
    let field = root.optional("motion");
    let motion = field.map_or(Some(Movement::Hold), |field| {
        field.choice(&all, Movement::name)
    })?;
    let least = match motion {
        Movement::Hold => 1,
        Movement::Loop(_) => 2,
        Movement::Cycle(_) => 3,
    };
    if let (Movement::Hold, Some(period)) = (motion, given.or(slower)) {
        let what = "stands in a pose that is held";
        return period.refuse(what, "delete it, or write `motion = \"loop\"`");
    }
    if let (Some(field), Some(frames)) = (field, frames)
        && frames < least
    {
        let what = format!("needs at least {least} frames, found {frames}");
        return field.refuse(&what, "add a frame");
    }
    Some(motion)
}

/// Reads muscles, each at most once.
fn muscles(field: Field<'_>) -> Option<Vec<(Nearness, LitMuscle)>> {
    let mut seen = Vec::new();
    field.list(0..=MUSCLES, |entry| {
        let muscle = word::muscle(entry)?;
        if seen.contains(&muscle) {
            let what = format!("says `{}` a second time", word::muscle_name(muscle));
            return entry.refuse(&what, "delete it");
        }
        seen.push(muscle);
        Some(muscle)
    })
}

fn arrows(field: Field<'_>) -> Option<Vec<Arrow>> {
    if field.is_list() {
        field.list(1..=ARROWS, arrow)
    } else {
        arrow(field).map(|arrow| vec![arrow])
    }
}

fn arrow(field: Field<'_>) -> Option<Arrow> {
    let example = "{ at = \"near.heel\", offset = [-16, 34], dir = \"down\", length = 30 }";
    let mut table = field.table("an arrow", example)?;
    let at = table.required("at", "at = \"near.heel\"", word::joint);
    let offset = offset(&mut table);
    let direction = table.required("dir", "dir = \"down\"", Field::one_of);
    let length = table.or("length", 30.0, |field| field.decimal(&(5.0..=120.0)));
    table.finish();
    Some(Arrow {
        at: at?,
        offset: offset?,
        direction: direction?,
        length: length?,
    })
}

fn crop(field: Field<'_>) -> Option<Crop> {
    let example = "{ around = [\"near.knee\", \"near.toe\"], margin = 12 }";
    let mut table = field.table("a view", example)?;
    let around: Option<Vec<Joint>> = table.required(
        "around",
        "around = [\"near.knee\", \"near.toe\"]",
        |field| field.list(1..=CROPPED, word::joint),
    );
    let margin = table.or("margin", 12.0, |field| field.decimal(&LENGTH));
    table.finish();
    Some(Crop {
        around: around?,
        margin: margin?,
    })
}

fn offset(table: &mut Table<'_>) -> Option<Point> {
    table.or("offset", Point::default(), place)
}

fn place(field: Field<'_>) -> Option<Point> {
    let (x, y) = field.pair(&PLACE)?;
    Some(Point::new(x, y))
}
