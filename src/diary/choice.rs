//! What can be chosen from in an entry.

use crate::handbook::Fact;
use crate::routine::named;
pub use crate::session::spot::CrampMuscle;

named! {
    /// Where the length of a cramp comes from.
    pub enum LengthSource {
        /// The relief clock. It starts with the program, and so somewhat late.
        Clock = "clock", "by the clock";
        Said = "said", "by estimate";
    }
}

named! {
    pub enum CrampSide {
        Left = "left";
        Right = "right";
        Both = "both";
    }
}

named! {
    /// How the muscle came to be known.
    pub enum MuscleSource {
        Relief = "relief", "by the relief that was chosen";
        Said = "said", "by the person";
    }
}

named! {
    /// What the person was doing when the cramp came.
    pub enum Activity {
        Asleep = "asleep";
        FallingAsleep = "falling-asleep", "falling asleep";
        /// At rest, awake.
        Resting = "resting";
        Active = "active";
    }
}

named! {
    pub enum Help {
        Stretch = "stretch", "stretching";
        Rub = "rub", "rubbing";
        Stand = "stand", "standing on it";
        Walk = "walk", "walking";
        Warm = "warm", "warmth";
        Cold = "cold";
        Waited = "waited", "waiting";
        Other = "other", "something else";
    }
}

named! {
    /// What may have brought a cramp on, as the person says.
    pub enum Trigger {
        HardExercise = "hard-exercise", "hard exercise";
        LongStanding = "long-standing", "standing for long";
        LongSitting = "long-sitting", "sitting for long";
        LittleDrink = "little-drink", "too little to drink";
        HeatOrSweat = "heat-or-sweat", "heat or sweat";
        Alcohol = "alcohol";
        CaffeineLate = "caffeine-late", "caffeine late in the day";
        VomitingDiarrhoea = "vomiting-diarrhoea", "vomiting or diarrhoea";
        NewMedicine = "new-medicine", "a new medicine";
        NewShoes = "new-shoes", "new shoes";
        HeavyCovers = "heavy-covers", "heavy covers";
        ToesPointed = "toes-pointed", "pointed toes";
        Other = "other", "something else";
    }
}

impl Trigger {
    /// Whether it is asked of every night, with cramps or without. That such a one is not ticked for
    /// a cramp says nothing.
    pub const fn is_of_the_night(self) -> bool {
        matches!(
            self,
            Self::HardExercise | Self::LittleDrink | Self::Alcohol | Self::HeavyCovers
        )
    }
}

named! {
    /// A warning sign that the person ticked.
    pub enum Sign {
        SwollenOneLeg = "swollen-one-leg", "one leg swollen";
        SwollenBoth = "swollen-both", "both legs swollen";
        Hot = "hot", "the leg hot";
        RedOrDarker = "red-or-darker", "the leg red or darker";
        Numb = "numb", "numbness";
        Weak = "weak", "weakness";
        Twitching = "twitching";
        UrgeToMove = "urge-to-move", "an urge to move the legs";
        /// The foot hurts at rest, and less with the leg hung down.
        RestPain = "rest-pain", "foot pain at rest";
    }
}

impl Sign {
    /// What it is for the questions to the doctor.
    pub(crate) const fn fact(self) -> Fact {
        match self {
            Self::SwollenOneLeg | Self::Hot | Self::RedOrDarker => Fact::SwollenLeg,
            Self::RestPain => Fact::RestPain,
            Self::SwollenBoth => Fact::SwollenBoth,
            Self::Numb => Fact::Numb,
            Self::Weak | Self::Twitching => Fact::Twitching,
            Self::UrgeToMove => Fact::UrgeToMove,
        }
    }

    /// The id of the warning whose card it opens; an urge to move has none, and is a matter for the
    /// doctor's page.
    pub const fn warning(self) -> Option<&'static str> {
        match self {
            Self::SwollenOneLeg | Self::Hot | Self::RedOrDarker => Some("RF-U1"),
            Self::Numb | Self::Weak => Some("RF-U7"),
            Self::SwollenBoth | Self::Twitching => Some("RF-V4"),
            Self::RestPain => Some("RF-U10"),
            Self::UrgeToMove => None,
        }
    }
}
