//! What a user prefers, from `config.toml`.

use crate::night::Boundary;
use crate::routine::problem::Problem;
use crate::routine::table::field::Field;
use crate::routine::table::{self, Table};
use crate::routine::{RoutineId, named};
use crate::session::relief::Spot;
use crate::session::speech::Pace;

/// What a user prefers. A flag of the command line goes before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The colours.
    pub theme: ThemeChoice,
    /// How much moves; if not said, the hour and the connection decide.
    pub motion: Option<Motion>,
    /// What pictures and huge letters are made of.
    pub glyphs: GlyphChoice,
    /// Whether the figure is drawn in pixels.
    pub figure: FigureChoice,
    /// Whether a click counts as a key.
    pub mouse: bool,
    /// Whether this machine's screen is kept from going dark while seconds count.
    pub awake: bool,
    /// Every screen as plain lines.
    pub plain: bool,
    /// What is heard by day, on this machine.
    pub sound: SoundChoice,
    /// What is heard at night, during a cramp and from afar.
    pub night_sound: SoundChoice,
    /// How loud that is.
    pub loudness: Loudness,
    /// How fast words are told and spoken.
    pub pace: Pace,
    /// The user's own voice: a command and what it is given, the text on its standard input.
    pub voice: Vec<String>,
    /// The routine before bed.
    pub bedtime: RoutineId,
    /// The user's own relief routine, instead of the built-in ones.
    pub relief: Option<RoutineId>,
    /// Where built-in relief starts.
    pub relief_start: Spot,
    /// When a night of the diary ends and the next begins.
    pub night_begins: Boundary,
    /// What to call the emergency number, at most 30 characters.
    pub emergency: String,
    /// Whom to ask for advice, at most 40 characters.
    pub advice: String,
}

named! {
    /// The colours a user chose.
    pub enum ThemeChoice {
        /// Night from 21:00 to 07:00 and always in relief, else day.
        Auto = "auto", "by the hour";
        /// Light on dark grey.
        Day = "day";
        /// Dim, on black.
        Night = "night";
        /// Red on black.
        Ember = "ember";
        /// Black and white, at full strength.
        Contrast = "contrast", "high contrast";
        /// Dark on paper.
        Light = "light";
        /// The terminal's own colours.
        Mono = "mono", "no colour";
    }
}

named! {
    /// How much the figure moves.
    pub enum Motion {
        /// Ten pictures a second while it moves, four while it breathes.
        Full = "full";
        /// A few stills in place of a move, two a second while it breathes.
        Calm = "calm";
        /// Only words and numbers change, and the bar of the breath.
        Still = "still";
    }
}

impl Motion {
    /// The motion that follows under its key.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Full => Self::Calm,
            Self::Calm => Self::Still,
            Self::Still => Self::Full,
        }
    }
}

named! {
    /// What pictures and huge letters are made of, as a user chose.
    pub enum GlyphChoice {
        /// What the terminal can show.
        Auto = "auto", "as the terminal can";
        /// Eight dots to a cell.
        Octant = "octant", "octants";
        /// Six dots to a cell.
        Sextant = "sextant", "sextants";
        /// Four dots to a cell.
        Quadrant = "quadrant", "quadrants";
        /// Two dots to a cell.
        Half = "half", "half blocks";
        /// Nothing finer than a cell.
        Full = "full", "full blocks";
        /// Letters and signs of every keyboard.
        Ascii = "ascii", "plain characters";
    }
}

named! {
    /// What the figure is drawn in, as a user chose.
    pub enum FigureChoice {
        /// Pixels where a terminal on this machine shows them.
        Auto = "auto", "as the terminal can";
        Cells = "cells";
        /// Pixels where the terminal shows them, also from afar.
        Pixels = "pixels";
    }
}

named! {
    /// What is heard.
    pub enum SoundChoice {
        Off = "off";
        /// Short tones where something begins or ends.
        Tones = "tones";
        Voice = "voice";
        /// The bell of the terminal in place of tones: it may flash, and has no loudness.
        Bell = "bell";
    }
}

