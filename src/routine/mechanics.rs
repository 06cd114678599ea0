//! What a step does to the body, in the physiotherapist's terms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Muscle, named};

named! {
    /// Something that a step asks of the body, and that may be unfit for somebody.
    Demand {
        /// On the feet, with the weight on the legs.
        Stand = "stand", "standing";
        /// The foot presses against something.
        Load = "load", "pressing with the foot";
        /// The leg moves, or is held, by its own muscles.
        Move = "move", "moving the leg";
        /// A hand, a towel, the floor or a wall stretches the leg.
        Pull = "pull", "stretching the leg";
        /// Rubbing and squeezing.
        Rub = "rub", "rubbing";
        /// Soft strokes over the skin.
        Stroke = "stroke", "soft strokes";
        /// Something hard is rolled over.
        Roll = "roll", "rolling";
        /// Warmth on the skin.
        Heat = "heat", "heat";
        /// Cold on the skin.
        Cold = "cold", "cold";
        /// One leg over the other or falling towards it, or with its help.
        Cross = "cross", "crossing the legs";
        /// The leg above the heart.
        Raise = "raise", "raising the leg";
        /// Flat on the back.
        Flat = "flat", "lying flat on the back";
        /// Both hands, or both arms.
        Hands = "hands", "both hands";
        /// Looking at both legs, which interrupts nothing.
        Look = "look", "looking at both legs";
        /// Degrees between thigh and trunk: 0 standing, 90 sitting upright.
        Hip = "hip", "bending the hip";
        /// Degrees by which the knee is bent.
        Knee = "knee", "bending the knee";
        /// Degrees by which the back tips forward from upright.
        Lean = "lean", "leaning forward";
        /// Degrees by which the foot comes up towards the shin.
        Up = "up", "the foot up";
        /// Degrees by which it points away.
        Down = "down", "pointing the foot";
    }
}

impl Demand {
    /// What is done or not.
    pub const ACTS: &'static [Self] = &[
        Self::Stand,
        Self::Load,
        Self::Move,
        Self::Pull,
        Self::Rub,
        Self::Stroke,
        Self::Roll,
        Self::Heat,
        Self::Cold,
        Self::Cross,
        Self::Raise,
        Self::Flat,
        Self::Hands,
        Self::Look,
    ];

    /// What is done by degrees.
    pub const ANGLES: &'static [Self] = &[Self::Hip, Self::Knee, Self::Lean, Self::Up, Self::Down];

    /// The degrees of sitting, standing and lying at ease: an angle that is not stated is no larger.
    /// `None` where there are no degrees.
    pub const fn at_ease(self) -> Option<u8> {
        match self {
            Self::Hip => Some(90),
            Self::Knee => Some(100),
            Self::Lean => Some(25),
            Self::Up => Some(15),
            Self::Down => Some(30),
            Self::Stand
            | Self::Load
            | Self::Move
            | Self::Pull
            | Self::Rub
            | Self::Stroke
            | Self::Roll
            | Self::Heat
            | Self::Cold
            | Self::Cross
            | Self::Raise
            | Self::Flat
            | Self::Hands
            | Self::Look => None,
        }
    }

    /// Whether a step that has it waits behind its caution while nobody has answered. In relief
    /// that is only what burns: a cramp does not wait.
    pub const fn waits(self, relief: bool) -> bool {
        match self {
            Self::Heat | Self::Cold => true,
            Self::Roll => !relief,
            Self::Stand
            | Self::Load
            | Self::Move
            | Self::Pull
            | Self::Rub
            | Self::Stroke
            | Self::Cross
            | Self::Raise
            | Self::Flat
            | Self::Hands
            | Self::Look
            | Self::Hip
            | Self::Knee
            | Self::Lean
            | Self::Up
            | Self::Down => false,
        }
    }
}

/// Degrees that nobody sees.
const SEEN: u8 = 3;
/// More degrees than any joint has.
pub const MOST: u8 = 180;

/// All that a step asks of the body.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mechanics {
    /// The acts.
    pub does: Vec<Demand>,
    /// The largest degrees of the angles that are larger than at ease.
    pub angles: BTreeMap<Demand, u8>,
    /// The muscles that tighten to do it.
    pub works: Vec<Muscle>,
}

impl Mechanics {
    /// Whether an act is done, or an angle is larger than at ease.
    pub fn has(&self, demand: Demand) -> bool {
        match demand.at_ease() {
            None => self.does.contains(&demand),
            Some(degrees) => self.is_past(demand, degrees),
        }
    }

