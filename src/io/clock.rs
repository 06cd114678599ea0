//! Laps of the clock, and what the wall says.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rustix::time::{ClockId, Timespec, clock_gettime};

use crate::io::files;
use crate::moment::Moment;

/// A suspended machine shows in the two clocks; below this they merely differ.
const DRIFT: Duration = Duration::from_secs(2);

/// A lap this much longer than the wait means that the program was held up, not that time was used.
const LATE: Duration = Duration::from_secs(5);

/// Whoever stops the program for less than this has not been away.
const AWAY: Duration = Duration::from_secs(1);

/// The wait from one second to the next, of which nobody knows how much was over before a stop.
const USUAL_WAIT: Duration = Duration::from_secs(1);

const MACHINE_ZONE: &str = "/etc/localtime";

/// Android keeps its zones in a file of their own, and names the one in a property.
const HAS_NO_ZONE_FILE: bool = cfg!(target_os = "android");

/// Where zones are found by name, unless `TZDIR` says so.
const ZONES: &str = "/usr/share/zoneinfo";

/// Measures laps: the time from one look at the clock to the next.
#[derive(Debug)]
pub struct Clock {
    last: ClockReading,
    speed: u32,
}

/// What happened to the time between two looks at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    Passed(Duration),
    /// The machine slept through it, or the program was stopped.
    Slept(Duration),
}

impl Clock {
    /// A clock whose time runs `speed` times as fast as the world's; 1 to 10 000.
    pub fn start(speed: u32) -> Self {
        Self {
            last: ClockReading::now(),
            speed: speed.clamp(1, 10_000),
        }
    }

    /// How long `wait` is in the world's time.
    pub fn in_the_world(&self, wait: Duration) -> Duration {
        wait / self.speed
    }

    /// Whether the program has been held up for so long that it may have been stopped.
    pub fn is_overdue(&self, wait: Option<Duration>) -> bool {
        let awake = ClockReading::now().awake.saturating_sub(self.last.awake);
        self.is_late(awake, wait, AWAY)
    }

    /// Whether it has been away since the last lap if it was stopped at all.
    pub fn is_away_if_stopped(&self, wait: Option<Duration>) -> bool {
        let awake = ClockReading::now().awake.saturating_sub(self.last.awake);
        self.is_away(awake, wait)
    }

    /// The time since the last lap, given that the program meant to wait for `wait` and whether it
    /// was stopped meanwhile.
    pub fn lap(&mut self, wait: Option<Duration>, stopped: bool) -> Tick {
        self.lap_to(ClockReading::now(), wait, stopped)
    }

    fn lap_to(&mut self, now: ClockReading, wait: Option<Duration>, stopped: bool) -> Tick {
        let awake = now.awake.saturating_sub(self.last.awake);
        let whole = now.whole.saturating_sub(self.last.whole).max(awake);
        self.last = now;
        let late = self.is_late(awake, wait, LATE);
        let away = stopped && self.is_away(awake, wait);
        let lap = whole.saturating_mul(self.speed);
        if late || away || whole > awake + DRIFT {
            Tick::Slept(lap)
        } else {
            Tick::Passed(lap)
        }
    }

    fn is_away(&self, awake: Duration, wait: Option<Duration>) -> bool {
        let waited = wait.map_or(USUAL_WAIT, |wait| self.in_the_world(wait).min(USUAL_WAIT));
        awake >= waited + AWAY
    }

    fn is_late(&self, awake: Duration, wait: Option<Duration>, by: Duration) -> bool {
        wait.is_some_and(|wait| awake > self.in_the_world(wait) + by)
    }
}

/// Time since some fixed moment, for deadlines; it stands still while the machine is suspended.
pub fn monotonic() -> Duration {
    duration(clock_gettime(ClockId::Monotonic))
}

/// The moment by the calendar, in UTC.
pub fn now() -> Timestamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks for the date"
    )]
    let now = SystemTime::now();
    Timestamp::try_from(now).unwrap_or_default()
}

/// What calendar and clock on the wall show: UTC where the time zone is unknown or unreadable.
///
/// It reads time-zone data from the disk, so nothing urgent may wait for it.
pub fn wall() -> DateTime {
    local_zone().to_datetime(now())
}