impl SoundChoice {
    /// What is heard next under its key: never the bell, which has to be asked for.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Tones,
            Self::Tones => Self::Voice,
            Self::Voice | Self::Bell => Self::Off,
        }
    }
}

named! {
    /// How loud it is.
    pub enum Loudness {
        /// So that nobody else wakes.
        Quiet = "quiet";
        /// For a quiet room.
        Normal = "normal";
        /// For who hears little, or stands far away.
        Loud = "loud";
    }
}

/// Whom to ask where nothing is known of the country.
pub const ADVICE_ANYWHERE: &str = "your doctor, or 111 in the UK";
/// What to call there.
const EMERGENCY_ANYWHERE: &str = "999, 112 or 911";
/// Where 112 is the number to call: the European Union.
const EUROPE: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

impl Settings {
    /// The same for who lives in a country, such as `GB`, and has not said whom to ask or to call: only there
    /// 111 is the number to call. 112 always stands beside another number, as a locale may be a foreign one.
    #[must_use]
    pub fn in_country(mut self, country: Option<&str>) -> Self {
        let Some(country) = country else {
            return self;
        };
        if self.advice == ADVICE_ANYWHERE {
            self.advice = match country {
                "GB" => "your doctor, or 111".to_owned(),
                _ => "your doctor".to_owned(),
            };
        }
        if self.emergency == EMERGENCY_ANYWHERE {
            self.emergency = match country {
                "GB" => "999 or 112".to_owned(),
                "US" | "CA" => "911 or 112".to_owned(),
                _ if EUROPE.contains(&country) => "112".to_owned(),
                _ => self.emergency,
            };
        }
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Auto,
            motion: None,
            glyphs: GlyphChoice::Auto,
            figure: FigureChoice::Auto,
            mouse: true,
            awake: true,
            plain: false,
            sound: SoundChoice::Off,
            night_sound: SoundChoice::Off,
            loudness: Loudness::Normal,
            pace: Pace::NORMAL,
            voice: Vec::new(),
            bedtime: RoutineId::new("bedtime-stretch").expect("small letters and a hyphen"),
            relief: None,
            relief_start: Spot::Calf,
            night_begins: Boundary::NOON,
            emergency: EMERGENCY_ANYWHERE.to_owned(),
            advice: ADVICE_ANYWHERE.to_owned(),
        }
    }
}

/// Reads the text of `config.toml`. What is absent or has a problem keeps its default; the
/// problems are in the order of their places.
pub fn parse(source: &str) -> (Settings, Vec<Problem>) {
    if source.is_empty() {
        // Most people have no such file, and wait for the first frame.
        return (Settings::default(), Vec::new());
    }
    table::read(source, "config.toml", settings)
}

fn settings(mut root: Table<'_>) -> Settings {
    let default = Settings::default();
    let settings = Settings {
        theme: root
            .optional("theme")
            .and_then(Field::one_of)
            .unwrap_or(default.theme),
        motion: root.optional("motion").and_then(Field::one_of),
        glyphs: root
            .optional("glyphs")
            .and_then(Field::one_of)
            .unwrap_or(default.glyphs),
        figure: root
            .optional("figure")
            .and_then(Field::one_of)
            .unwrap_or(default.figure),
        mouse: root
            .optional("mouse")
            .and_then(Field::flag)
            .unwrap_or(default.mouse),
        awake: root
            .optional("awake")
            .and_then(Field::flag)
            .unwrap_or(default.awake),
        plain: root
            .optional("plain")
            .and_then(Field::flag)
            .unwrap_or(default.plain),
        sound: root
            .optional("sound")
            .and_then(Field::one_of)
            .unwrap_or(default.sound),
        night_sound: root
            .optional("night_sound")
            .and_then(Field::one_of)
            .unwrap_or(default.night_sound),
        loudness: root
            .optional("loudness")
            .and_then(Field::one_of)
            .unwrap_or(default.loudness),
        pace: root
            .optional("pace")
            .and_then(|field| pace(&field))
            .unwrap_or(default.pace),
        voice: root
            .optional("voice")
            .and_then(|field| field.texts(20, 200))
            .unwrap_or(default.voice),
        bedtime: root
            .optional("bedtime")
            .and_then(Field::id)
            .unwrap_or(default.bedtime),
        relief: root.optional("relief").and_then(Field::id),
        relief_start: root
            .optional("relief_start")
            .and_then(Field::one_of)
            .unwrap_or(default.relief_start),
        night_begins: root
            .optional("night_begins")
            .and_then(Field::hour)
            .and_then(Boundary::at)
            .unwrap_or(default.night_begins),
        emergency: root
            .optional("emergency")
            .and_then(|field| field.text(30))
            .unwrap_or(default.emergency),
        advice: root
            .optional("advice")
            .and_then(|field| field.text(40))
            .unwrap_or(default.advice),
    };
    root.finish();
    settings
}

