//! Sixels: bands of six rows, a pass over each for every colour in it:
//! <https://vt100.net/docs/vt3xx-gp/chapter14.html>.

use std::collections::HashMap;
use std::fmt::Write;

use ratatui::layout::Size;

use crate::ui::figure::Rgb;

/// Asks what the terminal is.
pub(super) const QUESTION: &[u8] = b"\x1b[c";

/// A VT340 has so many colours, as has an xterm that is told to be one. They are enough for smooth edges,
/// and each costs a pass.
const COLOURS: usize = 16;
/// Rows of a band.
const BAND: usize = 6;

/// Whether the terminal tells that it knows them, by a 4 among what it is: `ESC [ ? 62 ; 4 ; 22 c`.
pub(super) fn is_known(answer: &[u8]) -> bool {
    // The first is its class.
    parts(answer).is_some_and(|parts| parts.skip(1).any(|part| part == b"4"))
}

/// What the terminal tells that it is, if this is the answer to that.
pub(super) fn parts(answer: &[u8]) -> Option<impl Iterator<Item = &[u8]>> {
    let parts = answer.strip_prefix(b"\x1b[?")?.strip_suffix(b"c")?;
    Some(parts.split(|byte| *byte == b';'))
}

pub(super) fn put(pixels: &[Rgb], size: Size, bytes: &mut Vec<u8>) {
    let (colours, inks) = reduced(pixels);
    let (width, height) = (usize::from(size.width), usize::from(size.height));
    let mut text = format!("\x1bP0;1q\"1;1;{width};{height}");
    for (number, colour) in colours.iter().enumerate() {
        let [red, green, blue] = colour.map(|level| (u16::from(level) * 100 + 127) / 255);
        let _ = write!(text, "#{number};2;{red};{green};{blue}");
    }
    let mut bits = vec![0; width];
    for (index, band) in inks.chunks(width * BAND).enumerate() {
        if index > 0 {
            text.push('-');
        }
        let mut is_first = true;
        for ink in (0..colours.len()).filter_map(|ink| u8::try_from(ink).ok()) {
            bits.fill(0);
            for (line, row) in band.chunks(width).enumerate() {
                for (bits, other) in bits.iter_mut().zip(row) {
                    *bits |= u8::from(*other == ink) << line;
                }
            }
            let Some(last) = bits.iter().rposition(|bits| *bits != 0) else {
                continue;
            };
            if !std::mem::replace(&mut is_first, false) {
                text.push('$');
            }
            let _ = write!(text, "#{ink}");
            for run in bits[..=last].chunk_by(|one, next| one == next) {
                let letter = char::from(b'?' + run[0]);
                if run.len() > 3 {
                    let _ = write!(text, "!{}{letter}", run.len());
                } else {
                    text.extend(run.iter().map(|_| letter));
                }
            }
        }
    }
    text += "\x1b\\";
    bytes.extend(text.bytes());
}

/// The commonest colours, and for every pixel which of them is nearest.
fn reduced(pixels: &[Rgb]) -> (Vec<Rgb>, Vec<u8>) {
    let mut counts: HashMap<Rgb, u32> = HashMap::new();
    for run in pixels.chunk_by(|one, next| one == next) {
        let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
        *counts.entry(run[0]).or_default() += count;
    }
    let mut colours: Vec<(Rgb, u32)> = counts
        .iter()
        .map(|(colour, count)| (*colour, *count))
        .collect();
    colours.sort_unstable_by_key(|(colour, count)| (u32::MAX - count, *colour));
    let colours: Vec<Rgb> = colours
        .into_iter()
        .map(|(colour, _)| colour)
        .take(COLOURS)
        .collect();
    let far = |one: Rgb, other: Rgb| -> u32 {
        let ways = one.into_iter().zip(other);
        ways.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
            .sum()
    };
    let nearest = |colour: Rgb| {
        let known = (0..).zip(&colours);
        known
            .min_by_key(|(_, known)| far(**known, colour))
            .map_or(0, |(ink, _)| ink)
    };
    let inks: HashMap<Rgb, u8> = counts
        .keys()
        .map(|colour| (*colour, nearest(*colour)))
        .collect();
    (
        colours.clone(),
        pixels.iter().map(|pixel| inks[pixel]).collect(),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_terminal_is_tells_whether_it_knows_them() {
        for (answer, knows) in [
            ("\x1b[?62;4;22c", true),
            ("\x1b[?63;1;2;4c", true),
            ("\x1b[?62;22;44c", false),
            // A VT132 with printer, and not one that knows them.
            ("\x1b[?4;6c", false),
            ("\x1b[?6c", false),
            ("\x1b[62;4c", false),
        ] {
            assert_eq!(is_known(answer.as_bytes()), knows, "{answer:?}");
        }
    }

    /// What a terminal would show, in percent.
    fn shown(text: &str, size: Size) -> Vec<Rgb> {
        let body = text.strip_prefix("\x1bP0;1q\"").unwrap();
        let body = body.strip_suffix("\x1b\\").unwrap();
        let mut tokens = Vec::new();
        for sign in body.chars() {
            match tokens.last_mut() {
                Some((_, numbers)) if sign.is_ascii_digit() || sign == ';' => {
                    let numbers: &mut String = numbers;
                    numbers.push(sign);
                }
                _ => tokens.push((sign, String::new())),
            }
        }
        let (width, height) = (usize::from(size.width), usize::from(size.height));
        let mut pixels = vec![[u8::MAX; 3]; width * height];
        let mut colours = HashMap::new();
        let (mut x, mut y, mut count, mut ink) = (0, 0, 1, [0; 3]);
        for (sign, numbers) in tokens {
            let numbers: Vec<u8> = numbers.split(';').flat_map(str::parse).collect();
            match (sign, &numbers[..]) {
                ('#', [number, _, rest @ ..]) => {
                    colours.insert(*number, <Rgb>::try_from(rest).unwrap());
                }
                ('#', [number]) => ink = colours[number],
                ('!', [times]) => count = usize::from(*times),
                ('$', _) => x = 0,
                ('-', _) => (x, y) = (0, y + BAND),
                ('?'..='~', _) => {
                    let bits = u8::try_from(sign).unwrap() - b'?';
                    for _ in 0..std::mem::replace(&mut count, 1) {
                        for line in (0..BAND).filter(|line| bits >> line & 1 == 1) {
                            pixels[(y + line) * width + x] = ink;
                        }
                        x += 1;
                    }
                }
                _ => {}
            }
        }
        pixels
    }

    prop_compose! {
        fn any_picture()(width in 1..40_u16, height in 1..20_u16)(
            pixels in prop::collection::vec(0..COLOURS, usize::from(width * height)),
            width in Just(width),
            height in Just(height),
        ) -> (Vec<Rgb>, Size) {
            // Levels that are whole in percent.
            let colour = |number: usize| [51 * (number % 4), 51 * (number / 4), 0];
            let colour = |number| colour(number).map(|level| u8::try_from(level).unwrap());
            (pixels.into_iter().map(colour).collect(), Size { width, height })
        }
    }

    proptest! {
        #[test]
        fn a_picture_of_few_colours_is_shown_as_it_is((pixels, size) in any_picture()) {
            let mut bytes = Vec::new();
            put(&pixels, size, &mut bytes);
            let percent = |colour: &Rgb| colour.map(|level| level / 51 * 20);
            let expected: Vec<Rgb> = pixels.iter().map(percent).collect();
            prop_assert_eq!(shown(std::str::from_utf8(&bytes).unwrap(), size), expected);
        }
    }
}
