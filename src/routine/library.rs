//! All routines by id: built-in ones and the user's.

use std::cell::OnceCell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::problem::{Lines, Problem, quoted};
use super::{Routine, RoutineId, hidden, named, parse};
use crate::content;
use crate::routine::hidden::shown;

/// The built-in routines in the order of the lists: before bed, relief, recovery, by day.
pub(crate) const BUILT_IN: &[&str] = &[
    "bedtime-stretch",
    "bedtime-gentle",
    "bedtime-full",
    "toe-and-foot",
    "massage-and-warmth",
    "evening-pedal",
    "relief-calf",
    "relief-foot",
    "relief-hamstring",
    "relief-quadriceps",
    "relief-in-bed",
    "relief-shin",
    "relief-inner-thigh",
    "after-cramp",
    "daytime-desk-break",
    "calf-practice-daytime",
];

/// The ids of all of them.
pub fn built_in_ids() -> impl Iterator<Item = RoutineId> {
    BUILT_IN.iter().filter_map(|stem| RoutineId::new(stem))
}

pub fn built_in(id: &RoutineId) -> Option<Routine> {
    content::find(&["routines/", id.as_str()].concat())
}

/// Whether a title passes for that of one of the program's own routines as it is read, whatever the case,
/// the blanks, and the alphabet of letters that look the same: it is one, or says one before or after a
/// mark such as a colon or a bracket, or says that it is built in.
pub(crate) fn is_titled_so(title: &str) -> bool {
    // Every file of a user's asks for them.
    static TITLES: OnceLock<Vec<String>> = OnceLock::new();
    let read = |words: &str| {
        let letters = words.chars().map(hidden::look_alike);
        let letters = letters.flat_map(char::to_lowercase);
        letters.filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let bare = |title: &str| read(title.split('(').next().unwrap_or(title));
    let titles = TITLES.get_or_init(|| {
        let routines = built_in_ids().filter_map(|id| built_in(&id));
        routines.map(|routine| bare(&routine.title)).collect()
    });
    let marks = |c: char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '-' | '\'' | '&' | ',')
    };
    let passes = |words: String| words == "builtin" || titles.contains(&words);
    title
        .split(marks)
        .map(read)
        .chain([bare(title)])
        .any(passes)
}

/// One file of the user's folder.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// Where it is; its stem is the routine's id.
    pub path: PathBuf,
    /// What stands in it, or why it could not be read.
    pub text: Result<String, String>,
}

/// All routines that were found. A file is parsed once, when it is first asked for.
#[derive(Debug, Default)]
pub struct Library {
    own: Vec<(OwnFile, OnceCell<Result<Routine, Broken>>)>,
    listing: OnceCell<Listing>,
}

/// What a library holds, for the lists.
#[derive(Debug)]
pub struct Listing {
    /// Built-in routines in a fixed order, each in its place what replaces it; then the user's.
    pub entries: Vec<LibraryEntry>,
    /// The user's files that cannot be used.
    pub broken: Vec<Broken>,
}

/// One routine of a [`Library`].
#[derive(Debug)]
pub struct LibraryEntry {
    pub routine: Routine,
    pub origin: Origin,
}

named! {
    pub enum Origin {
        BuiltIn = "built-in";
        Own = "own", "yours";
        /// From the user's folder, under the id of a built-in one.
        Replaces = "replaces-built-in", "yours, replaces built-in";
    }
}

/// A file of the user's that cannot be used, with its first problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub path: PathBuf,
    /// Line and column from 1; `None` when the problem is the file itself.
    pub place: Option<(usize, usize)>,
    /// What was found and what was expected.
    pub what: String,
    pub help: Option<String>,
}

impl Broken {
    /// The name of its file.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Its first problem in one line, without its folder.
    pub fn first_problem(&self) -> String {
        match self.place {
            Some((line, column)) => format!("{}:{line}:{column}: {}", self.name(), self.what),
            None => format!("{}: {}", self.name(), self.what),
        }
    }
}

impl fmt::Display for Broken {
    /// `path:line:column: what`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", shown(&self.path))?;
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.what)
    }
}

impl Library {
    /// The built-in routines and the user's files, in the order given.
    pub fn new(own: Vec<OwnFile>) -> Self {
        Self {
            own: own
                .into_iter()
                .map(|file| (file, OnceCell::new()))
                .collect(),
            listing: OnceCell::new(),
        }
    }

