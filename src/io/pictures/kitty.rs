//! Kitty's graphics protocol. Others know what is used of it, too:
//! <https://sw.kovidgoyal.net/kitty/graphics-protocol/>.

use miniz_oxide::deflate::compress_to_vec_zlib;
use ratatui::layout::Size;

use crate::ui::figure::Rgb;

// Our pictures are numbered from one that no other program is likely to take.

/// Asks whether a picture of one pixel could be taken; then, what every terminal answers.
pub(super) const QUESTION: &[u8] = b"\x1b_Gi=7695971,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c";
/// That it could, without the end.
pub(super) const ANSWER: &[u8] = b"\x1b_Gi=7695971;OK";
const FIRST: usize = 7_695_971;

/// A chunk of a picture has at most so many letters.
const CHUNK: usize = 4096;
/// Flat colours are compressed well at once: more effort takes more time than it saves.
const EFFORT: u8 = 3;

pub(super) fn delete(number: usize, bytes: &mut Vec<u8>) {
    bytes.extend(format!("\x1b_Ga=d,d=I,i={},q=2\x1b\\", FIRST + number).bytes());
}

/// Appends a picture at the cursor over `cells`, in place of the one of that number; without a number it
/// stays.
pub(super) fn put(
    pixels: &[Rgb],
    size: Size,
    cells: Size,
    number: Option<usize>,
    bytes: &mut Vec<u8>,
) {
    let number = number.map(|number| format!("i={},p=1,", FIRST + number));
    let packed = compress_to_vec_zlib(pixels.as_flattened(), EFFORT);
    let letters = base64(&packed);
    let mut chunks = letters.chunks(CHUNK).peekable();
    let mut head = format!(
        "a=T,{}f=24,o=z,s={},v={},c={},r={},C=1,q=2,",
        number.unwrap_or_default(),
        size.width,
        size.height,
        cells.width,
        cells.height
    );
    while let Some(chunk) = chunks.next() {
        let more = u8::from(chunks.peek().is_some());
        bytes.extend(format!("\x1b_G{head}m={more};").bytes());
        bytes.extend(chunk);
        bytes.extend(b"\x1b\\");
        "q=2,".clone_into(&mut head);
    }
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut letters = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |index: usize| usize::from(three.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for index in 0..4 {
            letters.push(if index <= three.len() {
                LETTERS[bits >> (18 - 6 * index) & 63]
            } else {
                b'='
            });
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        // RFC 4648, section 10.
        for (bytes, letters) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), letters.as_bytes());
        }
    }

    #[test]
    fn a_long_picture_goes_in_chunks_of_which_only_the_last_says_so() {
        // Noise, which cannot be compressed.
        let noise = (0..6000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes());
        let pixels: Vec<Rgb> = noise.map(|[a, b, c, _]| [a, b, c]).collect();
        let mut bytes = Vec::new();
        put(
            &pixels,
            Size::new(100, 60),
            Size::new(10, 3),
            Some(0),
            &mut bytes,
        );
        let text = String::from_utf8(bytes).unwrap();
        let chunks: Vec<(&str, &str)> = text
            .split_terminator("\x1b\\")
            .map(|chunk| {
                chunk
                    .strip_prefix("\x1b_G")
                    .unwrap()
                    .split_once(';')
                    .unwrap()
            })
            .collect();
        let (last, rest) = chunks.split_last().unwrap();
        assert!(rest.len() > 2 && last.0 == "q=2,m=0");
        assert!(
            rest[0].0.starts_with("a=T,i=7695971,") && rest[0].0.contains("s=100,v=60,c=10,r=3")
        );
        for (head, letters) in rest {
            assert!(head.ends_with("m=1") && letters.len() == CHUNK, "{head}");
        }
        let letters: String = chunks.iter().map(|(_, letters)| *letters).collect();
        assert_eq!(
            letters.as_bytes(),
            base64(&compress_to_vec_zlib(pixels.as_flattened(), EFFORT))
        );
    }
}
