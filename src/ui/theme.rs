//! What each part of a screen looks like: themes, colour depths and the roles they colour.
//!
//! Night and ember hold no blue at all, because blue light wakes. Every theme keeps a promise on
//! contrast, which the tests beside the palettes recompute.

mod palette;
pub mod xterm;

#[cfg(test)]
mod contrast;

use ratatui::style::{Color, Modifier, Style};

use crate::routine::named;

named! {
    /// A set of colours.
    pub enum ThemeName {
        /// Light letters on dark grey, for the hours when blue light does no harm.
        Day = "day";
        /// Amber and red on black.
        Night = "night";
        /// Night once more dimmed; small text is below the usual contrast on purpose.
        Ember = "ember";
        /// The strongest contrast, for eyes that need it.
        Contrast = "contrast", "high contrast";
        /// Dark letters on paper, for a bright room.
        Light = "light";
        /// No colours: bold and dim tell the roles apart.
        Mono = "mono", "no colours";
    }
}

impl ThemeName {
    /// The theme that follows under the dimmer key, where one began with `own`: that comes again.
    #[must_use]
    pub fn next(self, own: Self) -> Self {
        match (self, own) {
            (Self::Night, _) => Self::Ember,
            (Self::Ember, Self::Night | Self::Ember | Self::Day) => Self::Day,
            (Self::Ember, own) => own,
            (Self::Day | Self::Contrast | Self::Light | Self::Mono, _) => Self::Night,
        }
    }
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// Any RGB colour.
    True,
    /// The 256 colours of xterm.
    Indexed,
    /// The 16 colours that the terminal's owner has chosen.
    Sixteen,
    /// 16 colours that are chosen for as long as the program runs: the console of Linux.
    Console,
}

impl Depth {
    /// The depth that `COLORTERM` and `TERM` speak for, empty where they are not set; 16 colours
    /// when neither says more. A terminal that names itself in a variable of its own has 256 colours
    /// where `TERM` is a name of old that says nothing of them.
    pub fn from_env(colorterm: &str, term: &str, is_named: bool) -> Self {
        let full = matches!(colorterm, "truecolor" | "24bit")
            || term.contains("-direct")
            || TRUE_COLOUR_TERMS.contains(&term);
        // GNU screen inherits COLORTERM from the terminal around it, but garbles RGB colours.
        let is_old = term == "xterm" || term.starts_with("vt");
        if term == "linux" {
            Self::Console
        } else if full && !term.starts_with("screen") {
            Self::True
        } else if full || term.ends_with("-256color") || (is_named && is_old) {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// Terminals known by `TERM` alone, which ssh passes on where it drops `COLORTERM`.
const TRUE_COLOUR_TERMS: [&str; 7] = [
    "alacritty",
    "contour",
    "foot",
    "foot-extra",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
];

/// Whether anybody wants to see colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inks {
    /// The colours of the theme.
    Colours,
    /// Greys as bright as they are: no colours, and yet no white page.
    Greys,
}

/// What a cell is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Huge words, titles and the names of keys.
    Strong,
    /// Numbers, and the part that is done.
    Accent,
    /// What must not be overlooked: the heading of a warning, or a warning that is a sentence or two.
    Alert,
    /// Instructions and other running text.
    Text,
    /// Hints, and text that may be skipped.
    Quiet,
    /// Lines and the part not done yet: decoration only.
    Rule,
    /// The limb nearer to the viewer.
    Near,
    Trunk,
    /// The limb behind, which stays in the background on purpose.
    Far,
    /// Bed, chair, wall and floor.
    Furniture,
    /// Towel and pillow.
    Soft,
    /// The muscle under stretch on the near limb.
    Muscle,
    /// The muscle under stretch on the far limb.
    FarMuscle,
    /// The arrow that shows a motion.
    Arrow,
    Warmth,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: ThemeName,
    depth: Depth,
    inks: Inks,
}

impl Theme {
    pub const fn new(name: ThemeName, depth: Depth) -> Self {
        Self {
            name,
            depth,
            inks: Inks::Colours,
        }
    }

    #[must_use]
    pub fn with(self, inks: Inks) -> Self {
        Self { inks, ..self }
    }

    fn ink(&self, colour: Color) -> Color {
        match self.inks {
            Inks::Colours => colour,
            // On the console a number is whatever its palette says, which is grey.
            Inks::Greys if matches!((self.depth, colour), (Depth::Console, Color::Indexed(_))) => {
                colour
            }
            Inks::Greys => xterm::grey(colour),
        }
    }

