//! What an answer can say about a person.

use crate::routine::named;

named! {
    /// Something about a person that a step may have to respect.
    pub enum Finding {
        Clot = "clot", "a blood clot";
        Numb = "numb", "numb feet";
        /// Diabetes, and nobody has said that the feet feel normal.
        Feeling = "feeling", "diabetes";
        Circulation = "circulation", "poor circulation";
        Falls = "falls";
        Pregnant = "pregnant", "pregnancy";
        /// From the 28th week, or in a week that is not known.
        LatePregnant = "late-pregnant", "late pregnancy";
        /// A hip that is new or hurt.
        Hip = "hip", "the hip";
        /// A knee that is new or hurt.
        Knee = "knee", "the knee";
        /// A hurt calf or Achilles tendon.
        Calf = "calf", "the calf";
        /// A hurt ankle, foot or thigh.
        Leg = "leg", "the leg";
        /// The leg beside the one that cramps is hurt.
        OtherLeg = "other-leg", "the other leg";
        /// Both legs cramp: neither carries the body, and neither helps the other.
        BothLegs = "both-legs", "both legs";
        /// Who cramps is in bed, and cannot stand.
        InBed = "in-bed", "standing";
        Back = "back", "the back";
        Thinners = "thinners", "blood thinners";
        /// Told to drink less, or on a kidney diet.
        Fluids = "fluids";
    }
}
