//! What the environment says about the terminal.

mod terminals;

use std::env;

use crate::io::pictures::PictureQuery;
use crate::settings::{FigureChoice, GlyphChoice};
use crate::ui::Width;
use crate::ui::keys::layout::KeyboardLayout;
use crate::ui::raster::Glyphs;
use crate::ui::theme::Depth;
use terminals::KnownTerminal;

/// Languages in whose terminals blocks may take two columns, which tears every letter made of them.
const WIDE: [&str; 3] = ["ja", "ko", "zh"];

/// The variables that decide how the program looks.
#[derive(Debug, Clone)]
pub(super) struct Environment {
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `SSH_TTY` or `SSH_CONNECTION` is set: every picture goes over a network.
    pub is_remote: bool,
    colorterm: String,
    term: String,
    /// What the terminal draws itself, as it is known.
    known: KnownTerminal,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that says something.
    locale: String,
}

impl Environment {
    /// What this process was started with.
    pub(super) fn read() -> Self {
        Self::of(&|name| {
            let value = env::var_os(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        })
    }

    /// What variables say, each empty where it is not set.
    fn of(text: &dyn Fn(&str) -> String) -> Self {
        let mut locales = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(text);
        Self {
            no_color: !text("NO_COLOR").is_empty(),
            is_remote: !text("SSH_TTY").is_empty() || !text("SSH_CONNECTION").is_empty(),
            colorterm: text("COLORTERM"),
            term: text("TERM"),
            known: KnownTerminal::by(text),
            locale: locales
                .find(|locale| !locale.is_empty())
                .unwrap_or_default(),
        }
    }

    /// Whether the terminal can do no more than print lines.
    pub(super) fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// Whether printed lines may have colours.
    pub(super) fn has_colours(&self) -> bool {
        !self.no_color && !self.is_dumb()
    }

    /// How many colours a screen has.
    pub(super) fn depth(&self) -> Depth {
        Depth::from_env(&self.colorterm, &self.term, self.known.is_named)
    }

    /// The country of the locale, as `GB`.
    pub(super) fn country(&self) -> Option<&str> {
        let name = self.locale.split(['.', '@']).next()?;
        name.split_once('_').map(|(_, country)| country)
    }

    /// The keyboard that goes with the locale, if its keys are others than those of a Latin one.
    pub(super) fn layout(&self) -> Option<&'static KeyboardLayout> {
        KeyboardLayout::of_locale(&self.locale)
    }

    /// What huge letters are made of: as chosen, or what the terminal can show.
    pub(super) fn glyphs(&self, choice: GlyphChoice) -> Glyphs {
        match choice {
            GlyphChoice::Octant => Glyphs::Octant,
            GlyphChoice::Sextant => Glyphs::Sextant,
            GlyphChoice::Quadrant => Glyphs::Quadrant,
            GlyphChoice::Half => Glyphs::Half,
            GlyphChoice::Full => Glyphs::Full,
            GlyphChoice::Ascii => Glyphs::Ascii,
            GlyphChoice::Auto if !self.is_utf8() || self.may_be_wide() => Glyphs::Ascii,
            GlyphChoice::Auto => self.known.draws,
        }
    }

    /// Whether it is known how wide the terminal draws what huge letters are made of: any may call itself
    /// an xterm, and an xterm may be told to draw wide.
    pub(super) fn width(&self, choice: GlyphChoice) -> Width {
        let is_open = choice == GlyphChoice::Auto
            && self.glyphs(choice) != Glyphs::Ascii
            && !self.known.is_narrow
            && self.term.starts_with("xterm");
        if is_open { Width::Asked } else { Width::Known }
    }

    /// What the terminal is asked about pictures in pixels: by itself only one on this machine, and none
    /// that has another one around it or would show the question.
    pub(super) fn pictures(
        &self,
        figure: FigureChoice,
        glyphs: GlyphChoice,
    ) -> Option<PictureQuery> {
        let by_itself =
            glyphs == GlyphChoice::Auto && !self.is_remote && !self.known.shows_questions;
        match figure {
            FigureChoice::Cells => None,
            FigureChoice::Auto => by_itself.then_some(PictureQuery::Either),
            FigureChoice::Pixels if self.known.shows_questions => Some(PictureQuery::Sixel),
            FigureChoice::Pixels => Some(PictureQuery::Either),
        }
    }

