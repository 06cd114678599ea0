//! Reads the files of `routines/` before the program is compiled, so that the program need not. With
//! a mistake in one nothing is built, and the report is that of `uncramp check`.
//!
//! It lies in `src` so that the readers of the program are its modules too.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "only the readers are used here"
)]
#![expect(clippy::print_stderr, reason = "cargo shows it")]

mod guidance;
mod handbook;
mod routine;
mod sources;
mod figure {
    pub mod base;
    pub mod body;
    pub mod extent;
    pub mod joint;
    pub mod parse;
    pub mod pose;
    pub mod shape;
}
mod cli {
    pub mod check {
        pub mod report;
    }
}
mod profile {
    pub mod finding;
    pub mod gates;
    #[path = "gates/parse.rs"]
    pub mod parse;
}
mod session {
    pub mod spot;
}
mod content {
    //! Nothing is built in yet.

    pub(crate) fn find<T>(_: &str) -> Option<T> {
        None
    }

    pub(crate) fn built_in<T>(name: &str) -> T {
        unreachable!("{name} is being read, and no reader needs it")
    }
}

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use cli::check::report::{report, unreadable};
use handbook::{CardGroup, board, medicine, parse::KnownIds};
use routine::RoutineId;
use routine::library::{BUILT_IN, id_of};
use routine::problem::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=routines");
    let mut content = BuiltContent::default();
    for id in BUILT_IN {
        content.add(&format!("routines/{id}"), |id, text| {
            routine::parse::built_in(id?, text)
        })?;
    }
    for file in fs::read_dir("routines/poses")? {
        let name = file?.path().with_extension("");
        content.add(&name.to_string_lossy(), |id, text| {
            figure::parse::parse(id?, text)
        })?;
    }
    content.add("routines/gates", |_, text| {
        profile::parse::read(text).map_err(|error| one(&error))
    })?;
    let mut known = KnownIds::default();
    content.add("routines/sources", |_, text| {
        let sources = toml::<sources::Sources>(text)?;
        known.sources = sources.source.keys().cloned().collect();
        Ok(sources)
    })?;
    content.add("routines/tips", |_, text| {
        let tips = toml::<guidance::Tips>(text)?;
        known.tips = tips.tip.iter().map(|tip| tip.id.clone()).collect();
        Ok(tips)
    })?;
    for group in CardGroup::ALL {
        content.add(&handbook::file(*group), |_, text| {
            handbook::parse::parse(text, &known)
        })?;
    }
    content.add(board::FILE, |_, text| toml::<board::MarkTable>(text))?;
    content.add(medicine::FILE, |_, text| toml::<medicine::Medicines>(text))?;
    content.add("routines/warnings", |_, text| {
        toml::<guidance::FixedWords>(text)
    })?;
    content.finish()
}

/// The files by their names, which are their paths without `.toml`, and what is wrong with them.
#[derive(Default)]
struct BuiltContent {
    files: BTreeMap<String, Vec<u8>>,
    reports: String,
}

impl BuiltContent {
    /// Reads a file with `read`, which is given the id that its name makes.
    fn add<T: Serialize>(
        &mut self,
        name: &str,
        read: impl FnOnce(Result<RoutineId, Vec<Problem>>, &str) -> Result<T, Vec<Problem>>,
    ) -> postcard::Result<()> {
        let path = format!("{name}.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                self.reports += &unreadable(&path, &error.to_string(), false);
                return Ok(());
            }
        };
        let id = id_of(Path::new(&path)).map_err(|problem| vec![problem]);
        match read(id, &text) {
            Ok(value) => {
                let bytes = postcard::to_allocvec(&value)?;
                self.files.insert(name.to_owned(), bytes);
            }
            Err(problems) => self.reports += &report(&path, &text, &problems, false),
        }
        Ok(())
    }

    /// Writes what the program includes, or says what is wrong.
    fn finish(self) -> Result<ExitCode, Box<dyn Error>> {
        if !self.reports.is_empty() {
            eprint!("{}", self.reports);
            return Ok(ExitCode::FAILURE);
        }
        let mut code = "/// Name and content of every file, in the order of the names.\n\
                        static FILES: &[(&str, &[u8])] = &[\n"
            .to_owned();
        for (name, bytes) in &self.files {
            writeln!(code, "    (\"{name}\", b\"{}\"),", bytes.escape_ascii())?;
        }
        code += "];\n";
        fs::write(Path::new(&env::var("OUT_DIR")?).join("content.rs"), code)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What serde makes of a file.
fn toml<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Problem>> {
    toml::from_str(text).map_err(|error| one(&error))
}

fn one(error: &toml::de::Error) -> Vec<Problem> {
    vec![Problem::error(
        error.span().unwrap_or_default(),
        error.message(),
    )]
}
