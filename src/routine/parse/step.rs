//! One `[[step]]`.

use std::num::NonZeroU8;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::sources;
use crate::routine::mechanics::{Demand, MOST, Mechanics};
use crate::routine::problem::Problem;
use crate::routine::table::Table;
use crate::routine::{FirstBreath, Length, Purpose, Sides, Step};

const HOLD: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
const PAUSE: RangeInclusive<Duration> = Duration::ZERO..=Duration::from_secs(10 * 60);

/// Reads a step of a routine for `purpose`, which is `None` when the file does not say; `own` if it
/// is not one of the program's.
pub(crate) fn step(
    mut table: Table<'_>,
    purpose: Option<Purpose>,
    own: bool,
    problems: &mut Vec<Problem>,
) -> Option<Step> {
    let relief = purpose == Some(Purpose::Relief);
    let title = table
        .required("title", "title = \"Wall calf stretch\"")
        .and_then(|field| field.text(60, problems));
    let say = table
        .required("say", "say = \"Palms on the wall. Lean in.\"")
        .and_then(|field| field.text(120, problems));
    let shout = shout(&mut table, relief, problems);
    let detail = table
        .optional("detail")
        .map_or(Some(Vec::new()), |field| field.texts(8, 200, problems));
    let cues = table
        .optional("cues")
        .map_or(Some(Vec::new()), |field| field.texts(8, 40, problems));
    let breath = table
        .optional("breath")
        .map_or(Some(FirstBreath::usual(relief)), |field| {
            field.choice(FirstBreath::ALL, FirstBreath::name, problems)
        });
    let length = length(&mut table, relief, problems);
    let reps = table
        .optional("reps")
        .map_or(Some(NonZeroU8::MIN), |field| {
            field.whole(1..=50, problems).and_then(NonZeroU8::new)
        });
    let rest = table
        .optional("rest")
        .map_or(Some(Duration::ZERO), |field| field.length(PAUSE, problems));
    let ready = match table.optional("ready") {
        Some(field) => field.length(PAUSE, problems),
        None if relief => Some(Duration::ZERO),
        None => Some(Duration::from_secs(5)),
    };
    let sides = table
        .optional("sides")
        .map_or(Some(Sides::Neither), |field| {
            field.choice(Sides::ALL, Sides::name, problems)
        });
    let pose = table
        .optional("pose")
        .map_or(Some(None), |field| field.id(problems).map(Some));
    let needs = table
        .optional("needs")
        .map_or(Some(Vec::new()), |field| field.texts(8, 40, problems));
    let caution = table
        .optional("caution")
        .map_or(Some(None), |field| field.text(120, problems).map(Some));
    let optional = table
        .optional("optional")
        .map_or(Some(false), |field| field.flag(problems));
    let source = table
        .optional("source")
        .map_or(Some(Vec::new()), |field| sources(&field, own, problems));
    let is_stated = table.has("does");
    let mechanics = mechanics(&mut table, problems);
    table.finish(problems);
    let (say, shout) = (say?, shout?);
    let mut mechanics = mechanics?;
    mechanics.take_told(&say, &shout);
    Some(Step {
        title: title?,
        say,
        shout,
        detail: detail?,
        cues: cues?,
        breath: breath?,
        length: length?,
        reps: reps?,
        rest: rest?,
        ready: ready?,
        sides: sides?,
        pose: pose?,
        needs: needs?,
        caution: caution?,
        optional: optional?,
        source: source?,
        waits: mechanics.waits(relief),
        mechanics,
        is_stated,
        changed: None,
    })
}

/// Reads `does` and `angles`.
fn mechanics(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Mechanics> {
    let does = table.optional("does").map_or(Some(Vec::new()), |field| {
        field.choices(0, Demand::ACTS, Demand::name, problems)
    });
    let mut mechanics = Mechanics::default();
    if let Some(field) = table.optional("angles") {
        let mut angles = field.table("angles", "{ hip = 110, lean = 40 }", problems)?;
        for angle in Demand::ANGLES {
            if let Some(field) = angles.optional(angle.name()) {
                mechanics.reach(*angle, field.whole(0..=MOST, problems)?);
            }
        }
        angles.finish(problems);
    }
    mechanics.does = does?;
    Some(mechanics)
}

/// Reads `hold` or `until`, of which a step has exactly one; in relief nothing waits for a key.
fn length(table: &mut Table<'_>, relief: bool, problems: &mut Vec<Problem>) -> Option<Length> {
    let hold = table.optional("hold");
    let until = table.optional("until");
    match (hold, until) {
        (Some(hold), None) => hold.length(HOLD, problems).map(Length::Timed),
        (None, Some(until)) if relief => {
            let what = "waits for a key, which no step of a relief routine may";
            until.refuse(what, "write `hold = \"30s\"` instead", problems)
        }
        (None, Some(until)) => until.choice(&[Length::UntilDone], |_| "done", problems),
        (Some(_), Some(until)) => {
            let what = "stands beside `hold`, expected one of the two";
            let help = "keep `hold` for a clock, `until` for a step that ends with a key";
            until.refuse(what, help, problems)
        }
        (None, None) => {
            table.lacks("hold", "hold = \"30s\"");
            None
        }
    }
}

/// Reads `shout`, which every step of a relief routine has.
fn shout(table: &mut Table<'_>, relief: bool, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let least = usize::from(relief);
    match table.optional("shout") {
        Some(field) => field.list(least..=2, problems, |line, problems| {
            let text = line.text(10, problems)?;
            let capitals = text.to_uppercase();
            if capitals.chars().all(is_shouted) && text != capitals {
                let help = format!("write it in capitals: `{capitals}`");
                return line.refuse("has small letters, expected capitals", &help, problems);
            }
            match text.chars().find(|&c| !is_shouted(c)) {
                Some(c) => {
                    let what = format!("has `{c}`, which has no huge letter");
                    let help = "use A-Z, 0-9, space, `'`, `-`, `,` and `.`";
                    line.refuse(&what, help, problems)
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

/// Whether there is a huge letter for `c`.
fn is_shouted(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || " '-,.".contains(c)
}