    fn may_be_wide(&self) -> bool {
        let is_wide = WIDE.iter().any(|language| {
            let rest = self.locale.strip_prefix(language);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '.', '@']))
        });
        // Terminals with a name of their own in `TERM` are narrow, too.
        is_wide && !self.known.is_narrow && (self.term.starts_with("xterm") || self.term.is_empty())
    }

    fn is_utf8(&self) -> bool {
        let locale = self.locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What words such as `TERM=linux LANG=C` say.
    fn environment(words: &str) -> Environment {
        let set = |name: &str| {
            let mut pairs = words.split(' ').filter_map(|word| word.split_once('='));
            pairs
                .find(|(other, _)| *other == name)
                .map(|(_, value)| value)
        };
        Environment::of(&|name| set(name).unwrap_or_default().to_owned())
    }

    fn glyphs(words: &str) -> Glyphs {
        environment(words).glyphs(GlyphChoice::Auto)
    }

    #[test]
    fn a_locale_without_unicode_gets_ascii() {
        for locale in ["", "C", "POSIX", "de_DE.ISO-8859-1", "\u{1b}[31m"] {
            let words = format!("LANG={locale} TERM=xterm-kitty");
            assert_eq!(glyphs(&words), Glyphs::Ascii, "{locale}");
        }
        for locale in ["C.UTF-8", "en_GB.utf8", "de_DE.UTF-8@euro"] {
            let words = format!("LANG={locale} TERM=xterm");
            assert_eq!(glyphs(&words), Glyphs::Quadrant, "{locale}");
        }
    }

    #[test]
    fn where_blocks_may_take_two_columns_letters_hold() {
        for locale in ["ja_JP.UTF-8", "ko_KR.utf8", "zh_TW.UTF-8"] {
            let glyphs = |rest: &str| glyphs(&format!("LANG={locale} {rest}"));
            assert_eq!(glyphs("TERM=xterm-256color"), Glyphs::Ascii, "{locale}");
            assert_eq!(glyphs("TERM=alacritty"), Glyphs::Quadrant, "{locale}");
            let known = glyphs("TERM=xterm-256color WT_SESSION=1");
            assert_eq!(known, Glyphs::Quadrant, "{locale}");
        }
        assert_eq!(glyphs("LANG=jam_JM.UTF-8 TERM=xterm"), Glyphs::Quadrant);
    }

    #[test]
    fn the_table_of_terminals_says_what_is_done() {
        let document = include_str!("../../docs/terminals.md");
        let rows = document.lines().filter(|line| line.starts_with("| `TERM"));
        let mut count = 0;
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [_, variables, blocks, colours, ..] = cells[..] else {
                panic!("{row}");
            };
            let variables = variables.replace('`', "");
            let environment = environment(&format!("LANG=C.UTF-8 {variables}"));
            let drawn = match environment.glyphs(GlyphChoice::Auto) {
                Glyphs::Ascii => GlyphChoice::Ascii,
                Glyphs::Full => GlyphChoice::Full,
                Glyphs::Half => GlyphChoice::Half,
                Glyphs::Quadrant => GlyphChoice::Quadrant,
                Glyphs::Sextant => GlyphChoice::Sextant,
                Glyphs::Octant => GlyphChoice::Octant,
            };
            let depth = match environment.depth() {
                Depth::True => "true",
                Depth::Indexed => "256",
                Depth::Sixteen => "16",
                Depth::Console => "16 of ours",
            };
            assert_eq!((drawn.name(), depth), (blocks, colours), "{row}");
            count += 1;
        }
        assert!(count > 20, "{count} rows");
    }

    #[test]
    fn a_choice_holds_on_every_terminal() {
        let environment = environment("");
        assert_eq!(environment.glyphs(GlyphChoice::Octant), Glyphs::Octant);
    }
}
