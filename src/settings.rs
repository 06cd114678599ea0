//! What a user prefers, from `config.toml`.

use crate::diary::night::Boundary;
use crate::routine::problem::Problem;
use crate::routine::table::{self, Table};
use crate::routine::{RoutineId, named};
use crate::session::relief::Spot;

/// What a user prefers. A flag of the command line goes before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The colours.
    pub theme: ThemeChoice,
    /// How much moves; if not said, the hour and the connection decide.
    pub motion: Option<Motion>,
    /// What pictures and huge letters are made of.
    pub glyphs: GlyphChoice,
    /// Whether a click counts as a key.
    pub mouse: bool,
    /// Every screen as plain lines.
    pub plain: bool,
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
    ThemeChoice {
        /// Night from 21:00 to 07:00 and always in relief, else day.
        Auto = "auto", "by the hour";
        /// Light on dark grey.
        Day = "day", "day";
        /// Dim, on black.
        Night = "night", "night";
        /// Red on black.
        Ember = "ember", "ember";
        /// Black and white, at full strength.
        Contrast = "contrast", "high contrast";
        /// Dark on paper.
        Light = "light", "light";
        /// The terminal's own colours.
        Mono = "mono", "no colour";
    }
}

named! {
    /// How much the figure moves.
    Motion {
        /// Ten pictures a second while it moves, four while it breathes.
        Full = "full", "full";
        /// A few stills in place of a move, two a second while it breathes.
        Calm = "calm", "calm";
        /// Only words and numbers change, and the bar of the breath.
        Still = "still", "still";
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
    GlyphChoice {
        /// What the terminal can show.
        Auto = "auto", "as the terminal can";
        /// Four dots to a cell.
        Quadrant = "quadrant", "quadrants";
        /// Two dots to a cell.
        Half = "half", "half blocks";
        /// Letters and signs of every keyboard.
        Ascii = "ascii", "plain characters";
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Auto,
            motion: None,
            glyphs: GlyphChoice::Auto,
            mouse: true,
            plain: false,
            bedtime: RoutineId::new("bedtime-stretch").expect("small letters and a hyphen"),
            relief: None,
            relief_start: Spot::Calf,
            night_begins: Boundary::NOON,
            emergency: "999, 112 or 911".to_owned(),
            advice: "your doctor, or 111 in the UK".to_owned(),
        }
    }
}

/// Reads the text of `config.toml`. What is absent or has a problem keeps its default; the
/// problems are in the order of their places.
pub fn parse(source: &str) -> (Settings, Vec<Problem>) {
    table::read(source, "config.toml", settings)
}

fn settings(mut root: Table<'_>) -> Settings {
    let default = Settings::default();
    let settings = Settings {
        theme: root
            .optional("theme")
            .and_then(|field| field.choice(ThemeChoice::ALL, ThemeChoice::name))
            .unwrap_or(default.theme),
        motion: root
            .optional("motion")
            .and_then(|field| field.choice(Motion::ALL, Motion::name)),
        glyphs: root
            .optional("glyphs")
            .and_then(|field| field.choice(GlyphChoice::ALL, GlyphChoice::name))
            .unwrap_or(default.glyphs),
        mouse: root
            .optional("mouse")
            .and_then(|field| field.flag())
            .unwrap_or(default.mouse),
        plain: root
            .optional("plain")
            .and_then(|field| field.flag())
            .unwrap_or(default.plain),
        bedtime: root
            .optional("bedtime")
            .and_then(|field| field.id())
            .unwrap_or(default.bedtime),
        relief: root.optional("relief").and_then(|field| field.id()),
        relief_start: root
            .optional("relief_start")
            .and_then(|field| field.choice(Spot::ALL, Spot::name))
            .unwrap_or(default.relief_start),
        night_begins: root
            .optional("night_begins")
            .and_then(|field| field.hour())
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
mouse = false
plain = true
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
            mouse: false,
            plain: true,
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