    /// The routine with this id: the user's if there is one that can be used, else the built-in.
    pub fn routine(&self, id: &RoutineId) -> Option<Routine> {
        let own = self.named(id).and_then(|own| own.as_ref().ok());
        own.cloned().or_else(|| built_in(id))
    }

    /// The user's file with this id, if there is one and it cannot be used.
    pub fn broken(&self, id: &RoutineId) -> Option<Broken> {
        self.named(id).and_then(|own| own.clone().err())
    }

    /// Every routine and every broken file; parses them all at the first call.
    pub fn listing(&self) -> &Listing {
        self.listing.get_or_init(|| Listing::of(self.parsed()))
    }

    /// The built-in routines in whose place a file of the user's stands.
    pub fn replacing(&self) -> impl Iterator<Item = RoutineId> {
        built_in_ids().filter(|id| self.named(id).is_some_and(Result::is_ok))
    }

    /// What stands in the user's file with this id.
    fn named(&self, id: &RoutineId) -> Option<&Result<Routine, Broken>> {
        let (file, parsed) = self.own.iter().find(|(file, _)| file.is_named(id))?;
        Some(parsed.get_or_init(|| file.routine()))
    }

    fn parsed(&self) -> impl Iterator<Item = &Result<Routine, Broken>> {
        let own = self.own.iter();
        own.map(|(file, parsed)| parsed.get_or_init(|| file.routine()))
    }
}

impl Listing {
    fn of<'l>(own: impl Iterator<Item = &'l Result<Routine, Broken>>) -> Self {
        let built_in = built_in_ids().map(|id| LibraryEntry {
            routine: built_in(&id).expect("listed"),
            origin: Origin::BuiltIn,
        });
        let (mut entries, mut broken) = (built_in.collect::<Vec<_>>(), Vec::new());
        for file in own {
            match file.clone() {
                Ok(routine) => match entries.iter_mut().find(|it| it.routine.id == routine.id) {
                    Some(entry) => (entry.routine, entry.origin) = (routine, Origin::Replaces),
                    None => entries.push(LibraryEntry {
                        routine,
                        origin: Origin::Own,
                    }),
                },
                Err(problem) => broken.push(problem),
            }
        }
        Self { entries, broken }
    }
}

impl OwnFile {
    /// The routine in the file, or the first thing wrong with it.
    fn routine(&self) -> Result<Routine, Broken> {
        self.read(|text| parse(self.id().map_err(|problem| vec![problem])?, text))
    }

    /// What `parse` makes of the text.
    pub fn read<T>(
        &self,
        parse: impl FnOnce(&str) -> Result<T, Vec<Problem>>,
    ) -> Result<T, Broken> {
        let text = self
            .text
            .as_ref()
            .map_err(|reason| self.broken(None, reason))?;
        parse(text).map_err(|problems| {
            let problem = problems.into_iter().next();
            let problem = problem.expect("an error has a problem");
            let place = Lines::of(text).position(text, problem.span.start);
            Broken {
                help: problem.help,
                ..self.broken(Some(place), &problem.what)
            }
        })
    }

    /// The id that the file's name gives to its routine.
    ///
    /// # Errors
    /// The name is no id, or one that only the program's own routines may have.
    pub fn id(&self) -> Result<RoutineId, Problem> {
        let id = id_of(&self.path)?;
        if id.is_reserved() {
            return Err(Problem::error(
                0..0,
                format!("the id {} is reserved", quoted(id.as_str())),
            )
            .mend("rename it, then set `relief = \"ID\"` in config.toml"));
        }
        Ok(id)
    }

    fn is_named(&self, id: &RoutineId) -> bool {
        self.path
            .file_stem()
            .is_some_and(|stem| stem == id.as_str())
    }

    fn broken(&self, place: Option<(usize, usize)>, what: &str) -> Broken {
        Broken {
            path: self.path.clone(),
            place,
            what: what.to_owned(),
            help: None,
        }
    }
}

