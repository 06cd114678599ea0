//! TOML text -> [`Routine`], or every [`Problem`] in it.

mod step;

use super::problem::Problem;
use super::table::{self, Table};
use super::{Evidence, Muscle, Posture, Purpose, Routine, RoutineId};

/// Reads a routine of format 1.
///
/// # Errors
/// Every problem of the text, in the order of their places; at least one is an error.
pub fn parse(id: RoutineId, source: &str) -> Result<Routine, Vec<Problem>> {
    let (routine, problems) = table::read(source, |root, problems| routine(id, root, problems));
    match routine {
        Some(routine) if problems.is_empty() => Ok(routine),
        Some(_) | None => Err(problems),
    }
}

fn routine(id: RoutineId, mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Routine> {
    let format = root
        .required("format", "format = 1")
        .and_then(|field| field.whole(1..=1, problems));
    let title = root
        .required("title", "title = \"Calf stretch\"")
        .and_then(|field| field.text(60, problems));
    let purpose = root
        .required("purpose", "purpose = \"prevention\"")
        .and_then(|field| field.choice(Purpose::ALL, Purpose::name, problems));
    let muscles = root
        .required("muscles", "muscles = [\"calf\"]")
        .and_then(|field| field.choices(Muscle::ALL, Muscle::name, problems));
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
    let steps = root
        .required("step", "[[step]]")
        .and_then(|field| field.tables(problems))
        .map(|tables| {
            let steps = tables
                .into_iter()
                .map(|table| step::step(table, purpose, problems));
            steps.collect::<Vec<_>>()
        });
    root.finish(problems);
    format?;
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
        steps: steps?.into_iter().collect::<Option<_>>()?,
    })
}