    /// Whether it tightens one of these muscles: in a cramp of it that makes the cramp worse.
    pub fn tightens(&self, muscles: &[Muscle]) -> bool {
        self.works.iter().any(|worked| muscles.contains(worked))
    }

    /// Whether it tightens one of these muscles, or brings the foot to the side where the first of them is short.
    pub fn is_against(&self, muscles: &[Muscle]) -> bool {
        let shortens = match muscles {
            [Muscle::Shin, ..] => self.has(Demand::Up),
            [Muscle::Calf | Muscle::Foot, ..] => self.has(Demand::Down) && !self.has(Demand::Stand),
            _ => false,
        };
        shortens || self.tightens(muscles)
    }

    /// Whether something is done for a muscle: it is moved, held, rubbed or stood on.
    pub fn treats(&self) -> bool {
        let acts = [
            Demand::Stand,
            Demand::Load,
            Demand::Move,
            Demand::Pull,
            Demand::Rub,
            Demand::Stroke,
            Demand::Roll,
        ];
        acts.iter().any(|act| self.has(*act))
    }

    /// Whether nothing is done to the body.
    pub fn is_rest(&self) -> bool {
        self.does.iter().all(|act| *act == Demand::Look)
    }

    /// Whether an angle is larger than `degrees`.
    pub fn is_past(&self, angle: Demand, degrees: u8) -> bool {
        self.angles
            .get(&angle)
            .is_some_and(|reached| *reached > degrees)
    }

    /// Adds an act.
    pub fn act(&mut self, act: Demand) {
        if !self.does.contains(&act) {
            self.does.push(act);
        }
    }

    /// Makes an angle at least as large as `degrees`.
    pub fn reach(&mut self, angle: Demand, degrees: u8) {
        if angle.at_ease().is_some_and(|at_ease| degrees > at_ease) {
            let reached = self.angles.entry(angle).or_default();
            *reached = degrees.max(*reached);
        }
    }

    /// Adds what some words of a step tell.
    pub fn take_told(&mut self, words: &str) {
        self.take(&told(words));
    }

    /// Whether its step waits behind its caution while nobody has answered.
    pub fn waits(&self, relief: bool) -> bool {
        self.does.iter().any(|act| act.waits(relief))
    }

    /// The angles by which it passes another's, as a file has them; nobody sees a few degrees.
    pub fn past(&self, other: &Self) -> String {
        let passes = |(angle, degrees): &(&Demand, &u8)| {
            let at_ease = angle.at_ease().unwrap_or_default();
            let stated = other.angles.get(angle).copied().unwrap_or(at_ease);
            **degrees > stated.saturating_add(SEEN)
        };
        let past = self.angles.iter().filter(passes);
        let past = past.map(|(angle, degrees)| format!("{} = {degrees}", angle.name()));
        past.collect::<Vec<_>>().join(", ")
    }

    /// Adds all of another.
    pub fn take(&mut self, other: &Self) {
        other.does.iter().for_each(|act| self.act(*act));
        for (angle, degrees) in &other.angles {
            self.reach(*angle, *degrees);
        }
    }
}

/// Words that tell of a hand at the foot: whoever sits bends forward for it, and the hip beyond sitting.
const AT_THE_FOOT: &[&str] = &[
    "touch your toes",
    "touch the toes",
    "touch toes",
    "toes back by hand",
    "pull it back by hand",
    "hand helps",
    "hand on the top of the foot",
];

