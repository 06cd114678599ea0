//! The colours: one table for each depth, a row for each role, a column for each theme.

#![expect(
    clippy::unreadable_literal,
    reason = "colours are written as on the web"
)]
#![expect(clippy::match_same_arms, reason = "a table has one row for each role")]

use ratatui::style::Color;

use super::{Depth, Role, ThemeName};

/// Foreground and background of a role; `None` in mono.
pub(super) fn colours(name: ThemeName, depth: Depth, role: Role) -> Option<(Color, Color)> {
    let (foreground, background) = match depth {
        Depth::True => (
            true_colour(role).map(Color::from_u32),
            TRUE_GROUND.map(Color::from_u32),
        ),
        Depth::Indexed => (
            indexed(role).map(Color::Indexed),
            INDEXED_GROUND.map(Color::Indexed),
        ),
        Depth::Sixteen => (sixteen(role), SIXTEEN_GROUND),
        Depth::Console => ([slot(role); 5], [Color::Indexed(0); 5]),
    };
    column(name, foreground).zip(column(name, background))
}

fn column<T>(name: ThemeName, [day, night, ember, contrast, light]: [T; 5]) -> Option<T> {
    match name {
        ThemeName::Day => Some(day),
        ThemeName::Night => Some(night),
        ThemeName::Ember => Some(ember),
        ThemeName::Contrast => Some(contrast),
        ThemeName::Light => Some(light),
        ThemeName::Mono => None,
    }
}

//                               day       night     ember     contrast  light
const TRUE_GROUND: [u32; 5] = [0x14171c, 0x000000, 0x000000, 0x000000, 0xf7f4ee];

/// Amber rather than pure red for text: red alone is nearly dark to protanopes.
const fn true_colour(role: Role) -> [u32; 5] {
    match role {
        //                    day       night     ember     contrast  light
        Role::Strong => [0xffffff, 0xff8c00, 0xe06800, 0xffffff, 0x1a1408],
        Role::Accent => [0xffb347, 0xff9800, 0xe07000, 0xffff00, 0x8a3c00],
        Role::Alert => [0xff7a66, 0xff7800, 0xe06000, 0xff8700, 0xa01800],
        Role::Text => [0xd5d8dc, 0xe06400, 0xb84400, 0xffffff, 0x2c2620],
        Role::Quiet => [0x98a0aa, 0xc85000, 0xa03600, 0xd0d0d0, 0x5c544a],
        Role::Rule => [0x4f5866, 0x6a2000, 0x441000, 0x808080, 0xb8aea0],
        Role::Near => [0xf0f0ec, 0xc03c00, 0x862200, 0xffffff, 0x3a3128],
        Role::Trunk => [0xc2c7ce, 0xa42e00, 0x701a00, 0xe4e4e4, 0x6a5f54],
        Role::Far => [0x727a86, 0x661c00, 0x440e00, 0x9a9a9a, 0xa39a8e],
        Role::Furniture => [0x4f5866, 0x481200, 0x2e0800, 0x808080, 0xc4baac],
        Role::Soft => [0x7fa8cf, 0x9a3c00, 0x661c00, 0x00d7ff, 0x4f7ba6],
        Role::Muscle => [0xff8a3d, 0xff9800, 0xd86400, 0xffd700, 0xb84800],
        Role::FarMuscle => [0xa8602c, 0x9a5000, 0x683000, 0xaf8700, 0xd9a06a],
        Role::Arrow => [0xffcf5c, 0xff6e00, 0xc04c00, 0xffff00, 0x9a4a00],
        Role::Warmth => [0xff6a4a, 0xff5400, 0xc03800, 0xff8700, 0xb8321a],
    }
}

const INDEXED_GROUND: [u8; 5] = [233, 16, 16, 16, 231];
const SIXTEEN_GROUND: [Color; 5] = [
    Color::Black,
    Color::Black,
    Color::Black,
    Color::Black,
    Color::White,
];

