//! Signs of danger that were recorded, and that every later start goes by.

use jiff::civil::Date;

use crate::moment::FIRST_YEAR;

/// Days for which they hold, unless somebody says that both legs look the same.
pub const KEPT: i32 = 7;

/// What was seen, and when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Danger {
    /// The day; `None` if it cannot be known.
    pub seen: Option<Date>,
    /// Ids of warning signs; none if they cannot be known.
    pub signs: Vec<String>,
}

impl Danger {
    /// Whether it was recorded so long ago that it says nothing of today. A day that is not known,
    /// or still to come, comes from a clock or a hand that was wrong.
    pub fn is_over(&self, today: Date) -> bool {
        let seen = self.seen.filter(|seen| seen.year() >= FIRST_YEAR);
        seen.is_some_and(|seen| (today - seen).get_days() >= KEPT)
    }

    /// The same with another sign, recorded on `today`.
    #[must_use]
    pub fn with(mut self, sign: &str, today: Date) -> Self {
        self.seen = Some(today);
        if !self.signs.iter().any(|known| known == sign) {
            self.signs.push(sign.to_owned());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_holds_for_seven_days_and_for_ever_where_the_day_is_not_known() {
        let danger = Danger::default().with("RF-U1", date(2026, 11, 28));
        assert!(!danger.is_over(date(2026, 11, 28)));
        assert!(!danger.is_over(date(2026, 12, 4)));
        assert!(danger.is_over(date(2026, 12, 5)));
        assert!(!danger.is_over(date(2026, 11, 1)), "a clock was wrong");
        let danger = Danger::default().with("RF-U1", date(1970, 1, 2));
        assert!(!danger.is_over(date(2026, 11, 1)), "a clock was wrong");
        assert!(!Danger::default().is_over(date(2030, 1, 1)));
    }
}
