//! What entries tell of danger: it goes with what they say last.

use std::time::Duration;

use jiff::civil::DateTime;

use super::choice::Sign;
use super::entry::Entry;
use crate::guidance::{self, SignLevel};
use crate::moment::Moment;
use crate::night::Boundary;
use crate::profile::danger::{self, Told};
use crate::session::relief::TEN_MINUTES;

/// What an entry tells of danger now, if it has told otherwise before it was changed: every later start goes by
/// what it says last, and by nothing that it has said before.
pub fn told_anew(
    [before, after]: [Option<&Entry>; 2],
    boundary: Boundary,
    now: Moment,
) -> Option<Told> {
    let [before, after] = [before, after].map(|entry| told(entry, boundary, now));
    (before != after).then_some(after)
}

/// What an entry tells of what still holds: a cramp that went on for ten minutes, and the signs after one of
/// the last days.
fn told(entry: Option<&Entry>, boundary: Boundary, now: Moment) -> Told {
    let Some(Entry::Cramp(cramp)) = entry else {
        return Told::new();
    };
    let end = cramp
        .length()
        .and_then(|length| long_cramp(cramp.start, length.time(), now));
    let is_late =
        boundary.night(cramp.start) >= boundary.night(now).before(danger::KEPT.unsigned_abs());
    let signs = cramp
        .signs
        .as_ref()
        .and_then(|signs| signs.as_ref().known());
    let signs = signs
        .into_iter()
        .flatten()
        .filter_map(|sign| Sign::warning(*sign));
    let signs = signs.filter(|sign| is_late && is_danger(sign));
    let signs = signs.map(|sign| (sign.to_owned(), None));
    signs
        .chain(end.map(|end| (danger::LONG_CRAMP.to_owned(), Some(end))))
        .collect()
}

/// Whether a warning sign is a reason to start nothing.
fn is_danger(sign: &str) -> bool {
    guidance::sign(sign).is_some_and(|sign| sign.level != SignLevel::Soon)
}

/// When a cramp ended that began then and lasted for ten minutes or more, if what it has left still holds at
/// `now`: whoever tells of it, and however late.
fn long_cramp(began: Moment, lasted: Duration, now: Moment) -> Option<DateTime> {
    let end = began.after(lasted).min(now);
    let hours = (now.seconds() - end.seconds()) / 3600;
    (lasted >= TEN_MINUTES && hours < danger::SORE).then(|| end.local())
}