/// Chosen by hand: the nearest colour turns red limbs brown and lets limb and trunk run together.
const fn indexed(role: Role) -> [u8; 5] {
    match role {
        // day, night, ember, contrast, light
        Role::Strong => [231, 208, 172, 231, 233],
        Role::Accent => [215, 214, 172, 226, 94],
        Role::Alert => [209, 202, 166, 208, 124],
        Role::Text => [253, 172, 130, 231, 235],
        Role::Quiet => [247, 166, 94, 252, 240],
        Role::Rule => [240, 52, 52, 244, 250],
        Role::Near => [255, 166, 124, 231, 237],
        Role::Trunk => [251, 130, 88, 254, 241],
        Role::Far => [243, 88, 52, 247, 247],
        Role::Furniture => [240, 52, 52, 244, 251],
        Role::Soft => [110, 94, 88, 45, 67],
        Role::Muscle => [208, 214, 166, 220, 130],
        Role::FarMuscle => [130, 94, 94, 136, 173],
        Role::Arrow => [221, 202, 130, 226, 94],
        Role::Warmth => [203, 196, 160, 208, 160],
    }
}

/// By the number of the colour, on the console of Linux. Bold adds 8 to the lower ones there, so that no
/// text has one of them; and a ground is one of them.
const CONSOLE: [Option<Role>; 16] = [
    None,
    Some(Role::Furniture),
    Some(Role::Soft),
    Some(Role::Muscle),
    Some(Role::Far),
    Some(Role::Trunk),
    Some(Role::Arrow),
    Some(Role::Near),
    Some(Role::Rule),
    Some(Role::Alert),
    Some(Role::Quiet),
    Some(Role::Accent),
    Some(Role::Warmth),
    Some(Role::FarMuscle),
    Some(Role::Text),
    Some(Role::Strong),
];

fn slot(role: Role) -> Color {
    let slots = (0..).zip(CONSOLE);
    let slot = slots.into_iter().find(|(_, other)| *other == Some(role));
    slot.map_or(Color::Reset, |(number, _)| Color::Indexed(number))
}

/// What the colours of the console have to be; nothing in mono.
pub(super) fn console(name: ThemeName) -> Vec<u32> {
    let colours = CONSOLE.map(|role| column(name, role.map_or(TRUE_GROUND, true_colour)));
    colours.into_iter().flatten().collect()
}

/// The terminal's owner decides what these look like: night and ember keep to red and yellow, and
/// dark grey, which some make the same as the background, colours nothing that must be read.
const fn sixteen(role: Role) -> [Color; 5] {
    use Color::{
        Black, Blue, DarkGray, Gray, LightRed as BrightRed, LightYellow as BrightYellow, Red,
        White, Yellow,
    };
    match role {
        // day, night, ember, contrast, light
        Role::Strong => [White, BrightYellow, Yellow, White, Black],
        Role::Accent => [BrightYellow, BrightYellow, Yellow, BrightYellow, Red],
        Role::Alert => [BrightYellow, BrightRed, BrightRed, BrightYellow, Red],
        Role::Text => [Gray, Yellow, BrightRed, White, Black],
        Role::Quiet => [Gray, Yellow, Red, Gray, Black],
        Role::Rule => [DarkGray, Red, Red, DarkGray, Gray],
        Role::Near => [White, BrightRed, BrightRed, White, Black],
        Role::Trunk => [Gray, Red, Red, Gray, DarkGray],
        Role::Far => [DarkGray, Red, Red, DarkGray, Gray],
        Role::Furniture => [DarkGray, Red, Red, DarkGray, Gray],
        Role::Soft => [Gray, Yellow, Red, Gray, Blue],
        Role::Muscle => [BrightYellow, BrightYellow, Yellow, BrightYellow, Red],
        Role::FarMuscle => [BrightYellow, Yellow, Yellow, BrightYellow, BrightRed],
        Role::Arrow => [BrightYellow, Yellow, Yellow, BrightYellow, Red],
        Role::Warmth => [BrightYellow, BrightRed, BrightRed, BrightYellow, Red],
    }
}