/// Words that tell of a demand.
const TELLING: &[(Demand, &[&str])] = &[
    (Demand::Lean, AT_THE_FOOT),
    (Demand::Hip, AT_THE_FOOT),
    (
        Demand::Stand,
        &[
            "stand up", "stand on", "stand at", "standing", "walk", "pedal", "shower", "squat",
        ],
    ),
    (
        Demand::Load,
        &["press down", "press the whole", "press your foot"],
    ),
    (
        Demand::Heat,
        &[
            "warm pack",
            "wrapped pack",
            "heat on",
            "heat pad",
            "heating pad",
            "hot-water",
            "hot water",
            "warm water",
            "hot towel",
            "warm towel",
            "warm bath",
            "hot bath",
        ],
    ),
    (Demand::Cold, &["cold pack", "ice on", "an ice"]),
    (
        Demand::Rub,
        &[
            "rub ",
            "rub it",
            "knead",
            "squeeze",
            "massage",
            "knuckle",
            "thumb",
            "press hard",
            "press into",
            "press firmly",
            "press deep",
            "sore spot",
            "trigger point",
        ],
    ),
    (Demand::Stroke, &["stroke", "smooth the"]),
    (
        Demand::Roll,
        &["roll the sole", "roll the arch", "roll arch", "roller"],
    ),
    (
        Demand::Lean,
        &[
            "lean in",
            "lean forward",
            "tip forward",
            "fold ",
            "bend forward",
            "bend over",
            "reach down",
            "foot on the other knee",
        ],
    ),
    (
        Demand::Pull,
        &[
            "draw the toes",
            "draw your toes",
            "loop a",
            "loop the",
            "loop round",
            "pull the toes",
            "pull your toes by",
        ],
    ),
    (
        Demand::Cross,
        &[
            "cross your leg",
            "on the other knee",
            "to the other leg",
            "with your other heel",
            "with your other foot",
        ],
    ),
    // Whoever reaches the foot bends the hip beyond sitting.
    (
        Demand::Hip,
        &[
            "loop a",
            "loop the",
            "towel round the foot",
            "squat",
            "knee to your chest",
            "knees to your chest",
            "knee to the chest",
            "knees to the chest",
            "knee to chest",
            "knees to chest",
            "back on your heels",
        ],
    ),
    (
        Demand::Knee,
        &[
            "squat",
            "kneel",
            "knee to your chest",
            "knees to your chest",
            "knee to the chest",
            "knees to the chest",
            "knee to chest",
            "knees to chest",
            "back on your heels",
        ],
    ),
    (Demand::Flat, &["on your back", "lie or sit"]),
    (
        Demand::Hands,
        &["both hands", "both palms", "hands on", "loop a", "loop the"],
    ),
];

/// What the words of a step tell that it asks of the body. A part of a sentence that says what not
/// to do tells nothing.
pub fn told(words: &str) -> Mechanics {
    let words = words.to_lowercase();
    let negative = |part: &&str| {
        let part = part.trim_start();
        let starts = ["no ", "not ", "never ", "without ", "do not ", "nobody "];
        !starts.iter().any(|start| part.starts_with(start)) && !part.contains(" do not ")
    };
    let parts = words.split(['.', ',', ';', ':', '?']).filter(negative);
    let mut mechanics = Mechanics::default();
    for part in parts {
        let part = format!("{part} ");
        for (demand, telling) in TELLING {
            if telling.iter().any(|word| part.contains(word)) {
                match demand.at_ease() {
                    None => mechanics.act(*demand),
                    Some(_) => mechanics.reach(*demand, MOST),
                }
            }
        }
    }
    mechanics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demand_is_an_act_or_an_angle() {
        for demand in Demand::ALL {
            let is_angle = demand.at_ease().is_some();
            assert_eq!(Demand::ANGLES.contains(demand), is_angle, "{demand:?}");
            assert_eq!(Demand::ACTS.contains(demand), !is_angle, "{demand:?}");
        }
    }

    #[test]
    fn words_tell_what_is_done_and_not_what_is_not() {
        let rubs = told("Keep the toes up. Rub the hard part.");
        assert_eq!(rubs.does, [Demand::Rub]);
        assert_eq!(
            told("No pressing. Do not rub it, never knead it."),
            Mechanics::default()
        );
        assert!(told("LEAN IN HEEL DOWN").has(Demand::Lean));
        assert!(!told("Stay tall: do not lean in.").has(Demand::Lean));
        assert!(told("Stand up and walk.").has(Demand::Stand));
        assert!(told("Hold a hot water bottle to it.").has(Demand::Heat));
        assert!(told("Press hard into the sore spot with a ball.").has(Demand::Rub));
        assert!(told("Draw the toes back by hand.").has(Demand::Hip));
        assert!(told("If a toe grips, pull it back by hand.").has(Demand::Lean));
        assert!(told("Squat low.").has(Demand::Hip));
        assert!(told("Kneel and sit back.").has(Demand::Knee));
        assert!(told("Touch your toes, legs straight.").has(Demand::Lean));
        assert!(told("Pull your knee to your chest.").has(Demand::Hip));
        assert!(told("Use the foam roller under the calf.").has(Demand::Roll));
    }

    #[test]
    fn an_angle_at_ease_is_no_demand() {
        let mut mechanics = Mechanics::default();
        mechanics.reach(Demand::Hip, 90);
        assert_eq!(mechanics, Mechanics::default());
        mechanics.reach(Demand::Hip, 112);
        mechanics.reach(Demand::Hip, 100);
        assert!(mechanics.has(Demand::Hip));
        assert!(mechanics.is_past(Demand::Hip, 111) && !mechanics.is_past(Demand::Hip, 112));
    }
}
