//! What the environment says about the terminal.

use std::env;

use crate::settings::GlyphChoice;
use crate::ui::Width;
use crate::ui::keys::layout::Layout;
use crate::ui::raster::Glyphs;
use crate::ui::theme::Depth;

/// Variables of terminals that draw blocks in one column whatever the locale.
const NARROW: [&str; 7] = [
    "VTE_VERSION",
    "TERM_PROGRAM",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "WEZTERM_PANE",
    "ALACRITTY_WINDOW_ID",
    "WT_SESSION",
];

/// A terminal that names itself in a variable of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Emulator {
    /// It does not.
    #[default]
    Unknown,
    /// `XTERM_VERSION` is set: `TERM` may hide what it can.
    Xterm,
    /// It draws blocks in one column, whatever the locale.
    Narrow,
}

impl Emulator {
    fn named(is_set: impl Fn(&str) -> bool) -> Self {
        if NARROW.into_iter().any(&is_set) {
            Self::Narrow
        } else if is_set("XTERM_VERSION") {
            Self::Xterm
        } else {
            Self::Unknown
        }
    }
}

/// Languages in whose terminals blocks may take two columns, which tears every letter made of them.
const WIDE: [&str; 3] = ["ja", "ko", "zh"];

/// The variables that decide how the program looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Environment {
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `SSH_TTY` or `SSH_CONNECTION` is set: every picture goes over a network.
    pub is_remote: bool,
    colorterm: String,
    term: String,
    /// What names itself beside `TERM`.
    emulator: Emulator,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that says something.
    locale: String,
}

impl Environment {
    /// What this process was started with.
    pub fn read() -> Self {
        fn text(name: &str) -> String {
            let value = env::var_os(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        }
        let mut locales = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(text);
        Self {
            no_color: !text("NO_COLOR").is_empty(),
            is_remote: !text("SSH_TTY").is_empty() || !text("SSH_CONNECTION").is_empty(),
            colorterm: text("COLORTERM"),
            term: text("TERM"),
            emulator: Emulator::named(|name| !text(name).is_empty()),
            locale: locales
                .find(|locale| !locale.is_empty())
                .unwrap_or_default(),
        }
    }

    /// Whether the terminal can do no more than print lines.
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// Whether printed lines may have colours.
    pub fn has_colours(&self) -> bool {
        !self.no_color && !self.is_dumb()
    }

    /// How many colours a screen has.
    pub fn depth(&self) -> Depth {
        Depth::from_env(
            &self.colorterm,
            &self.term,
            self.emulator == Emulator::Xterm,
        )
    }

    /// The country of the locale, as `GB`.
    pub fn country(&self) -> Option<&str> {
        let name = self.locale.split(['.', '@']).next()?;
        name.split_once('_').map(|(_, country)| country)
    }

    /// The keyboard that goes with the locale, if its keys are others than those of a Latin one.
    pub fn layout(&self) -> Option<&'static Layout> {
        Layout::of_locale(&self.locale)
    }

    /// What huge letters are made of: as chosen, or what the terminal can show.
    pub fn glyphs(&self, choice: GlyphChoice) -> Glyphs {
        match choice {
            GlyphChoice::Quadrant => Glyphs::Quadrant,
            GlyphChoice::Half => Glyphs::Half,
            GlyphChoice::Ascii => Glyphs::Ascii,
            GlyphChoice::Auto => self.best_glyphs(),
        }
    }

    /// Whether it is known how wide the terminal draws what huge letters are made of: any may call itself
    /// an xterm, and an xterm may be told to draw wide.
    pub fn width(&self, choice: GlyphChoice) -> Width {
        let is_open = choice == GlyphChoice::Auto
            && self.best_glyphs() != Glyphs::Ascii
            && self.emulator != Emulator::Narrow
            && self.term.starts_with("xterm");
        if is_open { Width::Asked } else { Width::Known }
    }

    fn best_glyphs(&self) -> Glyphs {
        if !self.is_utf8() || self.may_be_wide() {
            Glyphs::Ascii
        } else if self.term == "linux" {
            // The font of the bare console has no quadrants.
            Glyphs::Half
        } else {
            Glyphs::Quadrant
        }
    }

    fn may_be_wide(&self) -> bool {
        let is_wide = WIDE.iter().any(|language| {
            let rest = self.locale.strip_prefix(language);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '.', '@']))
        });
        // Terminals with a name of their own in `TERM` are narrow, too.
        is_wide
            && self.emulator != Emulator::Narrow
            && (self.term.starts_with("xterm") || self.term.is_empty())
    }

    fn is_utf8(&self) -> bool {
        let locale = self.locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(locale: &str, term: &str) -> Glyphs {
        let environment = Environment {
            locale: locale.to_owned(),
            term: term.to_owned(),
            ..Environment::default()
        };
        environment.glyphs(GlyphChoice::Auto)
    }

    #[test]
    fn a_locale_without_unicode_gets_ascii() {
        for locale in ["", "C", "POSIX", "de_DE.ISO-8859-1", "\u{1b}[31m"] {
            assert_eq!(glyphs(locale, "xterm"), Glyphs::Ascii, "{locale}");
        }
        for locale in ["C.UTF-8", "en_GB.utf8", "de_DE.UTF-8@euro"] {
            assert_eq!(glyphs(locale, "xterm"), Glyphs::Quadrant, "{locale}");
        }
    }

    #[test]
    fn where_blocks_may_take_two_columns_letters_hold() {
        for locale in ["ja_JP.UTF-8", "ko_KR.utf8", "zh_TW.UTF-8"] {
            assert_eq!(glyphs(locale, "xterm-256color"), Glyphs::Ascii, "{locale}");
            assert_eq!(glyphs(locale, "alacritty"), Glyphs::Quadrant, "{locale}");
            let known = Environment {
                locale: locale.to_owned(),
                term: "xterm-256color".to_owned(),
                emulator: Emulator::Narrow,
                ..Environment::default()
            };
            assert_eq!(
                known.glyphs(GlyphChoice::Auto),
                Glyphs::Quadrant,
                "{locale}"
            );
        }
        assert_eq!(glyphs("jam_JM.UTF-8", "xterm"), Glyphs::Quadrant);
    }

    #[test]
    fn an_xterm_has_more_colours_than_its_name_says() {
        let depth = |term: &str, is_xterm: bool| {
            let environment = Environment {
                term: term.to_owned(),
                emulator: Emulator::named(|name| is_xterm && name == "XTERM_VERSION"),
                ..Environment::default()
            };
            environment.depth()
        };
        assert_eq!(depth("xterm", true), Depth::Indexed);
        assert_eq!(depth("xterm", false), Depth::Sixteen);
        // A multiplexer inherits the variable, but not what it stands for.
        assert_eq!(depth("screen", true), Depth::Sixteen);
    }

    #[test]
    fn the_console_of_linux_gets_half_blocks() {
        assert_eq!(glyphs("C.UTF-8", "linux"), Glyphs::Half);
        assert_eq!(glyphs("C", "linux"), Glyphs::Ascii);
    }

    #[test]
    fn a_choice_holds_on_every_terminal() {
        let environment = Environment::default();
        assert_eq!(environment.glyphs(GlyphChoice::Quadrant), Glyphs::Quadrant);
    }
}
