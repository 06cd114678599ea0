//! What the page and the screen of counts show as bars.

use super::words::{DAY, day};
use super::{ChartBar, Plot};
use crate::diary::counts::Counts;
use crate::diary::counts::calendar::WEEKS;
use crate::diary::counts::tally::Share;
use crate::diary::value::Score;
use crate::night::{Night, Period};

/// Labels in a small picture, at most: more would run into each other.
const LABELS: usize = 4;
/// Hours of the night that are always shown; of one from noon on, ten in the evening to six.
const NIGHT: (usize, usize) = (10, 18);

/// Cramps a week, for the last sixteen weeks of the period; `None` if no night is recorded.
pub(crate) fn weeks(counts: &Counts<'_>) -> Option<Plot> {
    let Period { first, last } = counts.period();
    let earliest = last.monday().before(7 * (WEEKS - 1));
    let first = first.monday().max(earliest);
    let mondays = (0..WEEKS).map(|week| first.after(7 * week));
    let weeks: Vec<(Night, Share)> = mondays
        .take_while(|monday| *monday <= last)
        .map(|monday| (monday, week(counts, monday)))
        .collect();
    let bars = weeks.iter().map(|(monday, cramps)| ChartBar {
        count: cramps.count,
        is_partial: cramps.of < 7,
        mark: match cramps.of {
            0 => "–".to_owned(),
            _ => cramps.count.to_string(),
        },
        label: day(*monday, DAY),
    });
    let words = weeks.iter().map(|(monday, cramps)| {
        let monday = day(*monday, DAY);
        match cramps.of {
            0 => format!("{monday} not recorded"),
            7 => format!("{monday} {}", cramps.count),
            1 => format!("{monday} {} (1 night)", cramps.count),
            nights => format!("{monday} {} ({nights} nights)", cramps.count),
        }
    });
    let is_cut = earliest > counts.period().first.monday();
    let is_recorded = weeks.iter().any(|(_, cramps)| cramps.of > 0);
    let least = weeks.iter().map(|(_, cramps)| cramps.of).min();
    is_recorded.then(|| Plot {
        title: if is_cut {
            "Cramps in each of the last 16 weeks"
        } else {
            "Cramps in each week"
        },
        key: match least {
            Some(0) => "hollow: nights missing; –: all missing",
            Some(1..7) => "hollow: nights missing",
            Some(_) | None => "",
        },
        alternative: alternative("Cramps in each week from its Monday", words),
        bars: bars.collect(),
    })
}

/// Cramps by the hour at which they began; `None` if there are none.
pub(crate) fn hours(counts: &Counts<'_>) -> Option<Plot> {
    let hours = counts.hours();
    let has_cramps = |(_, count): &(usize, u64)| *count > 0;
    let first = hours.iter().position(has_cramps)?.min(NIGHT.0);
    let last = hours.iter().rposition(has_cramps)?.max(NIGHT.1);
    let bars = hours[first..=last]
        .iter()
        .map(|(hour, count)| bar(*count, hour.to_string()));
    let words = hours
        .iter()
        .filter(|hour| has_cramps(hour))
        .map(|(hour, count)| format!("{count} at {hour}"));
    Some(Plot {
        title: "Hour it began",
        key: "",
        alternative: alternative("Cramps by the hour they began, 0 to 23", words),
        bars: bars.collect(),
    })
}

/// Cramps by their pain at worst; `None` if that is known of none.
pub(crate) fn pain(counts: &Counts<'_>) -> Option<Plot> {
    let mut cramps = [0_u64; Score::WORST.number() as usize + 1];
    for score in counts.entries().filter_map(|cramp| cramp.severity?.known()) {
        cramps[usize::from(score.number())] += 1;
    }
    let all = || cramps.iter().enumerate();
    let words = all()
        .filter(|(_, count)| **count > 0)
        .map(|(score, count)| format!("{count} at {score}"));
    all().any(|(_, count)| *count > 0).then(|| Plot {
        title: "Pain, 0 to 10",
        key: "",
        alternative: alternative("Cramps by their pain at worst, 0 to 10", words),
        bars: all()
            .map(|(score, count)| bar(*count, score.to_string()))
            .collect(),
    })
}

/// Cramps of the seven nights from a Monday on, of how many recorded ones.
fn week(counts: &Counts<'_>, monday: Night) -> Share {
    let nights = (0..7).map(|day| monday.after(day));
    let cramps = nights.filter_map(|night| counts.night(night)?.cramps());
    cramps.fold(Share::default(), |sum, cramps| {
        Share::new(sum.count + cramps, sum.of + 1)
    })
}

/// A bar with its number above it, if it has any height.
fn bar(count: u64, label: String) -> ChartBar {
    let mark = if count > 0 {
        count.to_string()
    } else {
        String::new()
    };
    ChartBar {
        count,
        is_partial: false,
        mark,
        label,
    }
}

/// A plot with so few labels that they do not run into each other in a small picture.
pub(super) fn thinned(mut plot: Plot) -> Plot {
    let step = plot.bars.len().div_ceil(LABELS).max(1);
    for (at, bar) in plot.bars.iter_mut().enumerate() {
        if at % step > 0 {
            bar.label.clear();
        }
    }
    plot
}

fn alternative(what: &str, words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    format!("{what}: {}.", words.join(", "))
}
