//! `props`: what stands, lies or hangs around the body.

use super::bounds::{LENGTH, PLACE, TURN};
use super::{PROPS, offset, place, word};
use crate::figure::body::{Nearness, Pair};
use crate::figure::pose::{Anchor, ChairBack, Prop};
use crate::figure::shape::Point;
use crate::routine::named;
use crate::routine::table::{Field, Table};

named! {
    pub(super) enum PropKind {
        Floor = "floor", "a floor";
        Wall = "wall", "a wall";
        Chair = "chair", "a chair";
        Bed = "bed", "a bed";
        Table = "table", "a table";
        Step = "step", "a step";
        Bike = "bike", "a bike";
        Towel = "towel", "a towel";
        Cushion = "cushion", "a cushion";
        Helper = "helper", "a helper";
        Gaze = "gaze", "a gaze";
        Bottle = "bottle", "a bottle";
        Roller = "roller", "a roller";
    }
}

pub(super) fn props(field: Field<'_>) -> Option<Vec<Prop>> {
    field.list(0..=PROPS, prop)
}

fn prop(field: Field<'_>) -> Option<Prop> {
    let mut table = field.table("a prop", "{ kind = \"floor\" }")?;
    let Some(kind) = table.optional("kind") else {
        return field.refuse("has no `kind`", "add `kind = \"floor\"`");
    };
    // Of a thing nobody knows, nobody knows the keys either.
    let kind = kind.one_of::<PropKind>()?;
    let mut table = table.called(kind.words());
    let prop = of_kind(kind, &mut table);
    table.finish();
    prop
}

fn of_kind(kind: PropKind, table: &mut Table<'_>) -> Option<Prop> {
    match kind {
        PropKind::Floor => Some(Prop::Floor),
        PropKind::Wall => across(table).map(|x| Prop::Wall { x }),
        PropKind::Chair => chair(table),
        PropKind::Bed => bed(table),
        PropKind::Table => {
            let ends = ends(table);
            let height = height(table, None);
            let ((from, to), height) = (ends?, height?);
            Some(Prop::Table { from, to, height })
        }
        PropKind::Step => {
            let ends = ends(table);
            let height = height(table, None);
            let ((from, to), height) = (ends?, height?);
            Some(Prop::Step { from, to, height })
        }
        PropKind::Bike => {
            let at = table.required("at", "at = [30, 28]", place);
            let saddle = table.or("saddle", None, |field| word::anchor(field).map(Some));
            let (at, saddle) = (at?, saddle?);
            let saddle = saddle.unwrap_or(Anchor::At(at + Point::new(-38.0, 57.0)));
            Some(Prop::Bike { at, saddle })
        }
        PropKind::Towel => towel(table),
        PropKind::Cushion => {
            let at = middle(table);
            let size = table.or("size", (17.0, 9.0), |field| field.pair(&LENGTH));
            let ((at, offset), (width, height)) = (at?, size?);
            let size = Point::new(width, height);
            Some(Prop::Cushion { at, offset, size })
        }
        PropKind::Helper => {
            let at = table.required("at", "at = [12, 92]", place);
            let lean = table.or("lean", 40.0, |field| field.decimal(&TURN));
            let hands = [
                ("near_hand", "near_hand = \"near.knee\""),
                ("far_hand", "far_hand = \"near.ball\""),
            ];
            let hands = hands.map(|(key, example)| table.required(key, example, word::anchor));
            let (at, lean, [near, far]) = (at?, lean?, hands);
            let hands = Pair {
                near: near?,
                far: far?,
            };
            Some(Prop::Helper { at, lean, hands })
        }
        PropKind::Gaze => {
            let at = table.required("at", "at = \"near.calf\"", word::anchor)?;
            Some(Prop::Gaze { at })
        }
        PropKind::Bottle => {
            let (at, offset) = middle(table)?;
            Some(Prop::Bottle { at, offset })
        }
        PropKind::Roller => {
            let at = middle(table);
            let radius = table.or("radius", 8.0, |field| field.decimal(&LENGTH));
            let ((at, offset), radius) = (at?, radius?);
            Some(Prop::Roller { at, offset, radius })
        }
    }
}

fn chair(table: &mut Table<'_>) -> Option<Prop> {
    let backs = [ChairBack::Behind, ChairBack::Front, ChairBack::Missing];
    let name = |back| match back {
        ChairBack::Behind => "back",
        ChairBack::Front => "front",
        ChairBack::Missing => "none",
    };
    let x = across(table);
    let seat = table.or("seat", 45.0, |field| field.decimal(&LENGTH));
    let back = table.or("back", ChairBack::Behind, |field| {
        field.choice(&backs, name)
    });
    Some(Prop::Chair {
        x: x?,
        seat: seat?,
        back: back?,
    })
}

fn bed(table: &mut Table<'_>) -> Option<Prop> {
    let ends = ends(table);
    let height = height(table, Some(48.0));
    let mut has = |key| table.or(key, false, Field::flag);
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

fn towel(table: &mut Table<'_>) -> Option<Prop> {
    let sides = [Nearness::Near, Nearness::Far];
    let hand_name = |side| match side {
        Nearness::Near => "near.hand",
        Nearness::Far => "far.hand",
    };
    let ball_name = |side| match side {
        Nearness::Near => "near.ball",
        Nearness::Far => "far.ball",
    };
    let hand = table.required("hand", "hand = \"near.hand\"", |field| {
        field.choice(&sides, hand_name)
    });
    let foot = table.required("around", "around = \"near.ball\"", |field| {
        field.choice(&sides, ball_name)
    });
    Some(Prop::Towel {
        hand: hand?,
        foot: foot?,
    })
}

fn across(table: &mut Table<'_>) -> Option<f32> {
    table.required("x", "x = 60", |field| field.decimal(&PLACE))
}

/// Reads `from` and `to`, which lies beyond it.
fn ends(table: &mut Table<'_>) -> Option<(f32, f32)> {
    let from = table.required("from", "from = -40", |field| field.decimal(&PLACE));
    let to = table.required("to", "to = 120", |field| {
        Some((field.decimal(&PLACE)?, field))
    });
    let (from, (to, end)) = (from?, to?);
    if to <= from {
        let what = format!("is {to}, expected more than `from`, which is {from}");
        return end.refuse(&what, "write the end at the left as `from`");
    }
    Some((from, to))
}

/// Reads `height`, which must be there if there is no `usual` one.
fn height(table: &mut Table<'_>, usual: Option<f32>) -> Option<f32> {
    match (table.optional("height"), usual) {
        (Some(field), _) => field.decimal(&LENGTH),
        (None, Some(usual)) => Some(usual),
        (None, None) => {
            table.lacks("height", "height = 70");
            None
        }
    }
}

fn middle(table: &mut Table<'_>) -> Option<(Anchor, Point)> {
    let at = table.required("at", "at = [40, 60]", word::anchor);
    let offset = offset(table);
    Some((at?, offset?))
}