    pub const fn name(&self) -> ThemeName {
        self.name
    }

    /// The style of an empty cell; also what the whole screen is painted with first.
    pub fn ground(&self) -> Style {
        self.style(Role::Text)
    }

    /// What the 16 colours of the terminal have to be, from the first; empty where they stay as they are.
    pub fn palette(&self) -> Vec<u32> {
        match self.depth {
            Depth::Console => {
                let inks = palette::console(self.name).into_iter();
                inks.map(|ink| match self.ink(Color::from_u32(ink)) {
                    Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
                    _ => ink,
                })
                .collect()
            }
            Depth::True | Depth::Indexed | Depth::Sixteen => Vec::new(),
        }
    }

    /// Red, green and blue of a role where a terminal shows pixels, whatever its cells can show; `None`
    /// in mono, where its owner has chosen them.
    pub fn rgb(&self, role: Role) -> Option<[u8; 3]> {
        let (ink, _) = palette::colours(self.name, Depth::True, role)?;
        xterm::rgb(self.ink(ink))
    }

    /// Red, green and blue of an empty cell, as far as they are known.
    pub fn ground_rgb(&self) -> Option<[u8; 3]> {
        xterm::rgb(self.ground().bg?)
    }

    /// The style of a cell in `role`, with an explicit background except in mono.
    pub fn style(&self, role: Role) -> Style {
        let (colours, weight) = match palette::colours(self.name, self.depth, role) {
            Some((ink, ground)) => {
                let [ink, ground] = [ink, ground].map(|colour| self.ink(colour));
                (Style::new().fg(ink).bg(ground), weight(role))
            }
            None => (Style::new(), mono_weight(role)),
        };
        // Styles are laid over each other: what lies below must not lend its weight.
        colours
            .add_modifier(weight)
            .remove_modifier(WEIGHTS.difference(weight))
    }
}

/// `flag` goes first, then `NO_COLOR` (set and not empty: no colours), `config`, the hour.
pub fn choose(
    flag: Option<ThemeName>,
    no_color: bool,
    config: Option<ThemeName>,
    night: bool,
) -> ThemeName {
    let by_hour = if night {
        ThemeName::Night
    } else {
        ThemeName::Day
    };
    // The terminal's own colours may be a white page, which is nothing to open eyes to at night:
    // then it is white on black, which is no colour either.
    let without = if night {
        ThemeName::Contrast
    } else {
        ThemeName::Mono
    };
    flag.or(no_color.then_some(without))
        .or(config)
        .unwrap_or(by_hour)
}

/// Whether `hour`, 0 to 23 of local time, lies in the night: from 21:00 to 07:00.
pub const fn is_night(hour: u8) -> bool {
    hour >= 21 || hour < 7
}

const WEIGHTS: Modifier = Modifier::BOLD.union(Modifier::DIM);

const fn weight(role: Role) -> Modifier {
    match role {
        Role::Strong | Role::Alert => Modifier::BOLD,
        Role::Accent
        | Role::Text
        | Role::Quiet
        | Role::Rule
        | Role::Near
        | Role::Trunk
        | Role::Far
        | Role::Furniture
        | Role::Soft
        | Role::Muscle
        | Role::FarMuscle
        | Role::Arrow
        | Role::Warmth => Modifier::empty(),
    }
}

const fn mono_weight(role: Role) -> Modifier {
    match role {
        Role::Strong | Role::Accent | Role::Alert | Role::Muscle | Role::Arrow => Modifier::BOLD,
        Role::Text | Role::Near | Role::Trunk | Role::Warmth => Modifier::empty(),
        Role::Quiet | Role::Rule | Role::Far | Role::Furniture | Role::Soft | Role::FarMuscle => {
            Modifier::DIM
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dimmer_key_goes_round_day_night_ember() {
        assert_eq!(ThemeName::Day.next(ThemeName::Night), ThemeName::Night);
        assert_eq!(ThemeName::Night.next(ThemeName::Night), ThemeName::Ember);
        assert_eq!(ThemeName::Ember.next(ThemeName::Night), ThemeName::Day);
        assert_eq!(ThemeName::Contrast.next(ThemeName::Night), ThemeName::Night);
        assert_eq!(ThemeName::Light.next(ThemeName::Night), ThemeName::Night);
        assert_eq!(ThemeName::Mono.next(ThemeName::Night), ThemeName::Night);
        assert_eq!(ThemeName::Ember.next(ThemeName::Light), ThemeName::Light);
    }

    #[test]
    fn colorterm_speaks_before_term_and_nothing_means_sixteen() {
        let cases = [
            ("truecolor", "xterm", Depth::True),
            ("24bit", "", Depth::True),
            ("yes", "xterm-256color", Depth::Indexed),
            ("", "tmux-256color", Depth::Indexed),
            ("", "xterm-direct", Depth::True),
            ("", "xterm-kitty", Depth::True),
            ("", "linux", Depth::Console),
            ("", "", Depth::Sixteen),
        ];
        for (colorterm, term, depth) in cases {
            assert_eq!(
                Depth::from_env(colorterm, term, false),
                depth,
                "{colorterm:?} {term:?}"
            );
        }
    }

    #[test]
    fn screen_is_never_sent_rgb() {
        let depth = |term| Depth::from_env("truecolor", term, true);
        assert_eq!(depth("screen"), Depth::Indexed);
        assert_eq!(depth("screen-256color"), Depth::Indexed);
    }

    #[test]
    fn a_flag_beats_no_color_which_beats_config_which_beats_the_hour() {
        use ThemeName::{Contrast, Day, Ember, Mono, Night};
        assert_eq!(choose(Some(Ember), true, Some(Contrast), true), Ember);
        assert_eq!(choose(None, true, Some(Ember), false), Mono);
        assert_eq!(choose(None, true, None, true), Contrast);
        assert_eq!(choose(Some(Mono), true, None, true), Mono);
        assert_eq!(choose(None, false, Some(Contrast), true), Contrast);
        assert_eq!(choose(None, false, None, true), Night);
        assert_eq!(choose(None, false, None, false), Day);
    }

    #[test]
    fn the_night_is_from_nine_to_seven() {
        let night: Vec<u8> = (0..24).filter(|&hour| is_night(hour)).collect();
        assert_eq!(night, [0, 1, 2, 3, 4, 5, 6, 21, 22, 23]);
    }

    #[test]
    fn mono_sets_no_colours_and_tells_roles_by_weight() {
        let theme = Theme::new(ThemeName::Mono, Depth::True);
        let weights = [
            (Role::Text, Modifier::empty()),
            (Role::Strong, Modifier::BOLD),
            (Role::Quiet, Modifier::DIM),
        ];
        for (role, weight) in weights {
            let style = theme.style(role);
            assert_eq!(
                (style.fg, style.bg, style.add_modifier),
                (None, None, weight),
                "{role:?}"
            );
        }
    }

    #[test]
    fn in_grey_no_theme_has_a_colour_at_any_depth() {
        let every = |name: ThemeName| {
            [Depth::True, Depth::Indexed, Depth::Sixteen].map(|depth| Theme::new(name, depth))
        };
        for theme in ThemeName::ALL.iter().flat_map(|name| every(*name)) {
            let theme = theme.with(Inks::Greys);
            for role in [
                Role::Text,
                Role::Accent,
                Role::Alert,
                Role::Muscle,
                Role::Soft,
            ] {
                let style = theme.style(role);
                for colour in style.fg.into_iter().chain(style.bg) {
                    let [red, green, blue] = xterm::rgb(colour).expect("all but mono have one");
                    assert!(
                        red == green && green == blue,
                        "{theme:?} {role:?}: {colour:?}"
                    );
                }
            }
        }
        for name in ThemeName::ALL {
            let console = Theme::new(*name, Depth::Console).with(Inks::Greys);
            for ink in console.palette() {
                let [_, red, green, blue] = ink.to_be_bytes();
                assert!(red == green && green == blue, "{name:?}: {ink:06x}");
            }
        }
    }

    #[test]
    fn a_role_laid_over_another_keeps_its_own_weight() {
        for &name in ThemeName::ALL {
            let theme = Theme::new(name, Depth::True);
            let title = theme.style(Role::Rule).patch(theme.style(Role::Strong));
            assert_eq!(title.add_modifier, Modifier::BOLD, "{name:?}");
            let text = theme.style(Role::Strong).patch(theme.style(Role::Text));
            assert_eq!(text.add_modifier, Modifier::empty(), "{name:?}");
        }
    }
}
