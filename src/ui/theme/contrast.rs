//! The promises of the palettes, recomputed: contrast as in WCAG 2, and the same figures as a
//! protanope sees them (Machado, Oliveira and Fernandes 2009, severity 1).

use ratatui::style::Color;

use super::{Depth, Role, Theme, ThemeName, xterm};

const COLOURED: [ThemeName; 5] = [
    ThemeName::Day,
    ThemeName::Night,
    ThemeName::Ember,
    ThemeName::Contrast,
    ThemeName::Light,
];
const DEPTHS: [Depth; 3] = [Depth::True, Depth::Indexed, Depth::Sixteen];
const ROLES: [Role; 15] = [
    Role::Strong,
    Role::Accent,
    Role::Alert,
    Role::Text,
    Role::Quiet,
    Role::Rule,
    Role::Near,
    Role::Trunk,
    Role::Far,
    Role::Furniture,
    Role::Soft,
    Role::Muscle,
    Role::FarMuscle,
    Role::Arrow,
    Role::Warmth,
];

#[test]
fn every_role_keeps_its_promise_at_every_depth() {
    for (theme, role) in everything() {
        if let Some(promise) = promise(theme.name(), role) {
            let contrast = contrast(&theme, role, luminance);
            assert!(
                contrast >= promise,
                "{theme:?} {role:?}: {contrast:.2} < {promise}"
            );
        }
    }
}

#[test]
fn the_near_limb_stands_out_from_the_trunk_and_the_muscle_from_the_limb() {
    for (theme, _) in everything() {
        let colour = |role| theme.style(role).fg;
        assert_ne!(colour(Role::Near), colour(Role::Trunk), "{theme:?}");
        assert_ne!(colour(Role::Near), colour(Role::Muscle), "{theme:?}");
        assert_ne!(colour(Role::Far), colour(Role::FarMuscle), "{theme:?}");
    }
}

#[test]
fn night_and_ember_send_no_blue() {
    for (theme, role) in everything() {
        if matches!(theme.name(), ThemeName::Night | ThemeName::Ember) {
            let (foreground, background) = colours(&theme, role);
            assert_eq!((foreground[2], background[2]), (0, 0), "{theme:?} {role:?}");
        }
    }
}

#[test]
fn a_channel_that_is_dark_stays_dark_with_256_colours() {
    for (name, role) in COLOURED
        .iter()
        .flat_map(|&name| ROLES.map(|role| (name, role)))
    {
        let (full, _) = colours(&Theme::new(name, Depth::True), role);
        let (indexed, _) = colours(&Theme::new(name, Depth::Indexed), role);
        for (full, indexed) in full.into_iter().zip(indexed) {
            assert!(full > 0 || indexed == 0, "{name:?} {role:?}");
        }
    }
}

#[test]
fn every_cell_has_a_background_of_its_own() {
    for (theme, role) in everything() {
        let background = theme.ground().bg;
        assert!(
            !matches!(background, None | Some(Color::Reset)),
            "{theme:?}"
        );
        assert_eq!(theme.style(role).bg, background, "{theme:?} {role:?}");
    }
}

#[test]
fn protanopes_read_the_dark_themes_as_designed() {
    let designed = [
        (ThemeName::Night, Role::Strong, 7.4),
        (ThemeName::Night, Role::Accent, 8.2),
        (ThemeName::Night, Role::Text, 4.7),
        (ThemeName::Night, Role::Quiet, 3.6),
        (ThemeName::Ember, Role::Strong, 4.9),
        (ThemeName::Ember, Role::Text, 3.0),
    ];
    for (name, role, figure) in designed {
        let contrast = contrast(&Theme::new(name, Depth::True), role, protanope_luminance);
        assert!(
            (contrast - figure).abs() < 0.1,
            "{name:?} {role:?}: {contrast:.2}"
        );
    }
}

/// The least contrast, where one is promised. Far limb, furniture and rules stay behind on
/// purpose; ember gives up small text for darkness.
fn promise(name: ThemeName, role: Role) -> Option<f64> {
    match name {
        ThemeName::Day | ThemeName::Night | ThemeName::Contrast | ThemeName::Light => match role {
            Role::Strong | Role::Accent | Role::Alert | Role::Text | Role::Quiet => Some(4.5),
            Role::Near | Role::Muscle | Role::Arrow => Some(3.0),
            Role::Trunk => Some(2.9),
            Role::Rule
            | Role::Far
            | Role::Furniture
            | Role::Soft
            | Role::FarMuscle
            | Role::Warmth => None,
        },
        ThemeName::Ember => match role {
            Role::Strong => Some(6.0),
            Role::Text => Some(3.8),
            Role::Quiet => Some(3.0),
            Role::Muscle | Role::Arrow => Some(4.0),
            Role::Accent
            | Role::Alert
            | Role::Rule
            | Role::Near
            | Role::Trunk
            | Role::Far
            | Role::Furniture
            | Role::Soft
            | Role::FarMuscle
            | Role::Warmth => None,
        },
        ThemeName::Mono => None,
    }
}

fn everything() -> impl Iterator<Item = (Theme, Role)> {
    COLOURED.into_iter().flat_map(|name| {
        DEPTHS.into_iter().flat_map(move |depth| {
            ROLES
                .into_iter()
                .map(move |role| (Theme::new(name, depth), role))
        })
    })
}

fn contrast(theme: &Theme, role: Role, luminance: fn([u8; 3]) -> f64) -> f64 {
    let (foreground, background) = colours(theme, role);
    let (one, other) = (luminance(foreground), luminance(background));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn colours(theme: &Theme, role: Role) -> ([u8; 3], [u8; 3]) {
    let style = theme.style(role);
    let rgb = |colour: Option<Color>| colour.and_then(xterm::rgb).unwrap();
    (rgb(style.fg), rgb(style.bg))
}

fn luminance(rgb: [u8; 3]) -> f64 {
    weigh(rgb.map(linear))
}

fn protanope_luminance(rgb: [u8; 3]) -> f64 {
    const SEEN: [[f64; 3]; 3] = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    let sent = rgb.map(linear);
    weigh(SEEN.map(|row| dot(row, sent).clamp(0.0, 1.0)))
}

fn weigh(linear: [f64; 3]) -> f64 {
    dot([0.2126, 0.7152, 0.0722], linear)
}

fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.into_iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Light sent for a channel's value, 0 to 1.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

#[test]
fn the_console_gets_the_colours_of_the_theme_and_no_text_one_that_bold_changes() {
    for &name in ThemeName::ALL {
        let (console, full) = (
            Theme::new(name, Depth::Console),
            Theme::new(name, Depth::True),
        );
        let palette = console.palette();
        assert!(full.palette().is_empty());
        assert_eq!(palette.is_empty(), name == ThemeName::Mono);
        let shown = |colour: Option<Color>| match colour {
            Some(Color::Indexed(number)) => Some(Color::from_u32(palette[usize::from(number)])),
            other => other,
        };
        for role in ROLES {
            let (ours, theirs) = (console.style(role), full.style(role));
            assert_eq!(shown(ours.fg), theirs.fg, "{name:?} {role:?}");
            assert_eq!(shown(ours.bg), theirs.bg, "{name:?} {role:?}");
            let is_text = matches!(
                role,
                Role::Strong | Role::Accent | Role::Alert | Role::Text | Role::Quiet | Role::Rule
            );
            let low = matches!(ours.fg, Some(Color::Indexed(..8)));
            assert!(!(is_text && low), "{role:?}");
        }
    }
}
