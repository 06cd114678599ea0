//! `uncramp pose list`: every pose there is.

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::list::{broken_json, not_used};
use crate::cli::words::paragraph;
use crate::figure::body::Nearness;
use crate::figure::pose::{LitMuscle, Pose};
use crate::figure::poses::{built_in, built_in_ids, own};
use crate::io::output::{columns, out};
use crate::routine::library::{Broken, Origin, OwnFile};

/// Writes every pose and every broken file, as a table or as JSON.
pub(super) fn list(own_files: &[OwnFile], as_json: bool) -> Result<()> {
    let listing = PoseListing::of(own_files);
    if as_json {
        out(&format!("{:#}\n", listing.json()))
    } else {
        out(&listing.table(columns()))
    }
}

struct PoseListing {
    poses: Vec<(Pose, Origin)>,
    broken: Vec<Broken>,
}

impl PoseListing {
    fn of(own_files: &[OwnFile]) -> Self {
        let built_in_poses = built_in_ids().filter_map(|id| built_in(&id));
        let mut poses: Vec<_> = built_in_poses.map(|pose| (pose, Origin::BuiltIn)).collect();
        let mut broken = Vec::new();
        for file in own_files {
            match own(file) {
                Ok(copy) if built_in(&copy.id).is_some() => {}
                Ok(pose) => poses.push((pose, Origin::Own)),
                Err(problem) => broken.push(problem),
            }
        }
        Self { poses, broken }
    }

    /// Ids in a column, titles beside them.
    fn table(&self, width: usize) -> String {
        let ids = self.poses.iter().map(|(pose, _)| pose.id.as_str().len());
        let id_width = ids.max().unwrap_or_default();
        let beside = " ".repeat(id_width + 2);
        let mut table = String::new();
        for (pose, origin) in &self.poses {
            let about = match origin {
                Origin::BuiltIn => pose.title.clone(),
                Origin::Own | Origin::Replaces => format!("{}; {}", pose.title, origin.words()),
            };
            let about = paragraph(&about, &beside, width);
            let id = format!("{:id_width$}  ", pose.id.as_str());
            table += &[&id, about.trim_start()].concat();
        }
        table + &not_used(&self.broken, width)
    }

    fn json(&self) -> Value {
        json!({
            "poses": self.poses.iter().map(pose_json).collect::<Vec<_>>(),
            "broken": self.broken.iter().map(broken_json).collect::<Vec<_>>(),
        })
    }
}

fn pose_json((pose, origin): &(Pose, Origin)) -> Value {
    let frames = pose.frames.iter().map(|frame| &frame.name);
    let moves = pose.arrows.iter().map(|arrow| arrow.direction.name());
    json!({
        "id": pose.id.as_str(),
        "title": pose.title,
        "muscles": pose.muscles.iter().copied().map(muscle).collect::<Vec<_>>(),
        "motion": pose.motion.name(),
        "moves": moves.collect::<Vec<_>>(),
        "frames": frames.collect::<Vec<_>>(),
        "origin": origin.name(),
    })
}

/// As a pose file names it.
fn muscle((side, muscle): (Nearness, LitMuscle)) -> String {
    match side {
        Nearness::Near => muscle.name().to_owned(),
        Nearness::Far => format!("far.{}", muscle.name()),
    }
}
