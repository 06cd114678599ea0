//! TOML text -> [`Routine`], or every [`Problem`] in it.

mod group;
pub(crate) mod step;
mod whole;

use std::ops::Range;

use super::problem::{Problem, quoted};
use super::table::{self, Field, Table};
use super::{Evidence, Muscle, PoseId, Purpose, Routine, RoutineId, library};
use crate::sources;

const STEPS: usize = 200;

/// Reads a routine of format 1 from a file that anybody may have written: what it claims is its
/// author's, so it has no part in the titles, the evidence and the sources of the program's own.
///
/// # Errors
/// Every problem of the text, in the order of their places; at least one is an error.
pub fn parse(id: RoutineId, source: &str) -> Result<Routine, Vec<Problem>> {
    read(id, source, true)
}

/// Reads one of the program's own routines.
pub fn built_in(id: RoutineId, source: &str) -> Result<Routine, Vec<Problem>> {
    read(id, source, false)
}

fn read(id: RoutineId, source: &str, own: bool) -> Result<Routine, Vec<Problem>> {
    let blank = source.len() - source.trim_start_matches('\u{feff}').trim_start().len();
    if source[blank..].starts_with('{') {
        let help =
            "of what another interval timer has saved `uncramp import-routine FILE` makes one";
        let what = "this is JSON, and a routine is TOML";
        return Err(vec![Problem::error(blank..blank + 1, what).mend(help)]);
    }
    table::read_whole(source, "a routine", |root| routine(id, own, root))
}

/// The pose that each step names, with its place; what cannot be read is left out.
pub fn poses(source: &str) -> Vec<(PoseId, Range<usize>)> {
    let read = |mut root: Table<'_>| {
        let steps = root.optional("step")?;
        let steps = steps.tables("a step", STEPS)?.into_iter();
        let poses = steps.flat_map(group::written).filter_map(|mut step| {
            let field = step.optional("pose")?;
            Some((field.id()?, field.span()))
        });
        Some(poses.collect())
    };
    let (poses, _) = table::read(source, "a routine", read);
    poses.unwrap_or_default()
}

fn routine(id: RoutineId, own: bool, mut root: Table<'_>) -> Option<Routine> {
    if root.is_of_a_newer_format() {
        return None;
    }
    let title = root.required("title", "title = \"Calf stretch\"", |field| {
        let title = field.text(60)?;
        if own && library::is_titled_so(&title) {
            let what = "is the title of one of the program's own routines";
            return field.refuse(what, "give it a title of its own");
        }
        Some(title)
    });
    let purpose = root.required("purpose", "purpose = \"prevention\"", Field::one_of);
    let muscles = root.required("muscles", "muscles = [\"calf\"]", |field| {
        field.choices(1, Muscle::ALL, Muscle::name)
    });
    let posture = root.required("posture", "posture = \"standing\"", Field::one_of);
    let summary = root.or("summary", String::new(), |field| field.text(120));
    let evidence = root.or("evidence", Evidence::Own, |field| {
        let evidence = field.choice(Evidence::ALL, Evidence::name)?;
        if own && evidence != Evidence::Own {
            let what = "claims what only the program's own routines may";
            let help = "take the line out; `evidence_note` has room for what you know";
            return field.refuse(what, help);
        }
        Some(evidence)
    });
    let evidence_note = root.or("evidence_note", String::new(), |field| field.text(400));
    let needs = root.or("needs", Vec::new(), |field| field.texts(8, 40));
    let then = root.or("then", None, |field| field.id().map(Some));
    let sources = root.or("sources", Vec::new(), |field| sources(field, own));
    let steps = root.required("step", "[[step]]", Some).and_then(|field| {
        let name = match purpose {
            Some(Purpose::Relief) => "a step of a relief",
            Some(Purpose::Recovery | Purpose::Prevention) | None => "a step",
        };
        let entries = field.tables(name, STEPS)?;
        let read = |step| step::step(step, purpose, own);
        let (steps, too_many) = group::steps(entries, name, read);
        root.report(too_many);
        let cramping = muscles.as_deref().unwrap_or_default();
        root.report(whole::check(&steps, purpose, cramping));
        steps
            .into_iter()
            .map(|(_, step)| step)
            .collect::<Option<Vec<_>>>()
    });
    root.finish();
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
        own,
        rests: None,
    })
}

/// Reads what sources a file names. The ids of the program's own stand for what its authors have
/// read.
fn sources(field: Field<'_>, own: bool) -> Option<Vec<String>> {
    field.list(0..=20, |entry| {
        let source = entry.text(80)?;
        if own && sources::source(&source).is_some() {
            let what = format!(
                "names {}, one of the program's own sources",
                quoted(&source)
            );
            let help = "say in your own words where you have it from";
            return entry.refuse(&what, help);
        }
        Some(source)
    })
}
