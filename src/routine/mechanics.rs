//! What a step does to the body, in the physiotherapist's terms.

mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Muscle, named};
pub(crate) use words::{hinted, told};

named! {
    /// Something that a step asks of the body, and that may be unfit for somebody.
    pub enum Demand {
        /// On the feet, with the weight on the legs.
        Stand = "stand", "standing";
        /// The foot presses against something.
        Load = "load", "pressing with the foot";
        /// The leg moves, or is held, by its own muscles.
        Move = "move", "moving the leg";
        /// A hand, a towel, the floor or a wall stretches the leg.
        Pull = "pull", "stretching the leg";
        Rub = "rub", "rubbing";
        Stroke = "stroke", "soft strokes";
        /// Something hard is rolled over.
        Roll = "roll", "rolling";
        Heat = "heat";
        Cold = "cold";
        /// One leg over the other or falling towards it, or with its help.
        Cross = "cross", "crossing the legs";
        /// The knee falls out or in while the foot stays where it is: knee and hip turn.
        Turn = "turn", "turning the knee";
        /// On the side with no pillow between the knees: the upper leg falls over the lower.
        Side = "side", "lying on the side without a pillow between the knees";
        /// The leg above the heart.
        Raise = "raise", "raising the leg";
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
    pub const ACTS: &'static [Self] = Self::ALL.split_at(Self::Hip as usize).0;
    /// What is done by degrees.
    pub const ANGLES: &'static [Self] = Self::ALL.split_at(Self::Hip as usize).1;

    /// The degrees of sitting, standing and lying at ease: an angle that is not stated is no larger.
    /// `None` where there are no degrees.
    pub fn at_ease(self) -> Option<u8> {
        const DEGREES: [(Demand, u8); Demand::ANGLES.len()] = [
            (Demand::Hip, 90),
            (Demand::Knee, 100),
            (Demand::Lean, 25),
            (Demand::Up, 15),
            (Demand::Down, 30),
        ];
        let angle = DEGREES.iter().find(|(angle, _)| *angle == self);
        angle.map(|(_, degrees)| *degrees)
    }

    /// Whether a step that has it waits behind its caution while nobody has answered. In relief
    /// that is only what burns: a cramp does not wait.
    pub fn waits(self, relief: bool) -> bool {
        matches!(self, Self::Heat | Self::Cold) || self == Self::Roll && !relief
    }
}

/// Degrees that nobody sees.
const SEEN: u8 = 3;
/// More degrees than any joint has.
pub(crate) const MOST: u8 = 180;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mechanics {
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

    pub fn is_past(&self, angle: Demand, degrees: u8) -> bool {
        self.angles
            .get(&angle)
            .is_some_and(|reached| *reached > degrees)
    }

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