fn pace(field: &Field<'_>) -> Option<Pace> {
    let words = field.number()?;
    let pace = u16::try_from(words).ok().and_then(Pace::new);
    pace.or_else(|| {
        let (least, most) = (Pace::LEAST, Pace::MOST);
        let what = format!("is {words}, expected {least} to {most} words a minute");
        field.refuse(&what, "write it as `pace = 150`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_all_defaults() {
        assert_eq!(parse(""), (Settings::default(), Vec::new()));
    }

    #[test]
    fn every_key_is_read() {
        let (settings, problems) = parse(
            r#"
theme = "ember"
motion = "still"
glyphs = "half"
figure = "pixels"
mouse = false
awake = false
plain = true
sound = "tones"
night_sound = "voice"
loudness = "loud"
pace = 200
voice = ["my-voice", "-"]
bedtime = "bedtime-gentle"
relief = "my-calf"
relief_start = "bed"
night_begins = 21
emergency = "000"
advice = "1800 022 222"
"#,
        );
        assert_eq!(problems, []);
        let expected = Settings {
            theme: ThemeChoice::Ember,
            motion: Some(Motion::Still),
            glyphs: GlyphChoice::Half,
            figure: FigureChoice::Pixels,
            mouse: false,
            awake: false,
            plain: true,
            sound: SoundChoice::Tones,
            night_sound: SoundChoice::Voice,
            loudness: Loudness::Loud,
            pace: Pace::new(200).unwrap(),
            voice: vec!["my-voice".to_owned(), "-".to_owned()],
            bedtime: RoutineId::new("bedtime-gentle").unwrap(),
            relief: RoutineId::new("my-calf"),
            relief_start: Spot::Bed,
            night_begins: Boundary::at(21).unwrap(),
            emergency: "000".to_owned(),
            advice: "1800 022 222".to_owned(),
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn a_number_of_the_uk_stands_only_where_somebody_may_live_there() {
        let advice = |text: &str, country| parse(text).0.in_country(country).advice;
        assert_eq!(advice("", None), ADVICE_ANYWHERE);
        assert_eq!(advice("", Some("GB")), "your doctor, or 111");
        assert_eq!(advice("", Some("US")), "your doctor");
        assert_eq!(advice("advice = \"112\"", Some("US")), "112");
    }

    #[test]
    fn the_emergency_number_is_that_of_the_country_and_112_where_that_is_known() {
        let emergency = |text: &str, country| parse(text).0.in_country(country).emergency;
        assert_eq!(emergency("", None), EMERGENCY_ANYWHERE);
        assert_eq!(emergency("", Some("JP")), EMERGENCY_ANYWHERE);
        assert_eq!(emergency("", Some("GB")), "999 or 112");
        assert_eq!(emergency("", Some("US")), "911 or 112");
        assert_eq!(emergency("", Some("DE")), "112");
        assert_eq!(emergency("emergency = \"000\"", Some("DE")), "000");
    }

    #[test]
    fn a_bad_value_keeps_its_default_and_the_others_count() {
        let (settings, problems) =
            parse("theme = \"dusk\"\nmouse = 1\nrelief_start = \"foot\"\nnight_begins = 24\n");
        assert_eq!(problems.len(), 3);
        let expected = Settings {
            relief_start: Spot::Foot,
            ..Settings::default()
        };
        assert_eq!(settings, expected);
    }
}
