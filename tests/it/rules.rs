//! The rules of the house that a machine can check.

mod paths;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use uncramp::figure::poses;
use uncramp::routine::RoutineId;
use uncramp::routine::library::{Library, built_in};

/// Lines of a file, at most: beyond that a noun is hiding in it.
const LONGEST_FILE: usize = 500;
/// Files in `routines/` that hold something else.
const NO_ROUTINES: [&str; 6] = ["board", "gates", "medicines", "sources", "tips", "warnings"];
/// Crates that reach the network, by the beginning of their names.
const NETWORK: [&str; 16] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
];
/// Licences that leave the program free under its own.
const LICENCES: [&str; 6] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

#[test]
fn imports_go_only_inward() {
    let mut broken = Vec::new();
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).unwrap();
        broken.extend(paths::violations(&file, &text));
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn no_two_files_of_the_domain_need_each_other() {
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        (file, text)
    };
    let files: Vec<_> = rust_files("src").into_iter().map(read).collect();
    // A routine of a user's has no title of the program's own; a phase is as long as its words.
    let known = [
        "routine/library and routine/parse",
        "session/plan and session/utterance",
    ];
    let mut circles = paths::circles(&files);
    circles.sort();
    assert_eq!(circles, known);
}

#[test]
fn no_file_is_longer_than_its_noun() {
    let mut long = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        if lines > LONGEST_FILE {
            long.push(format!("{}: {lines} lines", file.display()));
        }
    }
    assert!(
        long.is_empty(),
        "more than {LONGEST_FILE} lines: which noun is hiding in it?\n{}",
        long.join("\n")
    );
}

#[test]
fn no_two_types_have_one_name() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).unwrap();
        for name in types(&text) {
            let places = found.entry(name).or_default();
            places.push(file.display().to_string());
        }
    }
    found.retain(|_, places| places.len() > 1);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_path_stands_in_a_message_as_it_is() {
    let forges = |file: &PathBuf| fs::read_to_string(file).unwrap().contains(".display()");
    let mut files = rust_files("src");
    files.retain(forges);
    assert_eq!(files, [] as [PathBuf; 0], "use routine::hidden::shown");
}

#[test]
fn every_routine_file_is_compiled_in() {
    let mut routines = 0;
    for entry in fs::read_dir(root().join("routines")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap();
        if path.is_file() && !NO_ROUTINES.contains(&stem) {
            let id = RoutineId::new(stem).unwrap();
            assert!(
                built_in(&id).is_some(),
                "{stem} is missing in routine/library.rs"
            );
            routines += 1;
        }
    }
    assert!(routines >= 14, "{routines} routines");
}

#[test]
fn every_pose_file_is_compiled_in() {
    let mut files = 0;
    for entry in fs::read_dir(root().join("routines/poses")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap();
        let id = RoutineId::new(stem).unwrap();
        assert!(
            poses::built_in(&id).is_some(),
            "{stem} is missing in figure/poses.rs"
        );
        files += 1;
    }
    assert_eq!(files, poses::built_in_ids().count());
}

#[test]
fn every_pose_that_a_built_in_routine_names_is_there() {
    let mut named = 0;
    for entry in &Library::default().listing().entries {
        for step in &entry.routine.steps {
            if let Some(pose) = &step.pose {
                let is_there = poses::built_in_ids().any(|id| id == *pose);
                assert!(is_there, "{}: there is no pose {pose}", entry.routine.id);
                named += 1;
            }
        }
    }
    assert!(named >= 40, "{named} steps name a pose");
}

#[test]
fn nothing_in_the_tree_reaches_the_network() {
    for name in packages().keys() {
        let reaching = NETWORK.iter().find(|network| name.starts_with(**network));
        assert!(
            reaching.is_none(),
            "{name} is a network crate: nothing leaves this machine, so nothing may open a socket"
        );
    }
}

#[test]
fn there_is_one_ratatui() {
    let packages = packages();
    for name in ["ratatui", "ratatui-core", "unicode-width"] {
        let versions = packages.get(name).map_or(0, Vec::len);
        assert_eq!(
            versions, 1,
            "{name}: two versions compile, but their types do not meet"
        );
    }
}

#[test]
fn every_licence_is_permissive() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50, "{} packages", packages.len());
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_permissive(licence), "{}: {licence}", package["name"]);
    }
}

#[test]
fn licences_are_read_as_alternatives_and_sums() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "Unlicense OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR MIT",
    ] {
        assert!(is_permissive(good), "{good}");
    }
    for bad in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR Zlib) AND MPL-2.0",
        "none",
    ] {
        assert!(!is_permissive(bad), "{bad}");
    }
}

/// The Rust files below a folder of the repository, none if it is not there.
/// The types that a file defines, but for those of a trait or an `impl`.
fn types(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let code = line.trim_start();
        let public = code
            .strip_prefix("pub")
            .and_then(|code| code.split_once(' '));
        let (kind, rest) = public.map_or(code, |(_, code)| code).split_once(' ')?;
        let is_type = match kind {
            "struct" | "enum" | "trait" => true,
            _ => kind == "type" && line == code,
        };
        let name = rest.chars().take_while(char::is_ascii_alphanumeric);
        is_type
            .then(|| name.collect())
            .filter(|name: &String| !name.is_empty())
    })
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some(OsStr::new("rs")) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Names and versions in Cargo.lock.
fn packages() -> BTreeMap<String, Vec<String>> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let lock: toml::Table = toml::from_str(&lock).unwrap();
    let mut packages = BTreeMap::<String, Vec<String>>::new();
    for package in lock["package"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        packages
            .entry(text("name"))
            .or_default()
            .push(text("version"));
    }
    packages
}

/// What cargo knows of the crates that are built on this machine, all of which it has fetched.
fn metadata() -> Value {
    let host = output("rustc", &["-vV"]);
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let arguments = [
        "metadata",
        "--offline",
        "--format-version",
        "1",
        "--filter-platform",
        host,
    ];
    serde_json::from_str(&output(env!("CARGO"), &arguments)).unwrap()
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether an SPDX expression leaves a choice with permissive licences only.
fn is_permissive(licence: &str) -> bool {
    let spaced = licence
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words)
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn either(words: &mut Words<'_>) -> bool {
    let mut allowed = all(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all(words);
    }
    allowed
}

fn all(words: &mut Words<'_>) -> bool {
    let mut allowed = one(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words);
    }
    allowed
}

fn one(words: &mut Words<'_>) -> bool {
    let licence = words.next().unwrap_or_default();
    if licence == "(" {
        let allowed = either(words);
        words.next();
        return allowed;
    }
    // An exception only gives more freedom.
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    LICENCES.contains(&licence)
}
