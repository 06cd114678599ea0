//! `routines/gates.toml`: what each finding rules out, and what is done instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::routine::{Demand, Muscle, Purpose, RoutineId, Step};
use crate::session::spot::Spot;

/// What the answers change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What is ruled out, and why; the first that holds is said.
    pub rule: Vec<Rule>,
    pub cares: Vec<Care>,
    pub swaps: Vec<Swap>,
    pub starts: Vec<StartRule>,
    pub instead: Vec<Instead>,
    /// What is done for a leg that may be hurt.
    pub rest: Vec<Advice>,
    /// How a tear and a cramp differ.
    pub apart: Vec<Advice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[serde(rename = "if")]
    pub finding: Finding,
    #[serde(default)]
    pub no: Vec<Demand>,
    /// The angles, and the degrees that they may not pass.
    #[serde(default)]
    pub past: BTreeMap<Demand, u8>,
    /// Only steps that ask for all of it are meant.
    #[serde(default)]
    pub together: bool,
    /// The muscles of the routines that it is about; none: of all of them.
    #[serde(default)]
    pub muscles: Vec<Muscle>,
    /// The leg may be hurt: where it leaves nothing to do, it rests.
    #[serde(default)]
    pub rests: bool,
    /// Why, in at most 80 characters,
    pub why: String,
    /// and in at most 26.
    pub short: String,
    pub source: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    #[serde(rename = "if")]
    pub finding: Finding,
    pub with: Vec<Demand>,
    /// The reminder, at most 40 characters: it goes before the step's own caution.
    pub say: String,
    pub source: Vec<String>,
}

/// A built-in routine that runs in place of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    #[serde(rename = "if")]
    pub finding: Finding,
    pub routines: Vec<RoutineId>,
    pub by: RoutineId,
    pub why: String,
    /// The same, short.
    pub short: String,
    pub source: Vec<String>,
}

/// Where relief starts for somebody when nobody has said where the cramp sits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartRule {
    #[serde(rename = "if")]
    pub finding: Finding,
    pub of: Vec<Spot>,
    pub at: Spot,
    pub why: String,
    /// The same, short.
    pub short: String,
    pub source: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The line, at most 72 characters.
    pub say: String,
    /// The same in a row of a narrow window; `None` where that may take two.
    #[serde(default)]
    pub short: Option<String>,
    /// The acts that it asks for; it is not said to whom one is ruled out.
    #[serde(default)]
    pub does: Vec<Demand>,
    pub source: Vec<String>,
}

/// A step that may take the place of one that is ruled out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instead {
    /// What of the step that goes is ruled out.
    pub of: Vec<Demand>,
    pub purpose: Purpose,
    /// The titles of the steps it is meant for. They get no other.
    pub steps: Vec<String>,
    /// The muscles of the routines in which any other step may have it. Where neither these nor
    /// `steps` are named, it is for all.
    pub muscles: Vec<Muscle>,
    pub step: Step,
}
