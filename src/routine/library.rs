//! All routines by id: built-in ones and the user's.

use std::cell::OnceCell;
use std::path::PathBuf;

use super::problem::{Lines, Problem, quoted};
use super::{Routine, RoutineId, named, parse};

/// The built-in routines in the order of the lists: before bed, relief, recovery, by day.
const BUILT_IN: &[(&str, &str)] = built_in_files![
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
    "after-cramp",
    "daytime-desk-break",
    "calf-practice-daytime",
];

macro_rules! built_in_files {
    ($($id:literal,)+) => {
        &[$(($id, include_str!(concat!("../../routines/", $id, ".toml")))),+]
    };
}
use built_in_files;

/// The built-in routine with this id.
pub fn built_in(id: &RoutineId) -> Option<Routine> {
    let (_, text) = BUILT_IN.iter().find(|(stem, _)| *stem == id.as_str())?;
    Some(parse(id.clone(), text).expect("the tests parse every built-in routine"))
}

/// One file of the user's folder.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// Where it is; its stem is the routine's id.
    pub path: PathBuf,
    /// What stands in it, or why it could not be read.
    pub text: Result<String, String>,
}

/// All routines that were found. A file is parsed when it is asked for.
#[derive(Debug, Default)]
pub struct Library {
    own: Vec<OwnFile>,
    listing: OnceCell<Listing>,
}

/// What a library holds, for the lists.
#[derive(Debug)]
pub struct Listing {
    /// Built-in routines in a fixed order, each in its place what replaces it; then the user's.
    pub entries: Vec<Entry>,
    /// The user's files that cannot be used.
    pub broken: Vec<Broken>,
}

/// One routine of a [`Library`].
#[derive(Debug)]
pub struct Entry {
    /// The routine itself.
    pub routine: Routine,
    /// Whose it is.
    pub origin: Origin,
}

named! {
    /// Whose routine it is.
    Origin {
        /// Comes with the program.
        BuiltIn = "built-in", "built-in";
        /// From the user's folder.
        Own = "own", "yours";
        /// From the user's folder, under the id of a built-in one.
        Replaces = "replaces-built-in", "yours, replaces built-in";
    }
}

/// A file of the user's that cannot be used, with its first problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Where the file is.
    pub path: PathBuf,
    /// Line and column from 1; `None` when the problem is the file itself.
    pub place: Option<(usize, usize)>,
    /// What was found and what was expected.
    pub what: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl Library {
    /// The built-in routines and the user's files, in the order given.
    pub fn new(own: Vec<OwnFile>) -> Self {
        Self {
            own,
            listing: OnceCell::new(),
        }
    }

    /// The routine with this id: the user's if there is one that can be used, else the built-in.
    pub fn routine(&self, id: &RoutineId) -> Option<Routine> {
        let own = self.own.iter().find(|file| file.is_named(id));
        own.and_then(|file| file.routine().ok())
            .or_else(|| built_in(id))
    }

    /// Every routine and every broken file; parses them all at the first call.
    pub fn listing(&self) -> &Listing {
        self.listing.get_or_init(|| Listing::of(&self.own))
    }
}

impl Listing {
    fn of(own: &[OwnFile]) -> Self {
        let mut replacing = Vec::new();
        let mut added = Vec::new();
        let mut broken = Vec::new();
        for file in own {
            match file.routine() {
                Ok(routine) if is_built_in(&routine.id) => replacing.push(routine),
                Ok(routine) => added.push(routine),
                Err(problem) => broken.push(problem),
            }
        }
        let mut entries = Vec::new();
        for (stem, _) in BUILT_IN {
            let entry = match replacing.iter().position(|own| own.id.as_str() == *stem) {
                Some(at) => Entry {
                    routine: replacing.swap_remove(at),
                    origin: Origin::Replaces,
                },
                None => Entry {
                    routine: built_in(&RoutineId::new(stem).expect("a valid id")).expect("listed"),
                    origin: Origin::BuiltIn,
                },
            };
            entries.push(entry);
        }
        entries.extend(added.into_iter().map(|routine| Entry {
            routine,
            origin: Origin::Own,
        }));
        Self { entries, broken }
    }
}
