//! All poses by id: built-in ones and the user's.

use super::parse::parse;
use super::pose::Pose;
use crate::content;
use crate::routine::PoseId;
use crate::routine::library::{self, Broken, OwnFile};
use crate::routine::problem::{Problem, quoted};

const FOLDER: &str = "routines/poses/";

pub fn built_in(id: &PoseId) -> Option<Pose> {
    content::find(&[FOLDER, id.as_str()].concat())
}

/// The id of every built-in pose, in the order of the alphabet.
pub fn built_in_ids() -> impl Iterator<Item = PoseId> {
    content::names().filter_map(|name| PoseId::new(name.strip_prefix(FOLDER)?))
}

/// All poses that were found. A file is parsed when it is asked for.
#[derive(Debug, Default)]
pub struct Poses {
    own: Vec<OwnFile>,
}

impl Poses {
    pub fn new(own: Vec<OwnFile>) -> Self {
        Self { own }
    }

    /// The pose with this id: the built-in one, else the user's if it can be used.
    pub fn pose(&self, id: &PoseId) -> Option<Pose> {
        built_in(id).or_else(|| {
            let is_named = |file: &&OwnFile| id_of(file).is_ok_and(|own| own == *id);
            let file = self.own.iter().find(is_named)?;
            own(file).ok()
        })
    }

    /// The id of every pose, of those too that cannot be used.
    pub fn ids(&self) -> impl Iterator<Item = PoseId> {
        built_in_ids().chain(self.own.iter().filter_map(|file| id_of(file).ok()))
    }
}

/// The pose in a file of the user's.
pub fn own(file: &OwnFile) -> Result<Pose, Broken> {
    file.read(|text| parse(id_of(file).map_err(|problem| vec![problem])?, text))
}

/// The id that a file's name gives to its pose.
///
/// # Errors
/// The name is no id, or that of a built-in pose of which it is no copy.
pub fn id_of(file: &OwnFile) -> Result<PoseId, Problem> {
    let id = library::id_of(&file.path)?;
    let is_copy = |pose: &Pose| {
        let text = file.text.as_ref().ok();
        let own = text.and_then(|text| parse(id.clone(), text).ok());
        own.as_ref() == Some(pose)
    };
    match built_in(&id) {
        Some(pose) if !is_copy(&pose) => {
            let what = format!(
                "{} is a built-in pose, which no file replaces",
                quoted(id.as_str())
            );
            Err(Problem::error(0..0, what).mend("rename it, and name it so in `pose`"))
        }
        Some(_) | None => Ok(id),
    }
}
