//! Calm breathing: four seconds in, six seconds out.

use std::f32::consts::PI;
use std::time::Duration;

use crate::routine::FirstBreath;

pub(crate) const IN: Duration = Duration::from_secs(4);
pub(crate) const OUT: Duration = Duration::from_secs(6);

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Breath {
    /// Whether air goes in.
    pub inwards: bool,
    /// How full the chest is: 0 to 1.
    pub full: f32,
}

impl Breath {
    pub fn at(elapsed: Duration, first: FirstBreath) -> Self {
        let elapsed = match first {
            FirstBreath::In => elapsed,
            FirstBreath::Out => elapsed.saturating_add(IN),
        };
        let whole = (IN + OUT).as_nanos();
        let within = Duration::from_nanos(u64::try_from(elapsed.as_nanos() % whole).unwrap_or(0));
        let inwards = within < IN;
        let part = if inwards {
            within.div_duration_f32(IN)
        } else {
            1.0 - within.saturating_sub(IN).div_duration_f32(OUT)
        };
        Self {
            inwards,
            full: (1.0 - (part * PI).cos()) / 2.0,
        }
    }

    /// The same as a [`PoseMoment`](super::pose::PoseMoment) has it: from -1 to 1.
    pub fn level(self) -> f32 {
        self.full * 2.0 - 1.0
    }

    pub const fn words(self) -> &'static str {
        if self.inwards {
            "breathe in"
        } else {
            "breathe out"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_seconds_fill_the_chest_and_six_empty_it() {
        let at = |seconds| Breath::at(Duration::from_secs(seconds), FirstBreath::In);
        assert!(at(0).inwards && at(3).inwards);
        assert!(!at(4).inwards && !at(9).inwards && at(10).inwards);
        for (seconds, full) in [(0, 0.0), (2, 0.5), (4, 1.0), (7, 0.5), (10, 0.0), (24, 1.0)] {
            assert!((at(seconds).full - full).abs() < 1e-5, "{seconds}");
        }
        let begins_with_out = Breath::at(Duration::ZERO, FirstBreath::Out);
        assert_eq!(begins_with_out.words(), "breathe out");
        assert!((begins_with_out.full - 1.0).abs() < 1e-5);
    }
}