/// A time as the diary keeps it: with what the clock on the wall showed then.
///
/// It reads time-zone data, as [`wall`] does.
pub fn moment(at: Timestamp) -> Moment {
    let offset = local_zone().to_offset(at).seconds() / 60;
    Moment::new(at.as_second(), i16::try_from(offset).unwrap_or_default())
}

/// When the clock on the wall shows `wall`: the first time, where clocks go back and it does so twice,
/// and an hour later, where they go forward and it never does. `None` outside all calendars.
pub fn moment_on(wall: DateTime) -> Option<Moment> {
    local_zone().to_timestamp(wall).ok().map(moment)
}

/// What is wrong with the time zone: that the environment names none, or that the machine's cannot be
/// read. A machine that has none keeps UTC.
pub fn oddity() -> Option<String> {
    if named_zone().is_some() {
        return None;
    }
    match env::var_os("TZ") {
        // So it asks for UTC.
        Some(named) if named.is_empty() => None,
        Some(named) => {
            let named = named.to_string_lossy();
            Some(format!("TZ names no time zone that can be read here: `{named}`; times are those of UTC"))
        }
        None if HAS_NO_ZONE_FILE || Path::new(MACHINE_ZONE).symlink_metadata().is_ok() => Some(
            "the time zone of this machine cannot be read; times are those of UTC; set TZ, such as \
             `TZ=Europe/Berlin`"
                .to_owned(),
        ),
        None => None,
    }
}

fn local_zone() -> TimeZone {
    named_zone().unwrap_or(TimeZone::UTC)
}

fn named_zone() -> Option<TimeZone> {
    let folder = env::var_os("TZDIR").map_or_else(|| PathBuf::from(ZONES), PathBuf::from);
    zone(env::var_os("TZ").as_deref(), &folder)
}

/// The zone that `tz` names: a file of `folder`, any other file, or a rule such as `EST5EDT`;
/// without `tz` the zone of the machine. UTC needs no file.
///
/// jiff would look for it by itself, but reads pipes, devices and huge files to their end.
fn zone(tz: Option<&OsStr>, folder: &Path) -> Option<TimeZone> {
    let Some(tz) = tz else {
        return zone_in(Path::new(MACHINE_ZONE)).or_else(system_zone);
    };
    let name = tz.to_str()?;
    let name = name.strip_prefix(':').unwrap_or(name);
    // Joined to any folder, an absolute path stays as it is.
    let utc = || matches!(name, "UTC" | "Etc/UTC" | "GMT").then_some(TimeZone::UTC);
    zone_in(&folder.join(name))
        .or_else(|| TimeZone::posix(name).ok())
        .or_else(utc)
}

/// The zone of a system that names it elsewhere than in a file. Only there is jiff asked: see [`zone`].
fn system_zone() -> Option<TimeZone> {
    HAS_NO_ZONE_FILE.then(TimeZone::try_system)?.ok()
}

fn zone_in(file: &Path) -> Option<TimeZone> {
    TimeZone::tzif("", &files::bytes(file).ok()?).ok()
}

/// One look at the two clocks.
#[derive(Debug, Clone, Copy)]
struct ClockReading {
    /// Stands still while the machine is suspended.
    awake: Duration,
    /// Goes on while the machine is suspended, where the system has such a clock.
    whole: Duration,
}

impl ClockReading {
    fn now() -> Self {
        let awake = monotonic();
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let whole = duration(clock_gettime(ClockId::Boottime));
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let whole = awake;
        Self { awake, whole }
    }
}

