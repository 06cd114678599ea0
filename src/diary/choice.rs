//! What can be chosen from in an entry.

use serde_json::Value;

use super::Answer;
use super::value::{Field, named_field};
use crate::handbook::Fact;
use crate::routine::named;
pub use crate::session::spot::CrampMuscle;

named! {
    /// Where the length of a cramp comes from.
    Source {
        /// The relief clock. It starts with the program, and so somewhat late.
        Clock = "clock", "by the clock";
        /// The person.
        Said = "said", "by estimate";
    }
}

named! {
    /// Which leg cramped.
    CrampSide {
        /// The left leg.
        Left = "left", "left";
        /// The right leg.
        Right = "right", "right";
        /// Both legs.
        Both = "both", "both";
    }
}

named! {
    /// How the muscle came to be known.
    MuscleSource {
        /// The person chose the relief for it at night.
        Relief = "relief", "by the relief that was chosen";
        /// The person said so when asked.
        Said = "said", "by the person";
    }
}

named! {
    /// What the person was doing when the cramp came.
    State {
        /// Asleep.
        Asleep = "asleep", "asleep";
        /// Falling asleep.
        FallingAsleep = "falling-asleep", "falling asleep";
        /// At rest, awake.
        Resting = "resting", "resting";
        /// Moving.
        Active = "active", "active";
    }
}

named! {
    /// What the person says helped.
    Help {
        /// Stretching.
        Stretch = "stretch", "stretching";
        /// Rubbing.
        Rub = "rub", "rubbing";
        /// Standing on it.
        Stand = "stand", "standing on it";
        /// Walking.
        Walk = "walk", "walking";
        /// Warmth.
        Warm = "warm", "warmth";
        /// Cold.
        Cold = "cold", "cold";
        /// Waiting.
        Waited = "waited", "waiting";
        /// Something else.
        Other = "other", "something else";
    }
}

named! {
    /// What may have brought a cramp on, as the person says.
    Trigger {
        /// Hard exercise.
        HardExercise = "hard-exercise", "hard exercise";
        /// Standing for long.
        LongStanding = "long-standing", "standing for long";
        /// Sitting for long.
        LongSitting = "long-sitting", "sitting for long";
        /// Too little to drink.
        LittleDrink = "little-drink", "too little to drink";
        /// Heat, or much sweat.
        HeatOrSweat = "heat-or-sweat", "heat or sweat";
        /// Alcohol.
        Alcohol = "alcohol", "alcohol";
        /// Caffeine late in the day.
        CaffeineLate = "caffeine-late", "caffeine late in the day";
        /// Vomiting or diarrhoea.
        VomitingDiarrhoea = "vomiting-diarrhoea", "vomiting or diarrhoea";
        /// A new medicine.
        NewMedicine = "new-medicine", "a new medicine";
        /// New shoes.
        NewShoes = "new-shoes", "new shoes";
        /// Heavy or tight covers.
        HeavyCovers = "heavy-covers", "heavy covers";
        /// Toes that pointed away.
        ToesPointed = "toes-pointed", "pointed toes";
        /// Something else.
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
    Sign {
        /// One leg is swollen.
        SwollenOneLeg = "swollen-one-leg", "one leg swollen";
        /// Both legs are swollen.
        SwollenBoth = "swollen-both", "both legs swollen";
        /// The leg is hot.
        Hot = "hot", "the leg hot";
        /// The leg is red, or darker than the other.
        RedOrDarker = "red-or-darker", "the leg red or darker";
        /// The leg is numb.
        Numb = "numb", "numbness";
        /// The leg is weak.
        Weak = "weak", "weakness";
        /// Muscles twitch.
        Twitching = "twitching", "twitching";
        /// The legs want to move.
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

named_field!(
    Answer,
    Source,
    CrampSide,
    CrampMuscle,
    MuscleSource,
    State,
    Help,
    Trigger,
    Sign
);
