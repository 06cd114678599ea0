//! What may be true of a person, so that a question for the doctor is theirs.

use crate::routine::named;

named! {
    /// Something that is true of a person, by the safety answers or by the diary; the gravest first, as
    /// their questions are asked.
    Fact {
        /// A swollen, hot, red or darker leg was ticked in the diary.
        SwollenLeg = "swollen-leg", "a swollen, hot or dark leg";
        /// Pain in the foot at rest was ticked in the diary.
        RestPain = "rest-pain", "foot pain at rest";
        /// Cramps of more than ten minutes are in the diary.
        OverTenMinutes = "over-ten-minutes", "cramps over ten minutes";
        /// Twitching or weakness was ticked in the diary.
        Twitching = "twitching", "twitching or weakness";
        /// Vomiting or diarrhoea was noted in the diary.
        VomitingDiarrhoea = "vomiting-diarrhoea", "vomiting or diarrhoea";
        /// Both legs were swollen, by the diary.
        SwollenBoth = "swollen-both", "both legs swollen";
        /// An urge to move the legs was ticked in the diary.
        UrgeToMove = "urge-to-move", "an urge to move the legs";
        /// A clot, past or suspected.
        Clot = "clot", "a blood clot";
        /// For cholesterol.
        Statin = "statin", "a statin";
        /// Quinine.
        Quinine = "quinine", "quinine";
        /// Poor circulation in the legs.
        Circulation = "circulation", "poor circulation";
        /// Numb feet or nerve damage.
        Numb = "numb", "numb feet";
        /// Calf, Achilles, ankle, foot or thigh, operated on or hurt.
        HurtLeg = "hurt-leg", "a hurt leg";
        /// Pregnant.
        Pregnant = "pregnant", "pregnancy";
        /// Dialysis.
        Dialysis = "dialysis", "dialysis";
        /// Kidney disease.
        KidneyDisease = "kidney-disease", "kidney disease";
        /// Diabetes.
        Diabetes = "diabetes", "diabetes";
        /// Anticoagulants and the like.
        BloodThinners = "blood-thinners", "blood thinners";
        /// Hormones.
        PillOrHrt = "pill-or-hrt", "the pill or HRT";
        /// Diuretics.
        WaterTablets = "water-tablets", "water tablets";
        /// Liver disease.
        LiverDisease = "liver-disease", "liver disease";
        /// A limit on fluids, or a kidney diet.
        Fluids = "fluids", "a limit on fluids";
        /// Spinal stenosis, or nerves caught in the back.
        NarrowSpine = "narrow-spine", "narrow spine, trapped nerve";
        /// The back, operated on or hurt.
        Back = "back", "a hurt back";
        /// For blood pressure.
        BloodPressureTablets = "blood-pressure-tablets", "blood pressure tablets";
        /// High blood pressure.
        HighBloodPressure = "high-blood-pressure", "high blood pressure";
        /// For the lungs.
        Inhalers = "inhalers", "inhalers";
        /// A slow or fast thyroid, or Addison's disease.
        Thyroid = "thyroid", "thyroid or Addison's disease";
        /// Too little blood or iron.
        Anaemia = "anaemia", "anaemia or low iron";
        /// Parkinson's disease.
        Parkinsons = "parkinsons", "Parkinson's disease";
        /// Medicines against cancer.
        CancerTreatment = "cancer-treatment", "cancer treatment";
        /// Worn joints.
        Arthritis = "arthritis", "arthritis";
        /// Alcohol was noted of an evening in the diary.
        Alcohol = "alcohol", "alcohol";
        /// Weeks of stretching have not helped.
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
