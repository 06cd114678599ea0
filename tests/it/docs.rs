//! The documents say what the program does.
//!
//! `UNCRAMP_KEYS=write cargo test --test it docs` writes `docs/keys.md` anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use uncramp::diary::Diary;
use uncramp::diary::choice::{Activity, CrampMuscle, CrampSide, Help, LengthSource, Sign, Trigger};
use uncramp::diary::entry::{Cramp, NightNote, Review, Session};
use uncramp::figure;
use uncramp::handbook;
use uncramp::routine::problem::Problem;
use uncramp::routine::{RoutineId, parse};
use uncramp::settings;
use uncramp::ui::keys::{Key, table};

const REWRITE: &str = "UNCRAMP_KEYS";

/// A path in the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file.
#[track_caller]
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Asserts that a file holds what the program makes of it now; writes it first if `variable` is
/// `write`.
#[track_caller]
pub fn assert_current(path: &Path, made: &str, variable: &str) {
    if env::var_os(variable).is_some_and(|value| value == "write") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    // Not assert_eq: a picture has hundreds of lines.
    assert!(
        kept == made,
        "{} is not what the program makes of it now; if the change is meant, write it anew with \
         `{variable}=write cargo test --test it`",
        path.display()
    );
}

#[test]
fn the_page_of_keys_is_the_table_of_keys() {
    let path = project("docs/keys.md");
    let page = read(&path);
    let (head, _) = page.split_once(TABLE).expect("the page has tables");
    assert_current(&path, &format!("{head}{}", tables()), REWRITE);
}

/// What stands before each table, and in the page by hand before the first.
const TABLE: &str = "\n## ";

fn tables() -> String {
    let mut page = String::new();
    for map in table::ALL {
        let title = map.title;
        write!(page, "{TABLE}{title}\n\n| key | does |\n|---|---|\n").unwrap();
        for row in map.rows() {
            let keys: Vec<String> = row.keys.iter().map(|key| named(*key)).collect();
            let keys = if keys.is_empty() {
                row.label.to_owned()
            } else {
                keys.join(" ")
            };
            writeln!(page, "| {keys} | {} |", row.help).unwrap();
        }
    }
    page
}

fn named(key: Key) -> String {
    let name = match key {
        Key::Char(' ') => "SPACE".to_owned(),
        Key::Char(character) => character.to_string(),
        Key::Enter => "ENTER".to_owned(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::PageUp => "Page Up".to_owned(),
        Key::PageDown => "Page Down".to_owned(),
        Key::WordLeft => "Ctrl-←".to_owned(),
        Key::WordRight => "Ctrl-→".to_owned(),
        Key::Ctrl(letter) => format!("Ctrl-{}", letter.to_uppercase()),
        Key::Esc
        | Key::Tab
        | Key::Backspace
        | Key::Delete
        | Key::Home
        | Key::End
        | Key::F1
        | Key::Letter { .. }
        | Key::Other
        | Key::Click { .. } => format!("{key:?}"),
    };
    format!("`{name}`")
}

#[test]
fn every_example_in_the_documents_is_a_file_that_works() {
    let (mut routines, mut poses) = (0, 0);
    for document in documents() {
        let text = read(&document);
        for block in blocks(&text) {
            let place = format!("{}:{}", document.display(), block.line);
            match block.language {
                "toml" => {
                    let problems = problems(block.text);
                    assert!(problems.is_empty(), "{place}: {problems:#?}");
                    routines += usize::from(is_routine(block.text));
                    poses += usize::from(is_pose(block.text));
                }
                "toml,fragment" => {
                    let table = toml::from_str::<toml::Table>(block.text);
                    assert!(table.is_ok(), "{place}: {table:?}");
                }
                "json" => {
                    let diary = Diary::from_lines(block.text.lines());
                    assert_eq!(diary.troubles(), [], "{place}");
                }
                "sh" | "text" | "rust" => {}
                other => panic!("{place}: no test knows what to do with a block of {other:?}"),
            }
        }
    }
    assert!(
        routines >= 2,
        "only {routines} examples of routines were found"
    );
    assert!(poses >= 3, "only {poses} examples of poses were found");
}

fn problems(source: &str) -> Vec<Problem> {
    let id = RoutineId::new("example").expect("small letters");
    if source.contains("[[card]]") {
        let known = handbook::known();
        handbook::parse::parse(source, &known)
            .err()
            .unwrap_or_default()
    } else if is_routine(source) {
        parse(id, source).err().unwrap_or_default()
    } else if is_pose(source) {
        figure::parse::parse(id, source).err().unwrap_or_default()
    } else {
        settings::parse(source).1
    }
}

fn is_routine(source: &str) -> bool {
    source.contains("[[step]]")
}

fn is_pose(source: &str) -> bool {
    source.contains("[[frame]]")
}

#[test]
fn every_field_of_the_diary_and_every_choice_is_documented() {
    let page = read(&project("docs/diary.md"));
    let (_, fields) = page.split_once("\n## Fields\n").unwrap();
    let mut tables = fields.split("\n| field |").skip(1);
    for keys in [Cramp::KEYS, Session::KEYS, NightNote::KEYS, Review::KEYS] {
        let table = tables.next().unwrap();
        let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
        let rows: Vec<&str> = rows.map(|row| row.split('`').next().unwrap()).collect();
        assert_eq!(rows, keys);
    }
    for (key, names) in [
        ("source", names(LengthSource::ALL, LengthSource::name)),
        ("side", names(CrampSide::ALL, CrampSide::name)),
        ("muscle", names(CrampMuscle::ALL, CrampMuscle::name)),
        ("state", names(Activity::ALL, Activity::name)),
        ("helped", names(Help::ALL, Help::name)),
        ("triggers", names(Trigger::ALL, Trigger::name)),
        ("signs", names(Sign::ALL, Sign::name)),
    ] {
        let row = fields
            .lines()
            .find(|line| line.starts_with(&format!("| `{key}` ")));
        let said: Vec<&str> = row.unwrap().split('`').skip(3).step_by(2).collect();
        assert_eq!(said, names, "{key}");
    }
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| name(*value)).collect()
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut found = 0;
    for document in documents() {
        let folder = document.parent().expect("a file lies in a folder");
        for link in links(&read(&document)) {
            if link.contains("://") {
                continue;
            }
            found += 1;
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                document.clone()
            } else {
                folder.join(file)
            };
            assert!(
                target.exists(),
                "{}: {link} leads nowhere",
                document.display()
            );
            if !heading.is_empty() {
                let headings = headings(&read(&target));
                let known = headings.iter().any(|known| known == heading);
                assert!(known, "{}: {link}: only {headings:?}", document.display());
            }
        }
    }
    assert!(found >= 20, "only {found} links were found");
}

