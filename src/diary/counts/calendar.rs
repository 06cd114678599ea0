//! Weeks and what they hold.

use super::Counts;
use super::tally::Share;
use crate::diary::value::Score;
use crate::night::Night;

/// Weeks on the map of nights.
pub const WEEKS: u32 = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It has not come yet.
    Ahead,
    /// Nobody has said how it was.
    Unrecorded,
    Calm,
    /// There was a cramp; the worst pain, if it is known.
    Cramp(Option<Score>),
}

/// A week, from the night of its Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    pub monday: Night,
    pub nights: [Cell; 7],
    /// Cramps, of how many recorded nights.
    pub cramps: Share,
}

/// The 16 weeks to the one in which the counts end, the first first.
pub fn weeks(counts: &Counts<'_>) -> Vec<Week> {
    let first = counts.period().last.monday().before(7 * (WEEKS - 1));
    let mondays = (0..WEEKS).map(|week| first.after(7 * week));
    mondays.map(|monday| week(counts, monday)).collect()
}

fn week(counts: &Counts<'_>, monday: Night) -> Week {
    let mut cramps = Share::default();
    let nights = [0, 1, 2, 3, 4, 5, 6].map(|day| {
        let night = monday.after(day);
        if night > counts.period().last {
            return Cell::Ahead;
        }
        let facts = counts.night(night);
        let Some((facts, count)) = facts.and_then(|facts| Some((facts, facts.cramps()?))) else {
            return Cell::Unrecorded;
        };
        cramps = Share::new(cramps.count + count, cramps.of + 1);
        match count {
            0 => Cell::Calm,
            _ => Cell::Cramp(facts.worst()),
        }
    });
    Week {
        monday,
        nights,
        cramps,
    }
}
