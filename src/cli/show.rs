//! `uncramp show ID`: one routine, step by step, with its sources.

use std::borrow::Cow;

use anyhow::Result;

use super::pose::own_poses;
use super::words::{absent, findings, paragraph};
use crate::figure::poses::Poses;
use crate::guidance;
use crate::io::output::{columns, out};
use crate::profile::fit;
use crate::routine::library::{Library, LibraryEntry, Origin};
use crate::routine::{Length, Purpose, Routine, Sides, Step};
use crate::sources;
use crate::ui::time::length;
use crate::ui::words::{AUTHOR, muscles, of_whom, rounds};

/// Writes everything there is to say about the routine `wanted`.
pub(super) fn show(library: &Library, wanted: &str) -> Result<()> {
    let listing = library.listing();
    let mut entries = listing.entries.iter();
    let entry = entries.find(|entry| entry.routine.id.as_str() == wanted);
    let entry = entry.ok_or_else(|| absent(library, wanted))?;
    let fitted = fit(entry.routine.clone(), &findings(), &Poses::new(own_poses()));
    out(&page(entry, &fitted, columns()))
}

fn page(entry: &LibraryEntry, routine: &Routine, width: usize) -> String {
    // Where nothing of a user's own relief may be done, a built-in one stands in its place.
    let origin = if routine.own {
        entry.origin
    } else {
        Origin::BuiltIn
    };
    let mut page = head(routine, origin, width);
    page += &changes(routine, width);
    let mut number = 0;
    for steps in routine.parts() {
        if let Some(round) = steps[0].round {
            let (first, last) = (number + 1, number + steps.len());
            let heading = format!("Steps {first} to {last}: {}", rounds(round));
            page += &["\n", &heading, "\n"].concat();
        }
        for (number, step) in (number + 1..)
            .zip(steps)
            .filter(|(_, step)| !step.is_again())
        {
            page += &step_lines(number, step, width);
        }
        number += steps.len();
    }
    let sources = sources(routine);
    if !sources.is_empty() {
        page += &["\n", &of_whom("Sources", routine), "\n"].concat();
    }
    for id in sources {
        page += &paragraph(&sources::cite(id), "  ", width);
    }
    page
}

/// What the safety answers changed.
fn changes(routine: &Routine, width: usize) -> String {
    if routine.changed.is_empty() {
        return String::new();
    }
    let changed = routine.changed.iter();
    let lines = changed.map(|change| paragraph(change, "  ", width));
    "\nChanged for you (`uncramp profile`)\n".to_owned() + &lines.collect::<String>()
}

fn head(routine: &Routine, origin: Origin, width: usize) -> String {
    let mut lines = vec![routine.title.clone()];
    match origin {
        Origin::BuiltIn => {}
        Origin::Own | Origin::Replaces => lines.push(AUTHOR.to_owned()),
    }
    lines.push(routine.summary.clone());
    lines.push(format!(
        "{}; {}; {}; {}; {}",
        routine.id,
        origin.words(),
        routine.purpose.words(),
        length(routine.length()),
        routine.posture.words()
    ));
    lines.push(format!("Muscles: {}", muscles(routine)));
    lines.push(format!("Evidence: {}", routine.evidence.words()));
    lines.extend(routine.told_evidence().map(Cow::into_owned));
    let needed = routine.needed();
    if !needed.is_empty() {
        lines.push(format!("Needs: {}", needed.join(", ")));
    }
    lines.push(match routine.purpose {
        Purpose::Relief => guidance::words().relief_line.clone(),
        Purpose::Recovery | Purpose::Prevention => guidance::words().stop_line.clone(),
    });
    let lines = lines.iter().filter(|line| !line.is_empty());
    lines.map(|line| paragraph(line, "", width)).collect()
}

fn step_lines(number: usize, step: &Step, width: usize) -> String {
    let optional = if step.optional { ", optional" } else { "" };
    let mut lines = format!("\n{number}. {}{optional}\n", step.title);
    lines += &paragraph(&timing(step), "   ", width);
    lines += &paragraph(&step.say, "   ", width);
    for detail in &step.detail {
        lines += &paragraph(detail, "   ", width);
    }
    if let Some(caution) = &step.caution {
        lines += &paragraph(&format!("Caution: {caution}"), "   ", width);
    }
    if let Some(why) = &step.changed {
        lines += &paragraph(&format!("Why: {why}"), "   ", width);
    }
    lines
}

/// `hold 10 s, 3 times, each leg in turn, rest 5 s`.
fn timing(step: &Step) -> String {
    let mut words = vec![match step.length {
        Length::Timed(hold) => format!("hold {}", humantime::format_duration(hold)),
        Length::UntilDone => "until you say so".to_owned(),
    }];
    if step.reps.get() > 1 {
        words.push(format!("{} times", step.reps));
    }
    match step.sides {
        Sides::Neither => {}
        Sides::Both | Sides::Each | Sides::Sore => words.push(step.sides.words().to_owned()),
    }
    if !step.rest.is_zero() {
        words.push(format!("rest {}", humantime::format_duration(step.rest)));
    }
    words.join(", ")
}

/// The sources of the routine and its steps, each once, as first named.
fn sources(routine: &Routine) -> Vec<&str> {
    let steps = routine.steps.iter().flat_map(|step| &step.source);
    let mut seen = Vec::new();
    for id in routine.sources.iter().chain(steps) {
        if !seen.contains(&id.as_str()) {
            seen.push(id.as_str());
        }
    }
    seen
}
