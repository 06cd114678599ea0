//! The commands that coach: what they read, and what is decided before the first frame.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{IsTerminal, stdin, stdout};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

use super::args::Flags;
use super::check::report;
use super::diary::rescue;
use super::environment::Environment;
use super::sound::outputs;
use super::spot::{heard, is_spot};
use super::words::{absent, note};
use crate::diary::doubt;
use crate::figure::poses::Poses;
use crate::io::clock;
use crate::io::files::{self, Places};
use crate::io::output::{note_stderr, out, warn_stderr};
use crate::io::profile::Answers;
use crate::io::runtime::{self, Ending, RunOptions};
use crate::io::screen::Asked;
use crate::io::shelf::{self, Shelf};
use crate::moment::Moment;
use crate::night::Boundary;
use crate::profile::Profile;
use crate::routine::hidden::shown;
use crate::routine::library::{self, Library, id_of};
use crate::routine::{Purpose, Routine, RoutineId, parse};
use crate::settings::{self, Motion, Settings, ThemeChoice};
use crate::ui::app_config::CrampHint;
use crate::ui::theme::{self, Inks, ThemeName};
use crate::ui::{App, AppConfig, InitialScreen, Width};

/// Opens a screen on which nothing starts yet.
pub(super) fn open(first: InitialScreen, flags: &Flags) -> Result<ExitCode> {
    Startup::with_own_routines(flags).run(first)
}

/// Whether all is told in lines.
pub(super) fn is_plain(flags: &Flags) -> bool {
    flags.plain || read_settings().1.plain || needs_lines(&Environment::read())
}

/// `uncramp now`: relief.
pub(super) fn now(words: &[OsString], flags: &Flags) -> Result<ExitCode> {
    let heard = heard(words);
    let mut start = Startup::for_relief(flags);
    start.notices.splice(0..0, heard.note);
    start.said = heard.said;
    start.run(InitialScreen::Relief(heard.spot))
}

/// `uncramp bedtime`: the routine that the settings name.
pub(super) fn bedtime(flags: &Flags) -> Result<ExitCode> {
    let mut start = Startup::with_own_routines(flags);
    let routine = start.routine(&start.settings.bedtime.clone());
    let usual = || start.library.routine(&Settings::default().bedtime);
    let routine = routine
        .or_else(usual)
        .context("no bedtime routine is built in")?;
    start.run(InitialScreen::Routine(Box::new(routine)))
}

/// `uncramp run ID|FILE`: any routine.
pub(super) fn routine(wanted: &str, flags: &Flags) -> Result<ExitCode> {
    let mut start = Startup::with_own_routines(flags);
    let routine = if is_file(wanted) {
        from_file(Path::new(wanted))?
    } else {
        match RoutineId::new(wanted).and_then(|id| start.routine(&id)) {
            Some(routine) => routine,
            // Nobody in a cramp has to know which command is for it.
            None if is_spot(wanted) => return now(&[wanted.into()], flags),
            None => return Err(absent(&start.library, wanted)),
        }
    };
    start.run(InitialScreen::Routine(Box::new(routine)))
}

/// Whether an argument names a file, and not an id.
pub(super) fn is_file(wanted: &str) -> bool {
    wanted == "-" || wanted.contains(['/', MAIN_SEPARATOR]) || wanted.contains(".toml")
}

/// What is known before the first frame.
struct Startup<'a> {
    flags: &'a Flags,
    places: Option<Places>,
    settings: Settings,
    library: Library,
    poses: Poses,
    answers: Answers,
    /// What calendar and clock show; not looked up for relief, which is always at night.
    wall: Option<DateTime>,
    /// What was said of the cramp.
    said: CrampHint,
    /// What the user should know; nothing in it keeps the program from starting.
    notices: Vec<String>,
}

