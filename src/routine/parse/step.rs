//! One `[[step]]`.

use std::num::NonZeroU8;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::sources;
use crate::routine::mechanics::{Demand, MOST, Mechanics, hinted, told};
use crate::routine::table::{Field, Table};
use crate::routine::{FirstBreath, Length, Muscle, Purpose, Sides, Step};

const HOLD: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
pub(super) const PAUSE: RangeInclusive<Duration> = Duration::ZERO..=Duration::from_secs(10 * 60);

/// Reads a step of a routine for `purpose`, which is `None` when the file does not say; `own` if it
/// is not one of the program's.
pub(crate) fn step(mut table: Table<'_>, purpose: Option<Purpose>, own: bool) -> Option<Step> {
    let relief = purpose == Some(Purpose::Relief);
    let title = table.required("title", "title = \"Wall calf stretch\"", |field| {
        field.text(60)
    });
    let say = table.required("say", "say = \"Palms on the wall. Lean in.\"", |field| {
        field.text(120)
    });
    let shout = shout(&mut table, relief);
    let detail = table.or("detail", Vec::new(), |field| field.texts(8, 200));
    let cues = table.or("cues", Vec::new(), |field| field.texts(8, 40));
    let breath = table.or("breath", FirstBreath::usual(relief), Field::one_of);
    let length = length(&mut table, relief);
    let reps = table.or("reps", NonZeroU8::MIN, |field| {
        field.whole(1..=50).and_then(NonZeroU8::new)
    });
    let rest = table.or("rest", Duration::ZERO, |field| field.length(PAUSE));
    let ready = match table.optional("ready") {
        Some(field) => field.length(PAUSE),
        None if relief => Some(Duration::ZERO),
        None => Some(Duration::from_secs(5)),
    };
    let sides = table.or("sides", Sides::Neither, Field::one_of);
    let pose = table.or("pose", None, |field| field.id().map(Some));
    let needs = table.or("needs", Vec::new(), |field| field.texts(8, 40));
    let caution = table.or("caution", None, |field| field.text(120).map(Some));
    let optional = table.or("optional", false, Field::flag);
    let source = table.or("source", Vec::new(), |field| sources(field, own));
    let ends = table.or("ends", Vec::new(), |field| {
        field.choices(0, Demand::ACTS, Demand::name)
    });
    let is_stated = table.has("does");
    let mechanics = mechanics(&mut table);
    table.finish();
    let (title, say, shout, detail, cues) = (title?, say?, shout?, detail?, cues?);
    let (needs, caution) = (needs?, caution?);
    let mut mechanics = mechanics?;
    // One tells what another leaves open: a pillow lies between the knees in all of them.
    let said = [&say, &shout.join(" "), &cues.join(". ")]
        .map(String::as_str)
        .join(". ");
    mechanics.take(&told(&said));
    if own {
        // Whoever wrote a file of their own may ask for something anywhere; a caution names much that is
        // not done.
        let beside = detail.iter().chain(&needs).chain([&title, &said]);
        let asking: Vec<&str> = beside.map(String::as_str).collect();
        mechanics.take(&hinted(&asking.join(". ")));
        mechanics.take(&told(&caution.clone().unwrap_or_default()));
    }
    Some(Step {
        title,
        say,
        shout,
        detail,
        cues,
        breath: breath?,
        length: length?,
        reps: reps?,
        rest: rest?,
        ready: ready?,
        sides: sides?,
        pose: pose?,
        needs,
        caution,
        optional: optional?,
        source: source?,
        ends: ends?,
        waits: mechanics.waits(relief),
        mechanics,
        is_stated,
        round: None,
        changed: None,
    })
}

fn mechanics(table: &mut Table<'_>) -> Option<Mechanics> {
    let does = table.or("does", Vec::new(), |field| {
        field.choices(0, Demand::ACTS, Demand::name)
    });
    let works = table.or("works", Vec::new(), |field| {
        field.choices(0, Muscle::ALL, Muscle::name)
    });
    let mut mechanics = Mechanics::default();
    if let Some(field) = table.optional("angles") {
        let mut angles = field.table("angles", "{ hip = 110, lean = 40 }")?;
        for angle in Demand::ANGLES {
            if let Some(field) = angles.optional(angle.name()) {
                mechanics.reach(*angle, field.whole(0..=MOST)?);
            }
        }
        angles.finish();
    }
    mechanics.does = does?;
    mechanics.works = works?;
    Some(mechanics)
}

/// Reads `hold` or `until`, of which a step has exactly one; in relief nothing waits for a key.
fn length(table: &mut Table<'_>, relief: bool) -> Option<Length> {
    let hold = table.optional("hold");
    let until = table.optional("until");
    match (hold, until) {
        (Some(hold), None) => hold.length(HOLD).map(Length::Timed),
        (None, Some(until)) if relief => {
            let what = "waits for a key, which no step of a relief routine may";
            until.refuse(what, "write `hold = \"30s\"` instead")
        }
        (None, Some(until)) => until.choice(&[Length::UntilDone], |_| "done"),
        (Some(_), Some(until)) => {
            let what = "stands beside `hold`, expected one of the two";
            let help = "keep `hold` for a clock, `until` for a step that ends with a key";
            until.refuse(what, help)
        }
        (None, None) => {
            table.lacks("hold", "hold = \"30s\"");
            None
        }
    }
}

/// Reads `shout`, which every step of a relief routine has.
fn shout(table: &mut Table<'_>, relief: bool) -> Option<Vec<String>> {
    let least = usize::from(relief);
    match table.optional("shout") {
        Some(field) => field.list(least..=2, |line| {
            let text = line.text(10)?;
            let capitals = text.to_uppercase();
            if text != capitals {
                let help = format!("write it in capitals: `{capitals}`");
                return line.refuse("has small letters, expected capitals", &help);
            }
            match text.chars().find(|&c| !is_shouted(c)) {
                Some(c) => {
                    let what = format!("has `{c}`, which nobody shouts");
                    let help = "use letters, 0-9, space, `'`, `-`, `,` and `.`";
                    line.refuse(&what, help)
                }
                None => Some(text),
            }
        }),
        None if relief => {
            table.lacks("shout", "shout = [\"TOES UP\", \"TO SHIN\"]");
            None
        }
        None => Some(Vec::new()),
    }
}

/// Whether it stands in a shout. What has no huge letter, as in other languages, is written in small ones.
fn is_shouted(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_uppercase() || c.is_ascii_digit() || " '-,.".contains(c)
}
