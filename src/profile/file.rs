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
const CAREFUL: &str = "careful";

/// Reads the text of a profile. What is clear in it is kept; where something is not, the profile is
/// [careful](Profile::careful): whoever wrote it may have answered more. A key of somebody's own is
/// a problem too, but changes no answer.
pub fn parse(source: &str) -> (Profile, Vec<Problem>) {
    let (profile, problems) = table::read(source, "the profile", read);
    (profile.unwrap_or_else(Profile::unreadable), problems)
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
    if profile.careful {
        line(CAREFUL, "true");
    }
    Some(text + &rest(old)?)
}

fn read(mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Profile> {
    if root.is_of_a_newer_format(problems) {
        return None;
    }
    let mut profile = Profile::default();
    for &question in Question::ALL {
        let field = root.optional(question.name());
        let reply = field.and_then(|field| field.choice(Reply::ALL, Reply::name, problems));
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
    let careful = root.optional(CAREFUL);
    let careful = careful.is_some_and(|field| field.flag(problems) != Some(false));
    profile.careful = careful || !problems.is_empty() || !root.has(FORMAT);
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
        .chain([FORMAT, ASKED, PREGNANT_FROM, PARTS, MEDICINES, CAREFUL])
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
    use std::collections::BTreeMap;

    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::super::any;
    use super::*;

    const TODAY: Date = date(2026, 3, 1);

    /// A line of a file that people have edited: a key of ours or of theirs, with any kind of value.
    fn any_line() -> impl Strategy<Value = (String, String)> {
        let ours = Question::ALL.iter().map(|question| question.name());
        let ours: Vec<_> = ours.chain([ASKED, PREGNANT_FROM, PARTS, CAREFUL]).collect();
        let key = prop_oneof![
            prop::sample::select(ours).prop_map(str::to_owned),
            "mine_[a-z]{1,6}",
        ];
        let value = prop_oneof![
            Just("\"yes\"".to_owned()),
            Just("\"perhaps\"".to_owned()),
            Just("[\n  \"hip\", # a remark\n  7,\n]".to_owned()),
            Just("\"\"\"\nclot = \"no\"\n\"\"\"".to_owned()),
            Just("{ clot = \"no\", later = [1, 2] }".to_owned()),
            "[1-9][0-9]{0,3}",
        ];
        (key, value)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(profile in any::profile(TODAY), before in any::profile(TODAY)) {
            let old = write(&before, "").unwrap();
            let text = write(&profile, &old).unwrap();
            prop_assert_eq!(parse(&text), (profile, Vec::new()));
        }

        #[test]
        fn no_text_makes_it_panic(old in any::<String>()) {
            let _ = parse(&old);
            let _ = write(&Profile::default(), &old);
        }

        #[test]
        fn what_is_not_ours_is_kept_in_any_file(
            lines in prop::collection::vec(any_line(), 0..8),
            profile in any::profile(TODAY),
        ) {
            // A key stands once.
            let lines: BTreeMap<_, _> = lines.into_iter().collect();
            let mut old = "format = 1 # of mine\n".to_owned();
            for (key, value) in &lines {
                writeln!(old, "# about {key}\n{key} = {value} # said").unwrap();
            }
            let text = write(&profile, &old).unwrap();
            let (before, after): (toml::Table, toml::Table) =
                (toml::from_str(&old).unwrap(), toml::from_str(&text).unwrap());
            for (key, value) in before {
                if key.starts_with("mine_") {
                    prop_assert_eq!(after.get(&key), Some(&value), "{}", text);
                    let remark = format!("# about {key}");
                    prop_assert!(text.contains(&remark));
                }
            }
            let (read, _) = parse(&text);
            prop_assert_eq!(read, profile);
        }
    }

    #[test]
    fn a_file_without_anything_in_it_is_no_file_of_ours() {
        assert_eq!(parse("").0, Profile::unreadable(), "not even a format");
        assert_eq!(parse("format = 1\n"), (Profile::default(), Vec::new()));
    }

    #[test]
    fn an_answer_that_cannot_be_read_leaves_the_others_and_makes_the_open_ones_careful() {
        for text in [
            "format = 1\nclot = \"no\"\nnumb = \"perhaps\"\n",
            "format = 1\nclot = \"no\"\nnumb = \"n",
            "format = 1\nclot = \"no\"\nnumb",
            "clot = \"no\"\n",
        ] {
            let (profile, problems) = parse(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!(profile.reply(Question::Clot), Some(Reply::No), "{text}");
            assert_eq!(profile.reply(Question::Numb), None, "nobody has said so");
            assert!(profile.careful, "{text}");
            let written = write(&profile, "").unwrap();
            assert_eq!(parse(&written).0, profile, "careful until all was asked");
        }
    }

    #[test]
    fn a_key_of_somebodys_own_is_told_and_changes_no_answer() {
        let (profile, problems) = parse("format = 1\nclot = \"no\"\nmine = 1\n");
        assert_eq!(problems.len(), 1);
        assert!(!profile.careful);
        assert_eq!(profile.reply(Question::Clot), Some(Reply::No));
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
