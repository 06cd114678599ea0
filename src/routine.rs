//! What can be done: a routine and its steps.
//!
//! Values are built only by [`parse()`], so a [`Routine`] in hand is always valid: it has at least
//! one step, every number is within its bounds, and no text carries a control character.

pub mod hidden;
pub mod library;
pub(crate) mod mechanics;
pub mod parse;
pub mod problem;
pub(crate) mod rounds;
pub(crate) mod table;

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU8;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use mechanics::{Demand, Mechanics};
pub use parse::parse;
pub use rounds::Round;

/// The name of a routine: its file's stem, 1 to 40 characters of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RoutineId(String);

impl RoutineId {
    /// `None` when `text` is not 1 to 40 characters of `a-z`, `0-9` and `-`.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=40).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the id belongs to the built-in relief and recovery routines, which no file replaces.
    pub fn is_reserved(&self) -> bool {
        self.0.starts_with("relief-") || self.0 == "after-cramp"
    }
}

impl From<RoutineId> for String {
    fn from(id: RoutineId) -> Self {
        id.0
    }
}

impl TryFrom<String> for RoutineId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("an id has 1 to 40 of a-z, 0-9 and `-`, as in `wall-calf`")
    }
}

impl fmt::Display for RoutineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a pose, in the same form as a [`RoutineId`].
pub type PoseId = RoutineId;

/// A named, ordered set of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    pub id: RoutineId,
    /// At most 60 characters.
    pub title: String,
    pub purpose: Purpose,
    /// At least one.
    pub muscles: Vec<Muscle>,
    /// How the body is placed through most of it.
    pub posture: Posture,
    /// One sentence, at most 120 characters; may be empty in a user's file.
    pub summary: String,
    /// How good the evidence is.
    pub evidence: Evidence,
    /// The evidence in a sentence or two; may be empty in a user's file.
    pub evidence_note: String,
    /// Things to have at hand for all of it; see [`Routine::needed`].
    pub needs: Vec<String>,
    /// The routine offered when this one ends.
    pub then: Option<RoutineId>,
    /// Ids of sources, as in `routines/sources.toml`; in a user's file any other words.
    pub sources: Vec<String>,
    /// Never empty.
    pub steps: Vec<Step>,
    /// What the safety answers took out or put in its place, a sentence each; empty as written.
    pub changed: Vec<String>,
    /// Why, each reason once; empty as written.
    pub reasons: Vec<Reason>,
    /// Whether it is from a file that anybody may have written, and not the program's.
    pub own: bool,
    /// Why nothing of it is done, where it is relief for a leg that may be hurt; not as written.
    pub rests: Option<Rest>,
}

/// Why a leg is not treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    /// It may be hurt: that was said.
    Hurt,
    /// Nobody knows whether it is.
    Unsure,
}

/// Why something is not as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// One sentence or two, at most 80 characters.
    pub text: String,
    /// The same in at most 26 characters, for the narrowest screens.
    pub short: String,
}

impl Routine {
    /// Things to have at hand for the steps that start by themselves, each once.
    pub fn needed(&self) -> Vec<&str> {
        let steps = self.steps.iter().filter(|step| !step.optional);
        let needs = self.needs.iter().chain(steps.flat_map(|step| &step.needs));
        let mut needed = Vec::new();
        for need in needs {
            if !needed.contains(&need.as_str()) {
                needed.push(need);
            }
        }
        needed
    }

    /// The evidence in a sentence or two; in a file anybody may claim anything, so that is said with it.
    pub fn told_evidence(&self) -> Option<Cow<'_, str>> {
        let note = self.evidence_note.as_str();
        let told = if self.own {
            format!("In the words of the file: {note}").into()
        } else {
            note.into()
        };
        (!note.is_empty()).then_some(told)
    }

    /// How long it takes from the first get-ready to the end of the last hold; optional steps are
    /// left out, and a step that waits for the user counts as nothing.
    pub fn length(&self) -> Duration {
        let steps = self.steps.iter().filter(|step| !step.optional);
        steps.fold(Duration::ZERO, |sum, step| {
            sum.saturating_add(step.length())
        })
    }
}

/// One stretch or movement, with its instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// At most 60 characters.
    pub title: String,
    /// The instruction, at most 120 characters.
    pub say: String,
    /// At most two lines of at most ten capitals; never empty in a relief routine.
    pub shout: Vec<String>,
    /// Further sentences, shown on request.
    pub detail: Vec<String>,
    /// Short reminders, shown in turn while holding.
    pub cues: Vec<String>,
    pub breath: FirstBreath,
    pub length: Length,
    /// Holds on one side, 1 to 50.
    pub reps: NonZeroU8,
    /// Between two holds, 0 s to 10 min.
    pub rest: Duration,
    /// Before the first hold, 0 s to 10 min.
    pub ready: Duration,
    pub sides: Sides,
    pub pose: Option<PoseId>,
    /// Things to have at hand for this step.
    pub needs: Vec<String>,
    /// What to take care of.
    pub caution: Option<String>,
    /// Never starts by itself and is not in the length of the routine.
    pub optional: bool,
    /// Ids of sources, as in `routines/sources.toml`.
    pub source: Vec<String>,
    /// Acts of steps before it that it brings to an end: without those there is no sense in it.
    pub ends: Vec<Demand>,
    /// What it asks of the body.
    pub mechanics: Mechanics,
    /// Whether its file says what it does to the body; else only its words and its pose tell.
    pub is_stated: bool,
    /// Its caution stands in its place until somebody starts it: warmth, cold and rolling hurt skin
    /// that cannot feel, and nobody has said yet that the feet feel normal.
    pub waits: bool,
    /// Its round, if it is of a group that is done several times.
    pub round: Option<Round>,
    /// Why it stands in place of another, or is done with more care; `None` as written.
    pub changed: Option<String>,
}

