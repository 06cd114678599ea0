//! What xterm's own palette looks like.

use ratatui::style::Color;

/// Red, green and blue of a colour as xterm shows it; `None` for the terminal's default.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        _ => index(colour).map(indexed),
    }
}

/// Its number; `None` for the terminal's default, and for what has none.
pub fn index(colour: Color) -> Option<u8> {
    let index = match colour {
        Color::Reset | Color::Rgb(..) => return None,
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(index)
}

/// The grey that is as bright, in as many colours as it is one of.
pub fn grey(colour: Color) -> Color {
    let Some([red, green, blue]) = rgb(colour).map(|rgb| rgb.map(u16::from)) else {
        return colour;
    };
    let bright = (red * 30 + green * 59 + blue * 11) / 100;
    let bright = u8::try_from(bright).unwrap_or(u8::MAX);
    match colour {
        Color::Rgb(..) => Color::Rgb(bright, bright, bright),
        Color::Indexed(_) => Color::Indexed(match bright {
            0..4 => 16,
            243.. => 231,
            _ => 232 + (bright.saturating_sub(3) / 10).min(23),
        }),
        // What must be read is never dark grey.
        _ => match colour {
            Color::Black | Color::White | Color::DarkGray | Color::Gray | Color::Reset => colour,
            Color::LightYellow | Color::LightRed => Color::White,
            _ => Color::Gray,
        },
    }
}

fn indexed(index: u8) -> [u8; 3] {
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => {
            let cube = index - 16;
            [cube / 36, cube / 6 % 6, cube % 6].map(|level| CUBE_LEVELS[usize::from(level)])
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}

const CUBE_LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];
