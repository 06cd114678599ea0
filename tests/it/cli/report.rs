//! The page for a doctor, as the program writes it.
//!
//! `UNCRAMP_PAGES=write cargo test --test it report` writes the pages in `tests/data/report` anew.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::home::{Home, Run, finish};
use crate::answers;
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
/// What reads the text of a printed page.
const READER: &str = "pdftotext";
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
    let run = Home::new().run(&["report", "--to", "2024-11-22"]);
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
        ("PAGE.HTML", "<!DOCTYPE html>"),
        ("page.md", "# Night leg cramps"),
        ("page", "Night leg cramps"),
        ("page.txt", "Night leg cramps"),
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
            &["report", "--from", "2024-11-21", "--to", "2024-11-20"],
            1,
            "comes after the last night of the page",
        ),
        (
            &["report", "--to", "9998-12-31"],
            1,
            "is a night to come; the last one for a page is",
        ),
        (
            &["report", "--out", "page.pdf"],
            1,
            "a page has no form called `.pdf`",
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
fn a_page_does_not_begin_before_the_diary() {
    let run = report(&home(), &["--from", "0001-01-01"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.starts_with("note: the diary has nothing before"),
        "{}",
        run.err
    );
    assert_eq!(run.out, read(&project("tests/data/report/page.txt")));
}

#[test]
fn what_was_answered_with_yes_is_on_the_page_unless_it_is_left_out() {
    let home = home();
    home.write_profile(&answers::file(
        "clot = \"yes\"\nnumb = \"no\"\npregnant = \"yes\"\npregnant_from = \"2026-08-05\"\n\
         medicines = \"yes\"\ntaken = [\"quinine\"]\n",
    ));
    let page = report(&home, &[]).out;
    let words: Vec<&str> = page.split_whitespace().collect();
    let page = words.join(" ");
    assert!(
        page.contains("high blood pressure; a blood clot, past or"),
        "{page}"
    );
    assert!(page.contains("Pregnancy 15 weeks"), "{page}");
    assert!(page.contains("paracetamol; quinine"), "{page}");
    assert!(!page.contains("numb feet"), "{page}");
    let without = report(&home, &["--without-profile"]);
    assert_eq!(without.out, read(&project("tests/data/report/page.txt")));
}

#[test]
fn a_profile_that_cannot_be_read_is_said_and_claims_nothing() {
    let home = home();
    home.write_profile("no answer");
    let run = report(&home, &[]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("profile.jsonl:1:1: "), "{}", run.err);
    assert!(run.err.contains("is not on the page"), "{}", run.err);
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

/// As much as a diary can say: every warning sign, trigger and answer, long texts, dates of two
/// years, and nights before the page.
fn fullest() -> String {
    let long = |words: &str, nth: u32| format!("{words} {nth} {}", "mirtazapine ".repeat(20));
    let mut diary = String::from("{\"diary\":\"uncramp\",\"format\":1}\n");
    for ago in 0..150_u32 {
        let nights = i64::from(ago);
        let evening = jiff::civil::date(2026, 1, 31) - jiff::Span::new().days(nights);
        let morning = evening.tomorrow().unwrap();
        let at = format!("\"at\":\"{morning}T09:00:00Z\"");
        let (hour, pain) = (ago % 7, ago % 11);
        let muscle = [
            "calf",
            "foot",
            "toes",
            "hamstring",
            "quadriceps",
            "other",
            "unknown",
        ][ago as usize % 7];
        let side = ["left", "right", "both", "unknown"][ago as usize % 4];
        let helped = [
            "stretch", "rub", "stand", "walk", "warm", "cold", "waited", "other",
        ][ago as usize % 8];
        let (medicine, step) = (long("quinine", ago), long("step", ago));
        for (nth, helped) in [format!("\"{helped}\""), String::new()].iter().enumerate() {
            writeln!(
                diary,
                r#"{{"v":1,"id":"c{ago}-{nth}","kind":"cramp",{at},"start":"{morning}T0{hour}:30:00Z","seconds":{},"source":"clock","severity":{pain},"side":"{side}","muscle":"{muscle}","woke":true,"helped":[{helped}],"medicine":"{medicine}","answers":[{{"answer":"gone","after":95,"step":"{step}"}}],"signs":["swollen-one-leg","swollen-both","hot","red-or-darker","numb","weak","twitching","urge-to-move"],"triggers":["hard-exercise","long-standing","long-sitting","little-drink","heat-or-sweat","alcohol","caffeine-late","vomiting-diarrhoea","new-medicine","new-shoes","heavy-covers","toes-pointed","other"]}}"#,
                40 + ago * 7
            )
            .unwrap();
        }
        writeln!(
            diary,
            r#"{{"v":1,"id":"night-{evening}","kind":"night",{at},"night":"{evening}","cramps":2,"sleep_lost":{pain},"tired":true,"stretched":true}}"#
        )
        .unwrap();
        writeln!(
            diary,
            r#"{{"v":1,"id":"s{ago}","kind":"session",{at},"start":"{evening}T22:00:00Z","routine":"a-routine-of-my-own-number-{}","seconds":300,"finished":true}}"#,
            ago % 9
        )
        .unwrap();
    }
    diary
}

/// As much as can be said of a person.
fn described() -> Vec<String> {
    let long = |words: &str| format!("{words} {}", "and so on ".repeat(24));
    let mut said: Vec<String> = ["--name", "--age", "--pregnancy"]
        .into_iter()
        .flat_map(|option| [option.to_owned(), long("Wilhelmina")])
        .collect();
    for nth in 0..12 {
        said.extend([
            "--medicine".to_owned(),
            long(&format!("bendroflumethiazide {nth} mornings")),
        ]);
        said.extend([
            "--condition".to_owned(),
            long(&format!("another illness of many words, {nth}")),
        ]);
    }
    said
}

#[test]
fn every_page_prints_on_one_sheet_with_all_its_letters() {
    let Some(browser) = browser() else {
        skip("there is no Chromium or Chrome to print with");
        return;
    };
    let full = Home::new();
    full.write_diary(&fullest());
    full.write_profile(&answers::file(EVERY_ANSWER));
    let described = described();
    let said: Vec<&str> = described.iter().map(String::as_str).collect();
    let home = home();
    let most = [
        &["report", "--to", "2026-01-31", "--format", "html"],
        &said[..],
    ]
    .concat();
    for (home, page, first_label) in [
        (&home, report(&home, &["--format", "html"]), "31 Aug"),
        (&full, full.run(&most), "13 Oct"),
    ] {
        assert_eq!(page.code, 0, "{}", page.err);
        for paper in PAPERS {
            let sized = format!("<style>@page {{ size: {paper} }}</style></head>");
            let html = home.path().join(format!("{paper}.html"));
            fs::write(&html, page.out.replacen("</head>", &sized, 1)).unwrap();
            let pdf = printed(browser, &html);
            assert_eq!(sheets(&pdf), 1, "{paper}, {first_label}");
            let Some(text) = text(&pdf) else {
                skip(&format!("there is no {READER} to read a printed page with"));
                continue;
            };
            let label = text
                .lines()
                .any(|line| line.trim_start().starts_with(first_label));
            assert!(label, "{paper}: {first_label}: {text}");
            assert!(
                text.contains("Could it be a clot, now or before?"),
                "{paper}: {text}"
            );
        }
    }
}

#[test]
fn a_fairly_ill_person_has_one_sheet_of_letter_in_a_wide_font() {
    let Some(browser) = browser() else {
        skip("there is no Chromium or Chrome to print with");
        return;
    };
    let home = Home::new();
    home.write_profile(&answers::file(
        "diabetes = \"yes\"\nnumb = \"yes\"\nfalls = \"yes\"\nfluids = \"yes\"\nmedicines = \"yes\"",
    ));
    let cramps = (10..18).map(|day| {
        format!(
            r#"{{"v":1,"id":"{day}","kind":"cramp","at":"2026-11-{day}T09:00:00Z","start":"2026-11-{day}T03:00:00Z","muscle":"calf","side":"left","severity":8,"woke":true,"helped":["rub"],"sleep_lost":7,"signs":["numb","hot","weak"]}}"#
        )
    });
    let cramps: Vec<String> = cramps.collect();
    home.write_diary(&cramps.join("\n"));
    // The usual font of Linux is one of the widest, and Letter is the shorter paper.
    let wide = "<style>@page { size: Letter } html { font-family: \"DejaVu Sans\", Verdana }</style></head>";
    // As pages grow their letters become smaller; each of these is near an end of a size.
    let ill = [
        "dialysis",
        "cirrhosis",
        "thyroid",
        "arthritis",
        "chemotherapy",
    ];
    for known in 0..=ill.len() {
        let ill = ill[..known].iter().flat_map(|ill| ["--condition", ill]);
        let said: Vec<&str> = ill.chain(["--format", "html"]).collect();
        let page = report(&home, &said);
        assert_eq!(page.code, 0, "{}", page.err);
        let html = home.path().join(format!("{known}.html"));
        fs::write(&html, page.out.replacen("</head>", wide, 1)).unwrap();
        assert_eq!(sheets(&printed(browser, &html)), 1, "{known}");
    }
}

#[test]
fn a_pdf_is_printed_by_a_browser_that_is_there_and_only_its_owner_may_read_it() {
    let home = home();
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let none = report_with(&home, &bin);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    for words in ["no PDF was made", "no Chromium", "--out page.html"] {
        assert!(none.err.contains(words), "{}", none.err);
    }
    let browser = bin.join("chromium");
    let script = "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) pdf=${word#*=};; esac; done\necho '%PDF' > \"$pdf\"\n";
    fs::write(&browser, script).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
    let made = report_with(&home, &bin);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let pdf = home.path().join("page.pdf");
    assert_eq!(read(&pdf), "%PDF\n");
    let rights = fs::metadata(&pdf).unwrap().permissions().mode();
    assert_eq!(rights & 0o777, 0o600);
}

/// Whoever says yes to all and ticks all.
const EVERY_ANSWER: &str = "
clot = \"yes\"
diabetes = \"yes\"
numb = \"yes\"
circulation = \"yes\"
falls = \"yes\"
fluids = \"yes\"
joints = \"yes\"
parts = [\"hip\", \"knee\", \"calf-or-achilles\", \"ankle-foot-or-thigh\", \"back\"]
medicines = \"yes\"
taken = [\"water-tablets\", \"statin\", \"blood-thinners\", \"inhalers\", \"pill-or-hrt\", \"quinine\"]
";

/// The page as a PDF, where only the programs of a folder are there.
fn report_with(home: &Home, bin: &Path) -> Run {
    let arguments = ["report", "--to", "2026-11-21", "--pdf", "page.pdf"];
    finish(home.command(&arguments).env("PATH", bin))
}

/// Says that a test proves nothing here; past the harness, which keeps what a passing test prints.
fn skip(why: &str) {
    let line = format!("skipped: {why}\n");
    io::stderr().write_all(line.as_bytes()).unwrap();
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

/// A page as a browser prints it.
fn printed(browser: &str, page: &Path) -> PathBuf {
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
    assert!(pdf.exists(), "{run:?}");
    pdf
}

/// Sheets of paper of a printed page.
fn sheets(pdf: &Path) -> usize {
    let printed = fs::read(pdf).unwrap();
    let printed = String::from_utf8_lossy(&printed);
    let all = printed.matches("/Type /Page").count();
    all - printed.matches("/Type /Pages").count()
}

/// The text of a printed page as it stands there; `None` where nothing can read it.
fn text(pdf: &Path) -> Option<String> {
    let read = Command::new(READER)
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output();
    match read {
        Ok(run) => Some(String::from_utf8(run.stdout).unwrap()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            None
        }
    }
}
