//! `uncramp report`: the page for a doctor.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::args::{PrivateText, ReportArgs};
use super::diary::{OpenDiary, doubts as doubts_in_words, now};
use super::words::{note, write_page};
use crate::diary::Diary;
use crate::diary::doubt;
use crate::diary::report::{Person, ReportFormat, beginning, report, usual_period};
use crate::io::browser;
use crate::io::files::Places;
use crate::io::output::out;
use crate::io::profile;
use crate::io::store::Store;
use crate::night::{Night, Period};
use crate::profile::Profile;

/// Makes the page, and writes it to a file or to standard output.
pub(super) fn command(args: &ReportArgs) -> Result<()> {
    let form = form(args)?;
    let places = Places::find().context("no home folder is known, so there is no diary")?;
    let book = OpenDiary::open(Store::at(places.diary()))?;
    book.note_unread();
    let diary = &book.diary;
    let period = period(diary, args)?;
    let entries = diary.entries();
    let mut nights = entries.filter_map(|(_, entry)| diary.night_of(entry));
    if !nights.any(|night| period.contains(night)) {
        note(["the diary has no entry of these nights, so the page has nothing to tell".into()]);
    }
    note(doubtful(diary, period));
    let page = report(diary, period, &person(args, &places, period.last));
    if let Some(path) = &args.pdf {
        let pdf = browser::print(&page.html()).map_err(|why| {
            anyhow!(
                "no PDF was made: {why}; `uncramp report --out page.html` makes a page that any \
                 browser prints on one sheet"
            )
        })?;
        return write_page(path, pdf, args.force);
    }
    let text = page.written(form);
    match &args.out {
        Some(path) => write_page(path, &text, args.force),
        None => out(&text),
    }
}

/// What is worth a question before it is on the page: the first, and how many more there are.
fn doubtful(diary: &Diary, period: Period) -> Option<String> {
    let doubts = doubt::of(diary, period, now());
    let first = doubts.first()?;
    let first = doubts_in_words(diary, &[*first]).concat();
    Some(match doubts.len() - 1 {
        0 => first,
        more => format!("{first}; `uncramp diary check` names {more} more like it"),
    })
}

/// The nights that were asked for, else those to the last one that is over or has an entry. No page
/// is about nights to come, or about years before the diary.
fn period(diary: &Diary, args: &ReportArgs) -> Result<Period> {
    let tonight = diary.night(now());
    let entries = diary.entries();
    let nights = entries.filter_map(|(_, entry)| diary.night_of(entry));
    let latest = nights.max().unwrap_or(tonight).max(tonight.before(1));
    let last = args.to.unwrap_or(latest.min(tonight));
    if last > latest {
        bail!("`--to {last}` is a night to come; the last one for a page is {latest}");
    }
    let usual = usual_period(diary, last);
    let first = args.from.unwrap_or(usual.first);
    let earliest = beginning(diary).map_or(usual.first, |night| night.min(usual.first));
    if first < earliest {
        note([format!(
            "the diary has nothing before {earliest}, so the page begins there"
        )]);
    }
    let first = first.max(earliest);
    if first > last {
        bail!(
            "`--from {first}` comes after the last night of the page, {last}; give an earlier one"
        );
    }
    Ok(Period { first, last })
}

/// What the safety answers say of the person, and what was said now.
fn person(args: &ReportArgs, places: &Places, last: Night) -> Person {
    let profile = if args.without_profile {
        Profile::default()
    } else {
        let (profile, troubles) = profile::read(Some(places));
        note(troubles);
        let unclear = "what is unclear in the safety answers is not on the page";
        note(profile.careful.then(|| unclear.to_owned()));
        profile
    };
    let one = |said: &Option<PrivateText>| said.as_ref().map(|said| said.0.clone());
    let all = |said: &[PrivateText]| said.iter().map(|said| said.0.clone()).collect::<Vec<_>>();
    let mut person = Person::answered(&profile, last.evening());
    person.without_own_words = args.without_own_words;
    person.name = one(&args.name);
    person.age = one(&args.age).or(person.age);
    person.pregnancy = one(&args.pregnancy).or(person.pregnancy);
    person.conditions = all(&args.conditions);
    person.medicines = all(&args.medicines);
    person
}

/// The form that was asked for, else that of the file's name.
fn form(args: &ReportArgs) -> Result<ReportFormat> {
    let ending = args.out.as_deref().and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let of_the_name = match ending.as_deref() {
        None | Some("txt" | "text") => Some(ReportFormat::Text),
        Some("md" | "markdown") => Some(ReportFormat::Markdown),
        Some("html" | "htm") => Some(ReportFormat::Html),
        Some(_) => None,
    };
    args.format.or(of_the_name).with_context(|| {
        format!(
            "a page has no form called `.{}`: end the name in .txt, .md or .html, or say which with \
             `--format`; `--pdf FILE` makes a PDF",
            ending.unwrap_or_default()
        )
    })
}
