//! Nights in every time zone, around every change of its clocks.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};
use uncramp::moment::Moment;
use uncramp::night::{Boundary, Night};

const HOUR: i64 = 60 * 60;

/// Seconds around a change of the clocks at which something could go wrong.
const AROUND: [i64; 9] = [
    -12 * HOUR,
    -2 * HOUR,
    -HOUR,
    -1,
    0,
    1,
    HOUR,
    2 * HOUR,
    12 * HOUR,
];

/// The changes that were checked, each with the seconds from UTC around it: most zones have several
/// names, and share changes with others.
type Seen = HashSet<[(i64, i32); AROUND.len()]>;

fn check(zone: &TimeZone, change: i64, seen: &mut Seen) {
    let offsets = AROUND.map(|around| {
        let time = Timestamp::from_second(change + around).unwrap();
        (change + around, zone.to_offset(time).seconds())
    });
    if !seen.insert(offsets) {
        return;
    }
    let moments =
        offsets.map(|(seconds, offset)| Moment::new(seconds, i16::try_from(offset / 60).unwrap()));
    assert!(moments.is_sorted(), "clocks that go back change no order");
    for moment in moments {
        let wall = zone.to_datetime(Timestamp::from_second(moment.seconds()).unwrap());
        let apart = wall.duration_since(moment.local()).as_secs().abs();
        assert!(apart < 60, "{moment}: offsets of long ago had seconds");
        let evening = if moment.local().hour() < 12 {
            moment.local().date().yesterday().unwrap()
        } else {
            moment.local().date()
        };
        let night = Night::parse(&evening.to_string());
        assert_eq!(Some(Boundary::NOON.night(moment)), night);
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
    }
}

#[test]
fn no_change_of_the_clocks_loses_a_night() {
    let (mut changes, mut seen) = (0, Seen::new());
    let until = Timestamp::from_second(4_102_444_800).unwrap();
    for name in tz::db().available() {
        let Ok(zone) = tz::db().get(name.as_str()) else {
            continue;
        };
        for change in zone
            .following(Timestamp::MIN)
            .take_while(|change| change.timestamp() < until)
        {
            // The first year of the calendar is not dated in the diary.
            let seconds = change.timestamp().as_second();
            if seconds > -60_000_000_000 {
                check(&zone, seconds, &mut seen);
                changes += 1;
            }
        }
    }
    // Where no zones are installed there are still the rules of some.
    for rule in [
        "EST5EDT,M3.2.0,M11.1.0",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    ] {
        let zone = TimeZone::posix(rule).unwrap();
        let start = Timestamp::from_second(1_700_000_000).unwrap();
        for change in zone.following(start).take(20) {
            check(&zone, change.timestamp().as_second(), &mut seen);
            changes += 1;
        }
    }
    assert!(changes >= 40, "{changes} changes");
}
