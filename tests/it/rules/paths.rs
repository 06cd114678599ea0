//! Which paths a file names, and which of them its ring forbids.

use std::path::{Path, PathBuf};

/// Modules of the domain: each may know those before it.
const DOMAIN: [&str; 13] = [
    "content", "moment", "night", "sources", "routine", "guidance", "session", "settings",
    "figure", "handbook", "profile", "diary", "timer",
];
/// Parts of std that wait, read a clock or touch the world.
const WORLD: [&str; 6] = ["env", "fs", "io", "net", "process", "thread"];
/// Crates whose use the rings decide.
const CRATES: [&str; 23] = [
    "annotate_snippets",
    "anyhow",
    "clap",
    "clap_complete",
    "clap_mangen",
    "crossterm",
    "csv",
    "etcetera",
    "humantime",
    "jiff",
    "log",
    "postcard",
    "ratatui",
    "rustix",
    "serde",
    "serde_json",
    "signal_hook",
    "strsim",
    "termina",
    "textwrap",
    "toml",
    "unicode_width",
    "uncramp",
];
/// Crates the domain may use; of jiff only the civil types.
const DOMAIN_CRATES: [&str; 9] = [
    "csv",
    "humantime",
    "jiff",
    "postcard",
    "serde",
    "serde_json",
    "strsim",
    "toml",
    "unicode_width",
];
/// Crates the user interface may use beside those of the domain.
const UI_CRATES: [&str; 2] = ["ratatui", "textwrap"];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Ring {
    Domain,
    Ui,
    Io,
    Cli,
}

/// A sentence for every path that the file's ring forbids.
pub fn violations(file: &Path, text: &str) -> Vec<String> {
    let module = module(file);
    let ring = match module.first() {
        None => return Vec::new(),
        Some(name) => ring_of(name),
    };
    let mut found = Vec::new();
    for path in paths(&without_tests(text)) {
        let path = absolute(&path, &module);
        if let Some(why) = forbidden(ring, &module, &path) {
            found.push(format!("{}: {}: {why}", file.display(), path.join("::")));
        }
    }
    found.dedup();
    found
}

/// The pairs of files of the domain that need each other, beside those of which one lies in the other.
pub fn circles(files: &[(PathBuf, String)]) -> Vec<String> {
    let of_domain = |(file, text): &(PathBuf, String)| {
        let module = module(file);
        let is_domain = module.first().is_some_and(|name| order(name).is_some());
        let used = paths(&without_tests(text));
        let used: Vec<_> = used.iter().map(|path| absolute(path, &module)).collect();
        (is_domain && !is_test(&module)).then_some((module, used))
    };
    let files: Vec<_> = files.iter().filter_map(of_domain).collect();
    let needs = |(_, used): &(Vec<String>, Vec<Vec<String>>), other: &[String]| {
        let in_other = |path: &[String]| {
            path.first().is_some_and(|root| root == "crate") && path[1..].starts_with(other)
        };
        let deeper = |path: &[String]| {
            let mut others = files.iter().map(|(module, _)| module);
            others.any(|module| module.len() > other.len() && path[1..].starts_with(module))
        };
        used.iter().any(|path| in_other(path) && !deeper(path))
    };
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate() {
        for other in &files[at + 1..] {
            let is_inside = file.0.starts_with(&other.0) || other.0.starts_with(&file.0);
            if !is_inside && needs(file, &other.0) && needs(other, &file.0) {
                found.push(format!("{} and {}", file.0.join("/"), other.0.join("/")));
            }
        }
    }
    found
}

fn ring_of(module: &str) -> Ring {
    match module {
        "ui" => Ring::Ui,
        "io" => Ring::Io,
        "cli" | "main" | "build" => Ring::Cli,
        module if DOMAIN.contains(&module) => Ring::Domain,
        module => panic!(
            "src/{module}.rs belongs to no ring: say to which in {}",
            file!()
        ),
    }
}

/// How high a module of the domain stands; `None` outside.
fn order(module: &str) -> Option<usize> {
    DOMAIN.iter().position(|name| *name == module)
}

/// Whether a file is compiled for tests only.
fn is_test(module: &[String]) -> bool {
    ["laws", "tests"]
        .iter()
        .any(|part| module.iter().any(|name| name == part))
        || module.last().is_some_and(|name| name == "strategies")
}

