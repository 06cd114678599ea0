//! `routines/gates.toml`: what each finding rules out, and what is done instead.

use std::collections::BTreeMap;
use std::num::NonZeroU8;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::routine::mechanics::told;
use crate::routine::{
    Demand, FirstBreath, Length, Mechanics, Muscle, PoseId, Purpose, RoutineId, Sides, Step,
};
use crate::session::spot::Spot;

/// What the answers change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What is ruled out, and why; the first that holds is said.
    pub rule: Vec<Rule>,
    pub cares: Vec<Care>,
    pub swaps: Vec<Swap>,
    pub starts: Vec<Start>,
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
pub struct Start {
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

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
    care: Vec<Care>,
    swap: Vec<Swap>,
    start: Vec<Start>,
    step: Vec<Written>,
    rest: Vec<Advice>,
    apart: Vec<Advice>,
}

/// A step as it is written there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    of: Vec<Demand>,
    #[serde(rename = "for")]
    purpose: Purpose,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    muscles: Vec<Muscle>,
    title: String,
    say: String,
    #[serde(default)]
    shout: Vec<String>,
    #[serde(default)]
    detail: Vec<String>,
    #[serde(default)]
    cues: Vec<String>,
    hold: String,
    #[serde(default = "once")]
    reps: NonZeroU8,
    #[serde(default)]
    rest: String,
    sides: Sides,
    pose: Option<PoseId>,
    #[serde(default)]
    needs: Vec<String>,
    caution: Option<String>,
    source: Vec<String>,
    #[serde(default)]
    does: Vec<Demand>,
    #[serde(default)]
    works: Vec<Muscle>,
    #[serde(default)]
    angles: BTreeMap<Demand, u8>,
}

const fn once() -> NonZeroU8 {
    NonZeroU8::MIN
}

/// Reads the file.
pub fn read(text: &str) -> Result<Rules, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let instead: Result<_, _> = file.step.into_iter().map(instead).collect();
    Ok(Rules {
        rule: file.rule,
        cares: file.care,
        swaps: file.swap,
        starts: file.start,
        instead: instead?,
        rest: file.rest,
        apart: file.apart,
    })
}

fn instead(written: Written) -> Result<Instead, toml::de::Error> {
    let ready = match written.purpose {
        Purpose::Relief => Duration::ZERO,
        Purpose::Recovery | Purpose::Prevention => Duration::from_secs(5),
    };
    let mut mechanics = Mechanics {
        does: written.does,
        works: written.works,
        angles: BTreeMap::new(),
    };
    for (angle, degrees) in written.angles {
        mechanics.reach(angle, degrees);
    }
    mechanics.take(&told(&written.say));
    mechanics.take(&told(&written.shout.join(" ")));
    let is_relief = written.purpose == Purpose::Relief;
    let step = Step {
        length: Length::Timed(length(&written.hold)?),
        reps: written.reps,
        rest: match written.rest.as_str() {
            "" => Duration::ZERO,
            rest => length(rest)?,
        },
        ready,
        sides: written.sides,
        pose: written.pose,
        needs: written.needs,
        caution: written.caution,
        optional: false,
        source: written.source,
        ends: Vec::new(),
        waits: mechanics.waits(is_relief),
        is_stated: true,
        mechanics,
        round: None,
        changed: None,
        title: written.title,
        say: written.say,
        shout: written.shout,
        detail: written.detail,
        cues: written.cues,
        breath: FirstBreath::usual(is_relief),
    };
    Ok(Instead {
        of: written.of,
        purpose: written.purpose,
        steps: written.steps,
        muscles: written.muscles,
        step,
    })
}

fn length(text: &str) -> Result<Duration, toml::de::Error> {
    let wrong = |_| serde::de::Error::custom(format!("`{text}` is no length such as 30s"));
    humantime::parse_duration(text).map_err(wrong)
}
