//! `uncramp report`: the page for a doctor.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use jiff::SignedDuration;

use super::args::{ReportArgs, Said};
use crate::diary::Diary;
use crate::diary::night::{Night, Period};
use crate::diary::report::{Form, Person, report, usual_period};
use crate::io::clock;
use crate::io::files::Places;
use crate::io::output::{complain, out};
use crate::io::page;
use crate::io::store::Store;

/// Makes the page, and writes it to a file or to standard output.
///
/// # Errors
/// The diary cannot be read, the dates are the wrong way round, or the page cannot be written.
pub(super) fn command(args: &ReportArgs) -> Result<()> {
    let places = Places::find().context("no home folder is known, so there is no diary")?;
    let diary = read(&Store::at(places.diary()))?;
    let period = period(&diary, args)?;
    let mut nights = diary.entries().filter_map(|(_, entry)| entry.night());
    if !nights.any(|night| period.contains(night)) {
        complain("note: the diary has no entry of these nights, so the page has nothing to tell");
    }
    let page = report(&diary, period, &person(args));
    let text = page.written(form(args));
    let Some(path) = &args.out else {
        return out(&text);
    };
    page::write(path, &text, args.force)
        .map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
    out(&format!(
        "{}: written, for your eyes only\n",
        path.display()
    ))
}

/// The diary; what in it cannot be read is not on the page, and that is worth a note.
fn read(store: &Store) -> Result<Diary> {
    let contents = store.read()?;
    let lines = contents.lines.iter().map(|line| line.text.as_str());
    let diary = Diary::from_lines(lines);
    let unread = contents.skipped.len() + diary.troubles().len();
    if unread > 0 {
        complain(&format!(
            "note: {unread} of the diary's lines cannot be read, whole or in part, and what they say \
             is not on the page; `uncramp diary check` names them"
        ));
    }
    Ok(diary)
}

/// The nights that were asked for, else those to the last one that is over or has an entry.
fn period(diary: &Diary, args: &ReportArgs) -> Result<Period> {
    let last = args.to.unwrap_or_else(|| {
        let tonight = Night::named((clock::wall() - SignedDuration::from_hours(12)).date());
        let mut nights = diary.entries().filter_map(|(_, entry)| entry.night());
        if nights.any(|night| night == tonight) {
            tonight
        } else {
            tonight.before(1)
        }
    });
    let usual = usual_period(diary, last);
    let first = args.from.unwrap_or(usual.first);
    if first > last {
        bail!(
            "`--from {first}` comes after the last night of the page, {last}; give an earlier one"
        );
    }
    Ok(Period { first, last })
}

fn person(args: &ReportArgs) -> Person {
    let note = |said: &Option<Said>| said.as_ref().map(|said| said.0.clone());
    let notes = |said: &[Said]| said.iter().map(|said| said.0.clone()).collect();
    Person {
        name: note(&args.name),
        age: note(&args.age),
        pregnancy: note(&args.pregnancy),
        conditions: notes(&args.conditions),
        medicines: notes(&args.medicines),
    }
}

/// The form that was asked for, else that of the file's name.
fn form(args: &ReportArgs) -> Form {
    let name = args.out.as_deref().and_then(Path::extension);
    let of_the_name = match name.and_then(|name| name.to_str()) {
        Some("html" | "htm") => Form::Html,
        Some("md" | "markdown") => Form::Markdown,
        _ => Form::Text,
    };
    args.format.unwrap_or(of_the_name)
}