fn forbidden(ring: Ring, module: &[String], path: &[String]) -> Option<&'static str> {
    let segment = |at: usize| path.get(at).map_or("", String::as_str);
    match (ring, segment(0), segment(1)) {
        (Ring::Cli, ..) => None,
        (_, "crate", "cli") => Some("only main knows the command line: it is the outermost ring"),
        (Ring::Io, name, _) if name.starts_with("clap") => {
            Some("arguments are read in cli; io is told what they mean")
        }
        (Ring::Io, ..) => None,
        (_, "crate", "io") => Some("domain and ui never reach the edge: they return what happened"),
        (Ring::Domain, "crate", name) if !is_test(module) && order(name) > order(&module[0]) => {
            Some("the domain has an order, from the ground up: what is used is below")
        }
        (Ring::Domain, "crate", "ui") => {
            Some("the domain does not know how it is shown: imports go only inward")
        }
        (_, "std", world) if WORLD.contains(&world) => {
            Some("domain and ui are pure: reading, writing and waiting belong to io")
        }
        (_, "std", "time") if matches!(segment(2), "Instant" | "SystemTime") => {
            Some("time is an argument: only io::clock reads a clock")
        }
        (_, "jiff", part) if part != "civil" => {
            Some("only civil dates and times are pure: zones and now belong to io::clock")
        }
        (_, "ratatui", "crossterm" | "backend" | "init" | "restore" | "run") => {
            Some("ui draws on a buffer and never touches the terminal")
        }
        (ring, name, _) if CRATES.contains(&name) => {
            let of_ui = ring == Ring::Ui && UI_CRATES.contains(&name);
            let allowed = of_ui || DOMAIN_CRATES.contains(&name);
            (!allowed).then_some("this ring does without that crate: see the crate doc")
        }
        _ => None,
    }
}

/// The module of a file: `src/ui/keys.rs` is `ui`, `keys`; that of `lib.rs` is empty.
fn module(file: &Path) -> Vec<String> {
    let below = file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let below = below.expect("a file of src/").with_extension("");
    let module = below.iter().map(|part| part.to_string_lossy().into_owned());
    module.filter(|part| part != "lib").collect()
}

/// `super::super::x` in the module `a::b` is `crate::x`.
fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let up = path.iter().take_while(|part| *part == "super").count();
    if up == 0 {
        return path.to_vec();
    }
    let above = module.iter().take(module.len().saturating_sub(up));
    let whole = std::iter::once("crate".to_owned()).chain(above.cloned());
    whole.chain(path[up..].iter().cloned()).collect()
}

/// The text up to its tests, which stand last and may use what they need.
fn without_tests(text: &str) -> String {
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let lines = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path with two parts or more, those in the braces of an import written out.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut prefixes: Vec<Vec<String>> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            path.push(std::mem::take(&mut word));
        }
        if letter == ':' && letters.next_if_eq(&':').is_some() {
            if letters.next_if_eq(&'{').is_some() {
                let outer = prefixes.last().cloned().unwrap_or_default();
                prefixes.push([outer, std::mem::take(&mut path)].concat());
            }
            continue;
        }
        if !path.is_empty() {
            let prefix = prefixes.last().cloned().unwrap_or_default();
            let whole = [prefix, std::mem::take(&mut path)].concat();
            if whole.len() > 1 {
                found.push(whole);
            }
        }
        if letter == '}' {
            prefixes.pop();
        }
    }
    found
}

fn named(file: &str, text: &str) -> Vec<String> {
    violations(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file),
        text,
    )
}

#[test]
fn a_forbidden_path_is_found_wherever_it_stands() {
    for (file, text) in [
        ("session.rs", "use std::fs;"),
        ("session.rs", "use std::{fmt, io::{self, Write}};"),
        ("session/plan.rs", "let now = std::time::Instant::now();"),
        ("session/plan.rs", "use super::super::ui::App;"),
        (
            "routine/parse.rs",
            "fn f() -> anyhow::Result<()> { g::<ratatui::Frame>() }",
        ),
        ("settings.rs", "use jiff::{Zoned, civil::Date};"),
        ("session/relief.rs", "use crate::diary::Entry;"),
        ("routine.rs", "use crate::{content, guidance::Tip};"),
        ("ui/home.rs", "use crossterm::event::Event;"),
        ("ui/home.rs", "use crate::io::files;"),
        ("ui/teller.rs", "use ratatui::crossterm::style::Color;"),
        ("io/files.rs", "use clap::Parser;"),
        ("io/files.rs", "use crate::cli::run;"),
    ] {
        assert!(!named(file, text).is_empty(), "{file}: {text}");
    }
}

#[test]
fn paths_that_go_inward_are_left_alone() {
    for (file, text) in [
        (
            "session.rs",
            "use std::{fmt, time::Duration};\nuse crate::routine::Routine;",
        ),
        (
            "session.rs",
            "// use std::fs;\n#[cfg(test)]\nmod tests {\nuse std::fs;\n}",
        ),
        ("settings.rs", "use jiff::civil::Date;"),
        (
            "ui/home.rs",
            "use ratatui::layout::Rect;\nuse super::painter::Painter;",
        ),
        ("io/files.rs", "use std::fs::File;\nuse crate::ui::App;"),
        ("cli/list.rs", "use clap::Parser;\nuse crate::io::files;"),
    ] {
        assert!(
            named(file, text).is_empty(),
            "{file}: {text}: {:?}",
            named(file, text)
        );
    }
}