impl Step {
    /// How long it takes: get-ready, every hold and the rests between them; holds that wait for
    /// the user count as nothing.
    pub fn length(&self) -> Duration {
        let hold = match self.length {
            Length::Timed(hold) => hold,
            Length::UntilDone => Duration::ZERO,
        };
        let holds = match self.sides {
            Sides::Each => 2 * u32::from(self.reps.get()),
            Sides::Neither | Sides::Both | Sides::Sore => u32::from(self.reps.get()),
        };
        let rests = self.rest.saturating_mul(holds - 1);
        self.ready
            .saturating_add(hold.saturating_mul(holds))
            .saturating_add(rests)
    }

    /// Whether it brings to an end what another step does.
    pub fn ends(&self, other: &Self) -> bool {
        self.ends.iter().any(|act| other.mechanics.has(*act))
    }

    /// Whether it is held on a leg for a minute or less, as stretches are and walking is not.
    pub fn is_stretch(&self) -> bool {
        let brief = matches!(self.length, Length::Timed(hold) if hold <= Duration::from_secs(60));
        brief && self.sides != Sides::Neither
    }
}

impl FirstBreath {
    /// How a hold begins unless its step says otherwise: in a cramp with letting go.
    pub const fn usual(is_relief: bool) -> Self {
        if is_relief { Self::Out } else { Self::In }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Length {
    /// 1 s to 60 min.
    Timed(Duration),
    UntilDone,
}

/// A value that [`named!`] has made.
pub(crate) trait Named: Copy + PartialEq + 'static {
    const ALL: &'static [Self];

    fn name(self) -> &'static str;

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// An enum of values, each with its name in TOML and, where that differs, as said to a user.
macro_rules! named {
    (@words $toml:literal) => { $toml };
    (@words $toml:literal, $words:literal) => { $words };
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $toml:literal $(, $words:literal)?;)+
    }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        $vis enum $name { $($(#[$variant_doc])* #[serde(rename = $toml)] $variant,)+ }

        impl $name {
            /// Every value, in the order of the documentation.
            $vis const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as written in TOML.
            $vis const fn name(self) -> &'static str {
                match self { $(Self::$variant => $toml,)+ }
            }

            /// The value as said to a user.
            $vis const fn words(self) -> &'static str {
                match self { $(Self::$variant => $crate::routine::named!(@words $toml $(, $words)?),)+ }
            }
        }

        impl $crate::routine::Named for $name {
            const ALL: &'static [Self] = $name::ALL;

            fn name(self) -> &'static str {
                $name::name(self)
            }
        }
    };
}
pub(crate) use named;

named! {
    pub enum Purpose {
        Relief = "relief", "during a cramp";
        Recovery = "recovery", "after a cramp";
        Prevention = "prevention", "before bed or by day";
    }
}

named! {
    /// A muscle, or a part of the leg.
    pub enum Muscle {
        /// Gastrocnemius and soleus.
        Calf = "calf";
        Foot = "foot";
        Toes = "toes";
        Hamstring = "hamstring", "back of thigh";
        Quadriceps = "quadriceps", "front of thigh";
        /// The muscles that pull the foot and the toes up.
        Shin = "shin", "shin or top of foot";
        InnerThigh = "inner-thigh", "inner thigh";
        Leg = "leg", "whole leg";
    }
}

named! {
    pub enum Posture {
        Lying = "lying";
        Sitting = "sitting";
        Standing = "standing";
        /// More than one of these, standing among them.
        Mixed = "mixed", "sitting and standing";
    }
}

named! {
    pub enum Evidence {
        TestedMixed = "tested-mixed", "one small study found it helps, two others did not";
        TestedNoBenefit = "tested-no-benefit", "studied, did not help on average";
        Advised = "advised", "advised by health services, not proven by trials";
        Comfort = "comfort", "may feel good; not shown to prevent cramps";
        MixedPlusComfort = "mixed-plus-comfort", "part of it studied, with mixed results; part for comfort only";
        /// The safety answers have taken every stretch out; no file says so.
        NoStretch = "no-stretch", "your answers rule out every stretch; what is left was not studied";
        Own = "own", "your own routine; nothing is claimed for it";
    }
}

named! {
    /// How the breathing of a hold begins.
    pub enum FirstBreath {
        /// Four seconds in.
        In = "in", "breathe in";
        /// Six seconds out: it helps to let go.
        Out = "out", "breathe out";
    }
}

named! {
    pub enum Sides {
        Neither = "none", "no side";
        Both = "both", "both legs together";
        /// Left and right in turn, alternating after every hold.
        Each = "each", "each leg in turn";
        Sore = "sore", "the sore leg";
    }
}

named! {
    pub enum Side {
        Left = "left";
        Right = "right";
    }
}

impl Side {
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}
