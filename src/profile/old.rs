//! `profile.toml`, where earlier versions kept the answers: it is read until the first new answer.

use jiff::civil::Date;

use super::{Medicine, Part, Profile, Question, Reply};
use crate::routine::problem::Problem;
use crate::routine::table::{self, Table};

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

fn read(mut root: Table<'_>) -> Option<Profile> {
    if root.is_of_a_newer_format() {
        return None;
    }
    let mut profile = Profile::default();
    for &question in Question::ALL {
        let field = root.optional(question.name());
        let reply = field.and_then(|field| field.choice(Reply::ALL, Reply::name));
        if let Some(reply) = reply {
            profile.answer(question, reply);
        }
    }
    profile.asked = date(&mut root, ASKED);
    profile.pregnant_from = date(&mut root, PREGNANT_FROM);
    profile.parts = choices(&mut root, PARTS, Part::ALL, Part::name);
    profile.medicines = choices(&mut root, MEDICINES, Medicine::ALL, Medicine::name);
    let careful = root.optional(CAREFUL);
    let careful = careful.is_some_and(|field| field.flag() != Some(false));
    profile.careful = careful || !root.is_clean() || !root.has(FORMAT);
    root.finish();
    Some(profile)
}

fn date(root: &mut Table<'_>, key: &'static str) -> Option<Date> {
    let field = root.optional(key)?;
    let text = field.text(10)?;
    text.parse()
        .ok()
        .or_else(|| field.refuse("is no date", "write a day such as `\"2026-03-01\"`"))
}

/// Some of `all`; none, which counts as every one, where they cannot be read.
fn choices<T: Copy + PartialEq>(
    root: &mut Table<'_>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Vec<T> {
    let field = root.optional(key);
    field
        .and_then(|field| field.choices(0, all, name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_makes_it_panic(old in any::<String>()) {
            let _ = parse(&old);
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
    fn a_file_of_a_newer_format_is_not_trusted() {
        let text = "format = 2\nclot = \"no\"\n";
        assert_eq!(parse(text).0, Profile::unreadable());
    }
}