impl<'a> Startup<'a> {
    /// Reads the settings, the user's routines and poses, and the time.
    fn with_own_routines(flags: &'a Flags) -> Self {
        let (places, settings, mut notices) = read_settings();
        let answers = Answers::read(places.as_ref());
        notices.extend(answers.notices.iter().cloned());
        let mut own = |path: fn(&Places) -> PathBuf| {
            let folder = places.as_ref().map(|places| files::folder(&path(places)));
            let folder = folder.unwrap_or_default();
            notices.extend(folder.oddities);
            folder.files
        };
        let (routines, poses) = (own(Places::routines), own(Places::poses));
        notices.extend(clock::oddity());
        let library = Library::new(routines);
        notices.extend(replacing(&library));
        Self {
            library,
            poses: Poses::new(poses),
            flags,
            places,
            settings,
            answers,
            said: CrampHint::default(),
            wall: Some(clock::wall()),
            notices,
        }
    }

    /// Reads the settings, the safety answers, the one file that is named for relief, the poses that
    /// it names, and files that stand in place of built-in routines: the first frame waits for no more
    /// than that.
    fn for_relief(flags: &'a Flags) -> Self {
        let (places, settings, mut notices) = read_settings();
        let answers = Answers::read(places.as_ref());
        notices.extend(answers.notices.iter().cloned());
        // Most people have no routines of their own: one look tells.
        let own = places.as_ref().filter(|places| places.routines().exists());
        let wanted = library::built_in_ids().chain(settings.relief.clone());
        let own = own.map(|places| wanted.filter_map(|id| files::own_routine(places, &id)));
        let library = Library::new(own.into_iter().flatten().collect());
        notices.extend(replacing(&library));
        let routine = settings.relief.as_ref().and_then(|id| library.routine(id));
        let mut poses = Vec::new();
        if let (Some(places), Some(routine)) = (&places, routine) {
            let named = routine.steps.iter().filter_map(|step| step.pose.as_ref());
            poses.extend(named.filter_map(|id| files::own_pose(places, id)));
        }
        Self {
            poses: Poses::new(poses),
            library,
            flags,
            places,
            settings,
            answers,
            said: CrampHint::default(),
            wall: None,
            notices,
        }
    }

    /// The routine with this id; none, or only a broken one of the user's, is worth a notice.
    fn routine(&mut self, id: &RoutineId) -> Option<Routine> {
        let routine = self.library.routine(id);
        if routine.is_none() || self.library.broken(id).is_some() {
            self.notices
                .push(absent(&self.library, id.as_str()).to_string());
        }
        routine
    }

    fn own_relief(&mut self) -> Option<Routine> {
        let id = self.settings.relief.clone()?;
        let routine = self.routine(&id)?;
        if routine.purpose == Purpose::Relief {
            return Some(routine);
        }
        let notice = format!("config.toml: `relief = \"{id}\"`: its purpose is not relief");
        self.notices.push(notice);
        None
    }

