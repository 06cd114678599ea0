//! The page for a doctor, as the program writes it.
//!
//! `UNCRAMP_PAGES=write cargo test --test it report` writes the pages in `tests/data/report` anew.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::home::{Home, Run};
use crate::docs::{assert_current, project, read};

const REWRITE: &str = "UNCRAMP_PAGES";
/// Twelve weeks that nobody had: written for these tests.
const DIARY: &str = "tests/data/report/diary.jsonl";
/// As the programs are called that can print a page without a screen.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const PAPERS: [&str; 2] = ["A4", "letter"];

/// A home with the diary of these tests.
fn home() -> Home {
    let home = Home::new();
    home.write_diary(&read(&project(DIARY)));
    home
}

/// The page of those twelve weeks.
fn report(home: &Home, more: &[&str]) -> Run {
    let usual = [
        "report",
        "--to",
        "2026-11-21",
        "--name",
        "A. B.",
        "--age",
        "60 to 69",
        "--condition",
        "diabetes",
        "--condition",
        "high blood pressure",
        "--medicine",
        "atorvastatin 20 mg since 2024",
        "--medicine",
        "paracetamol",
    ];
    home.run(&[&usual, more].concat())
}

#[test]
fn each_form_of_the_page_is_what_it_was() {
    let home = home();
    for (form, name) in [
        ("text", "page.txt"),
        ("markdown", "page.md"),
        ("html", "page.html"),
    ] {
        let run = report(&home, &["--format", form]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{form}");
        let path = project("tests/data/report").join(name);
        assert_current(&path, &run.out, REWRITE);
    }
}

#[test]
fn a_diary_that_was_never_begun_makes_a_page_that_says_so() {
    let run = Home::new().run(&["report", "--from", "2026-10-12", "--to", "2026-11-22"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.starts_with("note: the diary has no entry"),
        "{}",
        run.err
    );
    let path = project("tests/data/report/empty.txt");
    assert_current(&path, &run.out, REWRITE);
    let today = Home::new().run(&["report"]);
    assert!(today.out.contains("0 of 28"), "{}", today.out);
}

#[test]
fn a_file_is_private_takes_its_form_from_its_name_and_replaces_nothing() {
    let home = home();
    let page = |name: &str| home.path().join(name);
    for (name, beginning) in [
        ("page.html", "<!DOCTYPE html>"),
        ("page.md", "# Night leg cramps"),
        ("page", "Night leg cramps"),
    ] {
        let run = report(&home, &["--out", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        assert!(run.out.starts_with(name), "{}", run.out);
        assert!(read(&page(name)).starts_with(beginning), "{name}");
        let mode = fs::metadata(page(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let before = read(&page("page"));
    let run = report(&home, &["--out", "page", "--from", "2026-11-01"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("page: there is such a file already"),
        "{}",
        run.err
    );
    assert_eq!(read(&page("page")), before);
    let run = report(&home, &["--out", "page", "--from", "2026-11-01", "--force"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_ne!(read(&page("page")), before);
}

#[test]
fn dates_that_make_no_sense_are_explained() {
    for (arguments, code, words) in [
        (
            &["report", "--from", "yesterday"][..],
            2,
            "expected the day of an evening",
        ),
        (
            &["report", "--to", "2026-02-30"],
            2,
            "expected the day of an evening",
        ),
        (&["report", "--force"], 2, "--out"),
        (&["report", "--name", " "], 2, "expected some words"),
        (
            &["report", "--from", "2026-11-21", "--to", "2026-11-20"],
            1,
            "comes after the last night of the page",
        ),
    ] {
        let run = Home::new().run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{}", run.err);
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_on_the_page() {
    let home = home();
    home.write_diary(&(read(&project(DIARY)) + "{\"v\":1,\"id\":\n{\"v\":1,\"id\":\"x\"}\n"));
    let run = report(&home, &[]);
    assert_eq!(run.code, 0);
    assert!(
        run.err
            .starts_with("note: 2 of the diary's lines cannot be read"),
        "{}",
        run.err
    );
    assert_eq!(run.out, read(&project("tests/data/report/page.txt")));
}

#[test]
fn no_log_shows_what_a_person_said_of_themselves() {
    let home = home();
    report(&home, &["--log", "trace"]);
    let log = read(&home.path().join(".local/state/uncramp/uncramp.log"));
    assert!(log.contains("Report"), "{log}");
    for said in ["A. B.", "60 to 69", "diabetes", "paracetamol"] {
        assert!(!log.contains(said), "{log}");
    }
}

#[test]
fn a_full_page_prints_on_one_sheet() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium or Chrome to print with");
        return;
    };
    let home = home();
    let many: Vec<&str> = [
        "furosemide 40 mg since March",
        "ramipril 5 mg",
        "metformin 500 mg twice a day",
        "naproxen 250 mg when it hurts",
        "levothyroxine 50 micrograms",
    ]
    .into_iter()
    .flat_map(|medicine| ["--medicine", medicine])
    .chain([
        "--pregnancy",
        "20 weeks",
        "--condition",
        "spinal stenosis",
        "--format",
        "html",
    ])
    .collect();
    let page = report(&home, &many).out;
    for paper in PAPERS {
        let sized = format!("<style>@page {{ size: {paper} }}</style></head>");
        let html = home.path().join(format!("{paper}.html"));
        fs::write(&html, page.replacen("</head>", &sized, 1)).unwrap();
        assert_eq!(sheets(browser, &html), 1, "{paper}");
    }
}

/// A browser that starts on this machine.
fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|name| {
        let started = Command::new(name).arg("--version").output();
        match started {
            Ok(run) => run.status.success(),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::NotFound, "{name}: {error}");
                false
            }
        }
    })
}

/// Sheets of paper that a browser prints a page on.
fn sheets(browser: &str, page: &Path) -> usize {
    let pdf = page.with_extension("pdf");
    let run = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ])
        .arg(format!(
            "--user-data-dir={}",
            page.with_extension("profile").display()
        ))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let printed = fs::read(&pdf).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let printed = String::from_utf8_lossy(&printed);
    let all = printed.matches("/Type /Page").count();
    all - printed.matches("/Type /Pages").count()
}
