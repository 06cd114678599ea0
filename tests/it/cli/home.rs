//! A home folder of its own for every run of the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A routine without a mistake.
pub const STRETCH: &str = r#"format = 1
title = "My own stretch"
purpose = "prevention"
muscles = ["calf"]
posture = "standing"

[[step]]
title = "Lean"
say = "Lean in."
hold = "10s"
"#;

/// A folder that the program takes for the user's home.
pub struct Home(TempDir);

/// How a run ended, and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder of the user's routines, made if it is not there.
    pub fn routines(&self) -> PathBuf {
        let folder = self.path().join(".config/uncramp/routines");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Writes one of the user's routines.
    pub fn routine(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.routines().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Writes one of the user's poses.
    pub fn pose(&self, name: &str, text: impl AsRef<[u8]>) {
        let folder = self.path().join(".config/uncramp/poses");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }

    /// Where the user's diary is.
    pub fn diary(&self) -> PathBuf {
        self.path().join(".local/share/uncramp/diary.jsonl")
    }

    /// Writes the user's diary.
    pub fn write_diary(&self, text: &str) {
        fs::create_dir_all(self.diary().parent().unwrap()).unwrap();
        fs::write(self.diary(), text).unwrap();
    }

    /// Writes the user's file of safety answers.
    pub fn write_profile(&self, text: &str) {
        let path = self.diary().with_file_name("profile.jsonl");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes the user's settings.
    pub fn config(&self, text: &str) {
        self.routines();
        fs::write(self.path().join(".config/uncramp/config.toml"), text).unwrap();
    }

    /// The program, about to be run without a terminal in an environment that is all known.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uncramp"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut self.command(arguments))
    }
}

/// Runs a command to its end; whatever it says is text, and steers no terminal.
pub fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let run = Run {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    // The lines of a table end in CR LF.
    let plain = |text: &str| text.replace("\r\n", "\n");
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || c == '\u{202e}';
    assert!(!plain(&run.out).contains(steers), "{:?}", run.out);
    assert!(!run.err.contains(steers), "{:?}", run.err);
    run
}
