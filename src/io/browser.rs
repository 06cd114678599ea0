//! A page as a PDF, printed by a browser that is installed, without a window.
//!
//! The browser gets a profile of its own that is thrown away, finds no other machine by any name, and
//! has half a minute.

use crate::routine::hidden::shown;
use std::fs;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The programs that can do it, as they are called.
const BROWSERS: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/// What each is told beside the files.
const ARGUMENTS: [&str; 13] = [
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--password-store=basic",
];
const DEADLINE: Duration = Duration::from_secs(30);
/// Without it a browser takes the paper of another country.
const PAPER: &str = "<style>@page { size: A4 }</style></head>";

/// The page, which is HTML, as a PDF.
///
/// # Errors
/// There is no such browser, or it made no PDF; why, in words for the user.
pub(crate) fn print(page: &str) -> Result<Vec<u8>, String> {
    print_by(&BROWSERS, page, DEADLINE)
}

fn print_by(browsers: &[&str], page: &str, deadline: Duration) -> Result<Vec<u8>, String> {
    // Nobody else may read it while it is printed.
    let private = fs::Permissions::from_mode(0o700);
    let folder = tempfile::Builder::new().permissions(private).tempdir();
    let folder = folder.map_err(|error| format!("no folder to print in: {error}"))?;
    let [html, pdf, profile] =
        ["page.html", "page.pdf", "profile"].map(|name| folder.path().join(name));
    let page = page.replacen("</head>", PAPER, 1);
    fs::write(&html, page).map_err(|error| format!("{}: {error}", shown(&html)))?;
    for browser in browsers {
        let started = Command::new(browser)
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.to_string_lossy()))
            .arg(format!("--print-to-pdf={}", pdf.to_string_lossy()))
            .arg(format!("file://{}", html.to_string_lossy()))
            // What it notes beside its profile is thrown away with it.
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .env("XDG_CACHE_HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let said = match started {
            Ok(child) => end(child, deadline).map_err(|why| format!("{browser}: {why}"))?,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("{browser}: {error}")),
        };
        return fs::read(&pdf).map_err(|_| format!("{browser} made no PDF{said}"));
    }
    Err("no Chromium, Chrome, Edge or Brave was found".to_owned())
}

/// Waits for the end of a browser, but not for ever; returns the last that it complained of.
fn end(mut child: Child, deadline: Duration) -> Result<String, String> {
    let (done, ended) = mpsc::channel();
    let pipe = child.stderr.take();
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        // What cannot be read is only an explanation less.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut said));
        let _ = done.send(());
        String::from_utf8_lossy(&said).into_owned()
    });
    if ended.recv_timeout(deadline).is_err() {
        // It may have ended just now.
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!("not done after {} seconds", deadline.as_secs()));
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok(complaint(&reader.join().unwrap_or_default()))
}

/// The last that a browser complained of, in words for the user: without its process, its time and the
/// place in its source, and none of it where what to do is known.
fn complaint(said: &str) -> String {
    let last = said.lines().rfind(|line| !line.trim().is_empty());
    let last = last.map(|last| match last.split_once("] ") {
        Some((head, last)) if head.starts_with('[') => last.trim(),
        Some(_) | None => last.trim(),
    });
    match last {
        None => String::new(),
        Some(last) if last.starts_with("Running as root") => {
            ", because it does not run as root; use another account".to_owned()
        }
        Some(last) => format!(": {last}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A program that does what `script` says.
    fn program(folder: &tempfile::TempDir, script: &str) -> String {
        let path: PathBuf = folder.path().join("browser");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_first_browser_that_is_there_prints_the_page_and_is_told_no_more_than_it_needs() {
        let folder = tempfile::tempdir().unwrap();
        let script = r#"for word; do case $word in
            --print-to-pdf=*) pdf=${word#*=};; file://*) page=${word#file://};; esac; done
            { cat "$page"; echo "$@"; ls -ld "$(dirname "$page")"; } > "$pdf""#;
        let browser = program(&folder, script);
        let page = "<head></head>page";
        let made = print_by(&["/nowhere/at-all", &browser], page, DEADLINE).unwrap();
        let made = String::from_utf8(made).unwrap();
        assert!(
            made.starts_with("<head><style>@page { size: A4 }</style></head>page"),
            "{made}"
        );
        assert!(
            made.contains("MAP * ~NOTFOUND") && made.contains("--user-data-dir="),
            "{made}"
        );
        assert!(made.contains("drwx------"), "{made}");
    }

    #[test]
    fn a_browser_that_fails_says_why_and_one_that_hangs_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let failing = program(&folder, "echo no display >&2");
        let why = print_by(&[&failing], "", DEADLINE).unwrap_err();
        assert!(why.ends_with("made no PDF: no display"), "{why}");
        let root = program(
            &folder,
            "echo '[1:1:1129/205840.8:ERROR:a/b.cc:103] Running as root without --no-sandbox is not' >&2",
        );
        let why = print_by(&[&root], "", DEADLINE).unwrap_err();
        assert!(why.ends_with("made no PDF, because it does not run as root; use another account"));
        let logged = program(&folder, "echo '[1:1:1129/2:ERROR:a/b.cc:1] no display' >&2");
        let why = print_by(&[&logged], "", DEADLINE).unwrap_err();
        assert!(why.ends_with("made no PDF: no display"), "{why}");
        let hanging = program(&folder, "exec tail -f /dev/null");
        let why = print_by(&[&hanging], "", Duration::from_millis(300)).unwrap_err();
        assert!(why.ends_with("not done after 0 seconds"), "{why}");
        let none = print_by(&["/nowhere/at-all"], "", DEADLINE).unwrap_err();
        assert!(none.starts_with("no Chromium"), "{none}");
    }
}
