//! The relief for a place that cramps.

use crate::diary::choice::CrampMuscle;
use crate::figure::poses::Poses;
use crate::profile::{Findings, fit};
use crate::routine::Routine;
use crate::routine::library::built_in;
use crate::session::relief::Spot;

/// The muscle that cramps where the person points; in bed it can be any.
pub fn muscle_at(spot: Spot) -> Option<CrampMuscle> {
    match spot {
        Spot::Calf => Some(CrampMuscle::Calf),
        Spot::Foot => Some(CrampMuscle::Foot),
        Spot::Hamstring => Some(CrampMuscle::Hamstring),
        Spot::Quadriceps => Some(CrampMuscle::Quadriceps),
        Spot::Shin => Some(CrampMuscle::Shin),
        Spot::InnerThigh => Some(CrampMuscle::InnerThigh),
        Spot::Bed => None,
    }
}

/// The built-in relief for a spot, as it suits the person.
pub fn routine_at(spot: Spot, findings: &Findings) -> Routine {
    let routine = built_in(&spot.routine());
    let routine = routine.expect("every spot has a built-in routine, which a test parses");
    fit(routine, findings, &Poses::default())
}