fn duration(time: Timespec) -> Duration {
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// A clock that has just been looked at, with a moment `awake` and `asleep` seconds later.
    fn later(speed: u32, awake: u64, asleep: u64) -> (Clock, ClockReading) {
        let last = ClockReading {
            awake: SECOND * 100,
            whole: SECOND * 300,
        };
        let now = ClockReading {
            awake: last.awake + SECOND * u32::try_from(awake).unwrap(),
            whole: last.whole + SECOND * u32::try_from(awake + asleep).unwrap(),
        };
        (Clock { last, speed }, now)
    }

    #[test]
    fn time_awake_passes() {
        let (mut clock, now) = later(1, 1, 0);
        assert_eq!(clock.lap_to(now, Some(SECOND), false), Tick::Passed(SECOND));
        assert_eq!(
            clock.lap_to(now, Some(SECOND), false),
            Tick::Passed(Duration::ZERO)
        );
    }

    #[test]
    fn a_suspended_machine_slept() {
        let (mut clock, now) = later(1, 1, 3600);
        assert_eq!(
            clock.lap_to(now, Some(SECOND), false),
            Tick::Slept(SECOND * 3601)
        );
    }

    #[test]
    fn clocks_two_seconds_apart_are_no_sleep() {
        let (mut clock, now) = later(1, 1, 2);
        assert_eq!(clock.lap_to(now, None, false), Tick::Passed(SECOND * 3));
    }

    #[test]
    fn a_stall_counts_as_sleep() {
        let (mut clock, now) = later(1, 7, 0);
        assert_eq!(
            clock.lap_to(now, Some(SECOND), false),
            Tick::Slept(SECOND * 7)
        );
    }

    #[test]
    fn a_stopped_program_slept_if_it_was_stopped_for_a_second() {
        for wait in [None, Some(SECOND), Some(SECOND * 30)] {
            let (mut clock, now) = later(1, 2, 0);
            assert_eq!(clock.lap_to(now, wait, true), Tick::Slept(SECOND * 2));
            assert_eq!(clock.lap_to(now, wait, true), Tick::Passed(Duration::ZERO));
        }
    }

    #[test]
    fn a_program_told_to_go_on_at_the_end_of_its_wait_has_not_slept() {
        let (mut clock, now) = later(1, 1, 0);
        assert_eq!(clock.lap_to(now, Some(SECOND), true), Tick::Passed(SECOND));
    }

    #[test]
    fn a_short_stall_passes() {
        let (mut clock, now) = later(1, 6, 0);
        assert_eq!(
            clock.lap_to(now, Some(SECOND), false),
            Tick::Passed(SECOND * 6)
        );
    }

    #[test]
    fn a_wait_without_end_is_never_late() {
        let (mut clock, now) = later(1, 3600, 0);
        assert_eq!(clock.lap_to(now, None, false), Tick::Passed(SECOND * 3600));
    }

    #[test]
    fn speed_makes_more_of_the_time_but_not_of_the_lateness() {
        let (mut clock, now) = later(100, 4, 0);
        assert_eq!(clock.in_the_world(SECOND), Duration::from_millis(10));
        assert_eq!(
            clock.lap_to(now, Some(SECOND), false),
            Tick::Passed(SECOND * 400)
        );
    }

    #[test]
    fn clocks_that_go_back_stand_still() {
        let (mut clock, now) = later(1, 9, 0);
        let earlier = clock.last;
        clock.lap_to(now, None, false);
        assert_eq!(
            clock.lap_to(earlier, None, false),
            Tick::Passed(Duration::ZERO)
        );
    }

    #[test]
    fn a_zone_is_read_from_a_small_file_or_from_a_rule() {
        let folder = tempfile::tempdir().unwrap();
        // The smallest file of a zone: one type of time, an hour before UTC.
        let mut file = b"TZif2".to_vec();
        let header = |file: &mut Vec<u8>| {
            file.extend([0; 15]);
            for count in [0_u32, 0, 0, 0, 1, 4] {
                file.extend(count.to_be_bytes());
            }
            file.extend(3600_i32.to_be_bytes());
            file.extend(b"\0\0ONE\0");
        };
        header(&mut file);
        file.extend(b"TZif2");
        header(&mut file);
        file.extend(b"\nONE-1\n");
        std::fs::write(folder.path().join("One"), file).unwrap();

        let hour = |tz: &str| {
            let zone = zone(Some(OsStr::new(tz)), folder.path())?;
            Some(zone.to_datetime(Timestamp::UNIX_EPOCH).hour())
        };
        let path = folder.path().join("One").to_string_lossy().into_owned();
        for tz in ["One", ":One", path.as_str(), "ONE-1"] {
            assert_eq!(hour(tz), Some(1), "{tz}");
        }
        assert_eq!(hour("UTC"), Some(0), "it needs no file");
        for tz in ["", "Nope", "/", "/dev/zero", "../../dev/zero", "\u{1b}[31m"] {
            assert_eq!(hour(tz), None, "{tz:?}");
        }
        assert!(zone(Some(OsStr::new("zero")), Path::new("/dev")).is_none());
    }
}