/// The id that a routine file's name gives to its routine.
pub fn id_of(path: &Path) -> Result<RoutineId, Problem> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    RoutineId::new(&stem).ok_or_else(|| {
        Problem::error(0..0, format!("the file's name {} is no id", quoted(&stem)))
            .mend("use 1 to 40 of a-z, 0-9 and -, then .toml: my-stretch.toml")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRETCH: &str = r#"
format = 1
title = "My own stretch"
purpose = "prevention"
muscles = ["calf"]
posture = "standing"
[[step]]
title = "Lean"
say = "Lean in."
hold = "10s"
"#;

    fn file(stem: &str, text: &str) -> OwnFile {
        OwnFile {
            path: PathBuf::from(format!("/own/{stem}.toml")),
            text: Ok(text.to_owned()),
        }
    }

    fn id(text: &str) -> RoutineId {
        RoutineId::new(text).unwrap()
    }

    #[test]
    fn no_title_passes_for_a_built_in_one_by_how_it_is_written() {
        for title in [
            "bedtime  stretch",
            "Bedtime stretch: the one that was tested",
            "B\u{435}dtime stretch",
            "\u{ff22}edtime stretch",
            "Bedtime stretch · built-in",
            "(Built-in) My calf",
            "Mine (Desk break)",
        ] {
            assert!(is_titled_so(title), "{title}");
        }
        for title in [
            "My own stretch",
            "Stretch",
            "Bedtime stretches of mine",
            "Вечер",
            "",
        ] {
            assert!(!is_titled_so(title), "{title}");
        }
    }

    #[test]
    fn an_empty_library_lists_every_built_in_routine_in_order() {
        let library = Library::default();
        let ids: Vec<_> = library
            .listing()
            .entries
            .iter()
            .map(|entry| entry.routine.id.as_str())
            .collect();
        assert_eq!(ids, BUILT_IN);
        assert!(library.listing().broken.is_empty());
    }

    #[test]
    fn an_own_routine_comes_after_the_built_in_ones() {
        let library = Library::new(vec![file("mine", STRETCH)]);
        let last = library.listing().entries.last().unwrap();
        assert_eq!(
            (last.routine.id.as_str(), last.origin),
            ("mine", Origin::Own)
        );
        assert_eq!(
            library.routine(&id("mine")).unwrap().title,
            "My own stretch"
        );
    }

    #[test]
    fn an_own_routine_replaces_the_built_in_one_in_its_place() {
        let library = Library::new(vec![file("bedtime-stretch", STRETCH)]);
        let first = &library.listing().entries[0];
        assert_eq!(
            (first.routine.title.as_str(), first.origin),
            ("My own stretch", Origin::Replaces)
        );
        assert_eq!(library.listing().entries.len(), BUILT_IN.len());
        assert_eq!(
            library.routine(&id("bedtime-stretch")).unwrap().title,
            "My own stretch"
        );
    }

    #[test]
    fn a_broken_replacement_is_reported_and_the_built_in_routine_stays() {
        let broken = STRETCH.replace("\"My own stretch\"", "7");
        let library = Library::new(vec![file("bedtime-stretch", &broken)]);
        assert_eq!(library.listing().entries[0].origin, Origin::BuiltIn);
        assert_eq!(library.listing().broken[0].place, Some((3, 9)));
        assert_eq!(
            library.routine(&id("bedtime-stretch")),
            built_in(&id("bedtime-stretch"))
        );
    }

    #[test]
    fn no_stray_file_becomes_the_relief_of_the_night() {
        for stem in ["relief-calf", "relief-mine", "after-cramp"] {
            let library = Library::new(vec![file(stem, STRETCH)]);
            let broken = &library.listing().broken[0];
            assert!(broken.what.contains("reserved"), "{broken:?}");
            assert!(broken.help.as_ref().unwrap().contains("rename it"));
            assert_eq!(library.routine(&id(stem)), built_in(&id(stem)));
        }
    }

    #[test]
    fn an_unreadable_file_is_listed_with_its_reason() {
        let library = Library::new(vec![
            OwnFile {
                path: PathBuf::from("/own/pipe.toml"),
                text: Err("a pipe, not a file".to_owned()),
            },
            file("mine", STRETCH),
        ]);
        let listing = library.listing();
        assert_eq!(listing.broken[0].what, "a pipe, not a file");
        assert_eq!(listing.broken[0].place, None);
        assert_eq!(listing.entries.len(), BUILT_IN.len() + 1);
    }

    #[test]
    fn a_name_that_is_no_id_is_a_problem() {
        let library = Library::new(vec![file("My Stretch", STRETCH)]);
        assert!(library.listing().broken[0].what.contains("`My Stretch`"));
    }
}