#[test]
fn what_the_readme_tells_to_run_is_run_by_the_checks() {
    let (readme, checks) = (read(&project("README.md")), read(&project(".ci/run")));
    for command in ["cargo run --release -- now", "cargo test"] {
        let block = format!("```sh\n{command}\n```");
        assert!(
            readme.contains(&block),
            "README.md no longer says `{command}`"
        );
        assert!(
            checks.contains(&format!("{command}\n")) || checks.contains(&format!("{command} ")),
            ".ci/run no longer runs `{command}`"
        );
    }
}

#[test]
fn the_map_shows_every_module_and_each_file_says_what_is_in_it() {
    let map = read(&project("docs/architecture.md"));
    let blocks = blocks(&map);
    let tree = blocks.iter().find(|block| block.language == "text");
    let tree = tree.expect("the map has a tree").text;
    let shown: Vec<&str> = tree
        .split(|at: char| !at.is_alphanumeric() && at != '_')
        .collect();
    for folder in ["src", "src/ui"] {
        for entry in fs::read_dir(project(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_module = is_rust(&path) || path.is_dir();
            let is_small = PARTS.contains(&name.as_str());
            assert!(
                !is_module || is_small || shown.contains(&&*name),
                "{name} is not on the map"
            );
        }
    }
    let is_tests = |path: &PathBuf| path.ends_with("tests.rs");
    for path in sources(&project("src"))
        .into_iter()
        .filter(|path| !is_tests(path))
    {
        let text = read(&path);
        assert!(text.contains("//! "), "{path:?} does not say what is in it");
    }
}

/// Modules of the screens that are parts of those on the map.
const PARTS: [&str; 7] = [
    "area", "mark", "message", "notice", "start", "time", "words",
];

/// Every file with code in a folder and in those below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = paths.flat_map(|path| {
        if path.is_dir() {
            sources(&path)
        } else {
            vec![path]
        }
    });
    files.filter(|path| is_rust(path)).collect()
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = toml::from_str(&read(&project("Cargo.toml"))).unwrap();
    let names = |table: &toml::Value| table.as_table().unwrap().keys().cloned().collect();
    let unix = &manifest["target"]["cfg(unix)"]["dependencies"];
    let tables = [
        &manifest["dependencies"],
        unix,
        &manifest["dev-dependencies"],
    ];
    let mut needed: Vec<String> = tables.into_iter().flat_map::<Vec<_>, _>(names).collect();

    let map = read(&project("docs/architecture.md"));
    let (_, table) = map
        .split_once("| crate | why |\n|---|---|\n")
        .expect("a table of crates");
    let rows = table.lines().map_while(|line| line.strip_prefix("| "));
    let mut reasoned: Vec<&str> = rows.filter_map(|row| row.split(" |").next()).collect();
    needed.sort();
    needed.dedup(); // ratatui, once more for the tests
    reasoned.sort_unstable();
    assert_eq!(reasoned, needed);
}

/// Every document of the project.
fn documents() -> Vec<PathBuf> {
    let of = |folder: &str| {
        let entries = fs::read_dir(project(folder)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"))
    };
    let documents: Vec<PathBuf> = of(".").chain(of("docs")).collect();
    assert!(documents.len() >= 8, "only {documents:?}");
    documents
}

/// What stands between two fences.
struct Block<'a> {
    /// From 1.
    line: usize,
    language: &'a str,
    text: &'a str,
}

fn blocks(document: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, usize)> = None;
    let mut at = 0;
    for (index, line) in document.split_inclusive('\n').enumerate() {
        if let Some(language) = line.trim_end().strip_prefix("```") {
            open = match open {
                None => Some((index + 2, language, at + line.len())),
                Some((line, language, start)) => {
                    blocks.push(Block {
                        line,
                        language,
                        text: &document[start..at],
                    });
                    None
                }
            };
        }
        at += line.len();
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

/// The targets of `[words](target)`.
fn links(document: &str) -> Vec<String> {
    let ends = document.split("](").skip(1);
    ends.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()))
        .collect()
}

/// The headings as links name them.
fn headings(document: &str) -> Vec<String> {
    let lines = document.lines().filter_map(|line| line.strip_prefix('#'));
    let letters = |line: &str| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    lines.map(letters).collect()
}
