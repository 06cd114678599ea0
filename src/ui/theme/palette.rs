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
        Depth::Sixteen => (sixteen(role), [Color::Black; 4]),
    };
    column(name, foreground).zip(column(name, background))
}

fn column<T>(name: ThemeName, [day, night, ember, contrast]: [T; 4]) -> Option<T> {
    match name {
        ThemeName::Day => Some(day),
        ThemeName::Night => Some(night),
        ThemeName::Ember => Some(ember),
        ThemeName::Contrast => Some(contrast),
        ThemeName::Mono => None,
    }
}

//                               day       night     ember     contrast
const TRUE_GROUND: [u32; 4] = [0x14171c, 0x000000, 0x000000, 0x000000];

/// Amber rather than pure red for text: red alone is nearly dark to protanopes.
const fn true_colour(role: Role) -> [u32; 4] {
    match role {
        //                    day       night     ember     contrast
        Role::Strong => [0xffffff, 0xff8c00, 0xe06800, 0xffffff],
        Role::Accent => [0xffb347, 0xff9800, 0xe07000, 0xffff00],
        Role::Alert => [0xff7a66, 0xff7800, 0xe06000, 0xff8700],
        Role::Text => [0xd5d8dc, 0xe06400, 0xb84400, 0xffffff],
        Role::Quiet => [0x98a0aa, 0xc85000, 0xa03600, 0xd0d0d0],
        Role::Rule => [0x4f5866, 0x6a2000, 0x441000, 0x808080],
        Role::Near => [0xf0f0ec, 0xc03c00, 0x862200, 0xffffff],
        Role::Trunk => [0xc2c7ce, 0xa42e00, 0x701a00, 0xe4e4e4],
        Role::Far => [0x727a86, 0x661c00, 0x440e00, 0x9a9a9a],
        Role::Furniture => [0x4f5866, 0x481200, 0x2e0800, 0x808080],
        Role::Soft => [0x7fa8cf, 0x9a3c00, 0x661c00, 0x00d7ff],
        Role::Muscle => [0xff8a3d, 0xff9800, 0xd86400, 0xffd700],
        Role::FarMuscle => [0xa8602c, 0x9a5000, 0x683000, 0xaf8700],
        Role::Arrow => [0xffcf5c, 0xff6e00, 0xc04c00, 0xffff00],
        Role::Warmth => [0xff6a4a, 0xff5400, 0xc03800, 0xff8700],
    }
}

const INDEXED_GROUND: [u8; 4] = [233, 16, 16, 16];

/// Chosen by hand: the nearest colour turns red limbs brown and lets limb and trunk run together.
const fn indexed(role: Role) -> [u8; 4] {
    match role {
        // day, night, ember, contrast
        Role::Strong => [231, 208, 172, 231],
        Role::Accent => [215, 214, 172, 226],
        Role::Alert => [209, 202, 166, 208],
        Role::Text => [253, 172, 130, 231],
        Role::Quiet => [247, 166, 94, 252],
        Role::Rule => [240, 52, 52, 244],
        Role::Near => [255, 166, 124, 231],
        Role::Trunk => [251, 130, 88, 254],
        Role::Far => [243, 88, 52, 247],
        Role::Furniture => [240, 52, 52, 244],
        Role::Soft => [110, 94, 88, 45],
        Role::Muscle => [208, 214, 166, 220],
        Role::FarMuscle => [130, 94, 94, 136],
        Role::Arrow => [221, 202, 130, 226],
        Role::Warmth => [203, 196, 160, 208],
    }
}

/// The terminal's owner decides what these look like: night and ember keep to red and yellow, and
/// dark grey, which some make the same as the background, colours nothing that must be read.
const fn sixteen(role: Role) -> [Color; 4] {
    use Color::{
        DarkGray, Gray, LightRed as BrightRed, LightYellow as BrightYellow, Red, White, Yellow,
    };
    match role {
        // day, night, ember, contrast
        Role::Strong => [White, BrightYellow, Yellow, White],
        Role::Accent => [BrightYellow, BrightYellow, Yellow, BrightYellow],
        Role::Alert => [BrightYellow, BrightRed, BrightRed, BrightYellow],
        Role::Text => [Gray, Yellow, BrightRed, White],
        Role::Quiet => [Gray, Yellow, Red, Gray],
        Role::Rule => [DarkGray, Red, Red, DarkGray],
        Role::Near => [White, BrightRed, BrightRed, White],
        Role::Trunk => [Gray, Red, Red, Gray],
        Role::Far => [DarkGray, Red, Red, DarkGray],
        Role::Furniture => [DarkGray, Red, Red, DarkGray],
        Role::Soft => [Gray, Yellow, Red, Gray],
        Role::Muscle => [BrightYellow, BrightYellow, Yellow, BrightYellow],
        Role::FarMuscle => [BrightYellow, Yellow, Yellow, BrightYellow],
        Role::Arrow => [BrightYellow, Yellow, Yellow, BrightYellow],
        Role::Warmth => [BrightYellow, BrightRed, BrightRed, BrightYellow],
    }
}
