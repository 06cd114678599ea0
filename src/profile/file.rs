//! The text of `profile.toml`: reading it, and writing it without losing what is not ours.

use std::fmt::Write;

use jiff::civil::Date;
use toml::de::DeTable;

use super::{Medicine, Part, Profile, Question, Reply};
use crate::routine::problem::Problem;
use crate::routine::table::{self, Table};

/// What stands at the top of the file.
const HEAD: &str =
    "# Your answers to the questions of `uncramp profile`; they stay on this machine.\n";
const FORMAT: &str = "format";
const ASKED: &str = "asked";
const PREGNANT_FROM: &str = "pregnant_from";
const PARTS: &str = "parts";
const MEDICINES: &str = "taken";

/// Reads the text of a profile. Where it has a problem, every question without a clear answer counts
/// as "don't know": whoever wrote it may have answered it.
pub fn parse(source: &str) -> (Profile, Vec<Problem>) {
    let (profile, problems) = table::read(source, "the profile", read);
    let mut profile = profile.unwrap_or_else(Profile::unreadable);
    if !problems.is_empty() {
        for &question in Question::ALL {
            if profile.reply(question).is_none() {
                profile.answer(question, Reply::Unsure);
            }
        }
    }
    (profile, problems)
}

/// The text of a profile. Keys, comments and tables of `old` that are not ours are kept; `None` when
/// `old` cannot be read well enough for that, or is of a format to come.
pub fn write(profile: &Profile, old: &str) -> Option<String> {
    let mut text = HEAD.to_owned();
    let mut line = |key: &str, value: &str| {
        writeln!(text, "{key} = {value}").expect("a String takes every text");
    };
    line(FORMAT, "1");
    if let Some(asked) = profile.asked {
        line(ASKED, &format!("\"{asked}\""));
    }
    for &question in Question::ALL {
        if let Some(reply) = profile.reply(question) {
            line(question.name(), &format!("\"{}\"", reply.name()));
        }
    }
    if let Some(from) = profile.pregnant_from {
        line(PREGNANT_FROM, &format!("\"{from}\""));
    }
    if !profile.parts.is_empty() {
        line(PARTS, &list(&profile.parts, Part::name));
    }
    if !profile.medicines.is_empty() {
        line(MEDICINES, &list(&profile.medicines, Medicine::name));
    }
    Some(text + &rest(old)?)
}

