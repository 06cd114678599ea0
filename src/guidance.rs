//! What is said beside the routines: tips, warning signs, sources and the fixed sentences.
//!
//! The files are read when the program is built; each is decoded when it is first asked for.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content;
use crate::routine::Evidence;

/// One piece of advice for the home screen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// `T01` and so on.
    pub id: String,
    /// Under 110 characters.
    pub text: String,
    /// How good the evidence is.
    pub evidence: TipEvidence,
    /// Whom it suits.
    pub show_to: ShowTo,
    /// Ids for [`crate::sources::source`].
    pub sources: Vec<String>,
}

impl Tip {
    /// Its words, with whom they are for where that is not everybody.
    pub fn told(&self) -> String {
        match self.show_to.words() {
            None => self.text.clone(),
            Some(whom) => format!("{} ({whom})", self.text),
        }
    }
}

/// How good the evidence for a [`Tip`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TipEvidence {
    /// Trials disagree.
    TestedMixed,
    /// A trial found nothing.
    TestedNoBenefit,
    /// No trial.
    Advised,
    /// No trial and no advice on cramps.
    Comfort,
    /// Two things come together.
    Association,
    /// It does damage.
    Harm,
    /// A trial of something like it.
    Related,
    /// Helps to judge what studies say.
    Context,
}

impl TipEvidence {
    /// The value as said to a user.
    pub const fn words(self) -> &'static str {
        match self {
            Self::TestedMixed => Evidence::TestedMixed.words(),
            Self::TestedNoBenefit => Evidence::TestedNoBenefit.words(),
            Self::Advised => Evidence::Advised.words(),
            Self::Comfort => Evidence::Comfort.words(),
            Self::Association => "seen together, not shown to cause",
            Self::Harm => "known to harm",
            Self::Related => "tested for something close",
            Self::Context => "about studies in general",
        }
    }
}

/// Whom a [`Tip`] suits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShowTo {
    /// Everybody.
    All,
    /// Not likely to fall.
    Steady,
    /// Warmth on the legs does no harm.
    HeatOk,
    /// No leg is to be rested.
    Stretches,
    /// Pregnant.
    Pregnant,
    /// Not past the 28th week.
    NotLatePregnancy,
    /// Not pregnant.
    NotPregnant,
    /// May drink as much as wanted.
    NoFluidLimit,
    /// Told to drink less.
    FluidLimit,
    /// Told nothing about potassium and the like.
    NoKidneyDiet,
}

impl ShowTo {
    /// For whom it is, as said to a user; `None` where that is everybody.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            // Whoever reads a card about stretching sees whom it is not for.
            Self::All | Self::Stretches => None,
            Self::Steady => Some("if you are steady on your feet"),
            Self::HeatOk => Some("if warmth and cold are safe for you"),
            Self::Pregnant => Some("in pregnancy"),
            Self::NotLatePregnancy => Some("not from 28 weeks of pregnancy"),
            Self::NotPregnant => Some("not in pregnancy"),
            Self::NoFluidLimit => Some("without a limit on fluids"),
            Self::FluidLimit => Some("with a limit on fluids"),
            Self::NoKidneyDiet => Some("without a kidney diet"),
        }
    }
}

/// A reason to get medical help.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningSign {
    /// `RF-E1` and so on.
    pub id: String,
    /// How soon.
    pub level: SignLevel,
    /// In full.
    pub text: String,
    /// For a narrow screen.
    pub short: String,
    /// Ids for [`crate::sources::source`].
    pub sources: Vec<String>,
}

/// How soon a [`WarningSign`] asks for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignLevel {
    /// Call the emergency number.
    Now,
    /// Get medical advice today.
    Today,
    /// Book a visit.
    Soon,
}

/// The file of tips.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tips {
    pub(crate) tip: Vec<Tip>,
}

