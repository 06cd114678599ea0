//! All poses by id: built-in ones and the user's.

use super::parse::parse;
use super::pose::Pose;
use crate::routine::PoseId;
use crate::routine::library::{self, Broken, OwnFile};
use crate::routine::problem::{Problem, quoted};

/// Pairs each stem with the text of `routines/poses/STEM.toml`.
macro_rules! built_in_files {
    ($($id:literal,)+) => {
        &[$(($id, include_str!(concat!("../../routines/poses/", $id, ".toml")))),+]
    };
}
/// The built-in poses in the order of their ids.
const BUILT_IN: &[(&str, &str)] = built_in_files![
    "ankle-pump",
    "ankle-up",
    "ankle-up-one",
    "arch-press",
    "arch-rub",
    "ball-roll",
    "bed-toe-pull",
    "bend-straighten",
    "chair-fold",
    "desk-calf",
    "foot-flat",
    "foot-slide-back",
    "footboard-press",
    "hamstring",
    "hamstring-standing",
    "heat",
    "heat-both",
    "heel-push-lying",
    "heel-slide",
    "heel-toe-rocks",
    "hold-steady",
    "leg-out",
    "leg-straight-bed",
    "lie-straighten",
    "massage",
    "pedal",
    "pedal-slow",
    "quad",
    "rest-pillow",
    "roller",
    "seated-hamstring",
    "settle",
    "side-lying",
    "side-lying-quad",
    "sit-tall",
    "stand-press",
    "stand-press-thigh",
    "stand-ready",
    "thigh-rub-back",
    "thigh-rub-front",
    "toe-lifts",
    "toe-pull",
    "toes-back",
    "toes-back-seated",
    "towel",
    "towel-lying",
    "walk",
    "walk-holding",
    "wall-calf",
    "wall-calf-bent",
    "wall-lean",
];

/// The built-in pose with this id.
pub fn built_in(id: &PoseId) -> Option<Pose> {
    let text = built_in_text(id)?;
    Some(parse(id.clone(), text).expect("the tests parse every built-in pose"))
}

/// The id of every built-in pose.
pub fn built_in_ids() -> impl Iterator<Item = PoseId> {
    let id = |(stem, _): &(&str, _)| PoseId::new(stem).expect("the tests parse every built-in id");
    BUILT_IN.iter().map(id)
}

fn built_in_text(id: &PoseId) -> Option<&'static str> {
    let (_, text) = BUILT_IN.iter().find(|(stem, _)| *stem == id.as_str())?;
    Some(text)
}

/// All poses that were found. A file is parsed when it is asked for.
#[derive(Debug, Default)]
pub struct Poses {
    own: Vec<OwnFile>,
}

impl Poses {
    /// The built-in poses and the user's files.
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
///
/// # Errors
/// The first thing wrong with the file.
pub fn own(file: &OwnFile) -> Result<Pose, Broken> {
    file.read(|text| parse(id_of(file).map_err(|problem| vec![problem])?, text))
}

/// The id that a file's name gives to its pose.
///
/// # Errors
/// The name is no id, or that of a built-in pose with another text.
pub fn id_of(file: &OwnFile) -> Result<PoseId, Problem> {
    let id = library::id_of(&file.path)?;
    let is_copy = |text| file.text.as_ref().is_ok_and(|own| own == text);
    match built_in_text(&id) {
        Some(text) if !is_copy(text) => {
            let what = format!(
                "{} is a built-in pose, which no file replaces",
                quoted(id.as_str())
            );
            Err(Problem::error(0..0, what).mend("rename it, and name it so in `pose`"))
        }
        Some(_) | None => Ok(id),
    }
}
