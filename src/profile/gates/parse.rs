//! Reads `routines/gates.toml`. Only the build does: the program has it read.

use std::collections::BTreeMap;
use std::num::NonZeroU8;
use std::time::Duration;

use serde::Deserialize;

use super::gates::{Advice, Care, Instead, Rule, Rules, StartRule, Swap};
use crate::routine::mechanics::told;
use crate::routine::{
    Demand, FirstBreath, Length, Mechanics, Muscle, PoseId, Purpose, Sides, Step,
};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatesFile {
    rule: Vec<Rule>,
    care: Vec<Care>,
    swap: Vec<Swap>,
    start: Vec<StartRule>,
    step: Vec<GateStep>,
    rest: Vec<Advice>,
    apart: Vec<Advice>,
}

/// A step as it is written there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateStep {
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
    let file: GatesFile = toml::from_str(text)?;
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

fn instead(written: GateStep) -> Result<Instead, toml::de::Error> {
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
