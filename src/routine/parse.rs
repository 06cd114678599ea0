//! TOML text -> [`Routine`], or every [`Problem`] in it.

pub(crate) mod step;
mod whole;

use std::ops::Range;

use super::problem::Problem;
use super::table::{self, Table};
use super::{Evidence, Muscle, PoseId, Posture, Purpose, Routine, RoutineId};

/// Steps of a routine, at most.
const STEPS: usize = 200;

/// Reads a routine of format 1.
///
/// # Errors
/// Every problem of the text, in the order of their places; at least one is an error.
pub fn parse(id: RoutineId, source: &str) -> Result<Routine, Vec<Problem>> {
    let read = |root: Table<'_>, problems: &mut Vec<Problem>| routine(id, root, problems);
    match table::read(source, "a routine", read) {
        (Some(routine), problems) if problems.is_empty() => Ok(routine),
        (_, problems) => Err(problems),
    }
}

/// The pose that each step names, with its place; what cannot be read is left out.
pub fn poses(source: &str) -> Vec<(PoseId, Range<usize>)> {
    let read = |mut root: Table<'_>, problems: &mut Vec<Problem>| {
        let steps = root.optional("step")?;
        let steps = steps.tables("a step", STEPS, problems)?;
        let poses = steps.into_iter().filter_map(|mut step| {
            let field = step.optional("pose")?;
            Some((field.id(problems)?, field.span()))
        });
        Some(poses.collect())
    };
    let (poses, _) = table::read(source, "a routine", read);
    poses.unwrap_or_default()
}

fn routine(id: RoutineId, mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Routine> {
    if root.is_of_a_newer_format(problems) {
        return None;
    }
    let title = root
        .required("title", "title = \"Calf stretch\"")
        .and_then(|field| field.text(60, problems));
    let aim = root.required("purpose", "purpose = \"prevention\"");
    let purpose = aim.and_then(|field| field.choice(Purpose::ALL, Purpose::name, problems));
    let muscles = root
        .required("muscles", "muscles = [\"calf\"]")
        .and_then(|field| field.choices(1, Muscle::ALL, Muscle::name, problems));
    let posture = root
        .required("posture", "posture = \"standing\"")
        .and_then(|field| field.choice(Posture::ALL, Posture::name, problems));
    let summary = root
        .optional("summary")
        .map_or(Some(String::new()), |field| field.text(120, problems));
    let evidence = root
        .optional("evidence")
        .map_or(Some(Evidence::Own), |field| {
            field.choice(Evidence::ALL, Evidence::name, problems)
        });
    let evidence_note = root
        .optional("evidence_note")
        .map_or(Some(String::new()), |field| field.text(400, problems));
    let needs = root
        .optional("needs")
        .map_or(Some(Vec::new()), |field| field.texts(8, 40, problems));
    let then = root
        .optional("then")
        .map_or(Some(None), |field| field.id(problems).map(Some));
    let sources = root
        .optional("sources")
        .map_or(Some(Vec::new()), |field| field.texts(20, 80, problems));
    let steps = root.required("step", "[[step]]").and_then(|field| {
        let name = match purpose {
            Some(Purpose::Relief) => "a step of a relief",
            Some(Purpose::Recovery | Purpose::Prevention) | None => "a step",
        };
        let tables = field.tables(name, STEPS, problems)?;
        let steps: Vec<_> = tables
            .into_iter()
            .map(|table| (table.header(), step::step(table, purpose, problems)))
            .collect();
        whole::check(&steps, purpose, problems);
        steps
            .into_iter()
            .map(|(_, step)| step)
            .collect::<Option<Vec<_>>>()
    });
    root.finish(problems);
    Some(Routine {
        id,
        title: title?,
        purpose: purpose?,
        muscles: muscles?,
        posture: posture?,
        summary: summary?,
        evidence: evidence?,
        evidence_note: evidence_note?,
        needs: needs?,
        then: then?,
        sources: sources?,
        steps: steps?,
        changed: Vec::new(),
        reasons: Vec::new(),
        own: true,
    })
}