    fn run(mut self, first: InitialScreen) -> Result<ExitCode> {
        let own_relief = self.own_relief();
        let environment = Environment::read();
        let theme = |is_night| theme(self.flags, &self.settings, &environment, is_night);
        let boundary = self.settings.night_begins;
        let is_night = self.wall.is_none_or(|wall| is_night(wall, boundary));
        let (theme, relief_theme) = (theme(is_night), theme(true));
        let motion = |is_calm| motion(self.flags, &self.settings, is_calm);
        let (motion, relief_motion) = (motion(is_night || environment.is_remote), motion(true));
        // Relief does not look up the hour: its nights are dark.
        let sound = if is_night || environment.is_remote {
            self.settings.night_sound
        } else {
            self.settings.sound
        };
        let glyphs = self.flags.glyphs.unwrap_or(self.settings.glyphs);
        let figure = self.flags.figure.unwrap_or(self.settings.figure);
        let width = environment.width(glyphs);
        let asked = Asked {
            width: width == Width::Asked,
            pictures: environment.pictures(figure, glyphs),
        };
        let sound = self.flags.heard.choice().unwrap_or(sound);
        let outputs = outputs(self.flags, &self.settings);
        self.settings.pace = outputs.pace;
        // Through ssh nobody looks at the screen of this machine.
        let is_kept_awake = self.settings.awake && !environment.is_remote;
        let is_plain = self.flags.plain || self.settings.plain || needs_lines(&environment);
        let tells_first = is_plain && !matches!(first, InitialScreen::Relief(_));
        for notice in &self.notices {
            log::warn!("{notice}");
            // A screen has room for it; among lines it would wait for a silence. A cramp does not wait.
            if tells_first {
                out(&format!("{notice}\n"))?;
            }
        }
        let profile = self.answers.profile();
        let danger = self.answers.danger(clock::wall);
        let places = self.places.clone();
        let speed = self.flags.speed.unwrap_or(1);
        let diary = diary(self.places, speed);
        let kept = places.clone().filter(|_| diary.is_some());
        let under_way = shelf::read(kept.as_ref());
        let under_way_kept = Shelf::new(kept.as_ref(), &under_way);
        let app = App::new(
            AppConfig {
                on_wall: clock::moment_on,
                keeps_diary: diary.is_some(),
                theme,
                relief_theme,
                motion,
                relief_motion,
                poses: self.poses,
                depth: environment.depth(),
                inks: match self.flags.theme {
                    None if environment.no_color => Inks::Greys,
                    _ => Inks::Colours,
                },
                layout: environment.layout(),
                glyphs: environment.glyphs(glyphs),
                width,
                plain: is_plain,
                sound,
                danger,
                under_way,
                said: self.said,
                // Nor does it for the weeks of a pregnancy, to which a day does not matter.
                today: day(self.wall, &profile),
                profile,
                night: self.wall.map_or(0, |wall| night(wall, boundary)),
                notice: summary(&self.notices).filter(|_| !tells_first),
                // Relief does not look up its zone, which is no matter for a year.
                clock: doubt::of_clock(None, Moment::new(clock::now().as_second(), 0)),
                settings: self.settings,
                library: self.library,
                own_relief,
            },
            first,
        );
        let world = RunOptions {
            asked,
            speed,
            awake: is_kept_awake,
            sound: outputs,
            places: kept,
            shelf: under_way_kept,
            answers: self.answers,
            diary,
        };
        let run = if is_plain {
            runtime::run_plain(app, world)?
        } else {
            runtime::run(app, world)?
        };
        if run.ending == Ending::Done {
            run.parting.iter().for_each(|words| note_stderr(words));
        }
        note(run.recovered);
        run.unsaved.iter().for_each(rescue);
        Ok(ExitCode::from(run.ending.code()))
    }
}

/// The files that stand in place of built-in routines: whoever does not know of one takes it for that.
fn replacing(library: &Library) -> impl Iterator<Item = String> {
    let ids = library.replacing();
    ids.map(|id| format!("{id}: your file stands in place of the built-in routine"))
}

/// Where the diary is. Time that runs faster is for demonstrations and tests: what they record goes
/// into no diary but one that was named.
fn diary(places: Option<Places>, speed: u32) -> Option<PathBuf> {
    let named = env::var_os("XDG_DATA_HOME");
    let is_named = named.is_some_and(|path| Path::new(&path).is_absolute());
    let places = places.filter(|_| speed == 1 || is_named);
    places.map(|places| places.diary())
}

/// How much moves: as said, or little where somebody is half asleep or far away.
fn motion(flags: &Flags, settings: &Settings, calm: bool) -> Motion {
    let said = flags.motion.or(settings.motion);
    said.unwrap_or(if calm { Motion::Calm } else { Motion::Full })
}

/// The theme that flags, environment, settings and the hour agree on.
pub(super) fn theme(
    flags: &Flags,
    settings: &Settings,
    environment: &Environment,
    is_night: bool,
) -> ThemeName {
    // `auto` is the name of none.
    let named = |choice: ThemeChoice| {
        let mut all = ThemeName::ALL.iter().copied();
        all.find(|theme| theme.name() == choice.name())
    };
    let config = match flags.theme {
        Some(_) => None,
        None => named(settings.theme),
    };
    let flag = flags.theme.and_then(named);
    theme::choose(flag, environment.no_color, config, is_night)
}