/// The file of warning signs, with the sentences that are always said in the same words.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedWords {
    /// Why the program never calls something "only a cramp".
    pub never_only: String,
    /// What this program is not.
    pub not_a_doctor: String,
    /// When to stop; said before every routine that is not relief.
    pub stop_line: String,
    /// When to get help; always on the screen in relief.
    pub relief_line: String,
    /// Said at 3:00 on the relief clock.
    pub three_minutes: String,
    /// Said at 10:00 on the relief clock.
    pub ten_minutes: String,
    /// The same in fewer words.
    pub ten_minutes_short: String,
    sign: Vec<WarningSign>,
}

/// The fixed sentences.
pub fn words() -> &'static FixedWords {
    static WORDS: OnceLock<FixedWords> = OnceLock::new();
    WORDS.get_or_init(|| content::built_in("routines/warnings"))
}

/// The warning signs of one level, the gravest first.
pub fn signs(level: SignLevel) -> impl Iterator<Item = &'static WarningSign> {
    words().sign.iter().filter(move |sign| sign.level == level)
}

/// The warning sign with this id.
pub fn sign(id: &str) -> Option<&'static WarningSign> {
    words().sign.iter().find(|sign| sign.id == id)
}

/// The tip for a night that is counted in days from any fixed day: the next night has the next tip.
/// Only tips that `suits` lets pass; those for everybody always pass.
pub fn tip_of_the_night(day: i64, suits: impl Fn(ShowTo) -> bool) -> &'static Tip {
    let passes = |tip: &&Tip| tip.show_to == ShowTo::All || suits(tip.show_to);
    let for_all: Vec<&Tip> = tips().iter().filter(passes).collect();
    let count = i64::try_from(for_all.len()).expect("a few dozen tips");
    let turn = usize::try_from(day.rem_euclid(count)).expect("between 0 and the count");
    for_all[turn]
}

/// The tip with this id.
pub fn tip(id: &str) -> Option<&'static Tip> {
    tips().iter().find(|tip| tip.id == id)
}

/// Every tip.
pub fn tips() -> &'static [Tip] {
    static TIPS: OnceLock<Tips> = OnceLock::new();
    &TIPS.get_or_init(|| content::built_in("routines/tips")).tip
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_source_named_by_a_tip_or_a_sign_is_known() {
        let named = tips()
            .iter()
            .flat_map(|tip| &tip.sources)
            .chain(words().sign.iter().flat_map(|sign| &sign.sources));
        for id in named {
            assert!(crate::sources::source(id).is_some(), "no source {id}");
        }
    }

    #[test]
    fn no_id_stands_twice() {
        let ids = || {
            let tips = tips().iter().map(|tip| &tip.id);
            tips.chain(words().sign.iter().map(|sign| &sign.id))
        };
        assert_eq!(ids().collect::<BTreeSet<_>>().len(), ids().count());
    }

    #[test]
    fn a_tip_fits_under_its_heading() {
        for tip in tips() {
            assert!((1..110).contains(&tip.text.chars().count()), "{}", tip.id);
        }
    }

    #[test]
    fn every_level_has_signs_and_every_sign_a_short_form() {
        for level in [SignLevel::Now, SignLevel::Today, SignLevel::Soon] {
            assert!(signs(level).count() > 0, "{level:?}");
        }
        for sign in &words().sign {
            assert!(!sign.short.is_empty(), "{}", sign.id);
            assert!(sign.short.len() <= sign.text.len(), "{}", sign.id);
        }
    }

    #[test]
    fn the_tip_changes_every_night_and_all_come_round() {
        let all = tips()
            .iter()
            .filter(|tip| tip.show_to == ShowTo::All)
            .count();
        let first_day = -3;
        let nights = (first_day..)
            .take(all)
            .map(|day| &tip_of_the_night(day, |_| false).id);
        assert_eq!(nights.collect::<BTreeSet<_>>().len(), all);
    }

    #[test]
    fn a_tip_not_meant_for_everybody_stays_away_without_a_profile() {
        for day in 0..100 {
            assert_eq!(tip_of_the_night(day, |_| false).show_to, ShowTo::All);
        }
    }

    #[test]
    fn the_words_are_there() {
        assert!(words().stop_line.starts_with("Stop if"));
        assert!(words().relief_line.contains("10 minutes"));
        assert!(sign("RF-E2").is_some_and(|sign| sign.level == SignLevel::Now));
    }
}