fn read(mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Profile> {
    if root.is_of_a_newer_format(problems) {
        return None;
    }
    let mut profile = Profile::default();
    for &question in Question::ALL {
        let reply = root.optional(question.name()).map(|field| {
            let reply = field.choice(Reply::ALL, Reply::name, problems);
            reply.unwrap_or(Reply::Unsure)
        });
        if let Some(reply) = reply {
            profile.answer(question, reply);
        }
    }
    profile.asked = date(&mut root, ASKED, problems);
    profile.pregnant_from = date(&mut root, PREGNANT_FROM, problems);
    profile.parts = choices(&mut root, PARTS, Part::ALL, Part::name, problems);
    profile.medicines = choices(
        &mut root,
        MEDICINES,
        Medicine::ALL,
        Medicine::name,
        problems,
    );
    root.finish(problems);
    Some(profile)
}

fn date(root: &mut Table<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Option<Date> {
    let field = root.optional(key)?;
    let text = field.text(10, problems)?;
    text.parse().ok().or_else(|| {
        field.refuse(
            "is no date",
            "write a day such as `\"2026-03-01\"`",
            problems,
        )
    })
}

/// Some of `all`; none, which counts as every one, where they cannot be read.
fn choices<T: Copy + PartialEq>(
    root: &mut Table<'_>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
    problems: &mut Vec<Problem>,
) -> Vec<T> {
    let field = root.optional(key);
    field
        .and_then(|field| field.choices(0, all, name, problems))
        .unwrap_or_default()
}

fn list<T: Copy>(values: &[T], name: fn(T) -> &'static str) -> String {
    let names: Vec<_> = values
        .iter()
        .map(|value| format!("\"{}\"", name(*value)))
        .collect();
    format!("[{}]", names.join(", "))
}

/// What of `old` is not ours.
fn rest(old: &str) -> Option<String> {
    let root = DeTable::parse(old).ok()?;
    let format = root.get_ref().get(FORMAT);
    let is_ours = format.is_none_or(|format| {
        let number = format.get_ref().as_integer();
        number.is_some_and(|number| number.as_str() == "1")
    });
    if !is_ours {
        return None;
    }
    let names = Question::ALL.iter().map(|question| question.name());
    let ours: Vec<&str> = names
        .chain([FORMAT, ASKED, PREGNANT_FROM, PARTS, MEDICINES])
        .collect();
    let mut cuts: Vec<_> = root
        .get_ref()
        .iter()
        .filter(|(key, _)| ours.contains(&key.get_ref().as_ref()))
        .map(|(key, value)| {
            let start = old[..key.span().start].rfind('\n').map_or(0, |at| at + 1);
            let end = old[value.span().end..].find('\n');
            start..end.map_or(old.len(), |end| value.span().end + end + 1)
        })
        .collect();
    cuts.sort_by_key(|cut| cut.start);
    let mut kept = String::new();
    let mut at = 0;
    for cut in cuts {
        kept.push_str(old.get(at..cut.start).unwrap_or_default());
        at = cut.end;
    }
    kept.push_str(&old[at..]);
    Some(kept.replacen(HEAD, "", 1))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::date;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn any_profile() -> impl Strategy<Value = Profile> {
        let reply = prop::option::of(prop::sample::select(Reply::ALL));
        (
            prop::collection::vec(reply, Question::ALL.len()),
            prop::option::of(0..800_u32),
            subsequence(Part::ALL, 0..=Part::ALL.len()),
            subsequence(Medicine::ALL, 0..=Medicine::ALL.len()),
        )
            .prop_map(|(replies, day, parts, medicines)| {
                let mut profile = Profile::default();
                for (&question, reply) in Question::ALL.iter().zip(replies) {
                    if let Some(reply) = reply {
                        profile.answer(question, reply);
                    }
                }
                let day = day.map(|day| date(2025, 1, 1) + DAY * day);
                (profile.asked, profile.pregnant_from) = (day, day);
                (profile.parts, profile.medicines) = (parts, medicines);
                profile
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(profile in any_profile(), before in any_profile()) {
            let old = write(&before, "").unwrap();
            let text = write(&profile, &old).unwrap();
            prop_assert_eq!(parse(&text), (profile, Vec::new()));
        }

        #[test]
        fn no_text_makes_it_panic_or_loses_what_is_not_ours(old in any::<String>()) {
            let _ = parse(&old);
            if let Some(text) = write(&Profile::default(), &old) {
                prop_assert!(toml::from_str::<toml::Table>(&text).is_ok(), "{text}");
            }
        }
    }

    #[test]
    fn an_empty_file_has_no_answers() {
        assert_eq!(parse("").0, Profile::unreadable(), "not even a format");
        assert_eq!(parse("format = 1\n"), (Profile::default(), Vec::new()));
    }

    #[test]
    fn one_answer_that_cannot_be_read_puts_the_open_ones_on_and_keeps_the_others() {
        let (profile, problems) = parse("format = 1\nclot = \"no\"\nnumb = \"perhaps\"\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(profile.reply(Question::Clot), Some(Reply::No));
        assert_eq!(profile.reply(Question::Numb), Some(Reply::Unsure));
        assert_eq!(profile.reply(Question::Falls), Some(Reply::Unsure));
    }

    #[test]
    fn a_file_of_a_newer_format_is_neither_trusted_nor_written_over() {
        let text = "format = 2\nclot = \"no\"\n";
        assert_eq!(parse(text).0, Profile::unreadable());
        assert_eq!(write(&Profile::default(), text), None);
        assert_eq!(write(&Profile::default(), "clot = \"no"), None);
    }

    #[test]
    fn what_is_not_ours_is_kept() {
        let old = "# mine\nformat = 1\nnumb = \"no\" # gone\nlater = [\n  1,\n]\n\
                   parts = [\n  \"hip\",\n]\n\n[table]\nclot = \"kept\"\n";
        let mut profile = Profile::default();
        profile.answer(Question::Numb, Reply::Yes);
        let text = write(&profile, old).unwrap();
        assert_eq!(
            text,
            format!(
                "{HEAD}format = 1\nnumb = \"yes\"\n# mine\nlater = [\n  1,\n]\n\n\
                 [table]\nclot = \"kept\"\n"
            )
        );
        assert_eq!(write(&profile, &text).as_deref(), Some(text.as_str()));
    }
}