/// Whether `wall` lies in the night of a person whose nights begin then.
pub(super) fn is_night(wall: DateTime, boundary: Boundary) -> bool {
    // Noon is to the night what this boundary is to theirs.
    let hour = (boundary.hour_since(wall.hour()) + Boundary::NOON.hour()) % 24;
    u8::try_from(hour).is_ok_and(theme::is_night)
}

pub(super) fn read_settings() -> (Option<Places>, Settings, Vec<String>) {
    let places = Places::find();
    let mut notices = files::oddities(places.as_ref());
    let Some(path) = places.as_ref().map(Places::config) else {
        return (places, Settings::default(), notices);
    };
    let text = match files::read_if_there(&path) {
        Ok(text) => text.unwrap_or_default(),
        Err(reason) => {
            notices.push(format!("{}: {reason}", shown(&path)));
            String::new()
        }
    };
    let (settings, problems) = settings::parse(&text);
    notices.extend(
        problems
            .iter()
            .map(|problem| problem.brief("config.toml", &text)),
    );
    let settings = settings.in_country(Environment::read().country());
    (places, settings, notices)
}

fn from_file(path: &Path) -> Result<Routine> {
    let text = files::read_named(path).map_err(|reason| anyhow!("{}: {reason}", shown(path)))?;
    if text.trim().is_empty() {
        bail!("{}: there is nothing in it", shown(path));
    }
    let parsed = id_of(path)
        .map_err(|problem| vec![problem])
        .and_then(|id| parse(id, &text));
    parsed.map_err(|problems| {
        warn_stderr(&report(&path.to_string_lossy(), &text, &problems, false));
        anyhow!("{} cannot be used", shown(path))
    })
}

/// Whether there is no screen to draw on, or no keyboard to a screen.
pub(super) fn needs_lines(environment: &Environment) -> bool {
    let has_keyboard = || stdin().is_terminal() || File::open("/dev/tty").is_ok();
    !stdout().is_terminal() || environment.is_dumb() || !has_keyboard()
}

/// The day on the wall; where nobody has looked, only for weeks of a pregnancy, and by UTC.
fn day(wall: Option<DateTime>, profile: &Profile) -> Option<Date> {
    let counts = profile.pregnant_from.is_some();
    let unseen = || counts.then(|| TimeZone::UTC.to_datetime(clock::now()).date());
    wall.map(DateTime::date).or_else(unseen)
}

/// The night that `wall` lies in, in days.
fn night(wall: DateTime, boundary: Boundary) -> i64 {
    let days = wall.date().duration_since(date(2000, 1, 1)).as_hours() / 24;
    let is_of_the_day_before = wall.hour() < boundary.hour();
    days - i64::from(is_of_the_day_before)
}

/// The first of the notices, and how many more there are.
fn summary(notices: &[String]) -> Option<String> {
    match notices {
        [] => None,
        [only] => Some(only.clone()),
        [first, rest @ ..] => Some(format!("{first} (and {} more)", rest.len())),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn a_night_lasts_from_noon_to_noon() {
        let night = |wall| night(wall, Boundary::NOON);
        let evening = night(datetime(2026, 2, 28, 12, 0, 0, 0));
        assert_eq!(night(datetime(2026, 3, 1, 3, 0, 0, 0)), evening);
        assert_eq!(night(datetime(2026, 3, 1, 12, 0, 0, 0)), evening + 1);
    }

    #[test]
    fn whoever_sleeps_by_day_has_the_dark_by_day() {
        let dark = |hour, boundary| is_night(datetime(2026, 3, 1, hour, 0, 0, 0), boundary);
        assert!(dark(23, Boundary::NOON) && !dark(12, Boundary::NOON));
        let by_day = Boundary::at(21).unwrap();
        assert!(dark(6, by_day) && dark(15, by_day) && !dark(16, by_day) && !dark(23, by_day));
    }

    #[test]
    fn many_notices_take_the_room_of_one() {
        let notices = ["first", "second", "third"].map(str::to_owned);
        assert_eq!(summary(&notices).unwrap(), "first (and 2 more)");
        assert_eq!(summary(&[]), None);
    }
}
