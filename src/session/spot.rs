//! Where a cramp sits.

use crate::routine::{RoutineId, named};

named! {
    /// Where the cramp sits, or where the person lies: what `1` to `7` choose.
    pub enum Spot {
        Calf = "calf";
        /// The foot and the toes.
        Foot = "foot";
        Hamstring = "hamstring", "back of thigh";
        Quadriceps = "quadriceps", "front of thigh";
        /// Whatever it is, without standing up.
        Bed = "bed", "in bed";
        /// What pulls the foot up: the other way round.
        Shin = "shin", "shin or top of foot";
        InnerThigh = "inner-thigh", "inner thigh";
    }
}

named! {
    pub enum CrampMuscle {
        Calf = "calf";
        Foot = "foot";
        Toes = "toes";
        Hamstring = "hamstring", "back of thigh";
        Quadriceps = "quadriceps", "front of thigh";
        Shin = "shin", "shin or top of foot";
        InnerThigh = "inner-thigh", "inner thigh";
        Other = "other", "another muscle";
    }
}

impl Spot {
    pub fn routine(self) -> RoutineId {
        let id = match self {
            Self::Calf => "relief-calf",
            Self::Foot => "relief-foot",
            Self::Hamstring => "relief-hamstring",
            Self::Quadriceps => "relief-quadriceps",
            Self::Bed => "relief-in-bed",
            Self::Shin => "relief-shin",
            Self::InnerThigh => "relief-inner-thigh",
        };
        RoutineId::new(id).expect("the ids above are lower-case letters and hyphens")
    }
}
