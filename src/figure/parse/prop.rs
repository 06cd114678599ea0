//! `props`: what stands, lies or hangs around the body.

use super::bounds::{LENGTH, PLACE};
use super::{PROPS, offset, place, word};
use crate::figure::body::Nearness;
use crate::figure::pose::{Anchor, ChairBack, Prop};
use crate::figure::shape::Point;
use crate::routine::named;
use crate::routine::problem::Problem;
use crate::routine::table::{Field, Table};

named! {
    /// Which thing it is.
    Kind {
        /// The ground.
        Floor = "floor", "a floor";
        /// An upright wall.
        Wall = "wall", "a wall";
        /// A chair or a stool.
        Chair = "chair", "a chair";
        /// A bed.
        Bed = "bed", "a bed";
        /// A table or a desk.
        Table = "table", "a table";
        /// A solid block on the floor.
        Step = "step", "a step";
        /// An exercise bike.
        Bike = "bike", "a bike";
        /// A towel from a hand round a foot.
        Towel = "towel", "a towel";
        /// A pillow.
        Cushion = "cushion", "a cushion";
        /// A warm bottle.
        Bottle = "bottle", "a bottle";
        /// A roller or a ball.
        Roller = "roller", "a roller";
    }
}

/// Reads every prop.
pub(super) fn props(field: &Field<'_>, problems: &mut Vec<Problem>) -> Option<Vec<Prop>> {
    field.list(0..=PROPS, problems, |entry, problems| {
        prop(&entry, problems)
    })
}

fn prop(field: &Field<'_>, problems: &mut Vec<Problem>) -> Option<Prop> {
    let mut table = field.table("a prop", "{ kind = \"floor\" }", problems)?;
    let Some(kind) = table.optional("kind") else {
        return field.refuse("has no `kind`", "add `kind = \"floor\"`", problems);
    };
    // Of a thing nobody knows, nobody knows the keys either.
    let kind = kind.choice(Kind::ALL, Kind::name, problems)?;
    let mut table = table.called(kind.words());
    let prop = of_kind(kind, &mut table, problems);
    table.finish(problems);
    prop
}

fn of_kind(kind: Kind, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Prop> {
    match kind {
        Kind::Floor => Some(Prop::Floor),
        Kind::Wall => across(table, problems).map(|x| Prop::Wall { x }),
        Kind::Chair => chair(table, problems),
        Kind::Bed => bed(table, problems),
        Kind::Table => {
            let ends = ends(table, problems);
            let height = height(table, None, problems);
            let ((from, to), height) = (ends?, height?);
            Some(Prop::Table { from, to, height })
        }
        Kind::Step => {
            let ends = ends(table, problems);
            let height = height(table, None, problems);
            let ((from, to), height) = (ends?, height?);
            Some(Prop::Step { from, to, height })
        }
        Kind::Bike => {
            let at = table.required("at", "at = [30, 28]");
            let at = at.and_then(|field| place(&field, problems))?;
            Some(Prop::Bike { at })
        }
        Kind::Towel => towel(table, problems),
        Kind::Cushion => {
            let at = middle(table, problems);
            let size = table
                .optional("size")
                .map_or(Some((17.0, 9.0)), |field| field.pair(&LENGTH, problems));
            let ((at, offset), (width, height)) = (at?, size?);
            let size = Point::new(width, height);
            Some(Prop::Cushion { at, offset, size })
        }
        Kind::Bottle => {
            let (at, offset) = middle(table, problems)?;
            Some(Prop::Bottle { at, offset })
        }
        Kind::Roller => {
            let at = middle(table, problems);
            let radius = table
                .optional("radius")
                .map_or(Some(8.0), |field| field.decimal(&LENGTH, problems));
            let ((at, offset), radius) = (at?, radius?);
            Some(Prop::Roller { at, offset, radius })
        }
    }
}

fn chair(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Prop> {
    let backs = [ChairBack::Behind, ChairBack::Front, ChairBack::Missing];
    let name = |back| match back {
        ChairBack::Behind => "back",
        ChairBack::Front => "front",
        ChairBack::Missing => "none",
    };
    let x = across(table, problems);
    let seat = table
        .optional("seat")
        .map_or(Some(45.0), |field| field.decimal(&LENGTH, problems));
    let back = table
        .optional("back")
        .map_or(Some(ChairBack::Behind), |field| {
            field.choice(&backs, name, problems)
        });
    Some(Prop::Chair {
        x: x?,
        seat: seat?,
        back: back?,
    })
}

fn bed(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Prop> {
    let ends = ends(table, problems);
    let height = height(table, Some(48.0), problems);
    let mut has = |key| {
        let field: Option<Field<'_>> = table.optional(key);
        field.map_or(Some(false), |field| field.flag(problems))
    };
    let (pillow, board) = (has("pillow"), has("board"));
    let (from, to) = ends?;
    Some(Prop::Bed {
        from,
        to,
        height: height?,
        pillow: pillow?,
        board: board?,
    })
}

fn towel(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Prop> {
    let sides = [Nearness::Near, Nearness::Far];
    let hand_name = |side| match side {
        Nearness::Near => "near.hand",
        Nearness::Far => "far.hand",
    };
    let ball_name = |side| match side {
        Nearness::Near => "near.ball",
        Nearness::Far => "far.ball",
    };
    let hand = table
        .required("hand", "hand = \"near.hand\"")
        .and_then(|field| field.choice(&sides, hand_name, problems));
    let foot = table
        .required("around", "around = \"near.ball\"")
        .and_then(|field| field.choice(&sides, ball_name, problems));
    Some(Prop::Towel {
        hand: hand?,
        foot: foot?,
    })
}

fn across(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<f32> {
    let x = table.required("x", "x = 60");
    x.and_then(|field| field.decimal(&PLACE, problems))
}

/// Reads `from` and `to`, which lies beyond it.
fn ends(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<(f32, f32)> {
    let from = table
        .required("from", "from = -40")
        .and_then(|field| field.decimal(&PLACE, problems));
    let end = table.required("to", "to = 120");
    let to = end.and_then(|field| field.decimal(&PLACE, problems));
    let (from, to, end) = (from?, to?, end?);
    if to <= from {
        let what = format!("is {to}, expected more than `from`, which is {from}");
        return end.refuse(&what, "write the end at the left as `from`", problems);
    }
    Some((from, to))
}

/// Reads `height`, which must be there if there is no `usual` one.
fn height(table: &mut Table<'_>, usual: Option<f32>, problems: &mut Vec<Problem>) -> Option<f32> {
    match (table.optional("height"), usual) {
        (Some(field), _) => field.decimal(&LENGTH, problems),
        (None, Some(usual)) => Some(usual),
        (None, None) => {
            table.lacks("height", "height = 70");
            None
        }
    }
}

/// Reads `at` and `offset`.
fn middle(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<(Anchor, Point)> {
    let at = table
        .required("at", "at = [40, 60]")
        .and_then(|field| word::anchor(&field, problems));
    let offset = offset(table, problems);
    Some((at?, offset?))
}
