//! Routine files: good ones are read in full, bad ones are explained.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;
use uncramp::cli::check;
use uncramp::figure::poses::Poses;
use uncramp::routine::problem::Problem;
use uncramp::routine::{
    Demand, Evidence, Length, Muscle, Posture, Purpose, RoutineId, Sides, hidden, library, parse,
};
use uncramp::session::relief::Spot;
use uncramp::settings::{self, GlyphChoice, Motion, ThemeChoice};

const GOOD: &str = r#"
format = 1
title = "My bedtime stretch"
purpose = "prevention"
muscles = ["calf", "hamstring"]
posture = "standing"
evidence_note = "It helps me."
then = "after-cramp"

[[step]]
title = "Wall calf stretch"
say = "Palms on the wall, one foot back, heel down, knee straight. Lean in."
hold = "10s"
reps = 3
rest = "5s"
sides = "each"
pose = "wall-calf"
does = ["stand"]

[[step]]
title = "Settle"
say = "Breathe."
until = "done"
"#;

fn id() -> RoutineId {
    RoutineId::new("mine").expect("a valid id")
}

pub fn toml_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is in the repository");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

/// Compares a report with the `.txt` beside the broken file. `UNCRAMP_REPORTS=write` writes all
/// reports anew; read the difference in git before you keep it.
pub fn expect_report(file: &Path, report: &str) -> Result<(), String> {
    let beside = file.with_extension("txt");
    if std::env::var_os("UNCRAMP_REPORTS").is_some_and(|value| value == "write") {
        fs::write(&beside, report).expect("the report can be written");
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if report == expected {
        return Ok(());
    }
    Err(format!(
        "{}\n--- expected\n{expected}\n+++ found\n{report}",
        beside.display()
    ))
}

#[test]
fn a_good_file_is_read_with_its_defaults() {
    let routine = parse(id(), GOOD).unwrap();
    assert_eq!(routine.title, "My bedtime stretch");
    let [wall, settle] = &routine.steps[..] else {
        panic!("{:?}", routine.steps)
    };
    assert_eq!(wall.length, Length::Timed(Duration::from_secs(10)));
    assert_eq!((wall.reps.get(), wall.sides), (3, Sides::Each));
    assert_eq!(wall.ready, Duration::from_secs(5));
    assert_eq!(settle.length, Length::UntilDone);
    assert_eq!(
        (settle.reps.get(), settle.rest, settle.sides),
        (1, Duration::ZERO, Sides::Neither)
    );
    assert_eq!(
        routine.length(),
        Duration::from_secs(5 + 6 * 10 + 5 * 5 + 5)
    );
}

/// Fails for every broken file of a folder whose report is not the one beside it.
pub fn assert_every_file_is_explained(folder: &str) {
    let files = toml_files(folder);
    assert!(files.len() >= 40, "only {} broken files", files.len());
    let wrong: Vec<_> = files
        .iter()
        .filter_map(|file| {
            let (report, has_errors) =
                check::command(std::slice::from_ref(file), &Poses::default(), false);
            assert!(has_errors, "{} has no problem", file.display());
            expect_report(file, &report).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_file_is_explained_as_expected() {
    assert_every_file_is_explained("tests/data/bad");
}

#[test]
fn every_broken_settings_file_is_explained_as_expected() {
    let files = toml_files("tests/data/bad/settings");
    let wrong: Vec<_> = files
        .iter()
        .filter_map(|file| {
            let source = fs::read_to_string(file).expect("the file is in the repository");
            let (_, problems) = settings::parse(&source);
            assert!(!problems.is_empty(), "{} has no problem", file.display());
            let report = check::report(&file.to_string_lossy(), &source, &problems, false);
            expect_report(file, &report).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_problems_of_a_file_come_at_once_in_the_order_of_their_places() {
    let source = fs::read_to_string("tests/data/bad/many-at-once.toml").unwrap();
    let problems = parse(id(), &source).unwrap_err();
    let places: Vec<_> = problems
        .iter()
        .map(|problem| problem.brief("f", &source))
        .collect();
    let lines: Vec<_> = places
        .iter()
        .filter_map(|place| place.split(':').nth(1))
        .collect();
    assert_eq!(
        lines,
        ["1", "4", "5", "10", "11", "12", "14", "15", "18", "20"],
        "{places:?}"
    );
    assert_eq!(places[4], "f:11:8: `reps` is 0, expected 1 to 50");
}

#[test]
fn every_routine_of_the_program_is_free_of_problems() {
    let mut files = toml_files("routines");
    let texts = [
        "board.toml",
        "gates.toml",
        "medicines.toml",
        "sources.toml",
        "tips.toml",
        "warnings.toml",
    ];
    files.retain(|file| !texts.iter().any(|text| file.ends_with(text)));
    assert!(files.len() >= 14, "only {} routines", files.len());
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let found = parse::built_in(id(), &source).err().unwrap_or_default();
        assert!(
            found.is_empty(),
            "{}",
            check::report(&file.to_string_lossy(), &source, &found, false)
        );
    }
}

#[test]
fn a_step_that_puts_something_away_ends_what_a_step_before_it_does() {
    let mut ends = 0;
    for routine in library::built_in_ids().filter_map(|id| library::built_in(&id)) {
        for (at, step) in routine.steps.iter().enumerate() {
            let mut before = routine.steps[..at].iter();
            let is_end = before.any(|before| step.ends(before));
            let is_said = step.title.starts_with("Put the ");
            assert_eq!(is_end, is_said, "{}", step.title);
            ends += u8::from(is_end);
        }
    }
    assert!(ends > 0);
}

#[test]
fn a_large_file_of_nothing_but_problems_is_explained_in_a_few_pages() {
    let everything_wrong = [
        "x".repeat(200_000),
        "a = 1\n".repeat(30_000),
        "[[step]]\n".repeat(20_000),
        "foo\n".repeat(50_000),
        "x = ".to_owned() + &"[".repeat(20_000),
        "title = [\n".repeat(20_000),
        "say = \"\"\"".to_owned() + &"\u{202e}".repeat(60_000),
        "muscles = [".to_owned() + &"'calf' ".repeat(20_000),
    ];
    for source in everything_wrong {
        let problems = parse(id(), &source).unwrap_err();
        let report = check::report("large.toml", &source, &problems, false);
        assert!(report.len() < 64 * 1024, "{} bytes", report.len());
    }
}

/// What must hold for the problems of any text whatever.
pub fn are_fit_to_print(source: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(source.get(problem.span.clone()).is_some(), "{problem:?}");
        for words in [Some(&problem.what), problem.help.as_ref()]
            .into_iter()
            .flatten()
        {
            assert!((1..=200).contains(&words.chars().count()), "{words}");
            assert!(!words.contains(hidden::is_hidden), "{words}");
        }
    }
    let report = check::report("any.toml", source, problems, false);
    assert!(
        report.lines().all(|line| !line.contains(hidden::is_hidden)),
        "{report}"
    );
}

/// A good file with a few pieces taken out, doubled, or replaced by something strange.
fn mutated() -> impl Strategy<Value = String> {
    const MARKS: [&str; 11] = [
        "",
        "\"\"\"",
        "'''",
        "[[",
        "[[step]]",
        "[[step.step]]\n",
        "\nrounds = 50\n",
        r"\u202e",
        r"\U00110000",
        "\u{feff}",
        "= = ",
    ];
    let strange = prop_oneof![
        prop::sample::select(&MARKS[..]).prop_map(str::to_owned),
        r#"[\[\]{}="'\\#,.\r\n\t0-9a-zM: -]{0,6}"#,
        any::<String>(),
    ];
    let cut = (
        any::<prop::sample::Index>(),
        0..12_usize,
        strange,
        any::<bool>(),
    );
    prop::collection::vec(cut, 1..6).prop_map(|cuts| {
        cuts.into_iter().fold(
            GOOD.to_owned(),
            |text, (at, length, strange, is_doubled)| {
                let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                let ends: Vec<_> = ends.collect();
                let first = at.index(ends.len());
                let (start, end) = (ends[first], ends[(first + length).min(ends.len() - 1)]);
                let piece = text[start..end].repeat(if is_doubled { 2 } else { 0 });
                format!("{}{piece}{strange}{}", &text[..start], &text[end..])
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_parser_panic_or_point_outside_of_it(
        source in prop_oneof![4 => mutated(), 1 => any::<String>()]
    ) {
        match parse(id(), &source) {
            Ok(routine) => prop_assert!(routine.length() <= Duration::from_secs(3 * 60 * 60)),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                are_fit_to_print(&source, &problems);
            }
        }
        let (_, problems) = settings::parse(&source);
        are_fit_to_print(&source, &problems);
    }
}

/// The keys that a parser knows, from its answer to one it does not.
pub fn known_keys(problems: &[Problem]) -> Vec<String> {
    let unknown = problems
        .iter()
        .find(|problem| problem.what.contains("`wrong`"));
    let help = unknown.and_then(|problem| problem.help.as_deref());
    let keys = help
        .and_then(|help| help.strip_prefix("its keys are "))
        .expect("a list of keys");
    keys.split(", ").map(str::to_owned).collect()
}

pub fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|&value| name(value).to_owned()).collect()
}

pub fn names_all(document: &str, words: &[Vec<String>]) {
    let text = fs::read_to_string(document).expect("the document is in the repository");
    for word in words.iter().flatten() {
        assert!(
            text.contains(&format!("`{word}`")),
            "{document} lacks `{word}`"
        );
    }
}

#[test]
fn the_documents_name_every_key_and_every_value() {
    names_all(
        "docs/routine-format.md",
        &[
            known_keys(&parse(id(), "wrong = 1").unwrap_err()),
            known_keys(&parse(id(), "[[step]]\nwrong = 1").unwrap_err()),
            known_keys(&parse(id(), "[[step]]\nrounds = 2\nwrong = 1").unwrap_err()),
            names(Purpose::ALL, Purpose::name),
            names(Muscle::ALL, Muscle::name),
            names(Posture::ALL, Posture::name),
            names(Evidence::ALL, Evidence::name),
            names(Sides::ALL, Sides::name),
            names(Demand::ALL, Demand::name),
        ],
    );
    names_all(
        "docs/config.md",
        &[
            known_keys(&settings::parse("wrong = 1").1),
            names(ThemeChoice::ALL, ThemeChoice::name),
            names(Motion::ALL, Motion::name),
            names(GlyphChoice::ALL, GlyphChoice::name),
            names(Spot::ALL, Spot::name),
        ],
    );
}
