//! What may be true of a person, so that a question for the doctor is theirs.

use crate::routine::named;

named! {
    /// Something that is true of a person, by the safety answers or by the diary; the gravest first, as
    /// their questions are asked.
    pub enum Fact {
        SwollenLeg = "swollen-leg", "a swollen, hot or dark leg";
        RestPain = "rest-pain", "foot pain at rest";
        OverTenMinutes = "over-ten-minutes", "cramps over ten minutes";
        Twitching = "twitching", "twitching or weakness";
        VomitingDiarrhoea = "vomiting-diarrhoea", "vomiting or diarrhoea";
        SwollenBoth = "swollen-both", "both legs swollen";
        UrgeToMove = "urge-to-move", "an urge to move the legs";
        Clot = "clot", "a blood clot";
        Statin = "statin", "a statin";
        Quinine = "quinine";
        Circulation = "circulation", "poor circulation";
        Numb = "numb", "numb feet";
        /// Calf, Achilles, ankle, foot or thigh, operated on or hurt.
        HurtLeg = "hurt-leg", "a hurt leg";
        Pregnant = "pregnant", "pregnancy";
        Dialysis = "dialysis";
        KidneyDisease = "kidney-disease", "kidney disease";
        Diabetes = "diabetes";
        BloodThinners = "blood-thinners", "blood thinners";
        PillOrHrt = "pill-or-hrt", "the pill or HRT";
        WaterTablets = "water-tablets", "water tablets";
        LiverDisease = "liver-disease", "liver disease";
        /// A limit on fluids, or a kidney diet.
        Fluids = "fluids", "a limit on fluids";
        /// Spinal stenosis, or nerves caught in the back.
        NarrowSpine = "narrow-spine", "narrow spine, trapped nerve";
        Back = "back", "a hurt back";
        BloodPressureTablets = "blood-pressure-tablets", "blood pressure tablets";
        HighBloodPressure = "high-blood-pressure", "high blood pressure";
        Inhalers = "inhalers";
        Thyroid = "thyroid", "thyroid or Addison's disease";
        Anaemia = "anaemia", "anaemia or low iron";
        Parkinsons = "parkinsons", "Parkinson's disease";
        CancerTreatment = "cancer-treatment", "cancer treatment";
        Arthritis = "arthritis";
        Alcohol = "alcohol";
        NoBetter = "no-better", "no better after weeks of stretching";
        /// Cramps cost sleep, or made days tired.
        SleepLost = "sleep-lost", "lost sleep";
    }
}

impl Fact {
    /// Whether harm may come of it if it is not asked about.
    pub fn is_grave(self) -> bool {
        self <= Self::WaterTablets
    }

    /// Illnesses that can be ticked in the safety questions.
    pub const ILLNESSES: &'static [Self] = &[
        Self::HighBloodPressure,
        Self::KidneyDisease,
        Self::Dialysis,
        Self::LiverDisease,
        Self::Thyroid,
        Self::Anaemia,
        Self::NarrowSpine,
        Self::Arthritis,
        Self::Parkinsons,
        Self::CancerTreatment,
    ];
}
